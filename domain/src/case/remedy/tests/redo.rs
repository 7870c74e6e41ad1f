//! Deciding anew.

use super::*;
use crate::case::{
    extension,
    remedy::bundle::ItemKind,
    sanction::{Grade, Sanction, SanctionKind},
    spec::{
        OTHER_LEADER, UNIT_HEAD,
        redo::{decide_anew, decided_anew, told_anew},
    },
    state::Statement,
    statement::Received,
};
use crate::restriction::Trigger;

/// Reconsideration revoked it on 10 March, and the agency has to decide anew.
pub fn revoked(for_what: Ground) -> History {
    let redo = Some(Redo { until: None });
    let revoked = Conclude { redo, ..revoke(j(1), for_what, date(2023, 3, 10)) };
    concluded(answered(), "2023-03-10T10:00:00+08:00", revoked)
}

/// ARL 64.2; ALL 71: not the same again on the same facts and reasons.
#[test]
fn what_was_revoked_is_not_decided_again_on_the_same_facts() {
    let revoked = revoked(Ground::FactsUnproven);
    given(told_anew(revoked.clone()))
        .at("2023-07-20T10:00:00+08:00")
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .then_refused(&[Code::SameAsRevoked]);
    let mut beside = decide_anew();
    beside.sanctions.push(Sanction {
        id: PartId::nth('S', 9),
        amount: None,
        kind: SanctionKind::Warning,
        ..beside.sanctions[0].clone()
    });
    given(told_anew(revoked.clone()))
        .at("2023-07-20T10:00:00+08:00")
        .when(LEADER, Command::DecidePenalty(beside))
        .then_refused(&[Code::HeavierThanNoticed, Code::SameAsRevoked]);
    let case = case(&decided_anew(revoked));
    assert_eq!(case.record.decisions[1].1.id, PartId::nth('P', 2));
    let counting = case.counting_decision(date(2023, 7, 20)).unwrap();
    assert_eq!(counting.decided.id, PartId::nth('P', 2));
}

/// ARL 48: what the party said before the decision that fell belongs to that one; for the one that was made anew what it said on
/// the notice of that course is submitted.
#[test]
fn each_decision_is_answered_for_with_what_was_said_on_its_own_notice() {
    let mut case = case(&decided_anew(revoked(Ground::FactsUnproven)));
    let said = (1..).zip(&case.record.notices).map(|(n, (at, notice))| Statement {
        received: Received {
            id: PartId::nth('D', n),
            notice: notice.id.clone(),
            content: "罚款过重".into(),
            document: notice.document.clone(),
        },
        received_at: *at,
        adoption: None,
    });
    case.record.statements = said.collect();
    let parts = |decision: usize| {
        let items = case.told_and_heard_with(&case.record.decisions[decision].1.id);
        let parts = items.iter().filter_map(|it| Some((it.kind, it.part?.to_string())));
        parts.collect::<Vec<_>>()
    };
    let of = |notice: &str, statement: &str| {
        [(ItemKind::PriorNotice, notice.to_owned()), (ItemKind::Statement, statement.to_owned())]
    };
    assert_eq!(parts(0), of("N1", "D1"));
    assert_eq!(parts(1), of("N2", "D2"));
}

/// APL 33.1: of what was revoked nothing makes a later violation another one than the first.
#[test]
fn a_penalty_of_which_nothing_counts_is_no_earlier_violation() {
    let case = case(&revoked(Ground::FactsUnproven));
    let earlier = |on| {
        case.as_earlier("0191a2b3-0000-7000-8000-000000000001".parse().unwrap(), on)
            .map(|it| it.decided_on)
    };
    assert_eq!(earlier(date(2023, 3, 9)), Some(date(2022, 12, 21)));
    assert_eq!(earlier(date(2023, 3, 10)), None);
}

/// The exception: revoked for its procedure alone.
#[test]
fn the_same_may_be_decided_again_where_only_the_procedure_was_wrong() {
    let events = given(told_anew(revoked(Ground::Procedure)))
        .at("2023-07-20T10:00:00+08:00")
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .events();
    assert_eq!(events.len(), 1);
}

