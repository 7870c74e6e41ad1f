//! Mutations: The party's rights, recusal, evidence, appraisal (PR 4, 21–32).

use async_graphql::{InputObject, OneofObject};
use domain::{
    Narrative, Personal,
    case::{appraisal, evidence, recusal, rights},
};

use super::super::{
    input::{DocumentInput, EvidenceFormInput, RecordingInput},
    scalars::{Date, PartId, PersonId, True},
    vocabulary::{AppraisalKind, EvidenceKind, RecusalRequester},
};

/// Records that the party was told its rights (PR 21). Said once, it needs no repeating.
#[derive(InputObject)]
pub struct InformRightsInput {
    /// By whom.
    officers: Vec<PersonId>,
    /// The record of it.
    document: DocumentInput,
    /// In sound or picture, or why not; asked for where the record is of an inspection or an interview (PR 44).
    recording: Option<RecordingInput>,
}

impl From<InformRightsInput> for rights::Inform {
    fn from(it: InformRightsInput) -> Self {
        Self {
            officers: it.officers.into_iter().map(Into::into).collect(),
            document: it.document.into(),
            recording: it.recording.map(Into::into),
        }
    }
}

/// Records that somebody's recusal is asked for.
#[derive(InputObject)]
pub struct RequestRecusalInput {
    /// Of whom.
    officer: PersonId,
    /// By whom.
    by: RecusalRequester,
    /// Why.
    reason: String,
    /// The request.
    document: DocumentInput,
}

