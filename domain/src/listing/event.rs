//! What can have happened to an entry. These names and fields are the storage format.

use serde::{Deserialize, Serialize};

use super::{abnormal, ending, leaving};
use crate::{
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::DocumentRef,
    party::Party,
};

/// A fact. It carries what the law made of it, so that replaying it needs no rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// 核实列入事由.
    GroundVerified(abnormal::Verified),
    /// 列入、标记.
    Entered(abnormal::Entered),
    /// 申请移出.
    ExitApplied(leaving::Applied),
    /// 核实移出条件.
    CureVerified(leaving::CureVerified),
    /// 移出、恢复.
    Left(leaving::Left),
    /// 更正.
    Corrected(ending::Corrected),
}

impl Event {
    /// Whose entry it is, where the event opens one.
    #[must_use]
    pub fn party(&self) -> Option<&Party> {
        match self {
            Self::GroundVerified(it) => Some(&it.party),
            Self::Entered(_)
            | Self::ExitApplied(_)
            | Self::CureVerified(_)
            | Self::Left(_)
            | Self::Corrected(_) => None,
        }
    }

    /// The articles that it rests on, the most specific first.
    #[must_use]
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Self::GroundVerified(it) => it.ground.basis(it.register),
            Self::Entered(it) => it.basis.clone(),
            Self::ExitApplied(_) | Self::CureVerified(_) | Self::Left(_) => {
                vec![cite("EIP", "17.2"), cite("ABN", "0")]
            }
            Self::Corrected(_) => vec![cite("EIP", "12")],
        }
    }

    /// The deadlines that it started.
    #[must_use]
    pub fn deadlines(&self) -> &[Deadline] {
        match self {
            Self::GroundVerified(it) => &it.deadlines,
            Self::CureVerified(it) => &it.deadlines,
            Self::Entered(_) | Self::ExitApplied(_) | Self::Left(_) | Self::Corrected(_) => &[],
        }
    }

    /// The deadlines that it meets, in time or late.
    #[must_use]
    pub fn settles(&self) -> &'static [Timer] {
        match self {
            Self::Entered(_) => &[Timer::AbnEnter],
            Self::Left(_) => &[Timer::AbnExit],
            Self::GroundVerified(_)
            | Self::ExitApplied(_)
            | Self::CureVerified(_)
            | Self::Corrected(_) => &[],
        }
    }

    /// The deadlines that it ends without meeting them: what they waited for is owed no more.
    #[must_use]
    pub fn ends(&self) -> &'static [Timer] {
        match self {
            Self::Corrected(_) => &[Timer::AbnExit],
            Self::GroundVerified(_)
            | Self::Entered(_)
            | Self::ExitApplied(_)
            | Self::CureVerified(_)
            | Self::Left(_) => &[],
        }
    }

    /// The documents that it put on record.
    #[must_use]
    pub fn documents(&self) -> Vec<&DocumentRef> {
        match self {
            Self::GroundVerified(it) => it.documents(),
            Self::Entered(it) => vec![&it.document],
            Self::ExitApplied(it) => it.documents.iter().collect(),
            Self::CureVerified(it) => it.evidence.iter().collect(),
            Self::Left(it) => vec![&it.document],
            Self::Corrected(it) => vec![&it.document],
        }
    }

    /// What was done, as the predicate of an official sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::GroundVerified(it) => it.sentence(),
            Self::Entered(it) => it.sentence(),
            Self::ExitApplied(it) => it.sentence(),
            Self::CureVerified(it) => it.sentence(),
            Self::Left(it) => it.sentence(),
            Self::Corrected(it) => it.sentence(),
        }
    }
}
