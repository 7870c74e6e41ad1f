//! Looking through a log from outside, as its leader has it: nothing is begun, held or made.

use super::{Cluster, Kurrent};
use crate::{
    LogEvent, Opened, Position, StoreError,
    opened::Wanted,
    stored::{Seen, Stored},
};

/// A log that exists.
pub(crate) struct Look {
    log: Kurrent,
    /// The stream of its own record, which no reader of the whole log is shown.
    own: Vec<Stored>,
}

impl Look {
    pub(crate) async fn at(cluster: Cluster) -> Result<Self, StoreError> {
        let log = Kurrent::over(cluster, None)?;
        let own = log.answered(log.own().await).await?;
        if own.is_empty() {
            let name = log.named(LogEvent::CATEGORY);
            return Err(StoreError::NoLog {
                place: format!("{}, stream `{name}`,", log.address()),
            });
        }
        log.look_for_end().await?;
        Ok(Self { log, own })
    }

    /// What the log's own record says, where that was not changed.
    pub(crate) fn opened(&self) -> Option<Opened> {
        let address = &self.log.shared.address;
        Wanted::There.accept(&self.own, (address, address)).ok()
    }

    /// Where the log ended when it was looked at first.
    pub(crate) fn end(&self) -> Option<Position> {
        self.log.end()
    }

    /// The log's own record.
    pub(crate) fn take_own(&mut self) -> Vec<Stored> {
        std::mem::take(&mut self.own)
    }

    /// Some of what comes after a place, also what only a newer program knows; nothing where there is no more.
    pub(crate) async fn after(&self, after: Option<Position>) -> Result<Option<Seen>, StoreError> {
        self.log.read_everything(after).await
    }
}
