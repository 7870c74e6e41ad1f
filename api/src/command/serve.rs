//! `anjuan serve`: the parts over a data folder, put behind HTTP until the machine asks for the end.

use std::{error::Error, net::SocketAddr, sync::Arc};

use indicatif::{ProgressBar, ProgressStyle};
use projections::{FollowError, Follower};
use serde_json::json;
use store::Options;
use tokio::net::TcpListener;

use crate::{
    App,
    auth::{Authenticator, DevelopmentKey, TrustedKey},
    clock::Clock,
    clockwork::Clockwork,
    config::{Serve, Tokens},
    control,
    demo::{Desk, scene},
    graphql,
    health::Health,
    http::{self, Closing, Page, Parts},
    parts,
};

/// Serves the case files of a data folder until it is asked to stop.
///
/// # Errors
///
/// Where the law, the folder, a key or the address can't be used, or the demonstration can't be played.
pub async fn serve(it: &Serve, options: &Options) -> Result<(), Box<dyn Error>> {
    log_lines(it.report.json);
    let demo = it.demonstration.played;
    let standing = || Clock::standing(scene::before(it.demonstration.from));
    let clock = if demo { standing() } else { Clock::system() };
    let law = parts::law(it.law.rulebook.as_deref())?;
    let (app, follower) = parts::open(&it.folder.data, options, (law, clock))?;
    let own = DevelopmentKey::open(&it.folder.data)?;
    let keys = trusted(&own, &it.tokens)?;
    let listener = TcpListener::bind(it.listen).await?;
    let closing = Closing::new();
    let asked = closing.clone();
    tokio::spawn(async move { asked.begin_when_asked().await });
    follow(follower).await?;
    let desks = if demo { set_the_scene(&app, it, &own).await? } else { vec![] };
    let parts = parts_of(&app, it, (keys, &desks, &closing))?;
    greet(&app, listener.local_addr()?, (&desks, it.report.json));
    closing.track(control::listen(app.clone(), &it.folder.data, closing.clone())?);
    let mut with_token = http::documents::routes(app.clone());
    if demo {
        with_token = with_token.merge(http::demo::routes(app));
    }
    http::serve(listener, http::router(parts, with_token, axum::Router::new()), &closing).await?;
    Ok(())
}

fn log_lines(json: bool) {
    let lines = tracing_subscriber::fmt().with_writer(std::io::stderr);
    if json {
        lines.json().init();
    } else {
        lines.init();
    }
}

/// Brings the tables to the end of the log, and keeps them there.
async fn follow(mut follower: Follower) -> Result<(), FollowError> {
    let bar = ProgressBar::new_spinner();
    follower.catch_up_whole(|it| bar.set_position(it.events)).await?;
    bar.finish_and_clear();
    tokio::spawn(async move {
        if let Err(error) = follower.run().await {
            tracing::error!(error = %error, "the tables have stopped: {error}");
        }
    });
    Ok(())
}

/// Whose tokens are accepted: the folder's own, and those that were configured.
fn trusted(own: &DevelopmentKey, tokens: &Tokens) -> Result<Vec<TrustedKey>, Box<dyn Error>> {
    let issuer = tokens.issuer.as_deref().unwrap_or_default();
    let mut keys = vec![own.trusted()];
    for file in &tokens.keys {
        keys.push(TrustedKey::read(file, issuer, &tokens.audience)?);
    }
    Ok(keys)
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
    let style = ProgressStyle::with_template("playing the case histories {bar:40} {pos}/{len}")?;
    let bar = ProgressBar::new(0).with_style(style);
    let told = |left: usize| {
        let played = bar.position() + 1;
        bar.set_length(played + left as u64);
        bar.set_position(played);
    };
    scene::set(app, it.demonstration.from, told).await?;
    bar.finish_and_clear();
    Ok(Desk::all(own)?)
}

/// A query that shows something at once.
const QUERY: &str =
    "{ worklist(first: 5) { nodes { caseNumber party deadline { ruleLabel dueDate outcome } } } }";

fn greet(app: &App, address: SocketAddr, (desks, json): (&[Desk], bool)) {
    let address = format!("http://{address}");
    if json {
        let now = (!desks.is_empty()).then(|| app.clock.now());
        println!("{}", json!({ "address": address, "clock": now, "desks": desks }));
        return;
    }
    println!("anjuan listens on {address}");
    let Some(handler) = desks.first() else { return };
    println!(
        "\nThe demonstration stands at {}. Open {address}/ or send a token:\n",
        app.clock.now()
    );
    for desk in desks {
        println!("{:9} {} {}\n{}\n", desk.name, desk.person, desk.label, desk.token);
    }
    let body = json!({ "query": QUERY });
    println!(
        "A query to paste:\n\ncurl -s {address}/graphql -H 'Content-Type: application/json' \\\n  \
         -H 'Authorization: Bearer {}' \\\n  -d '{body}'\n",
        handler.token
    );
}
