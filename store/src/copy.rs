//! `copy`: a log goes elsewhere, event by event, with ids, times, metadata and bytes as they are, and with the
//! keys that sealed it and its documents. A copy that was broken off is gone on with.

mod order;
mod reading;
mod sending;
#[cfg(test)]
mod tests;

use std::{collections::HashSet, path::PathBuf};

use uuid::Uuid;

use self::{reading::Reading, sending::Sending};
use crate::{
    Cluster, DocumentError, EventStore, KeyError, Keys, LogEvent, MasterKey, Options, Position,
    StoreError,
    documents::{self, Files},
    ends::{End, Ends},
    keys::KeysByName,
    opened::Wanted,
    stored::Stored,
};

/// A log, or where one is to be.
#[derive(Debug, Clone)]
pub enum Site {
    /// The embedded one of a data folder.
    Folder(PathBuf),
    /// One that nodes share.
    Shared {
        /// Where it is. Of which kind a log is that is begun there is the other one's affair.
        cluster: Box<Cluster>,
        /// What wraps its keys.
        master: MasterKey,
        /// The folder of documents that its nodes share.
        documents: PathBuf,
    },
}

/// What came of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Which log it is.
    pub log_id: Uuid,
    /// How many events it holds, its own record among them.
    pub events: u64,
    /// How many of them were not there yet.
    pub appended: u64,
    /// In how many streams.
    pub streams: usize,
    /// How many keys were kept, or were there.
    pub keys: u64,
    /// How many keys were destroyed in the copy, since they have been in the log.
    pub erased: u64,
    /// How many documents were not there yet.
    pub documents: u64,
    /// What both logs come to: SHA-256 over each stream in the order of its name, told by its name after the
    /// name's length (u64, big endian), how many events it has (u64, big endian), and the hash of its last.
    pub digest: [u8; 32],
}

/// Why a log was not copied, or not all of it. What has arrived stays; the next attempt goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The log can't be read, or the copy not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The documents can't be read, or not be copied.
    #[error(transparent)]
    Documents(#[from] DocumentError),
    /// An append was refused.
    #[error("{stream}@{revision} does not arrive")]
    Append {
        /// Of which stream.
        stream: String,
        /// Its first event's place in it.
        revision: u64,
        /// Why.
        #[source]
        source: StoreError,
    },
    /// What lies in the log is none of this program's.
    #[error(
        "{stream} is no stream that this program knows: a newer one wrote it, or another log lies in the same \
         database, and this one has no prefix of its own"
    )]
    Unknown {
        /// Which stream.
        stream: String,
    },
    /// The copy has gone on by itself, or is another log's.
    #[error(
        "{stream} has {there} events in the copy and {here} in the log, or others: somebody has worked on the \
         copy, which is one no more"
    )]
    Differs {
        /// The first stream by name that differs.
        stream: String,
        /// How many events it has in the log.
        here: u64,
        /// How many in the copy.
        there: u64,
    },
}

impl Site {
    async fn open(&self, wanted: &Wanted, first: KeysByName) -> Result<EventStore, StoreError> {
        match self {
            Self::Folder(folder) => {
                EventStore::in_folder(folder, &Options::existing(), (wanted, &first))
            }
            Self::Shared { cluster, master, .. } => {
                let (cluster, master) = (cluster.as_ref().clone(), master.clone());
                EventStore::on_kurrent(cluster, master, (None, wanted, first)).await
            }
        }
    }

    /// Where its documents lie; a folder that is shared must be this log's, or become it.
    fn documents(&self, log: Uuid, may_become: bool) -> Result<Files, DocumentError> {
        match self {
            Self::Folder(folder) => Ok(Files::of(folder)),
            Self::Shared { documents, .. } => {
                documents::check_marker(documents, log, may_become)?;
                Ok(Files::shared(documents))
            }
        }
    }
}

