//! What a deadline is explained from.

use clap::{Args, builder::FalseyValueParser};
use domain::{
    Moment, clock::Timer, division::Division, publicity::Channel, restoration::RestorationRule,
};

use super::{
    Law, Report,
    parse::{Standstill, named, pause},
};

/// `anjuan clock`.
#[derive(Debug, Clone, Args)]
pub struct Deadline {
    /// Which law applies.
    #[command(flatten)]
    pub law: Law,
    /// For whom to write.
    #[command(flatten)]
    pub report: Report,
    /// The rule: `CASE.DECIDE`.
    #[arg(long, env = "ANJUAN_RULE", value_parser = named::<Timer>)]
    pub rule: Timer,
    /// What starts it: `2022-11-28T09:00:00+08:00`.
    #[arg(long, value_name = "MOMENT", env = "ANJUAN_START")]
    pub start: Moment,
    /// Under which regime, and what it takes the target for, where regimes of restoration set the rule: `CR25.MODERATE`.
    #[arg(long, value_name = "REGIME.CLASS", env = "ANJUAN_REGIME", value_parser = named::<RestorationRule>)]
    pub regime: Option<RestorationRule>,
    /// On which channel, where each has a time of its own: `GSXT`.
    #[arg(
        long, env = "ANJUAN_CHANNEL", value_parser = named::<Channel>, requires = "regime"
    )]
    pub channel: Option<Channel>,
    /// Where, for provincial rows: the six digits of a division.
    #[arg(long, value_name = "DIGITS", env = "ANJUAN_DIVISION", conflicts_with = "regime")]
    pub division: Option<Division>,
    /// A pause `KIND:FROM:TO`, like `APPRAISAL:2022-12-01:2022-12-20`; TO is the first day that
    /// counts again, and is left out while the pause lasts; repeatable.
    #[arg(
        long = "pause", value_name = "KIND:FROM:TO", env = "ANJUAN_PAUSE",
        value_delimiter = ',', value_parser = pause
    )]
    pub pauses: Vec<Standstill>,
    /// Extend it as the rule provides, which it does once.
    #[arg(long, env = "ANJUAN_EXTEND", value_parser = FalseyValueParser::new())]
    pub extend: bool,
}
