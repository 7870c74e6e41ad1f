//! Service: how documents reach their addressee, and from when they count.

use serde_json::{Value, json};

use crate::{casework::Casework, histories::rebuilt_is_live};

fn announcing(casework: &Casework, case: &str, (serves, what): (&str, &str)) -> Value {
    json!({
        "serves": serves,
        "places": ["局公告栏", "当事人经营场所门前", "局门户网站"],
        "reason": "经营者下落不明，直接送达、邮寄送达均被退回",
        "document": casework.document(case, "ANNOUNCEMENT", &format!("{what}公告")),
        "recording": {
            "recorded": [casework.document(case, "RECORDING", &format!("{what}公告张贴照片"))]
        }
    })
}

fn announced(casework: &Casework, announcement: &str) -> Value {
    json!({
        "mode": "ANNOUNCEMENT",
        "servedOn": casework.today(),
        "announcement": announcement,
        "course": "公告之日起经过三十日，视为送达"
    })
}

async fn announce(casework: &mut Casework, case: &str, what: (&str, &str)) {
    let input = announcing(casework, case, what);
    casework.done("P-0001", "announce", (case, input)).await;
}

/// Scenario 19 (PR 64.2, 82(5)): the owner can't be found, and the notice is announced for thirty days.
/// Meanwhile the ninety days stand still; on the thirtieth it counts as served.
#[tokio::test]
async fn a_notice_is_announced_to_an_owner_who_cannot_be_found() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    casework.later(3);
    announce(&mut casework, &case, ("PRIOR_NOTICE", "行政处罚告知书")).await;
    let paused = casework.deadlines(&case, "CASE_DECIDE").await;
    casework.later(29);
    let mut input = casework.notice(&case);
    input["service"] = announced(&casework, "Y1");
    let early = casework.refused("P-0001", "servePriorNotice", (&case, input.clone())).await;
    insta::assert_json_snapshot!(early, @r#"
    [
      "TOO_EARLY 公告期满视为送达，送达日期应为2023-01-18 《市场监督管理行政处罚程序规定》第八十二条第一款第五项"
    ]
    "#);
    casework.later(1);
    input["service"] = announced(&casework, "Y1");
    casework.done("P-0001", "servePriorNotice", (&case, input)).await;
    let resumed = casework.deadlines(&case, "CASE_DECIDE").await;
    insta::assert_json_snapshot!([paused, resumed], @r#"
    [
      [
        "2023-03-28 PAUSED null"
      ],
      [
        "2023-03-28 OPEN 69"
      ]
    ]
    "#);
    insta::assert_json_snapshot!(casework.sentences(&case).await[9..], @r#"
    [
      "2022年12月19日，成都市锦江区市场监督管理局办案人员李某发布公告（编号Y1），公告送达行政处罚告知书（锦市监罚告〔2022〕1号），公告地点为局公告栏、当事人经营场所门前、局门户网站，原因：经营者下落不明，直接送达、邮寄送达均被退回，至2023年1月18日视为送达。依据：《市场监督管理行政处罚程序规定》第八十二条第一款第五项、第六十四条第二款。",
      "2023年1月18日，成都市锦江区市场监督管理局办案人员李某向当事人公告送达行政处罚告知书（锦市监罚告〔2022〕1号），送达日期为2023年1月18日，告知拟作出的行政处罚：没收违法所得2000元、罚款50000元，并告知其享有陈述、申辩、要求听证的权利，行使权利的期限至2023年1月30日届满。依据：《市场监督管理行政处罚程序规定》第五十七条，《中华人民共和国行政处罚法》第四十四条、第六十三条。"
    ]
    "#);
}

/// Which cases have a document of that number.
async fn found(casework: &Casework, number: &str) -> Value {
    let asked = "query($number: DocumentNumber!) {
        cases(filter: { documentNumber: $number }) { nodes { id } }
    }";
    casework.ask("P-0001", asked, json!({ "number": number })).await["cases"]["nodes"].take()
}

/// §8.4 of the domain reference, PR 82.1(5): a notice is numbered with its announcement, and found by that number from
/// then on. Handed over within the thirty days it keeps it, and none is left unused.
#[tokio::test]
async fn what_was_announced_keeps_its_number_when_it_is_handed_over() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    casework.later(3);
    announce(&mut casework, &case, ("PRIOR_NOTICE", "行政处罚告知书")).await;
    assert_eq!(found(&casework, "锦市监罚告〔2022〕1号").await, json!([{ "id": case }]));
    casework.later(9);
    let input = casework.notice(&case);
    casework.done("P-0001", "servePriorNotice", (&case, input)).await;
    insta::assert_json_snapshot!(numbered(&casework, &case).await, @r#"
    [
      "ANNOUNCEMENT \"锦市监罚告〔2022〕1号\"",
      "PRIOR_NOTICE \"锦市监罚告〔2022〕1号\"",
      "SERVICE_RECEIPT null"
    ]
    "#);
    assert_eq!(found(&casework, "锦市监罚告〔2022〕2号").await, json!([]));
    let allotted = casework.app.store.read("number-锦市监-罚告-2022").await.unwrap();
    assert_eq!(allotted.len(), 1);
}

/// PR 82.1(5): after the thirty days it is served already.
#[tokio::test]
async fn what_was_announced_is_not_handed_over_once_it_counts_as_served() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    casework.later(3);
    announce(&mut casework, &case, ("PRIOR_NOTICE", "行政处罚告知书")).await;
    casework.later(31);
    let input = casework.notice(&case);
    let refused = casework.refused("P-0001", "servePriorNotice", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "ALREADY_DONE 行政处罚告知书已经公告（编号Y1），自2023-01-18起视为送达，此后交付不是再次送达，请以该公告记录送达 《市场监督管理行政处罚程序规定》第八十二条第一款第五项"
    ]
    "#);
}

