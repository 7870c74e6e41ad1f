//! 一处违法、处处受限: what the agencies that were told of a source do about it, each by itself, and how it ends (SC49;
//! domain.md §6.5, §6.7).

mod credit;
pub mod desk;
mod given_back;
mod handed_over;
mod inbox;
mod known;
mod persons;
mod renumbered;
mod sources;

use domain::restriction::{Source, Trigger};
use serde_json::{Value, json};

use self::desk::{
    BANK, BUREAU, CITY, CUSTOMS, Desk, FINANCE, Pair, REGISTRAR, TAX, representative,
};
use crate::histories::rebuilt_is_live;

/// Five agencies were told of the entry, and answered: four impose, the tax bureau declines.
async fn answered() -> (Desk, Source, [Pair; 5]) {
    let mut desk = Desk::open().await;
    let source = desk.listed().await;
    let weighing = desk.told(CITY, "LICENCE_WEIGHTING", &source).await;
    let procurement = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let information = desk.told(BANK, "CREDIT_INFORMATION", &source).await;
    let invoices = desk.told(TAX, "INVOICE_SUPPLY", &source).await;
    let inspection = desk.told(CUSTOMS, "CUSTOMS_INSPECTION", &source).await;
    for (who, pair, measure, article) in [
        (CITY, weighing, "LICENCE_WEIGHTING", "SDL 15"),
        (FINANCE, procurement, "PROCUREMENT_LIMIT", "EIP 18"),
        (BANK, information, "CREDIT_INFORMATION", "CIR 44"),
    ] {
        let input = pair.impose(&desk, measure, article);
        assert_eq!(desk.done(who, "imposeRestriction", (&pair, input)).await, "生效");
    }
    let mut input = inspection.impose(&desk, "CUSTOMS_INSPECTION", "CUSC");
    input["ownGround"] = json!("进出口信用等级为失信企业");
    assert_eq!(desk.done(CUSTOMS, "imposeRestriction", (&inspection, input)).await, "生效");
    let input = json!({
        "entry": invoices.entry.to_string(),
        "reason": "纳税信用等级为B级，没有调整发票供应的税务根据",
        "basis": "INV 15",
    });
    assert_eq!(desk.done(TAX, "declineRestriction", (&invoices, input)).await, "不予实施");
    (desk, source, [weighing, procurement, information, invoices, inspection])
}

/// How each pair stands, as its own agency sees it.
async fn standings(desk: &Desk, pairs: &[Pair; 5]) -> Vec<String> {
    let mut all = vec![];
    for (who, pair) in [CITY, FINANCE, BANK, TAX, CUSTOMS].into_iter().zip(pairs) {
        let seen = desk.seen(who, pair).await;
        all.push(format!("{} {}", seen["agencyName"], seen["standingLabel"]).replace('"', ""));
    }
    all
}

/// Scenario 9: each agency answers for itself, under an item and an article of its own.
#[tokio::test]
async fn each_agency_that_was_told_answers_for_itself() {
    let (desk, _, pairs) = answered().await;
    insta::assert_json_snapshot!(standings(&desk, &pairs).await);
    insta::assert_json_snapshot!(desk.seen(FINANCE, &pairs[1]).await);
    let declined = desk.seen(TAX, &pairs[3]).await;
    insta::assert_json_snapshot!((&declined["declined"], &declined["history"]));
    rebuilt_is_live(&desk.casework.app).await;
}

