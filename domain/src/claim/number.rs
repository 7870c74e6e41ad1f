//! Numbers: each organ numbers each kind of document anew every year, without a gap that nobody can
//! explain (domain.md §8.4). The next number is how many were allotted before it, and one.

use serde::{Deserialize, Serialize};

use super::Holder;
use crate::{
    Context, Decider, Moment, Rejection,
    citation::Citation,
    document::{DocumentNumber, NumberKind},
    id::SubjectId,
};

/// The numbers of an organ, for a kind, in a year: who was allotted the first, the second, ….
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Series {
    allotted: Vec<Holder>,
}

/// What can be asked of a series.
#[derive(Debug, Clone)]
pub enum Command {
    /// The next number, for an act that is about to be signed.
    Allot {
        /// Which act.
        holder: Holder,
        /// The number that it was allotted before, where that one has been voided since.
        instead_of: Option<u32>,
    },
}

/// What can have happened to a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Event {
    /// The number that is this event's revision and one was allotted.
    Allotted(Holder),
}

/// Whose numbers, for what, in which year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesName {
    /// 机关代字.
    pub organ: String,
    /// 文种.
    pub kind: NumberKind,
    /// The year.
    pub year: i16,
}

impl SeriesName {
    /// Its stream: `number-川市监-处罚-2022`.
    #[must_use]
    pub fn stream(&self) -> String {
        format!("{}-{}-{}-{}", Series::CATEGORY, self.organ, self.kind.characters(), self.year)
    }

    /// The series whose stream that is.
    #[must_use]
    pub fn of_stream(stream: &str) -> Option<Self> {
        let mut parts = stream.split('-');
        let (category, organ) = (parts.next()?, parts.next()?);
        let characters = parts.next()?;
        let kind = NumberKind::ALL.into_iter().find(|it| it.characters() == characters)?;
        let name = Self { organ: organ.to_owned(), kind, year: parts.next()?.parse().ok()? };
        (category == Series::CATEGORY && parts.next().is_none()).then_some(name)
    }

    /// Its `sequence`th number, from 1.
    #[must_use]
    pub fn nth(&self, sequence: u32) -> DocumentNumber {
        DocumentNumber::new(&self.organ, self.kind, self.year, sequence)
    }

    /// What stands for the next number while it is asked whether an act would be admitted at all.
    #[must_use]
    pub fn provisional(&self) -> DocumentNumber {
        self.nth(0)
    }
}

impl Series {
    /// The number, from 1, that an act was allotted, the last if there were several.
    #[must_use]
    pub fn sequence_of(&self, holder: &Holder) -> Option<u32> {
        let index = self.allotted.iter().rposition(|it| it == holder)?;
        u32::try_from(index + 1).ok()
    }

    /// Which act the `sequence`th number, from 1, was allotted to.
    #[must_use]
    pub fn holder_of(&self, sequence: u32) -> Option<&Holder> {
        self.allotted.get(usize::try_from(sequence.checked_sub(1)?).ok()?)
    }

    /// How many numbers were allotted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.allotted.len()
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.allotted.is_empty()
    }
}

impl Decider for Series {
    const CATEGORY: &'static str = "number";
    type Command = Command;
    type Event = Event;

    fn evolve(mut self, event: &Event, _occurred: Moment) -> Self {
        let Event::Allotted(holder) = event;
        self.allotted.push(holder.clone());
        self
    }

    fn decide(
        &self,
        command: &Command,
        _context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let Command::Allot { holder, instead_of } = command;
        if self.sequence_of(holder) == *instead_of {
            return Ok(vec![Event::Allotted(holder.clone())]);
        }
        Ok(vec![])
    }

    fn basis(_event: &Event) -> Vec<Citation> {
        vec![]
    }

    fn subjects(_event: &Event) -> Vec<SubjectId> {
        vec![]
    }
}

impl Event {
    /// What happened, for the audit.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self::Allotted(holder) = self;
        format!("向{}分配文号", holder.stream)
    }
}
