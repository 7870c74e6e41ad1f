//! What is withdrawn, and shown anew.

use api::clockwork::settle;
use serde_json::{Value, json};

use super::{publish, step, told};
use crate::{
    casework::Casework,
    corrections::altered,
    histories::rebuilt_is_live,
    papers::fine,
    remedies::{concluded, opened},
    subscriptions::serve,
};

/// PUB 4, 7, 11; APL 48.2: what is withdrawn because the decision was altered says why, as the alteration does; and
/// nothing is shown anew until a copy of what counts was approved.
#[tokio::test]
async fn a_decision_that_was_altered_is_withdrawn_and_what_counts_is_shown_anew() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = fine(5_000_000);
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    casework.later(1);
    let mut to = casework.matter.sanctions[0].clone();
    to["amount"] = json!(2_000_000);
    let input = json!({
        "decision": "P1",
        "touched": [{ "sanction": "S1", "effect": { "altered": to } }],
        "reason": "处罚明显不当",
        "service": casework.handed_over(&case, "变更行政处罚决定书"),
        "document": casework.document(&case, "CORRECTION_DECISION", "变更行政处罚决定书")
    });
    casework.done("P-0004", "alterDecision", (&case, input)).await;
    settle(&casework.app).await.unwrap();
    let withdrawn = told(&casework, "P-0008", &case).await;
    insta::assert_json_snapshot!(withdrawn["publicity"][2]["history"][2]["sentence"], @r#""2023年1月13日，撤回公示的行政处罚信息：行政处罚决定被变更，发现行政处罚决定（P1）有错误，主动改正，作出变更决定（锦市监处罚〔2023〕2号，编号X1）：处罚S1变更为罚款20000元，理由：处罚明显不当，向当事人直接送达，送达日期为2023年1月13日，自该日起生效，申请行政复议期限至2023年3月14日届满。依据：《市场监督管理行政处罚信息公示规定》第十一条，《中华人民共和国行政处罚法》第四十八条第二款。""#);
    assert_eq!(copies_missing(&withdrawn), 1);
    let bare = casework.refused("P-0008", "publish", (&case, publish("PORTAL"))).await;
    let document = casework.document(&case, "REDACTED_COPY", "行政处罚决定书");
    let stale = json!({ "decision": "P1", "document": document });
    let stale = casework.refused("P-0001", "prepareRedactedCopy", (&case, stale)).await;
    insta::assert_json_snapshot!([bare, stale]);
    casework.copied_anew(&case, "变更行政处罚决定书").await;
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    let anew = told(&casework, "P-0008", &case).await;
    assert_eq!((copies_missing(&anew), &anew["publicity"][2]["stateLabel"]), (0, &json!("已公示")));
    let query =
        "query($id: CaseId!) { case(id: $id) { redactedCopies { id summary { content } } } }";
    let copies = casework.ask("P-0008", query, json!({ "id": case })).await["case"].take();
    insta::assert_json_snapshot!(copies["redactedCopies"]);
    rebuilt_is_live(&casework.app).await;
}

/// What is to be made public of a case within no time that a limit says, as it stands on somebody's worklist.
async fn unpublished(casework: &Casework, person: &str) -> Vec<String> {
    let query = "{ worklist(first: 50) { nodes {
        kind kindLabel caseNumber party deadline { rule }
        publicity { channelLabel stateLabel withdrawalLabel }
    } } }";
    assert!(casework.app.caught_up().await);
    let answer = casework.ask(person, query, json!({})).await;
    let nodes = answer["worklist"]["nodes"].as_array().unwrap().clone().into_iter();
    let told = nodes.filter(|it| it["kind"] == "UNPUBLISHED").map(|it| {
        assert_eq!(it["deadline"], Value::Null);
        let (of, channel) = ([&it["kindLabel"], &it["caseNumber"], &it["party"]], &it["publicity"]);
        let channel = ["channelLabel", "stateLabel", "withdrawalLabel"].map(|it| &channel[it]);
        of.into_iter()
            .chain(channel)
            .map(|it| it.as_str().unwrap_or("-"))
            .collect::<Vec<_>>()
            .join(" ")
    });
    told.collect()
}

