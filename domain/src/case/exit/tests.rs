//! When a case ends without a penalty, and why.

use jiff::civil::date;

use super::{DecideNoPenalty, DecideNotEstablished, NoPenaltyReason};
use crate::{
    Code,
    case::{
        Command, Event, Fact, Main,
        closing::{Close, ClosingGround},
        service::ServeDecision,
        spec::{
            HANDLER_LI, LEADER, case,
            endings::{close, p1, penalised, serve_decision, told},
            facts::{approved, document, handed_over, in_review, reviewed},
            given,
            hearings::{asked, state},
        },
    },
    clock::Timer,
    document::DocumentType,
    id::PartId,
    rulebook::{Confidence, Quantity, Unknown},
};

const SOURCE: &str = "四川省市场监督管理轻微违法行为不予处罚清单";

fn spare() -> DecideNoPenalty {
    DecideNoPenalty {
        reason: NoPenaltyReason::MinorNoHarm,
        explanation: "当事人主动下架全部无证店铺，未造成危害后果".into(),
        education: "已对当事人进行法治教育".into(),
        evidence: vec![],
        violation_ended_on: None,
        document: document(DocumentType::NoPenaltyDecision),
    }
}

fn spares(exit: DecideNoPenalty) -> Command {
    Command::DecideNoPenalty(exit)
}

fn fails() -> DecideNotEstablished {
    DecideNotEstablished {
        explanation: "现有证据不能证明违法事实".into(),
        document: document(DocumentType::NoPenaltyDecision),
    }
}

/// PR 60.1(2), 61; APL 33.
#[test]
fn a_leader_may_spare_the_party_once_the_review_agreed() {
    given(in_review()).when(LEADER, spares(spare())).then_refused(&[Code::StepMissing]);
    let spared = given(reviewed()).and(LEADER, spares(spare()));
    let case = case(&spared);
    assert_eq!(case.main, Main::NoPenaltyDecided);
    assert!(case.open_deadline(Timer::CloseForm, None).is_some());
    assert!(case.open_deadline(Timer::CaseDecide, None).is_none());
}

/// APL 30, 31, 33, 36: each reason rests on its own article.
#[test]
fn each_reason_cites_its_own_article() {
    let articles = [
        (NoPenaltyReason::MinorNoHarm, "APL 33.1"),
        (NoPenaltyReason::FirstMinor, "APL 33.1"),
        (NoPenaltyReason::NoFault, "APL 33.2"),
        (NoPenaltyReason::Under14, "APL 30"),
        (NoPenaltyReason::Incapacity, "APL 31"),
        (NoPenaltyReason::LimitationExpired, "APL 36.1"),
    ];
    let events = given(reviewed()).when(LEADER, spares(spare())).events();
    let [Event::NoPenaltyDecided(decided)] = &events[..] else { panic!("{events:?}") };
    for (reason, article) in articles {
        let event = Event::NoPenaltyDecided(super::NotPenalised { reason, ..decided.clone() });
        let cited = event.fact().facets().citations();
        let last = cited.last().unwrap().to_string();
        assert_eq!(last, article, "{reason:?}");
    }
}

