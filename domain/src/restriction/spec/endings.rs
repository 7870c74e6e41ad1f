//! What ends a measure, and what is asked of whom then (domain.md §6.7).

use jiff::civil::{Date, date};

use super::{facts::*, leader};
use crate::{
    Actor, Code, Decider,
    citation::cite,
    clock::Timer,
    restriction::{
        Cause, Command, Event, Restriction, Standing, Trigger,
        ending::{Close, Expired, Lift, LiftCause, Void, VoidReason},
        falling::{Asks, Fall, SourceFell},
        imposing::Impose,
        pausing::{Resume, Suspend},
    },
    spec::{Given, moment},
};

fn fall(how: Fall) -> Command {
    Command::TakeBack(take_back(how, date(2023, 9, 1)))
}

/// The source of the finance department's measure was revoked.
fn unfounded() -> Given<Restriction> {
    finance_imposed().at(FELL).after(&Actor::Clock, &fall(Fall::Revoked))
}

fn told_of_fall(given: &Given<Restriction>) -> SourceFell {
    given.state.pair().unwrap().fallen.as_ref().unwrap().told.clone()
}

/// APL 48: what fell counts nothing from that day on; that the measure ends is its agency's act.
#[test]
fn a_measure_whose_source_fell_is_unfounded_until_its_agency_lifts_it() {
    let after = unfounded();
    let standing = |on| after.state.standing(on);
    assert_eq!(standing(date(2023, 8, 31)), Some(Standing::Active));
    assert_eq!(standing(date(2023, 9, 1)), Some(Standing::Unfounded));
    assert_eq!(standing(date(2033, 9, 1)), Some(Standing::Unfounded));
    assert_eq!(told_of_fall(&after).asks, Asks::Correct);
    let lifting = Command::Lift(lift(LiftCause::SourceFell, Some(2)));
    let lifted = after.at("2023-09-11T09:00:00+08:00").after(&finance(), &lifting);
    let standing = |on| lifted.state.standing(on);
    assert_eq!(standing(date(2023, 9, 10)), Some(Standing::Unfounded));
    assert_eq!(standing(date(2023, 9, 11)), Some(Standing::Ended(Cause::SourceFell)));
}

/// SDL; FSL 135: what a statute bars for a time of its own runs on when the credit of its source is restored, and falls with
/// the decision itself.
#[test]
fn a_measure_with_a_time_of_its_own_outlives_a_restoration() {
    let notice = notify_of_penalty(
        "FOOD_LICENCE_BAN",
        "CITY_5101_AMR",
        Trigger::FoodLicenceRevoked,
        subject(),
    );
    let ban = told(notice).at(FELL);
    let restored = fall(Fall::Restored);
    let kept = ban.clone().after(&Actor::Clock, &restored);
    assert_eq!(kept.state.standing(date(2023, 9, 1)), ban.state.standing(date(2023, 9, 1)));
    let events = ban.when(&Actor::Clock, &restored).events().unwrap();
    let told = events[0].sentence(crate::spec::law());
    assert_eq!(told, "来源自2023年9月1日起完成信用修复，该措施依照法律规定的期限继续有效");
    kept.when(&Actor::Clock, &restored).then_nothing();
    let revoked = kept.after(&Actor::Clock, &fall(Fall::Revoked));
    assert_eq!(revoked.state.standing(date(2023, 9, 1)), Some(Standing::Withdrawn));
}

/// GDS 26: ten working days, from August 2025 on; before, no rule set a time.
#[test]
fn the_time_to_correct_is_that_of_the_day() {
    assert_eq!(told_of_fall(&unfounded()).deadline, None);
    let later = finance_imposed().at("2026-03-02T09:00:00+08:00");
    let after = later.after(&Actor::Clock, &fall(Fall::Revoked));
    let deadline = told_of_fall(&after).deadline.unwrap();
    assert_eq!(
        (deadline.timer, deadline.authority.clone()),
        (Timer::ShareCorrect, cite("GDS", "26"))
    );
    assert_eq!(deadline.due_date(), Some(date(2026, 3, 16)));
    assert_eq!(after.state.pair().unwrap().correction(), Some(&deadline));
    let lifting = Command::Lift(lift(LiftCause::SourceFell, Some(2)));
    let lifted = after.at("2026-03-03T09:00:00+08:00").after(&finance(), &lifting);
    assert_eq!(lifted.state.pair().unwrap().correction(), None);
}

