//! 申请、受理: what is received, what it lacks, by when it is accepted, and what bars it.

use super::*;
use crate::{
    Code,
    citation::cite,
    clock::{Deadline, Timer},
    id::RestorationId,
    restoration::{Bar, Status, eligibility::Application},
    rulebook::Confidence,
};

fn due(given: &Given<Restoration>, timer: Timer) -> Option<Date> {
    given.state.open_deadline(timer, None).and_then(Deadline::due_date)
}

fn received(of: Restorable, on: &str) -> (Given<Restoration>, Command) {
    let day = crate::spec::moment(on).day();
    (nothing(of).at(on), Command::Apply(Box::new(apply(Window::Gsxt, day))))
}

fn deceived(barred_until: Option<Date>) -> Application {
    Application {
        id: RestorationId::new(Uuid::from_u128(3)),
        source: EventId::new(Uuid::from_u128(8)),
        stands: false,
        revoked_on: Some(date(2025, 9, 1)),
        barred_until: barred_until.map(|until| Bar {
            until,
            authority: cite("NDRC36", "0"),
            confidence: Confidence::Uncertain,
        }),
    }
}

/// §6.6: two working days under the rules of 2021, and of 2025 until they are seen; three through Credit China.
#[test]
fn an_application_is_accepted_within_the_days_of_its_regime() {
    let on = "2025-12-22T09:00:00+08:00";
    let given = applied(penalty(), Window::Gsxt, on);
    assert_eq!(due(&given, Timer::RestoreAccept), Some(date(2025, 12, 24)));
    let given = applied(penalty(), Window::Gsxt, "2026-03-02T09:00:00+08:00");
    assert_eq!(due(&given, Timer::RestoreAccept), Some(date(2026, 3, 4)));
    let given = applied(penalty(), Window::CreditChina, "2026-03-02T09:00:00+08:00");
    assert_eq!(due(&given, Timer::RestoreAccept), Some(date(2026, 3, 5)));
    let accepted = given.after(&desk(), &Command::Accept);
    assert_eq!(due(&accepted, Timer::RestoreAccept), None);
    assert_eq!(accepted.state.status(), Some(Status::Accepted));
}

/// The time to decide is that of the day on which it is accepted.
#[test]
fn it_is_decided_within_the_days_of_its_regime() {
    let after = |window, of, on| applied(of, window, on).after(&desk(), &Command::Accept);
    let (before, since) = ("2025-12-01T09:00:00+08:00", "2026-03-02T09:00:00+08:00");
    let older = Restorable { shown: everywhere(date(2025, 5, 1)), ..penalty() };
    let decide = |given: Given<Restoration>| due(&given, Timer::RestoreDecide);
    assert_eq!(decide(after(Window::Gsxt, older, before)), Some(date(2025, 12, 22)));
    assert_eq!(decide(after(Window::Gsxt, penalty(), since)), Some(date(2026, 3, 11)));
    assert_eq!(decide(after(Window::CreditChina, penalty(), since)), Some(date(2026, 3, 16)));
}

/// What is missing is told at once, all of it; whoever accepts can't overlook it.
#[test]
fn an_incomplete_application_is_sent_back_with_all_that_it_lacks() {
    let (given, _) = received(penalty(), "2026-03-02T09:00:00+08:00");
    let bare = applying::Apply {
        materials: applying::Materials::default(),
        ..apply(Window::Gsxt, date(2026, 3, 2))
    };
    let given = given.after(&desk(), &Command::Apply(Box::new(bare)));
    let codes = [Code::Incomplete, Code::Incomplete, Code::Incomplete];
    given.when(&desk(), &Command::Accept).then_refused(&codes);
    let back = Command::RejectIncomplete(accepting::RejectIncomplete {
        missing: vec!["营业执照复印件".into()],
    });
    let told: Vec<_> = recorded(&given, &desk(), &back).iter().map(Event::sentence).collect();
    let expected = "申请材料不齐，一次性告知缺少：信用修复申请书、信用承诺书、\
                    履行义务、纠正违法行为的证明、营业执照复印件";
    assert_eq!(told, [expected]);
    let none = Command::RejectIncomplete(accepting::RejectIncomplete { missing: vec![] });
    let whole = applied(penalty(), Window::Gsxt, "2026-03-02T09:00:00+08:00");
    whole.when(&desk(), &none).then_refused(&[Code::Incomplete]);
}

