//! The double as a process of its own, for clients in other languages: `kurrent-double [ADDRESS]` prints
//! what to connect to, and serves until it is killed.

use std::{error::Error, process::ExitCode};

use kurrent_double::{Double, Options};

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), Box<dyn Error>> {
    let mut options = Options::default();
    if let Some(address) = std::env::args().nth(1) {
        options.listen = address.parse()?;
    }
    let double = Double::start(options)?;
    println!("{}", double.connection_string());
    loop {
        std::thread::park();
    }
}
