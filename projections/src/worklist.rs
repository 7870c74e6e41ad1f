//! 我的待办: the deadlines that somebody has to see to, and among them what the clock has to record and the
//! law of the case refuses. The latter are not from the log: whoever gives the clock's commands finds them
//! anew, and hands them in.

use std::collections::BTreeMap;

use domain::{
    Moment, Rejection, claim::Thing, clock::Deadline, document::DocumentNumber, publicity::Channel,
};
use jiff::civil::Date;

use crate::{
    cases::CaseFilter,
    deadlines::{DeadlineFilter, DeadlineKey, DeadlineRow},
    inbox::InboxRow,
    owed::Owed,
    page::{Asked, Page},
    read_model::{ReadModel, ReadModelError},
    records::{Record, RecordRow},
    viewer::Viewer,
};

/// A command of the clock that was refused. It stays due, and is tried again once its record has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// On which record.
    pub record: Record,
    /// What it would record.
    pub task: Task,
    /// Since when it is due.
    pub since: Date,
    /// When it was tried.
    pub tried_at: Moment,
    /// All that stands in the way.
    pub rejections: Vec<Rejection>,
}

/// What the clock has to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// The rights of a notice ran out unused, with this deadline.
    LapseRights(Box<Deadline>),
    /// The time to appeal from a judgment ran out unused, with this deadline.
    TakeEffect(Box<Deadline>),
    /// The calendar that this deadline waited for is loaded.
    FixDeadlines(Box<Deadline>),
    /// The act for which this was claimed has taken place.
    ConfirmClaim(Thing),
    /// The act for which this was claimed has not taken place.
    GiveUpClaim(Thing),
    /// A decision falls due to be made public.
    OpenPublicity,
    /// What is shown of a decision that counts no more as it was made is to be withdrawn.
    WithdrawPublicity,
    /// What is shown of a decision that was put right is to be corrected.
    OutdatePublicity,
    /// An agency is to be told of a measure that a source calls for.
    NotifyAgency,
    /// A restriction is to say that its source has fallen.
    TakeBack,
    /// The entry that a decision carries is to be opened.
    EnterSeriousList,
    /// An entry is to say that the decision on which it rests has fallen.
    RevokeListing,
    /// It is to be said whether an entry is to be examined again whose decision was altered.
    ReExamineListing,
    /// An entry is to be another one's, as its decision was put right.
    CorrectListedParty,
    /// The years of an entry are over, with this deadline.
    ExpireListing(Box<Deadline>),
    /// What was made public on this channel is shown no longer.
    ExpirePublicity(Channel),
    /// The term of a measure is over.
    ExpireRestriction,
}

/// Kinds of what the clock has to record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKind {
    /// 记录逾期视为放弃权利.
    LapseRights,
    /// 记录判决生效.
    TakeEffect,
    /// 确定待定期限.
    FixDeadlines,
    /// 确认文号.
    ConfirmNumber,
    /// 作废文号.
    VoidNumber,
    /// 确认同一违法行为的罚款登记 (APL 29).
    ConfirmFine,
    /// 撤销同一违法行为的罚款登记 (APL 29).
    FreeFine,
    /// 公示立项 (PUB 9).
    OpenPublicity,
    /// 撤回公示 (APL 48.2; PUB 11).
    WithdrawPublicity,
    /// 记录公示内容应当更正 (PUB 12).
    OutdatePublicity,
    /// 通报限制措施 (LIST24).
    NotifyAgency,
    /// 记录来源失效.
    TakeBack,
    /// 列入严重违法失信名单 (SDL 13).
    EnterSeriousList,
    /// 撤销列入 (SDL).
    RevokeListing,
    /// 审查是否重新审核列入 (SDL 2).
    ReExamineListing,
    /// 更正列入的当事人 (APL 75.2; EIP 12).
    CorrectListedParty,
    /// 列入期届满移出 (SDL).
    ExpireListing,
    /// 停止公示 (PUB 13).
    ExpirePublicity,
    /// 记录限制措施期满.
    ExpireRestriction,
}

/// Something on a worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a page has few, and most of them are deadlines")]
pub enum WorkRow {
    /// A deadline.
    Deadline(DeadlineRow),
    /// What the clock was refused, and the record that it is about.
    Refused(RecordRow, Refused),
    /// An entry of the agency's inbox that nobody has taken notice of.
    Notice(InboxRow),
    /// What is to be done, within no time that a limit says, and the record that it is about.
    Owed(RecordRow, Owed),
}

