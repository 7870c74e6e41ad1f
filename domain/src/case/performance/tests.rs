//! What the party owes, by when, and what it costs to be late.

mod altered;
mod deferral;
mod entered;
mod excess;
mod goods;
mod kinds;
mod order;
mod topped;

use jiff::{ToSpan as _, civil::date};

use super::{CarryOut, Defer, Owed, PaidPart, Pay, Portion, Towards};
use crate::{
    Code, Fen, Moment,
    case::{
        Command, Event,
        sanction::SanctionKind,
        service::Service,
        spec::{
            HANDLER_LI, History, LEADER, case,
            endings::{handed, paid, pay, penalised, s2},
            facts::{document, handed_over},
            given, law,
        },
    },
    clock::{Deadline, Done, Outcome, Timer},
    document::DocumentType,
    id::PartId,
    rulebook::OnExpiry,
};

fn pays(payment: Pay) -> Command {
    Command::RecordPayment(payment)
}

fn fine(history: &History, on: jiff::civil::Date) -> Owed {
    case(history).owed(on, law()).into_iter().find(|it| it.sanction == s2()).unwrap()
}

fn grown(owed: &Owed) -> Fen {
    owed.surcharge.as_ref().map_or(Fen::ZERO, |it| it.amount)
}

/// PR 72, 80; APL 67: fifteen days from receipt, and the last is not a Saturday.
#[test]
fn the_party_pays_within_fifteen_days_of_receipt() {
    assert_eq!(fine(&handed(), date(2022, 12, 23)).due, Some(date(2023, 1, 9)));
}

/// PR 72; APL 67.
#[test]
fn what_is_paid_is_no_more_than_what_is_owed() {
    given(handed())
        .when(HANDLER_LI, pays(pay(2_000, 50_001)))
        .then_to_be_mended(&["parts.1.amount"]);
    let part = given(handed()).and(HANDLER_LI, pays(pay(2_000, 20_000)));
    assert_eq!(fine(&part, date(2022, 12, 23)).open, Fen::yuan(30_000));
    given(part.clone()).when(HANDLER_LI, pays(pay(0, 30_001))).then_refused(&[Code::WrongAmount]);
    assert_eq!(given(part).when(HANDLER_LI, pays(pay(0, 30_000))).events().len(), 1);
    let nothing = Pay { parts: vec![], ..pay(0, 0) };
    given(handed()).when(HANDLER_LI, pays(nothing)).then_to_be_mended(&["parts"]);
}

/// PR 72: there is nothing to pay before the decision.
#[test]
fn nothing_is_paid_on_what_was_not_imposed() {
    let stranger = PaidPart {
        sanction: PartId::nth('S', 9),
        towards: Towards::Principal,
        amount: Fen::yuan(1),
    };
    let payment = Pay { parts: vec![stranger], ..pay(0, 0) };
    given(handed()).when(HANDLER_LI, pays(payment)).then_refused(&[Code::UnknownPart]);
}

/// PR 72, 77: the last payment meets the time to pay, and starts that of the closing form.
#[test]
fn the_last_payment_ends_the_performance() {
    let case = case(&paid());
    assert!(case.is_performed(date(2023, 3, 1)));
    assert!(case.open_deadline(Timer::PayFine, Some(&s2())).is_none());
    let form =
        case.open_deadline(Timer::CloseForm, None).and_then(crate::clock::Deadline::due_date);
    assert_eq!(form, Some(date(2023, 1, 31)));
}

