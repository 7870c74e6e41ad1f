//! A small schema behind the real addresses, on a real port.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{Context, Object, Schema, Subscription};
use axum::Router;
use futures::{Stream, StreamExt as _, stream};
use metrics_exporter_prometheus::PrometheusBuilder;
use serde_json::json;
use tokio::sync::Notify;

use super::{Closing, Page, Parsed, Parts, Readiness, router, serve};
use crate::{
    auth::{Authenticator, DevelopmentKey, Viewer},
    graphql::operations::Guarded,
};

pub(super) struct Query;

#[Object]
impl Query {
    async fn me(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        Ok(ctx.data::<Viewer>()?.person.to_string())
    }

    async fn echo(&self, n: i32) -> i32 {
        n
    }

    async fn fails(&self) -> async_graphql::Result<i32> {
        Err("no".into())
    }

    #[graphql(complexity = 5_000)]
    async fn heavy(&self) -> i32 {
        1
    }
}

/// What a slow mutation has done.
#[derive(Default, Clone)]
pub(super) struct Counted {
    pub(super) begun: Arc<Notify>,
    pub(super) times: Arc<AtomicUsize>,
}

pub(super) struct Mutation;

#[Object]
impl Mutation {
    async fn set(&self) -> bool {
        true
    }

    /// Counts one more, after a while.
    async fn count_slowly(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        ctx.data::<Counted>()?.begun.notify_one();
        tokio::time::sleep(Duration::from_millis(100)).await;
        ctx.data::<Counted>()?.times.fetch_add(1, Ordering::SeqCst);
        Ok(true)
    }
}

pub(super) struct Events;

#[Subscription]
impl Events {
    async fn ticks(&self, n: i32) -> impl Stream<Item = i32> {
        stream::iter(1..=n)
    }

    async fn forever(&self) -> impl Stream<Item = i32> {
        stream::iter([1]).chain(stream::pending())
    }

    async fn unopened(&self) -> async_graphql::Result<stream::Empty<i32>> {
        Err("not for you".into())
    }

    async fn owner(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<impl Stream<Item = String> + use<>> {
        Ok(stream::iter([ctx.data::<Viewer>()?.person.to_string()]))
    }
}

/// A running server.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    pub(super) key: DevelopmentKey,
    pub(super) closing: Closing,
    pub(super) counted: Counted,
    pub(super) served: tokio::task::JoinHandle<std::io::Result<()>>,
    _folder: tempfile::TempDir,
}

pub(super) async fn server() -> Server {
    server_with(Router::new()).await
}

/// A server with more addresses that want a token.
pub(super) async fn server_with(with_token: Router) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let key = DevelopmentKey::open(folder.path()).unwrap();
    let counted = Counted::default();
    let schema = || Schema::build(Query, Mutation, Events).data(counted.clone());
    let closing = Closing::new();
    let parts = Parts {
        sdl: schema().finish().sdl(),
        parsed: Parsed::default(),
        schema: Guarded::new(schema),
        tokens: Arc::new(Authenticator::new(vec![key.trusted()])),
        readiness: Box::new(|| Readiness { ready: true, report: json!({ "ready": true }) }),
        metrics: PrometheusBuilder::new().build_recorder().handle(),
        page: Page::of(&[]),
        origins: vec!["https://console.example".parse().unwrap()],
        body_bytes_max: 10_000,
        closing: closing.clone(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = router(parts, with_token, Router::new());
    let until = closing.clone();
    let served = tokio::spawn(async move { serve(listener, router, &until).await });
    Server { address, key, closing, counted, served, _folder: folder }
}

impl Server {
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(super) fn token(&self) -> String {
        self.key.mint(&viewer(), 1).unwrap()
    }

    /// A token that holds for about so long.
    pub(super) fn token_for(&self, lasting: Duration) -> String {
        let leeway = 30;
        let exp = crate::clock::machine_seconds() + lasting.as_secs() - leeway;
        self.key.mint_until(&viewer(), exp).unwrap()
    }
}

/// Whose token a server gives out.
pub(super) fn viewer() -> Viewer {
    Viewer {
        person: "P-0001".parse().unwrap(),
        agency: "SC_AMR".parse().unwrap(),
        roles: vec![domain::Role::Handler],
    }
}
