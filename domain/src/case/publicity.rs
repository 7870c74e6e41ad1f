//! What the publicity of a decision goes by in its case (PUB 9; domain.md §6.1). It has a stream of its own:
//! [`crate::publicity`]. Before it had one, the case recorded itself where it was published, which still counts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Case, Facets, Fact, decision::Decided, missing::Missing, sanction::Sanction};
use crate::{
    Code, Moment,
    id::{CaseId, PartId},
    party::{Party, Registration},
    publicity::{Channel, Copy, Matter, NotPublic, OnFile, Penalty, withdrawing::Withdrawal},
    rejection::word,
    restriction::{Found, Trigger},
};

/// The decision was made public on a channel (PUB 9; domain.md §6.1), as cases recorded it themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Published {
    /// Which decision.
    pub decision: PartId,
    /// Where.
    pub channel: Channel,
    /// The channel's own reference.
    pub reference: String,
}

/// What is shown of a decision is to be withdrawn on every channel, as it counts no more as it was made (APL 48.2;
/// PUB 11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdraws {
    /// Which decision.
    pub decision: PartId,
    /// On what ground.
    pub ground: Withdrawal,
    /// From which day on it counts no more as it was made; not told before restrictions rested on decisions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Date>,
    /// What is found in it still that the catalogue of measures answers.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub still_found: BTreeSet<Trigger>,
    /// The announcements that ran then and would have served what fell: they serve nothing any more (PR 82.1(5)).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub announcements: Vec<PartId>,
}

/// Why a decision is not made public on a channel, where the law says so (PUB 2).
#[must_use]
pub fn bars(decided: &Decided, channel: Channel) -> Option<NotPublic> {
    channel.bars(decided.sanctions.iter().map(|it| it.kind), decided.party.kind())
}

/// The first two digits of the division where an organisation is registered.
fn province(party: &Party) -> Option<&str> {
    match party {
        Party::Organisation(it) => match &it.registration {
            Registration::Uscc(code) => code.as_str().get(2..4),
            Registration::Legacy(number) => number.as_str().get(..2),
        },
        Party::NaturalPerson(_) => None,
    }
}

impl Case {
    /// What the catalogue of measures answers of these sanctions, for the violation that the case was filed on.
    pub(super) fn found_in<'a>(&self, sanctions: impl IntoIterator<Item = &'a Sanction>) -> Found {
        let mut found = Found::new();
        let Some((_, filed)) = &self.record.filed else { return found };
        for sanction in sanctions {
            for (trigger, id) in
                Trigger::of_penalty(filed.violation, std::slice::from_ref(sanction))
            {
                found.entry(trigger).or_default().insert(id);
            }
        }
        found
    }

    /// What publicity has to know of a decision as it counts at that time, with the copy that was approved by then; nothing
    /// where there is none of that id.
    #[must_use]
    pub fn decision_on_file(
        &self,
        case: CaseId,
        (decision, at): (&PartId, Moment),
    ) -> Option<OnFile> {
        let standing = self.standing_of(decision, at.day())?;
        let (decided_at, decided) = (standing.decided_at, standing.decided);
        // What fell, or was confirmed illegal, is withdrawn as it was made.
        let penalties = if standing.is_unlawful() {
            decided.sanctions.iter().map(Penalty::of).collect()
        } else {
            standing.lawful().map(Penalty::of).collect()
        };
        let mut services = self.record.services.iter();
        let served = services.find(|it| it.decision == *decision);
        let party = self.record.party_as_corrected(decided);
        let matter = Matter {
            case,
            decision: decision.clone(),
            agency: decided.agency.clone(),
            number: decided.number.clone(),
            decided_at,
            subject: party.subject(),
            party: party.shown().to_owned(),
            party_kind: party.kind(),
            province: province(party).map(str::to_owned),
            penalties,
        };
        let copy = self.approved_copy(decision, at).map(|it| Copy {
            id: it.prepared.id.clone(),
            sha256: it.prepared.document.sha256,
            rules: it.prepared.rules.clone(),
        });
        Some(OnFile { matter, served_on: served.map(|it| it.service.served_on), copy })
    }

    /// What is to be shown of the penalty, and isn't there yet (PUB 4, 6); of what was confirmed illegal nothing is (APL 48.2).
    #[must_use]
    pub fn missing_copy(&self, on: Date) -> Vec<Missing> {
        let counting = self.counting_decision(on).filter(|it| it.lawful().next().is_some());
        let Some(standing) = counting else { return vec![] };
        let decision = &standing.decided.id;
        let mut published = self.record.publications.iter();
        // What a case published itself was the decision as it was made.
        let shown = standing.is_as_made() && published.any(|it| it.decision == *decision);
        let put_right = self.put_right_by(decision, |it| it.day() <= on);
        let copied = self.approved_copies(decision, on).map(|(it, _)| it.since).max();
        if (shown && put_right.is_none()) || (copied.is_some() && put_right <= copied) {
            return vec![];
        }
        let (zh, en) = if copied.is_some() {
            (
                "决定已补正，尚无补正后制作并经复核批准的公示文本",
                "the decision was put right, and no redacted copy that was made since has been approved",
            )
        } else if standing.is_as_made() {
            ("尚无经复核批准的公示文本", "no redacted copy of the decision has been approved")
        } else {
            (
                "决定已被变更，尚无变更后内容的经复核批准的公示文本",
                "the decision was altered, and no redacted copy of what counts has been approved",
            )
        };
        vec![Missing::new(Code::StepMissing, zh, en, ("PUB", "6"))]
    }
}

/// A decision is still to be made public on a channel (PUB 9; APL 48).
#[must_use]
pub fn unpublished(channel: Channel) -> Missing {
    let zh = format!("尚未通过{}公示行政处罚信息", channel.label());
    let en = format!("the decision has not been made public on {}", word(channel));
    Missing::new(Code::StepMissing, zh, en, channel.basis()[0])
}

/// What is shown of a decision on a channel is still to be corrected, as it was put right since (PUB 12).
#[must_use]
pub fn outdated(channel: Channel) -> Missing {
    let zh = format!("决定已补正，尚未更正通过{}公示的行政处罚信息", channel.label());
    let en = format!("the decision was put right, and {} shows it as it was", word(channel));
    Missing::new(Code::StepMissing, zh, en, ("PUB", "12"))
}

impl Fact for Published {
    fn facets(&self) -> Facets<'_> {
        let timers = self.channel.timers().iter();
        let facets = Facets::under(self.channel.basis());
        timers.fold(facets, |facets, it| facets.settling(*it, Some(&self.decision)))
    }

    fn sentence(&self) -> String {
        format!(
            "通过{}公示行政处罚信息（公示编号或者网址：{}）",
            self.channel.label(),
            self.reference
        )
    }
}
