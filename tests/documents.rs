//! A document of a case, by its digest: where it lies in the file, who put it there by which act, how it was
//! served, what took its place.

use serde_json::{Value, json};

use crate::casework::Casework;

const DOCUMENT: &str = "query($case: CaseId!, $sha256: Sha256!, $asOf: AsOf) {
    document(caseId: $case, sha256: $sha256, asOf: $asOf) {
        known { recordedAt position }
        entries {
            volumeLabel headingLabel supersededBy
            document { typeLabel number pages place }
            acts { eventType personName roleLabel occurredAt }
            service { modeLabel servedOn proof { typeLabel } }
        }
    }
}";

async fn found(casework: &Casework, person: &str, (case, sha256, as_of): Asked<'_>) -> Value {
    let variables = json!({ "case": case, "sha256": sha256, "asOf": as_of });
    casework.ask(person, DOCUMENT, variables).await["document"].take()
}

/// Of which case, which document, as of when.
type Asked<'a> = (&'a str, &'a Value, Value);

#[tokio::test]
async fn a_decision_tells_its_number_who_filed_it_and_that_it_was_served_once_it_was() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    let decision = casework.document(&case, "PENALTY_DECISION", "行政处罚决定书")["sha256"].take();
    let decided = casework.app.clock.now().to_string();
    let unserved = found(&casework, "P-0001", (&case, &decision, json!(null))).await;
    assert_eq!(unserved["entries"][0]["service"], json!(null));
    casework.later(2);
    casework.hand_over_decision(&case).await;
    let served = found(&casework, "P-0001", (&case, &decision, json!(null))).await;
    insta::assert_json_snapshot!(served["entries"], @r#"
    [
      {
        "acts": [
          {
            "eventType": "case.penalty-decided",
            "occurredAt": "2023-01-10T10:00:00+08:00",
            "personName": "王某",
            "roleLabel": "负责人"
          }
        ],
        "document": {
          "number": "锦市监处罚〔2023〕1号",
          "pages": 1,
          "place": null,
          "typeLabel": "行政处罚决定书"
        },
        "headingLabel": "行政处罚决定书及送达回证",
        "service": {
          "modeLabel": "直接送达",
          "proof": [
            {
              "typeLabel": "送达回证"
            }
          ],
          "servedOn": "2023-01-12"
        },
        "supersededBy": null,
        "volumeLabel": "正卷"
      }
    ]
    "#);
    let then = json!({ "recordedAt": decided });
    let then = found(&casework, "P-0001", (&case, &decision, then)).await;
    assert_eq!(then["entries"], unserved["entries"]);
    assert_eq!(then["known"]["recordedAt"], decided);
    let place = json!({ "position": then["known"]["position"] });
    let by_place = found(&casework, "P-0001", (&case, &decision, place)).await;
    assert_eq!(by_place["entries"], unserved["entries"]);
    let before = json!({ "recordedAt": "2022-12-01T09:00:00+08:00" });
    assert_eq!(found(&casework, "P-0001", (&case, &decision, before)).await, json!(null));
}

/// Domain.md §9; PR 78.
#[tokio::test]
async fn a_document_of_the_internal_file_is_found_by_whoever_may_see_it() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    let other = casework.lead().await;
    let opinion = casework.document(&case, "REVIEW_OPINION", "审核意见")["sha256"].take();
    let seen = found(&casework, "P-0001", (&case, &opinion, json!(null))).await;
    assert_eq!(seen["entries"][0]["volumeLabel"], "副卷");
    for (person, case) in [("P-0008", &case), ("P-0011", &case), ("P-0001", &other)] {
        let unseen = found(&casework, person, (case, &opinion, json!(null))).await;
        assert_eq!(unseen, json!(null), "{person}");
    }
    let unknown = json!("0".repeat(64));
    assert_eq!(found(&casework, "P-0001", (&case, &unknown, json!(null))).await, json!(null));
}

/// PR 58.
#[tokio::test]
async fn a_notice_that_another_has_replaced_says_so() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.later(1);
    let mut again = casework.notice(&case);
    again["supersedes"] = json!("N1");
    again["newGround"] = json!("发现当事人另有未经许可的配送站点");
    again["document"] = casework.document(&case, "PRIOR_NOTICE", "行政处罚告知书（重新告知）");
    let second = again["document"]["sha256"].clone();
    casework.done("P-0001", "servePriorNotice", (&case, again)).await;
    let first = casework.document(&case, "PRIOR_NOTICE", "行政处罚告知书")["sha256"].take();
    let mut told = vec![];
    for notice in [first, second] {
        let it = found(&casework, "P-0001", (&case, &notice, json!(null))).await;
        let it = &it["entries"][0];
        told.push(json!([it["document"]["number"], it["supersededBy"]]));
    }
    insta::assert_json_snapshot!(told, @r#"
    [
      [
        "锦市监罚告〔2022〕1号",
        "N2"
      ],
      [
        "锦市监罚告〔2022〕2号",
        null
      ]
    ]
    "#);
}

/// The number was allotted when it was signed.
#[tokio::test]
async fn a_case_is_found_by_the_number_of_a_document_that_it_signed() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    casework.lead().await;
    let asked = "query($number: DocumentNumber!) {
        cases(filter: { documentNumber: $number }) { nodes { id } }
    }";
    for number in ["锦市监处罚〔2023〕1号", "锦市监罚告〔2022〕1号"] {
        let answer = casework.ask("P-0001", asked, json!({ "number": number })).await;
        assert_eq!(answer["cases"]["nodes"], json!([{ "id": case }]), "{number}");
    }
    let none = casework.ask("P-0001", asked, json!({ "number": "锦市监处罚〔2023〕2号" })).await;
    assert_eq!(none["cases"]["nodes"], json!([]));
}
