//! The publicity of decisions (PUB; domain.md §6.1, 6.2): what falls due where and by when, what is shown, who
//! publishes it, how it is withdrawn, and how it ends.

mod anew;

use api::{App, app::stream_of, clockwork::settle};
use domain::{
    case::{Event, publicity::Published},
    id::CaseId,
    publicity::{Channel, Key},
};
use serde_json::{Value, json};

use crate::{
    casework::{Casework, refusals},
    clockwork::{given, part},
    histories::rebuilt_is_live,
};

const PUBLICITY: &str = "query($id: CaseId!) { case(id: $id) { publicity {
    channelLabel stateLabel reference hosted beforeService endsOn whyUntil withdrawalLabel
    deadlines { ruleLabel startsAt dueDate outcome } history { sentence }
} missing { text citation } } }";

async fn told(casework: &Casework, person: &str, case: &str) -> Value {
    casework.ask(person, PUBLICITY, json!({ "id": case })).await["case"].take()
}

/// Each channel with its state.
async fn states(casework: &Casework, case: &str) -> Vec<String> {
    let told = told(casework, "P-0008", case).await;
    let each = told["publicity"].as_array().unwrap().iter();
    each.map(|it| format!("{} {}", it["channelLabel"], it["stateLabel"]).replace('"', "")).collect()
}

fn step(channel: &str, rest: Value) -> Value {
    let mut input = json!({ "decision": "P1", "channel": channel });
    input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    input
}

fn publish(channel: &str) -> Value {
    step(channel, json!({ "reference": format!("{channel}-0001") }))
}

async fn history(app: &App, case: &str, channel: Channel) -> Vec<store::Recorded> {
    let key = Key { case: case.parse().unwrap(), decision: part("P1"), channel };
    app.store.read(&key.stream()).await.unwrap()
}

/// The penalty `P1` was decided a moment ago, and nothing has followed from it yet. The clock has recorded that the
/// rights of the notice ran out unused.
async fn just_decided(casework: &mut Casework) -> String {
    let case = casework.noticed().await;
    casework.later(22);
    assert_eq!(settle(&casework.app).await.unwrap(), 1);
    let input = casework.penalty(&case);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    case
}

/// PUB 4, 9; Appendix B 9: due on each channel in its own time, which counts from the decision of 10 January 2023
/// and not from its service two days later; without an approved copy nothing is public.
#[tokio::test]
async fn a_decision_falls_due_on_each_channel_and_wants_an_approved_copy() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let due = told(&casework, "P-0008", &case).await;
    let bare = casework.refused("P-0008", "publish", (&case, publish("GSXT"))).await;
    let handler = casework.refused("P-0001", "publish", (&case, publish("GSXT"))).await;
    insta::assert_json_snapshot!((due, bare, handler));
}

/// PUB 2; NDRC36: a mere warning is shown on the agency's own portal alone since Credit China has rules of its own.
#[tokio::test]
async fn a_mere_warning_is_for_the_portal_alone_since_2026() {
    let mut casework = Casework::open().await;
    casework.on("2026-04-13T09:00:00+08:00");
    casework.matter.sanctions = json!([{
        "id": "S1", "kind": "WARNING",
        "provision": "《中华人民共和国食品安全法》第一百二十六条第一款"
    }]);
    let case = casework.served().await;
    let query = "query($id: CaseId!) { case(id: $id) { publicity {
        channelLabel stateLabel notPublicReasonLabel notPublicCitation deadlines { ruleLabel }
    } } }";
    let told = casework.ask("P-0008", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(told["case"]["publicity"]);
    let refused = casework.refused("P-0008", "publish", (&case, publish("CREDIT_CHINA"))).await;
    insta::assert_json_snapshot!(refused);
}