/// Copies the log at `from` to `to`, which holds none, or a part of the same one. Both are held as by a node,
/// where they lie in a folder. `categories` are those of the streams that this program knows; `progress` is told
/// how far the log was read, and how far it goes.
///
/// # Errors
///
/// See [`CopyError`].
pub async fn copy(
    (from, to): (&Site, &Site),
    categories: &[String],
    progress: impl Fn(u64, u64),
) -> Result<Copied, CopyError> {
    let (source, target) = (from, to);
    let from = from.open(&Wanted::There, vec![]).await?;
    let (begun, wanted) = begun(from.first().await?);
    let to = to.open(&wanted, from.keys().first()).await?;
    let (log_id, begins) = (from.id(), !to.holds_events());
    let files = (source.documents(log_id, false)?, target.documents(log_id, begins)?);
    let there = Reading::new(&to, categories, &begun).all().await?;
    if there != begun {
        is_part(Reading::new(&from, categories, &begun), &there).await?;
    }
    with_keys(&from, &to, keep_keys).await?;
    let mut reading = Reading::new(&from, categories, &begun);
    let mut sending = Sending::new(&to, there);
    while let Some(events) = reading.next().await? {
        for event in events {
            sending.take(event).await?;
        }
        progress(reading.reached(), from.end().map_or(0, Position::get));
    }
    let appended = sending.all_arrived().await?;
    let here = reading.ends;
    here.same(&Reading::new(&to, categories, &begun).all().await?)?;
    // Of what was appended meanwhile, too.
    let (keys, erased) = with_keys(&from, &to, settle_keys).await?;
    let documents = apart(move || documents::copy(&files.0, &files.1)).await??;
    let (events, streams, digest) = (here.events(), here.len(), here.digest());
    Ok(Copied { log_id, events, appended, streams, keys, erased, documents, digest })
}

/// What a log begins with: the ends of its streams by then, and what its copy is to begin with.
fn begun(first: Stored) -> (Ends, Wanted) {
    let mut ends = Ends::default();
    ends.set(LogEvent::CATEGORY, End { revision: first.revision, hash: first.hash });
    (ends, Wanted::CopyOf(Box::new(first)))
}

/// The copy is a part of the log: where its streams end, the log's were once.
async fn is_part(mut reading: Reading<'_>, there: &Ends) -> Result<(), CopyError> {
    let mut met = reading.ends.clone();
    while let Some(events) = reading.next().await? {
        for event in &events {
            let end = End::at(event);
            if there.of(&event.stream) == Some(end) {
                met.set(&event.stream, end);
            }
        }
    }
    match met.difference(there) {
        Some(stream) => Err(reading.ends.differs(there, stream)),
        None => Ok(()),
    }
}

impl Ends {
    fn same(&self, there: &Self) -> Result<(), CopyError> {
        self.difference(there).map_or(Ok(()), |stream| Err(self.differs(there, stream)))
    }

    fn differs(&self, there: &Self, stream: &str) -> CopyError {
        let (here, there) = (self.count(stream), there.count(stream));
        CopyError::Differs { stream: stream.to_owned(), here, there }
    }
}

/// Keys are asked for on a thread that may wait for them.
async fn with_keys<T: Send + 'static>(
    from: &EventStore,
    to: &EventStore,
    what: impl FnOnce(&Keys, &Keys) -> Result<T, KeyError> + Send + 'static,
) -> Result<T, StoreError> {
    let (from, to) = (from.keys().clone(), to.keys().clone());
    Ok(apart(move || what(&from, &to)).await??)
}

async fn apart<T: Send + 'static>(
    what: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(what).await;
    done.map_err(|error| StoreError::Unavailable { reason: error.to_string() })
}

/// All keys are kept in the copy before what they sealed.
fn keep_keys(from: &Keys, to: &Keys) -> Result<(), KeyError> {
    from.each(|keys| to.keep(&keys))
}

/// The same at the end, and what was destroyed in the log since it was last copied is destroyed in the copy; how
/// many keys there are, and how many were destroyed.
fn settle_keys(from: &Keys, to: &Keys) -> Result<(u64, u64), KeyError> {
    let (mut names, mut erased) = (HashSet::new(), 0);
    from.each(|keys| {
        to.keep(&keys)?;
        names.extend(keys.into_iter().map(|it| it.0));
        Ok(())
    })?;
    to.each(|keys| {
        for (name, _) in keys.iter().filter(|it| !names.contains(&it.0)) {
            to.destroy(name)?;
            erased += 1;
        }
        Ok(())
    })?;
    Ok((names.len() as u64, erased))
}
