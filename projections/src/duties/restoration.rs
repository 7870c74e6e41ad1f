//! What follows from a restoration of credit on each channel where the decision is shown.

use domain::{
    id::CaseId,
    publicity::{Channel, Key},
    restoration::Event,
};
use rusqlite::{OptionalExtension, Transaction};
use uuid::Uuid;

use super::{DutyKind, opened};
use crate::{columns::from_word, tables::Arrived};

/// What was granted stops what is shown; what counts no more shows again what it had stopped, or is about to stop.
pub(super) fn restored(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &Event,
) -> rusqlite::Result<()> {
    let (kind, channels) = match event {
        Event::Granted(it) => (DutyKind::StopPublicity, &it.channels),
        Event::Reinstated(it) => (DutyKind::ReinstatePublicity, &it.channels),
        Event::PlanFailed(it) => (DutyKind::ReinstatePublicity, &it.channels),
        _ => return Ok(()),
    };
    for channel in channels {
        let Some(target) = shown_in(tx, arrived, *channel)? else { continue };
        if is_open_to(tx, kind, &target)? {
            opened(tx, arrived, (kind, &target), None)?;
        }
    }
    Ok(())
}

/// The publicity on a channel of the decision that an application is about, where it is about one.
fn shown_in(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    channel: Channel,
) -> rusqlite::Result<Option<String>> {
    let of = tx
        .prepare_cached(
            "SELECT c.id, s.decision FROM restorations r JOIN restorable s ON s.event = r.source
                 JOIN cases c ON c.no = s.case_no
             WHERE r.stream = ?1 AND s.kind = 'PENALTY'",
        )?
        .query_row([&arrived.recorded.stream], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((case, decision)) = of else { return Ok(None) };
    let case = CaseId::new(Uuid::from_bytes(case));
    Ok(Some(Key { case, decision: from_word(decision)?, channel }.stream()))
}

/// Something is shown there that could be stopped; or it was stopped, or is about to be.
fn is_open_to(tx: &Transaction<'_>, kind: DutyKind, target: &str) -> rusqlite::Result<bool> {
    let stops = kind == DutyKind::StopPublicity;
    tx.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM publicity WHERE stream = ?1
             AND iif(?2, state IN ('PUBLISHED', 'CORRECTED'), state = 'STOPPED_BY_RESTORATION'))
             OR NOT ?2 AND EXISTS (SELECT 1 FROM duties
                 WHERE target = ?1 AND kind = 'STOP_PUBLICITY' AND closed IS NULL)",
    )?
    .query_row(rusqlite::params![target, stops], |row| row.get(0))
}
