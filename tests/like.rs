//! 类案 (domain.md §2.6): how like cases were penalised, and where a case stands among them.

use serde_json::{Value, json};

use crate::{casework::Casework, corrections::altered, papers::fine, serious_list::revoked};

const LIKE: &str = "query($id: CaseId!) { case(id: $id) { likeCases {
    violationLabel grade gradeLabel count from to
    fines { count least { yuan } lowerQuartile { yuan } median { yuan } upperQuartile { yuan } most { yuan } }
    kinds { kind kindLabel count } agencies { agency count fines { count median { yuan } } }
    place { fine { yuan } lower same higher rank percentile }
    othersWithheld othersWithheldBecause
} } }";

async fn asked(casework: &Casework, person: &str, case: &str) -> Value {
    casework.ask(person, LIKE, json!({ "id": case })).await["case"]["likeCases"].take()
}

/// 川市监发〔2022〕68号 (十七) 类案不同罚: whoever proposes a fine sees how like cases were fined, as they count now.
#[tokio::test]
async fn a_reviewer_sees_where_a_proposal_stands_among_like_cases() {
    let mut casework = Casework::open().await;
    let mut decided = vec![];
    for yuan in [50_000, 60_000, 90_000] {
        casework.matter.sanctions = fine(yuan * 100);
        decided.push(casework.decided().await);
        casework.later(3);
    }
    casework.matter.sanctions = fine(7_000_000);
    let case = casework.in_review_as(|_| ()).await;
    insta::assert_json_snapshot!(asked(&casework, "P-0005", &case).await);

    // APL 75.2: one is altered from 90,000 to 20,000 yuan, another one revoked.
    let lower = altered(&casework, &decided[2], 2_000_000);
    casework.done("P-0004", "alterDecision", (&decided[2], lower)).await;
    revoked(&mut casework, &decided[0]).await;
    let told = asked(&casework, "P-0001", &case).await;
    assert_eq!(told["count"], 2);
    assert_eq!(
        (&told["fines"]["least"], &told["fines"]["most"]),
        (&json!({ "yuan": "20000.00" }), &json!({ "yuan": "60000.00" }))
    );
    insta::assert_json_snapshot!(told["place"]);
}

/// domain.md §9: what is weighed before a decision is of the internal file; who doesn't see that sees no like cases.
#[tokio::test]
async fn who_does_not_see_the_internal_file_is_told_of_no_like_cases() {
    let mut casework = Casework::open().await;
    let case = casework.in_review_as(|_| ()).await;
    assert_eq!(asked(&casework, "P-0004", &case).await["count"], 0);
    for elsewhere in ["P-0007", "P-0012"] {
        assert_eq!(asked(&casework, elsewhere, &case).await, json!(null), "{elsewhere}");
    }
    casework.matter.violation = "OTHER";
    let other = casework.in_review_as(|_| ()).await;
    assert_eq!(asked(&casework, "P-0004", &other).await, json!(null), "it is like nothing");
}
