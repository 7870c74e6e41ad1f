//! What is said of a log that is made up.

use clap::{Args, builder::FalseyValueParser};
use domain::Moment;
use store::LogKind;

use super::{Folder, Report};

/// Whether and where a demonstration is played.
#[derive(Debug, Clone, Args)]
pub struct Demonstration {
    /// Play the case histories into an empty folder, then serve with the clock standing on
    /// 2026-06-30; a folder that holds a demonstration goes on at its last time.
    #[arg(long = "demo", env = "ANJUAN_DEMO", value_parser = FalseyValueParser::new())]
    pub played: bool,
    /// Let the demonstration's clock stand here instead, with officers and no case.
    #[arg(long = "clock", value_name = "MOMENT", env = "ANJUAN_CLOCK", requires = "played")]
    pub from: Option<Moment>,
}

impl Demonstration {
    /// What kind of log it is played into: a demonstration never goes into a real one.
    #[must_use]
    pub fn kind(&self) -> LogKind {
        if self.played { LogKind::Demo } else { LogKind::Real }
    }
}

/// `anjuan generate`.
#[derive(Debug, Clone, Args)]
pub struct Generate {
    /// Where it goes: a folder that holds no log.
    #[command(flatten)]
    pub folder: Folder,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
    /// How many subjects there are to be, each with some ten events.
    #[arg(
        long, value_name = "NUMBER", env = "ANJUAN_SUBJECTS", default_value_t = 200_000,
        value_parser = clap::value_parser!(u32).range(1..=1_000_000)
    )]
    pub subjects: u32,
    /// What their histories are drawn from: the same seed gives the same acts at the same times.
    #[arg(long, value_name = "NUMBER", env = "ANJUAN_SEED", default_value_t = 1)]
    pub seed: u64,
}
