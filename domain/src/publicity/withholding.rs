//! What secrecy forbids to show at all (PUB 5).

use serde::{Deserialize, Serialize};

use super::{Event, NotPublic, Publicity};
use crate::{
    Code, Narrative, Refusals, Rejection,
    case::{Facets, Fact},
    clock::Timer,
    id::PartId,
};

/// It is not made public, as the review of secrecy found (PUB 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withheld {
    /// Which decision.
    pub decision: PartId,
    /// What the review found, as far as it may be said.
    pub reason: Narrative,
    /// The limits that it ends.
    pub ends: Vec<Timer>,
}

/// Withholds it for secrecy (不予公示).
#[derive(Debug, Clone)]
pub struct Withhold {
    /// What the review found, as far as it may be said.
    pub reason: Narrative,
}

impl Withhold {
    pub(super) fn decide(&self, publicity: &Publicity) -> Result<Vec<Event>, Vec<Rejection>> {
        if publicity.ground == Some(NotPublic::Secrecy) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        // What was withdrawn, or never shown, may be kept back before what is right takes its place.
        refusals.require(publicity.is_to_be_shown(), || {
            Code::WrongStage
                .refuse(
                    "保密审查应当在公示之前进行；已经公示的，请先撤回",
                    "secrecy is reviewed before it is made public; withdraw what is first",
                )
                .under("PUB", "5")
        });
        let what = ("reason", "保密审查的结论");
        refusals.check(super::filled(self.reason.is_blank(), what, ("PUB", "5")));
        refusals.verdict()?;
        let Some((matter, channel)) = publicity.opened() else { return Ok(vec![]) };
        Ok(vec![Event::Withheld(Withheld {
            decision: matter.decision.clone(),
            reason: self.reason.clone(),
            ends: channel.timers().to_vec(),
        })])
    }
}

impl Fact for Withheld {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("PUB", "5")]);
        self.ends.iter().fold(facets, |facets, it| facets.replacing(*it, Some(&self.decision)))
    }

    fn sentence(&self) -> String {
        format!("经保密审查不予公示：{}", self.reason.shown())
    }
}
