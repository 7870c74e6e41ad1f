//! Both times on every answer: what was in force on a day, as known then (design.md §2; Appendix B 12).

use api::clockwork::settle;
use serde_json::{Value, json};
use store::Position;

use super::desk::{BANK, BUREAU, CITY, CUSTOMS, Desk, FINANCE, Pair, TAX};
use crate::histories::rebuilt_is_live;

/// Whose entry it is.
const COMPANY: &str = "91510100MA6CCCC11H";

/// What is asked as of both times.
const ASKED: &str = "query($company: SubjectId!, $asOf: TwoTimes) {
    restrictions(first: 50, asOf: $asOf) { nodes { id standing standingLabel end { causeLabel on } revision } }
    notified: restrictions(first: 50, filter: { standing: [NOTIFIED] }, asOf: $asOf) { nodes { id standing } }
    scheduled: restrictions(first: 50, filter: { standing: [SCHEDULED] }, asOf: $asOf) { nodes { id standing } }
    active: restrictions(first: 50, filter: { standing: [ACTIVE] }, asOf: $asOf) { nodes { id standing } }
    declined: restrictions(first: 50, filter: { standing: [DECLINED] }, asOf: $asOf) { nodes { id standing } }
    withdrawn: restrictions(first: 50, filter: { standing: [WITHDRAWN] }, asOf: $asOf) { nodes { id standing } }
    suspended: restrictions(first: 50, filter: { standing: [SUSPENDED] }, asOf: $asOf) { nodes { id standing } }
    unfounded: restrictions(first: 50, filter: { standing: [UNFOUNDED] }, asOf: $asOf) { nodes { id standing } }
    ended: restrictions(first: 50, filter: { standing: [ENDED] }, asOf: $asOf) { nodes { id standing } }
    creditView(subject: $company, asOf: $asOf) {
        domains {
            domain active notified declined unfounded suspended ended inSumOnly
            measures { active borneBy { number } restrictions { id standingLabel history { sentence } } }
        }
        honoursBlocked { id }
    }
    project: restrictionsBearingOn(subject: $company, matter: PROJECT, asOf: $asOf) {
        bearing restrictions { bearing restriction { id } }
    }
}";

/// The days that are asked about.
const DAYS: [&str; 5] = ["2022-11-13", "2022-11-14", "2022-11-18", "2022-11-21", "2022-12-20"];

/// What was answered at some point of the log, day by day.
struct Known {
    position: Position,
    answers: Vec<Value>,
}

async fn answers(desk: &Desk, position: Option<Position>) -> Vec<Value> {
    let mut answers = vec![];
    for day in DAYS {
        let as_of = match position {
            Some(at) => json!({ "effectiveOn": day, "position": at.to_string() }),
            None => json!({ "effectiveOn": day }),
        };
        let asked = json!({ "company": COMPANY, "asOf": as_of });
        answers.push(desk.ask(BUREAU, ASKED, asked).await);
    }
    answers
}

impl Known {
    async fn now(desk: &Desk) -> Self {
        settle(&desk.casework.app).await.unwrap();
        desk.casework.app.caught_up().await;
        let position = desk.casework.app.store.end().unwrap();
        Self { position, answers: answers(desk, None).await }
    }

    /// How many pairs stood how on a day, domain by domain.
    fn domains(&self, day: usize) -> Vec<String> {
        let domains = self.answers[day]["creditView"]["domains"].as_array().unwrap();
        let line = |it: &Value| {
            let kinds = ["notified", "active", "declined", "unfounded", "ended"];
            let counted = kinds.map(|kind| format!("{kind} {}", it[kind]));
            format!("{}: {}", it["domain"].as_str().unwrap(), counted.join(", "))
        };
        domains.iter().map(line).collect()
    }
}

