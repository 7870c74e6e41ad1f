//! What has happened before every penalty (domain.md, Appendix B 1–3; APL 45, 57, 58, 62).

use proptest::prelude::*;

use super::{
    acts,
    walk::{Act, Walk, any_returned_walk, any_walk, later},
};
use crate::{
    Code, Fen, Moment,
    case::{
        Event, Main,
        decision::Decided,
        handlers::Handler,
        notice::Served,
        review::{Opined, ReviewKind, ReviewPhase},
        spec::{HANDLER_LI, LEADER, law},
        statement::Right,
    },
    party::Party,
};

/// The penalty, when it was decided, and all that was recorded before it.
fn penalty(walk: &Walk) -> Option<(&[Act], Moment, &Decided)> {
    let (before, act) = walk.until(|it| matches!(it, Event::PenaltyDecided(_)))?;
    match &act.event {
        Event::PenaltyDecided(decided) => Some((before, act.occurred, decided)),
        _ => None,
    }
}

fn last_notice(before: &[Act]) -> Option<(usize, &Served)> {
    let mut notices = before.iter().enumerate().filter_map(|(n, act)| match &act.event {
        Event::PriorNoticeServed(it) => Some((n, it)),
        _ => None,
    });
    notices.next_back()
}

fn handlers(before: &[Act]) -> Vec<&Handler> {
    let named = before.iter().rev().find_map(|act| match &act.event {
        Event::CaseFiled(it) => Some(&it.handlers),
        Event::HandlersReplaced(it) => Some(&it.handlers),
        _ => None,
    });
    let recused = |who: &Handler| {
        before.iter().any(
            |act| matches!(&act.event, Event::RecusalDecided(it) if it.granted && it.person == who.person),
        )
    };
    named.into_iter().flatten().filter(|it| it.certificate.is_some() && !recused(it)).collect()
}

/// The place of the last opinion of that phase, and whether it agreed.
fn last_opinion(before: &[Act], phase: ReviewPhase) -> Option<(usize, bool, &Opined)> {
    let mut opinions = before.iter().enumerate().filter_map(|(n, act)| match &act.event {
        Event::ReviewPassed(it) => Some((n, true, &it.0)),
        Event::CorrectionAdvised(it) => Some((n, false, &it.0)),
        Event::SupplementAdvised(it) => Some((n, false, &it.0)),
        Event::OtherAdvised(it) => Some((n, false, &it.0)),
        _ => None,
    });
    opinions.rfind(|(_, _, it)| it.phase == phase)
}

/// The last place of which this holds.
fn last(before: &[Act], is: impl Fn(&Event) -> bool) -> Option<usize> {
    before.iter().rposition(|it| is(&it.event))
}

fn count(before: &[Act], is: impl Fn(&Event) -> bool) -> usize {
    before.iter().filter(|it| is(&it.event)).count()
}

/// The last of the working days that a notice leaves for a right, counted anew from the law.
fn last_day(notice: &Served, right: Right) -> jiff::civil::Date {
    let start = Moment::midnight(notice.service.served_on);
    law().deadline(right.timer(), start, "510000", &[]).and_then(|it| it.due_date()).unwrap()
}

fn waived(before: &[Act], notice: &Served, right: Right) -> bool {
    before.iter().any(|act| {
        matches!(&act.event, Event::RightsWaived(it)
            if it.notice == notice.id && it.rights.contains(&right))
    })
}