/// domain.md §6.7: what rests on a source that was restored or delisted is lifted with it, within three working days; what
/// rests on an error, in the ten of GDS 26.
#[test]
fn what_was_restored_is_lifted_sooner_than_an_error_is_corrected() {
    for (day, last, rule) in
        [("2023-09-04", "2023-09-07", "CR21"), ("2026-03-02", "2026-03-05", "SC22")]
    {
        for how in [Fall::Restored, Fall::Delisted] {
            let imposed = finance_imposed().at(&format!("{day}T09:00:00+08:00"));
            let fell = told_of_fall(&imposed.after(&Actor::Clock, &fall(how)));
            let deadline = fell.deadline.unwrap();
            let told = (deadline.timer, deadline.authority.clone());
            assert_eq!(told, (Timer::MeasureLift, cite(rule, "0")));
            assert_eq!(deadline.due_date(), last.parse().ok());
        }
    }
}

/// domain.md §6.7: nothing is taken back, or lifted, twice.
#[test]
fn a_source_falls_once_and_nothing_is_lifted_twice() {
    let after = unfounded();
    after.when(&Actor::Clock, &fall(Fall::ConfirmedVoid)).then_nothing();
    after.when(&finance(), &fall(Fall::Revoked)).then_refused(&[Code::NotPermitted]);
    let lifting = Command::Lift(lift(LiftCause::SourceFell, Some(2)));
    let lifted = after.after(&finance(), &lifting);
    lifted.when(&finance(), &lifting).then_nothing();
    let own = Command::Lift(lift(LiftCause::OwnDecision, Some(2)));
    lifted.when(&finance(), &own).then_refused(&[Code::AlreadyDone, Code::Contradictory]);
}

/// Whoever lifts names the entry that told of the fall, and its cause.
#[test]
fn an_agency_lifts_for_what_it_was_told() {
    let after = unfounded();
    let refused =
        |it: Lift, codes: &[Code]| after.when(&finance(), &Command::Lift(it)).then_refused(codes);
    refused(lift(LiftCause::SourceFell, None), &[Code::Incomplete]);
    refused(lift(LiftCause::SourceFell, Some(5)), &[Code::Incomplete, Code::UnknownPart]);
    refused(lift(LiftCause::Restored, Some(2)), &[Code::Contradictory]);
    let blank = Lift { reason: " ".into(), ..lift(LiftCause::SourceFell, Some(2)) };
    refused(blank, &[Code::Incomplete]);
    let stranger = leader("SC_DRC", "FGW-GL-001");
    let lifting = Command::Lift(lift(LiftCause::SourceFell, Some(2)));
    after.when(&stranger, &lifting).then_refused(&[Code::OtherAgency]);
    // What the agency did of its own before it was told is entered as that.
    let own = Command::Lift(lift(LiftCause::OwnDecision, None));
    let before = unfounded()
        .at("2023-08-25T10:00:00+08:00")
        .entered("2023-09-06T09:00:00+08:00", Some("解除决定书后到"));
    let state = before.after(&finance(), &own).state;
    assert_eq!(state.standing(date(2023, 9, 30)), Some(Standing::Ended(Cause::OwnDecision)));
    let delisted = finance_imposed().at(FELL).after(&Actor::Clock, &fall(Fall::Delisted));
    let lifting = Command::Lift(lift(LiftCause::Delisted, Some(2)));
    let state = delisted.after(&finance(), &lifting).state;
    assert_eq!(state.standing(date(2023, 9, 4)), Some(Standing::Ended(Cause::Delisted)));
    let own = Command::Lift(lift(LiftCause::OwnDecision, None));
    let state = finance_imposed().at(FELL).after(&finance(), &own).state;
    assert_eq!(state.standing(date(2023, 9, 4)), Some(Standing::Ended(Cause::OwnDecision)));
}

