//! Pages: keyset cursors in both directions, counts that are capped and say so.

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<K> {
    /// How many at most.
    pub limit: usize,
    /// Counted from the end.
    pub backwards: bool,
    /// Beyond this key, in the direction of reading.
    pub beyond: Option<K>,
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
    /// How many there are in all.
    pub total: Count,
}

/// A count, exact up to [`COUNT_CAP`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many, at most the cap.
    pub value: u32,
    /// There are more.
    pub capped: bool,
}

/// Beyond this, nobody counts.
pub const COUNT_CAP: u32 = 10_000;

impl Count {
    /// Of what a query that stops one beyond the cap has found.
    #[must_use]
    pub fn of(found: u32) -> Self {
        Self { value: found.min(COUNT_CAP), capped: found > COUNT_CAP }
    }
}

impl<T> Page<T> {
    /// What a query found that asked for one row more than the limit, in the direction of reading.
    #[must_use]
    pub fn of<K>(mut found: Vec<T>, asked: &Asked<K>, total: Count) -> Self {
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
