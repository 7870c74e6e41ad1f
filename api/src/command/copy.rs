//! `anjuan copy`: a log goes from a data folder to KurrentDB, or back, with its keys and documents.

use std::process::ExitCode;

use serde_json::json;
use store::{
    Cluster, MasterKey, MasterKeyError,
    copy::{Copied, Site, copy},
};

use super::{
    Outcome,
    output::{bar, show},
};
use crate::{
    config::{Copy, Where},
    parts,
};

pub(super) async fn copy_log(it: &Copy) -> Outcome {
    match (&it.from, &it.to) {
        (Where::Folder(_), Where::Folder(_)) => {
            let how = "one of --from and --to is a KurrentDB: a data folder is copied to another place as \
                       any folder is, while no server holds it";
            return Err(how.into());
        }
        (Where::Database(_), Where::Database(_)) => {
            let how = "one of --from and --to is a data folder: from one database to another a log goes \
                       by way of a folder";
            return Err(how.into());
        }
        (Where::Folder(folder), Where::Database(_)) => parts::holds_log(folder)?,
        (Where::Database(_), Where::Folder(_)) => {}
    }
    let (from, to, categories) = (site(it, &it.from)?, site(it, &it.to)?, parts::categories());
    let bar = bar("copying the log")?;
    let copied = copy((&from, &to), &categories, |done, all| show(&bar, done, all)).await?;
    bar.finish_and_clear();
    let Copied { log_id, events, appended, streams, keys, erased, documents, digest } = copied;
    let digest = hex::encode(digest);
    let value = json!({
        "logId": log_id, "events": events, "appended": appended, "streams": streams, "keys": keys,
        "erased": erased, "documents": documents, "digest": digest,
    });
    let text = format!(
        "{} holds the log {log_id}: {events} events in {streams} streams, {appended} of them new; {keys} keys, \
         {erased} destroyed since; {documents} documents new.\nBoth logs come to {digest}.",
        it.to
    );
    it.report.say(&value, &text)?;
    Ok(ExitCode::SUCCESS)
}

fn site(it: &Copy, place: &Where) -> Result<Site, MasterKeyError> {
    let address = match place {
        Where::Folder(folder) => return Ok(Site::Folder(folder.clone())),
        Where::Database(address) => address.as_ref().clone(),
    };
    let (categories, prefix) = (parts::categories(), it.store_prefix.clone());
    let cluster = Box::new(Cluster { address, kind: None, categories, prefix });
    let (master, documents) = (MasterKey::read(&it.master_key)?, it.documents.clone());
    Ok(Site::Shared { cluster, master, documents })
}
