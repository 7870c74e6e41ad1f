//! Sources that last: an entry of the list of serious violations that ends of itself, or rests while a plan of
//! reorganisation is carried out, with what rests on it (SDL; SC22; domain.md §6.4, §6.6, §6.7).

use serde_json::{Value, json};

use super::{
    desk::{Desk, FINANCE, Pair, TAX},
    inbox::{inbox, list_is_true, listed},
};
use crate::{
    histories::rebuilt_is_live,
    restoration::{course::Applicant, entry},
};

/// A merchant who was entered on 10 January 2023, on whom the finance department has imposed a limit in procurement; the
/// tax bureau was told of invoices, and has not answered.
async fn limited() -> (Desk, String, [Pair; 2]) {
    let mut desk = Desk::open().await;
    let of = entry::listed(&mut desk.casework).await;
    let source = desk.source_in(&domain::listing::stream_of(of.parse().unwrap())).await;
    let procurement = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let invoices = desk.told(TAX, "INVOICE_SUPPLY", &source).await;
    let input = procurement.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    let imposed = desk.done(FINANCE, "imposeRestriction", (&procurement, input)).await;
    assert_eq!(imposed, "生效");
    (desk, of, [procurement, invoices])
}

/// What a counter that has a project before it is told.
async fn bearing(desk: &Desk) -> Value {
    let query = "query($subject: SubjectId!) {
        restrictionsBearingOn(subject: $subject, matter: PROJECT) { bearing }
    }";
    let told = desk.ask(FINANCE, query, json!({ "subject": "92510104MA6T0X1D7T" })).await;
    told["restrictionsBearingOn"]["bearing"].clone()
}

/// How both pairs stand, as their agencies see them.
async fn standings(desk: &Desk, [procurement, invoices]: &[Pair; 2]) -> [Value; 2] {
    let imposed = desk.seen(FINANCE, procurement).await["standingLabel"].take();
    [imposed, desk.seen(TAX, invoices).await["standingLabel"].take()]
}

/// SDL; domain.md §6.4: on the last of the three years the measure is in effect, and on the next day nothing counts, in no
/// list and at no counter, though the clock records that days later; what it records changes no answer.
#[tokio::test]
async fn nothing_counts_after_the_last_day_of_an_entry() {
    let (desk, _, pairs) = limited().await;
    desk.casework.on("2026-01-10T10:00:00+08:00");
    desk.casework.settled().await;
    let approval = || json!({ "domain": "PROJECT_APPROVAL" });
    let on =
        async |desk: &Desk, day: &str| listed(desk, FINANCE, (approval(), Some(day))).await.len();
    assert_eq!(standings(&desk, &pairs).await, ["生效", "已通报，待答复"]);
    assert_eq!((on(&desk, "2026-01-10").await, on(&desk, "2026-01-11").await), (1, 0));
    assert_eq!(bearing(&desk).await, "TO_BE_WEIGHED");
    desk.casework.on("2026-01-11T00:10:00+08:00");
    let over = ["来源失效，待解除", "来源失效，通报已撤回"];
    assert_eq!(standings(&desk, &pairs).await, over);
    assert_eq!((on(&desk, "2026-01-10").await, on(&desk, "2026-01-11").await), (1, 0));
    assert_eq!(bearing(&desk).await, "NONE_RECORDED");
    list_is_true(&desk).await;
    desk.casework.on("2026-01-26T10:00:00+08:00");
    desk.casework.settled().await;
    assert!(desk.seen(FINANCE, &pairs[0]).await["sourceFell"].is_object(), "nobody has told it");
    assert_eq!(standings(&desk, &pairs).await, over);
    assert_eq!((on(&desk, "2026-01-10").await, on(&desk, "2026-01-11").await), (1, 0));
    list_is_true(&desk).await;
    rebuilt_is_live(&desk.casework.app).await;
}

/// What an agency is told after its notice: of which kind, and whether that is for it to act on.
async fn told(desk: &Desk, who: super::desk::Who) -> Vec<String> {
    let types = json!({ "types": ["SOURCE_FELL", "SOURCE_SUSPENDED", "SOURCE_RESUMED"] });
    let entries = inbox(desk, who, types).await["entries"].take();
    let each = entries.as_array().unwrap().iter();
    each.map(|it| {
        let data = &it["data"];
        format!("{} {} {}", data["measure"]["code"], data["sourceRest"], it["sentence"])
    })
    .collect()
}

