//! How the parts are put together from a data folder.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{Moment, Rulebook, rulebook::RulebookError};
use jiff::Timestamp;
use projections::{BackupError, Follower, Origin, ReadModel, ReadModelError};
use sha2::{Digest, Sha256};
use store::{
    Cluster, DocumentError, Documents, EventStore, LogKind, MasterKey, MasterKeyError, Options,
    StoreError,
};
use tokio::sync::watch;

use crate::{
    App,
    clock::Clock,
    config::{Place, Shared},
    demo::standing::{NotKept, kept},
};

/// Why the program can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The law is flawed.
    #[error("the rulebook is flawed: {0}")]
    Law(#[from] RulebookError),
    /// The overlay, or a file of it, can't be read.
    #[error("{path}, of the rulebook, can't be read: {source}")]
    Overlay {
        /// Which folder or file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds no log.
    #[error("{folder} holds no log: name a folder that `serve` or `enroll` has made")]
    NoLog {
        /// Which folder.
        folder: String,
    },
    /// Nobody can tell where the demonstration's clock stood.
    #[error(transparent)]
    Clock(#[from] NotKept),
    /// The log can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no master key.
    #[error(transparent)]
    MasterKey(#[from] MasterKeyError),
    /// The shared folder of documents can't be used.
    #[error(transparent)]
    Documents(#[from] DocumentError),
    /// The tables can't be opened.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// A copy of tables is not what it should be, or not where it should go.
    #[error(transparent)]
    Backup(#[from] BackupError),
}

/// The law: what is built in, and what a folder lays over it.
///
/// # Errors
///
/// Where the folder can't be read, or a row is flawed.
pub fn law(overlay: Option<&Path>) -> Result<Rulebook, StartError> {
    let files = overlay.map_or(Ok(vec![]), texts)?;
    let law = Rulebook::load(&files)?;
    let mut digest = Sha256::new();
    for (name, text) in law.sources() {
        for part in [name, text] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
    }
    let digest = hex::encode(digest.finalize());
    Ok(law.with_digest(digest))
}

/// Every file of the folder; what is no part of the rulebook is refused by its name where it is loaded.
fn texts(folder: &Path) -> Result<Vec<(String, String)>, StartError> {
    let unread = |path: &Path| {
        let path = path.display().to_string();
        |source| StartError::Overlay { path, source }
    };
    let mut files = vec![];
    for entry in std::fs::read_dir(folder).map_err(unread(folder))? {
        let entry = entry.map_err(unread(folder))?;
        let (path, name) = (entry.path(), entry.file_name());
        let text = std::fs::read_to_string(&path).map_err(unread(&path))?;
        files.push((name.to_string_lossy().into_owned(), text));
    }
    files.sort();
    Ok(files)
}

/// The parts over the embedded log in a data folder, and the follower that is to be run beside them.
///
/// # Errors
///
/// Where log or tables can't be opened.
pub fn open(
    data: &Path,
    options: &Options,
    (law, clock): (Rulebook, Clock),
) -> Result<(App, Follower), StartError> {
    over(embedded(data, options)?, data, (law, clock))
}

/// The parts over the log of a place: the embedded one, or one that several nodes share.
///
/// # Errors
///
/// Where log, tables or documents can't be opened, or there is no master key.
pub async fn open_place(
    place: &Place,
    options: &Options,
    (law, clock): (Rulebook, Clock),
) -> Result<(App, Follower), StartError> {
    over(stored(place, options).await?, &place.folder.data, (law, clock))
}

/// A log, and its documents.
type Stored = (EventStore, Documents);

async fn stored(place: &Place, options: &Options) -> Result<Stored, StartError> {
    let data = &place.folder.data;
    match &place.shared {
        None => embedded(data, options),
        Some(shared) => connected(shared, data, options.kind).await,
    }
}

fn embedded(data: &Path, options: &Options) -> Result<Stored, StartError> {
    let store = EventStore::open(data, options)?;
    let documents = Documents::new(data, store.keys().clone());
    Ok((store, documents))
}

async fn connected(
    shared: &Shared,
    data: &Path,
    kind: Option<LogKind>,
) -> Result<Stored, StartError> {
    let master = MasterKey::read(&shared.master_key)?;
    let (address, prefix) = (shared.store.clone(), shared.store_prefix.clone());
    let cluster = Cluster { address, kind, categories: categories(), prefix };
    let store = EventStore::connect(cluster, master, data).await?;
    let documents = Documents::shared(&shared.documents, &store)?;
    Ok((store, documents))
}

/// What the names of all streams begin with that this program writes, but for the log's own.
#[must_use]
pub fn categories() -> Vec<String> {
    projections::categories().map(str::to_owned).collect()
}

/// Whether the folder holds a log.
///
/// # Errors
///
/// Where it doesn't.
pub fn holds_log(data: &Path) -> Result<(), StartError> {
    holds(data, &["log.db"])
}

/// Whether the folder is of a node, be the log in it or elsewhere.
///
/// # Errors
///
/// Where it isn't.
pub fn is_a_nodes(data: &Path) -> Result<(), StartError> {
    holds(data, &["log.db", TABLES])
}

fn holds(data: &Path, one_of: &[&str]) -> Result<(), StartError> {
    if one_of.iter().any(|it| data.join(it).exists()) {
        return Ok(());
    }
    Err(StartError::NoLog { folder: data.display().to_string() })
}

/// The parts over a log of either kind that exists. The clock of a demonstration stands where it was last
/// set by hand, or long before its first act.
///
/// # Errors
///
/// Where there is no log, or log or tables can't be opened.
pub async fn open_existing(place: &Place, law: Rulebook) -> Result<(App, Follower), StartError> {
    let data = &place.folder.data;
    if place.shared.is_none() {
        holds_log(data)?;
    }
    let stored = stored(place, &Options::existing()).await?;
    let clock = match stored.0.kind() {
        LogKind::Real => Clock::system(),
        LogKind::Demo => Clock::standing(kept(data)?.unwrap_or(Moment::new(Timestamp::UNIX_EPOCH))),
    };
    over(stored, data, (law, clock))
}

/// What the folder of the tables is called within a data folder.
const TABLES: &str = "read";

/// Where the tables of a data folder are.
#[must_use]
pub fn tables(data: &Path) -> PathBuf {
    data.join(TABLES)
}

/// Puts a copy of another node's tables into a data folder, in the place of those that are there where `replaces`
/// says so. Where the log is known it is asked whether the copy belongs to it; otherwise the node's start does.
///
/// # Errors
///
/// Where the folder is held, the log can't be opened, or the copy doesn't fit.
pub async fn restore(
    place: &Place,
    (from, replaces): (&Path, bool),
    progress: impl FnMut(u64, u64),
) -> Result<Origin, StartError> {
    let data = &place.folder.data;
    let knows_its_log = place.shared.is_some() || holds_log(data).is_ok();
    // Whichever of the two it is holds the folder.
    let (log, _held) = if knows_its_log {
        (Some(stored(place, &Options::existing()).await?.0), None)
    } else {
        (None, Some(store::hold(data)?))
    };
    let log = (log.as_ref().map(EventStore::id), replaces);
    Ok(projections::restore(from, &tables(data), log, progress)?)
}

fn over(
    (store, documents): Stored,
    data: &Path,
    (law, clock): (Rulebook, Clock),
) -> Result<(App, Follower), StartError> {
    let read_model = Arc::new(ReadModel::open(&tables(data), store.id())?);
    let follower = Follower::open(store.clone(), &read_model)?;
    let progress = follower.progress();
    let (law, clock) = (Arc::new(law), Arc::new(clock));
    let refused = watch::Sender::new(Arc::from([]));
    Ok((App { store, documents, read_model, progress, law, clock, refused }, follower))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const MONEY: &str = "[[threshold]]\nfigure = \"LOWER_FINE\"\nyuan = 5000\nscope = \"51\"\n\
        from = \"2021-09-01\"\nauthority = \"PUB 13\"\nconfidence = \"DEMONSTRATION\"\n";

    const POWER: &str = "[[power]]\nitem = \"SCJG-CF-009\"\nname = \"试\"\nkind = \"PENALTY\"\n\
        levels = [\"COUNTY\"]\nsystem = \"AMR\"\nbasis = [\"PR 8\"]\nfrom = \"2019-04-01\"\n\
        authority = \"PR 8\"\nconfidence = \"DESIGN\"\n";

    const GROUP: &str = "[[group]]\nlevel = \"PROVINCE\"\nsystem = \"AMR\"\nfrom = \"2019-01-01\"\n\
        authority = { instrument = \"PR\", article = \"7\" }\nconfidence = \"DESIGN\"\n\
        remedies = [{ from = \"2019-01-01\", authority = { instrument = \"ARL\", article = \"24\" }, \
        confidence = \"VERIFIED\" }]\nagencies = [{ code = \"SC_AMR\", name = \"四川省市场监督管理局\", \
        short = \"省局\", division = \"510000\", organ = \"川市监\", body = \"四川省人民政府\" }]\n";

    /// The law with one file in the folder that lies over it.
    fn over(name: &str, text: &str) -> Result<Rulebook, StartError> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        law(Some(folder.path()))
    }

    #[test]
    fn a_folder_lies_over_what_is_built_in_and_gives_the_law_another_digest() {
        let figures = over("thresholds.toml", MONEY).unwrap();
        assert_eq!(figures.sources().last().unwrap().1, MONEY);
        assert_ne!(figures.digest(), law(None).unwrap().digest());
        assert!(over("powers.toml", POWER).is_ok());
        assert!(over("agencies.toml", GROUP).is_ok());
    }

    /// The start stops, and says in which file and under which key.
    #[test]
    fn each_flaw_of_a_folder_is_named_by_file_and_key() {
        let flaws = [
            ("timers.tom", MONEY, "timers.tom: `file name`: no part of the rulebook"),
            ("thresholds.toml.new", MONEY, "thresholds.toml.new: `file name`: no part"),
            ("README", "", "README: `file name`: no part of the rulebook is called so"),
            (
                "thresholds.toml",
                &MONEY.replace("PUB 13", "XX 13"),
                "thresholds.toml: `LOWER_FINE`: `XX` is not in instruments.toml",
            ),
            (
                "powers.toml",
                &POWER.replace("\"AMR\"", "\"ARM\""),
                "powers.toml: `SCJG-CF-009`: unknown variant `ARM`",
            ),
            (
                "powers.toml",
                &POWER.replace("system = \"AMR\"", "agencies = [\"SC_AMT\"]"),
                "powers.toml: `SCJG-CF-009`: agency `SC_AMT` is not in agencies.toml",
            ),
            (
                "powers.toml",
                &POWER.replace("COUNTY", "SUB_OFFICE"),
                "powers.toml: `SCJG-CF-009`: `levels`: PROVINCE, CITY, COUNTY",
            ),
            (
                "agencies.toml",
                &GROUP.replace("\"PR\"", "\"XXX\""),
                "agencies.toml: `SC_AMR`: `XXX` is not in instruments.toml",
            ),
            (
                "agencies.toml",
                &GROUP.replace("\"ARL\"", "\"YYY\""),
                "agencies.toml: `SC_AMR`: `YYY` is not in instruments.toml",
            ),
        ];
        for (name, text, problem) in flaws {
            let refused = over(name, text).unwrap_err().to_string();
            assert!(refused.starts_with("the rulebook is flawed: "), "{refused}");
            assert!(refused.contains(problem), "{refused} lacks {problem}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("old")).unwrap();
        let refused = law(Some(folder.path())).unwrap_err().to_string();
        assert!(refused.contains("old, of the rulebook, can't be read"), "{refused}");
        assert!(law(Some(&folder.path().join("absent"))).is_err());
    }
}
