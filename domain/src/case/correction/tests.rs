//! Corrections, each rule with its article.

mod anew;
mod announced;
mod before;
mod beside;
mod clerical;
mod unserved;

use jiff::civil::{Date, date};

use super::*;
use crate::{
    Code, Fen, Moment,
    case::{
        Command, Event, Main,
        remedy::{Changer, Effect},
        sanction::{Sanction, SanctionKind},
        spec::{
            HANDLER_LI, History, INTAKE, LEADER, case,
            endings::{DECISION_DAY, handed, p1, penalised_by, s2, served},
            facts::{document, handed_over, sanction, sanctions},
            given, law,
            remedies::{fine_on, j, sued},
        },
    },
    clock::Timer,
    document::DocumentType,
    party::Registration,
    rulebook::Confidence,
};

const DAY: &str = "2023-03-01T10:00:00+08:00";

fn x1() -> PartId {
    PartId::nth('X', 1)
}

fn w1() -> PartId {
    PartId::nth('W', 1)
}

/// The fine of 50,000 yuan becomes one of so many, of which the party is served on 1 March 2023.
pub fn alter(yuan: u32) -> Alter {
    let to = Sanction { amount: Some(Fen::yuan(yuan)), ..sanctions().remove(1) };
    Alter {
        decision: p1(),
        touched: vec![Touched { sanction: s2(), effect: Effect::Altered { to } }],
        reason: "罚款数额计算错误".into(),
        deviation_reasons: None,
        service: handed_over(date(2023, 3, 1)),
        document: document(DocumentType::CorrectionDecision),
    }
}

fn revoke(sanctions: Vec<PartId>) -> Revoke {
    Revoke {
        decision: p1(),
        sanctions,
        anew: false,
        reason: "主要事实认定错误".into(),
        service: handed_over(date(2023, 3, 1)),
        document: document(DocumentType::CorrectionDecision),
    }
}

/// APL 75.2: the agency alters what it finds wrong; that counts from service on, and may be contested anew.
#[test]
fn what_the_agency_altered_itself_counts_from_service_on() {
    let history = given(handed()).at(DAY).and(LEADER, Command::AlterDecision(alter(30_000)));
    assert_eq!(fine_on(&history, date(2023, 2, 28)), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&history, date(2023, 3, 1)), Some(Fen::yuan(30_000)));
    let case = case(&history);
    let standing = case.standing(date(2023, 3, 1));
    assert_eq!(standing[0].decided.sanctions[1].amount, Some(Fen::yuan(50_000)), "as made");
    let changed = standing[0].sanctions[1].changed.as_ref().unwrap();
    assert_eq!(changed.by, Changer::OwnMotion(x1()));
    assert_eq!(changed.authority[0].to_string(), "APL 75.2");
    let asked = &case.record.timers[&(Timer::ReconApply, Some(p1()))];
    assert_eq!(asked.deadline.start, Moment::midnight(date(2023, 3, 1)));
    let paid = &case.record.timers[&(Timer::PayFine, Some(s2()))];
    assert_eq!(paid.deadline.due_date(), Some(date(2023, 1, 9)), "the last day to pay stays");
    let number = document(DocumentType::CorrectionDecision).number;
    assert_ne!(case.record.corrections[0].1.document().number, number, "it has one of its own");
}

/// APL 44, 62: nothing becomes heavier without a notice and a decision of its own.
#[test]
fn nothing_becomes_heavier_of_the_agencys_own_motion() {
    let refused =
        given(handed()).at(DAY).when(LEADER, Command::AlterDecision(alter(60_000))).refusals();
    assert_eq!(refused.len(), 1, "{refused:#?}");
    assert_eq!(refused[0].code, Code::WorseForApplicant);
    assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "APL 62");
}

