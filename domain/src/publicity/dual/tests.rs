//! Field by field: what stands there, and what is told where nothing can.

use std::collections::BTreeSet;

use serde_json::json;

use super::{Entry, Field};
use crate::{
    Fen, Rulebook,
    case::{
        Command, Event, redaction,
        sanction::{Sanction, SanctionKind},
        spec::{
            HANDLER_LI, History, UNIT_HEAD, case,
            endings::{approved_copy, handed, p1, prepare_copy},
            facts::document,
            given, law,
        },
    },
    document::DocumentType,
    id::{CaseId, PartId},
    masking::{Datum, MaskRule, MaskedRange, Whose},
    publicity::{Channel, Key},
    spec::moment,
};

const DAY: &str = "2022-12-26T10:00:00+08:00";

/// What is handed in of `P1` at that time.
fn handed_in(history: &History, (law, at): (&Rulebook, &str)) -> Entry {
    let key =
        Key { case: CaseId::new(uuid::Uuid::nil()), decision: p1(), channel: Channel::CreditChina };
    Entry::of(&case(history), &key, (law, moment(at)))
}

fn told(entry: &Entry) -> Vec<&'static str> {
    entry.lacking.iter().filter_map(|it| it.field).map(Field::code).collect()
}

/// The decision imposed these instead, before its copy was made.
fn imposing(sanctions: Vec<Sanction>) -> History {
    let mut history = handed();
    for (_, event) in &mut history {
        if let Event::PenaltyDecided(it) = event {
            it.sanctions.clone_from(&sanctions);
        }
    }
    approved_copy(given(history))
}

fn sanction(n: usize, kind: SanctionKind) -> Sanction {
    Sanction {
        id: PartId::nth('S', n),
        kind,
        amount: None,
        months: None,
        object: None,
        provision: "《中华人民共和国食品安全法》第一百三十一条第一款".into(),
        grade: None,
    }
}

/// A copy in which something was masked.
fn masked(history: History, rule: MaskRule) -> History {
    let copy = redaction::Prepare {
        document: document(DocumentType::RedactedCopy),
        masked: vec![MaskedRange { rule, from: 3, to: 6 }],
        ..prepare_copy()
    };
    let prepared = given(history).and(HANDLER_LI, Command::PrepareCopy(copy));
    let approve = redaction::Approve { copy: PartId::nth('C', 1) };
    given(prepared).and(UNIT_HEAD, Command::ApproveCopy(approve))
}

/// domain.md §8.5: what is required of an organisation is filled or told, and its codes are those of the layout.
#[test]
fn every_field_that_the_layout_wants_is_filled_or_told() {
    let entry = handed_in(&approved_copy(given(handed())), (law(), DAY));
    let filled: Vec<_> = entry
        .fields
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| format!("{} {value}", field.code()))
        .collect();
    assert_eq!(
        filled,
        [
            "CF_XDR_MC 成都某信息技术有限公司",
            "CF_XDR_LB 法人及非法人组织",
            "CF_XDR_SHXYM 91510100MA6CCCC11H",
            "CF_WSH 川市监处罚〔2022〕1号",
            "CF_WFXW 网络食品交易第三方平台提供者未履行审查许可证义务",
            "CF_SY 当事人未对37家入网食品经营者的许可证进行审查",
            "CF_YJ 《中华人民共和国食品安全法》第一百三十一条第一款",
            "CF_CFLB 没收违法所得、没收非法财物；罚款",
            "CF_NR 没收违法所得2000元、罚款50000元",
            "CF_NR_FK 5",
            "CF_NR_WFFF 0.2",
            "CF_JDRQ 2022/12/21",
            "CF_YXQ 2099-12-31",
            "CF_CFJG 四川省市场监督管理局",
            "CF_SJLY 四川省市场监督管理局",
        ]
    );
    assert_eq!(told(&entry), ["CF_FRDB", "CF_CFJGDM", "CF_SJLYDM"]);
    let codes: BTreeSet<_> = entry.fields.iter().map(|(field, _)| field.code()).collect();
    assert_eq!((codes.len(), entry.fields.len()), (30, 30));
}

