//! Rows as they were known: what a row said before an event changed it is kept with the place of the log until which it
//! was so. With the days that a row itself has, it answers for both times: what was in force on a day, as known then. A
//! row that has no days of its own keeps each step by which it came to what it says, with the day since which that counts.

use domain::id::SubjectId;
use jiff::civil::Date;
use rusqlite::{Transaction, params, types::Value};
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

    /// Whether what lies at a place of the log was known.
    #[must_use]
    pub fn knows(self, place: Position) -> bool {
        self.until.is_none_or(|until| place <= until)
    }

    /// Whether an event that counts since the day of its act was known, and counted.
    #[must_use]
    pub fn counts(self, it: &Recorded) -> bool {
        self.knows(it.position) && it.metadata.occurred_at.day() <= self.on
    }

    /// The last place of the log that counts, as statements name it.
    pub(crate) fn end(self) -> u64 {
        end(self.until)
    }
}

/// The last place of the log that counts, as statements name it: all of it, where none is named.
pub(crate) fn end(until: Option<Position>) -> u64 {
    until.map_or(i64::MAX.unsigned_abs(), Position::get)
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

/// The statement that lays out the steps of a table which has the columns `no`, `stream`, `position` and `since`, the last
/// day since which one of its steps counts. They have the columns that they change, and a rank: of those that count the one
/// of the highest tells. It is their position, but for what is entered once a step had changed it already.
macro_rules! steps {
    ($table:literal, $columns:literal) => {
        concat!(
            "CREATE TABLE ",
            $table,
            "_steps (no INTEGER NOT NULL, rank INTEGER NOT NULL, position INTEGER NOT NULL,
                day TEXT NOT NULL, ",
            $columns,
            ", PRIMARY KEY (no, rank, position)) STRICT, WITHOUT ROWID;"
        )
    };
}
pub(crate) use steps;

/// The statement that lays out whose the rows of a table were, which has the columns `no` and `subject`, before the number of
/// their party was put right, each with the place of the log at which it was so no longer.
macro_rules! subjects {
    ($table:literal) => {
        concat!(
            "CREATE TABLE ",
            $table,
            "_subjects_before (no INTEGER NOT NULL, until INTEGER NOT NULL, subject TEXT NOT NULL,
                PRIMARY KEY (no, until)) STRICT, WITHOUT ROWID;
            CREATE INDEX ",
            $table,
            "_subject_before ON ",
            $table,
            "_subjects_before (subject);"
        )
    };
}
pub(crate) use subjects;

/// A row of a table is another subject's from an event on, and was this one's as known before it.
pub(crate) fn renamed(
    tx: &Transaction<'_>,
    (table, no): (&str, i64),
    (it, subject): (&Recorded, &SubjectId),
) -> rusqlite::Result<()> {
    let before = format!(
        "INSERT INTO {table}_subjects_before (no, until, subject)
         SELECT no, ?2, subject FROM {table} WHERE no = ?1 AND subject <> ?3"
    );
    let until = it.position.get();
    tx.prepare_cached(&before)?.execute(params![no, until, subject.as_str()])?;
    let sql = format!("UPDATE {table} SET subject = ?2 WHERE no = ?1");
    tx.prepare_cached(&sql)?.execute(params![no, subject.as_str()])?;
    Ok(())
}

/// The condition under which a row of a table was about the subject that is bound so, as known at a place of the log.
pub(crate) fn was_of((table, row): (&str, &str), bound: &str, until: Option<Position>) -> String {
    let Some(until) = until.map(Position::get) else { return format!("{row}.subject = {bound}") };
    format!(
        "{row}.no IN (WITH w (whose) AS (SELECT {bound})
             SELECT t.no FROM w JOIN {table} t ON t.subject = w.whose WHERE NOT EXISTS
                 (SELECT 1 FROM {table}_subjects_before b WHERE b.no = t.no AND b.until > {until})
             UNION ALL
             SELECT b.no FROM w JOIN {table}_subjects_before b ON b.subject = w.whose
             WHERE b.until = (SELECT min(n.until) FROM {table}_subjects_before n
                 WHERE n.no = b.no AND n.until > {until}))"
    )
}

