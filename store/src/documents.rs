//! The bytes of documents: a folder beside the log, addressed by case and content. They are sealed with
//! the case's key; their name is the SHA-256 of what was sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use domain::document::Sha256;
use sha2::Digest;
use uuid::Uuid;

use crate::{EventStore, KeyError, Keys, Synchronous, seal};

/// Why a document can't be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// What was sent has another digest than it was announced with.
    #[error("the bytes have SHA-256 {found}, not {announced}")]
    OtherBytes {
        /// As announced.
        announced: Sha256,
        /// As computed.
        found: Sha256,
    },
    /// What is kept is not what was sent.
    #[error("{} is damaged", .0.display())]
    Damaged(PathBuf),
    /// The folder failed.
    #[error("{} failed", path.display())]
    Folder {
        /// Which file or folder.
        path: PathBuf,
        /// How.
        #[source]
        source: io::Error,
    },
    /// The folder is not the one that the nodes of this log share.
    #[error(
        "{} names {found}, and the log is {log}: this is another log's folder, or not the one that its \
         nodes share, as where it is not mounted; should it be the right one, write {log} into that file",
        marker.display()
    )]
    OtherLog {
        /// The file that says of which log it is.
        marker: PathBuf,
        /// What it says.
        found: String,
        /// The log.
        log: Uuid,
    },
    /// The keys failed.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

impl DocumentError {
    /// Whether nothing is wrong but that it can't be done at present.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::OtherBytes { .. } | Self::Damaged(_) | Self::OtherLog { .. } => false,
            Self::Folder { source, .. } => source.kind() == io::ErrorKind::StorageFull,
            Self::Keys(error) => error.passing().is_some(),
        }
    }
}

/// What the folder is called within a data folder.
pub(crate) const FOLDER: &str = "documents";

/// What the name of a file ends with that is not written to its end.
const UNFINISHED: &str = ".unfinished";

/// The file of a shared folder that says of which log it is.
const MARKER: &str = "log-id";

/// The folder of documents.
#[derive(Debug, Clone)]
pub struct Documents {
    files: Files,
    keys: Keys,
}

/// Where documents lie.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    folder: PathBuf,
    /// How many folders above a document are ours to sync: its record's, that of all documents, and the data
    /// folder where they lie in it.
    synced: usize,
    /// What whoever keeps one waits for.
    synchronous: Synchronous,
}

impl Files {
    /// In a data folder.
    pub(crate) fn of(data: &Path) -> Self {
        Self { folder: data.join(FOLDER), synced: 3, synchronous: Synchronous::Full }
    }

    /// In a folder that nodes share.
    pub(crate) fn shared(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), synced: 2, synchronous: Synchronous::Full }
    }

    /// Written beside its place and moved there: after a crash it is there whole or not at all. Whoever else keeps the
    /// same document meanwhile writes a file of their own.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        static WRITTEN: AtomicU64 = AtomicU64::new(0);
        let n = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let unfinished = path.with_extension(format!("{}-{n}{UNFINISHED}", std::process::id()));
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        let written = self.write_anew(&unfinished, bytes);
        let written = written.and_then(|()| fs::rename(&unfinished, path));
        if written.is_err() {
            // What is left of it would take room from the next try; it may not even be there.
            drop(fs::remove_file(&unfinished));
        }
        written?;
        self.sync_above(path)
    }

    fn write_anew(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        match self.synchronous {
            Synchronous::Full => file.sync_all(),
            Synchronous::Normal => Ok(()),
        }
    }

    /// Syncs the folders above a document, from its own up: each may be new itself.
    fn sync_above(&self, path: &Path) -> io::Result<()> {
        let folders = match self.synchronous {
            Synchronous::Full => self.synced,
            Synchronous::Normal => 0,
        };
        let mut above = path.ancestors().skip(1).take(folders);
        above.try_for_each(|folder| File::open(folder)?.sync_all())
    }
}

impl Documents {
    /// The folder `documents` in the data folder.
    #[must_use]
    pub fn new(data: &Path, keys: Keys) -> Self {
        Self { files: Files::of(data), keys }
    }

    /// The same folder, where an answer waits for this.
    #[must_use]
    pub fn waiting_for(mut self, synchronous: Synchronous) -> Self {
        self.files.synchronous = synchronous;
        self
    }

