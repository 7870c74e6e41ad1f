//! 双公示: what is to be made public is handed in to a channel by the batch, and its receipts come back (domain.md §8.5,
//! 6.1).

use api::clockwork::settle;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    casework::{Casework, refusals},
    corrections::altered,
    histories::rebuilt_is_live,
    papers::{company, fine},
    subscriptions::serve,
};

const BATCH: &str = "query($channel: PublicityChannel) {
    dualPublicityBatch(channel: $channel, first: 10) {
        nodes {
            publicity { number stateLabel } fields { code value } lacking { code label why expected }
        }
        totalCount { value }
    }
}";

const IMPORT: &str = "mutation($input: ImportReceiptsInput!) { importReceipts(input: $input) {
    recorded refused rows {
        number recorded position publicity { stateLabel reference publishedAt }
        userErrors { code message field citation }
    }
} }";

async fn batch(casework: &Casework, person: &str, channel: &str) -> Value {
    let asked = json!({ "channel": channel });
    casework.ask(person, BATCH, asked).await["dualPublicityBatch"].take()
}

async fn import(casework: &Casework, rows: Value) -> Value {
    let input = json!({ "channel": "CREDIT_CHINA", "rows": rows });
    casework.ask("P-0008", IMPORT, json!({ "input": input })).await["importReceipts"].take()
}

fn receipt(number: &str, reference: &str, at: &str) -> Value {
    json!({ "number": number, "reference": reference, "publishedAt": at })
}

/// Each field that has a value.
fn filled(entry: &Value) -> Vec<String> {
    let fields = entry["fields"].as_array().unwrap().iter().filter(|it| !it["value"].is_null());
    fields.map(|it| format!("{} {}", it["code"], it["value"]).replace('"', "")).collect()
}

/// PUB 4, 7, 9: before a copy was approved nothing leaves; then what it shows does, and what can't be filled is told.
#[tokio::test]
async fn what_is_due_is_handed_in_once_its_copy_was_approved() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let bare = batch(&casework, "P-0008", "CREDIT_CHINA").await;
    casework.approved_copy(&case).await;
    let ready = batch(&casework, "P-0008", "CREDIT_CHINA").await;
    let ready = &ready["nodes"][0];
    insta::assert_json_snapshot!((&bare, filled(ready), &ready["lacking"]));
    let registrar = batch(&casework, "P-0011", "CREDIT_CHINA").await;
    assert_eq!(registrar["totalCount"]["value"], 0);
}

/// The same as files, behind the token: CSV has what may be shown, JSON all with what it lacks.
#[tokio::test]
async fn the_batch_is_downloaded_as_csv_and_json() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let server = serve(&casework).await;
    let bare = server.get(Some("P-0008"), "/publicity/due.csv").await.2;
    assert_eq!(bare.lines().count(), 1, "nothing but the head");
    casework.approved_copy(&case).await;
    let (status, kind, csv) = server.get(Some("P-0008"), "/publicity/due.csv").await;
    assert_eq!(
        (status, kind.as_str()),
        (StatusCode::OK, "text/csv; charset=utf-8; header=present")
    );
    assert!(csv.starts_with("\u{feff}\"CF_XDR_MC\",\"CF_XDR_LB\","));
    insta::assert_snapshot!(csv);
    let (_, kind, text) = server.get(Some("P-0008"), "/publicity/due.json").await;
    let mut told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((kind.as_str(), told["rows"].as_array().unwrap().len()), ("application/json", 1));
    let entry = batch(&casework, "P-0008", "CREDIT_CHINA").await["nodes"][0].take();
    let row = told["rows"][0].take();
    for field in entry["fields"].as_array().unwrap() {
        assert_eq!(row["fields"][field["code"].as_str().unwrap()], field["value"]);
    }
    assert_eq!(
        row["lacking"].as_array().unwrap().len(),
        entry["lacking"].as_array().unwrap().len()
    );
    assert_eq!((&row["caseId"], &row["decision"]), (&json!(case), &json!("P1")));
    let rows = async |person, query: &str| {
        let (status, _, text) = server.get(person, &format!("/publicity/due.json{query}")).await;
        let told: Value = serde_json::from_str(&text).unwrap();
        (status.as_u16(), told["rows"].as_array().map(Vec::len))
    };
    assert_eq!(rows(Some("P-0008"), "?channel=GSXT&decidedFrom=2023-01-10").await, (200, Some(1)));
    assert_eq!(rows(Some("P-0008"), "?decidedTo=2023-01-09").await, (200, Some(0)));
    assert_eq!(rows(Some("P-0008"), "?decidedTo=gestern").await, (400, None));
    assert_eq!(rows(Some("P-0008"), "?channel=NOWHERE").await, (400, None));
    assert_eq!(rows(Some("P-0011"), "").await, (200, Some(0)));
    assert_eq!(rows(None, "").await, (401, None));
}

