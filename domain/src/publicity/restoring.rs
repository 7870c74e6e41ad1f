//! What a restoration of credit does to what is shown (PUB 14; domain.md §6.6): it is shown no longer from the grant on,
//! and again where the restoration was obtained by fraud, or its plan of reorganisation failed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Publicity, State, term::Term};
use crate::{
    Context, Moment,
    case::{Facets, Fact},
    citation::Citation,
    clock::Timer,
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
    /// The push, `H1`, `H2`, …, upon which another province owes its publication no more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub push: Option<PartId>,
    /// From which day on it is restored, where that was before this was recorded.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Date>,
}

/// It is shown again, or to be shown again, as the restoration counts no more (恢复公示).
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
    /// Nothing was shown when it was stopped, or that was altered since: what counts is to be shown first.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub to_be_shown: bool,
    /// From which day on the restoration counts no more, where that was before this was recorded.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Date>,
    /// From when on its publicity counts.
    pub shown_since: Moment,
    /// How long it is shown, under every regime whose rules were known.
    pub terms: Vec<Term>,
}

/// Stops what is shown, or is to be, as credit was restored. The clock's alone; where it is over it records nothing.
#[derive(Debug, Clone)]
pub struct Stop {
    /// By which restoration.
    pub restoration: RestorationId,
    /// The number of the decision that granted it.
    pub number: DocumentNumber,
    /// The rules under which it was granted.
    pub basis: Citation,
    /// On which day.
    pub on: Date,
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
    /// Since which day the restoration counts no more.
    pub on: Date,
}

impl Stop {
    pub(super) fn decide(&self, publicity: &Publicity, context: &Context<'_>) -> Vec<Event> {
        let live = publicity.is_shown() || publicity.is_to_be_shown();
        let Some((matter, _)) = publicity.opened().filter(|_| live) else { return vec![] };
        let Self { restoration, number, basis, on } = self.clone();
        let (decision, push) = (matter.decision.clone(), publicity.host_owes());
        let since = before(on, context);
        vec![Event::Stopped(Stopped { decision, restoration, number, basis, push, since })]
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
        let shown = publicity.shown_since.unwrap_or(context.occurred);
        let to_be_shown = publicity.shown_since.is_none();
        let (shown_since, terms) = match self.counted_from {
            Some(day) if to_be_shown => (Moment::midnight(day), vec![]),
            Some(day) => (Moment::midnight(day), publicity.terms_anew(context, day)),
            None => (shown, publicity.terms.clone()),
        };
        vec![Event::Reinstated(Reinstated {
            decision: matter.decision.clone(),
            restoration: self.restoration,
            basis: self.basis.clone(),
            counted_anew: self.counted_from.is_some(),
            to_be_shown,
            since: before(self.on, context),
            shown_since,
            terms,
        })]
    }
}

/// That day, where the act that follows from it is recorded later.
fn before(on: Date, context: &Context<'_>) -> Option<Date> {
    Some(on).filter(|it| *it < context.occurred.day())
}

impl Fact for Stopped {
    /// What was still due there is owed no more.
    fn facets(&self) -> Facets<'_> {
        let push = self.push.as_ref().unwrap_or(&self.decision);
        let facets = Facets::under_own(&self.basis)
            .replacing(Timer::PubGsxtHost, Some(push))
            .replacing(Timer::PubCorrect, Some(&self.decision));
        super::owed(&self.decision).fold(facets, |facets, (timer, of)| facets.replacing(timer, of))
    }

    fn sentence(&self) -> String {
        format!("因信用修复{}停止公示行政处罚信息（{}）", from(self.since), self.number)
    }
}

impl Fact for Reinstated {
    fn facets(&self) -> Facets<'_> {
        Facets::under_own(&self.basis)
    }

    fn sentence(&self) -> String {
        let what = if self.to_be_shown {
            "应当公示行政处罚信息"
        } else {
            "恢复公示行政处罚信息"
        };
        let from = from(self.since);
        if self.counted_anew {
            let day = in_chinese(self.shown_since.day());
            return format!(
                "因以欺骗手段取得的信用修复被撤销，{from}{what}，公示期自{day}起重新计算"
            );
        }
        format!("因重整计划未能执行，{from}{what}")
    }
}

