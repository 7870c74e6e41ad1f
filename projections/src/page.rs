//! Pages: keyset cursors in both directions, counts that are capped and say so.

use rusqlite::{Connection, Row, params_from_iter, types::Value};

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<K> {
    /// How many at most.
    pub limit: usize,
    /// Counted from the end.
    pub backwards: bool,
    /// Beyond this key, in the direction of reading.
    pub beyond: Option<K>,
    /// Somebody wants to know how long the list is, which takes longer than a part of it.
    pub counted: bool,
}

impl<K> Asked<K> {
    /// So many from the beginning; nobody wants to know how long the list is.
    #[must_use]
    pub fn first(limit: usize) -> Self {
        Self { limit, backwards: false, beyond: None, counted: false }
    }
}

/// A part of a list, in the list's own order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// There are rows before them.
    pub has_previous: bool,
    /// There are rows after them.
    pub has_next: bool,
    /// How many there are in all, where that was asked for.
    pub total: Option<Count>,
}

/// A count, exact up to a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many, at most the cap.
    pub value: u32,
    /// There are more.
    pub capped: bool,
}

/// Beyond this, nobody counts.
const COUNT_CAP: u32 = 10_000;

impl Count {
    /// Of what a query that stops one beyond the cap has found.
    #[must_use]
    pub fn of(found: u32) -> Self {
        Self { value: found.min(COUNT_CAP), capped: found > COUNT_CAP }
    }

    fn and(self, other: Self) -> Self {
        let both = Self::of(self.value + other.value);
        Self { capped: both.capped || self.capped || other.capped, ..both }
    }
}

impl<T> Page<T> {
    /// What a query found that asked for one row more than the limit, in the direction of reading.
    #[must_use]
    pub fn of<K>(mut found: Vec<T>, asked: &Asked<K>, total: Option<Count>) -> Self {
        let more = found.len() > asked.limit;
        found.truncate(asked.limit);
        let (has_previous, has_next) = if asked.backwards {
            found.reverse();
            (more, asked.beyond.is_some())
        } else {
            (asked.beyond.is_some(), more)
        };
        Self { rows: found, has_previous, has_next, total }
    }
}

impl<T> Page<T> {
    /// The part that is asked for of a list that is there as a whole, in the order of its keys.
    #[must_use]
    pub fn among<K: Ord>(list: Vec<T>, asked: &Asked<K>, key: impl Fn(&T) -> &K) -> Self {
        let total = Count::of(u32::try_from(list.len()).unwrap_or(u32::MAX));
        let lies_beyond = |it: &T| {
            asked
                .beyond
                .as_ref()
                .is_none_or(|place| if asked.backwards { key(it) < place } else { key(it) > place })
        };
        let mut found: Vec<T> = list.into_iter().filter(lies_beyond).collect();
        found.sort_by(|a, b| key(a).cmp(key(b)));
        if asked.backwards {
            found.reverse();
        }
        Self::of(found, asked, Some(total))
    }
}

impl<T> Page<T> {
    /// A list of nothing.
    #[must_use]
    pub fn none() -> Self {
        let total = Some(Count { value: 0, capped: false });
        Self { rows: vec![], has_previous: false, has_next: false, total }
    }

    /// The same part, each row as something else.
    #[must_use]
    pub fn map<U>(self, row: impl FnMut(T) -> U) -> Page<U> {
        let Self { rows, has_previous, has_next, total } = self;
        Page { rows: rows.into_iter().map(row).collect(), has_previous, has_next, total }
    }

    /// The same part, each row read in full; without those that are no longer to be found.
    ///
    /// # Errors
    ///
    /// Where one can't be read.
    pub async fn filled<U, E, F>(self, mut read: impl FnMut(T) -> F) -> Result<Page<U>, E>
    where
        F: Future<Output = Result<Option<U>, E>>,
    {
        let Self { rows, has_previous, has_next, total } = self;
        let mut filled = Vec::with_capacity(rows.len());
        for row in rows {
            filled.extend(read(row).await?);
        }
        Ok(Page { rows: filled, has_previous, has_next, total })
    }