/// PR 82.1(1); §8.4 of the domain reference: a bureau gives the number of a receipt once, whichever case it is of.
#[tokio::test]
async fn a_receipt_of_another_case_has_another_number() {
    let mut casework = Casework::open().await;
    for n in 0..2 {
        let case = casework.approved().await;
        casework.later(1);
        let mut input = casework.notice(&case);
        let paper = format!("第{n}份送达回证");
        input["service"]["receipt"] = casework.document(&case, "SERVICE_RECEIPT", &paper);
        input["service"]["receipt"]["number"] = json!("锦市监送证〔2022〕1号");
        if n == 0 {
            casework.done("P-0001", "servePriorNotice", (&case, input)).await;
            continue;
        }
        let refused = casework.refused("P-0001", "servePriorNotice", (&case, input)).await;
        insta::assert_json_snapshot!(refused, @r#"
        [
          "CONTRADICTORY 编号锦市监送证〔2022〕1号已用于另一份送达回证 《市场监督管理行政处罚程序规定》第八十二条第一款第一项"
        ]
        "#);
    }
}

/// The announcements, notices and receipts of the register, with their numbers, in its order.
async fn numbered(casework: &Casework, case: &str) -> Vec<String> {
    let asked = "query($id: CaseId!) { case(id: $id) { documents { document { type number } } } }";
    let answer = casework.ask("P-0001", asked, json!({ "id": case })).await;
    let all = answer["case"]["documents"].as_array().unwrap().iter().map(|it| &it["document"]);
    let shown = ["ANNOUNCEMENT", "PRIOR_NOTICE", "SERVICE_RECEIPT"];
    let told = all.filter(|it| shown.iter().any(|kind| it["type"] == *kind));
    told.map(|it| format!("{} {}", it["type"].as_str().unwrap(), it["number"])).collect()
}

/// Item 17 of the list of powers: whoever announces a notice signs and serves it, under an item of 行政处罚.
#[tokio::test]
async fn an_announcement_names_its_item_of_the_list_of_powers() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    casework.later(3);
    let input = announcing(&casework, &case, ("PRIOR_NOTICE", "行政处罚告知书"));
    let mut act = casework.now();
    act["powerItem"] = Value::Null;
    let answer = casework.send("P-0001", "announce", (&case, act, input)).await;
    let codes = answer["userErrors"].as_array().unwrap().iter().map(|it| &it["code"]);
    assert_eq!(codes.collect::<Vec<_>>(), ["NO_POWER_ITEM"]);
}

