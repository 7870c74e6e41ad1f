//! What follows from a restoration of credit on each channel where the decision is shown.

use domain::{id::PartId, publicity::Key, restoration::Event};
use rusqlite::{OptionalExtension, Transaction};

use super::{DutyKind, entries, opened};
use crate::{columns::from_word, publicity::is_shown_anew, records::Record, tables::Arrived};

/// What was granted stops what is shown, or is to be, and ends the entry or lets it rest; what counts no more shows again what it had
/// stopped, or is about to stop, and lets the entry count again.
pub(super) fn restored(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &Event,
) -> rusqlite::Result<()> {
    let Some((of_channel, of_entry)) = follows(event) else { return Ok(()) };
    let Some((stream, decision)) = source(tx, arrived)? else { return Ok(()) };
    match Record::of_stream(&stream) {
        Some(Record::Listing(_)) if entries::stands(tx, &stream)? => {
            opened(tx, arrived, (of_entry, &stream), None)
        }
        Some(Record::Case(case)) => {
            let Some(kind) = of_channel else { return Ok(()) };
            let decision: PartId = from_word(decision)?;
            for key in Key::each(case, &decision) {
                let target = key.stream();
                if is_open_to(tx, kind, &target)? {
                    opened(tx, arrived, (kind, &target), None)?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What follows on every channel, where a penalty was restored, and in the register, where an entry was.
fn follows(event: &Event) -> Option<(Option<DutyKind>, DutyKind)> {
    use DutyKind::{LiftListing, ReinstateListing, ReinstatePublicity, StopPublicity};
    match event {
        Event::Granted(_) => Some((Some(StopPublicity), LiftListing)),
        Event::PlanCompleted(_) => Some((None, LiftListing)),
        Event::Reinstated(_) | Event::PlanFailed(_) => {
            Some((Some(ReinstatePublicity), ReinstateListing))
        }
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
        | Event::DeadlineFixed(_) => None,
    }
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

/// Something is shown there, or is to be, that could be stopped; or it was stopped, or is about to be.
fn is_open_to(tx: &Transaction<'_>, kind: DutyKind, target: &str) -> rusqlite::Result<bool> {
    let stops = kind == DutyKind::StopPublicity;
    tx.prepare_cached(&format!(
        "SELECT EXISTS (SELECT 1 FROM publicity p WHERE stream = ?1
             AND iif(?2, state IN ('DUE', 'PUBLISHED', 'CORRECTED') OR {},
                 state = 'STOPPED_BY_RESTORATION'))
             OR NOT ?2 AND EXISTS (SELECT 1 FROM duties
                 WHERE target = ?1 AND kind = 'STOP_PUBLICITY' AND closed IS NULL)",
        is_shown_anew("p")
    ))?
    .query_row(rusqlite::params![target, stops], |row| row.get(0))
}