/// Everything that PR 48–57 want is done again, and sanctions get new ids.
#[test]
fn a_redo_begins_with_the_report_and_uses_ids_of_its_own() {
    let history = revoked(Ground::Procedure);
    given(history.clone())
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .then_refused(&[Code::StepMissing]);
    given(history)
        .at("2023-06-01T10:00:00+08:00")
        .when(UNIT_HEAD, Command::ConcludeInvestigation(facts::conclude()))
        .then_refused(&[Code::Contradictory, Code::Contradictory]);
}

/// PR 64: the ninety days ended with the first decision; none run for deciding anew, and none are made longer.
#[test]
fn no_time_for_deciding_is_extended_while_the_case_is_decided_anew() {
    let history = revoked(Ground::Procedure);
    assert!(case(&history).open_deadline(Timer::CaseDecide, None).is_none());
    let (reason, paper) = ("案情复杂".into(), document(DocumentType::ExtensionApproval));
    let extend = extension::Extend { reason, document: paper };
    let refused =
        given(history.clone()).when(LEADER, Command::ExtendDecisionTime(extend)).refusals();
    assert_eq!(refused.len(), 1, "{refused:#?}");
    assert_eq!(refused[0].code, Code::WrongStage);
    assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "PR 64.1");
    let further = extension::ExtendFurther {
        days: 30,
        attendees: vec![LEADER.person(), OTHER_LEADER.person()],
        reason: "案情复杂".into(),
        document: document(DocumentType::DiscussionMinutes),
    };
    given(history)
        .when(LEADER, Command::ExtendDecisionTimeFurther(further))
        .then_refused(&[Code::StepMissing, Code::WrongStage]);
}

/// ARL 64.1; ALL 70: what was decided anew too late stays so, also where that decision falls and is made anew as well.
#[test]
fn each_time_to_decide_anew_is_told_by_itself() {
    let redo = Some(Redo { until: Some(date(2023, 6, 10)) });
    let first = Conclude { redo, ..revoke(j(1), Ground::Procedure, date(2023, 3, 10)) };
    let history = decided_anew(concluded(answered(), "2023-03-10T10:00:00+08:00", first));
    let p2 = PartId::nth('P', 2);
    let opened = given(history).at("2023-08-10T10:00:00+08:00").and(
        INTAKE,
        Command::OpenRemedy(Open {
            decision: p2.clone(),
            applied_on: date(2023, 8, 8),
            admitted_on: Some(date(2023, 8, 9)),
            received_on: date(2023, 8, 10),
            ..reconsideration()
        }),
    );
    let fallen = |n| Touched { sanction: PartId::nth('S', n), effect: Effect::Revoked };
    let second = Conclude {
        redo: Some(Redo { until: Some(date(2023, 12, 10)) }),
        touched: vec![fallen(3), fallen(4)],
        ..conclude(j(2), Outcome::Revoked, Ground::Procedure, date(2023, 9, 10))
    };
    let history = concluded(opened, "2023-09-10T10:00:00+08:00", second);
    let timers = case(&history).record.timers;
    let decided = Some("2023-07-20T10:00:00+08:00".parse().unwrap());
    assert_eq!(timers[&(Timer::Redo, None)].settled, decided);
    assert_eq!(timers[&(Timer::Redo, None)].deadline.due_date(), Some(date(2023, 6, 10)));
    let open = &timers[&(Timer::Redo, Some(PartId::nth('P', 3)))];
    assert_eq!((open.settled, open.deadline.due_date()), (None, Some(date(2023, 12, 10))));
}

