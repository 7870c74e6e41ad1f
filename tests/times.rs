//! Both times over random histories, with acts that are late and backdated (Appendix B 12): what was answered as known at
//! a place of the log is answered for ever, whatever is entered later; what is answered as corrected may change. Each
//! question is a list with its pages and counts, and what lies behind it.

mod asked;
mod founded;
mod world;

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::Value;
use store::Position;

use self::{
    asked::{QUESTIONS, is_consistent},
    founded::Founded,
    world::{Act, World},
};
use crate::histories::rebuilt_is_live;

/// How many histories are told that are the same each time, so that each kind of act comes to pass, and how many that
/// nobody has chosen.
const SAME: usize = 2;
const NEW: usize = 1;

/// How many days go by, how many days ago the act took place, what it is, and which day is asked about then.
type Step = (i64, i64, Act, i64);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let behind = prop_oneof![2 => Just(0), 1 => 1..25_i64];
    let asked = prop_oneof![-120..1_i64, -20..400_i64];
    let step = (0..40_i64, behind, prop::sample::select(&Act::ALL[..]), asked);
    let (steps, revoked) = (prop::collection::vec(step, 24..32), (1..40_i64, 14..22_usize));
    // What everything else rests on falls once, when some of that is in effect.
    (steps, revoked).prop_map(|(mut steps, (forward, n))| {
        steps.insert(n, (forward, 0, Act::Revoke, -7));
        steps
    })
}

/// What was answered to a question about a day, as known at a place of the log.
struct Answered {
    question: &'static str,
    position: Position,
    day: Date,
    answer: Value,
}

/// What came of histories.
#[derive(Default)]
struct Tally {
    /// The acts that took effect, of each kind.
    acts: BTreeMap<Act, usize>,
    /// The answers of each question that are other ones as corrected.
    corrected: BTreeMap<&'static str, usize>,
    /// The restrictions that were found in effect.
    active: usize,
    /// Those of them that rested on what was revoked.
    fell: usize,
}

async fn told(steps: &[Step], tally: &mut Tally) {
    let mut world = World::open().await;
    let mut answered = vec![];
    for (forward, behind, act, asked) in steps {
        world.casework().later(*forward);
        world.settled().await;
        let before = Founded::now(&world).await;
        let took_effect = world.takes(*act, *behind).await;
        *tally.acts.entry(*act).or_default() += usize::from(took_effect);
        world.settled().await;
        let after = Founded::now(&world).await;
        tally.active += after.every_active_one_is_founded(&world).await;
        if took_effect && *act == Act::Revoke {
            tally.fell += before.only_its_own_fell(&after, &world);
        }
        let position = world.casework().app.store.end().unwrap();
        let day = world.casework().today().checked_add(asked.days()).unwrap();
        for question in QUESTIONS {
            let answer = world.asks(question.document, (day, None)).await;
            is_consistent(&answer);
            answered.push(Answered { question: question.of, position, day, answer });
        }
    }
    for Answered { question, position, day, answer } in &answered {
        let document = QUESTIONS.iter().find(|it| it.of == *question).unwrap().document;
        let again = world.asks(document, (*day, Some(*position))).await;
        assert_eq!(again, *answer, "{question} on {day}, as known at {position}: {steps:?}");
        let corrected = world.asks(document, (*day, None)).await;
        *tally.corrected.entry(*question).or_default() += usize::from(corrected != *answer);
    }
    rebuilt_is_live(&world.casework().app).await;
}

/// Appendix B 12 of restrictions, listings, publicity, restorations and the credit view, as lists and as objects; B 6 and 7
/// of what is listed at each step. The tables made anew are those that followed.
#[tokio::test]
async fn what_was_known_of_a_day_is_answered_for_ever() {
    let mut tally = Tally::default();
    for (mut runner, histories) in
        [(TestRunner::deterministic(), SAME), (TestRunner::default(), NEW)]
    {
        for _ in 0..histories {
            let steps = steps().new_tree(&mut runner).unwrap().current();
            println!("{steps:?}");
            told(&steps, &mut tally).await;
        }
    }
    for question in QUESTIONS {
        assert!(tally.corrected[question.of] > 0, "{}: {:?}", question.of, tally.corrected);
    }
    let Tally { acts, active, fell, .. } = tally;
    println!("{acts:?}");
    assert!(active > 0 && fell > 0, "{active} active, {fell} fell, after {acts:?}");
}
