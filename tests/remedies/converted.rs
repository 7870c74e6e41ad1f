//! What was taken in as a simple matter, and turned out to be none.

use serde_json::json;

use super::{fined, opened};
use crate::{casework::Casework, histories::rebuilt_is_live};

/// ARL 48, 54, 55, 62: the agency's five working days become ten, and the organ's thirty days sixty, from the same
/// days.
#[tokio::test]
async fn a_simplified_reconsideration_goes_on_by_the_ordinary_procedure() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.on("2024-01-12T10:00:00+08:00");
    let mut input = opened(&casework, &case, "2024-01-10");
    input["procedure"] = json!("SIMPLIFIED");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    let due = async |casework: &Casework, rule| {
        let due = casework.deadlines(&case, rule).await;
        due.iter().map(|it| it.rsplit_once(' ').unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(due(&casework, "RECON_REPLY_SIMPLE").await, ["2024-01-19 OPEN"]);
    assert_eq!(due(&casework, "RECON_SIMPLE").await, ["2024-02-09 OPEN"]);
    casework.on("2024-01-16T10:00:00+08:00");
    let notice = casework.document(&case, "REMEDY_NOTICE", "转为普通程序审理通知书");
    let input = json!({ "remedy": "J1", "document": notice });
    casework.done("P-0001", "convertRemedy", (&case, input.clone())).await;
    assert_eq!(due(&casework, "RECON_REPLY").await, ["2024-01-26 OPEN"]);
    assert_eq!(due(&casework, "RECON_DECIDE").await, ["2024-03-11 OPEN"]);
    let query = "query($id: CaseId!) { case(id: $id) { remedies { procedureLabel convertedAt } } }";
    let told = casework.ask("P-0001", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(told["case"]["remedies"][0], @r#"
    {
      "convertedAt": "2024-01-16T10:00:00+08:00",
      "procedureLabel": "普通程序"
    }
    "#);
    let again = casework.refused("P-0001", "convertRemedy", (&case, input)).await;
    insta::assert_json_snapshot!(again, @r#"
    [
      "ALREADY_DONE 该案适用普通程序审理 《中华人民共和国行政复议法》第五十五条"
    ]
    "#);
    rebuilt_is_live(&casework.app).await;
}
