//! The credit view of a company, and what a counter asks (domain.md §6, §9).

use api::clockwork::settle;
use domain::restriction::{Subject, Trigger};
use serde_json::{Value, json};

use super::desk::{BANK, BUREAU, CITY, CULTURE, Desk, FINANCE, REGISTRAR, TAX, representative};
use crate::{
    cascade::fined_heavily,
    exits::{proposed, sparing},
    serious_list::revoked,
};

const MERCHANT: &str = "92510104MA6T0X1D7T";

const VIEW: &str = "query($subject: SubjectId!, $asOf: TwoTimes) {
    creditView(subject: $subject, asOf: $asOf) {
        party asOf { effectiveOn position }
        penalties {
            agencyName violationLabel violated case { number }
            standing { number text fallen counts }
            publicity { channelLabel stateLabel shownUntil }
        }
        domains {
            domainLabel active notified unfounded ended inSumOnly
            measures { measure { name } agencyName active borneBy { number } restrictions { standingLabel } }
        }
        honoursBlocked { id } priorIncidents { violationLabel decidedOn } restorations { statusLabel }
    }
}";

const COUNTER: &str = "query($subject: SubjectId!, $matter: CounterMatter!, $asOf: TwoTimes) {
    restrictionsBearingOn(subject: $subject, matter: $matter, asOf: $asOf) {
        party matterLabel bearing bearingLabel inSumOnly unanswered { measure { code } }
        restrictions {
            bearingLabel
            restriction { agencyName measure { name basis } source { number } imposed { lastDay } }
        }
    }
}";

/// GB 32100: a number that was mistyped is nobody's, and is not answered as if nothing were recorded of somebody.
#[tokio::test]
async fn a_mistyped_number_is_no_clean_record() {
    let desk = Desk::open().await;
    let swapped = "92510104MA6TX01D7T";
    let view = json!({ "subject": swapped });
    let counter = json!({ "subject": &MERCHANT[..17], "matter": "LICENCE" });
    for (document, asked) in [(VIEW, view), (COUNTER, counter)] {
        let refused = desk.casework.answer(super::desk::viewer(FINANCE), document, asked).await;
        let message = &refused.errors[0].message;
        assert!(message.starts_with("`subject` is malformed"), "{message}");
    }
}

/// A merchant on whom the bureau has imposed a heavy fine, which the branch of the central bank shares with banks.
async fn fined() -> (Desk, String) {
    fined_at(Desk::open().await).await
}

async fn fined_at(mut desk: Desk) -> (Desk, String) {
    let case = fined_heavily(&mut desk.casework).await;
    let source = desk.penalty_in(&case).await;
    let shared = desk.told(BANK, "CREDIT_INFORMATION", &source).await;
    let input = shared.impose(&desk, "CREDIT_INFORMATION", "CIR 44");
    desk.done(BANK, "imposeRestriction", (&shared, input)).await;
    (desk, case)
}

/// The same merchant, whom the city bars from a licence for food for five years besides.
async fn barred() -> Desk {
    barred_by(fined().await).await
}

async fn barred_by((mut desk, case): (Desk, String)) -> Desk {
    let source = desk.penalty_in(&case).await;
    let merchant = Subject {
        id: MERCHANT.parse().unwrap(),
        shown: "锦江区老街卤味店".to_owned(),
        name: None,
        through: None,
    };
    let about = (merchant, Trigger::FoodLicenceRevoked);
    let pair = desk.told_of(CITY.2, "FOOD_LICENCE_BAN", &source, about).await;
    let input = pair.impose(&desk, "FOOD_LICENCE_BAN", "FSL 135.1");
    desk.done(CITY, "imposeRestriction", (&pair, input)).await;
    desk
}

async fn view(desk: &Desk, who: super::desk::Who, as_of: Value) -> Value {
    let asked = json!({ "subject": MERCHANT, "asOf": as_of });
    desk.ask(who, VIEW, asked).await["creditView"].take()
}

async fn counter(desk: &Desk, who: super::desk::Who, (matter, as_of): (&str, Value)) -> Value {
    let asked = json!({ "subject": MERCHANT, "matter": matter, "asOf": as_of });
    desk.ask(who, COUNTER, asked).await["restrictionsBearingOn"].take()
}

/// §9: the bureau whose decision it is, and the agency in whose domain the ban lies, see it in full; another sees that
/// there is one; who sees no decisions sees nothing.
#[tokio::test]
async fn a_credit_view_shows_each_as_much_as_they_may_see() {
    let desk = barred().await;
    insta::assert_json_snapshot!(view(&desk, BUREAU, Value::Null).await);
    let city = view(&desk, CITY, Value::Null).await;
    assert_eq!(city["penalties"][0]["case"], Value::Null, "another agency's file");
    assert_eq!(city["domains"][0]["inSumOnly"], 0);
    let tax = view(&desk, TAX, Value::Null).await;
    insta::assert_json_snapshot!(tax["domains"]);
    assert_eq!(view(&desk, REGISTRAR, Value::Null).await, Value::Null);
}

