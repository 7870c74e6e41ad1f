//! How every case runs: who may touch it, what ends it, what time does to it (domain.md, Appendix B 4, 5,
//! 9–12).

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use proptest::prelude::*;
use serde_json::Value;

use super::{
    Act, acts, diligence,
    walk::{any_replaced_walk, any_walk, later},
};
use crate::{
    Code, Decider, Fen, Moment,
    case::{
        Case, Command, Event, Main, closing,
        handlers::Handler,
        lead::LeadSource,
        spec::{HANDLER_LI, LEADER, law},
    },
    clock::{Deadline, Timer},
    id::PersonId,
    publicity::{Channel, Event as Publicity, tests::opened},
};

/// The acts that open a stage: they are what a case decides.
fn opens(event: &Event) -> Option<Main> {
    event.fact().facets().leads_to
}

fn ends(event: &Event) -> bool {
    matches!(
        event,
        Event::CaseNotFiled(_)
            | Event::InvestigationTerminated(_)
            | Event::PenaltyDecided(_)
            | Event::NoPenaltyDecided(_)
            | Event::ViolationNotEstablished(_)
    )
}

/// Who handles a case by this act: whoever it names for that, whoever takes a step of the investigation, answers
/// for its report, tells the party or hears it.
fn handlers(act: &Act) -> Vec<PersonId> {
    let takes_part = matches!(
        act.event,
        Event::RightsInformed(_)
            | Event::EvidenceCollected(_)
            | Event::AppraisalCommissioned(_)
            | Event::AppraisalResultReceived(_)
            | Event::InvestigationConcluded(_)
            | Event::PriorNoticeServed(_)
            | Event::StatementReceived(_)
            | Event::StatementReviewed(_)
            | Event::RightsWaived(_)
            | Event::RefundEnded(_)
            | Event::HearingRequested(_)
    );
    let by_name = match act.event {
        Event::LeadAssigned(_) | Event::CaseFiled(_) | Event::HandlersReplaced(_) => {
            named(&act.event)
        }
        _ => vec![],
    };
    by_name.into_iter().chain(act.by.clone().filter(|_| takes_part)).collect()
}

/// Who reviews a case or hears it by this act.
fn judges(act: &Act) -> Vec<PersonId> {
    let by = act.by.clone();
    match &act.event {
        Event::ReviewPassed(_)
        | Event::CorrectionAdvised(_)
        | Event::SupplementAdvised(_)
        | Event::OtherAdvised(_)
        | Event::HearingHeld(_) => by.into_iter().chain(named(&act.event)).collect(),
        Event::HearingReported(_) => by.into_iter().collect(),
        _ => vec![],
    }
}

/// The officers whom an act names, a request that somebody withdraw apart.
fn named(event: &Event) -> Vec<PersonId> {
    fn people(stored: &Value, found: &mut Vec<PersonId>) {
        match stored {
            Value::Object(fields) => {
                let officer = fields.get("person").filter(|_| fields.contains_key("shown"));
                found.extend(officer.and_then(|it| it.as_str()?.parse::<PersonId>().ok()));
                fields.values().for_each(|it| people(it, found));
            }
            Value::Array(items) => items.iter().for_each(|it| people(it, found)),
            _ => {}
        }
    }
    let mut found = vec![];
    if let Event::CaseClosed(closed) = event {
        found.push(closed.prepared_by.clone());
    }
    if !matches!(event, Event::RecusalRequested(_)) {
        people(&serde_json::to_value(event).unwrap(), &mut found);
    }
    found
}

