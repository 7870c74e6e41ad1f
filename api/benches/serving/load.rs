//! The load: clients that read cases and register leads.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use api::clock::Clock;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    client::{Client, p99, paced},
    history,
    memory::CASE,
    server::Server,
};

/// How many read at once.
const READERS: u32 = 16;

/// How many write at once.
pub const WRITERS: u32 = 32;

/// How many cases are read by turns: those of the bureau among the first thousand.
const CASES: u32 = 1_000;

const LEAD: &str = "mutation($act: ActInput!, $input: RegisterLeadInput!) {
    registerLead(act: $act, input: $input) { position userErrors { code } }
}";

pub struct Load(Client);

impl Load {
    pub fn on(server: &Server, folder: &Path) -> Self {
        let token = std::fs::read_to_string(folder.join("token")).unwrap();
        Self(Client::of(server, &token))
    }

    /// The `n`th case, as it is answered.
    pub async fn case(&self, n: u32) -> Value {
        let id = history::case(n % CASES / 4 * 4).to_string();
        let mut answer = self.0.ask(&json!({ "query": CASE, "variables": { "id": id } })).await;
        let case = answer["data"]["case"].take();
        assert_eq!(case["caseFile"].as_array().map(Vec::len), Some(10), "{answer}");
        case
    }

    pub async fn cases_per_second(&self, length: Duration) -> f64 {
        let start = Instant::now();
        let readers = (0..READERS).map(|reader| async move {
            let mut read = 0;
            while start.elapsed() < length {
                self.case(reader * 100 + read).await;
                read += 1;
            }
            read
        });
        let read: u32 = futures::future::join_all(readers).await.into_iter().sum();
        f64::from(read) / start.elapsed().as_secs_f64()
    }

    pub async fn leads_per_second(&self, length: Duration) -> f64 {
        let start = Instant::now();
        let writers = (0..WRITERS).map(|_| async move {
            let mut written = 0;
            while start.elapsed() < length {
                let answer = self.0.ask(&lead()).await;
                assert_eq!(answer["data"]["registerLead"]["userErrors"], json!([]), "{answer}");
                written += 1;
            }
            written
        });
        let written: u32 = futures::future::join_all(writers).await.into_iter().sum();
        f64::from(written) / start.elapsed().as_secs_f64()
    }

    /// How long 99 of 100 reads take at most, one at a time.
    pub async fn paced(&self, length: Duration) -> Duration {
        let read = async |n| drop(self.case(u32::try_from(n).unwrap() * 4).await);
        p99(&paced(length, read).await)
    }
}

fn lead() -> Value {
    let now = Clock::system().now();
    let act = json!({ "commandId": Uuid::new_v4(), "occurredAt": now.to_string() });
    let input = json!({
        "source": "REPORT",
        "receivedOn": now.day().to_string(),
        "clue": "举报人称该店未公示食品经营许可证",
        "suspect": "锦江区老街卤味店",
        "reporter": { "realName": true, "name": "周敏", "contact": "13800000001" },
        "violation": "UNLICENSED_FOOD_BUSINESS",
        "documents": [],
    });
    json!({ "query": LEAD, "variables": { "act": act, "input": input } })
}
