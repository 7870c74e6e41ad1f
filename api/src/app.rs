//! The program's parts in one place, and the way of a command through them: gather the facts, claim what it
//! must have alone, decide and append, wait until readers see it.

mod claims;
mod dual;
mod facts;
mod failure;
mod fines;
mod grounds;
mod inbound;
mod listings;
mod numbers;
mod publicity;
mod receipts;
mod records;
mod restoration;
mod restrictions;
mod sealed;

use std::{sync::Arc, time::Duration};

use domain::{
    Actor, Code, Context, Decider, Facts, Moment, Rejection, Rulebook,
    case::{self, Case, parts::FilePart},
    id::{CaseId, PowerItem},
    rulebook::Stated,
};
use projections::{
    Progress, ReadModel, ReadModelError, Viewer, versions::Times, worklist::Refused,
};
use serde::{Serialize, de::DeserializeOwned};
use store::{Documents, EventStore, Position, Receipt, Recorded, Request, TransactError};
use tokio::sync::watch;
use uuid::Uuid;

pub(crate) use self::restrictions::Bearing;
pub use self::{
    claims::Kept,
    failure::Failure,
    listings::new_listing,
    receipts::ChannelReceipt,
    records::{case_in, new_case, new_record, stream_of},
    restoration::{Gather, Gathering, new_restoration},
    sealed::{Sought, SoughtOf},
};
use crate::clock::Clock;

/// How long an answer waits for readers to see what it recorded.
const VISIBLE_WITHIN: Duration = Duration::from_secs(2);

/// The program's parts.
#[derive(Debug, Clone)]
pub struct App {
    /// The log.
    pub store: EventStore,
    /// The bytes of documents.
    pub documents: Documents,
    /// The tables.
    pub read_model: Arc<ReadModel>,
    /// How far the tables are.
    pub progress: watch::Receiver<Progress>,
    /// The law.
    pub law: Arc<Rulebook>,
    /// The time.
    pub clock: Arc<Clock>,
    /// What the clock was refused, as clockwork has last found it.
    pub refused: watch::Sender<Arc<[Refused]>>,
}

/// An act as it was sent, apart from what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Minted by the client.
    pub command_id: Uuid,
    /// The digest of all that was sent.
    pub command_hash: String,
    /// When the act took place.
    pub occurred: Moment,
    /// The revision that the client has read.
    pub expected_revision: Option<u64>,
    /// The item of the 权责清单.
    pub power_item: Option<PowerItem>,
    /// 补录原因.
    pub late_entry_reason: Option<String>,
    /// Figures that the rulebook has not.
    pub stated: Vec<Stated>,
}

impl App {
    /// Executes a command of somebody on a case that they may see, or that it opens.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn act(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        case: CaseId,
        command: &case::Command,
    ) -> Result<Receipt, Failure> {
        let opens = matches!(command, case::Command::RegisterLead(_));
        if !opens && !self.sees(viewer, (case, command.act().concerns())).await? {
            return Err(vec![not_found()].into());
        }
        self.execute::<Case>(viewer, sent, &stream_of(case), command).await
    }

    /// Decides a command of somebody on a record, and records what was decided. Safe to repeat. Whether
    /// they may see the record is asked before.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn execute<D>(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        stream: &str,
        command: &D::Command,
    ) -> Result<Receipt, Failure>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let wants = D::wants(command);
        let facts = self.gather(viewer, sent.occurred, (stream, &wants)).await?;
        let actor = Actor::Officer(self.acting(viewer, sent, (wants.needs, &facts)));
        let context = Context {
            actor: &actor,
            occurred: sent.occurred,
            at: self.clock.now(),
            late_entry_reason: sent.late_entry_reason.as_deref(),
            stated: &sent.stated,
            law: &self.law,
            facts: &facts,
        };
        let request = sent.request();
        if wants.enters {
            return self.enter_alone::<D>(stream, &request, command, &context).await;
        }
        match wants.number {
            Some(kind) => {
                let claims = (stream, kind, wants.fines);
                self.sign::<D>(claims, &request, command, &context).await
            }
            None => {
                Ok(store::transact::<D>(&self.store, stream, &request, command, &context).await?)
            }
        }
    }

    /// Decides a command that no officer sends, now: the clock's, or an agency's own system's.
    ///
    /// # Errors
    ///
    /// See [`TransactError`].
    pub async fn issue<D>(
        &self,
        actor: Actor,
        stream: &str,
        request: &Request,
        command: &D::Command,
    ) -> Result<Receipt, TransactError>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let mut facts = Facts::default();
        let now = self.clock.now();
        self.read_decision((&D::wants(command), now), &mut facts).await?;
        let context = Context {
            actor: &actor,
            occurred: now,
            at: now,
            late_entry_reason: None,
            stated: &[],
            law: &self.law,
            facts: &facts,
        };
        store::transact::<D>(&self.store, stream, request, command, &context).await
    }

    /// What follows by law from an event elsewhere, in the stream in which it is to be done, under an id of its own.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn follow_up<D>(
        &self,
        cause: &Recorded,
        (what, stream): (&str, &str),
        command: &D::Command,
    ) -> Result<(), Failure>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let request = Request {
            command_id: Uuid::new_v5(&cause.id, format!("{what} {stream}").as_bytes()),
            command_hash: String::new(),
            expected_revision: None,
            causation_id: Some(cause.id),
            correlation_id: Some(cause.metadata.correlation_id),
        };
        self.issue::<D>(Actor::Clock, stream, &request, command).await?;
        Ok(())
    }

    /// Waits until readers see `position`; whether they do in time.
    pub async fn visible(&self, position: Position) -> bool {
        let mut progress = self.progress.clone();
        let seen = progress.wait_for(|it| it.position >= Some(position));
        tokio::time::timeout(VISIBLE_WITHIN, seen).await.is_ok_and(|it| it.is_ok())
    }

    /// What is so today, as known now.
    #[must_use]
    pub fn as_it_is(&self) -> Times {
        Times::now(self.clock.now().day())
    }

    /// Waits until readers see all that is in the log now, where a decision rests on what they see.
    ///
    /// # Errors
    ///
    /// They don't in time: what was recorded a moment ago could be missed.
    pub(crate) async fn all_seen(&self) -> Result<(), Failure> {
        if self.caught_up().await { Ok(()) } else { Err(vec![failure::unavailable()].into()) }
    }

    /// Waits until readers see all that is in the log now; whether they do in time.
    pub async fn caught_up(&self) -> bool {
        let end = self.store.end();
        match end {
            Some(end) => self.visible(end).await,
            None => true,
        }
    }

    /// Whether the viewer may see that part of the case. It may have been opened a moment ago.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub async fn sees(
        &self,
        viewer: &Viewer,
        (case, part): (CaseId, FilePart),
    ) -> Result<bool, Failure> {
        let shown = || -> Result<bool, ReadModelError> {
            self.read_model.sees(&self.borne_out(viewer)?, (case, part))
        };
        if shown()? {
            return Ok(true);
        }
        Ok(self.caught_up().await && shown()?)
    }
}

impl Sent {
    fn request(&self) -> Request {
        Request {
            command_id: self.command_id,
            command_hash: self.command_hash.clone(),
            expected_revision: self.expected_revision,
            causation_id: None,
            correlation_id: None,
        }
    }
}

/// What may not be seen is not found.
#[must_use]
pub fn not_found() -> Rejection {
    Code::NotFound
        .refuse("没有这个案件，或者无权查看", "no case with this id, or none that you may see")
}