/// domain.md §8.5, 8.6: of a natural person the masked name leaves, and nothing else that is theirs.
#[tokio::test]
async fn of_a_natural_person_nothing_but_the_masked_name_leaves() {
    let mut casework = Casework::open().await;
    casework.matter.party = json!({ "naturalPerson": {
        "name": "王小明", "otherPaper": "护照E12345678", "age": "ADULT",
        "address": "成都市锦江区东大街8号", "phone": "13600000016"
    } });
    let case = casework.served().await;
    let masked = json!([{ "datum": "NAME", "whose": "NATURAL_PERSON", "from": 20, "to": 23 }]);
    let copy = |document| json!({ "decision": "P1", "document": document, "masked": masked });
    // The report says that the name is masked, and it stands there all the same (PUB 6).
    let text = "当事人王小明，持护照E12345678，住锦江区东大街8号，电话13600000016，经周某举报";
    let named = copy(casework.document(&case, "REDACTED_COPY", text));
    let refused = casework.refused("P-0001", "prepareRedactedCopy", (&case, named)).await;
    let told: Vec<_> = refused.iter().filter_map(|it| it.split_once(" 《")).collect();
    assert!(told.iter().all(|(_, article)| article.ends_with("第六条")), "{refused:?}");
    assert_eq!(
        told.iter().map(|(it, _)| *it).collect::<Vec<_>>(),
        [
            "NOT_PROVIDED_FOR 其中有应当遮盖或者删除的自然人姓名，不得向社会公示，请处理",
            "NOT_PROVIDED_FOR 其中有身份证件号码，不得向社会公示，请删除",
            "NOT_PROVIDED_FOR 其中有家庭住址，不得向社会公示，请删除",
            "NOT_PROVIDED_FOR 其中有联系方式，不得向社会公示，请删除",
        ]
    );
    let input = copy(casework.document(&case, "REDACTED_COPY", "公示文本：当事人王某某"));
    casework.done("P-0001", "prepareRedactedCopy", (&case, input)).await;
    casework.done("P-0003", "approveRedactedCopy", (&case, json!({ "copy": "C1" }))).await;
    let server = serve(&casework).await;
    let csv = server.get(Some("P-0008"), "/publicity/due.csv?channel=PORTAL").await.2;
    let json = server.get(Some("P-0008"), "/publicity/due.json?channel=PORTAL").await.2;
    assert!(csv.contains("王某某"), "{csv}");
    for never in ["王小明", "E12345678", "东大街", "13600000016"] {
        assert!(!csv.contains(never) && !json.contains(never), "{never}");
    }
    let entry = batch(&casework, "P-0008", "PORTAL").await["nodes"][0].take();
    let lacking = entry["lacking"].as_array().unwrap().iter().map(|it| it["code"].clone());
    assert_eq!(
        lacking.collect::<Vec<_>>(),
        ["CF_XDR_ZJLX", "CF_XDR_ZJHM", "CF_SY", "CF_CFJGDM", "CF_SJLYDM"]
    );
    // 双公示 has a category for natural persons; GSXT has no page for them (PUB 2.3).
    let entry = batch(&casework, "P-0008", "CREDIT_CHINA").await["nodes"][0].take();
    let fields = entry["fields"].as_array().unwrap();
    let value = |code| fields.iter().find(|it| it["code"] == code).unwrap()["value"].clone();
    assert_eq!((value("CF_XDR_MC"), value("CF_XDR_LB")), (json!("王某某"), json!("自然人")));
    assert_eq!(batch(&casework, "P-0008", "GSXT").await["totalCount"]["value"], 0);
}

