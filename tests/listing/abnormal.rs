//! 经营异常名录、经营异常状态 (EIP 8, 17; ABN; IBR): verified, decided, shown, cured and left.

use serde_json::{Value, json};

use super::desk::COURSE;
use crate::{
    casework::{Casework, refusals},
    histories::rebuilt_is_live,
    papers::{Matter, company},
};

/// EIP 17: who verified it is reminded to have it entered; the leader enters, the credit unit shows it; once the ground is
/// gone it leaves, and is shown no more.
#[tokio::test]
async fn a_company_is_listed_until_its_report_is_there() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-03T10:00:00+08:00");
    let entry = casework.unreported(company()).await;
    let query = "{ worklist { nodes { recordKindLabel listingId party listing { registerLabel }
        deadline { ruleLabel dueDate } } } }";
    let mut due = casework.ask("P-0008", query, json!({})).await;
    let mut due = due["worklist"]["nodes"][0].take();
    assert_eq!(due["listingId"].take(), json!(entry));
    insta::assert_json_snapshot!(due, @r#"
    {
      "deadline": {
        "dueDate": "2023-07-14",
        "ruleLabel": "列入经营异常名录期限"
      },
      "listing": {
        "registerLabel": "经营异常名录"
      },
      "listingId": null,
      "party": "成都蜀味到家网络科技有限公司",
      "recordKindLabel": "名录列入记录"
    }
    "#);
    casework.on("2023-07-10T10:00:00+08:00");
    assert!(!casework.counts(&entry, "2023-07-10").await);
    casework.enters(&entry).await;
    assert!(casework.counts(&entry, "2023-07-10").await);
    let proof = casework.shows(&entry, "OTHER", "公示页面");
    casework.listed("P-0008", "publishListing", (&entry, json!({ "proof": proof }))).await;
    let early = casework.lists("P-0008", "endListingPublicity", (&entry, json!({}))).await;
    insta::assert_json_snapshot!(refusals(&early["userErrors"]), @r#"
    [
      "STEP_MISSING 列入决定仍然有效，应当继续公示 《企业信息公示暂行条例》第十七条第一款"
    ]
    "#);
    casework.on("2023-07-31T10:00:00+08:00");
    casework.leaves(&entry).await;
    assert!(casework.counts(&entry, "2023-08-03").await);
    assert!(!casework.counts(&entry, "2023-08-04").await);
    casework.listed("P-0008", "endListingPublicity", (&entry, json!({}))).await;
    insta::assert_json_snapshot!(casework.listing(&entry, COURSE).await);
    rebuilt_is_live(&casework.app).await;
}

/// EIP 17: the report of a year that was handed in late is no ground any more, once its entry was left.
#[tokio::test]
async fn a_report_that_was_handed_in_is_the_ground_of_no_other_entry() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-03T10:00:00+08:00");
    let entry = casework.unreported(company()).await;
    casework.on("2023-07-10T10:00:00+08:00");
    casework.enters(&entry).await;
    casework.on("2023-07-31T10:00:00+08:00");
    casework.leaves(&entry).await;
    casework.later(7);
    let again = casework.unreported(company()).await;
    let input = casework.entering(&again);
    let refused = casework.lists("P-0004", "enterListing", (&again, input)).await;
    insta::assert_json_snapshot!(refusals(&refused["userErrors"]), @r#"
    [
      "ALREADY_DONE 该主体因同一事由列入（标记）（锦市监异列〔2023〕1号）后，该事由已经消除 《企业信息公示暂行条例》第十七条第二款"
    ]
    "#);
}

/// EIP 17.2; CR21 4: such an entry is left by applying, and whoever asks whether it may be restored is told so, with what is
/// lacking and since when that is there.
#[tokio::test]
async fn it_is_told_how_an_entry_is_left_and_whether_its_ground_is_gone() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-03T10:00:00+08:00");
    let entry = casework.unreported(company()).await;
    let query = "query($of: RestorationTargetInput!) { restorationEligibility(of: $of) {
        source { listingId number decidedOn } party windowLabel regimeLabel reason eligible eligibleFrom lacking demonstration
        conditions { kindLabel met from says citation }
        wayOut { mutation says citation }
    } }";
    let asked = json!({ "of": { "listingId": entry } });
    let told = async |casework: &Casework| {
        let told = casework.ask("P-0008", query, asked.clone()).await;
        let mut told = told["restorationEligibility"].clone();
        if let Some(first) = told.get_mut(0) {
            assert_eq!(first["source"]["listingId"].take(), json!(entry));
        }
        told
    };
    assert_eq!(
        told(&casework).await,
        json!([]),
        "its ground is verified, and nobody is entered yet"
    );
    casework.enters(&entry).await;
    let open = told(&casework).await;
    let way = json!({
        "mutation": "applyToLeaveListing",
        "says": "补报未报年份的年度报告并公示后申请移出经营异常名录，由作出列入（标记）决定的机关核实后决定，不以信用修复申请办理",
        "citation": "《企业信息公示暂行条例》第十七条第二款"
    });
    assert_eq!(open[0]["wayOut"], way);
    assert_eq!(open[0]["regimeLabel"], "市场监督管理信用修复管理办法（2021年）");
    let lacking = json!(["尚未核实列入事由已经消除"]);
    assert_eq!((&open[0]["eligible"], &open[0]["lacking"]), (&json!(false), &lacking));
    assert_eq!(open[0]["conditions"][1]["from"], Value::Null);
    casework.later(4);
    let [(_, _, _), (clerk, verify, cured), (leader, leave, let_out)] = casework.leaving(&entry);
    casework.listed(clerk, verify, (&entry, cured)).await;
    let cured = told(&casework).await;
    assert_eq!((&cured[0]["eligible"], &cured[0]["lacking"]), (&json!(true), &json!([])));
    assert_eq!(cured[0]["conditions"][1]["from"], json!("2023-07-07"));
    casework.later(3);
    casework.listed(leader, leave, (&entry, let_out)).await;
    let left = told(&casework).await;
    assert_eq!(left[0]["lacking"], json!(["自2023年7月10日起已不在名录中，无须修复"]));
    let of_party = json!({ "of": { "subject": "91510100MA6A1B2C3Q" } });
    let of_party = casework.ask("P-0008", query, of_party).await;
    assert_eq!(of_party["restorationEligibility"][0]["source"]["listingId"], json!(entry));
}

