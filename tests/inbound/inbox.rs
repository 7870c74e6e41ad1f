//! A doubt about what an agency handed over comes to that agency's inbox, as what it is told of sources does.

use serde_json::{Value, json};

use super::desk::{CREDIT, Desk, LEADER, MPA, REGISTRAR, TAX, Who, penalty, viewer, written};
use crate::{histories::rebuilt_is_live, subscriptions::serve};

const INBOX: &str = "query($after: Position, $types: [InboxEntryType!], $first: Int) {
    agencyInbox(after: $after, types: $types, first: $first) {
        entries {
            cursor id specversion source type time subject entryType entryTypeLabel sentence acknowledged
            data {
                restrictionId inboundId subject measure { code } triggers
                doubt { kind kindLabel number doubt }
            }
            restriction { id } inboundRecord { number isObjectedTo }
        }
        endCursor hasNextPage
    }
}";

async fn inbox(desk: &Desk, who: Who, variables: Value) -> Value {
    desk.ask(who, INBOX, variables).await["agencyInbox"].take()
}

/// What of a worklist is about what was handed over.
async fn work(desk: &Desk, who: Who) -> Vec<String> {
    let query = "{ worklist(first: 20) { nodes { kindLabel party inboundId entry deadline { dueDate } } } }";
    let told = desk.ask(who, query, json!({})).await;
    let nodes = told["worklist"]["nodes"].as_array().unwrap().iter();
    let each = nodes.filter(|it| !it["inboundId"].is_null()).map(|it| {
        let is_entry = if it["entry"].is_null() { "" } else { " entry" };
        format!("{} {} {}{is_entry}", it["kindLabel"], it["party"], it["deadline"]["dueDate"])
    });
    each.map(|it| it.replace('"', "")).collect()
}

const NOTICE: &str = "通报待签收 成都光年优品贸易有限公司 null entry";
const LIMIT: &str = "期限 成都光年优品贸易有限公司 2025-09-15";

/// EIP 12.1; GDS 26: the agency that pushed a record is told of a doubt in its inbox, whoever listens at once; the notice is
/// on the worklist of whoever answers for it until somebody takes notice, and the limit until it answers.
#[tokio::test]
async fn a_doubt_is_an_entry_of_its_agencys_inbox() {
    let mut desk = Desk::open().await;
    desk.casework.on("2025-09-01T10:00:00+08:00");
    let id = desk.pushed(&penalty()).await;
    desk.done(CREDIT, "publishInboundRecord", (&id, json!({ "reference": "GSXT-0001" }))).await;
    let server = serve(&desk.casework).await;
    let mut socket = server.socket_of(&viewer(LEADER)).await;
    let listened = "subscription { agencyInbox { cursor id type data { doubt { doubt } } } }";
    socket.subscribe(listened, json!({})).await;
    let doubt = json!({ "doubt": "金额与决定书不一致" });
    desk.done(CREDIT, "objectToInboundRecord", (&id, doubt)).await;
    let heard = socket.told().await["agencyInbox"].take();
    let mut told = inbox(&desk, TAX, json!({})).await["entries"].take();
    let entry = told[0]["id"].clone();
    assert_eq!((&heard["id"], &heard["cursor"]), (&entry, &told[0]["cursor"]));
    assert_eq!(heard["data"]["doubt"]["doubt"], "金额与决定书不一致");
    assert_eq!(told[0]["source"].take(), format!("/inbound/{id}"));
    assert_eq!(told[0]["data"]["inboundId"].take(), id);
    for made_up in ["cursor", "id"] {
        assert!(told[0][made_up].take().is_string());
    }
    insta::assert_json_snapshot!("told_of_a_doubt", told);
    for who in [CREDIT, MPA, REGISTRAR] {
        assert_eq!(inbox(&desk, who, json!({})).await["entries"], json!([]), "{who:?}");
    }
    assert_eq!(work(&desk, LEADER).await, [NOTICE, LIMIT]);
    assert_eq!(work(&desk, TAX).await, [LIMIT]);
    let unseen = desk.acknowledge(CREDIT, &entry).await;
    assert_eq!(unseen["userErrors"][0]["code"], "NOT_FOUND");
    desk.casework.later(1);
    for _ in 0..2 {
        let noted = desk.acknowledge(LEADER, &entry).await;
        let expected =
            json!({ "record": { "isObjectedTo": true }, "restriction": null, "userErrors": [] });
        assert_eq!(noted, expected);
    }
    assert_eq!(work(&desk, LEADER).await, [LIMIT]);
    assert_eq!(inbox(&desk, TAX, json!({})).await["entries"][0]["acknowledged"], true);
    desk.done(TAX, "correctInboundRecord", (&id, written("金额误录", "罚款5000元"))).await;
    assert_eq!(work(&desk, LEADER).await, [""; 0]);
    rebuilt_is_live(&desk.casework.app).await;
}

/// Each doubt once, in the order of the log, however the inbox is read; each kind of answer takes the notice off; tables that
/// were made anew tell the same.
#[tokio::test]
async fn an_answer_takes_notice_of_a_doubt() {
    let mut desk = Desk::open().await;
    let mut ids = vec![];
    for n in 1..=3 {
        let mut input = penalty();
        input["number"] = json!(format!("川税稽罚〔2022〕{n}号"));
        let id = desk.pushed(&input).await;
        desk.done(CREDIT, "objectToInboundRecord", (&id, json!({ "doubt": "疑误" }))).await;
        ids.push(id);
    }
    let notices = |n: usize| vec![NOTICE; n];
    assert_eq!(work(&desk, LEADER).await, notices(3));
    let withdrawal = json!({ "ground": "PUSHED_IN_ERROR", "reason": "误推" });
    for (n, (mutation, input)) in [
        ("confirmInboundRecord", json!({ "finding": "与决定书一致" })),
        ("correctInboundRecord", written("金额误录", "罚款5000元")),
        ("withdrawInboundRecord", withdrawal),
    ]
    .into_iter()
    .enumerate()
    {
        desk.done(TAX, mutation, (&ids[n], input)).await;
        assert_eq!(work(&desk, LEADER).await, notices(2 - n), "{mutation}");
    }
    desk.done(CREDIT, "objectToInboundRecord", (&ids[0], json!({ "doubt": "仍有疑误" }))).await;
    let whole = inbox(&desk, TAX, json!({ "types": ["OBJECTED"] })).await;
    let brief = whole["entries"].as_array().unwrap().iter().map(|it| {
        format!("{} {}", it["data"]["doubt"]["number"], it["acknowledged"]).replace('"', "")
    });
    let brief: Vec<_> = brief.collect();
    assert_eq!(
        brief,
        [
            "川税稽罚〔2022〕1号 true",
            "川税稽罚〔2022〕2号 true",
            "川税稽罚〔2022〕3号 true",
            "川税稽罚〔2022〕1号 false",
        ]
    );
    assert_eq!(inbox(&desk, TAX, json!({ "types": ["NOTIFIED"] })).await["entries"], json!([]));
    let (mut parts, mut after) = (vec![], Value::Null);
    loop {
        let mut part = inbox(&desk, TAX, json!({ "first": 1, "after": after })).await;
        parts.append(part["entries"].as_array_mut().unwrap());
        after = part["endCursor"].take();
        if part["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(json!(parts), whole["entries"]);
    rebuilt_is_live(&desk.casework.app).await;
    assert_eq!(inbox(&desk, TAX, json!({ "first": 100 })).await["entries"], whole["entries"]);
}
