//! Duties: what follows by law from an event in another stream, and has not been done yet. A row is opened
//! by the event that causes it and closed by the event in its target whose `causation_id` names that one.
//! Whoever does it looks for open rows and issues commands; nothing is remembered elsewhere.

mod calls;
mod entries;
mod kind;
mod restoration;
mod shown;
#[cfg(test)]
mod tests;

pub use self::kind::{Duty, DutyKind};

use std::collections::BTreeMap;

use domain::{
    Moment,
    claim::{self, Holder, Kind, Thing, number},
    id::{CommandId, EventId},
};
use rusqlite::{Row, Transaction, params};
use store::Position;
use uuid::Uuid;

use crate::{
    columns::{from_word, micros, moment, word},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Event, Projection},
};

/// Something that is still to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Its place among all duties, in the order in which they arose.
    pub no: i64,
    /// What is to be done.
    pub duty: Duty,
    /// The event that made it a duty. The event that does it names this one as its cause.
    pub cause: EventId,
    /// When that was recorded.
    pub since: Moment,
    /// The stream in which that lies.
    pub source: String,
    /// The revision of that stream at which it does.
    pub revision: u64,
    /// The stream in which it is to be done; its duties are done in the order in which they arose.
    pub target: String,
    /// Where the last event lies that bears on it. A duty that was refused is tried again only when this
    /// has moved: with its target, its source or its act.
    pub moved: Position,
}

pub(crate) struct Duties;

impl Projection for Duties {
    fn version(&self) -> &'static str {
        "duties/16"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE duties (
            no INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            cause BLOB NOT NULL,
            since INTEGER NOT NULL,
            source TEXT NOT NULL,
            revision INTEGER NOT NULL,
            target TEXT NOT NULL,
            holder_stream TEXT,
            holder_command BLOB,
            moved INTEGER NOT NULL,
            closed INTEGER
        ) STRICT;
        CREATE INDEX duty_open ON duties (no) WHERE closed IS NULL;
        CREATE INDEX duty_source ON duties (source) WHERE closed IS NULL;
        CREATE INDEX duty_target ON duties (target) WHERE closed IS NULL;
        CREATE INDEX duty_act ON duties (holder_command) WHERE closed IS NULL;
        CREATE TABLE calls (
            no INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            part TEXT NOT NULL,
            call TEXT NOT NULL,
            person TEXT,
            target TEXT NOT NULL,
            rests INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX call_source ON calls (source, part);
        CREATE INDEX call_target ON calls (target);"
    }

    /// None but those of open rows, which are few, and which each event asks for.
    fn indexes(&self) -> &'static str {
        ""
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        done(tx, arrived)?;
        match &arrived.event {
            Event::Number(number::Event::Allotted(holder)) => claimed(tx, arrived, holder),
            Event::Claim(claim::Event::Claimed(it)) if it.kind == Kind::Exclusive => {
                claimed(tx, arrived, &it.holder)
            }
            Event::Case(event) => {
                act_taken(tx, arrived)?;
                let fact = event.fact();
                let facets = fact.facets();
                let withdraws = facets.withdraws;
                shown::decided_or_published(tx, arrived, event)?;
                shown::put_right(tx, arrived, event)?;
                calls::of_case(tx, arrived, (event, &facets))?;
                entries::of_case(tx, arrived, (event, withdraws))?;
                match withdraws {
                    Some(it) => shown::unsettled(tx, arrived, it),
                    None => Ok(()),
                }
            }
            Event::Publicity(event) => shown::hidden(tx, arrived, event),
            Event::Restoration(event) => {
                restoration::restored(tx, arrived, event)?;
                calls::of_restoration(tx, arrived, event)
            }
            Event::Listing(event) => {
                entries::of_listing(tx, arrived, event)?;
                calls::of_listing(tx, arrived, event)
            }
            Event::Restriction(event) => calls::of_restriction(tx, arrived, event),
            Event::Inbound(event) => calls::of_inbound(tx, arrived, event),
            Event::Claim(_) | Event::Officer(_) | Event::Access => Ok(()),
        }
    }

    /// What bears on open duties has moved: how far, is asked of those alone, so that it is written once.
    fn conclude(&self, tx: &Transaction<'_>, batch: &[Arrived]) -> rusqlite::Result<()> {
        let places = batch.iter().map(|it| (&it.recorded.stream[..], it.recorded.position));
        let last: BTreeMap<&str, Position> = places.collect();
        // Each has an index of its own; for both at once SQLite would go through all that is open.
        let moved = [
            "UPDATE duties SET moved = max(moved, ?1) WHERE closed IS NULL AND target = ?2",
            "UPDATE duties SET moved = max(moved, ?1) WHERE closed IS NULL AND source = ?2",
        ];
        for (stream, position) in last {
            for update in moved {
                tx.prepare_cached(update)?.execute(params![position.get(), stream])?;
            }
        }
        Ok(())
    }
}

