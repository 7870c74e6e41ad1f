//! An application for the restoration of credit, as clients see it: what lists show at once, and what is folded from
//! its stream when it is asked for.

mod parts;

use std::sync::Arc;

use async_graphql::{Context, Object, Result};
use domain::{
    clock::Timer,
    id,
    listing::state::Timed,
    restoration::{Event, Status},
};
use jiff::civil;
use projections::{
    restoration::{RestorationFile, RestorationRow},
    versions::Times,
};
use tokio::sync::OnceCell;

use self::parts::{
    RestorationChannel, RestorationDecision, RestorationMaterials, RestorationPlan,
    RestorationRefusal, RestorationRevocation, RestorationVerification,
};
use super::{
    case::Case,
    deadline::Deadline,
    eligibility::{RestorationCondition, RestorationEligibility, RestorationSource},
    payload::{fault, viewer},
    publicity::Publicity,
    record_act::RecordAct,
    scalars::{AgencyCode, Date, PartId, RestorationId, SubjectId},
    vocabulary::{RestorationRegime, RestorationStatus, RestorationWindow},
};
use crate::{App, app::Gather};

/// An application for the restoration of credit (信用修复).
pub struct Restoration {
    row: RestorationRow,
    file: OnceCell<Arc<RestorationFile>>,
    times: Times,
}

impl Restoration {
    /// One that the viewer may see, as of both times.
    #[must_use]
    pub fn new(row: RestorationRow, times: Times) -> Self {
        Self { row, file: OnceCell::new(), times }
    }

    /// The application of that id as it is now; nothing where there is none that the viewer may see.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn read(ctx: &Context<'_>, id: id::RestorationId) -> Result<Option<Self>> {
        Self::read_as_of(ctx, (id, ctx.data::<App>()?.as_it_is()))
    }

    /// The same as of two times.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn read_as_of(
        ctx: &Context<'_>,
        (id, times): (id::RestorationId, Times),
    ) -> Result<Option<Self>> {
        let tables = &ctx.data::<App>()?.read_model;
        let row = tables.restoration(&viewer(ctx)?, (id, times)).map_err(fault)?;
        Ok(row.map(|it| Self::new(it, times)))
    }

    /// The fold, made when it is first asked for.
    async fn file(&self, ctx: &Context<'_>) -> Result<&RestorationFile> {
        let app = ctx.data::<App>()?;
        let read = async || -> Result<Arc<RestorationFile>> {
            let read = RestorationFile::of_row(&app.store, (self.row.clone(), self.times)).await;
            Ok(Arc::new(read.map_err(fault)?))
        };
        Ok(self.file.get_or_try_init(read).await?.as_ref())
    }

    /// The decision that it is about, by its id in the case.
    async fn decision_of(&self, ctx: &Context<'_>) -> Result<Option<id::PartId>> {
        let app = ctx.data::<App>()?;
        let row = app.read_model.restorable(self.row.source).map_err(fault)?;
        Ok(row.and_then(|it| it.decision))
    }

    /// What one of its events says.
    async fn said<'a, T>(
        &'a self,
        ctx: &Context<'_>,
        of: impl Fn(&'a Event, civil::Date) -> Option<T>,
    ) -> Result<Option<T>> {
        let entries = self.file(ctx).await?.acts.iter().rev();
        let mut said = entries.filter_map(|it| of(&it.event, it.metadata.occurred_at.day()));
        Ok(said.next())
    }
}

/// An application for the restoration of credit (信用修复). Its documents: `PUT` and
/// `GET /restorations/{id}/documents/{sha256}`.
#[Object]
impl Restoration {
    /// Its id.
    async fn id(&self) -> RestorationId {
        self.row.id.into()
    }

    /// The decision that it is about.
    async fn source(&self, ctx: &Context<'_>) -> Result<Option<RestorationSource>> {
        let decision = self.decision_of(ctx).await?.map(PartId::from);
        let opened = self.file(ctx).await?.restoration.opened.as_ref();
        Ok(opened.map(|it| RestorationSource::new(&it.source, decision)))
    }

