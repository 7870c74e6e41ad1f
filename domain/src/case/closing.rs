//! Closing and archiving (PR 77, 78). Only the main line closes.

mod approving;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::approving::Close;

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs, basis::Basis, guard::filled, phrase::text,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection, Role,
    clock::{Deadline, Timer},
    document::{DocumentRef, Volume},
    id::{PartId, PersonId},
    text::is_blank,
    time::in_chinese,
};

/// The case was closed (结案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Closed {
    /// On which ground.
    pub ground: ClosingGround,
    /// Why it is closed on another ground, or though a surcharge is open (PR 75: it *may* be levied).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation: Option<Narrative>,
    /// Who filled in the form.
    pub prepared_by: PersonId,
    /// The day on which it was filled in, where that is another one than that of the approval.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub prepared_on: Option<Date>,
    /// Which time for a closing form it meets, where that is not the first: `B2`, …
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub meets: Option<PartId>,
    /// 结案审批表.
    pub form: DocumentRef,
    /// What had to be on file and came only with the form.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub documents: Vec<DocumentRef>,
}

/// Why a case is closed (PR 77).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClosingGround {
    /// 行政处罚决定执行完毕.
    Performed,
    /// 终止调查.
    Terminated,
    /// 不予行政处罚.
    NotPenalised,
    /// 违法事实不能成立.
    NotEstablished,
    /// 其他应予结案的情形.
    Other,
}

impl ClosingGround {
    /// Every ground.
    pub const ALL: [Self; 5] =
        [Self::Performed, Self::Terminated, Self::NotPenalised, Self::NotEstablished, Self::Other];

    /// As PR 77 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Performed => "行政处罚决定执行完毕",
            Self::Terminated => "案件终止调查",
            Self::NotPenalised => "作出不予行政处罚决定",
            Self::NotEstablished => "违法事实不能成立",
            Self::Other => "其他应予结案的情形",
        }
    }
}

/// The file was archived (归档): what lies in it, in the order of PR 78.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Archived {
    /// Where it is kept.
    pub place: String,
    /// How long: 永久, 30年, 10年.
    pub retention: String,
    /// What lies in it.
    pub entries: Vec<ArchiveEntry>,
}

/// A document and its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArchiveEntry {
    /// Which half.
    pub volume: Volume,
    /// Which heading of PR 78, from 1.
    pub heading: u8,
    /// The document.
    pub document: DocumentRef,
}

/// Puts the file of a closed case into the archive (立卷归档): everything on file, in the order of
/// PR 78.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Where it is kept.
    pub place: String,
    /// How long, under the agency's schedule: 永久, 30年, 10年.
    pub retention: String,
}

impl Act for Archive {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::KeepFile)
    }

    /// What came in since the closing lies in the file as well.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.last_on(&Basis::Payment)).max(case.last_on(&Basis::Answer))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let article = ("PR", "78");
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&[Main::Closed]));
        filled(&mut refusals, is_blank(&self.place), "place", "案卷存放地点", article);
        let retention = is_blank(&self.retention);
        filled(&mut refusals, retention, "retention", "保管期限", article);
        let acting = context.actor.officer();
        // The head of the unit stands in for handlers who have left.
        let theirs = acting.is_some_and(|it| {
            it.role != Role::Handler || case.record.handled_by.contains(&it.person)
        });
        refusals.require(theirs, || {
            Code::NotPermitted
                .refuse("案卷由本案办案人员归档", "the handlers of the case archive its file")
                .under("PR", "78.1")
        });
        refusals.verdict()?;
        Ok(vec![Event::CaseArchived(Archived {
            place: self.place.clone(),
            retention: self.retention.clone(),
            entries: case.archive_entries(),
        })])
    }
}

/// The time for a closing form is of nothing the first time, then of `B2`, …: what was missed of one stays so, whatever
/// begins after it.
fn nth_form(n: usize) -> Option<PartId> {
    (n > 1).then(|| PartId::nth('B', n))
}

impl Case {
    /// How many times for a closing form have begun.
    fn forms(&self) -> usize {
        self.record.timers.keys().filter(|(timer, _)| *timer == Timer::CloseForm).count()
    }

    /// The time for a closing form that runs.
    fn open_form(&self) -> Option<&Deadline> {
        self.open_deadline(Timer::CloseForm, nth_form(self.forms()).as_ref())
    }

    /// Since when the time for a closing form runs, where it does.
    pub(super) fn closing_since(&self) -> Option<Moment> {
        self.open_form().map(|it| it.start)
    }

    /// The closing form's time, from then on: another one than that which was met or ended before (PR 77).
    pub(super) fn time_to_close(
        &self,
        context: &Context<'_>,
        from: Moment,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let of = match self.open_form() {
            Some(running) => running.of.clone(),
            None => nth_form(self.forms() + 1),
        };
        self.start(context, Timer::CloseForm, of.as_ref(), from)
    }
}

impl Fact for Closed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "77")])
            .opening(Main::Closed)
            .settling(Timer::CloseForm, self.meets.as_ref())
            .stating(self.prepared_on)
            .filing([&self.form])
            .filing(&self.documents)
    }

    fn sentence(&self) -> String {
        let why = self.explanation.as_ref().map(|it| format!("，说明：{}", text(it)));
        let form = self.prepared_on.map(|it| format!("（结案审批表填写于{}）", in_chinese(it)));
        let (form, why) = (form.unwrap_or_default(), why.unwrap_or_default());
        format!("批准结案{form}，结案理由为{}{why}", self.ground.label())
    }
}

impl Fact for Archived {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "78"), ("APL", "47")]).opening(Main::Archived)
    }

    fn sentence(&self) -> String {
        let count = |volume| self.entries.iter().filter(|it| it.volume == volume).count();
        format!(
            "立卷归档，正卷{}件，副卷{}件，存放于{}，保管期限为{}",
            count(Volume::MainFile),
            count(Volume::InternalFile),
            self.place,
            self.retention
        )
    }
}
