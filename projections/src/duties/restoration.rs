//! What follows from a restoration of credit on each channel where the decision is shown.

use domain::{id::PartId, publicity::Key, restoration::Event};
use rusqlite::{OptionalExtension, Transaction};

use super::{DutyKind, opened};
use crate::{columns::from_word, records::Record, tables::Arrived};

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
        Event::Applied(_)
        | Event::Accepted(_)
        | Event::RejectedIncomplete(_)
        | Event::NotAccepted(_)
        | Event::Verified(_)
        | Event::DecisionExtended(_)
        | Event::Denied(_)
        | Event::ChannelStopped(_)
        | Event::RevokedForFraud(_)
        | Event::ChannelReinstated(_)
        | Event::PlanCompleted(_) => return Ok(()),
    };
    let Some((stream, decision)) = source(tx, arrived)? else { return Ok(()) };
    let Some(case) = Record::of_stream(&stream).and_then(Record::case) else { return Ok(()) };
    let decision: PartId = from_word(decision)?;
    for channel in channels {
        let target = Key { case, decision: decision.clone(), channel: *channel }.stream();
        if is_open_to(tx, kind, &target)? {
            opened(tx, arrived, (kind, &target), None)?;
        }
    }
    Ok(())
}

/// What an application is about: its stream, and in a case which decision.
pub(super) fn source(
    tx: &Transaction<'_>,
    arrived: &Arrived,
) -> rusqlite::Result<Option<(String, String)>> {
    tx.prepare_cached(
        "SELECT s.stream, s.decision FROM restorations r JOIN restorable s ON s.event = r.source
         WHERE r.stream = ?1",
    )?
    .query_row([&arrived.recorded.stream], |row| Ok((row.get(0)?, row.get(1)?)))
    .optional()
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