/// APL 36: too late is what was discovered after the period, counted from the last day of the violation as it
/// was found; the case was filed within it, as that day was known then.
#[test]
fn limitation_is_no_ground_while_the_period_had_not_run_out() {
    let expired = |violation_ended_on| {
        let reason = NoPenaltyReason::LimitationExpired;
        spares(DecideNoPenalty { reason, violation_ended_on, ..spare() })
    };
    given(reviewed()).when(LEADER, expired(None)).then_to_be_mended(&["violationEndedOn"]);
    let within = given(reviewed()).when(LEADER, expired(Some(date(2020, 11, 14)))).refusals();
    let [refused] = &within[..] else { panic!("{within:?}") };
    assert_eq!(refused.code, Code::Contradictory);
    assert!(refused.message.contains("追究时效至2022-11-14届满"), "{}", refused.message);
    assert!(refused.message.contains("线索已于2022-11-14发现"), "{}", refused.message);
    let after = given(reviewed()).when(LEADER, expired(Some(date(2020, 11, 13)))).events();
    let [Event::NoPenaltyDecided(spared)] = &after[..] else { panic!("{after:?}") };
    let last = spared.limitation.as_ref().and_then(crate::clock::Deadline::due_date);
    assert_eq!(last, Some(date(2022, 11, 13)));
    let said = spared.sentence();
    assert!(
        said.contains("（违法行为终了于2020年11月13日，追究时效至2022年11月13日届满）"),
        "{said}"
    );
    let ahead = expired(Some(date(2032, 1, 1)));
    given(reviewed()).when(LEADER, ahead).then_to_be_mended(&["violationEndedOn"]);
    let other = DecideNoPenalty { violation_ended_on: Some(date(2020, 1, 1)), ..spare() };
    let kept = given(reviewed()).when(LEADER, spares(other)).events();
    let [Event::NoPenaltyDecided(kept)] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!((kept.violation_ended_on, &kept.limitation), (None, &None), "asked by nobody");
}

/// PR 56, 60: what was approved binds nobody before the party is told of it.
#[test]
fn a_leader_may_spare_the_party_after_approving_a_penalty() {
    let spared = given(approved()).when(LEADER, spares(spare())).events();
    assert!(matches!(&spared[..], [Event::NoPenaltyDecided(_)]));
    let fallen = given(approved()).when(LEADER, Command::DecideNotEstablished(fails())).events();
    assert!(matches!(&fallen[..], [Event::ViolationNotEstablished(_)]));
}

/// PR 60: nothing is imposed, so that the five working days need not be over.
#[test]
fn a_told_party_may_be_spared_within_its_five_days() {
    let events = given(told()).when(LEADER, spares(spare())).events();
    assert!(matches!(&events[..], [Event::NoPenaltyDecided(_)]));
}

/// APL 45; PR 58; APL 65.
#[test]
fn nobody_is_spared_over_an_unchecked_statement_or_an_open_hearing() {
    let stated = given(told()).and(HANDLER_LI, Command::RecordStatement(state()));
    given(stated).when(LEADER, spares(spare())).then_refused(&[Code::Unfinished]);
    given(asked()).when(LEADER, spares(spare())).then_refused(&[Code::Unfinished]);
}

/// PR 61: the agency educates the party, and says why it spares it.
#[test]
fn sparing_says_why_and_how_the_party_was_educated() {
    let empty = DecideNoPenalty {
        explanation: "".into(),
        education: " ".into(),
        document: document(DocumentType::Other),
        ..spare()
    };
    given(reviewed()).when(LEADER, spares(empty)).then_to_be_mended(&[
        "explanation",
        "education",
        "document",
    ]);
}

/// APL 30, 31: age and incapacity are natural persons'.
#[test]
fn an_organisation_is_neither_too_young_nor_incapable() {
    for reason in [NoPenaltyReason::Under14, NoPenaltyReason::Incapacity] {
        let evidence = vec![PartId::nth('E', 1)];
        given(reviewed())
            .when(LEADER, spares(DecideNoPenalty { reason, evidence, ..spare() }))
            .then_to_be_mended(&["reason"]);
    }
}