fn from(since: Option<Date>) -> String {
    since.map(|it| format!("自{}起", in_chinese(it))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::{
        Actor, Code,
        case::spec::CREDIT_UNIT,
        citation::cite,
        publicity::{
            Channel, Command, Step,
            term::{CountedFrom, Regime},
            tests::{asked, barred::warned, due, on_file, publish, published, withdraw},
            withdrawing::Withdrawal,
        },
        spec::{Given, moment},
    };

    const RESTORATION: RestorationId = RestorationId::new(Uuid::from_u128(9));

    fn stop() -> Command {
        stop_on(Channel::Gsxt)
    }

    fn stop_on(channel: Channel) -> Command {
        stop_since(channel, date(2028, 1, 1))
    }

    fn stop_since(channel: Channel, on: Date) -> Command {
        let number = "锦市监信修〔2023〕1号".parse().unwrap();
        let stop = Stop { restoration: RESTORATION, number, basis: cite("CR21", "6"), on };
        asked(channel, Step::Stop(stop))
    }

    fn reinstate(counted_from: Option<Date>) -> Command {
        reinstate_on(Channel::Gsxt, counted_from)
    }

    fn reinstate_on(channel: Channel, counted_from: Option<Date>) -> Command {
        let basis = cite("CR21", "0");
        let on = date(2028, 1, 1);
        let reinstate = Reinstate { restoration: RESTORATION, basis, counted_from, on };
        asked(channel, Step::Reinstate(reinstate))
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

    /// PUB 14: a grant, and that it counts no more, are entered late: what is shown is hidden since the day of the grant, and
    /// shown since the day on which it counted no more.
    #[test]
    fn what_is_entered_late_counts_since_its_day() {
        let shown = published(Channel::Gsxt).at("2023-07-10T09:00:00+08:00");
        let granted = date(2023, 6, 28);
        let now = shown.after(&Actor::Clock, &stop_since(Channel::Gsxt, granted));
        assert_eq!(now.state.hidden_on, Some(granted));
        assert_eq!(now.state.stands_since, Some(granted));
        let (basis, failed) = (cite("SC22", "0"), date(2023, 7, 3));
        let reinstate =
            Reinstate { restoration: RESTORATION, basis, counted_from: None, on: failed };
        let again = now.after(&Actor::Clock, &asked(Channel::Gsxt, Step::Reinstate(reinstate)));
        assert_eq!(again.state.state, State::Published);
        assert_eq!((again.state.hidden_on, again.state.stands_since), (None, Some(failed)));
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

    /// PUB 2: where a mere warning is left of it meanwhile, nothing is shown again either.
    #[test]
    fn a_warning_that_is_left_while_it_was_stopped_is_not_shown_again() {
        let altered = withdraw(Channel::Gsxt, Withdrawal::DecisionAltered);
        let left = stopped().knowing(|it| it.decision = Some(warned()));
        let left = left.after(&Actor::Clock, &altered);
        assert_eq!((left.state.state, left.state.is_to_be_shown()), (State::Withdrawn, false));
        left.when(&Actor::Clock, &reinstate(None)).then_nothing();
    }

    /// PUB 14; APL 48.2: what was altered while a restoration had stopped it is not shown in its place, and its restoration
    /// stops it also where it was altered a moment before.
    #[test]
    fn what_was_restored_is_not_shown_anew_when_it_is_altered() {
        let altered = withdraw(Channel::Gsxt, Withdrawal::DecisionAltered);
        let stopped_first = stopped().after(&Actor::Clock, &altered);
        let altered_first = published(Channel::Gsxt).at("2023-07-10T09:00:00+08:00");
        let altered_first = altered_first.after(&Actor::Clock, &altered);
        let altered_first = altered_first.after(&Actor::Clock, &stop());
        for now in [stopped_first, altered_first] {
            assert_eq!(now.state.state, State::StoppedByRestoration);
            assert!(!now.state.is_to_be_shown());
            let anew = now.when(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt));
            anew.then_refused(&[Code::WrongStage]);
            let counts_no_more = now.after(&Actor::Clock, &reinstate(None));
            assert_eq!(counts_no_more.state.state, State::Due, "never as it was before");
            assert_eq!(counts_no_more.state.shown_since, None);
            let again = counts_no_more.after(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt));
            assert!(again.state.is_shown());
        }
    }

    /// PUB 14; SC22: what was to be shown when credit was restored is not shown, and owed no more; where the restoration
    /// was obtained by fraud it is to be shown, and counts from that day.
    #[test]
    fn what_was_due_when_credit_was_restored_is_not_to_be_shown() {
        let channel = Channel::Portal;
        let waiting = due(on_file(), channel).at("2022-12-27T09:00:00+08:00");
        let now = waiting.after(&Actor::Clock, &stop_on(channel));
        assert_eq!(now.state.state, State::StoppedByRestoration);
        assert!(now.state.timers[&(Timer::PubPortal, Some(PartId::nth('P', 1)))].replaced);
        let refused = now.when(&CREDIT_UNIT.actor(), &publish(channel));
        refused.then_refused(&[Code::WrongStage]);
        let on = date(2023, 10, 9);
        let now = now.at("2023-10-09T09:00:00+08:00");
        let due = now.after(&Actor::Clock, &reinstate_on(channel, Some(on)));
        assert_eq!((due.state.state, due.state.shown_since), (State::Due, None));
        let again = due.after(&CREDIT_UNIT.actor(), &publish(channel));
        assert_eq!(again.state.counts_since, Some(Moment::midnight(on)));
    }

    /// domain.md §6.6: after fraud Credit China, too, counts from the day on which it is public again, not from the
    /// document.
    #[test]
    fn credit_china_counts_anew_after_fraud() {
        let channel = Channel::CreditChina;
        let mut recent = on_file();
        recent.matter.decided_at = moment("2026-03-25T09:00:00+08:00");
        recent.served_on = Some(date(2026, 3, 26));
        let waiting = due(recent, channel).at("2026-04-02T10:00:00+08:00");
        let unshown = waiting.clone().after(&Actor::Clock, &stop_on(channel));
        let shown = waiting.after(&CREDIT_UNIT.actor(), &publish(channel));
        assert_eq!(shown.state.shown_until().unwrap().0, date(2027, 3, 25));
        let stopped = shown.at("2026-07-01T09:00:00+08:00");
        let stopped = stopped.after(&Actor::Clock, &stop_on(channel));
        let on = date(2026, 9, 1);
        for now in [stopped, unshown] {
            let now = now.at("2026-09-01T09:00:00+08:00");
            let again = now.after(&Actor::Clock, &reinstate_on(channel, Some(on)));
            let again = if again.state.is_shown() {
                again
            } else {
                again.at("2026-09-03T09:00:00+08:00").after(&CREDIT_UNIT.actor(), &publish(channel))
            };
            let (last_day, term) = again.state.shown_until().unwrap();
            assert_eq!((last_day, term.regime), (date(2027, 9, 1), Regime::Ndrc36));
            assert_eq!(term.counted_from, CountedFrom::Publication);
            assert!(term.because.ends_with("（公示期自2026年9月1日起重新计算）"), "{term:?}");
        }
    }
}