impl From<RequestRecusalInput> for recusal::Request {
    fn from(it: RequestRecusalInput) -> Self {
        Self {
            officer: it.officer.into(),
            by: it.by.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Decides on a recusal.
#[derive(InputObject)]
pub struct DecideRecusalInput {
    /// Which request.
    request: PartId,
    /// About whom; the register is asked for their rank.
    person: PersonId,
    /// Whether the person withdraws.
    granted: bool,
    /// Why.
    reason: String,
    /// Who discussed it, where it is about the principal head.
    attendees: Vec<PersonId>,
    /// The decision.
    document: DocumentInput,
}

impl From<DecideRecusalInput> for recusal::Decide {
    fn from(it: DecideRecusalInput) -> Self {
        Self {
            request: it.request.into(),
            person: it.person.into(),
            granted: it.granted,
            reason: Narrative::noted(it.reason),
            attendees: it.attendees.into_iter().map(Into::into).collect(),
            document: it.document.into(),
        }
    }
}

/// Records a piece of evidence.
#[derive(InputObject)]
pub struct CollectEvidenceInput {
    /// Of which kind.
    kind: EvidenceKind,
    /// What it is and what it shows.
    description: String,
    /// Where it comes from.
    origin: String,
    /// It comes from the party itself.
    from_party: bool,
    /// Who provided it or was heard.
    provider: Option<String>,
    /// Original or copy.
    form: EvidenceFormInput,
    /// Who collected it.
    officers: Vec<PersonId>,
    /// The evidence itself, or the record of it.
    documents: Vec<DocumentInput>,
    /// In sound or picture; asked for of inspections, interviews and samplings, as the kind or a paper has it (PR 44).
    recording: Option<RecordingInput>,
    /// The provider or the party refused to sign.
    signature_refused: bool,
    /// Where the inspection took place; asked for of a record of one, of whatever kind (PR 28). Only `readSealed` tells it again: it may
    /// be somebody's home.
    place: Option<String>,
    /// The party, told to be there, was not.
    #[graphql(default)]
    party_absent: bool,
    /// What the record notes of that, or of the refusal to sign (PR 43).
    situation: Option<String>,
    /// 见证人, where somebody was asked to be one.
    witness: Option<String>,
    /// What is to be heard in a recording, in writing; asked for of 视听资料 (PR 25).
    sound: Option<SoundInput>,
}

impl From<CollectEvidenceInput> for evidence::Collect {
    fn from(it: CollectEvidenceInput) -> Self {
        Self {
            kind: it.kind.into(),
            description: Narrative::noted(it.description),
            origin: Narrative::noted(it.origin),
            from_party: it.from_party,
            provider: it.provider.map(Personal::apart),
            form: it.form.into(),
            officers: it.officers.into_iter().map(Into::into).collect(),
            documents: it.documents.into_iter().map(Into::into).collect(),
            recording: it.recording.map(Into::into),
            signature_refused: it.signature_refused,
            place: it.place.map(Personal::apart),
            party_absent: it.party_absent,
            situation: it.situation.map(Narrative::noted),
            witness: it.witness.map(Personal::apart),
            sound: it.sound.map(Into::into),
        }
    }
}

/// What is to be heard in 视听资料 (PR 25).
#[derive(OneofObject)]
pub enum SoundInput {
    /// 声音内容的文字记录.
    Transcript(DocumentInput),
    /// Nothing.
    Silent(True),
}

impl From<SoundInput> for evidence::Sound {
    fn from(it: SoundInput) -> Self {
        match it {
            SoundInput::Transcript(document) => Self::Transcript(document.into()),
            SoundInput::Silent(True) => Self::Silent,
        }
    }
}

/// Commissions an appraisal.
#[derive(InputObject)]
pub struct CommissionAppraisalInput {
    /// Of which kind.
    kind: AppraisalKind,
    /// Who does it.
    institution: String,
    /// Whether the institution holds the statutory qualification.
    qualified: bool,
    /// What makes it fit, where no qualified one exists.
    fitness: Option<String>,
    /// What is to be found out.
    question: String,
    /// By when it is to be done, as the party was told in writing.
    until: Option<Date>,
    /// The day on which the party was told of that period.
    party_told_on: Option<Date>,
    /// 委托书 and what goes with it.
    documents: Vec<DocumentInput>,
    /// How sampling was recorded in sound or picture, or why it was not; asked for with a record of it (PR 44).
    recording: Option<RecordingInput>,
}

impl From<CommissionAppraisalInput> for appraisal::Commission {
    fn from(it: CommissionAppraisalInput) -> Self {
        Self {
            kind: it.kind.into(),
            institution: Narrative::noted(it.institution),
            qualified: it.qualified,
            fitness: it.fitness.map(Narrative::noted),
            question: Narrative::noted(it.question),
            until: it.until.map(Into::into),
            party_told_on: it.party_told_on.map(Into::into),
            documents: it.documents.into_iter().map(Into::into).collect(),
            recording: it.recording.map(Into::into),
        }
    }
}

/// Records that the result arrived.
#[derive(InputObject)]
pub struct ReceiveAppraisalResultInput {
    /// Of which appraisal.
    appraisal: PartId,
    /// What it found.
    finding: String,
    /// The report.
    document: DocumentInput,
}

impl From<ReceiveAppraisalResultInput> for appraisal::ReceiveResult {
    fn from(it: ReceiveAppraisalResultInput) -> Self {
        Self {
            appraisal: it.appraisal.into(),
            finding: Narrative::noted(it.finding),
            document: it.document.into(),
        }
    }
}

/// Records that the party was told the result (PR 32). Told once, it needs no repeating.
#[derive(InputObject)]
pub struct TellAppraisalResultInput {
    /// Of which appraisal.
    appraisal: PartId,
    /// 结果告知书.
    document: DocumentInput,
}

impl From<TellAppraisalResultInput> for appraisal::TellResult {
    fn from(it: TellAppraisalResultInput) -> Self {
        Self { appraisal: it.appraisal.into(), document: it.document.into() }
    }
}

acts! {
    /// The party's rights, recusal, evidence, appraisal (PR 4, 21–32).
    InvestigationMutation {
        /// Records that the party was told its rights (PR 21). Said once, it needs no repeating.
        inform_rights(InformRightsInput) => InformRights;
        /// Records that somebody's recusal is asked for.
        request_recusal(RequestRecusalInput) => RequestRecusal;
        /// Decides on a recusal.
        decide_recusal(DecideRecusalInput) => DecideRecusal;
        /// Records a piece of evidence.
        collect_evidence(CollectEvidenceInput) => CollectEvidence;
        /// Commissions an appraisal.
        commission_appraisal(CommissionAppraisalInput) => CommissionAppraisal;
        /// Records that the result arrived.
        receive_appraisal_result(ReceiveAppraisalResultInput) => ReceiveAppraisalResult;
        /// Records that the party was told the result (PR 32). Told once, it needs no repeating.
        tell_appraisal_result(TellAppraisalResultInput) => TellAppraisalResult;
    }
}
