//! 企业信用风险分类 (CRC; domain.md §5, §9): who sees the class of a subject, on what it rests, and who never does.

use std::path::Path;

use serde_json::{Value, json};

use crate::{
    casework::{Casework, FIGURES},
    corrections::altered,
    inbound::desk::{self, Desk},
    papers::fine,
    remedies::{concluded, judgment::suit, reconsidered},
    serious_list::{entered_for, revoked},
};

const STORE: &str = "92510104MA6T0X1D7T";

const CLASS: &str = "query($subject: SubjectId!, $on: Date) {
    creditView(subject: $subject, asOf: { effectiveOn: $on }) { riskClass {
        class classLabel undetermined points demonstration
        inputs { on indicator indicatorLabel whatLabel }
        history { input { on whatLabel } class classLabel undetermined }
        inspection { percent frequency source { citation confidenceLabel division } }
    } }
}";

async fn class(casework: &Casework, person: &str, on: Option<&str>) -> Value {
    let asked = json!({ "subject": STORE, "on": on });
    casework.ask(person, CLASS, asked).await["creditView"]["riskClass"].take()
}

/// CRC: the class rests on events, is computed anew with each of them, and keeps its history.
#[tokio::test]
async fn a_handler_sees_on_what_a_class_rests_and_what_it_was() {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    let case = casework.served().await;
    insta::assert_json_snapshot!(class(&casework, "P-0001", None).await);
    assert_eq!(
        class(&casework, "P-0001", Some("2022-11-14")).await["class"],
        "A",
        "before the decision"
    );

    // PR 72: the fine is not paid by its day.
    casework.later(30);
    let missed = class(&casework, "P-0005", None).await;
    let weighing: Vec<_> =
        missed["inputs"].as_array().unwrap().iter().map(|it| it["whatLabel"].clone()).collect();
    assert!(weighing.contains(&json!("逾期未缴纳罚没款")), "{missed:#}");

    // APL 75.2: what falls weighs no more, and the history keeps what was.
    revoked(&mut casework, &case).await;
    insta::assert_json_snapshot!(class(&casework, "P-0008", None).await);
}

/// CRC; SDL: an entry that was revoked with its decision is not left once more when its years would be over.
#[tokio::test]
async fn what_was_revoked_is_not_left_when_its_years_would_be_over() {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    let case = entered_for(&mut casework, 15_000_000).await;
    casework.settled().await;
    casework.later(1);
    revoked(&mut casework, &case).await;
    casework.settled().await;
    let told = class(&casework, "P-0008", Some("2031-01-01")).await;
    let history = told["history"].as_array().unwrap().iter();
    let of_the_entry: Vec<_> = history
        .map(|it| it["input"]["whatLabel"].as_str().unwrap())
        .filter(|it| ["撤销列入", "移出名录"].contains(it))
        .collect();
    assert_eq!(of_the_entry, ["撤销列入"]);
}

