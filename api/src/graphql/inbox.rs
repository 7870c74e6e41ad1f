//! The inbox of an agency: what it was told of sources and their fall, in the order of the log, each entry a `CloudEvent`.

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{Decider as _, restriction};
use projections::{
    Viewer,
    history::Act,
    restrictions::{EntryKind, InboxRow, RestrictionFile},
};
use store::Position as Place;

use super::{
    payload::fault,
    restriction::{Measure, Restriction, RestrictionSource, SourceFell, SourceRest},
    scalars::{DateTime, EventId, Position, RestrictionId, SubjectId},
    vocabulary::{InboxEntryType, RestrictionTrigger},
};
use crate::App;

/// How many entries are read together.
const BATCH: usize = 50;

/// A part of an agency's inbox (收件箱), in the order of the log.
#[derive(SimpleObject)]
pub struct AgencyInbox {
    /// The entries, the oldest first.
    entries: Vec<InboxEntry>,
    /// Send it as `after` to read on: the place of the last entry, or what was sent where there is none.
    end_cursor: Option<Position>,
    /// There are more.
    has_next_page: bool,
}

/// What an agency was told: which measure is called for, of whom, and what it rests on; and, once that has fallen, how.
#[derive(SimpleObject)]
pub struct InboxEntryData {
    /// The restriction that it is about.
    restriction_id: RestrictionId,
    /// Whom it concerns.
    subject_id: SubjectId,
    /// How they are shown: in full, or 王某某.
    subject: String,
    /// The company on whose account a person is barred; absent where none is.
    through: Option<SubjectId>,
    /// What the measure rests on.
    source: RestrictionSource,
    /// What in the source the measure answers.
    triggers: Vec<RestrictionTrigger>,
    /// What it answers, in Chinese.
    triggers_labels: Vec<&'static str>,
    /// The measure, as the catalogue had it when the agency was told of it.
    measure: Measure,
    /// That the source fell, where that is what the agency was told.
    source_fell: Option<SourceFell>,
    /// That the source rests, or counts again, where that is what the agency was told.
    source_rest: Option<SourceRest>,
}

impl InboxEntryData {
    fn of(file: &RestrictionFile, act: &Act<restriction::Event>) -> Self {
        let restriction::Notified { subject, source, answers, measure, .. } = &file.pair.notified;
        let fell = |told: &restriction::falling::SourceFell| {
            let (told, since) = (told.clone(), act.metadata.occurred_at);
            SourceFell(restriction::Fallen { told, since, revision: act.recorded.revision })
        };
        let (source_fell, source_rest) = match &act.event {
            restriction::Event::SourceFell(told) => (Some(fell(told)), None),
            restriction::Event::SourceSuspended(it) => (None, Some(it.into())),
            restriction::Event::SourceResumed(it) => (None, Some(it.into())),
            restriction::Event::Notified(_)
            | restriction::Event::Acknowledged(_)
            | restriction::Event::Imposed(_)
            | restriction::Event::Declined(_)
            | restriction::Event::Kept(_)
            | restriction::Event::Lifted(_)
            | restriction::Event::Expired(_)
            | restriction::Event::Voided(_)
            | restriction::Event::Closed(_)
            | restriction::Event::Suspended(_)
            | restriction::Event::Resumed(_)
            | restriction::Event::DeadlineFixed(_) => (None, None),
        };
        Self {
            restriction_id: file.id.into(),
            subject_id: subject.id.clone().into(),
            subject: subject.shown.clone(),
            through: subject.through.clone().map(Into::into),
            source: RestrictionSource(source.clone()),
            triggers: answers.iter().copied().map(Into::into).collect(),
            triggers_labels: answers.iter().map(|it| it.label()).collect(),
            measure: Measure(measure.clone()),
            source_fell,
            source_rest,
        }
    }
}

/// An entry of an agency's inbox, as a `CloudEvent`: the same one whenever it is read. The agency answers it by its `id`.
pub struct InboxEntry {
    row: InboxRow,
    act: Act<restriction::Event>,
    file: RestrictionFile,
    sentence: String,
}

