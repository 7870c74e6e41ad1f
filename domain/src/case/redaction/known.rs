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
        let organisations = history.iter().filter_map(party).filter_map(|it| match it {
            Party::Organisation(it) => Some(tight(&it.name)),
            Party::NaturalPerson(_) => None,
        });
        // A shop that is called after somebody is called so to the public too.
        let people = organisations.fold(tight(text), |text, name| text.replace(&name, " "));
        let shown: BTreeSet<&str> = history.iter().filter_map(party).flat_map(in_public).collect();
        let known = history.iter().flat_map(known_by).filter(|(_, said)| !shown.contains(said));
        let told = known.filter(|(rule, said)| stands_in(&people, (*rule, said)));
        Self { by_form: never_shown(text), known: told.map(|(rule, _)| rule).collect() }
    }
}

/// Each is looked for as a whole; of where somebody lives what comes after the district is enough.
fn stands_in(text: &str, (rule, said): Known<'_>) -> bool {
    let whole = tight(said);
    let wanted = match (rule.datum, whole.split_once(['区', '县'])) {
        (Datum::HomeAddress, Some((_, rest))) if rest.chars().count() >= 4 => rest,
        _ => &whole,
    };
    wanted.chars().count() >= 2 && text.contains(wanted)
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

/// Whose names the public register has: who represents or runs an organisation.
fn in_public(party: &Party) -> Vec<&str> {
    let Party::Organisation(it) = party else { return vec![] };
    let names = [&it.representative, &it.operator].into_iter().flatten();
    names.filter_map(|it| it.open().map(String::as_str)).collect()
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
    [(Datum::Name, &identity.name), (Datum::Contact, &identity.contact)]
        .map(|(datum, said)| (rule(datum, Whose::ThirdPerson), said.as_str()))
        .into()
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
