//! Sending events to a copy, many streams at once.

use tokio::task::JoinSet;

use super::{
    CopyError,
    order::{Group, Order},
};
use crate::{EventStore, Expected, Recorded, StoreError, ends::Ends};

/// How many appends are on their way at once.
const IN_FLIGHT: usize = 64;

/// How many wait at most for what must lie before them.
const WAITING: usize = 4_096;

/// What has been sent to a copy, and what is to be.
pub(super) struct Sending {
    to: EventStore,
    /// What was there before.
    there: Ends,
    /// What is appended together next, once it is whole.
    group: Group,
    order: Order,
    flying: JoinSet<(u64, Result<u64, CopyError>)>,
    appended: u64,
}

impl Sending {
    pub(super) fn new(to: &EventStore, there: Ends) -> Self {
        let (to, group, order, flying) =
            (to.clone(), Group::default(), Order::default(), JoinSet::new());
        Self { to, there, group, order, flying, appended: 0 }
    }

    /// The next event of the log.
    pub(super) async fn take(&mut self, event: Recorded) -> Result<(), CopyError> {
        if event.revision < self.there.count(&event.stream) {
            return Ok(());
        }
        if !self.group.goes_on_with(&event) {
            self.close_group();
        }
        self.group.0.push(event);
        self.take_off();
        while self.order.len() >= WAITING {
            self.landed().await?;
        }
        Ok(())
    }

    /// Waits until all that was sent has arrived; how many events.
    pub(super) async fn all_arrived(mut self) -> Result<u64, CopyError> {
        self.close_group();
        self.take_off();
        while self.order.len() > 0 {
            self.landed().await?;
        }
        Ok(self.appended)
    }

    /// What was appended together goes together.
    fn close_group(&mut self) {
        let group = std::mem::take(&mut self.group);
        if !group.0.is_empty() {
            self.order.add(group);
        }
    }

    fn take_off(&mut self) {
        while self.flying.len() < IN_FLIGHT
            && let Some((number, group)) = self.order.leave()
        {
            let to = self.to.clone();
            self.flying.spawn(async move { (number, append(&to, group).await) });
        }
    }

    async fn landed(&mut self) -> Result<(), CopyError> {
        let Some(landed) = self.flying.join_next().await else { return Ok(()) };
        let gone =
            |error: tokio::task::JoinError| StoreError::Unavailable { reason: error.to_string() };
        let (number, appended) = landed.map_err(gone)?;
        self.appended += appended?;
        self.order.arrived(number);
        self.take_off();
        Ok(())
    }
}

/// Appends what belongs together; how many events.
async fn append(to: &EventStore, Group(events): Group) -> Result<u64, CopyError> {
    let Some(first) = events.first() else { return Ok(0) };
    let (stream, revision) = (first.stream.clone(), first.revision);
    let expected = revision.checked_sub(1).map_or(Expected::Empty, Expected::Revision);
    let count = events.len() as u64;
    let proposed = events.into_iter().map(Into::into).collect();
    match to.append(&stream, expected, proposed).await {
        Ok(_) => Ok(count),
        Err(source) => Err(CopyError::Append { stream, revision, source }),
    }
}
