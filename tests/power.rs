//! A loss of power takes nothing that was answered, and leaves nothing that its key doesn't open: under a
//! tracer, every answered command has its new keys on the disk before it is appended, and an `fdatasync` of
//! the log's WAL between its write and its reply. A folder that leaves them out is noticed. Needs `strace`;
//! where it can't trace, the tests say that they saw nothing, or fail where it is required.

use std::{
    io::{Read, Write as _},
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

/// Set where a machine has to have a tracer.
const REQUIRED: &str = "ANJUAN_REQUIRE_STRACE";

/// A file that what is answered rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Keys,
    Log,
}

/// What the tracer saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A write to the file's WAL.
    Written(File),
    /// The disk has it.
    Synced(File),
    /// The answer to a command.
    Replied,
}

/// What each command, whose lead names a reporter with a key of their own, is to be seen to do.
const IN_ORDER: [Step; 5] = [
    Step::Written(File::Keys),
    Step::Synced(File::Keys),
    Step::Written(File::Log),
    Step::Synced(File::Log),
    Step::Replied,
];

#[test]
fn keys_are_on_the_disk_before_what_they_seal_and_all_of_it_before_the_answer() {
    let Some(steps) = traced(Synchronous::Full) else { return };
    assert_eq!(steps, IN_ORDER.repeat(COMMANDS));
}

#[test]
fn a_folder_that_does_not_wait_for_the_disk_is_noticed() {
    let Some(steps) = traced(Synchronous::Normal) else { return };
    let unsynced = IN_ORDER.into_iter().filter(|it| !matches!(it, Step::Synced(_)));
    assert_eq!(steps, unsynced.collect::<Vec<_>>().repeat(COMMANDS));
}

/// Whether there is a tracer that may trace. Where there is none, that is said past whatever keeps the
/// output of tests that pass.
fn can_trace() -> bool {
    let mut tracer = Command::new("strace");
    let tried = tracer.args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    if tried.is_ok_and(|it| it.success()) {
        return true;
    }
    let wanted = "strace is missing, or may not trace here: install it (`apt-get install strace`); a \
                  container wants `--cap-add=SYS_PTRACE`";
    assert!(std::env::var(REQUIRED).is_err(), "{wanted}");
    let said = writeln!(std::io::stderr(), "SKIPPED, loss of power is not tested: {wanted}");
    said.unwrap();
    false
}

/// The steps of some commands, one after the other, each told once; nothing where there is no tracer.
fn traced(synchronous: Synchronous) -> Option<Vec<Step>> {
    if !can_trace() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let token = child::an_intake_officer(folder.path());
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
        for _ in 0..=COMMANDS {
            let (_, command) = crash::a_new_command();
            let answer = crash::send(&client, (&server.origin, &token), &command).await.unwrap();
            assert_eq!(answer["data"]["registerLead"]["userErrors"], json!([]));
        }
    });
    server.kill();
    let mut syncing = vec![];
    let trace = trace.join().unwrap();
    let steps = trace.lines().filter_map(|it| seen(&mut syncing, it));
    // With the first command of all the files begin, their heads too.
    let mut steps: Vec<_> = steps.skip_while(|it| *it != Step::Replied).skip(1).collect();
    steps.dedup();
    Some(steps)
}

/// What a line of the trace tells. A call that others interrupt ends on a line that names only the
/// thread: which threads are within the sync of which file is remembered.
fn seen(syncing: &mut Vec<(String, File)>, line: &str) -> Option<Step> {
    let thread = line.strip_prefix("[pid ").and_then(|it| it.split_once(']')).unwrap_or_default().0;
    let wals = [("keys.db-wal>", File::Keys), ("log.db-wal>", File::Log)];
    let wal = wals.into_iter().find(|(name, _)| line.contains(name)).map(|(_, file)| file);
    if line.contains("<... fdatasync resumed>") {
        let begun = syncing.iter().position(|(it, _)| it == thread)?;
        return Some(Step::Synced(syncing.remove(begun).1));
    }
    match wal {
        Some(file) if line.contains("fdatasync(") && line.ends_with("<unfinished ...>") => {
            syncing.push((thread.to_owned(), file));
            None
        }
        Some(file) if line.contains("fdatasync(") => Some(Step::Synced(file)),
        Some(file) if line.contains("pwrite64(") => Some(Step::Written(file)),
        _ => line.contains("\"HTTP/1.1 200").then_some(Step::Replied),
    }
}
