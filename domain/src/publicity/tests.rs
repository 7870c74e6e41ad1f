//! The publicity of a decision on one channel, step by step.

mod anew;
pub(super) mod barred;
mod fit;
mod limits;
mod outdated;
mod times;

use std::slice::from_ref;

use jiff::civil::date;

use super::{
    Channel, Command, Event, Key, OnFile, Publicity, State, Step, correcting, expiry, opening,
    publishing,
    term::{Grade, Regime},
    withdrawing::{self, Withdrawal},
    withholding,
};
use crate::{
    Actor, Code, Decider, Fen, Moment, Rejection,
    case::{
        sanction::SanctionKind,
        spec::{
            CREDIT_UNIT, HANDLER_LI, LEADER, Who, case,
            endings::{approved_copy, handed, p1, penalised},
            given as given_case,
        },
    },
    clock::Timer,
    id::{CaseId, PartId},
    spec::{Given, given, moment},
};

const CASE: CaseId = CaseId::new(uuid::Uuid::nil());
const DAY: &str = "2022-12-26T10:00:00+08:00";

/// The decision of 21 December 2022, served on the 23rd, its copy approved.
pub fn on_file() -> OnFile {
    case(&approved_copy(given_case(handed()))).decision_on_file(CASE, (&p1(), moment(DAY))).unwrap()
}

/// The nth withdrawal.
fn w(n: usize) -> PartId {
    PartId::nth('W', n)
}

fn key(channel: Channel) -> Key {
    Key { case: CASE, decision: p1(), channel }
}

pub fn asked(channel: Channel, step: Step) -> Command {
    Command { key: key(channel), step }
}

fn open(channel: Channel) -> Command {
    asked(channel, Step::Open(opening::Open { channel }))
}

pub fn publish(channel: Channel) -> Command {
    let reference = "公示编号1".to_owned();
    asked(channel, Step::Publish(publishing::Publish { reference, before_service: None }))
}

fn push() -> Step {
    Step::Push(publishing::Push {
        reference: "浙市监收〔2022〕9号".into(),
        received_on: date(2022, 12, 26),
        before_service: None,
    })
}

pub fn withdraw(channel: Channel, ground: Withdrawal) -> Command {
    let reason = "复议决定撤销原处罚决定".into();
    asked(channel, Step::Withdraw(withdrawing::Withdraw { ground, reason, since: None }))
}

/// What the clock records when a decision falls due on a channel.
pub fn opened(
    on_file: &OnFile,
    channel: Channel,
    at: Moment,
) -> Result<Vec<Event>, Vec<Rejection>> {
    let on_file = Some(on_file.clone());
    let unopened = given::<Publicity>([]).at(&at.to_string()).knowing(|it| it.decision = on_file);
    unopened.when(&Actor::Clock, &open(channel)).events()
}

/// It is due, and the cast is on the register.
pub fn due(on_file: OnFile, channel: Channel) -> Given<Publicity> {
    let facts = Some(on_file);
    given::<Publicity>([])
        .at(DAY)
        .officers([CREDIT_UNIT, HANDLER_LI, LEADER].map(Who::registered))
        .knowing(|it| it.decision = facts)
        .after(&Actor::Clock, &open(channel))
}

pub fn published(channel: Channel) -> Given<Publicity> {
    due(on_file(), channel).after(&CREDIT_UNIT.actor(), &publish(channel))
}

/// The party is registered in Zhejiang.
fn of_zhejiang() -> OnFile {
    let mut on_file = on_file();
    on_file.matter.province = Some("33".to_owned());
    on_file
}

/// PUB 9; Appendix B 9: each channel has its own limit, which counts from the decision, not from its service.
#[test]
fn each_channel_is_due_in_its_own_time_from_the_decision() {
    let limits = Channel::ALL.map(|channel| {
        let state = due(on_file(), channel).state;
        let ((timer, _), it) = state.timers.first_key_value().unwrap();
        format!("{timer} {}", it.deadline.due_date().unwrap())
    });
    assert_eq!(
        limits,
        ["PUB.GSXT.SAME 2023-01-19", "PUB.DUAL 2022-12-30", "PUB.PORTAL 2022-12-30"]
    );
}

/// PUB 4, 7: without an approved copy nothing is made public, and what was due stays due.
#[test]
fn nothing_is_made_public_without_an_approved_copy() {
    let bare = case(&handed()).decision_on_file(CASE, (&p1(), moment(DAY))).unwrap();
    let waiting = due(bare, Channel::Portal);
    let refused = waiting.when(&CREDIT_UNIT.actor(), &publish(Channel::Portal));
    assert_eq!(
        refused.then_refused(&[Code::StepMissing])[0].citation.as_ref().unwrap().to_string(),
        "PUB 6"
    );
    assert_eq!(waiting.state.state, State::Due);
}