    /// A folder that all nodes of a log share. A marker in it says of which log it is; it is made with a
    /// log that holds nothing yet, so that a folder that was not mounted is noticed.
    ///
    /// # Errors
    ///
    /// Where it is not this log's, or can't be used.
    pub fn shared(folder: &Path, store: &EventStore) -> Result<Self, DocumentError> {
        check_marker(folder, store.id(), !store.holds_events())?;
        Ok(Self { files: Files::shared(folder), keys: store.keys().clone() })
    }

    /// Keeps a document of a record; durable when it returns. Keeping it again changes nothing, and mends
    /// what was damaged.
    ///
    /// # Errors
    ///
    /// Where the bytes are not the announced ones, or the folder fails.
    pub fn put(&self, record: &str, announced: Sha256, bytes: &[u8]) -> Result<(), DocumentError> {
        let found = Sha256::new(sha2::Sha256::digest(bytes).into());
        if found != announced {
            return Err(DocumentError::OtherBytes { announced, found });
        }
        let path = self.path(record, &announced);
        let damaged = matches!(self.get(record, &announced), Err(DocumentError::Damaged(_)));
        if path.exists() && !damaged {
            // Whoever put it there may not have come to this yet.
            return self
                .files
                .sync_above(&path)
                .map_err(|source| DocumentError::Folder { path, source });
        }
        self.keys.ensure(&[record.to_owned()].into())?;
        let key = self.keys.ensured(record)?;
        let sealed = seal::seal_bytes(&key, id(record, &announced), bytes)
            .ok_or_else(|| DocumentError::Damaged(path.clone()))?;
        self.files.write(&path, &sealed).map_err(|source| DocumentError::Folder { path, source })
    }

    /// Whether the bytes of a record's document are here.
    #[must_use]
    pub fn has(&self, record: &str, sha256: &Sha256) -> bool {
        self.path(record, sha256).exists()
    }

    /// The bytes of a record's document, checked; nothing where they are not here or their key is gone.
    ///
    /// # Errors
    ///
    /// Where they are not what was sent, or the folder fails.
    pub fn get(&self, record: &str, sha256: &Sha256) -> Result<Option<Vec<u8>>, DocumentError> {
        let path = self.path(record, sha256);
        let sealed = match fs::read(&path) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(DocumentError::Folder { path, source }),
        };
        let Some(key) = self.keys.get(record)? else { return Ok(None) };
        opened(&key, (record, sha256), &sealed).map(Some).ok_or(DocumentError::Damaged(path))
    }

    fn path(&self, record: &str, sha256: &Sha256) -> PathBuf {
        place(&self.files.folder, record, sha256)
    }
}

/// A folder is the one that the nodes of a log share, or becomes it where it may and no marker says otherwise.
pub(crate) fn check_marker(
    folder: &Path,
    log: Uuid,
    may_become: bool,
) -> Result<(), DocumentError> {
    let marker = folder.join(MARKER);
    let failed = |source| DocumentError::Folder { path: marker.clone(), source };
    let found = match fs::read_to_string(&marker) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && may_become => {
            let own = Files { synced: 1, ..Files::shared(folder) };
            return own.write(&marker, log.to_string().as_bytes()).map_err(failed);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => "none".to_owned(),
        read => read.map_err(failed)?.trim().to_owned(),
    };
    if found == log.to_string() {
        return Ok(());
    }
    Err(DocumentError::OtherLog { marker, found, log })
}

/// Copies what a folder of documents lacks from another one, sealed as it is; how many documents.
pub(crate) fn copy(from: &Files, to: &Files) -> Result<u64, DocumentError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        |source| DocumentError::Folder { path, source }
    };
    let mut copied = 0;
    for (record, files) in files(&from.folder).map_err(failed(&from.folder))? {
        for file in files {
            let [source, target] = [from, to].map(|it| it.folder.join(&record).join(&file));
            if !target.exists() {
                let sealed = fs::read(&source).map_err(failed(&source))?;
                to.write(&target, &sealed).map_err(failed(&target))?;
                copied += 1;
            }
        }
    }
    Ok(copied)
}

/// What lies where a document's bytes should.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The bytes that its digest names.
    Whole,
    /// Something that can't be opened: the key is gone, or kept elsewhere.
    Unopened,
    /// Not those bytes; in a few words, what instead.
    Lost(String),
}

