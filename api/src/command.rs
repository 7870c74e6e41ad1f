//! What each command of the command line does, with the exit code that it ends with.

use std::{error::Error, process::ExitCode, sync::Arc};

use domain::clock::Pause;
use serde_json::json;
use store::{LogKind, Options};

use crate::{
    auth::{Authenticator, DevelopmentKey, TrustedKey, Viewer},
    clock::Clock,
    clockwork::Clockwork,
    config::{Cli, Command, Deadline, Enroll, Serve, Token, VerifyLog},
    graphql,
    health::Health,
    http::{self, Closing, Page, Parts},
    parts, register,
};

type Outcome = Result<ExitCode, Box<dyn Error>>;

/// Does what was asked, and says on standard error why not.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    let done = match &cli.command {
        Command::Serve(it) => block_on(async {
            serve(it, &Options::of(LogKind::Real)).await.map(|()| ExitCode::SUCCESS)
        }),
        Command::Schema => {
            print!("{}", graphql::sdl());
            Ok(ExitCode::SUCCESS)
        }
        Command::Token(it) => token(it),
        Command::VerifyLog(it) => verify_log(it),
        Command::Clock(it) => explain(it),
        Command::Enroll(it) => block_on(enroll(it)),
    };
    done.unwrap_or_else(|error| {
        eprintln!("anjuan: {error}");
        ExitCode::FAILURE
    })
}

fn block_on(task: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(task)
}

/// Serves the case files of a data folder until it is asked to stop.
///
/// # Errors
///
/// Where the law, the folder, a key or the address can't be used.
pub async fn serve(it: &Serve, options: &Options) -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let law = parts::law(it.law.rulebook.as_deref())?;
    let (app, mut follower) = parts::open(&it.folder.data, options, (law, Clock::system()))?;
    let bar = indicatif::ProgressBar::new_spinner();
    follower.catch_up_whole(|it| bar.set_position(it.events)).await?;
    bar.finish_and_clear();
    let own = DevelopmentKey::open(&it.folder.data)?;
    let mut keys = vec![own.trusted()];
    for file in &it.tokens.keys {
        let issuer = it.tokens.issuer.as_deref().unwrap_or_default();
        keys.push(TrustedKey::read(file, issuer, &it.tokens.audience)?);
    }
    let closing = Closing::new();
    let metrics = http::metrics::install()?;
    closing.track(http::metrics::upkeep(metrics.clone(), closing.clone()));
    tokio::spawn(async move {
        if let Err(error) = follower.run().await {
            tracing::error!(error = %error, "the tables have stopped: {error}");
        }
    });
    let clockwork = Clockwork::new(app.clone());
    let health = Health { app: app.clone(), clockwork: clockwork.state() };
    closing.track(clockwork.run(closing.clone()));
    let parts = Parts {
        schema: graphql::schema(app.clone()),
        sdl: graphql::sdl(),
        tokens: Arc::new(Authenticator::new(keys)),
        readiness: Box::new(move || health.readiness()),
        metrics,
        page: Page { html: PAGE.to_owned(), script: "", style: "" },
        origins: it.cors_origins.clone(),
        body_bytes_max: it.body_bytes_max,
        closing: closing.clone(),
    };
    let listener = tokio::net::TcpListener::bind(it.listen).await?;
    println!("anjuan listens on http://{}", listener.local_addr()?);
    let asked = closing.clone();
    tokio::spawn(async move { asked.begin_when_asked().await });
    let router = http::router(parts, http::documents::routes(app), axum::Router::new());
    http::serve(listener, router, &closing).await?;
    Ok(())
}

/// What a browser sees.
const PAGE: &str = include_str!("page.html");

fn token(it: &Token) -> Outcome {
    let viewer =
        Viewer { person: it.person.clone(), agency: it.agency.clone(), roles: it.roles.clone() };
    let token = DevelopmentKey::open(&it.folder.data)?.mint(&viewer, it.hours)?;
    if it.report.json {
        println!("{}", json!({ "token": token }));
    } else {
        println!("{token}");
    }
    Ok(ExitCode::SUCCESS)
}

fn verify_log(it: &VerifyLog) -> Outcome {
    let bar = indicatif::ProgressBar::new_spinner();
    let report = store::verify::verify(&it.folder.data, |events| bar.set_position(events))?;
    bar.finish_and_clear();
    let sound = report.damage.is_empty();
    if it.report.json {
        println!(
            "{}",
            json!({
                "events": report.events,
                "streams": report.streams,
                "damage": report.damage,
                "orphans": report.orphans,
            })
        );
    } else {
        for damage in &report.damage {
            println!("DAMAGED {damage}");
        }
        for orphan in &report.orphans {
            println!("NAMED BY NO EVENT {}", orphan.display());
        }
        let verdict = if sound { "every hash and every link fits" } else { "the log was changed" };
        println!("{} events in {} streams: {verdict}", report.events, report.streams);
        println!(
            "A tail that was cut off is not seen here; only witnesses know how long a log was."
        );
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn explain(it: &Deadline) -> Outcome {
    let law = parts::law(it.law.rulebook.as_deref())?;
    let pauses: Vec<_> = (1..)
        .zip(&it.pauses)
        .map(|(n, pause)| Pause {
            kind: pause.kind,
            of: domain::id::PartId::nth('A', n),
            from: pause.from,
            to: pause.to,
        })
        .collect();
    let deadline = law.deadline(it.rule, it.start, "", &pauses);
    let mut deadline = deadline.ok_or("no rule sets this period on that day")?;
    for _ in 0..it.extend {
        deadline = deadline.extended(&law, None);
    }
    if it.report.json {
        println!("{}", serde_json::to_string_pretty(&deadline)?);
    } else {
        deadline.explain_citing(|it| law.cite(it)).iter().for_each(|line| println!("{line}"));
    }
    Ok(ExitCode::SUCCESS)
}

async fn enroll(it: &Enroll) -> Outcome {
    let law = parts::law(it.law.rulebook.as_deref())?;
    let (app, _) =
        parts::open(&it.folder.data, &Options::of(LogKind::Real), (law, Clock::system()))?;
    register::enroll(&app, it).await?;
    println!("{} is on the register of {}", it.person, it.agency);
    Ok(ExitCode::SUCCESS)
}
