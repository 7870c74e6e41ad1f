//! A restriction, as clients see it: one pair of a source and a measure, towards one agency, folded from its stream.

mod explained;
mod measure;
mod parts;

pub use self::{
    explained::RestrictionExplanation,
    measure::Measure,
    parts::{
        Imposition, RestrictionEnd, RestrictionPause, RestrictionRefusal, RestrictionSource,
        SourceFell,
    },
};

use async_graphql::{Context, Object, Result};
use domain::{clock::Deadline as Period, id, restriction::Standing};
use jiff::civil;
use projections::restrictions::RestrictionFile;

use super::{
    deadline::Deadline,
    payload::{fault, viewer},
    record_act::RecordAct,
    scalars::{AgencyCode, Date, EventId, RestrictionId, SubjectId},
    vocabulary::{RestrictionStanding, RestrictionTrigger},
};
use crate::App;

/// A restriction (限制措施): what one agency was told of one source, and what it does about it. What several sources
/// bear is several restrictions; nobody is simply "restricted".
pub struct Restriction(RestrictionFile);

impl Restriction {
    /// One that the viewer may see.
    #[must_use]
    pub fn new(file: RestrictionFile) -> Self {
        Self(file)
    }

    /// The restriction of that id; nothing where there is none that the viewer may see.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read(ctx: &Context<'_>, id: id::RestrictionId) -> Result<Option<Self>> {
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let file = RestrictionFile::read(&app.store, &viewer, id).await.map_err(fault)?;
        Ok(file.map(Self))
    }

    fn standing_on(&self, ctx: &Context<'_>, on: Option<Date>) -> Result<Standing> {
        Ok(self.0.pair.standing(day(ctx, on)?))
    }
}

/// The day that is asked about: today, where nothing is said.
fn day(ctx: &Context<'_>, on: Option<Date>) -> Result<civil::Date> {
    Ok(match on {
        Some(on) => on.into(),
        None => ctx.data::<App>()?.clock.now().day(),
    })
}

/// A restriction (限制措施): what one agency was told of one source, and what it does about it. What several sources
/// bear is several restrictions; nobody is simply "restricted".
#[Object]
impl Restriction {
    /// Its id.
    async fn id(&self) -> RestrictionId {
        self.0.id.into()
    }

    /// What it rests on.
    async fn source(&self) -> RestrictionSource {
        RestrictionSource(self.0.pair.notified.source.clone())
    }

    /// What in the source the measure answers.
    async fn triggers(&self) -> Vec<RestrictionTrigger> {
        self.0.pair.notified.answers.iter().copied().map(Into::into).collect()
    }

    /// What it answers, in Chinese.
    async fn triggers_labels(&self) -> Vec<&'static str> {
        self.0.pair.notified.answers.iter().map(|it| it.label()).collect()
    }

    /// The measure, as the catalogue had it when the agency was told.
    async fn measure(&self) -> Measure {
        Measure(self.0.pair.notified.measure.clone())
    }

    /// Which agency was told, and imposes or does not.
    async fn agency(&self) -> AgencyCode {
        self.0.pair.notified.agency.clone().into()
    }

    /// Its name, or that of the agency which has taken over from it.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        named(ctx, &self.0.pair.notified.agency)
    }

    /// Whom it concerns.
    async fn subject_id(&self) -> SubjectId {
        self.0.pair.notified.subject.id.clone().into()
    }

    /// How they are shown: in full, or 王某某.
    async fn subject(&self) -> &str {
        &self.0.pair.notified.subject.shown
    }

    /// The company on whose account a person is barred; absent where none is.
    async fn through(&self) -> Option<SubjectId> {
        self.0.pair.notified.subject.through.clone().map(Into::into)
    }

    /// How it stands on a day: by days alone, whether or not the clock has recorded an end.
    async fn standing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day; today, where nothing is said.")] on: Option<Date>,
    ) -> Result<RestrictionStanding> {
        Ok(self.standing_on(ctx, on)?.kind().into())
    }

    /// How it stands, in Chinese, with what ended it: `已终止（信用修复）`.
    async fn standing_label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day; today, where nothing is said.")] on: Option<Date>,
    ) -> Result<String> {
        Ok(self.standing_on(ctx, on)?.label())
    }

    /// What ended it, and why; absent while it has not ended.
    async fn end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By which day; today, where nothing is said.")] on: Option<Date>,
    ) -> Result<Option<RestrictionEnd>> {
        let on = day(ctx, on)?;
        Ok(RestrictionEnd::of(&self.0, on, &ctx.data::<App>()?.law))
    }

    /// The measure as it was imposed (实施); absent where it wasn't.
    async fn imposed(&self) -> Option<Imposition> {
        Imposition::of(&self.0)
    }

    /// Why the agency does not impose (不予实施); absent where it said nothing of the kind.
    async fn declined(&self) -> Option<RestrictionRefusal> {
        RestrictionRefusal::of(&self.0)
    }

    /// That the source fell, and what that asks of the agency (来源失效); absent while it counts.
    async fn source_fell(&self) -> Option<SourceFell> {
        self.0.pair.fallen.clone().map(SourceFell)
    }

    /// When the measure rested or rests, as a reorganisation plan is carried out (暂停).
    async fn pauses(&self) -> Vec<RestrictionPause> {
        self.0.pair.pauses.iter().copied().map(Into::into).collect()
    }

    /// By when the agency corrects what rests on a source that fell, with how that was kept (GDS 26).
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let (app, today) = (ctx.data::<App>()?, day(ctx, None)?);
        let told = |(deadline, done): (&Period, _)| Deadline::new(app, deadline, (done, today));
        Ok(self.0.correction().into_iter().map(told).collect())
    }

    /// The entries of the agency's inbox that are about it, and of which it has neither taken notice nor answered them
    /// (未签收).
    async fn unacknowledged(&self) -> Vec<EventId> {
        let answered: Vec<_> = self.0.acts.iter().filter_map(|it| it.event.answers()).collect();
        let open = self.0.acts.iter().filter(|it| {
            let entry = id::EventId::new(it.recorded.id);
            it.event.is_entry() && answered.iter().all(|it| it.event != entry)
        });
        open.map(|it| id::EventId::new(it.recorded.id).into()).collect()
    }

    /// Its last revision.
    async fn revision(&self) -> u64 {
        self.0.revision()
    }

    /// What happened to it, oldest first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<RecordAct>> {
        let law = &ctx.data::<App>()?.law;
        let acts = self.0.acts.iter();
        Ok(acts.map(|it| RecordAct::new(law, it, &it.event.sentence(law))).collect())
    }
}

/// The name of an agency, or of the one that has taken over from it.
fn named(ctx: &Context<'_>, code: &id::AgencyCode) -> Result<Option<String>> {
    let (agencies, today) = (ctx.data::<App>()?.law.agencies(), day(ctx, None)?);
    Ok(agencies.heir_on(code, today).map(|it| it.name.clone()))
}