/// PUB 8: before the party has the decision only with a reason, which stays beside it.
#[test]
fn what_is_made_public_before_its_service_says_why() {
    let unserved = case(&approved_copy(given_case(penalised())))
        .decision_on_file(CASE, (&p1(), moment(DAY)))
        .unwrap();
    let waiting = due(unserved, Channel::Portal);
    waiting.when(&CREDIT_UNIT.actor(), &publish(Channel::Portal)).then_refused(&[Code::Incomplete]);
    let reference = "公示编号1".to_owned();
    let before_service = Some("当事人下落不明，公告送达期间".into());
    let explained =
        asked(Channel::Portal, Step::Publish(publishing::Publish { reference, before_service }));
    assert!(waiting.after(&CREDIT_UNIT.actor(), &explained).state.before_service);
}

/// PUB 16: the credit unit publishes; a handler does not. It is public once.
#[test]
fn the_credit_unit_publishes_once() {
    let now = published(Channel::Gsxt);
    assert!(now.state.timers[&(Timer::PubGsxtSame, Some(p1()))].settled.is_some());
    now.when(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt)).then_nothing();
    let elsewhere = publishing::Publish { reference: "另一编号".into(), before_service: None };
    let elsewhere = asked(Channel::Gsxt, Step::Publish(elsewhere));
    now.when(&CREDIT_UNIT.actor(), &elsewhere).then_refused(&[Code::AlreadyDone]);
    due(on_file(), Channel::Gsxt)
        .when(&HANDLER_LI.actor(), &publish(Channel::Gsxt))
        .then_refused(&[Code::NotPermitted]);
}

/// PUB 10: a party of another province is made public there, ten working days after it was received.
#[test]
fn a_party_of_another_province_is_made_public_where_it_is_registered() {
    let waiting = due(of_zhejiang(), Channel::Gsxt);
    assert_eq!(
        waiting.state.timers[&(Timer::PubGsxtPush, Some(p1()))].deadline.due_date(),
        Some(date(2023, 1, 5))
    );
    let here = waiting.when(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt));
    here.then_refused(&[Code::NotProvidedFor]);
    let reference = "浙江公示1".to_owned();
    let there = asked(Channel::Gsxt, Step::HostPublish(publishing::HostPublish { reference }));
    waiting.when(&CREDIT_UNIT.actor(), &there).then_refused(&[Code::StepMissing]);
    let pushed = waiting.after(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, push()));
    assert!(pushed.state.timers[&(Timer::PubGsxtPush, Some(p1()))].settled.is_some());
    assert_eq!(
        pushed.state.timers[&(Timer::PubGsxtHost, Some(PartId::nth('H', 1)))].deadline.due_date(),
        Some(date(2023, 1, 10))
    );
    let hosted = pushed.after(&CREDIT_UNIT.actor(), &there);
    assert_eq!((hosted.state.state, hosted.state.hosted), (State::Published, true));
}

/// PUB 11; APL 48: hidden at once, and within three working days on the channel; a revoked decision isn't shown again.
#[test]
fn what_fell_is_withdrawn_at_once_and_within_three_days_on_the_channel() {
    let ground = Withdrawal::DecisionRevoked;
    let fallen =
        published(Channel::Portal).after(&Actor::Clock, &withdraw(Channel::Portal, ground));
    assert_eq!(fallen.state.state, State::Withdrawn);
    assert_eq!(
        fallen.state.timers[&(Timer::PubWithdraw, Some(w(1)))].deadline.due_date(),
        Some(date(2022, 12, 29))
    );
    fallen.when(&Actor::Clock, &withdraw(Channel::Portal, ground)).then_nothing();
    fallen.when(&CREDIT_UNIT.actor(), &publish(Channel::Portal)).then_refused(&[Code::WrongStage]);
    let down = withdrawing::TakeDown { reference: "撤下回执1".into() };
    let down = asked(Channel::Portal, Step::TakeDown(down));
    let gone = fallen.after(&CREDIT_UNIT.actor(), &down);
    assert!(gone.state.timers[&(Timer::PubWithdraw, Some(w(1)))].settled.is_some());
    gone.when(&CREDIT_UNIT.actor(), &down).then_nothing();
}

