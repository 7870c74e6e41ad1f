//! Who a case is about, and who sees to it.

use async_graphql::SimpleObject;
use domain::{
    case::{handlers::Handler, lead, state},
    party::Party,
};

use super::super::{
    party::{Age, SubjectKind},
    scalars::{Date, DateTime, PartId, PersonId},
    vocabulary::{LeadSource, RecusalRequester},
};

/// An officer as an act names one, in the register's words of that day.
#[derive(SimpleObject)]
pub struct NamedOfficer {
    /// Who.
    person: PersonId,
    /// How the name is shown: 李某.
    name: String,
    /// The number of the enforcement certificate, where the act needs one.
    certificate: Option<String>,
}

impl From<&Handler> for NamedOfficer {
    fn from(it: &Handler) -> Self {
        Self {
            person: it.person.clone().into(),
            name: it.shown.clone(),
            certificate: it.certificate.clone(),
        }
    }
}

/// Whom a case is about. What is sealed of them is answered by `readSealed` alone.
#[derive(SimpleObject)]
pub struct CaseParty {
    /// An organisation in full, a natural person as 王某某.
    name: String,
    /// What kind of organisation it is; absent for a natural person.
    kind: Option<SubjectKind>,
    /// 法人, 非法人组织, 个体工商户 or 自然人.
    kind_label: String,
    /// The subject's id, under which other records know it.
    subject: String,
    /// 统一社会信用代码 or 注册号 of an organisation.
    registration: Option<String>,
    /// The registered address of an organisation.
    address: Option<String>,
    /// How old a natural person was on the day of the violation; absent for an organisation.
    age: Option<Age>,
    /// The age in the words of the law.
    age_label: Option<String>,
}

impl From<&Party> for CaseParty {
    fn from(it: &Party) -> Self {
        let organisation = match it {
            Party::Organisation(it) => Some(it),
            Party::NaturalPerson(_) => None,
        };
        Self {
            name: it.shown().to_owned(),
            kind: it.organisation_kind().map(Into::into),
            kind_label: it.label().to_owned(),
            subject: it.subject().to_string(),
            registration: organisation.map(|it| it.registration.as_str().to_owned()),
            address: organisation.map(|it| it.address.clone()),
            age: it.age().map(Into::into),
            age_label: it.age().map(|it| it.label().to_owned()),
        }
    }
}

/// Where a case comes from. Who reported it is answered by `readSealed` alone.
#[derive(SimpleObject)]
pub struct Lead {
    /// How it came.
    source: LeadSource,
    /// How it came, in Chinese.
    source_label: String,
    /// The sender's own reference.
    reference: Option<String>,
    /// The day of discovery or receipt.
    received_on: Date,
    /// What seems to have happened.
    clue: String,
    /// Who seems to have done it.
    suspect: String,
    /// Somebody reported it under their real name (实名举报), and is told what became of it.
    real_name_reported: bool,
    /// The reporter was told whether the case was filed.
    reporter_informed: bool,
}

impl Lead {
    pub(super) fn new(it: &lead::Registered, reporter_informed: bool) -> Self {
        Self {
            source: it.source.into(),
            source_label: it.source.label().to_owned(),
            reference: it.reference.clone(),
            received_on: it.received_on.into(),
            clue: it.clue.shown().to_owned(),
            suspect: it.suspect.shown().to_owned(),
            real_name_reported: it.reporter.as_ref().is_some_and(|it| it.real_name),
            reporter_informed,
        }
    }
}

/// A request that an officer withdraw from the case (回避).
#[derive(SimpleObject)]
pub struct Recusal {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// Who is to withdraw.
    officer: NamedOfficer,
    /// Who asked for it.
    requester: RecusalRequester,
    /// Who asked for it, in Chinese.
    requester_label: String,
    /// Why.
    reason: String,
    /// When it was asked for.
    requested_at: DateTime,
    /// Whether it was granted; absent while it is not decided.
    granted: Option<bool>,
}

impl From<&state::Recusal> for Recusal {
    fn from(it: &state::Recusal) -> Self {
        Self {
            id: it.request.id.clone().into(),
            officer: (&it.request.officer).into(),
            requester: it.request.by.into(),
            requester_label: it.request.by.label().to_owned(),
            reason: it.request.reason.shown().to_owned(),
            requested_at: it.since.into(),
            granted: it.granted.map(|(granted, _)| granted),
        }
    }
}