/// PUB 5, 6, 16: whoever prepared the copy does not approve it; then the credit unit publishes.
#[tokio::test]
async fn one_person_prepares_another_approves_and_the_credit_unit_publishes() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let document = casework.document(&case, "REDACTED_COPY", "行政处罚决定书");
    let input = json!({ "decision": "P1", "document": document });
    casework.done("P-0003", "prepareRedactedCopy", (&case, input)).await;
    let approve = || json!({ "copy": "C1" });
    let same = casework.refused("P-0003", "approveRedactedCopy", (&case, approve())).await;
    casework.done("P-0008", "approveRedactedCopy", (&case, approve())).await;
    casework.publicised("P-0008", "publish", (&case, publish("GSXT"))).await;
    let again = casework
        .refused("P-0008", "publish", (&case, step("GSXT", json!({ "reference": "2" }))))
        .await;
    let query = "query($id: CaseId!) { case(id: $id) { redactedCopies {
        id decision rules masked { datum } summary {
            number party partyKindLabel registration violationLabel content agency decidedOn
        } preparedBy preparedAt approvedBy approvedAt
    } } }";
    let copies = casework.ask("P-0008", query, json!({ "id": case })).await;
    let shown = told(&casework, "P-0008", &case).await;
    insta::assert_json_snapshot!((
        same,
        again,
        &copies["case"]["redactedCopies"],
        &shown["publicity"][0]
    ));
}

/// PUB 8: before the party has the decision only with a reason.
#[tokio::test]
async fn what_is_made_public_before_its_service_says_why() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    casework.approved_copy(&case).await;
    let silent = casework.refused("P-0008", "publish", (&case, publish("PORTAL"))).await;
    insta::assert_json_snapshot!(silent, @r#"
    [
      "INCOMPLETE 决定书尚未送达当事人，送达前公示的，请说明理由 《市场监督管理行政处罚信息公示规定》第八条"
    ]
    "#);
    let input = step(
        "PORTAL",
        json!({ "reference": "1", "beforeService": "公告送达期间，公示期限将届满" }),
    );
    casework.publicised("P-0008", "publish", (&case, input)).await;
    assert_eq!(told(&casework, "P-0008", &case).await["publicity"][2]["beforeService"], true);
}

/// PUB 4, 6, 9: a decision, its service, its copy and its publication, all entered a week later, each with its own time:
/// what was shown on the day after the decision was in time by that entry alone, and was not shown before its copy was
/// approved.
#[tokio::test]
async fn what_was_published_is_entered_with_its_own_time_and_not_before_its_copy() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.later(22);
    assert_eq!(settle(&casework.app).await.unwrap(), 1);
    let mut acts = vec![("P-0004", "decidePenalty", casework.now(), casework.penalty(&case))];
    let service = json!({
        "decision": "P1",
        "service": casework.handed_over(&case, "行政处罚决定书"),
        "publicityNotice": casework.document(&case, "PUBLICITY_NOTICE", "行政处罚信息公示告知书")
    });
    casework.on("2023-01-10T15:00:00+08:00");
    acts.push(("P-0001", "serveDecision", casework.now(), service));
    let document = casework.document(&case, "REDACTED_COPY", "行政处罚决定书");
    let copy = json!({ "decision": "P1", "document": document });
    acts.push(("P-0001", "prepareRedactedCopy", casework.now(), copy));
    casework.on("2023-01-11T11:00:00+08:00");
    let early = casework.now();
    casework.on("2023-01-11T12:00:00+08:00");
    acts.push(("P-0003", "approveRedactedCopy", casework.now(), json!({ "copy": "C1" })));
    acts.push(("P-0008", "publish", casework.now(), publish("PORTAL")));
    casework.on("2023-01-18T20:00:00+08:00");
    let late = |mut act: Value| {
        act["lateEntryReason"] = json!("办案系统故障");
        act
    };
    for (person, mutation, act, input) in acts {
        if mutation == "publish" {
            casework.falls_due(&case).await;
            let sent = (&*case, late(early.clone()), input.clone());
            let refused = casework.send(person, mutation, sent).await;
            insta::assert_json_snapshot!(refusals(&refused["userErrors"]), @r#"
            [
              "STEP_MISSING 公示时尚无经复核批准的公示文本，请先制作并由他人复核批准 《市场监督管理行政处罚信息公示规定》第六条"
            ]
            "#);
        }
        let sent = casework.send(person, mutation, (&case, late(act), input)).await;
        assert_eq!(sent["userErrors"], json!([]), "{mutation}");
    }
    assert_eq!(casework.deadlines(&case, "PUB_PORTAL").await, ["2023-01-19 STATED_IN_TIME null"]);
    let query = "query($id: CaseId!) { case(id: $id) { publicity {
        history { sentence lateEntry { reason lagDays text } }
    } } }";
    let told = casework.ask("P-0008", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(told["case"]["publicity"][2]["history"][1], @r#"
    {
      "lateEntry": {
        "lagDays": 7,
        "reason": "办案系统故障",
        "text": "2023年1月18日补录，距行为发生之日7日"
      },
      "sentence": "2023年1月11日，成都市锦江区市场监督管理局信用监管人员周某通过行政执法公示平台公示行政处罚信息（公示编号或者网址：PORTAL-0001）（2023年1月18日补录，距行为发生之日7日）。依据：《中华人民共和国行政处罚法》第四十八条。"
    }
    "#);
    rebuilt_is_live(&casework.app).await;
}

/// PUB 11; APL 48: hidden at once, owed by the channel within three working days; then shown anew.
#[tokio::test]
async fn what_is_wrong_is_withdrawn_taken_down_and_shown_anew() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    let input = step(
        "PORTAL",
        json!({ "ground": "PUBLISHED_IN_ERROR", "reason": "误将其他案件的决定书公示" }),
    );
    casework.publicised("P-0008", "withdrawPublicity", (&case, input)).await;
    let withdrawn = told(&casework, "P-0008", &case).await["publicity"][2].take();
    insta::assert_json_snapshot!(withdrawn);
    let unshown = |told: &Value| {
        let missing = told["missing"].as_array().unwrap().iter().map(|it| it["text"].to_string());
        missing.filter(|it| it.contains("行政执法公示平台")).count()
    };
    assert_eq!(
        unshown(&told(&casework, "P-0008", &case).await),
        1,
        "to be shown anew as it is right"
    );
    let input = step("PORTAL", json!({ "reference": "撤下回执1" }));
    casework.publicised("P-0008", "recordTakedown", (&case, input)).await;
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL"))).await;
    assert_eq!(unshown(&told(&casework, "P-0008", &case).await), 0);
    let input = step("PORTAL", json!({ "reason": "地址有误", "onDemand": true }));
    casework.publicised("P-0008", "correctPublicity", (&case, input)).await;
    assert_eq!(states(&casework, &case).await[2], "行政执法公示平台 已更正");
    rebuilt_is_live(&casework.app).await;
}

