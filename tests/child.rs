//! The program as a process of its own, which a test may kill: the test binary runs itself.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, ExitCode, Stdio},
};

use api::{
    auth::{DevelopmentKey, Viewer},
    command,
    config::Cli,
};
use clap::Parser;
use domain::Role;

/// Tells a test binary that it is to be the program, with these arguments.
const ARGUMENTS: &str = "ANJUAN_CHILD_ARGUMENTS";

/// A serving program, killed when it is dropped.
pub struct Server {
    process: Child,
    /// Where it listens: `http://127.0.0.1:40123`.
    pub origin: String,
}

impl Server {
    /// Starts the program over a data folder, and waits until it listens.
    pub fn start(data: &Path) -> Self {
        Self::start_under(Command::new(std::env::current_exe().unwrap()), data)
    }

    /// The same, started by another program such as a tracer.
    pub fn start_under(mut program: Command, data: &Path) -> Self {
        let arguments = format!("anjuan serve --listen 127.0.0.1:0 --data {}", data.display());
        let mut process = program
            .args(["--exact", "child::program", "--ignored", "--nocapture"])
            .env(ARGUMENTS, arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = |line: String| line.split_once("http://").map(|it| it.1.trim().to_owned());
        let address = lines.find_map(|it| address(it.unwrap())).unwrap();
        Self { process, origin: format!("http://{address}") }
    }

    /// SIGKILL, and the wait until it is gone.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Enrolls an intake officer in a new folder; a token of theirs, signed with the folder's own key.
pub fn an_intake_officer(data: &Path) -> String {
    let arguments = format!(
        "anjuan enroll --person P-0001 --name 李明 --agency COUNTY_510104_AMR --unit 登记科 \
         --from 2022-01-04 --role INTAKE --data {}",
        data.display()
    );
    program_with(&arguments);
    let viewer = Viewer {
        person: "P-0001".parse().unwrap(),
        agency: "COUNTY_510104_AMR".parse().unwrap(),
        roles: vec![Role::Intake],
    };
    DevelopmentKey::open(data).unwrap().mint(&viewer, 12).unwrap()
}

#[test]
#[ignore = "is the program itself, when another test has started it"]
fn program() {
    if let Ok(arguments) = std::env::var(ARGUMENTS) {
        program_with(&arguments);
    }
}

fn program_with(arguments: &str) {
    let cli = Cli::parse_from(arguments.split_whitespace());
    assert_eq!(command::run(&cli), ExitCode::SUCCESS);
}
