//! Read, fold, decide, append: the one path by which anything is ever written.

use domain::{Code, Context, Decider, Moment, Rejection};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{EventStore, Expected, Metadata, Position, Recorded, StoreError, codec::Chain};

/// How often a command is decided because somebody else appended first.
const TRIES: usize = 4;

/// A command as it came in, apart from what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Minted by whoever sends it; the same id never takes effect twice on one record.
    pub command_id: Uuid,
    /// The digest of the command as sent: the same id with another one is refused.
    pub command_hash: String,
    /// The revision that the sender has read.
    pub expected_revision: Option<u64>,
    /// The event that led here.
    pub causation_id: Option<Uuid>,
    /// The matter as a whole; the command's own id where it starts one.
    pub correlation_id: Option<Uuid>,
}

/// What came of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Where its last event lies, or the stream's last where it changed nothing.
    pub position: Option<Position>,
    /// The stream's revision at that place.
    pub revision: Option<u64>,
}

/// Why a command came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum TransactError {
    /// Rules forbid it, all of which are named.
    #[error("refused: {}", .0.iter().map(|it| it.message_en.as_str()).collect::<Vec<_>>().join("; "))]
    Rejected(Vec<Rejection>),
    /// The record has moved on since the sender read it.
    #[error("the record is at revision {current_revision:?}")]
    Conflict {
        /// Where it is now.
        current_revision: Option<u64>,
    },
    /// The log failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The state after these events.
///
/// # Errors
///
/// Where one can't be decoded.
pub fn fold<D>(history: &[Recorded]) -> Result<D, StoreError>
where
    D: Decider<Event: DeserializeOwned>,
{
    Ok(folded(history, &decoded::<D>(history)?))
}

fn decoded<D>(history: &[Recorded]) -> Result<Vec<D::Event>, StoreError>
where
    D: Decider<Event: DeserializeOwned>,
{
    history.iter().map(Recorded::decode).collect()
}

/// The record that these events led to, each as it is stored and as it reads.
fn folded<D: Decider>(history: &[Recorded], told: &[D::Event]) -> D {
    let each = history.iter().zip(told);
    each.fold(D::default(), |state, (it, event)| state.evolve(event, it.metadata.occurred_at))
}

/// Decides `command` on `stream`, and records what was decided. Safe to repeat.
///
/// # Errors
///
/// See [`TransactError`].
#[tracing::instrument(skip_all, fields(stream = %stream))]
pub async fn transact<D>(
    store: &EventStore,
    stream: &str,
    request: &Request,
    command: &D::Command,
    context: &Context<'_>,
) -> Result<Receipt, TransactError>
where
    D: Decider<Event: Serialize + DeserializeOwned>,
{
    let mut tries = 1;
    loop {
        match attempt::<D>(store, stream, request, command, context).await {
            Err(TransactError::Store(StoreError::Conflict { current })) if tries == TRIES => {
                return Err(TransactError::Conflict { current_revision: current });
            }
            Err(TransactError::Store(StoreError::Conflict { .. })) => tries += 1,
            settled => return settled,
        }
    }
}

/// What `command` would come to, without recording anything.
///
/// # Errors
///
/// As of [`transact`].
pub async fn rehearse<D>(
    store: &EventStore,
    stream: &str,
    request: &Request,
    command: &D::Command,
    context: &Context<'_>,
) -> Result<Considered<D::Event>, TransactError>
where
    D: Decider<Event: DeserializeOwned>,
{
    let history = store.read(stream).await?;
    if let Some(receipt) = answered(&history, request)? {
        return Ok(Considered::Settled(receipt));
    }
    consider::<D>((&history, &decoded::<D>(&history)?), command, context)
}