/// What an event does of what its cause made a duty in its stream.
fn done(tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    let Some(cause) = recorded.metadata.causation_id else { return Ok(()) };
    for kind in DutyKind::ALL.into_iter().filter(|it| it.is_done_by(&arrived.event)) {
        tx.prepare_cached(
            "UPDATE duties SET closed = ?1, moved = ?1
             WHERE target = ?2 AND cause = ?3 AND kind = ?4 AND closed IS NULL",
        )?
        .execute(params![
            recorded.position.get(),
            recorded.stream,
            cause.as_bytes(),
            word(&kind)
        ])?;
    }
    Ok(())
}

/// An event makes something a duty in `target`.
fn opened(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (kind, target): (DutyKind, &str),
    holder: Option<&Holder>,
) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    let since = recorded.metadata.recorded_at;
    if since < kind.since() {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO duties
             (kind, cause, since, source, revision, target, holder_stream, holder_command, moved)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        word(&kind),
        recorded.id.as_bytes(),
        micros(since),
        recorded.stream,
        recorded.revision,
        target,
        holder.map(|it| &it.stream),
        holder.map(|it| it.command.uuid().into_bytes()),
        recorded.position.get(),
    ])?;
    Ok(())
}

/// Nothing of a kind is left to be done in `target`, whatever caused it.
fn closed(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (kind, target): (DutyKind, &str),
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE duties SET closed = ?1, moved = ?1 WHERE target = ?2 AND kind = ?3 AND closed IS NULL",
    )?
    .execute(params![arrived.recorded.position.get(), target, word(&kind)])?;
    Ok(())
}

/// Something was given to an act: unless that comes, it is to be given up.
fn claimed(tx: &Transaction<'_>, arrived: &Arrived, holder: &Holder) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    let thing = Thing::given(&recorded.stream, recorded.revision);
    let target = thing.map_or_else(|| recorded.stream.clone(), |it| it.stream());
    opened(tx, arrived, (DutyKind::GiveUpClaim, &target), Some(holder))
}

/// The act that holds a claim has taken place: the claim is to be confirmed.
fn act_taken(tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "UPDATE duties SET kind = ?1, moved = ?2
         WHERE holder_command = ?3 AND holder_stream = ?4 AND closed IS NULL",
    )?
    .execute(params![
        word(&DutyKind::ConfirmClaim),
        recorded.position.get(),
        recorded.metadata.command_id.as_bytes(),
        recorded.stream,
    ])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<DutyRow> {
    let holder = || -> rusqlite::Result<Holder> {
        let command = CommandId::new(Uuid::from_bytes(row.get(8)?));
        Ok(Holder { stream: row.get(7)?, command })
    };
    let duty = match from_word(row.get(1)?)? {
        DutyKind::ConfirmClaim => Duty::ConfirmClaim(holder()?),
        DutyKind::GiveUpClaim => Duty::GiveUpClaim(holder()?),
        DutyKind::OpenPublicity => Duty::OpenPublicity,
        DutyKind::WithdrawPublicity => Duty::WithdrawPublicity,
        DutyKind::OutdatePublicity => Duty::OutdatePublicity,
        DutyKind::NotifyAgency => Duty::NotifyAgency,
        DutyKind::TakeBack => Duty::TakeBack,
        DutyKind::SuspendSource => Duty::SuspendSource,
        DutyKind::ResumeSource => Duty::ResumeSource,
        DutyKind::EnterSeriousList => Duty::EnterSeriousList,
        DutyKind::RevokeListing => Duty::RevokeListing,
        DutyKind::ReExamineListing => Duty::ReExamineListing,
        DutyKind::CorrectListedParty => Duty::CorrectListedParty,
        DutyKind::StopPublicity => Duty::StopPublicity,
        DutyKind::ReinstatePublicity => Duty::ReinstatePublicity,
        DutyKind::LiftListing => Duty::LiftListing,
        DutyKind::ReinstateListing => Duty::ReinstateListing,
    };
    Ok(DutyRow {
        no: row.get(0)?,
        duty,
        cause: EventId::new(Uuid::from_bytes(row.get(2)?)),
        since: moment(row.get(3)?),
        source: row.get(4)?,
        revision: row.get(5)?,
        target: row.get(6)?,
        moved: Position::new(row.get(9)?),
    })
}

impl ReadModel {
    /// At most `limit` duties that are open, of all agencies, after the one numbered `after` (0 for the
    /// first), in the order in which they arose. For whoever does them; nobody else sees them.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn open_duties(&self, after: i64, limit: usize) -> Result<Vec<DutyRow>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT no, kind, cause, since, source, revision, target, holder_stream,
                     holder_command, moved
                 FROM duties WHERE closed IS NULL AND no > ?1 ORDER BY no LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            statement.query_map(params![after, limit], row)?.collect()
        })
    }
}
