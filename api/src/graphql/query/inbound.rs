//! What other departments handed over: one record, and those that a filter leaves.

use async_graphql::{Context, InputObject, Object, Result};
use projections::{
    inbound::{InboundFile, InboundFilter},
    page::{Asked, Page},
    versions::Times,
};

use super::super::{
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    inbound::InboundRecord,
    payload::{fault, reader},
    scalars::{AgencyCode, DocumentNumber, InboundId, SubjectId},
    times::TwoTimes,
    vocabulary::{InboundKind, InboundStanding},
};
use crate::App;

const INBOUND: List = List("inboundRecords");

#[derive(Default)]
pub struct InboundQuery;

/// What a list of records is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct InboundFilterInput {
    /// Of this kind.
    kind: Option<InboundKind>,
    /// Pushed by this agency.
    agency: Option<AgencyCode>,
    /// To be shown by this bureau of market supervision.
    host: Option<AgencyCode>,
    /// Of this subject: its 统一社会信用代码.
    subject: Option<SubjectId>,
    /// Under this number.
    number: Option<DocumentNumber>,
    /// Standing in one of these ways.
    standing: Option<Vec<InboundStanding>>,
    /// Whether GSXT shows it.
    shown: Option<bool>,
}

impl From<InboundFilterInput> for InboundFilter {
    fn from(it: InboundFilterInput) -> Self {
        Self {
            kind: it.kind.map(Into::into),
            agency: it.agency.map(Into::into),
            host: it.host.map(Into::into),
            subject: it.subject.map(Into::into),
            number: it.number.map(|it| it.0.to_string()),
            standing: it.standing.unwrap_or_default().into_iter().map(Into::into).collect(),
            shown: it.shown,
        }
    }
}

#[Object]
impl InboundQuery {
    /// A record of another department; null where there is none that you may see, or nobody had pushed it by then. Every
    /// agency sees it, and its own party.
    async fn inbound_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: InboundId,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<InboundRecord>> {
        Consistency::kept(ctx, consistency).await?;
        match TwoTimes::of(ctx, as_of)?.times {
            Some(times) => InboundRecord::read(ctx, (id.into(), times)).await,
            None => Ok(None),
        }
    }

    /// 部门推送信息: licences, penalties and list entries of other departments, in the order in which they came.
    #[expect(clippy::too_many_arguments, reason = "six of them are every such connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn inbound_records(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: InboundFilterInput,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<InboundRecord>> {
        Consistency::kept(ctx, consistency).await?;
        let times = TwoTimes::of(ctx, as_of)?.times;
        let asked = Paging { first, after, last, before }.asked(ctx, INBOUND)?;
        let page = match times {
            Some(times) => filled(ctx, (&filter.into(), times), &asked).await?,
            None => Page::none(),
        };
        Ok(Connection::of(INBOUND, page, |it| it))
    }
}

/// The part of the list, each record read in full.
async fn filled(
    ctx: &Context<'_>,
    (filter, times): (&InboundFilter, Times),
    asked: &Asked<i64>,
) -> Result<Page<(i64, InboundRecord)>> {
    let (app, reader) = (ctx.data::<App>()?, &reader(ctx)?);
    let page = app.read_model.inbound_records(reader, (filter, times), asked).map_err(fault)?;
    page.filled(|(no, row)| async move {
        let file = InboundFile::read(&app.store, reader, (row.id, times)).await.map_err(fault)?;
        Ok(file.map(|it| (no, InboundRecord::new(it, times))))
    })
    .await
}
