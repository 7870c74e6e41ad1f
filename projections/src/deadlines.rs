//! Deadlines of all cases: the worklist, and what clockwork looks for.

use domain::{
    Moment, Role,
    clock::{Bound, Deadline, Due, Timer},
    id::{CaseId, PartId},
};
use jiff::civil::Date;
use rusqlite::{Row, Transaction, params, types::Value};

use crate::{
    columns::{from_json, json, micros, moment, word},
    page::{Asked, COUNT_CAP, Count, Page},
    read_model::{ReadModel, ReadModelError},
    tables::{Projection, Told},
    viewer::Viewer,
};

/// A deadline of a case, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRow {
    /// Which case.
    pub case: CaseId,
    /// Its number, once filed.
    pub case_number: Option<String>,
    /// Against whom.
    pub party: Option<String>,
    /// Its version.
    pub revision: u64,
    /// The deadline itself.
    pub deadline: Deadline,
    /// The act that met it.
    pub settled: Option<Settled>,
}

/// The act that met a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// When it took place.
    pub occurred: Moment,
    /// When it was entered.
    pub recorded: Moment,
    /// 补录: it was entered late.
    pub late_entry: bool,
}

/// A place in a list of deadlines: by the day that matters, then by case and rule.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeadlineKey {
    /// The day, or the end of time where none is known.
    pub day: String,
    /// The row.
    pub no: i64,
}

/// Whose deadlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeadlineFilter {
    /// What the viewer has to see to, today.
    Worklist {
        /// Today.
        today: Date,
    },
    /// All of the agency that end in a time, met or not.
    Between {
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// Only those that are not met.
        open: bool,
    },
}

/// After every day.
const NEVER: &str = "9999-12-31";

pub(crate) struct Deadlines;

impl Projection for Deadlines {
    fn version(&self) -> &'static str {
        "deadlines/1"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE deadlines (
            no INTEGER PRIMARY KEY,
            case_no INTEGER NOT NULL,
            timer TEXT NOT NULL,
            part TEXT NOT NULL,
            bound TEXT NOT NULL,
            day TEXT NOT NULL,
            missing_year INTEGER,
            deadline TEXT NOT NULL,
            settled_at INTEGER,
            settled_recorded INTEGER,
            settled_late INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX deadline_key ON deadlines (case_no, timer, part);"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS deadline_open ON deadlines (day) WHERE settled_at IS NULL;
         CREATE INDEX IF NOT EXISTS deadline_undetermined ON deadlines (no)
             WHERE missing_year IS NOT NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, told: &Told<'_>) -> rusqlite::Result<()> {
        let Some(event) = told.case() else { return Ok(()) };
        let facets = event.fact().facets();
        let metadata = &told.recorded.metadata;
        for (timer, part) in &facets.settles {
            tx.prepare_cached(
                "UPDATE deadlines SET settled_at = ?4, settled_recorded = ?5, settled_late = ?6
                 WHERE case_no = (SELECT no FROM cases WHERE id = ?1) AND timer = ?2 AND part = ?3
                     AND settled_at IS NULL",
            )?
            .execute(params![
                told.case_key(),
                word(timer),
                part.as_ref().map_or("", PartId::as_str),
                micros(metadata.occurred_at),
                micros(metadata.recorded_at),
                metadata.late_entry_reason.is_some(),
            ])?;
        }
        facets.deadlines.iter().try_for_each(|deadline| put(tx, told, deadline))
    }
}

fn put(tx: &Transaction<'_>, told: &Told<'_>, deadline: &Deadline) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO deadlines (case_no, timer, part, bound, day, missing_year, deadline)
         SELECT no, ?2, ?3, ?4, ?5, ?6, ?7 FROM cases WHERE id = ?1
         ON CONFLICT (case_no, timer, part) DO UPDATE SET
             bound = excluded.bound, day = excluded.day, missing_year = excluded.missing_year,
             deadline = excluded.deadline",
    )?
    .execute(params![
        told.case_key(),
        word(&deadline.timer),
        deadline.of.as_ref().map_or("", PartId::as_str),
        word(&deadline.bound),
        day(deadline),
        missing_year(deadline),
        json(deadline)?,
    ])?;
    Ok(())
}

