//! `anjuan`: the whole program behind one command line.

use std::process::ExitCode;

use api::{command, config::Cli};
use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    command::run(&Cli::parse())
}
