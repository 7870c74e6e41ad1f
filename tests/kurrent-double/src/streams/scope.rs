//! What a subscription follows, and how far it is.

use std::sync::Arc;

use tonic::Status;

use super::{filter::Filter, place, position};
use crate::{
    log::{Found, Log, Place, Record},
    proto::{
        self,
        streams::{
            Position,
            read_req::{
                self,
                options::{
                    AllOptions, FilterOption, StreamOption, StreamOptions, all_options::AllOption,
                    stream_options::RevisionOption,
                },
            },
        },
    },
    refusal,
};

/// A stream behind a revision, or the whole log behind a place, of which the server may keep some back.
pub enum Scope {
    Stream { name: String, revision: Option<u64> },
    All { place: Option<Place>, filter: Option<Filter> },
}

impl Scope {
    /// What a client asks for.
    pub fn of(options: read_req::Options, log: &Log) -> Result<Self, Status> {
        let filter = match options.filter_option {
            Some(FilterOption::Filter(it)) => Some(Filter::of(it)?),
            Some(FilterOption::NoFilter(())) | None => None,
        };
        match options.stream_option {
            Some(StreamOption::Stream(asked)) if filter.is_none() => Self::of_stream(asked, log),
            Some(StreamOption::All(asked)) => Ok(Self::of_all(asked, filter, log)),
            Some(StreamOption::Stream(_)) | None => {
                Err(Status::invalid_argument("nothing that can be followed"))
            }
        }
    }

    fn of_stream(asked: StreamOptions, log: &Log) -> Result<Self, Status> {
        let name = proto::name(asked.stream_identifier)?;
        let revision = match asked.revision_option {
            Some(RevisionOption::Revision(it)) => Some(it),
            Some(RevisionOption::End(())) => match log.stream(&name) {
                Found::Events(events) => events.last().map(|it| it.revision),
                Found::Missing | Found::Tombstoned => None,
            },
            Some(RevisionOption::Start(())) | None => None,
        };
        Ok(Self::Stream { name, revision })
    }

    fn of_all(asked: AllOptions, filter: Option<Filter>, log: &Log) -> Self {
        let place = match asked.all_option {
            Some(AllOption::Position(it)) => Some(place(it)),
            Some(AllOption::End(())) => log.end(),
            Some(AllOption::Start(())) | None => None,
        };
        Self::All { place, filter }
    }

    /// The events that were not looked at yet; at most so many.
    pub fn fresh(&self, log: &Log, most: usize) -> Result<Vec<Arc<Record>>, Status> {
        match self {
            Self::All { place, .. } => Ok(log.after(*place, most)),
            Self::Stream { name, revision } => match log.stream(name) {
                Found::Missing => Ok(vec![]),
                Found::Tombstoned => Err(refusal::deleted(name)),
                Found::Events(mut events) => {
                    events.retain(|it| Some(it.revision) > *revision);
                    events.truncate(most);
                    Ok(events)
                }
            },
        }
    }

    /// Goes past an event. Whether it is wanted.
    pub fn pass(&mut self, record: &Record) -> Result<bool, Status> {
        match self {
            Self::Stream { revision, .. } => {
                *revision = Some(record.revision);
                Ok(true)
            }
            Self::All { place, filter } => {
                *place = Some(record.place);
                filter.as_ref().map_or(Ok(true), |it| it.lets_through(record))
            }
        }
    }

    /// After how many events it is told how far the server has looked, where it is told at all.
    pub fn interval(&self) -> Option<u32> {
        match self {
            Self::All { filter: Some(filter), .. } => Some(filter.interval),
            Self::All { filter: None, .. } | Self::Stream { .. } => None,
        }
    }

    /// How far the server has looked, where it is told.
    pub fn looked_at(&self) -> Option<Place> {
        match self {
            Self::All { place, filter: Some(_) } => *place,
            Self::All { filter: None, .. } | Self::Stream { .. } => None,
        }
    }

    /// How far it is, as it is told.
    pub fn reached(&self) -> (Option<i64>, Option<Position>) {
        match self {
            Self::Stream { revision, .. } => (revision.map(u64::cast_signed), None),
            Self::All { place, .. } => (None, place.map(position)),
        }
    }
}
