//! Who shows it, and at whose word it changes.

use jiff::civil::date;

use super::*;

/// EIP 7.2; PUB 16: by the credit unit of the bureau that has it to show.
#[test]
fn the_credit_unit_shows_it_and_nobody_else() {
    let given = shown();
    assert_eq!(given.state.shown_since, Some(date(2023, 8, 14)));
    assert_eq!(due(&given, Timer::InboundPublish), None);
    given.when(&credit_unit(), &publish()).then_refused(&[Code::AlreadyDone]);
    let given = pushed().at("2023-08-14T10:00:00+08:00");
    given.when(&pusher(TAX), &publish()).then_refused(&[Code::NotPermitted, Code::OtherAgency]);
    let elsewhere = who("CITY_5101_AMR", Role::CreditUnit);
    given.when(&elsewhere, &publish()).then_refused(&[Code::OtherAgency]);
    let ended = given.at("2026-08-03T10:00:00+08:00");
    ended.when(&credit_unit(), &publish()).then_refused(&[Code::TooLate]);
}

/// EIP 11, 12.1: ours alters nothing.
#[test]
fn only_the_agency_that_pushed_it_corrects_or_withdraws() {
    let given = shown().at("2023-08-21T10:00:00+08:00");
    for command in [correct(), withdraw(Why::DecisionFell)] {
        let refused = given.when(&who(AMR, Role::CreditUnit), &command);
        let refused = refused.then_refused(&[Code::OtherAgency]);
        assert_eq!(refused[0].citation, Some(cite("EIP", "11")));
        given.when(&pusher("SC_MPA"), &command).then_refused(&[Code::OtherAgency]);
        assert!(given.when(&pusher(TAX), &command).events().is_ok());
    }
}

/// EIP 12.1: what it says from then on is shown, and shown anew.
#[test]
fn what_is_corrected_is_to_be_shown_as_it_says_now() {
    let given = shown().at("2023-08-21T10:00:00+08:00").after(&pusher(TAX), &correct());
    let says = &given.state.opened.as_ref().unwrap().says;
    assert_eq!(says.content.shown(), "罚款5000元");
    assert!(given.state.is_outdated);
    assert_eq!(due(&given, Timer::InboundPublish), Some(date(2023, 9, 18)));
    let given = given.at("2023-08-22T10:00:00+08:00").after(&credit_unit(), &publish());
    assert!(given.state.is_shown_as_it_is());
    assert_eq!(given.state.shown_since, Some(date(2023, 8, 14)));
}

/// APL 48.2: it counts for nothing from that day on, and what is public is to be taken down within three working days.
#[test]
fn what_is_withdrawn_is_hidden_at_once_and_taken_down() {
    let given = shown().at("2023-08-21T10:00:00+08:00");
    given.when(&credit_unit(), &Command::TakeDown).then_refused(&[Code::StepMissing]);
    let given = given.after(&pusher(TAX), &withdraw(Why::DecisionFell));
    assert_eq!(given.state.standing(date(2023, 8, 20)), Some(Standing::InForce));
    assert_eq!(given.state.standing(date(2023, 8, 21)), Some(Standing::Withdrawn));
    assert_eq!(due(&given, Timer::InboundWithdraw), Some(date(2023, 8, 24)));
    given.when(&pusher(TAX), &correct()).then_refused(&[Code::WrongStage]);
    let given = given.at("2023-08-22T10:00:00+08:00").after(&credit_unit(), &Command::TakeDown);
    assert_eq!(given.state.shown_since, None);
    assert_eq!(due(&given, Timer::InboundWithdraw), None);
    given.when(&credit_unit(), &Command::TakeDown).then_refused(&[Code::StepMissing]);
    // What was never public is owed to nobody.
    let unseen = pushed().at("2023-08-11T10:00:00+08:00");
    let unseen = unseen.after(&pusher(TAX), &withdraw(Why::PushedInError));
    assert_eq!(due(&unseen, Timer::InboundWithdraw), None);
    assert_eq!(due(&unseen, Timer::InboundPublish), None);
}

/// GDS 26; EIP 12.1: told of a doubt, its agency has ten working days to answer, by a correction or by standing by it.
#[test]
fn its_agency_answers_a_doubt_within_ten_working_days() {
    let said = Said { decided_on: date(2025, 9, 1), ..said() };
    let number = "川税稽罚〔2025〕3号".parse().unwrap();
    let given = nothing().at("2025-09-02T09:00:00+08:00");
    let given = given.after(&pusher(TAX), &push(Push { number, said, ..penalty() }));
    let given = given.at("2025-09-03T09:00:00+08:00");
    given.when(&pusher(TAX), &confirm()).then_refused(&[Code::StepMissing]);
    let given = given.after(&credit_unit(), &object());
    assert_eq!(due(&given, Timer::ShareCorrect), Some(date(2025, 9, 17)));
    given.when(&credit_unit(), &object()).then_refused(&[Code::AlreadyDone]);
    given.when(&credit_unit(), &confirm()).then_refused(&[Code::OtherAgency]);
    let given = given.at("2025-09-05T09:00:00+08:00").after(&pusher(TAX), &confirm());
    assert_eq!(due(&given, Timer::ShareCorrect), None);
    // Before the regulation nobody had a limit, and the doubt is told all the same.
    let earlier = pushed().at("2023-08-11T09:00:00+08:00").after(&credit_unit(), &object());
    assert!(earlier.state.is_objected_to);
    assert_eq!(due(&earlier, Timer::ShareCorrect), None);
}

