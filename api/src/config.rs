//! The command line. Every flag can also be set as `ANJUAN_…`; what is read here is parsed once and
//! passed on as plain values.

mod copy;
mod deadline;
mod demonstration;
mod parse;
mod schema;
mod tables;
#[cfg(test)]
mod tests;

use std::{net::SocketAddr, path::PathBuf};

use axum::http::HeaderValue;
use clap::{Args, Parser, Subcommand, builder::FalseyValueParser};
use domain::{
    Role,
    id::{AgencyCode, PersonId},
    uscc::Uscc,
};
use jiff::civil::Date;
use store::Address;
use tracing::level_filters::LevelFilter;

use self::parse::{bytes, day, named, origin};
pub use self::{
    copy::{Copy, Where},
    deadline::Deadline,
    demonstration::{Demonstration, Generate},
    parse::{CaseName, Standstill},
    schema::Schema,
    tables::{Backup, Restore},
};
use crate::auth::{Bearer, OwnRecord, Viewer};

/// The case files of market supervision: every act an immutable event, every answer computed from them.
#[derive(Debug, Parser)]
#[command(name = "anjuan", version, about, propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the case files of a data folder over HTTP.
    Serve(Box<Serve>),
    /// Print the GraphQL schema.
    Schema(Schema),
    /// Mint a development token, signed with the data folder's own key.
    Token(Token),
    /// Recompute the hash of every event, and name whatever doesn't fit.
    VerifyLog(VerifyLog),
    /// Explain a deadline: what starts it, what stops it, which days don't count.
    Clock(Deadline),
    /// Enter somebody into the officers' register of a folder, while no server holds it.
    Enroll(Enroll),
    /// Make all tables anew from the log.
    Rebuild(Rebuild),
    /// Copy a log from a data folder to a KurrentDB, or back; what a copy lacks, where there is one.
    Copy(Box<Copy>),
    /// Copy a node's tables, beside its server too, for a new node to begin with.
    Backup(Backup),
    /// Let a new node begin with a copy of another's tables, before it is served.
    Restore(Restore),
    /// Tell a case from its first act to its last, as somebody may see it.
    Show(Show),
    /// Fill an empty folder with what follows for any number of fictitious subjects, all of it decided: a demonstration
    /// of size, for measurements.
    Generate(Generate),
}

/// Where the log, the read models and the documents are.
#[derive(Debug, Clone, Args)]
pub struct Folder {
    /// The data folder.
    #[arg(long, value_name = "DIR", env = "ANJUAN_DATA", default_value = "./data")]
    pub data: PathBuf,
}

/// Where the log is: in the data folder, or on a KurrentDB, to which the data folder is this node's own.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The data folder.
    #[command(flatten)]
    pub folder: Folder,
    /// The log that this node shares with others, where it does.
    #[command(flatten)]
    pub shared: Option<Shared>,
}

impl Place {
    /// The embedded log in a data folder.
    #[must_use]
    pub fn embedded(data: PathBuf) -> Self {
        Self { folder: Folder { data }, shared: None }
    }
}

/// A log that any number of nodes work on.
#[derive(Debug, Clone, Args)]
pub struct Shared {
    /// Where the log is, as a connection string of KurrentDB: `kurrentdb://user:password@host:2113`, with
    /// several hosts, TLS and certificates as it allows; without it, in the data folder.
    #[arg(
        long, value_name = "URL", env = "ANJUAN_STORE", required = false,
        requires_all = ["master_key", "documents"]
    )]
    pub store: Address,
    /// What the names of the log's streams begin with in the database, where it is not the log's alone.
    #[arg(
        long,
        value_name = "PREFIX",
        env = "ANJUAN_STORE_PREFIX",
        required = false,
        default_value = "",
        requires = "store"
    )]
    pub store_prefix: String,
    /// The file with the key that wraps all others, 64 hexadecimal digits; the same on each node.
    #[arg(
        long, value_name = "FILE", env = "ANJUAN_MASTER_KEY", required = false,
        requires_all = ["store", "documents"]
    )]
    pub master_key: PathBuf,
    /// The folder of documents, which all nodes share.
    #[arg(
        long, value_name = "DIR", env = "ANJUAN_DOCUMENTS", required = false,
        requires_all = ["store", "master_key"]
    )]
    pub documents: PathBuf,
}

