//! Who read what is sealed of a case, beside its audit trail.

use async_graphql::SimpleObject;
use domain::Rulebook;
use projections::dossier;

use super::super::{
    scalars::{DateTime, PartId, PersonId, Position},
    vocabulary::{Role, SealedContent},
};

/// Readings of what is sealed of a case, as far as you are told of them.
#[derive(SimpleObject)]
pub struct SealedReadings {
    /// What you have read yourself, oldest first; absent where you are no handler.
    own: Option<Vec<SealedReading>>,
    /// How often each kind of content was read, by whomever; absent where you don't lead the agency.
    sums: Option<Vec<SealedReadingSum>>,
}

/// Somebody read sealed content of a case, for a stated purpose (domain.md §9).
#[derive(SimpleObject)]
pub struct SealedReading {
    /// Who read what, when and for what, in an official sentence with its article.
    sentence: String,
    /// What was read.
    content: SealedContent,
    /// What was read, in Chinese.
    content_label: &'static str,
    /// Of which part of the case, where there may be several.
    part: Option<PartId>,
    /// Who read.
    person: Option<PersonId>,
    /// How the register showed them, on that day: 王某.
    person_name: Option<String>,
    /// In which role.
    role: Option<Role>,
    /// The role in Chinese.
    role_label: Option<&'static str>,
    /// When.
    read_at: DateTime,
    /// For what.
    purpose: String,
    /// The article that allows it.
    basis: String,
    /// Its place in the log.
    position: Position,
    /// The hash of the reading before it; zeros for the first.
    prev_hash: String,
    /// Its own hash, over the stored bytes.
    hash: String,
}

/// How often one kind of sealed content was read.
#[derive(SimpleObject)]
pub struct SealedReadingSum {
    /// Which kind.
    content: SealedContent,
    /// Which kind, in Chinese.
    content_label: &'static str,
    /// How often.
    times: usize,
    /// By how many people.
    people: usize,
    /// When last.
    last_at: DateTime,
}

impl SealedReadings {
    /// Nothing where neither is told.
    pub(super) fn of(it: dossier::Readings, law: &Rulebook) -> Option<Self> {
        let own = it.own.map(|all| all.iter().map(|it| SealedReading::new(it, law)).collect());
        let sums = it.sums.map(|all| all.iter().map(Into::into).collect());
        (own.is_some() || sums.is_some()).then_some(Self { own, sums })
    }
}

impl SealedReading {
    fn new(it: &dossier::SealedReading, law: &Rulebook) -> Self {
        let acting = it.metadata.actor.officer();
        let kind = it.read.target.kind();
        Self {
            sentence: it.sentence(law),
            content: kind.into(),
            content_label: kind.label(),
            part: it.read.target.part().cloned().map(Into::into),
            person: acting.map(|it| it.person.clone().into()),
            person_name: it.actor.clone(),
            role: acting.map(|it| it.role.into()),
            role_label: acting.map(|it| it.role.label()),
            read_at: it.metadata.occurred_at.into(),
            purpose: it.read.purpose.shown().to_owned(),
            basis: law.cite(&it.read.basis),
            position: it.recorded.position.into(),
            prev_hash: hex::encode(it.recorded.prev_hash),
            hash: hex::encode(it.recorded.hash),
        }
    }
}

impl From<&dossier::ReadingSum> for SealedReadingSum {
    fn from(it: &dossier::ReadingSum) -> Self {
        Self {
            content: it.kind.into(),
            content_label: it.kind.label(),
            times: it.times,
            people: it.people,
            last_at: it.last_at.into(),
        }
    }
}
