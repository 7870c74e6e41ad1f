//! Remedies, each rule with its article.

mod answering;
mod finding;
mod judgments;
mod money;
mod orders;
mod properties;
mod redo;
mod returning;
mod several;
mod undone;

use jiff::civil::{Date, date};

use super::*;
use crate::{
    Code, Decider, Fen, Moment,
    case::{
        Command, Event, Main,
        spec::{
            CREDIT_UNIT, HANDLER_LI, History, INTAKE, LEADER, case,
            endings::{closed, handed, p1, s2},
            facts::{self, document},
            given, law as rules,
            remedies::{
                alter, answered, appeal, conclude, fine_on, handed_in, j, judged, reconsideration,
                reconsidered, reply, revoke, sued, suit,
            },
        },
    },
    clock::{Due, Timer},
    document::DocumentType,
    id::PartId,
};

fn concluded(history: History, at: &str, it: Conclude) -> History {
    given(history).at(at).and(HANDLER_LI, Command::ConcludeRemedy(it))
}

fn due(history: &[(Moment, Event)], timer: Timer, of: &PartId) -> Option<Date> {
    case(history).record.timers.get(&(timer, Some(of.clone())))?.deadline.due_date()
}

/// ARL 48, 62; ARL17 23: the copy starts the answer, the admission the organ's own time.
#[test]
fn the_copy_starts_the_time_to_answer_and_meets_the_time_to_ask() {
    let history = reconsidered();
    assert_eq!(due(&history, Timer::ReconReply, &j(1)), Some(date(2023, 1, 30)));
    assert_eq!(due(&history, Timer::ReconDecide, &j(1)), Some(date(2023, 3, 20)));
    let case = case(&history);
    let asked = &case.record.timers[&(Timer::ReconApply, Some(p1()))];
    assert_eq!(
        asked.settled,
        Some(Moment::midnight(date(2023, 1, 16))),
        "the day of the application"
    );
    assert_eq!(case.main, Main::PenaltyDecided);
}