async fn attempt<D>(
    store: &EventStore,
    stream: &str,
    request: &Request,
    command: &D::Command,
    context: &Context<'_>,
) -> Result<Receipt, TransactError>
where
    D: Decider<Event: Serialize + DeserializeOwned>,
{
    let history = store.read(stream).await?;
    if let Some(receipt) = answered(&history, request)? {
        return Ok(receipt);
    }
    let told = decoded::<D>(&history)?;
    let events = match consider::<D>((&history, &told), command, context)? {
        Considered::Settled(receipt) => return Ok(receipt),
        Considered::Decided(events) => events,
    };
    let last = history.last();
    let expected = last.map_or(Expected::Empty, |it| Expected::Revision(it.revision));
    let prev_hash = last.map_or([0; 32], |it| it.hash);
    let chain = Chain { store, stream, history: &history, expected, prev_hash };
    let count = events.len() as u64;
    let stamp = |event: &D::Event| Metadata {
        corrects: contradicted::<D>((event, context.occurred), (&history, &told)),
        ..stamp::<D>(event, request, context)
    };
    let proposed = chain.propose::<D>(&events, stamp).await?;
    let types: Vec<_> = proposed.iter().map(|it| it.event_type.clone()).collect();
    let position = store.append(stream, expected, proposed).await?;
    for event_type in types {
        metrics::counter!("events_appended_total", "type" => event_type).increment(1);
    }
    Ok(Receipt { position: Some(position), revision: Some(expected.next() + count - 1) })
}

/// What a command comes to, given what has happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Considered<E> {
    /// Nothing new: it is known, or changes nothing.
    Settled(Receipt),
    /// These events are to be recorded.
    Decided(Vec<E>),
}

/// What a command was answered that is known already; nothing where it is to be decided.
fn answered(history: &[Recorded], request: &Request) -> Result<Option<Receipt>, TransactError> {
    if let Some(earlier) = history.iter().rfind(|it| it.metadata.command_id == request.command_id) {
        return known(earlier, request).map(Some);
    }
    let current_revision = history.last().map(|it| it.revision);
    if request.expected_revision.is_some() && request.expected_revision != current_revision {
        return Err(TransactError::Conflict { current_revision });
    }
    Ok(None)
}

fn consider<D: Decider>(
    (history, told): (&[Recorded], &[D::Event]),
    command: &D::Command,
    context: &Context<'_>,
) -> Result<Considered<D::Event>, TransactError> {
    let state: D = folded(history, told);
    let events = state.decide(command, context).map_err(TransactError::Rejected)?;
    if events.is_empty() {
        let last = history.last();
        let (position, revision) = (last.map(|it| it.position), last.map(|it| it.revision));
        return Ok(Considered::Settled(Receipt { position, revision }));
    }
    Ok(Considered::Decided(events))
}

/// The first answer again, or that the id was used for something else.
fn known(earlier: &Recorded, request: &Request) -> Result<Receipt, TransactError> {
    if earlier.metadata.command_hash == request.command_hash {
        let (position, revision) = (Some(earlier.position), Some(earlier.revision));
        return Ok(Receipt { position, revision });
    }
    Err(TransactError::Rejected(vec![
        Code::CommandIdReused
            .refuse(
                "commandId 已用于内容不同的命令",
                "this command id was used for another command",
            )
            .at("commandId"),
    ]))
}

/// The events that an act turns out to contradict: what is entered in time may tell of what others did long before.
fn contradicted<D: Decider>(
    act: (&D::Event, Moment),
    (history, told): (&[Recorded], &[D::Event]),
) -> Vec<Uuid> {
    let contradicted = history.iter().zip(told).filter(|(_, it)| D::contradicts(act, it));
    contradicted.map(|(it, _)| it.id).collect()
}

fn stamp<D: Decider>(event: &D::Event, request: &Request, context: &Context<'_>) -> Metadata {
    Metadata {
        occurred_at: context.occurred,
        recorded_at: Moment::new(context.at.timestamp()),
        late_entry_reason: context.late_entry(D::took_place(event)).map(Into::into),
        actor: context.actor.clone(),
        basis: D::basis(event),
        law: context.law.digest().to_owned(),
        facts: context.facts.sources.clone(),
        subjects: D::subjects(event),
        corrects: vec![],
        command_id: request.command_id,
        command_hash: request.command_hash.clone(),
        causation_id: request.causation_id,
        correlation_id: request.correlation_id.unwrap_or(request.command_id),
        producer: concat!("anjuan/", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

#[cfg(test)]
mod tests;
