//! What an investigation brought together: what the party was told first, evidence, appraisals.

use async_graphql::SimpleObject;
use domain::{
    case::{appraisal, evidence, rights},
    time::in_chinese,
};

use super::{
    super::{
        scalars::{Date, DateTime, PartId, Sha256},
        vocabulary::{AppraisalKind, EvidenceKind},
    },
    entered::{Entered, Recording, recorded},
    entry::FileEntry,
    people::NamedOfficer,
    register::Document,
};

/// That the party was told that it may state, defend itself and ask officers to withdraw (PR 21).
#[derive(SimpleObject)]
pub struct RightsInformed {
    /// When.
    informed_at: DateTime,
    /// By whom; both showed their certificates.
    officers: Vec<NamedOfficer>,
    /// The record of it.
    document: Document,
    /// In sound or picture, where it was recorded so.
    recording: Option<Recording>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A piece of evidence. Who provided it is answered by `readSealed` alone.
#[derive(SimpleObject)]
pub struct Evidence {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// Of which kind (APL 46).
    kind: EvidenceKind,
    /// The kind in Chinese.
    kind_label: &'static str,
    /// When it was collected.
    collected_at: DateTime,
    /// What it is and what it shows.
    description: String,
    /// 证据出处.
    origin: String,
    /// It comes from the party itself.
    from_party: bool,
    /// 原件, 经核对的复制件 or 固定的电子数据.
    form: String,
    /// The digest of data that were fixed by copying.
    fixed_sha256: Option<Sha256>,
    /// Who collected it.
    officers: Vec<NamedOfficer>,
    /// The evidence itself, or the record of it.
    documents: Vec<Document>,
    /// How collecting it was recorded in sound or picture, where it was.
    recording: Option<Recording>,
    /// The provider or the party refused to sign.
    signature_refused: bool,
    /// The party, told to be there, was not (PR 28, 43).
    party_absent: bool,
    /// What the record notes of an absence or a refusal to sign (PR 43).
    situation: Option<String>,
    /// What is said in a sound recording, in writing (PR 25).
    transcript: Option<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// An appraisal (检测、检验、检疫、鉴定), while which the clock of the case stands still.
#[derive(SimpleObject)]
pub struct Appraisal {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// What is done.
    kind: AppraisalKind,
    /// What is done, in Chinese.
    kind_label: &'static str,
    /// Who does it.
    institution: String,
    /// The institution holds the statutory qualification (PR 32).
    qualified: bool,
    /// What makes it fit, where no qualified one exists.
    fitness: Option<String>,
    /// What is to be found out.
    question: String,
    /// Since when.
    commissioned_at: DateTime,
    /// By when it is to be done, as the party was told.
    until: Option<Date>,
    /// The day on which the party was told of that.
    party_told_on: Option<Date>,
    /// 委托书, 期间告知书, 抽样记录.
    documents: Vec<Document>,
    /// How sampling was recorded in sound or picture, where it was.
    recording: Option<Recording>,
    /// What it found; absent while no result has come.
    result: Option<AppraisalResult>,
    /// How the party was told the result (PR 32); absent while it is not.
    told: Option<AppraisalResultTold>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// The result of an appraisal: from its arrival on the clock of the case runs again.
#[derive(SimpleObject)]
pub struct AppraisalResult {
    /// When it came.
    received_at: DateTime,
    /// What was found.
    finding: String,
    /// The report.
    document: Document,
}

/// That the party was told the result of an appraisal (PR 32).
#[derive(SimpleObject)]
pub struct AppraisalResultTold {
    /// When.
    told_at: DateTime,
    /// 结果告知书.
    document: Document,
}

impl From<Entered<'_, &rights::Informed>> for RightsInformed {
    fn from(entered: Entered<'_, &rights::Informed>) -> Self {
        let it = entered.fact;
        Self {
            informed_at: entered.at(),
            officers: it.officers.iter().map(Into::into).collect(),
            document: (&it.document).into(),
            recording: it.recording.as_ref().map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &evidence::Collected>> for Evidence {
    fn from(entered: Entered<'_, &evidence::Collected>) -> Self {
        let it = entered.fact;
        let (form, fixed) = form(&it.form);
        Self {
            id: it.id.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label(),
            collected_at: entered.at(),
            description: it.description.shown().to_owned(),
            origin: it.origin.shown().to_owned(),
            from_party: it.from_party,
            form,
            fixed_sha256: fixed,
            officers: it.officers.iter().map(Into::into).collect(),
            documents: entered.papers(&it.documents),
            recording: it.recording.as_ref().map(Into::into),
            signature_refused: it.signature_refused,
            party_absent: it.party_absent,
            situation: it.situation.as_ref().map(|it| it.shown().to_owned()),
            transcript: it.sound.as_ref().and_then(|it| entered.paper(it.transcript()?)),
            acts: entered.acts(),
        }
    }
}

/// Original or copy, in words, and the digest of what was fixed.
fn form(it: &evidence::EvidenceForm) -> (String, Option<Sha256>) {
    match it {
        evidence::EvidenceForm::Original => ("原件".to_owned(), None),
        evidence::EvidenceForm::ConfirmedCopy { reason, provided_on } => {
            let on = provided_on.map(|it| format!("，{}出证", in_chinese(it)));
            let on = on.unwrap_or_default();
            (format!("经核对的复制件（{}{on}）", reason.shown()), None)
        }
        evidence::EvidenceForm::Fixed { method, made_at, sha256, .. } => {
            let made = in_chinese(made_at.day());
            (format!("固定的复制件（{method}，{made}制作）"), Some((*sha256).into()))
        }
    }
}

impl<'a> From<Entered<'a, &'a appraisal::Commissioned>> for Appraisal {
    fn from(entered: Entered<'a, &'a appraisal::Commissioned>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label(),
            institution: it.institution.shown().to_owned(),
            qualified: it.qualified,
            fitness: it.fitness.as_ref().map(|it| it.shown().to_owned()),
            question: it.question.shown().to_owned(),
            commissioned_at: entered.at(),
            until: it.until.map(Into::into),
            party_told_on: it.party_told_on.map(Into::into),
            documents: entered.papers(&it.documents),
            recording: it.recording.as_ref().map(Into::into),
            result: entered.last_of(recorded!(AppraisalResultReceived)).map(Into::into),
            told: entered.last_of(recorded!(AppraisalResultTold)).map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &appraisal::ResultReceived>> for AppraisalResult {
    fn from(entered: Entered<'_, &appraisal::ResultReceived>) -> Self {
        Self {
            received_at: entered.at(),
            finding: entered.fact.finding.shown().to_owned(),
            document: (&entered.fact.document).into(),
        }
    }
}

impl From<Entered<'_, &appraisal::ResultTold>> for AppraisalResultTold {
    fn from(entered: Entered<'_, &appraisal::ResultTold>) -> Self {
        Self { told_at: entered.at(), document: (&entered.fact.document).into() }
    }
}
