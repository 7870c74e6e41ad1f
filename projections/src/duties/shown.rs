//! What follows from a decision, and from what becomes of it, on each channel where it is shown.

use domain::{
    Moment,
    case::{self, publicity::Withdraws},
    id::PartId,
    publicity::{self, Key, withdrawing::Withdrawal},
};
use jiff::civil::Date;
use rusqlite::{Transaction, params};

use super::{DutyKind, closed, opened};
use crate::{
    columns::{micros, word},
    tables::Arrived,
};

/// A penalty falls due to be made public, on each channel for itself; where its case says itself that it was, as
/// cases did before publicity had a stream of its own, nothing is left to do there.
pub(super) fn decided_or_published(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &case::Event,
) -> rusqlite::Result<()> {
    let case = arrived.case_id();
    match event {
        case::Event::PenaltyDecided(it) => Key::each(case, &it.id).iter().try_for_each(|key| {
            opened(tx, arrived, (DutyKind::OpenPublicity, &key.stream()), None)
        }),
        case::Event::PenaltyPublished(it) => {
            let decision = it.decision.clone();
            let target = Key { case, decision, channel: it.channel }.stream();
            closed(tx, arrived, (DutyKind::OpenPublicity, &target))
        }
        _ => Ok(()),
    }
}

/// What is shown of a decision, or is to be, falls due to be withdrawn wherever it is; where it is over, kept back or
/// withdrawn on this ground already, nothing is left to do. An alteration takes back each time what was shown since the
/// one before, and may make public what was not to be. What was published between the day on which a judgment took effect
/// and its record shows what counts by it.
pub(super) fn unsettled(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    withdraws: &Withdraws,
) -> rusqlite::Result<()> {
    let once = withdraws.ground != Withdrawal::DecisionAltered;
    let ground = once.then_some(withdraws.ground);
    let unshown = !once;
    let awaited = matches!(arrived.case(), Some(case::Event::JudgmentTookEffect(_)));
    let since = withdraws.since.filter(|_| awaited);
    on_each(
        tx,
        arrived,
        (DutyKind::WithdrawPublicity, &withdraws.decision),
        (ground, since, unshown),
    )
}

/// What is shown of a decision that was put right falls due to be corrected wherever it is; where it is over or kept
/// back, nothing is left to do (PUB 12).
pub(super) fn put_right(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &case::Event,
) -> rusqlite::Result<()> {
    let case::Event::ClericalCorrected(it) = event else { return Ok(()) };
    on_each(tx, arrived, (DutyKind::OutdatePublicity, &it.decision), (None, None, false))
}

/// A duty on each channel where a decision may be shown still, and was neither withdrawn on that ground nor published since
/// that day; where `unshown`, also on each where it was not to be shown, or its time is over.
fn on_each(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (kind, decision): (DutyKind, &PartId),
    (withdrawn, published, unshown): (Option<Withdrawal>, Option<Date>, bool),
) -> rusqlite::Result<()> {
    let case = arrived.case_id();
    let published = published.map(|it| micros(Moment::midnight(it)));
    Key::each(case, decision).iter().try_for_each(|key| {
        let target = key.stream();
        let over: bool = tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM publicity WHERE stream = ?1
                     AND (state IN ('NOT_PUBLISHABLE', 'EXPIRED') AND NOT ?4 OR withdrawn = ?2
                         OR (state IN ('PUBLISHED', 'CORRECTED') AND copied_at >= ?3)))",
            )?
            .query_row(
                params![target, withdrawn.map(|it| word(&it)), published, unshown],
                |row| row.get(0),
            )?;
        if over { Ok(()) } else { opened(tx, arrived, (kind, &target), None) }
    })
}

/// On a channel where nothing is shown nothing is left to be withdrawn, stopped or shown again.
pub(super) fn hidden(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &publicity::Event,
) -> rusqlite::Result<()> {
    let kinds: &[_] = match event {
        // It was not to be shown before either; each duty is done by its own record.
        publicity::Event::NotPublishable(it) if it.since.is_some() => &[],
        publicity::Event::NotPublishable(_)
        | publicity::Event::Withheld(_)
        | publicity::Event::Expired(_) => &[
            DutyKind::WithdrawPublicity,
            DutyKind::OutdatePublicity,
            DutyKind::StopPublicity,
            DutyKind::ReinstatePublicity,
        ],
        // A restoration stops what is to be shown anew as well.
        publicity::Event::Withdrawn(it) if it.is_shown_anew() => &[],
        publicity::Event::Withdrawn(_) => &[DutyKind::StopPublicity, DutyKind::ReinstatePublicity],
        publicity::Event::Due(_)
        | publicity::Event::Pushed(_)
        | publicity::Event::HostPublished(_)
        | publicity::Event::Published(_)
        | publicity::Event::Outdated(_)
        | publicity::Event::Corrected(_)
        | publicity::Event::TakenDown(_)
        | publicity::Event::Stopped(_)
        | publicity::Event::Reinstated(_)
        | publicity::Event::DeadlineFixed(_) => &[],
    };
    let target = &arrived.recorded.stream;
    kinds.iter().try_for_each(|kind| closed(tx, arrived, (*kind, target)))
}
