//! Appending: what is sent is taken apart, measured, and written where the log lets it be.

use tonic::{Request, Status, Streaming};

use super::{position, target};
use crate::{
    AppendFault, Conflicts,
    line::Scissors,
    log::{Event, Expected, Outcome, Place, Refusal, Standing},
    node::Node,
    proto::{
        self,
        streams::{
            AppendReq, AppendResp, append_req,
            append_resp::{Result as Answer, Success, WrongExpectedVersion, success},
        },
    },
    refusal,
};

impl Node {
    pub(super) async fn append_all(
        &self,
        mut request: Request<Streaming<AppendReq>>,
    ) -> Result<AppendResp, Status> {
        let (stream, expected, events) = self.taken(request.get_mut()).await?;
        let line = request.extensions().get::<Scissors>();
        let fault = self.cluster.faults.of_this_append();
        match fault {
            Some(AppendFault::Busy) => return Err(refusal::busy()),
            Some(AppendFault::DroppedBeforeCommit) => return broken(line).await,
            Some(AppendFault::DroppedAfterCommit | AppendFault::UnansweredAfterCommit) | None => {}
        }
        let outcome = match self.cluster.log.append(&stream, expected, events) {
            Ok(outcome) => outcome,
            Err(refused) => return self.refused(&stream, expected, refused),
        };
        match fault {
            Some(AppendFault::DroppedAfterCommit) => return broken(line).await,
            Some(AppendFault::UnansweredAfterCommit) => return unanswered().await,
            Some(AppendFault::Busy | AppendFault::DroppedBeforeCommit) | None => {}
        }
        match outcome {
            Outcome::Done { revision, place } => {
                self.replicated(place).await?;
                Ok(done(revision, place))
            }
            Outcome::Pending => unanswered().await,
        }
    }

    /// What a client sends: the stream, then each event.
    async fn taken(
        &self,
        sent: &mut Streaming<AppendReq>,
    ) -> Result<(String, Expected, Vec<Event>), Status> {
        let first = sent.message().await?.and_then(|it| it.content);
        let Some(append_req::Content::Options(options)) = first else {
            return Err(Status::invalid_argument("an append begins with its options"));
        };
        let (stream, expected) = target(Some(options))?;
        let (mut events, mut size) = (vec![], 0);
        while let Some(message) = sent.message().await? {
            let Some(append_req::Content::ProposedMessage(proposed)) = message.content else {
                return Err(Status::invalid_argument("not an event"));
            };
            let event = event(proposed)?;
            size += self.measured(&event)?;
            if size > self.cluster.options.append_size_max {
                return Err(refusal::append_too_large(self.cluster.options.append_size_max));
            }
            events.push(event);
        }
        Ok((stream, expected, events))
    }

    /// What an event takes on disk, with its type in UTF-16.
    fn measured(&self, event: &Event) -> Result<usize, Status> {
        let most = self.cluster.options.event_size_max;
        let named = 2 * event.event_type.encode_utf16().count();
        let size = named + event.data.len() + event.custom_metadata.len();
        if size > most {
            return Err(refusal::event_too_large(event.id, size, most));
        }
        Ok(size)
    }

    /// Waits until most nodes have what was written.
    async fn replicated(&self, place: Option<Place>) -> Result<(), Status> {
        let Some(place) = place else { return Ok(()) };
        let mut moved = self.cluster.log.moved();
        loop {
            match self.cluster.log.standing(place) {
                Standing::Replicated => return Ok(()),
                Standing::Lost => return Err(refusal::timed_out()),
                Standing::Held => {
                    moved.changed().await.map_err(|_| refusal::not_ready())?;
                }
            }
        }
    }

    fn refused(
        &self,
        stream: &str,
        expected: Expected,
        refused: Refusal,
    ) -> Result<AppendResp, Status> {
        match (refused, self.cluster.faults.told_how()) {
            (Refusal::WrongVersion { current }, Conflicts::Typed) => {
                let wrong = wrong_version(expected, current);
                Ok(AppendResp { result: Some(Answer::WrongExpectedVersion(wrong)) })
            }
            (Refusal::WrongVersion { .. }, Conflicts::Status) | (Refusal::Deleted, _) => {
                Err(refusal::of_stream("Append", stream, expected, refused))
            }
        }
    }
}

/// The connection breaks, and with it the wait for an answer.
async fn broken(line: Option<&Scissors>) -> Result<AppendResp, Status> {
    let line = line.ok_or_else(|| Status::internal("a request without its connection"))?;
    line.cut();
    unanswered().await
}

async fn unanswered() -> Result<AppendResp, Status> {
    std::future::pending().await
}

fn event(mut sent: append_req::ProposedMessage) -> Result<Event, Status> {
    let mut said =
        |name: &str| sent.metadata.remove(name).ok_or_else(|| refusal::metadata_missing(name));
    let (event_type, content_type) = (said("type")?, said("content-type")?);
    Ok(Event {
        id: proto::id(sent.id)?,
        event_type,
        json: content_type == "application/json",
        custom_metadata: sent.custom_metadata,
        data: sent.data,
    })
}

fn done(revision: Option<u64>, place: Option<Place>) -> AppendResp {
    use success::{CurrentRevisionOption, PositionOption};
    let success =
        Success {
            current_revision_option: Some(revision.map_or(
                CurrentRevisionOption::NoStream(()),
                CurrentRevisionOption::CurrentRevision,
            )),
            position_option: Some(place.map_or(PositionOption::NoPosition(()), |it| {
                PositionOption::Position(position(it))
            })),
        };
    AppendResp { result: Some(Answer::Success(success)) }
}

/// Each fact twice, for older clients too; those know the absence of a stream as the last number.
fn wrong_version(expected: Expected, current: Option<u64>) -> WrongExpectedVersion {
    use proto::streams::append_resp::wrong_expected_version::{
        CurrentRevisionOption as Current, CurrentRevisionOption2060 as OldCurrent,
        ExpectedRevisionOption as Presumed, ExpectedRevisionOption2060 as OldPresumed,
    };
    let (presumed, old) = match expected {
        Expected::Any => (Presumed::ExpectedAny(()), OldPresumed::Any2060(())),
        Expected::StreamExists => {
            (Presumed::ExpectedStreamExists(()), OldPresumed::StreamExists2060(()))
        }
        Expected::NoStream => {
            (Presumed::ExpectedNoStream(()), OldPresumed::ExpectedRevision2060(u64::MAX))
        }
        Expected::Revision(it) => {
            (Presumed::ExpectedRevision(it), OldPresumed::ExpectedRevision2060(it))
        }
    };
    WrongExpectedVersion {
        current_revision_option_20_6_0: Some(
            current.map_or(OldCurrent::NoStream2060(()), OldCurrent::CurrentRevision2060),
        ),
        expected_revision_option_20_6_0: Some(old),
        current_revision_option: Some(
            current.map_or(Current::CurrentNoStream(()), Current::CurrentRevision),
        ),
        expected_revision_option: Some(presumed),
    }
}
