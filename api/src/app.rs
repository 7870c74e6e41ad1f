//! The program's parts in one place, and the way of a command through them: gather the facts, claim the
//! number that it signs with, decide and append, wait until readers see it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use domain::{
    Acting, Actor, Capability, Code, Context, Facts, Moment, Officer, Reading, Rejection, Role,
    Rulebook, Source,
    case::{self, Case, Needs},
    claim::{
        Holder,
        number::{self, Series},
    },
    document::{DocumentNumber, NumberKind},
    id::{CaseId, PersonId, PowerItem},
};
use jiff::civil::Date;
use projections::{Progress, ReadModel, ReadModelError, Viewer};
use store::{Documents, EventStore, Position, Receipt, Request, StoreError, TransactError};
use tokio::sync::watch;
use uuid::Uuid;

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
                    "案件已有新的变化，请重新读取后再提交",
                    "the case has moved on; read it again",
                )],
                current_revision,
            },
            TransactError::Store(StoreError::Unavailable { reason }) => {
                let message = "暂时无法写入，本次提交未被记录，请稍后重试";
                vec![Code::Unavailable.refuse(message, reason)].into()
            }
            TransactError::Store(error) => Self::Store(error),
        }
    }
}

/// The id of a new record: whoever sends the same creation again finds the first one.
#[must_use]
pub fn new_case(viewer: &Viewer, command_id: Uuid) -> CaseId {
    let name = format!("{}/{}/{command_id}", viewer.agency, viewer.person);
    CaseId::new(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
}

/// The stream of a case.
#[must_use]
pub fn stream_of(case: CaseId) -> String {
    format!("case-{case}")
}

impl App {
    /// Decides a command of somebody on a case, and records what was decided. Safe to repeat.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn execute(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        case: CaseId,
        command: &case::Command,
    ) -> Result<Receipt, Failure> {
        let opens = matches!(command, case::Command::RegisterLead(_));
        if !opens && self.read_model.case(viewer, case)?.is_none() {
            return Err(vec![not_found()].into());
        }
        let actor = Actor::Officer(self.acting(viewer, sent, command));
        let mut facts = self.gather(viewer, sent.occurred.day(), (case, command)).await?;
        if let Some(kind) = command.number() {
            facts.number = self.allot(viewer, sent, (case, kind)).await?;
        }
        let context = Context {
            actor: &actor,
            occurred: sent.occurred,
            at: self.clock.now(),
            late_entry_reason: sent.late_entry_reason.as_deref(),
            law: &self.law,
            facts: &facts,
        };
        let request = sent.request();
        let stream = stream_of(case);
        let receipt =
            store::transact::<Case>(&self.store, &stream, &request, command, &context).await?;
        Ok(receipt)
    }

    /// Waits until readers see `position`; whether they do in time.
    pub async fn visible(&self, position: Position) -> bool {
        let mut progress = self.progress.clone();
        let seen = progress.wait_for(|it| it.position >= Some(position));
        tokio::time::timeout(VISIBLE_WITHIN, seen).await.is_ok_and(|it| it.is_ok())
    }

    /// The officer in the role of theirs that allows the act; in their first one where none does, so
    /// that the refusal says what is missing.
    fn acting(&self, viewer: &Viewer, sent: &Sent, command: &case::Command) -> Acting {
        let day = sent.occurred.day();
        let wanted: Option<Capability> = match command.act().needs() {
            Needs::Role(capability) | Needs::Power(capability) => Some(capability),
            Needs::Clock => None,
        };
        let allows = |role: &&Role| wanted.is_some_and(|it| self.law.grants(**role, it, day));
        let role = viewer.roles.iter().find(allows).or(viewer.roles.first());
        Acting {
            person: viewer.person.clone(),
            agency: viewer.agency.clone(),
            role: role.copied().unwrap_or(Role::Intake),
            power_item: sent.power_item.clone(),
        }
    }

    /// What the decision reads outside the case: officers and the presence of documents.
    async fn gather(
        &self,
        viewer: &Viewer,
        day: Date,
        (case, command): (CaseId, &case::Command),
    ) -> Result<Facts, Failure> {
        let mut facts = Facts::default();
        let people = command.people().into_iter().chain([&viewer.person]);
        let mut officers: BTreeMap<PersonId, Officer> = BTreeMap::new();
        for person in people {
            if officers.contains_key(person) {
                continue;
            }
            let stream = format!("officer-{person}");
            let history = self.store.read(&stream).await?;
            let officer: Officer = store::fold(&history)?;
            if let Some((last, named)) = history.last().zip(officer.named_on(day)) {
                let (revision, read) = (last.revision, Reading::Officer(named));
                facts.sources.push(Source { stream, revision, read });
                officers.insert(person.clone(), officer);
            }
        }
        facts.officers = officers;
        let stream = stream_of(case);
        let here = command.documents().into_iter().map(|it| it.sha256);
        facts.documents = here.filter(|it| self.documents.has(&stream, it)).collect();
        Ok(facts)
    }

    /// Claims the next number of the agency, kind and year; the same act finds the one it was given.
    async fn allot(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        (case, kind): (CaseId, NumberKind),
    ) -> Result<Option<DocumentNumber>, Failure> {
        let day = sent.occurred.day();
        let agencies = self.law.agencies();
        let agency =
            agencies.in_whose_name(&viewer.agency, day).and_then(|it| agencies.on(it, day));
        let Some(organ) = agency.and_then(|it| it.organ_characters.as_deref()) else {
            return Ok(None);
        };
        let command = domain::id::CommandId::new(sent.command_id);
        let holder = Holder { stream: stream_of(case), command };
        let stream = number::stream_of(organ, kind, day.year());
        let allot = number::Command::Allot { holder: holder.clone(), instead_of: None };
        let request = Request {
            command_id: Uuid::new_v5(&sent.command_id, stream.as_bytes()),
            command_hash: sent.command_hash.clone(),
            expected_revision: None,
            causation_id: None,
            correlation_id: Some(sent.command_id),
        };
        let facts = Facts::default();
        let at = self.clock.now();
        let context = Context {
            actor: &Actor::System { agency: viewer.agency.clone() },
            occurred: at,
            at,
            late_entry_reason: None,
            law: &self.law,
            facts: &facts,
        };
        store::transact::<Series>(&self.store, &stream, &request, &allot, &context).await?;
        let series: Series = store::fold(&self.store.read(&stream).await?)?;
        Ok(series.number_of(&holder, (organ, kind, day.year())))
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
