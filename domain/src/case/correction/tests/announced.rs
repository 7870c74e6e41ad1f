//! What becomes of a decision whose party can't be reached: what alters or revokes it is announced (PR 82.1(5)).

use super::*;
use crate::case::{
    service::{Announce, Service, ServiceMode},
    spec::{endings::closed, facts::recorded},
};

const PUBLISHED: &str = "2023-02-01T10:00:00+08:00";

fn announce(serves: DocumentType) -> Command {
    Command::Announce(Announce {
        serves,
        places: vec!["本机关公告栏".into()],
        reason: "当事人下落不明".into(),
        document: document(DocumentType::Announcement),
        recording: Some(recorded()),
    })
}

/// Published on 1 February, with the day on which it counts as service.
fn announced(before: History, serves: DocumentType) -> (History, Date) {
    let history = given(before).at(PUBLISHED).and(LEADER, announce(serves));
    let counts = case(&history).record.announcements[0].1.takes_effect().unwrap();
    (history, counts)
}

fn by_announcement(on: Date) -> Service {
    Service {
        mode: ServiceMode::Announcement,
        receipt: None,
        recipient: None,
        announcement: Some(PartId::nth('Y', 1)),
        course: Some("直接送达、邮寄送达均未成功，遂公告送达".into()),
        ..handed_over(on)
    }
}

/// PR 82.1(5); APL 75.2: an alteration counts from the thirtieth day of its announcement on, under the number that it was
/// signed with then.
#[test]
fn an_alteration_is_announced_to_a_party_that_cannot_be_found() {
    let (history, on) = announced(handed(), DocumentType::CorrectionDecision);
    let alter =
        |on| Command::AlterDecision(Alter { service: by_announcement(on), ..alter(30_000) });
    let entered = format!("{on}T10:00:00+08:00");
    let early = given(history.clone()).at("2023-02-20T10:00:00+08:00");
    early.when(LEADER, alter(date(2023, 2, 20))).then_refused(&[Code::TooEarly]);
    let altered = given(history).at(&entered).and(LEADER, alter(on));
    assert_eq!(fine_on(&altered, on.yesterday().unwrap()), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&altered, on), Some(Fen::yuan(30_000)));
    let case = case(&altered);
    let number = case.record.announcements[0].1.number.as_ref();
    assert!(number.is_some());
    assert_eq!(case.record.corrections[0].1.document().number.as_ref(), number);
    given(altered).when(LEADER, alter(on)).then_refused(&[Code::AlreadyDone]);
}

/// PR 82.1(5); APL 75.2: the same of a revocation, also once the case is closed, and of what is put right.
#[test]
fn a_revocation_and_what_is_put_right_are_announced_too() {
    let (history, on) = announced(closed(), DocumentType::CorrectionDecision);
    let revoke = Revoke { service: by_announcement(on), ..revoke(vec![s2()]) };
    let revoked = given(history)
        .at(&format!("{on}T10:00:00+08:00"))
        .and(LEADER, Command::RevokeDecision(revoke));
    assert_eq!(fine_on(&revoked, on), None);
    let (history, on) = announced(handed(), DocumentType::CorrectionNotice);
    let corrected = vec![element(DecisionElement::PartyAddress)];
    let clerical = CorrectClerical { service: by_announcement(on), ..put_right(corrected, None) };
    let events = given(history)
        .at(&format!("{on}T10:00:00+08:00"))
        .when(LEADER, Command::CorrectClerical(clerical))
        .events();
    assert_eq!(events.len(), 1);
}

/// APL 75.2: a leader signs it with its announcement, and only of what counts still.
#[test]
fn what_corrects_a_decision_is_announced_by_a_leader_while_something_counts() {
    let serves = DocumentType::CorrectionDecision;
    given(handed())
        .at(PUBLISHED)
        .when(HANDLER_LI, announce(serves))
        .then_refused(&[Code::NotPermitted]);
    let whole = Revoke { service: handed_over(date(2023, 1, 30)), ..revoke(vec![]) };
    let fallen =
        given(handed()).at("2023-01-30T10:00:00+08:00").and(LEADER, Command::RevokeDecision(whole));
    given(fallen).at(PUBLISHED).when(LEADER, announce(serves)).then_refused(&[Code::StepMissing]);
}

/// PR 82; APL 75.2: what corrects a decision has one day of service too.
#[test]
fn what_is_handed_over_after_all_ends_its_announcement() {
    let direct = || handed_over(date(2023, 2, 10));
    let alter = Command::AlterDecision(Alter { service: direct(), ..alter(30_000) });
    let revoke = Command::RevokeDecision(Revoke { service: direct(), ..revoke(vec![s2()]) });
    let corrected = vec![element(DecisionElement::PartyAddress)];
    let clerical = CorrectClerical { service: direct(), ..put_right(corrected, None) };
    let all = [
        (DocumentType::CorrectionDecision, alter),
        (DocumentType::CorrectionDecision, revoke),
        (DocumentType::CorrectionNotice, Command::CorrectClerical(clerical)),
    ];
    for (serves, command) in all {
        let (history, _) = announced(handed(), serves);
        let served = given(history).at("2023-02-10T10:00:00+08:00").and(LEADER, command);
        let y1 = (Timer::ServiceAnnounce, Some(PartId::nth('Y', 1)));
        assert!(case(&served).record.timers[&y1].replaced, "{serves:?}");
    }
}

/// domain.md §8.4: what alters or revokes is numbered with its announcement, and keeps that number when it is handed over.
#[test]
fn what_is_handed_over_after_all_keeps_the_number_of_its_announcement() {
    let direct = || handed_over(date(2023, 2, 10));
    let alter = Command::AlterDecision(Alter { service: direct(), ..alter(30_000) });
    let revoke = Command::RevokeDecision(Revoke { service: direct(), ..revoke(vec![s2()]) });
    for command in [alter, revoke] {
        let (mut history, _) = announced(handed(), DocumentType::CorrectionDecision);
        let Some((_, Event::DocumentAnnounced(it))) = history.last_mut() else { unreachable!() };
        let seventh = it.number.as_ref().unwrap().to_string().replace("〕1号", "〕7号");
        it.number = Some(seventh.parse().unwrap());
        let served = given(history).at("2023-02-10T10:00:00+08:00").and(LEADER, command);
        let number = case(&served).record.corrections[0].1.document().number.clone();
        assert_eq!(number.map(|it| it.to_string()), Some(seventh));
    }
}
