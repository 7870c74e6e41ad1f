//! Whatever goes wrong between two nodes and their database, what was accepted is in the log once, and both
//! tell the same.

use std::collections::BTreeMap;

use kurrent_double::{AppendFault, Double};
use serde_json::{Value, json};

use crate::{
    casework::Casework,
    nodes::{Province, level},
};

const ROUNDS: usize = 200;

/// How often a command is sent again at most while it can't be done.
const TRIES: usize = 20;

/// What goes wrong in a round.
#[derive(Debug, Clone, Copy)]
enum Wrong {
    Append(AppendFault),
    Connections,
    Subscriptions,
    Leader,
    Restart,
}

/// In turn; an answer that never comes is waited for, so that it comes seldom.
const WRONG: [Wrong; 10] = [
    Wrong::Append(AppendFault::DroppedBeforeCommit),
    Wrong::Append(AppendFault::DroppedAfterCommit),
    Wrong::Connections,
    Wrong::Leader,
    Wrong::Append(AppendFault::Busy),
    Wrong::Subscriptions,
    Wrong::Append(AppendFault::DroppedAfterCommit),
    Wrong::Restart,
    Wrong::Append(AppendFault::UnansweredAfterCommit),
    Wrong::Append(AppendFault::DroppedBeforeCommit),
];

/// A lead, sent again with the same id until it is accepted; the id.
async fn insistent(node: &mut Casework) -> String {
    let (act, clue) = (node.now(), node.clue());
    for _ in 0..TRIES {
        let answer = node.send("P-0001", "registerLead", ("", act.clone(), clue.clone())).await;
        let errors = answer["userErrors"].as_array().unwrap();
        if errors.is_empty() {
            return act["commandId"].as_str().unwrap().to_owned();
        }
        assert_eq!(errors[0]["code"], "UNAVAILABLE", "{errors:?}");
    }
    panic!("a command was never accepted");
}

/// What happens before the commands of a round are sent; the database's node that is to come back after.
fn goes_wrong(double: &mut Double, (round, wrong): (usize, Wrong)) -> Option<usize> {
    let node = round % 3;
    match wrong {
        Wrong::Append(fault) => double.faults().next_append(fault),
        Wrong::Connections => double.drop_connections(),
        Wrong::Subscriptions => double.faults().end_subscriptions(),
        Wrong::Leader => double.elect(Some(node)),
        Wrong::Restart => {
            double.stop(node);
            return Some(node);
        }
    }
    None
}

/// How often each lead of a command lies in the log.
fn leads(double: &Double) -> BTreeMap<String, usize> {
    let mut leads = BTreeMap::new();
    for record in double.records() {
        if record.event.event_type == "case.lead-registered" {
            let envelope: Value = serde_json::from_slice(&record.event.custom_metadata).unwrap();
            let command = envelope["metadata"]["commandId"].as_str().unwrap().to_owned();
            *leads.entry(command).or_default() += 1;
        }
    }
    leads
}

#[tokio::test(flavor = "multi_thread")]
async fn after_two_hundred_rounds_of_faults_what_was_accepted_is_in_the_log_once() {
    let mut province = Province::over(Double::of_nodes(3).unwrap());
    let (mut one, mut other) = province.nodes().await;
    let mut accepted = BTreeMap::new();
    for round in 0..ROUNDS {
        let back = goes_wrong(&mut province.double, (round, WRONG[round % WRONG.len()]));
        let (here, there) = tokio::join!(insistent(&mut one), insistent(&mut other));
        accepted.extend([(here, 1), (there, 1)]);
        if let Some(node) = back {
            province.double.restart(node).unwrap();
        }
    }
    assert_eq!(accepted.len(), 2 * ROUNDS);
    assert_eq!(leads(&province.double), accepted);
    level(&[&one, &other]).await;
    let tables = one.app.read_model.dump().unwrap();
    assert_eq!(tables, other.app.read_model.dump().unwrap());
    assert_eq!(tables["cases"].len(), 2 * ROUNDS);
    let query = "{ cases(first: 1) { totalCount { value } } }";
    let counted = other.ask("P-0001", query, json!({})).await;
    assert_eq!(counted["cases"]["totalCount"]["value"], 400);
}
