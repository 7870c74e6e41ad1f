//! Each part of a case says when it happened, who entered it in which role, and on which documents.

use serde_json::{Value, json};

use crate::casework::Casework;

impl Casework {
    /// What a handler is told of some parts of a case.
    pub async fn parts(&self, case: &str, which: &str) -> Value {
        let query = format!("query($id: CaseId!) {{ case(id: $id) {{ {which} }} }}");
        self.ask("P-0001", &query, json!({ "id": case })).await["case"].take()
    }
}

/// Part by part: what acts put on record.
const PARTS: &str = "query($id: CaseId!) { case(id: $id) {
    lead { registeredAt documents { ...paper } acts { ...by } }
    filing { filedAt approval { ...paper } acts { ...by } }
    rightsInformed { informedAt officers { name } document { ...paper } acts { ...by } }
    evidence { id collectedAt documents { ...paper } acts { ...by } }
    conclusions { concludedAt report { ...paper } acts { ...by } }
    reviews {
        id requestedAt documents { ...paper } acts { ...by }
        opinion { givenAt text checks { pointLabel passed finding } document { ...paper } }
    }
    proposals { approvedAt document { ...paper } acts { ...by } }
    notices { id noticedAt document { ...paper } acts { ...by } }
    decision { id decidedAt agency party { name } document { ...paper } acts { ...by } }
    services { service { servedOn } publicityNotice { ...paper } acts { ...by } }
    performance { payments { paidOn settles receipt { ...paper } acts { ...by } } }
    publicity { channelLabel stateLabel publishedAt history { personName } }
    closing { closedAt preparedBy form { ...paper } acts { ...by } }
    archive {
        archivedAt place retention acts { ...by }
        volumes { volumeLabel pages entries { headingLabel document { ...paper } } }
    }
} }
fragment paper on Document { typeLabel sha256 }
fragment by on FileEntry { occurredAt personName roleLabel }";

/// What somebody is told of the parts, each document by its type; its digest is checked apart.
async fn told(casework: &Casework, person: &str, case: &str) -> Value {
    let mut answer = casework.ask(person, PARTS, json!({ "id": case })).await["case"].take();
    let mut digests = vec![];
    named(&mut answer, &mut digests);
    assert!(digests.iter().all(|it| it.len() == 64), "{digests:?}");
    answer
}

/// A document by its type alone, its digest apart.
fn named(it: &mut Value, digests: &mut Vec<String>) {
    if let Some(digest) = it.get("sha256").and_then(Value::as_str) {
        digests.push(digest.to_owned());
        *it = it["typeLabel"].take();
        return;
    }
    match it {
        Value::Array(all) => all.iter_mut().for_each(|it| named(it, digests)),
        Value::Object(all) => all.values_mut().for_each(|it| named(it, digests)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn every_part_tells_when_by_whom_and_on_which_documents() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.performed_and_archived(&case).await;
    insta::assert_json_snapshot!(told(&casework, "P-0001", &case).await);
}

/// PR 78; domain.md §9: whoever sees the main file alone is told of no paper of the internal file, though an
/// act of the main file put it there.
#[tokio::test]
async fn papers_of_the_internal_file_are_not_told_by_the_parts_of_the_main_file() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.performed_and_archived(&case).await;
    let seen = told(&casework, "P-0007", &case).await;
    for part in ["conclusions", "reviews", "proposals"] {
        assert_eq!(seen[part], json!(null), "{part}");
    }
    assert_eq!(seen["closing"]["form"], json!(null));
    assert_eq!(seen["closing"]["acts"][0]["personName"], "王某");
    let volumes = seen["archive"]["volumes"].as_array().unwrap().iter();
    assert_eq!(volumes.map(|it| &it["volumeLabel"]).collect::<Vec<_>>(), ["正卷"]);
}
