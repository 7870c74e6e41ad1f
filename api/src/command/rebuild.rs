//! `anjuan rebuild`: all tables anew from the log. Where a server holds the folder, it is asked to do
//! it; readers see the old tables until the new ones are whole.

use std::{error::Error, process::ExitCode};

use indicatif::ProgressBar;
use serde_json::json;
use store::StoreError;

use super::Outcome;
use crate::{
    config::Rebuild,
    control,
    parts::{self, StartError},
};

pub(super) async fn rebuild(it: &Rebuild) -> Outcome {
    let bar = ProgressBar::new_spinner();
    let opened = parts::open_existing(&it.folder.data, parts::law(None)?);
    let events = match opened {
        Ok((app, follower)) => {
            let following = tokio::spawn(follower.run());
            let told = |it: projections::Rebuilding| bar.set_position(it.events);
            let rebuilt = app.read_model.rebuild(&app.store, told).await?;
            following.abort();
            rebuilt.events
        }
        Err(StartError::Store(StoreError::Locked { .. })) => {
            control::ask_to_rebuild(&it.folder.data).await?
        }
        Err(error) => return Err(Box::<dyn Error>::from(error)),
    };
    bar.finish_and_clear();
    if it.report.json {
        println!("{}", json!({ "events": events }));
    } else {
        println!("all tables hold {events} events");
    }
    Ok(ExitCode::SUCCESS)
}