/// Notes what of the row of a stream an event has just changed, and since which day that counts.
pub(crate) fn step(
    tx: &Transaction<'_>,
    (table, columns): (&str, &[&str]),
    (it, since): (&Recorded, Date),
) -> rusqlite::Result<()> {
    let (since, columns) = (since.to_string(), columns.join(", "));
    let counts = format!("UPDATE {table} SET since = max(since, ?2) WHERE stream = ?1");
    tx.prepare_cached(&counts)?.execute(params![it.stream, since])?;
    let sql = format!(
        "INSERT INTO {table}_steps (no, rank, position, day, {columns})
         SELECT no, ?2, ?2, ?3, {columns} FROM {table} WHERE stream = ?1"
    );
    tx.prepare_cached(&sql)?.execute(params![it.stream, it.position.get(), since])?;
    Ok(())
}

/// A table as it stood on a day, as known at a place of the log, of the columns that are named, those that steps change
/// last: what stands for its name in a query. These are NULL where the row was not there yet.
pub(crate) fn stood(table: &str, (columns, changed): (&str, &[&str]), times: Times) -> String {
    let (day, known) = (times.on, times.end());
    let then = |column: &&str| {
        format!(
            ", CASE WHEN position <= {known} AND since <= '{day}' THEN {column}
                 ELSE (SELECT s.{column} FROM {table}_steps s
                     WHERE s.no = {table}.no AND s.position <= {known} AND s.day <= '{day}'
                     ORDER BY s.rank DESC, s.position DESC LIMIT 1)
             END AS {column}"
        )
    };
    let changed: String = changed.iter().map(then).collect();
    format!("(SELECT {columns}{changed} FROM {table})")
}

/// Keeps the row of a stream as it is, before an event of that changes it.
pub(crate) fn keep(tx: &Transaction<'_>, table: &str, it: &Recorded) -> rusqlite::Result<()> {
    let sql = format!("INSERT INTO {table}_before SELECT *, ?2 FROM {table} WHERE stream = ?1");
    tx.prepare_cached(&sql)?.execute(params![it.stream, it.position.get()])?;
    Ok(())
}

/// A table that keeps its earlier versions, and which of its columns are read of it.
pub(crate) struct Versioned<'a> {
    /// Its name.
    pub table: &'a str,
    /// Columns that no event changes once the row is there, by which it is searched and ordered.
    pub fixed: &'a [&'a str],
    /// Columns that events change.
    pub changed: &'a [&'a str],
}