/// PR 64.2, 82(5): what the party is not to be served with is not announced, and no clock stands still for it.
#[tokio::test]
async fn nothing_is_announced_that_the_party_is_not_to_be_served_with() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.on("2022-12-27T10:00:00+08:00");
    let before = casework.deadlines(&case, "CASE_DECIDE").await;
    let mut told = vec![];
    for serves in ["PRIOR_NOTICE", "HEARING_NOTICE", "REFUND_ORDER", "APPRAISAL_RESULT_NOTICE"] {
        let input = announcing(&casework, &case, (serves, serves));
        let who = if serves == "REFUND_ORDER" { "P-0004" } else { "P-0001" };
        told.push(casework.refused(who, "announce", (&case, input)).await);
    }
    insta::assert_json_snapshot!(told, @r#"
    [
      [
        "WRONG_STAGE 已经告知当事人，再次公告送达告知书，应当先报负责人批准拟处罚 《市场监督管理行政处罚程序规定》第五十六条"
      ],
      [
        "STEP_MISSING 本案没有需要送达的听证通知书：没有当事人要求举行而尚未举行的听证 《市场监督管理行政处罚程序规定》第八十二条第一款第五项"
      ],
      [
        "STEP_MISSING 本案没有需要送达的责令退款通知书：告知书未告知拟责令退还的数额，或者已经责令退还 《市场监督管理行政处罚程序规定》第五十九条"
      ],
      [
        "STEP_MISSING 本案没有需要送达的检测鉴定结果告知书：没有已经收到而尚未告知当事人的检测、鉴定结果 《市场监督管理行政处罚程序规定》第三十二条"
      ]
    ]
    "#);
    assert_eq!(casework.deadlines(&case, "CASE_DECIDE").await, before);
}

/// PR 82(5): one announcement for a notice; a second one would stop the clock again.
#[tokio::test]
async fn a_notice_is_announced_once() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    casework.later(3);
    announce(&mut casework, &case, ("PRIOR_NOTICE", "行政处罚告知书")).await;
    casework.later(20);
    let input = announcing(&casework, &case, ("PRIOR_NOTICE", "行政处罚告知书"));
    let again = casework.refused("P-0001", "announce", (&case, input)).await;
    insta::assert_json_snapshot!(again, @r#"
    [
      "ALREADY_DONE 行政处罚告知书已经公告，请以该公告记录送达 《市场监督管理行政处罚程序规定》第八十二条第一款第五项"
    ]
    "#);
}