/// PR 75; APL 72: three per cent of the fine a day, up to the fine.
#[test]
fn whoever_pays_late_owes_a_surcharge() {
    let history = handed();
    assert_eq!(grown(&fine(&history, date(2023, 1, 9))), Fen::ZERO);
    assert_eq!(grown(&fine(&history, date(2023, 1, 10))), Fen::yuan(1_500));
    assert_eq!(grown(&fine(&history, date(2023, 1, 19))), Fen::yuan(15_000));
    assert_eq!(grown(&fine(&history, date(2024, 1, 1))), Fen::yuan(50_000));
    let late =
        given(history).at("2023-01-19T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 50_000)));
    assert_eq!(fine(&late, date(2023, 6, 30)).surcharge_open, Fen::yuan(15_000));
}

/// PR 75: what the decision didn't warn of doesn't grow.
#[test]
fn a_surcharge_that_was_not_stated_does_not_accrue() {
    let mut history = handed();
    for (_, event) in &mut history {
        if let Event::PenaltyDecided(it) = event {
            it.surcharge_stated = false;
        }
    }
    assert_eq!(fine(&history, date(2023, 6, 30)).surcharge, None);
}

/// PR 75: confiscated income bears none.
#[test]
fn only_the_fine_grows() {
    let owed = case(&handed()).owed(date(2023, 6, 30), law());
    let confiscated = owed.iter().find(|it| it.kind == SanctionKind::ConfiscateIncome).unwrap();
    assert_eq!((confiscated.open, &confiscated.surcharge), (Fen::yuan(2_000), &None));
}

/// The fine in two halves, asked for on 4 January.
fn defer() -> Defer {
    let portion = |month, day| Portion { until: date(2023, month, day), amount: Fen::yuan(25_000) };
    Defer {
        sanction: s2(),
        instalments: vec![portion(2, 10), portion(3, 10)],
        hardship: "受疫情影响，流动资金不足".into(),
        applied_on: date(2023, 1, 4),
        approved_on: None,
        application: document(DocumentType::DeferralApplication),
        document: document(DocumentType::DeferralNotice),
        service: handed_over(date(2023, 1, 6)),
    }
}

fn defers(deferral: Defer) -> Command {
    Command::ApproveDeferral(deferral)
}

const APPROVED: &str = "2023-01-06T10:00:00+08:00";

/// PR 74; APL 66.
#[test]
fn a_deferred_fine_grows_only_after_a_missed_instalment() {
    let deferred = given(handed()).at(APPROVED).and(LEADER, defers(defer()));
    assert_eq!(grown(&fine(&deferred, date(2023, 2, 10))), Fen::ZERO);
    assert_eq!(grown(&fine(&deferred, date(2023, 2, 11))), Fen::yuan(1_500));
    let kept =
        given(deferred).at("2023-02-10T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 25_000)));
    assert_eq!(grown(&fine(&kept, date(2023, 3, 10))), Fen::ZERO);
    let instalment =
        |n| case(&kept).open_deadline(Timer::PayFine, Some(&PartId::nth('I', n))).is_some();
    assert!(!instalment(1) && instalment(2));
}

/// PR 74: the instalments make up what was left on the day of the approval, and come in place of earlier ones.
#[test]
fn a_deferral_lies_after_what_was_paid_and_after_the_one_that_it_replaces() {
    let refused = |history: History, instalments: Vec<Portion>| {
        let deferral = Defer { instalments, ..defer() };
        given(history)
            .at(APPROVED)
            .entered("2023-01-06T17:00:00+08:00")
            .when(LEADER, defers(deferral))
            .then_refused(&[Code::BeforeItsBasis]);
    };
    let later = "2023-01-06T15:00:00+08:00";
    let paid = given(handed()).at(later).and(HANDLER_LI, pays(pay(2_000, 25_000)));
    refused(paid, vec![Portion { until: date(2023, 2, 10), amount: Fen::yuan(25_000) }]);
    let deferred = given(handed()).at(later).and(LEADER, defers(defer()));
    refused(deferred, defer().instalments);
}

/// PR 74, 75: an instalment that was made good two days late costs two days, and the next one, paid in
/// time, none; each that is missed grows by itself.
#[test]
fn the_surcharge_stops_again_once_a_missed_instalment_is_made_good() {
    let deferred = given(handed()).at(APPROVED).and(LEADER, defers(defer()));
    let made_good =
        given(deferred).at("2023-02-12T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 25_000)));
    assert_eq!(grown(&fine(&made_good, date(2023, 2, 11))), Fen::yuan(1_500));
    assert_eq!(grown(&fine(&made_good, date(2023, 2, 12))), Fen::yuan(3_000));
    assert_eq!(grown(&fine(&made_good, date(2023, 3, 10))), Fen::yuan(3_000));
    assert_eq!(grown(&fine(&made_good, date(2023, 3, 13))), Fen::yuan(7_500));
    let kept =
        given(made_good).at("2023-03-10T10:00:00+08:00").and(HANDLER_LI, pays(pay(0, 25_000)));
    assert_eq!(grown(&fine(&kept, date(2023, 6, 30))), Fen::yuan(3_000));
}

/// PR 74, 75: while the first is missed the second is due too: its own days don't count twice.
#[test]
fn an_instalment_that_is_missed_while_another_is_open_counts_once() {
    let deferred = given(handed()).at(APPROVED).and(LEADER, defers(defer()));
    let at_last =
        given(deferred).at("2023-03-12T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 50_000)));
    let days = fine(&at_last, date(2023, 6, 30)).surcharge.map(|it| it.days);
    assert_eq!(days, Some(30));
}

/// PR 75, 80: while nobody knows on which day the banks are open, a fine grows from the last day that it can be due on,
/// and no day before.
#[test]
fn a_fine_grows_from_the_last_day_to_pay_that_there_can_be() {
    let law = law();
    let start = Moment::midnight(date(2026, 12, 20));
    let payable = law.deadline(Timer::PayFine, start, "", &[]).unwrap();
    let last = payable.latest().unwrap();
    let mut history = handed();
    for (_, event) in &mut history {
        if let Event::DecisionServed(it) = event {
            it.deadlines = vec![Deadline { of: Some(s2()), ..payable.clone() }];
        }
    }
    for (on, days) in [(last, 0), (last.saturating_add(10.days()), 10)] {
        let owed = fine(&history, on);
        assert_eq!((owed.due, grown(&owed)), (None, Fen::yuan(1_500 * days)));
        assert!(
            owed.is_the_least() && owed.text().ends_with("；缴款期限待定：2027年放假安排未加载")
        );
    }
}

/// PR 74: the law sets no limit to when the party asks; what grew until then stays.
#[test]
fn a_late_application_is_accepted_and_flagged() {
    let service = handed_over(date(2023, 1, 13));
    let late = Defer { applied_on: date(2023, 1, 12), service, ..defer() };
    let deferred = given(handed()).at("2023-01-13T10:00:00+08:00").and(LEADER, defers(late));
    let (_, approved) = case(&deferred).record.deferrals[0].clone();
    assert!(approved.late_application);
    assert_eq!(grown(&fine(&deferred, date(2023, 2, 10))), Fen::yuan(4_500));
}

/// PR 74: on a written application, for hardship, the whole of what is open, later and later.
#[test]
fn instalments_make_up_what_is_open_and_follow_one_another() {
    let mut short = defer();
    short.instalments[1].amount = Fen::yuan(24_999);
    given(handed()).at(APPROVED).when(LEADER, defers(short)).then_to_be_mended(&["instalments"]);
    let mut backwards = defer();
    backwards.instalments[1].until = date(2023, 2, 9);
    given(handed())
        .at(APPROVED)
        .when(LEADER, defers(backwards))
        .then_to_be_mended(&["instalments.1.until"]);
    let unfounded =
        Defer { hardship: "".into(), application: document(DocumentType::Other), ..defer() };
    given(handed())
        .at(APPROVED)
        .when(LEADER, defers(unfounded))
        .then_to_be_mended(&["hardship", "application"]);
}

/// PR 74: the party is told in writing until when; until it was, nothing is approved here.
#[test]
fn the_deferral_notice_is_served() {
    let unproven = Service { receipt: None, ..handed_over(date(2023, 1, 6)) };
    let undelivered = Defer { service: unproven, ..defer() };
    given(handed())
        .at(APPROVED)
        .when(LEADER, defers(undelivered))
        .then_to_be_mended(&["service.receipt"]);
    let deferred = given(handed()).at(APPROVED).and(LEADER, defers(defer()));
    let told = &deferred.last().unwrap().1;
    let (said, filed) = (told.fact().sentence(), told.fact().facets().documents);
    assert!(said.contains("通知书向当事人直接送达，送达日期为2023年1月6日"), "{said}");
    assert!(filed.iter().any(|it| it.document_type == DocumentType::ServiceReceipt));
}

/// PR 74, 75: asked again after the first instalment was missed, what is open is put off once more; the days
/// between stay, and the earlier instalments bind no more.
#[test]
fn a_second_deferral_comes_in_place_of_what_the_first_left_open() {
    let deferred = given(handed()).at(APPROVED).and(LEADER, defers(defer()));
    let half = Portion { until: date(2023, 5, 10), amount: Fen::yuan(50_000) };
    let again = Defer {
        instalments: vec![half],
        applied_on: date(2023, 2, 11),
        service: handed_over(date(2023, 2, 13)),
        ..defer()
    };
    let again = given(deferred).at("2023-02-13T10:00:00+08:00").and(LEADER, defers(again));
    let Event::DeferralApproved(second) = &again.last().unwrap().1 else { panic!() };
    assert_eq!(second.supersedes, [PartId::nth('I', 1), PartId::nth('I', 2)]);
    assert!(second.late_application, "asked for after the first instalment's day");
    assert_eq!(second.instalments[0].id, PartId::nth('I', 3));
    let open = |history: &History, n| {
        case(history).open_deadline(Timer::PayFine, Some(&PartId::nth('I', n))).is_some()
    };
    assert_eq!([1, 2, 3].map(|n| open(&again, n)), [false, false, true]);
    // Nobody has paid them.
    let replaced = |of: PartId| case(&again).record.timers[&(Timer::PayFine, Some(of))].replaced;
    assert!(replaced(PartId::nth('S', 2)) && replaced(PartId::nth('I', 1)));
    assert!(!replaced(PartId::nth('I', 3)));
    // The 11th and 12th of February, and nothing from the second approval on.
    assert_eq!(grown(&fine(&again, date(2023, 2, 13))), Fen::yuan(3_000));
    assert_eq!(grown(&fine(&again, date(2023, 5, 10))), Fen::yuan(3_000));
    assert_eq!(grown(&fine(&again, date(2023, 5, 11))), Fen::yuan(4_500));
    let paid =
        given(again).at("2023-05-10T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 50_000)));
    assert!(!open(&paid, 3));
    assert_eq!(grown(&fine(&paid, date(2023, 9, 1))), Fen::yuan(3_000));
}

/// PR 72, 74: where it is entered late that the fine was deferred, only that entry says that it was paid in time;
/// it is so too where that is put off once more.
#[test]
fn what_is_paid_in_time_by_a_late_deferral_is_said_to_be() {
    let whole = |day| Portion { until: date(2023, 1, day), amount: Fen::yuan(50_000) };
    let until = |day| Defer { instalments: vec![whole(day)], ..defer() };
    let entered = given(handed()).at(APPROVED).entered("2023-01-16T09:00:00+08:00");
    let late = entered.because("审批表漏录").and(LEADER, defers(until(20)));
    let paid = |history: &History, n| {
        let occurred = "2023-01-17T10:00:00+08:00".parse().unwrap();
        let done = Done {
            occurred,
            recorded: occurred,
            late_entry: false,
            replaced: false,
            rests_on: None,
        };
        let key = (Timer::PayFine, Some(PartId::nth('I', n)));
        case(history).record.timers[&key].deadline.outcome(Some(&done), occurred.day())
    };
    let recorded = "2023-01-16T09:00:00+08:00".parse().unwrap();
    let stated = Outcome::StatedInTime { occurred: APPROVED.parse().unwrap(), recorded };
    assert_eq!(paid(&late, 1), stated);
    let service = handed_over(date(2023, 1, 16));
    let again = Defer { service, ..until(31) };
    let again = given(late).at("2023-01-16T10:00:00+08:00").and(LEADER, defers(again));
    assert_eq!(paid(&again, 2), stated);
    let punctual = given(handed()).at(APPROVED).and(LEADER, defers(until(20)));
    assert_eq!(paid(&punctual, 1), Outcome::Met { days_before: 3 });
}

/// PR 74: a fine, after its decision was served, and by a leader.
#[test]
fn only_a_served_fine_is_deferred() {
    let income = Defer { sanction: PartId::nth('S', 1), ..defer() };
    let refused = given(handed()).at(APPROVED).when(LEADER, defers(income)).refusals();
    assert!(refused.iter().any(|it| it.code == Code::NotProvidedFor));
    given(penalised())
        .at(APPROVED)
        .when(LEADER, defers(defer()))
        .then_refused(&[Code::StepMissing]);
    given(handed())
        .at(APPROVED)
        .when(HANDLER_LI, defers(defer()))
        .then_refused(&[Code::NotPermitted]);
}

fn hand_over(documents: Vec<crate::document::DocumentRef>) -> Command {
    let account = "涉案食品已全部上缴".into();
    Command::RecordCarriedOut(CarryOut { sanction: s2(), account, documents })
}

/// PR 75: what is confiscated bears no surcharge, and its deadline says so.
#[test]
fn only_the_deadline_of_a_fine_warns_of_a_surcharge() {
    let case = case(&handed());
    let follows = |n| {
        let timer = (Timer::PayFine, Some(PartId::nth('S', n)));
        case.record.timers[&timer].deadline.on_expiry
    };
    assert_eq!((follows(1), follows(2)), (OnExpiry::Alert, OnExpiry::Surcharge));
}

/// PR 71: three months are not carried out after one.
#[test]
fn what_lasts_for_months_is_carried_out_when_they_are_over() {
    let mut history = handed();
    for (_, event) in &mut history {
        if let Event::PenaltyDecided(it) = event {
            it.sanctions[1].kind = SanctionKind::SuspendLicence;
            it.sanctions[1].months = Some(3);
        }
    }
    let on =
        |time: &'static str| given(history.clone()).at(time).when(HANDLER_LI, hand_over(vec![]));
    on("2023-03-23T10:00:00+08:00").then_refused(&[Code::TooEarly]);
    assert_eq!(on("2023-03-24T10:00:00+08:00").events().len(), 1);
}

/// PR 72: a fine is performed by paying it.
#[test]
fn a_fine_is_not_recorded_as_carried_out() {
    given(handed()).when(HANDLER_LI, hand_over(vec![])).then_refused(&[Code::NotProvidedFor]);
}
