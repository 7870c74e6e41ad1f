//! Both times (Appendix B 12): over random histories with acts that are late and backdated, what was answered as known at
//! a place of the log is answered for ever; and the lists say the same as the records themselves.

use jiff::{ToSpan, civil::Date};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Value, json};

use super::desk::{COMPANY, CREDIT, Desk, TAX, penalty, written};
use crate::histories::rebuilt_is_live;

/// What somebody does about one of the records.
#[derive(Debug, Clone, Copy)]
enum Act {
    Push,
    Publish,
    Correct,
    Withdraw,
    TakeDown,
    Object,
}

const ACTS: [Act; 8] = [
    Act::Push,
    Act::Publish,
    Act::Publish,
    Act::Correct,
    Act::Correct,
    Act::Withdraw,
    Act::TakeDown,
    Act::Object,
];

const ASKED: &str = "query($as: TwoTimes!, $of: SubjectId!) {
    inboundRecords(asOf: $as, first: 10) { nodes { ...told } totalCount { value } }
    ahead: inboundRecords(asOf: $as, first: 10, filter: { standing: [AHEAD] }) { nodes { number } }
    inForce: inboundRecords(asOf: $as, first: 10, filter: { standing: [IN_FORCE] }) { nodes { number } }
    over: inboundRecords(asOf: $as, first: 10, filter: { standing: [OVER] }) { nodes { number } }
    withdrawn: inboundRecords(asOf: $as, first: 10, filter: { standing: [WITHDRAWN] }) { nodes { number } }
    shown: inboundRecords(asOf: $as, first: 10, filter: { shown: true }) { nodes { number } }
    creditView(subject: $of) { party }
    then: creditView(subject: $of, asOf: $as) { inboundRecords { ...told } }
}
fragment told on InboundRecord { number content standing shownSince from until withdrawal { since } }";

/// How many days go by, how many days ago the act took place, what it is, of which record, and which day is asked about.
type Step = (i64, i64, Act, usize, i64);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let behind = prop_oneof![2 => Just(0), 1 => 1..25_i64];
    let step = (0..20_i64, behind, prop::sample::select(&ACTS[..]), 0..3_usize, -60..200_i64);
    prop::collection::vec(step, 40..50)
}

fn number(record: usize) -> String {
    format!("川税稽罚〔2022〕{}号", record + 1)
}

/// One act, if rules admit it; whether it took effect.
async fn step(
    desk: &mut Desk,
    act: Act,
    (record, n): (usize, usize),
    ids: &mut [String; 3],
) -> bool {
    let id = ids[record].clone();
    let content = format!("罚款{}元", 1_000 + n);
    let answer = match act {
        Act::Push => {
            let mut input = penalty();
            (input["number"], input["content"]) = (number(record).into(), content.into());
            desk.act(TAX, "pushInboundRecord", ("", input)).await
        }
        _ if id.is_empty() => return false,
        Act::Publish => {
            desk.act(CREDIT, "publishInboundRecord", (&id, json!({ "reference": "GSXT" }))).await
        }
        Act::Correct => {
            let mut input = written("误录", &content);
            input["from"] = json!(format!("2022-12-{:02}", 1 + n % 28));
            input["until"] = json!(format!("2023-{:02}-15", 1 + n % 12));
            desk.act(TAX, "correctInboundRecord", (&id, input)).await
        }
        Act::Withdraw => {
            let input = json!({ "ground": "PUSHED_IN_ERROR", "reason": "误推" });
            desk.act(TAX, "withdrawInboundRecord", (&id, input)).await
        }
        Act::TakeDown => {
            let mutation = "mutation($id: InboundId!, $act: ActInput!) {
                takeDownInboundRecord(inboundId: $id, act: $act) { record { id } userErrors { code } } }";
            let variables = json!({ "id": id, "act": desk.now() });
            desk.ask(CREDIT, mutation, variables).await["takeDownInboundRecord"].take()
        }
        Act::Object => {
            desk.act(CREDIT, "objectToInboundRecord", (&id, json!({ "doubt": "疑误" }))).await
        }
    };
    let took_effect = answer["userErrors"] == json!([]);
    if let (Act::Push, true) = (act, took_effect) {
        // What was backdated may not be there yet today, but its id is.
        answer["record"]["id"].as_str().unwrap_or_default().clone_into(&mut ids[record]);
    }
    took_effect
}

/// The lists say of each record what it says itself, and the credit view has those that aren't withdrawn.
fn is_consistent(told: &Value) {
    let nodes = |of: &Value| of["nodes"].as_array().unwrap().clone();
    let all = nodes(&told["inboundRecords"]);
    assert_eq!(told["inboundRecords"]["totalCount"]["value"], all.len());
    let numbers = |those: Vec<&Value>| -> Vec<Value> {
        those.into_iter().map(|it| json!({ "number": it["number"] })).collect()
    };
    for (list, standing) in
        [("ahead", "AHEAD"), ("inForce", "IN_FORCE"), ("over", "OVER"), ("withdrawn", "WITHDRAWN")]
    {
        let stand = all.iter().filter(|it| it["standing"] == standing).collect();
        assert_eq!(nodes(&told[list]), numbers(stand), "{list} {told}");
    }
    let shown = all.iter().filter(|it| !it["shownSince"].is_null()).collect();
    assert_eq!(nodes(&told["shown"]), numbers(shown), "{told}");
    let standing: Vec<_> = all.iter().filter(|it| it["standing"] != "WITHDRAWN").cloned().collect();
    assert_eq!(told["then"]["inboundRecords"], json!(standing), "{told}");
}

/// One history; how many acts took effect, and how many answers are other ones as corrected.
async fn played(steps: Vec<Step>) -> (usize, usize) {
    let mut desk = Desk::open().await;
    let (mut ids, mut answered, mut effective) = ([const { String::new() }; 3], vec![], 0);
    for (n, (forward, behind, act, record, asked)) in steps.into_iter().enumerate() {
        desk.casework.later(forward);
        desk.casework.behind = behind;
        effective += usize::from(step(&mut desk, act, (record, n), &mut ids).await);
        let day: Date = desk.casework.app.clock.now().day().saturating_add(asked.days());
        let position = desk.casework.app.store.end().unwrap().to_string();
        let times = json!({ "as": { "effectiveOn": day, "position": position }, "of": COMPANY });
        let told = desk.ask(CREDIT, ASKED, times.clone()).await;
        is_consistent(&told);
        answered.push((times, told));
    }
    let mut corrected = 0;
    for (times, told) in answered {
        let again = desk.ask(CREDIT, ASKED, times.clone()).await;
        assert_eq!(again["inboundRecords"], told["inboundRecords"], "{times}");
        assert_eq!(again["then"], told["then"], "{times}");
        let now = json!({ "as": { "effectiveOn": times["as"]["effectiveOn"] }, "of": COMPANY });
        let now = desk.ask(CREDIT, ASKED, now).await;
        is_consistent(&now);
        corrected += usize::from(now["inboundRecords"] != told["inboundRecords"]);
    }
    rebuilt_is_live(&desk.casework.app).await;
    (effective, corrected)
}

#[tokio::test]
async fn what_was_known_stays_as_it_was_known() {
    let mut runner = TestRunner::deterministic();
    let (mut effective, mut corrected) = (0, 0);
    for _ in 0..2 {
        let steps = steps().new_tree(&mut runner).unwrap().current();
        let (did, changed) = played(steps).await;
        (effective, corrected) = (effective + did, corrected + changed);
    }
    assert!(effective > 20 && corrected > 5, "{effective} acts, {corrected} corrected");
}
