//! What can have happened to an entry. These names and fields are the storage format.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Register, Standing, abnormal, ending, ending::Verdict, leaving, publishing, renumbering,
    restoring, serious,
};
use crate::{
    Moment,
    citation::{Citation, cite},
    clock::{Deadline, DeadlineFixed, Timer},
    document::{DocumentNumber, DocumentRef},
    id::RestorationId,
    party::Party,
    restriction::{self, Call},
};

/// A fact. It carries what the law made of it, so that replaying it needs no rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// 核实列入事由.
    GroundVerified(abnormal::Verified),
    /// 列入、标记.
    Entered(abnormal::Entered),
    /// 申请移出.
    ExitApplied(leaving::Applied),
    /// 核实移出条件.
    CureVerified(leaving::CureVerified),
    /// 移出、恢复.
    Left(leaving::Left),
    /// 列入严重违法失信名单.
    SeriousEntered(Box<serious::SeriousEntered>),
    /// 公示.
    Published(publishing::Published),
    /// 停止公示.
    PublicityEnded(publishing::PublicityEnded),
    /// 列入期届满.
    Expired(ending::Expired),
    /// 提前移出.
    RemovedEarly(restoring::RemovedEarly),
    /// 重整期间暂停.
    Suspended(restoring::Suspended),
    /// 恢复列入.
    Reinstated(restoring::Reinstated),
    /// 所依据的决定不再有效.
    FoundationFell(ending::FoundationFell),
    /// 应当重新审核.
    ReExaminationOpened(ending::ReExamination),
    /// 所依据的决定变更，无需重新审核.
    AlterationNoted(ending::AlterationNoted),
    /// 所依据的决定补正，当事人随之更正.
    PartyCorrected(Box<renumbering::PartyCorrected>),
    /// 重新审核.
    ReExamined(ending::ReExamined),
    /// 更正.
    Corrected(ending::Corrected),
    /// 期限确定.
    DeadlineFixed(DeadlineFixed),
}

/// What an entry of the list of serious violations waits for while it counts.
const OF_AN_ENTRY: &[Timer] = &[Timer::ListPublish, Timer::ListExpire, Timer::ListEarly];

impl Event {
    /// Whose entry it is, where the event opens one, or says that it is another one's.
    #[must_use]
    pub fn party(&self) -> Option<&Party> {
        match self {
            Self::GroundVerified(it) => Some(&it.party),
            Self::SeriousEntered(it) => Some(&it.party),
            Self::PartyCorrected(it) => Some(&it.party),
            _ => None,
        }
    }

