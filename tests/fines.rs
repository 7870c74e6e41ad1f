//! One fine for one act in law (APL 29), whichever case gets there first and whatever dies on the way.

use std::path::Path;

use api::{App, app::stream_of, clock::Clock, clockwork::settle, parts};
use domain::{
    claim::{ActInLaw, Claim, Holder},
    id::{CaseId, CommandId},
    publicity::Channel,
};
use serde_json::{Value, json};
use store::{LogKind, Options};
use uuid::Uuid;

use crate::{
    casework::Casework,
    claims::{CASE, FOLDER, STEPS, die, killed_running},
    clockwork::given_as,
};

/// What officers call the act.
const ACT: &str = "老街卤味店2022年9月至11月无证销售卤菜";

/// Two cases about that act, both told; the time for statements is over.
async fn two_cases() -> (Casework, [String; 2]) {
    let mut casework = Casework::open().await;
    casework.matter.act_id = Some(ACT);
    let first = casework.noticed().await;
    casework.on("2022-12-20T09:00:00+08:00");
    let second = casework.noticed().await;
    casework.later(22);
    (casework, [first, second])
}

fn without_the_fine(mut decision: Value) -> Value {
    decision["sanctions"].as_array_mut().unwrap().pop();
    decision
}

/// A decision on a fine, in that case.
fn holder(case: CaseId) -> Holder {
    Holder { stream: stream_of(case), command: CommandId::new(Uuid::from_u128(29)) }
}

async fn claim(casework: &Casework) -> Claim {
    let stream = ActInLaw::named(ACT).stream();
    store::fold(&casework.app.store.read(&stream).await.unwrap()).unwrap()
}

/// APL 29: the second fine is refused and the first case named; another penalty stays open.
#[tokio::test]
async fn what_was_fined_in_one_case_is_not_fined_in_another() {
    let (mut casework, [first, second]) = two_cases().await;
    let input = casework.penalty(&first);
    casework.done("P-0004", "decidePenalty", (&first, input)).await;
    let input = casework.penalty(&second);
    let refused = casework.refused("P-0004", "decidePenalty", (&second, input.clone())).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "ALREADY_DONE 对当事人的同一违法行为，锦市监立〔2022〕1号案已经给予或者正在给予罚款，不得再次罚款；其他种类的处罚不受影响 《中华人民共和国行政处罚法》第二十九条"
    ]
    "#);
    let decided =
        casework.done("P-0004", "decidePenalty", (&second, without_the_fine(input))).await;
    assert_eq!(decided["stage"], "PENALTY_DECIDED");
}

/// APL 29: two leaders sign at the same moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_fines_at_the_same_moment_one_stands() {
    let (mut casework, cases) = two_cases().await;
    let mut sent = vec![];
    for case in &cases {
        sent.push((case, casework.now(), casework.penalty(case)));
    }
    let sending = sent.into_iter().map(|(case, act, input)| {
        let casework = &casework;
        async move { casework.send("P-0004", "decidePenalty", (case, act, input)).await }
    });
    let answers = futures::future::join_all(sending).await;
    let refused: Vec<_> = answers.iter().filter(|it| it["userErrors"] != json!([])).collect();
    assert_eq!(refused.len(), 1, "{answers:?}");
    assert_eq!(refused[0]["userErrors"][0]["code"], "ALREADY_DONE");
    assert!(matches!(claim(&casework).await, Claim::Confirmed { .. }));
}

/// The act was taken for a fine that never came: once that is settled, another case may fine it.
#[tokio::test]
async fn an_act_that_was_taken_and_not_fined_is_free_again() {
    let (mut casework, [first, second]) = two_cases().await;
    let holder = holder(first.parse().unwrap());
    let app = casework.app.clone();
    app.take(ActInLaw::named(ACT), &holder).await.unwrap();
    let input = casework.penalty(&second);
    let refused = casework.refused("P-0004", "decidePenalty", (&second, input.clone())).await;
    assert_eq!(refused.len(), 1);
    let (rights_of_two_notices, the_act) = (2, 1);
    assert_eq!(settle(&app).await.unwrap(), rights_of_two_notices + the_act);
    assert_eq!(claim(&casework).await, Claim::Free);
    let told = casework.sentences(&first).await;
    assert!(told.last().unwrap().contains("未对当事人的同一违法行为作出罚款决定"), "{told:?}");
    casework.done("P-0004", "decidePenalty", (&second, input)).await;
    assert_eq!(settle(&app).await.unwrap(), Channel::ALL.len());
    let Claim::Confirmed { holder: fined, .. } = claim(&casework).await else { panic!("no fine") };
    assert_eq!(fined.stream, stream_of(second.parse().unwrap()));
}

/// The process that dies: takes the act for a fine of the case, and does no more, or imposes it, or gives
/// it up so far as to say so.
#[tokio::test]
#[ignore = "another test runs it in a process of its own, and it never returns"]
async fn takes_the_act_and_dies() {
    let [folder, case, then] = [FOLDER, CASE, STEPS].map(|it| std::env::var(it).unwrap());
    let clock = Clock::standing("2023-01-11T10:00:00+08:00".parse().unwrap());
    let law = parts::law(None).unwrap();
    let options = Options::of(LogKind::Real);
    let (app, _) = parts::open(Path::new(&folder), &options, (law, clock)).unwrap();
    let case: CaseId = case.parse().unwrap();
    let taken = app.take(ActInLaw::named(ACT), &holder(case)).await.unwrap();
    match then.as_str() {
        "imposed" => {
            let act = json!({ "type": "deadline-fixed", "data": { "deadlines": [] } });
            given_as(&app, case, (taken.holder.command.uuid(), act)).await;
        }
        "abandoned" => app.abandon(&taken, "逾时未作出决定", None).await.unwrap(),
        _ => {}
    }
    die();
}

/// How often an act of the case said that it won't have what it had claimed.
async fn abandoned(app: &App, case: &str) -> usize {
    let history = app.store.read(&stream_of(case.parse().unwrap())).await.unwrap();
    history.iter().filter(|it| it.event_type == "case.claim-abandoned").count()
}

/// A fine that was imposed keeps its act; one that was not gives it up once, whatever was said of that before.
#[tokio::test]
async fn what_a_crash_left_of_a_fine_is_confirmed_or_free_again() {
    for then in ["taken", "imposed", "abandoned"] {
        let (casework, [first, second]) = two_cases().await;
        let at = casework.app.clock.now().to_string();
        settle(&casework.app).await.unwrap();
        let folder = casework.close().await;
        killed_running("fines::takes_the_act_and_dies", folder.path(), (&first, then));
        let mut casework = Casework::open_in(folder, &at);
        casework.matter.act_id = Some(ACT);
        for settled in [1, 0] {
            assert_eq!(settle(&casework.app).await.unwrap(), settled, "{then}");
        }
        let input = casework.penalty(&second);
        let fined = casework.act("P-0004", "decidePenalty", (&second, input)).await;
        let Claim::Confirmed { holder, .. } = claim(&casework).await else { panic!("{then}") };
        let (whose, refusals, given_up) = match then {
            "imposed" => (&first, 1, 0),
            _ => (&second, 0, 1),
        };
        assert_eq!(holder.stream, stream_of(whose.parse().unwrap()), "{then}");
        assert_eq!(fined["userErrors"].as_array().unwrap().len(), refusals, "{then}: {fined}");
        assert_eq!(abandoned(&casework.app, &first).await, given_up, "{then}");
    }
}