/// domain.md §8.5: who represents a company is named with the copy, approved by somebody else, and leaves with the batch.
#[tokio::test]
async fn who_represents_a_company_leaves_as_its_copy_names_them() {
    let mut casework = Casework::open().await;
    let shop = casework.served().await;
    let document = casework.document(&shop, "REDACTED_COPY", "行政处罚决定书");
    let named = json!({ "decision": "P1", "document": document, "representative": "刘波" });
    let refused = casework.refused("P-0001", "prepareRedactedCopy", (&shop, named)).await;
    assert_eq!(
        refused,
        ["NOT_PROVIDED_FOR 当事人不是法人或者非法人组织，不填写法定代表人（负责人）"]
    );
    casework.matter.party = company();
    let case = casework.served().await;
    let document = casework.document(&case, "REDACTED_COPY", "行政处罚决定书");
    let named = json!({ "decision": "P1", "document": document, "representative": "刘波" });
    casework.done("P-0001", "prepareRedactedCopy", (&case, named)).await;
    casework.done("P-0003", "approveRedactedCopy", (&case, json!({ "copy": "C1" }))).await;
    let query = "query($id: CaseId!) { case(id: $id) { redactedCopies { representative } } }";
    let told = casework.ask("P-0003", query, json!({ "id": case })).await;
    assert_eq!(told["case"]["redactedCopies"][0]["representative"], "刘波");
    let entries = batch(&casework, "P-0008", "CREDIT_CHINA").await["nodes"].take();
    let entries = entries.as_array().unwrap().iter();
    let of_it = entries.flat_map(|it| it["fields"].as_array().unwrap().clone());
    let filled: Vec<_> = of_it.filter(|it| it["code"] == "CF_FRDB").collect();
    assert!(filled.iter().any(|it| it["value"] == "刘波"), "{filled:?}");
}

/// PUB 4, 6, 9; APL 48: a file of receipts is taken row by row, and a second time changes nothing.
#[tokio::test]
async fn a_file_of_receipts_is_taken_row_by_row_and_once() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let another = casework.served().await;
    casework.approved_copy(&case).await;
    casework.later(1);
    let at = casework.app.clock.now().to_string();
    let rows = json!([
        receipt("锦市监处罚〔2023〕1号", "XYZG-0001", &at),
        receipt("锦市监处罚〔2023〕2号", "XYZG-0002", &at),
        receipt("锦市监处罚〔2023〕9号", "XYZG-0009", &at),
    ]);
    let first = import(&casework, rows.clone()).await;
    let placed = |it: &Value| !it["position"].is_null();
    let rows_of_first = first["rows"].as_array().unwrap();
    assert_eq!(rows_of_first.iter().map(placed).collect::<Vec<_>>(), [true, false, false]);
    let told = ["number", "recorded", "publicity", "userErrors"];
    let brief = rows_of_first.iter().map(|row| told.map(|it| &row[it])).collect::<Vec<_>>();
    insta::assert_json_snapshot!((&first["recorded"], &first["refused"], brief));
    let end = casework.app.store.end();
    assert_eq!(import(&casework, rows.clone()).await["rows"][0], first["rows"][0]);
    // Said with another reason it is another command, and changes nothing either.
    let mut again = rows[0].clone();
    again["lateEntryReason"] = json!("补报");
    assert_eq!(import(&casework, json!([again])).await["recorded"], 1);
    assert_eq!(casework.app.store.end(), end);
    // Under another reference it is another publication, and refused.
    let other = json!([receipt("锦市监处罚〔2023〕1号", "XYZG-0007", &at)]);
    let other = import(&casework, other).await["rows"][0].take();
    assert_eq!(refusals(&other["userErrors"]), ["ALREADY_DONE 该决定已经通过此渠道公示"]);
    // What was refused is taken once nothing stands in the way, and leaves the batch.
    casework.approved_copy(&another).await;
    casework.later(1);
    let now = casework.app.clock.now().to_string();
    let mended = json!([rows[0], receipt("锦市监处罚〔2023〕2号", "XYZG-0002", &now)]);
    assert_eq!(import(&casework, mended).await["recorded"], 2);
    assert_eq!(batch(&casework, "P-0008", "CREDIT_CHINA").await["totalCount"]["value"], 0);
    rebuilt_is_live(&casework.app).await;
}

