//! Following the log, on whatever backend.

use tokio::sync::watch;

use crate::{Position, Recorded, StoreError, embedded::Embedded, kurrent};

/// All that comes after a place in the log, in its order, each event once.
#[derive(Debug)]
pub struct Feed(Source);

#[derive(Debug)]
enum Source {
    Embedded { log: Embedded, end: watch::Receiver<Option<Position>>, after: Option<Position> },
    Kurrent(kurrent::Feed),
}

/// A stretch of the log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// What happened; nothing, where readers have only got further.
    pub events: Vec<Recorded>,
    /// How far it reaches: whoever goes on from here misses nothing. It may lie beyond the last event.
    pub reached: Option<Position>,
}

impl Feed {
    pub(crate) fn of_embedded(log: Embedded, after: Option<Position>) -> Self {
        let end = log.end();
        Self(Source::Embedded { log, end, after })
    }

    pub(crate) fn of_kurrent(feed: kurrent::Feed) -> Self {
        Self(Source::Kurrent(feed))
    }

    /// Waits for what comes next, then takes what there is, at most `limit` events; nothing, where the log
    /// was closed. Whoever drops it before it answers loses nothing.
    ///
    /// # Errors
    ///
    /// See [`StoreError`]. After a passing one it goes on by itself when it is asked again.
    pub async fn next(&mut self, limit: usize) -> Result<Option<Stretch>, StoreError> {
        match &mut self.0 {
            Source::Kurrent(feed) => feed.next(limit).await.map(Some),
            Source::Embedded { log, end, after } => loop {
                end.borrow_and_update();
                let events = log.read_all(*after, limit).await?;
                if let Some(last) = events.last() {
                    *after = Some(last.position);
                    return Ok(Some(Stretch { events, reached: *after }));
                }
                if end.changed().await.is_err() {
                    return Ok(None);
                }
            },
        }
    }
}
