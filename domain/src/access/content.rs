//! Where sealed content stands in the events of a case, and what it says once it is open.

use super::Target;
use crate::{
    Personal,
    case::{Event, answerable::Person, evidence::EvidenceForm, service::Service},
    party::{Party, identity::IdNumber},
};

/// One sealed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// What it is: 姓名.
    pub label: String,
    /// What it says; absent where its key was destroyed, or it has not been opened.
    pub value: Option<String>,
}

impl Target {
    /// What the events of a case say of it, oldest first; nothing where they don't. Of the party its identification and
    /// a decision add what they name anew (PR 62.1(1)); what the filing said is told as well.
    #[must_use]
    pub fn found_in(&self, history: &[Event]) -> Vec<Content> {
        let mut found: Vec<Content> = vec![];
        for event in history {
            match (self, event) {
                (Self::Party, Event::PartyIdentified(it)) => {
                    told_anew(&mut found, &it.party, "查明身份");
                }
                (Self::Party, Event::PenaltyDecided(it)) => {
                    told_anew(&mut found, &it.party, "处罚决定书");
                }
                _ => found.extend(self.said_in(event)),
            }
        }
        found
    }

    /// What an event says of it, whatever others do.
    fn said_in(&self, event: &Event) -> Vec<Content> {
        match (self, event) {
            (Self::Reporter, Event::LeadRegistered(it)) => {
                let reporter = it.reporter.as_ref().map(|it| &it.identity);
                let name = one("姓名", reporter, |it| &it.name);
                name.into_iter().chain(one("联系方式", reporter, |it| &it.contact)).collect()
            }
            (Self::Party, Event::CaseFiled(it)) => of_party(&it.party),
            (Self::Provider { part }, Event::EvidenceCollected(it)) if it.id == *part => {
                let maker = match &it.form {
                    EvidenceForm::Fixed { maker, .. } => Some(maker),
                    EvidenceForm::Original | EvidenceForm::ConfirmedCopy { .. } => None,
                };
                let known = [
                    text("提供人", it.provider.as_ref()),
                    text("制作人", maker),
                    text("见证人", it.witness.as_ref()),
                    text("检查地点", it.place.as_ref()),
                ];
                known.into_iter().flatten().collect()
            }
            (Self::Recipient { part }, event) => {
                let served = service_of(event).filter(|(it, _)| *it == part);
                let recipient = served.and_then(|(_, it)| it.recipient.as_ref());
                text("签收人", recipient).into_iter().collect()
            }
            (Self::Agents { part }, Event::HearingHeld(it)) if it.hearing == *part => {
                it.agents.iter().filter_map(|it| text("代理人", Some(it))).collect()
            }
            (Self::Answerable { part }, Event::AnswerablePersonsNamed(it)) if it.id == *part => {
                it.persons.iter().flat_map(of_person).collect()
            }
            (Self::Barred { person }, Event::PenaltyDecided(it))
                if it.party.subject() == *person =>
            {
                of_party(&it.party).into_iter().take(2).collect()
            }
            (Self::Barred { person }, Event::AnswerablePersonsNamed(it)) => {
                it.persons.iter().filter(|it| it.id == *person).flat_map(of_person).collect()
            }
            _ => vec![],
        }
    }
}

/// Who answers for a decision, in which capacity.
fn of_person(person: &Person) -> Vec<Content> {
    let capacity = person.capacity.label();
    let name = text(&format!("{capacity}姓名"), Some(&person.name));
    let number = one(&format!("{capacity}公民身份号码"), Some(&person.id_number), IdNumber::as_str);
    name.into_iter().chain(number).collect()
}

/// What is said of the party for the first time, and where.
fn told_anew(found: &mut Vec<Content>, party: &Party, place: &str) {
    let known = |it: &Content| {
        found.iter().any(|known| known.value == it.value && known.label.starts_with(&it.label))
    };
    let anew = of_party(party).into_iter().filter(|it| !known(it));
    let labelled = |it: Content| Content { label: format!("{}（{place}）", it.label), ..it };
    let anew: Vec<_> = anew.map(labelled).collect();
    found.extend(anew);
}

/// What was served with an event, and under which id.
fn service_of(event: &Event) -> Option<(&crate::id::PartId, &Service)> {
    match event {
        Event::PriorNoticeServed(it) => Some((&it.id, &it.service)),
        Event::RefundOrdered(it) => Some((&it.id, &it.service)),
        Event::HearingNotified(it) => Some((&it.hearing, &it.service)),
        Event::DecisionServed(it) => Some((&it.decision, &it.service)),
        Event::DeferralApproved(it) => Some((&it.sanction, it.service.as_ref()?)),
        _ => None,
    }
}

fn of_party(party: &Party) -> Vec<Content> {
    let each = match party {
        Party::NaturalPerson(it) => {
            let details = Some(&it.details);
            vec![
                one("姓名", details, |it| &it.name),
                stated("公民身份号码", &it.details, |it| {
                    it.id_number.as_ref().map(IdNumber::as_str)
                }),
                stated("其他证件", &it.details, |it| it.other_paper.as_deref()),
                one("住址", details, |it| &it.address),
                stated("联系电话", &it.details, |it| it.phone.as_deref()),
            ]
        }
        Party::Organisation(it) => vec![
            text("法定代表人（负责人）", it.representative.as_ref()),
            text("经营者", it.operator.as_ref()),
            one("联系人", it.contact.as_ref(), |it| &it.name),
            one("联系电话", it.contact.as_ref(), |it| &it.phone),
        ],
    };
    each.into_iter().flatten().collect()
}

/// What a person's details may leave out; nothing where they do.
fn stated<T>(label: &str, details: &Personal<T>, read: fn(&T) -> Option<&str>) -> Option<Content> {
    let there = details.open().is_none_or(|it| read(it).is_some());
    there.then(|| one(label, Some(details), |it| read(it).unwrap_or_default())).flatten()
}

fn text(label: &str, sealed: Option<&Personal<String>>) -> Option<Content> {
    one(label, sealed, String::as_str)
}

fn one<T>(
    label: &str,
    sealed: Option<&Personal<T>>,
    read: impl FnOnce(&T) -> &str,
) -> Option<Content> {
    let value = sealed?.open().map(|it| read(it).to_owned());
    Some(Content { label: label.to_owned(), value })
}
