//! The books of a case: case file, audit trail, record, documents, deadlines, what is missing.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{case::parts::FilePart, document::DocumentRef};

use super::{
    super::{
        deadline::Deadline,
        publicity::Publicity,
        scalars::{DocumentNumber, Sha256},
        vocabulary::DocumentType,
    },
    Shown,
    audit::{AuditTrail, Missing},
    entry::FileEntry,
    replay::Line,
    volumes::RegisterEntry,
};
use crate::App;

pub struct Register(pub(super) Arc<Shown>);

/// A document on file. Its bytes: `GET /cases/{id}/documents/{sha256}`.
#[derive(SimpleObject)]
pub struct Document {
    /// Of its bytes.
    sha256: Sha256,
    /// What it is.
    #[graphql(name = "type")]
    kind: DocumentType,
    /// What it is, in Chinese.
    type_label: &'static str,
    /// Its number, where it has one.
    number: Option<DocumentNumber>,
    /// How many pages it has.
    pages: u16,
    /// Where the paper original is kept.
    place: Option<String>,
}

#[Object]
impl Register {
    /// 一案全程: every act that you may see as a sentence with its articles, oldest first.
    async fn case_file(&self, ctx: &Context<'_>) -> Result<Vec<FileEntry>> {
        Ok(FileEntry::all(self.0.dossier(ctx).await?))
    }

    /// Who did what on which basis, and what the law still wants. Main file: absent for whoever sees decisions alone.
    async fn audit_trail(&self, ctx: &Context<'_>) -> Result<Option<AuditTrail>> {
        let dossier = self.0.dossier(ctx).await?;
        Ok(dossier.sees(FilePart::Main).then(|| AuditTrail::new(Arc::clone(dossier))))
    }

    /// The record as labelled lines in Chinese, section by section.
    async fn record(&self, ctx: &Context<'_>) -> Result<Vec<Line>> {
        let (app, on) = (ctx.data::<App>()?, self.0.on(ctx).await?);
        let dossier = self.0.dossier(ctx).await?;
        Ok(dossier.lines(&dossier.case, (on, &app.law)).into_iter().map(Into::into).collect())
    }

    /// All its deadlines, each with how it was met.
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let (app, on) = (ctx.data::<App>()?, self.0.on(ctx).await?);
        let dossier = self.0.dossier(ctx).await?;
        Ok(dossier.deadlines().map(|(it, done)| Deadline::new(app, it, (done, on))).collect())
    }

    /// What the law requires before the next step, and is not there yet.
    async fn missing(&self, ctx: &Context<'_>) -> Result<Vec<Missing>> {
        let (on, dossier) = (self.0.on(ctx).await?, self.0.dossier(ctx).await?);
        let publicity = Publicity::of_case(ctx, dossier).await?;
        Missing::all(ctx, dossier, (on, &publicity)).await
    }

    /// The register of documents: 正卷 in the order of PR 78, then 副卷 for whoever may see it.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Vec<RegisterEntry>> {
        Ok(RegisterEntry::all(self.0.dossier(ctx).await?))
    }

    /// 演示数据: a figure that was made up for a demonstration bears on this case, or on its publicity.
    async fn demonstration(&self, ctx: &Context<'_>) -> Result<bool> {
        let (app, on) = (ctx.data::<App>()?, self.0.on(ctx).await?);
        let dossier = self.0.dossier(ctx).await?;
        let owed = dossier.case.owed(on, &app.law);
        let mut surcharges = owed.iter().filter_map(|it| it.surcharge.as_ref());
        if dossier.is_demonstration() || surcharges.any(|it| it.confidence.is_demonstration()) {
            return Ok(true);
        }
        for channel in Publicity::of_case(ctx, dossier).await? {
            if channel.is_demonstration(ctx).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl From<&DocumentRef> for Document {
    fn from(it: &DocumentRef) -> Self {
        Self {
            sha256: it.sha256.into(),
            kind: it.document_type.into(),
            type_label: it.document_type.label(),
            number: it.number.clone().map(Into::into),
            pages: it.pages,
            place: it.place.clone(),
        }
    }
}
