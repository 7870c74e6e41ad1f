//! What is told as it changes. A subscription asks the tables only when the follower has touched what it
//! watches, when another day begins (periods count by days) or when the clock was refused something, with
//! the viewer's rights each time. It tells how things stand, not each step on the way: a slow client misses
//! steps, never the outcome. An error ends it.

mod watch;

use std::{collections::VecDeque, sync::Arc};

use async_graphql::{Context, Result, Subscription};
use domain::id;
use futures::{Stream, stream};
use jiff::civil::Date;
use projections::{
    cases::CaseRow,
    deadlines::DeadlineKey,
    page::{Asked, Page},
    versions::Times,
    worklist::WorkRow,
};
use store::Position as Place;

use self::watch::Watch;
use super::{
    case::Case,
    connection::{Connection, Paging, weight},
    inbox::{self, InboxEntry},
    payload::fault,
    query::worklist::{WORKLIST, WorkItem, due, shown},
    scalars::{CaseId, Position},
};
use crate::{
    app::{not_found, stream_of},
    fault::Fault,
};

/// What is told as it changes.
#[derive(Default)]
pub struct Changes;

/// What can be watched.
#[Subscription(name = "Subscription")]
impl Changes {
    /// A case as it is, and again whenever it or its publicity has changed, or another day has begun. Ends with `NOT_FOUND` where there is no such
    /// case that you may see, or you may not see it any more.
    async fn case_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] id: CaseId,
    ) -> Result<impl Stream<Item = Result<Case>> + use<>> {
        let id: id::CaseId = id.into();
        let watch = Watch::new(ctx)?;
        row(&watch, id)?;
        Ok(stream::try_unfold((watch, None), move |state| next_of(id, state)))
    }

    /// 我的待办 as it is, and again whenever it has changed, or another day has begun: its first items, and
    /// how many there are.
    #[graphql(complexity = "weight(Some(first), None, child_complexity)")]
    async fn worklist_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = 20, desc = "How many items.")] first: i64,
    ) -> Result<impl Stream<Item = Result<Connection<WorkItem>>> + use<>> {
        let paging = Paging { first: Some(first), after: None, last: None, before: None };
        // A change shows in how many there are, too, whether or not that is selected.
        let (watch, asked) = (Watch::new(ctx)?, Arc::new(paging.of(WORKLIST)?));
        due(&watch.app, (&watch.viewer()?, watch.app.clock.now().day()), &asked)?;
        Ok(stream::try_unfold((watch, None), move |state| next_due(Arc::clone(&asked), state)))
    }

    /// 收件箱: each entry of your agency's inbox after a place of the log, first those that are there, then each as it
    /// comes; none is left out, and none told twice. Whoever lost the connection goes on after the last cursor.
    async fn agency_inbox(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The cursor to read on from; from the beginning, where nothing is said.")]
        after: Option<Position>,
    ) -> Result<impl Stream<Item = Result<InboxEntry>> + use<>> {
        let (watch, after) = (Watch::new(ctx)?, after.map(Into::into));
        let listening = Listening { watch, after, waiting: VecDeque::new() };
        Ok(stream::try_unfold(listening, next_entry))
    }
}

/// Somebody who listens to the inbox of their agency.
struct Listening {
    watch: Watch,
    /// The place of the last entry that was told.
    after: Option<Place>,
    /// Read, and not told yet.
    waiting: VecDeque<InboxEntry>,
}

/// The next entry, once there is one.
async fn next_entry(mut listening: Listening) -> Result<Option<(InboxEntry, Listening)>> {
    loop {
        if let Some(entry) = listening.waiting.pop_front() {
            listening.after = Some(entry.place());
            return Ok(Some((entry, listening)));
        }
        let Listening { watch, after, waiting } = &mut listening;
        *waiting = inbox::next(&watch.app, &watch.viewer()?, *after).await?.into();
        if waiting.is_empty() && !watch.stirred(bears_on_inboxes).await? {
            return Ok(None);
        }
    }
}

/// What the streams of records begin with of which an agency is told.
const TOLD_OF: [&str; 2] = ["restriction-", "inbound-"];

/// A stream whose events may be entries of an inbox.
fn bears_on_inboxes(stream: &str) -> bool {
    TOLD_OF.iter().any(|it| stream.starts_with(it))
}

/// A worklist as it was shown, and on which day.
type Shown = (Date, Page<(DeadlineKey, WorkRow)>);

/// The worklist, once it is not as it was shown any more.
async fn next_due(
    asked: Arc<Asked<DeadlineKey>>,
    (mut watch, mut former): (Watch, Option<Shown>),
) -> Result<Option<(Connection<WorkItem>, (Watch, Option<Shown>))>> {
    while watch.stirred(bears_on_work).await? {
        let today = watch.app.clock.now().day();
        let page = due(&watch.app, (&watch.viewer()?, today), &asked)?;
        let present = Some((today, page.clone()));
        if former != present {
            former = present;
            return Ok(Some((shown(&watch.app, today, page), (watch, former))));
        }
    }
    Ok(None)
}

/// A stream whose events bear on what somebody has to see to: of a case, of what follows from one, of what an agency
/// is told, or of an officer, who may have come or left.
fn bears_on_work(stream: &str) -> bool {
    let records = ["case-", "publicity-", "listing-", "restoration-", "officer-"];
    bears_on_inboxes(stream) || records.iter().any(|it| stream.starts_with(it))
}

/// What a case was shown as: its revision, those of its publicity on each channel, and the day.
#[derive(Debug, PartialEq, Eq)]
struct ShownCase {
    revision: u64,
    publicity: Vec<(id::PublicityId, u64)>,
    on: Date,
}

/// A case, once it is not as it was shown any more.
async fn next_of(
    id: id::CaseId,
    (mut watch, mut shown): (Watch, Option<ShownCase>),
) -> Result<Option<(Case, (Watch, Option<ShownCase>))>> {
    let mine = stream_of(id);
    // Whoever watches may have left their post, too.
    let bears = |it: &str| it == mine || it.starts_with("publicity-") || it.starts_with("officer-");
    while watch.stirred(bears).await? {
        let (on, viewer, row) = (watch.app.clock.now().day(), watch.viewer()?, row(&watch, id)?);
        let rows = watch.app.read_model.publicity_of(&viewer, (id, Times::now(on)));
        let publicity = rows.map_err(fault)?.iter().map(|it| (it.id, it.revision)).collect();
        let present = Some(ShownCase { revision: row.revision, publicity, on });
        if shown != present {
            return Ok(Some((Case::new(row, viewer), (watch, present))));
        }
        shown = present;
    }
    Ok(None)
}

fn row(watch: &Watch, id: id::CaseId) -> Result<CaseRow> {
    let found = watch.app.read_model.case(&watch.viewer()?, id).map_err(fault)?;
    found.ok_or_else(|| Fault::NotFound.error(not_found().message))
}
