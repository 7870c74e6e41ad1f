//! What a restoration of credit does to what is shown (PUB 14; domain.md §6.6): it is shown no longer from the grant on,
//! and again where the restoration was obtained by fraud, or its plan of reorganisation failed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Publicity, State, term::Term};
use crate::{
    Context, Moment,
    case::{Facets, Fact},
    citation::Citation,
    document::DocumentNumber,
    id::{PartId, RestorationId},
    time::in_chinese,
};

/// It is shown no longer, as credit was restored (停止公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stopped {
    /// Which decision.
    pub decision: PartId,
    /// By which restoration.
    pub restoration: RestorationId,
    /// The number of the decision that granted it.
    pub number: DocumentNumber,
    /// The rules under which it was granted.
    pub basis: Citation,
}

/// It is shown again, as the restoration counts no more (恢复公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reinstated {
    /// Which decision.
    pub decision: PartId,
    /// Which restoration.
    pub restoration: RestorationId,
    /// The rules under which it counts no more.
    pub basis: Citation,
    /// Its publicity counts anew, since the restoration was obtained by fraud.
    pub counted_anew: bool,
    /// From when on its publicity counts.
    pub shown_since: Moment,
    /// How long it is shown, under every regime whose rules were known.
    pub terms: Vec<Term>,
}

/// Stops what is shown, as credit was restored. The clock's alone; where nothing is shown it records nothing.
#[derive(Debug, Clone)]
pub struct Stop {
    /// By which restoration.
    pub restoration: RestorationId,
    /// The number of the decision that granted it.
    pub number: DocumentNumber,
    /// The rules under which it was granted.
    pub basis: Citation,
}

/// Shows again what a restoration had stopped. The clock's alone; what was stopped by nothing stays as it is.
#[derive(Debug, Clone)]
pub struct Reinstate {
    /// Which restoration.
    pub restoration: RestorationId,
    /// The rules under which it counts no more.
    pub basis: Citation,
    /// From which day on its publicity counts anew, where it does.
    pub counted_from: Option<Date>,
}

impl Stop {
    pub(super) fn decide(&self, publicity: &Publicity) -> Vec<Event> {
        let shown = publicity.opened().filter(|_| publicity.is_shown());
        let Some((matter, _)) = shown else { return vec![] };
        let Self { restoration, number, basis } = self.clone();
        let decision = matter.decision.clone();
        vec![Event::Stopped(Stopped { decision, restoration, number, basis })]
    }
}

impl Reinstate {
    pub(super) fn decide(&self, publicity: &Publicity, context: &Context<'_>) -> Vec<Event> {
        let stopped = publicity.stopped_by == Some(self.restoration);
        let opened = publicity.opened();
        let Some((matter, _)) =
            opened.filter(|_| stopped && publicity.state == State::StoppedByRestoration)
        else {
            return vec![];
        };
        let before = publicity.shown_since.unwrap_or(context.occurred);
        let (shown_since, terms) = match self.counted_from {
            Some(day) => (Moment::midnight(day), publicity.terms_from(context, day)),
            None => (before, publicity.terms.clone()),
        };
        vec![Event::Reinstated(Reinstated {
            decision: matter.decision.clone(),
            restoration: self.restoration,
            basis: self.basis.clone(),
            counted_anew: self.counted_from.is_some(),
            shown_since,
            terms,
        })]
    }
}

impl Fact for Stopped {
    fn facets(&self) -> Facets<'_> {
        Facets::under_own(&self.basis)
    }

    fn sentence(&self) -> String {
        format!("因信用修复停止公示行政处罚信息（{}）", self.number)
    }
}

impl Fact for Reinstated {
    fn facets(&self) -> Facets<'_> {
        Facets::under_own(&self.basis)
    }

    fn sentence(&self) -> String {
        if self.counted_anew {
            let day = in_chinese(self.shown_since.day());
            return format!(
                "因以欺骗手段取得的信用修复被撤销，恢复公示行政处罚信息，公示期自{day}起重新计算"
            );
        }
        "因重整计划未能执行，恢复公示行政处罚信息".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::{
        Actor, Code,
        citation::cite,
        publicity::{
            Channel, Command, Step,
            tests::{asked, published, withdraw},
            withdrawing::Withdrawal,
        },
        spec::Given,
    };

    const RESTORATION: RestorationId = RestorationId::new(Uuid::from_u128(9));

    fn stop() -> Command {
        let number = "锦市监信修〔2023〕1号".parse().unwrap();
        let stop = Stop { restoration: RESTORATION, number, basis: cite("CR21", "6") };
        asked(Channel::Gsxt, Step::Stop(stop))
    }

    fn reinstate(counted_from: Option<Date>) -> Command {
        let basis = cite("CR21", "0");
        let reinstate = Reinstate { restoration: RESTORATION, basis, counted_from };
        asked(Channel::Gsxt, Step::Reinstate(reinstate))
    }

    /// Shown since 26 December 2022, and stopped on 10 July 2023.
    fn stopped() -> Given<Publicity> {
        let shown = published(Channel::Gsxt).at("2023-07-10T09:00:00+08:00");
        shown.after(&Actor::Clock, &stop())
    }

    /// PUB 14: what is restored is shown no longer, once, and nobody but the clock says so.
    #[test]
    fn what_is_restored_is_shown_no_longer() {
        let now = stopped();
        assert_eq!(now.state.state, State::StoppedByRestoration);
        assert_eq!(now.state.hidden_on, Some(date(2023, 7, 10)));
        now.when(&Actor::Clock, &stop()).then_nothing();
        let leader = crate::case::spec::LEADER.actor();
        published(Channel::Gsxt).when(&leader, &stop()).then_refused(&[Code::NotPermitted]);
    }

    /// Scenario 11: what fraud had stopped is shown again, and counts anew; before, it would have ended on
    /// 26 December 2025.
    #[test]
    fn what_was_stopped_by_fraud_is_shown_again_and_counts_anew() {
        let on = date(2023, 10, 9);
        let now = stopped().at("2023-10-09T09:00:00+08:00");
        let again = now.after(&Actor::Clock, &reinstate(Some(on)));
        assert_eq!(again.state.state, State::Published);
        assert_eq!(again.state.shown_since, Some(Moment::midnight(on)));
        assert_eq!(again.state.terms[0].last_day, Some(date(2026, 10, 9)));
        again.when(&Actor::Clock, &reinstate(Some(on))).then_nothing();
    }

    /// SC22: a plan that fails shows again what was shown, for as long as before.
    #[test]
    fn what_a_plan_had_stopped_is_shown_for_as_long_as_before() {
        let before = published(Channel::Gsxt);
        let again = stopped().after(&Actor::Clock, &reinstate(None));
        assert_eq!(again.state.terms, before.state.terms);
        assert_eq!(again.state.shown_since, before.state.shown_since);
    }

    /// APL 48.2: what fell meanwhile is not shown again, whatever becomes of the restoration.
    #[test]
    fn what_fell_while_it_was_stopped_is_not_shown_again() {
        let ground = Withdrawal::DecisionRevoked;
        let fallen = stopped().after(&Actor::Clock, &withdraw(Channel::Gsxt, ground));
        assert_eq!(fallen.state.state, State::Withdrawn);
        fallen.when(&Actor::Clock, &reinstate(None)).then_nothing();
    }
}