/// domain.md §9: its own domain to the agency that was told, and all that rests on its entry to the bureau; nobody
/// else's, and nothing to whoever sees no decisions.
#[tokio::test]
async fn a_restriction_is_seen_by_the_agency_that_was_told_and_by_that_of_the_source() {
    let (mut desk, _, pairs) = answered().await;
    let procurement = &pairs[1];
    assert!(desk.seen(BUREAU, procurement).await.is_object());
    for who in [TAX, REGISTRAR] {
        assert_eq!(desk.seen(who, procurement).await, Value::Null, "{who:?}");
        let input = procurement.lift("OWN_DECISION");
        let refused = desk.refused(who, "liftRestriction", (procurement, input)).await;
        assert_eq!(refused, ["NOT_FOUND 没有这项限制措施，或者无权查看"]);
    }
    let input = procurement.lift("OWN_DECISION");
    let refused = desk.refused(BUREAU, "liftRestriction", (procurement, input)).await;
    insta::assert_json_snapshot!(refused);
}

/// Scenario 9: from the day on which the entry was revoked nothing counts; each agency that imposed owes a lift of its
/// own, the bank nothing, and whoever declined nothing either. Nothing is lifted twice.
#[tokio::test]
async fn what_rests_on_a_source_that_fell_is_unfounded_until_its_agency_lifts_it() {
    let (mut desk, source, pairs) = answered().await;
    desk.casework.on("2022-11-21T10:00:00+08:00");
    desk.revoked(&source).await;
    let mut told = pairs;
    for pair in &mut told {
        *pair = desk.told_since(pair).await;
    }
    insta::assert_json_snapshot!(standings(&desk, &told).await);
    let silent = json!({ "cause": "SOURCE_FELL", "reason": "作为依据的列入决定已被撤销" });
    let procurement = &told[1];
    let refused = desk.refused(FINANCE, "liftRestriction", (procurement, silent)).await;
    insta::assert_json_snapshot!(refused);
    let act = desk.casework.now();
    let act = json!({ "commandId": act["commandId"], "occurredAt": act["occurredAt"], "powerItem": FINANCE.4 });
    for _ in 0..2 {
        let input = procurement.lift("SOURCE_FELL");
        let sent = desk.send(FINANCE, "liftRestriction", (procurement, act.clone(), input)).await;
        assert_eq!(sent["userErrors"], json!([]));
        assert_eq!(
            sent["restriction"],
            json!({ "standing": "ENDED", "standingLabel": "已终止（来源失效）", "revision": 3 })
        );
    }
    let again = procurement.lift("SOURCE_FELL");
    desk.done(FINANCE, "liftRestriction", (procurement, again)).await;
    insta::assert_json_snapshot!(desk.seen(FINANCE, procurement).await);
    let late = told[0].impose(&desk, "LICENCE_WEIGHTING", "SDL 15");
    let refused = desk.refused(CITY, "imposeRestriction", (&told[0], late)).await;
    insta::assert_json_snapshot!(refused);
    rebuilt_is_live(&desk.casework.app).await;
}

/// SC49, LIST24; scenario 23: what is not in the catalogue is no basis, nor is a platform's own rule; what reduces
/// rights wants its statute; all that is missing is told at once, and a measure is imposed once.
#[tokio::test]
async fn what_has_no_basis_is_refused_with_all_that_is_missing() {
    let mut desk = Desk::open().await;
    let source = desk.listed().await;
    let pair = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let mut refused = vec![];
    let mut bare = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    (bare["basis"], bare["proportionality"]) = (json!([]), json!(" "));
    let mut delisted = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    delisted["basis"] = json!([{ "platformRule": "某平台商家违规下架处理规则第三条" }]);
    let elsewhere = pair.impose(&desk, "PROCUREMENT_LIMIT", "SDL 15");
    let mut other = pair.impose(&desk, "BIDDING_LIMIT", "EIP 18");
    other["entry"] = json!("00000000-0000-0000-0000-000000000001");
    for input in [bare, delisted, elsewhere, other] {
        refused.push(desk.refused(FINANCE, "imposeRestriction", (&pair, input)).await);
    }
    insta::assert_json_snapshot!(refused);
    let first = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    desk.done(FINANCE, "imposeRestriction", (&pair, first)).await;
    let mut second = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    second["number"] = json!("川财采限〔2022〕9号");
    let again = desk.refused(FINANCE, "imposeRestriction", (&pair, second)).await;
    assert_eq!(again, ["ALREADY_DONE 该措施已经实施；同一来源的同一措施只实施一次"]);
}