proptest! {
    #![proptest_config(super::config())]

    /// Appendix B 1; APL 42, 58, 62; PR 48, 49, 57, 58.
    #[test]
    fn no_penalty_without_filing_handlers_report_review_and_notice(walk in any_walk()) {
        let Some((before, ..)) = penalty(&walk) else { return Ok(()) };
        prop_assert_eq!(count(before, |it| matches!(it, Event::CaseFiled(_))), 1);
        prop_assert!(handlers(before).len() >= 2);
        prop_assert!(count(before, |it| matches!(it, Event::InvestigationConcluded(_))) >= 1);
        let (_, agreed, opined) = last_opinion(before, ReviewPhase::BeforeNotice).unwrap();
        prop_assert!(agreed);
        let grounds = before.iter().find_map(|act| match &act.event {
            Event::ReviewRequested(it) if it.id == opined.review => Some(!it.grounds.is_empty()),
            _ => None,
        });
        prop_assert_eq!(grounds, Some(opined.kind == ReviewKind::LegalReview));
        prop_assert!(last_notice(before).is_some());
    }

    /// Appendix B 1, 2; APL 58; PR 50: what was once known to be one of the cases of PR 50 rests on a legal
    /// review, whatever it was sent as later.
    #[test]
    fn no_penalty_in_a_major_case_rests_on_a_case_review(walk in any_returned_walk()) {
        let Some((before, ..)) = penalty(&walk) else { return Ok(()) };
        let (at, _, opined) = last_opinion(before, ReviewPhase::BeforeNotice).unwrap();
        let major = count(&before[..at], |it| match it {
            Event::ReviewRequested(it) => it.kind == ReviewKind::LegalReview,
            Event::HearingReported(_) => true,
            _ => false,
        });
        prop_assert!(major == 0 || opined.kind == ReviewKind::LegalReview);
    }

    /// Appendix B 1; PR 57: the five working days are over, or the party gave up in writing every right
    /// that the notice named. Using a right on the first day ends nothing.
    #[test]
    fn no_penalty_while_the_party_may_still_speak(walk in any_walk()) {
        let Some((before, at, _)) = penalty(&walk) else { return Ok(()) };
        let (_, notice) = last_notice(before).unwrap();
        for right in Right::ALL {
            let told = right == Right::State || notice.hearing.told;
            let over = last_day(notice, right) < at.day() || waived(before, notice, right);
            prop_assert!(!told || over, "{right:?} of {}", notice.id);
        }
    }

    /// Appendix B 1; APL 45, 64, 65; PR 58, 59.
    #[test]
    fn no_penalty_before_all_that_the_party_said_was_heard(walk in any_walk()) {
        let Some((before, at, _)) = penalty(&walk) else { return Ok(()) };
        let by_then: Vec<_> = before.iter().filter(|it| it.occurred <= at).cloned().collect();
        prop_assert_eq!(
            count(&by_then, |it| matches!(it, Event::StatementReceived(_))),
            count(&by_then, |it| matches!(it, Event::StatementReviewed(_)))
        );
        let ends =
            |it: &Event| matches!(it, Event::HearingReported(_) | Event::HearingAborted(_));
        prop_assert_eq!(
            count(before, |it| matches!(it, Event::HearingRequested(_))),
            count(before, ends)
        );
        let (ordered, ended) = (
            count(before, |it| matches!(it, Event::RefundOrdered(_))),
            count(before, |it| matches!(it, Event::RefundEnded(_))),
        );
        let (_, notice) = last_notice(before).unwrap();
        prop_assert!(ordered == ended && (notice.refund.is_none() || ended > 0));
    }

    /// PR 62.1(1): the decision names who the party was found to be last, or else whom the case was filed against.
    #[test]
    fn a_penalty_names_who_the_party_was_found_to_be(walk in any_walk()) {
        let Some((before, _, decided)) = penalty(&walk) else { return Ok(()) };
        let named = before.iter().rev().find_map(|act| match &act.event {
            Event::CaseFiled(it) => Some(&it.party),
            Event::PartyIdentified(it) => Some(&it.party),
            _ => None,
        });
        prop_assert_eq!(Some(decided.party.subject()), named.map(Party::subject));
    }

    /// PR 32: what was found out is here, and the party knows it.
    #[test]
    fn no_penalty_rests_on_a_result_that_the_party_was_not_told(walk in any_walk()) {
        let Some((before, ..)) = penalty(&walk) else { return Ok(()) };
        let commissioned = count(before, |it| matches!(it, Event::AppraisalCommissioned(_)));
        let told = count(before, |it| matches!(it, Event::AppraisalResultTold(_)));
        prop_assert_eq!(commissioned, told);
    }

    /// Appendix B 2; APL 57, 58; PR 50, 60.
    #[test]
    fn no_penalty_in_a_major_case_before_the_leaders_discussed_it(walk in any_walk()) {
        let Some((before, ..)) = penalty(&walk) else { return Ok(()) };
        let reported = last(before, |it| matches!(it, Event::HearingReported(_)));
        let legal = |it: &Event| {
            matches!(it, Event::ReviewRequested(it) if it.kind == ReviewKind::LegalReview)
        };
        if reported.is_none() && last(before, legal).is_none() {
            return Ok(());
        }
        let discussed = last(before, |it| matches!(it, Event::CollectiveDiscussionHeld(_)));
        prop_assert!(discussed > last_notice(before).map(|(n, _)| n));
        prop_assert!(discussed > reported);
    }

    /// Appendix B 2; PR 50.
    #[test]
    fn no_penalty_after_a_hearing_before_its_legal_review_agreed(walk in any_walk()) {
        let Some((before, ..)) = penalty(&walk) else { return Ok(()) };
        let Some(reported) = last(before, |it| matches!(it, Event::HearingReported(_))) else {
            return Ok(());
        };
        let (at, agreed, opined) = last_opinion(before, ReviewPhase::AfterHearing).unwrap();
        prop_assert!(agreed && at > reported && opined.kind == ReviewKind::LegalReview);
    }

    /// Appendix B 3; APL 45; PR 58: a heavier penalty takes a newer notice.
    #[test]
    fn no_penalty_is_heavier_than_the_last_notice(walk in any_walk()) {
        let Some((before, _, decided)) = penalty(&walk) else { return Ok(()) };
        let (_, notice) = last_notice(before).unwrap();
        for sanction in &decided.sanctions {
            let told = notice.sanctions.iter().find(|it| it.id == sanction.id).unwrap();
            prop_assert_eq!(told.kind, sanction.kind);
            prop_assert!(sanction.amount.unwrap_or_default() <= told.amount.unwrap_or_default());
            prop_assert!(told.months.is_none() || sanction.months <= told.months);
        }
    }

    /// PR 56, 58: what the party is told next went through report, review and approval again where it
    /// is heavier than what it was told before, and each new notice says what is new.
    #[test]
    fn a_heavier_notice_rests_on_a_new_report_and_a_new_review(walk in any_walk()) {
        let mut former: Option<(usize, Fen)> = None;
        for (n, act) in walk.acts.iter().enumerate() {
            let Event::PriorNoticeServed(notice) = &act.event else { continue };
            let asked: Fen = notice.sanctions.iter().filter_map(|it| it.amount).sum();
            if let Some((since, told)) = former {
                prop_assert!(notice.new_ground.is_some() && notice.supersedes.is_some());
                let between = &walk.acts[since..n];
                let anew = count(between, |it| matches!(it, Event::InvestigationConcluded(_))) > 0
                    && count(between, |it| matches!(it, Event::ReviewPassed(_))) > 0;
                prop_assert!(asked <= told || anew);
            }
            former = Some((n, asked));
        }
    }

    /// PR 57, 58: a statement, on whichever of the five working days, leaves the others to the party.
    #[test]
    fn a_statement_on_the_first_day_does_not_end_the_five_days(
        mut walk in any_walk(), hours in 0..700i64
    ) {
        if walk.case.main != Main::Noticed || walk.case.no_hearing_open().is_err() {
            return Ok(());
        }
        let now = walk.now;
        let stated = walk.attempt(Some(HANDLER_LI), &acts::state(&walk.case), now);
        prop_assert!(stated.is_ok());
        walk.now = later(walk.now, hours);
        let now = walk.now;
        let command = acts::decide_penalty(&walk.case, Fen::ZERO);
        let refused = walk.attempt(Some(LEADER), &command, now).unwrap_err();
        let running = refused.iter().any(|it| it.code == Code::PeriodRunning);
        let (_, notice) = last_notice(&walk.acts).unwrap();
        let open = |right: &Right| {
            (*right == Right::State || notice.hearing.told)
                && !waived(&walk.acts, notice, *right)
                && now.day() <= last_day(notice, *right)
        };
        prop_assert_eq!(running, Right::ALL.iter().any(open));
    }
}
