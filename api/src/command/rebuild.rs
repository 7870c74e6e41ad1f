//! `anjuan rebuild`: all tables anew from the log. Where a server holds the folder, it is asked to do
//! it; readers see the old tables until the new ones are whole.

use std::{error::Error, process::ExitCode};

use projections::CatchingUp;
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
    let bar = bar("making the tables anew")?;
    let told = |it: CatchingUp| show(&bar, it.position.get(), it.end.get());
    let events = match parts::open_existing(&it.place, parts::law(None)?).await {
        Ok((app, follower)) => {
            let following = tokio::spawn(follower.run());
            let rebuilt = app.read_model.rebuild(&app.store, told).await?;
            following.abort();
            rebuilt.events
        }
        Err(StartError::Store(StoreError::Locked { .. })) => {
            control::ask_to_rebuild(&it.place.folder.data, told).await?
        }
        Err(error) => return Err(Box::<dyn Error>::from(error)),
    };
    bar.finish_and_clear();
    let text = format!(
        "all tables hold {events} events; the log's own first record, which verify-log counts too, is none \
         of theirs"
    );
    it.report.say(&json!({ "events": events }), &text)?;
    Ok(ExitCode::SUCCESS)
}