/// APL 17: what was decided is read in the source's own record and kept beside the act, and an officer without the power
/// imposes nothing.
#[tokio::test]
async fn an_act_keeps_what_the_source_was_when_it_was_decided() {
    let mut desk = Desk::open().await;
    let source = desk.listed().await;
    let pair = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let clerk = (FINANCE.0, FINANCE.1, FINANCE.2, FINANCE.3, "SW-GL-001");
    let input = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    insta::assert_json_snapshot!(desk.refused(clerk, "imposeRestriction", (&pair, input)).await);
    let input = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    desk.done(FINANCE, "imposeRestriction", (&pair, input)).await;
    let stream = domain::restriction::stream_of(pair.id);
    let imposed = desk.casework.app.store.read(&stream).await.unwrap().pop().unwrap();
    let read = imposed.metadata.facts.iter().find(|it| it.stream == source.stream).unwrap();
    assert_eq!(
        serde_json::to_value(&read.read).unwrap(),
        json!({ "source": { "event": source.event.to_string() } })
    );
}

/// FSL 135.1; domain.md §6.7: the company's own ban ends with the company, that of whoever answers for it lasts its five
/// years from the decision; the person is shown masked.
#[tokio::test]
async fn what_bars_a_person_lasts_when_the_company_has_ended() {
    let mut desk = Desk::open().await;
    let source = desk.penalised().await;
    let found = Trigger::FoodLicenceRevoked;
    let id = representative().through.unwrap();
    let shown = "锦江区某餐饮店".to_owned();
    let company = domain::restriction::Subject { id, shown, name: None, through: None };
    let subjects = [(company, "FOOD_LICENCE_BAN"), (representative(), "FOOD_MANAGEMENT_BAN")];
    let mut closed = vec![];
    for (subject, measure) in subjects {
        let pair = desk.told_of(CITY.2, measure, &source, (subject, found)).await;
        let input = pair.impose(&desk, measure, "FSL 135.1");
        desk.done(CITY, "imposeRestriction", (&pair, input)).await;
        let ended = json!({ "endedOn": "2023-01-10", "proof": "准予注销登记通知书" });
        closed.push(desk.refused(CITY, "closeRestriction", (&pair, ended)).await);
        closed.push(vec![desk.seen(CITY, &pair).await["standingLabel"].to_string()]);
        if measure == "FOOD_MANAGEMENT_BAN" {
            insta::assert_json_snapshot!(desk.seen(CITY, &pair).await);
        }
    }
    insta::assert_json_snapshot!(closed);
}

/// ALC 78, 79: whoever deceived about a licence for food is barred from applying anew, for a year or for three, whatever the
/// penalty was.
#[tokio::test]
async fn who_deceived_about_a_licence_is_barred_from_another() {
    let warning = json!([{ "id": "S1", "kind": "WARNING", "provision": "《中华人民共和国行政许可法》第七十八条" }]);
    let fine = json!([{
        "id": "S1", "kind": "FINE", "amount": 500_000, "grade": "ORDINARY",
        "provision": "《中华人民共和国行政许可法》第七十九条"
    }]);
    let of = [
        ("FOOD_LICENCE_CONCEALMENT", warning, "LICENCE_BAN_CONCEALMENT", "ALC 78", "2024-01-10"),
        ("FOOD_LICENCE_FRAUD", fine, "LICENCE_BAN_FRAUD", "ALC 79", "2026-01-10"),
    ];
    for (violation, sanctions, measure, article, last_day) in of {
        let mut desk = Desk::open().await;
        desk.casework.matter.violation = violation;
        desk.casework.matter.sanctions = sanctions;
        let source = desk.penalised().await;
        let pair = desk.told(CITY, measure, &source).await;
        let input = pair.impose(&desk, measure, article);
        assert_eq!(desk.done(CITY, "imposeRestriction", (&pair, input)).await, "生效");
        assert_eq!(desk.seen(CITY, &pair).await["imposed"]["lastDay"], last_day);
        let query = "query($subject: SubjectId!) {
            restrictionsBearingOn(subject: $subject, matter: LICENCE) { bearing }
        }";
        let told = desk.ask(CITY, query, json!({ "subject": "92510104MA6T0X1D7T" })).await;
        assert_eq!(told["restrictionsBearingOn"]["bearing"], "BARRED_BY_STATUTE", "{measure}");
    }
}