impl InboxEntry {
    /// An entry of which the viewer was shown the row.
    async fn read(app: &App, row: InboxRow) -> Result<Option<Self>> {
        let file = RestrictionFile::known(&app.store, (row.restriction, None)).await;
        let Some(file) = file.map_err(fault)? else { return Ok(None) };
        let act = file.acts.iter().find(|it| it.recorded.id == row.event.uuid()).cloned();
        Ok(act.map(|act| {
            let sentence = act.sentence(&act.event.sentence(&app.law), &app.law);
            Self { row, act, file, sentence }
        }))
    }

    /// Where it stands in the log.
    pub fn place(&self) -> Place {
        self.row.position
    }
}

impl AgencyInbox {
    /// What the viewer's agency was told after a place of the log.
    ///
    /// # Errors
    ///
    /// Where log or tables can't be read.
    pub async fn read(
        app: &App,
        viewer: &Viewer,
        (types, after, first): (&[EntryKind], Option<Place>, usize),
    ) -> Result<Self> {
        let mut rows = app.read_model.inbox(viewer, types, (after, first + 1)).map_err(fault)?;
        let has_next_page = rows.len() > first;
        rows.truncate(first);
        let end_cursor = rows.last().map(|it| it.position).or(after).map(Position);
        let entries = shown(app, rows).await?;
        Ok(Self { entries, end_cursor, has_next_page })
    }
}

async fn shown(app: &App, rows: Vec<InboxRow>) -> Result<Vec<InboxEntry>> {
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        entries.extend(InboxEntry::read(app, row).await?);
    }
    Ok(entries)
}

/// The next entries after a place, for whoever listens.
///
/// # Errors
///
/// Where log or tables can't be read.
pub async fn next(app: &App, viewer: &Viewer, after: Option<Place>) -> Result<Vec<InboxEntry>> {
    let rows = app.read_model.inbox(viewer, &[], (after, BATCH)).map_err(fault)?;
    shown(app, rows).await
}

/// An entry of an agency's inbox, as a `CloudEvent`: the same one whenever it is read. The agency answers it by its `id`.
#[Object]
impl InboxEntry {
    /// Its place: send it as `after` to read on from here.
    async fn cursor(&self) -> Position {
        self.row.position.into()
    }

    /// `CloudEvents` `id`: the event that it is.
    async fn id(&self) -> EventId {
        self.row.event.into()
    }

    /// `CloudEvents` `specversion`.
    async fn specversion(&self) -> &'static str {
        "1.0"
    }

    /// `CloudEvents` `source`: the record that it lies in.
    async fn source(&self) -> String {
        format!("/{}/{}", restriction::Restriction::CATEGORY, self.row.restriction)
    }

    /// `CloudEvents` `type`: `restriction.notified`, `restriction.source-fell`, `restriction.source-suspended`,
    /// `restriction.source-resumed`.
    #[graphql(name = "type")]
    async fn event_type(&self) -> &str {
        &self.act.recorded.event_type
    }

    /// `CloudEvents` `time`: when it was recorded.
    async fn time(&self) -> DateTime {
        self.act.metadata.recorded_at.into()
    }

    /// `CloudEvents` `subject`: whom it concerns.
    async fn subject(&self) -> SubjectId {
        self.file.pair.notified.subject.id.clone().into()
    }

    /// `CloudEvents` `data`: what the agency was told, the same whenever it is read.
    async fn data(&self) -> InboxEntryData {
        InboxEntryData::of(&self.file, &self.act)
    }

    /// The restriction that it is about, as it stands now.
    async fn restriction(&self, ctx: &Context<'_>) -> Result<Restriction> {
        Ok(Restriction::new(self.file.clone(), ctx.data::<App>()?.as_it_is()))
    }

    /// What it tells.
    async fn entry_type(&self) -> InboxEntryType {
        self.row.kind.into()
    }

    /// What it tells, in Chinese.
    async fn entry_type_label(&self) -> &'static str {
        self.row.kind.label()
    }

    /// What the agency is told, in an official sentence with its articles.
    async fn sentence(&self) -> &str {
        &self.sentence
    }

    /// 已签收: the agency has taken notice of it, or answered it.
    async fn acknowledged(&self) -> bool {
        self.row.is_acknowledged
    }
}