/// PUB 5, and what may not be withheld any more.
#[tokio::test]
async fn a_leader_withholds_what_secrecy_forbids() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let input = || step("PORTAL", json!({ "reason": "经保密审查不宜公开" }));
    casework.publicised("P-0004", "withholdPublicity", (&case, input())).await;
    casework.approved_copy(&case).await;
    let refused = casework.refused("P-0008", "publish", (&case, publish("PORTAL"))).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "NOT_PROVIDED_FOR 该决定不通过此渠道公示：经保密审查不予公示 《市场监督管理行政处罚信息公示规定》第五条"
    ]
    "#);
    casework.publicised("P-0008", "publish", (&case, publish("GSXT"))).await;
    let input = step("GSXT", json!({ "reason": "经保密审查不宜公开" }));
    let late = casework.refused("P-0004", "withholdPublicity", (&case, input)).await;
    insta::assert_json_snapshot!(late, @r#"
    [
      "WRONG_STAGE 保密审查应当在公示之前进行；已经公示的，请先撤回 《市场监督管理行政处罚信息公示规定》第五条"
    ]
    "#);
}

/// PUB 13, and the rules of 25 December 2025: what was to be shown for three years ends on their first day, whether or
/// not the clock has recorded it; and it is recorded once.
#[tokio::test]
async fn what_is_shown_ends_under_the_rules_of_the_day() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    casework.publicised("P-0008", "publish", (&case, publish("GSXT"))).await;
    casework.on("2025-12-24T09:00:00+08:00");
    // The rights of the notice ran out unused.
    assert_eq!(settle(&casework.app).await.unwrap(), 1);
    let before = told(&casework, "P-0008", &case).await["publicity"][0].take();
    casework.on("2025-12-25T09:00:00+08:00");
    let unrecorded = told(&casework, "P-0008", &case).await["publicity"][0].take();
    assert_eq!(settle(&casework.app).await.unwrap(), 1);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    let after = told(&casework, "P-0008", &case).await["publicity"][0].take();
    let brief = [&before, &unrecorded, &after].map(|it| {
        json!([
            it["stateLabel"],
            it["endsOn"],
            it["whyUntil"],
            it["history"].as_array().unwrap().len()
        ])
    });
    insta::assert_json_snapshot!(brief);
    let expired = history(&casework.app, &case, Channel::Gsxt).await.pop().unwrap();
    assert_eq!(expired.event_type, "publicity.expired");
    rebuilt_is_live(&casework.app).await;
}

