//! What the risk class of a subject rests on: each event of its records that begins, ends, restores or brings back something
//! that weighs, as it was known. The tables tell which records those are, and nothing else; what it all weighs is
//! for the rows of the day.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Moment,
    case::{self, Case, sanction::Sanction},
    clock::Timer,
    id::{EventId, PartId},
    inbound,
    listing::{self, Register, serious::over},
    restoration,
    risk::{Ending, Indicator, Input, What},
};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use store::{EventStore, Recorded, StoreError, fold};

use crate::{credit::Concerning, history, records::Record, versions::Times};

/// What began with an event of a record, and what of it: several may.
#[derive(Default)]
struct Found(Vec<Input>);

impl Found {
    fn note(&mut self, (on, what): (Date, What), (event, source): (EventId, EventId)) {
        self.of((on, what), (event, source), 0);
    }

    fn of(&mut self, (on, what): (Date, What), (event, source): (EventId, EventId), nth: usize) {
        self.0.push(Input { on, what, event, source, nth });
    }
}

/// Everything that the class of a subject rests on, whichever agency recorded it, as known at a place of the log.
///
/// # Errors
///
/// Where the log can't be read.
pub async fn inputs(
    store: &EventStore,
    (concerning, times): (Concerning, Times),
) -> Result<Vec<Input>, StoreError> {
    let mut found = Found::default();
    for id in concerning.cases {
        of_case(
            &history::recorded(store, &Record::Case(id).stream(), times.until).await?,
            times,
            &mut found,
        )?;
    }
    for id in concerning.entries {
        let stream = Record::Listing(id).stream();
        of_entry(&history::recorded(store, &stream, times.until).await?, &mut found)?;
    }
    for id in concerning.restorations {
        let stream = Record::Restoration(id).stream();
        of_restoration(&history::recorded(store, &stream, times.until).await?, &mut found)?;
    }
    for id in concerning.inbound {
        let stream = Record::Inbound(id).stream();
        of_inbound(&history::recorded(store, &stream, times.until).await?, &mut found)?;
    }
    found.0.sort_unstable();
    Ok(found.0)
}

/// Each event with its id and when it took place.
fn told<E: DeserializeOwned>(
    history: &[Recorded],
) -> Result<Vec<(EventId, Moment, E)>, StoreError> {
    let told = |it: &Recorded| Ok((EventId::new(it.id), it.metadata.occurred_at, it.decode()?));
    history.iter().map(told).collect()
}

/// Penalties, what made them weigh otherwise, fall or count again, and payments that were missed. What was confirmed illegal
/// bears nothing (APL 48.2).
fn of_case(history: &[Recorded], times: Times, found: &mut Found) -> Result<(), StoreError> {
    let events = told::<case::Event>(history)?;
    let folded: Case = fold(history)?;
    let mut decisions: BTreeMap<PartId, Penalised> = BTreeMap::new();
    for (event, at, it) in &events {
        if let case::Event::PenaltyDecided(it) = it {
            let changes = vec![(at.day(), *event)];
            decisions.insert(it.id.clone(), Penalised { source: *event, changes });
        }
        let fact = it.fact();
        let Some(change) = fact.facets().withdraws else { continue };
        let Some(of) = decisions.get_mut(&change.decision) else { continue };
        of.changes.push((change.since.unwrap_or_else(|| at.day()), *event));
    }
    for (decision, of) in decisions {
        of.weighed(&folded, &decision, found);
    }
    Payments::of(&events, times.on).missed(found);
    Ok(())
}

/// A penalty decision: the event that made it, and the days since which it may weigh otherwise, each with its event.
struct Penalised {
    source: EventId,
    changes: Vec<(Date, EventId)>,
}

impl Penalised {
    /// How it weighs since it was decided, and since whatever left another weight of it, or none. What an act has undone
    /// since never was.
    fn weighed(mut self, folded: &Case, decision: &PartId, found: &mut Found) {
        self.changes.sort_by_key(|(on, _)| *on);
        let mut before = None;
        for (on, event) in self.changes {
            let Some(standing) = folded.standing_of(decision, on) else { continue };
            let (made, counts) = (standing.decided.sanctions.iter(), standing.lawful());
            let now = match before {
                None => What::Began(weight(made)),
                Some(_) if standing.is_unlawful() => What::Ended(Ending::Fell),
                Some(_) => What::Began(weight(counts)),
            };
            if before != Some(now) {
                found.note((on, now), (event, self.source));
                before = Some(now);
            }
        }
    }
}

/// How a penalty weighs: heavily where one of its sanctions is heavy (SDL 2).
fn weight<'a>(mut sanctions: impl Iterator<Item = &'a Sanction>) -> Indicator {
    if sanctions.any(Sanction::is_heavy) { Indicator::HeavyPenalty } else { Indicator::Penalty }
}

