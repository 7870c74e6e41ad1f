//! 我的待办: what the viewer has to see to.

use async_graphql::{ComplexObject, Context, ID, Object, Result, SimpleObject};
use jiff::civil;
use projections::{
    Viewer,
    deadlines::DeadlineKey,
    dossier::AsOf,
    page::{Asked, Page},
    worklist::{Refused, WorkRow},
};

use super::super::{
    case::Case,
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    deadline::Deadline,
    listing::Listing,
    payload::{UserError, fault, viewer},
    publicity::Publicity,
    restoration::Restoration,
    restriction::Restriction,
    scalars::{
        CaseId, DateTime, DocumentNumber, EventId, InboundId, ListingId, PublicityId,
        RestorationId, RestrictionId,
    },
    vocabulary::{ClockTask, RecordKind, WorkKind},
};
use crate::App;

pub const WORKLIST: List = List("worklist");

#[derive(Default)]
pub struct WorklistQuery;

/// Something that you have to see to.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct WorkItem {
    /// What kind of thing it is.
    kind: WorkKind,
    /// What kind of thing it is, in Chinese.
    kind_label: &'static str,
    /// What kind of record it is about.
    record_kind: RecordKind,
    /// What kind of record, in Chinese.
    record_kind_label: &'static str,
    /// The id of that record.
    record_id: ID,
    /// Which case that is, or follows from; absent where it follows from none of your agency's.
    case_id: Option<CaseId>,
    /// 案号 of that case, once filed.
    case_number: Option<DocumentNumber>,
    /// Against whom.
    party: Option<String>,
    /// The publicity that it is about, where it is about one.
    publicity_id: Option<PublicityId>,
    /// The restriction that it is about, where it is about one.
    restriction_id: Option<RestrictionId>,
    /// The application for the restoration of credit that it is about, where it is about one.
    restoration_id: Option<RestorationId>,
    /// The entry of a register that it is about, where it is about one.
    listing_id: Option<ListingId>,
    /// What another department handed over, where it is about that.
    inbound_id: Option<InboundId>,
    /// The entry of the agency's inbox, by its `id`, where it is one of which nobody has taken notice.
    entry: Option<EventId>,
    /// What is due; absent where it is about a number, about what was fined, or where no limit says by when.
    deadline: Option<Deadline>,
    /// Where the clock could not record it: why.
    refusal: Option<ClockRefusal>,
}

/// What is due because time has passed, and could not be recorded because rules stand in the way. It is tried
/// again once the case has moved.
#[derive(SimpleObject)]
pub struct ClockRefusal {
    /// What is to be recorded.
    task: ClockTask,
    /// What is to be recorded, in Chinese.
    task_label: &'static str,
    /// Which number, where it is about one.
    number: Option<DocumentNumber>,
    /// When it was tried.
    tried_at: DateTime,
    /// Every rule that stands in the way.
    errors: Vec<UserError>,
}

#[ComplexObject]
impl WorkItem {
    /// The case itself, where it is or follows from one.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        let Some(id) = &self.case_id else { return Ok(None) };
        Case::read(ctx, id.0, AsOf::Now).await
    }

    /// The restriction that it is about, where it is about one.
    async fn restriction(&self, ctx: &Context<'_>) -> Result<Option<Restriction>> {
        match &self.restriction_id {
            Some(it) => Restriction::read(ctx, it.0).await,
            None => Ok(None),
        }
    }

    /// The application for the restoration of credit that it is about, where it is about one.
    async fn restoration(&self, ctx: &Context<'_>) -> Result<Option<Restoration>> {
        self.restoration_id.as_ref().map_or(Ok(None), |it| Restoration::read(ctx, it.0))
    }

    /// The entry of a register that it is about, where it is about one.
    async fn listing(&self, ctx: &Context<'_>) -> Result<Option<Listing>> {
        match &self.listing_id {
            Some(it) => Listing::read(ctx, it.0).await,
            None => Ok(None),
        }
    }

    /// The publicity that it is about, where it is about one.
    async fn publicity(&self, ctx: &Context<'_>) -> Result<Option<Publicity>> {
        self.publicity_id.as_ref().map_or(Ok(None), |it| Publicity::read(ctx, it.0))
    }
}

