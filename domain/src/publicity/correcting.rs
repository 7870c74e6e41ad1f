//! What is shown is corrected, promptly and on demand (PUB 12).

use serde::{Deserialize, Serialize};

use super::{Copy, Event, Publicity};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{Facets, Fact},
    clock::Timer,
    id::PartId,
    masking::{fit_for_all, never_shown},
};

/// What is shown was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Corrected {
    /// Of which decision; not told before what was put right in one had a limit to be shown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<PartId>,
    /// What was wrong, and why it is right now.
    pub reason: Narrative,
    /// Whether the party asked for it.
    pub on_demand: bool,
    /// What is shown from now on.
    pub copy: Copy,
    /// The channel's reference, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<String>,
}

/// Corrects what is shown (更正公示). A copy that was approved since takes the place of the former; where the decision was
/// put right since, there has to be one.
#[derive(Debug, Clone)]
pub struct Correct {
    /// What was wrong, and why it is right now.
    pub reason: Narrative,
    /// Whether the party asked for it.
    pub on_demand: bool,
    /// The channel's reference, where it is another one.
    pub reference: Option<String>,
}

impl Correct {
    pub(super) fn decide(
        &self,
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(publicity.is_shown(), || {
            Code::WrongStage
                .refuse(
                    "该决定未在此渠道公示，无从更正",
                    "nothing is shown there that could be corrected",
                )
                .under("PUB", "12")
        });
        let what = ("reason", "更正的内容和理由");
        refusals.check(super::filled(self.reason.is_blank(), what, ("PUB", "12")));
        let found = self.reference.as_deref().map(never_shown).unwrap_or_default();
        refusals.check(fit_for_all(found, "reference", ("PUB", "6")));
        let on_file = refusals.check(super::on_file(context));
        refusals.verdict()?;
        let Some(copy) = on_file.and_then(|it| it.copy.clone()) else {
            return Err(vec![
                Code::StepMissing
                    .refuse(
                        "决定书补正后尚无经复核批准的公示文本，请先按补正后的内容制作并由他人复核批准",
                        "no copy was approved since the decision was put right: prepare one, and let somebody else approve it",
                    )
                    .under("PUB", "12"),
            ]);
        };
        Ok(vec![Event::Corrected(Corrected {
            decision: publicity.matter.as_ref().map(|it| it.decision.clone()),
            reason: self.reason.clone(),
            on_demand: self.on_demand,
            copy,
            reference: self.reference.clone(),
        })])
    }
}

impl Fact for Corrected {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("PUB", "12")]);
        let decision = self.decision.as_ref();
        decision.into_iter().fold(facets, |facets, it| facets.settling(Timer::PubCorrect, Some(it)))
    }

    fn sentence(&self) -> String {
        let asked = if self.on_demand { "应当事人要求" } else { "" };
        format!("{asked}更正公示的行政处罚信息：{}", self.reason.shown())
    }
}
