//! What other departments hand over (item 十六; EIP 7): pushed by the agency that decided it, shown by market supervision as
//! theirs, and corrected or withdrawn at their word alone.

mod at_once;
pub mod desk;
mod inbox;
mod known;

use serde_json::{Value, json};

use self::desk::{COMPANY, CREDIT, Desk, MPA, REGISTRAR, TAX, penalty, written};
use crate::histories::rebuilt_is_live;

const RECORD: &str =
    "kindLabel number subject party agency agencyName host title content basis decidedOn
    from until standingLabel shownSince reference isShownAsItIs isObjectedTo
    withdrawal { since groundLabel reason }
    deadlines { ruleLabel dueDate outcomeLabel } history { sentence }";

const PUBLIC: &str = "query($filter: PublishedInboundFilter!) { publishedInboundRecords(filter: $filter) {
    nodes { kindLabel number party registration agency agencyName title content basis decidedOn from until
        shownSince reference current citation }
    totalCount { value }
} }";

/// What anybody finds of the company.
async fn found(desk: &Desk) -> Value {
    let filter = json!({ "filter": { "registration": COMPANY } });
    let mut told = desk.casework.ask_publicly(PUBLIC, filter).await;
    told["publishedInboundRecords"]["nodes"].take()
}

/// EIP 7: the tax bureau pushes its penalty, the credit unit finds it on its worklist and shows it, and everybody reads it
/// as the tax bureau's: officers of any agency, the company, the public.
#[tokio::test]
async fn a_penalty_of_the_tax_bureau_is_shown_as_its_own() {
    let mut desk = Desk::open().await;
    let id = desk.pushed(&penalty()).await;
    let work = "{ worklist(first: 5) { nodes { recordKindLabel party inboundId deadline { ruleLabel dueDate } } } }";
    let waits = json!([{ "recordKindLabel": "部门推送信息", "party": "成都光年优品贸易有限公司", "inboundId": id,
        "deadline": { "ruleLabel": "推送信息公示期限", "dueDate": "2022-12-12" } }]);
    assert_eq!(desk.ask(CREDIT, work, json!({})).await["worklist"]["nodes"], waits);
    assert_eq!(found(&desk).await, json!([]), "it was pushed, and nobody has shown it");
    desk.casework.later(2);
    desk.done(CREDIT, "publishInboundRecord", (&id, json!({ "reference": "GSXT-0001" }))).await;
    assert_eq!(desk.ask(CREDIT, work, json!({})).await["worklist"]["nodes"], json!([]));
    insta::assert_json_snapshot!("shown_to_the_public", found(&desk).await);
    let one = format!("query($id: InboundId!) {{ inboundRecord(id: $id) {{ {RECORD} }} }}");
    let seen = desk.ask(MPA, &one, json!({ "id": id })).await;
    insta::assert_json_snapshot!("shown_to_officers", seen["inboundRecord"]);
    let own = "query($of: SubjectId!, $id: InboundId!) { inboundRecord(id: $id) { number }
        creditView(subject: $of) { party inboundRecords { kindLabel agencyName title standingLabel } } }";
    let asked = json!({ "of": COMPANY, "id": id });
    let told = desk.casework.answer_own(COMPANY, own, asked.clone()).await;
    insta::assert_json_snapshot!("shown_to_its_party", told.data.into_json().unwrap());
    let other = desk.casework.answer_own("92510104MA6T0X1D7T", own, asked).await;
    let nothing = json!({ "inboundRecord": null, "creditView": null });
    assert_eq!(other.data.into_json().unwrap(), nothing, "a party reads its own record alone");
    let list = "{ inboundRecords { nodes { id } totalCount { value } } }";
    let registrar = desk.ask(REGISTRAR, list, json!({})).await;
    assert_eq!(registrar["inboundRecords"]["nodes"], json!([]));
    let unseen =
        desk.act(REGISTRAR, "publishInboundRecord", (&id, json!({ "reference": "1" }))).await;
    assert_eq!(unseen["userErrors"][0]["code"], "NOT_FOUND");
    rebuilt_is_live(&desk.casework.app).await;
}