/// Whether a request is out of time the organ decides; the agency records it, with the limit that it missed.
#[test]
fn a_request_out_of_time_is_recorded_with_the_limit_that_it_missed() {
    let late = Open {
        applied_on: date(2023, 3, 1),
        admitted_on: None,
        received_on: date(2023, 3, 3),
        ..reconsideration()
    };
    let events = given(handed())
        .at("2023-03-03T10:00:00+08:00")
        .when(INTAKE, Command::OpenRemedy(late))
        .events();
    let [Event::RemedyOpened(opened)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(opened.out_of_time, Some(date(2023, 2, 21)));
}

/// ARL 29: never both at once, and no reconsideration after a court took the suit.
#[test]
fn reconsideration_and_suit_exclude_one_another() {
    let at = "2023-02-20T11:00:00+08:00";
    given(reconsidered())
        .at(at)
        .when(INTAKE, Command::OpenRemedy(suit(None)))
        .then_refused(&[Code::RemedyPending, Code::Incomplete]);
    let again = Open { received_on: date(2023, 2, 20), ..reconsideration() };
    given(sued())
        .at(at)
        .when(INTAKE, Command::OpenRemedy(again.clone()))
        .then_refused(&[Code::RemedyPending, Code::AlreadyDone]);
    given(reconsidered())
        .at(at)
        .when(INTAKE, Command::OpenRemedy(again))
        .then_refused(&[Code::AlreadyDone, Code::AlreadyDone]);
}

/// ALL 45: where the organ lets its time pass, the court may be asked.
#[test]
fn a_suit_may_follow_an_organ_that_stays_silent() {
    let silent =
        Open { applied_on: date(2023, 3, 28), received_on: date(2023, 3, 30), ..suit(Some(j(1))) };
    let sued = given(answered())
        .at("2023-03-30T10:00:00+08:00")
        .when(INTAKE, Command::OpenRemedy(silent.clone()));
    assert_eq!(sued.events().len(), 1);
    let early = Open { applied_on: date(2023, 3, 1), received_on: date(2023, 3, 2), ..silent };
    given(answered())
        .at("2023-03-02T10:00:00+08:00")
        .when(INTAKE, Command::OpenRemedy(early))
        .then_refused(&[Code::RemedyPending, Code::Contradictory]);
}

/// ARL 48, 70: the answer in time settles; without one the decision counts as having no evidence.
#[test]
fn without_an_answer_in_time_the_decision_counts_as_having_no_evidence() {
    let codes = |history: &[(Moment, Event)], on| {
        case(history)
            .missing(on, rules())
            .into_iter()
            .map(|it| (it.code, it.citation.to_string()))
            .collect::<Vec<_>>()
    };
    let open = codes(&reconsidered(), date(2023, 1, 30));
    assert!(open.contains(&(Code::StepMissing, "ARL17 23".into())), "{open:?}");
    let overdue = codes(&reconsidered(), date(2023, 1, 31));
    assert!(overdue.contains(&(Code::TooLate, "ARL17 28".into())), "{overdue:?}");
    assert!(!codes(&answered(), date(2023, 1, 31)).iter().any(|(code, _)| *code == Code::TooLate));
    let suit = codes(&sued(), date(2023, 3, 10));
    assert!(suit.contains(&(Code::TooLate, "ALL 34.2".into())), "{suit:?}");
}

/// One prepares the answer and another signs it, with evidence and basis.
#[test]
fn an_answer_is_signed_by_another_and_names_evidence_and_basis() {
    let at = "2023-01-28T10:00:00+08:00";
    let empty = Submit { evidence: vec![], bases: vec![], ..reply(j(1)) };
    given(reconsidered())
        .at(at)
        .when(LEADER, Command::SubmitReply(empty))
        .then_refused(&[Code::Incomplete, Code::Incomplete]);
    let own = Submit { prepared_by: LEADER.person(), ..reply(j(1)) };
    given(reconsidered())
        .at(at)
        .when(LEADER, Command::SubmitReply(own))
        .then_refused(&[Code::ConflictOfDuties]);
    given(reconsidered())
        .at(at)
        .when(HANDLER_LI, Command::SubmitReply(reply(j(1))))
        .then_refused(&[Code::NotPermitted, Code::ConflictOfDuties]);
    given(answered())
        .at("2023-01-29T10:00:00+08:00")
        .when(LEADER, Command::SubmitReply(reply(j(1))))
        .then_refused(&[Code::AlreadyDone]);
}

/// ARL 48, 54; ALL 67: an answer consists of what the decision rests on and how it came about; what the agency issued is
/// named as it is on file.
#[test]
fn an_answer_comes_with_the_papers_of_the_decision_alone() {
    let with = |paper| {
        let documents = vec![document(DocumentType::Evidence), paper];
        let submit = Command::SubmitReply(Submit { documents, ..reply(j(1)) });
        given(reconsidered()).at("2023-01-28T10:00:00+08:00").when(LEADER, submit)
    };
    for stray in [DocumentType::RemedyDecision, DocumentType::PaymentReceipt] {
        with(document(stray)).then_to_be_mended(&["documents.1"]);
    }
    with(document(DocumentType::PenaltyDecision)).then_to_be_mended(&["documents.1"]);
    let on_file = case(&reconsidered()).record.documents;
    let of = |kind| on_file.iter().find(|it| it.document_type == kind).unwrap().clone();
    for kind in [DocumentType::PenaltyDecision, DocumentType::ReviewOpinion] {
        assert_eq!(with(of(kind)).events().len(), 1, "{kind:?}");
    }
    assert_eq!(with(document(DocumentType::Other)).events().len(), 1, "what the decision rests on");
}

/// ALL 36.1: more time only in court, and only while it runs.
#[test]
fn only_a_court_gives_more_time_to_answer() {
    let more = |remedy| ExtendReply {
        remedy,
        days: 10,
        reason: "证据原件因不可抗力暂不能提供".into(),
        document: document(DocumentType::RemedyNotice),
    };
    let at = "2023-03-01T10:00:00+08:00";
    let events = given(sued()).at(at).and(HANDLER_LI, Command::ExtendReplyTime(more(j(1))));
    assert_eq!(due(&events, Timer::SuitReply, &j(1)), Some(date(2023, 3, 17)));
    given(reconsidered())
        .at("2023-01-28T10:00:00+08:00")
        .when(HANDLER_LI, Command::ExtendReplyTime(more(j(1))))
        .then_refused(&[Code::NotProvidedFor]);
}

/// ARL 46; ALL 35, 36.
#[test]
fn no_evidence_is_collected_meanwhile_unless_it_was_permitted() {
    let collect = || Command::CollectEvidence(facts::collect());
    let at = "2023-02-21T10:00:00+08:00";
    let refused = given(sued()).at(at).when(HANDLER_LI, collect()).refusals();
    assert!(
        refused.iter().any(|it| it.code == Code::RemedyPending
            && it.citation.as_ref().is_some_and(|it| it.to_string() == "ALL 35")),
        "{refused:#?}"
    );
    given(handed()).at(at).when(HANDLER_LI, collect()).then_refused(&[Code::WrongStage]);
    let permitted = Permit {
        remedy: j(1),
        scope: "原告在诉讼中提出的授权文件是否真实".into(),
        document: document(DocumentType::RemedyNotice),
    };
    let history = given(sued()).at(at).and(HANDLER_LI, Command::PermitEvidence(permitted));
    let events = given(history).when(HANDLER_LI, collect()).events();
    assert!(matches!(events.as_slice(), [Event::EvidenceCollected(_)]));
}

/// ARL 42: the agency's own stay is a leader's; it ends with the remedy at the latest.
#[test]
fn execution_stands_still_while_it_is_stayed() {
    let stay = |by| {
        Command::StayExecution(OrderStay {
            remedy: j(1),
            by,
            sanctions: vec![s2()],
            reason: "立即执行将造成难以弥补的损失".into(),
            document: document(DocumentType::RemedyNotice),
        })
    };
    let at = "2023-01-29T10:00:00+08:00";
    given(reconsidered())
        .at(at)
        .when(HANDLER_LI, stay(StayedBy::Respondent))
        .then_refused(&[Code::NotPermitted]);
    let history = given(reconsidered()).at(at).and(LEADER, stay(StayedBy::Respondent));
    let stayed = |history: &[(Moment, Event)], on| case(history).stayed(&s2(), on).is_some();
    assert!(!stayed(&history, date(2023, 1, 28)) && stayed(&history, date(2023, 2, 10)));
    let upheld = conclude(j(1), Outcome::Upheld, Ground::Lawful, date(2023, 3, 10));
    let over = concluded(history.clone(), "2023-03-10T10:00:00+08:00", upheld);
    assert!(stayed(&over, date(2023, 3, 10)) && !stayed(&over, date(2023, 3, 11)));
    let ended = EndStay {
        stay: PartId::nth('Z', 1),
        reason: "损失可以弥补".into(),
        document: document(DocumentType::RemedyNotice),
    };
    let ended =
        given(history).at("2023-02-03T10:00:00+08:00").and(HANDLER_LI, Command::EndStay(ended));
    assert!(!stayed(&ended, date(2023, 2, 3)));
}

/// ARL 39, 62: what moves the organ's own time.
#[test]
fn suspension_and_extension_move_the_organs_time() {
    let notice = || document(DocumentType::RemedyNotice);
    let suspend =
        Suspend {
            remedy: j(1), reason: "需以其他案件的审理结果为依据".into(), document: notice()
        };
    let history = given(answered())
        .at("2023-02-01T10:00:00+08:00")
        .and(HANDLER_LI, Command::SuspendReconsideration(suspend));
    let paused =
        case(&history).record.timers[&(Timer::ReconDecide, Some(j(1)))].deadline.due.clone();
    assert!(matches!(paused, Due::Paused { .. }));
    let resume = Resume { suspension: PartId::nth('G', 1), document: notice() };
    let history = given(history)
        .at("2023-02-11T10:00:00+08:00")
        .and(HANDLER_LI, Command::ResumeReconsideration(resume));
    assert_eq!(due(&history, Timer::ReconDecide, &j(1)), Some(date(2023, 3, 29)));
    let extend =
        |days| Command::ExtendReconsideration(Extend { remedy: j(1), days, document: notice() });
    given(history.clone()).when(HANDLER_LI, extend(31)).then_refused(&[Code::NotProvidedFor]);
    let history = given(history).and(HANDLER_LI, extend(30));
    assert_eq!(due(&history, Timer::ReconDecide, &j(1)), Some(date(2023, 4, 28)));
    given(history).when(HANDLER_LI, extend(5)).then_refused(&[Code::NotProvidedFor]);
}

/// ARL 32: forwarded within five working days.
#[test]
fn a_request_that_was_handed_to_the_agency_is_forwarded() {
    let history = handed_in();
    let q1 = PartId::nth('Q', 1);
    assert_eq!(due(&history, Timer::ReconForward, &q1), Some(date(2024, 1, 15)));
    let forward = Forward {
        request: q1.clone(),
        body: "四川省人民政府".into(),
        document: document(DocumentType::RemedyNotice),
    };
    let history =
        given(history).and(HANDLER_LI, Command::ForwardReconsiderationRequest(forward.clone()));
    assert!(case(&history).record.timers[&(Timer::ReconForward, Some(q1))].settled.is_some());
    given(history)
        .when(HANDLER_LI, Command::ForwardReconsiderationRequest(forward))
        .then_refused(&[Code::AlreadyDone]);
}

/// ARL 75: a decision on reconsideration counts once it is served.
#[test]
fn a_fine_that_was_altered_counts_as_altered_from_service_on() {
    let history =
        concluded(answered(), "2023-03-10T10:00:00+08:00", alter(j(1), 40_000, date(2023, 3, 10)));
    assert_eq!(fine_on(&history, date(2023, 3, 9)), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&history, date(2023, 3, 10)), Some(Fen::yuan(40_000)));
    let case = case(&history);
    let standing = case.standing(date(2023, 3, 10));
    assert_eq!(standing[0].decided.sanctions[1].amount, Some(Fen::yuan(50_000)), "as made");
    let changed = standing[0].sanctions[1].changed.as_ref().unwrap();
    assert_eq!((changed.since, &changed.by), (date(2023, 3, 10), &Changer::Remedy(j(1))));
    assert_eq!(changed.authority[0].to_string(), "ARL17 28");
    assert_eq!(due(&history, Timer::SuitAfter, &j(1)), Some(date(2023, 3, 27)));
    assert!(case.record.timers[&(Timer::SuitDirect, Some(p1()))].replaced);
}