/// PUB 11; APL 48.2: whoever publishes withdraws what was shown in error alone, and nothing that is still to be shown; what
/// became of the decision is recorded in its case.
#[test]
fn whoever_publishes_withdraws_what_was_shown_in_error_alone() {
    let in_error = withdraw(Channel::Gsxt, Withdrawal::PublishedInError);
    let waiting = due(on_file(), Channel::Gsxt);
    let refused = waiting.when(&CREDIT_UNIT.actor(), &in_error).then_refused(&[Code::WrongStage]);
    assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "PUB 12");
    for ground in Withdrawal::ALL {
        let withdraw = withdraw(Channel::Gsxt, ground);
        let shown = published(Channel::Gsxt);
        if ground == Withdrawal::PublishedInError {
            let withdrawn = shown.after(&CREDIT_UNIT.actor(), &withdraw);
            assert_eq!(withdrawn.state.state, State::Withdrawn);
        } else {
            let refused = shown.when(&CREDIT_UNIT.actor(), &withdraw);
            assert_eq!(refused.then_refused(&[Code::NotProvidedFor])[0].field, ["ground"]);
        }
    }
    let sent = due(of_zhejiang(), Channel::Gsxt);
    let sent = sent.after(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, push()));
    assert_eq!(sent.after(&CREDIT_UNIT.actor(), &in_error).state.pushed, None);
}

/// Nothing that was never shown has to be taken down.
#[test]
fn what_is_withdrawn_before_it_was_shown_owes_the_channel_nothing() {
    let ground = Withdrawal::DecisionVoid;
    let fallen =
        due(on_file(), Channel::Gsxt).after(&Actor::Clock, &withdraw(Channel::Gsxt, ground));
    assert!(fallen.state.timers[&(Timer::PubGsxtSame, Some(p1()))].replaced);
    assert!(fallen.state.timers.keys().all(|(it, _)| *it != Timer::PubWithdraw));
}

/// PUB 12: corrected on demand, with what was approved since.
#[test]
fn what_is_shown_is_corrected_on_demand() {
    let reason = "统一社会信用代码录入有误".into();
    let correct = correcting::Correct { reason, on_demand: true, reference: None };
    let correct = asked(Channel::Gsxt, Step::Correct(correct));
    let corrected = published(Channel::Gsxt).after(&CREDIT_UNIT.actor(), &correct);
    assert_eq!(corrected.state.state, State::Corrected);
    let unpublished = due(on_file(), Channel::Gsxt);
    unpublished.when(&CREDIT_UNIT.actor(), &correct).then_refused(&[Code::WrongStage]);
}

/// PUB 5: a leader withholds it before it is made public.
#[test]
fn what_secrecy_forbids_is_withheld() {
    let withhold = withholding::Withhold { reason: "经保密审查不宜公开".into() };
    let withhold = asked(Channel::Portal, Step::Withhold(withhold));
    let waiting = due(on_file(), Channel::Portal);
    waiting.when(&CREDIT_UNIT.actor(), &withhold).then_refused(&[Code::NotPermitted]);
    let kept_back = waiting.after(&LEADER.actor(), &withhold);
    assert_eq!(kept_back.state.state, State::NotPublishable);
    assert!(kept_back.state.timers[&(Timer::PubPortal, Some(p1()))].replaced);
    kept_back
        .when(&CREDIT_UNIT.actor(), &publish(Channel::Portal))
        .then_refused(&[Code::NotProvidedFor]);
}

/// PUB 13, and what came after: published on 26 December 2022 it would be shown for three years, and the rules of
/// 2025 end it on their first day, as a year is over by then.
#[test]
fn later_rules_end_what_earlier_ones_began_where_that_is_better_for_the_party() {
    let now = published(Channel::Gsxt);
    let regimes: Vec<_> =
        now.state.terms.iter().map(|it| (it.regime, it.grade, it.last_day)).collect();
    let (three_years, one) = (Some(date(2025, 12, 26)), Some(date(2023, 12, 26)));
    assert_eq!(
        regimes,
        [(Regime::Pub13, Grade::Other, three_years), (Regime::Cr25, Grade::Moderate, one)]
    );
    assert_eq!(now.state.term_on(date(2025, 12, 24)).unwrap().regime, Regime::Pub13);
    assert_eq!(now.state.term_on(date(2025, 12, 25)).unwrap().regime, Regime::Cr25);
    assert_eq!(now.state.state_on(date(2025, 12, 24)), State::Published);
    assert_eq!(now.state.state_on(date(2025, 12, 25)), State::Expired);
    let expire = asked(Channel::Gsxt, Step::Expire(expiry::Expire));
    now.clone()
        .at("2025-12-24T00:00:00+08:00")
        .when(&Actor::Clock, &expire)
        .then_refused(&[Code::TooEarly]);
    let over = now.at("2025-12-25T00:00:00+08:00").after(&Actor::Clock, &expire);
    assert_eq!(over.state.state, State::Expired);
    over.when(&Actor::Clock, &expire).then_nothing();
}

