//! Who is told, and what an agency answers that does not impose.

use jiff::civil::date;

use super::{facts::*, listed, officer};
use crate::{
    Actor, Code, Role,
    citation::cite,
    restriction::{
        Command, Event, Fall, Restriction, Standing, Trigger,
        answering::{Acknowledge, Acknowledged, Decline, Declined},
        id_of,
        notifying::{Entry, Notified, Notify},
        stream_of,
    },
    spec::given,
};

fn notified(notify: Notify) -> Command {
    Command::Notify(Box::new(notify))
}

/// LIST24: an agency is told of what the catalogue addresses to it; the event carries the row.
#[test]
fn an_agency_is_told_what_the_catalogue_addresses_to_it() {
    let empty = given::<Restriction>([]).at(TOLD);
    let command = notified(notify("PROCUREMENT_LIMIT", "SC_FINANCE"));
    let expected = Notified {
        agency: "SC_FINANCE".parse().unwrap(),
        subject: subject(),
        source: source(),
        answers: listed(),
        measure: measure("PROCUREMENT_LIMIT"),
        source_until: None,
    };
    empty.when(&Actor::Clock, &command).then([Event::Notified(Box::new(expected))]);
    finance_told().when(&Actor::Clock, &command).then_nothing();
    let state = finance_told().state;
    assert_eq!(state.standing(date(2023, 5, 8)), Some(Standing::Notified));
    assert_eq!(state.standing(date(2023, 5, 7)), None);
}

/// SC49, LIST24: nothing beyond the catalogue, and nobody whom it doesn't address.
#[test]
fn nobody_is_told_of_what_the_catalogue_does_not_have() {
    let refused = |notify, codes: &[Code]| {
        given::<Restriction>([]).at(TOLD).when(&Actor::Clock, &notified(notify)).then_refused(codes)
    };
    refused(notify("NO_LOANS", "SC_FINANCE"), &[Code::NoBasis]);
    refused(notify("PROCUREMENT_LIMIT", "SC_TAX"), &[Code::NotProvidedFor]);
    refused(notify("PROCUREMENT_LIMIT", "JOINT_COUNCIL_ONLINE"), &[Code::NotProvidedFor]);
    let found = [Trigger::HeavyFine].into();
    let other = Notify { found, ..notify("PROCUREMENT_LIMIT", "SC_FINANCE") };
    refused(other, &[Code::NoBasis]);
    let unnamed =
        notify_of_penalty("FOOD_MANAGEMENT_BAN", "SC_AMR", Trigger::FoodLicenceRevoked, subject());
    refused(unnamed, &[Code::Incomplete]);
    let command = notified(notify("PROCUREMENT_LIMIT", "SC_FINANCE"));
    super::known(given([])).at(TOLD).when(&finance(), &command).then_refused(&[Code::NotPermitted]);
}

/// The same source, measure and agency are the same restriction; two persons are two.
#[test]
fn a_pair_has_one_stream() {
    let (agency, measure) = ("SC_AMR".parse().unwrap(), "FOOD_MANAGEMENT_BAN".parse().unwrap());
    let (of, person) = (|person| id_of(SOURCE, &measure, &agency, person), representative().id);
    assert_eq!(of(None), of(None));
    assert_ne!(of(None), of(Some(&person)));
    assert_eq!(stream_of(of(None)), format!("restriction-{}", of(None)));
}

/// domain.md §6.5: each agency answers with an act that names the entry.
#[test]
fn an_officer_of_the_agency_acknowledges_an_entry_once() {
    let clerk = officer("SC_FINANCE", Role::CreditUnit, None);
    let acknowledge =
        |revision| Command::Acknowledge(Acknowledge { entry: Entry { revision, ..entry() } });
    let told = finance_told().at("2023-05-09T10:00:00+08:00");
    told.when(&clerk, &acknowledge(0)).then([Event::Acknowledged(Acknowledged { entry: entry() })]);
    told.clone().after(&clerk, &acknowledge(0)).when(&clerk, &acknowledge(0)).then_nothing();
    told.when(&clerk, &acknowledge(1)).then_refused(&[Code::UnknownPart]);
    let stranger = officer("SC_TAX", Role::CreditUnit, None);
    told.when(&stranger, &acknowledge(0)).then_refused(&[Code::OtherAgency]);
    told.when(&Actor::Clock, &acknowledge(0)).then_refused(&[Code::NotPermitted]);
    let early = finance_told().at("2023-05-07T10:00:00+08:00");
    let early = early.entered("2023-05-09T10:00:00+08:00", Some("系统停机"));
    early.when(&clerk, &acknowledge(0)).then_refused(&[Code::BeforeItsBasis]);
}