#[Object]
impl WorklistQuery {
    /// 我的待办: what you have to see to, overdue first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn worklist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<WorkItem>> {
        Consistency::kept(ctx, consistency).await?;
        let app = ctx.data::<App>()?;
        let (viewer, today) = (viewer(ctx)?, app.clock.now().day());
        let asked = Paging { first, after, last, before }.asked(ctx, WORKLIST)?;
        let page = due(app, (&viewer, today), &asked)?;
        Ok(shown(app, today, page))
    }
}

/// What the viewer has to see to today.
///
/// # Errors
///
/// Where the tables can't be read.
pub fn due(
    app: &App,
    (viewer, today): (&Viewer, civil::Date),
    asked: &Asked<DeadlineKey>,
) -> Result<Page<(DeadlineKey, WorkRow)>> {
    let refused = app.refused.borrow().clone();
    app.read_model.worklist(viewer, (today, &refused), asked).map_err(fault)
}

/// The same as clients see it.
pub fn shown(
    app: &App,
    today: civil::Date,
    page: Page<(DeadlineKey, WorkRow)>,
) -> Connection<WorkItem> {
    Connection::of(WORKLIST, page, |(key, row)| (key, WorkItem::new(app, row, today)))
}

/// The entry of the inbox that waits for an answer.
fn entry_of(row: &WorkRow) -> Option<EventId> {
    match row {
        WorkRow::Notice(it) => Some(it.event.into()),
        WorkRow::Deadline(_) | WorkRow::Refused(..) | WorkRow::Owed(..) => None,
    }
}

impl WorkItem {
    fn new(app: &App, row: WorkRow, today: civil::Date) -> Self {
        let kind = row.kind();
        let record = row.record();
        let (deadline, refusal) = match &row {
            WorkRow::Deadline(it) => {
                (Some(Deadline::new(app, &it.deadline, (it.settled, today))), None)
            }
            WorkRow::Refused(_, it) => {
                let deadline = it.task.deadline();
                (deadline.map(|it| Deadline::new(app, it, (None, today))), Some(it.clone()))
            }
            WorkRow::Notice(_) | WorkRow::Owed(..) => (None, None),
        };
        let entry = entry_of(&row);
        let (case, number, party) = match row {
            WorkRow::Deadline(it) => (it.case, it.case_number, it.party),
            WorkRow::Refused(it, _) | WorkRow::Owed(it, _) => (it.case, it.case_number, it.party),
            WorkRow::Notice(it) => (None, None, Some(it.subject)),
        };
        Self {
            kind: kind.into(),
            kind_label: kind.label(),
            record_kind: record.kind().into(),
            record_kind_label: record.kind().label(),
            record_id: record.uuid().into(),
            case_id: case.map(Into::into),
            case_number: number.map(Into::into),
            party,
            publicity_id: record.publicity().map(Into::into),
            restriction_id: record.restriction().map(Into::into),
            restoration_id: record.restoration().map(Into::into),
            inbound_id: record.inbound().map(Into::into),
            listing_id: record.listing().map(Into::into),
            entry,
            deadline,
            refusal: refusal.map(|it| ClockRefusal::new(app, it)),
        }
    }
}

impl ClockRefusal {
    fn new(app: &App, it: Refused) -> Self {
        let errors = it.rejections.into_iter();
        Self {
            task: it.task.kind().into(),
            task_label: it.task.kind().label(),
            number: it.task.number().cloned().map(Into::into),
            tried_at: it.tried_at.into(),
            errors: errors.map(|it| UserError::new(app, it, None)).collect(),
        }
    }
}
