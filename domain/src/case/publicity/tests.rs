//! Where a penalty is made public, and by when.

use super::{Channel, Record, channels};
use crate::{
    Code,
    case::{
        Command, Event,
        decision::Decided,
        sanction::SanctionKind,
        spec::{
            CREDIT_UNIT, HANDLER_LI, case,
            endings::{archive, closed, p1, penalised},
            given,
        },
    },
    clock::Timer,
};

fn record(channel: Channel) -> Command {
    let reference = "川市监公示2022-0001".to_owned();
    Command::RecordPublication(Record { decision: p1(), channel, reference })
}

fn decided() -> Decided {
    match penalised().pop().map(|(_, event)| event) {
        Some(Event::PenaltyDecided(it)) => it,
        other => panic!("{other:?}"),
    }
}

/// PUB 9; APL 48: each channel is met by itself, and once.
#[test]
fn each_channel_is_recorded_once() {
    let public = given(penalised()).and(CREDIT_UNIT, record(Channel::Gsxt));
    let now = case(&public);
    assert!(now.record.timers[&(Timer::PubGsxtSame, Some(p1()))].settled.is_some());
    assert!(now.open_deadline(Timer::PubDual, Some(&p1())).is_some());
    assert_eq!(given(public.clone()).when(CREDIT_UNIT, record(Channel::Gsxt)).events(), []);
    let elsewhere =
        Record { decision: p1(), channel: Channel::Gsxt, reference: "另一编号".to_owned() };
    given(public)
        .when(CREDIT_UNIT, Command::RecordPublication(elsewhere))
        .then_refused(&[Code::AlreadyDone]);
}

/// PUB 2: a mere warning is not for GSXT.
#[test]
fn a_mere_warning_is_not_made_public_on_gsxt() {
    let mut warned = decided();
    warned.sanctions.truncate(1);
    (warned.sanctions[0].kind, warned.sanctions[0].amount) = (SanctionKind::Warning, None);
    assert_eq!(channels(&warned), [Channel::CreditChina, Channel::Portal]);
    assert_eq!(channels(&decided()), Channel::ALL);
    let mut history = penalised();
    if let Some((_, Event::PenaltyDecided(it))) = history.last_mut() {
        *it = warned;
    }
    given(history).when(CREDIT_UNIT, record(Channel::Gsxt)).then_refused(&[Code::NotProvidedFor]);
}

/// PUB 10: a party of another province is made public there, on another clock.
#[test]
fn a_party_of_another_province_is_pushed_to_where_it_is_registered() {
    let party = &decided().party;
    assert_eq!(Channel::Gsxt.due_under(party, "510104"), Timer::PubGsxtSame);
    assert_eq!(Channel::Gsxt.due_under(party, "500103"), Timer::PubGsxtPush);
    assert_eq!(Channel::CreditChina.due_under(party, "500103"), Timer::PubDual);
}

/// PUB 16: the credit unit publishes; a handler does not.
#[test]
fn the_credit_unit_publishes() {
    given(penalised())
        .when(HANDLER_LI, record(Channel::Portal))
        .then_refused(&[Code::NotPermitted]);
    let unnamed = Record { decision: p1(), channel: Channel::Portal, reference: " ".to_owned() };
    given(penalised())
        .when(CREDIT_UNIT, Command::RecordPublication(unnamed))
        .then_to_be_mended(&["reference"]);
}

/// PR 77: publicity goes on beside a closed main line.
#[test]
fn a_closed_or_archived_case_is_still_made_public() {
    let archived = given(closed()).and(HANDLER_LI, Command::ArchiveCase(archive()));
    for history in [closed(), archived] {
        assert_eq!(given(history).when(CREDIT_UNIT, record(Channel::Portal)).events().len(), 1);
    }
}
