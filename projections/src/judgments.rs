//! Judgments that were served and undo a decision, while somebody may still appeal: from the day on which they take
//! effect where nobody has, nothing is shown to everybody that they take with them, though the clock records that only
//! once no appeal of that time can be entered any more (ALL 85; APL 48.2; PUB 11). What is published from that day on is
//! what counts by then.

use domain::{
    Moment,
    case::{self, publicity::Withdraws, remedy::RemedyKind},
    id::PartId,
    listing::{self, ending::FellBy},
    publicity::Key,
};
use jiff::civil::Date;
use rusqlite::{Transaction, params};

use crate::{
    columns::micros,
    tables::{Arrived, Projection},
};

pub(crate) struct Judgments;

impl Projection for Judgments {
    fn version(&self) -> &'static str {
        "judgments/2"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE judgments (
            target TEXT NOT NULL,
            record TEXT NOT NULL,
            remedy TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (target, record, remedy)
        ) STRICT, WITHOUT ROWID;"
    }

    fn indexes(&self) -> &'static str {
        ""
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        match arrived.case() {
            Some(case::Event::RemedyConcluded(it)) => {
                match it.will_withdraw.as_ref().zip(it.may_be_appealed()) {
                    Some((withdraws, judgment)) => served(tx, arrived, (judgment, withdraws)),
                    None => Ok(()),
                }
            }
            Some(case::Event::RemedyOpened(it))
                if it.kind == RemedyKind::SecondInstance && !it.is_late_appeal() =>
            {
                it.after.iter().try_for_each(|judgment| settled(tx, arrived, judgment))
            }
            Some(case::Event::JudgmentTookEffect(it)) => settled(tx, arrived, &it.remedy),
            _ => Ok(()),
        }
    }
}

/// It takes with it what is shown of the decision on each channel, and the entry that rests on that where it falls.
fn served(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (judgment, withdraws): (&PartId, &Withdraws),
) -> rusqlite::Result<()> {
    let (case, decision) = (arrived.case_id(), &withdraws.decision);
    let shown = Key::each(case, decision).into_iter().map(|it| it.stream());
    let entry = || listing::stream_of(listing::of_decision(case, decision));
    let falls = FellBy::of(withdraws.ground).map(|_| entry());
    let Some(since) = withdraws.since.map(Moment::midnight) else { return Ok(()) };
    for target in shown.chain(falls) {
        tx.prepare_cached(
            "INSERT INTO judgments (target, record, remedy, since) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            target,
            arrived.recorded.stream,
            judgment.as_str(),
            micros(since)
        ])?;
    }
    Ok(())
}

/// Somebody has appealed from it in time, or it is recorded that it took effect.
fn settled(tx: &Transaction<'_>, arrived: &Arrived, remedy: &PartId) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM judgments WHERE record = ?1 AND remedy = ?2")?
        .execute(params![arrived.recorded.stream, remedy.as_str()])?;
    Ok(())
}

/// The condition under which no judgment that took effect by that day undoes what a stream has shown since `shown`, as far
/// as nobody is known to have appealed.
pub(crate) fn none_undoes((stream, shown): (&str, &str), on: Date) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM judgments j WHERE j.target = {stream} AND j.since <= {}
             AND j.since > {shown})",
        micros(Moment::midnight(on))
    )
}