/// Scenario 19 (PR 72, 81, 82(5)): so is the decision. Its seven working days are kept by publishing the
/// announcement within them; the time to pay and to seek a remedy runs from the thirtieth day on.
#[tokio::test]
async fn a_decision_is_announced_to_an_owner_who_cannot_be_found() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    casework.later(1);
    announce(&mut casework, &case, ("PENALTY_DECISION", "行政处罚决定书")).await;
    casework.later(30);
    let input = json!({
        "decision": "P1",
        "service": announced(&casework, "Y1"),
        "publicityNotice": casework.document(&case, "PUBLICITY_NOTICE", "行政处罚信息公示告知书")
    });
    casework.done("P-0001", "serveDecision", (&case, input)).await;
    insta::assert_json_snapshot!(casework.sentences(&case).await[11..], @r#"
    [
      "2023年1月11日，成都市锦江区市场监督管理局办案人员李某发布公告（编号Y1），公告送达行政处罚决定书，公告地点为局公告栏、当事人经营场所门前、局门户网站，原因：经营者下落不明，直接送达、邮寄送达均被退回，至2023年2月10日视为送达。依据：《市场监督管理行政处罚程序规定》第八十二条第一款第五项、第八十一条。",
      "2023年2月10日，成都市锦江区市场监督管理局办案人员李某向当事人公告送达决定书（锦市监处罚〔2023〕1号），送达日期为2023年2月10日，并书面告知当事人行政处罚信息将向社会公示，缴款期限至2023年2月27日届满。依据：《市场监督管理行政处罚程序规定》第八十一条、第八十二条，《中华人民共和国行政处罚法》第六十一条，《市场监督管理行政处罚信息公示规定》第八条。"
    ]
    "#);
    let mut due = vec![];
    for rule in ["DECISION_SERVE", "PAY_FINE", "RECON_APPLY"] {
        due.push((rule, casework.deadlines(&case, rule).await));
    }
    insta::assert_json_snapshot!(due, @r#"
    [
      [
        "DECISION_SERVE",
        [
          "2023-01-19 MET 8"
        ]
      ],
      [
        "PAY_FINE",
        [
          "2023-02-27 OPEN 17",
          "2023-02-27 OPEN 17"
        ]
      ],
      [
        "RECON_APPLY",
        [
          "2023-04-11 OPEN 60"
        ]
      ]
    ]
    "#);
}

/// PR 82(2), 82(3): whatever is not handed over proves itself in its own way.
#[tokio::test]
async fn every_way_of_service_has_its_own_proof() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    casework.later(1);
    let mut told = vec![];
    for mode in ["DIRECT", "LEAVE", "ELECTRONIC", "MAIL", "ANNOUNCEMENT"] {
        let mut input = casework.notice(&case);
        input["service"] = json!({ "mode": mode, "servedOn": casework.today() });
        told.push((mode, casework.refused("P-0001", "servePriorNotice", (&case, input)).await));
    }
    insta::assert_json_snapshot!(told, @r#"
    [
      [
        "DIRECT",
        [
          "INCOMPLETE 请填写送达回证 《市场监督管理行政处罚程序规定》第八十二条第一款第一项",
          "INCOMPLETE 请填写签收人 《市场监督管理行政处罚程序规定》第八十二条第一款第一项"
        ]
      ],
      [
        "LEAVE",
        [
          "INCOMPLETE 请填写拒收事由和留置经过 《市场监督管理行政处罚程序规定》第八十二条第一款第二项",
          "RECORDING_MISSING 该行为应当以拍照、录音、录像等方式记录，请注明音像记录或者未记录的原因 《市场监督管理行政处罚程序规定》第八十二条第一款第二项"
        ]
      ],
      [
        "ELECTRONIC",
        [
          "INCOMPLETE 请填写受送达人签订的送达地址确认书 《市场监督管理行政处罚程序规定》第八十二条第一款第三项",
          "RECORDING_MISSING 该行为应当以拍照、录音、录像等方式记录，请注明音像记录或者未记录的原因 《市场监督管理行政处罚程序规定》第八十二条第一款第三项"
        ]
      ],
      [
        "MAIL",
        [
          "INCOMPLETE 请填写邮寄回执 《市场监督管理行政处罚程序规定》第八十二条第一款第四项"
        ]
      ],
      [
        "ANNOUNCEMENT",
        [
          "INCOMPLETE 请填写公告送达的原因和经过 《市场监督管理行政处罚程序规定》第八十二条第一款第五项",
          "STEP_MISSING 公告送达须先发布公告：请注明本案已登记的公告编号 《市场监督管理行政处罚程序规定》第八十二条第一款第五项"
        ]
      ]
    ]
    "#);
}

/// APL 44, 45; PR 58: whoever has read the announcement of the notice is heard before its thirtieth day, and has used its
/// right to state when the notice counts as served.
#[tokio::test]
async fn what_the_party_says_while_its_notice_is_announced_is_taken_in() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    casework.later(3);
    announce(&mut casework, &case, ("PRIOR_NOTICE", "行政处罚告知书")).await;
    casework.later(8);
    let input = json!({
        "notice": "Y1",
        "content": "罚款过高",
        "document": casework.document(&case, "STATEMENT", "陈述申辩书")
    });
    casework.done("P-0001", "recordStatement", (&case, input)).await;
    let input = json!({ "statement": "D1", "adoption": "NOT_ADOPTED", "reasons": "无事实依据" });
    casework.done("P-0001", "reviewStatement", (&case, input)).await;
    casework.later(22);
    let mut input = casework.notice(&case);
    input["service"] = announced(&casework, "Y1");
    casework.done("P-0001", "servePriorNotice", (&case, input)).await;
    let told = casework.parts(&case, "statements { id notice }").await;
    assert_eq!(told["statements"], json!([{ "id": "D1", "notice": "N1" }]));
    insta::assert_json_snapshot!(casework.deadlines(&case, "NOTICE_STATE").await, @r#"
    [
      "2023-01-30 MET 34"
    ]
    "#);
    rebuilt_is_live(&casework.app).await;
}
