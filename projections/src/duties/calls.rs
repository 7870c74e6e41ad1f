//! What sources call for: each call is a pair whose agency is to be told; and what falls of a source is taken back from
//! each pair that rests on it.

use std::collections::BTreeSet;

use domain::{
    case::{self, publicity::Withdraws},
    id::EventId,
    listing, restoration,
    restriction::{self, Call, Trigger},
};
use rusqlite::{Transaction, params};

use super::{DutyKind, closed, opened};
use crate::{
    columns::{from_json, json},
    tables::Arrived,
};

/// What an event of a case calls for, and what it takes back.
pub(super) fn of_case(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (event, withdraws): (&case::Event, Option<&Withdraws>),
) -> rusqlite::Result<()> {
    if let case::Event::PenaltyDecided(it) = event {
        called(tx, arrived, ((&arrived.recorded.stream, it.id.as_str()), &it.calls))?;
    }
    let Some(withdraws) = withdraws else { return Ok(()) };
    if withdraws.ground.takes_back().is_none() {
        return Ok(());
    }
    let source = (&arrived.recorded.stream[..], withdraws.decision.as_str());
    fell(tx, arrived, (source, &withdraws.still_found))
}

/// What a restoration takes back of the decision or the entry that it restores, and what calls for it anew where the
/// restoration was obtained by fraud.
pub(super) fn of_restoration(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &restoration::Event,
) -> rusqlite::Result<()> {
    let restored = event.restores(arrived.recorded.metadata.occurred_at).is_some();
    if !restored && event.calls().is_empty() {
        return Ok(());
    }
    let Some((stream, part)) = super::restoration::source(tx, arrived)? else { return Ok(()) };
    if restored {
        fell(tx, arrived, ((&stream, &part), &BTreeSet::new()))?;
    }
    called(tx, arrived, ((&stream, &part), event.calls()))
}

/// A pair that says that its source fell needs no telling any more.
pub(super) fn of_restriction(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &restriction::Event,
) -> rusqlite::Result<()> {
    let restriction::Event::SourceFell(_) = event else { return Ok(()) };
    let target = &arrived.recorded.stream;
    closed(tx, arrived, (DutyKind::TakeBack, target))?;
    tx.prepare_cached("DELETE FROM calls WHERE target = ?1")?.execute([target])?;
    Ok(())
}

/// What an event of an entry of a register calls for, and what it takes back.
pub(super) fn of_listing(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &listing::Event,
) -> rusqlite::Result<()> {
    called(tx, arrived, ((&arrived.recorded.stream, ""), event.calls()))?;
    match event.fells(arrived.recorded.metadata.occurred_at) {
        Some(_) => fell(tx, arrived, ((&arrived.recorded.stream, ""), &BTreeSet::new())),
        None => Ok(()),
    }
}

fn called(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    ((source, part), calls): ((&str, &str), &[Call]),
) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    for call in calls {
        let target = restriction::stream_of(call.pair(EventId::new(recorded.id)));
        tx.prepare_cached(
            "INSERT INTO calls (source, part, answers, target) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![source, part, json(&call.answers)?, target])?;
        opened(tx, arrived, (DutyKind::NotifyAgency, &target), None)?;
    }
    Ok(())
}

/// Nothing is found any more of what a call answers: its pair is told so, until it says that its source fell.
fn fell(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    ((source, part), still_found): ((&str, &str), &BTreeSet<Trigger>),
) -> rusqlite::Result<()> {
    let calls: Vec<(String, String)> = tx
        .prepare_cached(
            "SELECT answers, target FROM calls WHERE source = ?1 AND part = ?2 ORDER BY no",
        )?
        .query_map(params![source, part], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (answers, target) in calls {
        let answers: BTreeSet<Trigger> = from_json(&answers)?;
        if answers.is_disjoint(still_found) {
            opened(tx, arrived, (DutyKind::TakeBack, &target), None)?;
        }
    }
    Ok(())
}
