//! What the agency answers: in time or late, with what was permitted, and not where the organ alone is the defendant.

use super::*;
use crate::{case::evidence::Collected, clock::Deadline};

/// Taken in by the simplified procedure; the copy came on 12 January 2024.
fn simplified() -> Open {
    Open {
        procedure: Procedure::Simplified,
        applied_on: date(2024, 1, 8),
        admitted_on: Some(date(2024, 1, 10)),
        received_on: date(2024, 1, 12),
        ..reconsideration()
    }
}

fn missing(history: &History, on: Date) -> Vec<(Code, String)> {
    let told = case(history).missing(on, rules()).into_iter();
    told.map(|it| (it.code, it.text)).filter(|(code, _)| *code == Code::TooLate).collect()
}

/// ARL17 28(4): an answer that came late leaves the decision without evidence all the same, and the agency is told so
/// until the organ has decided.
#[test]
fn an_answer_out_of_time_does_not_take_the_alert_away() {
    let late = given(reconsidered())
        .at("2023-02-02T10:00:00+08:00")
        .and(LEADER, Command::SubmitReply(reply(j(1))));
    let told = missing(&late, date(2023, 2, 3));
    let [(_, zh)] = &told[..] else { panic!("{told:?}") };
    assert!(zh.contains("逾期才提出答复") && zh.contains("没有证据、依据"), "{zh}");
    let revoked = conclude(j(1), Outcome::Upheld, Ground::Lawful, date(2023, 3, 10));
    let over = concluded(late, "2023-03-10T10:00:00+08:00", revoked);
    assert_eq!(missing(&over, date(2023, 3, 11)), []);
    assert_eq!(missing(&answered(), date(2023, 2, 3)), []);
}

/// ALL 26.2: where the organ changed the decision, it alone is the defendant; where it upheld it, both are.
#[test]
fn the_agency_does_not_answer_for_what_the_organ_changed() {
    let at = "2023-03-10T10:00:00+08:00";
    let sued = |it: Conclude| {
        let applied_on = date(2023, 3, 20);
        let suit = Open { applied_on, received_on: date(2023, 3, 22), ..suit(Some(j(1))) };
        given(concluded(answered(), at, it))
            .at("2023-03-22T10:00:00+08:00")
            .and(INTAKE, Command::OpenRemedy(suit))
    };
    let altered = sued(alter(j(1), 40_000, date(2023, 3, 10)));
    assert_eq!(due(&altered, Timer::SuitReply, &j(2)), None);
    assert_eq!(case(&altered).reply_bundles().len(), 0);
    let upheld = sued(conclude(j(1), Outcome::Upheld, Ground::Lawful, date(2023, 3, 10)));
    assert_eq!(due(&upheld, Timer::SuitReply, &j(2)), Some(date(2023, 4, 6)));
    assert_eq!(case(&upheld).reply_bundles().len(), 1);
}

/// ALL 36.2: what the court let the agency supply is of what it has to submit.
#[test]
fn evidence_that_was_permitted_since_is_submitted_too() {
    let permitted = Permit {
        remedy: j(1),
        scope: "原告在诉讼中提出的授权文件是否真实".into(),
        document: document(DocumentType::RemedyNotice),
    };
    let bundled = |history: &History| {
        let all = case(history);
        let bundles = all.reply_bundles();
        let evidence = bundles[0].items.iter().filter(|it| it.kind == ItemKind::Evidence);
        evidence.count()
    };
    let history = given(sued())
        .at("2023-02-21T10:00:00+08:00")
        .and(HANDLER_LI, Command::PermitEvidence(permitted));
    let before = bundled(&history);
    let supplied = given(history).and(HANDLER_LI, Command::CollectEvidence(facts::collect()));
    assert_eq!(bundled(&supplied), before + 1);
}

