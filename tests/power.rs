//! A loss of power takes nothing that was answered: under a tracer, every answered command has an
//! `fdatasync` of the log's WAL between its write and its reply, and a log that leaves it out is
//! noticed. Needs `strace`; where it is missing, the tests say that they saw nothing.

use std::{
    io::Read,
    process::{Command, Stdio},
};

use serde_json::json;
use store::Synchronous;

use crate::{
    child::{self, Server},
    crash,
};

/// How many commands are traced.
const COMMANDS: usize = 20;

/// What the tracer saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A write to the WAL.
    Written,
    /// The disk has it.
    Synced,
    /// The answer to a command.
    Replied,
}

#[test]
fn nothing_is_answered_before_the_disk_has_it() {
    let Some(steps) = traced(Synchronous::Full) else { return };
    assert_eq!(premature(&steps), 0, "{steps:?}");
}

#[test]
fn a_log_that_does_not_wait_for_the_disk_is_noticed() {
    let Some(steps) = traced(Synchronous::Normal) else { return };
    assert_eq!(premature(&steps), COMMANDS, "{steps:?}");
}

/// The steps of some commands, one after the other; nothing where there is no tracer.
fn traced(synchronous: Synchronous) -> Option<Vec<Step>> {
    let folder = tempfile::tempdir().unwrap();
    let token = child::an_intake_officer(folder.path());
    let mut tracer = Command::new("strace");
    if tracer.arg("-V").stdout(Stdio::null()).status().is_err() {
        eprintln!("NOT TESTED: there is no strace on this machine");
        return None;
    }
    let mut tracer = Command::new("strace");
    tracer.args([
        "-D",
        "-f",
        "-y",
        "-s",
        "12",
        "-e",
        "trace=pwrite64,fdatasync,sendto,write,writev",
    ]);
    tracer.arg(std::env::current_exe().unwrap()).stderr(Stdio::piped());
    let mut server = Server::start_as(tracer, folder.path(), synchronous);
    let mut stderr = server.stderr();
    let trace = std::thread::spawn(move || {
        let mut trace = vec![];
        stderr.read_to_end(&mut trace).unwrap();
        String::from_utf8_lossy(&trace).into_owned()
    });
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let client = reqwest::Client::new();
        for _ in 0..COMMANDS {
            let (_, command) = crash::a_new_command();
            let answer = crash::send(&client, (&server.origin, &token), &command).await.unwrap();
            assert_eq!(answer["data"]["registerLead"]["userErrors"], json!([]));
        }
    });
    server.kill();
    let mut syncing = vec![];
    let trace = trace.join().unwrap();
    let steps: Vec<_> = trace.lines().filter_map(|it| seen(&mut syncing, it)).collect();
    assert_eq!(steps.iter().filter(|it| **it == Step::Replied).count(), COMMANDS);
    Some(steps)
}

/// What a line of the trace tells. A call that others interrupt ends on a line that names only the
/// thread: which threads are within a sync is remembered.
fn seen(syncing: &mut Vec<String>, line: &str) -> Option<Step> {
    let thread = line.strip_prefix("[pid ").and_then(|it| it.split_once(']')).unwrap_or_default().0;
    let wal = line.contains("log.db-wal>");
    let begun = line.ends_with("<unfinished ...>");
    if wal && line.contains("fdatasync(") && begun {
        syncing.push(thread.to_owned());
        return None;
    }
    let resumed = line.contains("<... fdatasync resumed>")
        && syncing.iter().position(|it| it == thread).map(|n| syncing.remove(n)).is_some();
    if resumed || wal && line.contains("fdatasync(") {
        Some(Step::Synced)
    } else if wal && line.contains("pwrite64(") {
        Some(Step::Written)
    } else if line.contains("\"HTTP/1.1 200") {
        Some(Step::Replied)
    } else {
        None
    }
}

/// How many answers did not have a sync as the step before them.
fn premature(steps: &[Step]) -> usize {
    let before = |it: &&[Step]| it[1] == Step::Replied && it[0] != Step::Synced;
    steps.windows(2).filter(before).count()
}
