//! What was shown for as long as the law says is shown no longer (PUB 13). Whoever reads compares days; that the
//! clock has recorded it is never asked.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Event, Publicity, State,
    term::{Regime, Term},
};
use crate::{
    Code, Context, Rejection,
    case::{Facets, Fact},
    time::in_chinese,
};

/// It is shown no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expired {
    /// The last day on which it was shown.
    pub last_day: Date,
    /// Under which rules.
    pub regime: Regime,
}

/// Records that it is shown no longer (公示期届满).
#[derive(Debug, Clone)]
pub struct Expire;

impl Expire {
    pub(super) fn decide(
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        if !publicity.is_shown() {
            return Ok(vec![]);
        }
        match publicity.shown_until() {
            Some((last_day, term)) if last_day < context.occurred.day() => {
                Ok(vec![Event::Expired(Expired { last_day, regime: term.regime })])
            }
            Some(_) | None => {
                Err(vec![Code::TooEarly.refuse("公示期尚未届满", "it is still to be shown")])
            }
        }
    }
}

impl Publicity {
    /// Its time is over, and would be as what counts of the decision weighs now: as it was recorded.
    pub(super) fn stays_over(&self, context: &Context<'_>) -> Option<Expired> {
        let (last_day, term) = self.shown_until().filter(|_| self.state == State::Expired)?;
        let (today, regime) = (context.occurred.day(), term.regime);
        let terms = self.terms_from(context, today);
        let now = Self { terms, ..Self::default() };
        let runs = |it: &Term| it.last_day.is_none_or(|last| today <= last);
        let over = !now.term_on(today).is_some_and(runs);
        over.then_some(Expired { last_day, regime })
    }
}

impl Fact for Expired {
    fn facets(&self) -> Facets<'_> {
        Facets::under(match self.regime {
            Regime::Pub13 => &[("PUB", "13")],
            Regime::Cr25 => &[("CR25", "0")],
            Regime::Ndrc36 => &[("NDRC36", "0")],
        })
    }

    fn sentence(&self) -> String {
        let (last_day, rules) = (in_chinese(self.last_day), self.regime.label());
        format!("公示期于{last_day}届满，停止公示（适用《{rules}》）")
    }
}
