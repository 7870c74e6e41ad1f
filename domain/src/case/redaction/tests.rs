//! What is shown to the public of a decision, who prepares it and who approves it.

pub mod altered;

use jiff::civil::date;

use super::{Approve, Found, Prepare};
use crate::{
    Code, Moment, Personal,
    case::{
        Command, Event,
        lead::{Reporter, ReporterIdentity},
        spec::{
            CREDIT_UNIT, HANDLER_LI, LEADER, UNIT_HEAD, case,
            endings::{approved_copy, archive, closed, handed, p1, prepare_copy},
            facts::document,
            given,
        },
    },
    document::DocumentType,
    id::PartId,
    masking::{Datum, MaskRule, MaskedRange, Whose},
};

fn prepare(it: Prepare) -> Command {
    Command::PrepareCopy(it)
}

fn approve() -> Command {
    Command::ApproveCopy(Approve { copy: PartId::nth('C', 1) })
}

/// After all that is approved here.
fn later() -> Moment {
    Moment::midnight(date(2023, 12, 31))
}

fn masked(datum: Datum, whose: Whose) -> MaskedRange {
    MaskedRange { rule: MaskRule { datum, whose }, from: 12, to: 15 }
}

/// PUB 4, 7: the copy is bound to the served decision, and the summary stands in front of it.
#[test]
fn a_copy_is_bound_to_the_decision_and_carries_its_summary() {
    let prepared = given(handed()).and(HANDLER_LI, prepare(prepare_copy()));
    let now = case(&prepared);
    let [copy] = now.record.copies.as_slice() else { panic!("{:?}", now.record.copies) };
    let it = &copy.prepared;
    assert_eq!(
        (it.served, it.rules.as_str()),
        (document(DocumentType::PenaltyDecision).sha256, "2021-09-01")
    );
    assert_eq!(it.summary.content, "没收违法所得2000元、罚款50000元");
    assert_eq!(it.summary.agency, "四川省市场监督管理局");
    assert_eq!(
        (it.summary.decided_on.to_string(), it.decision.clone()),
        ("2022-12-21".into(), p1())
    );
    assert_eq!(now.approved_copy(&p1(), later()), None);
}

/// PUB 5, 16: another person approves it, by person and not by role.
#[test]
fn whoever_prepared_a_copy_does_not_approve_it() {
    let prepared = given(handed()).and(CREDIT_UNIT, prepare(prepare_copy()));
    given(prepared.clone()).when(CREDIT_UNIT, approve()).then_refused(&[Code::ConflictOfDuties]);
    given(prepared.clone()).when(HANDLER_LI, approve()).then_refused(&[Code::NotPermitted]);
    let approved = given(prepared).and(LEADER, approve());
    assert!(case(&approved).approved_copy(&p1(), later()).is_some());
    assert_eq!(given(approved).when(UNIT_HEAD, approve()).events(), []);
}

/// PUB 7: apart from what is masked it says what was served.
#[test]
fn what_differs_from_the_served_text_is_reported_and_nothing_else() {
    let other = document(DocumentType::RedactedCopy);
    let unreported = Prepare { document: other.clone(), ..prepare_copy() };
    given(handed()).when(HANDLER_LI, prepare(unreported)).then_to_be_mended(&["masked"]);
    let reported = vec![masked(Datum::IdNumber, Whose::ThirdPerson)];
    let nothing_done = Prepare { masked: reported.clone(), ..prepare_copy() };
    given(handed()).when(HANDLER_LI, prepare(nothing_done)).then_to_be_mended(&["masked"]);
    let done = Prepare { document: other, masked: reported, ..prepare_copy() };
    assert_eq!(given(handed()).when(HANDLER_LI, prepare(done)).events().len(), 1);
}

/// PUB 6; domain.md §8.6: a copy in which something stands that is never published is refused by its kind.
#[test]
fn a_copy_that_tells_what_is_never_published_is_refused() {
    let found = Found { by_form: vec![Datum::IdNumber, Datum::Contact], known: [].into() };
    let told = given(handed()).when_known(|facts| {
        facts.copies.insert(prepare_copy().document.sha256, found);
    });
    let refused = told.decided_by(HANDLER_LI, &prepare(prepare_copy())).unwrap_err();
    let told: Vec<_> =
        refused.iter().map(|it| (it.code, it.field.join("."), it.message.as_str())).collect();
    let expected = |message| (Code::NotProvidedFor, "document".to_owned(), message);
    assert_eq!(
        told,
        [
            expected("其中有身份证件号码，不得向社会公示，请删除"),
            expected("其中有联系方式，不得向社会公示，请删除"),
        ]
    );
}

