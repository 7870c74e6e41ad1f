//! The catalogue that is built in, and how each flaw of a row is named.

use jiff::civil::date;

use super::*;
use crate::rulebook::Confidence;

const DAY: Date = date(2023, 6, 1);

fn law() -> Rulebook {
    Rulebook::builtin().unwrap()
}

fn code(text: &str) -> MeasureCode {
    text.parse().unwrap()
}

/// 川市监发〔2022〕68号, 十五: each of the five domains has measures, and some lie outside them.
#[test]
fn every_domain_of_the_policy_document_has_a_measure() {
    let law = law();
    for domain in Domain::ALL {
        let rows = law.measures().filter(|it| it.value.domain == domain && it.holds(DAY));
        assert!(rows.count() > 0, "{}", domain.label());
    }
}

/// SC49: only a law or a regulation reduces rights.
#[test]
fn whatever_reduces_rights_names_a_statute() {
    let law = law();
    let reducing: Vec<_> = law.measures().filter(|it| it.value.kind == MeasureKind::K1).collect();
    assert!(reducing.len() > 10);
    assert!(reducing.into_iter().all(|it| it.value.basis.iter().any(|it| law.is_statute(it))));
}

/// FSL 135; CO23 178: bans that hang on a person.
#[test]
fn bans_on_persons_are_told_apart() {
    let law = law();
    let persons: Vec<_> =
        law.measures().filter(|it| it.value.is_person_level()).map(|it| it.key.as_str()).collect();
    assert_eq!(
        persons,
        ["DIRECTOR_BAN", "FOOD_LIFE_BAN", "FOOD_MANAGEMENT_BAN", "REGISTRATION_BAN"]
    );
    assert!(law.measure(&code("DIRECTOR_BAN"), date(2024, 6, 30)).is_none());
    let reached = |measure: &str, personally| {
        let row = law.measure(&code(measure), date(2025, 1, 2)).unwrap();
        let reached = Capacity::ALL.into_iter().filter(|it| row.value.reaches(*it, personally));
        reached.map(Capacity::label).collect::<Vec<_>>().join("、")
    };
    let all = "法定代表人、经营者、直接负责的主管人员、其他直接责任人员";
    assert_eq!(reached("FOOD_MANAGEMENT_BAN", false), all);
    assert_eq!(reached("REGISTRATION_BAN", true), "直接负责的主管人员、其他直接责任人员");
    assert_eq!([false, true].map(|it| reached("DIRECTOR_BAN", it)), ["", "法定代表人"]);
    let ban = law.measure(&code("FOOD_LICENCE_BAN"), DAY).unwrap();
    assert_eq!((ban.value.kind, ban.confidence), (MeasureKind::K1, Confidence::Verified));
    assert_eq!(ban.value.end.label(), "期限5年");
}

/// EIP 18: whoever is in either list is limited where honours are awarded too.
#[test]
fn honours_are_limited_for_whoever_is_listed() {
    let law = law();
    for list in [Trigger::AbnormalList, Trigger::SeriousList] {
        let found = BTreeSet::from([list]);
        let rows = law.measures_answering(&found, DAY);
        let honours: Vec<_> = rows.filter(|it| it.value.bears_on == Some(Matter::Honour)).collect();
        assert_eq!(honours.len(), 1, "{list:?}");
        assert!(honours[0].value.basis.iter().any(|it| it.to_string() == "EIP 18"));
    }
}

/// Domain.md §6.5: an entry of a market bureau is told to the tax authority, which needs a ground of its own.
#[test]
fn a_row_addresses_the_line_that_answers_for_the_place() {
    let law = law();
    let county = "COUNTY_510104_AMR".parse().unwrap();
    let addressed = |measure: &str, on| {
        let row = law.measure(&code(measure), on).unwrap();
        let told = law.addressees(row, &county, on).into_iter().map(AgencyCode::as_str);
        told.collect::<Vec<_>>().join(" ")
    };
    let here = "CITY_5101_AMR COUNTY_510104_AMR SC_AMR";
    assert_eq!(addressed("LICENCE_WEIGHTING", DAY), here);
    assert_eq!(addressed("INVOICE_SUPPLY", DAY), "SC_TAX");
    assert_eq!(addressed("CREDIT_INFORMATION", DAY), "PBOC_CHENGDU");
    assert_eq!(addressed("CREDIT_INFORMATION", date(2024, 6, 1)), "PBOC_SICHUAN");
    assert!(law.measure(&code("INVOICE_SUPPLY"), DAY).unwrap().value.own_ground);
}