/// PUB 16: what is due is on the worklist of the handling unit and of the credit unit, under its own record.
#[tokio::test]
async fn what_is_due_is_on_the_worklist_of_who_handles_it_and_of_who_publishes() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let query =
        "{ worklist { nodes { publicityId publicity { channelLabel } deadline { ruleLabel } } } }";
    let due = async |person| {
        let answer = casework.ask(person, query, json!({})).await;
        let nodes = answer["worklist"]["nodes"].as_array().unwrap().clone();
        let public = nodes.into_iter().filter(|it| !it["publicityId"].is_null());
        public.map(|it| it["publicity"]["channelLabel"].clone()).collect::<Vec<_>>()
    };
    let all = ["信用中国", "行政执法公示平台", "国家企业信用信息公示系统"];
    for (person, expected) in
        [("P-0001", &all[..]), ("P-0003", &all), ("P-0008", &all), ("P-0010", &[])]
    {
        assert_eq!(due(person).await, expected, "{person}");
    }
    let query = "query($filter: PublicityFilterInput!) { publicities(filter: $filter) {
        nodes { number party channelLabel state decidedOn } totalCount { value }
    } }";
    let filter = json!({ "caseId": case, "states": ["DUE"], "channel": "GSXT" });
    let batch = casework.ask("P-0008", query, json!({ "filter": filter })).await;
    insta::assert_json_snapshot!(batch["publicities"]);
    let registrar = casework.ask("P-0011", query, json!({ "filter": {} })).await;
    assert_eq!(registrar["publicities"]["totalCount"]["value"], 0);
}

/// What a crash left over is opened after a start, once; tables made anew start nothing anew.
#[tokio::test]
async fn what_a_crash_left_over_is_opened_once_and_a_rebuild_starts_nothing() {
    let mut casework = Casework::open().await;
    let case = just_decided(&mut casework).await;
    // The process dies after the first of three.
    let key = Key { case: case.parse().unwrap(), decision: part("P1"), channel: Channel::Gsxt };
    casework.app.open_publicity(&key).await.unwrap();
    let now = casework.app.clock.now().to_string();
    let casework = Casework::open_in(casework.close().await, &now);
    assert_eq!(settle(&casework.app).await.unwrap(), 2);
    casework.app.read_model.rebuild(&casework.app.store, |_| ()).await.unwrap();
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    let decided = casework.app.store.read(&stream_of(key.case)).await.unwrap();
    let decided = decided.iter().find(|it| it.event_type == "case.penalty-decided").unwrap();
    for channel in Channel::ALL {
        let [opened] = &history(&casework.app, &case, channel).await[..] else {
            panic!("{channel:?}")
        };
        assert_eq!(opened.event_type, "publicity.due");
        assert_eq!(opened.metadata.causation_id, Some(decided.id));
        assert_eq!(opened.metadata.facts[0].stream, stream_of(key.case));
    }
}

/// Before publicity had a record of its own, cases said themselves where they were published, which still counts.
#[tokio::test]
async fn what_an_older_case_published_itself_is_not_opened_again() {
    let mut casework = Casework::open().await;
    let case = just_decided(&mut casework).await;
    let id: CaseId = case.parse().unwrap();
    let published =
        Published { decision: part("P1"), channel: Channel::Portal, reference: "ZFGS-0001".into() };
    given(&casework, id, Event::PenaltyPublished(published)).await;
    assert_eq!(settle(&casework.app).await.unwrap(), 2);
    assert_eq!(
        states(&casework, &case).await,
        ["国家企业信用信息公示系统 应当公示", "信用中国 应当公示"]
    );
    assert!(history(&casework.app, &case, Channel::Portal).await.is_empty());
}

/// The same command takes effect once, and another one under its id is refused.
#[tokio::test]
async fn a_step_that_is_sent_again_takes_effect_once() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let act = casework.now();
    for _ in 0..2 {
        let sent = casework.send("P-0008", "publish", (&case, act.clone(), publish("GSXT"))).await;
        assert_eq!(sent["userErrors"], json!([]));
        assert_eq!(sent["publicity"]["state"], "PUBLISHED");
    }
    assert_eq!(history(&casework.app, &case, Channel::Gsxt).await.len(), 2);
    let input = step("GSXT", json!({ "reference": "另一编号" }));
    let reused = casework.send("P-0008", "publish", (&case, act, input)).await;
    assert!(refusals(&reused["userErrors"])[0].starts_with("COMMAND_ID_REUSED"));
}
