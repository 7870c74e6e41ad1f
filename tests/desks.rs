//! The desks of the demonstration: whoever sits at one sees what is theirs, and the decision that a reader has revoked at
//! the handler's changes what the tax bureau and the company see at theirs.

use api::{
    App,
    app::stream_of,
    auth::{Authenticator, Bearer, DevelopmentKey},
    clockwork::settle,
    demo::{self, Desk, History, Player, Staff, acts, history::Opens},
    graphql,
};
use async_graphql::{Executor as _, Request, Variables};
use domain::id::CaseId;
use futures::{Stream, StreamExt as _};
use serde_json::{Value, json};

use crate::{
    casework::sha256,
    histories::{asked, open},
};

/// The history whose decision is under reconsideration.
const OPEN: &str = "open-one-violation-everywhere";

/// 四川云集惠购平台服务有限公司.
const COMPANY: &str = "91510000MA7NBRQT73";

/// What the reconsideration organ sent.
const DECISION: &str = "行政复议决定书：主要事实不清、证据不足，撤销行政处罚决定。";

/// The desk of that name, as its token is verified.
fn desk(key: &DevelopmentKey, name: &str) -> Bearer {
    let desks = Desk::all(key).unwrap();
    let desk = desks.iter().find(|it| it.name == name).unwrap();
    Authenticator::new(vec![key.trusted()]).verify(&desk.token).unwrap().bearer.clone()
}

/// The reader begins on the day of the demonstration, with the one case.
async fn begun(app: &App) -> CaseId {
    let staff = Staff::built_in().unwrap();
    let (name, text) = demo::CASES.iter().find(|(name, _)| *name == OPEN).unwrap();
    let histories = [History::parse(name, text).unwrap()];
    staff.enroll(app).await.unwrap();
    let mut player = Player::new(app.clone(), &staff, &histories);
    player.until(demo::today(), |_| ()).await.unwrap_or_else(|halt| panic!("{halt}"));
    let (_, opening) = histories[0].opening(Opens::Case, "").unwrap();
    assert_eq!(opening.by.as_str(), "P-0001", "the handler's desk opened it");
    acts::case_of(&histories[0], "", &staff).unwrap()
}

/// What the button of the page sends, from the handler's desk.
async fn revoked(app: &App, handler: &Bearer, case: CaseId) {
    let sha256 = sha256(DECISION);
    app.documents.put(&stream_of(case), sha256, DECISION.as_bytes()).unwrap();
    let act = json!({
        "commandId": "6d0f1c52-3a55-4c1e-9f37-1b6f7d0e2a77",
        "occurredAt": demo::today(),
        "powerItem": "SCJG-CF-001"
    });
    let input = json!({
        "remedy": "J1", "outcome": "REVOKED", "grounds": ["FACTS_UNPROVEN"], "servedOn": "2026-06-30",
        "refundOrdered": true, "touched": [{ "sanction": "S1", "effect": { "revoked": true } }],
        "document": { "type": "REMEDY_DECISION", "pages": 6, "sha256": sha256.to_string() }
    });
    let mutation = "mutation($id: CaseId!, $act: ActInput!, $input: ConcludeRemedyInput!) {
        concludeRemedy(caseId: $id, act: $act, input: $input) { userErrors { message } }
    }";
    let variables = json!({ "id": case, "act": act, "input": input });
    let told = asked(app, handler, (mutation, variables)).await;
    assert_eq!(told, json!({ "concludeRemedy": { "userErrors": [] } }));
    settle(app).await.unwrap();
}

/// How many measures of each domain are in effect, and how the entries stand, as the company sees itself.
async fn own_record(app: &App, company: &Bearer) -> Vec<String> {
    let query = "query($subject: SubjectId!) { creditView(subject: $subject) {
        domains { domainLabel active unfounded } listings { registerLabel standingLabel }
    } }";
    let told = asked(app, company, (query, json!({ "subject": COMPANY }))).await;
    let view = &told["creditView"];
    let all = |of: &str| view[of].as_array().unwrap().clone();
    let domains = all("domains").into_iter().map(|it| {
        let domain = it["domainLabel"].as_str().unwrap().to_owned();
        format!("{domain} {} {}", it["active"], it["unfounded"])
    });
    let entries = all("listings").into_iter().map(|it| {
        let text = |of: &str| it[of].as_str().unwrap().to_owned();
        format!("{} {}", text("registerLabel"), text("standingLabel"))
    });
    domains.chain(entries).collect()
}

/// The next entry of the inbox that is listened to.
async fn next(inbox: &mut (impl Stream<Item = async_graphql::Response> + Unpin)) -> Value {
    let told = inbox.next().await.unwrap();
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    told.data.into_json().unwrap()["agencyInbox"].take()
}

/// Scenario 9, live: what a reader does at one desk is seen at the two others, and what rests on another source stays.
#[tokio::test]
async fn a_decision_that_a_reader_has_revoked_changes_what_the_others_see() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(&folder, None);
    let case = begun(&app).await;
    let key = DevelopmentKey::open(folder.path()).unwrap();
    let [handler, tax, company] = ["handler", "tax", "company"].map(|it| desk(&key, it));
    assert_eq!(handler.officer().unwrap().person.as_str(), "P-0001");
    assert_eq!(company.officer(), None);
    insta::assert_json_snapshot!(own_record(&app, &company).await, @r#"
    [
      "行业准入 1 0",
      "项目审批 2 0",
      "获得信贷 1 0",
      "发票领用 0 0",
      "出口退税 0 0",
      "其他 1 0",
      "经营异常名录 有效",
      "严重违法失信名单 有效"
    ]
    "#);
    let inbox = "subscription { agencyInbox { type data { measure { code } } } }";
    let request = tax.sends(Request::new(inbox).variables(Variables::default()));
    let schema = graphql::schema(app.clone());
    let mut inbox = Box::pin(schema.execute_stream(request, None));
    let mut told = vec![next(&mut inbox).await, next(&mut inbox).await];
    revoked(&app, &handler, case).await;
    told.extend([next(&mut inbox).await, next(&mut inbox).await]);
    insta::assert_json_snapshot!(told.iter().map(|it| &it["type"]).collect::<Vec<_>>(), @r#"
    [
      "restriction.notified",
      "restriction.notified",
      "restriction.source-fell",
      "restriction.source-fell"
    ]
    "#);
    insta::assert_json_snapshot!(own_record(&app, &company).await, @r#"
    [
      "行业准入 0 1",
      "项目审批 1 1",
      "获得信贷 0 0",
      "发票领用 0 0",
      "出口退税 0 0",
      "其他 0 1",
      "经营异常名录 有效",
      "严重违法失信名单 已撤销"
    ]
    "#);
}
