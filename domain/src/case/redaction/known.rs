//! What a case knows of people and the public doesn't learn, found in the copy that is to be shown (PUB 6; domain.md
//! §8.6): what no form tells, whose name or whose home it is, the case tells.

use std::collections::BTreeSet;

use crate::{
    Personal,
    case::{Event, answerable::Person, evidence::EvidenceKind, lead::Reporter},
    masking::{Datum, MaskRule, Whose, half_width, never_shown},
    party::{NaturalPerson, Party, PersonDetails},
};

/// What was found in a redacted copy whose bytes are text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What its form alone tells to be never published.
    pub by_form: Vec<Datum>,
    /// What the case knows of people and stands there in full, by the rule that says what becomes of it.
    pub known: BTreeSet<MaskRule>,
}

/// One thing that a case knows of somebody.
type Known<'a> = (MaskRule, &'a str);

impl Found {
    /// In a text, by what the events of its case say of people, as far as they are open.
    #[must_use]
    pub fn in_copy(text: &str, history: &[Event]) -> Self {
        let shown: BTreeSet<&str> = history.iter().filter_map(party).flat_map(in_public).collect();
        // A shop that is called after somebody is called so to the public too, and 张三 stands in 张三丰.
        let people = shown.iter().fold(tight(text), |text, name| text.replace(&tight(name), " "));
        let known = history.iter().flat_map(known_by).filter(|(_, said)| !shown.contains(said));
        let told = known.filter(|(rule, said)| stands_in(&people, (*rule, said)));
        Self { by_form: never_shown(text), known: told.map(|(rule, _)| rule).collect() }
    }
}

/// Each is looked for as a whole; of where somebody lives what comes after the district is enough.
fn stands_in(text: &str, (rule, said): Known<'_>) -> bool {
    let whole = tight(said);
    let of_a_district = |head: &str| !head.ends_with(['小', '社', '园', '校', '厂']);
    let wanted = match (rule.datum, whole.split_once(['区', '县'])) {
        (Datum::HomeAddress, Some((head, rest)))
            if rest.chars().count() >= 4 && of_a_district(head) =>
        {
            rest
        }
        _ => &whole,
    };
    wanted.chars().count() >= least(rule.datum) && text.contains(wanted)
}

/// What is shorter may be part of anything: 12315 is a hotline of everybody's.
fn least(datum: Datum) -> usize {
    if datum == Datum::Contact { 7 } else { 2 }
}

/// Without spaces, and with narrow digits and letters.
fn tight(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).map(half_width).collect()
}

fn party(event: &Event) -> Option<&Party> {
    match event {
        Event::CaseFiled(it) => Some(&it.party),
        Event::PartyIdentified(it) => Some(&it.party),
        Event::PenaltyDecided(it) => Some(&it.party),
        _ => None,
    }
}

/// What the public register has: an organisation's name, who represents it and who runs it.
fn in_public(party: &Party) -> Vec<&str> {
    let Party::Organisation(it) = party else { return vec![] };
    let people = [&it.representative, &it.operator].into_iter().flatten();
    let people = people.filter_map(|it| it.open().map(String::as_str));
    people.chain([it.name.as_str()]).collect()
}

fn known_by(event: &Event) -> Vec<Known<'_>> {
    match event {
        Event::LeadRegistered(it) => it.reporter.iter().flat_map(of_reporter).collect(),
        Event::EvidenceCollected(it) => {
            let heard = it.provider.as_ref().filter(|_| it.kind == EvidenceKind::WitnessTestimony);
            heard.into_iter().chain(&it.witness).filter_map(of_witness).collect()
        }
        Event::AnswerablePersonsNamed(it) => it.persons.iter().filter_map(of_person).collect(),
        _ => match party(event) {
            Some(Party::NaturalPerson(it)) => of_party(it),
            _ => vec![],
        },
    }
}

fn of_reporter(reporter: &Reporter) -> Vec<Known<'_>> {
    let Some(identity) = reporter.identity.open() else { return vec![] };
    let person = Some(&identity.name).filter(|it| is_a_persons(it));
    let said = [(Datum::Name, person), (Datum::Contact, Some(&identity.contact))].into_iter();
    let said = said.filter_map(|(datum, it)| Some((rule(datum, Whose::ThirdPerson), it?.as_str())));
    said.collect()
}

/// A right holder that reports is an organisation, and named as one: people have up to four characters, or a dot
/// between.
fn is_a_persons(name: &str) -> bool {
    name.trim().chars().count() <= 4 || name.contains('·')
}

fn of_witness(name: &Personal<String>) -> Option<Known<'_>> {
    Some((rule(Datum::Name, Whose::ThirdPerson), name.open()?))
}

/// Who represents or runs the party is named with it; who answers for what they did is not.
fn of_person(person: &Person) -> Option<Known<'_>> {
    let by_responsibility = person.capacity.is_by_responsibility();
    let name = person.name.open().filter(|_| by_responsibility)?;
    Some((rule(Datum::Name, Whose::NaturalPerson), name))
}

fn of_party(party: &NaturalPerson) -> Vec<Known<'_>> {
    let Some(PersonDetails { name, other_paper, address, phone, .. }) = party.details.open() else {
        return vec![];
    };
    let said = [
        (Datum::Name, Some(name)),
        (Datum::HomeAddress, Some(address)),
        (Datum::IdNumber, other_paper.as_ref()),
        (Datum::Contact, phone.as_ref()),
    ];
    let each = said.into_iter().filter_map(|(datum, it)| Some((datum, it?)));
    each.map(|(datum, it)| (rule(datum, Whose::NaturalPerson), it.as_str())).collect()
}

fn rule(datum: Datum, whose: Whose) -> MaskRule {
    MaskRule { datum, whose }
}
