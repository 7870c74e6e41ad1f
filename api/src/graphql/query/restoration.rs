//! The restoration of credit: whether a decision's can be restored, and the applications for it.

use async_graphql::{Context, InputObject, Object, Result};
use domain::{restoration::Window, restriction::SourceKind};
use projections::{
    page::Page,
    restoration::{RestorationFilter, SourceFilter},
    versions::Times,
};

use super::super::{
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    eligibility::RestorationEligibility,
    payload::{fault, reader, viewer},
    restoration::Restoration,
    scalars::{CaseId, Date, ListingId, PartId, RestorationId, SubjectId},
    times::TwoTimes,
    vocabulary::{RestorationStatus, RestorationWindow},
};
use crate::{App, app::Gather};

const RESTORATIONS: List = List("restorations");

#[derive(Default)]
pub struct RestorationQuery;

/// What a list of applications is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct RestorationFilterInput {
    /// Of this party.
    subject: Option<SubjectId>,
    /// About what was decided in this case.
    case_id: Option<CaseId>,
    /// Received here.
    window: Option<RestorationWindow>,
    /// In one of these statuses today, or on the day of the answer.
    statuses: Option<Vec<RestorationStatus>>,
    /// Received on this day or later.
    received_from: Option<Date>,
    /// Received on this day or earlier.
    received_to: Option<Date>,
}

impl RestorationFilterInput {
    fn filter(self) -> RestorationFilter {
        RestorationFilter {
            subject: self.subject.map(Into::into),
            case: self.case_id.map(Into::into),
            window: self.window.map(Into::into),
            statuses: self.statuses.unwrap_or_default().into_iter().map(Into::into).collect(),
            received_from: self.received_from.map(Into::into),
            received_to: self.received_to.map(Into::into),
        }
    }
}

/// Whose decisions are asked about: a subject or a case is given, and all that is given must hold.
#[derive(InputObject)]
pub struct RestorationTargetInput {
    /// Against this party.
    subject: Option<SubjectId>,
    /// Decided in this case.
    case_id: Option<CaseId>,
    /// Which entry of a register.
    listing_id: Option<ListingId>,
    /// Where the application would come in; both windows, where nothing is said.
    window: Option<RestorationWindow>,
}

#[Object]
impl RestorationQuery {
    /// 信用修复条件: of each penalty decision of your agency, or against you where you are the party, against a party, or in a
    /// case, whether its publicity may end
    /// early through either window, and if not, what is lacking and from which day on it may; of an entry of the list of
    /// serious violations, whether it may be removed before its years are over (提前移出); of an entry of the list of abnormal
    /// operations, how it is left, and whether its ground is gone (移出). The oldest decision first.
    #[expect(
        clippy::too_many_arguments,
        reason = "two of them are those of every answer from the log"
    )]
    async fn restoration_eligibility(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which decisions.")] of: RestorationTargetInput,
        #[graphql(
            desc = "On which day, of what was decided by then, instead of `asOf.effectiveOn`."
        )]
        on: Option<Date>,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Vec<RestorationEligibility>> {
        Consistency::kept(ctx, consistency).await?;
        if of.subject.is_none() && of.case_id.is_none() && of.listing_id.is_none() {
            return Err(super::super::malformed("of", "name a subject, a case or an entry"));
        }
        let (app, reader) = (ctx.data::<App>()?, reader(ctx)?);
        let (subject, case) = (of.subject.map(Into::into), of.case_id.map(Into::into));
        let listing = of.listing_id.map(Into::into);
        let wanted = SourceFilter { subject, case, listing, ..SourceFilter::default() };
        let filter = SourceFilter { what_is_left: true, ..wanted };
        let Some(known) = TwoTimes::of(ctx, as_of)?.times else { return Ok(vec![]) };
        let times = Times { on: on.map_or(known.on, Into::into), ..known };
        let windows = of.window.map_or(Window::ALL.to_vec(), |it| vec![it.into()]);
        let mut found = vec![];
        let rows = app
            .read_model
            .to_restore(&reader, (&filter, reader.own_as_of(times).until))
            .map_err(fault)?;
        for row in rows.into_iter().filter(|it| it.decided_on <= times.on) {
            if row.kind == SourceKind::AbnormalList {
                let left = app.to_be_left(&row, times).await.map_err(fault)?;
                let asked = (windows[0], times.on);
                found.extend(left.map(|it| RestorationEligibility::left(&it, asked, &app.law)));
                continue;
            }
            let gathered = Box::pin(app.restorable(row.event, Gather::Answer(None, times))).await;
            let Some(gathered) = gathered.map_err(fault)? else { continue };
            for window in windows.iter().copied() {
                let of = app.with_what_was_verified(&gathered.of, (window, times));
                let of = Box::pin(of).await.map_err(fault)?;
                let decision = row.decision.clone().map(PartId::from);
                let asked = (window, times.on);
                found.push(RestorationEligibility::new((&of, None), decision, asked, &app.law));
            }
        }
        Ok(found)
    }

    /// An application for the restoration of credit; null where there is none that you may see, or there was none then.
    async fn restoration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: RestorationId,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Restoration>> {
        Consistency::kept(ctx, consistency).await?;
        let read = |times| Restoration::read_as_of(ctx, (id.into(), times));
        TwoTimes::of(ctx, as_of)?.times.map_or(Ok(None), read)
    }

    /// 信用修复申请: the applications about your agency's decisions, by the day of receipt.
    #[expect(clippy::too_many_arguments, reason = "six of them are every such connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn restorations(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: RestorationFilterInput,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<Restoration>> {
        Consistency::kept(ctx, consistency).await?;
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let asked = Paging { first, after, last, before }.asked(ctx, RESTORATIONS)?;
        let (filter, times) = (filter.filter(), TwoTimes::of(ctx, as_of)?.times);
        let page = match times {
            Some(times) => {
                let page = app.read_model.restorations(&viewer, (&filter, times), &asked);
                page.map_err(fault)?.map(|(place, row)| (place, Restoration::new(row, times)))
            }
            None => Page::none(),
        };
        Ok(Connection::of(RESTORATIONS, page, |it| it))
    }
}