/// The day by which a deadline is listed: an agency is alerted by the raw date, a party's right ends on
/// the rolled one (domain.md §7.3).
fn day(deadline: &Deadline) -> String {
    let day = match (&deadline.due, deadline.bound) {
        (Due::Fixed { raw_date, .. }, Bound::Agency) => Some(*raw_date),
        (Due::Fixed { due_date, .. }, Bound::Party) => Some(*due_date),
        (Due::Undetermined { raw_date, .. }, _) => *raw_date,
        (Due::Paused { .. }, _) => None,
    };
    day.map_or_else(|| NEVER.to_owned(), |it| it.to_string())
}

fn missing_year(deadline: &Deadline) -> Option<i16> {
    match deadline.due {
        Due::Undetermined { missing_year, .. } => Some(missing_year),
        Due::Fixed { .. } | Due::Paused { .. } => None,
    }
}

const COLUMNS: &str = "c.id, c.number, c.party, c.revision, d.deadline, d.settled_at,
    d.settled_recorded, d.settled_late, d.day, d.no";

fn row(row: &Row<'_>) -> rusqlite::Result<(DeadlineKey, DeadlineRow)> {
    let json: String = row.get(4)?;
    let settled: Option<i64> = row.get(5)?;
    let settled = match settled {
        Some(at) => Some(Settled {
            occurred: moment(at),
            recorded: moment(row.get(6)?),
            late_entry: row.get(7)?,
        }),
        None => None,
    };
    let found = DeadlineRow {
        case: CaseId::new(uuid::Uuid::from_bytes(row.get(0)?)),
        case_number: row.get(1)?,
        party: row.get(2)?,
        revision: row.get(3)?,
        deadline: from_json(&json)?,
        settled,
    };
    Ok((DeadlineKey { day: row.get(8)?, no: row.get(9)? }, found))
}

