//! A case event by event: what each made of the record.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    casework::{Casework, viewer},
    papers::fine,
};

const ASKED: &str = "query($id: CaseId!, $to: Revision) { replay(id: $id, to: $to) {
    steps { entry { revision } changes { text } changesByTime { text } }
    record { onLabel lines { sectionLabel label text } }
} }";

fn changes(answer: &Value) -> Vec<Vec<&str>> {
    let steps = answer["replay"]["steps"].as_array().unwrap().iter();
    steps
        .map(|it| it["changes"].as_array().unwrap().iter())
        .map(|it| it.map(|it| it["text"].as_str().unwrap()).collect())
        .collect()
}

#[tokio::test]
async fn each_event_tells_what_it_made_of_the_record() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let answer = casework.ask("P-0001", ASKED, json!({ "id": case })).await;
    insta::assert_json_snapshot!(changes(&answer));
    let steps = answer["replay"]["steps"].as_array().unwrap().iter();
    let passed: Vec<_> = steps
        .flat_map(|it| it["changesByTime"].as_array().unwrap())
        .map(|it| it["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        passed,
        [
            "陈述、申辩权利（N1）：由“行使期限内”变为“逾期视为放弃”",
            "要求听证权利（N1）：由“行使期限内”变为“逾期视为放弃”",
        ]
    );
}

#[tokio::test]
async fn the_record_after_any_event_is_as_it_was_then() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    let answer = casework.ask("P-0001", ASKED, json!({ "id": case, "to": 1 })).await;
    assert_eq!(answer["replay"]["steps"].as_array().unwrap().len(), 2);
    insta::assert_json_snapshot!(answer["replay"]["record"]);
}

#[tokio::test]
async fn an_unknown_case_is_not_replayed() {
    let casework = Casework::open().await;
    let nobodys = json!({ "id": "00000000-0000-0000-0000-000000000000" });
    assert_eq!(casework.ask("P-0001", ASKED, nobodys).await["replay"], json!(null));
}

/// A revision that the case does not have is refused with the last one that it has, not answered as if it were.
#[tokio::test]
async fn a_replay_up_to_no_event_of_the_case_is_refused() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    let mut told = vec![];
    for to in [json!(-1), json!("1"), json!(1.5), json!(3), json!(9999)] {
        let errors = casework.told("P-0001", ASKED, json!({ "id": case, "to": to })).await;
        let extensions = &errors[0]["extensions"];
        let [code, path, expected] =
            ["code", "path", "expected"].map(|it| extensions[it].to_string().replace('"', ""));
        told.push(format!("{code} {path} {expected}"));
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "BAD_USER_INPUT [to] expected Revision: A place in a record, counted from 0.",
        "BAD_USER_INPUT [to] expected Revision: A place in a record, counted from 0.",
        "BAD_USER_INPUT [to] expected Revision: A place in a record, counted from 0.",
        "BAD_USER_INPUT [to] expected a revision of the case: 0 to 2",
        "BAD_USER_INPUT [to] expected a revision of the case: 0 to 2",
    ]
    "#);
    let last = casework.ask("P-0001", ASKED, json!({ "id": case, "to": 2 })).await;
    assert_eq!(last["replay"]["steps"].as_array().unwrap().len(), 3);
    let nobodys = json!({ "id": "00000000-0000-0000-0000-000000000000", "to": 9999 });
    assert_eq!(casework.ask("P-0001", ASKED, nobodys).await["replay"], json!(null));
}

/// What is left of the lines once the changes before each event and its own were made, one after the other.
fn added_up(steps: &Value) -> BTreeMap<(String, String), String> {
    let mut lines = BTreeMap::new();
    let steps = steps.as_array().unwrap().iter();
    let each = ["changesUnseen", "changesByTime", "changes"];
    let all = steps.flat_map(|it| each.map(|kind| &it[kind]));
    for change in all.flat_map(|it| it.as_array().unwrap()) {
        let about = |it: &str| change[it].as_str().unwrap().to_owned();
        let line = (about("sectionLabel"), about("label"));
        match change["after"].as_str() {
            Some(after) => drop(lines.insert(line, after.to_owned())),
            None => drop(lines.remove(&line)),
        }
    }
    lines
}