/// What kind of thing is on a worklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkKind {
    /// 期限.
    Deadline,
    /// 系统自动记录受阻.
    Refused,
    /// 通报待签收.
    Notice,
    /// 待公示.
    Unpublished,
    /// 待重新审核列入.
    ReExamination,
    /// 来源失效，待解除.
    Unfounded,
}

impl Task {
    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> TaskKind {
        match self {
            Self::LapseRights(_) => TaskKind::LapseRights,
            Self::TakeEffect(_) => TaskKind::TakeEffect,
            Self::FixDeadlines(_) => TaskKind::FixDeadlines,
            Self::ConfirmClaim(Thing::Number(_)) => TaskKind::ConfirmNumber,
            Self::GiveUpClaim(Thing::Number(_)) => TaskKind::VoidNumber,
            Self::ConfirmClaim(Thing::FinedAct(_)) => TaskKind::ConfirmFine,
            Self::GiveUpClaim(Thing::FinedAct(_)) => TaskKind::FreeFine,
            Self::OpenPublicity => TaskKind::OpenPublicity,
            Self::WithdrawPublicity => TaskKind::WithdrawPublicity,
            Self::OutdatePublicity => TaskKind::OutdatePublicity,
            Self::NotifyAgency => TaskKind::NotifyAgency,
            Self::TakeBack => TaskKind::TakeBack,
            Self::EnterSeriousList => TaskKind::EnterSeriousList,
            Self::RevokeListing => TaskKind::RevokeListing,
            Self::ReExamineListing => TaskKind::ReExamineListing,
            Self::CorrectListedParty => TaskKind::CorrectListedParty,
            Self::ExpireListing(_) => TaskKind::ExpireListing,
            Self::ExpirePublicity(_) => TaskKind::ExpirePublicity,
            Self::ExpireRestriction => TaskKind::ExpireRestriction,
        }
    }

    /// The deadline that it is about.
    #[must_use]
    pub fn deadline(&self) -> Option<&Deadline> {
        match self {
            Self::LapseRights(it)
            | Self::TakeEffect(it)
            | Self::FixDeadlines(it)
            | Self::ExpireListing(it) => Some(it),
            Self::ConfirmClaim(_)
            | Self::GiveUpClaim(_)
            | Self::OpenPublicity
            | Self::WithdrawPublicity
            | Self::OutdatePublicity
            | Self::NotifyAgency
            | Self::TakeBack
            | Self::EnterSeriousList
            | Self::RevokeListing
            | Self::ReExamineListing
            | Self::CorrectListedParty
            | Self::ExpirePublicity(_)
            | Self::ExpireRestriction => None,
        }
    }

    /// The number that it is about.
    #[must_use]
    pub fn number(&self) -> Option<&DocumentNumber> {
        match self {
            Self::ConfirmClaim(Thing::Number(it)) | Self::GiveUpClaim(Thing::Number(it)) => {
                Some(it)
            }
            Self::ConfirmClaim(Thing::FinedAct(_))
            | Self::GiveUpClaim(Thing::FinedAct(_))
            | Self::LapseRights(_)
            | Self::TakeEffect(_)
            | Self::FixDeadlines(_)
            | Self::OpenPublicity
            | Self::WithdrawPublicity
            | Self::OutdatePublicity
            | Self::NotifyAgency
            | Self::TakeBack
            | Self::EnterSeriousList
            | Self::RevokeListing
            | Self::ReExamineListing
            | Self::CorrectListedParty
            | Self::ExpireListing(_)
            | Self::ExpirePublicity(_)
            | Self::ExpireRestriction => None,
        }
    }
}

impl TaskKind {
    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::LapseRights => "记录逾期视为放弃权利",
            Self::TakeEffect => "记录判决生效",
            Self::FixDeadlines => "确定待定期限",
            Self::ConfirmNumber => "确认文号",
            Self::VoidNumber => "作废文号",
            Self::ConfirmFine => "确认同一违法行为的罚款登记",
            Self::FreeFine => "撤销同一违法行为的罚款登记",
            Self::OpenPublicity => "公示立项",
            Self::WithdrawPublicity => "撤回公示",
            Self::OutdatePublicity => "记录公示内容应当更正",
            Self::NotifyAgency => "通报限制措施",
            Self::TakeBack => "记录来源失效",
            Self::EnterSeriousList => "列入严重违法失信名单",
            Self::RevokeListing => "撤销列入",
            Self::ReExamineListing => "审查是否重新审核列入",
            Self::CorrectListedParty => "更正列入的当事人",
            Self::ExpireListing => "列入期届满移出",
            Self::ExpirePublicity => "停止公示",
            Self::ExpireRestriction => "记录限制措施期满",
        }
    }
}

