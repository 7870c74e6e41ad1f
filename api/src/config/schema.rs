//! What is said of a schema that is printed.

use clap::Args;

/// `anjuan schema`.
#[derive(Debug, Clone, Args)]
pub struct Schema {
    /// That of `/public/graphql`, which anybody may ask.
    #[arg(long)]
    pub public: bool,
}
