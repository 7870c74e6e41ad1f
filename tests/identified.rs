//! A party that was known by name and address when the case was filed: once its number is found, the decision names it
//! by that, and whoever looks for the number finds the case (PR 48.1(1), 62.1(1)).

use serde_json::{Value, json};

use crate::{casework::Casework, histories::rebuilt_is_live};

const NUMBER: &str = "510104198506123313";

/// Whom a handler meets on the market, as far as is known.
fn known(number: Option<&str>) -> Value {
    let age = number.is_none().then_some("ADULT");
    json!({ "naturalPerson": {
        "name": "吴小刚", "idNumber": number, "age": age, "address": "成都市锦江区老街12号"
    } })
}

fn identifying(party: Value) -> Value {
    json!({ "party": party, "evidence": ["E1"], "reason": "经公安机关人口信息系统查询确认" })
}

/// Told on 19 December 2022 under the name alone; three days later the number is found.
async fn identified() -> (Casework, String) {
    let mut casework = Casework::open().await;
    casework.matter.party = known(None);
    let case = casework.noticed().await;
    casework.later(3);
    casework.done("P-0001", "identifyParty", (&case, identifying(known(Some(NUMBER))))).await;
    (casework, case)
}

const BY_NUMBER: &str = "query($number: IdNumber!) {
    cases(filter: { party: { personIdNumber: $number } }) { nodes { id party } }
}";

#[tokio::test]
async fn the_case_is_found_by_the_number_and_decided_against_it() {
    let (mut casework, case) = identified().await;
    let found = casework.ask("P-0001", BY_NUMBER, json!({ "number": NUMBER })).await;
    assert_eq!(found["cases"]["nodes"], json!([{ "id": case, "party": "吴某某" }]));
    let told = casework
        .parts(
            &case,
            "partyDetails { subject } partyIdentifications { party { name } evidence reason anew }",
        )
        .await;
    let subject = told["partyDetails"]["subject"].as_str().unwrap().to_owned();
    let page =
        "query($subject: SubjectId!) { party(id: $subject) { name cases { nodes { id } } } }";
    let page = casework.ask("P-0001", page, json!({ "subject": subject })).await;
    assert_eq!(page["party"], json!({ "name": "吴某某", "cases": { "nodes": [{ "id": case }] } }));
    insta::assert_json_snapshot!(told["partyIdentifications"], @r#"
    [
      {
        "anew": false,
        "evidence": [
          "E1"
        ],
        "party": {
          "name": "吴某某"
        },
        "reason": "经公安机关人口信息系统查询确认"
      }
    ]
    "#);
    casework.later(19);
    let mut input = casework.penalty(&case);
    input["party"] = known(None);
    let refused = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "CONTRADICTORY 决定书的当事人与本案当事人（吴某某）不是同一主体；查明其身份的，先予记录 《市场监督管理行政处罚程序规定》第六十二条第一款第一项"
    ]
    "#);
    let input = casework.penalty(&case);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    let credit = "query($subject: SubjectId!) { creditView(subject: $subject) { party } }";
    let credit = casework.ask("P-0008", credit, json!({ "subject": subject })).await;
    assert_eq!(credit["creditView"]["party"], "吴某某");
    rebuilt_is_live(&casework.app).await;
}

#[tokio::test]
async fn what_was_found_is_read_sealed_beside_what_the_filing_said() {
    let (casework, case) = identified().await;
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
    姓名：吴小刚
    住址：成都市锦江区老街12号
    公民身份号码（查明身份）：510104198506123313
    ");
}

/// The shop behind the name turns out to be registered: it has other rights, and is reported and told anew.
#[tokio::test]
async fn a_registered_shop_behind_a_name_is_told_anew() {
    let mut casework = Casework::open().await;
    let shop = std::mem::replace(&mut casework.matter.party, known(None));
    let case = casework.noticed().await;
    casework.later(3);
    casework.done("P-0001", "identifyParty", (&case, identifying(shop))).await;
    let sentences = casework.sentences(&case).await;
    insta::assert_snapshot!(sentences.last().unwrap(), @"2022年12月22日，成都市锦江区市场监督管理局办案人员李某查明当事人为个体工商户锦江区老街卤味店（92510104MA6T0X1D7T），证据E1，理由：经公安机关人口信息系统查询确认，与此前的报告、告知类型不同，继续调查。依据：《市场监督管理行政处罚程序规定》第四十八条第一款第一项、第六十二条第一款第一项。");
    casework.later(19);
    let input = casework.penalty(&case);
    let refused = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "STEP_MISSING 案件处于「调查中」，该行为须在「已告知」时进行：尚缺调查终结报告，请先提交"
    ]
    "#);
}
