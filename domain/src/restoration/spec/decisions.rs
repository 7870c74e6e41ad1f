//! 核实、决定、生效: who verifies, who decides, by when, and when it takes effect.

use super::*;
use crate::{
    Code,
    citation::cite,
    clock::{Deadline, Timer},
    restoration::{
        Status,
        effect::part_of,
        eligibility::{Correction, Penalised},
    },
};

fn on_site(with: &[&str], record: Option<DocumentRef>) -> Command {
    Command::Verify(verifying::Verify {
        method: verifying::Method::OnSite,
        with: with.iter().map(|it| it.parse().unwrap()).collect(),
        finding: "现场核查已改正".into(),
        performed_on: None,
        corrected_on: Some(date(2026, 3, 4)),
        unperformed: false,
        uncorrected: false,
        evidence: vec![],
        record,
    })
}

/// APL 42, 55: two officers with certificates, and a record.
#[test]
fn on_site_two_officers_verify_and_keep_a_record() {
    let given = accepted().at("2026-03-05T09:00:00+08:00");
    let alone = given.when(&desk(), &on_site(&[], None));
    let refused = alone.then_refused(&[Code::TooFewOfficers, Code::Incomplete]);
    assert_eq!(refused[0].citation, Some(cite("APL", "42.1")));
    let record = Some(document(DocumentType::SceneRecord));
    let events = recorded(&given, &desk(), &on_site(&["P-0001"], record.clone()));
    let [Event::Verified(verified)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(verified.officers.len(), 2);
    // Whoever acts isn't a second person.
    let desk_again = desk().person().unwrap().to_string();
    given.when(&desk(), &on_site(&[&desk_again], record)).then_refused(&[Code::TooFewOfficers]);
}

/// PUB 14.1: what was verified on paper or online is shown by something, and no decision was performed before it was made.
#[test]
fn what_was_verified_is_proved_and_comes_after_the_decision() {
    let Command::Verify(it) = verify() else { panic!() };
    let given = accepted().at("2026-03-05T09:00:00+08:00");
    let bare = Command::Verify(verifying::Verify { evidence: vec![], ..it.clone() });
    let refused = given.when(&desk(), &bare).then_refused(&[Code::Incomplete]);
    assert_eq!(refused[0].field, ["evidence"]);
    for (day, code) in [(date(2025, 6, 19), Some(Code::Contradictory)), (date(2025, 6, 20), None)] {
        let found = verifying::Verify { performed_on: Some(day), ..it.clone() };
        let found = given.when(&desk(), &Command::Verify(found));
        match code {
            Some(code) => assert_eq!(found.then_refused(&[code])[0].field, ["performedOn"]),
            None => assert_eq!(found.events().unwrap().len(), 1),
        }
    }
}

/// Nobody decides on what they verified, in whatever role.
#[test]
fn whoever_verified_decides_nothing() {
    let leader_verified = accepted().at("2026-03-05T09:00:00+08:00");
    let person = leader().person().unwrap().to_string();
    let record = Some(document(DocumentType::SceneRecord));
    let given = leader_verified.after(&desk(), &on_site(&[&person], record));
    given.when(&leader(), &grant()).then_refused(&[Code::ConflictOfDuties]);
    given.when(&leader(), &deny()).then_refused(&[Code::ConflictOfDuties]);
}

/// APL 17: a leader, under an item of the kind that fits the target.
#[test]
fn a_leader_decides_under_an_item_of_the_kind() {
    let given = verified();
    let other = listing::who(Role::UnitHead, BUREAU, "");
    given.when(&other, &grant()).then_refused(&[Code::NotPermitted, Code::NoPowerItem]);
    let list = listing::who(Role::AgencyLeader, BUREAU, "SCJG-QT-002");
    given.when(&list, &grant()).then_refused(&[Code::NoPowerItem]);
    let listed = applied(entry(), Window::Gsxt, "2026-07-01T09:00:00+08:00")
        .after(&desk(), &Command::Accept)
        .after(&desk(), &verify());
    listed.when(&leader(), &grant()).then_refused(&[Code::NoPowerItem]);
    assert_eq!(recorded(&listed, &list, &grant()).len(), 1);
}

/// PUB 14.1: nothing is granted before it was verified, or while a condition is not met.
#[test]
fn it_is_granted_only_once_every_condition_is_met() {
    accepted().when(&leader(), &grant()).then_refused(&[Code::WrongStage]);
    let again = Penalised {
        number: "锦市监处罚〔2026〕2号".into(),
        decided_on: date(2026, 3, 6),
        same_type: true,
        heavy: false,
    };
    let given = verified().at("2026-03-10T09:00:00+08:00").knowing(|facts| {
        facts.restorable =
            Some(Box::new(Restorable { performed_on: None, penalties: vec![again], ..penalty() }));
    });
    let codes = [Code::Unfinished, Code::Unfinished];
    let refused = given.when(&leader(), &grant()).then_refused(&codes);
    let cited: Vec<_> = refused.iter().map(|it| it.citation.clone()).collect();
    assert_eq!(cited, [Some(cite("PUB", "14.1(1)")), Some(cite("PUB", "14.1(3)"))]);
    let events = recorded(&given, &leader(), &deny());
    let [Event::Denied(denied)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(denied.unmet.len(), 2);
    let after = given.after(&leader(), &deny());
    assert_eq!(after.state.status(), Some(Status::Denied));
    assert!(!after.state.restores_on(date(2026, 3, 10)));
}

/// What the officers found counts, where the file doesn't show it.
#[test]
fn what_was_verified_meets_a_condition() {
    let uncorrected = || Restorable { corrected: Correction::UponApplication, ..penalty() };
    let given = applied(uncorrected(), Window::Gsxt, "2026-03-02T09:00:00+08:00")
        .after(&desk(), &Command::Accept)
        .at("2026-03-05T09:00:00+08:00");
    given
        .clone()
        .after(&desk(), &verify())
        .when(&leader(), &grant())
        .then_refused(&[Code::Unfinished]);
    let record = Some(document(DocumentType::SceneRecord));
    let found = given.after(&desk(), &on_site(&["P-0001"], record));
    assert_eq!(recorded(&found, &leader(), &grant()).len(), 1);
    let Command::Verify(it) = verify() else { panic!() };
    let not = verifying::Verify { uncorrected: true, ..it };
    let both = verifying::Verify { corrected_on: Some(date(2026, 3, 4)), ..not.clone() };
    let refused = found.when(&desk(), &Command::Verify(both));
    assert_eq!(refused.then_refused(&[Code::Contradictory])[0].field, ["correctedOn"]);
    let taken_back = found.after(&desk(), &Command::Verify(not));
    taken_back.when(&leader(), &grant()).then_refused(&[Code::Unfinished]);
}

/// PUB 14.1(1): where the case has something open, that it was performed is shown by the payment, and not by what somebody
/// verified.
#[test]
fn what_the_case_has_open_is_not_performed_by_what_was_verified() {
    let Command::Verify(it) = verify() else { panic!() };
    let performed_on = Some(date(2026, 3, 4));
    let found = Command::Verify(verifying::Verify { performed_on, ..it });
    let granted = |owes| {
        let of = Restorable { performed_on: None, owes, ..penalty() };
        let given = applied(of, Window::Gsxt, "2026-03-02T09:00:00+08:00")
            .after(&desk(), &Command::Accept)
            .at("2026-03-05T09:00:00+08:00")
            .after(&desk(), &found);
        given.when(&leader(), &grant())
    };
    let refused = granted(true).then_refused(&[Code::Unfinished]);
    assert!(refused[0].message.ends_with("请先登记缴款"), "{refused:?}");
    assert_eq!(granted(false).events().unwrap().len(), 1);
}

/// SC22: longer where it is complex, once, before it is over; the rules of market supervision know no such thing.
#[test]
fn only_through_the_single_window_is_the_time_to_decide_made_longer() {
    let longer = Command::Extend(deciding::Extend { by: 5, reason: "需要跨省核实".into() });
    accepted().when(&leader(), &longer).then_refused(&[Code::NotProvidedFor]);
    let given = applied(penalty(), Window::CreditChina, "2026-03-02T09:00:00+08:00")
        .after(&desk(), &Command::Accept);
    let due = |given: &Given<Restoration>| {
        given.state.open_deadline(Timer::RestoreDecide, None).and_then(Deadline::due_date)
    };
    assert_eq!(due(&given), Some(date(2026, 3, 16)));
    let extended = given.clone().after(&leader(), &longer);
    assert_eq!(due(&extended), Some(date(2026, 3, 23)));
    extended.when(&leader(), &longer).then_refused(&[Code::AlreadyDone]);
    let late = given.at("2026-03-17T09:00:00+08:00");
    late.when(&leader(), &longer).then_refused(&[Code::TooLate]);
    // What is decided late is valid, and met late.
    let decided = late.after(&desk(), &verify()).after(&leader(), &grant());
    assert_eq!(due(&decided), None);
}

/// §6.6: within three working days on each channel; in effect once all have acknowledged.
#[test]
fn it_takes_effect_once_every_channel_has_stopped() {
    let given = granted();
    for channel in Channel::ALL {
        let deadline = given.state.open_deadline(Timer::RestoreEffect, Some(part_of(channel)));
        assert_eq!(deadline.and_then(Deadline::due_date), Some(date(2026, 3, 13)), "{channel:?}");
    }
    let given = given.at("2026-03-11T09:00:00+08:00");
    let given = given.after(&desk(), &stop(Channel::Gsxt)).after(&desk(), &stop(Channel::Portal));
    assert_eq!(given.state.status(), Some(Status::Granted));
    given.when(&desk(), &stop(Channel::Gsxt)).then_nothing();
    let given = given.at("2026-03-12T09:00:00+08:00").after(&desk(), &stop(Channel::CreditChina));
    assert_eq!(given.state.status(), Some(Status::Effective));
    let status = |day| given.state.status_on(date(2026, 3, day));
    assert_eq!(status(1), None);
    assert_eq!(status(9), Some(Status::Verifying));
    assert_eq!(status(11), Some(Status::Granted));
    let listed = applied(entry(), Window::Gsxt, "2026-07-01T09:00:00+08:00")
        .after(&desk(), &Command::Accept)
        .after(&desk(), &verify())
        .after(&listing::who(Role::AgencyLeader, BUREAU, "SCJG-QT-002"), &grant());
    listed.when(&desk(), &stop(Channel::Portal)).then_refused(&[Code::NotProvidedFor]);
}
