//! Waiting until what somebody watches may stand otherwise: the follower has touched it, another day has
//! begun, or the clock was refused something.

use std::sync::Arc;

use async_graphql::{Context, Error, Result};
use jiff::civil::Date;
use projections::{Progress, Viewer, worklist::Refused};
use store::Position;
use tokio::sync::watch::Receiver;

use super::super::payload::{fault, officer};
use crate::{App, fault::Fault, viewer::claimed};

/// Somebody who watches the tables.
pub struct Watch {
    pub app: App,
    claimed: Viewer,
    progress: Receiver<Progress>,
    refused: Receiver<Arc<[Refused]>>,
    seen: Option<Seen>,
}

/// How far somebody has seen the tables.
struct Seen {
    /// As they stood with this event as their last.
    upto: Option<Position>,
    /// On which day.
    on: Date,
}

impl Watch {
    pub(super) fn new(ctx: &Context<'_>) -> Result<Self> {
        let app = ctx.data::<App>()?.clone();
        let (progress, refused) = (app.progress.clone(), app.refused.subscribe());
        Ok(Self { claimed: claimed(officer(ctx)?), app, progress, refused, seen: None })
    }

    /// Who watches, with the rights of this moment.
    pub(super) fn viewer(&self) -> Result<Viewer> {
        self.app.borne_out(&self.claimed).map_err(fault)
    }

    /// Waits until the tables have taken up an event of a stream that concerns, until another day has begun
    /// or until the clock was refused something else; the first time it doesn't wait. False when there
    /// will be none of it any more.
    pub(super) async fn stirred(&mut self, concerns: impl Fn(&str) -> bool) -> Result<bool> {
        loop {
            let mut refused = false;
            if let Some(Seen { on, .. }) = self.seen {
                tokio::select! {
                    moved = self.progress.changed() => if moved.is_err() { return Ok(false) },
                    moved = self.refused.changed() => refused = moved.is_ok(),
                    () = self.app.clock.day_passes(on) => {}
                }
            }
            let progress = self.progress.borrow_and_update().clone();
            if let Some(stopped) = &progress.stopped {
                return Err(stuck(&stopped.event_type));
            }
            let now = Seen { upto: progress.position, on: self.app.clock.now().day() };
            let (on, upto) = (now.on, now.upto);
            let Some(before) = self.seen.replace(now) else { return Ok(true) };
            if refused
                || before.on != on
                || (before.upto != upto && before.misses(&progress, &concerns))
            {
                return Ok(true);
            }
        }
    }
}

impl Seen {
    /// Whether a stream that concerns may have been touched since. Several batches may have come between
    /// two looks; then anything may have been.
    fn misses(&self, progress: &Progress, concerns: impl Fn(&str) -> bool) -> bool {
        self.upto != progress.since || progress.touched.iter().any(|it| concerns(it))
    }
}

fn stuck(event_type: &str) -> Error {
    Fault::Unavailable
        .error(format!("the tables stopped at an event of type {event_type}; see /readyz"))
}
