//! One case, folded from its stream at read time: case file, state, audit trail and replay all come from
//! here, and so each can be asked as of a time or a place in the log.

mod as_of;
mod deadlines;
pub(crate) mod folded;
mod listings;
mod publicity;
mod readings;
pub(crate) mod sentence;

pub use self::{
    as_of::AsOf,
    deadlines::Following,
    readings::{ReadingSum, Readings, SealedReading},
    sentence::Lag,
};

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use domain::{
    Decider, Moment, Officer, Rulebook,
    case::{
        self, Case,
        lines::{Change, Line, difference},
        missing::Missing,
        parts::FilePart,
    },
    clock::{Deadline, Done, Timer},
    id::{CaseId, PartId},
};
use jiff::civil::Date;
use store::{EventStore, Metadata, Position, Recorded, StoreError};

use self::{as_of::Reach, folded::Folded};
use crate::{
    cases::CaseRow,
    deadlines::day,
    read_model::{ReadModel, ReadModelError},
    versions::Times,
    viewer::Viewer,
};

/// One event of a case, unsealed for the viewer.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The envelope as stored, and the bytes.
    pub recorded: Recorded,
    /// The envelope with its text open.
    pub metadata: Metadata,
    /// What it says.
    pub event: case::Event,
    /// How the register shows whoever acted, on the day of the act: 王某; absent where nobody did.
    pub actor: Option<String>,
    /// The deadlines that it met, in time or late, or ended without meeting them.
    settled: Vec<Key>,
    /// How it is told, once it has been.
    spoken: OnceLock<sentence::Spoken>,
}

/// What tells a deadline from the others of its case.
pub(crate) type Key = (Timer, Option<PartId>);

/// An act, and what of the record it changed.
#[derive(Debug, Clone)]
pub struct Step {
    /// The act.
    pub entry: Arc<Entry>,
    /// The lines that came, went or changed with it.
    pub changes: Vec<Change>,
    /// Those that the days since the act before it had changed.
    pub by_time: Vec<Change>,
    /// Those that acts in between had changed which the viewer may not see.
    pub unseen: Vec<Change>,
}

/// A case and everything that happened in it, as far as it was asked for.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Which case.
    pub id: CaseId,
    /// Where it stands at the end, as far as the viewer may see it: all of it, or its decision alone.
    pub case: Arc<Case>,
    /// The case as a list would show it.
    pub row: CaseRow,
    viewer: Viewer,
    reach: Reach,
    folded: Arc<Folded>,
    /// How many of the entries count.
    length: usize,
}

