//! What other departments have shown on GSXT: licences, penalties and list entries, each as its agency words it (item 十六;
//! EIP 7).

use async_graphql::{Context, Error, InputObject, Object, Result, SimpleObject};
use projections::inbound;

use super::{
    super::{
        connection::{Connection, List, Paging, weight},
        payload::fault,
        scalars::{AgencyCode, Date, DocumentNumber, RegistrationNumber},
        vocabulary::InboundKind,
    },
    public,
};
use crate::App;

const INBOUND: List = List("publishedInboundRecords");

#[derive(Default)]
pub struct InboundQuery;

/// A licence, penalty or list entry of another department, as it is shown on GSXT.
#[derive(SimpleObject)]
pub struct PublishedInboundRecord {
    /// What it is.
    kind: InboundKind,
    /// What it is, in Chinese.
    kind_label: &'static str,
    /// Its number.
    number: DocumentNumber,
    /// Whose, as registered.
    party: String,
    /// 统一社会信用代码.
    registration: String,
    /// Who decided it and answers for it, by the code of `agencies`.
    agency: AgencyCode,
    /// Who decided it, by the name that it bore then.
    agency_name: Option<String>,
    /// 许可文件名称、违法行为类型、名单名称.
    title: String,
    /// 许可内容、处罚内容、列入事由, in the words of its agency.
    content: String,
    /// On which articles it was decided.
    basis: Vec<String>,
    /// The day of the decision.
    decided_on: Date,
    /// Since when it holds.
    from: Date,
    /// The last day, where it has one.
    until: Option<Date>,
    /// Since when GSXT shows it.
    shown_since: Option<Date>,
    /// Under which number or at which address, there.
    reference: Option<String>,
    /// GSXT shows the text that is told here; otherwise the one before its agency corrected it.
    current: bool,
    /// The article under which it is shown.
    citation: String,
}

/// What the list is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct PublishedInboundFilter {
    /// Of this kind.
    kind: Option<InboundKind>,
    /// Decided by this agency.
    agency: Option<AgencyCode>,
    /// Of whoever has this 统一社会信用代码.
    registration: Option<RegistrationNumber>,
    /// Under this number.
    number: Option<DocumentNumber>,
}

#[Object]
impl InboundQuery {
    /// 部门公示信息: what other departments have decided of a business and is shown on GSXT now, what was decided last first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn published_inbound_records(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: PublishedInboundFilter,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<PublishedInboundRecord>> {
        let app = ctx.data::<App>()?;
        let registration =
            filter.registration.map(|it| it.at("filter.registration")).transpose()?;
        let filter = inbound::ShownInboundFilter {
            kind: filter.kind.map(Into::into),
            agency: filter.agency.map(Into::into),
            registration,
            number: filter.number.map(Into::into),
        };
        let asked = Paging { first, after, last, before }.asked(ctx, INBOUND)?;
        let page = app.read_model.shown_inbound(public(app), &filter, &asked).map_err(fault)?;
        let read = |(place, id)| async move {
            let at = (id, app.as_it_is());
            let file = inbound::InboundFile::known(&app.store, at).await.map_err(fault)?;
            // It may have been withdrawn since the tables were read.
            let shown = file.filter(|it| it.inbound.withdrawn.is_none());
            Ok::<_, Error>(shown.map(|it| (place, PublishedInboundRecord::new(app, it))))
        };
        Ok(Connection::of(INBOUND, page.filled(read).await?, |it| it))
    }
}

impl PublishedInboundRecord {
    fn new(app: &App, it: inbound::InboundFile) -> Self {
        let (law, record, says) = (&app.law, &it.record, &it.record.says);
        let by = law.agencies().on(&record.agency, says.decided_on);
        Self {
            kind: record.kind.into(),
            kind_label: record.kind.label(),
            number: record.number.clone().into(),
            party: record.subject.name.clone(),
            registration: record.subject.uscc.to_string(),
            agency: record.agency.clone().into(),
            agency_name: by.map(|it| it.name.clone()),
            title: says.title.clone(),
            content: says.content.shown().to_owned(),
            basis: says.basis.iter().map(|it| law.cite(it)).collect(),
            decided_on: says.decided_on.into(),
            from: says.from.into(),
            until: says.last_day().map(Into::into),
            shown_since: it.inbound.shown_since.map(Into::into),
            current: it.inbound.is_shown_as_it_is(),
            reference: it.inbound.reference,
            citation: law.cite(&record.kind.article()),
        }
    }
}
