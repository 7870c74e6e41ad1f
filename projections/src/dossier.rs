//! One case, folded from its stream at read time: case file, state, audit trail and replay all come from
//! here, and so each can be asked as of a time or a place in the log.

use domain::{
    Decider, Moment,
    case::{self, Case},
    id::CaseId,
};
use store::{EventStore, Position, Recorded, StoreError};

use crate::{
    read_model::{ReadModel, ReadModelError},
    viewer::Viewer,
};

/// Up to where a record is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AsOf {
    /// All of it.
    #[default]
    Now,
    /// What was known at this instant.
    RecordedAt(Moment),
    /// Up to this place in the log.
    Position(Position),
}

/// One event of a case, unsealed for the viewer.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The envelope, and the bytes as stored.
    pub recorded: Recorded,
    /// What it says.
    pub event: case::Event,
}

/// A case and everything that happened in it, as far as it was asked for.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Which case.
    pub id: CaseId,
    /// Its events, oldest first.
    pub entries: Vec<Entry>,
    /// Where it stands after them.
    pub case: Case,
}

/// Why a case could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// The tables failed.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// The log failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Dossier {
    /// Reads a case that the viewer may see. Rights are today's, whatever the time that is asked for.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn read(
        store: &EventStore,
        read_model: &ReadModel,
        viewer: &Viewer,
        (id, as_of): (CaseId, AsOf),
    ) -> Result<Option<Self>, DossierError> {
        if read_model.case(viewer, id)?.is_none() {
            return Ok(None);
        }
        let recorded = store.read(&format!("{}-{id}", Case::CATEGORY)).await?;
        let mut dossier = Self { id, entries: vec![], case: Case::default() };
        let Some(until) = as_of.until(read_model)? else { return Ok(None) };
        for recorded in recorded.into_iter().take_while(|it| it.position <= until) {
            let event: case::Event = recorded.unseal(store)?;
            dossier.case = dossier.case.evolve(&event, recorded.metadata.occurred_at);
            dossier.entries.push(Entry { recorded, event });
        }
        Ok((!dossier.entries.is_empty()).then_some(dossier))
    }
}

impl AsOf {
    /// The last place of the log that counts; nothing where none does. A time means what was known at
    /// it, by the running maximum of the recording times.
    fn until(self, read_model: &ReadModel) -> Result<Option<Position>, ReadModelError> {
        match self {
            Self::Now => Ok(Some(Position::new(u64::MAX))),
            Self::RecordedAt(at) => read_model.position_known_at(at),
            Self::Position(at) => Ok(Some(at)),
        }
    }
}