/// ARL 63: an alteration alters: what says the same again is none, so that nothing is withdrawn and shown anew for it.
#[test]
fn an_alteration_changes_what_counts() {
    let same = alter(j(1), 50_000, date(2023, 3, 10));
    given(answered())
        .at("2023-03-10T10:00:00+08:00")
        .when(HANDLER_LI, Command::ConcludeRemedy(same))
        .then_refused(&[Code::Contradictory]);
}

/// ARL 70; ALL 34.2: that no answer came is no ground while the time to answer runs.
#[test]
fn nobody_is_silent_before_the_time_to_answer_is_over() {
    let silent = |day: &str| {
        let served_on = day.parse().unwrap();
        let it = revoke(j(1), Ground::NoReply, served_on);
        let at = format!("{day}T10:00:00+08:00");
        given(reconsidered()).at(&at).when(HANDLER_LI, Command::ConcludeRemedy(it))
    };
    silent("2023-01-30").then_refused(&[Code::Contradictory]);
    assert_eq!(silent("2023-01-31").events().len(), 1);
}

/// ALL 45: where the organ lets its time pass, the court is asked within fifteen days from its end.
#[test]
fn a_suit_after_silence_has_a_limit_too() {
    let out_of_time = |day: &str| {
        let on: Date = day.parse().unwrap();
        let suit = Open { applied_on: on, received_on: on, ..suit(Some(j(1))) };
        let at = format!("{day}T10:00:00+08:00");
        let events = given(answered()).at(&at).when(INTAKE, Command::OpenRemedy(suit)).events();
        let [Event::RemedyOpened(it)] = events.as_slice() else { panic!("{events:?}") };
        it.out_of_time
    };
    assert_eq!(due(&answered(), Timer::ReconDecide, &j(1)), Some(date(2023, 3, 20)));
    assert_eq!(out_of_time("2023-04-04"), None);
    assert_eq!(out_of_time("2023-04-06"), Some(date(2023, 4, 4)));
}

