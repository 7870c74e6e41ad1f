//! Parts of a restriction: its source, what the agency answered, and what ended it.

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{
    Rulebook, id,
    restriction::{Cause, Event, Source, falling, imposing::Imposed, resting, state},
};
use jiff::civil;
use projections::{history::Act, records::Record, restrictions::RestrictionFile};
use store::Position;

use super::{
    super::{
        case::Case,
        scalars::{AgencyCode, CaseId, Date, DateTime, EventId, InboundId, PartId, PowerItem},
        vocabulary::{RestrictionCause, RestrictionSourceKind, SourceFall, SourceFallAsks},
    },
    named,
};
use crate::{App, app::case_in};

/// The decision, the entry of a list, or the record of another department that a restriction rests on.
pub struct RestrictionSource {
    source: Source,
    /// How far of the log the answer goes, where it is not of now.
    until: Option<Position>,
}

impl RestrictionSource {
    /// With what of the log is known; all of it, where no place is named.
    #[must_use]
    pub fn new(source: &Source, until: Option<Position>) -> Self {
        Self { source: source.clone(), until }
    }
}

/// The decision, the entry of a list, or the record of another department that a restriction rests on.
#[Object]
impl RestrictionSource {
    /// What it is.
    async fn kind(&self) -> RestrictionSourceKind {
        self.source.kind.into()
    }

    /// What it is, in Chinese.
    async fn kind_label(&self) -> &'static str {
        self.source.kind.label()
    }

    /// Its number, as its agency wrote it.
    async fn number(&self) -> &str {
        &self.source.number
    }

    /// Who decided it.
    async fn agency(&self) -> AgencyCode {
        self.source.agency.clone().into()
    }

    /// Its name, or that of the agency which has taken over from it.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        named(ctx, &self.source.agency)
    }

    /// On which day.
    async fn decided_on(&self) -> Date {
        self.source.decided_on.into()
    }

    /// The sanctions of a penalty that the measure answers.
    async fn sanctions(&self) -> Vec<PartId> {
        self.source.sanctions.iter().cloned().map(Into::into).collect()
    }

    /// The event that it is.
    async fn event_id(&self) -> EventId {
        self.source.event.into()
    }

    /// The case that it lies in, where it is a penalty.
    async fn case_id(&self) -> Option<CaseId> {
        case_in(&self.source.stream).map(Into::into)
    }

    /// The record that it is, where another department handed it over.
    async fn inbound_id(&self) -> Option<InboundId> {
        Record::of_stream(&self.source.stream).and_then(Record::inbound).map(Into::into)
    }

    /// That case, as it was known then; absent where you may not see it.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        match case_in(&self.source.stream) {
            Some(case) => Case::known(ctx, (case, self.until)).await,
            None => Ok(None),
        }
    }
}

/// A measure as it was imposed.
pub struct Imposition {
    act: Act<Event>,
    imposed: Imposed,
}

impl Imposition {
    pub(super) fn of(file: &RestrictionFile, on: civil::Date) -> Option<Self> {
        file.acts_by(on).find_map(|act| match &act.event {
            Event::Imposed(it) => Some(Self { act: act.clone(), imposed: (**it).clone() }),
            _ => None,
        })
    }
}

/// A measure as it was imposed.
#[Object]
impl Imposition {
    /// In answer to which entry of the agency's inbox.
    async fn entry(&self) -> EventId {
        self.imposed.entry.event.into()
    }

    /// The number of the agency's decision, where it made one in writing.
    async fn number(&self) -> Option<&str> {
        self.imposed.number.as_deref()
    }

    /// Under which item of the 权责清单.
    async fn power_item(&self) -> PowerItem {
        self.imposed.power_item.clone().into()
    }

    /// Its first day.
    async fn first_day(&self) -> Date {
        self.imposed.start.into()
    }

    /// The last day of its term; absent where it has none.
    async fn last_day(&self) -> Option<Date> {
        self.imposed.until.map(Into::into)
    }

    /// What ends it by itself.
    async fn end_rule(&self) -> String {
        self.imposed.ends.label()
    }

    /// The articles that the agency relies on.
    async fn basis(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.imposed.basis.iter().map(|it| law.cite(it)).collect())
    }

    /// 过罚相当: why it is in proportion.
    async fn proportionality(&self) -> &str {
        self.imposed.proportionality.shown()
    }

    /// The agency's own ground, where it needs one.
    async fn own_ground(&self) -> Option<&str> {
        self.imposed.own_ground.as_ref().map(domain::Personal::shown)
    }

    /// When it was decided.
    async fn imposed_at(&self) -> DateTime {
        self.act.metadata.occurred_at.into()
    }

    /// The event that says so.
    async fn event_id(&self) -> EventId {
        id::EventId::new(self.act.recorded.id).into()
    }
}

/// Why an agency does not impose.
pub struct RestrictionRefusal {
    act: Act<Event>,
    declined: domain::restriction::answering::Declined,
}

impl RestrictionRefusal {
    pub(super) fn of(file: &RestrictionFile, on: civil::Date) -> Option<Self> {
        file.acts_by(on).find_map(|act| match &act.event {
            Event::Declined(it) => Some(Self { act: act.clone(), declined: it.clone() }),
            _ => None,
        })
    }
}

/// Why an agency does not impose.
#[Object]
impl RestrictionRefusal {
    /// In answer to which entry of the agency's inbox.
    async fn entry(&self) -> EventId {
        self.declined.entry.event.into()
    }

    /// Why.
    async fn reason(&self) -> &str {
        self.declined.reason.shown()
    }