/// Domain.md §6.5: a bank decides; what it was told is withdrawn, and no agency owes anything.
#[test]
fn whoever_gives_credit_gets_a_notice_alone() {
    let told = told(notify("CREDIT_INFORMATION", "PBOC_CHENGDU")).at(IMPOSED);
    let information = Command::Impose(impose("CREDIT_INFORMATION", &[("CIR", "44")]));
    let branch = leader("PBOC_CHENGDU", "RH-GL-001");
    let imposed = told.after(&branch, &information).at("2026-03-02T09:00:00+08:00");
    let after = imposed.after(&Actor::Clock, &fall(Fall::Revoked));
    let fell = told_of_fall(&after);
    assert_eq!((fell.asks, fell.deadline), (Asks::DataWithdrawn, None));
    let ended = Standing::Ended(Cause::SourceFell);
    assert_eq!(after.state.standing(date(2023, 9, 1)), Some(ended));
}

/// Where nothing was imposed, nothing is left to lift: the notice is withdrawn, and no measure has ended.
#[test]
fn what_was_told_alone_is_withdrawn_with_its_source() {
    let after = finance_told().at(FELL).after(&Actor::Clock, &fall(Fall::Altered));
    assert_eq!(told_of_fall(&after).asks, Asks::DataWithdrawn);
    assert_eq!(after.state.standing(date(2023, 8, 31)), Some(Standing::Notified));
    assert_eq!(after.state.standing(date(2023, 9, 1)), Some(Standing::Withdrawn));
    assert_eq!(after.state.pair().unwrap().end(date(2023, 9, 1)), None);
    let late = Impose { start: date(2023, 9, 4), ..finance_imposes() };
    after.when(&finance(), &Command::Impose(late)).then_refused(&[Code::NoBasis]);
    let lifting = Command::Lift(lift(LiftCause::SourceFell, Some(1)));
    after.when(&finance(), &lifting).then_refused(&[Code::StepMissing]);
}

/// What was imposed before the fall and entered after it is told, and to be lifted.
#[test]
fn a_measure_that_is_entered_after_the_fall_is_unfounded_too() {
    let fell = finance_told().at("2026-03-02T09:00:00+08:00");
    let command = Command::TakeBack(take_back(Fall::Revoked, date(2026, 3, 1)));
    let fell = fell.after(&Actor::Clock, &command);
    let entered = fell.at(IMPOSED).entered("2026-03-04T09:00:00+08:00", Some("纸质决定补录"));
    let after = entered.after(&finance(), &Command::Impose(finance_imposes()));
    let pair = after.state.pair().unwrap();
    assert_eq!(pair.correction().unwrap().due_date(), Some(date(2026, 3, 16)));
    assert_eq!(after.state.standing(date(2026, 2, 28)), Some(Standing::Active));
    assert_eq!(after.state.standing(date(2026, 3, 1)), Some(Standing::Unfounded));
}

const LAST: Date = date(2028, 5, 6);

/// A food licence was revoked, and the bureau has barred the firm, or its representative.
fn barred(measure: &str, on: crate::restriction::Subject) -> Given<Restriction> {
    let revoked = Trigger::FoodLicenceRevoked;
    let told = told(notify_of_penalty(measure, "CITY_5101_AMR", revoked, on)).at(IMPOSED);
    let ban = Command::Impose(impose(measure, &[("FSL", "135.1")]));
    told.after(&bureau(), &ban)
}

fn bureau() -> Actor {
    leader("CITY_5101_AMR", "SCJG-XK-001")
}

