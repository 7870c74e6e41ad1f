//! What was mistyped in the decision was put right (补正): what is shown of it is right no longer, and is corrected
//! promptly, by a copy that was made since (PUB 7, 12).

use serde::{Deserialize, Serialize};

use super::{Event, Matter, Publicity};
use crate::{
    Context, Moment, Rejection,
    case::{Facets, Fact, phrase::until},
    clock::{Deadline, Timer},
    id::PartId,
};

/// The decision was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Outdated {
    /// The decision, as it reads since.
    pub matter: Matter,
    /// By which correction, `X1`, `X2`, ….
    pub correction: PartId,
    /// When.
    pub put_right_at: Moment,
    /// By when what is shown, or was sent, is to be corrected; none where nothing is, or where it is to be corrected
    /// already.
    pub deadlines: Vec<Deadline>,
}

/// Says that what is shown is right no longer: what follows by law from the correction, so that nobody but the clock asks.
#[derive(Debug, Clone)]
pub struct Outdate {
    /// By which correction.
    pub correction: PartId,
    /// When it was made.
    pub put_right_at: Moment,
}

impl Outdate {
    pub(super) fn decide(
        &self,
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        if publicity.opened().is_none() {
            return Err(vec![super::not_opened()]);
        }
        let Self { correction, put_right_at } = self.clone();
        if publicity.put_right.as_ref().is_some_and(|(it, _)| *it == correction) {
            return Ok(vec![]);
        }
        let matter = super::on_file(context)?.matter.clone();
        let key = (Timer::PubCorrect, Some(matter.decision.clone()));
        let owed = publicity.timers.get(&key).is_some_and(|it| it.settled.is_none());
        let before = publicity.copied_at.is_some_and(|it| it < put_right_at);
        let limit = || {
            let here = super::place(&matter, context);
            context.law.deadline(Timer::PubCorrect, put_right_at, here, &[])
        };
        let deadline = (publicity.is_given_out() && before && !owed).then(limit).flatten();
        let of = Some(matter.decision.clone());
        let deadlines = deadline.map(|it| Deadline { of, ..it }).into_iter().collect();
        Ok(vec![Event::Outdated(Outdated { matter, correction, put_right_at, deadlines })])
    }
}

impl Publicity {
    /// It is shown, or was sent to the province that is to show it.
    pub(super) fn is_given_out(&self) -> bool {
        self.is_shown() || self.pushed.is_some()
    }

    /// What is shown was made public, or sent, before the decision was put right last (PUB 12).
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        let put_right = self.put_right.as_ref().map(|(_, at)| *at);
        self.is_shown() && self.copied_at.is_some_and(|it| Some(it) < put_right)
    }
}

impl Fact for Outdated {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PUB", "12")]).timing(&self.deadlines)
    }

    fn sentence(&self) -> String {
        let (number, correction) = (&self.matter.number, &self.correction);
        let until = until(&self.deadlines, Timer::PubCorrect, "更正公示的期限");
        format!("{number}已经补正（编号{correction}），公示的内容应当与补正后的决定一致{until}")
    }
}