/// What each list was narrowed to is what each restriction says of itself.
fn is_consistent(answer: &Value) {
    let nodes = |field: &str| answer[field]["nodes"].as_array().unwrap().clone();
    for kind in [
        "NOTIFIED",
        "SCHEDULED",
        "ACTIVE",
        "DECLINED",
        "WITHDRAWN",
        "SUSPENDED",
        "UNFOUNDED",
        "ENDED",
    ] {
        let all = nodes("restrictions").into_iter().filter(|it| it["standing"] == kind);
        let ids = |it: Vec<Value>| it.into_iter().map(|it| it["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(nodes(&kind.to_lowercase())), ids(all.collect()), "{kind}");
    }
}

/// An act that took place before today, entered late.
async fn late(
    desk: &mut Desk,
    (who, at): (super::desk::Who, &str),
    mutation: &str,
    about: (&Pair, Value),
) {
    let mut act = desk.casework.now();
    (act["powerItem"], act["occurredAt"]) = (json!(who.4), json!(at));
    act["lateEntryReason"] = json!("经办人外出，回机关后补录");
    let sent = desk.send(who, mutation, (about.0, act, about.1)).await;
    assert_eq!(sent["userErrors"], json!([]), "{mutation}");
}

/// Appendix B 12: what was answered as known at a point of the log is answered for ever, whatever is entered later, also
/// what is dated back; what is answered as corrected may change.
#[expect(clippy::too_many_lines, reason = "one story, told in one piece")]
#[tokio::test]
async fn what_was_known_then_is_answered_for_ever() {
    let mut desk = Desk::open().await;
    let mut known = vec![Known::now(&desk).await];
    let source = desk.listed().await;
    let procurement = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let weighing = desk.told(CITY, "LICENCE_WEIGHTING", &source).await;
    let information = desk.told(BANK, "CREDIT_INFORMATION", &source).await;
    let invoices = desk.told(TAX, "INVOICE_SUPPLY", &source).await;
    let inspection = desk.told(CUSTOMS, "CUSTOMS_INSPECTION", &source).await;
    known.push(Known::now(&desk).await);
    let input = procurement.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    desk.done(FINANCE, "imposeRestriction", (&procurement, input)).await;
    known.push(Known::now(&desk).await);
    desk.casework.on("2022-11-18T10:00:00+08:00");
    let input = information.impose(&desk, "CREDIT_INFORMATION", "CIR 44");
    desk.done(BANK, "imposeRestriction", (&information, input)).await;
    known.push(Known::now(&desk).await);
    let mut input = weighing.impose(&desk, "LICENCE_WEIGHTING", "SDL 15");
    input["start"] = json!("2022-12-01");
    desk.done(CITY, "imposeRestriction", (&weighing, input)).await;
    known.push(Known::now(&desk).await);
    let declines = json!({
        "entry": invoices.entry.to_string(),
        "reason": "没有调整发票供应的税务根据",
        "basis": "INV 15",
    });
    let at = "2022-11-14T16:00:00+08:00";
    late(&mut desk, (TAX, at), "declineRestriction", (&invoices, declines)).await;
    known.push(Known::now(&desk).await);
    desk.casework.on("2022-11-21T10:00:00+08:00");
    let mut input = inspection.impose(&desk, "CUSTOMS_INSPECTION", "CUSC");
    input["ownGround"] = json!("进出口信用等级为失信企业");
    let at = "2022-11-21T09:00:00+08:00";
    late(&mut desk, (CUSTOMS, at), "imposeRestriction", (&inspection, input)).await;
    known.push(Known::now(&desk).await);
    desk.revoked(&source).await;
    known.push(Known::now(&desk).await);
    let procurement = desk.told_since(&procurement).await;
    desk.casework.on("2022-12-20T10:00:00+08:00");
    let lift = procurement.lift("SOURCE_FELL");
    let at = "2022-11-22T10:00:00+08:00";
    late(&mut desk, (FINANCE, at), "liftRestriction", (&procurement, lift)).await;
    known.push(Known::now(&desk).await);
    for Known { position, answers: then } in &known {
        let again = answers(&desk, Some(*position)).await;
        for ((day, again), then) in DAYS.iter().zip(&again).zip(then) {
            assert_eq!(again, then, "{day}, as known at {position}");
            is_consistent(again);
        }
    }
    insta::assert_json_snapshot!(json!({
        "on 14 November, as known on 18 November": known[4].domains(1),
        "on 14 November, as corrected by a late entry": known[5].domains(1),
        "on 20 December, at last": known[8].domains(4),
    }), @r#"
    {
      "on 14 November, as corrected by a late entry": [
        "INDUSTRY_ENTRY: notified 6, active 0, declined 0, unfounded 0, ended 0",
        "PROJECT_APPROVAL: notified 3, active 1, declined 0, unfounded 0, ended 0",
        "CREDIT_ACCESS: notified 2, active 0, declined 0, unfounded 0, ended 0",
        "INVOICE_USE: notified 0, active 0, declined 1, unfounded 0, ended 0",
        "EXPORT_TAX_REBATE: notified 1, active 0, declined 0, unfounded 0, ended 0",
        "OTHER: notified 7, active 0, declined 0, unfounded 0, ended 0"
      ],
      "on 14 November, as known on 18 November": [
        "INDUSTRY_ENTRY: notified 6, active 0, declined 0, unfounded 0, ended 0",
        "PROJECT_APPROVAL: notified 3, active 1, declined 0, unfounded 0, ended 0",
        "CREDIT_ACCESS: notified 2, active 0, declined 0, unfounded 0, ended 0",
        "INVOICE_USE: notified 1, active 0, declined 0, unfounded 0, ended 0",
        "EXPORT_TAX_REBATE: notified 1, active 0, declined 0, unfounded 0, ended 0",
        "OTHER: notified 7, active 0, declined 0, unfounded 0, ended 0"
      ],
      "on 20 December, at last": [
        "INDUSTRY_ENTRY: notified 0, active 0, declined 0, unfounded 1, ended 0",
        "PROJECT_APPROVAL: notified 0, active 0, declined 0, unfounded 0, ended 1",
        "CREDIT_ACCESS: notified 0, active 0, declined 0, unfounded 0, ended 1",
        "INVOICE_USE: notified 0, active 0, declined 1, unfounded 0, ended 0",
        "EXPORT_TAX_REBATE: notified 0, active 0, declined 0, unfounded 0, ended 0",
        "OTHER: notified 0, active 0, declined 0, unfounded 1, ended 0"
      ]
    }
    "#);
    rebuilt_is_live(&desk.casework.app).await;
}

/// Before the log began nothing was known; nobody knows what will be, and one time is named once.
#[tokio::test]
async fn what_was_not_known_is_not_answered() {
    let mut desk = Desk::open().await;
    let source = desk.listed().await;
    let procurement = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let document = "query($id: RestrictionId!, $asOf: TwoTimes) {
        restriction(id: $id, asOf: $asOf) { id } explainRestriction(id: $id, asOf: $asOf) { facts }
        restrictions(asOf: $asOf) { totalCount { value } }
    }";
    let id = procurement.id.to_string();
    let asked = |at: &str| json!({ "id": id, "asOf": { "recordedAt": at } });
    let before = desk.ask(FINANCE, document, asked("2020-01-01T00:00:00+08:00")).await;
    let nothing = json!({
        "restriction": null, "explainRestriction": null, "restrictions": { "totalCount": { "value": 0 } }
    });
    assert_eq!(before, nothing);
    let ahead = asked("2030-01-01T00:00:00+08:00");
    let refused = desk.casework.answer(super::desk::viewer(FINANCE), document, ahead).await;
    assert!(refused.errors[0].message.contains("asOf.recordedAt"), "{:?}", refused.errors);
    let both = json!({
        "id": id, "asOf": { "recordedAt": "2022-11-14T10:00:00+08:00", "position": "0000000000000000" }
    });
    let refused = desk.casework.answer(super::desk::viewer(FINANCE), document, both).await;
    assert!(refused.errors[0].message.contains("one of"), "{:?}", refused.errors);
}
