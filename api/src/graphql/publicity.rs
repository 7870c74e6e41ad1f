//! The publicity of a decision on one channel, as clients see it: what lists show at once, and what is folded from
//! its stream when it is asked for.

mod copy;

pub use self::copy::{PublicitySummary, RedactedCopy};

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{clock, id, publicity::term};
use jiff::civil;
use projections::{
    dossier::Dossier,
    publicity::{PublicityFile, PublicityRow},
    versions::Times,
};
use tokio::sync::OnceCell;

use super::{
    case::Case,
    deadline::Deadline,
    payload::{fault, viewer},
    record_act::RecordAct,
    restoration::Restoration,
    scalars::{AgencyCode, CaseId, Date, DateTime, DocumentNumber, PartId, PublicityId},
    vocabulary::{
        Confidence, NotPublicReason, PublicityChannel, PublicityGrade, PublicityRegime,
        PublicityStart, PublicityState, WithdrawalGround,
    },
};
use crate::App;

/// What is said of a channel on which what is shown ends by no rule that was read.
pub(super) const NO_TERM: &str = "此渠道的公示期限规则未载入，不自动停止公示";

/// The publicity of a decision on one channel (公示).
pub struct Publicity {
    row: PublicityRow,
    file: OnceCell<Arc<PublicityFile>>,
    times: Times,
}

/// How long a decision is shown under one regime.
#[derive(SimpleObject)]
pub struct PublicityTerm {
    /// Under which rules.
    regime: PublicityRegime,
    /// Under which rules, in Chinese.
    regime_label: &'static str,
    /// What they take the decision for.
    grade: PublicityGrade,
    /// What they take it for, in Chinese.
    grade_label: &'static str,
    /// Why: the condition that it meets.
    because: String,
    /// From which day it counts.
    counted_from: PublicityStart,
    /// From which day it counts, in Chinese.
    counted_from_label: &'static str,
    /// The last day on which it is shown; absent where the restriction has no end.
    last_day: Option<Date>,
    /// Since when the rules hold.
    from: Date,
    /// Until when they hold, where that is known.
    to: Option<Date>,
    /// The article.
    citation: String,
    /// How sure the rulebook is of it.
    confidence: Confidence,
    /// How sure, in Chinese.
    confidence_label: &'static str,
}

impl Publicity {
    /// One that the viewer may see, as of both times.
    #[must_use]
    pub fn new(row: PublicityRow, times: Times) -> Self {
        Self { row, file: OnceCell::new(), times }
    }

    /// Each decision of a case on each channel, as of both times.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn each(ctx: &Context<'_>, (case, times): (id::CaseId, Times)) -> Result<Vec<Self>> {
        let rows = ctx.data::<App>()?.read_model.publicity_of(&viewer(ctx)?, (case, times));
        Ok(rows.map_err(fault)?.into_iter().map(|it| Self::new(it, times)).collect())
    }

    /// Each decision of a case on each channel, as of whenever the case is told.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn of_case(ctx: &Context<'_>, dossier: &Dossier) -> Result<Vec<Self>> {
        let app = ctx.data::<App>()?;
        let times = dossier.times(app.clock.now());
        if dossier.is_now() {
            return Self::each(ctx, (dossier.id, times));
        }
        let told = |it: PublicityFile| Self {
            row: it.row.clone(),
            file: OnceCell::new_with(Some(Arc::new(it))),
            times,
        };
        let files = dossier.publicities(&app.store).await.map_err(fault)?;
        Ok(files.into_iter().map(told).collect())
    }

    /// Where, if it is to be made public there, or was withdrawn and what is right is to be shown in its place (PUB 9, 11).
    pub(super) fn due(&self) -> Option<domain::publicity::Channel> {
        self.row.is_due().then_some(self.row.key.channel)
    }

    /// Where, if what is shown there is to be corrected, as the decision was put right since (PUB 12).
    pub(super) async fn outdated(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Option<domain::publicity::Channel>> {
        let outdated = self.file(ctx).await?.publicity.is_outdated();
        Ok(outdated.then_some(self.row.key.channel))
    }

    /// Its limits that are still to be met, and whose day is over.
    pub(super) async fn overdue(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let (app, on, file) = (ctx.data::<App>()?, self.times.on, self.file(ctx).await?);
        let overdue = file.deadlines().filter(|(it, done)| it.is_overdue(done.as_ref(), on));
        Ok(overdue.map(|it| self.deadline(app, it, on)).collect())
    }

    /// One of its acts used a figure that was made up for a demonstration.
    pub(super) async fn is_demonstration(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.file(ctx).await?.is_demonstration())
    }

    /// One of its limits, as it stands on that day.
    fn deadline(
        &self,
        app: &App,
        (it, done): (&clock::Deadline, Option<clock::Done>),
        on: civil::Date,
    ) -> Deadline {
        Deadline::new(app, it, (done, on)).on_channel(self.row.key.channel)
    }

    /// The publicity of that id as it is now; nothing where there is none that the viewer may see.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn read(ctx: &Context<'_>, id: id::PublicityId) -> Result<Option<Self>> {
        Self::read_as_of(ctx, (id, ctx.data::<App>()?.as_it_is()))
    }

    /// The same as of two times.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn read_as_of(
        ctx: &Context<'_>,
        (id, times): (id::PublicityId, Times),
    ) -> Result<Option<Self>> {
        let tables = &ctx.data::<App>()?.read_model;
        let row = tables.publicity(&viewer(ctx)?, (id, times)).map_err(fault)?;
        Ok(row.map(|it| Self::new(it, times)))
    }

    /// The fold, made when it is first asked for.
    async fn file(&self, ctx: &Context<'_>) -> Result<&PublicityFile> {
        let app = ctx.data::<App>()?;
        let read = async || -> Result<Arc<PublicityFile>> {
            let read = PublicityFile::of_row(&app.store, (self.row.clone(), self.times)).await;
            Ok(Arc::new(read.map_err(fault)?))
        };
        Ok(self.file.get_or_try_init(read).await?.as_ref())
    }
}

