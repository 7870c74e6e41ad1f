//! Corrections: what the agency finds wrong with a decision of its own it corrects of its own motion (APL 75.2), its
//! superior may revoke it (APL 75.1), what was merely mistyped is put right without touching anybody's rights (补正), and
//! what others who oversee it wrote is answered (ARL 76; SUP). The decision itself stays as it was made.

mod altering;
mod changing;
mod clerical;
mod party;
mod revoking;
mod supervision;
#[cfg(test)]
pub(in crate::case) mod tests;

use jiff::civil::Date;

pub use self::{
    altering::{Alter, Altered},
    clerical::{ClericalCorrected, CorrectClerical, CorrectedElement, DecisionElement},
    revoking::{RecordRevocation, Revoke, RevokedByOwnMotion, RevokedBySuperior},
    supervision::{Answer, Answered, Receive, Received, Supervision, SupervisionPaper},
};

use super::{Case, Record, decision::Decided, remedy::Touched, service::Service};
use crate::{
    Moment, Narrative,
    citation::{Citation, cite},
    document::DocumentRef,
    id::PartId,
    party::Party,
};

/// How a decision was corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// 自行变更.
    Altered,
    /// 自行撤销.
    Revoked,
    /// 上级行政机关撤销.
    RevokedBySuperior,
    /// 补正.
    Clerical,
}

impl CorrectionKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::Altered, Self::Revoked, Self::RevokedBySuperior, Self::Clerical];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Altered => "自行变更",
            Self::Revoked => "自行撤销",
            Self::RevokedBySuperior => "上级行政机关撤销",
            Self::Clerical => "补正",
        }
    }
}

/// A correction of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// 变更.
    Altered(Altered),
    /// 自行撤销.
    Revoked(RevokedByOwnMotion),
    /// 上级行政机关撤销.
    RevokedBySuperior(RevokedBySuperior),
    /// 补正.
    Clerical(ClericalCorrected),
}

impl Correction {
    /// What it revoked is to be decided anew.
    #[must_use]
    pub fn wants_redo(&self) -> bool {
        match self {
            Self::Revoked(it) => it.begins_redo,
            Self::RevokedBySuperior(it) => it.begins_redo,
            Self::Altered(_) | Self::Clerical(_) => false,
        }
    }

    /// `X1`, `X2`, …
    #[must_use]
    pub fn id(&self) -> &PartId {
        match self {
            Self::Altered(it) => &it.id,
            Self::Revoked(it) => &it.id,
            Self::RevokedBySuperior(it) => &it.id,
            Self::Clerical(it) => &it.id,
        }
    }

    /// Of which decision.
    #[must_use]
    pub fn decision(&self) -> &PartId {
        match self {
            Self::Altered(it) => &it.decision,
            Self::Revoked(it) => &it.decision,
            Self::RevokedBySuperior(it) => &it.decision,
            Self::Clerical(it) => &it.decision,
        }
    }

    /// Which it is.
    #[must_use]
    pub fn kind(&self) -> CorrectionKind {
        match self {
            Self::Altered(_) => CorrectionKind::Altered,
            Self::Revoked(_) => CorrectionKind::Revoked,
            Self::RevokedBySuperior(_) => CorrectionKind::RevokedBySuperior,
            Self::Clerical(_) => CorrectionKind::Clerical,
        }
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &Narrative {
        match self {
            Self::Altered(it) => &it.reason,
            Self::Revoked(it) => &it.reason,
            Self::RevokedBySuperior(it) => &it.reason,
            Self::Clerical(it) => &it.reason,
        }
    }

    /// The remedies that were pending over the decision (ALL 62).
    #[must_use]
    pub fn pending(&self) -> &[PartId] {
        match self {
            Self::Altered(it) => &it.pending,
            Self::Revoked(it) => &it.pending,
            Self::RevokedBySuperior(it) => &it.pending,
            Self::Clerical(_) => &[],
        }
    }

    /// What was put right, where it is merely clerical.
    #[must_use]
    pub fn corrected(&self) -> &[CorrectedElement] {
        match self {
            Self::Clerical(it) => &it.corrected,
            Self::Altered(_) | Self::Revoked(_) | Self::RevokedBySuperior(_) => &[],
        }
    }

    /// How the party was served with it; the superior serves its own.
    #[must_use]
    pub fn service(&self) -> Option<&Service> {
        match self {
            Self::Altered(it) => Some(&it.service),
            Self::Revoked(it) => Some(&it.service),
            Self::RevokedBySuperior(_) => None,
            Self::Clerical(it) => Some(&it.service),
        }
    }

    /// From which day on it counts: once the party is served, or the agency has received its superior's decision.
    #[must_use]
    pub fn since(&self) -> Date {
        match self {
            Self::Altered(it) => it.service.served_on,
            Self::Revoked(it) => it.service.served_on,
            Self::RevokedBySuperior(it) => it.received_on,
            Self::Clerical(it) => it.service.served_on,
        }
    }

    /// The sanctions that it touches; none, where it is merely clerical.
    #[must_use]
    pub fn touched(&self) -> &[Touched] {
        match self {
            Self::Altered(it) => &it.touched,
            Self::Revoked(it) => &it.touched,
            Self::RevokedBySuperior(it) => &it.touched,
            Self::Clerical(_) => &[],
        }
    }

    /// The article under which it was made.
    #[must_use]
    pub fn authority(&self) -> Citation {
        match self {
            Self::Altered(_) | Self::Revoked(_) | Self::Clerical(_) => cite("APL", "75.2"),
            Self::RevokedBySuperior(_) => cite("APL", "75.1"),
        }
    }

    /// The party as it reads since, where something of that was put right.
    #[must_use]
    pub fn party(&self) -> Option<&Party> {
        match self {
            Self::Clerical(it) => it.party.as_deref(),
            Self::Altered(_) | Self::Revoked(_) | Self::RevokedBySuperior(_) => None,
        }
    }

    /// The paper that says so.
    #[must_use]
    pub fn document(&self) -> &DocumentRef {
        match self {
            Self::Altered(it) => &it.document,
            Self::Revoked(it) => &it.document,
            Self::RevokedBySuperior(it) => &it.document,
            Self::Clerical(it) => &it.document,
        }
    }
}

impl Record {
    /// The correction of that id.
    pub(super) fn correction(&self, id: &PartId) -> Option<&Correction> {
        self.corrections.iter().map(|(_, it)| it).find(|it| it.id() == id)
    }

    /// Whom a decision is against, with what was put right since (补正).
    #[must_use]
    pub fn party_as_corrected<'a>(&'a self, decided: &'a Decided) -> &'a Party {
        let of_it = self.corrections.iter().filter(|(_, it)| *it.decision() == decided.id);
        of_it.rev().find_map(|(_, it)| it.party()).unwrap_or(&decided.party)
    }
}

impl Case {
    /// The corrections of a decision, in the order in which they were recorded.
    #[must_use]
    pub fn corrections_of<'a>(
        &'a self,
        decision: &'a PartId,
    ) -> impl DoubleEndedIterator<Item = &'a Correction> {
        let all = self.record.corrections.iter().map(|(_, it)| it);
        all.filter(move |it| it.decision() == decision)
    }

    /// The id of the next correction.
    fn next_correction(&self) -> PartId {
        PartId::nth('X', self.record.corrections.len() + 1)
    }

    /// What a correction of a decision rests on: the decision, and the last correction of it.
    pub(in crate::case) fn correctable_since(&self, decision: &PartId) -> Option<Moment> {
        let corrections = self.corrections_of(decision).map(Correction::id);
        self.decided_at(decision).max(self.last_on_parts(corrections))
    }
}
