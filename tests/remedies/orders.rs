//! What an organ orders the agency to perform, and what becomes of it.

use serde_json::{Value, json};

use super::{concluded, reconsidered};
use crate::{casework::Casework, histories::rebuilt_is_live};

/// What is missing because it was ordered and has not been performed.
fn unperformed(told: &Value) -> Vec<String> {
    let missing = told["case"]["missing"].as_array().unwrap().iter();
    let texts = missing.filter_map(|it| it["text"].as_str());
    texts.filter(|it| it.contains("责令履行")).map(str::to_owned).collect()
}

/// ARL17 28; ARL 66: an order names the sanctions that it is about and the time that the organ set, which stands on the
/// worklist; what is owed is told until it was performed, and a proof of that is on file.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
async fn what_the_organ_orders_is_owed_in_its_time_until_it_was_performed() {
    let mut casework = Casework::open().await;
    let case = reconsidered(&mut casework).await;
    casework.on("2023-03-10T10:00:00+08:00");
    let bare = concluded(&casework, &case, ("ORDERED_TO_PERFORM", "DUTY_NOT_PERFORMED"), json!([]));
    let refused = casework.refused("P-0001", "concludeRemedy", (&case, bare.clone())).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "INCOMPLETE 请填写责令履行的内容 《中华人民共和国行政复议法（2017年修正）》第二十八条"
    ]
    "#);
    let mut input = bare;
    input["order"] = json!({
        "duty": "就S1的罚款作出是否准予分期缴纳的决定", "sanctions": ["S1"], "until": "2023-03-31"
    });
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    assert_eq!(casework.deadlines(&case, "PERFORM").await, ["2023-03-31 OPEN 21"]);
    let told = "query($id: CaseId!) { case(id: $id) {
        remedies {
            conclusion { outcomeLabel citations order { duty sanctions until } }
            performance { account document { typeLabel } }
        }
        missing { text citation }
    } }";
    let owed = casework.ask("P-0001", told, json!({ "id": case })).await;
    insta::assert_json_snapshot!(owed["case"]["remedies"], @r#"
    [
      {
        "conclusion": {
          "citations": [
            "《中华人民共和国行政复议法（2017年修正）》第二十八条"
          ],
          "order": {
            "duty": "就S1的罚款作出是否准予分期缴纳的决定",
            "sanctions": [
              "S1"
            ],
            "until": "2023-03-31"
          },
          "outcomeLabel": "责令履行"
        },
        "performance": null
      }
    ]
    "#);
    assert_eq!(
        unperformed(&owed),
        [
            "行政复议（编号J1）责令履行的内容尚未履行：就S1的罚款作出是否准予分期缴纳的决定，期限至2023年3月31日"
        ]
    );
    let due = "{ worklist(first: 50) { nodes { deadline { rule ruleLabel dueDate } } } }";
    let due = casework.ask("P-0001", due, json!({})).await["worklist"]["nodes"].take();
    let of_it = json!({ "deadline": {
        "rule": "PERFORM", "ruleLabel": "责令履行期限", "dueDate": "2023-03-31"
    } });
    assert!(due.as_array().unwrap().contains(&of_it), "{due:?}");
    casework.on("2023-03-28T10:00:00+08:00");
    let performed = json!({
        "remedy": "J1",
        "account": "已经作出准予分期缴纳的决定，并送达当事人",
        "document": casework.document(&case, "PERFORMANCE_PROOF", "准予分期缴纳决定书")
    });
    casework.done("P-0001", "performOrder", (&case, performed)).await;
    assert_eq!(casework.deadlines(&case, "PERFORM").await, ["2023-03-31 MET 3"]);
    let done = casework.ask("P-0001", told, json!({ "id": case })).await;
    insta::assert_json_snapshot!(done["case"]["remedies"][0]["performance"], @r#"
    {
      "account": "已经作出准予分期缴纳的决定，并送达当事人",
      "document": {
        "typeLabel": "履行义务、纠正违法行为的证明"
      }
    }
    "#);
    assert_eq!(unperformed(&done), [""; 0]);
    let sentences = casework.sentences(&case).await;
    insta::assert_json_snapshot!(sentences[sentences.len() - 2..], @r#"
    [
      "2023年3月10日，成都市锦江区市场监督管理局登记人员李某收到行政复议（编号J1）的结果：责令履行，理由为不履行法定职责，责令于2023年3月31日前（含当日）履行（涉及处罚S1）：就S1的罚款作出是否准予分期缴纳的决定，送达日期为2023年3月10日，起诉期限至2023年3月27日届满。依据：《中华人民共和国行政复议法（2017年修正）》第二十八条。",
      "2023年3月28日，成都市锦江区市场监督管理局登记人员李某履行行政复议（编号J1）责令履行的内容：已经作出准予分期缴纳的决定，并送达当事人。依据：《中华人民共和国行政复议法（2017年修正）》第二十八条。"
    ]
    "#);
    rebuilt_is_live(&casework.app).await;
}
