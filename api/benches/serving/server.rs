//! The program over a folder, on a core of its own.

use std::{
    io::{BufRead, BufReader, Lines},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_anjuan");

pub struct Server {
    process: Child,
    /// What else it says; it would end where nobody listened.
    _said: Lines<BufReader<ChildStdout>>,
    pub origin: String,
}

impl Server {
    /// Starts it, and waits until it listens.
    pub fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[])
    }

    /// The same with more to say to it.
    pub fn start_with(folder: &Path, flags: &[&str]) -> Self {
        let mut command = Command::new(PROGRAM);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder).args(flags);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        pin(process.id(), 0);
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = |line: String| {
            let (_, address) = line.split_once("listens on http://")?;
            Some(address.trim().to_owned())
        };
        let address = lines.by_ref().map_while(Result::ok).find_map(address).unwrap();
        Self { process, _said: lines, origin: format!("http://{address}") }
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(mut self) {
        let id = self.process.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.process.wait().unwrap();
    }

    /// What it holds in memory.
    pub fn resident_mib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.unwrap();
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1_024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Enrolls somebody who may read and register; their token.
pub fn enroll(folder: &Path) -> String {
    let who = ["--person", "P-0001", "--agency", "COUNTY_510104_AMR", "--role", "INTAKE,HANDLER"];
    let more = ["--name", "李明", "--unit", "登记科", "--from", "2022-01-04"];
    anjuan(&[&["enroll"], &who[..], &more[..]].concat(), folder);
    anjuan(&[&["token"], &who[..]].concat(), folder)
}

/// What a command of the program says over a folder.
pub fn anjuan(arguments: &[&str], folder: &Path) -> String {
    let done = Command::new(PROGRAM).args(arguments).arg("--data").arg(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

/// Gives a process a core, where the machine has `taskset`.
pub fn pin(process: u32, core: u32) {
    let (core, process) = (core.to_string(), process.to_string());
    let pinned = Command::new("taskset").args(["-a", "-cp", &core, &process]).output();
    if pinned.is_err() {
        println!("not pinned: there is no taskset");
    }
}
