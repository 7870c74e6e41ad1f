//! The program's parts in one place, and the way of a command through them: gather the facts, claim what it
//! must have alone, decide and append, wait until readers see it.

mod claims;
mod dual;
mod facts;
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
    Progress, ReadModel, ReadModelError, Viewer, dossier::DossierError, versions::Times,
    worklist::Refused,
};
use serde::{Serialize, de::DeserializeOwned};
use store::{
    DocumentError, Documents, EventStore, Position, Receipt, Recorded, Request, StoreError,
    TransactError,
};
use tokio::sync::watch;
use uuid::Uuid;

pub(crate) use self::restrictions::Bearing;
pub use self::{
    claims::Kept,
    listings::new_listing,
    receipts::ChannelReceipt,
    records::{case_in, new_case, new_record, stream_of},
    restoration::{Gather, Gathering, new_restoration},
    sealed::Sought,
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

/// Why a command came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Rules forbid it, or it raced, or the log can't take writes now; data for the officer.
    #[error("refused")]
    Refused {
        /// All that stands in the way.
        rejections: Vec<Rejection>,
        /// Where the record is, where that is why.
        current_revision: Option<u64>,
    },
    /// The log failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tables failed.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// The folder of documents failed.
    #[error(transparent)]
    Documents(#[from] DocumentError),
}

impl Failure {
    /// Whether nothing is wrong but that it can't be done at present.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Refused { .. } => false,
            Self::Store(error) => error.is_passing(),
            Self::ReadModel(error) => error.is_passing(),
            Self::Documents(error) => error.is_passing(),
        }
    }

    /// As whoever sent a command is told: what can't be done at present, or while writes are off, is a refusal
    /// among others, wherever it was met.
    #[must_use]
    pub fn of_command(self) -> Self {
        if self.is_passing() {
            tracing::warn!(error = store::in_full(&self), "a command can't be done at present");
            return vec![unavailable()].into();
        }
        match self {
            Self::Store(StoreError::WritesOff { .. }) => vec![writes_off()].into(),
            Self::Store(error) if error.is_final() => {
                let told = store::in_full(&error);
                tracing::error!(error = told, "a command has met what turns writes off: {told}");
                let unsure = matches!(error, StoreError::Failed { .. });
                vec![if unsure { writes_failed() } else { writes_off() }].into()
            }
            failure => failure,
        }
    }

    /// Whether nothing stands in the way but that what the act had claimed was given up meanwhile.
    fn lost_its_claim(&self) -> bool {
        match self {
            Self::Refused { rejections, .. } => {
                rejections.iter().all(|it| it.code == Code::ClaimLost)
            }
            Self::Store(_) | Self::ReadModel(_) | Self::Documents(_) => false,
        }
    }
}

impl From<DossierError> for Failure {
    fn from(error: DossierError) -> Self {
        match error {
            DossierError::ReadModel(error) => Self::ReadModel(error),
            DossierError::Store(error) => Self::Store(error),
        }
    }
}

impl From<Vec<Rejection>> for Failure {
    fn from(rejections: Vec<Rejection>) -> Self {
        Self::Refused { rejections, current_revision: None }
    }
}

impl From<TransactError> for Failure {
    fn from(error: TransactError) -> Self {
        match error {
            TransactError::Rejected(rejections) => rejections.into(),
            TransactError::Conflict { current_revision } => Self::Refused {
                rejections: vec![Code::Conflict.refuse(
                    "记录已有新的变化，请重新读取后再提交",
                    "the record has moved on; read it again",
                )],
                current_revision,
            },
            TransactError::Store(error) => Self::Store(error),
        }
    }
}

/// Whether it was recorded before the log fell silent, nobody can tell; the same command id is safe either way.
fn unavailable() -> Rejection {
    Code::Unavailable.refuse(
        "暂时无法写入，请稍后用同一commandId重新提交，不会重复记录",
        "the log can't take writes at present; send it again in a moment with the same commandId: it takes \
         effect once",
    )
}

/// What a disk that broke has kept, nobody can tell before a start.
fn writes_failed() -> Rejection {
    Code::WritesOff.refuse(
        "存储故障，系统已停止写入，本次提交是否已记录尚不能确定；恢复后请用同一commandId重新提交，不会重复记录",
        "the disk failed, and writes are off: whether it was recorded can't be told yet; once whoever runs the \
         server has seen to it, send it again with the same commandId: it takes effect once",
    )
}

fn writes_off() -> Rejection {
    Code::WritesOff.refuse(
        "案卷记录受损或者存储故障，系统已停止写入，本次提交未被记录，请联系系统管理员",
        "the log was found damaged or its disk failed, and writes are off: nothing was recorded; whoever runs \
         the server has to see to it",
    )
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
        if self.caught_up().await { Ok(()) } else { Err(vec![unavailable()].into()) }
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
