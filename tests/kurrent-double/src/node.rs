//! One node: a thread with a runtime of its own, so that nothing that a client does to its runtime
//! reaches the server, and stopping it closes every connection at once.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use futures::Stream;
use tokio_util::sync::CancellationToken;
use tonic::{Status, metadata::MetadataMap, transport::Server};

use crate::{
    cluster::Cluster,
    line::Line,
    proto::{
        gossip::gossip_server::GossipServer, operations::operations_server::OperationsServer,
        server_features::server_features_server::ServerFeaturesServer,
        streams::streams_server::StreamsServer,
    },
    refusal,
};

/// What one append may take on the wire: more than any limit that a test would set.
const MESSAGE_MAX: usize = 64 << 20;

/// A node as its services know it.
#[derive(Clone)]
pub struct Node {
    /// Which of the cluster.
    pub index: usize,
    /// The cluster.
    pub cluster: Arc<Cluster>,
}

/// A node that runs, until it is dropped.
pub struct Running {
    stop: CancellationToken,
    lines: Arc<Mutex<CancellationToken>>,
    thread: Option<JoinHandle<()>>,
}

impl Node {
    /// Listens at an address, where port 0 is any that is free.
    pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(listener)
    }

    /// Serves whoever connects.
    pub fn run(self, listener: TcpListener) -> io::Result<Running> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let stop = CancellationToken::new();
        let lines = Arc::<Mutex<CancellationToken>>::default();
        let (stopped, kept) = (stop.clone(), Arc::clone(&lines));
        let name = format!("kurrent-double-{}", self.index);
        let thread = std::thread::Builder::new().name(name).spawn(move || {
            runtime.block_on(async move {
                tokio::select! {
                    served = self.serve(listener, kept) => {
                        if let Err(error) = served {
                            eprintln!("a node of the double ended: {error}");
                        }
                    }
                    () = stopped.cancelled() => {}
                }
            });
        })?;
        Ok(Running { stop, lines, thread: Some(thread) })
    }

    async fn serve(
        self,
        listener: TcpListener,
        lines: Arc<Mutex<CancellationToken>>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let streams = StreamsServer::new(self.clone()).max_decoding_message_size(MESSAGE_MAX);
        Server::builder()
            .add_service(streams)
            .add_service(GossipServer::new(self.clone()))
            .add_service(ServerFeaturesServer::new(self.clone()))
            .add_service(OperationsServer::new(self))
            .serve_with_incoming(accepted(listener, lines))
            .await?;
        Ok(())
    }

    /// Lets a request in, when its answer is due and whoever sent it may ask.
    pub async fn admit(&self, headers: &MetadataMap) -> Result<(), Status> {
        self.cluster.faults.wait().await;
        let Some((user, password)) = &self.cluster.options.credentials else { return Ok(()) };
        let wanted = format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")));
        match headers.get("authorization") {
            None => Err(refusal::access_denied()),
            Some(sent) if *sent == *wanted => Ok(()),
            Some(_) => Err(Status::unauthenticated("no such user, or another password")),
        }
    }

    /// A read goes to any node, unless it wants the leader.
    pub fn may_read(&self, headers: &MetadataMap) -> Result<(), Status> {
        let wants = wants_leader(headers);
        match self.cluster.leader() {
            Some(leader) if wants && leader != self.index => {
                Err(refusal::not_leader(self.cluster.address(leader)))
            }
            None if wants => Err(refusal::not_ready()),
            Some(_) | None => Ok(()),
        }
    }

    /// A write goes to the leader; another node passes it on, unless it is to be the leader itself.
    pub fn may_write(&self, headers: &MetadataMap) -> Result<(), Status> {
        match self.cluster.leader() {
            None => Err(refusal::not_ready()),
            Some(_) => self.may_read(headers),
        }
    }
}

impl Running {
    /// Cuts every connection; new ones are taken.
    pub fn drop_connections(&self) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *lines).cancel();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
        let Some(thread) = self.thread.take() else { return };
        if thread.join().is_err() {
            eprintln!("a node of the double panicked");
        }
    }
}

/// Whether a request is for the leader alone.
pub fn wants_leader(headers: &MetadataMap) -> bool {
    headers.get("requires-leader").is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"true"))
}

fn accepted(
    listener: tokio::net::TcpListener,
    lines: Arc<Mutex<CancellationToken>>,
) -> impl Stream<Item = io::Result<Line>> {
    futures::stream::unfold((listener, lines), |(listener, lines)| async move {
        let line = match listener.accept().await {
            Ok((stream, _)) => stream.set_nodelay(true).map(|()| {
                let lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
                Line::new(stream, lines.child_token())
            }),
            Err(error) => Err(error),
        };
        Some((line, (listener, lines)))
    })
}
