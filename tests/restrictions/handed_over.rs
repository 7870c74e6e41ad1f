//! Measures on account of what another department hands over: misconduct in procurement, which the department of finance
//! decides, hands over and bars from by itself, and takes back at its own word (GPL 77; EIP 11; GDS 26).

use domain::{
    id::EventId,
    inbound::{self, Inbound},
    restriction::{Source, SourceKind},
};
use serde_json::{Value, json};

use super::{
    desk::{DRC, Desk, FINANCE, FINANCE_HANDLER, Pair, TAX, Who},
    inbox::inbox,
};
use crate::{
    histories::rebuilt_is_live,
    inbound::desk::{COMPANY, document},
};

const MEASURE: &str = "PROCUREMENT_MISCONDUCT_BAN";

const COUNTER: &str = "query($subject: SubjectId!, $asOf: TwoTimes) {
    restrictionsBearingOn(subject: $subject, matter: PROJECT, asOf: $asOf) {
        party bearing bearingLabel inSumOnly unanswered { measure { code } }
        restrictions {
            bearingLabel
            restriction {
                agencyName measure { name } source { kindLabel number agencyName decidedOn }
                imposed { basis lastDay } standingLabel
            }
        }
    }
}";

const EXPLAINED: &str = "query($id: RestrictionId!) { explainRestriction(id: $id) {
    restriction { standingLabel } because { eventType agency sentence } facts violated sanctions
    handedOver { kindLabel number agencyName title basis found foundLabels standingLabel withdrawal { groundLabel } }
    wouldEnd { causeLabel on text citation } inPlainWords
} }";

const VIEW: &str = "query($subject: SubjectId!) { creditView(subject: $subject) {
    inboundRecords { number foundLabels }
    domains { domainLabel active notified unfounded measures { measure { code } agencyName borneBy { number } } }
    inPlainWords
} }";

/// The entry of a bidder in the list of misconduct, as it is pushed.
fn misconduct() -> Value {
    json!({
        "kind": "LIST_ENTRY",
        "number": "川财采罚〔2025〕3号",
        "subject": COMPANY,
        "name": "成都光年优品贸易有限公司",
        "title": "政府采购严重违法失信行为记录名单",
        "content": "提供虚假材料谋取中标，列入不良行为记录名单",
        "basis": [{ "article": "GPL 77.1(1)" }],
        "decidedOn": "2025-08-20",
        "found": ["PROCUREMENT_MISCONDUCT"]
    })
}

/// What its department says of it from then on.
fn written(change: impl FnOnce(&mut Value)) -> Value {
    let mut input = misconduct();
    for gone in ["kind", "number", "subject"] {
        input.as_object_mut().unwrap().remove(gone);
    }
    input["reason"] = json!("录入有误");
    change(&mut input);
    input
}

/// What a department says of a record that there is, or that it opens; the payload.
async fn says(desk: &mut Desk, who: Who, mutation: &str, (id, input): (&str, Value)) -> Value {
    let mut act = desk.casework.now();
    act["powerItem"] = Value::Null;
    let variables = json!({ "id": id, "act": act, "input": input });
    desk.ask(who, &document(mutation, id.is_empty()), variables).await[mutation].take()
}

/// The same of the department of finance, which the story takes for granted; which record it is.
async fn said(desk: &mut Desk, mutation: &str, about: (&str, Value)) -> String {
    let answer = says(desk, FINANCE_HANDLER, mutation, about).await;
    assert_eq!(answer["userErrors"], json!([]), "{mutation}");
    answer["record"]["id"].as_str().unwrap().to_owned()
}

/// What its department states in a record now, as a source.
async fn stated(desk: &Desk, record: &str) -> Source {
    let stream = inbound::stream_of(record.parse().unwrap());
    let history = desk.casework.app.store.read(&stream).await.unwrap();
    let calls = |it: &inbound::Event| !it.calls().is_empty();
    let stated = history.iter().rfind(|it| calls(&it.decode().unwrap())).unwrap();
    let record = store::fold::<Inbound>(&history).unwrap().opened.unwrap();
    Source {
        event: EventId::new(stated.id),
        revision: stated.revision,
        kind: SourceKind::InboundRecord,
        number: record.number.to_string(),
        agency: record.agency,
        decided_on: record.says.decided_on,
        sanctions: vec![],
        stream,
    }
}