impl WorkRow {
    /// Which record it is about.
    #[must_use]
    pub fn record(&self) -> Record {
        match self {
            Self::Deadline(it) => it.record,
            Self::Refused(it, _) | Self::Owed(it, _) => it.record,
            Self::Notice(it) => it.about.record(),
        }
    }

    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> WorkKind {
        match self {
            Self::Deadline(_) => WorkKind::Deadline,
            Self::Refused(..) => WorkKind::Refused,
            Self::Notice(_) => WorkKind::Notice,
            Self::Owed(_, Owed::Publish) => WorkKind::Unpublished,
            Self::Owed(_, Owed::ReExamine) => WorkKind::ReExamination,
            Self::Owed(_, Owed::Lift) => WorkKind::Unfounded,
        }
    }
}

impl WorkKind {
    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Deadline => "期限",
            Self::Refused => "系统自动记录受阻",
            Self::Notice => "通报待签收",
            Self::Unpublished => "待公示",
            Self::ReExamination => "待重新审核列入",
            Self::Unfounded => "来源失效，待解除",
        }
    }
}

impl ReadModel {
    /// What the viewer has to see to: what is overdue, and what the clock was refused, first, then by the
    /// day that matters, then by the number of the case. Whoever answers for the agency sees what it was told among it.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn worklist(
        &self,
        viewer: &Viewer,
        (today, refused): (Date, &[Refused]),
        asked: &Asked<DeadlineKey>,
    ) -> Result<Page<(DeadlineKey, WorkRow)>, ReadModelError> {
        let deadlines = self.deadlines(viewer, &DeadlineFilter::Worklist { today }, asked)?;
        let deadlines = deadlines.map(|(key, row)| (key, WorkRow::Deadline(row)));
        let refused = Page::among(self.refused_to(viewer, refused)?, asked, place);
        let mut work = deadlines.joined(refused, asked, place);
        for what in Owed::ALL {
            let owed = self.owed(viewer, (what, today), asked)?;
            let owed = owed.map(|(key, row)| (key, WorkRow::Owed(row, what)));
            work = work.joined(owed, asked, place);
        }
        if !viewer.answers_for_the_agency() {
            return Ok(work);
        }
        let notices = self.waiting(viewer, asked)?;
        let notices = notices.map(|(key, row)| (key, WorkRow::Notice(row)));
        Ok(work.joined(notices, asked, place))
    }

    /// What the clock was refused in cases and other records that the viewer leads or has to see to.
    fn refused_to(
        &self,
        viewer: &Viewer,
        refused: &[Refused],
    ) -> Result<Vec<(DeadlineKey, WorkRow)>, ReadModelError> {
        if refused.is_empty() {
            return Ok(vec![]);
        }
        let handler = (!viewer.leads()).then(|| viewer.person.clone());
        let among = Some(refused.iter().filter_map(|it| it.record.case()).collect());
        let filter = CaseFilter { among, handler, ..CaseFilter::default() };
        let all = Asked::first(refused.len());
        let cases = self.cases(viewer, &filter, &all)?.rows.into_iter().map(RecordRow::from);
        let mut shown: BTreeMap<_, _> = cases.map(|it| (it.record, it)).collect();
        let others: Vec<_> = refused.iter().map(|it| it.record).collect();
        shown.extend(self.records_of(viewer, &others)?);
        let row = |(n, it): (i64, &Refused)| {
            let shown = shown.get(&it.record)?.clone();
            // Before the deadlines of their record, each at a place of its own.
            Some((it.key(&shown, n - i64::MAX), WorkRow::Refused(shown, it.clone())))
        };
        Ok((0..).zip(refused).filter_map(row).collect())
    }
}

fn place((key, _): &(DeadlineKey, WorkRow)) -> &DeadlineKey {
    key
}

impl Refused {
    fn key(&self, shown: &RecordRow, no: i64) -> DeadlineKey {
        let (number, of, place) = shown.place.clone();
        DeadlineKey { rank: 0, day: self.since.to_string(), number, of, place, no }
    }
}