proptest! {
    #![proptest_config(super::config())]

    /// Appendix B 4; PR 49; APL 64(4): by person, never by role, whether an act names them or is theirs.
    #[test]
    fn nobody_reviews_or_hears_a_case_that_they_handled(mut walk in any_walk()) {
        walk.finish();
        let (mut handled, mut judged) = (BTreeSet::new(), BTreeSet::new());
        let mut hosts = BTreeMap::new();
        for act in &walk.acts {
            handled.extend(handlers(act));
            judged.extend(judges(act));
            if let Event::HearingHostAppointed(it) = &act.event {
                hosts.insert(&it.hearing, it.host.person.clone());
            }
        }
        judged.extend(hosts.into_values());
        prop_assert_eq!(handled.intersection(&judged).next(), None, "{:?}", walk);
    }

    /// PR 4: whoever had to withdraw does nothing more in the case, and no later act of others names them.
    #[test]
    fn whoever_was_recused_touches_the_case_no_more(mut walk in any_walk()) {
        walk.finish();
        let mut recused: Vec<(PersonId, Moment)> = vec![];
        for act in &walk.acts {
            let withdrew = |who: &PersonId| recused.iter().any(|(it, _)| it == who);
            prop_assert!(!act.by.as_ref().is_some_and(withdrew));
            let by_then = |who: &PersonId| {
                recused.iter().any(|(it, since)| it == who && *since <= act.occurred)
            };
            prop_assert!(!named(&act.event).iter().any(by_then), "{:?}", act.event);
            if let Event::RecusalDecided(it) = &act.event
                && it.granted
            {
                recused.push((it.person.clone(), act.occurred));
            }
        }
    }

    /// PR 4, 77: nor does anybody close it with a form that they filled in.
    #[test]
    fn whoever_was_recused_fills_in_no_closing_form(mut walk in any_walk()) {
        let recused: Vec<_> = walk.case.recused().cloned().collect();
        for prepared_by in recused {
            let Command::CloseCase(close) = acts::close(&walk.case) else { unreachable!() };
            let command = Command::CloseCase(closing::Close { prepared_by, ..close });
            let now = walk.now;
            let refused = walk.attempt(Some(LEADER), &command, now).unwrap_err();
            prop_assert!(refused.iter().any(|it| it.code == Code::Recused), "{refused:?}");
        }
    }

    /// PR 19.2, 22, 23: evidence is taken by those who were named for the case by then, whenever it is entered.
    #[test]
    fn evidence_is_taken_by_those_who_were_in_charge_on_the_day(mut walk in any_replaced_walk()) {
        for hours in (0..40).map(|it| it * 50) {
            let (command, then) = (acts::collect(&walk.case), later(walk.now, -hours));
            let _ = walk.attempt(Some(HANDLER_LI), &command, then);
        }
        let mut lists: Vec<(Moment, Vec<PersonId>)> = vec![];
        for act in &walk.acts {
            match &act.event {
                Event::LeadAssigned(_) | Event::CaseFiled(_) | Event::HandlersReplaced(_) => {
                    lists.push((act.occurred, named(&act.event)));
                }
                Event::EvidenceCollected(it) => {
                    let then = lists.iter().rfind(|(since, _)| *since <= act.occurred);
                    let then = then.or(lists.first()).map(|(_, people)| people.as_slice());
                    let theirs = |who: &Handler| then.is_some_and(|it| it.contains(&who.person));
                    prop_assert!(it.officers.iter().all(theirs), "{:?}", walk);
                }
                _ => {}
            }
        }
    }

    /// Appendix B 5; APL 29: a case ends once.
    #[test]
    fn a_decision_takes_effect_once(walk in any_walk()) {
        prop_assert!(walk.acts.iter().filter(|it| ends(&it.event)).count() <= 1);
        prop_assert!(walk.acts.iter().filter(|it| opens(&it.event) == Some(Main::Closed)).count() <= 1);
        prop_assert_eq!(walk.acts.iter().rev().find_map(|it| opens(&it.event)).unwrap_or_default(), walk.case.main);
    }

    /// What the agency would do next opens a stage once: asked for again at once it is refused, or
    /// records nothing.
    #[test]
    fn asking_again_decides_nothing_again(mut walk in any_walk()) {
        let (who, command) = diligence::next(&walk);
        let (before, now) = (walk.acts.len(), walk.now);
        let _ = walk.attempt(who, &command, now);
        let opened = walk.acts[before..].iter().any(|it| opens(&it.event).is_some());
        let again = walk.attempt(who, &command, now);
        prop_assert!(!opened || again.is_err() || again == Ok(0), "{command:?}: {again:?}");
    }

    /// PR 77, 78: only what is shown to the public, late payments and the clock go on beside a closed main line.
    #[test]
    fn closed_stays_closed(walk in any_walk()) {
        let mut closed = false;
        for act in &walk.acts {
            let beside = matches!(
                act.event,
                Event::CaseArchived(_)
                    | Event::RedactedCopyPrepared(_)
                    | Event::RedactedCopyApproved(_)
                    | Event::FinePaid(_)
                    | Event::RightsLapsed(_)
                    | Event::ReporterInformed(_)
                    | Event::DeadlineFixed(_)
            );
            prop_assert!(!closed || beside, "{:?}", act.event);
            closed |= opens(&act.event) == Some(Main::Closed);
        }
        prop_assert!(!closed || matches!(walk.case.main, Main::Closed | Main::Archived));
    }

    /// PR 77–79: wherever a case stands, the agency can bring it to its end; the procedure has no dead
    /// ends.
    #[test]
    fn every_case_can_be_brought_to_its_end(mut walk in any_walk()) {
        walk.finish();
        prop_assert!(matches!(walk.case.main, Main::Archived | Main::NotFiled), "{walk:?}");
    }

    /// Appendix B 9; PUB 9, 10: publicity is due from the day of the decision, even if service is later.
    #[test]
    fn publicity_is_due_from_the_decision_not_from_its_service(walk in any_walk()) {
        let Some((_, act)) = walk.until(|it| matches!(it, Event::PenaltyDecided(_))) else {
            return Ok(());
        };
        let case = crate::id::CaseId::new(uuid::Uuid::nil());
        let on_file = walk.case.decision_on_file(case, (&crate::id::PartId::nth('P', 1), walk.now)).unwrap();
        prop_assert_eq!(on_file.matter.decided_at, act.occurred);
        for channel in Channel::ALL {
            let opened = opened(&on_file, channel, walk.now).unwrap();
            let [Publicity::Due(due)] = opened.as_slice() else { panic!("{opened:?}") };
            prop_assert_eq!(due.deadlines.len(), 1);
            prop_assert!(due.deadlines.iter().all(|it| it.start == act.occurred));
        }
    }

    /// Appendix B 10; APL 72; PR 75: it grows only while the fine is unpaid, and never beyond the fine.
    #[test]
    fn a_surcharge_grows_day_by_day_and_never_beyond_the_fine(walk in any_walk(), days in 0..400i64) {
        let on = walk.now.day().saturating_add(days.days());
        let next = on.saturating_add(1.day());
        for (today, tomorrow) in walk.case.owed(on, law()).iter().zip(walk.case.owed(next, law())) {
            let grown = |it: &crate::case::performance::Owed| {
                it.surcharge.as_ref().map_or(Fen::ZERO, |it| it.amount)
            };
            prop_assert!(grown(today) <= grown(&tomorrow) && grown(&tomorrow) <= today.amount);
            prop_assert_eq!(today.paid.plus(today.open), today.amount);
            let late = today.due.is_some_and(|due| due < next);
            prop_assert!(grown(&tomorrow) == Fen::ZERO || late);
            let confiscated = today.kind != crate::case::sanction::SanctionKind::Fine;
            prop_assert!(!confiscated || today.surcharge.is_none());
        }
    }

    /// Appendix B 11; PR 18, 64: a pause stops only the periods that name it.
    #[test]
    fn a_pause_stops_only_the_periods_that_name_it(walk in any_walk()) {
        for timed in walk.case.record.timers.values() {
            let deadline: &Deadline = &timed.deadline;
            prop_assert!(deadline.pauses.iter().all(|it| deadline.stopped_by.contains(&it.kind)));
        }
    }

    /// PR 64: whatever stands still or is made longer, the ninety days never end sooner than they would
    /// have.
    #[test]
    fn nothing_shortens_the_time_for_deciding(walk in any_walk()) {
        let Some((_, act)) = walk.until(|it| matches!(it, Event::CaseFiled(_))) else { return Ok(()) };
        let plain = law().deadline(Timer::CaseDecide, act.occurred, "510000", &[]).unwrap();
        let timed = &walk.case.record.timers[&(Timer::CaseDecide, None)].deadline;
        let later = timed.raw_date().is_none_or(|it| Some(it) >= plain.raw_date());
        prop_assert!(later);
    }

    /// Appendix B 12: what a case was on a day is the fold of what was known then; later acts add to it
    /// and change nothing of what they build on.
    #[test]
    fn a_case_folds_in_parts_as_in_one(walk in any_walk(), cut in 0..200usize) {
        let cut = cut.min(walk.acts.len());
        let fold = |case: Case, acts: &[Act]| {
            acts.iter().fold(case, |case, act| case.evolve(&act.event, act.occurred))
        };
        let (known, later) = walk.acts.split_at(cut);
        prop_assert_eq!(&fold(fold(Case::default(), known), later), &walk.case);
    }

    /// Appendix B 13; design of personal data: with every key destroyed, the acts still decode and the
    /// case still stands where it stood, with the same deadlines.
    #[test]
    fn an_erased_case_still_folds(walk in any_walk()) {
        let mut erased = Case::default();
        for act in &walk.acts {
            let stored = super::erase(serde_json::to_value(&act.event).unwrap());
            let event: Event = serde_json::from_value(stored).unwrap();
            erased = erased.evolve(&event, act.occurred);
        }
        prop_assert_eq!(erased.main, walk.case.main);
        prop_assert_eq!(&erased.record.timers, &walk.case.record.timers);
        prop_assert_eq!(&erased.record.pauses, &walk.case.record.pauses);
        let day = walk.now.day();
        prop_assert_eq!(erased.missing(day, law()), walk.case.missing(day, law()));
    }

    /// PR 79; APL 47: every act reads as a clause of an official document, with its facts and without
    /// a word of the program.
    #[test]
    fn every_act_reads_as_a_clause_of_an_official_document(walk in any_walk()) {
        for act in &walk.acts {
            let clause = act.event.fact().sentence();
            let program = clause.split(|c: char| !c.is_ascii_alphabetic()).any(|it| it.len() > 1);
            prop_assert!(!program && !clause.contains("。。") && !clause.contains("，，"), "{clause}");
            prop_assert!(!clause.ends_with(['。', '，', '：']) && clause.chars().count() > 6, "{clause}");
        }
    }

    /// No act lies after its entry, or before the lead on which all of it rests; but what a check of the agency found, and
    /// whom it told their rights then, comes before the lead that it became (PR 21.2, 23.2).
    #[test]
    fn no_act_lies_in_the_future_or_before_the_lead(walk in any_walk()) {
        let lead = walk.case.record.lead.as_ref();
        let received = lead.map(|it| Moment::midnight(it.received_on));
        let by_a_check = lead.is_some_and(|it| it.source == LeadSource::SupervisionCheck);
        for act in &walk.acts {
            prop_assert!(act.occurred <= act.entered, "{:?}", act.event);
            let found = matches!(act.event, Event::RightsInformed(_) | Event::EvidenceCollected(_));
            let rests_on_it = !(by_a_check && found);
            prop_assert!(!rests_on_it || Some(act.occurred) >= received, "{:?}", act.event);
        }
    }
}