impl Versioned<'_> {
    /// It as it was known at a place of the log: what stands for its name in a query.
    pub(crate) fn known_at(&self, until: Option<Position>) -> String {
        self.known_in(until, &[("1".to_owned(), vec![])]).0
    }

    /// The same of the rows that meet one of these conditions on fixed columns of the table `t`, of which none meets two,
    /// with all values that they bind. Each part is read by an index of its own, in the order of that, and an earlier
    /// version of a row by its number: a page takes no more than its rows, however long ago it was so.
    pub(crate) fn known_in(
        &self,
        until: Option<Position>,
        parts: &[(String, Vec<Value>)],
    ) -> (String, Vec<Value>) {
        let Self { table, fixed, changed } = self;
        let mut columns: Vec<_> = fixed.iter().map(|it| format!("t.{it}")).collect();
        let (mut from, mut then) = (format!("{table} t"), String::new());
        match until.map(Position::get) {
            None => columns.extend(changed.iter().map(|it| format!("t.{it}"))),
            Some(until) => {
                let known =
                    |it: &&str| format!("iif(t.position <= {until}, t.{it}, b.{it}) AS {it}");
                columns.extend(changed.iter().map(known));
                from += &format!(
                    " LEFT JOIN {table}_before b ON t.position > {until} AND b.no = t.no
                          AND b.position <= {until} AND b.until > {until}"
                );
                then = format!(" AND (t.position <= {until} OR b.no IS NOT NULL)");
            }
        }
        let (columns, mut values) = (columns.join(", "), vec![]);
        let mut selected = vec![];
        for (part, bound) in parts {
            selected.push(format!("SELECT {columns} FROM {from} WHERE {part}{then}"));
            values.extend_from_slice(bound);
        }
        (format!("({})", selected.join(" UNION ALL ")), values)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use rusqlite::Connection;

    use super::*;
    use crate::tables;

    /// How a page of a list is read: what is searched by which index, what is read through, what is sorted.
    fn plan(from: &str, narrowed: &str, order: &str) -> BTreeSet<String> {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&(tables::schema() + &tables::indexes())).unwrap();
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT t.no FROM {from} t WHERE {narrowed} ORDER BY {order} LIMIT 51"
        );
        let mut statement = connection.prepare(&sql).unwrap();
        let lines = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        let lines = lines.map(|it| it.unwrap().replace(" COVERING", ""));
        let steps =
            lines.filter(|it| !["MERGE", "LEFT", "RIGHT"].iter().any(|of| it.starts_with(of)));
        steps.map(|it| it.trim_end_matches(" USING INDEX listing").to_owned()).collect()
    }

    const TIMES: Times = Times { on: date(2023, 1, 1), until: Some(Position::new(1)) };

    const PAIRS: Versioned<'_> = Versioned {
        table: "restrictions",
        fixed: &["no", "agency", "domain", "source", "source_agency", "subject", "told_on"],
        changed: &["imposed_on"],
    };

    const ENTRIES: Versioned<'_> = Versioned {
        table: "listings",
        fixed: &["no", "agency", "field", "register", "subject"],
        changed: &["entered_on"],
    };

    /// What is asked as of earlier times is read as what is asked as of now, but for the version of each row.
    fn earlier(of: &Versioned<'_>, parts: &[&str], narrowed: &str) -> BTreeSet<String> {
        let parts: Vec<_> = parts.iter().map(|it| ((*it).to_owned(), vec![])).collect();
        let now = plan(&of.known_in(None, &parts).0, narrowed, "t.no");
        let mut then = plan(&of.known_in(TIMES.until, &parts).0, narrowed, "t.no");
        let index = if of.table == "listings" { "listing" } else { "restriction" };
        let version = format!("SEARCH b USING INDEX {index}_before (no=? AND until>?) LEFT-JOIN");
        assert!(then.remove(&version), "{then:?}");
        assert_eq!(then, now, "{narrowed}");
        now
    }

    /// A page of what an agency is told, or told of, is read in its order from the beginning on, as of earlier times too;
    /// and so it is of one domain.
    #[test]
    fn a_page_of_restrictions_takes_no_more_than_its_rows() {
        let parts = ["(t.agency = 'A')", "(t.source_agency = 'A') AND NOT ((t.agency = 'A'))"];
        let of_source = "SEARCH t USING INDEX restriction_source_agency (source_agency=?)";
        for (narrowed, of_agency) in [
            ("t.told_on <= '2023-01-01'", "SEARCH t USING INDEX restriction_told (agency=?)"),
            (
                "t.told_on <= '2023-01-01' AND t.domain = 'CREDIT'",
                "SEARCH t USING INDEX restriction_agency (agency=? AND domain=?)",
            ),
        ] {
            let steps = [of_source, of_agency].map(str::to_owned);
            assert_eq!(earlier(&PAIRS, &parts, narrowed), steps.into());
        }
    }

    #[test]
    fn earlier_rows_are_read_by_the_same_indexes() {
        for narrowed in ["t.source = x'00'", "t.subject = 'S'"] {
            let index = earlier(&PAIRS, &["(t.agency = 'A' OR t.source_agency = 'A')"], narrowed);
            assert!(index.iter().all(|it| it.starts_with("SEARCH t USING INDEX")), "{index:?}");
        }
        let seen = "(t.agency = 'A' OR t.entered_on IS NOT NULL)";
        for more in ["1", "t.agency = 'A'", "t.field = 'F'", "t.register = 'R'", "t.subject = 'S'"]
        {
            earlier(&ENTRIES, &["1"], &format!("{seen} AND {more}"));
        }
    }

    /// Each row that is listed takes one step more, by its number.
    #[test]
    fn steps_are_read_by_their_row() {
        let steps = ["CORRELATED SCALAR SUBQUERY 1", "SEARCH s USING PRIMARY KEY (no=?)"];
        for (table, columns, changed, order) in [
            (
                "publicity",
                "no, agency, decided_on, number_order, channel_rank",
                "state",
                "t.decided_on, t.number_order, t.channel_rank, t.no",
            ),
            (
                "restorations",
                "no, agency, received_on, number_order",
                "status",
                "t.received_on, t.number_order, t.no",
            ),
        ] {
            let narrowed = format!("t.agency = 'A' AND t.{changed} IS NOT NULL");
            let mut then = plan(&stood(table, (columns, &[changed]), TIMES), &narrowed, order);
            for step in steps {
                assert!(then.remove(step), "{then:?}");
            }
            assert_eq!(then, plan(&format!("(SELECT * FROM {table})"), &narrowed, order));
        }
    }
}
