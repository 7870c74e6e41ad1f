//! What each command of the command line does, with the exit code that it ends with.

mod agency;
mod backup;
mod clock;
mod copy;
mod generate;
mod output;
mod rebuild;
mod serve;
mod show;
mod verify;

use std::{error::Error, process::ExitCode};

use serde_json::json;
use store::{LogKind, Options};

use self::{
    agency::may_act,
    clock::explain,
    copy::copy_log,
    generate::generate,
    output::{failure, had_enough, say},
    rebuild::rebuild,
    show::show,
    verify::verify_log,
};
pub use self::{
    backup::{backup, restore},
    serve::serve,
    verify::report_lines,
};
use crate::{
    auth::{Bearer, DevelopmentKey},
    clock::Clock,
    config::{Cli, Command, Enroll, Report, Schema, Token},
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
        Command::Schema(it) => schema(it),
        Command::Token(it) => token(it),
        Command::VerifyLog(it) => block_on(verify_log(it)),
        Command::Clock(it) => explain(it),
        Command::Enroll(it) => block_on(enroll(it)),
        Command::Rebuild(it) => block_on(rebuild(it)),
        Command::Copy(it) => block_on(copy_log(it)),
        Command::Backup(it) => backup(it),
        Command::Restore(it) => block_on(restore(it)),
        Command::Show(it) => block_on(show(it)),
        Command::Generate(it) => block_on(generate(it)),
    };
    done.unwrap_or_else(|error| {
        if had_enough(&*error) {
            return ExitCode::SUCCESS;
        }
        eprintln!("{}", failure(report(&cli.command), &*error));
        ExitCode::FAILURE
    })
}

/// In which form a command reports, where it does.
fn report(command: &Command) -> Option<Report> {
    match command {
        Command::Schema(_) => None,
        Command::Serve(it) => Some(it.report),
        Command::Token(it) => Some(it.report),
        Command::VerifyLog(it) => Some(it.report),
        Command::Clock(it) => Some(it.report),
        Command::Enroll(it) => Some(it.report),
        Command::Rebuild(it) => Some(it.report),
        Command::Copy(it) => Some(it.report),
        Command::Backup(it) => Some(it.report),
        Command::Restore(it) => Some(it.report),
        Command::Show(it) => Some(it.report),
        Command::Generate(it) => Some(it.report),
    }
}

fn block_on(task: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(task)
}

fn schema(it: &Schema) -> Outcome {
    let sdl = if it.public { graphql::public::sdl() } else { graphql::sdl() };
    say(sdl.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn token(it: &Token) -> Outcome {
    let law = parts::law(it.law.rulebook.as_deref())?;
    if let Some(agency) = &it.bearer.agency {
        may_act(law.agencies(), agency)?;
    }
    let bearer = it.bearer.bearer().ok_or("say --person, --agency and --role, or --uscc")?;
    parts::is_a_nodes(&it.folder.data)?;
    let key = DevelopmentKey::open(&it.folder.data)?;
    let token = match bearer {
        Bearer::Officer(viewer) => key.mint(&viewer, it.hours)?,
        Bearer::Party(own) => key.mint_own(&own, it.hours)?,
    };
    it.report.say(&json!({ "token": token }), &token)?;
    Ok(ExitCode::SUCCESS)
}

async fn enroll(it: &Enroll) -> Outcome {
    let law = parts::law(it.law.rulebook.as_deref())?;
    may_act(law.agencies(), &it.agency)?;
    let options = Options::of(LogKind::Real);
    let (app, _) = parts::open_place(&it.place, &options, (law, Clock::system())).await?;
    register::enroll(&app, it).await?;
    it.report.say(
        &json!({ "person": it.person, "agency": it.agency, "roles": it.roles }),
        &format!("{} is on the register of {}", it.person, it.agency),
    )?;
    Ok(ExitCode::SUCCESS)
}
