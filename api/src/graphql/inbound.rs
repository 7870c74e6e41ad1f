//! What another department handed over, as clients see it: folded from its stream, as of both times.

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{
    clock::{Deadline as Period, Done},
    id,
    inbound::{Event, Standing},
};
use jiff::civil;
use projections::{inbound::InboundFile, versions::Times};

use super::{
    deadline::Deadline,
    payload::{fault, reader},
    record_act::RecordAct,
    restriction::named,
    scalars::{AgencyCode, Date, DocumentNumber, InboundId, SubjectId},
    vocabulary::{InboundKind, InboundStanding, InboundWithdrawalGround, RestrictionTrigger},
};
use crate::App;

/// A licence, penalty or list entry that another department handed over, to be shown on GSXT as its own (item 十六; EIP 7).
pub struct InboundRecord {
    file: InboundFile,
    times: Times,
}

/// That its agency withdrew it (撤回).
#[derive(SimpleObject)]
pub struct InboundWithdrawal {
    /// Since which day it counts for nothing.
    since: Date,
    /// On which ground.
    ground: InboundWithdrawalGround,
    /// The ground in Chinese.
    ground_label: &'static str,
    /// Why, in the agency's words.
    reason: String,
}

impl InboundRecord {
    /// One that the reader may see, as of both times.
    #[must_use]
    pub fn new(file: InboundFile, times: Times) -> Self {
        Self { file, times }
    }

    /// The record of that id as of both times; nothing where there is none that the reader may see.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read(ctx: &Context<'_>, at: (id::InboundId, Times)) -> Result<Option<Self>> {
        let (app, reader) = (ctx.data::<App>()?, reader(ctx)?);
        let file = InboundFile::read(&app.store, &reader, at).await.map_err(fault)?;
        Ok(file.map(|it| Self::new(it, at.1)))
    }

    fn day(&self, on: Option<Date>) -> civil::Date {
        on.map_or(self.times.on, Into::into)
    }

    fn standing_on(&self, on: Option<Date>) -> Option<Standing> {
        self.file.inbound.standing(self.day(on))
    }
}

/// A licence, penalty or list entry that another department handed over, to be shown on GSXT as its own (item 十六; EIP 7).
/// Whoever handed it over answers for it, and alone corrects or withdraws it (EIP 11).
#[Object]
impl InboundRecord {
    /// Its id.
    async fn id(&self) -> InboundId {
        self.file.id.into()
    }

    /// What it is.
    async fn kind(&self) -> InboundKind {
        self.file.record.kind.into()
    }

    /// What it is, in Chinese.
    async fn kind_label(&self) -> &'static str {
        self.file.record.kind.label()
    }

    /// Its number, as its agency gave it.
    async fn number(&self) -> DocumentNumber {
        self.file.record.number.clone().into()
    }

    /// Whose record it is.
    async fn subject(&self) -> SubjectId {
        self.file.record.subject.uscc.subject().into()
    }

    /// Their name, as registered.
    async fn party(&self) -> &str {
        &self.file.record.subject.name
    }

    /// Who decided and pushed it.
    async fn agency(&self) -> AgencyCode {
        self.file.record.agency.clone().into()
    }

    /// Its name, or that of the agency which has taken over from it and speaks for the record now.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        named(ctx, &self.file.record.agency)
    }

    /// The bureau of market supervision whose credit unit shows it.
    async fn host(&self) -> AgencyCode {
        self.file.record.host.clone().into()
    }

    /// The name of that bureau.
    async fn host_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        named(ctx, &self.file.record.host)
    }

    /// 许可文件名称、违法行为类型、名单名称.
    async fn title(&self) -> &str {
        &self.file.record.says.title
    }

    /// 许可内容、处罚内容、列入事由, as it is shown.
    async fn content(&self) -> &str {
        self.file.record.says.content.shown()
    }

    /// On which articles it was decided.
    async fn basis(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.file.record.says.basis.iter().map(|it| law.cite(it)).collect())
    }

    /// What in it the catalogue of measures answers, as its agency states it; empty where it states nothing.
    async fn found(&self) -> Vec<RestrictionTrigger> {
        self.file.record.says.found.iter().copied().map(Into::into).collect()
    }

    /// The same in Chinese.
    async fn found_labels(&self) -> Vec<&'static str> {
        self.file.record.says.found.iter().map(|it| it.label()).collect()
    }

    /// The day of the decision.
    async fn decided_on(&self) -> Date {
        self.file.record.says.decided_on.into()
    }

    /// Since when it holds.
    async fn from(&self) -> Date {
        self.file.record.says.from.into()
    }

    /// The last day on which it holds and is shown: as its agency says, or as `term` does; absent where it has none.
    async fn until(&self) -> Option<Date> {
        self.file.record.says.last_day().map(Into::into)
    }

    /// How long a penalty is shown for which its agency names no last day, and how sure that figure is; absent otherwise.
    async fn term(&self, ctx: &Context<'_>) -> Result<Option<Deadline>> {
        let app = ctx.data::<App>()?;
        let term = self.file.record.says.term.as_ref();
        Ok(term.map(|it| Deadline::new(app, it, (None, self.times.on))))
    }

    /// How it stands on a day.
    async fn standing(
        &self,
        #[graphql(desc = "On which day; that of the answer, where nothing is said.")] on: Option<
            Date,
        >,
    ) -> Option<InboundStanding> {
        self.standing_on(on).map(Into::into)
    }

    /// How it stands, in Chinese.
    async fn standing_label(
        &self,
        #[graphql(desc = "On which day; that of the answer, where nothing is said.")] on: Option<
            Date,
        >,
    ) -> Option<&'static str> {
        self.standing_on(on).map(Standing::label)
    }

    /// Since which day it is shown on GSXT; absent while it isn't. What was withdrawn stands there until it is taken down,
    /// and is shown here no more.
    async fn shown_since(&self) -> Option<Date> {
        self.file.inbound.shown_since.map(Into::into)
    }

    /// Under which number or at which address it is shown there.
    async fn reference(&self) -> Option<&str> {
        self.file.inbound.reference.as_deref()
    }

    /// GSXT shows what it says now: it wasn't corrected since.
    async fn is_shown_as_it_is(&self) -> bool {
        self.file.inbound.is_shown_as_it_is()
    }

    /// Its agency was told that something seems wrong, and has not answered.
    async fn is_objected_to(&self) -> bool {
        self.file.inbound.is_objected_to
    }

    /// That its agency withdrew it; absent where it did not.
    async fn withdrawal(&self) -> Option<InboundWithdrawal> {
        self.file.acts.iter().find_map(|it| match &it.event {
            Event::Withdrawn(withdrawn) => Some(InboundWithdrawal {
                since: it.metadata.occurred_at.day().into(),
                ground: withdrawn.ground.into(),
                ground_label: withdrawn.ground.label(),
                reason: withdrawn.reason.shown().to_owned(),
            }),
            _ => None,
        })
    }

    /// Its limits, each with how it was kept: to show it, to take it down, to answer a doubt.
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let (app, on) = (ctx.data::<App>()?, self.times.on);
        let told = |(it, done): (&Period, Option<Done>)| Deadline::new(app, it, (done, on));
        Ok(self.file.deadlines().map(told).collect())
    }

    /// Its last revision.
    async fn revision(&self) -> u64 {
        self.file.revision()
    }

    /// What happened to it, oldest first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<RecordAct>> {
        let law = &ctx.data::<App>()?.law;
        let acts = self.file.acts.iter();
        Ok(acts.map(|it| RecordAct::new(law, it, &it.event.sentence())).collect())
    }
}