/// IBR: an individual business is marked, and nothing follows from that by itself.
#[tokio::test]
async fn an_individual_business_is_marked() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-03T10:00:00+08:00");
    let entry = casework.unreported(Matter::default().party).await;
    casework.enters(&entry).await;
    casework.leaves(&entry).await;
    let told =
        "registerLabel standingLabel effects calls { measure } decision { citations } end { says }";
    insta::assert_json_snapshot!(casework.listing(&entry, told).await, @r#"
    {
      "calls": [],
      "decision": {
        "citations": [
          "《个体工商户年度报告暂行办法》"
        ]
      },
      "effects": [],
      "end": {
        "says": "决定将锦江区老街卤味店恢复正常记载状态（锦市监异列〔2023〕1号），理由：已履行公示义务"
      },
      "registerLabel": "经营异常状态",
      "standingLabel": "已移出"
    }
    "#);
    // EIP 12: that it has ended makes it no less wrong.
    let document = casework.ruling(&entry, "DELISTING_DECISION");
    let wrong =
        json!({ "mistake": "NO_GROUND", "reasons": "已于期限内公示", "document": document });
    casework.listed("P-0004", "correctListing", (&entry, wrong)).await;
    let told = casework.listing(&entry, "standingLabel").await;
    assert_eq!(told["standingLabel"], "已撤销");
}

/// EIP 17.1: on one ground that may come back a company is entered once, until it has left.
#[tokio::test]
async fn a_company_is_entered_once_on_one_ground_until_it_has_left() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-10T10:00:00+08:00");
    let ground = json!({ "informationFalse": { "what": "公示的实缴出资与实际不符" } });
    let first = casework.finds_ground("P-0008", (company(), ground.clone())).await.0;
    casework.enters(&first).await;
    let second = casework.finds_ground("P-0008", (company(), ground)).await.0;
    let input = casework.entering(&second);
    let refused = casework.lists("P-0004", "enterListing", (&second, input)).await;
    insta::assert_json_snapshot!(refusals(&refused["userErrors"]));
    casework.later(1);
    casework.leaves(&first).await;
    casework.later(1);
    casework.enters(&second).await;
    let today = casework.app.clock.now().day().to_string();
    assert!(casework.counts(&second, &today).await);
    rebuilt_is_live(&casework.app).await;
}

