//! Sanctions of every kind, and what becomes of the times to pay and to close where an act makes one of another kind, or
//! restores what had been lowered.

use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

use super::*;
use crate::{
    Decider,
    case::{
        Case,
        correction::{Alter, Revoke},
        performance::Refund,
        remedy::{self, Conclude, Effect, Ground, Outcome, Standing, Touched},
        sanction::Sanction,
        spec::{
            INTAKE, Who,
            endings::{p1, penalised_by, serve_decision, served},
            facts::sanction,
            remedies::{altered_to, conclude, j, reconsideration, suit},
        },
    },
    clock::Timer::{CloseForm, PayFine},
};

use SanctionKind::{
    ConfiscateGoods, ConfiscateIncome, Criticism, Fine, StopBusiness, SuspendLicence, Warning,
};

pub(super) fn s(n: usize) -> PartId {
    PartId::nth('S', n)
}

fn touched(to: Sanction) -> Vec<Touched> {
    vec![Touched { sanction: to.id.clone(), effect: Effect::Altered { to } }]
}

pub(super) fn alters(to: Sanction, on: Date) -> Command {
    Command::AlterDecision(Alter {
        decision: p1(),
        touched: touched(to),
        reason: "处罚种类适用错误".into(),
        deviation_reasons: None,
        service: handed_over(on),
        document: document(DocumentType::CorrectionDecision),
    })
}

pub(super) fn revokes(sanction: PartId, on: Date) -> Command {
    Command::RevokeDecision(Revoke {
        decision: p1(),
        sanctions: vec![sanction],
        anew: false,
        reason: "主要事实认定错误".into(),
        service: handed_over(on),
        document: document(DocumentType::CorrectionDecision),
    })
}

/// What the organ makes of a sanction, as a third person asked for.
pub(super) fn finds(to: Sanction, on: Date) -> Command {
    Command::ConcludeRemedy(Conclude {
        touched: touched(to),
        opposite_request: true,
        ..conclude(j(1), Outcome::Altered, Ground::ManifestlyUnfit, on)
    })
}

pub(super) fn carries_out(sanction: PartId) -> Command {
    Command::RecordCarriedOut(CarryOut {
        sanction,
        account: "已经执行完毕".into(),
        documents: vec![document(DocumentType::PropertyReceipt)],
    })
}

/// The times to close: named how, since when, and when and how each ended.
pub(super) fn forms(history: &History) -> Vec<(Option<PartId>, Date, Option<Date>, bool)> {
    let timers = case(history).record.timers.into_iter();
    let forms = timers.filter(|((timer, _), _)| *timer == CloseForm);
    let told = |of, it: crate::case::state::Timed| {
        (of, it.deadline.start.day(), it.settled.map(Moment::day), it.replaced)
    };
    forms.map(|((_, of), it)| told(of, it)).collect()
}

/// A time to pay: when it was met or ended, and which of both; whether it was ended.
pub(super) fn time_to_pay(history: &History, part: &PartId) -> Option<(Option<Date>, bool)> {
    let timed = case(history).record.timers.get(&(PayFine, Some(part.clone()))).cloned()?;
    Some((timed.settled.map(Moment::day), timed.replaced))
}

/// PR 77; APL 75.2: where an alteration leaves a warning, nothing is left since the alteration, alone and beside what was
/// paid before; until then the case could not have been closed.
#[test]
fn what_became_a_warning_is_done_since_it_is_one() {
    let on = date(2023, 2, 10);
    for beside in [vec![], vec![sanction(2, Fine, 50_000)]] {
        let sanctions = [vec![sanction(1, SuspendLicence, 0)], beside].concat();
        let mut history = served(penalised_by(&sanctions));
        if sanctions.len() > 1 {
            history = given(history)
                .at("2023-01-05T10:00:00+08:00")
                .and(HANDLER_LI, pays(pay(0, 50_000)));
        }
        let altered = given(history)
            .at("2023-02-10T10:00:00+08:00")
            .and(LEADER, alters(sanction(1, Warning, 0), on));
        assert_eq!(forms(&altered), [(None, on, None, false)]);
        assert_eq!(case(&altered).performed_on(&p1(), on, law()), Some(on));
    }
}

/// Reconsideration lowered the fine to 30,000 yuan, which was paid on 20 March.
fn paid_as_lowered() -> History {
    let opened = given(handed())
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()));
    let lowered = Conclude {
        touched: vec![altered_to(30_000)],
        ..conclude(j(1), Outcome::Altered, Ground::ManifestlyUnfit, date(2023, 3, 10))
    };
    let lowered = given(opened)
        .at("2023-03-10T10:00:00+08:00")
        .and(HANDLER_LI, Command::ConcludeRemedy(lowered));
    given(lowered).at("2023-03-20T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 30_000)))
}

