//! 柔性执法 (domain.md §4; Appendix B 15): what is no penalty leaves no negative record that others see, whatever is done
//! in whatever order.

use std::collections::BTreeSet;

use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::{Value, json};

use crate::{
    casework::Casework,
    exits::{proposed, sparing},
    papers::{company, fine},
};

/// How a bureau answers a lead without a penalty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Softly {
    /// 不予立案: the violation was minor, and is corrected.
    NotFiled,
    /// 不予处罚, with education: an interview and a commitment (APL 33).
    Educated,
    /// The facts can't be established.
    NotEstablished,
    /// 终止调查: nobody is left.
    Terminated,
    /// It is being looked into, and nothing was decided.
    Open,
}

const WAYS: [Softly; 5] =
    [Softly::NotFiled, Softly::Educated, Softly::NotEstablished, Softly::Terminated, Softly::Open];

/// What is done, whether its decision is served, and after how many days it is looked at.
type Step = (Softly, bool, i64);

fn step() -> impl Strategy<Value = Step> {
    let days = prop_oneof![3 => 0..20_i64, 1 => 200..800_i64];
    (prop::sample::select(&WAYS[..]), any::<bool>(), days)
}

async fn takes(casework: &mut Casework, (softly, served, _): Step) {
    match softly {
        Softly::NotFiled => {
            let case = casework.verifying().await;
            casework.later(4);
            let input = json!({
                "reason": "MINOR_CORRECTED",
                "explanation": "责令改正后已改正，没有造成危害后果",
                "approval": casework.document(&case, "NON_FILING_APPROVAL", "不予立案审批表")
            });
            casework.done("P-0004", "declineToFile", (&case, input)).await;
        }
        Softly::Educated => {
            let case = proposed(casework, "NO_PENALTY").await;
            let input = sparing(casework, &case, "MINOR_NO_HARM");
            casework.done("P-0004", "decideNoPenalty", (&case, input)).await;
            serve(casework, &case, served).await;
        }
        Softly::NotEstablished => {
            let case = proposed(casework, "NOT_ESTABLISHED").await;
            let input = json!({
                "explanation": "当事人已取得许可，平台未及时更新公示信息",
                "document": casework.document(&case, "NO_PENALTY_DECISION", "不予行政处罚决定书")
            });
            casework.done("P-0004", "decideNotEstablished", (&case, input)).await;
            serve(casework, &case, served).await;
        }
        Softly::Terminated => {
            let case = casework.investigated().await;
            casework.later(20);
            let input = json!({
                "ground": "ENTITY_ENDED",
                "reason": "当事人已注销登记，清算完毕，无权利义务承受人",
                "document": casework.document(&case, "SUSPENSION_APPROVAL", "终止调查审批表")
            });
            casework.done("P-0004", "terminateInvestigation", (&case, input)).await;
        }
        Softly::Open => drop(casework.investigated().await),
    }
}

async fn serve(casework: &mut Casework, case: &str, served: bool) {
    if served {
        casework.later(1);
        let service = casework.handed_over(case, "不予行政处罚决定书");
        let input = json!({ "decision": "P1", "service": service });
        casework.done("P-0001", "serveDecision", (case, input)).await;
    }
}

/// Kinds of records that follow from what is negative: publicity, entries of registers, measures, applications to be
/// restored.
const NEGATIVE: [&str; 4] = ["publicity", "listing", "restriction", "restoration"];

/// Which of them there are.
async fn negative(casework: &Casework) -> BTreeSet<String> {
    let log = casework.app.store.read_all(None, usize::MAX).await.unwrap();
    let kinds = log.iter().filter_map(|it| it.stream.split_once('-').map(|(kind, _)| kind));
    kinds.filter(|it| NEGATIVE.contains(it)).map(str::to_owned).collect()
}

/// What anybody finds, and what the credit view of the company tells the bureau.
async fn told(casework: &Casework) -> Value {
    let anybody =
        "{ publishedPenalties { totalCount { value } } listedSubjects { totalCount { value } } }";
    let anybody = casework.ask_publicly(anybody, json!({})).await;
    let view = "query($subject: SubjectId!) { creditView(subject: $subject) {
        penalties { caseId } listings { number } domains { domainLabel } honoursBlocked { id }
        restorations { statusLabel }
    } }";
    let view = casework.ask("P-0008", view, json!({ "subject": "91510100MA6A1B2C3Q" })).await;
    json!([anybody["publishedPenalties"], anybody["listedSubjects"], view["creditView"]])
}

/// How many histories are gone through, and of how many steps each.
const HISTORIES: usize = 3;
const STEPS: usize = 4;

/// One history of a company; nothing negative comes of any of it, at no step.
async fn history(steps: &[Step], seen: &mut BTreeSet<Softly>) {
    let mut casework = Casework::open().await;
    (casework.matter.party, casework.matter.sanctions) = (company(), fine(5_000_000));
    let clean = told(&casework).await;
    for step in steps {
        takes(&mut casework, *step).await;
        casework.later(step.2);
        casework.settled().await;
        let found = negative(&casework).await;
        assert!(found.is_empty(), "{step:?} of {steps:?}: {found:?}");
        assert_eq!(told(&casework).await, clean, "{step:?} of {steps:?}");
        seen.insert(step.0);
    }
    // A penalty does leave one: what was looked for would have been found.
    casework.served().await;
    casework.settled().await;
    assert_eq!(negative(&casework).await, ["publicity".to_owned()].into());
    assert_ne!(told(&casework).await, clean);
}

/// Appendix B 15; APL 9, 33; domain.md §4: none of what is no penalty creates a record of publicity, a list or a measure,
/// and neither the public nor the credit view of the company tells of it. No statute that makes an exception (an interview
/// over food safety, FSL 114) is applied here yet: interviews have no record.
#[test]
fn what_is_no_penalty_leaves_no_negative_record() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::deterministic();
    let histories = prop::collection::vec(step(), STEPS);
    let mut seen = BTreeSet::new();
    // Each way once at least, and then whatever comes.
    let each = WAYS.map(|it| (it, true, 1));
    runtime.block_on(history(&each, &mut seen));
    for _ in 0..HISTORIES {
        let steps = histories.new_tree(&mut runner).unwrap().current();
        runtime.block_on(history(&steps, &mut seen));
    }
    assert_eq!(seen, WAYS.into());
}
