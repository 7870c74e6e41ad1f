//! What waits for the calendar of a year is fixed once that is loaded, whatever kind of record it is of (domain.md §7.1).

use std::fs;

use api::{app::stream_of, clockwork::settle};
use domain::{case::Event, id::CaseId};
use serde_json::{Value, json};

use crate::{
    casework::Casework,
    histories::rebuilt_is_live,
    inbound::desk::{self as inbound, CREDIT, TAX, penalty},
    papers::company,
    restoration::course::Applicant,
    restrictions::desk::{self as restrictions, FINANCE, RESTRICTION},
};

/// A fictitious schedule of the year that the built-in calendar ends before.
const CALENDAR: &str = r#"
[[year]]
year = 2027
scope = "NATIONAL"
version = "2027.1"
authority = "HOL26"
confidence = "UNCERTAIN"
source = "虚构，仅供测试"
working-days = 260
off = [{ name = "元旦", from = "2027-01-01", to = "2027-01-03" }]
made-up = []
"#;

/// The program is started anew in January, with that schedule, and its clock does what is due.
async fn loaded(casework: Casework) -> Casework {
    let folder = casework.close().await;
    let rulebook = tempfile::tempdir().unwrap();
    fs::write(rulebook.path().join("calendar.toml"), CALENDAR).unwrap();
    let at = "2027-01-04T09:00:00+08:00";
    let casework = Casework::open_in_under(folder, at, rulebook.path());
    casework.settled().await;
    casework
}

fn waiting(casework: &Casework) -> u64 {
    casework.app.read_model.count_undetermined().unwrap()
}

/// Nothing waits any more, nothing more is recorded, and tables made anew say the same.
async fn is_settled(casework: &Casework) {
    assert_eq!(waiting(casework), 0);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    rebuilt_is_live(&casework.app).await;
}

/// What was done last, as `history` tells it.
fn last(told: &mut Value) -> Value {
    told["history"].as_array_mut().unwrap().pop().unwrap()["sentence"].take()
}

/// The last day of a deadline, and whether it was kept.
fn fixed<'a>(told: &'a Value, rule: &str) -> [&'a Value; 2] {
    let all = told["deadlines"].as_array().unwrap();
    let found = all.iter().find(|it| it["ruleLabel"] == rule).unwrap();
    [&found["dueDate"], &found["outcomeLabel"]]
}

/// What the clock does of the time to correct shared data.
const SHARED: &str = "2027年1月4日，放假安排已经公布，相关期限确定：政务数据校核期限至2027年1月12日届满。依据：《政务数据共享条例》第二十六条。";

/// PR 18: a lead of 23 December 2026 is to be verified within 15 working days, which nobody can count
/// before the schedule of 2027 is out.
#[tokio::test]
async fn a_deadline_is_fixed_once_the_calendar_that_it_waited_for_is_loaded() {
    let mut casework = Casework::open().await;
    casework.on("2026-12-23T10:00:00+08:00");
    let case: CaseId = casework.lead().await.parse().unwrap();
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    assert_eq!(waiting(&casework), 1);
    let casework = loaded(casework).await;
    let fixed = casework.app.store.read(&stream_of(case)).await.unwrap().pop().unwrap();
    let Event::DeadlineFixed(said) = fixed.decode().unwrap() else { panic!("{fixed:?}") };
    assert_eq!(said.deadlines[0].due_date().unwrap().to_string(), "2027-01-14");
    is_settled(&casework).await;
}

/// CR25: an application of 30 December is to be accepted within two working days. One that was declined on the day after
/// was answered in time, and the one that came then is on the worklist with its day.
#[tokio::test]
async fn an_application_of_december_has_its_last_day_once_the_year_is_loaded() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2026-12-30T10:00:00+08:00");
    casework.settled().await;
    let first = casework.applied(&case, Applicant::Complete).await;
    casework.later(1);
    let input = json!({ "reason": "公示期已经届满", "basis": "PUB 14" });
    casework.restored("P-0008", "declineRestoration", (&first, Some(input))).await;
    let second = casework.applied(&case, Applicant::Complete).await;
    let fields =
        "statusLabel deadlines { ruleLabel text outcomeLabel missingYear } history { sentence }";
    let before = casework.about(&second, fields).await;
    assert_eq!(before["deadlines"][0]["missingYear"], 2027);
    assert_eq!(waiting(&casework), 2);
    let casework = loaded(casework).await;
    let mut told = [casework.about(&first, fields).await, casework.about(&second, fields).await];
    let sentence = |day| {
        format!(
            "2027年1月4日，放假安排已经公布，相关期限确定：信用修复受理期限至{day}届满。依据：《市场监督管理信用修复管理办法》。"
        )
    };
    assert_eq!(told.each_mut().map(last), ["2027年1月4日", "2027年1月5日"].map(sentence));
    let [declined, waits] = &told;
    assert_eq!([&declined["statusLabel"], &waits["statusLabel"]], ["不予受理", "已申请"]);
    let fixed = |text, outcome| json!([{ "ruleLabel": "信用修复受理期限", "text": text, "outcomeLabel": outcome, "missingYear": null }]);
    assert_eq!(declined["deadlines"], fixed("届满：2027年1月4日", "按期完成"));
    assert_eq!(waits["deadlines"], fixed("届满：2027年1月5日", "进行中"));
    let work = "{ worklist { nodes { restorationId deadline { ruleLabel dueDate } } } }";
    let work = casework.ask("P-0008", work, json!({})).await;
    let due = json!({ "restorationId": second,
        "deadline": { "ruleLabel": "信用修复受理期限", "dueDate": "2027-01-05" } });
    assert!(work["worklist"]["nodes"].as_array().unwrap().contains(&due), "{work}");
    is_settled(&casework).await;
}

