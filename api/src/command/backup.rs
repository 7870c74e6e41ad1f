//! `anjuan backup`, `anjuan restore`: a new node begins with another's tables, and follows the log from there.

use std::{error::Error, process::ExitCode};

use projections::Origin;
use serde_json::{Value, json};

use super::{
    Outcome,
    output::{bar, show},
};
use crate::{
    config::{Backup, Restore},
    parts,
};

/// Copies a node's tables, beside the server too.
///
/// # Errors
///
/// Where there are none, or they can't be copied.
pub fn backup(it: &Backup) -> Outcome {
    let bar = bar("copying the tables")?;
    let told = |done, all| show(&bar, done, all);
    let copied = projections::back_up(&parts::tables(&it.folder.data), &it.to, told)?;
    bar.finish_and_clear();
    let text = format!(
        "{} holds the tables {}; `anjuan restore --from` it puts them into the data folder of another node of \
         this log",
        it.to.display(),
        upto(&copied)
    );
    it.report.say(&value(&copied), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// Puts a copy of another node's tables into a data folder that nobody serves.
///
/// # Errors
///
/// Where it is another log's or another version's, or the folder is held, or has tables.
pub async fn restore(it: &Restore) -> Outcome {
    let bar = bar("putting the tables in place")?;
    let told = |done, all| show(&bar, done, all);
    let restored = parts::restore(&it.place, (&it.from, it.replace), told).await;
    let restored = restored.map_err(Box::<dyn Error>::from)?;
    bar.finish_and_clear();
    let text = format!(
        "{} begins with the tables {}; what came after comes from the log when it is served",
        it.place.folder.data.display(),
        upto(&restored)
    );
    it.report.say(&value(&restored), &text)?;
    Ok(ExitCode::SUCCESS)
}

fn value(tables: &Origin) -> Value {
    json!({
        "log": tables.log,
        "position": tables.position.map(|it| it.to_string()),
        "projections": tables.projections,
    })
}

fn upto(tables: &Origin) -> String {
    let Origin { log, position, .. } = tables;
    position.map_or_else(
        || format!("of the log {log}, which are still empty"),
        |it| format!("of the log {log} up to position {it}"),
    )
}
