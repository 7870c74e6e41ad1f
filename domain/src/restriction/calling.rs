//! What a source calls for: each measure of the catalogue that answers something in it, towards each agency that the
//! catalogue addresses with that (LIST24; SC49). The event of the source says so itself, as the catalogue stood on its
//! day; each call is a pair, and a duty to tell its agency.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Capacity, Source, SourceKind, Subject, Trigger, id_of, notifying::Notify};
use crate::{
    Rulebook,
    case::{answerable::Named, decision::Decided},
    id::{AgencyCode, EventId, MeasureCode, PartId, RestrictionId, SubjectId},
    inbound::{self, state::Record},
    listing::{self, Listing, serious::Cause},
    party::Party,
    restoration::fraud::Reinstated,
    rulebook::Listed,
};

/// What was found in a source that measures answer, each with the sanctions that it rests on; an entry of a list has
/// none.
pub type Found = BTreeMap<Trigger, BTreeSet<PartId>>;

/// An agency is to be told of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Call {
    /// Which agency.
    pub agency: AgencyCode,
    /// Which measure.
    pub measure: MeasureCode,
    /// What in the source it answers.
    pub answers: BTreeSet<Trigger>,
    /// The sanctions of a penalty that it rests on.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub sanctions: BTreeSet<PartId>,
}

/// A source that calls for measures, as its own stream tells it.
#[derive(Debug, Clone)]
pub struct Calling {
    /// The event that calls for them: the source's own, or the one by which it counts again.
    pub by: EventId,
    /// The source, but for the sanctions that each call answers.
    pub source: Source,
    /// The last day of the source, where that ends of itself.
    pub until: Option<Date>,
    /// Whom it is against, or who answers for it.
    pub subject: Subject,
    /// What it calls for.
    pub calls: Vec<Call>,
}

impl Call {
    /// The pair that it begins, where that event calls for it: against the party, or against a person who answers for what
    /// the party did.
    #[must_use]
    pub fn pair(&self, by: EventId, person: Option<&SubjectId>) -> RestrictionId {
        id_of(by, &self.measure, &self.agency, person)
    }
}

impl Calling {
    /// A penalty decision, by the event that made it.
    #[must_use]
    pub fn of_penalty(cause: Cause, decided: &Decided, on: Date) -> Self {
        let number = decided.number.to_string();
        let source = source(cause, (SourceKind::Penalty, number), (&decided.agency, on));
        let (by, calls) = (source.event, decided.calls.clone());
        Self { by, source, until: None, subject: Subject::of(&decided.party), calls }
    }

    /// The same against each of those who answer for it, by the event that names them.
    #[must_use]
    pub fn of_persons(&self, by: EventId, named: &Named) -> Vec<Self> {
        let persons = named.persons.iter();
        persons
            .map(|person| Self {
                by,
                subject: Subject {
                    id: person.id.clone(),
                    shown: person.shown.clone(),
                    name: Some(person.name.clone()),
                    through: Some(named.through.clone()),
                },
                calls: person.calls.clone(),
                ..self.clone()
            })
            .collect()
    }

    /// An entry of a register, by the event that made it and the record through that event; nothing where such an
    /// entry calls for nothing.
    #[must_use]
    pub fn of_entry(cause: Cause, entered: &listing::Event, listing: &Listing) -> Option<Self> {
        let (opened, on) = listing.opened.as_ref().zip(listing.entered_on)?;
        let number = entered.number()?.to_string();
        let kind = opened.register.as_source()?;
        let source = source(cause, (kind, number), (&opened.agency, on));
        let (by, calls) = (source.event, entered.calls().to_vec());
        let subject = Subject::of(&opened.party);
        Some(Self { by, source, until: listing.last_day(), subject, calls })
    }

    /// What another department states, by the event that says so and the record through that event; nothing where that calls
    /// for nothing.
    #[must_use]
    pub fn of_inbound(cause: Cause, stated: &inbound::Event, record: &Record) -> Option<Self> {
        let calls = stated.calls().to_vec();
        if calls.is_empty() {
            return None;
        }
        let what = (SourceKind::InboundRecord, record.number.to_string());
        let source = source(cause, what, (&record.agency, record.says.decided_on));
        let (id, shown) = (record.subject.uscc.subject(), record.subject.name.clone());
        let subject = Subject { id, shown, name: None, through: None };
        Some(Self { by: source.event, source, until: record.lasts_until(), subject, calls })
    }