/// SC22: while a reorganisation plan is carried out the measure rests, and it goes on where the plan fails; a wrong
/// subject voids it. No rule let a measure rest before June 2025.
#[tokio::test]
async fn a_measure_rests_goes_on_and_is_voided() {
    let mut desk = Desk::open().await;
    let source = desk.listed().await;
    let pair = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let input = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    desk.done(FINANCE, "imposeRestriction", (&pair, input)).await;
    let plan = || json!({ "plan": "成都市中级人民法院裁定批准重整计划" });
    let early = desk.refused(FINANCE, "suspendRestriction", (&pair, plan())).await;
    insta::assert_json_snapshot!(early);
    desk.casework.on("2025-09-01T10:00:00+08:00");
    let rests = desk.done(FINANCE, "suspendRestriction", (&pair, plan())).await;
    desk.casework.on("2025-09-15T10:00:00+08:00");
    let failed = json!({ "reason": "重整计划终止执行" });
    let goes_on = desk.done(FINANCE, "resumeRestriction", (&pair, failed)).await;
    let wrong =
        json!({ "reason": "WRONG_SUBJECT", "explanation": "同名企业，统一社会信用代码不同" });
    let voided = desk.done(FINANCE, "voidRestriction", (&pair, wrong)).await;
    assert_eq!([rests, goes_on, voided], ["暂停", "生效", "已终止（对象错误）"]);
    let seen = desk.seen(FINANCE, &pair).await;
    insta::assert_json_snapshot!((&seen["end"], &seen["history"]));
}

const EXPLAINED: &str = "query($id: RestrictionId!) { explainRestriction(id: $id) {
    restriction { standingLabel } because { eventType agency sentence }
    facts violated sanctions wouldEnd { causeLabel on text citation }
} }";

/// From the measure back to the decision, its facts, articles, agencies and events, and forward to what would end it:
/// of a penalty, and of an entry, which ends of itself after three years.
#[tokio::test]
async fn a_restriction_explains_itself() {
    let mut desk = Desk::open().await;
    let source = desk.penalised().await;
    let about = (representative(), Trigger::FoodLicenceRevoked);
    let pair = desk.told_of(CITY.2, "FOOD_MANAGEMENT_BAN", &source, about).await;
    let input = pair.impose(&desk, "FOOD_MANAGEMENT_BAN", "FSL 135.1");
    desk.done(CITY, "imposeRestriction", (&pair, input)).await;
    let variables = json!({ "id": pair.id.to_string() });
    insta::assert_json_snapshot!(
        desk.ask(CITY, EXPLAINED, variables.clone()).await["explainRestriction"]
    );
    assert_eq!(desk.ask(TAX, EXPLAINED, variables).await["explainRestriction"], Value::Null);
    let entry = desk.listed().await;
    let pair = desk.told(FINANCE, "PROCUREMENT_LIMIT", &entry).await;
    let input = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    desk.done(FINANCE, "imposeRestriction", (&pair, input)).await;
    let variables = json!({ "id": pair.id.to_string() });
    insta::assert_json_snapshot!(
        desk.ask(FINANCE, EXPLAINED, variables).await["explainRestriction"]
    );
}
