//! Input that several mutations share: the act itself, documents, sanctions, service.

use async_graphql::{InputObject, OneofObject};
use domain::{
    Narrative, Personal,
    case::{evidence, filing, lead, review, sanction, service},
    document,
    rulebook::{Stated, Unknown},
};

use super::{
    counts::{Amount, Months, Pages, Revision},
    party::line,
    scalars::{CommandId, Date, DateTime, DocumentNumber, Fen, PartId, PowerItem, Sha256, True},
    vocabulary::{
        CheckPoint, DocumentType, PenaltyGrade, Quantity, SanctionKind, ServiceMode, Timer,
    },
};

/// What every act says about itself.
#[derive(InputObject)]
pub struct ActInput {
    /// Minted by the client; sending it again is harmless and answers what it answered first.
    pub command_id: CommandId,
    /// When the act took place in law.
    pub occurred_at: DateTime,
    /// The revision of the case that the officer has read; `CONFLICT` where it has moved on since.
    pub expected_revision: Option<Revision>,
    /// The item of the 权责清单 that the act exercises, where it exercises public power.
    pub power_item: Option<PowerItem>,
    /// 补录原因: needed where the act, or the service or receipt of an earlier day that it records, is entered after the
    /// end of the next working day; kept of no other.
    pub late_entry_reason: Option<String>,
    /// Figures that the rulebook has not and the act needs: `FIGURE_MISSING` names them. Where the rulebook has
    /// one, that one holds.
    #[graphql(default)]
    pub stated: Vec<StatedFigureInput>,
}

/// 经办人陈述: a figure that the rulebook has not, with its source.
#[derive(InputObject)]
pub struct StatedFigureInput {
    /// Which.
    of: UnknownFigureInput,
    /// How many; of a period, in the unit of its rule.
    n: Amount,
    /// 出处: the document that says so.
    source: String,
}

/// What the rulebook may have no figure for.
#[derive(OneofObject)]
pub enum UnknownFigureInput {
    /// A number.
    Number(Quantity),
    /// How long a rule gives.
    Period(Timer),
}

impl From<StatedFigureInput> for Stated {
    fn from(it: StatedFigureInput) -> Self {
        let of = match it.of {
            UnknownFigureInput::Number(quantity) => Unknown::Number(quantity.into()),
            UnknownFigureInput::Period(timer) => Unknown::Period(timer.into()),
        };
        Self { of, n: it.n.into(), source: it.source }
    }
}

/// A document that an act rests on. Upload its bytes first: `PUT /cases/{id}/documents/{sha256}`. The
/// documents of a lead are uploaded before it opens the case: its id is UUID v5, in the OID namespace, of
/// `{agency}/{person}/{commandId}`, and the upload names the command: `?commandId=…`. Those of an entry of a
/// register lie at `/listings/{id}/documents/{sha256}`, those of an application for the restoration of credit at
/// `/restorations/{id}/documents/{sha256}`, by the same rules.
#[derive(InputObject)]
pub struct DocumentInput {
    /// Of its bytes.
    sha256: Sha256,
    /// What it is.
    #[graphql(name = "type")]
    document_type: DocumentType,
    /// Its number, where it has one that this system didn't allot.
    number: Option<DocumentNumber>,
    /// How many pages it has.
    pages: Pages,
    /// Where the paper original is kept.
    place: Option<String>,
}

impl From<DocumentInput> for document::DocumentRef {
    fn from(it: DocumentInput) -> Self {
        Self {
            sha256: it.sha256.into(),
            document_type: it.document_type.into(),
            number: it.number.map(Into::into),
            pages: it.pages.into(),
            place: it.place,
        }
    }
}

/// The documents that an act names.
pub(super) fn documents(all: Vec<DocumentInput>) -> Vec<document::DocumentRef> {
    all.into_iter().map(Into::into).collect()
}

/// How an act was recorded in sound or picture, or why it was not.
#[derive(OneofObject)]
pub enum RecordingInput {
    /// These recordings show it.
    Recorded(Vec<DocumentInput>),
    /// There is none, for this reason.
    Exempt(String),
}

impl From<RecordingInput> for document::Recording {
    fn from(it: RecordingInput) -> Self {
        match it {
            RecordingInput::Recorded(all) => {
                Self::Recorded(all.into_iter().map(Into::into).collect())
            }
            RecordingInput::Exempt(reason) => Self::Exempt(Narrative::noted(reason)),
        }
    }
}

/// One penalty among those that are proposed or imposed together.
#[derive(InputObject)]
pub struct SanctionInput {
    /// `S1`, `S2`, …; the same in proposal, notice and decision.
    id: PartId,
    /// What it does.
    kind: SanctionKind,
    /// How much, where it is about money or goods.
    amount: Option<Fen>,
    /// For how many months, where it ends by itself.
    months: Option<Months>,
    /// What exactly: the goods, the licence, the business.
    object: Option<String>,
    /// The provision that allows it.
    provision: String,
    /// Where the amount stands against the discretion benchmark.
    grade: Option<PenaltyGrade>,
}