    /// The articles that it rests on, the most specific first.
    #[must_use]
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Self::GroundVerified(it) => it.ground.basis(it.register),
            Self::Entered(it) => it.basis.clone(),
            Self::ExitApplied(_) | Self::CureVerified(_) | Self::Left(_) => {
                vec![cite("EIP", "17.2"), cite("ABN", "0")]
            }
            Self::SeriousEntered(it) => {
                vec![cite("SDL", "13"), it.listing.proposed.basis.clone()]
            }
            Self::Published(publishing::Published { register, .. })
            | Self::PublicityEnded(publishing::PublicityEnded { register, .. }) => {
                let (instrument, article) =
                    register.unwrap_or(Register::SeriousViolation).shown_under();
                vec![cite(instrument, article)]
            }
            Self::Expired(_) | Self::RemovedEarly(_) => vec![cite("SDL", "0")],
            Self::Suspended(it) => vec![it.basis.clone()],
            Self::Reinstated(it) => vec![it.basis.clone()],
            Self::FoundationFell(_) => vec![cite("SDL", "0"), cite("APL", "48.2")],
            Self::ReExaminationOpened(_) | Self::AlterationNoted(_) | Self::ReExamined(_) => {
                vec![cite("SDL", "2")]
            }
            Self::PartyCorrected(_) => vec![cite("APL", "75.2"), cite("EIP", "12")],
            Self::Corrected(it) => {
                let (instrument, article) = it.article();
                vec![cite(instrument, article)]
            }
            Self::DeadlineFixed(it) => it.basis(),
        }
    }

    /// The deadlines that it started, or fixed.
    #[must_use]
    pub fn deadlines(&self) -> &[Deadline] {
        match self {
            Self::GroundVerified(it) => &it.deadlines,
            Self::CureVerified(it) => &it.deadlines,
            Self::SeriousEntered(it) => &it.deadlines,
            Self::FoundationFell(it) => &it.deadlines,
            Self::PartyCorrected(it) => &it.deadlines,
            Self::ReExamined(it) => &it.deadlines,
            Self::Reinstated(it) => &it.deadlines,
            Self::DeadlineFixed(it) => &it.deadlines,
            Self::Left(it) => &it.deadlines,
            Self::Corrected(it) => &it.deadlines,
            _ => &[],
        }
    }

    /// The deadlines that it meets, in time or late.
    #[must_use]
    pub fn settles(&self) -> &'static [Timer] {
        match self {
            Self::Entered(_) => &[Timer::AbnEnter],
            Self::Left(_) => &[Timer::AbnExit],
            Self::Published(_) => &[Timer::ListPublish, Timer::ListWithdraw],
            Self::PublicityEnded(_) => &[Timer::ListWithdraw],
            Self::Expired(_) => &[Timer::ListExpire],
            Self::RemovedEarly(_) => &[Timer::ListEarly],
            _ => &[],
        }
    }

    /// The deadlines that it ends without meeting them: what they waited for is owed no more.
    #[must_use]
    pub fn ends(&self) -> &'static [Timer] {
        match self {
            Self::CureVerified(_) => &[Timer::AbnEnter],
            Self::Expired(_) | Self::RemovedEarly(_) | Self::FoundationFell(_) => OF_AN_ENTRY,
            Self::ReExamined(it) if it.verdict == Verdict::Revoked => OF_AN_ENTRY,
            Self::Corrected(_) => {
                &[Timer::AbnExit, Timer::ListPublish, Timer::ListExpire, Timer::ListEarly]
            }
            _ => &[],
        }
    }

    /// The entry counts for nothing from then on, and never comes back.
    #[must_use]
    pub fn revokes(&self) -> bool {
        match self {
            Self::FoundationFell(_) | Self::Corrected(_) => true,
            Self::ReExamined(it) => it.verdict == Verdict::Revoked,
            _ => false,
        }
    }

    /// How the entry stands from which day on, where it ends it; that its years are over, dates tell.
    #[must_use]
    pub fn ends_as(&self, occurred: Moment) -> Option<(Date, Standing)> {
        let standing = match self {
            Self::Left(_) => Standing::Left,
            Self::RemovedEarly(_) => Standing::RemovedEarly,
            Self::Suspended(it) => return Some((it.on, Standing::Suspended)),
            Self::FoundationFell(_) | Self::Corrected(_) | Self::ReExamined(_)
                if self.revokes() =>
            {
                Standing::Revoked
            }
            Self::FoundationFell(_)
            | Self::Corrected(_)
            | Self::ReExamined(_)
            | Self::GroundVerified(_)
            | Self::Entered(_)
            | Self::ExitApplied(_)
            | Self::CureVerified(_)
            | Self::SeriousEntered(_)
            | Self::Published(_)
            | Self::PublicityEnded(_)
            | Self::Expired(_)
            | Self::Reinstated(_)
            | Self::ReExaminationOpened(_)
            | Self::AlterationNoted(_)
            | Self::PartyCorrected(_)
            | Self::DeadlineFixed(_) => return None,
        };
        self.fells(occurred).map(|(_, day)| (day, standing))
    }

    /// The restoration from which it follows, where it follows from one.
    #[must_use]
    pub fn restoration(&self) -> Option<RestorationId> {
        match self {
            Self::RemovedEarly(it) => it.restoration,
            Self::Suspended(it) => Some(it.restoration),
            Self::Reinstated(it) => Some(it.restoration),
            _ => None,
        }
    }

    /// From which day on it isn't to be shown any more, where a restoration hides it.
    #[must_use]
    pub fn hides(&self, occurred: Moment) -> Option<Date> {
        match self {
            Self::RemovedEarly(it) if it.restoration.is_some() => Some(it.removed_on(occurred)),
            Self::Suspended(it) => Some(it.on),
            _ => None,
        }
    }

    /// A leader decided, and the entry counts no more.
    #[must_use]
    pub fn is_a_decision_that_ends(&self) -> bool {
        match self {
            Self::Left(_) | Self::RemovedEarly(_) | Self::Corrected(_) => true,
            Self::ReExamined(it) => it.verdict == Verdict::Revoked,
            _ => false,
        }
    }

    /// It follows from what happened elsewhere, or from time: no later act rests on when that was seen.
    pub(super) fn is_the_clocks(&self) -> bool {
        match self {
            Self::SeriousEntered(_)
            | Self::Expired(_)
            | Self::FoundationFell(_)
            | Self::ReExaminationOpened(_)
            | Self::AlterationNoted(_)
            | Self::PartyCorrected(_)
            | Self::DeadlineFixed(_) => true,
            _ => self.restoration().is_some(),
        }
    }

    /// The measures that it calls for, agency by agency (LIST24).
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        match self {
            Self::Entered(it) => &it.calls,
            Self::SeriousEntered(it) => &it.calls,
            _ => &[],
        }
    }

    /// The number of the decision that entered it.
    #[must_use]
    pub fn number(&self) -> Option<&DocumentNumber> {
        match self {
            Self::Entered(it) => Some(&it.number),
            Self::SeriousEntered(it) => Some(&it.number),
            _ => None,
        }
    }

    /// How it takes away what measures rest on, and since which day, where it ends the entry, or it is another one's.
    #[must_use]
    pub fn fells(&self, occurred: Moment) -> Option<(restriction::Fall, Date)> {
        use restriction::Fall;
        let day = occurred.day();
        match self {
            Self::Left(_) => Some((Fall::Delisted, day)),
            Self::RemovedEarly(it) => Some((Fall::Delisted, it.removed_on(occurred))),
            Self::Expired(it) => Some((Fall::Delisted, it.last_day.saturating_add(1.day()))),
            Self::FoundationFell(it) => Some((it.by.takes_back(), it.fell_on)),
            Self::ReExamined(it) if it.verdict == Verdict::Revoked => Some((Fall::Revoked, day)),
            Self::Corrected(it) => Some((it.takes_back(), day)),
            Self::PartyCorrected(it) => Some((Fall::WrongSubject, it.on)),
            _ => None,
        }
    }

    /// The documents that it put on record.
    #[must_use]
    pub fn documents(&self) -> Vec<&DocumentRef> {
        match self {
            Self::GroundVerified(it) => it.documents(),
            Self::Entered(it) => vec![&it.document],
            Self::ExitApplied(it) => it.documents.iter().collect(),
            Self::CureVerified(it) => it.evidence.iter().collect(),
            Self::Left(it) => vec![&it.document],
            Self::Published(it) => it.proof.iter().collect(),
            Self::PublicityEnded(it) => it.proof.iter().collect(),
            Self::RemovedEarly(it) => it.evidence.iter().chain([&it.document]).collect(),
            Self::Suspended(it) => vec![&it.document],
            Self::ReExamined(it) => vec![&it.document],
            Self::Corrected(it) => vec![&it.document],
            Self::SeriousEntered(_)
            | Self::Expired(_)
            | Self::FoundationFell(_)
            | Self::Reinstated(_)
            | Self::ReExaminationOpened(_)
            | Self::AlterationNoted(_)
            | Self::PartyCorrected(_)
            | Self::DeadlineFixed(_) => vec![],
        }
    }

    /// What was done, as the predicate of an official sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::GroundVerified(it) => it.sentence(),
            Self::Entered(it) => it.sentence(),
            Self::ExitApplied(it) => it.sentence(),
            Self::CureVerified(it) => it.sentence(),
            Self::Left(it) => it.sentence(),
            Self::SeriousEntered(it) => it.sentence(),
            Self::Published(_) => "通过国家企业信用信息公示系统公示列入信息".to_owned(),
            Self::PublicityEnded(_) => "停止公示列入信息".to_owned(),
            Self::Expired(it) => it.sentence(),
            Self::RemovedEarly(it) => it.sentence(),
            Self::Suspended(it) => it.sentence(),
            Self::Reinstated(it) => it.sentence(),
            Self::FoundationFell(it) => it.sentence(),
            Self::ReExaminationOpened(it) => it.sentence(),
            Self::AlterationNoted(it) => it.sentence(),
            Self::PartyCorrected(it) => it.sentence(),
            Self::ReExamined(it) => it.sentence(),
            Self::Corrected(it) => it.sentence(),
            Self::DeadlineFixed(it) => it.sentence(),
        }
    }
}