/// Whoever may not publish records nothing, and a receipt that comes late says why; each row by itself.
#[tokio::test]
async fn a_receipt_is_judged_like_a_publication() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let at = casework.app.clock.now().to_string();
    let rows = json!([receipt("锦市监处罚〔2023〕1号", "XYZG-0001", &at)]);
    let input = json!({ "channel": "CREDIT_CHINA", "rows": rows });
    let handler = casework.ask("P-0001", IMPORT, json!({ "input": input })).await;
    let blank = import(&casework, json!([receipt("锦市监处罚〔2023〕1号", " ", &at)])).await;
    casework.later(20);
    let late = import(&casework, rows.clone()).await;
    insta::assert_json_snapshot!([&handler["importReceipts"], &blank, &late]);
    let mut said = rows[0].clone();
    said["lateEntryReason"] = json!("回执逾期返回");
    assert_eq!(import(&casework, json!([said])).await["recorded"], 1);
    let many = vec![rows[0].clone(); 101];
    let input = json!({ "channel": "CREDIT_CHINA", "rows": many });
    let told = casework.told("P-0008", IMPORT, json!({ "input": input })).await;
    assert_eq!(told[0]["extensions"]["path"], json!(["input", "rows"]));
}

/// A row that is refused keeps no other back, and says where it is wrong as its own fields are called.
#[tokio::test]
async fn a_row_that_is_refused_keeps_no_other_back() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let number = "锦市监处罚〔2023〕1号";
    let at = casework.app.clock.now().to_string();
    let ahead = "2023-02-12T10:00:00+08:00";
    let rows = json!([
        receipt("锦市监处罚[2023]1号", "XYZG-0001", &at),
        receipt(number, "XYZG-0001", ahead),
        receipt(number, "XYZG-0001", &at),
    ]);
    let told = import(&casework, rows).await;
    let refused = told["rows"].as_array().unwrap().iter();
    let refused: Vec<_> = refused.flat_map(|it| it["userErrors"].as_array().unwrap()).collect();
    let refused: Vec<_> =
        refused.iter().map(|it| (&it["code"], &it["field"], &it["message"])).collect();
    insta::assert_json_snapshot!((&told["recorded"], refused), @r#"
    [
      1,
      [
        [
          "NOT_FOUND",
          [
            "rows",
            "0",
            "number"
          ],
          "「锦市监处罚[2023]1号」不是文号，应当形如川市监处罚〔2022〕1号"
        ],
        [
          "IN_THE_FUTURE",
          [
            "rows",
            "1",
            "publishedAt"
          ],
          "行为时间2023-02-12T10:00:00+08:00晚于当前时间"
        ]
      ]
    ]
    "#);
}

/// PUB 11; APL 48.2: what was altered is due anew, and is handed in as it counts.
#[tokio::test]
async fn what_was_altered_is_handed_in_anew_as_it_counts() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = fine(5_000_000);
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let at = casework.app.clock.now().to_string();
    let rows = json!([receipt("锦市监处罚〔2023〕1号", "XYZG-0001", &at)]);
    assert_eq!(import(&casework, rows.clone()).await["recorded"], 1);
    casework.later(1);
    let input = altered(&casework, &case, 2_000_000);
    casework.done("P-0004", "alterDecision", (&case, input)).await;
    settle(&casework.app).await.unwrap();
    casework.app.caught_up().await;
    let due = batch(&casework, "P-0008", "CREDIT_CHINA").await["nodes"][0].take();
    assert_eq!((&due["publicity"]["stateLabel"], &due["fields"]), (&json!("已撤回"), &json!([])));
    casework.copied_anew(&case, "变更行政处罚决定书").await;
    let anew = batch(&casework, "P-0008", "CREDIT_CHINA").await["nodes"][0].take();
    let filled = filled(&anew);
    assert!(filled.contains(&"CF_NR_FK 2".to_owned()), "{filled:?}");
    assert!(filled.contains(&"CF_NR 罚款20000元".to_owned()), "{filled:?}");
    // The old file says nothing of what is shown now.
    let old = import(&casework, rows).await["rows"][0].take();
    assert_eq!(
        (&old["recorded"], &old["publicity"]["stateLabel"]),
        (&json!(true), &json!("已撤回"))
    );
}