/// domain.md §6.2: Credit China counts from the day of the document.
#[test]
fn credit_china_counts_from_the_document() {
    let mut recent = on_file();
    recent.matter.decided_at = moment("2026-03-25T09:00:00+08:00");
    recent.served_on = Some(date(2026, 3, 26));
    let facts = Some(recent);
    let now = given::<Publicity>([])
        .at("2026-04-02T10:00:00+08:00")
        .officers([CREDIT_UNIT.registered()])
        .knowing(|it| it.decision = facts)
        .after(&Actor::Clock, &open(Channel::CreditChina))
        .after(&CREDIT_UNIT.actor(), &publish(Channel::CreditChina));
    let (last_day, term) = now.state.shown_until().unwrap();
    assert_eq!((last_day, term.regime), (date(2027, 3, 25), Regime::Ndrc36));
}

/// PUB 13: what is graded how. Sichuan's lower fine is not known, so that no fine is taken for one.
#[test]
fn decisions_are_graded_after_the_articles() {
    let penalty = |kind, yuan: Option<u32>, months| super::Penalty {
        kind,
        amount: yuan.map(Fen::yuan),
        months,
    };
    let criticism = penalty(SanctionKind::Criticism, None, None);
    let fine = penalty(SanctionKind::Fine, Some(9_999), None);
    let ban = |months| penalty(SanctionKind::RestrictEmployment, None, months);
    let line = Some(Fen::yuan(10_000));
    let pub_13 = |all: &[super::Penalty], line| Regime::Pub13.grade(all, line).0;
    assert_eq!(pub_13(from_ref(&criticism), None), Grade::Light);
    assert_eq!(pub_13(from_ref(&fine), None), Grade::Other);
    assert!(Regime::Pub13.grade(from_ref(&fine), None).1.contains("未载入"));
    assert_eq!(pub_13(from_ref(&fine), line), Grade::Light);
    assert_eq!(pub_13(&[penalty(SanctionKind::Fine, Some(10_000), None)], line), Grade::Other);
    assert_eq!(pub_13(&[ban(Some(60)), fine.clone()], line), Grade::OverThreeYears);
    assert_eq!(pub_13(&[ban(Some(36))], line), Grade::Other);
    assert_eq!(Regime::Cr25.grade(&[ban(Some(12))], line).0, Grade::Serious);
    let huge = penalty(SanctionKind::Fine, Some(10_000), None);
    let income = penalty(SanctionKind::ConfiscateIncome, Some(50_000), None);
    let ndrc36 = |all: &[super::Penalty], line| Regime::Ndrc36.grade(all, line);
    assert_eq!(ndrc36(&[fine.clone(), income.clone()], line).0, Grade::Moderate);
    assert_eq!(ndrc36(&[huge.clone(), income.clone()], line).0, Grade::Serious);
    assert_eq!(ndrc36(&[fine.clone(), fine], line).0, Grade::Serious);
    let (grade, why) = ndrc36(&[huge], None);
    assert_eq!((grade, why.contains("“巨额罚款”标准未载入")), (Grade::Moderate, true));
    assert_eq!(ndrc36(&[income], None), (Grade::Moderate, "既非轻微也非严重".to_owned()));
    assert_eq!(Regime::Ndrc36.grade(&[criticism], line).0, Grade::Minor);
}

/// PUB 13.3: a restriction that a statute sets for longer is shown until its end, also under later rules.
#[test]
fn what_restricts_for_over_three_years_is_shown_as_long_as_it_does() {
    let mut banned = on_file();
    banned.matter.penalties[0] =
        super::Penalty { kind: SanctionKind::RestrictEmployment, amount: None, months: Some(60) };
    let now = due(banned, Channel::Gsxt).after(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt));
    assert_eq!(now.state.shown_until().unwrap().0, date(2027, 12, 21));
}

/// The id is that of the decision and the channel, whoever asks.
#[test]
fn a_publicity_is_named_after_its_decision_and_channel() {
    let [gsxt, credit, portal] = Channel::ALL.map(|it| key(it).stream());
    assert!(gsxt != credit && credit != portal && gsxt.starts_with("publicity-"));
    assert_eq!(Publicity::CATEGORY, "publicity");
}
