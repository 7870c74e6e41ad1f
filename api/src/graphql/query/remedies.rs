//! What the agency has to submit with its answer in a remedy (ARL 48; ALL 67).

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::case::{parts::FilePart, remedy};
use jiff::civil;
use projections::dossier;

use super::super::{
    case::{folded, register::Document},
    consistency::Consistency,
    scalars::{CaseId, Date, PartId},
    vocabulary::{RemedyKind, ReplyItem},
};
use crate::App;

#[derive(Default)]
pub struct RemedyQuery;

/// What has to be submitted in one remedy that is open.
#[derive(SimpleObject)]
pub struct ReplyBundle {
    /// In which.
    remedy: PartId,
    /// Which remedy it is.
    kind: RemedyKind,
    /// Which, in Chinese.
    kind_label: &'static str,
    /// The organ or the court.
    body: String,
    /// The last day to submit it, where that is known.
    due: Option<Date>,
    /// The time is over and nothing was submitted: the decision counts as having no evidence and no basis.
    overdue: bool,
    /// The article that wants it.
    citation: String,
    /// Nothing of it is missing.
    complete: bool,
    /// Each thing, in the order in which it is submitted.
    items: Vec<BundleItem>,
}

/// One thing that has to be submitted.
#[derive(SimpleObject)]
pub struct BundleItem {
    /// What it is.
    item: ReplyItem,
    /// What it is, in Chinese.
    item_label: &'static str,
    /// The part of the case that it is, where there may be several.
    part: Option<PartId>,
    /// What it says, where it is no document: an instrument that the decision rests on, as it names it.
    text: Option<String>,
    /// The documents on file, each with its digest, type and pages.
    documents: Vec<Document>,
    /// It is not on file.
    missing: bool,
}

#[Object]
impl RemedyQuery {
    /// What the agency has to submit in each remedy over a decision of the case that is open and that it has to answer:
    /// its answer, the evidence and the basis of the decision, the papers of the procedure; what is on file, and
    /// what is missing. Null where there is no such case whose main file you may see.
    async fn reply_bundle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] case_id: CaseId,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Vec<ReplyBundle>>> {
        Consistency::kept(ctx, consistency).await?;
        let app = ctx.data::<App>()?;
        let on = app.clock.now().day();
        let found = folded(ctx, case_id.into(), dossier::AsOf::Now).await?;
        let found = found.filter(|it| it.sees(FilePart::Main));
        Ok(found.map(|it| {
            let bundles = it.case.reply_bundles();
            bundles.iter().map(|it| ReplyBundle::new(it, app, on)).collect()
        }))
    }
}

impl ReplyBundle {
    fn new(it: &remedy::Bundle<'_>, app: &App, on: civil::Date) -> Self {
        let opened = &it.remedy.opened;
        Self {
            remedy: opened.id.clone().into(),
            kind: opened.kind.into(),
            kind_label: opened.kind.label(),
            body: opened.body.clone(),
            due: it.time.due_date().map(Into::into),
            overdue: it.is_overdue(on),
            citation: app.law.cite(it.authority()),
            complete: !it.items.iter().any(remedy::Item::is_missing),
            items: it.items.iter().map(|it| BundleItem::new(it, app)).collect(),
        }
    }
}

impl BundleItem {
    fn new(it: &remedy::Item<'_>, app: &App) -> Self {
        let article = it.article.as_ref().map(|it| app.law.cite(it));
        Self {
            item: it.kind.into(),
            item_label: it.kind.label(),
            part: it.part.cloned().map(Into::into),
            text: it.text.map(str::to_owned).or(article),
            documents: it.documents.iter().map(|it| (*it).into()).collect(),
            missing: it.is_missing(),
        }
    }
}