/// FSL 135.1: the licence is barred, a loan isn't; whoever isn't of that domain is told so without the file; before the
/// ban, and of whom nothing is recorded, there is nothing.
#[tokio::test]
async fn a_counter_is_told_whether_a_statute_bars() {
    let desk = barred().await;
    insta::assert_json_snapshot!(counter(&desk, CITY, ("LICENCE", Value::Null)).await);
    insta::assert_json_snapshot!(counter(&desk, BANK, ("LOAN", Value::Null)).await);
    let honour = counter(&desk, CITY, ("HONOUR", Value::Null)).await;
    assert_eq!(
        (&honour["bearing"], &honour["restrictions"]),
        (&json!("NONE_RECORDED"), &json!([]))
    );
    let sum = counter(&desk, FINANCE, ("LICENCE", Value::Null)).await;
    assert_eq!(sum["bearing"], "BARRED_BY_STATUTE");
    assert_eq!((&sum["restrictions"], &sum["inSumOnly"]), (&json!([]), &json!(1)));
    let before = json!({ "effectiveOn": "2023-01-11" });
    let before = counter(&desk, CITY, ("LICENCE", before)).await;
    assert_eq!(before["bearing"], "NONE_RECORDED");
    let after = json!({ "effectiveOn": "2028-01-11" });
    assert_eq!(counter(&desk, CITY, ("LICENCE", after)).await["bearing"], "NONE_RECORDED");
    let unknown = json!({ "subject": representative().id.to_string(), "matter": "LICENCE" });
    let unknown = desk.ask(CITY, COUNTER, unknown).await["restrictionsBearingOn"].take();
    assert_eq!((&unknown["party"], &unknown["bearing"]), (&Value::Null, &json!("NONE_RECORDED")));
}

/// An item of another line: whoever grants such licences meets the ban at its own counter.
const LICENSING: &str = r#"
[[power]]
item = "WL-XK-001"
name = "娱乐场所经营许可"
kind = "LICENSING"
levels = ["PROVINCE"]
system = "CULTURE_TOURISM"
basis = ["ALC 22"]
from = "2022-01-01"
authority = "ALC 22"
confidence = "DESIGN"
"#;

/// ALC 22; domain.md §9: whoever grants licences of another line is told which statute bars, of which source, by whom and
/// until when; of loans, which are not its own, in sum.
#[tokio::test]
async fn a_counter_of_another_line_that_grants_licences_is_told_why_a_statute_bars() {
    let rulebook = tempfile::tempdir().unwrap();
    std::fs::write(rulebook.path().join("powers.toml"), LICENSING).unwrap();
    let desk = Desk::open_under(Some(rulebook.path())).await;
    let desk = barred_by(fined_at(desk).await).await;
    let told = counter(&desk, CULTURE, ("LICENCE", Value::Null)).await;
    assert_eq!(told, counter(&desk, CITY, ("LICENCE", Value::Null)).await);
    assert_eq!((&told["bearing"], &told["inSumOnly"]), (&json!("BARRED_BY_STATUTE"), &json!(0)));
    let loan = counter(&desk, CULTURE, ("LOAN", Value::Null)).await;
    assert_eq!((&loan["restrictions"], &loan["inSumOnly"]), (&json!([]), &json!(1)));
    let desk = barred().await;
    let without = counter(&desk, CULTURE, ("LICENCE", Value::Null)).await;
    assert_eq!((&without["restrictions"], &without["inSumOnly"]), (&json!([]), &json!(1)));
}

/// APL 75.2; domain.md §6.7: from the day of the revocation nothing of it counts, and it is hidden; what was so before
/// is answered as it was.
#[tokio::test]
async fn a_decision_that_was_revoked_counts_nothing_from_that_day() {
    let (mut desk, case) = fined().await;
    desk.casework.on("2023-02-13T10:00:00+08:00");
    revoked(&mut desk.casework, &case).await;
    settle(&desk.casework.app).await.unwrap();
    desk.casework.app.caught_up().await;
    insta::assert_json_snapshot!(view(&desk, BUREAU, Value::Null).await);
    assert_eq!(counter(&desk, BANK, ("LOAN", Value::Null)).await["bearing"], "NONE_RECORDED");
    let before = json!({ "effectiveOn": "2023-02-12" });
    assert_eq!(counter(&desk, BANK, ("LOAN", before)).await["bearing"], "TO_BE_WEIGHED");
}