/// A court restored the fine of 50,000 yuan, by a judgment that counts from 26 May on unless somebody appeals.
pub(super) fn judged_anew() -> History {
    let sued = remedy::Open {
        applied_on: date(2023, 3, 22),
        received_on: date(2023, 3, 28),
        ..suit(Some(j(1)))
    };
    let sued = given(paid_as_lowered())
        .at("2023-03-28T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(sued));
    let upheld = Touched { sanction: s2(), effect: Effect::Upheld };
    let judgment = Conclude {
        touched: vec![upheld],
        ..conclude(j(2), Outcome::Revoked, Ground::FactsUnproven, date(2023, 5, 10))
    };
    given(sued).at("2023-05-10T10:00:00+08:00").and(HANDLER_LI, Command::ConcludeRemedy(judgment))
}

/// The clock records on 29 May that nobody appealed by the 25th.
pub(super) fn in_force(mut history: History) -> History {
    let at = "2023-05-29T10:00:00+08:00";
    let effect = Command::TakeEffect(remedy::TakeEffect { remedy: j(2) });
    let effect = given(history.clone()).at(at).when_clock(effect).events();
    history.extend(effect.into_iter().map(|it| (at.parse().unwrap(), it)));
    history
}

fn restored() -> History {
    in_force(judged_anew())
}

/// PR 72, 77; ALL 70: of what a court restores, the rest is to be paid, by the day by which it was; there is nothing to
/// close meanwhile, and the time to close is another one once it is paid.
#[test]
fn what_is_restored_is_to_be_paid_again() {
    let paid_on = date(2023, 3, 20);
    assert_eq!(time_to_pay(&paid_as_lowered(), &s2()), Some((Some(paid_on), false)));
    assert_eq!(forms(&paid_as_lowered()), [(None, paid_on, None, false)]);
    let history = restored();
    let (day, last) = (date(2023, 5, 29), date(2023, 6, 20));
    assert_eq!(fine(&history, day).open, Fen::yuan(20_000));
    assert_eq!(time_to_pay(&history, &s2()), Some((None, false)));
    let due = case(&history).open_deadline(PayFine, Some(&s2())).unwrap().due_date();
    assert_eq!(due, Some(date(2023, 1, 9)), "the last day to pay stays");
    assert_eq!(time_to_pay(&history, &s(1)), Some((Some(paid_on), false)));
    assert_eq!(forms(&history), [(None, paid_on, Some(day), true)]);
    let paid = given(history).at("2023-06-20T10:00:00+08:00").and(HANDLER_LI, pays(pay(0, 20_000)));
    assert_eq!(time_to_pay(&paid, &s2()), Some((Some(last), false)));
    let again = (Some(PartId::nth('B', 2)), last, None, false);
    assert_eq!(forms(&paid), [(None, paid_on, Some(day), true), again]);
}

/// PR 74; ARL 63.2: what comes on top of a fine that was paid in instalments is none of theirs, and has a time of its own.
#[test]
fn what_comes_on_top_of_instalments_is_none_of_theirs() {
    let i = |n| PartId::nth('I', n);
    let opened = given(altered::deferred())
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()));
    let paid =
        given(opened).at("2023-02-01T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 50_000)));
    let day = date(2023, 3, 1);
    let raised = given(paid)
        .at("2023-03-01T10:00:00+08:00")
        .and(HANDLER_LI, finds(sanction(2, Fine, 60_000), day));
    let paid_on = Some(date(2023, 2, 1));
    assert_eq!(time_to_pay(&raised, &i(1)), Some((paid_on, false)));
    assert_eq!(time_to_pay(&raised, &i(2)), Some((paid_on, false)));
    assert_eq!(time_to_pay(&raised, &s2()), Some((None, false)));
    let due = case(&raised).open_deadline(PayFine, Some(&s2())).unwrap().due_date();
    assert_eq!(due, Some(date(2023, 3, 16)));
    assert_eq!(forms(&raised), [(None, date(2023, 2, 1), Some(day), true)]);
}

