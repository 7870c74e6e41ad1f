//! What a legal reviewer asks of a case: who did what on which basis, and what is missing.

use serde_json::json;

use crate::casework::Casework;

/// The model sentence, and all that stands behind it.
#[tokio::test]
async fn an_act_tells_who_when_in_which_role_under_which_item_and_on_which_basis() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    let asked = "query($id: CaseId!) { auditTrail(caseId: $id) { entries {
        sentence personName role roleLabel powerItem basis occurredAt recordedAt
        documents { typeLabel } deadlines { ruleLabel outcome days text }
    } } }";
    let mut answer = casework.ask("P-0005", asked, json!({ "id": case })).await;
    insta::assert_json_snapshot!(answer["auditTrail"]["entries"][2].take());
}

#[tokio::test]
async fn each_act_names_the_hash_of_the_one_before() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    let asked = "query($id: CaseId!) { auditTrail(caseId: $id) { entries { prevHash hash } } }";
    let answer = casework.ask("P-0005", asked, json!({ "id": case })).await;
    let entries = answer["auditTrail"]["entries"].as_array().unwrap();
    assert_eq!(entries[0]["prevHash"], "0".repeat(64));
    for pair in entries.windows(2) {
        assert_eq!(pair[0]["hash"], pair[1]["prevHash"]);
    }
}

#[tokio::test]
async fn what_the_law_requires_at_this_stage_is_named_with_its_articles() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    let asked = "query($id: CaseId!) { auditTrail(caseId: $id) {
        stageLabel missing { code text citation }
    } }";
    let mut answer = casework.ask("P-0005", asked, json!({ "id": case })).await;
    insta::assert_json_snapshot!(answer["auditTrail"].take());
}

/// A duty that nobody saw to is named, with by how much.
#[tokio::test]
async fn a_deadline_that_was_missed_is_told_with_by_how_much() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-12-12T09:00:00+08:00");
    let asked = "query($id: CaseId!) { auditTrail(caseId: $id) {
        overdue { ruleLabel outcomeLabel days dueDate }
    } }";
    let mut answer = casework.ask("P-0005", asked, json!({ "id": case })).await;
    insta::assert_json_snapshot!(answer["auditTrail"]["overdue"].take());
}

#[tokio::test]
async fn an_act_entered_late_says_so_with_its_reason_and_lag() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-12-02T09:00:00+08:00");
    let act = json!({
        "commandId": "33333333-3333-3333-3333-333333333333",
        "occurredAt": "2022-11-28T09:00:00+08:00",
        "powerItem": "SCJG-CF-001",
        "lateEntryReason": "系统停机，纸质审批后补录"
    });
    let input = casework.filing(&case);
    let filed = casework.send("P-0004", "fileCase", (&case, act, input)).await;
    assert_eq!(filed["userErrors"], json!([]));
    let asked = "query($id: CaseId!) { auditTrail(caseId: $id) { entries {
        sentence lateEntry { reason lagDays text }
        deadlines { ruleLabel outcome outcomeLabel doneAt doneRecordedAt }
    } } }";
    let mut answer = casework.ask("P-0005", asked, json!({ "id": case })).await;
    insta::assert_json_snapshot!(answer["auditTrail"]["entries"][2].take());
}

