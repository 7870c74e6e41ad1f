//! The service that reads, follows, appends and deletes.

mod append;
mod filter;
mod follow;
mod read;
mod scope;

use std::pin::Pin;

use futures::{Stream, stream};
use tonic::{Request, Response, Status, Streaming};

pub use follow::BUFFER;

use crate::{
    log::{Expected, Place, Record, Refusal},
    node::Node,
    proto::{
        self,
        streams::{
            AppendReq, AppendResp, BatchAppendReq, BatchAppendResp, DeleteReq, DeleteResp,
            Position, ReadReq, ReadResp, StreamOptions, TombstoneReq, TombstoneResp, delete_resp,
            read_req,
            read_resp::{self, Content},
            stream_options::ExpectedStreamRevision,
            streams_server::Streams,
            tombstone_resp,
        },
    },
    refusal,
};

/// What a read or a subscription tells.
type Told = Pin<Box<dyn Stream<Item = Result<ReadResp, Status>> + Send>>;

#[tonic::async_trait]
impl Streams for Node {
    type ReadStream = Told;
    type BatchAppendStream = stream::Empty<Result<BatchAppendResp, Status>>;

    async fn read(&self, request: Request<ReadReq>) -> Result<Response<Told>, Status> {
        self.admit(request.metadata()).await?;
        self.may_read(request.metadata())?;
        let (headers, _, asked) = request.into_parts();
        let options = asked.options.ok_or_else(|| Status::invalid_argument("no options"))?;
        match options.count_option {
            Some(read_req::options::CountOption::Count(count)) => {
                self.read_once(options, count).map(Response::new)
            }
            Some(read_req::options::CountOption::Subscription(_)) => {
                self.follow(options, &headers).map(Response::new)
            }
            None => Err(Status::invalid_argument("neither a count nor a subscription")),
        }
    }

    async fn append(
        &self,
        request: Request<Streaming<AppendReq>>,
    ) -> Result<Response<AppendResp>, Status> {
        self.admit(request.metadata()).await?;
        self.may_write(request.metadata())?;
        self.append_all(request).await.map(Response::new)
    }

    async fn delete(&self, request: Request<DeleteReq>) -> Result<Response<DeleteResp>, Status> {
        self.admit(request.metadata()).await?;
        self.may_write(request.metadata())?;
        let (stream, expected) = target(request.into_inner().options)?;
        let place =
            self.cluster.log.delete(&stream, expected).map_err(removal(&stream, expected))?;
        let position_option = Some(delete_resp::PositionOption::Position(position(place)));
        Ok(Response::new(DeleteResp { position_option }))
    }

    async fn tombstone(
        &self,
        request: Request<TombstoneReq>,
    ) -> Result<Response<TombstoneResp>, Status> {
        self.admit(request.metadata()).await?;
        self.may_write(request.metadata())?;
        let (stream, expected) = target(request.into_inner().options)?;
        let done = self.cluster.log.tombstone(&stream, expected);
        let place = done.map_err(removal(&stream, expected))?;
        let position_option = Some(tombstone_resp::PositionOption::Position(position(place)));
        Ok(Response::new(TombstoneResp { position_option }))
    }

    /// The Rust client's is broken: nobody is to use it.
    async fn batch_append(
        &self,
        _: Request<Streaming<BatchAppendReq>>,
    ) -> Result<Response<Self::BatchAppendStream>, Status> {
        Err(Status::unimplemented("batches are not served"))
    }
}

fn removal(stream: &str, expected: Expected) -> impl FnOnce(Refusal) -> Status {
    move |refused| refusal::of_stream("Delete", stream, expected, refused)
}

/// Which stream a write is for, and how it is presumed to be.
fn target(options: Option<StreamOptions>) -> Result<(String, Expected), Status> {
    let options = options.ok_or_else(|| Status::invalid_argument("no options"))?;
    let expected = match options.expected_stream_revision {
        Some(ExpectedStreamRevision::Revision(it)) => Expected::Revision(it),
        Some(ExpectedStreamRevision::NoStream(())) => Expected::NoStream,
        Some(ExpectedStreamRevision::Any(())) => Expected::Any,
        Some(ExpectedStreamRevision::StreamExists(())) => Expected::StreamExists,
        None => return Err(Status::invalid_argument("no expected revision")),
    };
    Ok((proto::name(options.stream_identifier)?, expected))
}

/// A place, as it is sent.
fn position(place: Place) -> Position {
    Position { commit_position: place.commit, prepare_position: place.prepare }
}

/// A place, as a client says it.
fn place(position: Position) -> Place {
    Place { commit: position.commit_position, prepare: position.prepare_position }
}

/// In which form a reader wants ids.
#[derive(Debug, Clone, Copy)]
enum Ids {
    Structured,
    Text,
}

impl Ids {
    fn wanted(options: &read_req::Options) -> Result<Self, Status> {
        let wanted = options.uuid_option.ok_or_else(|| {
            Status::invalid_argument("it is not said in which form ids are wanted")
        })?;
        Ok(match wanted.content {
            Some(read_req::options::uuid_option::Content::String(())) => Self::Text,
            Some(read_req::options::uuid_option::Content::Structured(())) | None => {
                Self::Structured
            }
        })
    }

    /// An event, as it is sent.
    fn tell(self, record: &Record) -> ReadResp {
        let event = &record.event;
        let id = match self {
            Self::Structured => proto::structured(event.id),
            Self::Text => proto::text(event.id),
        };
        let content_type = if event.json { "application/json" } else { "application/octet-stream" };
        let metadata = [
            ("type", event.event_type.clone()),
            ("content-type", content_type.to_owned()),
            ("created", record.created.to_string()),
        ];
        let recorded = read_resp::read_event::RecordedEvent {
            id: Some(id),
            stream_identifier: Some(proto::identifier(&record.stream)),
            stream_revision: record.revision,
            prepare_position: record.place.prepare,
            commit_position: record.place.commit,
            metadata: metadata.map(|(key, value)| (key.to_owned(), value)).into(),
            custom_metadata: event.custom_metadata.clone(),
            data: event.data.clone(),
        };
        let position = read_resp::read_event::Position::CommitPosition(record.place.commit);
        let event = Some(recorded);
        told(Content::Event(read_resp::ReadEvent { event, link: None, position: Some(position) }))
    }
}

fn told(content: Content) -> ReadResp {
    ReadResp { content: Some(content) }
}