/// Which law applies.
#[derive(Debug, Clone, Args)]
pub struct Law {
    /// A folder whose rows overlay the built-in rulebook.
    #[arg(long, value_name = "DIR", env = "ANJUAN_RULEBOOK")]
    pub rulebook: Option<PathBuf>,
}

/// For whom a report is written.
#[derive(Debug, Clone, Copy, Args)]
pub struct Report {
    /// Report as JSON, for programs.
    #[arg(long, env = "ANJUAN_JSON", value_parser = FalseyValueParser::new())]
    pub json: bool,
}

/// `anjuan serve`.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Where the data is.
    #[command(flatten)]
    pub place: Place,
    /// Which law applies.
    #[command(flatten)]
    pub law: Law,
    /// Log lines as JSON.
    #[command(flatten)]
    pub report: Report,
    /// How much the log lines tell: `error`, `warn`, `info`, `debug`, `trace`, or `off`.
    #[arg(long, value_name = "LEVEL", env = "ANJUAN_LOG_LEVEL", default_value = "info")]
    pub log_level: LevelFilter,
    /// Where to listen.
    #[arg(long, value_name = "ADDR", env = "ANJUAN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A web origin that may call from a browser, like `https://console.example`; repeatable.
    #[arg(
        long = "cors-origin", value_name = "ORIGIN", env = "ANJUAN_CORS_ORIGIN",
        value_delimiter = ',', value_parser = origin
    )]
    pub cors_origins: Vec<HeaderValue>,
    /// The longest request body to `/graphql` in bytes.
    #[arg(
        long, value_name = "BYTES", env = "ANJUAN_BODY_BYTES_MAX", default_value = "1048576",
        value_parser = bytes
    )]
    pub body_bytes_max: usize,
    /// The longest document in bytes.
    #[arg(
        long, value_name = "BYTES", env = "ANJUAN_DOCUMENT_BYTES_MAX", default_value = "33554432",
        value_parser = bytes
    )]
    pub document_bytes_max: usize,
    /// Whose tokens are accepted besides those of the data folder's own key.
    #[command(flatten)]
    pub tokens: Tokens,
    /// Play the built-in case histories in an empty folder, or go on where a demonstration ended.
    #[command(flatten)]
    pub demonstration: Demonstration,
}

/// The public keys of whoever issues tokens.
#[derive(Debug, Clone, Args)]
pub struct Tokens {
    /// An Ed25519 or RSA public key as PEM file; repeatable.
    #[arg(
        long = "token-key",
        value_name = "FILE",
        env = "ANJUAN_TOKEN_KEY",
        value_delimiter = ',',
        requires = "issuer"
    )]
    pub keys: Vec<PathBuf>,
    /// What `iss` must say in tokens signed with these keys.
    #[arg(id = "issuer", long = "token-issuer", value_name = "ISS", env = "ANJUAN_TOKEN_ISSUER")]
    pub issuer: Option<String>,
    /// What `aud` must contain in tokens signed with these keys.
    #[arg(
        long = "token-audience",
        value_name = "AUD",
        env = "ANJUAN_TOKEN_AUDIENCE",
        default_value = "anjuan"
    )]
    pub audience: String,
}

/// `anjuan token`.
#[derive(Debug, Clone, Args)]
pub struct Token {
    /// Where the key is.
    #[command(flatten)]
    pub folder: Folder,
    /// Which law applies; it knows the agencies.
    #[command(flatten)]
    pub law: Law,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
    /// Who: an officer, or a party.
    #[command(flatten)]
    pub bearer: TokenBearer,
    /// For how many hours it holds.
    #[arg(
        long, env = "ANJUAN_HOURS", default_value_t = 12,
        value_parser = clap::value_parser!(u32).range(1..=8760)
    )]
    pub hours: u32,
}