/// EIP 11, 12.1; GDS 26; APL 48.2: ours alters nothing, and tells of a doubt; what its agency corrects is shown so, and what
/// it withdraws is shown no more at once.
#[tokio::test]
async fn it_is_corrected_and_withdrawn_at_its_agencys_word_alone() {
    let mut desk = Desk::open().await;
    desk.casework.on("2025-09-01T10:00:00+08:00");
    let id = desk.pushed(&penalty()).await;
    desk.done(CREDIT, "publishInboundRecord", (&id, json!({ "reference": "GSXT-0001" }))).await;
    let withdrawal = json!({ "ground": "DECISION_FELL", "reason": "处罚决定被撤销" });
    for (mutation, input) in [
        ("correctInboundRecord", written("金额误录", "罚款5000元")),
        ("withdrawInboundRecord", withdrawal.clone()),
    ] {
        let refused = desk.act(CREDIT, mutation, (&id, input)).await;
        let refused = &refused["userErrors"][0];
        assert_eq!(
            (&refused["code"], &refused["citation"]),
            (&json!("OTHER_AGENCY"), &json!("《企业信息公示暂行条例》第十一条"))
        );
    }
    desk.done(CREDIT, "objectToInboundRecord", (&id, json!({ "doubt": "金额与决定书不一致" })))
        .await;
    let work = "{ worklist(first: 5) { nodes { inboundId deadline { ruleLabel dueDate } } } }";
    let waits = json!([{ "inboundId": id, "deadline": { "ruleLabel": "政务数据校核期限", "dueDate": "2025-09-15" } }]);
    assert_eq!(desk.ask(TAX, work, json!({})).await["worklist"]["nodes"], waits);
    assert_eq!(desk.ask(CREDIT, work, json!({})).await["worklist"]["nodes"], json!([]));
    desk.casework.later(1);
    desk.done(TAX, "correctInboundRecord", (&id, written("金额误录", "罚款5000元"))).await;
    assert_eq!(desk.ask(TAX, work, json!({})).await["worklist"]["nodes"], json!([]));
    let shown = found(&desk).await;
    assert_eq!((&shown[0]["content"], &shown[0]["current"]), (&json!("罚款5000元"), &json!(false)));
    desk.done(CREDIT, "publishInboundRecord", (&id, json!({ "reference": "GSXT-0002" }))).await;
    assert_eq!(found(&desk).await[0]["current"], true);
    desk.casework.later(1);
    desk.done(TAX, "withdrawInboundRecord", (&id, withdrawal)).await;
    assert_eq!(found(&desk).await, json!([]), "nobody has taken it down yet");
    let view = "query($of: SubjectId!) { creditView(subject: $of) { inboundRecords { number } } }";
    let told = desk.ask(CREDIT, view, json!({ "of": COMPANY })).await;
    assert_eq!(told["creditView"]["inboundRecords"], json!([]));
    desk.takes_down(&id).await;
    let one = format!("query($id: InboundId!) {{ inboundRecord(id: $id) {{ {RECORD} }} }}");
    let seen = desk.ask(TAX, &one, json!({ "id": id })).await;
    insta::assert_json_snapshot!("corrected_and_withdrawn", seen["inboundRecord"]);
    rebuilt_is_live(&desk.casework.app).await;
}

/// DUAL; EIP 2, 7; GIR 15; ECL 36: whatever stands in the way is told at once, each with its article; what isn't even
/// written as the standard has it is refused by name.
#[tokio::test]
async fn what_is_pushed_is_checked() {
    let mut desk = Desk::open().await;
    let mut wrong = penalty();
    wrong["subject"] = json!("11230500001755309F");
    wrong["number"] = json!("川税稽罚〔2021〕12号");
    wrong["content"] = json!("法定代表人电话13880001234");
    wrong["basis"] = json!([{ "article": "GDS 26" }, { "platformRule": "甲平台清退名单" }]);
    let answer = desk.act(TAX, "pushInboundRecord", ("", wrong)).await;
    insta::assert_json_snapshot!("refused_at_once", answer["userErrors"]);
    for (field, value, expected) in [
        ("subject", "91510100MA6A1B2C3R", "the check character of the whole, the 18th"),
        ("subject", "510100000012345", "not a number from before 2015"),
        ("number", "川税稽罚[2022]12号", "A document's number"),
    ] {
        let mut malformed = penalty();
        malformed[field] = json!(value);
        let told = desk.told(TAX, "pushInboundRecord", malformed).await;
        let error = &told[0];
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{told}");
        assert!(error["message"].as_str().unwrap().contains(expected), "{told}");
    }
    let platform = desk.act(CREDIT, "pushInboundRecord", ("", penalty())).await;
    assert_eq!(platform["userErrors"][0]["citation"], "《企业信息公示暂行条例》第六条第一款");
}

/// EIP 11: one number of an agency is one record; after it was withdrawn it is pushed anew as another, and a command that
/// is sent again still finds the first.
#[tokio::test]
async fn a_number_that_was_withdrawn_is_pushed_anew_as_another_record() {
    let mut desk = Desk::open().await;
    let act = desk.now();
    let first = desk.sends(TAX, "pushInboundRecord", ("", act.clone(), penalty())).await;
    let id = first["record"]["id"].as_str().unwrap().to_owned();
    let twice = desk.act(TAX, "pushInboundRecord", ("", penalty())).await;
    assert_eq!(twice["userErrors"][0]["code"], "ALREADY_DONE");
    let mut licence = penalty();
    licence["kind"] = json!("LICENCE");
    assert_ne!(desk.pushed(&licence).await, id, "another kind is another record");
    desk.casework.later(1);
    let wrong = json!({ "ground": "WRONG_SUBJECT", "reason": "主体录错" });
    desk.done(TAX, "withdrawInboundRecord", (&id, wrong)).await;
    let mut right = penalty();
    right["subject"] = json!("92510104MA6T0X1D7T");
    let anew = desk.pushed(&right).await;
    assert_ne!(anew, id);
    let again = desk.sends(TAX, "pushInboundRecord", ("", act, penalty())).await;
    assert_eq!((&again["record"]["id"], &again["userErrors"]), (&json!(id), &json!([])));
    let list =
        "query($filter: InboundFilterInput!) { inboundRecords(filter: $filter) { nodes { id } } }";
    for (standing, expected) in [("WITHDRAWN", &id), ("IN_FORCE", &anew)] {
        let filter = json!({ "kind": "PENALTY", "agency": "SC_TAX", "host": "SC_AMR",
            "number": "川税稽罚〔2022〕12号", "shown": false, "standing": [standing] });
        let told = desk.ask(MPA, list, json!({ "filter": filter })).await;
        assert_eq!(told["inboundRecords"]["nodes"], json!([{ "id": expected }]), "{standing}");
    }
}
