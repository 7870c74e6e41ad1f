//! Claims: what an act must have alone is held for it, borne by it, confirmed. What was held for an act that
//! never came is given up: a number is voided, an act in law is free to be fined again.
//!
//! Every step may be taken again, and the process may die between any two: whatever is left over is
//! settled by [`App::settle`].

use domain::{
    Actor,
    case::{self, Case, timekeeping::AbandonClaim},
    claim::{self, Claim, Holder, Thing},
    id::EventId,
};
use store::{Recorded, Request, StoreError};
use uuid::Uuid;

use super::{App, Failure};

/// How often an act is decided anew because what it had claimed was given up meanwhile.
pub(super) const TRIES: usize = 3;

/// Something that is kept for an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub thing: Thing,
    /// The act.
    pub holder: Holder,
    /// The event that gave it to the act.
    pub cause: Uuid,
}

impl App {
    /// Holds a thing for its act.
    ///
    /// # Errors
    ///
    /// Where it has been given up meanwhile, or the log fails.
    pub async fn hold(&self, kept: &Kept) -> Result<(), Failure> {
        let (holder, kind) = (kept.holder.clone(), kept.thing.kind());
        self.on_claim(kept, "hold", &claim::Command::Claim { holder, kind }).await
    }

    /// Confirms that the act has taken place and has the thing.
    ///
    /// # Errors
    ///
    /// Where it has been given up meanwhile, or the log fails.
    pub async fn confirm(&self, kept: &Kept) -> Result<(), Failure> {
        let holder = kept.holder.clone();
        let act = store::event_id(holder.command.uuid(), &holder.stream, 0);
        let command = claim::Command::Confirm { holder, event: EventId::new(act) };
        self.on_claim(kept, "confirm", &command).await
    }

    /// Sees to it that a claim is confirmed where its act has taken place, and given up where it has
    /// not. An act in flight conflicts with the abandonment, decides anew and finds its claim gone.
    ///
    /// # Errors
    ///
    /// Where the log fails.
    pub async fn settle(&self, kept: &Kept, reason: &str) -> Result<(), Failure> {
        let mut tries = 1;
        loop {
            if self.is_settled(kept).await? {
                return Ok(());
            }
            match self.confirm_or_give_up(kept, reason).await {
                // It moved meanwhile: look again.
                Err(Failure::Refused { .. }) if tries < TRIES => tries += 1,
                settled => return settled,
            }
        }
    }

    async fn is_settled(&self, kept: &Kept) -> Result<bool, Failure> {
        let history = self.store.read(&kept.thing.stream()).await?;
        let claim: Claim = store::fold(&history)?;
        if matches!(claim, Claim::Confirmed { .. } | Claim::Voided) {
            return Ok(true);
        }
        Ok(match kept.thing {
            Thing::Number(_) => false,
            // Free, or taken again since.
            Thing::FinedAct(_) => history.last().is_none_or(|it| it.id != kept.cause),
        })
    }

    async fn confirm_or_give_up(&self, kept: &Kept, reason: &str) -> Result<(), Failure> {
        let holder = &kept.holder;
        let history = self.store.read(&holder.stream).await?;
        if kept.is_borne_in(&history)? {
            return self.confirm(kept).await;
        }
        self.abandon(kept, reason, history.last().map(|it| it.revision)).await?;
        if let Thing::Number(_) = kept.thing {
            // One that was allotted and never held is voided all the same.
            self.hold(kept).await?;
        }
        let (holder, reason) = (holder.clone(), reason.into());
        self.on_claim(kept, "void", &claim::Command::Abandon { holder, reason }).await
    }

    /// Says in the act's own stream that it won't have this, at the revision at which it was seen not to
    /// have taken place.
    ///
    /// # Errors
    ///
    /// Where the stream has moved meanwhile, or the log fails.
    pub async fn abandon(
        &self,
        kept: &Kept,
        reason: &str,
        expected_revision: Option<u64>,
    ) -> Result<(), Failure> {
        let (claim, reason) = (kept.thing.clone(), reason.into());
        let command = case::Command::AbandonClaim(AbandonClaim { claim, reason });
        let stream = &kept.holder.stream;
        let request = Request { expected_revision, ..kept.request("abandon", stream) };
        self.issue::<Case>(Actor::Clock, stream, &request, &command).await?;
        Ok(())
    }

    async fn on_claim(
        &self,
        kept: &Kept,
        step: &str,
        command: &claim::Command,
    ) -> Result<(), Failure> {
        let stream = kept.thing.stream();
        let request = kept.request(step, &stream);
        self.issue::<Claim>(Actor::Clock, &stream, &request, command).await?;
        Ok(())
    }
}

impl Kept {
    /// The act has taken place and has it: a document that was announced meanwhile goes by another number.
    fn is_borne_in(&self, history: &[Recorded]) -> Result<bool, StoreError> {
        let command = self.holder.command.uuid();
        let mut acts = history.iter().filter(|it| it.metadata.command_id == command);
        match &self.thing {
            Thing::FinedAct(_) => Ok(acts.next().is_some()),
            Thing::Number(number) => acts.try_fold(false, |borne, it| {
                let event: case::Event = it.decode()?;
                Ok(borne || event.signed_as() == Some(number))
            }),
        }
    }

    /// A step in the life of the claim, in a stream; there is one of each.
    fn request(&self, step: &str, stream: &str) -> Request {
        let command_id = Uuid::new_v5(&self.cause, format!("{step} {stream}").as_bytes());
        Request { causation_id: Some(self.cause), ..request_of(&self.holder, command_id) }
    }
}

/// A step that is taken for an act.
pub(super) fn request_of(holder: &Holder, command_id: Uuid) -> Request {
    Request {
        command_id,
        command_hash: String::new(),
        expected_revision: None,
        causation_id: None,
        correlation_id: Some(holder.command.uuid()),
    }
}
