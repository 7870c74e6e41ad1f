//! Entries of the list of serious violations: opened by the penalty decision that carries them, revoked with it.

use domain::{
    Moment, case,
    id::{CaseId, EventId},
    listing::{
        Command, Listing,
        ending::{Fall, FellBy},
        serious::{Cause, Enter},
    },
};
use store::Recorded;

use super::{App, Failure};

impl App {
    /// Opens the entry that lies in `target`, as the decision at a revision of its case says; safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn enter_serious_list(
        &self,
        at: (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let Some((recorded, event)) = self.event_at(at).await? else { return Ok(()) };
        let case::Event::PenaltyDecided(it) = &event else { return Ok(()) };
        let entered = Enter::of(cause(&recorded), it, recorded.metadata.occurred_at);
        let Some(enter) = entered else { return Ok(()) };
        let command = Command::EnterSerious(Box::new(enter));
        self.follow_up::<Listing>(&recorded, ("enter", target), &command).await
    }

    /// Revokes the entry in `target`, as the event at a revision of its case took away what it rests on; safe to
    /// repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn revoke_listing(
        &self,
        at: (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let Some((recorded, event)) = self.event_at(at).await? else { return Ok(()) };
        let fact = event.fact();
        let Some(withdraws) = fact.facets().withdraws else { return Ok(()) };
        let Some(by) = FellBy::of(withdraws.ground) else { return Ok(()) };
        // Older events don't say since when; then it is the day of the act.
        let occurred = recorded.metadata.occurred_at;
        let fell_at = withdraws.since.map_or(occurred, Moment::midnight);
        let command = Command::Fall(Fall { cause: cause(&recorded), by, fell_at });
        self.follow_up::<Listing>(&recorded, ("revoke", target), &command).await
    }
}

/// The event as the cause of what follows from it in another record.
pub(super) fn cause(recorded: &Recorded) -> Cause {
    let (event, stream) = (EventId::new(recorded.id), recorded.stream.clone());
    Cause { event, stream, revision: recorded.revision }
}