/// domain.md §8.5: who represents an organisation is named with its copy, and shown as they were approved there; nobody
/// represents an individual business.
#[test]
fn who_represents_an_organisation_is_as_its_copy_names_them() {
    let named = |name: &str| {
        let representative = Some(name.into());
        Command::PrepareCopy(redaction::Prepare { representative, ..prepare_copy() })
    };
    given(handed()).when(HANDLER_LI, named(" ")).then_to_be_mended(&["representative"]);
    let prepared = given(handed()).and(HANDLER_LI, named("施晓萌"));
    let approve = redaction::Approve { copy: PartId::nth('C', 1) };
    let approved = given(prepared).and(UNIT_HEAD, Command::ApproveCopy(approve));
    let entry = handed_in(&approved, (law(), DAY));
    assert_eq!(entry.value(Field::Representative), Some("施晓萌"));
    assert_eq!(told(&entry), ["CF_CFJGDM", "CF_SJLYDM"]);
}

/// PUB 4, 7: what is shown is what was approved, and until then nothing is handed in.
#[test]
fn nothing_is_handed_in_before_a_copy_was_approved() {
    let entry = handed_in(&handed(), (law(), DAY));
    assert_eq!((entry.fields.len(), entry.lacking.len()), (0, 1));
    assert_eq!(entry.lacking[0].field, None);
}

/// What the copy masks is told by its place in that paper alone, so that no text of the decision is taken over.
#[test]
fn the_facts_of_a_decision_that_was_masked_are_to_be_taken_from_its_copy() {
    let rule = MaskRule { datum: Datum::Name, whose: Whose::ThirdPerson };
    let entry = handed_in(&masked(handed(), rule), (law(), DAY));
    assert_eq!(entry.value(Field::Facts), None);
    assert_eq!(told(&entry), ["CF_FRDB", "CF_SY", "CF_CFJGDM", "CF_SJLYDM"]);
}

/// domain.md §8.5, 8.6: a natural person is 王某某, and neither paper nor number leaves.
#[test]
fn of_a_natural_person_only_the_masked_name_is_handed_in() {
    let mut history = handed();
    let details = json!({
        "name": "王小明", "otherPaper": "护照E12345678", "address": "成都市锦江区东大街1号"
    });
    let party = json!({
        "type": "NATURAL_PERSON", "id": "p-3f2a", "shown": "王某某", "minor": false, "nameDigest": "77aa",
        "details": {"$personal": {"of": "p-3f2a", "value": details}},
    });
    for (_, event) in &mut history {
        if let Event::PenaltyDecided(it) = event {
            it.party = serde_json::from_value(party.clone()).unwrap();
        }
    }
    let rule = MaskRule { datum: Datum::Name, whose: Whose::NaturalPerson };
    let entry = handed_in(&masked(history, rule), (law(), DAY));
    assert_eq!(entry.value(Field::PartyName), Some("王某某"));
    assert_eq!(entry.value(Field::PartyKind), Some("自然人"));
    assert_eq!(told(&entry), ["CF_XDR_ZJLX", "CF_XDR_ZJHM", "CF_SY", "CF_CFJGDM", "CF_SJLYDM"]);
    let all = format!("{entry:?}");
    for never in ["王小明", "E12345678", "东大街"] {
        assert!(!all.contains(never), "{never}");
    }
}

/// domain.md §8.5: 处罚类别 by kind, each once.
#[test]
fn each_sanction_falls_into_a_category_of_the_layout() {
    let of = |kind| {
        let entry = handed_in(&imposing(vec![sanction(1, kind)]), (law(), DAY));
        entry.value(Field::Category).unwrap().to_owned()
    };
    assert_eq!(
        SanctionKind::ALL.map(of),
        [
            "警告",
            "通报批评",
            "罚款",
            "没收违法所得、没收非法财物",
            "没收违法所得、没收非法财物",
            "暂扣或吊销许可证/执照",
            "降低资质",
            "暂扣或吊销许可证/执照",
            "其他",
            "责令停产停业",
            "其他",
            "限制从业",
            "其他",
        ]
    );
    let both = [SanctionKind::StopBusiness, SanctionKind::CloseBusiness, SanctionKind::Other];
    let both = both.into_iter().enumerate().map(|(n, kind)| sanction(n + 1, kind)).collect();
    let entry = handed_in(&imposing(both), (law(), DAY));
    assert_eq!(entry.value(Field::Category), Some("责令停产停业；其他"));
}

