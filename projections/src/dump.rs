//! Tables as text, to compare them: a file that was rebuilt holds what the one before it held.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, types::ValueRef};

use crate::read_model::{ReadModel, ReadModelError};

impl ReadModel {
    /// Each table with its rows, sorted. Sealed parts stay sealed.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn dump(&self) -> Result<BTreeMap<String, Vec<String>>, ReadModelError> {
        self.read(|connection| {
            let mut names = connection.prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            )?;
            let names = names.query_map([], |row| row.get::<_, String>(0))?;
            let tables = names.map(|name| {
                let name = name?;
                table(connection, &name).map(|rows| (name, rows))
            });
            tables.collect()
        })
    }
}

fn table(connection: &Connection, name: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {name}"))?;
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| line(row, columns))?;
    let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    rows.sort();
    Ok(rows)
}

fn line(row: &Row<'_>, columns: usize) -> rusqlite::Result<String> {
    let values = (0..columns).map(|column| row.get_ref(column).map(text));
    Ok(values.collect::<rusqlite::Result<Vec<_>>>()?.join(" | "))
}

fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => format!("{bytes:02x?}"),
    }
}