/// Why a case could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// The tables failed.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// The log failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Dossier {
    /// Reads a case that the viewer may see. Rights are today's, whatever the time that is asked for.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn read(
        store: &EventStore,
        read_model: &ReadModel,
        viewer: &Viewer,
        (id, as_of): (CaseId, AsOf),
    ) -> Result<Option<Self>, DossierError> {
        let Some(row) = read_model.case(viewer, id)? else { return Ok(None) };
        Self::of_row(store, read_model, viewer, (&row, as_of)).await
    }

    /// Reads a case whose row the viewer was shown a moment ago.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn of_row(
        store: &EventStore,
        read_model: &ReadModel,
        viewer: &Viewer,
        (row, as_of): (&CaseRow, AsOf),
    ) -> Result<Option<Self>, DossierError> {
        let id = row.id;
        let folded = read_model.folded(store, row).await?;
        let Some(reach) = as_of.reach(read_model)? else { return Ok(None) };
        let length = folded.entries.partition_point(|it| reach.holds(&it.recorded));
        let Some(last) = folded.entries[..length].last() else { return Ok(None) };
        let whole = folded.after(length);
        let row = row_of(row, &whole, last);
        // Whoever sees decisions alone gets a record that holds nothing else.
        let main = viewer.sees_everywhere(FilePart::Main);
        let seen = if main { Some(whole) } else { whole.decision_alone().map(Arc::new) };
        let viewer = viewer.clone();
        let read = |(row, case)| Self { id, case, row, viewer, reach, folded, length };
        Ok(row.zip(seen).map(read))
    }

    /// The place in the log up to which it is told.
    fn end(&self) -> Position {
        self.reach.end(self.whole().last().map(|it| &it.recorded))
    }

    /// Whether it is told as it is now, and not as of an earlier time.
    #[must_use]
    pub fn is_now(&self) -> bool {
        self.reach.is_now()
    }

    /// Whether the viewer may see that part of the case.
    #[must_use]
    pub fn sees(&self, part: FilePart) -> bool {
        match part {
            FilePart::Internal => self.row.internal,
            FilePart::Decision | FilePart::Main => self.viewer.sees_everywhere(part),
        }
    }

    /// All entries that count.
    fn whole(&self) -> &[Arc<Entry>] {
        &self.folded.entries[..self.length]
    }

    /// What happened, oldest first, as far as the viewer may see it.
    #[must_use]
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Arc<Entry>> {
        self.whole().iter().filter(|it| self.shows(it))
    }

    /// 演示数据: one of its acts used a figure that was made up for a demonstration, whoever may see the act.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.whole().iter().any(|it| it.is_demonstration())
    }

    fn shows(&self, entry: &Entry) -> bool {
        self.sees(entry.event.part())
    }

    /// What each act made of the record, oldest first, as far as the viewer may see them, and what the days since the act
    /// before it had made of it, and acts in between that the viewer may not see.
    #[must_use]
    pub fn steps(&self, law: &Rulebook) -> Vec<Step> {
        let (mut before, mut case, mut on) = (vec![], Case::default(), None);
        let mut hidden = false;
        let mut steps = vec![];
        for entry in self.whole() {
            let (at, then) = (entry.metadata.occurred_at, case.clone());
            case = case.evolve(&entry.event, at);
            if !self.shows(entry) {
                hidden = true;
                continue;
            }
            let since = on.unwrap_or(at.day());
            let day = since.max(at.day());
            let others = if hidden { self.lines(&then, (since, law)) } else { before.clone() };
            // Within a day nothing passes.
            let passed = if since < day { self.lines(&then, (day, law)) } else { others.clone() };
            let after = self.lines(&case, (day, law));
            steps.push(Step {
                entry: Arc::clone(entry),
                unseen: difference(&before, &others),
                by_time: difference(&others, &passed),
                changes: difference(&passed, &after),
            });
            (before, on, hidden) = (after, Some(day), false);
        }
        steps
    }

    /// The case after the last act that the viewer may see.
    #[must_use]
    pub fn last_seen(&self) -> Cow<'_, Case> {
        let all = self.whole();
        let seen = all.iter().rposition(|it| self.shows(it)).map_or(0, |it| it + 1);
        if seen == all.len() {
            return Cow::Borrowed(&self.case);
        }
        let each = all.iter().take(seen);
        let evolve = |case: Case, it: &Arc<Entry>| case.evolve(&it.event, it.metadata.occurred_at);
        Cow::Owned(each.fold(Case::default(), evolve))
    }

    /// The day of the record: that of the latest act that the viewer may see, also where an earlier one was entered
    /// after it.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.entries().map(|it| it.metadata.occurred_at.day()).max()
    }

    /// The case on a day, line by line, as far as the viewer may see it.
    #[must_use]
    pub fn lines(&self, case: &Case, (on, law): (Date, &Rulebook)) -> Vec<Line> {
        let lines = case.lines(on, law).into_iter();
        lines.filter(|it| self.sees(it.part)).collect()
    }

    /// What the law requires on a day and the case doesn't have, as far as the viewer may see it; with those who handle it
    /// as the register has them.
    #[must_use]
    pub fn missing(&self, register: &[Officer], (on, law): (Date, &Rulebook)) -> Vec<Missing> {
        if self.sees(FilePart::Main) {
            let handlers = self.case.lacks_handlers_in(register, (on, law));
            self.case.missing(on, law).into_iter().chain(handlers).collect()
        } else {
            self.case.missing_copy(on)
        }
    }

    /// The act that met a deadline or put an end to it, with the time of its entry: the last one, where it corrects
    /// what the clock had recorded, or what is to be paid was settled sooner than was known.
    #[must_use]
    pub fn done(&self, key: &Key) -> Option<Done> {
        let timed = self.case.record.timers.get(key)?;
        let (occurred, replaced) = (timed.settled?, timed.replaced);
        let entry = self.settler(key)?;
        let fact = entry.event.fact();
        let facets = fact.facets();
        let told = facets.settled.iter().find(|it| it.key() == *key && it.since == occurred);
        let stated =
            facets.states && day(&timed.deadline) < entry.metadata.occurred_at.day().to_string();
        let late_entry = told.is_none() && (stated || entry.done().late_entry);
        let rests_on = told.and_then(|it| it.rests_on);
        Some(Done { occurred, replaced, late_entry, rests_on, ..entry.done() })
    }

    /// The act by which a deadline stands as it does.
    fn settler(&self, key: &Key) -> Option<&Arc<Entry>> {
        self.whole().iter().rfind(|it| it.settled.contains(key))
    }

    /// The earlier acts that an act corrects, as far as the viewer may see them.
    pub fn corrected_by<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a Arc<Entry>> {
        self.entries().filter(|it| entry.metadata.corrects.contains(&it.recorded.id))
    }

    /// The later acts that correct an act, as far as the viewer may see them.
    pub fn corrections_of<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a Arc<Entry>> {
        self.entries().filter(|it| it.metadata.corrects.contains(&entry.recorded.id))
    }

    /// The acts on the same part of the case as `entry`, itself among them, oldest first, as far as the
    /// viewer may see them.
    #[must_use]
    pub fn acts_with<'a>(
        &'a self,
        entry: &'a Entry,
    ) -> impl DoubleEndedIterator<Item = &'a Arc<Entry>> {
        let part = entry.event.goes_on_with();
        self.entries().filter(move |it| {
            it.recorded.id == entry.recorded.id || part.is_some() && it.event.goes_on_with() == part
        })
    }

    /// The deadlines that an act met, in time or late, and those that it ended, as they stand, each with the act as
    /// they ask for it, as far as the viewer may see them. What it ended and an earlier act turned out to have met
    /// is that one's.
    pub fn settled_by<'a>(
        &'a self,
        entry: &'a Entry,
    ) -> impl Iterator<Item = (&'a Deadline, Done)> {
        let own = |it: &Arc<Entry>| it.recorded.id == entry.recorded.id;
        let still = entry.settled.iter().filter(move |key| self.settler(key).is_some_and(own));
        let told = still.filter_map(|key| Some((self.deadline(key)?, self.done(key)?)));
        let (ended, met): (Vec<_>, Vec<_>) = told.partition(|(_, done)| done.replaced);
        met.into_iter().chain(ended)
    }

    /// Its deadlines, each with the act that met or ended it, as far as the viewer may see them.
    pub fn deadlines(&self) -> impl Iterator<Item = (&Deadline, Option<Done>)> {
        let keys = self.case.record.timers.keys();
        keys.filter_map(|key| Some((self.deadline(key)?, self.done(key))))
    }

    fn deadline(&self, key: &Key) -> Option<&Deadline> {
        let timed = self.case.record.timers.get(key)?;
        // What older decisions said of their publicity stands in its own record, unless the case met it itself.
        if key.0.part() == FilePart::Decision && timed.settled.is_none() {
            return None;
        }
        self.sees(key.0.part()).then_some(&timed.deadline)
    }

    /// The instant and the place in the log as of which it holds; `now` where nothing earlier was asked
    /// for. Periods and amounts count by the day of the instant.
    #[must_use]
    pub fn known_at(&self, now: Moment) -> (Moment, Position) {
        self.reach.known_at(now, self.whole().last().map(|it| &it.recorded))
    }

    /// The same as both times of what other records say.
    #[must_use]
    pub fn times(&self, now: Moment) -> Times {
        let end = || self.reach.end(self.whole().last().map(|it| &it.recorded));
        Times { on: self.known_at(now).0.day(), until: (!self.is_now()).then(end) }
    }
}

/// A case as a list would show it, once `last` has happened in it, to whoever was shown it as `now`; nothing
/// where it was never opened.
fn row_of(now: &CaseRow, case: &Case, last: &Entry) -> Option<CaseRow> {
    let record = &case.record;
    let lead = record.lead.as_ref()?;
    let filed = record.filed.as_ref().map(|(_, it)| it);
    let violation = filed.map(|it| it.violation).or(lead.violation);
    Some(CaseRow {
        id: now.id,
        agency: lead.agency.clone(),
        stage: case.main,
        number: filed.map(|it| it.number.clone()),
        violation,
        party: record.party().map(|it| it.shown().to_owned()),
        last_at: record.last?,
        revision: last.recorded.revision,
        position: last.recorded.position,
        internal: now.internal,
    })
}

impl Entry {
    /// 演示数据: it used a figure that was made up for a demonstration.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.event.fact().facets().is_demonstration()
    }

    /// The act and its entry, as a deadline asks for them.
    #[must_use]
    pub fn done(&self) -> Done {
        Done {
            occurred: self.metadata.occurred_at,
            recorded: self.metadata.recorded_at,
            late_entry: self.metadata.late_entry_reason.is_some(),
            replaced: false,
            rests_on: None,
        }
    }
}
