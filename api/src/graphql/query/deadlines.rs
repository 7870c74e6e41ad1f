//! Deadlines across cases.

use async_graphql::{
    ComplexObject, Context, ID, InputObject, MergedObject, Object, Result, SimpleObject,
};
use jiff::civil;
use projections::{
    deadlines::{DeadlineFilter, DeadlineKey, DeadlineRow, Listing},
    dossier,
    page::{Asked, Page},
};

use super::super::{
    case::{
        Case,
        as_of::{AsOf, Known},
        folded,
    },
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    deadline::Deadline,
    malformed,
    payload::{fault, viewer},
    publicity::Publicity,
    scalars::{CaseId, Date, DocumentNumber, PublicityId},
    vocabulary::RecordKind,
};
use crate::App;

const DEADLINES: List = List("deadlines");

/// Read from one case, whose deadlines have places of their own.
const DEADLINES_AS_OF: List = List("deadlines(asOf:)");

#[derive(Default)]
pub struct DeadlinesQuery;

/// A deadline, the record that it is of, and the case that this is or follows from.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct CaseDeadline {
    /// Of what kind of record it is.
    record_kind: RecordKind,
    /// Of what kind of record, in Chinese.
    record_kind_label: &'static str,
    /// The id of that record.
    record_id: ID,
    /// Which case that is, or follows from; absent where it follows from none of your agency's.
    case_id: Option<CaseId>,
    /// 案号 of that case, once filed.
    case_number: Option<DocumentNumber>,
    /// Against whom.
    party: Option<String>,
    /// The publicity that it is of, where it is none of the case itself.
    publicity_id: Option<PublicityId>,
    /// What is due.
    deadline: Deadline,
}

/// What a list of deadlines is narrowed to. The day that counts is the one by which a deadline is
/// listed: as counted for a duty of the agency, as it binds for a right of the party.
#[derive(InputObject, Default)]
pub struct DeadlineFilterInput {
    /// Of this case.
    case_id: Option<CaseId>,
    /// On this day or later.
    from: Option<Date>,
    /// On this day or earlier.
    to: Option<Date>,
    /// Only those that are still to be met: no act has met them, none has ended them, and they are no rights that ran
    /// out.
    #[graphql(default)]
    open: bool,
}

/// A part of a list of deadlines, in the list's own order.
#[derive(MergedObject)]
#[graphql(name = "DeadlineConnection")]
pub struct Deadlines(Connection<CaseDeadline>, Holds);

/// As of when a list is told.
struct Holds(Option<Known>);

#[Object]
impl Holds {
    /// As of when this answer holds; absent where there was no such case then, or none that you may see.
    async fn known(&self) -> Option<&Known> {
        self.0.as_ref()
    }
}

impl CaseDeadline {
    pub(super) fn new(app: &App, row: DeadlineRow, today: civil::Date) -> Self {
        Self {
            record_kind: row.record.kind().into(),
            record_kind_label: row.record.kind().label(),
            record_id: row.record.uuid().into(),
            case_id: row.case.map(Into::into),
            case_number: row.case_number.map(Into::into),
            party: row.party,
            publicity_id: row.record.publicity().map(Into::into),
            deadline: Deadline::new(app, &row.deadline, (row.settled, today)),
        }
    }
}

#[ComplexObject]
impl CaseDeadline {
    /// The case itself as it is now, where the record is one or follows from one.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        let Some(id) = &self.case_id else { return Ok(None) };
        Case::read(ctx, id.0, dossier::AsOf::Now).await
    }

    /// The publicity that it is of as it is now, where it is none of the case itself.
    async fn publicity(&self, ctx: &Context<'_>) -> Result<Option<Publicity>> {
        self.publicity_id.as_ref().map_or(Ok(None), |it| Publicity::read(ctx, it.0))
    }
}

#[Object]
impl DeadlinesQuery {
    /// The deadlines of your agency's cases and other records, met or not, by day; those whose end nobody
    /// knows yet come last. Those of one case and of what follows from it, its publicity,
    /// its entries of registers and their restoration, can be asked as of an earlier time.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn deadlines(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: DeadlineFilterInput,
        #[graphql(
            desc = "As of when, where `filter.caseId` names a case; now, where nothing is said."
        )]
        as_of: Option<AsOf>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Deadlines> {
        Consistency::kept(ctx, consistency).await?;
        let paging = Paging { first, after, last, before };
        match as_of {
            Some(as_of) => {
                as_of_then(ctx, filter, (as_of, &paging.asked(ctx, DEADLINES_AS_OF)?)).await
            }
            None => as_of_now(ctx, filter, &paging.asked(ctx, DEADLINES)?),
        }
    }
}

impl DeadlineFilterInput {
    /// As of a day.
    fn listing(self, today: civil::Date) -> Listing {
        Listing {
            case: self.case_id.map(Into::into),
            from: self.from.map(Into::into),
            to: self.to.map(Into::into),
            open: self.open.then_some(today),
        }
    }
}

/// What the tables hold.
fn as_of_now(
    ctx: &Context<'_>,
    filter: DeadlineFilterInput,
    asked: &Asked<DeadlineKey>,
) -> Result<Deadlines> {
    let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
    let now = app.clock.now();
    let filter = DeadlineFilter::Listed(filter.listing(now.day()));
    let page = app.read_model.deadlines(&viewer, &filter, asked).map_err(fault)?;
    let position = app.progress.borrow().position.unwrap_or(store::Position::new(0));
    let row = |(key, row)| (key, CaseDeadline::new(app, row, now.day()));
    Ok(Deadlines(Connection::of(DEADLINES, page, row), Holds(Some(Known::at((now, position))))))
}

/// What the folds of one case and of what follows from it hold.
async fn as_of_then(
    ctx: &Context<'_>,
    filter: DeadlineFilterInput,
    (as_of, asked): (AsOf, &Asked<DeadlineKey>),
) -> Result<Deadlines> {
    let app = ctx.data::<App>()?;
    let Some(case) = filter.case_id.as_ref().map(|it| it.0) else {
        let expected =
            "it goes with `filter.caseId`: what was known of deadlines is told of one case";
        return Err(malformed("asOf", expected));
    };
    let dossier = folded(ctx, case, AsOf::until(ctx, Some(as_of))?).await?;
    let known = dossier.as_ref().map(|it| it.known_at(app.clock.now()));
    let on = known.map_or_else(|| app.clock.now(), |(at, _)| at).day();
    let page = match &dossier {
        Some(it) => {
            let following = it.following(&app.store, &app.read_model).await.map_err(fault)?;
            it.deadline_page(&following, (&filter.listing(on), asked))
        }
        None => Page::among(vec![], asked, |(key, _): &(DeadlineKey, DeadlineRow)| key),
    };
    let row = |(key, row)| (key, CaseDeadline::new(app, row, on));
    Ok(Deadlines(Connection::of(DEADLINES_AS_OF, page, row), Holds(known.map(Known::at))))
}