/// The payments of a case that are to be made by a day.
#[derive(Default)]
struct Payments {
    open: BTreeMap<PartId, Owed>,
    /// What was owed, and is no more.
    over: BTreeMap<PartId, Over>,
    /// The same of what is owed again.
    resumed: BTreeMap<PartId, Over>,
    /// Some of it was taken back since.
    missed: Vec<Option<Missed>>,
}

/// A payment that is owed no more.
struct Over {
    owed: Owed,
    /// Its place among what was missed, where it was.
    missed: Option<usize>,
}

/// A payment: the event that said by when it is to be made, and the first day on which it is missed.
#[derive(Clone, Copy)]
struct Owed {
    source: EventId,
    missed_from: Date,
}

/// A payment that was not made by its day, and what put an end to that.
struct Missed {
    since: Date,
    source: EventId,
    ended: Option<(Date, EventId)>,
}

impl Payments {
    /// As the events of a case have them; what is still open on a day was missed where its own day is over.
    fn of(events: &[(EventId, Moment, case::Event)], on: Date) -> Self {
        let mut all = Self::default();
        for (event, at, it) in events {
            let fact = it.fact();
            let facets = fact.facets();
            let met = facets.met_at(*at).day();
            for (_, of) in facets.settles.iter().filter(|(it, _)| *it == Timer::PayFine) {
                all.end(of.as_ref(), (met, *event));
            }
            // What an appeal in time shows never to have taken effect neither took anything away nor gave it back.
            let never = matches!(it, case::Event::RemedyOpened(_));
            for (_, of) in facets.replaces.iter().filter(|(it, _)| *it == Timer::PayFine) {
                if !of.as_ref().is_some_and(|it| never && all.never_resumed(it)) {
                    all.end(of.as_ref(), (at.day(), *event));
                }
            }
            let mut again = BTreeSet::new();
            let reopens = facets.reopens.iter().filter(|(it, _)| *it == Timer::PayFine);
            for of in reopens.filter_map(|(_, of)| of.as_ref()) {
                all.reopen(of, (!never).then(|| since(it, *at)));
                again.insert(of);
            }
            let due = facets.deadlines.iter().filter(|it| it.timer == Timer::PayFine);
            for (of, due) in due.filter_map(|it| Some((it.of.clone()?, it.due_date()?))) {
                // What is owed again by another day was not owed by the former one meanwhile.
                if !again.contains(&of) {
                    all.end(Some(&of), (at.day(), *event));
                }
                let missed_from = due.tomorrow().unwrap_or(Date::MAX);
                all.open.insert(of, Owed { source: *event, missed_from });
            }
            for settled in facets.settled.iter().filter(|it| it.key().0 == Timer::PayFine) {
                all.end(Some(&settled.part), (settled.since.day(), *event));
            }
        }
        let over = all.open.iter().filter(|(_, owed)| owed.missed_from <= on);
        let over: Vec<_> = over.map(|(of, _)| of.clone()).collect();
        for it in &over {
            all.miss(it, None);
        }
        all
    }

    /// A payment, or every one, is owed no more, or by another day.
    fn end(&mut self, of: Option<&PartId>, ended: (Date, EventId)) {
        let parts: Vec<_> = match of {
            Some(it) => vec![it.clone()],
            None => self.open.keys().cloned().collect(),
        };
        for it in &parts {
            self.miss(it, Some(ended));
        }
    }

    fn miss(&mut self, of: &PartId, ended: Option<(Date, EventId)>) {
        let Some(owed) = self.open.remove(of) else { return };
        let Owed { source, missed_from: since } = owed;
        let in_time = ended.is_some_and(|(on, _)| on < since);
        let missed = (!in_time).then_some(self.missed.len());
        self.missed.extend(missed.map(|_| Some(Missed { since, source, ended })));
        self.resumed.remove(of);
        self.over.insert(of.clone(), Over { owed, missed });
    }

    /// A payment is owed again since a day, or has been all the time.
    fn reopen(&mut self, of: &PartId, since: Option<Date>) {
        let Some(over) = self.over.remove(of) else { return };
        let Over { owed, missed } = over;
        let missed_from = since.map_or(owed.missed_from, |day| owed.missed_from.max(day));
        self.open.insert(of.clone(), Owed { missed_from, ..owed });
        if since.is_some() {
            self.resumed.insert(of.clone(), over);
        } else if let Some(it) = missed.and_then(|it| self.missed.get_mut(it)) {
            *it = None;
        }
    }

    /// What was owed again never was: it was over all the time.
    fn never_resumed(&mut self, of: &PartId) -> bool {
        let Some(over) = self.resumed.remove(of) else { return false };
        self.open.remove(of);
        self.over.insert(of.clone(), over);
        true
    }

