//! Whether the party is entered in the list of serious violations is proposed, told and decided with its penalty
//! (SDL 2, 12, 13); the entry is opened from there, and ends by time or with the decision.

use api::{clockwork::settle, parts};
use domain::listing;
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

/// Agreed on, for a fine of so many fen on the heavier grade; the list is not asked for yet.
async fn agreed(casework: &mut Casework, fen: i64) -> String {
    let mut sanctions = fine(fen);
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

/// Entered by the decision `P1` of 10 January 2023, which was served two days later.
pub async fn entered(casework: &mut Casework) -> String {
    entered_for(casework, 5_000_000).await
}

/// The same for a fine of so many fen.
pub async fn entered_for(casework: &mut Casework, fen: i64) -> String {
    let case = agreed(casework, fen).await;
    let input = approval(casework, &case);
    casework.done("P-0004", "approveProposal", (&case, input)).await;
    casework.later(3);
    let mut input = casework.notice(&case);
    input["seriousList"] = proposed();
    casework.done("P-0001", "servePriorNotice", (&case, input)).await;
    casework.later(22);
    let mut input = casework.penalty(&case);
    input["discretion"] = json!("两年内因同类违法行为受过行政处罚，依法从重处罚");
    input["seriousList"] = decided(casework, &case);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    casework.later(2);
    casework.hand_over_decision(&case).await;
    case
}

/// By what the decision is revoked by its own agency, and the party handed that on the same day.
pub fn revocation(casework: &Casework, case: &str) -> Value {
    json!({
        "decision": "P1",
        "reason": "当事人主体认定错误",
        "service": casework.handed_over(case, "撤销行政处罚决定书"),
        "document": casework.document(case, "CORRECTION_DECISION", "撤销行政处罚决定书")
    })
}

/// It was revoked so.
pub async fn revoked(casework: &mut Casework, case: &str) {
    let input = revocation(casework, case);
    casework.done("P-0004", "revokeDecision", (case, input)).await;
}

/// What the record of the entry tells.
async fn entry(casework: &Casework, case: &str) -> Vec<String> {
    let decision = "P1".parse().unwrap();
    let stream = listing::stream_of(listing::of_decision(case.parse().unwrap(), &decision));
    let history = casework.app.store.read(&stream).await.unwrap();
    let told = |it: &store::Recorded| it.decode::<listing::Event>().unwrap().sentence();
    history.iter().map(told).collect()
}

/// What is due of the entry, for somebody.
async fn due(casework: &Casework, person: &str) -> Vec<String> {
    let query = "{ worklist(first: 50) { nodes {
        recordKind recordKindLabel recordId caseNumber party deadline { ruleLabel dueDate }
    } } }";
    let answer = casework.ask(person, query, json!({})).await;
    let all = answer["worklist"]["nodes"].as_array().unwrap().iter();
    let of_entries = all.filter(|it| it["recordKind"] == "LISTING");
    let told = |it: &Value| {
        let keys = ["recordKindLabel", "caseNumber", "party"];
        let said = keys.map(|key| it[key].as_str().unwrap());
        let [rule, day] = ["ruleLabel", "dueDate"].map(|key| it["deadline"][key].as_str().unwrap());
        format!("{} {rule} {day}", said.join(" "))
    };
    of_entries.map(told).collect()
}

/// SDL 13: the same is proposed, told and decided, and the decision says what the list wants.
#[tokio::test]
async fn an_entry_is_proposed_told_and_decided_with_the_penalty() {
    let mut casework = Casework::open().await;
    let case = entered(&mut casework).await;
    let told = casework.ask("P-0004", TOLD, json!({ "id": case })).await;
    insta::assert_json_snapshot!(told["case"]);
    let sentences = casework.sentences(&case).await;
    let of_the_list = sentences.iter().filter(|it| it.contains("严重违法失信名单")).count();
    assert_eq!(of_the_list, 3, "{sentences:#?}");
}

/// SDL: the clock opens the entry from the decision, its limits are on the worklist of handlers and credit unit, and
/// three years later it is over; each once.
#[tokio::test]
async fn a_decision_opens_its_entry_which_lasts_three_years() {
    let mut casework = Casework::open().await;
    let case = entered(&mut casework).await;
    settle(&casework.app).await.unwrap();
    let due = [due(&casework, "P-0001").await, due(&casework, "P-0008").await];
    casework.on("2026-01-12T10:00:00+08:00");
    settle(&casework.app).await.unwrap();
    let told = entry(&casework, &case).await;
    insta::assert_json_snapshot!(json!({ "due": due, "told": told }));
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    assert_eq!(entry(&casework, &case).await, told);
}

/// SDL; APL 48.2: an entry is revoked with the decision that it rests on, also where the program stood still meanwhile;
/// tables that are made anew begin nothing.
#[tokio::test]
async fn an_entry_is_revoked_with_its_decision() {
    let mut casework = Casework::open().await;
    let case = entered(&mut casework).await;
    let at = "2023-02-13T10:00:00+08:00";
    casework.on(at);
    revoked(&mut casework, &case).await;
    let casework = Casework::open_in(casework.close().await, at);
    settle(&casework.app).await.unwrap();
    let told = entry(&casework, &case).await;
    insta::assert_json_snapshot!(told);
    let folder = casework.close().await;
    std::fs::remove_dir_all(parts::tables(folder.path())).unwrap();
    let casework = Casework::open_in(folder, at);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    assert_eq!(entry(&casework, &case).await, told);
}

/// SDL 2, 12, 13: what stands in the way is named at once, and nobody is entered who was not told.
#[tokio::test]
async fn nobody_is_entered_without_a_heavy_penalty_or_untold() {
    let mut casework = Casework::open().await;
    let case = agreed(&mut casework, 5_000_000).await;
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