/// Looks for a record's document in a folder of documents, with the record's key where there is one.
pub(crate) fn find(
    folder: &Path,
    (record, sha256): (&str, &Sha256),
    key: Option<[u8; 32]>,
) -> Found {
    let sealed = match fs::read(place(folder, record, sha256)) {
        Ok(sealed) => sealed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Found::Lost("missing".to_owned());
        }
        Err(error) => return Found::Lost(format!("unreadable: {error}")),
    };
    let Some(key) = key else { return Found::Unopened };
    match opened(&key, (record, sha256), &sealed) {
        Some(_) => Found::Whole,
        None => Found::Lost("not those that it names".to_owned()),
    }
}

/// The bytes of a document, where what is kept opens to them.
fn opened(key: &[u8; 32], (record, sha256): (&str, &Sha256), sealed: &[u8]) -> Option<Vec<u8>> {
    let bytes = seal::open_bytes(key, id(record, sha256), sealed);
    bytes.filter(|it| sha2::Sha256::digest(it)[..] == sha256.bytes()[..])
}

fn place(folder: &Path, record: &str, sha256: &Sha256) -> PathBuf {
    folder.join(record).join(sha256.to_string())
}

/// What a document's nonce derives from.
fn id(record: &str, sha256: &Sha256) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{record}/{sha256}").as_bytes())
}

/// The files of every record in a folder of documents: whatever lies there, be it a document or not.
pub(crate) fn files(folder: &Path) -> io::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut records = BTreeMap::new();
    if !folder.exists() {
        return Ok(records);
    }
    for record in fs::read_dir(folder)? {
        let record = record?;
        // A shared folder says itself of which log it is.
        if record.file_type()?.is_dir() {
            let files = fs::read_dir(record.path())?.map(|file| Ok(name(&file?)));
            let mut files: BTreeSet<String> = files.collect::<io::Result<_>>()?;
            // What a crash has left half written is no document.
            files.retain(|it| !it.ends_with(UNFINISHED));
            records.insert(name(&record), files);
        }
    }
    Ok(records)
}

fn name(entry: &fs::DirEntry) -> String {
    entry.file_name().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Synchronous;

    #[test]
    fn a_document_is_kept_sealed_and_read_back_whole() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        let documents = Documents::new(folder.path(), keys.clone());
        let bytes = "询问笔录：王五在店内".as_bytes();
        let sha256 = Sha256::new(sha2::Sha256::digest(bytes).into());
        documents.put("case-1", sha256, bytes).unwrap();
        assert_eq!(documents.get("case-1", &sha256).unwrap().as_deref(), Some(bytes));
        assert!(documents.has("case-1", &sha256) && !documents.has("case-2", &sha256));
        let kept = fs::read(documents.path("case-1", &sha256)).unwrap();
        assert!(!kept.windows(6).any(|it| bytes.windows(6).any(|that| that == it)));
        keys.destroy("case-1").unwrap();
        assert_eq!(documents.get("case-1", &sha256).unwrap(), None);
    }

    #[test]
    fn other_bytes_than_announced_are_refused_and_damage_is_found_and_mended() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        let documents = Documents::new(folder.path(), keys);
        let sha256 = Sha256::new(sha2::Sha256::digest(b"one").into());
        assert!(matches!(
            documents.put("case-1", sha256, b"two"),
            Err(DocumentError::OtherBytes { .. })
        ));
        documents.put("case-1", sha256, b"one").unwrap();
        fs::write(documents.path("case-1", &sha256), b"something else, long enough").unwrap();
        assert!(matches!(documents.get("case-1", &sha256), Err(DocumentError::Damaged(_))));
        documents.put("case-1", sha256, b"one").unwrap();
        assert_eq!(documents.get("case-1", &sha256).unwrap().as_deref(), Some(&b"one"[..]));
    }

    /// Each of them is answered when it is durable, and none is refused because of another.
    #[test]
    fn whoever_keeps_the_same_document_at_once_keeps_it_whole() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        let documents = Documents::new(folder.path(), keys);
        let all_at_once = std::sync::Barrier::new(8);
        for n in 0..16_u8 {
            let bytes = vec![n; 64 << 10];
            let sha256 = Sha256::new(sha2::Sha256::digest(&bytes).into());
            let keep = || {
                all_at_once.wait();
                documents.put("case-1", sha256, &bytes).unwrap();
                assert_eq!(documents.get("case-1", &sha256).unwrap().as_ref(), Some(&bytes));
            };
            std::thread::scope(|scope| (0..8).for_each(|_| drop(scope.spawn(keep))));
        }
        assert_eq!(files(&folder.path().join(FOLDER)).unwrap()["case-1"].len(), 16);
    }
}