/// ARL 63.2; ALL 77.2: never worse, unless somebody asked for the opposite.
#[test]
fn nothing_becomes_heavier_unless_the_opposite_was_asked_for() {
    let at = "2023-05-10T10:00:00+08:00";
    let heavier = Conclude {
        grounds: vec![Ground::ManifestlyUnfit],
        ..alter(j(1), 60_000, date(2023, 5, 10))
    };
    let refused =
        given(sued()).at(at).when(HANDLER_LI, Command::ConcludeRemedy(heavier.clone())).refusals();
    assert_eq!(refused.len(), 1, "{refused:#?}");
    assert_eq!(refused[0].code, Code::WorseForApplicant);
    assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "ALL 77.2");
    let opposite = Conclude { opposite_request: true, ..heavier };
    assert_eq!(
        given(sued()).at(at).when(HANDLER_LI, Command::ConcludeRemedy(opposite)).events().len(),
        1
    );
}

/// Each outcome has its grounds, and names what it touches.
#[test]
fn an_outcome_rests_on_a_ground_of_its_own_and_touches_what_it_says() {
    let at = "2023-05-10T10:00:00+08:00";
    let when = |it| given(sued()).at(at).when(HANDLER_LI, Command::ConcludeRemedy(it));
    let day = date(2023, 5, 10);
    when(conclude(j(1), Outcome::Upheld, Ground::Lawful, day))
        .then_refused(&[Code::NotProvidedFor]);
    when(conclude(j(1), Outcome::Dismissed, Ground::Procedure, day))
        .then_refused(&[Code::Contradictory]);
    when(conclude(j(1), Outcome::Revoked, Ground::Procedure, day))
        .then_refused(&[Code::Incomplete]);
    let elsewhere = Touched { sanction: PartId::nth('S', 9), effect: Effect::Revoked };
    let unknown = Conclude { touched: vec![elsewhere], ..revoke(j(1), Ground::Procedure, day) };
    when(unknown).then_refused(&[Code::UnknownPart]);
    let void = Conclude {
        outcome: Outcome::ConfirmedVoid,
        grounds: vec![Ground::ManifestlyIllegal],
        ..revoke(j(1), Ground::Procedure, day)
    };
    when(void).then_refused(&[Code::Contradictory, Code::Contradictory]);
    let redone = Conclude {
        redo: Some(Redo { until: None }),
        ..conclude(j(1), Outcome::Dismissed, Ground::Lawful, day)
    };
    when(redone).then_refused(&[Code::Contradictory]);
}

/// Remedies go on after closing, and change the main line only where the agency decides anew.
#[test]
fn a_closed_case_is_reopened_by_a_redo_alone() {
    let open = given(closed())
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()));
    assert_eq!(case(&open).main, Main::Closed);
    let at = "2023-03-10T10:00:00+08:00";
    let revoked = revoke(j(1), Ground::FactsUnproven, date(2023, 3, 10));
    assert_eq!(case(&concluded(open.clone(), at, revoked.clone())).main, Main::Closed);
    let anew = Conclude { redo: Some(Redo { until: Some(date(2023, 6, 10)) }), ..revoked };
    let history = concluded(open, at, anew);
    assert_eq!(case(&history).main, Main::Investigating);
    let case = case(&history);
    let redo = &case.record.timers[&(Timer::Redo, None)].deadline;
    assert_eq!(redo.due_date(), Some(date(2023, 6, 10)));
}

/// Nobody but whoever answers for remedies records them.
#[test]
fn the_credit_unit_opens_no_remedy() {
    given(handed())
        .at("2023-01-20T10:00:00+08:00")
        .when(CREDIT_UNIT, Command::OpenRemedy(reconsideration()))
        .then_refused(&[Code::NotPermitted]);
}
