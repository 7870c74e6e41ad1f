//! Entries of the list of serious violations that penalty decisions carry: opened by the decision, revoked with it, examined
//! again where it is altered, another one's where the number of its party is put right.

use domain::{
    case::{self, publicity::Withdraws},
    listing::{self, ending::FellBy},
    publicity::withdrawing::Withdrawal,
};
use rusqlite::{Transaction, params};

use super::{DutyKind, closed, opened};
use crate::tables::Arrived;

/// The entry that a decision carries falls due, and what becomes of the decision takes it away.
pub(super) fn of_case(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (event, withdraws): (&case::Event, Option<&Withdraws>),
) -> rusqlite::Result<()> {
    let target = |it| listing::stream_of(listing::of_decision(arrived.case_id(), it));
    if let case::Event::PenaltyDecided(it) = event
        && it.serious_list.is_some()
    {
        opened(tx, arrived, (DutyKind::EnterSeriousList, &target(&it.id)), None)?;
    }
    if let case::Event::ClericalCorrected(it) = event
        && it.renumbered().is_some()
        && stands(tx, &target(&it.decision))?
    {
        opened(tx, arrived, (DutyKind::CorrectListedParty, &target(&it.decision)), None)?;
    }
    let Some(withdraws) = withdraws else { return Ok(()) };
    let target = target(&withdraws.decision);
    let kind = match FellBy::of(withdraws.ground) {
        Some(_) => DutyKind::RevokeListing,
        None if withdraws.ground == Withdrawal::DecisionAltered => DutyKind::ReExamineListing,
        None => return Ok(()),
    };
    if stands(tx, &target)? {
        opened(tx, arrived, (kind, &target), None)?;
    }
    Ok(())
}

/// What has revoked an entry leaves nothing of it to be revoked, removed or shown again.
pub(super) fn of_listing(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &listing::Event,
) -> rusqlite::Result<()> {
    if !event.revokes() {
        return Ok(());
    }
    let kinds = [DutyKind::RevokeListing, DutyKind::LiftListing, DutyKind::ReinstateListing];
    let target = &arrived.recorded.stream;
    kinds.into_iter().try_for_each(|kind| closed(tx, arrived, (kind, target)))
}

/// There is such an entry, or it is to be opened, and nothing has revoked it.
pub(super) fn stands(tx: &Transaction<'_>, target: &str) -> rusqlite::Result<bool> {
    tx.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM records WHERE stream = ?1 AND NOT revoked)
             OR EXISTS (SELECT 1 FROM duties WHERE target = ?1 AND closed IS NULL)",
    )?
    .query_row(params![target], |row| row.get(0))
}
