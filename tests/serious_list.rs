//! Whether the party is entered in the list of serious violations is proposed, told and decided with its penalty
//! (SDL 2, 12, 13).

use serde_json::{Value, json};

use crate::{casework::Casework, papers::fine};

/// What is proposed of the list.
fn proposed() -> Value {
    json!({
        "field": "FOOD",
        "item": 1,
        "circumstances": { "serious": "两年内第三次被查处" },
        "weighing": { "intent": "明知无证仍继续经营", "frequency": "两年内第三次" }
    })
}

fn decided(casework: &Casework, case: &str) -> Value {
    json!({
        "proposed": proposed(),
        "grounds": "未取得食品经营许可从事食品经营活动，情节严重",
        "consequences": "列入期三年，通过国家企业信用信息公示系统公示",
        "removal": "满一年且履行义务的，可以申请提前移出",
        "remedies": "可以在六十日内申请行政复议",
        "powerItem": "SCJG-QT-002",
        "upperConsent": {
            "agency": "CITY_5101_AMR",
            "givenOn": casework.today(),
            "document": casework.document(case, "LISTING_CONSENT", "同意列入的批复")
        }
    })
}

/// Agreed on, for a fine of 50 000 yuan on the heavier grade; the list is not asked for yet.
async fn agreed(casework: &mut Casework) -> String {
    let mut sanctions = fine(5_000_000);
    sanctions[0]["grade"] = json!("HEAVIER");
    casework.matter.sanctions = sanctions;
    let case = casework.in_review_as(|_| ()).await;
    casework.later(3);
    casework.agreed(&case).await;
    case
}

fn approval(casework: &Casework, case: &str) -> Value {
    json!({
        "sanctions": casework.matter.sanctions,
        "seriousList": proposed(),
        "document": casework.document(case, "PROPOSAL_APPROVAL", "行政处罚告知审批表")
    })
}

const TOLD: &str = "query($id: CaseId!) { case(id: $id) {
    proposals { seriousList { ...told } }
    notices { seriousList { ...told } }
    decisions { seriousList {
        proposal { ...told } heavy grounds powerItem
        upperConsent { agency givenOn } consentLevels { number citation }
    } }
} }
fragment told on SeriousListProposal {
    fieldLabel citation vileNature serious weighing { intent frequency harm }
}";

/// SDL 13: the same is proposed, told and decided, and the decision says what the list wants.
#[tokio::test]
async fn an_entry_is_proposed_told_and_decided_with_the_penalty() {
    let mut casework = Casework::open().await;
    let case = agreed(&mut casework).await;
    let input = approval(&casework, &case);
    casework.done("P-0004", "approveProposal", (&case, input)).await;
    casework.later(3);
    let mut input = casework.notice(&case);
    input["seriousList"] = proposed();
    casework.done("P-0001", "servePriorNotice", (&case, input)).await;
    casework.later(22);
    let mut input = casework.penalty(&case);
    input["discretion"] = json!("两年内因同类违法行为受过行政处罚，依法从重处罚");
    input["seriousList"] = decided(&casework, &case);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    let told = casework.ask("P-0004", TOLD, json!({ "id": case })).await;
    insta::assert_json_snapshot!(told["case"]);
    let sentences = casework.sentences(&case).await;
    let of_the_list = sentences.iter().filter(|it| it.contains("严重违法失信名单")).count();
    assert_eq!(of_the_list, 3, "{sentences:#?}");
}

/// SDL 2, 12, 13: what stands in the way is named at once, and nobody is entered who was not told.
#[tokio::test]
async fn nobody_is_entered_without_a_heavy_penalty_or_untold() {
    let mut casework = Casework::open().await;
    let case = agreed(&mut casework).await;
    let mut input = approval(&casework, &case);
    input["sanctions"][0]["grade"] = json!("ORDINARY");
    input["seriousList"]["circumstances"] = json!({});
    input["seriousList"]["noIntentProven"] = json!(true);
    let lacking = casework.refused("P-0004", "approveProposal", (&case, input)).await;
    let mut input = approval(&casework, &case);
    input["seriousList"] = Value::Null;
    casework.done("P-0004", "approveProposal", (&case, input)).await;
    casework.later(3);
    let mut input = casework.notice(&case);
    input["seriousList"] = proposed();
    let unapproved = casework.refused("P-0001", "servePriorNotice", (&case, input)).await;
    insta::assert_json_snapshot!(json!({ "lacking": lacking, "unapproved": unapproved }));
}
