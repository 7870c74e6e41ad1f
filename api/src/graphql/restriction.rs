//! A restriction, as clients see it: one pair of a source and a measure, towards one agency, folded from its stream.

mod explained;
mod measure;
mod parts;

pub use self::{
    explained::RestrictionExplanation,
    measure::Measure,
    parts::{
        Imposition, RestrictionEnd, RestrictionPause, RestrictionRefusal, RestrictionSource,
        SourceFell, SourceRest,
    },
};

use async_graphql::{Context, Object, Result};
use domain::{
    clock::Deadline as Period,
    id,
    restriction::{Standing, state::Pause},
};
use jiff::civil;
use projections::{restrictions::RestrictionFile, versions::Times};

use super::{
    deadline::Deadline,
    payload::{fault, reader},
    record_act::RecordAct,
    scalars::{AgencyCode, Date, EventId, RestrictionId, SubjectId},
    vocabulary::{RestrictionStanding, RestrictionTrigger},
};
use crate::App;

/// A restriction (限制措施): what one agency was told of one source, and what it does about it. What several sources
/// bear is several restrictions; nobody is simply "restricted".
pub struct Restriction {
    file: RestrictionFile,
    times: Times,
}

impl Restriction {
    /// One that the viewer may see, read as far as the one time goes, and shown as of the other.
    #[must_use]
    pub fn new(file: RestrictionFile, times: Times) -> Self {
        Self { file, times }
    }

    /// The restriction of that id as it is now; nothing where there is none that the viewer may see.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read(ctx: &Context<'_>, id: id::RestrictionId) -> Result<Option<Self>> {
        Self::read_as_of(ctx, (id, ctx.data::<App>()?.as_it_is())).await
    }

    /// The same as of two times.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read_as_of(
        ctx: &Context<'_>,
        (id, times): (id::RestrictionId, Times),
    ) -> Result<Option<Self>> {
        let (app, reader) = (ctx.data::<App>()?, reader(ctx)?);
        let at = (id, times.until);
        let file = RestrictionFile::read(&app.store, &reader, at).await.map_err(fault)?;
        // As of a day before its agency was told there is none.
        let told = file.filter(|it| it.pair.since.day() <= times.on);
        Ok(told.map(|it| Self::new(it, times)))
    }

    /// The day that is asked about; that of the answer, where nothing is said.
    fn day(&self, on: Option<Date>) -> civil::Date {
        on.map_or(self.times.on, Into::into)
    }

    /// Those that had begun by the day of the answer.
    fn begun(&self, pauses: &[Pause]) -> Vec<RestrictionPause> {
        let begun = pauses.iter().filter(|it| it.from <= self.times.on);
        begun.copied().map(Into::into).collect()
    }

    fn standing_on(&self, on: Option<Date>) -> Standing {
        self.file.pair.standing(self.day(on))
    }
}

/// A restriction (限制措施): what one agency was told of one source, and what it does about it. What several sources
/// bear is several restrictions; nobody is simply "restricted".
#[Object]
impl Restriction {
    /// Its id.
    async fn id(&self) -> RestrictionId {
        self.file.id.into()
    }

    /// What it rests on.
    async fn source(&self) -> RestrictionSource {
        RestrictionSource::new(&self.file.pair.notified.source, self.times.until)
    }

    /// What in the source the measure answers.
    async fn triggers(&self) -> Vec<RestrictionTrigger> {
        self.file.pair.notified.answers.iter().copied().map(Into::into).collect()
    }

