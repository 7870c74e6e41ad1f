//! Reading once: a stretch of a stream or of the whole log, and no more.

use std::sync::Arc;

use futures::{StreamExt, stream};
use tonic::Status;

use super::{Ids, Told, filter::Filter, place, told};
use crate::{
    log::{Found, Record},
    node::Node,
    proto::{
        self,
        streams::{
            ReadResp,
            read_req::{
                self,
                options::{
                    AllOptions, FilterOption, ReadDirection, StreamOption, all_options::AllOption,
                    stream_options::RevisionOption,
                },
            },
            read_resp::{Content, StreamNotFound},
        },
    },
    refusal,
};

impl Node {
    /// What is asked for, at most so many events.
    pub(super) fn read_once(&self, options: read_req::Options, count: u64) -> Result<Told, Status> {
        let ids = Ids::wanted(&options)?;
        let direction = options.read_direction();
        let most = usize::try_from(count).unwrap_or(usize::MAX);
        let (records, last) = match options.stream_option {
            Some(StreamOption::Stream(asked)) => {
                if matches!(options.filter_option, Some(FilterOption::Filter(_))) {
                    return Err(Status::invalid_argument("a stream is read without a filter"));
                }
                let knows_ends = options.control_option.is_some_and(|it| it.compatibility > 0);
                let name = proto::name(asked.stream_identifier)?;
                let events = match self.cluster.log.stream(&name) {
                    Found::Missing => return Ok(not_found(&name)),
                    Found::Tombstoned => return Err(refusal::deleted(&name)),
                    Found::Events(events) => events,
                };
                let last = events.last().map(|it| it.revision).filter(|_| knows_ends);
                let from = asked.revision_option.unwrap_or(RevisionOption::Start(()));
                (of_stream(events, from, direction), last)
            }
            Some(StreamOption::All(asked)) => {
                let records = of_all(self.cluster.log.records(), asked, direction);
                (wanted(records, options.filter_option)?, None)
            }
            None => return Err(Status::invalid_argument("neither a stream nor the whole log")),
        };
        let events = stream::iter(records.into_iter().take(most)).map(move |it| Ok(ids.tell(&it)));
        let end = last.map(|it| Ok(told(Content::LastStreamPosition(it))));
        Ok(events.chain(stream::iter(end)).boxed())
    }
}

fn not_found(name: &str) -> Told {
    let stream_identifier = Some(proto::identifier(name));
    let missing: ReadResp = told(Content::StreamNotFound(StreamNotFound { stream_identifier }));
    stream::iter([Ok(missing)]).boxed()
}

/// From a revision on, in either direction; the event at it is part of both.
fn of_stream(
    mut events: Vec<Arc<Record>>,
    from: RevisionOption,
    direction: ReadDirection,
) -> Vec<Arc<Record>> {
    let (least, most) = match (from, direction) {
        (RevisionOption::Start(()), ReadDirection::Forwards)
        | (RevisionOption::End(()), ReadDirection::Backwards) => (0, u64::MAX),
        (RevisionOption::Start(()), ReadDirection::Backwards) => (0, 0),
        (RevisionOption::End(()), ReadDirection::Forwards) => (u64::MAX, u64::MAX),
        (RevisionOption::Revision(it), ReadDirection::Forwards) => (it, u64::MAX),
        (RevisionOption::Revision(it), ReadDirection::Backwards) => (0, it),
    };
    events.retain(|it| (least..=most).contains(&it.revision));
    directed(events, direction)
}

/// From a place on; the event at it is part of what comes forwards, not of what comes backwards.
fn of_all(
    mut records: Vec<Arc<Record>>,
    asked: AllOptions,
    direction: ReadDirection,
) -> Vec<Arc<Record>> {
    let ahead = direction == ReadDirection::Forwards;
    match asked.all_option {
        Some(AllOption::Position(it)) => {
            let place = place(it);
            records.retain(|it| (it.place >= place) == ahead);
        }
        Some(AllOption::Start(())) | None if !ahead => records.clear(),
        Some(AllOption::End(())) if ahead => records.clear(),
        Some(AllOption::Start(()) | AllOption::End(())) | None => {}
    }
    directed(records, direction)
}

fn directed(mut records: Vec<Arc<Record>>, direction: ReadDirection) -> Vec<Arc<Record>> {
    if direction == ReadDirection::Backwards {
        records.reverse();
    }
    records
}

fn wanted(
    records: Vec<Arc<Record>>,
    filter: Option<FilterOption>,
) -> Result<Vec<Arc<Record>>, Status> {
    let Some(FilterOption::Filter(filter)) = filter else { return Ok(records) };
    let filter = Filter::of(filter)?;
    let keep = |it: Arc<Record>| match filter.lets_through(&it) {
        Ok(true) => Some(Ok(it)),
        Ok(false) => None,
        Err(refused) => Some(Err(refused)),
    };
    records.into_iter().filter_map(keep).collect()
}