/// App. B 3; APL 9, 44, 62: another kind that is heavier wants a notice and a decision of its own too, whatever it takes:
/// goods, a licence, or something that nobody knows of.
#[test]
fn no_other_kind_that_is_heavier_comes_of_the_agencys_own_motion() {
    use SanctionKind::{ConfiscateGoods, Criticism, Fine, Other, SuspendLicence, Warning};
    let alters = |from, to| {
        let to = sanction(1, to, 1_000);
        let touched = vec![Touched { sanction: to.id.clone(), effect: Effect::Altered { to } }];
        let decided = served(penalised_by(&[sanction(1, from, 1_000)]));
        let alter = Alter { touched, ..alter(0) };
        given(decided).at(DAY).when(LEADER, Command::AlterDecision(alter))
    };
    for (from, to) in [
        (Warning, ConfiscateGoods),
        (Warning, SuspendLicence),
        (Warning, Other),
        (Criticism, SuspendLicence),
        (Fine, SuspendLicence),
    ] {
        let refused = alters(from, to).refusals();
        assert_eq!(refused.len(), 1, "{from:?} to {to:?}: {refused:#?}");
        assert_eq!(refused[0].code, Code::WorseForApplicant);
        assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "APL 62");
    }
    for (from, to) in [(SuspendLicence, Warning), (Fine, Warning), (Fine, ConfiscateGoods)] {
        assert_eq!(alters(from, to).events().len(), 1, "{from:?} to {to:?}");
    }
}

/// APL 75.2: a leader decides, on the sanctions of the decision that count, before it is served.
#[test]
fn an_alteration_is_a_leaders_and_names_what_counts() {
    given(handed())
        .at(DAY)
        .when(HANDLER_LI, Command::AlterDecision(alter(30_000)))
        .then_refused(&[Code::NotPermitted]);
    let void = vec![Touched { sanction: s2(), effect: Effect::Void }];
    given(handed())
        .at(DAY)
        .when(LEADER, Command::AlterDecision(Alter { touched: void, ..alter(30_000) }))
        .then_refused(&[Code::Incomplete, Code::Contradictory]);
    let twice = [alter(30_000).touched, alter(20_000).touched].concat();
    given(handed())
        .at(DAY)
        .when(LEADER, Command::AlterDecision(Alter { touched: twice, ..alter(30_000) }))
        .then_refused(&[Code::UnknownPart]);
    let early = Alter { service: handed_over(date(2022, 12, 20)), ..alter(30_000) };
    given(handed())
        .at("2022-12-24T10:00:00+08:00")
        .when(LEADER, Command::AlterDecision(early))
        .then_refused(&[Code::BeforeItsBasis, Code::LateEntryReasonMissing]);
    assert!(DECISION_DAY.starts_with("2022-12-21"));
}

/// APL 75.2: a decision that was revoked wholly counts no more, nobody has to pay it, and it is not revoked twice.
#[test]
fn a_decision_that_was_revoked_counts_no_more() {
    let history = given(handed()).at(DAY).and(LEADER, Command::RevokeDecision(revoke(vec![])));
    let fallen = case(&history);
    assert_eq!(fallen.counting_decision(date(2023, 3, 1)), None);
    assert!(fallen.counting_decision(date(2023, 2, 28)).is_some());
    assert!(fallen.record.timers[&(Timer::PayFine, Some(s2()))].replaced);
    assert!(fallen.record.timers.contains_key(&(Timer::CloseForm, None)));
    given(history)
        .when(LEADER, Command::RevokeDecision(revoke(vec![])))
        .then_refused(&[Code::AlreadyDone]);
    let part = given(handed()).at(DAY).and(LEADER, Command::RevokeDecision(revoke(vec![s2()])));
    let standing = case(&part).standing(date(2023, 3, 1))[0].text();
    assert_eq!(standing, "没收违法所得2000元");
}

/// APL 44, 62, 75.2: what was revoked wholly may be decided anew, through report, review, approval and notice again.
#[test]
fn a_decision_that_was_revoked_wholly_may_be_made_anew() {
    let anew = |sanctions| Command::RevokeDecision(Revoke { anew: true, ..revoke(sanctions) });
    given(handed()).at(DAY).when(LEADER, anew(vec![s2()])).then_refused(&[Code::Contradictory]);
    let history = given(handed()).at(DAY).and(LEADER, anew(vec![]));
    let case = case(&history);
    assert_eq!(case.main, Main::Investigating);
    assert_eq!(case.record.redone_since, Some(DAY.parse().unwrap()));
    assert!(!case.record.timers.contains_key(&(Timer::CloseForm, None)));
}

