//! What bears on a matter at a counter: a statute bars, what it only restricts is weighed, a market's own measure forbids
//! nothing (LIST24; domain.md §6.5).

use jiff::civil::{Date, date};

use super::{facts::*, leader};
use crate::{
    id::AgencyCode,
    restriction::{
        Bearing::{self, BarredByStatute, NoneRecorded, ToBeWeighed},
        Domain, Matter, Restriction, Trigger,
    },
    rulebook::Rulebook,
    spec::Given,
};

const ON: Date = date(2023, 5, 15);

fn bearing(given: &Given<Restriction>, on: Date) -> [Bearing; 6] {
    let (law, pair) = (Rulebook::builtin().unwrap(), given.state.pair().unwrap());
    Matter::ALL.map(|matter| pair.bears_on(matter, on, &law))
}

/// FSL 135.1: whose food licence was revoked may not apply for one within five years; it bars from nothing else, nor the
/// day after the five years.
#[test]
fn fsl_135_bars_from_a_licence_for_five_years() {
    let notice = notify_of_penalty(
        "FOOD_LICENCE_BAN",
        "CITY_5101_AMR",
        Trigger::FoodLicenceRevoked,
        subject(),
    );
    let bureau = leader("CITY_5101_AMR", "SCJG-XK-001");
    let ban = imposed(notice, &bureau, impose("FOOD_LICENCE_BAN", &[("FSL", "135.1")]));
    let mut licence = [NoneRecorded; 6];
    licence[0] = BarredByStatute;
    assert_eq!(bearing(&ban, ON), licence);
    assert_eq!(bearing(&ban, date(2028, 5, 6)), licence, "the last day");
    assert_eq!(bearing(&ban, date(2028, 5, 7)), [NoneRecorded; 6]);
}

/// EIP 18 restricts or bars: whoever awards the contract weighs it.
#[test]
fn eip_18_is_weighed() {
    let mut project = [NoneRecorded; 6];
    project[1] = ToBeWeighed;
    assert_eq!(bearing(&finance_imposed(), ON), project);
    assert_eq!(bearing(&finance_told(), ON), [NoneRecorded; 6], "told, and not imposed");
}

/// CIR 44, LIST24: what banks make of it is theirs, and bars nobody.
#[test]
fn a_market_measure_never_bars() {
    let (branch, notice) =
        (leader("PBOC_CHENGDU", "RH-GL-001"), notify("CREDIT_INFORMATION", "PBOC_CHENGDU"));
    let information = imposed(notice, &branch, impose("CREDIT_INFORMATION", &[("CIR", "44")]));
    let mut loan = [NoneRecorded; 6];
    loan[2] = ToBeWeighed;
    assert_eq!(bearing(&information, ON), loan);
}

/// SDL 15: what bars from honours lies outside the five domains, and what else lies there bears on no matter.
#[test]
fn sdl_15_is_weighed_for_an_honour() {
    let bureau = leader("CITY_5101_AMR", "SCJG-GL-001");
    let honours = notify("NO_HONOURS", "CITY_5101_AMR");
    let honours = imposed(honours, &bureau, impose("NO_HONOURS", &[("SDL", "15")]));
    let mut honour = [NoneRecorded; 6];
    honour[5] = ToBeWeighed;
    assert_eq!(bearing(&honours, ON), honour);
    let inspector = leader("CITY_5101_AMR", "SCJG-JC-001");
    let closer = imposed(
        notify("KEY_SUPERVISION", "CITY_5101_AMR"),
        &inspector,
        impose("KEY_SUPERVISION", &[("SDL", "15")]),
    );
    assert_eq!(bearing(&closer, ON), [NoneRecorded; 6]);
}

/// An agency's own domains on the day.
fn own(law: &Rulebook, agency: &str) -> Vec<Domain> {
    let agency: AgencyCode = agency.parse().unwrap();
    law.domains_of(&agency, ON).into_iter().collect()
}

/// domain.md §9: an agency's own domains are those in which the catalogue addresses it; a council has none.
#[test]
fn domains_are_the_agencys_that_the_catalogue_addresses() {
    let law = Rulebook::builtin().unwrap();
    assert_eq!(own(&law, "SC_TAX"), [Domain::InvoiceUse, Domain::ExportTaxRebate]);
    assert_eq!(own(&law, "SC_FINANCE"), [Domain::ProjectApproval]);
    assert_eq!(own(&law, "CITY_5101_AMR"), [Domain::IndustryEntry, Domain::Other]);
    assert_eq!(own(&law, "SC_CULTURE_TOURISM"), []);
    assert_eq!(own(&law, "JOINT_COUNCIL_ONLINE"), []);
}

/// ALC 22; domain.md §9: whoever grants licences of another line meets the bans on licences at its own counter, so they
/// lie in its own domain, while it has such an item.
#[test]
fn whoever_grants_licences_has_the_domain_of_licences() {
    let licensing = r#"
        [[power]]
        item = "WL-XK-001"
        name = "娱乐场所经营许可"
        kind = "LICENSING"
        levels = ["PROVINCE"]
        system = "CULTURE_TOURISM"
        basis = ["ALC 22"]
        from = "2023-05-01"
        authority = "ALC 22"
        confidence = "DESIGN"
    "#;
    let law = Rulebook::load(&[("powers.toml".to_owned(), licensing.to_owned())]).unwrap();
    assert_eq!(own(&law, "SC_CULTURE_TOURISM"), [Domain::IndustryEntry]);
    assert_eq!(own(&law, "SC_FINANCE"), [Domain::ProjectApproval]);
    let agency = "SC_CULTURE_TOURISM".parse().unwrap();
    assert_eq!(law.domains_of(&agency, date(2023, 4, 30)), [].into());
}
