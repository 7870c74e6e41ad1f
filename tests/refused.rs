//! What the clock has to record, and the law of a case refuses: it stays due, and is on the worklist of whoever
//! has to see to it until the case has moved and it is admitted.

use std::time::Duration;

use api::{
    app::{Kept, stream_of},
    clockwork::{Clockwork, settle},
    http::Closing,
};
use domain::{
    case::{Event, notice::Served},
    claim::{Holder, number::SeriesName},
    clock::{DeadlineFixed, Timer},
    document::NumberKind,
    id::{CaseId, CommandId},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    casework::Casework,
    clockwork::{deadline, given, notice, part},
};

const WORKLIST: &str = "query($first: Int, $after: String, $last: Int, $before: String) {
    worklist(first: $first, after: $after, last: $last, before: $before) {
        nodes {
            kind kindLabel caseNumber party
            deadline { ruleLabel part dueDate outcomeLabel }
            refusal { taskLabel number triedAt errors { code codeLabel message } }
        }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        totalCount { value }
    }
}";

async fn worklist(casework: &Casework, person: &str, variables: Value) -> Value {
    casework.ask(person, WORKLIST, variables).await["worklist"].take()
}

/// The kinds of what is on somebody's worklist, in its order.
async fn kinds(casework: &Casework, person: &str) -> Vec<Value> {
    let nodes = worklist(casework, person, json!({})).await["nodes"].take();
    nodes.as_array().unwrap().iter().map(|it| it["kind"].clone()).collect()
}

/// The five working days of a notice that the case has never heard of are over since Monday, and the time for
/// late entries since Tuesday.
pub async fn unheard_of(casework: &mut Casework) -> CaseId {
    let case = casework.filed().await.parse().unwrap();
    let unheard = DeadlineFixed { deadlines: vec![deadline(casework, Timer::NoticeState, "N9")] };
    given(casework, case, Event::DeadlineFixed(unheard)).await;
    casework.on("2022-12-07T09:00:00+08:00");
    casework.app.caught_up().await;
    case
}

