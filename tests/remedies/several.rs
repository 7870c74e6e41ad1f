//! What several persons ask for, and what the agency answers with.

use api::clockwork::settle;
use serde_json::{Value, json};

use super::{
    altered, concluded, fined,
    judgment::{appeal, suit},
    opened,
};
use crate::{
    casework::Casework,
    corrections,
    exits::{proposed, sparing},
    histories::rebuilt_is_live,
};

impl Casework {
    /// How many decisions anybody finds.
    async fn shown_to_anybody(&self) -> u64 {
        let query = "{ publishedPenalties(filter: {}) { totalCount { value } } }";
        let told = self.ask_publicly(query, json!({})).await;
        told["publishedPenalties"]["totalCount"]["value"].as_u64().unwrap()
    }

    /// The decision is made public on the agency's portal.
    async fn shown_on_the_portal(&mut self, case: &str, reference: &str) {
        let shown = json!({ "decision": "P1", "channel": "PORTAL", "reference": reference });
        self.publicised("P-0008", "publish", (case, shown)).await;
    }

    /// The judgment `J1` of the 10 May after makes 20 000 yuan of the fine. It may be appealed from until the 25th.
    async fn lowered_by_a_court(&mut self, shown: bool) -> String {
        let case = fined(self).await;
        self.approved_copy(&case).await;
        if shown {
            self.shown_on_the_portal(&case, "PORTAL-0001").await;
        }
        self.on("2023-02-20T10:00:00+08:00");
        let input = suit(self, &case, "2023-02-13");
        self.done("P-0001", "openRemedy", (&case, input)).await;
        self.on("2023-05-10T10:00:00+08:00");
        let lower = altered(self, 2_000_000);
        let input = concluded(self, &case, ("ALTERED", "MANIFESTLY_UNFIT"), lower);
        self.done("P-0001", "concludeRemedy", (&case, input)).await;
        case
    }

    async fn main_line(&self, case: &str) -> Value {
        let query = "query($id: CaseId!) { case(id: $id) {
            standing { text }
            remedies { id byLabel takesEffectOn conclusion { outcomeLabel effectRecorded } }
        } }";
        self.ask("P-0001", query, json!({ "id": case })).await["case"].take()
    }
}

/// ALL 85: what one party appealed from and withdrew within the time takes effect once the others have let theirs pass; the
/// clock records it then, and nobody is shown any more what the judgment undoes.
#[tokio::test]
async fn a_withdrawn_appeal_leaves_their_time_to_the_others() {
    let mut casework = Casework::open().await;
    let case = casework.lowered_by_a_court(true).await;
    casework.on("2023-05-15T10:00:00+08:00");
    let input = appeal(&casework, &case, "2023-05-15");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    casework.on("2023-05-18T10:00:00+08:00");
    let mut input = concluded(&casework, &case, ("WITHDRAWN", "BY_APPLICANT"), json!([]));
    input["remedy"] = json!("J2");
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    settle(&casework.app).await.unwrap();
    let waiting = casework.main_line(&case).await;
    casework.on("2023-05-25T23:00:00+08:00");
    assert_eq!(casework.shown_to_anybody().await, 1, "somebody else may appeal today");
    casework.on("2023-05-26T00:30:00+08:00");
    assert_eq!(casework.shown_to_anybody().await, 0);
    casework.on("2023-05-30T10:00:00+08:00");
    settle(&casework.app).await.unwrap();
    let over = casework.main_line(&case).await;
    let last = casework.sentences(&case).await.pop().unwrap();
    insta::assert_json_snapshot!((waiting, over, last));
    rebuilt_is_live(&casework.app).await;
}

/// ALL 85; PUB 11: where nothing was shown before, what counts by the judgment may be from the day on which it takes effect, and
/// stays when the clock records that, days later.
#[tokio::test]
async fn what_is_published_since_a_judgment_took_effect_stays() {
    let mut casework = Casework::open().await;
    let case = casework.lowered_by_a_court(false).await;
    casework.on("2023-05-26T09:00:00+08:00");
    assert_eq!(casework.shown_to_anybody().await, 0);
    casework.copied_anew(&case, "行政复议决定书（裁判文书）").await;
    casework.shown_on_the_portal(&case, "PORTAL-0002").await;
    assert_eq!(casework.shown_to_anybody().await, 1);
    casework.on("2023-05-30T10:00:00+08:00");
    settle(&casework.app).await.unwrap();
    assert_eq!(
        casework.main_line(&case).await["remedies"][0]["conclusion"]["effectRecorded"],
        true
    );
    assert_eq!(casework.shown_to_anybody().await, 1);
    let query = "query($id: CaseId!) { case(id: $id) {
        publicity { channelLabel stateLabel reference }
    } }";
    let told = casework.ask("P-0008", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(told["case"]["publicity"]);
    rebuilt_is_live(&casework.app).await;
}