/// SC22; domain.md §6.6, §6.7: that a plan lets the entry rest is told to each agency of what rests on it; the measure
/// counts for nothing meanwhile, its own suspension is its agency's act, and where the plan fails both are told anew.
#[tokio::test]
async fn agencies_are_told_that_a_plan_lets_an_entry_rest() {
    let (mut desk, of, pairs) = limited().await;
    desk.casework.on("2025-11-10T10:00:00+08:00");
    desk.casework.settled().await;
    let application = entry::verified(&mut desk.casework, &of, Applicant::Reorganised).await;
    entry::granted(&mut desk.casework, &application).await;
    insta::assert_json_snapshot!([told(&desk, FINANCE).await, told(&desk, TAX).await]);
    assert_eq!(standings(&desk, &pairs).await, ["暂停", "已通报，待答复"]);
    assert_eq!(bearing(&desk).await, "NONE_RECORDED");
    let [procurement, _] = &pairs;
    let waiting = inbox(&desk, FINANCE, json!({ "types": ["SOURCE_SUSPENDED"] })).await;
    let waiting = waiting["entries"][0]["id"].as_str().unwrap().to_owned();
    let noted = desk.acknowledge(FINANCE, &waiting).await;
    assert_eq!(noted["userErrors"], json!([]));
    let plan = json!({ "plan": "成都市中级人民法院裁定批准重整计划" });
    assert_eq!(desk.done(FINANCE, "suspendRestriction", (procurement, plan)).await, "暂停");
    list_is_true(&desk).await;
    desk.casework.on("2025-12-01T10:00:00+08:00");
    let input = json!({
        "reason": "债务人不能执行重整计划",
        "evidence": [desk.casework.proof(&application, "终止重整计划执行裁定书")]
    });
    entry::decided(&mut desk.casework, "failReorganisation", (&application, input)).await;
    insta::assert_json_snapshot!([told(&desk, FINANCE).await, told(&desk, TAX).await]);
    assert_eq!(standings(&desk, &pairs).await, ["暂停", "已通报，待答复"]);
    let failed = json!({ "reason": "重整计划终止执行" });
    assert_eq!(desk.done(FINANCE, "resumeRestriction", (procurement, failed)).await, "生效");
    assert_eq!(bearing(&desk).await, "TO_BE_WEIGHED");
    let query = "query($id: RestrictionId!) { restriction(id: $id) {
        pauses { from to } sourcePauses { from to } sourceUntil history { sentence }
    } }";
    let seen = desk.ask(FINANCE, query, json!({ "id": procurement.id.to_string() })).await;
    insta::assert_json_snapshot!(seen["restriction"]);
    list_is_true(&desk).await;
    rebuilt_is_live(&desk.casework.app).await;
}

/// SC22: once the plan was carried out the restoration is final: the measure is to be lifted, and what nobody answered is
/// withdrawn.
#[tokio::test]
async fn what_rested_is_lifted_once_the_plan_was_carried_out() {
    let (mut desk, of, pairs) = limited().await;
    desk.casework.on("2025-11-10T10:00:00+08:00");
    desk.casework.settled().await;
    let application = entry::verified(&mut desk.casework, &of, Applicant::Reorganised).await;
    entry::granted(&mut desk.casework, &application).await;
    desk.casework.on("2025-12-22T10:00:00+08:00");
    let input =
        json!({ "evidence": [desk.casework.proof(&application, "重整计划执行完毕裁定书")] });
    entry::decided(&mut desk.casework, "completeReorganisation", (&application, input)).await;
    assert_eq!(standings(&desk, &pairs).await, ["来源失效，待解除", "来源失效，通报已撤回"]);
    let last = desk.told_since(&pairs[0]).await;
    let lifted = desk.done(FINANCE, "liftRestriction", (&last, last.lift("RESTORED"))).await;
    assert_eq!(lifted, "已终止（信用修复）");
    rebuilt_is_live(&desk.casework.app).await;
}
