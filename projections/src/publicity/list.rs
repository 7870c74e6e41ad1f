//! Publicities that the viewer may see: one, those of a case, a list of them; and what clockwork looks for.

use domain::{
    id::{CaseId, PublicityId},
    publicity::Key,
};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params, params_from_iter, types::Value};

use super::{COLUMNS, FROM, PublicityFilter, PublicityPlace, PublicityRow, from, row, seen};
use crate::{
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    versions::Times,
    viewer::Viewer,
};

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
