//! What was found before there was a case: the check that led to it (PR 23.2).

use super::{
    CASE_REVIEWER, HANDLER_LI, HANDLER_WEI, HANDLER_ZHANG, When, Who,
    appraisals::opine,
    at,
    facts::{collect, document, in_review, investigating, recorded},
    given,
};
use crate::{
    Code,
    case::{Command, Event, evidence::Collect, lead::LeadSource, review::Opinion, rights},
    document::DocumentType,
};

/// Collected on that day by these, once their rights had been told to those who were checked, and entered after filing.
fn found(source: LeadSource, day: &str, officers: &[Who]) -> When {
    let informed = rights::Informed {
        officers: vec![HANDLER_LI.handler(), HANDLER_ZHANG.handler()],
        document: document(DocumentType::SceneRecord),
        recording: Some(recorded()),
    };
    let mut history = investigating();
    let Event::LeadRegistered(lead) = &mut history[0].1 else { unreachable!() };
    lead.source = source;
    history.push(at(&format!("{day}T08:00:00+08:00"), Event::RightsInformed(informed)));
    let officers = officers.iter().map(|it| it.handler().person).collect();
    given(history)
        .at(&format!("{day}T08:30:00+08:00"))
        .entered("2022-11-22T10:00:00+08:00")
        .because("立案后随案录入")
        .when(HANDLER_LI, Command::CollectEvidence(Collect { officers, ..collect() }))
}

/// PR 23.2: what a check found before it was a lead may be used; of what others told nobody knew before.
#[test]
fn evidence_of_the_check_that_led_to_the_case_is_entered_after_filing() {
    let both = [HANDLER_LI, HANDLER_ZHANG];
    found(LeadSource::SupervisionCheck, "2022-11-11", &both).events();
    found(LeadSource::Report, "2022-11-11", &both).then_refused(&[Code::BeforeItsBasis]);
}

/// PR 22, 23.2: whoever made the check needs no more than a certificate; once officers are named, it is they who collect.
#[test]
fn others_than_those_who_verify_the_lead_may_have_made_the_check() {
    let others = [HANDLER_LI, HANDLER_WEI];
    found(LeadSource::SupervisionCheck, "2022-11-11", &others).events();
    found(LeadSource::SupervisionCheck, "2022-11-21", &others).then_refused(&[Code::NotPermitted]);
}

/// PR 49.3; APL 64(4): whoever made the check has investigated, and neither reviews the case nor hosts its hearing.
#[test]
fn whoever_made_the_check_is_of_those_who_investigated() {
    let both = [HANDLER_LI, HANDLER_ZHANG];
    let mut events = found(LeadSource::SupervisionCheck, "2022-11-11", &both).events();
    let [Event::EvidenceCollected(it)] = &mut events[..] else { panic!("{events:?}") };
    it.officers.push(CASE_REVIEWER.handler());
    let mut history = in_review();
    let day = "2022-11-11T08:30:00+08:00";
    history.extend(events.into_iter().map(|it| at(day, it)));
    given(history)
        .at("2022-12-06T10:00:00+08:00")
        .when(CASE_REVIEWER, opine(Opinion::Agree))
        .then_refused(&[Code::ConflictOfDuties]);
}
