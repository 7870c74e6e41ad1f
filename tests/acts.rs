//! Every act, whatever it is: what its envelope says, what it is held against, and what sending it again
//! does.

use domain::Reading;
use serde_json::{Value, json};

use crate::{
    casework::{Casework, refusals},
    exits::{proposed, sparing},
};

/// Whoever reads an event needs no other record to know who acted, in the register's words of that day.
#[tokio::test]
async fn an_event_names_who_acted_as_the_register_did_on_the_day() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-11-28T09:00:00+08:00");
    let input = casework.filing(&case);
    let filed = casework.act("P-0004", "fileCase", (&case, input)).await;
    assert_eq!(filed["userErrors"], json!([]));
    let history = casework.app.store.read(&format!("case-{case}")).await.unwrap();
    let facts = &history.last().unwrap().metadata.facts;
    let named: Vec<_> = facts
        .iter()
        .map(|it| {
            let Reading::Officer(officer) = &it.read else { panic!("{it:?}") };
            let certificate = officer.certificate.as_deref().unwrap();
            format!("{}@{} {} {certificate}", it.stream, it.revision, officer.shown)
        })
        .collect();
    assert_eq!(
        named,
        [
            "officer-P-0001@3 李某 川A-P-0001",
            "officer-P-0002@2 张某 川A-P-0002",
            "officer-P-0004@2 王某 川A-P-0004",
        ]
    );
}

/// APL 33: whether a violation is the first is seen from the party's earlier cases, and the decision names
/// where it saw them. How far back they count the rulebook doesn't know: the officer states it.
#[tokio::test]
async fn a_plea_of_a_first_violation_is_held_against_the_earlier_case() {
    let mut casework = Casework::open().await;
    let earlier = proposed(&mut casework, "NO_PENALTY").await;
    let input = sparing(&casework, &earlier, "FIRST_MINOR");
    casework.done("P-0004", "decideNoPenalty", (&earlier, input)).await;
    casework.later(800);
    let later = proposed(&mut casework, "NO_PENALTY").await;
    let input = sparing(&casework, &later, "FIRST_MINOR");
    let refused = casework.refused("P-0004", "decideNoPenalty", (&later, input.clone())).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "FIGURE_MISSING 规则库未收录2025-03-27适用的初次违法回溯年限，请陈述该数值并注明出处 《中华人民共和国行政处罚法》第三十三条第一款"
    ]
    "#);
    let mut stated = casework.now();
    let source = "四川省市场监督管理轻微违法行为不予行政处罚清单";
    let look_back =
        |n| json!([{ "of": { "number": "FIRST_VIOLATION_YEARS" }, "n": n, "source": source }]);
    stated["stated"] = look_back(5);
    let too_far = casework.send("P-0004", "decideNoPenalty", (&later, stated, input.clone())).await;
    insta::assert_json_snapshot!(refusals(&too_far["userErrors"]), @r#"
    [
      "CONTRADICTORY 当事人自2020-02-23以来已有同类违法案件（2022-12-16决定），不属于初次违法（经办人陈述） 《中华人民共和国行政处罚法》第三十三条第一款"
    ]
    "#);
    let mut stated = casework.now();
    stated["stated"] = look_back(2);
    let spared = casework.send("P-0004", "decideNoPenalty", (&later, stated, input)).await;
    assert_eq!(spared["userErrors"], json!([]));
    let query = "query($id: CaseId!) { case(id: $id) {
        noPenalty { lookBack { number citation source confidence confidenceLabel demonstration } }
    } }";
    let answer = casework.ask("P-0004", query, json!({ "id": later })).await;
    insta::assert_json_snapshot!(answer["case"]["noPenalty"]["lookBack"], @r#"
    {
      "citation": "《中华人民共和国行政处罚法》第三十三条第一款",
      "confidence": "OFFICER_STATED",
      "confidenceLabel": "经办人陈述",
      "demonstration": false,
      "number": 2,
      "source": "四川省市场监督管理轻微违法行为不予行政处罚清单"
    }
    "#);
    let sentences = casework.sentences(&later).await;
    insta::assert_snapshot!(sentences.last().unwrap(), @"2025年3月27日，成都市锦江区市场监督管理局负责人王某对当事人作出不予行政处罚决定（锦市监不罚〔2025〕1号），理由：初次违法且危害后果轻微并及时改正（初次违法回溯年限：2年，经办人陈述，出处：四川省市场监督管理轻微违法行为不予行政处罚清单）。货值金额200元，案发当日停止销售，没有造成危害后果。教育等处理情况：约谈经营者并宣讲《中华人民共和国食品安全法》，当事人签署守法承诺书。依据：《市场监督管理行政处罚程序规定》第六十条第一款第二项、第六十一条，《中华人民共和国行政处罚法》第三十三条第一款。");
    let history = casework.app.store.read(&format!("case-{later}")).await.unwrap();
    let facts = &history.last().unwrap().metadata.facts;
    let seen: Vec<_> = facts.iter().filter(|it| matches!(it.read, Reading::Earlier(_))).collect();
    let stream = format!("case-{earlier}");
    let last = casework.app.store.read(&stream).await.unwrap().last().unwrap().revision;
    assert_eq!(
        seen.iter().map(|it| (&it.stream, it.revision)).collect::<Vec<_>>(),
        [(&stream, last)]
    );
}

#[tokio::test]
async fn an_act_that_names_absent_bytes_is_refused() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-11-28T09:00:00+08:00");
    let mut input = casework.filing(&case);
    input["approval"]["sha256"] = json!("ab".repeat(32));
    let refused = casework.act("P-0004", "fileCase", (&case, input)).await;
    let told = |it: &Value| (it["code"].clone(), it["field"].clone());
    let told: Vec<_> = refused["userErrors"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(told, [(json!("DOCUMENT_MISSING"), json!(["approval"]))]);
}

/// What a client did before is answered as it was then, although the case has moved on since.
#[tokio::test]
async fn a_known_command_is_answered_before_its_expected_revision_is_looked_at() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-11-28T09:00:00+08:00");
    let input = casework.filing(&case);
    let act = json!({
        "commandId": "33333333-3333-3333-3333-333333333333",
        "occurredAt": "2022-11-28T09:00:00+08:00",
        "expectedRevision": 1,
        "powerItem": "SCJG-CF-001"
    });
    let send = (case.as_str(), act, input);
    let first = casework.send("P-0004", "fileCase", send.clone()).await;
    assert_eq!(first["case"]["revision"], 2);
    let again = casework.send("P-0004", "fileCase", send.clone()).await;
    assert_eq!(again, first);
    let anothers = casework.send("P-0001", "fileCase", send).await;
    assert_eq!(
        anothers["userErrors"][0]["code"], "COMMAND_ID_REUSED",
        "nobody is told that they did it"
    );
}
