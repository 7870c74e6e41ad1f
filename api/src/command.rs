//! What each command of the command line does, with the exit code that it ends with.

mod rebuild;
mod serve;
mod show;

use std::{error::Error, process::ExitCode};

use domain::{clock::Pause, division::Division};
use serde_json::json;
use store::{LogKind, Options};

pub use self::serve::serve;
use self::{rebuild::rebuild, show::show};
use crate::{
    auth::{DevelopmentKey, Viewer},
    clock::Clock,
    config::{Cli, Command, Deadline, Enroll, Token, VerifyLog},
    graphql, parts, register,
};

type Outcome = Result<ExitCode, Box<dyn Error>>;

/// Does what was asked, and says on standard error why not.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    let done = match &cli.command {
        Command::Serve(it) => block_on(async {
            serve(it, &Options::of(it.demonstration.kind())).await.map(|()| ExitCode::SUCCESS)
        }),
        Command::Schema => {
            print!("{}", graphql::sdl());
            Ok(ExitCode::SUCCESS)
        }
        Command::Token(it) => token(it),
        Command::VerifyLog(it) => verify_log(it),
        Command::Clock(it) => explain(it),
        Command::Enroll(it) => block_on(enroll(it)),
        Command::Rebuild(it) => block_on(rebuild(it)),
        Command::Show(it) => block_on(show(it)),
    };
    done.unwrap_or_else(|error| {
        eprintln!("anjuan: {error}");
        ExitCode::FAILURE
    })
}

fn block_on(task: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(task)
}

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
            stated: None,
        })
        .collect();
    let division = it.division.as_ref().map_or("", Division::as_str);
    let deadline = law.deadline(it.rule, it.start, division, &pauses);
    let mut deadline = deadline.ok_or("no rule sets this period on that day")?;
    for _ in 0..it.extend {
        deadline = deadline.extended(&law, None, None);
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
