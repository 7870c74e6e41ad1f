//! Natural persons: told to whoever may read it, and found by what is known of them whole.

use serde_json::{Value, json};

use crate::casework::Casework;

/// A case against somebody who has a passport and no identity number.
async fn filed() -> (Casework, String) {
    let mut casework = Casework::open().await;
    casework.matter.party = json!({ "naturalPerson": {
        "name": "Smith 约翰 ", "otherPaper": " 护照 E12345678", "age": "ADULT",
        "address": "成都市锦江区东大街8号", "phone": " 13600000016 "
    } });
    let case = casework.filed().await;
    (casework, case)
}

/// domain.md §9.
#[tokio::test]
async fn the_paper_of_a_person_without_an_identity_number_is_told() {
    let (casework, case) = filed().await;
    let query = "mutation($command: CommandId!, $case: CaseId!) {
        readSealed(
            commandId: $command, target: { party: $case }, purpose: \"核实当事人身份\", basis: \"PR 48\"
        ) { content { label value } }
    }";
    let command = "00000000-0000-0000-0000-5ea1ed000001";
    let read = casework.ask("P-0001", query, json!({ "command": command, "case": case })).await;
    let content = read["readSealed"]["content"].as_array().unwrap().iter();
    let told: Vec<_> = content.map(|it| format!("{}：{}", it["label"], it["value"])).collect();
    insta::assert_snapshot!(told.join("\n").replace('"', ""), @r"
    姓名：Smith 约翰
    其他证件：护照 E12345678
    住址：成都市锦江区东大街8号
    联系电话：13600000016
    ");
}

/// By the whole name or the whole paper, however many blanks surround it; by no part of them.
#[tokio::test]
async fn a_person_is_found_by_the_whole_name_and_the_whole_paper() {
    let (casework, _) = filed().await;
    let query = "query($party: PartyFilterInput!) {
        cases(filter: { party: $party }) { totalCount { value } }
    }";
    let mut found: Vec<Value> = vec![];
    for party in [
        json!({ "personName": "Smith 约翰" }),
        json!({ "personName": " Smith 约翰 " }),
        json!({ "personName": "Smith" }),
        json!({ "personOtherPaper": "护照 E12345678" }),
        json!({ "personOtherPaper": " 护照 E12345678 " }),
        json!({ "personOtherPaper": "E12345678" }),
    ] {
        let mut answer = casework.ask("P-0001", query, json!({ "party": party })).await;
        found.push(answer["cases"]["totalCount"]["value"].take());
    }
    assert_eq!(found, [1, 1, 0, 1, 1, 0]);
}

/// Who reported is one line too.
#[tokio::test]
async fn nobody_reports_under_a_name_of_several_lines() {
    let mut casework = Casework::open().await;
    let act = casework.now();
    let document = "mutation($act: ActInput!, $input: RegisterLeadInput!) {
        registerLead(act: $act, input: $input) { position }
    }";
    let mut told = vec![];
    for field in ["name", "contact"] {
        let mut input = casework.clue();
        input["reporter"][field] = json!("周\n敏");
        let variables = json!({ "act": act, "input": input });
        let errors = casework.told("P-0012", document, variables).await;
        told.push(errors[0]["extensions"]["path"].clone());
    }
    assert_eq!(
        told,
        [json!(["input", "reporter", "name"]), json!(["input", "reporter", "contact"])]
    );
}
