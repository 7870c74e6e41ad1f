//! A measure of the catalogue, as it was used.

use async_graphql::{Context, Object, Result};
use domain::restriction;

use super::super::{
    scalars::MeasureCode,
    vocabulary::{Confidence, MeasureKind, PowerKind, RestrictionDomain},
};
use crate::App;

/// A measure of the catalogue (限制措施目录): what an agency may do, on what basis, for how long.
pub struct Measure(pub restriction::Measure);

/// A measure of the catalogue (限制措施目录): what an agency may do, on what basis, for how long.
#[Object]
impl Measure {
    /// Which.
    async fn code(&self) -> MeasureCode {
        self.0.code.clone().into()
    }

    /// What it does.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Where it bites.
    async fn domain(&self) -> RestrictionDomain {
        self.0.domain.into()
    }

    /// Where it bites, in Chinese.
    async fn domain_label(&self) -> &'static str {
        self.0.domain.label()
    }

    /// How far it reaches.
    async fn kind(&self) -> MeasureKind {
        self.0.kind.into()
    }

    /// How far it reaches, in Chinese.
    async fn kind_label(&self) -> &'static str {
        self.0.kind.label()
    }

    /// The articles that allow it.
    async fn basis(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.0.basis.iter().map(|it| law.cite(it)).collect())
    }

    /// Its item in the national catalogue (LIST24); absent where that was not read.
    async fn catalogue_item(&self) -> Option<&str> {
        self.0.catalogue.as_deref()
    }

    /// Under which kind of item of the 权责清单 it is imposed.
    async fn imposed_under(&self) -> PowerKind {
        self.0.imposer.into()
    }

    /// Under which kind, in Chinese.
    async fn imposed_under_label(&self) -> &'static str {
        self.0.imposer.label()
    }

    /// What ends it by itself: `期限5年`, `随来源信息失效而终止`.
    async fn end_rule(&self) -> String {
        self.0.end.label()
    }

    /// It bars a person, and lasts when the company has ended.
    async fn person_level(&self) -> bool {
        self.0.person_level
    }

    /// The agency needs a ground of its own: that of the source is none.
    async fn own_ground(&self) -> bool {
        self.0.own_ground
    }

    /// The article that the catalogue's row rests on.
    async fn citation(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<App>()?.law.cite(&self.0.authority))
    }

    /// How sure the rulebook is of the row.
    async fn confidence(&self) -> Confidence {
        self.0.confidence.into()
    }

    /// How sure, in Chinese.
    async fn confidence_label(&self) -> &'static str {
        self.0.confidence.label()
    }
}