/// PUB 11; APL 48.2: what counts since an alteration is on the worklist of whoever handles the case, leads and publishes until
/// it is shown in place of what was withdrawn; what was never shown keeps its limit.
#[tokio::test]
async fn what_is_to_be_shown_anew_is_on_the_worklist_until_it_is() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = fine(5_000_000);
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    assert_eq!(unpublished(&casework, "P-0008").await, [""; 0]);
    casework.later(1);
    let input = altered(&casework, &case, 2_000_000);
    casework.done("P-0004", "alterDecision", (&case, input)).await;
    settle(&casework.app).await.unwrap();
    let owed = unpublished(&casework, "P-0008").await;
    assert_eq!(owed.len(), 1, "what was never shown keeps its limit: {owed:?}");
    assert!(owed[0].starts_with("待公示 "), "{owed:?}");
    assert!(owed[0].ends_with(" 行政执法公示平台 已撤回 行政处罚决定被变更"), "{owed:?}");
    for person in ["P-0001", "P-0003", "P-0004"] {
        assert_eq!(unpublished(&casework, person).await, owed, "{person}");
    }
    for person in ["P-0010", "P-0011"] {
        assert_eq!(unpublished(&casework, person).await, [""; 0], "{person}");
    }
    casework.copied_anew(&case, "变更行政处罚决定书").await;
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    assert_eq!(unpublished(&casework, "P-0008").await, [""; 0]);
    rebuilt_is_live(&casework.app).await;
}

/// PUB 2, 11: of a decision of which a mere warning is left nothing is due on GSXT, in no file and on no worklist, and why is
/// told; the agency's own portal shows it anew.
#[tokio::test]
async fn a_mere_warning_that_is_left_is_due_on_the_portal_alone() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = fine(5_000_000);
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    for channel in ["GSXT", "PORTAL"] {
        casework.publicised("P-0008", "publish", (&case, publish(channel))).await;
    }
    casework.later(1);
    let mut input = altered(&casework, &case, 0);
    let to = &mut input["touched"][0]["effect"]["altered"];
    (to["kind"], to["amount"]) = (json!("WARNING"), Value::Null);
    casework.done("P-0004", "alterDecision", (&case, input)).await;
    settle(&casework.app).await.unwrap();
    let owed = unpublished(&casework, "P-0008").await;
    assert_eq!(owed.len(), 1, "{owed:?}");
    assert!(owed[0].contains("行政执法公示平台"), "{owed:?}");
    let server = serve(&casework).await;
    for (channel, due) in [("GSXT", 0), ("PORTAL", 1)] {
        let file = format!("/publicity/due.json?channel={channel}");
        let told: Value = serde_json::from_str(&server.get(Some("P-0008"), &file).await.2).unwrap();
        assert_eq!(told["rows"].as_array().unwrap().len(), due, "{channel}");
    }
    let query = "query($filter: PublicityFilterInput!) { publicities(filter: $filter) { nodes {
        stateLabel withdrawalLabel notPublicReasonLabel notPublicCitation
    } } }";
    let filter = json!({ "filter": { "caseId": case, "channel": "GSXT" } });
    let told = casework.ask("P-0008", query, filter).await["publicities"]["nodes"][0].take();
    let labels = ["stateLabel", "withdrawalLabel", "notPublicReasonLabel"].map(|it| &told[it]);
    assert_eq!(labels, ["已撤回", "行政处罚决定被变更", "仅受到警告，不予公示"]);
    assert_eq!(told["notPublicCitation"], "《市场监督管理行政处罚信息公示规定》第二条第二款");
    let refused = casework.refused("P-0008", "publish", (&case, publish("GSXT"))).await;
    let barred = "NOT_PROVIDED_FOR 该决定不通过此渠道公示：仅受到警告，不予公示";
    assert!(refused[0].starts_with(barred), "{refused:?}");
    rebuilt_is_live(&casework.app).await;
}

/// A third person asked for reconsideration of `P1`, and on 10 May the organ made `S1` a fine of 20 000 yuan.
async fn fined_upon_request(casework: &mut Casework, case: &str) {
    casework.on("2023-02-06T10:00:00+08:00");
    let mut input = opened(casework, case, "2023-02-03");
    input["by"] = json!("THIRD_PARTY");
    casework.done("P-0001", "openRemedy", (case, input)).await;
    casework.on("2023-05-10T10:00:00+08:00");
    settle(&casework.app).await.unwrap();
    let to = fine(2_000_000)[0].take();
    let touched = json!([{ "sanction": "S1", "effect": { "altered": to } }]);
    let mut input = concluded(casework, case, ("ALTERED", "MANIFESTLY_UNFIT"), touched);
    input["oppositeRequest"] = json!(true);
    casework.done("P-0001", "concludeRemedy", (case, input)).await;
    settle(&casework.app).await.unwrap();
    assert!(casework.app.caught_up().await);
}