/// The publicity of a decision on one channel (公示).
#[Object]
impl Publicity {
    /// Its id.
    async fn id(&self) -> PublicityId {
        self.row.id.into()
    }

    /// The decision of which case.
    async fn case_id(&self) -> CaseId {
        self.row.key.case.into()
    }

    /// The case itself, as it was known then.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        Case::known(ctx, (self.row.key.case, self.times.until)).await
    }

    /// Which decision of it.
    async fn decision(&self) -> PartId {
        self.row.key.decision.clone().into()
    }

    /// Where.
    async fn channel(&self) -> PublicityChannel {
        self.row.key.channel.into()
    }

    /// Where, in Chinese.
    async fn channel_label(&self) -> &'static str {
        self.row.key.channel.label()
    }

    /// Whose decision, and so whose duty (PUB 16).
    async fn agency(&self) -> AgencyCode {
        self.row.agency.clone().into()
    }

    /// 处罚决定书文号.
    async fn number(&self) -> DocumentNumber {
        self.row.number.clone().into()
    }

    /// Against whom, as it is shown.
    async fn party(&self) -> &str {
        &self.row.party
    }

    /// The day of the decision, from which its limits count.
    async fn decided_on(&self) -> Date {
        self.row.decided_on.into()
    }

    /// Where it stands today, or stood on the day of the answer.
    async fn state(&self) -> PublicityState {
        self.row.state_on(self.times.on).into()
    }

    /// Where it stands, in Chinese.
    async fn state_label(&self) -> &'static str {
        self.row.state_on(self.times.on).label()
    }

    /// The last revision that the answer holds.
    async fn revision(&self, ctx: &Context<'_>) -> Result<u64> {
        Ok(self.file(ctx).await?.revision())
    }

    /// Why it is not made public there, where it isn't.
    async fn not_public_reason(&self, ctx: &Context<'_>) -> Result<Option<NotPublicReason>> {
        Ok(self.file(ctx).await?.publicity.ground.map(Into::into))
    }

    /// Why not, in Chinese.
    async fn not_public_reason_label(&self, ctx: &Context<'_>) -> Result<Option<&'static str>> {
        Ok(self.file(ctx).await?.publicity.ground.map(domain::publicity::NotPublic::label))
    }

    /// The article that says so.
    async fn not_public_citation(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.file(ctx).await?.publicity.ground.map(|it| law.cite(&it.citation())))
    }

    /// Its limits, each with how it was kept: to publish or push it, of the other province, to withdraw it.
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let (app, on, file) = (ctx.data::<App>()?, self.times.on, self.file(ctx).await?);
        Ok(file.deadlines().map(|it| self.deadline(app, it, on)).collect())
    }

    /// When it was sent to the province where the party is registered, where it was.
    async fn pushed_at(&self, ctx: &Context<'_>) -> Result<Option<DateTime>> {
        Ok(self.file(ctx).await?.publicity.pushed.map(Into::into))
    }

    /// From when on its publicity counts, also once its time is over or a restoration stopped it; absent while it isn't
    /// shown otherwise.
    async fn published_at(&self, ctx: &Context<'_>) -> Result<Option<DateTime>> {
        Ok(self.file(ctx).await?.publicity.shown_since.map(Into::into))
    }

    /// 登记地公示: the province where the party is registered shows it.
    async fn hosted(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.file(ctx).await?.publicity.hosted)
    }

    /// Its reference on the channel.
    async fn reference(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        Ok(self.file(ctx).await?.publicity.reference.as_deref())
    }

    /// 送达前公示: it was made public, or sent to be, before the party had the decision; the act says why.
    async fn before_service(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.file(ctx).await?.publicity.before_service)
    }

    /// The copy that is or was shown last, by its id in the case.
    async fn copy(&self, ctx: &Context<'_>) -> Result<Option<PartId>> {
        Ok(self.file(ctx).await?.publicity.copy.as_ref().map(|it| it.id.clone().into()))
    }

    /// 补正后尚待更正公示: what is shown was made public before the decision was put right last (PUB 12).
    #[graphql(name = "outdated")]
    async fn is_outdated(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.file(ctx).await?.publicity.is_outdated())
    }

    /// Why it was withdrawn last, where it was.
    async fn withdrawal(&self, ctx: &Context<'_>) -> Result<Option<WithdrawalGround>> {
        Ok(self.file(ctx).await?.publicity.withdrawn().map(Into::into))
    }

    /// Why, in Chinese.
    async fn withdrawal_label(&self, ctx: &Context<'_>) -> Result<Option<&'static str>> {
        let withdrawn = self.file(ctx).await?.publicity.withdrawn();
        Ok(withdrawn.map(domain::publicity::withdrawing::Withdrawal::label))
    }

    /// The restoration of credit that stopped it last, where one did, as of the same times.
    async fn restoration(&self, ctx: &Context<'_>) -> Result<Option<Restoration>> {
        let stopped = self.file(ctx).await?.publicity.stopped_by;
        stopped.map_or(Ok(None), |it| Restoration::read_as_of(ctx, (it, self.times)))
    }

    /// Since which day it is withdrawn, or stopped by a restoration, where it is.
    async fn hidden_on(&self, ctx: &Context<'_>) -> Result<Option<Date>> {
        Ok(self.file(ctx).await?.publicity.hidden_on.map(Into::into))
    }

    /// The last day on which it is shown, by the rules that are known today; absent while it isn't, and where no rule
    /// says how long.
    async fn ends_on(&self) -> Option<Date> {
        self.row.ends_on.map(Into::into)
    }

    /// Which rules say so today, and why: `适用《…》，一般：…；自公示之日起计算`; that no term is known where nobody has
    /// read one for the channel. Absent while it isn't shown.
    async fn why_until(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let (on, publicity) = (self.times.on, &self.file(ctx).await?.publicity);
        let told = publicity.why_on(on).unwrap_or_else(|| NO_TERM.to_owned());
        Ok(publicity.shown_since.filter(|_| publicity.hidden_on.is_none()).map(|_| told))
    }

    /// How long it is shown, under every regime whose rules were known when it was made public.
    async fn terms(&self, ctx: &Context<'_>) -> Result<Vec<PublicityTerm>> {
        let law = &ctx.data::<App>()?.law;
        let terms = self.file(ctx).await?.publicity.terms.iter();
        Ok(terms.map(|it| PublicityTerm::new(law, it)).collect())
    }

    /// What happened to it, oldest first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<RecordAct>> {
        let law = &ctx.data::<App>()?.law;
        let acts = self.file(ctx).await?.acts.iter();
        Ok(acts.map(|it| RecordAct::new(law, it, &it.event.fact().sentence())).collect())
    }
}

impl PublicityTerm {
    fn new(law: &domain::Rulebook, it: &term::Term) -> Self {
        Self {
            regime: it.regime.into(),
            regime_label: it.regime.label(),
            grade: it.grade.into(),
            grade_label: it.grade.label(),
            because: it.because.clone(),
            counted_from: it.counted_from.into(),
            counted_from_label: it.counted_from.label(),
            last_day: it.last_day.map(Into::into),
            from: it.from.into(),
            to: it.to.map(Into::into),
            citation: law.cite(&it.authority),
            confidence: it.confidence.into(),
            confidence_label: it.confidence.label(),
        }
    }
}