/// FSL 135: the term ends by itself; the clock records it once, and nobody asks whether it has.
#[test]
fn a_term_ends_by_itself() {
    let barred = barred("FOOD_LICENCE_BAN", subject());
    let ended = Some(Standing::Ended(Cause::Expired));
    assert_eq!(barred.state.standing(date(2028, 5, 7)), ended);
    let early = barred.clone().at("2028-05-06T23:00:00+08:00");
    early.when(&Actor::Clock, &Command::Expire).then_refused(&[Code::TooEarly]);
    let over = barred.at("2028-05-09T01:00:00+08:00");
    let expired = Expired { last_day: LAST, authority: cite("FSL", "135.1") };
    over.when(&Actor::Clock, &Command::Expire).then([Event::Expired(expired.clone())]);
    let after = over.after(&Actor::Clock, &Command::Expire);
    after.when(&Actor::Clock, &Command::Expire).then_nothing();
    let (reason, explanation) = (VoidReason::WrongSubject, "同名企业".into());
    let voiding = Command::Void(Void { entry: None, reason, explanation });
    after.when(&bureau(), &voiding).then_refused(&[Code::AlreadyDone]);
    // An act within the term that is entered afterwards corrects what the clock recorded.
    let late = after.at("2028-05-05T09:00:00+08:00");
    let late = late.entered("2028-05-10T09:00:00+08:00", Some("纸质决定补录"));
    let voided = late.when(&bureau(), &voiding).events().unwrap();
    let act = (&voided[0], moment("2028-05-05T09:00:00+08:00"));
    assert!(Restriction::contradicts(act, &Event::Expired(expired)));
    let state = late.after(&bureau(), &voiding).state;
    assert_eq!(state.standing(date(2028, 5, 5)), Some(Standing::Ended(Cause::WrongSubject)));
    assert_eq!(state.standing(date(2028, 5, 8)), Some(Standing::Ended(Cause::WrongSubject)));
}

/// FSL 135.1: what a statute bars for a time that it sets, no agency lifts of itself.
#[test]
fn what_a_statute_sets_for_a_time_is_not_lifted_of_itself() {
    let barred = barred("FOOD_LICENCE_BAN", subject()).at(FELL);
    let lifting = Command::Lift(lift(LiftCause::OwnDecision, None));
    let refused = barred.when(&bureau(), &lifting);
    let refused = refused.then_refused(&[Code::NotProvidedFor]);
    assert_eq!(refused[0].citation, Some(cite("FSL", "135.1")));
}

/// FSL 135; CO23 178: a ban on a person lasts when the company has ended.
#[test]
fn a_ban_on_a_person_survives_the_end_of_the_company() {
    let close =
        |proof: &str| Command::Close(Close { ended_on: date(2023, 8, 1), proof: proof.into() });
    let firm = barred("FOOD_LICENCE_BAN", subject()).at(FELL);
    let state = firm.clone().after(&bureau(), &close("准予注销登记通知书")).state;
    assert_eq!(state.standing(date(2023, 7, 31)), Some(Standing::Active));
    assert_eq!(state.standing(date(2023, 8, 1)), Some(Standing::Ended(Cause::SubjectEnded)));
    firm.when(&bureau(), &close(" ")).then_refused(&[Code::Incomplete]);
    let future = Close { ended_on: date(2024, 1, 1), proof: "注销公告".into() };
    firm.when(&bureau(), &Command::Close(future)).then_refused(&[Code::InTheFuture]);
    let before = Close { ended_on: date(2023, 1, 1), proof: "注销公告".into() };
    let refused = firm.when(&bureau(), &Command::Close(before));
    assert_eq!(refused.then_refused(&[Code::Contradictory])[0].field, ["endedOn"]);
    let person = barred("FOOD_MANAGEMENT_BAN", representative()).at(FELL);
    let refused = person.when(&bureau(), &close("准予注销登记通知书"));
    let refused = refused.then_refused(&[Code::NotProvidedFor]);
    assert_eq!(refused[0].citation, Some(cite("FSL", "135.1")));
}

