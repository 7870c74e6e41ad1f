//! What a case is: what lists show at once.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use domain::case::violation;

use super::{
    super::{
        scalars::{AgencyCode, DateTime, DocumentNumber, Position},
        vocabulary::{Stage, ViolationType},
    },
    Shown,
    as_of::Known,
};
use crate::App;

pub struct Head(pub(super) Arc<Shown>);

#[Object]
impl Head {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.row.id.to_string().into()
    }

    /// Whose it is.
    async fn agency(&self) -> AgencyCode {
        self.0.row.agency.clone().into()
    }

    /// The agency's name today.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let app = ctx.data::<App>()?;
        let agency = app.law.agencies().on(&self.0.row.agency, app.clock.now().day());
        Ok(agency.map(|it| it.name.clone()))
    }

    /// Where its main line stands.
    async fn stage(&self) -> Stage {
        self.0.row.stage.into()
    }

    /// The stage in Chinese.
    async fn stage_label(&self) -> &str {
        self.0.row.stage.label()
    }

    /// Since when it stands there; a suspension that has ended left it there.
    async fn stage_since(&self, ctx: &Context<'_>) -> Result<Option<DateTime>> {
        Ok(self.0.dossier(ctx).await?.case.since.map(Into::into))
    }

    /// 案号, once filed.
    async fn number(&self) -> Option<DocumentNumber> {
        self.0.row.number.clone().map(Into::into)
    }

    /// For what, once known.
    async fn violation(&self) -> Option<ViolationType> {
        self.0.row.violation.map(Into::into)
    }

    /// The type of violation in Chinese.
    async fn violation_label(&self) -> Option<&str> {
        self.0.row.violation.map(violation::ViolationType::label)
    }

    /// Against whom, as lists show it.
    async fn party(&self) -> Option<&str> {
        self.0.row.party.as_deref()
    }

    /// When the last act took place.
    async fn last_act_at(&self) -> DateTime {
        self.0.row.last_at.into()
    }

    /// Its last revision; send it as `expectedRevision`.
    async fn revision(&self) -> u64 {
        self.0.row.revision
    }

    /// Where its last event lies in the log.
    async fn position(&self) -> Position {
        self.0.row.position.into()
    }

    /// As of when this answer holds.
    async fn known(&self, ctx: &Context<'_>) -> Result<Known> {
        let now = ctx.data::<App>()?.clock.now();
        Ok(Known::new(self.0.dossier(ctx).await?, now))
    }
}