/// PUB 11, 13; ARL17 28: what was shown for as long as a criticism is, and was over, is due again where it becomes a fine.
#[tokio::test]
async fn a_criticism_that_is_over_is_due_again_as_a_fine() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = json!([{
        "id": "S1", "kind": "CRITICISM",
        "provision": "《中华人民共和国食品安全法》第一百二十六条第一款"
    }]);
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    casework.publicised("P-0008", "publish", (&case, publish("GSXT"))).await;
    fined_upon_request(&mut casework, &case).await;
    let due = told(&casework, "P-0008", &case).await["publicity"][0].take();
    let history = due["history"].as_array().unwrap();
    let [.., over, again] = &history[..] else { panic!("{due}") };
    assert!(over["sentence"].as_str().unwrap().contains("停止公示"), "{over}");
    insta::assert_json_snapshot!(again["sentence"], @r#""2023年5月10日，锦市监处罚〔2023〕1号自2023年5月10日变更后，应当通过国家企业信用信息公示系统公示，至迟2023年6月7日。依据：《市场监督管理行政处罚信息公示规定》第九条，《中华人民共和国行政处罚法》第四十八条。""#);
    assert_eq!((&due["stateLabel"], &due["endsOn"]), (&json!("应当公示"), &Value::Null));
    rebuilt_is_live(&casework.app).await;
}

/// PUB 2, 9; ARL17 28: a warning that a third person's request makes a fine is due on GSXT since that counts, within the time that
/// runs from then, and is published there; another alteration that leaves it a warning would not be.
#[tokio::test]
async fn a_warning_that_becomes_a_fine_is_due_where_it_was_not_to_be_shown() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = json!([{
        "id": "S1", "kind": "WARNING",
        "provision": "《中华人民共和国食品安全法》第一百二十六条第一款"
    }]);
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let state = async |casework: &Casework| {
        told(casework, "P-0008", &case).await["publicity"][0]["stateLabel"].take()
    };
    assert_eq!(state(&casework).await, "不予公示");
    fined_upon_request(&mut casework, &case).await;
    let due = told(&casework, "P-0008", &case).await;
    let due = due["publicity"][0].clone();
    insta::assert_json_snapshot!((&due["stateLabel"], &due["deadlines"], &due["history"]), @r#"
    [
      "应当公示",
      [
        {
          "dueDate": "2023-06-07",
          "outcome": "OPEN",
          "ruleLabel": "企业信用信息公示系统公示期限",
          "startsAt": "2023-05-10T00:00:00+08:00"
        }
      ],
      [
        {
          "sentence": "2023年1月10日，锦市监处罚〔2023〕1号不通过国家企业信用信息公示系统公示：仅受到警告，不予公示。依据：《市场监督管理行政处罚信息公示规定》第二条第二款。"
        },
        {
          "sentence": "2023年5月10日，锦市监处罚〔2023〕1号自2023年5月10日变更后，应当通过国家企业信用信息公示系统公示，至迟2023年6月7日。依据：《市场监督管理行政处罚信息公示规定》第九条，《中华人民共和国行政处罚法》第四十八条。"
        }
      ]
    ]
    "#);
    casework.copied_anew(&case, "行政复议决定书（裁判文书）").await;
    casework.publicised("P-0008", "publish", (&case, publish("GSXT"))).await;
    assert_eq!(state(&casework).await, "已公示");
    rebuilt_is_live(&casework.app).await;
}

/// domain.md §0; PUB 9, 11: what was made public before it was withdrawn, and is entered after that, is told of the days
/// between; as known before it was entered, each day stays as it was answered.
#[tokio::test]
async fn of_the_days_between_it_is_told_afterwards_that_it_was_shown() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = fine(5_000_000);
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    casework.later(6);
    let input = altered(&casework, &case, 2_000_000);
    casework.done("P-0004", "alterDecision", (&case, input)).await;
    settle(&casework.app).await.unwrap();
    assert!(casework.app.caught_up().await);
    let known = casework.app.store.end().unwrap().to_string();
    let before = day_by_day(&casework, &case, None).await;
    casework.behind = 3;
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    casework.behind = 0;
    assert_eq!(day_by_day(&casework, &case, Some(&known)).await, before);
    let after = day_by_day(&casework, &case, None).await;
    insta::assert_debug_snapshot!([before, after], @r#"
    [
        [
            "2023-01-14 DUE -",
            "2023-01-15 DUE -",
            "2023-01-17 DUE -",
            "2023-01-18 WITHDRAWN -",
        ],
        [
            "2023-01-14 DUE -",
            "2023-01-15 PUBLISHED 2023-01-15",
            "2023-01-17 PUBLISHED 2023-01-15",
            "2023-01-18 WITHDRAWN -",
        ],
    ]
    "#);
    rebuilt_is_live(&casework.app).await;
}

