//! Each part of a case says when it happened, who entered it in which role, and on which documents.

use serde_json::{Value, json};

use crate::casework::Casework;

/// Part by part: what acts put on record.
const PARTS: &str = "query($id: CaseId!) { case(id: $id) {
    lead { registeredAt documents { ...paper } acts { ...by } }
    filing { filedAt approval { ...paper } acts { ...by } }
    rightsInformed { informedAt officers { name } document { ...paper } acts { ...by } }
    evidence { id collectedAt documents { ...paper } acts { ...by } }
    conclusions { concludedAt report { ...paper } acts { ...by } }
    reviews {
        id requestedAt documents { ...paper } acts { ...by }
        opinion { givenAt text checks { pointLabel passed finding } document { ...paper } }
    }
    proposals { approvedAt document { ...paper } acts { ...by } }
    notices { id noticedAt document { ...paper } acts { ...by } }
    decision { id decidedAt agency party { name } document { ...paper } acts { ...by } }
    services { service { servedOn } publicityNotice { ...paper } acts { ...by } }
    performance { payments { paidOn settles receipt { ...paper } acts { ...by } } }
    publications { channelLabel publishedAt acts { ...by } }
    closing { closedAt preparedBy form { ...paper } acts { ...by } }
    archive {
        archivedAt place retention acts { ...by }
        volumes { volumeLabel pages entries { headingLabel document { ...paper } } }
    }
} }
fragment paper on Document { typeLabel sha256 }
fragment by on FileEntry { occurredAt personName roleLabel }";

/// What somebody is told of the parts, each digest checked and told by its length.
async fn told(casework: &Casework, person: &str, case: &str) -> Value {
    let mut answer = casework.ask(person, PARTS, json!({ "id": case })).await["case"].take();
    let mut digests = vec![];
    named(&mut answer, &mut digests);
    assert!(digests.iter().all(|it| it.len() == 64), "{digests:?}");
    answer
}

/// A document by its type alone, its digest apart.
fn named(it: &mut Value, digests: &mut Vec<String>) {
    if let Some(digest) = it.get("sha256").and_then(Value::as_str) {
        digests.push(digest.to_owned());
        *it = it["typeLabel"].take();
        return;
    }
    match it {
        Value::Array(all) => all.iter_mut().for_each(|it| named(it, digests)),
        Value::Object(all) => all.values_mut().for_each(|it| named(it, digests)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn every_part_tells_when_by_whom_and_on_which_documents() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.performed_and_archived(&case).await;
    insta::assert_json_snapshot!(told(&casework, "P-0001", &case).await);
}

/// PR 78; domain.md §9: whoever sees the main file alone is told of no paper of the internal file, though an
/// act of the main file put it there.
#[tokio::test]
async fn papers_of_the_internal_file_are_not_told_by_the_parts_of_the_main_file() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.performed_and_archived(&case).await;
    let seen = told(&casework, "P-0007", &case).await;
    for part in ["conclusions", "reviews", "proposals"] {
        assert_eq!(seen[part], json!(null), "{part}");
    }
    assert_eq!(seen["closing"]["form"], json!(null));
    assert_eq!(seen["closing"]["acts"][0]["personName"], "王某");
    let volumes = seen["archive"]["volumes"].as_array().unwrap().iter();
    assert_eq!(volumes.map(|it| &it["volumeLabel"]).collect::<Vec<_>>(), ["正卷"]);
}

/// What goes on after it began tells each of its steps.
#[tokio::test]
async fn a_part_that_goes_on_tells_its_steps() {
    let mut casework = Casework::open().await;
    let case = casework.investigated().await;
    let approval = casework.document(&case, "SUSPENSION_APPROVAL", "中止调查审批表");
    let input = json!({ "ground": "FORCE_MAJEURE", "reason": "道路中断", "document": approval });
    casework.done("P-0004", "suspendInvestigation", (&case, input)).await;
    let query = "query($id: CaseId!) { case(id: $id) { suspensions {
        suspendedAt document { typeLabel } resumedAt resumedBecause resumedBy { typeLabel }
        acts { eventType occurredAt personName documents { typeLabel } }
    } } }";
    let asked = json!({ "id": case });
    let before = casework.ask("P-0001", query, asked.clone()).await;
    let standing = &before["case"]["suspensions"][0];
    assert_eq!(standing["resumedAt"], json!(null));
    assert_eq!(standing["acts"].as_array().unwrap().len(), 1);
    casework.later(6);
    let approval = casework.document(&case, "SUSPENSION_APPROVAL", "恢复调查审批表");
    let input = json!({ "reason": "道路恢复通行", "document": approval });
    casework.done("P-0004", "resumeInvestigation", (&case, input)).await;
    let after = casework.ask("P-0001", query, asked.clone()).await;
    insta::assert_json_snapshot!(after["case"]["suspensions"], @r#"
    [
      {
        "acts": [
          {
            "documents": [
              {
                "typeLabel": "中止（恢复、终止）调查审批表"
              }
            ],
            "eventType": "case.investigation-suspended",
            "occurredAt": "2022-11-29T10:00:00+08:00",
            "personName": "王某"
          },
          {
            "documents": [
              {
                "typeLabel": "中止（恢复、终止）调查审批表"
              }
            ],
            "eventType": "case.investigation-resumed",
            "occurredAt": "2022-12-05T10:00:00+08:00",
            "personName": "王某"
          }
        ],
        "document": {
          "typeLabel": "中止（恢复、终止）调查审批表"
        },
        "resumedAt": "2022-12-05T10:00:00+08:00",
        "resumedBecause": "道路恢复通行",
        "resumedBy": {
          "typeLabel": "中止（恢复、终止）调查审批表"
        },
        "suspendedAt": "2022-11-29T10:00:00+08:00"
      }
    ]
    "#);
    let elsewhere = casework.ask("P-0007", query, asked).await;
    assert_eq!(elsewhere["case"]["suspensions"][0]["resumedBy"], json!(null));
}
