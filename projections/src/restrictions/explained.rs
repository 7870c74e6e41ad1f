//! A restriction explained: from the measure back to the decision that it rests on, or to what another department handed
//! over.

use domain::{
    Rulebook,
    case::{self, Case, decision::Decided, remedy::Standing, sanction::Sanction},
    id::{PartId, SubjectId},
    inbound,
    listing::{self, Listing, serious::Cause},
    restriction::{self, SourceKind},
};
use jiff::civil::Date;
use store::{EventStore, StoreError};

use super::RestrictionFile;
use crate::{
    history::{self, Act},
    inbound::InboundFile,
    records::Record,
    versions::Times,
};

/// A restriction, and what led to it.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The restriction.
    pub file: RestrictionFile,
    /// The acts that led to it, the last one first: its own, those that began and ended the entry of a list, the decision,
    /// or the word of the department that decided.
    pub steps: Vec<Step>,
    /// The penalty that it comes of, where it comes of one, as it was decided.
    pub decided: Option<Decided>,
    /// What of that the measure answers, as it counts on the day; as it was decided, where nothing of it counts then. All
    /// of the decision, where the measure answers an entry that rests on it.
    pub sanctions: Vec<Sanction>,
    /// What another department handed over, where it comes of that.
    pub handed_over: Option<InboundFile>,
    /// The first day on which the source counts no more of itself, where it has one.
    pub source_ends: Option<Date>,
}

/// An act that led to a restriction.
#[derive(Debug, Clone)]
pub enum Step {
    /// On the restriction itself.
    Restriction(Box<Act<restriction::Event>>),
    /// On the entry of a list.
    Listing(Box<Act<listing::Event>>),
    /// In the case.
    Case(Box<Act<case::Event>>),
    /// What another department said of its own decision.
    Inbound(Box<Act<inbound::Event>>),
}

impl Step {
    /// What was done, without who did it and when.
    #[must_use]
    pub fn predicate(&self, law: &Rulebook) -> String {
        match self {
            Self::Restriction(it) => it.event.sentence(law),
            Self::Listing(it) => it.event.sentence(),
            Self::Case(it) => it.event.fact().sentence(),
            Self::Inbound(it) => it.event.sentence(),
        }
    }
}

