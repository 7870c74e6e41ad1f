//! ALL 85; APL 48.2; PUB 11: a judgment that was served and may be appealed from. Once the time to appeal is over it counts,
//! though the clock records that days later, when no appeal of that time can be entered any more; until then nobody is
//! shown what it undoes.

use api::clockwork::settle;
use serde_json::{Value, json};

use super::{
    fined,
    judgment::{appeal, revoking, suit},
};
use crate::{casework::Casework, histories::rebuilt_is_live, serious_list::entered};

const SHOWN: &str = "{ publishedPenalties(filter: {}) { totalCount { value } }
    listedSubjects { totalCount { value } } }";

impl Casework {
    /// How many penalties and entries of registers anybody finds.
    async fn found_by_anybody(&self) -> [u64; 2] {
        let told = self.ask_publicly(SHOWN, json!({})).await;
        let count = |it: &Value| it["totalCount"]["value"].as_u64().unwrap();
        [count(&told["publishedPenalties"]), count(&told["listedSubjects"])]
    }

    /// Whether the clock has recorded that the judgment took effect.
    async fn took_effect(&self, case: &str) -> bool {
        let query = "query($id: CaseId!) { case(id: $id) {
            remedies { conclusion { effectRecorded } } } }";
        let told = self.ask("P-0001", query, json!({ "id": case })).await;
        told["case"]["remedies"][0]["conclusion"]["effectRecorded"].as_bool().unwrap()
    }

    /// The decision `P1` is shown, sued over, and falls by a judgment of the 10 May after, which may be appealed from until
    /// the 25th.
    async fn judged(&mut self, case: &str, sued_on: &str) {
        self.approved_copy(case).await;
        let shown = json!({ "decision": "P1", "channel": "PORTAL", "reference": "PORTAL-0001" });
        self.publicised("P-0008", "publish", (case, shown)).await;
        self.on(&format!("{sued_on}T10:00:00+08:00"));
        let input = suit(self, case, sued_on);
        self.done("P-0001", "openRemedy", (case, input)).await;
        self.on("2023-05-10T10:00:00+08:00");
        let input = revoking(self, case);
        self.done("P-0001", "concludeRemedy", (case, input)).await;
    }
}

#[tokio::test]
async fn what_a_judgment_undoes_is_shown_to_nobody_from_the_day_on_which_it_takes_effect() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.judged(&case, "2023-02-13").await;
    casework.on("2023-05-25T23:00:00+08:00");
    assert_eq!(casework.found_by_anybody().await, [1, 0], "somebody may appeal today");
    casework.on("2023-05-26T00:30:00+08:00");
    assert_eq!(casework.found_by_anybody().await, [0, 0], "the clock has recorded nothing yet");
    settle(&casework.app).await.unwrap();
    assert!(!casework.took_effect(&case).await, "an appeal of the 25th may be entered today");
    assert_eq!(casework.found_by_anybody().await, [0, 0]);
    casework.on("2023-05-30T10:00:00+08:00");
    settle(&casework.app).await.unwrap();
    assert!(casework.took_effect(&case).await);
    assert_eq!(casework.found_by_anybody().await, [0, 0]);
    rebuilt_is_live(&casework.app).await;
}

#[tokio::test]
async fn an_appeal_that_is_entered_the_day_after_has_it_shown_again() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.judged(&case, "2023-02-13").await;
    casework.on("2023-05-26T10:00:00+08:00");
    assert_eq!(casework.found_by_anybody().await, [0, 0]);
    let input = appeal(&casework, &case, "2023-05-25");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    assert_eq!(casework.found_by_anybody().await, [1, 0], "nothing is final");
    rebuilt_is_live(&casework.app).await;
}

/// Who appeals out of time undoes nothing: the judgment takes effect, whatever the court says of the appeal later.
#[tokio::test]
async fn an_appeal_out_of_time_holds_nothing_up() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.judged(&case, "2023-02-13").await;
    casework.on("2023-05-26T10:00:00+08:00");
    let input = appeal(&casework, &case, "2023-05-26");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    assert_eq!(casework.found_by_anybody().await, [0, 0]);
    casework.on("2023-05-30T10:00:00+08:00");
    settle(&casework.app).await.unwrap();
    assert!(casework.took_effect(&case).await);
    let query = "query($id: CaseId!) { case(id: $id) {
        standing { fallen } performance { owed { text } } remedies { takesEffectOn } } }";
    let told = casework.ask("P-0001", query, json!({ "id": case })).await["case"].take();
    assert_eq!(told["standing"][0]["fallen"], true);
    assert_eq!(told["performance"]["owed"], json!([]));
    assert_eq!(told["remedies"][0]["takesEffectOn"], "2023-05-26");
    assert_eq!(casework.found_by_anybody().await, [0, 0]);
    rebuilt_is_live(&casework.app).await;
}

/// SDL: the entry rests on the decision.
#[tokio::test]
async fn the_entry_that_rests_on_the_decision_is_found_no_more_either() {
    let mut casework = Casework::open().await;
    let case = entered(&mut casework).await;
    let entry = casework.opened(&case).await;
    casework.listed("P-0008", "publishListing", (&entry, json!({}))).await;
    let today = casework.today().to_string();
    casework.judged(&case, &today).await;
    casework.on("2023-05-25T23:00:00+08:00");
    assert_eq!(casework.found_by_anybody().await, [1, 1]);
    casework.on("2023-05-26T00:30:00+08:00");
    assert_eq!(casework.found_by_anybody().await, [0, 0]);
    rebuilt_is_live(&casework.app).await;
}