/// ARL 29, 30.1(7): a reconsideration that the party asked for bars nobody else from one, meanwhile or afterwards.
#[tokio::test]
async fn somebody_else_asks_for_reconsideration_of_their_own() {
    let mut casework = Casework::open().await;
    let case = super::reconsidered(&mut casework).await;
    let again = opened(&casework, &case, "2023-02-06");
    let refused = casework.refused("P-0001", "openRemedy", (&case, again.clone())).await;
    let mut other = again;
    (other["by"], other["fileNumber"]) = (json!("THIRD_PARTY"), json!("锦府复〔2023〕8号"));
    casework.done("P-0001", "openRemedy", (&case, other.clone())).await;
    let twice = casework.refused("P-0001", "openRemedy", (&case, other)).await;
    let query = "query($id: CaseId!) { replyBundle(caseId: $id) { remedy kindLabel due } }";
    let owed = casework.ask("P-0001", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!((refused, twice, &owed["replyBundle"]));
    rebuilt_is_live(&casework.app).await;
}

/// ALL 34, 67: whoever sues because nobody was penalised is answered with the file as well.
#[tokio::test]
async fn a_decision_not_to_penalise_is_answered_for_as_well() {
    let mut casework = Casework::open().await;
    let case = proposed(&mut casework, "NO_PENALTY").await;
    let input = sparing(&casework, &case, "MINOR_NO_HARM");
    casework.done("P-0004", "decideNoPenalty", (&case, input)).await;
    casework.on("2023-02-20T10:00:00+08:00");
    let mut input = suit(&casework, &case, "2023-02-13");
    input["by"] = json!("THIRD_PARTY");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    let query = "query($id: CaseId!) { replyBundle(caseId: $id) { due citation complete
        items { itemLabel part text missing documents { typeLabel } } } }";
    let bundle = casework.ask("P-0001", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(bundle["replyBundle"]);
}

/// ARL17 23: the paper by which the decision was altered is among those that the answer may come with, and what it is altered
/// under among the bases.
#[tokio::test]
async fn the_answer_may_come_with_what_the_decision_was_altered_by() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.later(3);
    let mut input = corrections::altered(&casework, &case, 4_000_000);
    let other = "《中华人民共和国食品安全法》第一百二十二条第二款";
    input["touched"][0]["effect"]["altered"]["provision"] = json!(other);
    let mut paper = input["document"].clone();
    casework.done("P-0004", "alterDecision", (&case, input)).await;
    casework.on("2023-02-06T10:00:00+08:00");
    let input = opened(&casework, &case, "2023-02-03");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    let query = "query($id: CaseId!) { replyBundle(caseId: $id) {
        items { item text documents { number } }
    } }";
    let bundle = casework.ask("P-0001", query, json!({ "id": case })).await;
    let items = bundle["replyBundle"][0]["items"].as_array().unwrap();
    assert!(items.iter().any(|it| it["item"] == "BASIS" && it["text"] == other), "{items:?}");
    let altered = items.iter().find(|it| it["item"] == "CORRECTION").unwrap();
    paper["number"] = altered["documents"][0]["number"].clone();
    let mut input = super::reply(&casework, &case);
    input["documents"] = json!([paper]);
    casework.done("P-0004", "submitReply", (&case, input)).await;
}

/// APL 48.2; PUB 11: of a decision of which a part was confirmed illegal the lawful rest is shown, by the paper that says so; and
/// what still counts while the agency decides the rest anew is shown as well.
#[tokio::test]
async fn what_is_left_of_a_decision_is_shown_by_the_paper_that_leaves_it() {
    for (outcome, ground, effect) in [
        ("CONFIRMED_ILLEGAL", "PROCEDURE", "confirmedIllegal"),
        ("REVOKED", "PROCEDURE", "revoked"),
    ] {
        let mut casework = Casework::open().await;
        let case = casework.served().await;
        casework.approved_copy(&case).await;
        casework.shown_on_the_portal(&case, "PORTAL-0001").await;
        casework.on("2023-02-06T10:00:00+08:00");
        let input = opened(&casework, &case, "2023-02-03");
        casework.done("P-0001", "openRemedy", (&case, input)).await;
        casework.on("2023-03-20T10:00:00+08:00");
        let mut effects = json!({});
        effects[effect] = json!(true);
        let touched = json!([{ "sanction": "S2", "effect": effects }]);
        let mut input = concluded(&casework, &case, (outcome, ground), touched);
        if outcome == "REVOKED" {
            input["redo"] = json!({ "until": "2023-08-31" });
        }
        casework.done("P-0001", "concludeRemedy", (&case, input)).await;
        settle(&casework.app).await.unwrap();
        assert_eq!(casework.shown_to_anybody().await, 0, "{outcome}");
        casework.copied_anew(&case, "行政复议决定书（裁判文书）").await;
        casework.shown_on_the_portal(&case, "PORTAL-0002").await;
        let query = "{ publishedPenalties(filter: {}) { nodes { summary { content } } } }";
        let told = casework.ask_publicly(query, json!({})).await;
        let content = &told["publishedPenalties"]["nodes"][0]["summary"]["content"];
        let whole = casework.ask("P-0001", DECIDED, json!({ "id": case })).await["case"].take();
        assert_eq!(content, &whole["decision"]["sanctions"][0]["text"], "{outcome}");
        rebuilt_is_live(&casework.app).await;
    }
}

const DECIDED: &str =
    "query($id: CaseId!) { case(id: $id) { decision { sanctions { id text } } } }";
