//! A restriction explained: from the measure back to the decision that it rests on.

use domain::{
    Rulebook,
    case::{self, Case, decision::Decided, sanction::Sanction},
    listing::{self, Listing, serious::Cause},
    restriction::{self, SourceKind},
};
use jiff::civil::Date;
use store::{EventStore, Position, StoreError};

use super::RestrictionFile;
use crate::history::{self, Act};

/// A restriction, and what led to it.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The restriction.
    pub file: RestrictionFile,
    /// The acts that led to it, the last one first: its own, that of the entry of a list, the decision.
    pub steps: Vec<Step>,
    /// The penalty that it comes of, where it comes of one.
    pub decided: Option<Decided>,
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
}

impl Step {
    /// What was done, without who did it and when.
    #[must_use]
    pub fn predicate(&self, law: &Rulebook) -> String {
        match self {
            Self::Restriction(it) => it.event.sentence(law),
            Self::Listing(it) => it.event.sentence(),
            Self::Case(it) => it.event.fact().sentence(),
        }
    }
}

impl Explained {
    /// What led to a restriction that the viewer was shown, as known at a place of the log.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of(
        store: &EventStore,
        (file, until): (RestrictionFile, Option<Position>),
    ) -> Result<Self, StoreError> {
        let source = &file.pair.notified.source;
        let own = file.acts.iter().rev().cloned().map(|it| Step::Restriction(Box::new(it)));
        let mut explained =
            Self { steps: own.collect(), decided: None, source_ends: None, file: file.clone() };
        let at = (source.stream.as_str(), source.revision);
        match source.kind {
            SourceKind::Penalty => explained.decided_in(store, at).await?,
            SourceKind::SeriousList | SourceKind::AbnormalList => {
                explained.entered_in(store, at, until).await?;
            }
            SourceKind::InboundList => {}
        }
        Ok(explained)
    }

    async fn entered_in(
        &mut self,
        store: &EventStore,
        (stream, revision): (&str, u64),
        until: Option<Position>,
    ) -> Result<(), StoreError> {
        let (listing, mut acts) = history::known::<Listing>(store, stream, until).await?;
        acts.retain(|it| it.recorded.revision <= revision);
        self.steps.extend(acts.into_iter().rev().map(|it| Step::Listing(Box::new(it))));
        self.source_ends = listing.over_on();
        match listing.cause {
            Some(Cause { stream, revision, .. }) => {
                self.decided_in(store, (&stream, revision)).await
            }
            None => Ok(()),
        }
    }

    async fn decided_in(
        &mut self,
        store: &EventStore,
        (stream, revision): (&str, u64),
    ) -> Result<(), StoreError> {
        let (_, acts) = history::read::<Case>(store, stream, None).await?;
        let Some(act) = acts.into_iter().find(|it| it.recorded.revision == revision) else {
            return Ok(());
        };
        if let case::Event::PenaltyDecided(it) = &act.event {
            self.decided = Some(it.clone());
        }
        self.steps.push(Step::Case(Box::new(act)));
        Ok(())
    }

    /// The sanctions that the measure answers; all of the decision, where it answers an entry that rests on it.
    pub fn sanctions(&self) -> impl Iterator<Item = &Sanction> {
        let named = &self.file.pair.notified.source.sanctions;
        let all = self.decided.iter().flat_map(|it| &it.sanctions);
        all.filter(|it| named.is_empty() || named.contains(&it.id))
    }
}