/// GDS 26: what seems wrong in a record is to be checked by the agency that pushed it, within ten working days from 28
/// December. Once the last day is known that is still its agency's to keep, and not the credit unit's.
#[tokio::test]
async fn a_doubt_of_december_stays_with_the_agency_that_was_told() {
    let mut desk = inbound::Desk::open().await;
    desk.casework.on("2026-12-01T10:00:00+08:00");
    let mut ids = vec![];
    for number in ["川税稽罚〔2026〕12号", "川税稽罚〔2026〕13号"] {
        let mut pushed = penalty();
        (pushed["number"], pushed["decidedOn"]) = (number.into(), "2026-11-16".into());
        let id = desk.pushed(&pushed).await;
        let shown = json!({ "reference": number });
        desk.done(CREDIT, "publishInboundRecord", (&id, shown)).await;
        ids.push(id);
    }
    desk.casework.on("2026-12-28T10:00:00+08:00");
    let [waits, answered] = &ids[..] else { panic!("{ids:?}") };
    for id in &ids {
        let doubt = json!({ "doubt": "金额与决定书不一致" });
        desk.done(CREDIT, "objectToInboundRecord", (id, doubt)).await;
    }
    desk.casework.later(2);
    let finding = json!({ "finding": "与决定书一致" });
    desk.done(TAX, "confirmInboundRecord", (answered, finding)).await;
    let work = "{ worklist { nodes { inboundId deadline { ruleLabel dueDate missingYear } } } }";
    let listed = async |desk: &inbound::Desk, who, due: Value| {
        let deadline = json!({ "ruleLabel": "政务数据校核期限", "dueDate": due, "missingYear": (due == Value::Null).then_some(2027) });
        let told = desk.ask(who, work, json!({})).await;
        told["worklist"]["nodes"] == json!([{ "inboundId": waits, "deadline": deadline }])
    };
    assert!(listed(&desk, TAX, Value::Null).await);
    desk.casework = loaded(desk.casework).await;
    assert!(listed(&desk, TAX, json!("2027-01-12")).await);
    let nothing = json!({ "worklist": { "nodes": [] } });
    assert_eq!(desk.ask(CREDIT, work, json!({})).await, nothing);
    let one = "query($id: InboundId!) { inboundRecord(id: $id) {
        standingLabel isObjectedTo deadlines { ruleLabel dueDate outcomeLabel } history { sentence } } }";
    let mut told = desk.ask(TAX, one, json!({ "id": answered })).await["inboundRecord"].take();
    assert_eq!(last(&mut told), SHARED);
    assert_eq!((&told["standingLabel"], &told["isObjectedTo"]), (&json!("有效"), &json!(false)));
    assert_eq!(fixed(&told, "政务数据校核期限"), ["2027-01-12", "按期完成"]);
    is_settled(&desk.casework).await;
}

/// GDS 26; domain.md §6.7: the measure whose source fell on 28 December is to be lifted within ten working days.
#[tokio::test]
async fn a_measure_whose_source_fell_in_december_is_lifted_by_a_day_that_is_known() {
    let mut desk = restrictions::Desk::open().await;
    desk.casework.on("2026-12-01T10:00:00+08:00");
    let source = desk.listed().await;
    let pair = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let input = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    desk.done(FINANCE, "imposeRestriction", (&pair, input)).await;
    desk.casework.on("2026-12-28T10:00:00+08:00");
    desk.revoked(&source).await;
    let pair = desk.told_since(&pair).await;
    assert!(waiting(&desk.casework) > 0);
    desk.casework = loaded(desk.casework).await;
    let told = desk.ask(FINANCE, RESTRICTION, json!({ "id": pair.id.to_string() })).await;
    let mut told = told["restriction"].clone();
    assert_eq!(last(&mut told), SHARED);
    assert_eq!(told["standingLabel"], "来源失效，待解除");
    assert_eq!(fixed(&told, "政务数据校核期限"), ["2027-01-12", "进行中"]);
    is_settled(&desk.casework).await;
}

/// EIP 17.2: that the ground of an entry is gone was verified on 30 December; it leaves within five working days.
#[tokio::test]
async fn an_entry_that_was_cured_in_december_leaves_by_a_day_that_is_known() {
    let mut casework = Casework::open().await;
    casework.on("2026-12-01T10:00:00+08:00");
    let entry = casework.unreported(company()).await;
    casework.enters(&entry).await;
    casework.on("2026-12-30T10:00:00+08:00");
    let [_, (clerk, verify, cured), _] = casework.leaving(&entry);
    casework.listed(clerk, verify, (&entry, cured)).await;
    assert!(waiting(&casework) > 0);
    let casework = loaded(casework).await;
    let fields = "standingLabel deadlines { ruleLabel dueDate outcomeLabel } history { sentence }";
    let mut told = casework.listing(&entry, fields).await;
    let sentence = "2027年1月4日，放假安排已经公布，相关期限确定：移出经营异常名录期限至2027年1月7日届满。依据：《企业经营异常名录管理暂行办法》。";
    assert_eq!(last(&mut told), sentence);
    assert_eq!(told["standingLabel"], "有效");
    assert_eq!(fixed(&told, "移出经营异常名录期限"), ["2027-01-07", "进行中"]);
    is_settled(&casework).await;
}