    /// The case in which that was decided, as it was known then.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        match self.row.case {
            Some(case) => Case::known(ctx, (case, self.times.until)).await,
            None => Ok(None),
        }
    }

    /// Who decided it, and so restores it (谁认定、谁修复).
    async fn agency(&self) -> AgencyCode {
        self.row.agency.clone().into()
    }

    /// 处罚决定书文号 of what it is about.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// Who applied.
    async fn subject(&self) -> SubjectId {
        self.row.subject.clone().into()
    }

    /// How the party is shown.
    async fn party(&self) -> &str {
        &self.row.party
    }

    /// Where it was received.
    async fn window(&self) -> RestorationWindow {
        self.row.window.into()
    }

    /// Where, in Chinese.
    async fn window_label(&self) -> &'static str {
        self.row.window.label()
    }

    /// On which day it was received.
    async fn received_on(&self) -> Date {
        self.row.received_on.into()
    }

    /// Under which rules it was received.
    async fn regime(&self) -> RestorationRegime {
        self.row.regime.into()
    }

    /// Under which rules, in Chinese.
    async fn regime_label(&self) -> &'static str {
        self.row.regime.label()
    }

    /// Why these rules, and why that time to wait, as the last act that went by them had it.
    async fn regime_reason(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        self.said(ctx, |event, _| match event {
            Event::Applied(it) => Some(it.reason.as_str()),
            Event::Accepted(it) => Some(it.reason.as_str()),
            Event::Granted(it) => Some(it.rules.as_str()),
            _ => None,
        })
        .await
    }

    /// How it stands, or stood on the day of the answer.
    async fn status(&self) -> RestorationStatus {
        self.row.status.into()
    }

    /// How it stands, in Chinese.
    async fn status_label(&self) -> &'static str {
        self.row.status.label()
    }

    /// The last revision that the answer holds.
    async fn revision(&self, ctx: &Context<'_>) -> Result<u64> {
        Ok(self.file(ctx).await?.revision())
    }

    /// What was handed in.
    async fn materials(&self, ctx: &Context<'_>) -> Result<Option<RestorationMaterials>> {
        let opened = self.file(ctx).await?.restoration.opened.as_ref();
        Ok(opened.map(|it| (&it.materials).into()))
    }

    /// What an application wants and this one has not: what was told where it was sent back, otherwise what the program
    /// sees.
    async fn lacking(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let told = self.said(ctx, |event, _| match event {
            Event::RejectedIncomplete(it) => Some(it.missing.clone()),
            _ => None,
        });
        if let Some(told) = told.await? {
            return Ok(told);
        }
        let opened = self.file(ctx).await?.restoration.opened.as_ref();
        let missing = opened.map(|it| it.materials.missing()).unwrap_or_default();
        Ok(missing.into_iter().map(str::to_owned).collect())
    }

    /// The plan of reorganisation on which it rests, where it does.
    async fn plan(&self, ctx: &Context<'_>) -> Result<Option<RestorationPlan>> {
        let file = self.file(ctx).await?;
        let plan = file.restoration.opened.as_ref().and_then(|it| it.plan.as_ref());
        Ok(plan.map(|it| RestorationPlan::new(it, &file.restoration)))
    }

    /// Whether its credit could be restored today, or on the day of the answer, through the same window; absent once nothing
    /// more is to be decided.
    async fn eligibility(&self, ctx: &Context<'_>) -> Result<Option<RestorationEligibility>> {
        let pending = [Status::Applied, Status::Accepted, Status::Verifying];
        if !pending.contains(&self.row.status) {
            return Ok(None);
        }
        let (app, times) = (ctx.data::<App>()?, self.times);
        let stream = domain::restoration::stream_of(self.row.id);
        let gathered =
            Box::pin(app.restorable(self.row.source, Gather::Answer(Some(&stream), times)));
        let Some(mut gathered) = gathered.await.map_err(fault)? else { return Ok(None) };
        let file = self.file(ctx).await?;
        file.restoration.completes(&mut gathered.of);
        let decision = self.decision_of(ctx).await?.map(PartId::from);
        let plan = file.restoration.opened.as_ref().and_then(|it| it.plan.as_ref());
        let asked = (self.row.window, times.on);
        Ok(Some(RestorationEligibility::new((&gathered.of, plan), decision, asked, &app.law)))
    }

    /// The conditions as the last act that went by them found them.
    async fn conditions(&self, ctx: &Context<'_>) -> Result<Vec<RestorationCondition>> {
        let law = &ctx.data::<App>()?.law;
        let found = self.said(ctx, |event, _| match event {
            Event::Accepted(it) => Some(&it.conditions),
            Event::Granted(it) => Some(&it.conditions),
            Event::Denied(it) => Some(&it.unmet),
            _ => None,
        });
        let found = found.await?.into_iter().flatten();
        Ok(found.map(|it| RestorationCondition::new(it, law)).collect())
    }

    /// Why it was not accepted, where it wasn't.
    async fn refusal(&self, ctx: &Context<'_>) -> Result<Option<RestorationRefusal>> {
        let law = &ctx.data::<App>()?.law;
        self.said(ctx, |event, _| match event {
            Event::NotAccepted(it) => Some(RestorationRefusal::new(it, law)),
            _ => None,
        })
        .await
    }

    /// How what it says was verified, oldest first.
    async fn verifications(&self, ctx: &Context<'_>) -> Result<Vec<RestorationVerification>> {
        let entries = self.file(ctx).await?.acts.iter();
        let verified = entries.filter_map(|it| match &it.event {
            Event::Verified(verified) => {
                Some(RestorationVerification::new(verified, it.metadata.occurred_at.day()))
            }
            _ => None,
        });
        Ok(verified.collect())
    }

    /// What was decided on it, where it was.
    async fn decision(&self, ctx: &Context<'_>) -> Result<Option<RestorationDecision>> {
        let law = &ctx.data::<App>()?.law;
        self.said(ctx, |event, day| match event {
            Event::Granted(it) => Some(RestorationDecision::of_grant(it, (day, law))),
            Event::Denied(it) => Some(RestorationDecision::of_denial(it, (day, law))),
            _ => None,
        })
        .await
    }

    /// The channels on which it was granted, and whether each has acknowledged that it stopped, or shows it again.
    async fn channels(&self, ctx: &Context<'_>) -> Result<Vec<RestorationChannel>> {
        let file = self.file(ctx).await?;
        Ok(file.restoration.channels.iter().map(|it| RestorationChannel::new(*it, file)).collect())
    }

    /// The publicity that it stopped, or is to stop, channel by channel, as of the same times.
    async fn publicity(&self, ctx: &Context<'_>) -> Result<Vec<Publicity>> {
        let (channels, decision) =
            (&self.file(ctx).await?.restoration.channels, self.decision_of(ctx).await?);
        let Some((case, decision)) = self.row.case.zip(decision) else { return Ok(vec![]) };
        let key = |channel| domain::publicity::Key { case, decision: decision.clone(), channel };
        let read = |id| Publicity::read_as_of(ctx, (id, self.times));
        let each = channels.iter().map(|it| read(key(*it).id()));
        Ok(each.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// That it was revoked, since it was obtained by fraud, where it was.
    async fn revocation(&self, ctx: &Context<'_>) -> Result<Option<RestorationRevocation>> {
        let counted_from = self.file(ctx).await?.restoration.counted_from;
        self.said(ctx, |event, day| match event {
            Event::RevokedForFraud(it) => Some(RestorationRevocation::new(it, (day, counted_from))),
            _ => None,
        })
        .await
    }

    /// Its limits, each with how it was kept: to accept, to decide, to stop on each channel; and how long the party
    /// doesn't apply again.
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let (app, on, file) = (ctx.data::<App>()?, self.times.on, self.file(ctx).await?);
        let told = |(key, it): (&(Timer, Option<id::PartId>), &Timed)| {
            Deadline::new(app, &it.deadline, (file.done(key), on))
        };
        Ok(file.restoration.timers.iter().map(told).collect())
    }

    /// What happened to it, oldest first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<RecordAct>> {
        let law = &ctx.data::<App>()?.law;
        let acts = self.file(ctx).await?.acts.iter();
        Ok(acts.map(|it| RecordAct::new(law, it, &it.event.sentence())).collect())
    }
}
