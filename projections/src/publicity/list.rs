//! Publicities that the viewer may see: one, those of a case, a list of them; and what clockwork looks for.

use domain::{
    clock::Timer,
    id::{CaseId, PublicityId},
    publicity::{Channel, Key, withdrawing::Withdrawal},
};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params, params_from_iter, types::Value};

use super::{COLUMNS, FROM, PublicityFilter, PublicityPlace, PublicityRow, from, row, seen};
use crate::{
    columns::words,
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    versions::Times,
    viewer::Viewer,
};

/// It was withdrawn, and what is right is to be shown in its place: a condition over a row (PUB 11, 12).
pub(crate) fn is_shown_anew(row: &str) -> String {
    let grounds = Withdrawal::ALL.into_iter().filter(|it| it.is_shown_anew());
    let grounds: Vec<_> = grounds.collect();
    format!("({row}.withdrawn IN ({}) AND {row}.barred IS NULL)", words(&grounds))
}

/// What is to be made public, of all agencies, and within what time no limit says that runs: what takes the place of what was
/// withdrawn, mostly (PUB 11, 12; APL 48.2). The columns are `stream`, `agency`, and the `day` since which it is.
pub(crate) fn unshown() -> String {
    let limits = Channel::ALL.into_iter().flat_map(Channel::timers).copied();
    let limits: Vec<_> = limits.chain([Timer::PubGsxtHost]).collect();
    format!(
        "SELECT p.stream, p.agency, p.since AS day FROM publicity p
         WHERE p.state IN ('DUE', 'WITHDRAWN') AND (p.state = 'DUE' OR {})
             AND NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.record = p.stream
                 AND d.timer IN ({}) AND d.settled_at IS NULL)",
        is_shown_anew("p"),
        words(&limits)
    )
}

impl ReadModel {
    /// A publicity as of both times, where the viewer may see it.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn publicity(
        &self,
        viewer: &Viewer,
        (id, times): (PublicityId, Times),
    ) -> Result<Option<PublicityRow>, ReadModelError> {
        let (mut clauses, mut values) = seen(viewer);
        clauses.push("p.id = ?".to_owned());
        values.push(Value::Blob(id.uuid().into_bytes().to_vec()));
        let (from, clauses) = (from(times), clauses.join(" AND "));
        let sql = format!("SELECT {COLUMNS} FROM {from} WHERE {clauses}");
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_row(params_from_iter(values), row).optional()?.map(|(_, it)| it))
        })
    }

    /// The publicities that the viewer may see, as of both times, by the day of their decisions.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn publicities(
        &self,
        viewer: &Viewer,
        (filter, times): (&PublicityFilter, Times),
        asked: &Asked<PublicityPlace>,
    ) -> Result<Page<(PublicityPlace, PublicityRow)>, ReadModelError> {
        let list = List {
            columns: COLUMNS,
            bound: vec![],
            from: &from(times),
            order: &["p.decided_on", "p.number_order", "p.channel_rank", "p.no"],
            descending: false,
            narrowed: filter.clauses(viewer, times.on),
        };
        self.read(|connection| list.page(connection, (asked, PublicityPlace::values), row))
    }

    /// The decisions of a case on each channel as of both times, where the viewer may see them: three of each decision.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn publicity_of(
        &self,
        viewer: &Viewer,
        (case, times): (CaseId, Times),
    ) -> Result<Vec<PublicityRow>, ReadModelError> {
        let (mut clauses, mut values) = seen(viewer);
        clauses.push("c.id = ?".to_owned());
        values.push(Value::Blob(case.uuid().into_bytes().to_vec()));
        let (from, clauses) = (from(times), clauses.join(" AND "));
        let sql = format!(
            "SELECT {COLUMNS} FROM {from} WHERE {clauses}
             ORDER BY p.decided_on, p.number_order, p.channel_rank, p.no"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(values), row)?;
            rows.map(|it| it.map(|(_, row)| row)).collect()
        })
    }

    /// What is shown still, of all agencies, though its last day lies before `day`, at most `limit` of it after the
    /// row numbered `after` (0 for the first), each with its number: what clockwork has to record.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn publicity_over(
        &self,
        day: Date,
        (after, limit): (i64, usize),
    ) -> Result<Vec<(i64, PublicityRow)>, ReadModelError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM}
             WHERE p.state IN ('PUBLISHED', 'CORRECTED') AND p.ends_on < ? AND p.no > ?
             ORDER BY p.no LIMIT {limit}"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![day.to_string(), after], row)?;
            rows.map(|it| it.map(|(place, row)| (place.no, row))).collect()
        })
    }

    /// Of which decision, on which channel, a publicity is that another table names; for clockwork, which sees all
    /// agencies'.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn publicity_key(&self, id: PublicityId) -> Result<Key, ReadModelError> {
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE p.id = ?");
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_row([id.uuid().as_bytes()], row).map(|(_, it)| it.key)
        })
    }
}
