//! What two do at the same moment is done once, be they two nodes over a log that they share, or two programs' parts
//! over a log that one process has opened.

use std::collections::BTreeSet;

use api::clockwork::settle;
use serde_json::{Value, json};

use crate::{
    casework::Casework,
    nodes::{Province, level, told},
    papers::company,
};

/// A story of two, on either backend.
pub async fn everywhere(story: impl AsyncFn(Casework, Casework)) {
    let one = Casework::open().await;
    let other = one.beside(1_000);
    Box::pin(story(one, other)).await;
    let province = Province::open();
    let (one, other) = province.nodes().await;
    Box::pin(story(one, other)).await;
}

/// So many days on for both; each sees what the other did.
async fn later(one: &Casework, other: &Casework, days: i64) {
    one.later(days);
    other.on(&one.app.clock.now().to_string());
    level(&[one, other]).await;
}

/// An act, as somebody sends it.
type Sent<'a> = (&'a str, Value, Value);

/// The leader signs here and there at the same moment; what each is answered.
async fn at_once(
    (one, other): (&Casework, &Casework),
    mutation: &str,
    [here, there]: [Sent<'_>; 2],
) -> [Value; 2] {
    let answers =
        tokio::join!(one.send("P-0004", mutation, here), other.send("P-0004", mutation, there));
    level(&[one, other]).await;
    answers.into()
}

/// The codes that the one who was refused is told; the other took effect.
fn one_of(answers: &[Value; 2]) -> Vec<String> {
    let refused: Vec<_> = answers.iter().filter(|it| it["userErrors"] != json!([])).collect();
    assert_eq!(refused.len(), 1, "{answers:?}");
    let codes = refused[0]["userErrors"].as_array().unwrap().iter();
    codes.map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

/// How many sentences of a case say something.
async fn saying(node: &Casework, case: &str, words: &str) -> usize {
    let told = told(node, case).await;
    let file = told["case"]["caseFile"].as_array().unwrap().iter();
    file.filter(|it| it["sentence"].as_str().unwrap().contains(words)).count()
}

/// Clockwork of both looks at the same moment; how much it has done.
async fn at_work(one: &Casework, other: &Casework) -> usize {
    let (here, there) = tokio::join!(Box::pin(settle(&one.app)), Box::pin(settle(&other.app)));
    here.unwrap() + there.unwrap()
}

/// Nothing is left to do for either, and both have the same tables.
async fn settled(one: &Casework, other: &Casework) {
    for node in [one, other] {
        Box::pin(settle(&node.app)).await.unwrap();
        level(&[one, other]).await;
    }
    assert_eq!(at_work(one, other).await, 0);
    assert_eq!(one.app.read_model.dump().unwrap(), other.app.read_model.dump().unwrap());
}

/// The same command reaches both, as where a client asks again and is sent elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_two_are_given_takes_effect_once() {
    everywhere(async |mut one, other| {
        let case = one.verifying().await;
        later(&one, &other, 14).await;
        let sent = (case.as_str(), one.now(), one.filing(&case));
        let [here, there] = at_once((&one, &other), "fileCase", [sent.clone(), sent]).await;
        assert_eq!((&here["userErrors"], &there["userErrors"]), (&json!([]), &json!([])));
        assert_eq!(saying(&other, &case, "批准立案").await, 1);
        let number = &told(&other, &case).await["case"]["number"];
        assert!(number.as_str().is_some_and(|it| it.ends_with("1号")), "{number}");
        settled(&one, &other).await;
    })
    .await;
}

/// Each number is given once, whoever asks for it.
#[tokio::test(flavor = "multi_thread")]
async fn cases_that_two_file_have_numbers_of_their_own() {
    everywhere(async |mut one, mut other| {
        let (here, there) = (one.verifying().await, other.verifying().await);
        later(&one, &other, 14).await;
        let mine = (here.as_str(), one.now(), one.filing(&here));
        let theirs = (there.as_str(), other.now(), other.filing(&there));
        let answers = at_once((&one, &other), "fileCase", [mine, theirs]).await;
        assert!(answers.iter().all(|it| it["userErrors"] == json!([])), "{answers:?}");
        let numbers: BTreeSet<_> =
            answers.iter().map(|it| it["case"]["number"].as_str().unwrap()).collect();
        assert!(numbers.into_iter().eq(["锦市监立〔2022〕1号", "锦市监立〔2022〕2号"]));
        settled(&one, &other).await;
    })
    .await;
}

/// Two sign the filing of the same lead, each with a command of their own.
#[tokio::test(flavor = "multi_thread")]
async fn a_lead_that_two_file_is_one_case() {
    everywhere(async |mut one, mut other| {
        let case = one.verifying().await;
        later(&one, &other, 14).await;
        let mine = (case.as_str(), one.now(), one.filing(&case));
        let theirs = (case.as_str(), other.now(), other.filing(&case));
        let answers = at_once((&one, &other), "fileCase", [mine, theirs]).await;
        assert_eq!(one_of(&answers), ["WRONG_STAGE"]);
        assert_eq!(saying(&other, &case, "批准立案").await, 1);
        settled(&one, &other).await;
    })
    .await;
}

/// APL 29: two leaders fine the same act, each in a case of their own.
#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_two_fine_is_fined_once() {
    everywhere(async |mut one, mut other| {
        for it in [&mut one, &mut other] {
            it.matter.act_id = Some("老街卤味店2022年9月至11月无证销售卤菜");
        }
        let here = one.noticed().await;
        other.on(&one.app.clock.now().to_string());
        let there = other.noticed().await;
        one.on(&other.app.clock.now().to_string());
        later(&one, &other, 22).await;
        let mine = (here.as_str(), one.now(), one.penalty(&here));
        let theirs = (there.as_str(), other.now(), other.penalty(&there));
        let answers = at_once((&one, &other), "decidePenalty", [mine, theirs]).await;
        assert_eq!(one_of(&answers), ["ALREADY_DONE"]);
        settled(&one, &other).await;
    })
    .await;
}