/// APL 75.1: what the superior revoked counts no more from the day on which the agency knows of it.
#[test]
fn a_superior_revokes_from_receipt_on() {
    let record = |body: &str| {
        Command::RecordRevocationBySuperior(RecordRevocation {
            decision: p1(),
            sanctions: vec![s2()],
            anew: false,
            body: body.into(),
            received_on: date(2023, 2, 28),
            reason: "超越职权".into(),
            document: document(DocumentType::SuperiorDecision),
        })
    };
    given(handed()).at(DAY).when(INTAKE, record(" ")).then_refused(&[Code::Incomplete]);
    let history = given(handed()).at(DAY).and(INTAKE, record("国家市场监督管理总局"));
    assert_eq!(fine_on(&history, date(2023, 2, 27)), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&history, date(2023, 2, 28)), None);
    let case = case(&history);
    let changed = case.standing(date(2023, 2, 28))[0].sanctions[1].changed.clone().unwrap();
    assert_eq!(changed.by, Changer::Superior(x1()));
    assert_eq!(changed.authority[0].to_string(), "APL 75.1");
}

/// ALL 62: what was pending is kept; whether to withdraw is the plaintiff's.
#[test]
fn a_change_while_a_suit_is_pending_leaves_the_suit_to_the_plaintiff() {
    let history = given(sued()).at(DAY).and(LEADER, Command::AlterDecision(alter(30_000)));
    let case = case(&history);
    let Correction::Altered(altered) = &case.record.corrections[0].1 else { panic!() };
    assert_eq!(altered.pending, [j(1)]);
    assert!(case.remedy(&j(1)).unwrap().is_open());
    assert_eq!(altered.deadlines, [], "the suit goes on, and no time begins anew");
}

fn registration(code: &str) -> Registration {
    code.parse().unwrap()
}

fn put_right(corrected: Vec<CorrectedElement>, code: Option<&str>) -> CorrectClerical {
    CorrectClerical {
        decision: p1(),
        corrected,
        registration: code.map(registration),
        reason: "录入时将统一社会信用代码末位误植".into(),
        service: handed_over(date(2023, 3, 1)),
        document: document(DocumentType::CorrectionNotice),
    }
}

fn element(element: DecisionElement) -> CorrectedElement {
    CorrectedElement { element, was: "东大街1号".into(), now: "东大街10号".into() }
}

const RIGHT: &str = "91510100MA6DDDD17B";

/// Scenario 14: a number that was mistyped is put right; nobody's rights and no period change by it.
#[test]
fn a_number_that_was_mistyped_is_put_right_and_nothing_else_changes() {
    let before = case(&handed());
    let history = given(handed())
        .at(DAY)
        .and(LEADER, Command::CorrectClerical(put_right(vec![], Some(RIGHT))));
    let after = case(&history);
    assert_eq!(after.record.timers, before.record.timers);
    let on = date(2023, 3, 1);
    assert_eq!(after.standing(on)[0].sanctions, before.standing(on)[0].sanctions);
    let decided = &after.record.decisions[0].1;
    assert_eq!(decided.party, before.record.decisions[0].1.party, "as made");
    let corrected = after.record.party().unwrap();
    assert_eq!(corrected.subject(), registration(RIGHT).subject());
    assert_eq!(corrected.shown(), decided.party.shown());
    let Correction::Clerical(it) = &after.record.corrections[0].1 else { panic!() };
    assert_eq!(it.corrected[0].element, DecisionElement::Registration);
    assert_eq!(it.corrected[0].now.shown(), RIGHT);
    given(history)
        .when(LEADER, Command::CorrectClerical(put_right(vec![], Some(RIGHT))))
        .then_refused(&[Code::Contradictory]);
}

/// APL 75.2: what was found and imposed is altered or revoked, not put right.
#[test]
fn what_rights_hang_on_is_not_put_right() {
    for of in [DecisionElement::Facts, DecisionElement::Provisions, DecisionElement::Sanctions] {
        let refused = given(handed())
            .at(DAY)
            .when(LEADER, Command::CorrectClerical(put_right(vec![element(of)], None)))
            .refusals();
        assert_eq!(refused.len(), 1, "{refused:#?}");
        assert_eq!(refused[0].code, Code::NotProvidedFor);
        assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "APL 75.2");
    }
    let when = |it| given(handed()).at(DAY).when(LEADER, Command::CorrectClerical(it));
    when(put_right(vec![], None)).then_refused(&[Code::Incomplete]);
    when(put_right(vec![element(DecisionElement::Registration)], None))
        .then_refused(&[Code::Contradictory]);
    let same =
        CorrectedElement { now: "东大街1号".into(), ..element(DecisionElement::PartyAddress) };
    when(put_right(vec![same], None)).then_refused(&[Code::Incomplete]);
    assert_eq!(
        when(put_right(vec![element(DecisionElement::PartyAddress)], None)).events().len(),
        1
    );
}