/// Whoever answers for its agency takes notice of a doubt, once, and whoever has answered has taken notice; nothing else
/// is an entry of its inbox, and nothing rests on the notice.
#[test]
fn its_agency_takes_notice_of_a_doubt_once() {
    let given = shown().at("2023-08-21T10:00:00+08:00").after(&credit_unit(), &object());
    let leader = who(TAX, Role::AgencyLeader);
    given.when(&leader, &acknowledge(1)).then_refused(&[Code::UnknownPart]);
    given.when(&credit_unit(), &acknowledge(2)).then_refused(&[Code::OtherAgency]);
    let before = shown().at("2023-08-21T10:00:00+08:00").after(&credit_unit(), &object());
    let before = before.at("2023-08-21T09:00:00+08:00");
    before.when(&leader, &acknowledge(2)).then_refused(&[Code::BeforeItsBasis]);
    let noticed = given.at("2023-08-22T10:00:00+08:00").after(&leader, &acknowledge(2));
    assert!(noticed.state.is_objected_to);
    noticed.when(&leader, &acknowledge(2)).then_nothing();
    let answered = noticed.at("2023-08-21T16:00:00+08:00").after(&pusher(TAX), &confirm());
    assert!(!answered.state.is_objected_to);
    let again = answered.at("2023-08-23T10:00:00+08:00").after(&credit_unit(), &object());
    let corrected = again.at("2023-08-24T10:00:00+08:00").after(&pusher(TAX), &correct());
    for entry in [2, 5] {
        corrected.when(&leader, &acknowledge(entry)).then_nothing();
    }
}

/// domain.md §2.1: the branch of Chengdu became that of the province in August 2023.
#[test]
fn whoever_takes_over_from_its_agency_speaks_for_it() {
    let decided_on = date(2023, 3, 1);
    let number = "成银罚〔2023〕5号".parse().unwrap();
    let basis = vec![Ground::Article(cite("CIR", "40"))];
    let said = Said { basis, decided_on, ..said() };
    let given = nothing().at("2023-03-06T09:00:00+08:00");
    let given = given.after(&pusher("PBOC_CHENGDU"), &push(Push { number, said, ..penalty() }));
    let given = given.at("2023-09-04T09:00:00+08:00");
    let gone = given.when(&pusher("PBOC_CHENGDU"), &withdraw(Why::PushedInError)).events();
    assert!(gone.is_err());
    assert!(given.when(&pusher("PBOC_SICHUAN"), &withdraw(Why::PushedInError)).events().is_ok());
}

/// design.md §3: an act rests on its own side's, so that a withdrawal may lie before the day on which it was shown.
#[test]
fn a_withdrawal_of_an_earlier_day_may_be_entered_after_it_was_shown() {
    let late = || shown().at("2023-08-11T10:00:00+08:00");
    let entered = late().entered("2023-08-21T10:00:00+08:00", Some("系统停机"));
    let given = entered.after(&pusher(TAX), &withdraw(Why::WrongSubject));
    assert_eq!(given.state.standing(date(2023, 8, 11)), Some(Standing::Withdrawn));
    let before = shown().at("2023-08-09T10:00:00+08:00");
    let before = before.entered("2023-08-21T10:00:00+08:00", Some("系统停机"));
    before.when(&pusher(TAX), &withdraw(Why::WrongSubject)).then_refused(&[Code::BeforeItsBasis]);
    let silent = late().entered("2023-08-21T10:00:00+08:00", None);
    silent
        .when(&pusher(TAX), &withdraw(Why::WrongSubject))
        .then_refused(&[Code::LateEntryReasonMissing]);
}

/// What happens in a record reads as the predicate of an official sentence.
#[test]
fn acts_read_as_clauses() {
    let told = |given: Given<Inbound>, actor: Actor, command: Command| -> String {
        let events = given.when(&actor, &command).events().unwrap();
        events.iter().map(Event::sentence).collect()
    };
    let then = || shown().at("2023-08-21T10:00:00+08:00");
    assert_eq!(
        told(pushed(), credit_unit(), publish()),
        "通过国家企业信用信息公示系统公示所推送的信息（GSXT-2023-0801）"
    );
    assert_eq!(
        told(then(), pusher(TAX), correct()),
        "更正所推送的信息，理由：金额误录，公示期限至2023年9月18日届满"
    );
    assert_eq!(
        told(then(), pusher(TAX), withdraw(Why::DecisionFell)),
        "撤回所推送的信息（决定被变更、撤销、确认违法或者确认无效），理由：处罚决定被撤销，停止公示期限至2023年8月24日届满"
    );
    let doubted = then().after(&credit_unit(), &object());
    assert_eq!(
        told(doubted, who(TAX, Role::AgencyLeader), acknowledge(2)),
        "签收对所推送信息的校核"
    );
    assert_eq!(
        told(then(), credit_unit(), object()),
        "就所推送的信息向推送机关提出校核：处罚金额与决定书不一致"
    );
}
