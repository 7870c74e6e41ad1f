//! Appendix B 8 over histories that nobody has chosen: whatever is made public, put right, withdrawn, restored, revoked or
//! left to time, the public view shows what the records show, and at no moment anything else.

use std::collections::BTreeSet;

use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::{Value, json};

use super::walk;
use crate::{
    casework::Casework,
    corrections::altered,
    histories::rebuilt_is_live,
    papers::{company, fine},
    restoration::course::Applicant,
};

const CHANNELS: [&str; 3] = ["GSXT", "CREDIT_CHINA", "PORTAL"];

/// What may happen next; what rules forbid doesn't.
#[derive(Debug, Clone, Copy)]
enum Step {
    Publish(usize),
    Correct(usize),
    Withdraw(usize),
    Later(i64),
    Settle,
    Alter,
    CopyAnew,
    Revoke,
    Restore,
    FindFraud,
    Tell(usize),
}

/// What is never published.
const ID_NUMBER: &str = "11010519491231002X";

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize).prop_map(Step::Publish),
        1 => (0..3_usize).prop_map(Step::Correct),
        1 => (0..3_usize).prop_map(Step::Withdraw),
        2 => prop::sample::select(vec![1, 30, 200, 1_200]).prop_map(Step::Later),
        2 => Just(Step::Settle),
        1 => Just(Step::Alter),
        2 => Just(Step::CopyAnew),
        1 => Just(Step::Revoke),
        2 => Just(Step::Restore),
        1 => Just(Step::FindFraud),
        2 => (0..3_usize).prop_map(Step::Tell),
    ]
}

struct Walk {
    casework: Casework,
    case: String,
    number: String,
    application: Option<String>,
}

impl Walk {
    async fn begin() -> Self {
        let mut casework = Casework::open().await;
        (casework.matter.party, casework.matter.sanctions) = (company(), fine(5_000_000));
        let case = casework.served().await;
        casework.approved_copy(&case).await;
        casework.later(4);
        let paid = casework.payment(&case, &[("S1", "PRINCIPAL", 5_000_000)]);
        casework.done("P-0001", "recordPayment", (&case, paid)).await;
        let number = casework.number_of(&case).await;
        Self { casework, case, number, application: None }
    }

    async fn goes(&mut self, step: Step) {
        match step {
            Step::Publish(n) => {
                self.publicity("publish", n, json!({ "reference": CHANNELS[n] })).await;
            }
            Step::Correct(n) => {
                let input = json!({ "reason": "地址有误", "onDemand": true });
                self.publicity("correctPublicity", n, input).await;
            }
            Step::Withdraw(n) => {
                let input = json!({ "ground": "PUBLISHED_IN_ERROR", "reason": "误公示" });
                self.publicity("withdrawPublicity", n, input).await;
            }
            Step::Later(days) => self.casework.later(days),
            Step::Settle => self.casework.settled().await,
            Step::Alter => {
                let input = altered(&self.casework, &self.case, 2_000_000);
                self.tries("P-0004", "alterDecision", input).await;
            }
            Step::CopyAnew => self.copies().await,
            Step::Revoke => {
                let input = json!({
                    "decision": "P1",
                    "reason": "当事人主体认定错误",
                    "service": self.casework.handed_over(&self.case, "撤销行政处罚决定书"),
                    "document": self.casework.document(&self.case, "CORRECTION_DECISION", "撤销行政处罚决定书")
                });
                self.tries("P-0004", "revokeDecision", input).await;
            }
            Step::Restore => self.restores().await,
            Step::FindFraud => self.finds_fraud().await,
            Step::Tell(n) => self.tells(n).await,
        }
    }

    async fn tries(&mut self, person: &str, mutation: &str, input: Value) -> Value {
        self.casework.act(person, mutation, (&self.case, input)).await
    }

    async fn publicity(&mut self, mutation: &str, n: usize, mut input: Value) {
        (input["decision"], input["channel"]) = (json!("P1"), json!(CHANNELS[n]));
        self.tries("P-0008", mutation, input).await;
    }

    /// A copy of whichever paper counts.
    async fn copies(&mut self) {
        for paper in ["变更行政处罚决定书", "行政处罚决定书"] {
            let document = self.casework.document(&self.case, "REDACTED_COPY", paper);
            let input = json!({ "decision": "P1", "document": document });
            self.tries("P-0001", "prepareRedactedCopy", input).await;
        }
        for n in 1..9 {
            self.tries("P-0003", "approveRedactedCopy", json!({ "copy": format!("C{n}") })).await;
        }
    }