fn paper(paper: SupervisionPaper, received_on: Date) -> Receive {
    Receive {
        paper,
        body: "四川省司法厅".into(),
        received_on,
        content: "告知书送达程序不规范，请予纠正".into(),
        report_by: None,
        document: document(DocumentType::SupervisionPaper),
    }
}

fn report(corrections: Vec<PartId>) -> Command {
    Command::AnswerSupervision(Answer {
        supervision: w1(),
        account: "已对送达程序进行整改".into(),
        corrections,
        document: document(DocumentType::SupervisionReport),
    })
}

fn received(it: Receive) -> History {
    let at = format!("{}T10:00:00+08:00", it.received_on);
    given(handed()).at(&at).and(INTAKE, Command::ReceiveSupervision(it))
}

/// ARL 76: sixty days to report what was corrected.
#[test]
fn an_opinion_on_reconsideration_is_reported_on_within_sixty_days() {
    let opinion = paper(SupervisionPaper::ReconsiderationOpinion, date(2024, 3, 4));
    let history = received(opinion.clone());
    let timed = &case(&history).record.timers[&(Timer::ReconOpinion, Some(w1()))];
    assert_eq!(timed.deadline.due_date(), Some(date(2024, 5, 6)), "3 May rolls over the holiday");
    let missing = case(&history).missing(date(2024, 3, 5), law());
    assert!(missing.iter().any(|it| it.citation.to_string() == "ARL 76"), "{missing:#?}");
    given(history.clone())
        .when(HANDLER_LI, report(vec![x1()]))
        .then_refused(&[Code::NotPermitted, Code::UnknownPart]);
    let history = given(history).and(LEADER, report(vec![]));
    assert!(case(&history).record.timers[&(Timer::ReconOpinion, Some(w1()))].settled.is_some());
    assert!(
        !case(&history)
            .missing(date(2024, 3, 5), law())
            .iter()
            .any(|it| it.citation.to_string() == "ARL 76")
    );
    given(history).when(LEADER, report(vec![])).then_refused(&[Code::AlreadyDone]);
    let set = Receive { report_by: Some(date(2024, 4, 1)), ..opinion };
    given(handed())
        .at("2024-03-04T10:00:00+08:00")
        .when(INTAKE, Command::ReceiveSupervision(set))
        .then_refused(&[Code::NotProvidedFor]);
}

/// SUP, from 2026-02-01: the paper sets the day, or none.
#[test]
fn enforcement_is_supervised_by_paper_since_the_regulation_is_in_force() {
    let early = paper(SupervisionPaper::Notice, date(2026, 1, 30));
    let refused = given(handed())
        .at("2026-01-30T10:00:00+08:00")
        .when(INTAKE, Command::ReceiveSupervision(early))
        .refusals();
    assert_eq!(refused[0].code, Code::NotProvidedFor);
    assert!(refused[0].message.contains("2026年2月1日"), "{}", refused[0].message);
    let notice = paper(SupervisionPaper::Notice, date(2026, 2, 2));
    assert!(
        !case(&received(notice.clone()))
            .record
            .timers
            .contains_key(&(Timer::SupervisionAnswer, Some(w1())))
    );
    let set = Receive { report_by: Some(date(2026, 3, 2)), ..notice };
    let history = received(set);
    let timed = &case(&history).record.timers[&(Timer::SupervisionAnswer, Some(w1()))];
    assert_eq!(timed.deadline.due_date(), Some(date(2026, 3, 2)));
    assert_eq!(timed.deadline.confidence, Confidence::OfficerStated);
    let history = given(history).and(LEADER, report(vec![]));
    let settled = &case(&history).record.timers[&(Timer::SupervisionAnswer, Some(w1()))];
    assert!(settled.settled.is_some());
}