/// What the decision does not say is not guessed: when a licence that is suspended for three months is back.
#[test]
fn what_ends_by_itself_has_no_end_before_it_is_carried_out() {
    let licence = Sanction {
        months: Some(3),
        object: Some("食品经营许可证JY15101040000001".into()),
        ..sanction(1, SanctionKind::SuspendLicence)
    };
    let unnamed = Sanction { object: None, ..licence.clone() };
    let entry = handed_in(&imposing(vec![licence]), (law(), DAY));
    assert_eq!(entry.value(Field::Licence), Some("食品经营许可证JY15101040000001"));
    assert_eq!(told(&entry), ["CF_FRDB", "CF_YXQ", "CF_CFJGDM", "CF_SJLYDM"]);
    let entry = handed_in(&imposing(vec![unnamed]), (law(), DAY));
    assert_eq!(told(&entry), ["CF_FRDB", "CF_NR_ZKDX", "CF_YXQ", "CF_CFJGDM", "CF_SJLYDM"]);
}

/// What is handed in is what counts: after an alteration its content, by the copy that was made of that.
#[test]
fn what_was_altered_is_handed_in_as_it_counts() {
    use crate::case::redaction::tests::altered::{altered, copied_anew};
    let day = "2023-03-03T10:00:00+08:00";
    assert!(handed_in(&altered(), (law(), day)).fields.is_empty());
    let entry = handed_in(&copied_anew(altered()), (law(), day));
    assert_eq!(entry.value(Field::Fine), Some("3"));
    assert_eq!(entry.value(Field::Content), Some("没收违法所得2000元、罚款30000元"));
    assert_eq!(told(&entry), ["CF_FRDB", "CF_SY", "CF_CFJGDM", "CF_SJLYDM"]);
}

/// NDRC36 counts from the decision, so that the last day is known before it is shown, and ends nothing before it is shown
/// (domain.md §6.2).
#[test]
fn until_when_it_is_shown_is_told_where_the_day_of_publication_does_not_matter() {
    let history = approved_copy(given(handed()));
    assert_eq!(handed_in(&history, (law(), DAY)).value(Field::ShownUntil), None);
    let later = handed_in(&history, (law(), "2026-04-01T10:00:00+08:00"));
    assert_eq!(later.value(Field::ShownUntil), Some("2026/04/01"));
}

/// An organ's own code is a row of the register, and begins with 11 (domain.md §8.5).
#[test]
fn the_code_of_the_organ_comes_from_the_register() {
    let (inner, outer) = crate::uscc::check_characters("115100000000000X").unwrap();
    let code = format!("115100000000000X{inner}{outer}");
    let row = format!(
        "[[group]]\nlevel = \"PROVINCE\"\nsystem = \"AMR\"\nfrom = \"2019-01-01\"\n\
         authority = {{ instrument = \"PR\", article = \"7\" }}\nconfidence = \"VERIFIED\"\n\
         remedies = [{{ from = \"2019-01-01\", authority = {{ instrument = \"ARL\", article = \"24\" }}, confidence = \"VERIFIED\" }}]\n\
         agencies = [{{ code = \"SC_AMR\", name = \"四川省市场监督管理局\", short = \"省局\", division = \"510000\", \
         organ = \"川市监\", body = \"四川省人民政府\", uscc = \"{code}\" }}]\n"
    );
    let overlaid = |text: &str| Rulebook::load(&[("agencies.toml".to_owned(), text.to_owned())]);
    let entry = handed_in(&approved_copy(given(handed())), (&overlaid(&row).unwrap(), DAY));
    assert_eq!(entry.value(Field::AgencyUscc), Some(code.as_str()));
    assert_eq!(told(&entry), ["CF_FRDB"]);
    assert!(overlaid(&row.replace(&code, "91510100MA6CK1WB7T")).is_err());
}

/// 1 万元 is 1 000 000 fen, and nothing of an amount is rounded away.
#[test]
fn an_amount_is_told_in_ten_thousand_yuan_to_the_fen() {
    let told = |fen| Fen::try_new(fen).unwrap().in_ten_thousand_yuan();
    assert_eq!(
        [0, 1, 200_000, 5_000_000, 12_345_678].map(told),
        ["0", "0.000001", "0.2", "5", "12.345678"]
    );
}
