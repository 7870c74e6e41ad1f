//! The program as a process of its own, which a test may kill: the test binary runs itself.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStderr, Command, ExitCode, Stdio},
};

use api::{
    auth::{DevelopmentKey, Viewer},
    command,
    config::{self, Cli},
};
use clap::Parser;
use domain::Role;
use store::{LogKind, Options, Synchronous};

/// Tells a test binary that it is to be the program, with these arguments.
const ARGUMENTS: &str = "ANJUAN_CHILD_ARGUMENTS";

/// Tells it that its log is not to wait for the disk.
const CARELESS: &str = "ANJUAN_CHILD_CARELESS";

/// A serving program, killed when it is dropped.
pub struct Server {
    process: Child,
    /// Where it listens: `http://127.0.0.1:40123`.
    pub origin: String,
}

impl Server {
    /// Starts the program over a data folder, and waits until it listens.
    pub fn start(data: &Path) -> Self {
        let mut program = Command::new(std::env::current_exe().unwrap());
        program.stderr(Stdio::null());
        Self::start_as(program, data, Synchronous::Full)
    }

    /// The same under a tracer that runs the test binary as its child.
    pub fn start_as(mut program: Command, data: &Path, synchronous: Synchronous) -> Self {
        let arguments = format!("anjuan serve --listen 127.0.0.1:0 --data {}", data.display());
        program.args(["--exact", "child::program", "--ignored", "--nocapture"]);
        program.env(ARGUMENTS, arguments).stdout(Stdio::piped());
        if synchronous == Synchronous::Normal {
            program.env(CARELESS, "1");
        }
        let mut process = program.spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = |line: String| line.split_once("http://").map(|it| it.1.trim().to_owned());
        let address = lines.find_map(|it| address(it.unwrap())).unwrap();
        Self { process, origin: format!("http://{address}") }
    }

    /// What it says on standard error, where that is a pipe.
    pub fn stderr(&mut self) -> ChildStderr {
        self.process.stderr.take().unwrap()
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
    let Ok(arguments) = std::env::var(ARGUMENTS) else { return };
    if std::env::var(CARELESS).is_err() {
        return program_with(&arguments);
    }
    let Cli { command: config::Command::Serve(serve) } = parsed(&arguments) else { return };
    let options = Options { synchronous: Synchronous::Normal, ..Options::of(LogKind::Real) };
    tokio::runtime::Runtime::new().unwrap().block_on(command::serve(&serve, &options)).unwrap();
}

fn parsed(arguments: &str) -> Cli {
    Cli::parse_from(arguments.split_whitespace())
}

fn program_with(arguments: &str) {
    assert_eq!(command::run(&parsed(arguments)), ExitCode::SUCCESS);
}