    /// What it answers, in Chinese.
    async fn triggers_labels(&self) -> Vec<&'static str> {
        self.file.pair.notified.answers.iter().map(|it| it.label()).collect()
    }

    /// The measure, as the catalogue had it when the agency was told.
    async fn measure(&self) -> Measure {
        Measure(self.file.pair.notified.measure.clone())
    }

    /// Which agency was told, and imposes or does not.
    async fn agency(&self) -> AgencyCode {
        self.file.pair.notified.agency.clone().into()
    }

    /// Its name, or that of the agency which has taken over from it.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        named(ctx, &self.file.pair.notified.agency)
    }

    /// Whom it concerns.
    async fn subject_id(&self) -> SubjectId {
        self.file.pair.notified.subject.id.clone().into()
    }

    /// How they are shown: in full, or 王某某.
    async fn subject(&self) -> &str {
        &self.file.pair.notified.subject.shown
    }

    /// The company on whose account a person is barred; absent where none is.
    async fn through(&self) -> Option<SubjectId> {
        self.file.pair.notified.subject.through.clone().map(Into::into)
    }

    /// How it stands on a day: by days alone, whether or not the clock has recorded an end.
    async fn standing(
        &self,
        #[graphql(desc = "On which day; that of the answer, where nothing is said.")] on: Option<
            Date,
        >,
    ) -> RestrictionStanding {
        self.standing_on(on).kind().into()
    }

    /// How it stands, in Chinese, with what ended it: `已终止（信用修复）`.
    async fn standing_label(
        &self,
        #[graphql(desc = "On which day; that of the answer, where nothing is said.")] on: Option<
            Date,
        >,
    ) -> String {
        self.standing_on(on).label()
    }

    /// What ended it, and why; absent while it has not ended.
    async fn end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By which day; that of the answer, where nothing is said.")] on: Option<
            Date,
        >,
    ) -> Result<Option<RestrictionEnd>> {
        Ok(RestrictionEnd::of(&self.file, self.day(on), &ctx.data::<App>()?.law))
    }

    /// The measure as it was imposed (实施); absent where it wasn't.
    async fn imposed(&self) -> Option<Imposition> {
        Imposition::of(&self.file, self.times.on)
    }

    /// Why the agency does not impose (不予实施); absent where it said nothing of the kind.
    async fn declined(&self) -> Option<RestrictionRefusal> {
        RestrictionRefusal::of(&self.file, self.times.on)
    }

    /// That the source fell, and what that asks of the agency (来源失效); absent while it counts.
    async fn source_fell(&self) -> Option<SourceFell> {
        let fallen = self.file.pair.fallen.clone();
        fallen.filter(|it| it.told.on <= self.times.on).map(SourceFell)
    }

    /// When the measure rested or rests, as a reorganisation plan is carried out (暂停).
    async fn pauses(&self) -> Vec<RestrictionPause> {
        self.begun(&self.file.pair.pauses)
    }

    /// When its source rested or rests, as a reorganisation plan is carried out under which its credit was restored: the
    /// measure counts for nothing then (来源暂停).
    async fn source_pauses(&self) -> Vec<RestrictionPause> {
        self.begun(&self.file.pair.source_pauses)
    }

    /// The last day of its source, where that ends of itself: nothing rests on it afterwards but what has a time of its
    /// own.
    async fn source_until(&self) -> Option<Date> {
        self.file.pair.source_until().map(Into::into)
    }

    /// By when the agency corrects what rests on a source that fell, with how that was kept (GDS 26).
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let (app, day) = (ctx.data::<App>()?, self.times.on);
        let told = |(deadline, done): (&Period, _)| Deadline::new(app, deadline, (done, day));
        Ok(self.file.correction(day).into_iter().map(told).collect())
    }

    /// The entries of the agency's inbox that are about it, and of which it has neither taken notice nor answered them
    /// (未签收).
    async fn unacknowledged(&self) -> Vec<EventId> {
        self.file.unacknowledged(self.times.on).into_iter().map(Into::into).collect()
    }

    /// Its last revision.
    async fn revision(&self) -> u64 {
        self.file.revision()
    }

    /// What happened to it, oldest first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<RecordAct>> {
        let law = &ctx.data::<App>()?.law;
        let acts = self.file.acts.iter();
        Ok(acts.map(|it| RecordAct::new(law, it, &it.event.sentence(law))).collect())
    }
}

/// The name of an agency, or of the one that has taken over from it.
pub fn named(ctx: &Context<'_>, code: &id::AgencyCode) -> Result<Option<String>> {
    let app = ctx.data::<App>()?;
    Ok(app.law.agencies().heir_on(code, app.clock.now().day()).map(|it| it.name.clone()))
}