/// Clockwork runs everywhere.
#[tokio::test(flavor = "multi_thread")]
async fn what_time_brings_about_is_recorded_once_however_many_look() {
    everywhere(async |mut one, other| {
        let case = one.noticed().await;
        later(&one, &other, 30).await;
        assert!(at_work(&one, &other).await >= 1);
        level(&[&one, &other]).await;
        let lapse = "2023年1月18日，至2022年12月26日期限届满，当事人未行使陈述、申辩权利和要求听证权利（告知书编号N1），\
            视为放弃。";
        assert_eq!(saying(&other, &case, lapse).await, 1);
        assert_eq!(saying(&other, &case, "视为放弃").await, 1);
        settled(&one, &other).await;
    })
    .await;
}

/// EIP 17.1: two leaders enter the same company on the same ground, each in a record of their own.
#[tokio::test(flavor = "multi_thread")]
async fn a_ground_that_two_enter_on_is_entered_on_once() {
    everywhere(async |mut one, mut other| {
        for it in [&one, &other] {
            it.on("2023-07-10T10:00:00+08:00");
        }
        let here = one.unreported(company()).await;
        level(&[&one, &other]).await;
        let there = other.unreported(company()).await;
        level(&[&one, &other]).await;
        let (mine, theirs) = (one.entering(&here), other.entering(&there));
        let answers = tokio::join!(
            one.lists("P-0004", "enterListing", (&here, mine)),
            other.lists("P-0004", "enterListing", (&there, theirs))
        );
        let answers: [Value; 2] = answers.into();
        assert_eq!(one_of(&answers), ["ALREADY_DONE"]);
        level(&[&one, &other]).await;
        settled(&one, &other).await;
    })
    .await;
}