/// An item that is named without need is one of the kind that the measure wants.
#[test]
fn an_item_that_an_answer_names_is_of_the_measures_kind() {
    let clerk = officer("CITY_5101_AMR", Role::CreditUnit, Some("SCJG-CF-001"));
    let told = told(notify("LICENCE_WEIGHTING", "CITY_5101_AMR"));
    let acknowledge = Command::Acknowledge(Acknowledge { entry: entry() });
    told.when(&clerk, &acknowledge).then_refused(&[Code::NoPowerItem]);
}

fn decline() -> Decline {
    Decline {
        entry: entry(),
        reason: "纳税信用等级为B级，没有调整发票供应的税务根据。".into(),
        basis: cite("INV", "15"),
    }
}

/// The tax authority declines.
pub fn declining() -> Command {
    Command::Decline(decline())
}

/// INV 15; domain.md §6.5: an entry of a market bureau cuts no invoices by itself.
#[test]
fn the_tax_authority_may_decline_with_a_reason_and_an_article() {
    let clerk = officer("SC_TAX", Role::CreditUnit, None);
    let told = told(notify("INVOICE_SUPPLY", "SC_TAX")).at("2023-05-10T10:00:00+08:00");
    let declined = Declined { entry: entry(), reason: decline().reason, basis: cite("INV", "15") };
    told.when(&clerk, &Command::Decline(decline())).then([Event::Declined(declined)]);
    let after = told.clone().after(&clerk, &Command::Decline(decline()));
    after.when(&clerk, &Command::Decline(decline())).then_nothing();
    let state = &after.state;
    assert_eq!(state.standing(date(2023, 5, 9)), Some(Standing::Notified));
    assert_eq!(state.standing(date(2023, 5, 10)), Some(Standing::Declined));
    let bare = Decline { reason: " ".into(), basis: cite("XX", "1"), ..decline() };
    told.when(&clerk, &Command::Decline(bare.clone()))
        .then_refused(&[Code::Incomplete, Code::NoBasis]);
    after
        .when(&clerk, &Command::Decline(Decline { reason: "另有理由".into(), ..decline() }))
        .then_refused(&[Code::AlreadyDone]);
}

/// SC49: what the agency had declined before the source fell may be entered afterwards; what it decides once it fell, it need
/// not answer any more.
#[test]
fn what_was_declined_before_the_source_fell_may_be_entered_since() {
    let clerk = officer("SC_TAX", Role::CreditUnit, None);
    let fallen = Command::TakeBack(take_back(Fall::Revoked, date(2023, 9, 1)));
    let told = told(notify("INVOICE_SUPPLY", "SC_TAX")).at(FELL).after(&Actor::Clock, &fallen);
    told.when(&clerk, &declining()).then_refused(&[Code::AlreadyDone]);
    let before = told.at("2023-05-10T10:00:00+08:00").entered(FELL, Some("系统停机"));
    let declined = before.after(&clerk, &declining());
    assert_eq!(declined.state.standing(date(2023, 5, 10)), Some(Standing::Declined));
}

/// SC49: what was declined is imposed since, never before: of one day the measure counts.
#[test]
fn what_was_declined_is_imposed_no_earlier() {
    let imposing = Command::Impose(finance_imposes());
    let before = finance_declined().at("2023-05-15T08:00:00+08:00").entered(IMPOSED, None);
    before.when(&finance(), &imposing).then_refused(&[Code::BeforeItsBasis]);
    let imposed = finance_declined().at("2023-05-15T10:00:00+08:00").after(&finance(), &imposing);
    assert_eq!(imposed.state.standing(date(2023, 5, 15)), Some(Standing::Active));
}

/// SC49: that it had declined before it imposed may be entered since; on the day itself, or later, it has imposed.
#[test]
fn what_was_declined_before_the_measure_was_imposed_may_be_entered_since() {
    let decline = Command::Decline(Decline { basis: cite("SC49", "0"), ..decline() });
    let imposing = Command::Impose(finance_imposes());
    let imposed = finance_told().at("2023-05-15T10:00:00+08:00").after(&finance(), &imposing);
    let on = |at: &str| imposed.clone().at(at).entered(FELL, Some("系统停机"));
    on("2023-05-15T11:00:00+08:00").when(&finance(), &decline).then_refused(&[Code::AlreadyDone]);
    let declined = on("2023-05-12T10:00:00+08:00").after(&finance(), &decline).state;
    assert_eq!(declined.standing(date(2023, 5, 14)), Some(Standing::Declined));
    assert_eq!(declined.standing(date(2023, 5, 15)), Some(Standing::Active));
}
