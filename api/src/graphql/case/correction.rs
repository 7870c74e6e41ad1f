//! Corrections of the decisions of a case, and what those who oversee the agency wrote about it.

use async_graphql::SimpleObject;
use domain::{
    Rulebook,
    case::{Event, correction, remedy::Touched},
    id,
};

use super::{
    super::{
        scalars::{Date, DateTime, DocumentNumber, PartId},
        vocabulary::{CorrectionKind, DecisionElement, SupervisionPaper},
    },
    entered::{Entered, recorded},
    entry::FileEntry,
    register::Document,
    remedy::TouchedSanction,
};

/// A correction of a decision (APL 75): the decision itself stays as it was made.
#[derive(SimpleObject)]
pub struct Correction {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// How it was corrected.
    kind: CorrectionKind,
    /// How, in Chinese.
    kind_label: &'static str,
    /// Which decision.
    decision: PartId,
    /// The number of the decision that alters it.
    number: Option<DocumentNumber>,
    /// From which day on it counts: that of service, or of receipt of the superior's decision.
    since: Date,
    /// The sanctions that it touches; none, where it is merely clerical.
    touched: Vec<TouchedSanction>,
    /// What was put right, where it is merely clerical.
    corrected: Vec<CorrectedElement>,
    /// Why.
    reason: String,
    /// The superior agency that revoked it.
    body: Option<String>,
    /// The remedies that were pending over the decision (ALL 62).
    pending_remedies: Vec<PartId>,
    /// Under which article.
    citation: String,
    /// The paper that says so.
    document: Document,
    /// The acts on it: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// One thing that was put right (补正).
#[derive(SimpleObject)]
pub struct CorrectedElement {
    /// What.
    element: DecisionElement,
    /// What, in Chinese.
    element_label: &'static str,
    /// As the paper of the decision has it.
    was: String,
    /// As it reads from then on.
    now: String,
}

/// What somebody who oversees the agency wrote about the case (ARL 76; SUP).
#[derive(SimpleObject)]
pub struct Supervision {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// By which paper.
    paper: SupervisionPaper,
    /// By which, in Chinese.
    paper_label: &'static str,
    /// Who wrote it.
    body: String,
    /// The day on which the agency received it.
    received_on: Date,
    /// What it finds, and what it asks for.
    content: String,
    /// The paper itself.
    document: Document,
    /// What the agency reported; absent while it has not.
    report: Option<SupervisionReport>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// What the agency reported to whoever oversees it.
#[derive(SimpleObject)]
pub struct SupervisionReport {
    /// When.
    reported_at: DateTime,
    /// What was corrected, or why there was nothing to correct.
    account: String,
    /// The corrections of decisions that it led to.
    corrections: Vec<PartId>,
    /// The report.
    document: Document,
}

/// What a correction recorded, whichever it is.
pub(super) fn corrected(event: &Event) -> Option<correction::Correction> {
    match event {
        Event::DecisionAltered(it) => Some(correction::Correction::Altered(it.clone())),
        Event::DecisionRevokedByOwnMotion(it) => Some(correction::Correction::Revoked(it.clone())),
        Event::DecisionRevokedBySuperior(it) => {
            Some(correction::Correction::RevokedBySuperior(it.clone()))
        }
        Event::ClericalCorrected(it) => Some(correction::Correction::Clerical(it.clone())),
        _ => None,
    }
}

impl Correction {
    pub(super) fn new(entered: &Entered<'_, correction::Correction>, law: &Rulebook) -> Self {
        let it = &entered.fact;
        let (number, body) = match it {
            correction::Correction::Altered(it) => (Some(it.number.clone().into()), None),
            correction::Correction::RevokedBySuperior(it) => (None, Some(it.body.clone())),
            correction::Correction::Revoked(_) | correction::Correction::Clerical(_) => {
                (None, None)
            }
        };
        Self {
            id: it.id().clone().into(),
            kind: it.kind().into(),
            kind_label: it.kind().label(),
            decision: it.decision().clone().into(),
            number,
            since: it.since().into(),
            touched: it.touched().iter().map(|it: &Touched| it.into()).collect(),
            corrected: it.corrected().iter().map(Into::into).collect(),
            reason: it.reason().shown().to_owned(),
            body,
            pending_remedies: it
                .pending()
                .iter()
                .map(|it: &id::PartId| it.clone().into())
                .collect(),
            citation: law.cite(&it.authority()),
            document: it.document().into(),
            acts: entered.acts(),
        }
    }
}

impl From<&correction::CorrectedElement> for CorrectedElement {
    fn from(it: &correction::CorrectedElement) -> Self {
        Self {
            element: it.element.into(),
            element_label: it.element.label(),
            was: it.was.shown().to_owned(),
            now: it.now.shown().to_owned(),
        }
    }
}

impl From<Entered<'_, &correction::Received>> for Supervision {
    fn from(entered: Entered<'_, &correction::Received>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            paper: it.paper.into(),
            paper_label: it.paper.label(),
            body: it.body.clone(),
            received_on: it.received_on.into(),
            content: it.content.shown().to_owned(),
            document: (&it.document).into(),
            report: entered.last_of(recorded!(SupervisionAnswered)).map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &correction::Answered>> for SupervisionReport {
    fn from(entered: Entered<'_, &correction::Answered>) -> Self {
        let it = entered.fact;
        Self {
            reported_at: entered.at(),
            account: it.account.shown().to_owned(),
            corrections: it.corrections.iter().cloned().map(Into::into).collect(),
            document: (&it.document).into(),
        }
    }
}