    /// Sanctions and instalments are parts of one debt: while one of a case is missed, it weighs once.
    fn missed(self, found: &mut Found) {
        let mut all: Vec<_> = self.missed.into_iter().flatten().collect();
        all.sort_by_key(|it| it.since);
        let mut spans: Vec<Missed> = vec![];
        for it in all {
            match spans.last_mut() {
                Some(last) if last.ended.is_none_or(|(on, _)| it.since <= on) => {
                    last.ended = last.ended.zip(it.ended).map(|(one, other)| one.max(other));
                }
                _ => spans.push(it),
            }
        }
        for (n, Missed { since, source, ended }) in spans.into_iter().enumerate() {
            let began = What::Began(Indicator::MissedPayment);
            // The event may have begun a penalty as well: what it began is told apart.
            found.of((since, began), (source, source), n + 1);
            if let Some((on, event)) = ended {
                found.of((on, What::Ended(Ending::Settled)), (event, source), n + 1);
            }
        }
    }
}

/// From which day on an event counts: a judgment that the clock records took effect before.
fn since(event: &case::Event, at: Moment) -> Date {
    match event {
        case::Event::JudgmentTookEffect(it) => it.due.tomorrow().unwrap_or(Date::MAX),
        _ => at.day(),
    }
}

/// An entry of a register, and what ended it; a restoration says itself what it ends, and what comes back.
fn of_entry(history: &[Recorded], found: &mut Found) -> Result<(), StoreError> {
    let (mut source, mut register) = (None, Register::AbnormalOperations);
    let (mut years, mut over_by) = (None, None);
    for (event, at, it) in told::<listing::Event>(history)? {
        match &it {
            listing::Event::GroundVerified(it) => register = it.register,
            listing::Event::Entered(_) => {
                source = Some(event);
                found.note((at.day(), What::Began(indicator(register))), (event, event));
            }
            listing::Event::SeriousEntered(it) => {
                source = Some(event);
                let began = What::Began(Indicator::SeriousList);
                found.note((it.decided_on, began), (event, event));
                years = over(&it.deadlines);
            }
            listing::Event::Reinstated(it) => years = over(&it.deadlines).or(years),
            listing::Event::DeadlineFixed(it) => years = over(&it.deadlines).or(years),
            _ => {}
        }
        match (&it, it.ends_as(at)) {
            (listing::Event::Reinstated(_), _) => over_by = None,
            (_, Some((on, standing))) if standing != listing::Standing::Suspended => {
                over_by = over_by.or(Some(on));
            }
            _ => {}
        }
        let ended = it.ends_as(at).zip(source).filter(|_| it.restoration().is_none());
        let how = if it.revokes() { Ending::Revoked } else { Ending::Left };
        let left = |((on, _), source)| ((on, What::Ended(how)), (event, source));
        if let Some((what, of)) = ended.map(left) {
            found.note(what, of);
        }
    }
    // Nobody leaves what was ended before its years were over.
    let years = years.filter(|over| over_by.is_none_or(|ended| *over <= ended));
    if let Some((over, source)) = years.zip(source) {
        found.note((over, What::Ended(Ending::Left)), (source, source));
    }
    Ok(())
}

fn indicator(register: Register) -> Indicator {
    match register {
        Register::SeriousViolation => Indicator::SeriousList,
        Register::AbnormalOperations | Register::AbnormalMark => Indicator::AbnormalList,
    }
}

/// A penalty of another department, as that says it last, and that it was withdrawn. Its licences weigh nothing, and of its
/// lists no row of the classification tells which are for whom.
fn of_inbound(history: &[Recorded], found: &mut Found) -> Result<(), StoreError> {
    let (mut source, mut said) = (None, None);
    for (event, at, it) in told::<inbound::Event>(history)? {
        match (&it, source) {
            (inbound::Event::Pushed(it), _) if it.kind == inbound::Kind::Penalty => {
                source = Some(event);
                said = Some((it.says.decided_on, event));
            }
            (inbound::Event::Corrected(it), Some(_)) => said = Some((it.says.decided_on, event)),
            (inbound::Event::Withdrawn(_), Some(source)) => {
                found.note((at.day(), What::Ended(Ending::Fell)), (event, source));
            }
            _ => {}
        }
    }
    if let (Some(source), Some((on, event))) = (source, said) {
        found.note((on, What::Began(Indicator::Penalty)), (event, source));
    }
    Ok(())
}

/// What was restored, and what undid that.
fn of_restoration(history: &[Recorded], found: &mut Found) -> Result<(), StoreError> {
    let mut source = None;
    for (event, at, it) in told::<restoration::Event>(history)? {
        if let restoration::Event::Applied(it) = &it {
            source = Some(it.source.event);
        }
        let Some(source) = source else { continue };
        let undone = matches!(
            it,
            restoration::Event::RevokedForFraud(_) | restoration::Event::PlanFailed(_)
        );
        if let Some(on) = it.restores(at) {
            found.note((on, What::Restored), (event, source));
        } else if undone {
            found.note((at.day(), What::Reinstated), (event, source));
        }
    }
    Ok(())
}
