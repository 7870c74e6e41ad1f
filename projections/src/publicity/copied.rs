//! Which copy of a decision is shown, since when, and since when that decision reads otherwise.

use domain::publicity::{Copy, outdating::Outdated};
use rusqlite::{Transaction, params};

use crate::{columns::micros, tables::Arrived};

/// Which copy is shown from then on, or was sent to be, and under which reference; what isn't told stays.
pub(super) fn shows(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (copy, reference): (Option<&Copy>, Option<&str>),
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE publicity SET copy = coalesce(?2, copy), reference = coalesce(?3, reference),
             copied_at = iif(?2 IS NULL, copied_at, ?4)
         WHERE stream = ?1",
    )?
    .execute(params![
        arrived.recorded.stream,
        copy.map(|it| it.id.as_str()),
        reference,
        micros(arrived.recorded.metadata.occurred_at),
    ])?;
    Ok(())
}

/// The decision was put right, and names its party so.
pub(super) fn put_right(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    it: &Outdated,
) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE publicity SET put_right = ?2, party = ?3 WHERE stream = ?1")?
        .execute(params![arrived.recorded.stream, micros(it.put_right_at), it.matter.party])?;
    Ok(())
}