/// CR21 6; PUB 14.1: before the time is over it isn't accepted, and whoever refuses tells from when on.
#[test]
fn what_is_applied_for_too_early_is_not_accepted_and_told_from_which_day_it_is() {
    let given = applied(penalty(), Window::Gsxt, "2025-12-01T09:00:00+08:00");
    let refused = given.when(&desk(), &Command::Accept).then_refused(&[Code::TooEarly]);
    assert_eq!(refused[0].citation, Some(cite("CR21", "6")));
    assert!(refused[0].message.contains("自2026年1月2日起可以申请"), "{}", refused[0].message);
    let events = recorded(&given, &desk(), &not_accept());
    let [Event::NotAccepted(told)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(told.possible_from, Some(date(2026, 1, 2)));
    let repealed = Command::NotAccept(accepting::NotAccept {
        reason: "条件不符".into(),
        basis: cite("NDRC36", "0"),
    });
    given.when(&desk(), &repealed).then_refused(&[Code::NoBasis]);
}

/// 谁认定、谁修复.
#[test]
fn only_the_agency_that_decided_takes_it_in() {
    let (given, command) = received(penalty(), "2026-03-02T09:00:00+08:00");
    let elsewhere = "COUNTY_510107_AMR";
    let given = given.officers(listing::staff(elsewhere));
    let other = listing::who(Role::CreditUnit, elsewhere, "");
    let refused = given.when(&other, &command).then_refused(&[Code::OtherAgency]);
    assert_eq!(refused[0].citation, Some(cite("CR25", "0")));
}

/// NDRC36; Q4: after fraud nobody applies before the day; where no rule has a figure, that is told and nothing barred.
#[test]
fn whoever_deceived_applies_again_only_after_the_bar() {
    let barred = Restorable { applications: vec![deceived(Some(date(2026, 3, 2)))], ..penalty() };
    let (given, command) = received(barred, "2026-03-02T09:00:00+08:00");
    let refused = given.when(&desk(), &command).then_refused(&[Code::TooEarly]);
    assert_eq!(refused[0].citation, Some(cite("NDRC36", "0")));
    assert!(refused[0].message.contains("至2026年3月2日不得再次申请"), "{}", refused[0].message);
    assert_eq!(recorded(&given.at("2026-03-03T09:00:00+08:00"), &desk(), &command).len(), 1);
    let unread = Restorable { applications: vec![deceived(None)], ..penalty() };
    let (given, command) = received(unread, "2026-03-02T09:00:00+08:00");
    let given = given.after(&desk(), &command);
    let events = recorded(&given, &desk(), &Command::Accept);
    let [Event::Accepted(accepted)] = &events[..] else { panic!("{events:?}") };
    let bar = accepted.conditions.last().unwrap();
    assert_eq!(bar.says, "曾以欺骗手段取得信用修复；规则未载明不得再次申请的期限，由受理机关审查");
}

#[test]
fn nothing_is_applied_for_twice_at_once_or_where_nothing_is_shown() {
    let standing = Application { stands: true, source: SOURCE, revoked_on: None, ..deceived(None) };
    let of = Restorable { applications: vec![standing], ..penalty() };
    let (given, command) = received(of, "2026-03-02T09:00:00+08:00");
    given.when(&desk(), &command).then_refused(&[Code::AlreadyDone]);
    let (given, command) = received(penalty(), "2026-03-02T09:00:00+08:00");
    let again = given.after(&desk(), &command);
    again.when(&desk(), &command).then_refused(&[Code::AlreadyDone]);
    let stopped = ended(&penalty(), Channel::Gsxt, date(2026, 2, 1));
    let given = applied(stopped, Window::Gsxt, "2026-03-02T09:00:00+08:00");
    given.when(&desk(), &Command::Accept).then_refused(&[Code::Unfinished]);
    let before = Command::Apply(Box::new(apply(Window::Gsxt, date(2025, 6, 19))));
    let refused = nothing(penalty()).at("2026-03-02T09:00:00+08:00").when(&desk(), &before);
    let refused = refused.events().unwrap_err();
    assert!(refused.iter().any(|it| it.code == Code::Contradictory), "{refused:?}");
    let (given, command) = received(penalty(), "2021-08-30T09:00:00+08:00");
    let refused = given.when(&desk(), &command).events().unwrap_err();
    assert!(refused.iter().any(|it| it.code == Code::NotProvidedFor), "{refused:?}");
}
