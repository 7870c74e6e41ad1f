//! Waiting until the follower touches what somebody watches.

use async_graphql::{Context, Error, Result};
use projections::{Progress, Viewer};
use store::Position;
use tokio::sync::watch::Receiver;

use super::super::payload::viewer;
use crate::{App, fault::Fault};

/// Somebody who watches the tables.
pub struct Watch {
    pub app: App,
    pub viewer: Viewer,
    progress: Receiver<Progress>,
    seen: Seen,
}

/// How far somebody has seen the tables.
enum Seen {
    /// Nothing was shown yet.
    Nothing,
    /// As they stood with this event as their last.
    Upto(Option<Position>),
}

impl Watch {
    pub(super) fn new(ctx: &Context<'_>) -> Result<Self> {
        let app = ctx.data::<App>()?.clone();
        let progress = app.progress.clone();
        Ok(Self { app, viewer: viewer(ctx)?, progress, seen: Seen::Nothing })
    }

    /// Waits until the tables have taken up an event of a stream that concerns; the first time it doesn't
    /// wait. False when there will be none any more.
    pub(super) async fn touched(&mut self, concerns: impl Fn(&str) -> bool) -> Result<bool> {
        loop {
            if matches!(self.seen, Seen::Upto(_)) && self.progress.changed().await.is_err() {
                return Ok(false);
            }
            let progress = self.progress.borrow_and_update().clone();
            if let Some(stopped) = &progress.stopped {
                return Err(stuck(&stopped.event_type));
            }
            let before = std::mem::replace(&mut self.seen, Seen::Upto(progress.position));
            // Several batches may have come between two looks; then anything may have been touched.
            let followed = matches!(before, Seen::Upto(seen) if seen == progress.since);
            if !followed || progress.touched.iter().any(|it| concerns(it)) {
                return Ok(true);
            }
        }
    }
}

fn stuck(event_type: &str) -> Error {
    Fault::Unavailable
        .error(format!("the tables stopped at an event of type {event_type}; see /readyz"))
}
