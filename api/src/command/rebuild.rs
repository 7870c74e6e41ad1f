//! `anjuan rebuild`: all tables anew from the log. Where a server holds the folder, it is asked to do
//! it; readers see the old tables until the new ones are whole.

use std::{error::Error, process::ExitCode, time::Duration};

use indicatif::ProgressBar;
use serde_json::json;
use store::StoreError;

use super::{
    Outcome,
    output::{bar, show},
};
use crate::{
    config::Rebuild,
    control,
    parts::{self, StartError},
};

pub(super) async fn rebuild(it: &Rebuild) -> Outcome {
    let events = match parts::open_existing(&it.folder.data, parts::law(None)?) {
        Ok((app, follower)) => {
            let bar = bar("making the tables anew")?;
            let following = tokio::spawn(follower.run());
            let told = |it: projections::CatchingUp| show(&bar, it.position.get(), it.end.get());
            let rebuilt = app.read_model.rebuild(&app.store, told).await?;
            following.abort();
            bar.finish_and_clear();
            rebuilt.events
        }
        Err(StartError::Store(StoreError::Locked { .. })) => {
            let waiting = ProgressBar::new_spinner()
                .with_message("the server that holds the folder makes its tables anew");
            waiting.enable_steady_tick(Duration::from_millis(100));
            let events = control::ask_to_rebuild(&it.folder.data).await?;
            waiting.finish_and_clear();
            events
        }
        Err(error) => return Err(Box::<dyn Error>::from(error)),
    };
    let text = format!("all tables hold {events} events");
    it.report.say(&json!({ "events": events }), &text)?;
    Ok(ExitCode::SUCCESS)
}