/// The department of finance is told of its own entry of 20 August 2025, and bars the bidder for two years from it.
async fn barred() -> (Desk, String, Pair) {
    let mut desk = Desk::open().await;
    desk.casework.on("2025-09-01T10:00:00+08:00");
    let record = said(&mut desk, "pushInboundRecord", ("", misconduct())).await;
    let source = stated(&desk, &record).await;
    let pair = desk.told(FINANCE, MEASURE, &source).await;
    desk.casework.later(1);
    let mut input = pair.impose(&desk, MEASURE, "GPL 77");
    input["term"] = json!(2);
    assert_eq!(desk.done(FINANCE, "imposeRestriction", (&pair, input)).await, "生效");
    (desk, record, pair)
}

async fn counter(desk: &Desk, who: Who, as_of: Value) -> Value {
    let asked = json!({ "subject": COMPANY, "asOf": as_of });
    desk.ask(who, COUNTER, asked).await["restrictionsBearingOn"].take()
}

async fn explained(desk: &Desk, who: Who, pair: &Pair) -> Value {
    let variables = json!({ "id": pair.id.to_string() });
    desk.ask(who, EXPLAINED, variables).await["explainRestriction"].take()
}

/// What the department of finance found in its inbox.
async fn told(desk: &Desk) -> Vec<String> {
    let inbox = inbox(desk, FINANCE, json!({ "first": 50 })).await;
    let entries = inbox["entries"].as_array().unwrap().iter();
    entries.map(|it| it["sentence"].as_str().unwrap().to_owned()).collect()
}

/// GPL 77: what the department of finance pushes comes to its own inbox as a notice, at whose counters nothing bars before it
/// has imposed; then a project is barred by statute, and whoever asks why is led to the record and its articles.
#[tokio::test]
async fn misconduct_in_procurement_bars_from_projects_at_every_counter() {
    let mut desk = Desk::open().await;
    desk.casework.on("2025-09-01T10:00:00+08:00");
    let record = said(&mut desk, "pushInboundRecord", ("", misconduct())).await;
    let source = stated(&desk, &record).await;
    desk.told(FINANCE, MEASURE, &source).await;
    insta::assert_json_snapshot!("handed_over_inbox", told(&desk).await);
    let due = counter(&desk, FINANCE, Value::Null).await;
    assert_eq!(due["bearing"], "NONE_RECORDED");
    assert_eq!(due["unanswered"], json!([{ "measure": { "code": MEASURE } }]));
    let (desk, _, pair) = barred().await;
    insta::assert_json_snapshot!("handed_over_counter", counter(&desk, DRC, Value::Null).await);
    let sum = counter(&desk, TAX, Value::Null).await;
    assert_eq!((&sum["bearing"], &sum["inSumOnly"]), (&json!("BARRED_BY_STATUTE"), &json!(1)));
    let over = counter(&desk, DRC, json!({ "effectiveOn": "2027-08-21" })).await;
    assert_eq!(over["bearing"], "NONE_RECORDED", "its two years are over");
    insta::assert_json_snapshot!("handed_over_explained", explained(&desk, FINANCE, &pair).await);
    let own = json!({ "subject": COMPANY });
    let own = desk.casework.answer_own(COMPANY, VIEW, own).await;
    insta::assert_json_snapshot!("handed_over_own", own.data.into_json().unwrap());
    rebuilt_is_live(&desk.casework.app).await;
}

/// EIP 11; GDS 26; domain.md §6.7: from the day on which it was withdrawn nothing counts at any counter; whoever imposed has
/// ten working days to lift, and whoever asks is led to the withdrawal.
#[tokio::test]
async fn what_is_withdrawn_bars_nobody_and_is_lifted() {
    let (mut desk, record, pair) = barred().await;
    desk.casework.on("2025-09-15T10:00:00+08:00");
    let withdrawal = json!({ "ground": "DECISION_FELL", "reason": "行政复议决定撤销该处理决定" });
    said(&mut desk, "withdrawInboundRecord", (&record, withdrawal)).await;
    let pair = desk.told_since(&pair).await;
    desk.casework.app.caught_up().await;
    let seen = desk.seen(FINANCE, &pair).await;
    insta::assert_json_snapshot!(
        "handed_over_unfounded",
        (&seen["standingLabel"], &seen["sourceFell"], &seen["deadlines"])
    );
    let now = counter(&desk, DRC, Value::Null).await;
    assert_eq!((&now["bearing"], &now["restrictions"]), (&json!("NONE_RECORDED"), &json!([])));
    let before = counter(&desk, DRC, json!({ "effectiveOn": "2025-09-14" })).await;
    assert_eq!(before["bearing"], "BARRED_BY_STATUTE");
    insta::assert_json_snapshot!("handed_over_withdrawn", explained(&desk, FINANCE, &pair).await);
    let own = desk.refused(FINANCE, "liftRestriction", (&pair, pair.lift("OWN_DECISION"))).await;
    assert_eq!(own, ["CONTRADICTORY 该措施应以「来源失效」为由解除"]);
    let lifted = desk.done(FINANCE, "liftRestriction", (&pair, pair.lift("SOURCE_FELL"))).await;
    assert_eq!(lifted, "已终止（来源失效）");
    rebuilt_is_live(&desk.casework.app).await;
}