    /// Under which article it need not, or must not.
    async fn basis(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<App>()?.law.cite(&self.declined.basis))
    }

    /// When it said so.
    async fn declined_at(&self) -> DateTime {
        self.act.metadata.occurred_at.into()
    }

    /// The event that says so.
    async fn event_id(&self) -> EventId {
        id::EventId::new(self.act.recorded.id).into()
    }
}

/// That a source fell.
pub struct SourceFell(pub state::Fallen);

/// That a source fell.
#[Object]
impl SourceFell {
    /// How.
    async fn how(&self) -> SourceFall {
        self.told().how.into()
    }

    /// How, in Chinese.
    async fn how_label(&self) -> &'static str {
        self.told().how.label()
    }

    /// From which day on it counts no more.
    async fn on(&self) -> Date {
        self.told().on.into()
    }

    /// What that asks of the agency.
    async fn asks(&self) -> SourceFallAsks {
        self.told().asks.into()
    }

    /// What it asks, in Chinese.
    async fn asks_label(&self) -> &'static str {
        self.told().asks.upon(self.told().how)
    }

    /// The event by which it fell.
    async fn by(&self) -> EventId {
        self.told().by.into()
    }

    /// When the agency was told.
    async fn told_at(&self) -> DateTime {
        self.0.since.into()
    }
}

impl SourceFell {
    fn told(&self) -> &falling::SourceFell {
        &self.0.told
    }
}

/// That a source rests while a plan of reorganisation is carried out, or counts again.
#[derive(SimpleObject)]
pub struct SourceRest {
    /// It rests; otherwise it counts again.
    rests: bool,
    /// From which day on.
    on: Date,
    /// The agency imposed the measure, and is to suspend it, or to let it go on.
    imposed: bool,
    /// The event from which that follows.
    by: EventId,
}

impl From<&resting::SourceSuspended> for SourceRest {
    fn from(it: &resting::SourceSuspended) -> Self {
        Self { rests: true, on: it.on.into(), imposed: it.imposed, by: it.by.into() }
    }
}

impl From<&resting::SourceResumed> for SourceRest {
    fn from(it: &resting::SourceResumed) -> Self {
        Self { rests: false, on: it.on.into(), imposed: it.imposed, by: it.by.into() }
    }
}

/// While a measure, or its source, rests.
#[derive(SimpleObject)]
pub struct RestrictionPause {
    /// Its first day.
    from: Date,
    /// The day on which the measure goes on; absent while nobody knows it.
    to: Option<Date>,
}

impl From<state::Pause> for RestrictionPause {
    fn from(it: state::Pause) -> Self {
        Self { from: it.from.into(), to: it.to.map(Into::into) }
    }
}

/// What ended a restriction, and why.
#[derive(SimpleObject)]
pub struct RestrictionEnd {
    /// What.
    cause: RestrictionCause,
    /// What, in Chinese.
    cause_label: &'static str,
    /// The first day on which it was on no more.
    on: Date,
    /// Why, in the words of whoever ended it; the article that sets the term, where that was over.
    reason: Option<String>,
    /// The event that says so; absent where days alone do.
    event_id: Option<EventId>,
}

impl RestrictionEnd {
    pub(super) fn of(file: &RestrictionFile, on: civil::Date, law: &Rulebook) -> Option<Self> {
        let (on, cause) = file.pair.end(on)?;
        let told = file.acts.iter().rfind(|it| ended_by(&it.event) == Some(cause));
        let reason = told.and_then(|it| reason(&it.event, law)).or_else(|| {
            let measure = &file.pair.notified.measure;
            (cause == Cause::Expired).then(|| law.cite(&measure.authority))
        });
        let event_id = told.map(|it| id::EventId::new(it.recorded.id).into());
        Some(Self {
            cause: cause.into(),
            cause_label: cause.label(),
            on: on.into(),
            reason,
            event_id,
        })
    }
}

/// What ends a measure by this event, or would where nothing was imposed.
fn ended_by(event: &Event) -> Option<Cause> {
    match event {
        Event::Lifted(it) => Some(it.cause.cause()),
        Event::Expired(_) => Some(Cause::Expired),
        Event::Voided(it) => Some(it.reason.cause()),
        Event::Closed(_) => Some(Cause::SubjectEnded),
        Event::SourceFell(it) => Some(it.how.cause()),
        Event::Notified(_)
        | Event::Acknowledged(_)
        | Event::Imposed(_)
        | Event::Declined(_)
        | Event::SourceSuspended(_)
        | Event::SourceResumed(_)
        | Event::Kept(_)
        | Event::Suspended(_)
        | Event::Resumed(_)
        | Event::DeadlineFixed(_) => None,
    }
}

/// Why, in the words of whoever ended it; of a source that fell, what its agency was told.
fn reason(event: &Event, law: &Rulebook) -> Option<String> {
    match event {
        Event::Lifted(it) => Some(it.reason.shown().to_owned()),
        Event::Voided(it) => Some(it.explanation.shown().to_owned()),
        Event::Closed(it) => Some(it.proof.shown().to_owned()),
        Event::SourceFell(_) => Some(event.sentence(law)),
        Event::Notified(_)
        | Event::Acknowledged(_)
        | Event::Imposed(_)
        | Event::Declined(_)
        | Event::SourceSuspended(_)
        | Event::SourceResumed(_)
        | Event::Kept(_)
        | Event::Expired(_)
        | Event::Suspended(_)
        | Event::Resumed(_)
        | Event::DeadlineFixed(_) => None,
    }
}
