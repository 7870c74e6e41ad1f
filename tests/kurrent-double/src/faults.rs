//! What goes wrong, as a test wants it.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// What goes wrong with one append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppendFault {
    /// Its connection breaks, and nothing was written.
    DroppedBeforeCommit,
    /// Its connection breaks, and everything was written.
    DroppedAfterCommit,
    /// Everything was written, and no answer comes.
    UnansweredAfterCommit,
    /// The server has too much to do, and nothing was written.
    Busy,
}

/// How an append is told that its stream is at another revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conflicts {
    /// As an answer of its own kind.
    #[default]
    Typed,
    /// As a failed call, with the revisions in its trailers.
    Status,
}

/// What goes wrong in all nodes of a double. Nothing, unless a test says so.
pub struct Faults {
    appends: Mutex<VecDeque<AppendFault>>,
    conflicts: Mutex<Conflicts>,
    delay: Mutex<Duration>,
    stalled: watch::Sender<bool>,
    subscriptions: Mutex<CancellationToken>,
}

impl Faults {
    pub(crate) fn none() -> Self {
        Self {
            appends: Mutex::default(),
            conflicts: Mutex::default(),
            delay: Mutex::default(),
            stalled: watch::Sender::new(false),
            subscriptions: Mutex::default(),
        }
    }

    /// The next append meets this; those after it meet what was said after it.
    pub fn next_append(&self, fault: AppendFault) {
        held(&self.appends).push_back(fault);
    }

    /// How appends are told of another revision from now on.
    pub fn conflicts(&self, conflicts: Conflicts) {
        *held(&self.conflicts) = conflicts;
    }

    /// Every answer is this late from now on.
    pub fn slow(&self, delay: Duration) {
        *held(&self.delay) = delay;
    }

    /// Every request is taken and none is answered, nor does any subscription tell anything, until
    /// [`Self::go_on`].
    pub fn stall(&self) {
        self.stalled.send_replace(true);
    }

    /// What was stalled goes on.
    pub fn go_on(&self) {
        self.stalled.send_replace(false);
    }

    /// All subscriptions end now, as if there were nothing more to tell: without an error.
    pub fn end_subscriptions(&self) {
        std::mem::take(&mut *held(&self.subscriptions)).cancel();
    }

    pub(crate) fn of_this_append(&self) -> Option<AppendFault> {
        held(&self.appends).pop_front()
    }

    pub(crate) fn told_how(&self) -> Conflicts {
        *held(&self.conflicts)
    }

    /// Ends with the subscriptions that are open now.
    pub(crate) fn end_of_subscription(&self) -> CancellationToken {
        held(&self.subscriptions).clone()
    }

    /// Waits as long as an answer has to.
    pub(crate) async fn wait(&self) {
        let delay = *held(&self.delay);
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        self.wait_while_stalled().await;
    }

    pub(crate) async fn wait_while_stalled(&self) {
        // the sender is here: the wait ends by going on alone
        let _ = self.stalled.subscribe().wait_for(|stalled| !stalled).await;
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