/// PUB 6; PR 62(1); domain.md §8.6: whom the case knows is found in the copy, whatever its report says. Who
/// represents an organisation is named, and so is a shop that is called after somebody.
#[test]
fn what_the_case_knows_of_people_is_found_in_the_copy() {
    let mut history = handed();
    let details = serde_json::json!({ "name": "王小明", "address": "四川省成都市锦江区东大街8号2栋", "otherPaper": "台胞证01234567" });
    let person = serde_json::json!({
        "type": "NATURAL_PERSON", "id": "p-3f2a", "shown": "王某某", "minor": false, "nameDigest": "77aa",
        "details": {"$personal": {"of": "p-3f2a", "value": details}},
    });
    for (_, event) in &mut history {
        match event {
            Event::PenaltyDecided(it) => it.party = serde_json::from_value(person.clone()).unwrap(),
            Event::LeadRegistered(it) => {
                let identity =
                    ReporterIdentity { name: "周敏".into(), contact: "028-12345".into() };
                let identity = Personal::noted(identity);
                it.reporter = Some(Reporter { real_name: true, identity });
            }
            _ => {}
        }
    }
    let events: Vec<_> = history.into_iter().map(|(_, it)| it).collect();
    let shown = |text: &str| Found::in_copy(text, &events).known.into_iter().collect::<Vec<_>>();
    let (name, home) =
        ((Datum::Name, Whose::NaturalPerson), (Datum::HomeAddress, Whose::NaturalPerson));
    for (text, found) in [
        ("当事人王 小明，罚款五万元", vec![name]),
        ("住所：东大街８号2栋", vec![home]),
        ("持台胞证01234567", vec![(Datum::IdNumber, Whose::NaturalPerson)]),
        (
            "经周敏举报（028-12345）",
            vec![(Datum::Name, Whose::ThirdPerson), (Datum::Contact, Whose::ThirdPerson)],
        ),
        ("当事人王某某，住成都市锦江区，经举报", vec![]),
        ("当事人王某某经营的成都光年优品贸易有限公司", vec![]),
    ] {
        let found: Vec<_> =
            found.into_iter().map(|(datum, whose)| MaskRule { datum, whose }).collect();
        assert_eq!(shown(text), found, "{text}");
    }
}

/// PUB 6: a rule of that day says whether it is masked: who runs a business is named with it.
#[test]
fn what_a_rule_keeps_may_stand_in_the_copy() {
    let told = |datum, whose| {
        let known = [MaskRule { datum, whose }].into();
        let told = given(handed()).when_known(|facts| {
            facts.copies.insert(prepare_copy().document.sha256, Found { by_form: vec![], known });
        });
        let refused = told.decided_by(HANDLER_LI, &prepare(prepare_copy())).err();
        refused.map(|it| it.into_iter().map(|it| it.message).collect::<Vec<_>>())
    };
    assert_eq!(told(Datum::Name, Whose::IndividualBusiness), None);
    let named = "其中有应当遮盖或者删除的自然人姓名，不得向社会公示，请处理";
    assert_eq!(told(Datum::Name, Whose::ThirdPerson), Some(vec![named.to_owned()]));
}

/// PUB 6, 7: only what a rule masks is masked.
#[test]
fn what_is_shown_as_it_is_served_is_not_masked() {
    let reported = vec![
        masked(Datum::Name, Whose::Organisation),
        MaskedRange { from: 4, to: 4, ..masked(Datum::Contact, Whose::Organisation) },
    ];
    let prepared = Prepare {
        document: document(DocumentType::RedactedCopy),
        masked: reported,
        ..prepare_copy()
    };
    given(handed())
        .when(HANDLER_LI, prepare(prepared))
        .then_to_be_mended(&["masked.0.datum", "masked.1.to"]);
}

/// PUB 6; domain.md §10, 16: a natural person is not named to the public.
#[test]
fn the_name_of_a_natural_person_is_masked() {
    let mut history = handed();
    let party = serde_json::json!({
        "type": "NATURAL_PERSON", "id": "p-3f2a", "shown": "王某某", "minor": false, "nameDigest": "77aa",
        "details": {"$sealed": {"k": "p-3f2a", "n": "AA", "c": "AA"}},
    });
    for (_, event) in &mut history {
        if let Event::PenaltyDecided(it) = event {
            it.party = serde_json::from_value(party.clone()).unwrap();
        }
    }
    given(history.clone()).when(HANDLER_LI, prepare(prepare_copy())).then_to_be_mended(&["masked"]);
    let reported = vec![masked(Datum::Name, Whose::NaturalPerson)];
    let named = Prepare {
        document: document(DocumentType::RedactedCopy),
        masked: reported,
        ..prepare_copy()
    };
    let prepared = given(history).and(HANDLER_LI, prepare(named));
    assert_eq!(case(&prepared).record.copies[0].prepared.summary.party, "王某某");
}

/// PR 77: it goes on beside a closed main line.
#[test]
fn a_copy_of_a_closed_or_archived_case_is_still_prepared() {
    let archived = given(closed()).and(HANDLER_LI, Command::ArchiveCase(archive()));
    for history in [closed(), archived] {
        assert!(case(&approved_copy(given(history))).approved_copy(&p1(), later()).is_some());
    }
}