#[test]
fn a_source_is_answered_by_what_it_holds() {
    let law = law();
    let found = BTreeSet::from([Trigger::FoodLicenceRevoked]);
    let rows: Vec<_> = law.measures_answering(&found, DAY).map(|it| it.key.as_str()).collect();
    assert_eq!(rows, ["FOOD_CREDIT_INFORMATION", "FOOD_LICENCE_BAN", "FOOD_MANAGEMENT_BAN"]);
    assert_eq!(law.measures_answering(&BTreeSet::new(), DAY).count(), 0);
    for trigger in Trigger::ALL {
        let found = BTreeSet::from([*trigger]);
        let today = date(2026, 6, 30);
        assert!(law.measures_answering(&found, today).count() > 0, "nothing answers {trigger:?}");
    }
}

/// A row that an overlay brings.
fn row(changes: &[(&str, &str)]) -> String {
    let mut text = "[[measure]]\ncode = \"XX\"\nname = \"试\"\ndomain = \"OTHER\"\nkind = \"K1\"\n\
        basis = [\"FSL 135\"]\nuncatalogued = \"待核\"\nanswers = [\"HEAVY_FINE\"]\n\
        addressed-to = { system = \"AMR\" }\nimposer = \"LICENSING\"\n\
        end = { rule = \"TERM\", least = 1, most = 2, unit = \"YEARS\", since = \"IMPOSED\" }\n\
        from = \"2022-01-01\"\nauthority = \"FSL 135\"\nconfidence = \"DEMONSTRATION\"\n"
        .to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "nothing to change: {old}");
        text = text.replacen(old, new, 1);
    }
    text
}

fn over(text: &str) -> Result<Rulebook, RulebookError> {
    Rulebook::load(&[(FILE.to_owned(), text.to_owned())])
}

#[test]
fn each_flaw_of_a_row_is_named_by_file_and_key() {
    assert!(over(&row(&[])).is_ok());
    let (system, one) = ("{ system = \"AMR\" }", "least = 1");
    for (change, problem) in [
        (("name =", "names ="), "unknown field `names`"),
        (("[\"FSL 135\"]", "[]"), "`basis` is empty"),
        (("[\"FSL 135\"]", "[\"SDL 15\"]"), "K1 reduces rights"),
        (("[\"FSL 135\"]", "[\"XX 1\"]"), "`XX` is not in instruments.toml"),
        (("[\"FSL 135\"]", "[\"FSL 999\"]"), "`FSL 999` does not exist"),
        (("uncatalogued = \"待核\"", ""), "`catalogue`, or `uncatalogued`"),
        (("[\"HEAVY_FINE\"]", "[]"), "`answers` is empty"),
        (("HEAVY_FINE", "DELISTED_BY_PLATFORM"), "unknown variant `DELISTED_BY_PLATFORM`"),
        ((system, "{ agencies = [\"SC_AMT\"] }"), "agency `SC_AMT` is not in agencies.toml"),
        ((system, "{ agencies = [\"JOINT_COUNCIL_ONLINE\"] }"), "`JOINT_COUNCIL_ONLINE` can't act"),
        ((system, "{ agencies = [\"EXTERNAL_PARTY_PLATFORM\"] }"), "can't act"),
        ((system, "{ system = \"COORDINATION\" }"), "nobody of that `system` acts"),
        ((system, "{}"), "is nobody"),
        ((system, "{ system = \"TAX\" }"), "`SC_TAX` has no item of 行政许可"),
        ((one, "least = 3"), "`least` ≤ `most`"),
        ((one, "least = 0"), "1 ≤ `least`"),
        (("YEARS", "HOURS"), "YEARS or MONTHS"),
        (("kind = \"K1\"", "kind = \"K2\"\nbars = true"), "`bars`: only what reduces rights"),
        (("OTHER", "INVOICE_USE\"\nbears-on = \"HONOUR"), "`bears-on`: the domain tells"),
        (("confidence", "scope = \"51\"\nconfidence"), "`scope`"),
        (("confidence", "personally = true\nconfidence"), "`personally`"),
    ] {
        let refused = over(&row(&[change])).unwrap_err().to_string();
        assert!(refused.starts_with("measures.toml: `XX`: "), "{change:?}: {refused}");
        assert!(refused.contains(problem), "{change:?}: {refused} lacks {problem}");
    }
}

#[test]
fn rows_of_a_measure_neither_overlap_nor_leave_a_gap() {
    let twice = row(&[]) + &row(&[]);
    let refused = over(&twice).unwrap_err().to_string();
    assert_eq!(refused, "measures.toml: `XX`: two rows overlap on 2022-01-01");
    let ended = ("confidence", "to = \"2022-06-30\"\nconfidence");
    let gap = row(&[ended]) + &row(&[("2022-01-01", "2023-01-01")]);
    let refused = over(&gap).unwrap_err().to_string();
    assert_eq!(refused, "measures.toml: `XX`: no row holds from 2022-07-01 until 2023-01-01");
}
