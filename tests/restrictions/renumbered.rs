//! The number of a party was mistyped in a decision: what is shown of it, its entry of the list of serious violations and
//! what rests on both, once that was put right (补正; domain.md §6.7; scenario 14).

use serde_json::{Value, json};

use super::desk::{BUREAU, Desk, FINANCE, Pair};
use crate::{casework::Casework, corrections, histories::rebuilt_is_live, serious_list};

const MISTYPED: &str = "92510104MA6T0X1D7T";
const RIGHT: &str = "92510104MA6T0X2D34";

const PUBLIC: &str = "query($number: DocumentNumber!) {
    publishedPenalty(number: $number) { summary { registration } shown { channelLabel current } }
    mistyped: publishedPenalties(first: 5, filter: { channel: GSXT, registration: \"92510104MA6T0X1D7T\" }) {
        totalCount { value }
    }
    right: publishedPenalties(first: 5, filter: { channel: GSXT, registration: \"92510104MA6T0X2D34\" }) {
        totalCount { value }
    }
    listedSubjects { nodes { party registration } }
}";

const SHOWN: &str = "query($id: CaseId!) { case(id: $id) {
    publicity { channelLabel stateLabel outdated deadlines { ruleLabel dueDate outcomeLabel } history { sentence } }
    missing { text citation }
} }";

const VIEW: &str = "query($subject: SubjectId!) { creditView(subject: $subject) {
    party penalties { standing { number } } listings { registerLabel standingLabel }
    domains { domainLabel active notified unfounded }
} }";

/// The merchant was entered and is shown on GSXT, and the finance department has imposed a limit on account of the entry.
async fn limited() -> (Desk, [String; 2], Pair) {
    let mut desk = Desk::open().await;
    let case = serious_list::entered(&mut desk.casework).await;
    let entry = desk.casework.opened(&case).await;
    desk.casework.listed("P-0008", "publishListing", (&entry, json!({}))).await;
    desk.casework.approved_copy(&case).await;
    let published = json!({ "decision": "P1", "channel": "GSXT", "reference": "GSXT-0001" });
    desk.casework.publicised("P-0008", "publish", (&case, published)).await;
    let source = desk.source_in(&domain::listing::stream_of(entry.parse().unwrap())).await;
    let pair = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let input = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    desk.done(FINANCE, "imposeRestriction", (&pair, input)).await;
    (desk, [case, entry], pair)
}

async fn put_right(casework: &mut Casework, case: &str) {
    let input = corrections::number_put_right(casework, case, RIGHT);
    casework.done("P-0004", "correctClerical", (case, input)).await;
    casework.settled().await;
}

async fn found(casework: &Casework) -> Value {
    casework.ask_publicly(PUBLIC, json!({ "number": "锦市监处罚〔2023〕1号" })).await
}

/// What the credit unit has to see to, of the channels and of the entry.
async fn due(casework: &Casework) -> Vec<String> {
    let query = "{ worklist(first: 50) { nodes { recordKind deadline { ruleLabel dueDate } } } }";
    let told = casework.ask("P-0008", query, json!({})).await;
    let nodes = told["worklist"]["nodes"].as_array().unwrap().clone();
    let of_these =
        nodes.iter().filter(|it| it["recordKind"] != "CASE" && !it["deadline"].is_null());
    of_these.map(|it| it["deadline"].to_string()).collect()
}

/// APL 75.2; PUB 12; EIP 12: what is shown under the mistyped number is right no longer, wherever it is, and stands on the
/// worklist until it is corrected; the entry is the right one's, which finds it.
#[tokio::test]
async fn what_is_shown_under_a_mistyped_number_is_corrected_and_found_by_the_right_one() {
    let (mut desk, [case, entry], _) = limited().await;
    let before = found(&desk.casework).await;
    desk.casework.on("2023-02-06T10:00:00+08:00");
    put_right(&mut desk.casework, &case).await;
    let outdated = (
        found(&desk.casework).await,
        due(&desk.casework).await,
        desk.casework.ask("P-0008", SHOWN, json!({ "id": case })).await,
    );
    desk.casework.copied_anew(&case, "行政处罚决定书").await;
    let corrected = json!({
        "decision": "P1", "channel": "GSXT", "reason": "决定书补正", "onDemand": false
    });
    desk.casework.publicised("P-0008", "correctPublicity", (&case, corrected)).await;
    desk.casework.listed("P-0008", "publishListing", (&entry, json!({}))).await;
    let after = (found(&desk.casework).await, due(&desk.casework).await);
    insta::assert_json_snapshot!((before, outdated, after));
    rebuilt_is_live(&desk.casework.app).await;
}

