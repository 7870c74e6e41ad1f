//! What is said of copies of the tables.

use std::path::PathBuf;

use clap::{Args, builder::FalseyValueParser};

use super::{Folder, Place, Report};

/// `anjuan backup`.
#[derive(Debug, Clone, Args)]
pub struct Backup {
    /// Whose tables are copied.
    #[command(flatten)]
    pub folder: Folder,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
    /// Where the copy goes: a folder that holds none yet.
    #[arg(long, value_name = "DIR", env = "ANJUAN_BACKUP")]
    pub to: PathBuf,
}

/// `anjuan restore`.
#[derive(Debug, Clone, Args)]
pub struct Restore {
    /// The node that is to begin with the copy; its log tells whether the copy belongs to it.
    #[command(flatten)]
    pub place: Place,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
    /// Where the copy is.
    #[arg(long, value_name = "DIR", env = "ANJUAN_BACKUP")]
    pub from: PathBuf,
    /// Put it in the place of the tables that the node has; what it lacks comes from the log again.
    #[arg(long, env = "ANJUAN_REPLACE", value_parser = FalseyValueParser::new())]
    pub replace: bool,
}
