//! Identification: the investigation finds out who the party is. Whoever was known by name and address gets a number,
//! and whoever trades behind a sign the name that the register has; it stays the one that the case was filed against
//! (PR 48.1(1), 62.1(1)).

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs, filing::identified, guard::filled,
    phrase::because, state::Record,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection, clock::Timer, id::PartId,
    party::Party,
};

/// It was found out who the party is (查明当事人身份).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Identified {
    /// Who it is.
    pub party: Party,
    /// The evidence that shows it.
    pub evidence: Vec<PartId>,
    /// How it was found out, and why it is the one that the case was filed against.
    pub reason: Narrative,
    /// It is another kind of party than the report, or the notice, speaks of: the investigation goes on from there.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub anew: bool,
}

/// Records who the party is found to be, where another number, or another name with it, was known of it until then.
#[derive(Debug, Clone)]
pub struct Identify {
    /// Who it is.
    pub party: Party,
    /// The evidence that shows it.
    pub evidence: Vec<PartId>,
    /// How it was found out, and why it is the one that the case was filed against.
    pub reason: Narrative,
}

impl Act for Identify {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::Investigate)
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let found = case.last_on_parts(&self.evidence);
        case.since.max(case.last_resumed()).max(case.identified()).max(found)
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&Main::IDENTIFICATION));
        refusals.check(identified(&self.party, ARTICLE));
        refusals.check(self.of_the_same(case));
        let unproven = self.evidence.is_empty();
        filled(&mut refusals, unproven, "evidence", "查明当事人身份的证据", ARTICLE);
        refusals.check(case.holds_evidence(&self.evidence, ARTICLE));
        filled(&mut refusals, self.reason.is_blank(), "reason", "查明当事人身份的经过", ARTICLE);
        let anew = self.is_of_another_kind(case);
        if anew {
            refusals.check(case.no_hearing_open());
        }
        refusals.verdict()?;
        Ok(vec![Event::PartyIdentified(Identified {
            party: self.party.clone(),
            evidence: self.evidence.clone(),
            reason: self.reason.clone(),
            anew,
        })])
    }
}

/// What a report and a decision say of the party.
const ARTICLE: (&str, &str) = ("PR", "48.1(1)");

impl Main {
    /// Where it may still be found out who the party is: from the filing to the decision. A suspended investigation is
    /// resumed first (PR 46).
    const IDENTIFICATION: [Self; 7] = [
        Self::Investigating,
        Self::Concluded,
        Self::InReview,
        Self::Supplementing,
        Self::Reviewed,
        Self::ApprovedForNotice,
        Self::Noticed,
    ];
}

impl Identify {
    /// The same party by another number, of another age, or by the name that the register has for it. Under another name
    /// and another number it would be somebody else, against whom nothing was filed (PR 19).
    fn of_the_same(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let Some(before) = case.record.party_found() else { return Ok(()) };
        let same = |party: &Party| (party.subject().clone(), party.age());
        let refusal = if same(&self.party) == same(before) {
            Code::AlreadyDone.refuse(
                "案件的当事人就是该主体；名称、地址有变化的，在处罚决定中写明",
                "the case is against that subject already; a new name or address stands in the decision",
            )
        } else if may_be(before, &self.party) {
            return Ok(());
        } else {
            let shown = before.shown();
            Code::Contradictory.refuse(
                format!("姓名（名称）和号码均与本案当事人（{shown}）不同，不是同一主体，应当另行立案"),
                format!("under another name and another number than {shown} it is another party: file a case of its own"),
            )
        };
        Err(vec![refusal.under(ARTICLE.0, ARTICLE.1).at("party")])
    }

    /// What was reported, reviewed or told was of another kind of party, which has other rights (PR 48.1(1), 57; APL 63).
    fn is_of_another_kind(&self, case: &Case) -> bool {
        let before = case.record.party_found().map(Party::kind);
        case.main != Main::Investigating && before.is_some_and(|it| it != self.party.kind())
    }
}

/// Whether somebody may turn out to be this party: a person by the same name, an organisation by the name that its
/// register has; and whoever was known as a person may be registered under another name.
fn may_be(before: &Party, found: &Party) -> bool {
    match (before, found) {
        (Party::NaturalPerson(before), Party::NaturalPerson(found)) => {
            before.name_digest == found.name_digest
        }
        (Party::NaturalPerson(_), Party::Organisation(_)) => true,
        (Party::Organisation(before), Party::Organisation(found)) => before.name == found.name,
        (Party::Organisation(_), Party::NaturalPerson(_)) => false,
    }
}

impl Record {
    /// Against whom the case runs, once it is filed: as the last decision names the party, which is how it was
    /// on that day (PR 62.1(1)), under the number that was put right, where it was; before that, and where it was found
    /// to be somebody else since, as the investigation found.
    #[must_use]
    pub fn party(&self) -> Option<&Party> {
        let found = self.identified.last().map(|(at, _)| *at);
        let decided = self.decisions.last().filter(|(at, _)| found.is_none_or(|it| it <= *at));
        let decided = decided.map(|(_, it)| self.party_as_corrected(it));
        decided.or_else(|| self.party_found())
    }

    /// Who the investigation has found the party to be; as the filing names it, where it found nothing else.
    #[must_use]
    pub fn party_found(&self) -> Option<&Party> {
        let found = self.identified.last().map(|(_, it)| &it.party);
        found.or(self.filed.as_ref().map(|(_, it)| &it.party))
    }
}

impl Case {
    /// When it was last found out who the party is.
    pub(super) fn identified(&self) -> Option<Moment> {
        self.record.identified.last().map(|(at, _)| *at)
    }
}

impl Fact for Identified {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("PR", "48.1(1)"), ("PR", "62.1(1)")]);
        if !self.anew {
            return facets;
        }
        facets.opening(Main::Investigating).replacing(Timer::ReviewDo, None)
    }

    fn sentence(&self) -> String {
        let number = self.party.registration().map(|it| format!("（{it}）")).unwrap_or_default();
        let evidence: Vec<_> = self.evidence.iter().map(PartId::as_str).collect();
        let anew = if self.anew {
            "，与此前的报告、告知类型不同，继续调查"
        } else {
            ""
        };
        format!(
            "查明当事人为{}{}{number}，证据{}{}{anew}",
            self.party.kind().label(),
            self.party.shown(),
            evidence.join("、"),
            because(&self.reason)
        )
    }
}