/// PR 72, 77: a warning that becomes another sanction is no more performed by its service: what is carried out is awaited,
/// and what is paid has its time from then on.
#[test]
fn a_warning_that_becomes_another_sanction_is_to_be_performed() {
    let opened = given(served(penalised_by(&[sanction(1, Warning, 0)])))
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()));
    let (begun, day) = (date(2022, 12, 23), date(2023, 3, 10));
    assert_eq!(forms(&opened), [(None, begun, None, false)]);
    let became = |kind| {
        let found = given(opened.clone()).at("2023-03-10T10:00:00+08:00");
        found.and(HANDLER_LI, finds(sanction(1, kind, 5_000), day))
    };
    let ended = (None, begun, Some(day), true);
    let licence = became(SuspendLicence);
    assert_eq!(forms(&licence), std::slice::from_ref(&ended));
    let done = given(licence).at("2023-04-03T10:00:00+08:00").and(HANDLER_LI, carries_out(s(1)));
    let again = |on| (Some(PartId::nth('B', 2)), on, None, false);
    assert_eq!(forms(&done), [ended.clone(), again(date(2023, 4, 3))]);
    let fined = became(Fine);
    assert_eq!(forms(&fined), std::slice::from_ref(&ended));
    let due = case(&fined).open_deadline(PayFine, Some(&s(1))).unwrap().due_date();
    assert_eq!(due, Some(date(2023, 3, 27)));
    let paid = given(fined).at("2023-03-20T10:00:00+08:00").and(HANDLER_LI, pays(pay(5_000, 0)));
    assert_eq!(time_to_pay(&paid, &s(1)), Some((Some(date(2023, 3, 20)), false)));
    assert_eq!(forms(&paid), [ended, again(date(2023, 3, 20))]);
}

/// PR 72, 81; APL 75.2: what was to be paid when the decision was served had its time, also where it fell, or became a
/// warning, before the service was entered.
#[test]
fn what_fell_after_its_service_had_its_time_to_pay_whichever_is_entered_first() {
    let serve = (HANDLER_LI, Command::ServeDecision(serve_decision()));
    let payment = (HANDLER_LI, pays(pay(0, 50_000)));
    let (served_at, paid_at, fell_at) =
        ("2022-12-23T15:00:00+08:00", "2023-02-20T10:00:00+08:00", "2023-03-01T10:00:00+08:00");
    let on = date(2023, 3, 1);
    let entered = |history: History, (at, (who, command)): (&str, (Who, Command))| {
        let entered = given(history).at(at).entered("2023-03-10T10:00:00+08:00");
        entered.because("漏录").and(who, command)
    };
    for falls in [revokes(s2(), on), alters(sanction(2, Warning, 0), on)] {
        let falls = (fell_at, (LEADER, falls));
        let (serves, pays) = ((served_at, serve.clone()), (paid_at, payment.clone()));
        let in_order = [serves.clone(), pays.clone(), falls.clone()];
        let reversed = [falls.clone(), pays, serves.clone()];
        for order in [in_order, reversed] {
            let history = order.into_iter().fold(penalised(), entered);
            assert_eq!(time_to_pay(&history, &s2()), Some((Some(date(2023, 2, 20)), false)));
        }
        for order in [[serves.clone(), falls.clone()], [falls, serves]] {
            let history = order.into_iter().fold(penalised(), entered);
            assert_eq!(time_to_pay(&history, &s2()), Some((Some(on), true)));
        }
    }
}

const KINDS: [SanctionKind; 7] =
    [Warning, Criticism, Fine, ConfiscateIncome, ConfiscateGoods, SuspendLicence, StopBusiness];

/// An act: what is done, with which sanction, of which kind, of how many thousand yuan, how many days after the last, and
/// entered how many days later.
type Step = (u8, usize, SanctionKind, u32, (i64, i64));

fn any_kind() -> impl Strategy<Value = SanctionKind> {
    prop::sample::select(KINDS.to_vec())
}

fn any_step() -> impl Strategy<Value = Step> {
    let late = prop_oneof![2 => Just(0), 1 => 1..40i64];
    (0..9u8, 1..=2usize, any_kind(), 1..5u32, (0..25i64, late))
}

/// Whoever does it, on a day.
fn command((what, n, kind, thousands, _): Step, case: &Case, on: Date) -> (Who, Command) {
    let changed = sanction(n, kind, thousands * 1_000);
    match what {
        0 => (HANDLER_LI, Command::ServeDecision(serve_decision())),
        1 | 2 => {
            let counts = case.sanctions_in_force(on).into_iter().map(|(_, it)| it);
            let open: Fen =
                counts.filter(|it| it.id == s(n)).map(|it| case.open_principal(it)).sum();
            let amount = if what == 1 { open } else { open.min(Fen::yuan(thousands * 1_000)) };
            let part = PaidPart { sanction: s(n), towards: Towards::Principal, amount };
            (HANDLER_LI, pays(Pay { parts: vec![part], ..pay(0, 0) }))
        }
        3 => (HANDLER_LI, carries_out(s(n))),
        4 => (LEADER, alters(changed, on)),
        5 => (LEADER, revokes(s(n), on)),
        6 => {
            let open = remedy::Open {
                applied_on: on,
                admitted_on: Some(on),
                received_on: on,
                ..reconsideration()
            };
            (INTAKE, Command::OpenRemedy(open))
        }
        7 => (HANDLER_LI, finds(changed, on)),
        _ => {
            let owed = case.owed(on, law()).into_iter().filter(|it| it.sanction == s(n));
            let amount = owed.map(|it| it.refundable).sum();
            let part = PaidPart { sanction: s(n), towards: Towards::Principal, amount };
            let receipt = document(DocumentType::RefundReceipt);
            (HANDLER_LI, Command::RecordRefund(Refund { parts: vec![part], receipt }))
        }
    }
}

