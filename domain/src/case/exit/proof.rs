//! What proves that the party is not to be penalised, where the reason lies in the party itself (APL 30, 31, 33,
//! 40).

use super::{DecideNoPenalty, NoPenaltyReason};
use crate::{
    Refusals, Rejection,
    case::{
        Case,
        evidence::{Collected, EvidenceKind},
        guard::filled,
    },
};

/// What proves something about the party.
struct Proof {
    /// Such evidence does.
    is: fn(&Collected) -> bool,
    /// In words.
    what: &'static str,
    /// The article of APL that wants it.
    article: &'static str,
}

/// What proves a reason that lies in the party: its age by a paper; its state of mind by an expert, or by a
/// paper such as a court's finding (PR 32); its lack of fault by what it brought forward.
fn proof(reason: NoPenaltyReason) -> Option<Proof> {
    match reason {
        NoPenaltyReason::Under14 => Some(Proof {
            is: |it| it.kind == EvidenceKind::DocumentaryEvidence,
            what: "证明当事人年龄的书证（身份证、户口簿等）",
            article: "30",
        }),
        NoPenaltyReason::Incapacity => Some(Proof {
            is: |it| {
                matches!(it.kind, EvidenceKind::ExpertOpinion | EvidenceKind::DocumentaryEvidence)
            },
            what: "证明当事人不能辨认或者不能控制自己行为的鉴定意见，或者司法文书、诊断证明等书证",
            article: "31",
        }),
        NoPenaltyReason::NoFault => Some(Proof {
            is: |it| it.from_party,
            what: "当事人提供的足以证明没有主观过错的证据",
            article: "33.2",
        }),
        NoPenaltyReason::MinorNoHarm
        | NoPenaltyReason::FirstMinor
        | NoPenaltyReason::LimitationExpired => None,
    }
}

impl DecideNoPenalty {
    /// What is claimed about the party is proven by evidence on file (APL 40).
    pub(super) fn proven(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.holds_evidence(&self.evidence, ("APL", "40")));
        if let Some(Proof { is, what, article }) = proof(self.reason) {
            let named = |it: &&Collected| self.evidence.contains(&it.id);
            let proven = case.record.evidence.iter().filter(named).any(is);
            filled(&mut refusals, !proven, "evidence", what, ("APL", article));
        }
        refusals.verdict()
    }
}
