//! What was shown until it was withdrawn, where that is told only afterwards.

use domain::{
    Moment,
    id::PartId,
    publicity::{Publicity, State, term::Term},
};
use rusqlite::{Transaction, params};
use store::Recorded;

use crate::{columns::word, tables::Arrived};

/// Until when what is shown since then is shown.
pub(super) fn last_day((shown_since, terms): (Option<Moment>, &[Term])) -> Option<String> {
    let shown = Publicity { terms: terms.to_vec(), shown_since, ..Publicity::default() };
    shown.shown_until().map(|(last_day, _)| last_day.to_string())
}

/// It was withdrawn once more.
pub(super) fn withdrew(tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
    let Recorded { stream, position, .. } = &arrived.recorded;
    tx.prepare_cached(
        "UPDATE publicity SET withdrawals = json_insert(withdrawals, '$[#]', ?2) WHERE stream = ?1",
    )?
    .execute(params![stream, position.get()])?;
    Ok(())
}

/// It was shown on the days before it was withdrawn, as is told afterwards: a step before the first one that counts later, up
/// to the withdrawal; none where it was withdrawn on the day on which it was shown, or as of an earlier one.
pub(super) fn was_shown(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (terms, by): (&[Term], Option<&PartId>),
) -> rusqlite::Result<()> {
    let Recorded { stream, position, metadata, .. } = &arrived.recorded;
    let at = metadata.occurred_at;
    tx.prepare_cached(
        "INSERT INTO publicity_steps (no, rank, position, day, state, ends_on, withdrawn, barred)
         SELECT p.no, min(s.rank) - 1, ?2, ?3, ?4, ?5, NULL, NULL FROM publicity p
         JOIN publicity_steps w ON w.no = p.no AND w.day > ?3
             AND w.position = json_extract(p.withdrawals, '$[' || (substr(?6, 2) - 1) || ']')
         JOIN publicity_steps s ON s.no = p.no AND s.day > ?3 AND s.rank <= w.rank
         WHERE p.stream = ?1 GROUP BY p.no",
    )?
    .execute(params![
        stream,
        position.get(),
        at.day().to_string(),
        word(&State::Published),
        last_day((Some(at), terms)),
        by.map(PartId::as_str),
    ])?;
    Ok(())
}