/// EIP 12.1: a correction that changes neither what is found nor a day by which terms run leaves the ban; another day of the
/// decision takes it back and calls for it anew; what is found no more takes back all.
#[tokio::test]
async fn a_correction_takes_back_what_it_changes_and_calls_for_it_anew() {
    let (mut desk, record, pair) = barred().await;
    let reworded = written(|it| it["content"] = json!("列入不良行为记录名单"));
    said(&mut desk, "correctInboundRecord", (&record, reworded)).await;
    desk.casework.settled().await;
    assert_eq!(desk.seen(FINANCE, &pair).await["standingLabel"], "生效");
    assert_eq!(told(&desk).await.len(), 1, "nothing became of it");
    desk.casework.later(1);
    let other_day = written(|it| it["decidedOn"] = json!("2025-08-21"));
    said(&mut desk, "correctInboundRecord", (&record, other_day)).await;
    let source = stated(&desk, &record).await;
    let anew = desk.told(FINANCE, MEASURE, &source).await;
    assert_ne!(anew.id, pair.id);
    desk.casework.app.caught_up().await;
    let standings = async |desk: &Desk| {
        let before = desk.seen(FINANCE, &pair).await["standingLabel"].take();
        [before, desk.seen(FINANCE, &anew).await["standingLabel"].take()]
    };
    assert_eq!(standings(&desk).await, ["来源失效，待解除", "已通报，待答复"]);
    assert_eq!(counter(&desk, DRC, Value::Null).await["bearing"], "NONE_RECORDED");
    let mut input = anew.impose(&desk, MEASURE, "GPL 77");
    input["term"] = json!(2);
    assert_eq!(desk.done(FINANCE, "imposeRestriction", (&anew, input)).await, "生效");
    let seen = desk.seen(FINANCE, &anew).await;
    assert_eq!(seen["imposed"]["lastDay"], "2027-08-21");
    desk.casework.later(1);
    let nothing = written(|it| it["found"] = json!([]));
    said(&mut desk, "correctInboundRecord", (&record, nothing)).await;
    desk.told_since(&anew).await;
    desk.casework.app.caught_up().await;
    assert_eq!(standings(&desk).await, ["来源失效，待解除", "来源失效，待解除"]);
    let late = anew.impose(&desk, MEASURE, "GPL 77");
    let refused = desk.refused(FINANCE, "imposeRestriction", (&anew, late)).await;
    assert!(
        refused.iter().any(|it| it.starts_with("NO_BASIS 所依据的其他部门推送的信息已于")),
        "{refused:?}"
    );
    rebuilt_is_live(&desk.casework.app).await;
}

/// GPL 77; EIP 7.1: each department states what it decides, under its article; whatever else is refused with its own.
#[tokio::test]
async fn nobody_states_what_is_not_theirs() {
    let mut desk = Desk::open().await;
    desk.casework.on("2025-09-01T10:00:00+08:00");
    let mut refused = vec![];
    for (found, article) in [
        (json!(["PROCUREMENT_MISCONDUCT"]), "GPL 22"),
        (json!(["BIDDING_COLLUSION", "FOOD_CRIME"]), "GPL 77"),
    ] {
        let mut input = misconduct();
        (input["found"], input["basis"]) = (found, json!([{ "article": article }]));
        let answer = says(&mut desk, FINANCE_HANDLER, "pushInboundRecord", ("", input)).await;
        refused.push(answer["userErrors"].clone());
    }
    insta::assert_json_snapshot!("handed_over_refused", refused);
    desk.casework.settled().await;
    assert_eq!(told(&desk).await, [""; 0]);
}
