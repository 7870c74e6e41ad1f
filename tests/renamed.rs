//! A party that has changed since the case was filed: as the decision names it, everywhere and at once (PR 62.1(1)).

use serde_json::json;

use crate::{casework::Casework, histories::rebuilt_is_live};

const SHOWN: &str = "query($case: CaseId!, $asOf: AsOf) {
    case(id: $case, asOf: $asOf) { party partyDetails { name } }
    deadlines(filter: { caseId: $case }, asOf: $asOf, first: 1) { nodes { party } }
    worklist(first: 1) { nodes { party } }
    cases(filter: { party: { registration: \"92510104MA6T0X1D7T\" } }) { nodes { party } }
    former: cases(filter: { party: { nameContains: \"老街\" } }) { totalCount { value } }
    anew: cases(filter: { party: { nameContains: \"新街\" } }) { totalCount { value } }
    party(id: \"92510104MA6T0X1D7T\") { name }
}";

/// The shop was renamed and taken over after the notice; the decision `P1` names it anew.
async fn renamed() -> (Casework, String) {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.later(22);
    let mut input = casework.penalty(&case);
    input["party"] = casework.matter.party.clone();
    input["party"]["organisation"]["name"] = json!("锦江区新街卤味店");
    input["party"]["organisation"]["operator"] = json!("吴强");
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    casework.falls_due(&case).await;
    (casework, case)
}

#[tokio::test]
async fn every_view_names_the_party_as_the_decision_does() {
    let (casework, case) = renamed().await;
    let told = casework.ask("P-0001", SHOWN, json!({ "case": case })).await;
    let (name, one) = ("锦江区新街卤味店", json!({ "nodes": [{ "party": "锦江区新街卤味店" }] }));
    let count = |it: u32| json!({ "totalCount": { "value": it } });
    let expected = json!({
        "case": { "party": name, "partyDetails": { "name": name } },
        "deadlines": one, "worklist": one, "cases": one, "party": { "name": name },
        "former": count(0), "anew": count(1)
    });
    assert_eq!(told, expected);
    assert_eq!(casework.ask("P-0008", SHOWN, json!({ "case": case })).await, told);
    let earlier = json!({ "case": case, "asOf": { "recordedAt": "2023-01-09T18:00:00+08:00" } });
    let earlier = casework.ask("P-0001", SHOWN, earlier).await;
    assert_eq!(earlier["case"]["party"], "锦江区老街卤味店");
    assert_eq!(earlier["case"]["partyDetails"]["name"], "锦江区老街卤味店");
    assert_eq!(earlier["deadlines"]["nodes"][0]["party"], "锦江区老街卤味店");
    rebuilt_is_live(&casework.app).await;
}

#[tokio::test]
async fn a_replay_tells_that_the_decision_named_it_anew() {
    let (casework, case) = renamed().await;
    let query = "query($id: CaseId!) { replay(id: $id) {
        steps { entry { eventType } changes { text } }
    } }";
    let answer = casework.ask("P-0001", query, json!({ "id": case })).await;
    let step = answer["replay"]["steps"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(step["entry"]["eventType"], "case.penalty-decided");
    let changes = step["changes"].as_array().unwrap().iter();
    let named: Vec<_> = changes.filter(|it| it.to_string().contains("当事人")).collect();
    insta::assert_json_snapshot!(named, @r#"
    [
      {
        "text": "当事人：由“锦江区老街卤味店”变为“锦江区新街卤味店”"
      }
    ]
    "#);
}

/// domain.md §9: whom the filing named is told, and whom the decision names anew; nobody twice.
#[tokio::test]
async fn the_people_of_the_decision_are_read_beside_the_former_ones() {
    let (casework, case) = renamed().await;
    let query = "mutation($command: CommandId!, $case: CaseId!) {
        readSealed(
            commandId: $command, target: { party: $case }, purpose: \"送达处罚决定\", basis: \"PR 81\"
        ) { content { label value } userErrors { code } }
    }";
    let command = "00000000-0000-0000-0000-5ea1ed000001";
    let read = casework.ask("P-0005", query, json!({ "command": command, "case": case })).await;
    insta::assert_json_snapshot!(read["readSealed"]["content"], @r#"
    [
      {
        "label": "经营者",
        "value": "吴刚"
      },
      {
        "label": "经营者（处罚决定书）",
        "value": "吴强"
      }
    ]
    "#);
}
