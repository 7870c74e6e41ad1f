//! What is said of a log that goes elsewhere.

use std::{path::PathBuf, str::FromStr};

use clap::Args;
use store::{Address, NotAnAddress};

use super::Report;

/// `anjuan copy`.
#[derive(Debug, Clone, Args)]
pub struct Copy {
    /// Where the log is: a data folder, or the connection string of a KurrentDB.
    #[arg(long, value_name = "PLACE", env = "ANJUAN_COPY_FROM")]
    pub from: Where,
    /// Where it goes, of the other sort: a place that holds no log, or a part of this one.
    #[arg(long, value_name = "PLACE", env = "ANJUAN_COPY_TO")]
    pub to: Where,
    /// What the names of the log's streams begin with in the database, where it is not the log's alone.
    #[arg(long, value_name = "PREFIX", env = "ANJUAN_STORE_PREFIX", default_value = "")]
    pub store_prefix: String,
    /// The file with the key that wraps all others in the database, 64 hexadecimal digits.
    #[arg(long, value_name = "FILE", env = "ANJUAN_MASTER_KEY")]
    pub master_key: PathBuf,
    /// The folder of documents that the nodes on the database share.
    #[arg(long, value_name = "DIR", env = "ANJUAN_DOCUMENTS")]
    pub documents: PathBuf,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
}

/// Where a log is or is to be.
#[derive(Debug, Clone)]
pub enum Where {
    /// In a data folder.
    Folder(PathBuf),
    /// On a KurrentDB.
    Database(Box<Address>),
}

impl FromStr for Where {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        if text.contains("://") {
            return text.parse().map(|it| Self::Database(Box::new(it)));
        }
        Ok(Self::Folder(text.into()))
    }
}

impl std::fmt::Display for Where {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Database(address) => address.fmt(f),
        }
    }
}
