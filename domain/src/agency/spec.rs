//! The register that comes with the program, and what a register may not say.

use jiff::civil::{Date, date};

use super::*;

const SEED: Date = date(2022, 11, 7);

fn code(text: &str) -> AgencyCode {
    text.parse().unwrap()
}

#[test]
fn the_departments_of_the_policy_document_are_there() {
    let agencies = Agencies::builtin().unwrap();
    let on_seed = |level| agencies.all_on(SEED).filter(|it| it.level == level).count();
    // And three that apply restrictions: finance, development and reform, natural resources.
    assert_eq!(on_seed(Level::Province), 14 + 3);
    assert_eq!(on_seed(Level::City), 21);
    assert_eq!(on_seed(Level::County), 20);
    assert_eq!(on_seed(Level::Coordination), 4);
    assert_eq!(on_seed(Level::External), 8);
    for agency in agencies.all_on(SEED) {
        assert!(agency.division.as_ref().is_none_or(|it| it.name().is_some()), "{}", agency.code);
    }
}

#[test]
fn the_rulebook_writes_levels_and_systems_as_they_are_stored() {
    for agency in Agencies::builtin().unwrap().all_on(SEED) {
        assert_eq!(serde_json::to_value(agency.level).unwrap(), agency.level.code());
        assert_eq!(serde_json::to_value(agency.system).unwrap(), agency.system.code());
    }
}

#[test]
fn an_agency_gives_way_to_its_successor() {
    let agencies = Agencies::builtin().unwrap();
    let chengdu = code("PBOC_CHENGDU");
    assert!(agencies.on(&chengdu, date(2023, 8, 17)).is_some());
    assert!(agencies.on(&chengdu, date(2023, 8, 18)).is_none());
    let heir = agencies.heir_on(&chengdu, date(2024, 1, 1)).unwrap();
    assert_eq!(heir.code, code("PBOC_SICHUAN"));
    assert_eq!(agencies.heir_on(&chengdu, date(2018, 1, 1)), None);
}

/// PR 9.
#[test]
fn a_sub_office_acts_in_its_bureaus_name() {
    let agencies = Agencies::builtin().unwrap();
    let (office, bureau) = (code("SUB_510104_01"), code("COUNTY_510104_AMR"));
    assert_eq!(agencies.in_whose_name(&office, SEED), Some(&bureau));
    assert_eq!(agencies.in_whose_name(&bureau, SEED), Some(&bureau));
    assert_eq!(agencies.acting_name(&office, SEED), Some("成都市锦江区市场监督管理局"));
    assert_eq!(agencies.acting_name(&code("SC_CAC"), SEED), Some("四川省互联网信息办公室"));
}

#[test]
fn councils_and_external_parties_never_act() {
    let agencies = Agencies::builtin().unwrap();
    for code in ["JOINT_COUNCIL_ONLINE", "EXTERNAL_PARTY_MEDIA"].map(code) {
        assert!(!agencies.on(&code, SEED).unwrap().can_act());
        assert_eq!(agencies.in_whose_name(&code, SEED), None);
    }
}

#[test]
fn the_line_of_superiors_goes_up_only() {
    let agencies = Agencies::builtin().unwrap();
    let (province, county) = (code("SC_AMR"), code("COUNTY_510104_AMR"));
    assert!(agencies.governs(&province, &code("SUB_510104_01"), SEED));
    assert!(agencies.governs(&county, &county, SEED));
    assert!(!agencies.governs(&county, &province, SEED));
    assert!(!agencies.governs(&county, &code("COUNTY_510107_AMR"), SEED));
    assert!(!agencies.governs(&code("SC_MPA"), &county, SEED));
}