/// Domain.md §6.7: a measure on the wrong subject is void, and the right one bears none before its agency has decided anew,
/// upon a notice of its own.
#[tokio::test]
async fn a_measure_on_a_mistyped_number_is_void_and_its_agency_decides_anew() {
    let (mut desk, [case, _], pair) = limited().await;
    desk.casework.on("2023-02-06T10:00:00+08:00");
    put_right(&mut desk.casework, &case).await;
    let seen = desk.seen(FINANCE, &pair).await;
    let told = desk.told_since(&pair).await;
    let lift = desk.refused(FINANCE, "liftRestriction", (&told, told.lift("SOURCE_FELL"))).await;
    let views = async |desk: &Desk| {
        let view =
            async |subject: &str| desk.ask(BUREAU, VIEW, json!({ "subject": subject })).await;
        [view(MISTYPED).await, view(RIGHT).await]
    };
    let before = views(&desk).await;
    let wrong = json!({ "entry": told.entry.to_string(), "reason": "WRONG_SUBJECT", "explanation": "决定书补正，误植他人代码" });
    let voided = desk.done(FINANCE, "voidRestriction", (&told, wrong)).await;
    assert_eq!(voided, "已终止（对象错误）");
    let history = (&seen["standingLabel"], &seen["sourceFell"], &seen["deadlines"]);
    insta::assert_json_snapshot!((history, lift, before, views(&desk).await));
    // What led there tells that the entry is another one's, and of its beginning.
    let query =
        "query($id: RestrictionId!) { explainRestriction(id: $id) { because { eventType } } }";
    let asked = json!({ "id": pair.id.to_string() });
    let explained = desk.ask(FINANCE, query, asked).await["explainRestriction"]["because"].take();
    let types = explained.as_array().unwrap().iter();
    let types = types.filter_map(|it| it["eventType"].as_str());
    let of_the_entry: Vec<_> = types.filter(|it| it.starts_with("listing.")).collect();
    assert_eq!(of_the_entry, ["listing.party-corrected", "listing.serious-entered"]);
    rebuilt_is_live(&desk.casework.app).await;
}

/// domain.md §0: what was known of a subject before a number was put right is told as it was known then, of both numbers.
#[tokio::test]
async fn what_was_known_under_a_mistyped_number_stays_known() {
    let (mut desk, [case, _], _) = limited().await;
    desk.casework.settled().await;
    let known = desk.casework.app.store.end().unwrap().to_string();
    let views = async |desk: &Desk| {
        let query = "query($subject: SubjectId!, $asOf: TwoTimes) {
            creditView(subject: $subject, asOf: $asOf) {
                penalties { standing { number } } listings { registerLabel standingLabel }
                riskClass { class points }
            }
            listings(filter: { subject: $subject }, asOf: $asOf) { nodes { standing } }
            restorationEligibility(of: { subject: $subject, window: GSXT }, asOf: $asOf) { subject }
        }";
        let view = async |subject: &str| {
            let asked = json!({ "subject": subject, "asOf": { "position": known } });
            desk.ask(BUREAU, query, asked).await
        };
        [view(MISTYPED).await, view(RIGHT).await]
    };
    let before = views(&desk).await;
    assert_eq!(before[0]["listings"]["nodes"].as_array().unwrap().len(), 1);
    assert_eq!(before[1]["listings"]["nodes"], json!([]));
    desk.casework.on("2023-02-06T10:00:00+08:00");
    put_right(&mut desk.casework, &case).await;
    assert_eq!(views(&desk).await, before);
}