/// Domain.md §6.7: void on the wrong subject at once; for want of a basis only once it is repealed.
#[test]
fn a_measure_is_void_for_the_wrong_subject_or_a_repealed_basis() {
    let imposed = finance_imposed().at(FELL);
    let void = |reason| {
        Command::Void(Void {
            entry: None, reason, explanation: "同名企业，注册号不同。".into()
        })
    };
    let fallen = imposed.clone().after(&Actor::Clock, &fall(Fall::Revoked));
    let refused = fallen.when(&finance(), &void(VoidReason::WrongSubject));
    refused.then_refused(&[Code::Incomplete]);
    let state = imposed.clone().after(&finance(), &void(VoidReason::WrongSubject)).state;
    assert_eq!(state.standing(date(2023, 9, 4)), Some(Standing::Ended(Cause::WrongSubject)));
    let refused = imposed.when(&finance(), &void(VoidReason::BasisRepealed));
    refused.then_refused(&[Code::Contradictory]);
    let mut repealed = imposed;
    let pair = repealed.state.pair().unwrap();
    // One of its articles holds still: whether that bears it, the agency says.
    let basis = vec![cite("NDRC58", "0"), cite("SC49", "0")];
    let other = super::super::imposing::Imposed { basis, ..pair.imposed().unwrap().clone() };
    let at = moment(IMPOSED);
    repealed.state = finance_told().state.evolve(&Event::Imposed(Box::new(other)), at);
    let repealed = repealed.at("2026-04-01T09:00:00+08:00");
    let state = repealed.after(&finance(), &void(VoidReason::BasisRepealed)).state;
    assert_eq!(state.standing(date(2026, 4, 1)), Some(Standing::Ended(Cause::BasisRepealed)));
}

/// Domain.md §6.7; APL 75.2: the source was never against whoever bears the measure: that is void, and not lifted.
#[test]
fn a_measure_whose_source_was_against_another_one_is_void() {
    let after = finance_imposed().at(FELL).after(&Actor::Clock, &fall(Fall::WrongSubject));
    assert_eq!(after.state.standing(date(2023, 9, 1)), Some(Standing::Unfounded));
    assert_eq!(told_of_fall(&after).asks, Asks::Correct);
    for cause in LiftCause::ALL {
        let refused = after.when(&finance(), &Command::Lift(lift(cause, Some(2))));
        assert_eq!(refused.then_refused(&[Code::NotProvidedFor])[0].field, ["cause"]);
    }
    let (reason, explanation) = (VoidReason::WrongSubject, "决定书补正，误植他人代码。".into());
    let void = Void { entry: None, reason, explanation };
    let void = |entry| Command::Void(Void { entry, ..void.clone() });
    let refused = after.when(&finance(), &void(None));
    assert_eq!(refused.then_refused(&[Code::Incomplete])[0].field, ["entry"]);
    let told = lift(LiftCause::SourceFell, Some(2)).entry;
    let voided = after.after(&finance(), &void(told));
    assert_eq!(voided.state.standing(date(2023, 9, 4)), Some(Standing::Ended(Cause::WrongSubject)));
}

/// SC22: measures rest while an approved plan is carried out.
#[test]
fn a_measure_rests_during_a_reorganisation() {
    let suspend =
        Command::Suspend(Suspend { plan: "成都中院裁定批准重整计划。".into() });
    let resume = Command::Resume(Resume { reason: "重整计划终止执行。".into() });
    let imposed = finance_imposed();
    let early = imposed.clone().at("2025-06-20T09:00:00+08:00");
    early.when(&finance(), &suspend).then_refused(&[Code::NotProvidedFor]);
    early.when(&finance(), &resume).then_refused(&[Code::StepMissing]);
    let resting = imposed.at("2025-07-01T09:00:00+08:00").after(&finance(), &suspend);
    resting.when(&finance(), &suspend).then_nothing();
    assert_eq!(resting.state.standing(date(2025, 7, 1)), Some(Standing::Suspended));
    let on = resting.at("2026-01-05T09:00:00+08:00").after(&finance(), &resume);
    assert_eq!(on.state.standing(date(2026, 1, 4)), Some(Standing::Suspended));
    assert_eq!(on.state.standing(date(2026, 1, 5)), Some(Standing::Active));
    unfounded().when(&finance(), &suspend).then_refused(&[Code::NotProvidedFor, Code::WrongStage]);
}
