//! Given, when, then: a penalty of the tax bureau, a licence and a list entry of others, and who shows them.

mod changing;
mod finding;
mod pushing;
mod waiting;

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{
    Command, Event, Inbound, Kind, Standing,
    changing::{Correct, Ground as Why, Withdraw},
    objecting::{Acknowledge, Confirm, Object},
    publishing::Publish,
    pushing::Push,
    statement::Said,
};
use crate::{
    Acting, Actor, Code, Decider, Officer, Role,
    citation::cite,
    clock::Timer,
    id::{AgencyCode, EventId, PersonId},
    officer::{Posting, RoleHeld},
    restriction::{Ground, notifying::Entry},
    spec::{Given, given},
};

pub const TAX: &str = "SC_TAX";
pub const AMR: &str = "SC_AMR";
const FINANCE: &str = "SC_FINANCE";
const DRC: &str = "SC_DRC";
const AGENCIES: [&str; 10] = [
    TAX,
    AMR,
    FINANCE,
    DRC,
    "CITY_5101_AMR",
    "SC_MPA",
    "PBOC_CHENGDU",
    "PBOC_SICHUAN",
    "JOINT_COUNCIL_ONLINE",
    "EXTERNAL_PARTY_PLATFORM",
];

fn person(agency: &str, role: Role) -> PersonId {
    let number = AGENCIES.iter().position(|it| *it == agency).unwrap() * 20 + role as usize;
    format!("P-{number:04}").parse().unwrap()
}

/// Somebody of an agency, who names no item.
pub fn who(agency: &str, role: Role) -> Actor {
    with_item(agency, role, None)
}

fn with_item(agency: &str, role: Role, item: Option<&str>) -> Actor {
    Actor::Officer(Acting {
        person: person(agency, role),
        agency: agency.parse().unwrap(),
        role,
        power_item: item.map(|it| it.parse().unwrap()),
    })
}

/// Who pushes for an agency.
pub fn pusher(agency: &str) -> Actor {
    who(agency, Role::Handler)
}

/// Whose credit unit shows it.
pub fn credit_unit() -> Actor {
    who(AMR, Role::CreditUnit)
}

/// Everybody of every agency, each in each role.
pub fn staff() -> Vec<Officer> {
    let from = date(2014, 10, 1);
    let officer = |agency: &'static str, role| Officer {
        person: Some(person(agency, role)),
        postings: vec![Posting {
            agency: agency.parse().unwrap(),
            unit: "信用处".to_owned(),
            from,
            to: None,
        }],
        roles: vec![RoleHeld { role, from, to: None }],
        ..Officer::default()
    };
    let each = |agency| Role::ALL.into_iter().map(move |role| officer(agency, role));
    AGENCIES.into_iter().flat_map(each).collect()
}

pub fn said() -> Said {
    Said {
        title: "虚开发票".into(),
        content: "罚款50000元".into(),
        basis: vec![Ground::Article(cite("INV", "35"))],
        decided_on: date(2023, 8, 1),
        from: None,
        until: None,
        found: BTreeSet::new(),
    }
}

pub fn penalty() -> Push {
    Push {
        kind: Kind::Penalty,
        number: "川税稽罚〔2023〕12号".parse().unwrap(),
        uscc: "91510100MA6A1B2C3Q".parse().unwrap(),
        name: "成都光年优品贸易有限公司".into(),
        said: said(),
    }
}

pub fn push(push: Push) -> Command {
    Command::Push(Box::new(push))
}

pub fn publish() -> Command {
    Command::Publish(Publish { reference: "GSXT-2023-0801".into() })
}

pub fn correct() -> Command {
    Command::Correct(Box::new(Correct {
        name: "成都光年优品贸易有限公司".into(),
        said: Said { content: "罚款5000元".into(), ..said() },
        reason: "金额误录".into(),
    }))
}

pub fn withdraw(ground: Why) -> Command {
    Command::Withdraw(Withdraw { ground, reason: "处罚决定被撤销".into() })
}

pub fn object() -> Command {
    Command::Object(Object { doubt: "处罚金额与决定书不一致".into() })
}

/// Taking notice of what stands at a revision of the record.
pub fn acknowledge(revision: u64) -> Command {
    let event = EventId::new(Uuid::from_u128(u128::from(revision)));
    Command::Acknowledge(Acknowledge { entry: Entry { event, revision } })
}

pub fn confirm() -> Command {
    Command::Confirm(Confirm { finding: "与决定书一致".into() })
}

/// Nobody has pushed anything; everybody is known.
pub fn nothing() -> Given<Inbound> {
    given::<Inbound>([]).officers(staff()).at("2023-08-10T09:00:00+08:00")
}

/// The tax bureau's penalty of 1 August was pushed on 10 August.
pub fn pushed() -> Given<Inbound> {
    nothing().after(&pusher(TAX), &push(penalty()))
}

/// It was shown on 14 August.
pub fn shown() -> Given<Inbound> {
    pushed().at("2023-08-14T10:00:00+08:00").after(&credit_unit(), &publish())
}

fn refused(given: &Given<Inbound>, actor: &Actor, command: &Command) -> BTreeSet<(Code, String)> {
    let refused = given.when(actor, command).events().expect_err("refusals");
    refused.iter().map(|it| (it.code, it.field.join("."))).collect()
}

/// The one event that a command leads to.
fn one(given: &Given<Inbound>, who: &str, command: &Command) -> Event {
    let mut events = given.when(&pusher(who), command).events().unwrap();
    assert_eq!(events.len(), 1);
    events.remove(0)
}

fn only(code: Code, field: &str) -> BTreeSet<(Code, String)> {
    BTreeSet::from([(code, field.to_owned())])
}

fn due(given: &Given<Inbound>, timer: Timer) -> Option<Date> {
    let it = given.state.timers.get(&timer).filter(|it| it.met.is_none() && it.ended.is_none());
    it.and_then(|it| it.deadline.due_date())
}