#[tokio::test]
async fn what_the_clock_is_refused_is_first_on_the_worklist_of_whoever_leads_or_handles() {
    let mut casework = Casework::open().await;
    unheard_of(&mut casework).await;
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    let mut seen = worklist(&casework, "P-0003", json!({})).await;
    insta::assert_json_snapshot!(seen["nodes"][0].take(), @r#"
    {
      "caseNumber": "锦市监立〔2022〕1号",
      "deadline": {
        "dueDate": "2022-12-05",
        "outcomeLabel": "已届满",
        "part": "N9",
        "ruleLabel": "陈述申辩期限"
      },
      "kind": "REFUSED",
      "kindLabel": "系统自动记录受阻",
      "party": "锦江区老街卤味店",
      "refusal": {
        "errors": [
          {
            "code": "UNKNOWN_PART",
            "codeLabel": "案件中没有该项内容",
            "message": "本案没有编号为N9的告知书"
          }
        ],
        "number": null,
        "taskLabel": "记录逾期视为放弃权利",
        "triedAt": "2022-12-07T09:00:00+08:00"
      }
    }
    "#);
    for person in ["P-0001", "P-0004"] {
        assert_eq!(kinds(&casework, person).await[0], "REFUSED", "{person}");
    }
    for person in ["P-0010", "P-0005"] {
        let kinds = kinds(&casework, person).await;
        assert!(kinds.iter().all(|it| it == "DEADLINE"), "{person}: {kinds:?}");
    }
}

#[tokio::test]
async fn it_is_counted_and_met_once_whichever_way_the_list_is_read() {
    let mut casework = Casework::open().await;
    unheard_of(&mut casework).await;
    let before = worklist(&casework, "P-0003", json!({})).await["totalCount"]["value"].take();
    settle(&casework.app).await.unwrap();
    let whole = worklist(&casework, "P-0003", json!({})).await;
    assert_eq!(whole["totalCount"]["value"].as_u64(), before.as_u64().map(|it| it + 1));
    let whole = whole["nodes"].as_array().unwrap().clone();
    let (mut forwards, mut after) = (vec![], json!(null));
    let (mut backwards, mut before) = (vec![], json!(null));
    for _ in 0..whole.len() {
        let mut page = worklist(&casework, "P-0003", json!({ "first": 1, "after": after })).await;
        after = page["pageInfo"]["endCursor"].take();
        forwards.push(page["nodes"][0].take());
        let mut page = worklist(&casework, "P-0003", json!({ "last": 1, "before": before })).await;
        before = page["pageInfo"]["startCursor"].take();
        backwards.insert(0, page["nodes"][0].take());
    }
    assert_eq!((&forwards, &backwards), (&whole, &whole));
    let beyond = worklist(&casework, "P-0003", json!({ "first": 1, "after": after })).await;
    assert_eq!((&beyond["nodes"], &beyond["pageInfo"]["hasNextPage"]), (&json!([]), &json!(false)));
}

/// Nothing of it is kept: whoever starts anew is refused anew.
#[tokio::test]
async fn it_is_there_again_after_a_restart() {
    let mut casework = Casework::open().await;
    unheard_of(&mut casework).await;
    settle(&casework.app).await.unwrap();
    let before = worklist(&casework, "P-0003", json!({})).await;
    let folder = casework.close().await;
    let again = Casework::open_in(folder, "2022-12-07T09:00:00+08:00");
    assert_eq!(kinds(&again, "P-0003").await.len() + 1, before["nodes"].as_array().unwrap().len());
    settle(&again.app).await.unwrap();
    assert_eq!(worklist(&again, "P-0003", json!({})).await, before);
}

#[tokio::test]
async fn it_is_gone_once_the_case_has_moved_and_it_is_admitted() {
    let mut casework = Casework::open().await;
    let case = unheard_of(&mut casework).await;
    settle(&casework.app).await.unwrap();
    assert_eq!(kinds(&casework, "P-0003").await[0], "REFUSED");
    let Event::PriorNoticeServed(told) = notice(&casework) else { panic!("a notice") };
    let told = Served { id: part("N9"), deadlines: vec![], ..told };
    given(&casework, case, Event::PriorNoticeServed(told)).await;
    assert_eq!(settle(&casework.app).await.unwrap(), 1);
    assert!(kinds(&casework, "P-0003").await.iter().all(|it| it == "DEADLINE"));
}

/// Whoever looks at the worklist right after the act doesn't meet it any more.
#[tokio::test]
async fn while_the_program_runs_it_is_gone_soon_after_the_case_has_moved() {
    let mut casework = Casework::open().await;
    let case = unheard_of(&mut casework).await;
    let closing = Closing::new();
    let running = tokio::spawn(Clockwork::new(casework.app.clone()).run(closing.clone()));
    let mut refused = casework.app.refused.subscribe();
    let soon = Duration::from_secs(3);
    let told = tokio::time::timeout(soon, refused.wait_for(|it| !it.is_empty())).await;
    drop(told.unwrap().unwrap());
    let Event::PriorNoticeServed(told) = notice(&casework) else { panic!("a notice") };
    let told = Served { id: part("N9"), deadlines: vec![], ..told };
    given(&casework, case, Event::PriorNoticeServed(told)).await;
    let gone = tokio::time::timeout(soon, refused.wait_for(|it| it.is_empty())).await;
    drop(gone.unwrap().unwrap());
    closing.begin();
    running.await.unwrap();
}

/// The number was allotted to an act that never came, and another act holds it by mistake: it can't be
/// voided.
#[tokio::test]
async fn a_number_that_cannot_be_settled_is_named() {
    let mut casework = Casework::open().await;
    let case: CaseId = casework.filed().await.parse().unwrap();
    let series =
        SeriesName { organ: "锦市监".to_owned(), kind: NumberKind::PriorNotice, year: 2022 };
    let holder =
        |n| Holder { stream: stream_of(case), command: CommandId::new(Uuid::from_u128(n)) };
    let allotted = casework.app.allot(&series, &holder(1)).await.unwrap();
    let other = Kept { holder: holder(2), cause: Uuid::from_u128(3), ..allotted };
    casework.app.hold(&other).await.unwrap();
    settle(&casework.app).await.unwrap();
    let mut seen = worklist(&casework, "P-0001", json!({})).await;
    insta::assert_json_snapshot!(seen["nodes"][0].take(), @r#"
    {
      "caseNumber": "锦市监立〔2022〕1号",
      "deadline": null,
      "kind": "REFUSED",
      "kindLabel": "系统自动记录受阻",
      "party": "锦江区老街卤味店",
      "refusal": {
        "errors": [
          {
            "code": "ALREADY_DONE",
            "codeLabel": "已经办理",
            "message": "已被其他行为占用"
          }
        ],
        "number": "锦市监罚告〔2022〕1号",
        "taskLabel": "作废文号",
        "triedAt": "2022-11-28T10:00:00+08:00"
      }
    }
    "#);
}
