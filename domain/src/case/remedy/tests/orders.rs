//! An organ or a court orders the agency to perform (ARL 66; ALL 72, 73).

use super::*;

const DUTY: &str = "就举报人的奖励申请作出决定";

fn order(until: Option<Date>) -> PerformanceOrder {
    PerformanceOrder { duty: DUTY.into(), sanctions: vec![s2()], until }
}

fn ordered(order: PerformanceOrder, served_on: Date) -> Conclude {
    let ground = Ground::DutyNotPerformed;
    Conclude { order: Some(order), ..conclude(j(1), Outcome::OrderedToPerform, ground, served_on) }
}

fn perform() -> Command {
    Command::PerformOrder(Perform {
        remedy: j(1),
        account: "已经作出奖励决定并送达举报人".into(),
        document: document(DocumentType::PerformanceProof),
    })
}

/// Served on 10 March, to be performed by the 31st.
fn by_the_31st() -> History {
    let by = order(Some(date(2023, 3, 31)));
    concluded(answered(), "2023-03-10T10:00:00+08:00", ordered(by, date(2023, 3, 10)))
}

fn owed(history: &History, on: Date) -> Vec<String> {
    let missing = case(history).missing(on, rules()).into_iter();
    let of_it = missing.filter(|it| it.text.contains("责令履行"));
    of_it.map(|it| format!("{} {}", it.text, it.citation)).collect()
}

/// ARL17 28, ARL 66: the time that the organ set runs, and what is owed is told until it was performed.
#[test]
fn what_is_ordered_is_owed_by_the_day_that_the_organ_set_until_it_was_performed() {
    let history = by_the_31st();
    assert_eq!(due(&history, Timer::Perform, &j(1)), Some(date(2023, 3, 31)));
    let expected =
        format!("行政复议（编号J1）责令履行的内容尚未履行：{DUTY}，期限至2023年3月31日 ARL17 28");
    assert_eq!(owed(&history, date(2023, 3, 20)), [expected]);
    let done = given(history).at("2023-03-28T10:00:00+08:00").and(HANDLER_LI, perform());
    let timed = &case(&done).record.timers[&(Timer::Perform, Some(j(1)))];
    assert_eq!((timed.settled.map(Moment::day), timed.replaced), (Some(date(2023, 3, 28)), false));
    assert_eq!(owed(&done, date(2023, 3, 29)), Vec::<String>::new());
    let twice = given(done).at("2023-03-29T10:00:00+08:00").when(HANDLER_LI, perform());
    twice.then_refused(&[Code::AlreadyDone]);
}

/// ARL 66: whoever is ordered to perform is told what, of which sanctions of the decision, by a day to come; no other outcome
/// orders that.
#[test]
fn an_order_says_what_is_to_be_performed() {
    let day = date(2023, 3, 10);
    let finds = |it: Conclude| {
        given(answered())
            .at("2023-03-10T10:00:00+08:00")
            .when(HANDLER_LI, Command::ConcludeRemedy(it))
    };
    let without = Conclude { order: None, ..ordered(order(None), day) };
    finds(without).then_refused(&[Code::Incomplete]);
    let blank = PerformanceOrder { duty: " ".into(), ..order(None) };
    finds(ordered(blank, day)).then_refused(&[Code::Incomplete]);
    finds(ordered(order(Some(day)), day)).then_refused(&[Code::Contradictory]);
    let unknown = PerformanceOrder { sanctions: vec![PartId::nth('S', 9)], ..order(None) };
    finds(ordered(unknown, day)).then_refused(&[Code::UnknownPart]);
    let revoked = revoke(j(1), Ground::FactsUnproven, day);
    finds(Conclude { order: Some(order(None)), ..revoked }).then_refused(&[Code::Contradictory]);
    let untimed = concluded(answered(), "2023-03-10T10:00:00+08:00", ordered(order(None), day));
    assert_eq!(due(&untimed, Timer::Perform, &j(1)), None, "no rule has a figure");
    assert_eq!(owed(&untimed, date(2024, 1, 1)).len(), 1);
}

/// ARL 66: nobody performs what nobody ordered.
#[test]
fn nothing_is_performed_that_was_not_ordered() {
    let at = |history| given(history).at("2023-03-28T10:00:00+08:00").when(HANDLER_LI, perform());
    at(answered()).then_refused(&[Code::StepMissing]);
    assert_eq!(at(by_the_31st()).events().len(), 1);
}

