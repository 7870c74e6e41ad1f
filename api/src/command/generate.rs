//! `anjuan generate`: fills an empty folder with the histories of fictitious subjects, for measurements.

use std::process::ExitCode;

use serde_json::json;
use store::{LogKind, Options, Position, Synchronous};

use super::{
    Outcome,
    output::{bar, show},
};
use crate::{
    clock::Clock,
    config::Generate,
    demo::{
        self,
        generated::{self, Size},
        standing::keep,
    },
    parts,
};

pub(super) async fn generate(it: &Generate) -> Outcome {
    let (data, size) = (&it.folder.data, Size { subjects: it.subjects, seed: it.seed });
    if parts::holds_log(data).is_ok() {
        let held = format!(
            "{} holds a log: what is generated goes into a folder of its own",
            data.display()
        );
        return Err(held.into());
    }
    let bar = bar("playing the histories")?;
    // Whoever loses power meanwhile generates it again.
    let options = Options { synchronous: Synchronous::Normal, ..Options::of(LogKind::Demo) };
    let clock = Clock::standing(demo::opening());
    let (app, follower) = parts::open(data, &options, (parts::law(None)?, clock))?;
    let following = tokio::spawn(follower.run());
    generated::play(&app, size, |done, all| show(&bar, done, all)).await?;
    following.abort();
    keep(data, app.clock.now())?;
    bar.finish_and_clear();
    let (now, events) = (app.clock.now(), app.store.end().map_or(0, Position::get));
    let text = format!(
        "{} holds a demonstration of {} subjects and {events} events, whose clock stands at {now}; \
         `serve --demo` serves it",
        data.display(),
        it.subjects
    );
    let value = json!({ "subjects": it.subjects, "seed": it.seed, "events": events, "clock": now });
    it.report.say(&value, &text)?;
    Ok(ExitCode::SUCCESS)
}