/// ARL 24, 27; ARL17 12.
#[test]
fn reconsideration_follows_the_law_of_the_day() {
    let agencies = Agencies::builtin().unwrap();
    let body = |agency: &str, day| agencies.reconsideration(&code(agency), day).unwrap().body;
    let chosen = "成都市锦江区人民政府或者成都市市场监督管理局";
    assert_eq!(body("SUB_510104_01", SEED), chosen);
    assert_eq!(body("COUNTY_510104_AMR", date(2024, 1, 1)), "成都市锦江区人民政府");
    assert_eq!(body("SC_TAX", date(2024, 1, 1)), "国家税务总局");
    assert_eq!(agencies.reconsideration(&code("JOINT_COUNCIL_AD"), SEED), None);
}

/// A bureau that is renamed keeps its past: what was said of it goes on holding before the first day of the new name.
#[test]
fn an_agency_that_is_renamed_keeps_the_name_that_it_had() {
    let text = "[[group]]\nlevel = \"PROVINCE\"\nsystem = \"AMR\"\nfrom = \"2025-07-01\"\n\
        authority = { instrument = \"PR\", article = \"7\" }\nconfidence = \"DEMONSTRATION\"\n\
        remedies = [{ from = \"2019-01-01\", authority = { instrument = \"ARL\", article = \"24\" }, confidence = \"VERIFIED\" }]\n\
        agencies = [{ code = \"SC_AMR\", name = \"四川省市场监督管理总局\", short = \"省局\", \
        division = \"510000\", organ = \"川市监\", body = \"四川省人民政府\" }]\n";
    let agencies = Agencies::builtin().unwrap();
    let renamed = agencies.under(text).unwrap();
    let name = |on| renamed.acting_name(&code("SC_AMR"), on).map(str::to_owned);
    assert_eq!(name(date(2025, 6, 30)).as_deref(), Some("四川省市场监督管理局"));
    assert_eq!(name(date(2025, 7, 1)).as_deref(), Some("四川省市场监督管理总局"));
    let unsure = text.replace("DEMONSTRATION", "OFFICER_STATED");
    let refused = agencies.under(&unsure).unwrap_err().to_string();
    assert!(refused.contains("no file says it"), "{refused}");
}

fn refused(change: (&str, &str)) -> String {
    let text = include_str!("../../rulebook/agencies.toml");
    let broken = text.replacen(change.0, change.1, 1);
    assert_ne!(text, broken, "nothing to change");
    Agencies::parse(&broken).unwrap_err().to_string()
}

#[test]
fn a_register_that_contradicts_itself_is_refused_by_key() {
    for (change, complaint) in [
        (("short =", "shrt ="), "unknown field `shrt`"),
        (("\"PBOC_SICHUAN\"", "\"PBOC_SICHUN\""), "`PBOC_CHENGDU`: successor `PBOC_SICHUN`"),
        (("parent = \"SC_AMR\"", "parent = \"SC_AMT\""), "`CITY_5101_AMR`: parent `SC_AMT`"),
        (("to = \"2023-08-17\"", "to = \"2018-08-17\""), "`to` lies before `from`"),
        (("to = \"2023-08-17\"\n", ""), "`PBOC_CHENGDU`: `successor` without `to`"),
        (("code = \"PBOC_SICHUAN\"", "code = \"PBOC_CHENGDU\""), "successor `PBOC_SICHUAN`"),
        (("organ = \"成市监\", ", ""), "`CITY_5101_AMR`: `organ` is missing"),
        (("organ = \"自市监\"", "organ = \"成市监\""), "`organ` 成市监 is that of `CITY_5101_AMR`"),
        (("to = \"2023-12-31\"", "to = \"2023-12-30\""), "`remedies` overlap or leave a gap"),
        (("code = \"CITY_5103_AMR\"", "code = \"CITY_5101_AMR\""), "`CITY_5101_AMR`: rows overlap"),
        (("level = \"CITY\"", "level = \"TOWN\""), "unknown variant `TOWN`"),
        (("code = \"SC_AMR\"", "code = \"SC_AMR\", parent = \"CITY_5101_AMR\""), "circle"),
    ] {
        let refusal = refused(change);
        assert!(refusal.contains(complaint), "{change:?}: {refusal}");
    }
}