/// EIP 17.2: what was cured before anything was entered is on no worklist any more, and is not entered.
#[tokio::test]
async fn a_ground_that_was_cured_before_the_entry_is_done_with() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-10T10:00:00+08:00");
    let entry = casework.unreported(company()).await;
    let waits = async |casework: &Casework| {
        let query = "{ worklist(first: 50) { nodes { recordId deadline { rule } } } }";
        assert!(casework.app.caught_up().await);
        let nodes = casework.ask("P-0008", query, json!({})).await["worklist"]["nodes"].take();
        let nodes = nodes.as_array().unwrap().clone().into_iter();
        let of_it = nodes.filter(|it| it["recordId"] == entry.as_str());
        of_it.map(|it| it["deadline"]["rule"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(waits(&casework).await, ["ABN_ENTER"]);
    let evidence = casework.shows(&entry, "EVIDENCE", "年度报告公示页面");
    let input = json!({ "finding": "已补报并公示2022年度年度报告", "evidence": [evidence] });
    casework.listed("P-0008", "verifyListingCure", (&entry, input)).await;
    assert_eq!(waits(&casework).await, [""; 0]);
    casework.later(1);
    let input = casework.entering(&entry);
    let refused = casework.lists("P-0004", "enterListing", (&entry, input)).await;
    let refused = refusals(&refused["userErrors"]);
    let gone = "WRONG_STAGE 已核实列入事由在作出列入决定前消除，不再列入";
    assert!(refused.len() == 1 && refused[0].starts_with(gone), "{refused:?}");
    rebuilt_is_live(&casework.app).await;
}

/// EIP 12: what was wrong is revoked.
#[tokio::test]
async fn a_wrong_entry_is_revoked() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-03T10:00:00+08:00");
    let entry = casework.unreported(company()).await;
    casework.enters(&entry).await;
    casework.later(2);
    let document = casework.ruling(&entry, "DELISTING_DECISION");
    let reasons = "该企业已于2023年6月29日公示年度报告";
    let input = json!({ "mistake": "NO_GROUND", "reasons": reasons, "document": document });
    casework.listed("P-0004", "correctListing", (&entry, input)).await;
    assert!(casework.counts(&entry, "2023-07-04").await);
    assert!(!casework.counts(&entry, "2023-07-05").await);
    insta::assert_json_snapshot!(casework.listing(&entry, "standingLabel end { on says citations }").await, @r#"
    {
      "end": {
        "citations": [
          "《企业信息公示暂行条例》第十二条"
        ],
        "on": "2023-07-05",
        "says": "没有列入事由，决定予以撤销（锦市监异列〔2023〕1号），理由：该企业已于2023年6月29日公示年度报告"
      },
      "standingLabel": "已撤销"
    }
    "#);
}

/// Who has no power is refused, and all that is missing is named at once; nobody is entered too early, or by letters that
/// lie too near to each other.
#[tokio::test]
async fn what_stands_in_the_way_is_named_at_once() {
    let mut casework = Casework::open().await;
    casework.on("2023-06-30T10:00:00+08:00");
    let report = |year: i16| json!({ "annualReportNotPublished": { "year": year } });
    let early = casework.finds_ground("P-0008", (company(), report(2022))).await.1;
    let ancient = casework.finds_ground("P-0008", (company(), report(9999))).await.1;
    casework.on("2023-07-03T10:00:00+08:00");
    let lawyer = casework.finds_ground("P-0006", (company(), report(2022))).await.1;
    let letter = |day: &str| json!({ "postedOn": day, "document": casework.shows("00000000-0000-0000-0000-000000000001", "CONTACT_LETTER", day) });
    let letters =
        json!({ "unreachable": { "letters": [letter("2023-06-20"), letter("2023-06-25")] } });
    let near = casework.finds_ground("P-0008", (company(), letters)).await.1;
    let person = json!({ "naturalPerson": { "name": "王小明", "age": "ADULT", "address": "成都市锦江区东大街1号" } });
    let person = casework.finds_ground("P-0008", (person, report(2022))).await.1;
    let entry = casework.unreported(company()).await;
    let blank = json!({
        "reasons": " ",
        "remedies": { "reconsideration": "", "court": "" },
        "document": casework.shows(&entry, "OTHER", "别的文书")
    });
    let blank = casework.lists("P-0008", "enterListing", (&entry, blank)).await;
    let told = [early, ancient, lawyer, near, person, blank];
    let told: Vec<Vec<String>> = told.iter().map(|it| refusals(&it["userErrors"])).collect();
    insta::assert_json_snapshot!(told);
    let unseen = casework.lists("P-0011", "publishListing", (&entry, json!({}))).await;
    insta::assert_json_snapshot!(refusals(&unseen["userErrors"]), @r#"
    [
      "NOT_FOUND 没有这条名录列入记录，或者无权查看"
    ]
    "#);
    let nothing: Value = casework.listing(&entry, "enteredOn standing decision { number }").await;
    assert_eq!(nothing, json!({ "enteredOn": null, "standing": null, "decision": null }));
}