    /// The part that is asked for of two lists together, from that of each.
    #[must_use]
    pub fn joined<K: Ord>(self, other: Self, asked: &Asked<K>, key: impl Fn(&T) -> &K) -> Self {
        let total = self.total.zip(other.total).map(|(own, other)| own.and(other));
        let left = |it: &Self| if asked.backwards { it.has_previous } else { it.has_next };
        let more = left(&self) || left(&other);
        let mut found: Vec<T> = self.rows.into_iter().chain(other.rows).collect();
        found.sort_by(|a, b| key(a).cmp(key(b)));
        if asked.backwards {
            found.reverse();
        }
        let page = Self::of(found, asked, total);
        if asked.backwards {
            Self { has_previous: more || page.has_previous, ..page }
        } else {
            Self { has_next: more || page.has_next, ..page }
        }
    }
}

/// The values of a key, in its order.
type Place<K> = fn(&K) -> Vec<Value>;

/// A list as SQL reads it.
pub(crate) struct List<'a> {
    /// What is read of each row.
    pub columns: &'a str,
    /// The values that the columns bind in turn.
    pub bound: Vec<Value>,
    /// The tables.
    pub from: &'a str,
    /// The expressions of the key, as they order the list.
    pub order: &'a [&'a str],
    /// From the greatest key to the least.
    pub descending: bool,
    /// The conditions, and the values that they bind in turn.
    pub narrowed: (Vec<String>, Vec<Value>),
}

impl List<'_> {
    /// The page that is asked for, and how long the list is, where that is asked too.
    pub(crate) fn page<K, T>(
        self,
        connection: &Connection,
        (asked, place): (&Asked<K>, Place<K>),
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Page<T>> {
        let (from, (mut clauses, mut values)) = (self.from, self.narrowed);
        let mut total = None;
        if asked.counted {
            let counted = format!(
                "SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {} LIMIT {})",
                clauses.join(" AND "),
                COUNT_CAP + 1
            );
            let mut statement = connection.prepare_cached(&counted)?;
            let found = statement.query_row(params_from_iter(&values), |row| row.get(0))?;
            total = Some(Count::of(found));
        }
        let falling = asked.backwards != self.descending;
        let (order, than) = if falling { ("DESC", "<") } else { ("ASC", ">") };
        if let Some(beyond) = &asked.beyond {
            let (key, places) = (self.order.join(", "), vec!["?"; self.order.len()].join(", "));
            clauses.push(format!("({key}) {than} ({places})"));
            values.extend(place(beyond));
        }
        let ordered: Vec<_> = self.order.iter().map(|it| format!("{it} {order}")).collect();
        let sql = format!(
            "SELECT {} FROM {from} WHERE {} ORDER BY {} LIMIT {}",
            self.columns,
            clauses.join(" AND "),
            ordered.join(", "),
            asked.limit + 1
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let found = statement.query_map(params_from_iter(self.bound.iter().chain(&values)), row)?;
        Ok(Page::of(found.collect::<rusqlite::Result<_>>()?, asked, total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_list_is_read_by_parts_both_ways() {
        let list = || vec![3, 1, 5, 2, 4];
        let part = |limit, backwards, beyond| {
            let asked = Asked { limit, backwards, beyond, counted: true };
            let Page { rows, has_previous, has_next, total } = Page::among(list(), &asked, |it| it);
            assert_eq!(total, Some(Count { value: 5, capped: false }));
            (rows, has_previous, has_next)
        };
        assert_eq!(part(9, false, None), (vec![1, 2, 3, 4, 5], false, false));
        assert_eq!(part(2, false, None), (vec![1, 2], false, true));
        assert_eq!(part(2, false, Some(2)), (vec![3, 4], true, true));
        assert_eq!(part(2, false, Some(4)), (vec![5], true, false));
        assert_eq!(part(2, true, None), (vec![4, 5], true, false));
        assert_eq!(part(2, true, Some(4)), (vec![2, 3], true, true));
        assert_eq!(part(2, true, Some(2)), (vec![1], false, true));
    }

    #[test]
    fn two_lists_are_read_as_one() {
        for (limit, backwards) in [(1, false), (2, false), (9, false), (1, true), (2, true)] {
            for beyond in [None, Some(1), Some(2), Some(4), Some(5)] {
                let asked = Asked { limit, backwards, beyond, counted: true };
                let among = |list: Vec<i32>| Page::among(list, &asked, |it| it);
                let joined = among(vec![5, 3, 1]).joined(among(vec![4, 2]), &asked, |it| it);
                assert_eq!(joined, among(vec![1, 2, 3, 4, 5]), "{asked:?}");
            }
        }
    }
}
