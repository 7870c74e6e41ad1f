//! What happened in a record that is no case: the fold of its stream at read time, each event unsealed for the viewer.

use domain::{Decider, Moment, Rulebook, clock::Done, listing::state::Timed};
use serde::de::DeserializeOwned;
use store::{EventStore, Metadata, Position, Recorded, StoreError};

use crate::dossier::{
    folded::acting,
    sentence::{Lag, Spoken},
};

/// One event of a record, unsealed for the viewer.
#[derive(Debug, Clone)]
pub struct Act<E> {
    /// The envelope as stored.
    pub recorded: Recorded,
    /// The envelope with its text open.
    pub metadata: Metadata,
    /// What it says.
    pub event: E,
    /// How the register shows whoever acted, on the day of the act.
    pub actor: Option<String>,
    /// 补录: how long after the act, or after what it records, it was entered; nothing where it was in time.
    pub lag: Option<Lag>,
}

impl<E> Act<E> {
    /// `2022年12月26日，…信用监管人员周某通过…公示行政处罚信息（…）。依据：《…》第九条。`, of which `predicate` is what was done.
    #[must_use]
    pub fn sentence(&self, predicate: &str, law: &Rulebook) -> String {
        let told = (&self.metadata, self.actor.as_deref());
        let late: Vec<_> = self.lag.iter().map(|it| it.text.clone()).collect();
        Spoken::of(told, predicate, law).with(&late)
    }

    /// The act and its entry, as a deadline asks for them.
    pub(crate) fn done(&self) -> Done {
        Done {
            occurred: self.metadata.occurred_at,
            recorded: self.metadata.recorded_at,
            late_entry: self.metadata.late_entry_reason.is_some(),
            replaced: false,
            rests_on: None,
        }
    }
}

/// The act that met a deadline of its record or put an end to it, of those that `bears` on it, and when that was entered.
pub(crate) fn done<E>(acts: &[Act<E>], of: &Timed, bears: impl Fn(&E) -> bool) -> Option<Done> {
    let at = of.met.or(of.ended)?;
    let act = acts.iter().find(|it| it.metadata.occurred_at == at && bears(&it.event))?;
    Some(Done { replaced: of.met.is_none(), ..act.done() })
}

/// A record, and what happened to it.
type Folded<D> = (D, Vec<Act<<D as Decider>::Event>>);

/// A record as it was known at a place of the log; as it stands, where none is named.
pub(crate) async fn known<D>(
    store: &EventStore,
    stream: &str,
    until: Option<Position>,
) -> Result<Folded<D>, StoreError>
where
    D: Decider<Event: DeserializeOwned>,
{
    folded(store, recorded(store, stream, until).await?)
}

/// A record as it stood after those of these events of it which count, sealed as it is; nothing where none does.
///
/// # Errors
///
/// Where one doesn't decode.
pub fn counting<D>(
    history: &[Recorded],
    counts: impl Fn(&D::Event, Moment) -> bool,
) -> Result<Option<D>, StoreError>
where
    D: Decider<Event: DeserializeOwned>,
{
    let mut state = None;
    for recorded in history {
        let (event, at) = (recorded.decode()?, recorded.metadata.occurred_at);
        if counts(&event, at) {
            state = Some(state.unwrap_or_else(D::default).evolve(&event, at));
        }
    }
    Ok(state)
}

/// What had been recorded of a record up to a place of the log; all of it, where none is named.
///
/// # Errors
///
/// Where the log can't be read.
pub async fn recorded(
    store: &EventStore,
    stream: &str,
    until: Option<Position>,
) -> Result<Vec<Recorded>, StoreError> {
    let mut history = store.read(stream).await?;
    history.retain(|it| until.is_none_or(|until| it.position <= until));
    Ok(history)
}

/// A record as it stood after these events of it.
pub(crate) fn folded<D>(store: &EventStore, history: Vec<Recorded>) -> Result<Folded<D>, StoreError>
where
    D: Decider<Event: DeserializeOwned>,
{
    told(store, history, |_, _| true)
}

/// A record as it stood after those of these events of it which count.
pub(crate) fn told<D>(
    store: &EventStore,
    history: Vec<Recorded>,
    counts: impl Fn(&D::Event, Moment) -> bool,
) -> Result<Folded<D>, StoreError>
where
    D: Decider<Event: DeserializeOwned>,
{
    let (mut state, mut acts) = (D::default(), Vec::with_capacity(history.len()));
    for recorded in history {
        let event: D::Event = recorded.unseal(store)?;
        if !counts(&event, recorded.metadata.occurred_at) {
            continue;
        }
        let metadata = recorded.unseal_metadata(store)?;
        state = state.evolve(&event, metadata.occurred_at);
        let actor = acting(&metadata);
        let lag = Lag::of(&metadata, D::took_place(&event));
        acts.push(Act { recorded, metadata, event, actor, lag });
    }
    Ok((state, acts))
}
