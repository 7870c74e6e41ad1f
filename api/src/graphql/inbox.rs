//! The inbox of an agency: what it was told of sources and their fall, and of doubts about what it handed over, in the
//! order of the log, each entry a `CloudEvent`.

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{Decider as _, id, inbound, restriction};
use projections::{
    Viewer,
    history::Act,
    inbound::InboundFile,
    inbox::{About, EntryKind, InboxRow},
    restrictions::RestrictionFile,
};
use store::{Position as Place, Recorded};

use super::{
    inbound::InboundRecord,
    payload::fault,
    restriction::{Measure, Restriction, RestrictionSource, SourceFell, SourceRest},
    scalars::{DateTime, DocumentNumber, EventId, InboundId, Position, RestrictionId, SubjectId},
    vocabulary::{InboundKind, InboxEntryType, RestrictionTrigger},
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

/// What an agency was told: which measure is called for, of whom, and what it rests on; once that has fallen, how; or what
/// seems wrong in what it handed over.
#[derive(SimpleObject)]
pub struct InboxEntryData {
    /// The restriction that it is about, where it is about one.
    restriction_id: Option<RestrictionId>,
    /// What the agency handed over, where it is about that.
    inbound_id: Option<InboundId>,
    /// Whom it concerns.
    subject_id: SubjectId,
    /// How they are shown: in full, or 王某某.
    subject: String,
    /// The company on whose account a person is barred; absent where none is.
    through: Option<SubjectId>,
    /// What the measure rests on, where it is about one.
    source: Option<RestrictionSource>,
    /// What in the source the measure answers.
    triggers: Vec<RestrictionTrigger>,
    /// What it answers, in Chinese.
    triggers_labels: Vec<&'static str>,
    /// The measure, as the catalogue had it when the agency was told of it, where it is about one.
    measure: Option<Measure>,
    /// That the source fell, where that is what the agency was told.
    source_fell: Option<SourceFell>,
    /// That the source rests, or counts again, where that is what the agency was told.
    source_rest: Option<SourceRest>,
    /// What seems wrong in what the agency handed over, where that is what it was told.
    doubt: Option<InboundDoubt>,
}

/// What seems wrong in what an agency handed over, as it was told (提出校核).
#[derive(SimpleObject)]
pub struct InboundDoubt {
    /// What it handed over.
    kind: InboundKind,
    /// What that is, in Chinese.
    kind_label: &'static str,
    /// Under which number.
    number: DocumentNumber,
    /// What seems wrong.
    doubt: String,
}

impl InboxEntryData {
    fn of_inbound(file: &InboundFile, shown: &str, act: &Act<inbound::Event>) -> Self {
        let inbound::state::Record { subject, kind, number, .. } = &file.record;
        let doubt = match &act.event {
            inbound::Event::Objected(it) => Some(InboundDoubt {
                kind: (*kind).into(),
                kind_label: kind.label(),
                number: number.clone().into(),
                doubt: it.doubt.shown().to_owned(),
            }),
            inbound::Event::Pushed(_)
            | inbound::Event::Published(_)
            | inbound::Event::TakenDown(_)
            | inbound::Event::Corrected(_)
            | inbound::Event::Withdrawn(_)
            | inbound::Event::Confirmed(_)
            | inbound::Event::Acknowledged(_)
            | inbound::Event::DeadlineFixed(_) => None,
        };
        Self {
            restriction_id: None,
            inbound_id: Some(file.id.into()),
            subject_id: subject.uscc.subject().into(),
            subject: shown.to_owned(),
            through: None,
            source: None,
            triggers: vec![],
            triggers_labels: vec![],
            measure: None,
            source_fell: None,
            source_rest: None,
            doubt,
        }
    }

    fn of_restriction(file: &RestrictionFile, act: &Act<restriction::Event>) -> Self {
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
            restriction_id: Some(file.id.into()),
            inbound_id: None,
            subject_id: subject.id.clone().into(),
            subject: subject.shown.clone(),
            through: subject.through.clone().map(Into::into),
            source: Some(RestrictionSource::new(source, None)),
            triggers: answers.iter().copied().map(Into::into).collect(),
            triggers_labels: answers.iter().map(|it| it.label()).collect(),
            measure: Some(Measure(measure.clone())),
            source_fell,
            source_rest,
            doubt: None,
        }
    }
}