/// APL 33.1: the rulebook has no look-back, so that the officer states it where an earlier case is known.
#[test]
fn an_earlier_case_counts_for_as_long_as_the_officer_states() {
    let earlier = crate::Earlier {
        case: "0191a2b3-0000-7000-8000-000000000001".parse().unwrap(),
        violation: crate::case::violation::ViolationType::PlatformLicenceCheck.label().to_owned(),
        decided_on: jiff::civil::date(2020, 5, 1),
    };
    let first = || spares(DecideNoPenalty { reason: NoPenaltyReason::FirstMinor, ..spare() });
    let known = || given(reviewed()).when_known(|facts| facts.earlier = vec![earlier.clone()]);
    let stating =
        |n, source| known().stating(Unknown::Number(Quantity::FirstViolationYears), n, source);
    known().when(LEADER, first()).then_refused(&[Code::FigureMissing]);
    stating(2, " ").when(LEADER, first()).then_refused(&[Code::FigureMissing]);
    let refused = stating(3, SOURCE).when(LEADER, first()).refusals();
    assert_eq!(
        refused[0].message,
        "当事人自2019-11-10以来已有同类违法案件（2020-05-01决定），不属于初次违法（经办人陈述）"
    );
    let events = stating(2, SOURCE).when(LEADER, first()).events();
    let [Event::NoPenaltyDecided(spared)] = &events[..] else { panic!("{events:?}") };
    let figure = spared.look_back.as_ref().unwrap();
    assert_eq!((figure.amount, figure.confidence), (2, Confidence::OfficerStated));
    assert_eq!(figure.source.as_deref(), Some(SOURCE));
    let said = format!("（初次违法回溯年限：2年，经办人陈述，出处：{SOURCE}）");
    assert!(events[0].fact().sentence().contains(&said));
    assert_eq!(given(reviewed()).when(LEADER, first()).events().len(), 1, "nobody asks how far");
}

/// PR 60.1(3).
#[test]
fn what_cannot_be_established_is_not_penalised() {
    let failed = given(told()).and(LEADER, Command::DecideNotEstablished(fails()));
    assert_eq!(case(&failed).main, Main::NotEstablished);
    let silent = DecideNotEstablished { explanation: "".into(), ..fails() };
    given(told())
        .when(LEADER, Command::DecideNotEstablished(silent))
        .then_to_be_mended(&["explanation"]);
}

/// PR 60.1(2), 60.1(3), 82: either decision bears a number and reaches the party before the case is closed;
/// the seven working days of PR 81 are those of a penalty decision.
#[test]
fn a_decision_without_a_penalty_is_numbered_and_served_before_the_case_is_closed() {
    let ends = [
        (spares(spare()), ClosingGround::NotPenalised),
        (Command::DecideNotEstablished(fails()), ClosingGround::NotEstablished),
    ];
    for (decide, ground) in ends {
        let ended = given(reviewed()).and(LEADER, decide);
        let (at, event) = ended.last().unwrap();
        assert!(event.fact().sentence().contains("市监不罚〔2022〕1号"), "{event:?}");
        assert!(case(&ended).open_deadline(Timer::DecisionServe, Some(&p1())).is_none());
        let closing = Close { ground, ..close() };
        given(ended.clone())
            .when(LEADER, Command::CloseCase(closing.clone()))
            .then_refused(&[Code::StepMissing]);
        let service = ServeDecision {
            service: handed_over(at.day()),
            publicity_notice: None,
            reconsideration_channel: None,
            ..serve_decision()
        };
        let served = given(ended).and(HANDLER_LI, Command::ServeDecision(service.clone()));
        let (_, event) = served.last().unwrap();
        assert_eq!(event.fact().facets().basis, [("PR", "82")]);
        given(served.clone())
            .when(HANDLER_LI, Command::ServeDecision(service))
            .then_refused(&[Code::AlreadyDone]);
        assert_eq!(given(served).when(LEADER, Command::CloseCase(closing)).events().len(), 1);
    }
}

/// PR 60: a case ends once, and a leader ends it.
#[test]
fn no_exit_is_left_after_a_decision_or_to_a_handler() {
    given(penalised()).when(LEADER, spares(spare())).then_refused(&[Code::WrongStage]);
    given(penalised())
        .when(LEADER, Command::DecideNotEstablished(fails()))
        .then_refused(&[Code::WrongStage]);
    given(reviewed()).when(HANDLER_LI, spares(spare())).then_refused(&[Code::NotPermitted]);
}