impl ReadModel {
    /// Deadlines that the viewer may see: overdue ones first, then by the day that matters.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn deadlines(
        &self,
        viewer: &Viewer,
        filter: &DeadlineFilter,
        asked: &Asked<DeadlineKey>,
    ) -> Result<Page<(DeadlineKey, DeadlineRow)>, ReadModelError> {
        let (mut clauses, mut values) = filter.clauses(viewer);
        self.read(|connection| {
            let from = "deadlines d JOIN cases c ON c.no = d.case_no";
            let counted = format!(
                "SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {} LIMIT {})",
                clauses.join(" AND "),
                COUNT_CAP + 1
            );
            let total = connection
                .prepare_cached(&counted)?
                .query_row(rusqlite::params_from_iter(&values), |row| row.get(0))?;
            let (order, than) = if asked.backwards { ("DESC", "<") } else { ("ASC", ">") };
            if let Some(key) = &asked.beyond {
                clauses.push(format!("(d.day, d.no) {than} (?, ?)"));
                values.push(Value::Text(key.day.clone()));
                values.push(Value::Integer(key.no));
            }
            let sql = format!(
                "SELECT {COLUMNS} FROM {from} WHERE {} ORDER BY d.day {order}, d.no {order} LIMIT {}",
                clauses.join(" AND "),
                asked.limit + 1
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let found = statement
                .query_map(rusqlite::params_from_iter(&values), row)?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(Page::of(found, asked, Count::of(total)))
        })
    }

    /// Open deadlines under one of these rules whose day lies before `day`, of all agencies, at most
    /// `limit` of them after a place in the list: what clockwork has to record. One that was refused stays
    /// here, and is tried again only when its case has another revision.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn due_lapses(
        &self,
        timers: &[Timer],
        day: Date,
        (after, limit): (Option<&DeadlineKey>, usize),
    ) -> Result<Vec<(DeadlineKey, DeadlineRow)>, ReadModelError> {
        let marks = vec!["?"; timers.len()].join(", ");
        let sql = format!(
            "SELECT {COLUMNS} FROM deadlines d JOIN cases c ON c.no = d.case_no
             WHERE d.settled_at IS NULL AND d.timer IN ({marks}) AND d.day < ? AND (d.day, d.no) > (?, ?)
             ORDER BY d.day, d.no LIMIT {limit}"
        );
        let mut values: Vec<_> = timers.iter().map(|it| Value::Text(word(it))).collect();
        values.push(Value::Text(day.to_string()));
        values.push(Value::Text(after.map(|it| it.day.clone()).unwrap_or_default()));
        values.push(Value::Integer(after.map_or(0, |it| it.no)));
        self.all(&sql, &values)
    }

    /// Deadlines that wait for the calendar of a year, of all agencies, at most `limit` of them after the
    /// row numbered `after` (0 for the first); those that were met too, since only their end tells
    /// whether in time.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn undetermined(
        &self,
        (after, limit): (i64, usize),
    ) -> Result<Vec<(DeadlineKey, DeadlineRow)>, ReadModelError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM deadlines d JOIN cases c ON c.no = d.case_no
             WHERE d.missing_year IS NOT NULL AND d.no > ? ORDER BY d.no LIMIT {limit}"
        );
        self.all(&sql, &[Value::Integer(after)])
    }

    /// How many deadlines wait for the calendar of a year, of all agencies.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn count_undetermined(&self) -> Result<u64, ReadModelError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT count(*) FROM deadlines WHERE missing_year IS NOT NULL")?
                .query_row([], |row| row.get(0))
        })
    }

    fn all(
        &self,
        sql: &str,
        values: &[Value],
    ) -> Result<Vec<(DeadlineKey, DeadlineRow)>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            statement.query_map(rusqlite::params_from_iter(values), row)?.collect()
        })
    }
}

impl DeadlineFilter {
    fn clauses(&self, viewer: &Viewer) -> (Vec<String>, Vec<Value>) {
        let mut clauses = vec!["c.agency = ?".to_owned()];
        let mut values = vec![Value::Text(viewer.agency.to_string())];
        if !viewer.reads_cases() {
            clauses.push("0".to_owned());
        }
        match self {
            Self::Worklist { today } => {
                clauses.push("d.settled_at IS NULL".to_owned());
                clauses
                    .push("(d.bound = 'AGENCY' OR d.timer = 'PAY.FINE' OR d.day >= ?)".to_owned());
                values.push(Value::Text(today.to_string()));
                if !viewer.leads() {
                    clauses.push(mine(viewer));
                    values.push(Value::Text(viewer.person.to_string()));
                }
            }
            Self::Between { from, to, open } => {
                let mut within = |clause: &str, day: &Option<Date>| {
                    if let Some(day) = day {
                        clauses.push(clause.to_owned());
                        values.push(Value::Text(day.to_string()));
                    }
                };
                within("d.day >= ?", from);
                within("d.day <= ?", to);
                if *open {
                    clauses.push("d.settled_at IS NULL".to_owned());
                }
            }
        }
        (clauses, values)
    }
}

/// What somebody who leads nobody has to see to: the cases that they handle, and reviews where they
/// review.
fn mine(viewer: &Viewer) -> String {
    let reviews =
        viewer.roles.iter().any(|role| matches!(role, Role::CaseReviewer | Role::LegalReviewer));
    let handled = "d.case_no IN (SELECT case_no FROM case_officers WHERE person = ?)";
    if reviews { format!("({handled} OR d.timer = 'REVIEW.DO')") } else { handled.to_owned() }
}