/// CRC; APL 75.2: a penalty that was altered below a heavy one weighs as an ordinary one since, and the history says so.
#[tokio::test]
async fn an_altered_penalty_weighs_as_it_counts() {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    casework.matter.sanctions = fine(10_000_000);
    casework.matter.sanctions[0]["grade"] = json!("HEAVIER");
    casework.matter.discretion = Some("两年内因同类违法行为受过行政处罚，依法从重处罚");
    let case = casework.served().await;
    let weighing = |told: &Value| {
        let inputs = told["inputs"].as_array().unwrap().iter();
        inputs.map(|it| it["indicator"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(weighing(&class(&casework, "P-0001", None).await), ["HEAVY_PENALTY"]);
    casework.later(3);
    let mut lighter = altered(&casework, &case, 4_000_000);
    lighter["touched"][0]["effect"]["altered"]["grade"] = json!("LIGHTER");
    casework.done("P-0004", "alterDecision", (&case, lighter)).await;
    let told = class(&casework, "P-0001", None).await;
    assert_eq!(weighing(&told), ["PENALTY"]);
    let history = told["history"].as_array().unwrap().iter();
    let labels: Vec<_> = history.map(|it| it["input"]["whatLabel"].clone()).collect();
    assert_eq!(labels, ["受到较重行政处罚", "受到行政处罚"]);
}

/// CRC; ARL17 28; APL 48.2: a penalty that was confirmed illegal is performed and bears nothing.
#[tokio::test]
async fn what_was_confirmed_illegal_weighs_no_more() {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    let case = reconsidered(&mut casework).await;
    assert_eq!(class(&casework, "P-0001", None).await["inputs"][0]["indicator"], "PENALTY");
    casework.later(3);
    let touched = json!([{ "sanction": "S1", "effect": { "confirmedIllegal": true } }]);
    let input = concluded(&casework, &case, ("CONFIRMED_ILLEGAL", "PROCEDURE"), touched);
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    let told = class(&casework, "P-0001", None).await;
    assert_eq!(told["inputs"][0]["indicator"], "MISSED_PAYMENT", "the fine is owed all the same");
    assert_eq!(told["inputs"].as_array().unwrap().len(), 1);
    let history = told["history"].as_array().unwrap().iter();
    let labels: Vec<_> = history.map(|it| it["input"]["whatLabel"].clone()).collect();
    assert_eq!(labels, ["受到行政处罚", "逾期未缴纳罚没款", "处罚决定失效"]);
}

/// CRC; ALL 70, 77; PR 72: what a court gives back weighs again since then, and so does the fine that is owed again and was
/// not paid; the days on which nothing counted weigh nothing, and the history keeps them.
#[tokio::test]
async fn what_a_court_gives_back_weighs_again() {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    let case = reconsidered(&mut casework).await;
    casework.on("2023-02-20T10:00:00+08:00");
    let over = |effect: &str| json!([{ "sanction": "S1", "effect": { effect: true } }]);
    let input = concluded(&casework, &case, ("REVOKED", "FACTS_UNPROVEN"), over("revoked"));
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    casework.on("2023-03-06T10:00:00+08:00");
    let mut input = suit(&casework, &case, "2023-03-01");
    (input["after"], input["by"]) = (json!("J1"), json!("THIRD_PARTY"));
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    casework.on("2023-05-10T10:00:00+08:00");
    let mut input = concluded(&casework, &case, ("REVOKED", "WRONG_BASIS"), over("upheld"));
    input["remedy"] = json!("J2");
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    casework.on("2023-06-05T10:00:00+08:00");
    casework.settled().await;
    let told = class(&casework, "P-0001", None).await;
    let history = told["history"].as_array().unwrap().iter();
    let labels =
        history.map(|it| json!([it["input"]["on"], it["input"]["whatLabel"], it["class"]]));
    insta::assert_json_snapshot!(labels.collect::<Vec<_>>(), @r#"
    [
      [
        "2023-01-10",
        "受到行政处罚",
        "B"
      ],
      [
        "2023-01-29",
        "逾期未缴纳罚没款",
        "C"
      ],
      [
        "2023-02-20",
        "处罚决定失效",
        "B"
      ],
      [
        "2023-02-20",
        "罚没款已缴清、延期或者不再缴纳",
        "A"
      ],
      [
        "2023-05-26",
        "受到行政处罚",
        "B"
      ],
      [
        "2023-05-26",
        "逾期未缴纳罚没款",
        "C"
      ]
    ]
    "#);
    let meanwhile = class(&casework, "P-0001", Some("2023-04-03")).await;
    assert_eq!(meanwhile["inputs"], json!([]));
}

/// CRC: what another department penalised weighs too, until it says otherwise (EIP 11).
#[tokio::test]
async fn a_penalty_of_another_department_weighs_until_it_is_withdrawn() {
    let casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    let mut desk = Desk::over(casework).await;
    let id = desk.pushed(&desk::penalty()).await;
    let asked = json!({ "subject": desk::COMPANY });
    let told = desk.casework.ask("P-0001", CLASS, asked.clone()).await;
    let class = &told["creditView"]["riskClass"];
    assert_eq!(class["inputs"][0]["indicator"], "PENALTY", "{told:#}");
    assert_eq!(class["inputs"][0]["on"], "2022-11-01");
    let mut earlier = desk::written("决定日期录错", "罚款50000元");
    earlier["decidedOn"] = json!("2022-10-08");
    desk.done(desk::TAX, "correctInboundRecord", (&id, earlier)).await;
    let told = desk.casework.ask("P-0001", CLASS, asked.clone()).await;
    assert_eq!(told["creditView"]["riskClass"]["inputs"][0]["on"], "2022-10-08", "{told:#}");
    let withdrawn = json!({ "ground": "DECISION_FELL", "reason": "行政复议撤销" });
    desk.done(desk::TAX, "withdrawInboundRecord", (&id, withdrawn)).await;
    let told = desk.casework.ask("P-0001", CLASS, asked).await;
    let class = &told["creditView"]["riskClass"];
    assert_eq!((&class["inputs"], &class["points"]), (&json!([]), &json!(0)), "{told:#}");
}

/// Neither the national indicators nor Sichuan's were read: nobody guesses.
#[tokio::test]
async fn where_no_rows_grade_the_class_is_undetermined() {
    let casework = Casework::open().await;
    let told = class(&casework, "P-0006", None).await;
    assert_eq!((&told["class"], &told["points"]), (&json!(null), &json!(0)));
    assert_eq!(told["undetermined"], "规则库未收录企业信用风险分类标准，无法确定类别");
}

/// domain.md §9, App. D 13: for handlers, reviewers, leaders and the credit unit; never for a party, not even its own.
#[tokio::test]
async fn a_class_is_internal() {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    casework.decided().await;
    for reads in ["P-0001", "P-0003", "P-0004", "P-0005", "P-0006", "P-0008", "P-0009"] {
        assert_eq!(class(&casework, reads, None).await["class"], "B", "{reads}");
    }
    for not in ["P-0007", "P-0012"] {
        assert_eq!(class(&casework, not, None).await, json!(null), "{not}");
    }
    let own = json!({ "subject": STORE });
    let answer = casework.answer_own(STORE, CLASS, own).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    let told = answer.data.into_json().unwrap();
    assert_eq!(told["creditView"], json!({ "riskClass": null }));
}
