//! Given, when, then: entries of a restaurant company in Jinjiang, and who keeps them.

mod abnormal;
pub mod restoring;
pub mod serious;
mod waiting;

use jiff::civil::{Date, date};
use serde_json::json;

use super::{Command, Event, Listing, abnormal::*, ending::*, leaving::*};
use crate::{
    Acting, Actor, Code, Decider, Officer, Role,
    case::decision::Remedies,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType, Sha256},
    id::{AgencyCode, PowerItem},
    officer::{Certificate, Posting, RoleHeld},
    party::Party,
    spec::{Given, given},
};

pub const BUREAU: &str = "COUNTY_510104_AMR";
pub const ABNORMAL: &str = "SCJG-QT-001";

pub fn agency(code: &str) -> AgencyCode {
    code.parse().unwrap()
}

/// Somebody of an agency in a role, under an item of the list of powers.
pub fn who(role: Role, code: &str, item: &str) -> Actor {
    Actor::Officer(Acting {
        person: person(role),
        agency: agency(code),
        role,
        power_item: item.parse::<PowerItem>().ok(),
    })
}

fn person(role: Role) -> crate::id::PersonId {
    let n = Role::ALL.iter().position(|it| *it == role).unwrap();
    format!("P-{n:04}").parse().unwrap()
}

pub fn keeper() -> Actor {
    who(Role::CreditUnit, BUREAU, ABNORMAL)
}

pub fn leader() -> Actor {
    who(Role::AgencyLeader, BUREAU, ABNORMAL)
}

/// Who takes papers in exercises no power.
pub fn desk() -> Actor {
    who(Role::CreditUnit, BUREAU, "")
}

/// One officer of an agency in each role.
pub fn staff(code: &str) -> Vec<Officer> {
    let from = date(2014, 10, 1);
    let officer = |role| Officer {
        person: Some(person(role)),
        shown: "吴某".into(),
        postings: vec![Posting { agency: agency(code), unit: "信用科".into(), from, to: None }],
        certificates: vec![Certificate { number: "川A0001".into(), from, to: date(2036, 12, 31) }],
        roles: vec![RoleHeld { role, from, to: None }],
        ..Officer::default()
    };
    Role::ALL.into_iter().map(officer).collect()
}

pub fn company() -> Party {
    serde_json::from_value(json!({
        "type": "ORGANISATION",
        "kind": "LEGAL_PERSON",
        "name": "成都某餐饮管理有限公司",
        "registration": {"uscc": "91510100MA6CCCC11H"},
        "address": "成都市锦江区东大街1号",
        "representative": {"$personal": {"value": "刘某某"}},
    }))
    .unwrap()
}

pub fn individual() -> Party {
    serde_json::from_value(json!({
        "type": "ORGANISATION",
        "kind": "INDIVIDUAL_BUSINESS",
        "name": "成都市锦江区好味小吃店",
        "registration": {"uscc": "92510104MA6T0X1D7T"},
        "address": "成都市锦江区东大街1号",
        "operator": {"$personal": {"value": "王五"}},
    }))
    .unwrap()
}

/// A document of this type; there is one of each.
pub fn document(document_type: DocumentType) -> DocumentRef {
    let n = DocumentType::ALL.iter().position(|it| *it == document_type).unwrap();
    let sha256 = Sha256::new([u8::try_from(n).unwrap(); 32]);
    DocumentRef { sha256, document_type, number: None, pages: 1, place: None }
}

/// A decision with its number.
pub fn decision(document_type: DocumentType) -> DocumentRef {
    document(document_type).numbered(&"锦市监异列〔2023〕1号".parse::<DocumentNumber>().unwrap())
}

pub fn remedies() -> Remedies {
    Remedies {
        reconsideration: "成都市锦江区人民政府，六十日内".into(),
        court: "成都铁路运输第一法院，六个月内".into(),
    }
}

pub fn report_of(year: i16) -> Ground {
    Ground::AnnualReportNotPublished { year }
}

pub fn verify(party: Party, ground: Ground) -> Command {
    let evidence = vec![document(DocumentType::Evidence)];
    let registered_with = agency(BUREAU);
    Command::VerifyGround(VerifyGround { party, registered_with, ground, evidence })
}

pub fn enter() -> Command {
    Command::Enter(Enter {
        reasons: "未按期公示2022年度年度报告".into(),
        remedies: remedies(),
        document: decision(DocumentType::ListingDecision),
    })
}

pub fn apply() -> Command {
    let documents = vec![document(DocumentType::Other)];
    Command::ApplyToLeave(Apply {
        cure: "已补报并公示2022年度年度报告".into(), documents
    })
}

pub fn verify_cure() -> Command {
    let evidence = vec![document(DocumentType::Evidence)];
    Command::VerifyCure(VerifyCure {
        finding: "2022年度年度报告已于系统公示".into(), evidence
    })
}

pub fn leave() -> Command {
    Command::Leave(Leave {
        reasons: "已履行公示义务".into(),
        document: decision(DocumentType::DelistingDecision),
    })
}

pub fn correct() -> Command {
    Command::Correct(Correct {
        mistake: Mistake::NoGround,
        file_number: None,
        reasons: "该企业已于2023年6月29日公示年度报告".into(),
        document: decision(DocumentType::DelistingDecision),
    })
}

/// Nothing has happened; everybody of the bureau is known, every document has been uploaded.
pub fn nothing() -> Given<Listing> {
    staffed(BUREAU)
}

pub fn staffed(code: &str) -> Given<Listing> {
    let uploaded = DocumentType::ALL.map(|it| document(it).sha256);
    given::<Listing>([])
        .officers(staff(code))
        .knowing(|facts| facts.documents.extend(uploaded))
        .at("2023-07-03T09:00:00+08:00")
}

/// The report of 2022 was not published: verified on 3 July 2023.
pub fn verified() -> Given<Listing> {
    nothing().after(&keeper(), &verify(company(), report_of(2022)))
}

/// Entered on 10 July.
pub fn entered() -> Given<Listing> {
    verified().at("2023-07-10T09:00:00+08:00").after(&leader(), &enter())
}

/// That the report is there was verified on 1 August.
pub fn cured() -> Given<Listing> {
    entered().at("2023-08-01T09:00:00+08:00").after(&keeper(), &verify_cure())
}

/// It left on 4 August.
pub fn left() -> Given<Listing> {
    cured().at("2023-08-04T09:00:00+08:00").after(&leader(), &leave())
}

/// The last day of what waits still.
pub fn due(given: &Given<Listing>, timer: Timer) -> Option<Date> {
    given.state.open_deadline(timer).and_then(Deadline::due_date)
}

/// Why it is refused, and where.
pub fn refused(given: &Given<Listing>, actor: &Actor, command: &Command) -> Vec<(Code, String)> {
    let refused = given.when(actor, command).events().err().unwrap_or_default();
    refused.iter().map(|it| (it.code, it.field.join("."))).collect()
}

pub fn only(code: Code, field: &str) -> Vec<(Code, String)> {
    vec![(code, field.to_owned())]
}
