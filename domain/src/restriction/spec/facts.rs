//! What has happened, as events.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::listed;
use crate::{
    Actor, Personal, Role,
    citation::cite,
    id::{EventId, SubjectId},
    restriction::{
        Ground, Measure, Source, SourceKind, Subject, Trigger,
        answering::Decline,
        ending::{Lift, LiftCause},
        falling::{Fall, TakeBack},
        imposing::Impose,
        notifying::{Entry, Notify},
        state::Restriction,
    },
    rulebook::Rulebook,
    spec::{Given, given},
};

pub const SOURCE: EventId = EventId::new(Uuid::from_u128(9));
pub const DECIDED: Date = date(2023, 5, 6);
pub const TOLD: &str = "2023-05-08T09:00:00+08:00";
pub const IMPOSED: &str = "2023-05-15T09:00:00+08:00";
pub const FELL: &str = "2023-09-04T09:00:00+08:00";

pub fn company() -> SubjectId {
    "91510100MA6CABCD2X".parse().unwrap()
}

pub fn subject() -> Subject {
    Subject {
        id: company(), shown: "成都某平台有限公司".to_owned(), name: None, through: None
    }
}

pub fn representative() -> Subject {
    let id = SubjectId::natural_person("0af3");
    Subject {
        name: Some(Personal::of(id.clone(), "王五".to_owned())),
        id,
        shown: "王某".to_owned(),
        through: Some(company()),
    }
}

pub fn source() -> Source {
    Source {
        event: SOURCE,
        stream: "listing-1".to_owned(),
        revision: 3,
        kind: SourceKind::SeriousList,
        number: "成市监严列〔2023〕1号".to_owned(),
        agency: "CITY_5101_AMR".parse().unwrap(),
        decided_on: DECIDED,
        sanctions: vec![],
    }
}

/// The source is a penalty in which this was found.
pub fn penalty() -> Source {
    Source {
        kind: SourceKind::Penalty,
        stream: "case-1".to_owned(),
        number: "成市监处罚〔2023〕7号".to_owned(),
        sanctions: vec!["S1".parse().unwrap()],
        ..source()
    }
}

pub fn notify(measure: &str, agency: &str) -> Notify {
    Notify {
        agency: agency.parse().unwrap(),
        subject: subject(),
        source: source(),
        found: listed(),
        measure: measure.parse().unwrap(),
        source_until: None,
    }
}

/// A measure that answers a penalty; on a person where it bars one.
pub fn notify_of_penalty(measure: &str, agency: &str, found: Trigger, on: Subject) -> Notify {
    let found = BTreeSet::from([found]);
    Notify { subject: on, source: penalty(), found, ..notify(measure, agency) }
}

pub fn told(notify: Notify) -> Given<Restriction> {
    let command = crate::restriction::Command::Notify(Box::new(notify));
    let empty = given::<Restriction>([]).at(TOLD);
    super::known(empty.after(&Actor::Clock, &command))
}

/// The finance department was told of an entry of the serious list.
pub fn finance_told() -> Given<Restriction> {
    told(notify("PROCUREMENT_LIMIT", "SC_FINANCE"))
}

pub fn entry() -> Entry {
    Entry { event: EventId::new(Uuid::from_u128(1)), revision: 0 }
}

pub fn impose(measure: &str, basis: &[(&str, &str)]) -> Impose {
    Impose {
        entry: entry(),
        measure: measure.parse().unwrap(),
        start: date(2023, 5, 15),
        term: None,
        basis: basis.iter().map(|(of, article)| Ground::Article(cite(of, article))).collect(),
        proportionality: "刷单金额大、持续时间长，限制与其严重程度相当。".into(),
        own_ground: None,
        number: Some("川财采限〔2023〕4号".to_owned()),
    }
}

pub fn finance_imposes() -> Impose {
    impose("PROCUREMENT_LIMIT", &[("EIP", "18")])
}

pub fn finance() -> Actor {
    super::leader("SC_FINANCE", "CZ-GL-001")
}

/// An agency was told, and has imposed.
pub fn imposed(notify: Notify, who: &Actor, command: Impose) -> Given<Restriction> {
    told(notify).at(IMPOSED).after(who, &crate::restriction::Command::Impose(command))
}

/// The finance department has imposed.
pub fn finance_imposed() -> Given<Restriction> {
    imposed(notify("PROCUREMENT_LIMIT", "SC_FINANCE"), &finance(), finance_imposes())
}

/// The finance department has declined.
pub fn finance_declined() -> Given<Restriction> {
    let decline = Decline {
        entry: entry(),
        reason: "该单位近三年未参加政府采购。".into(),
        basis: cite("SC49", "0"),
    };
    let unit = super::officer("SC_FINANCE", Role::CreditUnit, None);
    let command = crate::restriction::Command::Decline(decline);
    finance_told().at(IMPOSED).after(&unit, &command)
}

pub fn take_back(how: Fall, on: Date) -> TakeBack {
    TakeBack { by: EventId::new(Uuid::from_u128(77)), stream: "case-1".to_owned(), how, on }
}

pub fn lift(cause: LiftCause, revision: Option<u64>) -> Lift {
    let event = EventId::new(Uuid::from_u128(2));
    Lift {
        entry: revision.map(|revision| Entry { event, revision }),
        cause,
        reason: "行政复议决定撤销原处罚决定。".into(),
    }
}

pub fn measure(code: &str) -> Measure {
    let law = Rulebook::builtin().unwrap();
    Measure::of(law.measure(&code.parse().unwrap(), date(2023, 5, 8)).unwrap())
}
