//! The program as a process of its own, which a test may kill: the test binary runs itself.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, ChildStderr, ChildStdout, Command, ExitCode, Stdio},
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
    said: BufReader<ChildStdout>,
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
        if synchronous == Synchronous::Normal {
            program.env(CARELESS, "1");
        }
        Self::start_with(program, data, "")
    }

    /// Starts it over a folder and a log that it shares with others, whose flags are these.
    pub fn start_node(data: &Path, flags: &str) -> Self {
        let mut program = Command::new(std::env::current_exe().unwrap());
        program.stderr(Stdio::null());
        Self::start_with(program, data, flags)
    }

    /// Plays the demonstration first, and tells all that it has to tell: on standard error in `log_lines`.
    pub fn start_demonstration(data: &Path, log_lines: File) -> Self {
        let mut program = Command::new(std::env::current_exe().unwrap());
        program.stderr(log_lines);
        Self::start_with(program, data, "--demo --log-level debug")
    }

    fn start_with(mut program: Command, data: &Path, flags: &str) -> Self {
        let data = data.display();
        let arguments = format!("anjuan serve --listen 127.0.0.1:0 --data {data} {flags}");
        program.args(["--exact", "child::program", "--ignored", "--nocapture"]);
        program.env(ARGUMENTS, arguments).stdout(Stdio::piped());
        let mut process = program.spawn().unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let address = |line: String| line.split_once("http://").map(|it| it.1.trim().to_owned());
        let address = said.by_ref().lines().find_map(|it| address(it.unwrap())).unwrap();
        Self { process, said, origin: format!("http://{address}") }
    }

    /// Asks it to stop, and waits until it has; what it has said on standard output since it told where it
    /// listens.
    pub fn stop(&mut self) -> String {
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        assert!(asked.unwrap().success());
        self.process.wait().unwrap();
        let mut said = String::new();
        self.said.read_to_string(&mut said).unwrap();
        said
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

/// A command of the program that is to succeed, apart from the runtime of a test: it brings its own.
pub async fn run_apart(arguments: String) {
    tokio::task::spawn_blocking(move || program_with(&arguments)).await.unwrap();
}

/// The same of one that is to come to nothing.
pub async fn fails_apart(arguments: String) {
    let run = move || command::run(&parsed(&arguments));
    assert_eq!(tokio::task::spawn_blocking(run).await.unwrap(), ExitCode::FAILURE);
}

fn program_with(arguments: &str) {
    assert_eq!(command::run(&parsed(arguments)), ExitCode::SUCCESS);
}
