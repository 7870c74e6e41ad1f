//! What can have happened to an officer. These names and fields are the storage format.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Certificate, Posting, RoleHeld};
use crate::{
    Agencies, Narrative, Role,
    citation::{Citation, cite},
    id::PersonId,
};

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Event {
    /// 入册.
    Registered(Registered),
    /// 调任.
    Transferred(Transferred),
    /// 发证.
    CertificateIssued(Certificate),
    /// 收回执法证件.
    CertificateWithdrawn(CertificateWithdrawn),
    /// 授予岗位.
    RoleGranted(RoleHeld),
    /// 免去岗位.
    RoleEnded(RoleEnded),
    /// 登记法律职业资格.
    QualificationRecorded(QualificationRecorded),
    /// 指定主持工作.
    ActingHeadAppointed(ActingHead),
    /// 不再主持工作.
    ActingHeadEnded(RoleEnded),
    /// 离任.
    Left(Left),
}

/// The register took the person up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registered {
    /// Who.
    pub person: PersonId,
    /// The whole name.
    pub name: Narrative,
    /// How it is shown: 王某.
    pub shown: String,
    /// The first post.
    pub posting: Posting,
}

/// The person went to another post; the roles of the former one ended with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Transferred {
    /// The new post.
    pub posting: Posting,
    /// The last day at the former one.
    pub until: Date,
}

/// A certificate is no longer valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificateWithdrawn {
    /// Which.
    pub number: String,
    /// Its last day.
    pub last_day: Date,
    /// Why.
    pub reason: Narrative,
}

/// A role, or acting as head, came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoleEnded {
    /// Which.
    pub role: Role,
    /// Its last day.
    pub last_day: Date,
    /// Why.
    pub reason: Narrative,
}

/// The person holds the national legal-profession qualification (PR 51).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualificationRecorded {
    /// Since when.
    pub since: Date,
}

/// The person acts as head (主持工作) while the post is vacant or its holder away (TRF 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActingHead {
    /// As which head.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
    /// Why the post's holder doesn't act.
    pub reason: Narrative,
}

/// The person left the service of the agencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Left {
    /// The last day.
    pub last_day: Date,
    /// Why.
    pub reason: Narrative,
}

impl ActingHead {
    /// As a role held for a time.
    #[must_use]
    pub fn held(&self) -> RoleHeld {
        RoleHeld { role: self.role, from: self.from, to: self.to }
    }
}

pub(super) fn basis(event: &Event) -> Vec<Citation> {
    let articles: &[(&str, &str)] = match event {
        Event::Registered(_) | Event::Transferred(_) | Event::Left(_) => &[("APL", "42.1")],
        Event::CertificateIssued(_) | Event::CertificateWithdrawn(_) => {
            &[("APL", "42.1"), ("APL", "55.1")]
        }
        Event::RoleGranted(it) => role_basis(it.role),
        Event::RoleEnded(it) | Event::ActingHeadEnded(it) => role_basis(it.role),
        Event::QualificationRecorded(_) => &[("PR", "51"), ("APL", "58.2")],
        Event::ActingHeadAppointed(it) => role_basis(it.role),
    };
    articles.iter().map(|(instrument, article)| cite(instrument, article)).collect()
}

/// The article that knows the role.
fn role_basis(role: Role) -> &'static [(&'static str, &'static str)] {
    match role {
        Role::Intake => &[("PR", "18")],
        Role::Handler => &[("PR", "19"), ("APL", "42.1")],
        Role::UnitHead => &[("PR", "19"), ("PR", "48")],
        Role::CaseReviewer => &[("PR", "52")],
        Role::LegalReviewer => &[("PR", "51"), ("APL", "58")],
        Role::AgencyLeader => &[("PR", "60")],
        Role::PrincipalHead => &[("TRF", "5"), ("PR", "4")],
        Role::HearingHost => &[("APL", "64(4)")],
        Role::CreditUnit => &[("PUB", "4")],
        Role::Registrar => &[("APL", "42.1")],
    }
}

impl Event {
    /// What happened, for the audit. Agencies are named as they were.
    #[must_use]
    pub fn sentence(&self, agencies: &Agencies) -> String {
        match self {
            Self::Registered(it) => {
                format!("{}列入执法人员名录，{}", it.shown, posted(&it.posting, agencies))
            }
            Self::Transferred(it) => {
                let former = in_chinese(it.until);
                format!("调任，原任职至{former}，{}", posted(&it.posting, agencies))
            }
            Self::CertificateIssued(it) => {
                let (from, to) = (in_chinese(it.from), in_chinese(it.to));
                format!("取得行政执法证件（证号{}），有效期自{from}至{to}", it.number)
            }
            Self::CertificateWithdrawn(it) => {
                let (last, reason) = (in_chinese(it.last_day), it.reason.shown());
                format!("行政执法证件（证号{}）有效至{last}，理由：{reason}", it.number)
            }
            Self::RoleGranted(it) => format!("担任{}，{}", it.role.label(), span(it.from, it.to)),
            Self::RoleEnded(it) => ended("担任", it),
            Self::QualificationRecorded(it) => {
                format!("自{}起具有国家统一法律职业资格", in_chinese(it.since))
            }
            Self::ActingHeadAppointed(it) => {
                let (label, span) = (it.role.label(), span(it.from, it.to));
                format!("代行{label}职责，{span}，理由：{}", it.reason.shown())
            }
            Self::ActingHeadEnded(it) => ended("代行职责，任", it),
            Self::Left(it) => {
                format!("任职至{}后离任，理由：{}", in_chinese(it.last_day), it.reason.shown())
            }
        }
    }
}

fn ended(what: &str, it: &RoleEnded) -> String {
    let (label, last) = (it.role.label(), in_chinese(it.last_day));
    format!("自{last}次日起不再{what}{label}，理由：{}", it.reason.shown())
}

fn posted(posting: &Posting, agencies: &Agencies) -> String {
    let agency = agencies.on(&posting.agency, posting.from);
    let name = agency.map_or(posting.agency.as_str(), |it| it.name.as_str());
    format!("任职于{name}{}，{}", posting.unit, span(posting.from, posting.to))
}

fn span(from: Date, to: Option<Date>) -> String {
    match to {
        Some(to) => format!("自{}起至{}止", in_chinese(from), in_chinese(to)),
        None => format!("自{}起", in_chinese(from)),
    }
}

fn in_chinese(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
