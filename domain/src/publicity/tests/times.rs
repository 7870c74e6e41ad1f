//! When something was made public: not before what was shown had been approved, and whenever the clock recorded that it
//! was due.

use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;
use crate::{
    Rulebook,
    case::{
        Command as InCase,
        redaction::Approve,
        spec::{UNIT_HEAD, endings::prepare_copy},
    },
    clock::DeadlineFixed,
    publicity::{Penalty, counting::Counting},
    rulebook::Confidence,
};

/// PUB 4, 6: what was approved later can't have been shown before, nor sent; and of two copies the one counts that was
/// approved by then.
#[test]
fn nothing_is_made_public_before_its_copy_was_approved() {
    let history = approved_copy(given_case(handed()));
    let approved = history[history.len() - 1].0;
    let prepared = history[history.len() - 2].0;
    let by = |at| case(&history).decision_on_file(CASE, (&p1(), at)).unwrap();
    let waiting = due(by(prepared), Channel::Portal);
    waiting
        .when(&CREDIT_UNIT.actor(), &publish(Channel::Portal))
        .then_refused(&[Code::StepMissing]);
    let shown = due(by(approved), Channel::Portal);
    let shown = shown.after(&CREDIT_UNIT.actor(), &publish(Channel::Portal));
    assert_eq!(shown.state.copy, by(approved).copy);
    let early = OnFile { copy: by(prepared).copy, ..of_zhejiang() };
    due(early, Channel::Gsxt)
        .when(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, push()))
        .then_refused(&[Code::StepMissing]);
    let entered = moment("2022-12-28T09:00:00+08:00");
    let read = Publicity::wants(&asked(Channel::Gsxt, push())).read_as_of(entered);
    assert_eq!(read, moment("2022-12-27T00:00:00+08:00"), "by the end of the day of its receipt");
    let again = given_case(history).at(DAY).and(HANDLER_LI, InCase::PrepareCopy(prepare_copy()));
    let approve = Approve { copy: PartId::nth('C', 2) };
    let again = given_case(again).at(DAY).and(UNIT_HEAD, InCase::ApproveCopy(approve));
    let copy = |at| case(&again).approved_copy(&p1(), at).map(|it| it.prepared.id.to_string());
    assert_eq!(copy(prepared), None);
    assert_eq!([approved, moment(DAY)].map(copy), [Some("C1".into()), Some("C2".into())]);
}

/// PUB 9: what was published is entered with its own time, whenever the clock recorded that it was due, or fixed by when:
/// it rests on the decision, and lies before no other act.
#[test]
fn what_the_clock_recorded_is_nothing_that_a_publication_rests_on() {
    for channel in Channel::ALL {
        let facts = Some(on_file());
        let mut recorded = given::<Publicity>([])
            .at("2022-12-29T20:00:00+08:00")
            .officers([CREDIT_UNIT.registered()])
            .knowing(|it| it.decision = facts)
            .after(&Actor::Clock, &open(channel));
        let timers = recorded.state.timers.values();
        let fixed = DeadlineFixed { deadlines: timers.map(|it| it.deadline.clone()).collect() };
        let later = moment("2022-12-29T20:05:00+08:00");
        recorded.state = recorded.state.evolve(&Event::DeadlineFixed(fixed), later);
        let entered =
            |at| recorded.clone().at(at).entered("2022-12-29T21:00:00+08:00", Some("系统故障"));
        let published = entered(DAY).after(&CREDIT_UNIT.actor(), &publish(channel));
        assert_eq!(published.state.shown_since, Some(moment(DAY)));
        entered("2022-12-21T08:00:00+08:00")
            .when(&CREDIT_UNIT.actor(), &publish(channel))
            .then_refused(&[Code::BeforeItsBasis, Code::Incomplete]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// PUB 9, 10; Appendix B 9: by when a decision is to be made public, and whether it was in time, counts from the day of
    /// the decision, however much later the party was served, and whenever the clock recorded that it is due.
    #[test]
    fn a_publication_is_in_time_by_the_day_of_the_decision(
        decided in 0..900_i64, served in prop::option::of(0..90_i64), recorded in 0..40_i64,
        published in 0..60_i64, channel in prop::sample::select(&Channel::ALL[..]),
    ) {
        let hours = |at: Moment, days: i64| Moment::new(at.timestamp() + SignedDuration::from_hours(24 * days));
        let mut facts = on_file();
        facts.matter.decided_at = hours(moment("2021-09-01T10:00:00+08:00"), decided);
        let decided_at = facts.matter.decided_at;
        facts.served_on = served.map(|days| hours(decided_at, days).day());
        let opened = |facts: &OnFile, at| opened(facts, channel, at).unwrap().remove(0);
        let due = opened(&facts, hours(decided_at, recorded));
        let at_once = OnFile { served_on: Some(decided_at.day()), ..facts.clone() };
        prop_assert_eq!(&due, &opened(&at_once, decided_at));
        prop_assert_eq!(due.counts_since(hours(decided_at, recorded)), decided_at.day());
        let Event::Due(it) = &due else { return Err(TestCaseError::fail(format!("{due:?}"))) };
        for deadline in &it.deadlines {
            prop_assert_eq!(deadline.start, decided_at);
            let shown = hours(decided_at, published).day();
            let in_time = deadline.due_date().map(|last| shown <= last);
            let longest = deadline.due_date().map(|last| (last - decided_at.day()).get_days());
            prop_assert_eq!(in_time, longest.map(|days| published <= i64::from(days)));
        }
    }
}

/// PUB 13; domain.md §0.1: what is taken for a low fine by a figure that was made up says so, and is no surer than that.
#[test]
fn a_grade_that_rests_on_a_figure_of_the_demonstration_says_so() {
    let overlay = include_str!("../../../../fixtures/rulebook-demo/thresholds.toml");
    let law = Rulebook::load(&[("thresholds.toml".to_owned(), overlay.to_owned())]).unwrap();
    let graded = |yuan, kind| {
        let mut matter = on_file().matter;
        matter.penalties = vec![Penalty { kind, amount: Some(Fen::yuan(yuan)), months: None }];
        let day = date(2022, 12, 26);
        let counting = Counting::AsTheRegimeHasIt(day);
        let mut terms = matter.terms((&law, "510104"), (Channel::Gsxt, day), counting);
        let first = terms.remove(0);
        (first.grade, first.confidence, first.because)
    };
    let (light, invented, why) = graded(4_000, SanctionKind::Fine);
    assert_eq!((light, invented), (Grade::Light, Confidence::Demonstration));
    assert_eq!(why, "仅受到通报批评或者较低数额罚款（“较低数额罚款”标准5000元为演示数据）");
    let (other, invented, why) = graded(6_000, SanctionKind::Fine);
    assert_eq!((other, invented), (Grade::Other, Confidence::Demonstration));
    assert!(why.ends_with("为演示数据）"), "{why}");
    let (_, sure, why) = graded(6_000, SanctionKind::ConfiscateIncome);
    assert_ne!(sure, Confidence::Demonstration);
    assert_eq!(why, "不限于通报批评或者较低数额罚款");
}