/// For whom a token is: an officer with agency and roles, or a party that looks at its own record.
#[derive(Debug, Clone, Args)]
pub struct TokenBearer {
    /// Who: `P-0001`.
    #[arg(long, env = "ANJUAN_PERSON", required_unless_present = "uscc", requires = "agency")]
    pub person: Option<PersonId>,
    /// For which agency: `SC_AMR`.
    #[arg(long, env = "ANJUAN_AGENCY", requires = "person")]
    pub agency: Option<AgencyCode>,
    /// In which role: `HANDLER`; repeatable.
    #[arg(
        long = "role", value_name = "ROLE", env = "ANJUAN_ROLE",
        required_unless_present = "uscc", value_delimiter = ',', value_parser = named::<Role>
    )]
    pub roles: Vec<Role>,
    /// Instead of these: the 统一社会信用代码 of a party that looks at its own record.
    #[arg(long, value_name = "CODE", env = "ANJUAN_USCC", conflicts_with_all = ["person", "agency", "roles"])]
    pub uscc: Option<Uscc>,
}

impl TokenBearer {
    /// Whose the token is, where enough was said.
    #[must_use]
    pub fn bearer(&self) -> Option<Bearer> {
        if let Some(uscc) = self.uscc.clone() {
            return Some(Bearer::Party(OwnRecord { uscc }));
        }
        let (person, agency) = (self.person.clone()?, self.agency.clone()?);
        Some(Bearer::Officer(Viewer { person, agency, roles: self.roles.clone() }))
    }
}

/// `anjuan verify-log`.
#[derive(Debug, Clone, Args)]
pub struct VerifyLog {
    /// Where the log is.
    #[command(flatten)]
    pub place: Place,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
}

/// `anjuan enroll`.
#[derive(Debug, Clone, Args)]
pub struct Enroll {
    /// Where the register is.
    #[command(flatten)]
    pub place: Place,
    /// Which law applies.
    #[command(flatten)]
    pub law: Law,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
    /// Who: `P-0001`.
    #[arg(long, env = "ANJUAN_PERSON")]
    pub person: PersonId,
    /// The whole name; kept sealed.
    #[arg(long, env = "ANJUAN_NAME")]
    pub name: String,
    /// At which agency: `COUNTY_510104_AMR`.
    #[arg(long, env = "ANJUAN_AGENCY")]
    pub agency: AgencyCode,
    /// In which unit of it.
    #[arg(long, env = "ANJUAN_UNIT")]
    pub unit: String,
    /// From which day.
    #[arg(long, value_name = "DATE", env = "ANJUAN_FROM", value_parser = day)]
    pub from: Date,
    /// In which role; repeatable.
    #[arg(
        long = "role", value_name = "ROLE", env = "ANJUAN_ROLE",
        required = true, value_delimiter = ',', value_parser = named::<Role>
    )]
    pub roles: Vec<Role>,
    /// The number of the enforcement certificate, where there is one.
    #[arg(long, env = "ANJUAN_CERTIFICATE", requires = "certificate_to")]
    pub certificate: Option<String>,
    /// The last day on which the certificate is valid.
    #[arg(long, value_name = "DATE", env = "ANJUAN_CERTIFICATE_TO", value_parser = day)]
    pub certificate_to: Option<Date>,
    /// The person holds the national legal-profession qualification, since `--from` at the latest.
    #[arg(long, env = "ANJUAN_QUALIFIED", value_parser = FalseyValueParser::new())]
    pub qualified: bool,
}

/// `anjuan rebuild`.
#[derive(Debug, Clone, Args)]
pub struct Rebuild {
    /// Where the log is.
    #[command(flatten)]
    pub place: Place,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
}

/// `anjuan show`.
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// Where the log is.
    #[command(flatten)]
    pub place: Place,
    /// Which law applies.
    #[command(flatten)]
    pub law: Law,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
    /// The id of the case, or its number: `川市监立〔2026〕1号`.
    #[arg(env = "ANJUAN_CASE")]
    pub case: CaseName,
    /// As whom to look, of the agency whose case it is: `HANDLER`.
    #[arg(long = "as", value_name = "ROLE", env = "ANJUAN_AS", value_parser = named::<Role>)]
    pub role: Role,
}
