//! What is said of a schema that is printed.

use clap::{Args, builder::FalseyValueParser};

/// `anjuan schema`.
#[derive(Debug, Clone, Args)]
pub struct Schema {
    /// That of `/public/graphql`, which anybody may ask.
    #[arg(long, env = "ANJUAN_PUBLIC", value_parser = FalseyValueParser::new())]
    pub public: bool,
}
