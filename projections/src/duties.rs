//! Duties: what follows by law from an event in another stream, and has not been done yet. A row is opened
//! by the event that causes it and closed by the event whose `causation_id` names that one. Whoever
//! does it looks for open rows and issues commands; nothing is remembered elsewhere.

use domain::{
    Moment,
    claim::{self, Holder, number},
    id::{CommandId, EventId},
};
use rusqlite::{Row, Transaction, params};
use serde::{Deserialize, Serialize};
use store::Position;
use uuid::Uuid;

use crate::{
    columns::{from_word, micros, moment, word},
    read_model::{ReadModel, ReadModelError},
    tables::{Event, Projection, Told},
};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DutyKind {
    /// The act that was allotted a number has taken place: the number is to be confirmed.
    ConfirmNumber,
    /// The act has not taken place: the number is to be voided once its hold is stale.
    VoidNumber,
}

/// Something that is still to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Its place among all duties, in the order in which they arose.
    pub no: i64,
    /// What is to be done.
    pub kind: DutyKind,
    /// The event that made it a duty. The event that does it names this one as its cause.
    pub cause: EventId,
    /// When that was recorded.
    pub since: Moment,
    /// The series that allotted the number: `number-川市监-处罚-2022`.
    pub series: String,
    /// Which number of the series, from 1.
    pub sequence: u32,
    /// The act that the number was allotted to.
    pub holder: Holder,
    /// Where the last event lies that bears on it. A duty that was refused is tried again only when this
    /// has moved.
    pub moved: Position,
}

impl DutyKind {
    /// From when on events cause it; what was recorded earlier does not, so that a kind which is new
    /// never replays history. Numbers have been watched over from the first log on.
    fn since(self) -> Moment {
        match self {
            Self::ConfirmNumber | Self::VoidNumber => Moment::midnight(jiff::civil::Date::ZERO),
        }
    }
}

pub(crate) struct Duties;

impl Projection for Duties {
    fn version(&self) -> &'static str {
        "duties/1"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE duties (
            no INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            cause BLOB NOT NULL,
            since INTEGER NOT NULL,
            series TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            holder_stream TEXT NOT NULL,
            holder_command BLOB NOT NULL,
            moved INTEGER NOT NULL,
            closed INTEGER
        ) STRICT;
        CREATE INDEX duty_open ON duties (no) WHERE closed IS NULL;
        CREATE INDEX duty_cause ON duties (cause) WHERE closed IS NULL;
        CREATE INDEX duty_act ON duties (holder_command) WHERE closed IS NULL;"
    }

    /// None but those of open rows, which are few, and which each event asks for.
    fn indexes(&self) -> &'static str {
        ""
    }

    fn apply(&self, tx: &Transaction<'_>, told: &Told) -> rusqlite::Result<()> {
        match &told.event {
            Event::Number(number::Event::Allotted(holder)) => opened(tx, told, holder),
            Event::Case(_) => act_taken(tx, told),
            Event::Claim(claim::Event::Claimed(_)) => caused(tx, told, "moved = ?2"),
            Event::Claim(
                claim::Event::Confirmed(_) | claim::Event::Released(_) | claim::Event::Voided(_),
            ) => caused(tx, told, "moved = ?2, closed = ?2"),
            Event::Officer(_) | Event::Access => Ok(()),
        }
    }
}

/// A number was allotted: unless its act comes, it is to be voided.
fn opened(tx: &Transaction<'_>, told: &Told, holder: &Holder) -> rusqlite::Result<()> {
    let recorded = &told.recorded;
    let since = recorded.metadata.recorded_at;
    if since < DutyKind::VoidNumber.since() {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO duties (kind, cause, since, series, sequence, holder_stream, holder_command, moved)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        word(&DutyKind::VoidNumber),
        recorded.id.as_bytes(),
        micros(since),
        recorded.stream,
        recorded.revision + 1,
        holder.stream,
        holder.command.uuid().as_bytes(),
        recorded.position.get(),
    ])?;
    Ok(())
}

/// The act that holds a number has taken place: the number is to be confirmed.
fn act_taken(tx: &Transaction<'_>, told: &Told) -> rusqlite::Result<()> {
    let recorded = &told.recorded;
    tx.prepare_cached(
        "UPDATE duties SET kind = ?1, moved = ?2
         WHERE holder_command = ?3 AND holder_stream = ?4 AND closed IS NULL",
    )?
    .execute(params![
        word(&DutyKind::ConfirmNumber),
        recorded.position.get(),
        recorded.metadata.command_id.as_bytes(),
        recorded.stream,
    ])?;
    Ok(())
}

/// What an event does to the duty whose cause it names.
fn caused(tx: &Transaction<'_>, told: &Told, change: &str) -> rusqlite::Result<()> {
    let recorded = &told.recorded;
    let Some(cause) = recorded.metadata.causation_id else { return Ok(()) };
    let sql = format!("UPDATE duties SET {change} WHERE cause = ?1 AND closed IS NULL");
    let (cause, position) = (cause.as_bytes(), recorded.position.get());
    tx.prepare_cached(&sql)?.execute(params![cause, position])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<DutyRow> {
    Ok(DutyRow {
        no: row.get(0)?,
        kind: from_word(row.get(1)?)?,
        cause: EventId::new(Uuid::from_bytes(row.get(2)?)),
        since: moment(row.get(3)?),
        series: row.get(4)?,
        sequence: row.get(5)?,
        holder: Holder {
            stream: row.get(6)?,
            command: CommandId::new(Uuid::from_bytes(row.get(7)?)),
        },
        moved: Position::new(row.get(8)?),
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
                "SELECT no, kind, cause, since, series, sequence, holder_stream, holder_command, moved
                 FROM duties WHERE closed IS NULL AND no > ?1 ORDER BY no LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            statement.query_map(params![after, limit], row)?.collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::claim::{Claim, Kind, number::Series};

    use super::*;
    use crate::spec::Registry;

    #[tokio::test]
    async fn an_allotted_number_is_a_duty_until_its_claim_is_settled() {
        let mut registry = Registry::open();
        let at = "2026-03-02T09:00:00+08:00";
        let command = CommandId::new(Uuid::from_u128(1));
        let holder = Holder { stream: "case-1".to_owned(), command };
        let allot = number::Command::Allot { holder: holder.clone(), instead_of: None };
        let series = "number-川市监-处罚-2026";
        registry.decide::<Series>(series, (Uuid::from_u128(7), None), (at, &allot)).await;
        registry.follow().await;
        let open = registry.read_model.open_duties(0, 10).unwrap();
        let [duty] = open.as_slice() else { panic!("{open:?}") };
        assert_eq!((duty.kind, duty.sequence), (DutyKind::VoidNumber, 1));
        assert_eq!((duty.series.as_str(), &duty.holder), (series, &holder));
        let (cause, moved) = (duty.cause.uuid(), duty.moved);
        let claim = claim::Command::Claim { holder: holder.clone(), kind: Kind::Number };
        let step = |n| (Uuid::from_u128(n), Some(cause));
        registry.decide::<Claim>("claim-1", step(8), (at, &claim)).await;
        registry.follow().await;
        let held = registry.read_model.open_duties(0, 10).unwrap();
        assert!(held[0].moved > moved, "{held:?}");
        let abandon = claim::Command::Abandon { holder, reason: "未用".into() };
        registry.decide::<Claim>("claim-1", step(9), (at, &abandon)).await;
        registry.follow().await;
        assert_eq!(registry.read_model.open_duties(0, 10).unwrap(), []);
    }
}