    /// In every field that is shown, and in a copy, somebody tells what is never published.
    async fn tells(&mut self, n: usize) {
        let told = format!("编号{ID_NUMBER}");
        self.publicity("publish", n, json!({ "reference": told })).await;
        let input = json!({ "reason": "编号有误", "onDemand": false, "reference": told });
        self.publicity("correctPublicity", n, input).await;
        let document = self.casework.document(&self.case, "REDACTED_COPY", &told);
        let range = json!({ "datum": "CONTACT", "whose": "ORGANISATION", "from": 0, "to": 2 });
        let input = json!({ "decision": "P1", "document": document, "masked": [range] });
        let answer = self.tries("P-0001", "prepareRedactedCopy", input).await;
        let refused = answer["userErrors"].as_array().unwrap();
        assert!(refused.iter().any(|it| it["field"] == json!(["document"])), "{answer}");
        assert!(!answer.to_string().contains(ID_NUMBER), "{answer}");
    }

    async fn restores(&mut self) {
        let (id, _) = self.casework.applying(&self.case, Applicant::Complete).await;
        self.casework.restores("P-0008", "acceptRestoration", (&id, None)).await;
        let finding = json!({
            "method": "PAPER",
            "finding": "罚款已缴清",
            "correctedOn": "2023-01-16",
            "evidence": [self.casework.proof(&id, "核实材料")]
        });
        self.casework.restores("P-0008", "verifyRestoration", (&id, Some(finding))).await;
        let granted = self.casework.grants("P-0004", &id).await;
        if granted["userErrors"] == json!([]) {
            self.application = Some(id);
        }
    }

    async fn finds_fraud(&mut self) {
        let Some(id) = self.application.take() else { return };
        let mut document = self.casework.decision(&id);
        document["number"] = "锦市监信修〔2023〕2号".into();
        let evidence = [self.casework.proof(&id, "银行查询回执")];
        let input =
            json!({ "facts": "缴款凭证系伪造", "evidence": evidence, "document": document });
        self.casework.restores("P-0004", "revokeRestoration", (&id, Some(input))).await;
    }

    /// Where anybody finds it.
    async fn found(&self) -> BTreeSet<String> {
        let query = "query($number: DocumentNumber!) {
            publishedPenalty(number: $number) { summary { party content } shown { channel reference } }
        }";
        let asked = json!({ "number": self.number });
        let told = self.casework.ask_publicly(query, asked).await;
        assert!(!told.to_string().contains(ID_NUMBER), "{told}");
        let shown = told["publishedPenalty"]["shown"].as_array().into_iter().flatten();
        shown.map(|it| it["channel"].as_str().unwrap().to_owned()).collect()
    }

    /// Where its records show it today.
    async fn shown(&self) -> BTreeSet<String> {
        let told = self.casework.publicity(&self.case).await;
        let each = told.as_array().unwrap().iter();
        let shown = each.filter(|it| it["state"] == "PUBLISHED" || it["state"] == "CORRECTED");
        shown.map(|it| it["channel"].as_str().unwrap().to_owned()).collect()
    }
}

/// One history; how often something was found.
async fn history(steps: &[Step]) -> usize {
    let (mut walk, mut found) = (Walk::begin().await, 0);
    for step in steps {
        walk.goes(*step).await;
        assert!(walk.casework.app.caught_up().await);
        let (public, shown) = (walk.found().await, walk.shown().await);
        assert!(public.is_subset(&shown), "{step:?}: {public:?} is found, {shown:?} is shown");
        found += public.len();
        if matches!(step, Step::Settle) {
            assert_eq!(public, shown, "what is left to be done hides nothing");
        }
    }
    walk.casework.settled().await;
    assert_eq!(walk.found().await, walk.shown().await);
    walk::tells_nothing_that_is_never_published(&walk.casework.app).await;
    rebuilt_is_live(&walk.casework.app).await;
    found
}

/// How many histories are gone through.
const HISTORIES: usize = 10;

#[test]
fn whatever_happens_the_public_finds_what_is_shown_and_nothing_else() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut found = 0;
    let mut runner = TestRunner::default();
    let histories = prop::collection::vec(step(), 6..16);
    for _ in 0..HISTORIES {
        let steps = histories.new_tree(&mut runner).unwrap().current();
        let mut begun = vec![Step::Tell(0), Step::Publish(0), Step::Publish(2)];
        begun.extend(steps);
        println!("{begun:?}");
        found += runtime.block_on(history(&begun));
    }
    assert!(found > 24, "hardly anything was found");
}