impl From<SanctionInput> for sanction::Sanction {
    fn from(it: SanctionInput) -> Self {
        Self {
            id: it.id.into(),
            kind: it.kind.into(),
            amount: it.amount.map(Into::into),
            months: it.months.map(Into::into),
            object: it.object.map(Narrative::noted),
            provision: it.provision,
            grade: it.grade.map(Into::into),
        }
    }
}

/// How a document was served, and its proof (PR 82, 83).
#[derive(InputObject)]
pub struct ServiceInput {
    /// In which way.
    mode: ServiceMode,
    /// The day on which it counts as served.
    served_on: Date,
    /// Who signed for it, and as what.
    recipient: Option<String>,
    /// 送达回证.
    receipt: Option<DocumentInput>,
    /// 送达地址确认书, for electronic service.
    confirmation: Option<DocumentInput>,
    /// The announcement, for service by announcement.
    announcement: Option<PartId>,
    /// How it was recorded, where PR 82 wants that.
    recording: Option<RecordingInput>,
    /// Course and reasons, where the way is not the ordinary one.
    course: Option<String>,
}

impl From<ServiceInput> for service::Service {
    fn from(it: ServiceInput) -> Self {
        Self {
            mode: it.mode.into(),
            served_on: it.served_on.into(),
            recipient: it.recipient.map(Personal::apart),
            receipt: it.receipt.map(Into::into),
            confirmation: it.confirmation.map(Into::into),
            announcement: it.announcement.map(Into::into),
            recording: it.recording.map(Into::into),
            course: it.course.map(Narrative::noted),
            overtakes: vec![],
        }
    }
}

/// Original or copy (PR 24–26).
#[derive(OneofObject)]
pub enum EvidenceFormInput {
    /// 原件、原物、原始载体.
    Original(True),
    /// A copy that the provider confirmed.
    ConfirmedCopy(ConfirmedCopyInput),
    /// Data or sound fixed by copying.
    Fixed(FixedInput),
}

/// A copy that the provider confirmed as 与原件一致, with date and signature (PR 24).
#[derive(InputObject)]
pub struct ConfirmedCopyInput {
    /// Why the original was not taken.
    reason: String,
    /// 出证日期: when the provider confirmed and signed it.
    provided_on: Option<Date>,
}

/// Data or sound fixed by copying (PR 25, 26).
#[derive(InputObject)]
pub struct FixedInput {
    /// 制作方法.
    method: String,
    /// 制作时间.
    made_at: DateTime,
    /// 制作人.
    maker: String,
    /// Of the data as fixed.
    sha256: Sha256,
}

impl From<EvidenceFormInput> for evidence::EvidenceForm {
    fn from(it: EvidenceFormInput) -> Self {
        match it {
            EvidenceFormInput::Original(True) => Self::Original,
            EvidenceFormInput::ConfirmedCopy(it) => Self::ConfirmedCopy {
                reason: Narrative::noted(it.reason),
                provided_on: it.provided_on.map(Into::into),
            },
            EvidenceFormInput::Fixed(it) => Self::Fixed {
                method: it.method,
                made_at: it.made_at.into(),
                maker: Personal::apart(it.maker),
                sha256: it.sha256.into(),
            },
        }
    }
}

/// A point of a review and what was found (PR 53).
#[derive(InputObject)]
pub struct CheckInput {
    /// Which point.
    point: CheckPoint,
    /// Whether it is in order.
    passed: bool,
    /// What is not.
    finding: Option<String>,
}

impl From<CheckInput> for review::Check {
    fn from(it: CheckInput) -> Self {
        Self {
            point: it.point.into(),
            passed: it.passed,
            finding: it.finding.map(Narrative::noted),
        }
    }
}

/// The conditions of PR 19, each affirmed in words.
#[derive(InputObject)]
pub struct GroundsInput {
    /// (1) Evidence that prima facie shows a violation.
    evidence: String,
    /// (2) The provision under which a penalty is due.
    provision: String,
    /// (3) Why this agency is competent (PR 7–16).
    jurisdiction: String,
}

impl From<GroundsInput> for filing::Grounds {
    fn from(it: GroundsInput) -> Self {
        Self {
            evidence: Narrative::noted(it.evidence),
            provision: it.provision,
            jurisdiction: Narrative::noted(it.jurisdiction),
        }
    }
}

/// Who reported a violation; kept sealed (CMP 33).
#[derive(InputObject)]
pub struct ReporterInput {
    /// 实名举报.
    real_name: bool,
    /// 姓名.
    name: String,
    /// 联系方式.
    contact: String,
}

impl TryFrom<ReporterInput> for lead::Reporter {
    type Error = async_graphql::Error;

    fn try_from(it: ReporterInput) -> Result<Self, Self::Error> {
        let at = "input.reporter";
        let identity = lead::ReporterIdentity {
            name: line(at, "name", &it.name)?,
            contact: line(at, "contact", &it.contact)?,
        };
        Ok(Self { real_name: it.real_name, identity: Personal::apart(identity) })
    }
}