/// An entry of an agency's inbox, as a `CloudEvent`: the same one whenever it is read. The agency answers it by its `id`.
pub struct InboxEntry {
    row: InboxRow,
    told: Told,
    sentence: String,
}

/// The event that an entry is, and the record in which it lies.
enum Told {
    /// Of a restriction.
    Restriction(Act<restriction::Event>, Box<RestrictionFile>),
    /// Of what the agency handed over.
    Inbound(Act<inbound::Event>, Box<InboundFile>),
}

/// The act that is this event.
fn act_of<E: Clone>(acts: &[Act<E>], event: id::EventId) -> Option<Act<E>> {
    acts.iter().find(|it| it.recorded.id == event.uuid()).cloned()
}

impl Told {
    async fn of(app: &App, row: &InboxRow) -> Result<Option<Self>> {
        Ok(match row.about {
            About::Restriction(id) => {
                let file = RestrictionFile::known(&app.store, (id, None)).await.map_err(fault)?;
                let told = file.and_then(|it| Some((act_of(&it.acts, row.event)?, Box::new(it))));
                told.map(|(act, file)| Self::Restriction(act, file))
            }
            About::Inbound(id) => {
                let at = (id, app.as_it_is());
                let file = InboundFile::known(&app.store, at).await.map_err(fault)?;
                let told = file.and_then(|it| Some((act_of(&it.acts, row.event)?, Box::new(it))));
                told.map(|(act, file)| Self::Inbound(act, file))
            }
        })
    }

    fn sentence(&self, app: &App) -> String {
        match self {
            Self::Restriction(act, _) => act.sentence(&act.event.sentence(&app.law), &app.law),
            Self::Inbound(act, _) => act.sentence(&act.event.sentence(), &app.law),
        }
    }

    fn recorded(&self) -> &Recorded {
        match self {
            Self::Restriction(act, _) => &act.recorded,
            Self::Inbound(act, _) => &act.recorded,
        }
    }

    fn subject(&self) -> id::SubjectId {
        match self {
            Self::Restriction(_, file) => file.pair.notified.subject.id.clone(),
            Self::Inbound(_, file) => file.record.subject.uscc.subject(),
        }
    }
}

impl InboxEntry {
    /// An entry of which the viewer was shown the row.
    async fn read(app: &App, row: InboxRow) -> Result<Option<Self>> {
        let told = Told::of(app, &row).await?;
        Ok(told.map(|told| Self { row, sentence: told.sentence(app), told }))
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
        let category = match self.row.about {
            About::Restriction(_) => restriction::Restriction::CATEGORY,
            About::Inbound(_) => inbound::Inbound::CATEGORY,
        };
        format!("/{category}/{}", self.row.about.record().uuid())
    }

    /// `CloudEvents` `type`: `restriction.notified`, `restriction.source-fell`, `restriction.source-suspended`,
    /// `restriction.source-resumed`, `inbound.objected`.
    #[graphql(name = "type")]
    async fn event_type(&self) -> &str {
        &self.told.recorded().event_type
    }

    /// `CloudEvents` `time`: when it was recorded.
    async fn time(&self) -> DateTime {
        self.told.recorded().metadata.recorded_at.into()
    }

    /// `CloudEvents` `subject`: whom it concerns.
    async fn subject(&self) -> SubjectId {
        self.told.subject().into()
    }

    /// `CloudEvents` `data`: what the agency was told, the same whenever it is read.
    async fn data(&self) -> InboxEntryData {
        match &self.told {
            Told::Restriction(act, file) => InboxEntryData::of_restriction(file, act),
            Told::Inbound(act, file) => InboxEntryData::of_inbound(file, &self.row.subject, act),
        }
    }

    /// The restriction that it is about, where it is about one, as it stands now.
    async fn restriction(&self, ctx: &Context<'_>) -> Result<Option<Restriction>> {
        let Told::Restriction(_, file) = &self.told else { return Ok(None) };
        Ok(Some(Restriction::new((**file).clone(), ctx.data::<App>()?.as_it_is())))
    }

    /// What the agency handed over, where it is about that, as it stands now.
    async fn inbound_record(&self, ctx: &Context<'_>) -> Result<Option<InboundRecord>> {
        let Told::Inbound(_, file) = &self.told else { return Ok(None) };
        Ok(Some(InboundRecord::new((**file).clone(), ctx.data::<App>()?.as_it_is())))
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
