//! The same query, answered by async-graphql from values that are in memory already.

use std::time::{Duration, Instant};

use async_graphql::{EmptyMutation, EmptySubscription, Object, Request, Schema, SimpleObject};
use serde_json::Value;

/// What is asked of a case.
pub const CASE: &str = "query($id: CaseId!) { case(id: $id) {
    number stageLabel party
    caseFile { sentence occurredAt recordedAt roleLabel eventType }
} }";

pub struct Memory {
    schema: Schema<Query, EmptyMutation, EmptySubscription>,
    document: String,
}

struct Query(Case);

#[Object]
impl Query {
    async fn case(&self, id: String) -> Option<Case> {
        (!id.is_empty()).then(|| self.0.clone())
    }
}

#[derive(Clone, SimpleObject)]
struct Case {
    number: Option<String>,
    stage_label: Option<String>,
    party: Option<String>,
    #[graphql(name = "caseFile")]
    file: Vec<Entry>,
}

#[derive(Clone, SimpleObject)]
struct Entry {
    sentence: Option<String>,
    occurred_at: Option<String>,
    recorded_at: Option<String>,
    role_label: Option<String>,
    event_type: Option<String>,
}

impl Memory {
    /// What answers as the server did.
    pub fn of(case: Value) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let entry = |it: &Value| Entry {
            sentence: text(&it["sentence"]),
            occurred_at: text(&it["occurredAt"]),
            recorded_at: text(&it["recordedAt"]),
            role_label: text(&it["roleLabel"]),
            event_type: text(&it["eventType"]),
        };
        let case = Case {
            number: text(&case["number"]),
            stage_label: text(&case["stageLabel"]),
            party: text(&case["party"]),
            file: case["caseFile"].as_array().unwrap().iter().map(entry).collect(),
        };
        let schema = Schema::new(Query(case), EmptyMutation, EmptySubscription);
        Self { schema, document: CASE.replace("CaseId!", "String!") }
    }

    pub async fn cases_per_second(&self, length: Duration) -> f64 {
        let (start, mut read) = (Instant::now(), 0);
        while start.elapsed() < length {
            let variables = serde_json::json!({ "id": "1" });
            let request = Request::new(&self.document)
                .variables(async_graphql::Variables::from_json(variables));
            let answer = self.schema.execute(request).await;
            assert!(answer.errors.is_empty());
            std::hint::black_box(serde_json::to_vec(&answer).unwrap());
            read += 1;
        }
        f64::from(read) / start.elapsed().as_secs_f64()
    }
}