/// Nothing of what counts is left to be performed at the end of a day: read from payments and acts alone.
fn nothing_left(case: &Case, on: Date) -> bool {
    let record = &case.record;
    let served = record.services.iter().any(|it| it.service.served_on <= on);
    let done = |it: &Sanction| match it.kind {
        Warning => served,
        Fine | ConfiscateIncome => {
            let by_then = record.payments.iter().filter(|(at, _)| at.day() <= on);
            let parts = by_then.flat_map(|(_, paid)| &paid.parts);
            let paid: Fen =
                parts.filter(|part| part.sanction == it.id).map(|part| part.amount).sum();
            let back = record.refunded.iter().filter(|(at, _)| at.day() <= on);
            let parts = back.flat_map(|(_, back)| &back.parts);
            let back: Fen =
                parts.filter(|part| part.sanction == it.id).map(|part| part.amount).sum();
            it.amount.unwrap() <= paid.less(back)
        }
        _ => record.carried_out.iter().any(|(at, of)| *of == it.id && at.day() <= on),
    };
    let standing = case.standing(on);
    let fallen = standing.iter().all(Standing::has_fallen);
    (served || fallen) && standing.iter().flat_map(Standing::counting).all(done)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// PR 71, 72, 77; APL 75.2; ARL 63: whatever becomes of sanctions of whatever kind, in whatever order it is entered:
    /// what is owed has a time to pay that runs, and nothing else has; the case is to be closed where nothing is left, since
    /// the day since which nothing is, and nowhere else.
    #[test]
    fn what_is_owed_is_to_be_paid_and_what_is_done_is_to_be_closed(
        kinds in (any_kind(), any_kind()), steps in prop::collection::vec(any_step(), 1..14)
    ) {
        let mut history = penalised_by(&[sanction(1, kinds.0, 4_000), sanction(2, kinds.1, 3_000)]);
        let (mut now, mut folded) = (date(2022, 12, 23), case(&history));
        for step in steps {
            let (gap, late) = step.4;
            now += gap.days();
            let day = if step.0 == 0 { date(2022, 12, 23) } else { now - late.days() };
            let (at, entered) = (format!("{day}T10:00:00+08:00"), format!("{now}T17:00:00+08:00"));
            let (who, command) = command(step, &folded, day);
            let asked = given(history.clone()).at(&at).entered(&entered).because("漏录");
            for event in asked.decided_by(who, &command).unwrap_or_default() {
                let at = at.parse().unwrap();
                folded = folded.evolve(&event, at);
                history.push((at, event));
            }
            let said = || history.iter().skip(9).map(|it| format!("{it:?}")).collect::<Vec<_>>().join("
");
            let served = folded.is_served(&p1());
            for n in 1..=2 {
                let owed = folded.owed(now, law()).into_iter().find(|it| it.sanction == s(n));
                let owed = served && owed.is_some_and(|it| it.open > Fen::ZERO);
                let runs = folded.open_deadline(PayFine, Some(&s(n))).is_some();
                prop_assert_eq!(runs, owed, "S{} {}", n, said());
            }
            let forms = folded.record.timers.values().filter(|it| it.deadline.timer == CloseForm);
            let open: Vec<_> = forms.filter(|it| it.settled.is_none()).collect();
            prop_assert_eq!(open.len(), usize::from(folded.is_performed(now)), "{}", said());
            prop_assert_eq!(folded.is_performed(now), nothing_left(&folded, now), "{}", said());
            for form in open {
                let since = form.deadline.start.day();
                let before = since.yesterday().unwrap();
                let all = std::iter::successors(Some(since), |it| it.tomorrow().ok());
                let all = all.take_while(|it| *it <= now).all(|it| nothing_left(&folded, it));
                let first = date(2022, 12, 23) >= since || !nothing_left(&folded, before);
                prop_assert!(all && first, "{since} {}", said());
            }
        }
    }
}
