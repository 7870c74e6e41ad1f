//! Rows that hold for a time and a place, and the tables that they stand in.

use std::{collections::BTreeMap, fmt::Debug};

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::{Confidence, RulebookError, read};
use crate::citation::Citation;

/// What the law says under a key, from when to when, where, and on whose word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<K, V> {
    /// Under which key.
    pub key: K,
    /// Where: the beginning of a division's code (`51` is Sichuan); the whole country where absent.
    pub scope: Option<String>,
    /// Its first day.
    pub from: Date,
    /// Its last day, where it has one.
    pub to: Option<Date>,
    /// The article that says so.
    pub authority: Citation,
    /// How sure that is.
    pub confidence: Confidence,
    /// What is said.
    pub value: V,
}

/// Rows as a file has them, each with its name there.
pub(super) type Named<K, V> = Vec<(String, Row<K, V>)>;

/// The rows of one kind.
#[derive(Debug, Clone)]
pub(super) struct Table<K, V> {
    file: &'static str,
    rows: BTreeMap<K, Vec<Row<K, V>>>,
}

impl<K, V> Row<K, V> {
    /// It holds on this day.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|to| on <= to)
    }

    /// How far its time is from a day; 0 where it holds on it.
    fn days_from(&self, on: Date) -> i32 {
        let between = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |it| it.get_days());
        match self.to {
            Some(to) if to < on => between(to, on),
            _ if on < self.from => between(on, self.from),
            _ => 0,
        }
    }

    fn reaches(&self, division: &str) -> bool {
        self.scope.as_deref().is_none_or(|scope| division.starts_with(scope))
    }

    fn is_national(&self) -> bool {
        self.scope.is_none()
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.scope == other.scope && (self.holds(other.from) || other.holds(self.from))
    }
}

impl<K: Clone, V: Clone> Row<K, V> {
    /// What is left of it, before and after, when `over` is laid over it.
    fn under(&self, over: &Self) -> Vec<Self> {
        if !self.overlaps(over) {
            return vec![self.clone()];
        }
        let left = left((self.from, self.to), (over.from, over.to));
        left.map(|(from, to)| Self { from, to, ..self.clone() }).collect()
    }
}

/// The first day of a row, and its last where it has one.
pub(crate) type Days = (Date, Option<Date>);

/// What is left of the days of a row, before and after, when another is laid over it.
pub(crate) fn left((from, to): Days, (first, last): Days) -> impl Iterator<Item = Days> {
    let before = first.yesterday().ok().map(|it| (from, Some(to.map_or(it, |to| to.min(it)))));
    let after = last.and_then(|it| it.tomorrow().ok()).map(|it| (from.max(it), to));
    let some = |(from, to): &Days| to.is_none_or(|to| *from <= to);
    before.into_iter().chain(after).filter(some)
}

impl<K, V> Table<K, V>
where
    K: Ord + Clone + Debug + DeserializeOwned,
    V: Clone + DeserializeOwned,
{
    /// Lays the rows of the one array of its file over those that are here; `key` names which row it is.
    pub(super) fn read_over(
        &mut self,
        text: &str,
        (array, key): (&str, &str),
    ) -> Result<(), RulebookError> {
        let [rows] = read::arrays(self.file, text, [array])?;
        self.lay_over(read::rows(self.file, array, key, rows)?)
    }
}

impl<K: Ord + Clone + Debug, V: Clone> Table<K, V> {
    pub(super) fn new(file: &'static str) -> Self {
        Self { file, rows: BTreeMap::new() }
    }

    /// The row that holds on a day in a division (six digits; "" is nowhere in particular): the
    /// narrowest scope wins.
    pub(super) fn at(&self, key: &K, on: Date, division: &str) -> Option<&Row<K, V>> {
        let rows = self.rows.get(key)?.iter();
        rows.filter(|it| it.holds(on) && it.reaches(division))
            .max_by_key(|it| it.scope.as_deref().map_or(0, str::len))
    }

    /// The row that holds on the day that is nearest, in a division.
    pub(super) fn nearest(&self, key: &K, on: Date, division: &str) -> Option<&Row<K, V>> {
        let rows = self.rows.get(key)?.iter().filter(|it| it.reaches(division));
        rows.min_by_key(|it| it.days_from(on))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Row<K, V>> {
        self.rows.values().flatten()
    }

    /// The whole country has a row for this key, at some time.
    pub(super) fn has(&self, key: &K) -> bool {
        self.rows.get(key).is_some_and(|rows| rows.iter().any(Row::is_national))
    }

    /// Lays rows over those that are here.
    pub(super) fn lay_over(&mut self, rows: Named<K, V>) -> Result<(), RulebookError> {
        for (n, (name, row)) in rows.iter().enumerate() {
            let ends = row.to.is_none_or(|to| row.from <= to);
            self.require(ends, name, "a row ends before it begins")?;
            let mut earlier = rows[..n].iter().filter(|(_, it)| it.key == row.key);
            let alone = !earlier.any(|(_, it)| it.overlaps(row));
            self.require(alone, name, &format!("two rows overlap on {}", row.from))?;
        }
        for (_, row) in rows {
            let here = self.rows.entry(row.key.clone()).or_default();
            *here = here.iter().flat_map(|it| it.under(&row)).collect();
            here.push(row);
            here.sort_by(|a, b| (&a.scope, a.from).cmp(&(&b.scope, b.from)));
        }
        Ok(())
    }

    /// No days without a rule between two rows of the same key and scope.
    pub(super) fn check_gaps(&self, name: impl Fn(&K) -> String) -> Result<(), RulebookError> {
        for rows in self.rows.values() {
            for pair in rows.windows(2).filter(|pair| pair[0].scope == pair[1].scope) {
                let next = pair[0].to.and_then(|to| to.tomorrow().ok()).unwrap_or(pair[1].from);
                let problem = format!("no row holds from {next} until {}", pair[1].from);
                self.require(next == pair[1].from, &name(&pair[1].key), &problem)?;
            }
        }
        Ok(())
    }

    pub(super) fn require(
        &self,
        holds: bool,
        key: &str,
        problem: &str,
    ) -> Result<(), RulebookError> {
        if holds { Ok(()) } else { Err(RulebookError::new(self.file, key, problem)) }
    }
}
