//! `anjuan serve`: the parts over a data folder, put behind HTTP until the machine asks for the end.

use std::{
    error::Error,
    io::{self, IsTerminal as _},
    net::SocketAddr,
    sync::Arc,
};

use projections::Follower;
use serde_json::json;
use store::Options;
use tokio::net::TcpListener;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    filter::Targets, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

use super::output::{bar, show};
use crate::{
    App,
    auth::{Authenticator, DevelopmentKey, KeyError, TrustedKey},
    clock::Clock,
    clockwork::Clockwork,
    config::{Demonstration, Report, Serve, Tokens},
    control,
    demo::{
        Desk, scene,
        standing::{NotKept, keep},
    },
    graphql,
    health::Health,
    http::{self, Closing, Page, Parsed, Parts},
    parts,
};

/// Serves the case files of a data folder until it is asked to stop.
///
/// # Errors
///
/// Where the law, the folder, a key or the address can't be used, or the demonstration can't be played.
pub async fn serve(it: &Serve, options: &Options) -> Result<(), Box<dyn Error>> {
    log_lines(it);
    let listener = bind(it.listen).await?;
    let clock = clock(it)?;
    let law = parts::law(it.law.rulebook.as_deref())?;
    // What was mistyped leaves no log behind.
    let configured = trusted(&it.tokens)?;
    let (app, follower) = parts::open_place(&it.place, options, (law, clock)).await?;
    let own = DevelopmentKey::open(&it.place.folder.data)?;
    let keys = std::iter::once(own.trusted()).chain(configured).collect();
    let closing = Closing::new();
    let asked = closing.clone();
    tokio::spawn(async move { asked.begin_when_asked().await });
    let desks = tokio::select! {
        desks = make_ready(&app, follower, (it, &own)) => desks?,
        () = closing.begins() => {
            tracing::info!("stopped before it served; started again, it goes on there");
            return Ok(());
        }
    };
    let parts = parts_of(&app, it, (keys, &desks, &closing))?;
    let controlled = control::listen(app.clone(), &it.place.folder.data, closing.clone())?;
    greet(&app, listener.local_addr()?, (&desks, it.report))?;
    closing.track(controlled);
    let documents = http::documents::routes(app.clone(), it.document_bytes_max);
    let due = http::due::routes(app.clone());
    let public = http::public::routes(&app);
    let demo = http::demo::routes(app, &it.place.folder.data, closing.clone());
    let with_token = documents.merge(due).merge(demo);
    http::serve(listener, http::router(parts, with_token, public), &closing).await?;
    tracing::info!("stopped");
    Ok(())
}

fn clock(it: &Serve) -> Result<Clock, NotKept> {
    let Demonstration { played, from } = it.demonstration;
    if played { scene::clock(&it.place.folder.data, from) } else { Ok(Clock::system()) }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|error| format!("can't listen on {address}: {error}; choose with `--listen`"))
}

/// Whatever has to be done before the first request: the tables, and the demonstration where there is one.
async fn make_ready(
    app: &App,
    follower: Follower,
    (it, own): (&Serve, &DevelopmentKey),
) -> Result<Vec<Desk>, Box<dyn Error>> {
    follow(follower).await?;
    if it.demonstration.played { set_the_scene(app, it, own).await } else { Ok(vec![]) }
}

fn log_lines(it: &Serve) {
    let coloured = io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(coloured);
    // What KurrentDB's client meets is told by whoever asked it.
    let told = Targets::new().with_default(it.log_level).with_target("kurrentdb", LevelFilter::OFF);
    let subscriber = tracing_subscriber::registry().with(told);
    if it.report.json {
        subscriber.with(lines.json()).init();
    } else {
        subscriber.with(lines).init();
    }
}

/// Brings the tables to the end of the log, and keeps them there.
async fn follow(mut follower: Follower) -> Result<(), Box<dyn Error>> {
    let bar = bar("bringing the tables up to the log")?;
    follower.catch_up_whole(|it| show(&bar, it.position.get(), it.end.get())).await?;
    bar.finish_and_clear();
    tokio::spawn(async move {
        if let Err(error) = follower.run().await {
            tracing::error!(error = %error, "the tables have stopped: {error}");
        }
    });
    Ok(())
}

/// Whose tokens are accepted besides those of the folder's own key.
fn trusted(tokens: &Tokens) -> Result<Vec<TrustedKey>, KeyError> {
    let issuer = tokens.issuer.as_deref().unwrap_or_default();
    let keys = tokens.keys.iter();
    keys.map(|it| TrustedKey::read(it, issuer, &tokens.audience)).collect()
}

type PartsOf<'a> = (Vec<TrustedKey>, &'a [Desk], &'a Closing);

fn parts_of(
    app: &App,
    it: &Serve,
    (keys, desks, closing): PartsOf<'_>,
) -> Result<Parts<graphql::CaseworkSchema>, Box<dyn Error>> {
    let metrics = http::metrics::install()?;
    closing.track(http::metrics::upkeep(metrics.clone(), closing.clone()));
    let clockwork = Clockwork::new(app.clone());
    let health = Health { app: app.clone(), clockwork: clockwork.state() };
    closing.track(clockwork.run(closing.clone()));
    Ok(Parts {
        schema: graphql::schema(app.clone()),
        sdl: graphql::sdl(),
        parsed: Parsed::default(),
        tokens: Arc::new(Authenticator::new(keys)),
        readiness: Box::new(move || health.readiness()),
        metrics,
        page: Page::of(desks),
        origins: it.cors_origins.clone(),
        body_bytes_max: it.body_bytes_max,
        closing: closing.clone(),
    })
}

/// Plays what is to be played; the desks of the demonstration.
async fn set_the_scene(
    app: &App,
    it: &Serve,
    own: &DevelopmentKey,
) -> Result<Vec<Desk>, Box<dyn Error>> {
    let bar = bar("playing the case histories")?;
    let told = |left: usize| {
        let played = bar.position() + 1;
        show(&bar, played, played + left as u64);
    };
    scene::set(app, it.demonstration.from, told).await?;
    bar.finish_and_clear();
    keep(&it.place.folder.data, app.clock.now())?;
    Ok(Desk::all(own)?)
}

/// A query that shows something at once.
const QUERY: &str =
    "{ worklist(first: 5) { nodes { caseNumber party deadline { ruleLabel dueDate outcome } } } }";

fn greet(app: &App, address: SocketAddr, (desks, report): (&[Desk], Report)) -> io::Result<()> {
    let address = format!("http://{address}");
    let now = app.clock.now();
    let stands = (!desks.is_empty()).then_some(now);
    let mut text = format!("anjuan listens on {address}\n");
    if let Some(handler) = desks.first() {
        text += &format!(
            "\nThe demonstration stands at {now}. Open {address}/ in a browser, or send a token:\n\n"
        );
        for it in desks {
            let who = format!("{} {} {}", it.label, it.person_name, it.person);
            text += &format!("{:9} {who}\n{}\n\n", it.name, it.token);
        }
        let body = json!({ "query": QUERY });
        text += &format!(
            "A query to paste:\n\ncurl -s {address}/graphql -H 'Content-Type: application/json' \\\n  \
             -H 'Authorization: Bearer {}' \\\n  -d '{body}'\n\nCtrl-C stops it.",
            handler.token
        );
    }
    report.say(&json!({ "address": address, "clock": stands, "desks": desks }), &text)
}
