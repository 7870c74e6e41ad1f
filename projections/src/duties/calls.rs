//! What sources call for: each call is a pair whose agency is to be told; and what falls of a source is taken back from
//! each pair that rests on it.

use std::collections::BTreeSet;

use domain::{
    case::{self, Facets, remedy::CalledAnew},
    id::{EventId, SubjectId},
    inbound, listing, restoration,
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
    (event, facets): (&case::Event, &Facets<'_>),
) -> rusqlite::Result<()> {
    if let case::Event::PenaltyDecided(it) = event {
        called(tx, arrived, ((&arrived.recorded.stream, it.id.as_str()), &it.calls), None)?;
    }
    if let case::Event::AnswerablePersonsNamed(it) = event {
        let source = (&arrived.recorded.stream[..], it.decision.as_str());
        for person in &it.persons {
            called(tx, arrived, (source, &person.calls), Some(&person.id))?;
        }
    }
    if let case::Event::AnswerablePersonWithdrawn(it) = event {
        let source = (&arrived.recorded.stream[..], it.decision.as_str());
        let calls = calls_of(tx, source, Against::Person(&it.person))?;
        let mut targets = calls.iter().map(|(_, target)| target);
        return targets.try_for_each(|it| opened(tx, arrived, (DutyKind::TakeBack, it), None));
    }
    if let case::Event::ClericalCorrected(it) = event
        && it.renumbered().is_some()
    {
        return renumbered(tx, arrived, (&arrived.recorded.stream, it.decision.as_str()));
    }
    if let Some(withdraws) = facets.withdraws.filter(|it| it.ground.takes_back().is_some()) {
        let source = (&arrived.recorded.stream[..], withdraws.decision.as_str());
        fell(tx, arrived, (source, &withdraws.still_found))?;
    }
    match facets.called_anew {
        Some(again) => called_anew(tx, arrived, again),
        None => Ok(()),
    }
}

/// What more of a decision calls for than before, against the party and against those who answer for it.
fn called_anew(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    again: &CalledAnew,
) -> rusqlite::Result<()> {
    let source = (&arrived.recorded.stream[..], again.decision.as_str());
    called(tx, arrived, (source, &again.calls), None)?;
    for it in &again.persons {
        called(tx, arrived, (source, &it.calls), Some(&it.person))?;
    }
    Ok(())
}

/// What a restoration takes back of the decision or the entry that it restores, or lets rest while a plan is carried out;
/// what counts again where it counts no more, and what is called for anew where it was obtained by fraud.
pub(super) fn of_restoration(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &restoration::Event,
) -> rusqlite::Result<()> {
    let occurred = arrived.recorded.metadata.occurred_at;
    let restored = event.restores(occurred).is_some();
    let (rests, resumes) = (event.suspends(occurred), event.resumes(occurred));
    if !restored && rests.is_none() && resumes.is_none() {
        return Ok(());
    }
    let Some((stream, part)) = super::restoration::source(tx, arrived)? else { return Ok(()) };
    if restored {
        fell(tx, arrived, ((&stream, &part), &BTreeSet::new()))?;
    }
    let told = [(DutyKind::SuspendSource, rests), (DutyKind::ResumeSource, resumes)];
    for (kind, _) in told.into_iter().filter(|(_, it)| it.is_some()) {
        rest(tx, arrived, (kind, &stream, &part))?;
    }
    called(tx, arrived, ((&stream, &part), event.calls()), None)
}

/// A pair that says that its source fell needs no telling any more; that it runs on says the pair of a measure whose
/// source's rest concerns it no more.
pub(super) fn of_restriction(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &restriction::Event,
) -> rusqlite::Result<()> {
    let target = &arrived.recorded.stream;
    let rests = |it: bool| {
        let mut noted = tx.prepare_cached("UPDATE calls SET rests = ?2 WHERE target = ?1")?;
        noted.execute(params![target, it]).map(|_| ())
    };
    let over: &[_] = match event {
        restriction::Event::SourceSuspended(_) => return rests(true),
        restriction::Event::SourceResumed(_) => return rests(false),
        restriction::Event::Kept(_) => &[DutyKind::ResumeSource],
        restriction::Event::SourceFell(_) => {
            tx.prepare_cached("DELETE FROM calls WHERE target = ?1")?.execute([target])?;
            &[DutyKind::TakeBack, DutyKind::SuspendSource, DutyKind::ResumeSource]
        }
        _ => &[],
    };
    over.iter().try_for_each(|kind| closed(tx, arrived, (*kind, target)))
}

/// What an event of an entry of a register calls for, and what it takes back.
pub(super) fn of_listing(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &listing::Event,
) -> rusqlite::Result<()> {
    called(tx, arrived, ((&arrived.recorded.stream, ""), event.calls()), None)?;
    if let listing::Event::PartyCorrected(_) = event {
        return renumbered(tx, arrived, (&arrived.recorded.stream, ""));
    }
    match event.fells(arrived.recorded.metadata.occurred_at) {
        Some(_) => fell(tx, arrived, ((&arrived.recorded.stream, ""), &BTreeSet::new())),
        None => Ok(()),
    }
}

/// What an event of a record of another department takes back, and what it calls for.
pub(super) fn of_inbound(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &inbound::Event,
) -> rusqlite::Result<()> {
    let source = (&arrived.recorded.stream[..], "");
    if event.fells(arrived.recorded.metadata.occurred_at).is_some() {
        fell(tx, arrived, (source, &event.kept()))?;
    }
    called(tx, arrived, (source, event.calls()), None)
}

/// A source rests, or counts again: each of its pairs is told so; that it counts again, those alone that were told that
/// it rests, or are about to be.
fn rest(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (kind, source, part): (DutyKind, &str, &str),
) -> rusqlite::Result<()> {
    let targets: Vec<String> = tx
        .prepare_cached(
            "SELECT target FROM calls c WHERE source = ?1 AND part = ?2
                 AND (?3 OR rests OR EXISTS (SELECT 1 FROM duties d
                     WHERE d.target = c.target AND d.kind = 'SUSPEND_SOURCE' AND d.closed IS NULL))
             ORDER BY no",
        )?
        .query_map(params![source, part, kind == DutyKind::SuspendSource], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    targets.iter().try_for_each(|target| opened(tx, arrived, (kind, target), None))
}

/// A source calls for measures against the party, or against somebody who answers for it.
fn called(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    ((source, part), calls): ((&str, &str), &[Call]),
    person: Option<&SubjectId>,
) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    for call in calls {
        let target = restriction::stream_of(call.pair(EventId::new(recorded.id), person));
        tx.prepare_cached(
            "INSERT INTO calls (source, part, call, person, target) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            source,
            part,
            json(call)?,
            person.map(SubjectId::as_str),
            target
        ])?;
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
    for (call, target) in calls_of(tx, (source, part), Against::All)? {
        if call.answers.is_disjoint(still_found) {
            opened(tx, arrived, (DutyKind::TakeBack, &target), None)?;
        }
    }
    Ok(())
}

/// Against whom a source calls for measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Against<'a> {
    /// The party, and whoever answers for it.
    All,
    /// The party.
    Party,
    /// This person, who answers for it.
    Person(&'a SubjectId),
}

/// What a source calls for, each with its pair, as far as that has not said that it fell.
fn calls_of(
    tx: &Transaction<'_>,
    (source, part): (&str, &str),
    against: Against<'_>,
) -> rusqlite::Result<Vec<(Call, String)>> {
    let person = match against {
        Against::All | Against::Party => None,
        Against::Person(it) => Some(it.as_str()),
    };
    let calls: Vec<(String, String)> = tx
        .prepare_cached(
            "SELECT call, target FROM calls WHERE source = ?1 AND part = ?2
                 AND (?3 OR person IS ?4) ORDER BY no",
        )?
        .query_map(params![source, part, against == Against::All, person], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    calls.into_iter().map(|(call, target)| Ok((from_json(&call)?, target))).collect()
}

/// A source was against another one than it said: each of its pairs is told so, and called for anew on the right one, by
/// whoever was called on before (domain.md §6.7). Whoever answers for the party is who they were.
fn renumbered(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (source, part): (&str, &str),
) -> rusqlite::Result<()> {
    let mut anew: Vec<Call> = vec![];
    for (call, target) in calls_of(tx, (source, part), Against::Party)? {
        opened(tx, arrived, (DutyKind::TakeBack, &target), None)?;
        if !anew.contains(&call) {
            anew.push(call);
        }
    }
    called(tx, arrived, ((source, part), &anew), None)
}
