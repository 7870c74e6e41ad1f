//! Following: what there is, then what comes, until one of both sides ends it.

use std::sync::Arc;

use futures::StreamExt;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Status, metadata::MetadataMap};
use uuid::Uuid;

use super::{Ids, Told, scope::Scope, told};
use crate::{
    log::{Place, Record},
    node::{Node, wants_leader},
    proto::{
        self,
        streams::{
            ReadResp,
            read_req::{self, options::ReadDirection},
            read_resp::{CaughtUp, Checkpoint, Content, FellBehind, SubscriptionConfirmation},
        },
    },
    refusal,
};

/// How many events may come at once without a subscription falling behind.
pub const BUFFER: usize = 32;

struct Subscription {
    node: Node,
    scope: Scope,
    ids: Ids,
    /// How many events were looked at since it was last told how far.
    considered: u32,
    /// How far that was.
    checkpoint: Option<Place>,
    subscriber: mpsc::Sender<Result<ReadResp, Status>>,
}

/// Nobody listens any more, or the subscription failed.
enum End {
    Gone,
    Failed(Box<Status>),
}

impl From<Status> for End {
    fn from(status: Status) -> Self {
        Self::Failed(Box::new(status))
    }
}

impl Node {
    /// What is asked for, from there on.
    pub(super) fn follow(
        &self,
        options: read_req::Options,
        headers: &MetadataMap,
    ) -> Result<Told, Status> {
        if options.read_direction() == ReadDirection::Backwards {
            return Err(Status::invalid_argument("a subscription goes forwards"));
        }
        let (subscriber, told) = mpsc::channel(1);
        let ended = self.cluster.faults.end_of_subscription();
        let (leader_alone, node) = (wants_leader(headers), self.clone());
        let subscription = Subscription {
            node: self.clone(),
            ids: Ids::wanted(&options)?,
            scope: Scope::of(options, &self.cluster.log)?,
            considered: 0,
            checkpoint: None,
            subscriber: subscriber.clone(),
        };
        tokio::spawn(async move {
            let failed = tokio::select! {
                end = subscription.run() => match end {
                    End::Gone => None,
                    End::Failed(status) => Some(*status),
                },
                status = node.deposed(), if leader_alone => Some(status),
                () = ended.cancelled() => None,
                () = subscriber.closed() => None,
            };
            if let Some(status) = failed {
                // whoever has gone needn't be told
                let _ = subscriber.send(Err(status)).await;
            }
        });
        Ok(ReceiverStream::new(told).boxed())
    }

    /// Waits until another node leads, or none.
    async fn deposed(&self) -> Status {
        let mut elected = self.cluster.elected();
        loop {
            match self.cluster.leader() {
                Some(leader) if leader == self.index => {}
                Some(leader) => return refusal::not_leader(self.cluster.address(leader)),
                None => return refusal::not_ready(),
            }
            if elected.changed().await.is_err() {
                return refusal::not_ready();
            }
        }
    }
}

impl Subscription {
    async fn run(mut self) -> End {
        match self.tell_all().await {
            Ok(never) => match never {},
            Err(end) => end,
        }
    }

    async fn tell_all(&mut self) -> Result<std::convert::Infallible, End> {
        let mut moved = self.node.cluster.log.moved();
        let subscription_id = Uuid::new_v4().to_string();
        self.tell(Content::Confirmation(SubscriptionConfirmation { subscription_id })).await?;
        loop {
            self.catch_up().await?;
            self.tell_caught_up().await?;
            loop {
                let fresh = self.scope.fresh(&self.node.cluster.log, BUFFER + 1)?;
                if fresh.len() > BUFFER {
                    break;
                }
                self.offer(fresh).await?;
                moved.changed().await.map_err(|_| End::Gone)?;
            }
            self.tell_fallen_behind().await?;
        }
    }

    /// Tells what there is; a filtered subscription ends with how far it has looked.
    async fn catch_up(&mut self) -> Result<(), End> {
        loop {
            let page = self.scope.fresh(&self.node.cluster.log, BUFFER)?;
            if page.is_empty() {
                return self.tell_checkpoint().await;
            }
            self.offer(page).await?;
        }
    }

    /// Tells those of the events that are wanted.
    async fn offer(&mut self, records: Vec<Arc<Record>>) -> Result<(), End> {
        for record in records {
            let wanted = self.scope.pass(&record)?;
            if wanted {
                self.send(self.ids.tell(&record)).await?;
            }
            self.considered += 1;
            if self.scope.interval().is_some_and(|it| self.considered >= it) {
                self.tell_checkpoint().await?;
            }
        }
        Ok(())
    }

    /// Tells a filtered subscription how far it has looked, unless it knows.
    async fn tell_checkpoint(&mut self) -> Result<(), End> {
        let Some(place) = self.scope.looked_at() else { return Ok(()) };
        self.considered = 0;
        if self.checkpoint.replace(place) == Some(place) {
            return Ok(());
        }
        self.tell(Content::Checkpoint(Checkpoint {
            commit_position: place.commit,
            prepare_position: place.prepare,
            timestamp: Some(proto::now()),
        }))
        .await
    }

    async fn tell_caught_up(&mut self) -> Result<(), End> {
        let (stream_revision, position) = self.scope.reached();
        let timestamp = Some(proto::now());
        self.tell(Content::CaughtUp(CaughtUp { timestamp, stream_revision, position })).await
    }

    async fn tell_fallen_behind(&mut self) -> Result<(), End> {
        let (stream_revision, position) = self.scope.reached();
        let timestamp = Some(proto::now());
        self.tell(Content::FellBehind(FellBehind { timestamp, stream_revision, position })).await?;
        self.tell_checkpoint().await
    }

    async fn tell(&self, content: Content) -> Result<(), End> {
        self.send(told(content)).await
    }

    async fn send(&self, message: ReadResp) -> Result<(), End> {
        self.node.cluster.faults.wait_while_stalled().await;
        self.subscriber.send(Ok(message)).await.map_err(|_| End::Gone)
    }
}