/// ALL 72, 85, 90: a court's order counts once nobody has appealed, an appeal that comes to light ends its time, and a
/// retrial that finds otherwise ends it for good.
#[test]
fn a_courts_order_counts_once_its_judgment_does() {
    let by = ordered(order(Some(date(2023, 6, 30))), date(2023, 5, 10));
    let judged = concluded(sued(), "2023-05-10T10:00:00+08:00", by);
    assert_eq!(due(&judged, Timer::Perform, &j(1)), None);
    assert_eq!(owed(&judged, date(2023, 5, 20)), Vec::<String>::new());
    let take = Command::TakeEffect(TakeEffect { remedy: j(1) });
    let at: Moment = "2023-05-27T10:00:00+08:00".parse().unwrap();
    let events = given(judged.clone()).at(&at.to_string()).when_clock(take).events();
    let taken: History = judged.into_iter().chain(events.into_iter().map(|it| (at, it))).collect();
    assert_eq!(due(&taken, Timer::Perform, &j(1)), Some(date(2023, 6, 30)));
    assert_eq!(owed(&taken, date(2023, 5, 28)).len(), 1);
    let ended =
        |history: &History| case(history).record.timers[&(Timer::Perform, Some(j(1)))].replaced;
    let appealed = given(taken.clone())
        .at("2023-05-29T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(appeal(j(1), Applicant::Agency)));
    assert!(ended(&appealed));
    assert_eq!(owed(&appealed, date(2023, 5, 30)), Vec::<String>::new());
    let retrial = Open { kind: RemedyKind::Retrial, ..appeal(j(1), Applicant::Agency) };
    let retried =
        given(taken).at("2023-05-29T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(retrial));
    assert!(!ended(&retried), "a retrial alone ends nothing");
    let dropped = conclude(j(2), Outcome::Dismissed, Ground::Lawful, date(2023, 6, 20));
    let dropped = concluded(retried, "2023-06-20T10:00:00+08:00", dropped);
    assert!(ended(&dropped));
    assert_eq!(owed(&dropped, date(2023, 6, 21)), Vec::<String>::new());
}

/// ARL 66; APL 75.2: an order about sanctions of which none counts any more is owed no more, and its time ends.
#[test]
fn an_order_about_what_fell_is_owed_no_more() {
    let history = by_the_31st();
    let suit =
        Open { applied_on: date(2023, 3, 15), received_on: date(2023, 3, 17), ..suit(Some(j(1))) };
    let sued =
        given(history).at("2023-03-17T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(suit));
    assert_eq!(owed(&sued, date(2023, 3, 20)).len(), 1, "a suit alone ends nothing");
    let revoked = revoke(j(2), Ground::FactsUnproven, date(2023, 5, 10));
    let judged = concluded(sued, "2023-05-10T10:00:00+08:00", revoked);
    let take = Command::TakeEffect(TakeEffect { remedy: j(2) });
    let at: Moment = "2023-05-27T10:00:00+08:00".parse().unwrap();
    let events = given(judged.clone()).at(&at.to_string()).when_clock(take).events();
    let taken: History = judged.into_iter().chain(events.into_iter().map(|it| (at, it))).collect();
    assert!(case(&taken).record.timers[&(Timer::Perform, Some(j(1)))].replaced);
    assert_eq!(owed(&taken, date(2023, 5, 28)), Vec::<String>::new());
}

/// ALL 72, 85, 89: where the judgment counts only once its appeal is decided, a day that lies before that is nobody's limit.
#[test]
fn a_day_before_the_order_counts_is_no_limit() {
    let by = ordered(order(Some(date(2023, 6, 30))), date(2023, 5, 10));
    let judged = concluded(sued(), "2023-05-10T10:00:00+08:00", by);
    let appealed = given(judged)
        .at("2023-05-29T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(appeal(j(1), Applicant::Agency)));
    let upheld = conclude(j(2), Outcome::JudgmentUpheld, Ground::JudgmentRight, date(2023, 8, 1));
    let upheld = concluded(appealed, "2023-08-01T10:00:00+08:00", upheld);
    assert_eq!(due(&upheld, Timer::Perform, &j(1)), None);
    assert_eq!(owed(&upheld, date(2023, 8, 2)).len(), 1);
}
