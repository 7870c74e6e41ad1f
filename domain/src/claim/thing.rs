//! What an act claims: the number of the document that it signs, the act in law that it fines, and the ground on which it
//! enters a subject in a register.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Kind, number::SeriesName};
use crate::{
    document::DocumentNumber,
    id::{AgencyCode, SubjectId},
};

/// An act in law, fined once by whichever agency (APL 29; domain.md §3.5). Its name is a judgement that
/// officers make and share; the same name is the same act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActInLaw(Uuid);

impl ActInLaw {
    /// The act that officers call so.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let name = format!("act in law/{}", name.trim());
        Self(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
    }

    /// The stream of the claim on it. It says nothing of the name, which may name people.
    #[must_use]
    pub fn stream(self) -> String {
        format!("claim-act-{}", self.0)
    }

    /// The act whose stream that is.
    #[must_use]
    pub fn of_stream(stream: &str) -> Option<Self> {
        stream.strip_prefix("claim-act-")?.parse().ok().map(Self)
    }
}

/// A ground on which an agency enters a subject in a register, once while that entry stands (EIP 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ListedGround(Uuid);

impl ListedGround {
    /// The ground of that name, of that subject, for that agency.
    #[must_use]
    pub fn named(agency: &AgencyCode, subject: &SubjectId, ground: &str) -> Self {
        let name = format!("listed ground/{agency}/{subject}/{ground}");
        Self(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
    }

    /// The stream of the claim on it. It says nothing of the subject.
    #[must_use]
    pub fn stream(self) -> String {
        format!("claim-ground-{}", self.0)
    }
}

/// A thing that only one act may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Thing {
    /// A document number.
    Number(DocumentNumber),
    /// An act in law, to be fined for it.
    FinedAct(Taking),
}

/// An act in law as it was taken at one time: what was freed may be taken again, and is another taking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Taking {
    /// Which act.
    pub act: ActInLaw,
    /// The revision of its stream at which it was taken.
    pub revision: u64,
}

impl Thing {
    /// What the event at this revision of a stream gave to an act: of a series of numbers, or of a claim on
    /// an act in law. Nothing where it gives nothing.
    #[must_use]
    pub fn given(stream: &str, revision: u64) -> Option<Self> {
        if let Some(series) = SeriesName::of_stream(stream) {
            return Some(Self::Number(series.nth(u32::try_from(revision + 1).ok()?)));
        }
        let act = ActInLaw::of_stream(stream)?;
        Some(Self::FinedAct(Taking { act, revision }))
    }

    /// The stream of the claim on it.
    #[must_use]
    pub fn stream(&self) -> String {
        match self {
            Self::Number(number) => super::stream_of(number),
            Self::FinedAct(taking) => taking.act.stream(),
        }
    }

    /// What becomes of it if its act never comes.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::FinedAct(_) => Kind::Exclusive,
        }
    }
}