/// ALL 70, 79; ARL 64.1: the time of the second decision is over as well, once a court gives the first one in its place back.
#[test]
fn the_time_to_decide_anew_a_second_time_is_over_where_a_court_gives_back() {
    let (p2, p3) = (PartId::nth('P', 2), PartId::nth('P', 3));
    let opened =
        given(decided_anew(revoked(Ground::Procedure))).at("2023-08-10T10:00:00+08:00").and(
            INTAKE,
            Command::OpenRemedy(Open {
                decision: p2.clone(),
                applied_on: date(2023, 8, 8),
                admitted_on: Some(date(2023, 8, 9)),
                received_on: date(2023, 8, 10),
                ..reconsideration()
            }),
        );
    let touched = |effect: &Effect| {
        [3, 4].map(|n| Touched { sanction: PartId::nth('S', n), effect: effect.clone() }).to_vec()
    };
    let fallen = Conclude {
        redo: Some(Redo { until: Some(date(2023, 12, 10)) }),
        touched: touched(&Effect::Revoked),
        ..conclude(j(2), Outcome::Revoked, Ground::Procedure, date(2023, 9, 10))
    };
    let fallen = concluded(opened, "2023-09-10T10:00:00+08:00", fallen);
    let sued = given(fallen).at("2023-09-20T10:00:00+08:00").and(
        INTAKE,
        Command::OpenRemedy(Open {
            decision: p2,
            applied_on: date(2023, 9, 15),
            received_on: date(2023, 9, 20),
            ..suit(Some(j(2)))
        }),
    );
    assert!(case(&sued).open_deadline(Timer::Redo, Some(&p3)).is_some());
    let back = Conclude {
        touched: touched(&Effect::Upheld),
        ..conclude(j(3), Outcome::Revoked, Ground::WrongBasis, date(2023, 10, 30))
    };
    let back = concluded(sued, "2023-10-30T10:00:00+08:00", back);
    let take = Command::TakeEffect(TakeEffect { remedy: j(3) });
    let events = given(back.clone()).at("2023-11-20T10:00:00+08:00").when_clock(take).events();
    let at: Moment = "2023-11-20T10:00:00+08:00".parse().unwrap();
    let back: History = back.into_iter().chain(events.into_iter().map(|it| (at, it))).collect();
    let back = case(&back);
    assert_eq!(back.main, Main::PenaltyDecided);
    assert_eq!(back.open_deadline(Timer::Redo, Some(&p3)), None);
    assert_eq!(back.record.redone_since.map(Moment::day), Some(date(2023, 3, 10)), "of the first");
}

/// LIST24; SC49: what counts again is found again, and called for by the event since which it counts, each call once.
#[test]
fn what_counts_again_is_called_for_anew() {
    let found_anew = |grade| {
        let mut history = answered();
        for (_, event) in &mut history {
            if let Event::PenaltyDecided(it) = event {
                it.sanctions[1].grade = grade;
            }
        }
        let revoked = revoke(j(1), Ground::FactsUnproven, date(2023, 3, 10));
        let fallen = concluded(history, "2023-03-10T10:00:00+08:00", revoked);
        let suit = Open {
            applied_on: date(2023, 3, 15),
            received_on: date(2023, 3, 20),
            ..suit(Some(j(1)))
        };
        let sued =
            given(fallen).at("2023-03-20T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(suit));
        let judgment = Conclude {
            touched: vec![Touched { sanction: s2(), effect: Effect::Upheld }],
            ..conclude(j(2), Outcome::Revoked, Ground::WrongBasis, date(2023, 5, 10))
        };
        let judged = concluded(sued, "2023-05-10T10:00:00+08:00", judgment);
        let take = Command::TakeEffect(TakeEffect { remedy: j(2) });
        let taken = given(judged).at("2023-05-27T10:00:00+08:00").when_clock(take).events();
        let [Event::JudgmentTookEffect(it)] = &taken[..] else { panic!("{taken:?}") };
        it.called_anew.clone()
    };
    let again = found_anew(Some(Grade::Heavier)).unwrap();
    assert_eq!(again.decision, p1());
    let answers = again.calls.iter().map(|it| (&it.answers, &it.sanctions));
    for (answers, sanctions) in answers {
        assert_eq!((answers, sanctions), (&[Trigger::HeavyFine].into(), &[s2()].into()));
    }
    assert!(!again.calls.is_empty());
    assert_eq!(found_anew(None), None, "nothing in it is answered");
}
