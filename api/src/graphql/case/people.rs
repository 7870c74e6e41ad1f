//! Who a case is about, and who sees to it.

use async_graphql::SimpleObject;
use domain::{
    case::{handlers::Handler, identification, lead, recusal},
    party::{self, Party},
};

use super::{
    super::{
        party::{Age, SubjectKind},
        scalars::{Date, DateTime, PartId, PersonId, RegistrationNumber, SubjectId},
        vocabulary::{LeadSource, RecusalRequester},
    },
    entered::{Entered, recorded},
    entry::FileEntry,
    register::Document,
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
    /// What kind of subject it is.
    kind: SubjectKind,
    /// 自然人, 法人, 非法人组织 or 个体工商户.
    kind_label: &'static str,
    /// The subject's id, under which other records know it: `party` takes it.
    subject: SubjectId,
    /// 统一社会信用代码 or 注册号 of an organisation.
    registration: Option<RegistrationNumber>,
    /// The registered address of an organisation.
    address: Option<String>,
    /// How old a natural person was on the day of the violation; absent for an organisation.
    age: Option<Age>,
    /// The age in the words of the law.
    age_label: Option<&'static str>,
}

impl From<&Party> for CaseParty {
    fn from(it: &Party) -> Self {
        let organisation = match it {
            Party::Organisation(it) => Some(it),
            Party::NaturalPerson(_) => None,
        };
        Self {
            name: it.shown().to_owned(),
            kind: it.kind().into(),
            kind_label: it.kind().label(),
            subject: it.subject().into(),
            registration: organisation.map(|it| it.registration.clone().into()),
            address: organisation.map(|it| it.address.clone()),
            age: it.age().map(Into::into),
            age_label: it.age().map(party::Age::label),
        }
    }
}

/// That it was found out who the party is (查明当事人身份).
#[derive(SimpleObject)]
pub struct PartyIdentification {
    /// When.
    identified_at: DateTime,
    /// Who it is.
    party: CaseParty,
    /// The evidence that shows it.
    evidence: Vec<PartId>,
    /// How it was found out, and why it is the one that the case was filed against.
    reason: String,
    /// It is another kind of party than was reported or told of, so that the investigation went on from there.
    anew: bool,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

impl From<Entered<'_, &identification::Identified>> for PartyIdentification {
    fn from(entered: Entered<'_, &identification::Identified>) -> Self {
        let it = entered.fact;
        Self {
            identified_at: entered.at(),
            party: (&it.party).into(),
            evidence: it.evidence.iter().cloned().map(Into::into).collect(),
            reason: it.reason.shown().to_owned(),
            anew: it.anew,
            acts: entered.acts(),
        }
    }
}

/// Where a case comes from. Who reported it is answered by `readSealed` alone.
#[derive(SimpleObject)]
pub struct Lead {
    /// How it came.
    source: LeadSource,
    /// How it came, in Chinese.
    source_label: &'static str,
    /// The sender's own reference.
    reference: Option<String>,
    /// The day of discovery or receipt.
    received_on: Date,
    /// When it was registered.
    registered_at: DateTime,
    /// What seems to have happened.
    clue: String,
    /// Who seems to have done it.
    suspect: String,
    /// Somebody reported it under their real name (实名举报), and is told what became of it.
    real_name_reported: bool,
    /// The reporter was told whether the case was filed.
    reporter_informed: bool,
    /// What came with it. 案件来源登记表 lies in the internal file: not for whoever may not see that.
    documents: Vec<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

impl From<Entered<'_, &lead::Registered>> for Lead {
    fn from(entered: Entered<'_, &lead::Registered>) -> Self {
        let it = entered.fact;
        Self {
            source: it.source.into(),
            source_label: it.source.label(),
            reference: it.reference.clone(),
            received_on: it.received_on.into(),
            registered_at: entered.at(),
            clue: it.clue.shown().to_owned(),
            suspect: it.suspect.shown().to_owned(),
            real_name_reported: it.reporter.as_ref().is_some_and(|it| it.real_name),
            reporter_informed: entered.dossier().case.record.reporter_informed,
            documents: entered.papers(&it.documents),
            acts: entered.acts(),
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
    requester_label: &'static str,
    /// Why.
    reason: String,
    /// When it was asked for.
    requested_at: DateTime,
    /// The request. Internal file: absent for whoever may not see it.
    request: Option<Document>,
    /// How it was decided; absent while it is not.
    decision: Option<RecusalDecision>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// The decision on a request that an officer withdraw.
#[derive(SimpleObject)]
pub struct RecusalDecision {
    /// When.
    decided_at: DateTime,
    /// The officer withdraws.
    granted: bool,
    /// Why, or why not.
    reason: String,
    /// The leaders who decided it together, where they had to.
    attendees: Vec<NamedOfficer>,
    /// The decision itself. Internal file: absent for whoever may not see it.
    document: Option<Document>,
}

impl<'a> From<Entered<'a, &'a recusal::Requested>> for Recusal {
    fn from(entered: Entered<'a, &'a recusal::Requested>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            officer: (&it.officer).into(),
            requester: it.by.into(),
            requester_label: it.by.label(),
            reason: it.reason.shown().to_owned(),
            requested_at: entered.at(),
            request: entered.paper(&it.document),
            decision: entered.last_of(recorded!(RecusalDecided)).map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &recusal::Decided>> for RecusalDecision {
    fn from(entered: Entered<'_, &recusal::Decided>) -> Self {
        let it = entered.fact;
        Self {
            decided_at: entered.at(),
            granted: it.granted,
            reason: it.reason.shown().to_owned(),
            attendees: it.attendees.iter().map(Into::into).collect(),
            document: entered.paper(&it.document),
        }
    }
}
