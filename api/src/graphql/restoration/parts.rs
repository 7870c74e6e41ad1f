//! What an application is made of: materials, verification, decision, channels, revocation.

use async_graphql::SimpleObject;
use domain::{
    Rulebook,
    citation::Citation,
    publicity::Channel,
    restoration::{
        Event, Restoration,
        accepting::NotAccepted,
        applying::Materials,
        deciding::{Denied, Granted},
        fraud::RevokedForFraud,
        reorganising::Plan,
        verifying::Verified,
    },
};
use jiff::civil;
use projections::restoration::RestorationFile;

use super::super::{
    case::{people::NamedOfficer, register::Document},
    scalars::{Date, DocumentNumber},
    vocabulary::{PublicityChannel, VerificationMethod},
};

/// What was handed in with an application.
#[derive(SimpleObject)]
pub struct RestorationMaterials {
    /// 信用修复申请书.
    application: Option<Document>,
    /// 信用承诺书.
    commitment: Option<Document>,
    /// 履行义务、纠正违法行为的证明.
    proofs: Vec<Document>,
    /// 其他材料.
    others: Vec<Document>,
}

/// A plan of reorganisation that a court approved, and what became of it.
#[derive(SimpleObject)]
pub struct RestorationPlan {
    /// The court.
    court: String,
    /// The number of its ruling.
    number: String,
    /// On which day it approved the plan.
    approved_on: Date,
    /// The ruling.
    ruling: Document,
    /// The plan was carried out: the restoration is final.
    completed: bool,
}

/// Why an application was not accepted.
#[derive(SimpleObject)]
pub struct RestorationRefusal {
    /// Why.
    reason: String,
    /// The article.
    citation: String,
    /// From which day on it may be applied for again, where a condition says so.
    possible_from: Option<Date>,
}

/// How what an application says was verified.
#[derive(SimpleObject)]
pub struct RestorationVerification {
    /// In which way.
    method: VerificationMethod,
    /// In which way, in Chinese.
    method_label: &'static str,
    /// On which day.
    on: Date,
    /// Who verified it.
    officers: Vec<NamedOfficer>,
    /// What was found.
    finding: String,
    /// On which day all that was ordered had been performed, where that was found.
    performed_on: Option<Date>,
    /// On which day it had been corrected and its harm eliminated, where that was found.
    corrected_on: Option<Date>,
    /// It was found that something that was ordered has not been performed.
    unperformed: bool,
    /// It was found that it has not been corrected, or that harm is left.
    uncorrected: bool,
    /// What shows it.
    evidence: Vec<Document>,
    /// 现场笔录, on site.
    record: Option<Document>,
}

/// What was decided on an application.
#[derive(SimpleObject)]
pub struct RestorationDecision {
    /// 准予修复; otherwise 不予修复.
    granted: bool,
    /// The number of the decision.
    number: DocumentNumber,
    /// On which day.
    decided_on: Date,
    /// Why.
    reasons: String,
    /// The articles.
    citations: Vec<String>,
    /// It lasts only while a plan of reorganisation is carried out, until it was.
    during_plan: bool,
    /// Where to ask for reconsideration, where it was denied.
    reconsideration: Option<String>,
    /// Where to sue, where it was denied.
    court: Option<String>,
    /// The decision.
    document: Document,
}

/// A channel on which what was restored is shown no longer.
#[derive(SimpleObject)]
pub struct RestorationChannel {
    /// Which.
    channel: PublicityChannel,
    /// Which, in Chinese.
    channel_label: &'static str,
    /// On which day it acknowledged that it stopped, where it did.
    stopped_on: Option<Date>,
    /// Its acknowledgement of that.
    stopped_reference: Option<String>,
    /// It has yet to show it again, as the restoration counts no more.
    to_be_reinstated: bool,
    /// On which day it acknowledged that it shows it again, where it did.
    reinstated_on: Option<Date>,
    /// Its acknowledgement of that.
    reinstated_reference: Option<String>,
}

/// That a restoration was revoked, since it was obtained by fraud. It is the record of dishonesty.
#[derive(SimpleObject)]
pub struct RestorationRevocation {
    /// On which day.
    revoked_on: Date,
    /// The number of the decision.
    number: DocumentNumber,
    /// What was concealed, what was false.
    facts: String,
    /// What shows it.
    evidence: Vec<Document>,
    /// The decision.
    document: Document,
    /// From which day on its publicity counts anew.
    counted_from: Option<Date>,
    /// The last day on which the party doesn't apply again, where a rule of that day set one.
    barred_until: Option<Date>,
}

