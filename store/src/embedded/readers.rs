//! Who reads: a few connections, and the queue of what is asked of them.

use std::{
    collections::VecDeque,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, OpenFlags};

use super::{
    reader::{self, Reader},
    schema,
};
use crate::StoreError;

/// How many read at once.
const READERS: usize = 4;

/// What is asked of a reader.
type Question = Box<dyn FnOnce(&Reader<'_>) -> Tell + Send>;

/// Tells whoever asked.
pub(super) type Tell = Box<dyn FnOnce()>;

/// Connections that only read. Whoever asks waits in a queue, and keeps no thread waiting; a connection that is
/// at work answers all that has queued before it rests.
pub(super) struct Readers {
    path: PathBuf,
    desk: Mutex<Desk>,
}

struct Desk {
    idle: Vec<Connection>,
    waiting: VecDeque<Question>,
}

impl Readers {
    pub(super) fn open(path: &Path) -> Result<Arc<Self>, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(std::time::Duration::from_secs(5))?;
            schema::keep_plans(&connection)?;
            connection.pragma_update(None, "query_only", true)?;
            connection.set_prepared_statement_cache_capacity(16);
            Ok(connection)
        };
        let idle = (0..READERS).map(|_| open()).collect::<Result<_, _>>();
        let idle = idle.map_err(|error| reader::failed(path, &error))?;
        let desk = Mutex::new(Desk { idle, waiting: VecDeque::new() });
        Ok(Arc::new(Self { path: path.to_owned(), desk }))
    }

    /// Has it answered by the next connection that is free.
    pub(super) fn ask(
        self: &Arc<Self>,
        question: impl FnOnce(&Reader<'_>) -> Tell + Send + 'static,
    ) {
        let mut desk = self.desk();
        desk.waiting.push_back(Box::new(question));
        let idle = desk.idle.pop();
        drop(desk);
        if let Some(connection) = idle {
            let readers = self.clone();
            tokio::task::spawn_blocking(move || readers.answer(connection));
        }
    }

    /// Answers what has queued. Whoever hears the last answer may close the log: the connection rests by then.
    fn answer(self: Arc<Self>, connection: Connection) {
        let mut tell: Tell = Box::new(|| ());
        loop {
            let mut desk = self.desk();
            let Some(question) = desk.waiting.pop_front() else {
                desk.idle.push(connection);
                drop(desk);
                drop(self);
                return tell();
            };
            drop(desk);
            tell();
            let reader = Reader::new(&connection, &self.path);
            // Whoever asked what panics gets no answer; those behind do.
            tell = catch_unwind(AssertUnwindSafe(|| question(&reader)))
                .unwrap_or_else(|_| Box::new(|| ()));
        }
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;
    use tokio::sync::oneshot;

    use super::*;
    use crate::{LogKind, Options, embedded::tests};

    fn readers(folder: &Path) -> Arc<Readers> {
        drop(tests::open(folder));
        Readers::open(&folder.join("log.db")).unwrap()
    }

    #[test]
    fn a_statement_is_planned_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut connections =
            vec![schema::open(&folder.path().join("log.db"), &Options::of(LogKind::Real)).unwrap()];
        connections.append(&mut readers(folder.path()).desk().idle);
        for connection in connections {
            let find = || {
                connection.prepare_cached(
                    "SELECT e.revision FROM streams s JOIN events e ON e.stream = s.no
                     WHERE s.name = ?1 ORDER BY e.revision",
                )
            };
            for name in ["case-1", "case-2", "case-3"] {
                assert_eq!(find().unwrap().exists([name]), Ok(false));
            }
            assert_eq!(find().unwrap().get_status(StatementStatus::RePrepare), 0);
        }
    }

    #[tokio::test]
    async fn more_may_ask_at_once_than_there_are_connections() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(folder.path());
        let answers = (0..8 * READERS).map(|n| {
            let (tell, told) = oneshot::channel();
            readers.ask(move |reader| {
                let events = reader.rows_after(0, 1).unwrap();
                Box::new(move || tell.send((n, events.len())).unwrap())
            });
            told
        });
        let answers = futures::future::join_all(answers.collect::<Vec<_>>()).await;
        let answers: Vec<_> = answers.into_iter().map(Result::unwrap).collect();
        assert_eq!(answers, (0..8 * READERS).map(|n| (n, 1)).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn what_panics_keeps_nobody_else_from_an_answer() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(folder.path());
        let ask = |panics: bool| {
            let (tell, told) = oneshot::channel();
            readers.ask(move |_| {
                assert!(!panics, "as it is meant to");
                Box::new(move || tell.send(()).unwrap())
            });
            told
        };
        for _ in 0..=READERS {
            assert!(ask(true).await.is_err());
        }
        ask(false).await.unwrap();
    }

    /// Whoever closes a log that they have read leaves none of its files open.
    #[tokio::test]
    async fn a_connection_rests_before_its_answer_is_heard() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(folder.path());
        for _ in 0..100 {
            let (tell, told) = oneshot::channel();
            readers.ask(|_| Box::new(move || tell.send(()).unwrap()));
            told.await.unwrap();
            assert_eq!((readers.desk().idle.len(), Arc::strong_count(&readers)), (READERS, 1));
        }
    }
}