impl Explained {
    /// What led to a restriction that the viewer was shown, as of both times.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of(
        store: &EventStore,
        (file, times): (RestrictionFile, Times),
    ) -> Result<Self, StoreError> {
        let own = file.acts_by(times.on).rev().cloned();
        let mut explained = Self {
            steps: own.map(|it| Step::Restriction(Box::new(it))).collect(),
            decided: None,
            sanctions: vec![],
            handed_over: None,
            source_ends: None,
            file,
        };
        let source = explained.file.pair.notified.source.clone();
        let at = (source.stream.as_str(), source.revision);
        match source.kind {
            SourceKind::Penalty => explained.decided_in(store, at, times).await?,
            SourceKind::SeriousList | SourceKind::AbnormalList => {
                explained.entered_in(store, at, times).await?;
            }
            SourceKind::InboundRecord => explained.stated_in(store, at.0, times).await?,
        }
        Ok(explained)
    }

    /// What its department said by the day: how it came to what it says, and that it withdrew it.
    async fn stated_in(
        &mut self,
        store: &EventStore,
        stream: &str,
        times: Times,
    ) -> Result<(), StoreError> {
        let Some(id) = Record::of_stream(stream).and_then(Record::inbound) else { return Ok(()) };
        let Some(file) = InboundFile::known(store, (id, times)).await? else { return Ok(()) };
        let said = file.acts.iter().rev().filter(|it| it.event.is_its_word());
        self.steps.extend(said.map(|it| Step::Inbound(Box::new(it.clone()))));
        self.source_ends = file.inbound.over_on();
        self.handed_over = Some(file);
        Ok(())
    }

    async fn entered_in(
        &mut self,
        store: &EventStore,
        (stream, revision): (&str, u64),
        times: Times,
    ) -> Result<(), StoreError> {
        let (listing, mut acts) = history::known::<Listing>(store, stream, times.until).await?;
        acts.retain(|it| it.recorded.revision <= revision || bears_on(it, times.on));
        self.steps.extend(acts.into_iter().rev().map(|it| Step::Listing(Box::new(it))));
        self.source_ends = listing.over_on();
        match listing.cause {
            Some(Cause { stream, revision, .. }) => {
                self.decided_in(store, (&stream, revision), times).await
            }
            None => Ok(()),
        }
    }

    /// The decision, and before it what changed of it since; where a person is barred, that they were named for it.
    async fn decided_in(
        &mut self,
        store: &EventStore,
        (stream, revision): (&str, u64),
        times: Times,
    ) -> Result<(), StoreError> {
        let (case, acts) = history::known::<Case>(store, stream, times.until).await?;
        let decided = acts.iter().find(|it| it.recorded.revision == revision);
        let Some(decided) = decided.and_then(|it| Some((it.clone(), penalty(it)?.clone()))) else {
            return Ok(());
        };
        let (decision, penalty) = decided;
        let subject = &self.file.pair.notified.subject;
        let person = subject.through.as_ref().map(|_| subject.id.clone());
        let bears = |it: Act<case::Event>| {
            let changes = changes(&it, &penalty.id, times.on);
            if changes { Some(it) } else { names(it, (&penalty.id, person.as_ref()?), times.on) }
        };
        let since = acts.into_iter().rev().filter_map(bears);
        self.steps.extend(since.map(|it| Step::Case(Box::new(it))));
        self.steps.push(Step::Case(Box::new(decision)));
        let named = &self.file.pair.notified.source.sanctions;
        let answers = |it: &&Sanction| named.is_empty() || named.contains(&it.id);
        let standing = case.standing_of(&penalty.id, times.on);
        let counting = standing.iter().flat_map(Standing::counting);
        let counting: Vec<_> = counting.filter(answers).collect();
        let as_decided = penalty.sanctions.iter().filter(answers);
        self.sanctions = match &counting[..] {
            [] => as_decided.cloned().collect(),
            counting => counting.iter().copied().cloned().collect(),
        };
        self.decided = Some(penalty);
        Ok(())
    }
}

/// From a day by then on, the entry ends, rests or counts again because of this act.
fn bears_on(act: &Act<listing::Event>, on: Date) -> bool {
    let occurred = act.metadata.occurred_at;
    let again = match &act.event {
        listing::Event::Reinstated(it) => Some(it.on),
        _ => None,
    };
    let ended = act.event.ends_as(occurred).map(|(day, _)| day);
    let fell = act.event.fells(occurred).map(|(_, day)| day);
    again.or(ended).or(fell).is_some_and(|it| it <= on)
}

fn penalty(act: &Act<case::Event>) -> Option<&Decided> {
    match &act.event {
        case::Event::PenaltyDecided(it) => Some(it),
        _ => None,
    }
}

/// From a day by then on, the decision counts no more as it was made because of this act.
fn changes(act: &Act<case::Event>, decision: &PartId, on: Date) -> bool {
    let fact = act.event.fact();
    let facets = fact.facets();
    let of_it = facets.withdraws.filter(|it| it.decision == *decision);
    of_it.is_some_and(|it| it.since.unwrap_or(act.metadata.occurred_at.day()) <= on)
}

/// That the person was named as answerable for the decision by a day, or that it was withdrawn; of others who were named with
/// them nothing is told.
fn names(
    mut act: Act<case::Event>,
    (decision, person): (&PartId, &SubjectId),
    on: Date,
) -> Option<Act<case::Event>> {
    let of_it = match &mut act.event {
        case::Event::AnswerablePersonsNamed(it) => {
            it.persons.retain(|it| it.id == *person);
            it.decision == *decision && !it.persons.is_empty()
        }
        case::Event::AnswerablePersonWithdrawn(it) => {
            it.decision == *decision && it.person == *person
        }
        _ => false,
    };
    (of_it && act.metadata.occurred_at.day() <= on).then_some(act)
}