    /// What was restored, by the event by which it counts again, since the restoration was obtained by fraud; `until` is
    /// the last day of an entry, whose years count anew.
    #[must_use]
    pub fn of_reinstated(
        by: EventId,
        again: &Reinstated,
        (source, until, party): (Source, Option<Date>, &Party),
    ) -> Self {
        Self { by, source, until, subject: Subject::of(party), calls: again.calls.clone() }
    }

    /// The same against the party under the number that was put right, by the event that did so: whoever imposed on the wrong
    /// one decides anew (domain.md §6.7).
    #[must_use]
    pub fn anew(self, by: EventId, party: &Party) -> Self {
        Self { by, subject: Subject::of(party), ..self }
    }

    /// With what it calls for since, each measure of each agency once.
    #[must_use]
    pub fn adding(mut self, since: Vec<Call>) -> Self {
        for call in since {
            let known = |it: &Call| (&it.measure, &it.agency) == (&call.measure, &call.agency);
            if !self.calls.iter().any(known) {
                self.calls.push(call);
            }
        }
        self
    }

    /// What it calls for anew, by the event since which it counts for that again.
    #[must_use]
    pub fn again(self, by: EventId, calls: Vec<Call>) -> Self {
        Self { by, calls, ..self }
    }

    /// Tells the agency of that pair, where it is one of those called for.
    #[must_use]
    pub fn notify(&self, pair: RestrictionId) -> Option<Notify> {
        let person = self.subject.through.as_ref().map(|_| &self.subject.id);
        let call = self.calls.iter().find(|it| it.pair(self.by, person) == pair)?;
        let sanctions = call.sanctions.iter().cloned().collect();
        Some(Notify {
            agency: call.agency.clone(),
            subject: self.subject.clone(),
            source: Source { sanctions, ..self.source.clone() },
            found: call.answers.clone(),
            measure: call.measure.clone(),
            source_until: self.until,
        })
    }
}

fn source(
    cause: Cause,
    (kind, number): (SourceKind, String),
    (agency, decided_on): (&AgencyCode, Date),
) -> Source {
    let Cause { event, stream, revision } = cause;
    let agency = agency.clone();
    Source { event, stream, revision, kind, number, agency, decided_on, sanctions: vec![] }
}

/// What a source of that agency calls for against the party: as the catalogue stood on the day of the source, towards the
/// agencies of the day on which it is recorded. What bars persons is not among it: the source doesn't tell who they are.
#[must_use]
pub fn calls(found: &Found, agency: &AgencyCode, days: (&Rulebook, Date, Date)) -> Vec<Call> {
    called((found, agency), days, |it| !it.is_person_level())
}

/// The same, of what ended when the credit was restored: a measure with a time of its own ran on meanwhile.
#[must_use]
pub fn calls_anew(found: &Found, agency: &AgencyCode, (law, on): (&Rulebook, Date)) -> Vec<Call> {
    called((found, agency), (law, on, on), |it| !it.is_person_level() && !it.end.runs_on())
}

/// What a source of that agency calls for against somebody who answers for it in a capacity, and `personally` where they
/// were found to: as the catalogue stood on the day of the source, towards the agencies of the day on which they are named.
#[must_use]
pub fn calls_on(
    (capacity, personally): (Capacity, bool),
    source: (&Found, &AgencyCode),
    days: (&Rulebook, Date, Date),
) -> Vec<Call> {
    called(source, days, |it| it.reaches(capacity, personally))
}

fn called(
    (found, agency): (&Found, &AgencyCode),
    (law, listed_on, on): (&Rulebook, Date, Date),
    wanted: impl Fn(&Listed) -> bool,
) -> Vec<Call> {
    let triggers = found.keys().copied().collect();
    let rows = law.measures_answering(&triggers, listed_on).filter(|it| wanted(&it.value));
    rows.flat_map(|row| {
        let answers: BTreeSet<_> = row.value.answers.intersection(&triggers).copied().collect();
        let sanctions: BTreeSet<_> = answers.iter().flat_map(|it| &found[it]).cloned().collect();
        let addressed = law.addressees(row, agency, on).into_iter();
        addressed.map(move |agency| Call {
            agency: agency.clone(),
            measure: row.key.clone(),
            answers: answers.clone(),
            sanctions: sanctions.clone(),
        })
    })
    .collect()
}