/// ARL 55: what turns out not to be simple goes on by the ordinary procedure, whose times run from the same days;
/// what was answered by then is answered.
#[test]
fn a_simplified_reconsideration_goes_on_by_the_ordinary_procedure() {
    let opened = given(handed())
        .at("2024-01-12T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(simplified()));
    let convert = || {
        Command::ConvertRemedy(Convert {
            remedy: j(1),
            document: document(DocumentType::RemedyNotice),
        })
    };
    assert_eq!(due(&opened, Timer::ReconReplySimple, &j(1)), Some(date(2024, 1, 19)));
    let converted =
        given(opened.clone()).at("2024-01-16T10:00:00+08:00").and(HANDLER_LI, convert());
    let open = |history: &History, timer| {
        case(history).open_deadline(timer, Some(&j(1))).and_then(Deadline::due_date)
    };
    assert_eq!(open(&converted, Timer::ReconReplySimple), None);
    assert_eq!(open(&converted, Timer::ReconReply), Some(date(2024, 1, 26)));
    assert_eq!(open(&converted, Timer::ReconSimple), None);
    assert_eq!(open(&converted, Timer::ReconDecide), Some(date(2024, 3, 11)));
    given(converted)
        .at("2024-01-17T10:00:00+08:00")
        .when(HANDLER_LI, convert())
        .then_refused(&[Code::AlreadyDone]);
    let answered = given(opened)
        .at("2024-01-15T10:00:00+08:00")
        .and(LEADER, Command::SubmitReply(reply(j(1))));
    let converted = given(answered).at("2024-01-16T10:00:00+08:00").and(HANDLER_LI, convert());
    assert_eq!(open(&converted, Timer::ReconReply), None, "it is answered");
    assert_eq!(open(&converted, Timer::ReconDecide), Some(date(2024, 3, 11)));
}

/// ARL 54: the five working days of the simplified procedure have an article of their own.
#[test]
fn the_simplified_procedure_is_answered_under_its_own_article() {
    let opened = given(handed())
        .at("2024-01-12T10:00:00+08:00")
        .when(INTAKE, Command::OpenRemedy(simplified()));
    let events = opened.events();
    let [Event::RemedyOpened(it)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(it.authority.to_string(), "ARL 54");
}

/// ALL 26.2, 67: after a remand the organ that changed the decision defends it still, and nobody answers the same
/// complaint twice.
#[test]
fn a_suit_that_is_tried_anew_is_not_answered_anew() {
    let at = "2023-03-10T10:00:00+08:00";
    let owed = |of_the_organ: bool| {
        let sued = if of_the_organ {
            let altered = concluded(answered(), at, alter(j(1), 40_000, date(2023, 3, 10)));
            let suit = Open {
                applied_on: date(2023, 3, 15),
                received_on: date(2023, 3, 20),
                ..suit(Some(j(1)))
            };
            given(altered).at("2023-03-20T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(suit))
        } else {
            given(handed())
                .at("2023-02-20T10:00:00+08:00")
                .and(INTAKE, Command::OpenRemedy(suit(None)))
        };
        let n = if of_the_organ { 2 } else { 1 };
        let lost = conclude(j(n), Outcome::Dismissed, Ground::Lawful, date(2023, 5, 10));
        let judged = concluded(sued, "2023-05-10T10:00:00+08:00", lost);
        let appealed = given(judged)
            .at("2023-05-29T10:00:00+08:00")
            .and(INTAKE, Command::OpenRemedy(appeal(j(n), Applicant::Party)));
        let remanded =
            conclude(j(n + 1), Outcome::Remanded, Ground::JudgmentProcedure, date(2023, 8, 1));
        let remanded = concluded(appealed, "2023-08-01T10:00:00+08:00", remanded);
        let anew = Open {
            applied_on: date(2023, 8, 1),
            received_on: date(2023, 8, 10),
            ..suit(Some(j(n + 1)))
        };
        let tried =
            given(remanded).at("2023-08-10T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(anew));
        due(&tried, Timer::SuitReply, &j(n + 2))
    };
    assert_eq!((owed(true), owed(false)), (None, None));
}

/// ARL 46.2, 48, 70: what an answer came without is told as missing, and submitted while the time runs.
#[test]
fn evidence_that_an_answer_came_without_is_missing_until_it_is_submitted() {
    let mut history = reconsidered();
    let collected = history.iter().enumerate().find_map(|(n, (at, event))| match event {
        Event::EvidenceCollected(it) => Some((n, *at, it.clone())),
        _ => None,
    });
    let (n, at, first) = collected.unwrap();
    let another = Event::EvidenceCollected(Collected { id: PartId::nth('E', 2), ..first });
    history.insert(n + 1, (at, another));
    for (_, event) in &mut history {
        if let Event::PenaltyDecided(it) = event {
            it.evidence = vec![PartId::nth('E', 1), PartId::nth('E', 2)];
        }
    }
    let first = given(history)
        .at("2023-01-28T10:00:00+08:00")
        .and(LEADER, Command::SubmitReply(reply(j(1))));
    let withheld = |history: &History| {
        let case = case(history);
        let items = case.reply_bundles().remove(0).items;
        let missing = items.iter().filter(|it| it.withheld).filter_map(|it| it.part.cloned());
        missing.collect::<Vec<_>>()
    };
    assert_eq!(withheld(&first), [PartId::nth('E', 2)]);
    let more = || Submit { evidence: vec![PartId::nth('E', 2)], ..reply(j(1)) };
    let late = given(first.clone()).at("2023-02-02T10:00:00+08:00");
    late.when(LEADER, Command::SubmitReply(more())).then_refused(&[Code::AlreadyDone]);
    let second =
        given(first).at("2023-01-30T10:00:00+08:00").and(LEADER, Command::SubmitReply(more()));
    assert_eq!(withheld(&second), []);
}
