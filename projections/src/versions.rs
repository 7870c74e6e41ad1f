//! Rows as they were known: what a row said before an event changed it is kept with the place of the log until which it
//! was so. With the days that a row itself has, it answers for both times: what was in force on a day, as known then.

use jiff::civil::Date;
use rusqlite::{Transaction, params};
use store::{Position, Recorded};

/// Both times of an answer: what was in force on a day, as known at a place of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// On which day.
    pub on: Date,
    /// Up to which place of the log; all of it, where none is named.
    pub until: Option<Position>,
}

impl Times {
    /// On a day, as it is known now.
    #[must_use]
    pub fn now(on: Date) -> Self {
        Self { on, until: None }
    }

    /// The last place of the log that counts, as statements name it.
    pub(crate) fn end(self) -> u64 {
        self.until.map_or(i64::MAX.unsigned_abs(), Position::get)
    }
}

/// The statement that lays out the earlier versions of a table which has the columns `stream` and `position`, the
/// latter since when the row is so. They have one column more: the place at which it was so no longer.
macro_rules! versions {
    ($table:literal) => {
        concat!(
            "CREATE TABLE ",
            $table,
            "_before AS SELECT *, 0 AS until FROM ",
            $table,
            " LIMIT 0;"
        )
    };
}
pub(crate) use versions;

/// Keeps the row of a stream as it is, before an event of that changes it.
pub(crate) fn keep(tx: &Transaction<'_>, table: &str, it: &Recorded) -> rusqlite::Result<()> {
    let sql = format!("INSERT INTO {table}_before SELECT *, ?2 FROM {table} WHERE stream = ?1");
    tx.prepare_cached(&sql)?.execute(params![it.stream, it.position.get()])?;
    Ok(())
}

/// A table as it was known at a place of the log, of the columns that are named: what stands for its name in a query.
pub(crate) fn known_at(table: &str, columns: &str, until: Option<Position>) -> String {
    let Some(until) = until.map(Position::get) else { return table.to_owned() };
    format!(
        "(SELECT {columns} FROM {table} WHERE position <= {until}
          UNION ALL SELECT {columns} FROM {table}_before
              WHERE position <= {until} AND until > {until})"
    )
}
