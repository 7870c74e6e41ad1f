//! What credit supervision sees and does (domain.md §9): decisions and their publicity, and nothing of the file
//! that led to them.

use domain::Role;
use serde_json::{Value, json};

use crate::{
    casework::{AGENCY, Casework, sha256},
    subscriptions::serve,
};

/// Every question that finds cases, each narrowed to what is known of the decided one.
const FINDING: &str = "query($case: CaseId!, $id: ID!) {
    case(id: $case) { stageLabel }
    node(id: $id) { id }
    cases { totalCount { value } }
    byNumber: cases(filter: { number: \"锦市监立〔2022〕1号\" }) { totalCount { value } }
    byParty: cases(filter: { party: { nameContains: \"卤味\" } }) { totalCount { value } }
    byHandler: cases(filter: { handler: \"P-0001\" }) { totalCount { value } }
    byFiling: cases(filter: { filedFrom: \"2022-11-28\" }) { totalCount { value } }
    party(id: \"92510104MA6T0X1D7T\") { cases { totalCount { value } } }
    worklist { totalCount { value } }
    deadlines { totalCount { value } }
    auditTrail(caseId: $case) { stageLabel }
    replay(id: $case) { steps { entry { revision } } }
}";

/// How many each question finds, or whether it finds anything.
async fn found(casework: &Casework, person: &str, case: &str) -> Vec<String> {
    let answer = casework.ask(person, FINDING, json!({ "case": case, "id": case })).await;
    let count = |it: &Value| it["totalCount"]["value"].as_u64();
    let told = answer.as_object().unwrap().iter().map(|(question, it)| {
        let many = count(it).or_else(|| count(&it["cases"]));
        format!("{question} {}", many.unwrap_or(u64::from(!it.is_null())))
    });
    told.collect()
}

/// domain.md §9; PUB 16: credit supervision sees a case from its penalty on, by every question alike; not who
/// handles it, nor its audit.
#[tokio::test]
async fn credit_supervision_finds_cases_once_a_penalty_was_decided() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.lead().await;
    let before = found(&casework, "P-0008", &case).await;
    assert!(before.iter().all(|it| it.ends_with(" 0")), "{before:?}");
    casework.later(22);
    let input = casework.penalty(&case);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    casework.falls_due(&case).await;
    insta::assert_json_snapshot!(found(&casework, "P-0008", &case).await, @r#"
    [
      "auditTrail 0",
      "byFiling 0",
      "byHandler 0",
      "byNumber 1",
      "byParty 1",
      "case 1",
      "cases 1",
      "deadlines 3",
      "node 1",
      "party 1",
      "replay 0",
      "worklist 3"
    ]
    "#);
    let yesterday = json!({ "case": case, "asOf": { "recordedAt": "2023-01-09T18:00:00+08:00" } });
    let query = "query($case: CaseId!, $asOf: AsOf) { case(id: $case, asOf: $asOf) { revision } }";
    let earlier = casework.ask("P-0008", query, yesterday.clone()).await;
    assert_eq!(earlier["case"], json!(null));
    assert!(casework.ask("P-0012", query, yesterday).await["case"].is_object());
}

/// domain.md §9: of such a case it sees the decision and its publicity, until when that is due, and nothing of
/// the main file; what it may not see is absent, not empty.
#[tokio::test]
async fn credit_supervision_sees_the_decision_and_its_publicity_alone() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let input = json!({ "decision": "P1", "channel": "PORTAL", "reference": "ZFGS-0001" });
    casework.publicised("P-0008", "publish", (&case, input)).await;
    let query = "query($id: CaseId!) { case(id: $id) {
        number stageLabel party partyDetails { name registration }
        decision { number facts sanctions { text } document { typeLabel } }
        publications { channelLabel }
        publicity { channelLabel stateLabel reference publishedAt deadlines { ruleLabel outcome } }
        redactedCopies { id summary { content } }
        deadlines { ruleLabel outcome } missing { text }
        documents { document { typeLabel number } }
        caseFile { eventType } record { sectionLabel label text } demonstration
        lead { clue } filing { provision } notFiled { explanation } verifiers { name }
        handlers { name } recusals { id } evidence { id } appraisals { id } suspensions { id }
        verificationExtensions { reason } termination { reason } extensions { days } lapses { notice }
        rightsInformed { informedAt } notices { id } statements { id } waivers { notice }
        refunds { id } hearings { id } announcements { id } conclusions { nature } reviews { id }
        proposals { document { typeLabel } } discussions { id } services { decision }
        performance { on } closing { groundLabel } archive { place } auditTrail { stageLabel }
        noPenalty { id } notEstablished { id }
    } }";
    let seen = casework.ask("P-0008", query, json!({ "id": case })).await;
    let mut shown = seen["case"].as_object().unwrap().clone();
    let absent: Vec<_> =
        shown.iter().filter(|(_, it)| it.is_null()).map(|(it, _)| it.clone()).collect();
    shown.retain(|_, it| !it.is_null());
    let gone = "announcements appraisals archive auditTrail closing conclusions discussions evidence \
        extensions filing handlers hearings lapses lead noPenalty notEstablished notFiled notices \
        performance proposals recusals refunds reviews rightsInformed services statements suspensions \
        termination verificationExtensions verifiers waivers";
    assert_eq!(absent.join(" "), gone);
    insta::assert_json_snapshot!(shown);
}

/// domain.md §9: the bytes of the decision, and of nothing that led to it.
#[tokio::test]
async fn credit_supervision_reads_the_decision_and_no_evidence() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    let credit = projections::Viewer {
        person: "P-0008".parse().unwrap(),
        agency: AGENCY.parse().unwrap(),
        unit: projections::Unit::Unposted,
        reads_for: AGENCY.parse().unwrap(),
        heir_of: vec![],
        roles: vec![Role::CreditUnit],
    };
    let places = |kind: &str, text: &str| {
        let document = casework.document(&case, kind, text);
        let sha256 = document["sha256"].as_str().unwrap().parse().unwrap();
        casework.app.read_model.document(&credit, &sha256).unwrap().len()
    };
    assert_eq!(places("PENALTY_DECISION", "行政处罚决定书"), 1);
    assert_eq!(places("EVIDENCE", "平台订单流水"), 0);
    assert_eq!(places("PRIOR_NOTICE", "行政处罚告知书"), 0);
}

/// domain.md §9: it publishes, and does nothing else to a case; what the others do or read is not found.
#[tokio::test]
async fn credit_supervision_publishes_and_nothing_else() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let input = casework.payment(&case, &[("S2", "PRINCIPAL", 5_000_000)]);
    let refused = casework.refused("P-0008", "recordPayment", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "NOT_FOUND 没有这个案件，或者无权查看"
    ]
    "#);
    let query = "mutation($command: CommandId!, $case: CaseId!) {
        readSealed(
            commandId: $command, target: { reporter: $case }, purpose: \"核对\", basis: \"CMP 33\"
        ) { content { value } userErrors { code } }
    }";
    let command = "00000000-0000-0000-0000-5ea1ed000001";
    let read = casework.ask("P-0008", query, json!({ "command": command, "case": case })).await;
    assert_eq!(read["readSealed"]["userErrors"][0]["code"], "NOT_FOUND", "{read}");
}

/// PUB 6, 16: credit supervision masks the copy, and so brings its bytes; to a case of which it sees nothing it brings none.
#[tokio::test]
async fn credit_supervision_uploads_the_copy_that_it_masks() {
    let mut casework = Casework::open().await;
    let unseen = casework.lead().await;
    let case = casework.served().await;
    let server = serve(&casework).await;
    let copy = "行政处罚决定书（公示文本）";
    assert_eq!(server.upload("P-0008", (&unseen, copy)).await, 404);
    assert_eq!(server.upload("P-0008", (&case, copy)).await, 204);
    let document = json!({ "sha256": sha256(copy), "type": "REDACTED_COPY", "pages": 1 });
    let masked = json!([{ "datum": "ID_NUMBER", "whose": "THIRD_PERSON", "from": 3, "to": 5 }]);
    let input = json!({ "decision": "P1", "document": document, "masked": masked });
    casework.done("P-0008", "prepareRedactedCopy", (&case, input)).await;
}