/// What is known today is not held against whoever decided before.
#[tokio::test]
async fn a_case_is_answered_as_of_a_time_or_a_place_with_both_told() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    let before = json!({ "recordedAt": "2022-11-20T09:00:00+08:00" });
    let asked = "query($id: CaseId!, $asOf: AsOf) {
        case(id: $id, asOf: $asOf) {
            stageLabel number revision known { recordedAt position }
            deadlines { ruleLabel outcomeLabel days }
        }
        auditTrail(caseId: $id, asOf: $asOf) { stageLabel entries { eventType } }
    }";
    let by_time = casework.ask("P-0001", asked, json!({ "id": case, "asOf": before })).await;
    let position = by_time["case"]["known"]["position"].clone();
    let by_place = json!({ "id": case, "asOf": { "position": position } });
    let by_place = casework.ask("P-0001", asked, by_place).await;
    assert_eq!(by_place["auditTrail"], by_time["auditTrail"]);
    let now = casework.ask("P-0001", asked, json!({ "id": case })).await;
    let stages = [&by_time, &by_place, &now].map(|it| &it["case"]["stageLabel"]);
    assert_eq!(stages, ["核查中", "核查中", "调查中"]);
    assert_eq!(by_time["case"]["known"]["recordedAt"], before["recordedAt"]);
    assert_eq!(by_time["case"]["number"], json!(null));
    let never = json!({ "id": case, "asOf": { "recordedAt": "2022-11-01T09:00:00+08:00" } });
    assert_eq!(casework.ask("P-0001", asked, never).await["case"], json!(null));
}

/// What will be known then, nobody knows.
#[tokio::test]
async fn nothing_is_answered_as_of_a_time_or_a_place_that_lies_ahead() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    let asked = "query($id: CaseId!, $asOf: AsOf) { case(id: $id, asOf: $asOf) { id } }";
    for (field, ahead) in
        [("recordedAt", "2027-06-30T09:00:00+08:00"), ("position", "00000000ffffffff")]
    {
        let as_of = json!({ "id": case, "asOf": { field: ahead } });
        let refused = casework.told("P-0001", asked, as_of).await;
        let error = &refused[0]["extensions"];
        assert_eq!(error["code"], "BAD_USER_INPUT", "{refused}");
        assert_eq!(error["path"], json!(["asOf", field]), "{refused}");
    }
}

/// What the leaders deliberate is seen by whoever may see it (domain.md §9; PR 78): here an intake officer
/// does not.
#[tokio::test]
async fn the_internal_file_is_absent_for_whoever_may_not_see_it() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    let asked = "query($id: CaseId!) {
        case(id: $id) {
            conclusions { opinionLabel } reviews { id } proposals { sanctions { text } }
            discussions { id }
            caseFile { eventType documents { typeLabel } }
            documents { volumeLabel headingLabel document { typeLabel } }
            record { sectionLabel label }
        }
        replay(id: $id) { steps { entry { eventType } changes { label } } }
    }";
    let seen = casework.ask("P-0001", asked, json!({ "id": case })).await;
    assert_eq!(seen["case"]["reviews"][0]["id"], "V1");
    assert!(seen.to_string().contains("副卷"));
    let unseen = casework.ask("P-0012", asked, json!({ "id": case })).await;
    for field in ["conclusions", "reviews", "proposals", "discussions"] {
        assert_eq!(unseen["case"][field], json!(null), "{field}");
    }
    for internal in ["副卷", "case.review", "investigation-concluded", "调查终结报告", "审核意见"]
    {
        assert!(!unseen.to_string().contains(internal), "{internal}");
    }
}

/// Everything that a case holds once its decision was served and nothing is paid.
#[tokio::test]
async fn a_case_tells_all_its_parts() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.later(30);
    let asked = "query($id: CaseId!) { case(id: $id) {
        stageLabel number partyDetails { name kindLabel registration } handlers { name certificate }
        evidence { id kindLabel description } notices { id number hearingTold hearingBecause }
        reviews { kindLabel opinion { conclusionLabel reviewer { name } } }
        decision { number sanctions { id text amount { fen yuan text } } surchargeStated }
        services { decision service { modeLabel servedOn proof { typeLabel } } }
        performance { on owed { sanction text due surcharge { days amount { text } citation } } }
        publicity { channelLabel stateLabel }
        documents { volumeLabel headingLabel document { typeLabel number } }
        missing { text citation } demonstration
    } }";
    let mut answer = casework.ask("P-0001", asked, json!({ "id": case })).await;
    insta::assert_json_snapshot!(answer["case"].take());
}
