//! What becomes of a decision that is corrected before the party was served with it.

use super::*;
use crate::case::{
    closing::{Close, ClosingGround},
    service::{Announce, ServeDecision},
    spec::{
        endings::{close, penalised, serve_decision},
        facts::recorded,
        redo::decided_anew,
    },
};

const DECEMBER_22: &str = "2022-12-22T10:00:00+08:00";
const SERVED: &str = "2022-12-23T15:00:00+08:00";

fn serve() -> Command {
    Command::ServeDecision(serve_decision())
}

fn announce() -> Command {
    Command::Announce(Announce {
        serves: DocumentType::PenaltyDecision,
        places: vec!["本机关公告栏".into()],
        reason: "当事人下落不明".into(),
        document: document(DocumentType::Announcement),
        recording: Some(recorded()),
    })
}

/// Revoked on the day after it was made, by the agency itself or by its superior.
fn revoked(anew: bool, superior: bool) -> History {
    let on = date(2022, 12, 22);
    let (who, command) = if superior {
        let record = RecordRevocation {
            decision: p1(),
            sanctions: vec![],
            anew,
            body: "国家市场监督管理总局".into(),
            received_on: on,
            reason: "超越职权".into(),
            document: document(DocumentType::SuperiorDecision),
        };
        (INTAKE, Command::RecordRevocationBySuperior(record))
    } else {
        let revoke = Revoke { anew, service: handed_over(on), ..revoke(vec![]) };
        (LEADER, Command::RevokeDecision(revoke))
    };
    given(penalised()).at(DECEMBER_22).and(who, command)
}

/// PR 81; APL 75: what has wholly fallen is not served any more, and nobody is to pay it: what is left is to close.
#[test]
fn what_has_fallen_before_its_service_is_served_no_more() {
    for superior in [false, true] {
        let history = revoked(false, superior);
        let fallen = case(&history);
        let served = &fallen.record.timers[&(Timer::DecisionServe, Some(p1()))];
        assert!(served.replaced && served.settled == Some(DECEMBER_22.parse().unwrap()));
        assert!(fallen.open_deadline(Timer::CloseForm, None).is_some());
        let missing = fallen.missing(date(2022, 12, 23), law());
        assert!(missing.iter().all(|it| it.citation.to_string() != "PR 81"), "{missing:#?}");
        let refused = given(history.clone()).at(SERVED).when(HANDLER_LI, serve()).refusals();
        assert_eq!(refused.len(), 1, "{refused:#?}");
        assert_eq!(refused[0].code, Code::AlreadyDone);
        assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "PR 81");
        given(history.clone())
            .at(SERVED)
            .when(HANDLER_LI, announce())
            .then_refused(&[Code::StepMissing]);
        let closed = given(history).at(SERVED).and(LEADER, Command::CloseCase(close_fallen()));
        assert_eq!(case(&closed).main, Main::Closed);
        let anew = case(&revoked(true, superior));
        assert!(anew.open_deadline(Timer::DecisionServe, Some(&p1())).is_none());
    }
}

/// Nothing of the decision is left to perform.
fn close_fallen() -> Close {
    let explanation = Some("处罚决定送达前已被撤销，没有需要执行的内容".into());
    Close { ground: ClosingGround::Other, explanation, ..close() }
}

/// PR 77.1(1), (5): what fell was not performed; a case in which nothing counts is closed otherwise, and says why.
#[test]
fn what_has_fallen_is_not_closed_as_performed() {
    let when = |it| given(revoked(false, false)).at(SERVED).when(LEADER, Command::CloseCase(it));
    let refused = when(close()).refusals();
    assert_eq!(refused.len(), 1, "{refused:#?}");
    assert_eq!(refused[0].code, Code::Contradictory);
    assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "PR 77.1(5)");
    when(Close { explanation: None, ..close_fallen() }).then_to_be_mended(&["explanation"]);
    assert_eq!(when(close_fallen()).events().len(), 1);
}

/// PR 77: a case is closed after what left nothing to perform, and by a form that was filled in after it.
#[test]
fn a_case_is_closed_after_the_revocation_that_ended_it() {
    let history = revoked(false, false);
    let before = given(history.clone()).at("2022-12-22T09:59:00+08:00");
    before.when(LEADER, Command::CloseCase(close_fallen())).then_refused(&[Code::BeforeItsBasis]);
    let early = Close { prepared_on: Some(date(2022, 12, 21)), ..close_fallen() };
    let after = given(history).at(SERVED);
    after.when(LEADER, Command::CloseCase(early)).then_refused(&[Code::BeforeItsBasis]);
}