/// Where the decision of a case stood on the portal on days around its publication, as a list has it and as it says itself.
async fn day_by_day(casework: &Casework, case: &str, known: Option<&str>) -> Vec<String> {
    let query = "query($filter: PublicityFilterInput!, $asOf: TwoTimes) {
        publicities(filter: $filter, asOf: $asOf, first: 1) { nodes { state publishedAt } }
    }";
    let filter = json!({ "caseId": case, "channel": "PORTAL" });
    let mut told = vec![];
    for day in ["2023-01-14", "2023-01-15", "2023-01-17", "2023-01-18"] {
        let as_of = json!({ "effectiveOn": day, "position": known });
        let asked = json!({ "filter": filter, "asOf": as_of });
        let node = casework.ask("P-0008", query, asked).await["publicities"]["nodes"][0].take();
        let since = node["publishedAt"].as_str().map_or("-", |it| &it[..10]);
        told.push(format!("{day} {} {since}", node["state"].as_str().unwrap()));
    }
    told
}

/// How often a copy for the public is said to be missing.
fn copies_missing(told: &Value) -> usize {
    let missing = told["missing"].as_array().unwrap().iter().map(|it| it["text"].to_string());
    missing.filter(|it| it.contains("公示文本")).count()
}

/// A deadline in a line.
fn plain(it: &Value) -> String {
    let of = ["rule", "channelLabel", "part"].map(|of| it[of].as_str().unwrap_or("-"));
    of.join(" ")
}

/// PUB 11, 12: a takedown that was late stays late in every list, whatever is withdrawn after it.
#[tokio::test]
async fn a_takedown_that_was_late_stays_late_when_it_is_withdrawn_again() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let again = || json!({ "ground": "PUBLISHED_IN_ERROR", "reason": "误将其他案件的决定书公示" });
    let down = || step("PORTAL", json!({ "reference": "撤下回执1" }));
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    casework.publicised("P-0008", "withdrawPublicity", (&case, step("PORTAL", again()))).await;
    casework.later(10);
    let overdue = "query($id: CaseId!) {
        auditTrail(caseId: $id) { overdue { rule channelLabel part } }
    }";
    let overdue = casework.ask("P-0005", overdue, json!({ "id": case })).await;
    let overdue: Vec<_> =
        overdue["auditTrail"]["overdue"].as_array().unwrap().iter().map(plain).collect();
    insta::assert_debug_snapshot!(overdue, @r#"
    [
        "REPORT_INFORM - -",
        "PUB_DUAL 信用中国 P1",
        "PUB_WITHDRAW 行政执法公示平台 W1",
    ]
    "#);
    casework.publicised("P-0008", "recordTakedown", (&case, down())).await;
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    casework.publicised("P-0008", "withdrawPublicity", (&case, step("PORTAL", again()))).await;
    let query = "query($id: CaseId!) {
        deadlines(filter: { caseId: $id }) {
            nodes { deadline { rule part outcomeLabel days citation confidenceLabel } }
        }
        case(id: $id) { publicity { deadlines { rule part outcomeLabel days } } }
    }";
    let told = casework.ask("P-0008", query, json!({ "id": case })).await;
    let mut listed = told["deadlines"]["nodes"].as_array().unwrap().clone();
    listed.retain(|it| it["deadline"]["rule"] == "PUB_WITHDRAW");
    insta::assert_json_snapshot!((listed, &told["case"]["publicity"][2]["deadlines"]));
    let answer = casework.act("P-0008", "recordTakedown", (&case, down())).await;
    assert_eq!(answer["userErrors"], json!([]));
    assert_eq!(answer["case"]["id"], json!(case), "{answer}");
    rebuilt_is_live(&casework.app).await;
}