/// APL 33; PR 60.1(2): that a violation was found and spared tells market supervision when it looks back, and the party
/// itself; nobody else.
#[tokio::test]
async fn a_violation_that_was_spared_is_told_to_market_supervision_and_the_party_alone() {
    let mut desk = Desk::open().await;
    let case = proposed(&mut desk.casework, "NO_PENALTY").await;
    let input = sparing(&desk.casework, &case, "MINOR_NO_HARM");
    desk.casework.done("P-0004", "decideNoPenalty", (&case, input)).await;
    let document = "query($subject: SubjectId!) { creditView(subject: $subject) {
        priorIncidents { violationLabel decidedOn penalised }
    } }";
    let asked = || json!({ "subject": MERCHANT });
    let spared = json!([{
        "violationLabel": "未取得食品经营许可从事食品经营活动",
        "decidedOn": "2022-12-16",
        "penalised": false
    }]);
    for who in [BUREAU, CITY] {
        let seen = desk.ask(who, document, asked()).await;
        assert_eq!(seen["creditView"]["priorIncidents"], spared);
    }
    let own = desk.casework.answer_own(MERCHANT, document, asked()).await.data.into_json().unwrap();
    assert_eq!(own["creditView"]["priorIncidents"], spared);
    let tax = desk.ask(TAX, document, asked()).await;
    assert_eq!(tax["creditView"]["priorIncidents"], json!([]));
}

/// domain.md §9: a party sees all of its own record, in plain words, and nothing else; it acts on nothing.
#[tokio::test]
async fn a_party_sees_its_own_record_and_nothing_else() {
    let desk = barred().await;
    let own = async |document: &str, subject: &str| {
        let asked = json!({ "subject": subject });
        desk.casework.answer_own(MERCHANT, document, asked).await
    };
    let plain = "query($subject: SubjectId!) { creditView(subject: $subject) {
        inPlainWords penalties { case { id } standing { text } } domains { inSumOnly }
    } }";
    let seen = own(plain, MERCHANT).await;
    assert!(seen.errors.is_empty(), "{:?}", seen.errors);
    insta::assert_json_snapshot!(seen.data.into_json().unwrap());
    let list = "{ restrictions { nodes { id measure { code } source { case { id } } } } }";
    let listed = own(list, MERCHANT).await;
    let listed = listed.data.into_json().unwrap();
    let mut nodes = listed["restrictions"]["nodes"].clone();
    for node in nodes.as_array_mut().unwrap() {
        assert!(node.as_object_mut().unwrap().remove("id").is_some());
    }
    insta::assert_json_snapshot!(nodes);
    let id = &listed["restrictions"]["nodes"][0]["id"];
    let explained = "query($id: RestrictionId!) { explainRestriction(id: $id) { inPlainWords } }";
    let asked = json!({ "id": id });
    let explained = desk.casework.answer_own(MERCHANT, explained, asked.clone()).await;
    assert!(explained.errors.is_empty(), "{:?}", explained.errors);
    let stranger = "91510100MA6CCCC11H";
    let restriction = "query($id: RestrictionId!) { restriction(id: $id) { id } }";
    let answer = desk.casework.answer_own(stranger, restriction, asked).await;
    assert_eq!(answer.data.into_json().unwrap(), json!({ "restriction": null }));
    let other = own(plain, stranger).await.data.into_json().unwrap();
    assert_eq!(other, json!({ "creditView": null }));
    let penalty = "query($subject: SubjectId!) { creditView(subject: $subject) {
        penalties { caseId }
    } }";
    let ids = own(penalty, MERCHANT).await.data.into_json().unwrap();
    let id = &ids["creditView"]["penalties"][0]["caseId"];
    let file = "query($id: CaseId!, $node: ID!) { case(id: $id) { id } node(id: $node) { id } }";
    let asked = json!({ "id": id, "node": id });
    let hidden = desk.casework.answer_own(MERCHANT, file, asked).await;
    assert!(hidden.errors.is_empty(), "{:?}", hidden.errors);
    assert_eq!(hidden.data.into_json().unwrap(), json!({ "case": null, "node": null }));
    for forbidden in [
        "{ worklist { totalCount { value } } }",
        "{ cases { totalCount { value } } }",
        "{ agencyInbox { endCursor } }",
        "{ viewer { person } }",
        "{ restorations { totalCount { value } } }",
        "{ party(id: \"92510104MA6T0X1D7T\") { id } }",
        "mutation { importReceipts(input: { channel: CREDIT_CHINA, rows: [] }) { recorded } }",
        "mutation { acknowledge(
            entry: \"00000000-0000-0000-0000-000000000001\",
            act: {
                commandId: \"00000000-0000-0000-0000-000000000001\",
                occurredAt: \"2023-01-12T10:00:00+08:00\"
            }
        ) { position } }",
    ] {
        let refused = own(forbidden, MERCHANT).await;
        let told = serde_json::to_value(&refused.errors).unwrap();
        assert_eq!(told[0]["extensions"]["code"], "FORBIDDEN", "{forbidden}");
    }
}
