//! Decision: the penalty, and everything that the decision must say (PR 60, 62; APL 57–60).

mod deciding;
mod fine;
mod redo;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use self::deciding::Decide;
pub(super) use self::deciding::{called_for, liable};

use super::{
    Facets, Fact, Main,
    benchmark::{self, Deviation},
    phrase::until,
    sanction::{Sanction, SanctionKind, listed},
    serious_list::{self, besides},
};
use crate::{
    Narrative,
    citation::Citation,
    clock::{Deadline, Timer, Unit},
    document::{DocumentNumber, DocumentRef},
    id::{AgencyCode, PartId},
    party::Party,
    restriction::Call,
};

/// A penalty was decided (PR 62).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Decided {
    /// `P1`, …
    pub id: PartId,
    /// 处罚 number.
    pub number: DocumentNumber,
    /// (1) Against whom, as of that day.
    pub party: Party,
    /// (2) The facts.
    pub facts: Narrative,
    /// (2) The evidence.
    pub evidence: Vec<PartId>,
    /// (2) The provisions that were violated.
    pub violated: Vec<String>,
    /// (3) Whether statements were adopted, and why.
    pub statements: Narrative,
    /// (4) The penalty: a list of sanctions, each with its basis.
    pub sanctions: Vec<Sanction>,
    /// That the party is entered in the list of serious violations, together with the penalty (SDL 13).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub serious_list: Option<Box<serious_list::Decided>>,
    /// Why the penalty is lighter, mitigated or heavier than an ordinary one, where it is (APL 30–32).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub discretion: Option<Narrative>,
    /// What of it lies outside the benchmark in force (APL 34).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deviations: Vec<Deviation>,
    /// Why it lies outside, in the words of whoever decided (APL 34).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deviation_reasons: Option<Narrative>,
    /// (5) How it is to be performed, and by when.
    pub performance: Narrative,
    /// (5) The decision says that late payment costs 3 % a day (PR 75).
    pub surcharge_stated: bool,
    /// (6) Where reconsideration is to be asked for, and where to sue, and by when.
    pub remedies: Remedies,
    /// (6) How long each of them is open, under the rules of that day.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub remedy_periods: Vec<RemedyPeriod>,
    /// (7) In whose name.
    pub agency: AgencyCode,
    /// 行政处罚决定书, with the agency's seal.
    pub document: DocumentRef,
    /// The measures of the catalogue that it calls for, agency by agency (LIST24).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub calls: Vec<Call>,
    /// Service; publicity too, where it was decided before that had a stream of its own.
    pub deadlines: Vec<Deadline>,
}

/// What the decision says about remedies (PR 62(6)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Remedies {
    /// The reconsideration organ.
    pub reconsideration: String,
    /// The court.
    pub court: String,
}

/// How long a remedy is open from the day on which the party receives the decision (PR 62(6); ARL 20;
/// ALL 46).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemedyPeriod {
    /// Which: reconsideration, or suing directly.
    pub timer: Timer,
    /// How long.
    pub length: u32,
    /// In which unit.
    pub unit: Unit,
    /// The article that sets it.
    pub authority: Citation,
}

impl Decided {
    /// Nothing but a warning, which is not made public on GSXT (PUB 2).
    #[must_use]
    pub fn is_warning_only(&self) -> bool {
        self.sanctions.iter().all(|it| it.kind == SanctionKind::Warning)
    }

    /// The sanction of that id.
    #[must_use]
    pub fn sanction(&self, id: &PartId) -> Option<&Sanction> {
        self.sanctions.iter().find(|it| it.id == *id)
    }
}

impl Fact for Decided {
    fn facets(&self) -> Facets<'_> {
        let basis: &'static [_] = match &self.serious_list {
            Some(_) => &[("PR", "60.1(1)"), ("PR", "62"), ("APL", "57.1(1)"), ("SDL", "13")],
            None => &[("PR", "60.1(1)"), ("PR", "62"), ("APL", "57.1(1)")],
        };
        let list = self.serious_list.as_ref();
        let rule = list.and_then(|it| it.consent_rule.as_ref()).map(|it| it.confidence);
        let consent = list.and_then(|it| it.upper_consent.as_ref()).map(|it| &it.document);
        Facets::under(basis)
            .opening(Main::PenaltyDecided)
            .timing(&self.deadlines)
            .settling(Timer::CaseDecide, None)
            .deciding_anew(&self.id)
            .using(rule)
            .deviating(&self.deviations)
            .filing([&self.document])
            .filing(consent)
    }

    fn sentence(&self) -> String {
        format!(
            "对{}作出行政处罚决定（{}）：{}{}{}{}",
            self.party.shown(),
            self.number,
            listed(&self.sanctions),
            besides(self.serious_list.as_ref().map(|it| &it.proposed)),
            until(&self.deadlines, Timer::DecisionServe, "送达期限"),
            benchmark::noting_why(&self.deviations, self.deviation_reasons.as_ref())
        )
    }
}