/// PR 72, 81: what was served before it fell is entered all the same; what fell since is not to be paid any more.
#[test]
fn a_service_that_is_entered_after_the_fall_leaves_nothing_to_be_paid_of_what_fell() {
    let revoke = Revoke { service: handed_over(date(2022, 12, 26)), ..revoke(vec![s2()]) };
    let history = given(penalised())
        .at("2022-12-26T10:00:00+08:00")
        .and(LEADER, Command::RevokeDecision(revoke));
    let history = given(history)
        .at(SERVED)
        .entered("2022-12-28T10:00:00+08:00")
        .because("送达回证迟到")
        .and(HANDLER_LI, serve());
    let case = case(&history);
    let served = &case.record.timers[&(Timer::DecisionServe, Some(p1()))];
    assert_eq!((served.settled, served.replaced), (Some(SERVED.parse().unwrap()), false));
    let s1 = PartId::nth('S', 1);
    assert!(case.open_deadline(Timer::PayFine, Some(&s1)).is_some(), "it counts still");
    let fell = &case.record.timers[&(Timer::PayFine, Some(s2()))];
    assert!(fell.replaced && fell.settled == Some("2022-12-26T10:00:00+08:00".parse().unwrap()));
}

/// PR 72; APL 75.2: where a warning was put in the place of a fine, serving the decision starts no time to pay one.
#[test]
fn what_counts_instead_is_what_the_party_is_to_do_once_it_is_served() {
    let warning = Sanction { kind: SanctionKind::Warning, amount: None, ..sanctions().remove(1) };
    let alter = Alter {
        touched: vec![Touched { sanction: s2(), effect: Effect::Altered { to: warning } }],
        service: handed_over(date(2022, 12, 22)),
        ..alter(0)
    };
    let history = given(penalised()).at(DECEMBER_22).and(LEADER, Command::AlterDecision(alter));
    let history = given(history).at(SERVED).and(HANDLER_LI, serve());
    let timers = case(&history).record.timers;
    let pays = timers.keys().filter(|(timer, _)| *timer == Timer::PayFine);
    assert_eq!(pays.collect::<Vec<_>>(), [&(Timer::PayFine, Some(PartId::nth('S', 1)))]);
}

/// PR 82: what is entered late of a decision that fell ends no announcement of the one that came in its place.
#[test]
fn the_service_of_one_decision_leaves_the_announcement_of_another_alone() {
    let announced = given(decided_anew(revoked(true, false)))
        .at("2023-07-21T10:00:00+08:00")
        .and(HANDLER_LI, announce());
    let on = date(2022, 12, 21);
    let first = ServeDecision { service: handed_over(on), ..serve_decision() };
    let served = given(announced)
        .at("2022-12-21T17:00:00+08:00")
        .entered("2023-07-24T10:00:00+08:00")
        .because("漏录")
        .and(HANDLER_LI, Command::ServeDecision(first));
    let case = case(&served);
    assert!(case.is_served(&p1()));
    assert!(case.open_deadline(Timer::ServiceAnnounce, Some(&PartId::nth('Y', 1))).is_some());
}

/// PR 82.1(5); APL 75: what is announced and falls meanwhile is never served; its announcement ends with it.
#[test]
fn an_announcement_ends_with_the_decision_that_it_would_have_served() {
    let y1 = (Timer::ServiceAnnounce, Some(PartId::nth('Y', 1)));
    let on = date(2022, 12, 22);
    let announced = given(penalised()).at("2022-12-21T15:00:00+08:00").and(HANDLER_LI, announce());
    let revoke = |sanctions| Revoke { service: handed_over(on), ..revoke(sanctions) };
    let superior = RecordRevocation {
        decision: p1(),
        sanctions: vec![],
        anew: true,
        body: "国家市场监督管理总局".into(),
        received_on: on,
        reason: "超越职权".into(),
        document: document(DocumentType::SuperiorDecision),
    };
    let falls = [
        (LEADER, Command::RevokeDecision(revoke(vec![]))),
        (INTAKE, Command::RecordRevocationBySuperior(superior)),
    ];
    for (who, command) in falls {
        let fallen = given(announced.clone()).at(DECEMBER_22).and(who, command);
        let timed = &case(&fallen).record.timers[&y1];
        let at = Some(DECEMBER_22.parse().unwrap());
        assert_eq!((timed.settled, timed.replaced), (at, true));
    }
    let partly = Command::RevokeDecision(revoke(vec![s2()]));
    let left = given(announced).at(DECEMBER_22).and(LEADER, partly);
    assert_eq!(case(&left).record.timers[&y1].settled, None, "something is to be served still");
}