const ADDING: &str = "query($id: CaseId!, $to: Revision) { replay(id: $id, to: $to) {
    steps {
        entry { revision } changes { sectionLabel label after }
        changesByTime { sectionLabel label after } changesUnseen { sectionLabel label after }
    }
    record { on lines { sectionLabel label text } }
} }";

/// The lines of a record.
fn lines(record: &Value) -> BTreeMap<(String, String), String> {
    let text = |it: &Value| it.as_str().unwrap().to_owned();
    let lines = record["lines"].as_array().unwrap().iter();
    lines.map(|it| ((text(&it["sectionLabel"]), text(&it["label"])), text(&it["text"]))).collect()
}

/// Whoever doesn't see the internal file is told of each act what that act changed, and apart from it what others changed in
/// between; all together are the record after the last act that they see.
#[tokio::test]
async fn what_an_act_changed_is_told_apart_from_what_nobody_may_see() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let asked = || json!({ "id": case });
    let whole = casework.ask("P-0001", ADDING, asked()).await;
    let intake = viewer("P-0012");
    let told = casework.answer(intake, ADDING, asked()).await.data.into_json().unwrap();
    let (steps, record) = (&told["replay"]["steps"], &told["replay"]["record"]);
    assert_eq!(lines(record), added_up(steps));
    let of = |answer: &Value| {
        let steps = answer["replay"]["steps"].as_array().unwrap().clone().into_iter();
        let each = steps.map(|it| (it["entry"]["revision"].to_string(), it["changes"].clone()));
        each.collect::<BTreeMap<_, _>>()
    };
    let (whole, told) = (of(&whole), of(&told));
    assert!(told.len() < whole.len(), "some acts are of the internal file");
    for (revision, changes) in &told {
        let all = whole[revision].as_array().unwrap();
        for change in changes.as_array().unwrap() {
            assert!(all.contains(change), "{revision}: {change}");
        }
    }
}

/// The record is that of the latest act, whatever is entered after it, and what each event made of it adds up to it: the
/// days in which a right lapsed or a surcharge grew included.
#[tokio::test]
async fn what_is_entered_late_takes_the_record_to_no_earlier_day() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = fine(5_000_000);
    let case = casework.served().await;
    for (on, behind, amount) in [("2023-01-30", 0, 2_000_000), ("2023-01-31", 15, 3_000_000)] {
        casework.on(&format!("{on}T10:00:00+08:00"));
        casework.behind = behind;
        let paid = casework.payment(&case, &[("S1", "PRINCIPAL", amount)]);
        casework.done("P-0001", "recordPayment", (&case, paid)).await;
    }
    let answer = casework.ask("P-0001", ADDING, json!({ "id": case })).await;
    let (steps, record) = (&answer["replay"]["steps"], &answer["replay"]["record"]);
    assert_eq!(record["on"], "2023-01-30");
    let lines = lines(record);
    assert_eq!(lines, added_up(steps));
    let owed: Vec<_> = lines.iter().filter(|((_, label), _)| label.contains("S1")).collect();
    insta::assert_debug_snapshot!(owed, @r#"
    [
        (
            (
                "决定",
                "处罚S1",
            ),
            "罚款50000元",
        ),
        (
            (
                "执行",
                "应缴S1",
            ),
            "罚款50000元，已缴清；加处罚款3000元（2日）",
        ),
        (
            (
                "期限",
                "缴纳罚没款期限（S1）",
            ),
            "2023年1月30日完成；2023年1月27日，适逢春节，顺延至2023年1月28日届满",
        ),
    ]
    "#);
}