fn all(documents: &[domain::document::DocumentRef]) -> Vec<Document> {
    documents.iter().map(Into::into).collect()
}

impl From<&Materials> for RestorationMaterials {
    fn from(it: &Materials) -> Self {
        Self {
            application: it.application.as_ref().map(Into::into),
            commitment: it.commitment.as_ref().map(Into::into),
            proofs: all(&it.proofs),
            others: all(&it.others),
        }
    }
}

impl RestorationPlan {
    pub(super) fn new(it: &Plan, of: &Restoration) -> Self {
        Self {
            court: it.court.clone(),
            number: it.number.clone(),
            approved_on: it.approved_on.into(),
            ruling: (&it.ruling).into(),
            completed: of.plan_completed,
        }
    }
}

impl RestorationRefusal {
    pub(super) fn new(it: &NotAccepted, law: &Rulebook) -> Self {
        Self {
            reason: it.reason.shown().to_owned(),
            citation: law.cite(&it.basis),
            possible_from: it.possible_from.map(Into::into),
        }
    }
}

impl RestorationVerification {
    pub(super) fn new(it: &Verified, on: civil::Date) -> Self {
        Self {
            method: it.method.into(),
            method_label: it.method.label(),
            on: on.into(),
            officers: it.officers.iter().map(Into::into).collect(),
            finding: it.finding.shown().to_owned(),
            performed_on: it.performed_on.map(Into::into),
            corrected_on: it.corrected_on.map(Into::into),
            unperformed: it.unperformed,
            uncorrected: it.uncorrected,
            evidence: all(&it.evidence),
            record: it.record.as_ref().map(Into::into),
        }
    }
}

impl RestorationDecision {
    pub(super) fn of_grant(it: &Granted, (on, law): (civil::Date, &Rulebook)) -> Self {
        Self {
            granted: true,
            number: it.number.clone().into(),
            decided_on: on.into(),
            reasons: it.reasons.shown().to_owned(),
            citations: vec![law.cite(&it.basis)],
            during_plan: it.during_plan,
            reconsideration: None,
            court: None,
            document: (&it.document).into(),
        }
    }

    pub(super) fn of_denial(it: &Denied, (on, law): (civil::Date, &Rulebook)) -> Self {
        let cite = |it: &Citation| law.cite(it);
        Self {
            granted: false,
            number: it.number.clone().into(),
            decided_on: on.into(),
            reasons: it.reasons.shown().to_owned(),
            citations: it.basis.iter().map(cite).collect(),
            during_plan: false,
            reconsideration: Some(it.remedies.reconsideration.clone()),
            court: Some(it.remedies.court.clone()),
            document: (&it.document).into(),
        }
    }
}

impl RestorationChannel {
    pub(super) fn new(channel: Channel, file: &RestorationFile) -> Self {
        let found = |of: fn(&Event) -> Option<(Channel, &str)>| {
            file.acts.iter().rev().find_map(|it| {
                let (_, reference) = of(&it.event).filter(|(at, _)| *at == channel)?;
                Some((it.metadata.occurred_at.day().into(), reference.to_owned()))
            })
        };
        let (stopped_on, stopped_reference) = found(|event| match event {
            Event::ChannelStopped(it) => Some((it.channel, &it.acknowledgement)),
            _ => None,
        })
        .unzip();
        let (reinstated_on, reinstated_reference) = found(|event| match event {
            Event::ChannelReinstated(it) => Some((it.channel, &it.acknowledgement)),
            _ => None,
        })
        .unzip();
        Self {
            channel: channel.into(),
            channel_label: channel.label(),
            stopped_on,
            stopped_reference,
            to_be_reinstated: file.restoration.to_reinstate.contains(&channel),
            reinstated_on,
            reinstated_reference,
        }
    }
}

impl RestorationRevocation {
    pub(super) fn new(
        it: &RevokedForFraud,
        (on, counted_from): (civil::Date, Option<civil::Date>),
    ) -> Self {
        let bar = it.deadlines.first().and_then(domain::clock::Deadline::latest);
        Self {
            revoked_on: on.into(),
            number: it.number.clone().into(),
            facts: it.facts.shown().to_owned(),
            evidence: all(&it.evidence),
            document: (&it.document).into(),
            counted_from: counted_from.map(Into::into),
            barred_until: bar.map(Into::into),
        }
    }
}
