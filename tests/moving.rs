//! A log that grew in a data folder goes to a database that nodes share, and back: `copy`.

use serde_json::{Value, json};

use crate::{
    casework::Casework,
    child::run_apart,
    nodes::{Province, level, told},
};

/// Everything that reviewers ask of a case.
async fn audited(node: &Casework, case: &str) -> Value {
    let query = "query($id: CaseId!) {
        auditTrail(caseId: $id) { entries { sentence recordedAt } missing { text } }
        case(id: $id) { party deadlines { rule rawDate dueDate outcome } }
        worklist { nodes { caseId deadline { rule dueDate } } }
    }";
    node.ask("P-0001", query, json!({ "id": case })).await
}

/// What the tables hold, whatever the positions of the place are.
async fn answers(node: &Casework, cases: &[String]) -> Vec<Value> {
    let mut answers = vec![];
    for case in cases {
        answers.push(told(node, case).await);
        answers.push(audited(node, case).await);
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_on_in_the_database_that_its_log_moved_to_and_after_its_way_back() {
    let province = Province::open();
    let mut begun = Casework::open().await;
    begun.staff().await;
    let served = begun.served().await;
    let lead = begun.lead().await;
    level(&[&begun]).await;
    let cases = [served.clone(), lead.clone()];
    let (before, now) = (answers(&begun, &cases).await, begun.app.clock.now().to_string());
    let folder = begun.close().await;
    let data = folder.path().display();
    run_apart(format!("anjuan copy --from {data} --to {}", province.moving())).await;

    let mut node = province.node(5_000).await;
    node.on(&now);
    level(&[&node]).await;
    assert_eq!(answers(&node, &cases).await, before);
    let assigned = json!({ "verifiers": ["P-0001", "P-0002"] });
    node.done("P-0003", "assignLead", (&lead, assigned)).await;
    level(&[&node]).await;
    let there = answers(&node, &cases).await;
    assert_ne!(there, before);
    drop(node.close().await);

    // The folder is a part of the log by now, and gets the rest; its tables go on from where they were.
    run_apart(format!("anjuan copy --to {data} --from {}", province.moving())).await;
    let back = Casework::open_in(folder, &now);
    level(&[&back]).await;
    assert_eq!(answers(&back, &cases).await, there);
}
