//! The audit trail: who did what, when, in which role, on which basis; which deadlines were kept; and what
//! the law requires at this stage that is missing.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::case::{missing, publicity};
use jiff::civil::Date;
use projections::dossier::Dossier;

use super::{
    super::{
        deadline::Deadline,
        payload::{fault, viewer},
        publicity::Publicity,
        scalars::CaseId,
        vocabulary::{ErrorCode, Stage},
    },
    as_of::Known,
    entered::{Entered, recorded},
    entry::FileEntry,
    readings::SealedReadings,
    voided::VoidedNumber,
};
use crate::App;

/// The case that is audited.
pub struct AuditTrail(Arc<Dossier>);

/// Something that the law requires and that is not there yet.
#[derive(SimpleObject)]
pub struct Missing {
    /// What kind of rule wants it.
    code: ErrorCode,
    /// The kind of rule, in Chinese.
    code_label: &'static str,
    /// What is missing and how to mend it.
    text: String,
    /// The same in English.
    text_en: String,
    /// The article that wants it.
    citation: String,
}

impl AuditTrail {
    /// Of a case that the viewer may see.
    #[must_use]
    pub fn new(dossier: Arc<Dossier>) -> Self {
        Self(dossier)
    }

    /// The day by which it counts.
    fn on(&self, app: &App) -> Date {
        self.0.known_at(app.clock.now()).0.day()
    }
}

/// Everything that a reviewer needs to check a case.
#[Object]
impl AuditTrail {
    /// Of which case.
    async fn case_id(&self) -> CaseId {
        self.0.id.into()
    }

    /// Where its main line stands.
    async fn stage(&self) -> Stage {
        self.0.case.main.into()
    }

    /// The stage in Chinese.
    async fn stage_label(&self) -> &str {
        self.0.case.main.label()
    }

    /// Every act, oldest first.
    async fn entries(&self) -> Vec<FileEntry> {
        FileEntry::all(&self.0)
    }

    /// What the law requires before the next step, and is not there yet.
    async fn missing(&self, ctx: &Context<'_>) -> Result<Vec<Missing>> {
        let app = ctx.data::<App>()?;
        let publicity = self.publicity(ctx).await?;
        Missing::all(ctx, &self.0, (self.on(app), &publicity)).await
    }

    /// The deadlines that are still to be met and whose day is over, those of its publicity last. Those that were missed
    /// and are owed no more are among the deadlines of the entry that met or ended them, or of the publicity.
    async fn overdue(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let app = ctx.data::<App>()?;
        let on = self.on(app);
        let overdue = self.0.deadlines().filter(|(it, done)| it.is_overdue(done.as_ref(), on));
        let mut all: Vec<_> =
            overdue.map(|(it, done)| Deadline::new(app, it, (done, on))).collect();
        for publicity in self.publicity(ctx).await? {
            all.extend(publicity.overdue(ctx).await?);
        }
        Ok(all)
    }

    /// 公示: each decision on each channel, with who did what about it and which limit was met or missed. It has a
    /// record of its own, so that its acts are not among the entries.
    async fn publicity(&self, ctx: &Context<'_>) -> Result<Vec<Publicity>> {
        Publicity::of_case(ctx, &self.0).await
    }

    /// 作废文号: the numbers that acts of the case were allotted and did not take, each with its reason.
    async fn voided_numbers(&self) -> Vec<VoidedNumber> {
        let given_up = Entered::all(&self.0, recorded!(ClaimAbandoned));
        given_up.filter_map(|it| VoidedNumber::of(&it)).collect()
    }

    /// Who read what is sealed of the case, and for what: your own readings where you handle cases, all in
    /// sum where you lead the agency. Absent for everybody else.
    async fn sealed_readings(&self, ctx: &Context<'_>) -> Result<Option<SealedReadings>> {
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let readings = self.0.readings(&app.store, &viewer).await.map_err(fault)?;
        Ok(SealedReadings::of(readings, &app.law))
    }

    /// As of when this answer holds.
    async fn known(&self, ctx: &Context<'_>) -> Result<Known> {
        Ok(Known::new(&self.0, ctx.data::<App>()?.clock.now()))
    }
}

impl Missing {
    /// All that is missing on a day, officers whom the register has no more and the channels on which it is to be made
    /// public, shown anew or corrected among them.
    pub(super) async fn all(
        ctx: &Context<'_>,
        dossier: &Dossier,
        (on, publicity): (Date, &[Publicity]),
    ) -> Result<Vec<Self>> {
        let app = ctx.data::<App>()?;
        let handlers = dossier.case.record.handling().iter().map(|it| &it.person);
        let until = dossier.times(app.clock.now()).until;
        let register = app.officers(handlers, until).await.map_err(fault)?;
        let mut all = dossier.missing(&register, (on, &app.law));
        all.extend(publicity.iter().filter_map(Publicity::due).map(publicity::unpublished));
        for it in publicity {
            all.extend(it.outdated(ctx).await?.map(publicity::outdated));
        }
        Ok(all.into_iter().map(|it| Self::new(app, it)).collect())
    }

    fn new(app: &App, it: missing::Missing) -> Self {
        Self {
            code: it.code.into(),
            code_label: it.code.label(),
            text: it.text,
            text_en: it.text_en,
            citation: app.law.cite(&it.citation),
        }
    }
}
