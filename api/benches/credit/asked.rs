//! The generated logs, and what is asked of the credit side.

use std::{cell::RefCell, fmt, path::PathBuf, time::Duration};

use api::{
    demo::generated::{Size, subjects},
    parts,
};
use serde_json::{Value, json};

use crate::{
    client::{Client, paced},
    server::{Server, anjuan},
};

/// How many subjects are read by turns: the first ones, who are the same in every log.
const SUBJECTS: u32 = 250;

/// How many pages are read before the first one is read again.
const PAGES: usize = 20;

const VIEW: &str = "query($subject: SubjectId!, $asOf: TwoTimes) {
    creditView(subject: $subject, asOf: $asOf) {
        party
        penalties { violationLabel standing { fallen } publicity { stateLabel } }
        listings { registerLabel standingLabel }
        domains { domainLabel active declined ended notified measures { restrictions { standingLabel } } }
        riskClass { class }
    }
}";

const PAGE: &str = "query($after: String, $asOf: TwoTimes) {
    restrictions(first: 50, after: $after, asOf: $asOf) {
        nodes { subject standingLabel measure { code } imposed { firstDay } }
        pageInfo { endCursor hasNextPage }
    }
}";

/// What is read.
#[derive(Debug, Clone, Copy)]
pub enum What {
    View,
    Page,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::View => "creditView",
            Self::Page => "a page of 50 restrictions",
        })
    }
}

/// A folder that `generate` has filled.
pub struct Generated {
    folder: PathBuf,
    subjects: Vec<String>,
}

impl Generated {
    pub fn of(folder: PathBuf) -> Self {
        let size = Size { subjects: SUBJECTS, seed: 1 };
        let drawn = subjects(size, &parts::law(None).unwrap());
        Self { folder, subjects: drawn.into_iter().map(|it| it.uscc).collect() }
    }

    pub fn serve(&self) -> Server {
        Server::start_with(&self.folder, &["--demo", "--log-level", "error"])
    }

    /// The last place of the log but one, at which all that is shown was known.
    pub fn last_but_one(&self) -> String {
        let report: Value =
            serde_json::from_str(&anjuan(&["verify-log", "--json"], &self.folder)).unwrap();
        format!("{:016x}", report["events"].as_u64().unwrap() - 1)
    }

    fn token(&self, person: &str, agency: &str, role: &str) -> String {
        let who = ["token", "--person", person, "--agency", agency, "--role", role];
        anjuan(&who, &self.folder)
    }
}

/// A leader of a bureau who looks at subjects, and the office of finance that reads what it was told of.
pub struct Credit<'a> {
    leader: Client,
    finance: Client,
    log: &'a Generated,
    cursor: RefCell<Value>,
}

impl<'a> Credit<'a> {
    pub fn on(server: &Server, log: &'a Generated) -> Self {
        let leader = log.token("P-0104", "CITY_5101_AMR", "AGENCY_LEADER");
        let finance = log.token("P-0401", "SC_FINANCE", "AGENCY_LEADER");
        let (leader, finance) = (Client::of(server, &leader), Client::of(server, &finance));
        Self { leader, finance, log, cursor: RefCell::default() }
    }

    /// How long reads as of a time take, one at a time, for so long.
    pub async fn read(&self, (what, as_of): (What, &Value), length: Duration) -> Vec<Duration> {
        let read = async |n| match what {
            What::View => self.view(n, as_of).await,
            What::Page => self.page(n, as_of).await,
        };
        paced(length, read).await
    }

    /// The credit view of the `n`th subject.
    async fn view(&self, n: usize, as_of: &Value) {
        let subject = &self.log.subjects[n % self.log.subjects.len()];
        let variables = json!({ "subject": subject, "asOf": as_of });
        let answer = self.leader.ask(&json!({ "query": VIEW, "variables": variables })).await;
        assert!(answer["data"]["creditView"].is_object(), "{answer}");
    }

    /// The next page of what finance was told of, the first one after the last.
    async fn page(&self, n: usize, as_of: &Value) {
        let after = if n.is_multiple_of(PAGES) { Value::Null } else { self.cursor.take() };
        let variables = json!({ "after": after, "asOf": as_of });
        let mut answer = self.finance.ask(&json!({ "query": PAGE, "variables": variables })).await;
        let mut found = answer["data"]["restrictions"].take();
        assert_eq!(found["nodes"].as_array().map(Vec::len), Some(50), "{answer}");
        self.cursor.replace(found["pageInfo"]["endCursor"].take());
    }
}
