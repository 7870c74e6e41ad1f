//! 撤销、重整: what undoes a restoration, and how each act reads.

use std::collections::BTreeSet;

use super::{regimes::assessed, *};
use crate::{
    Code,
    clock::{Deadline, Timer},
    listing::Register,
    restoration::{Asked, Correction, Status, assess, reorganising},
    restriction::Trigger,
};

/// Scenario 11: a forged payment slip, granted on 10 March 2026, discovered on 2 June. What was restored comes back with
/// a new count, every channel shows it again, and the record of dishonesty stays. The rules of 2025 name no bar that
/// anybody has read.
#[test]
fn what_was_restored_by_false_proof_comes_back_with_a_new_count() {
    let given = effective().at("2026-06-02T09:00:00+08:00");
    let events = recorded(&given, &leader(), &revoke());
    let [Event::RevokedForFraud(revoked), Event::Reinstated(back)] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(revoked.deadlines, []);
    assert_eq!((back.counted_from, &back.channels[..]), (date(2026, 6, 2), &Channel::ALL[..]));
    let given = given.after(&leader(), &revoke());
    assert_eq!(given.state.status(), Some(Status::Reinstated));
    assert_eq!(given.state.counted_from, Some(date(2026, 6, 2)));
    // What counted as restored until then stays so: contracts of the time are unaffected.
    assert!(given.state.restores_on(date(2026, 6, 1)));
    assert!(!given.state.restores_on(date(2026, 6, 2)));
    let shown =
        Channel::ALL.into_iter().fold(given, |it, channel| it.after(&desk(), &reinstate(channel)));
    assert_eq!(shown.state.to_reinstate, []);
    shown.when(&desk(), &reinstate(Channel::Gsxt)).then_refused(&[Code::NotProvidedFor]);
    shown.when(&leader(), &revoke()).then_refused(&[Code::WrongStage]);
}

/// APL 48.2: what has fallen meanwhile is shown nowhere again, and calls for nothing, whatever becomes of its restoration.
#[test]
fn what_fell_after_its_restoration_is_not_shown_again() {
    let listed = Register::SeriousViolation.found(None);
    let fallen =
        || Restorable { found: listed.clone(), fallen_on: Some(date(2026, 5, 20)), ..penalty() };
    let given = effective().at("2026-06-02T09:00:00+08:00");
    let given = given.knowing(|facts| facts.restorable = Some(Box::new(fallen())));
    let events = recorded(&given, &leader(), &revoke());
    let Event::Reinstated(back) = &events[1] else { panic!("{events:?}") };
    assert_eq!((&back.channels[..], &back.calls[..]), (&[][..], &[][..]));
    assert_eq!(events[1].sentence(), "恢复原有状态，所涉行政处罚决定已经失效，不再公示");
    let plan = under_plan().at("2026-09-01T09:00:00+08:00");
    let plan = plan.knowing(|facts| facts.restorable = Some(Box::new(fallen())));
    assert_eq!(plan.after(&leader(), &fail()).state.to_reinstate, []);
}

/// Scenario 11: the agencies whose measures the restoration had ended are told anew, each to impose with a new start; a ban
/// with a time of its own never ended.
#[test]
fn what_a_restoration_had_ended_is_called_for_anew() {
    let listed = Register::SeriousViolation.found(None);
    let revoked = [(Trigger::FoodLicenceRevoked, BTreeSet::new())];
    let of = Restorable { found: listed.into_iter().chain(revoked).collect(), ..penalty() };
    let given = effective().at("2026-06-02T09:00:00+08:00");
    let given = given.knowing(|facts| facts.restorable = Some(Box::new(of)));
    let events = recorded(&given, &leader(), &revoke());
    let Event::Reinstated(back) = &events[1] else { panic!("{events:?}") };
    let measures: BTreeSet<_> = back.calls.iter().map(|it| it.measure.as_str()).collect();
    assert!(measures.contains("LICENCE_WEIGHTING"), "{measures:?}");
    assert!(!measures.contains("FOOD_LICENCE_BAN"), "{measures:?}");
}

/// NDRC36; Q4: through the single window three years, marked as uncertain.
#[test]
fn through_the_single_window_whoever_deceived_is_barred() {
    let given = applied(penalty(), Window::CreditChina, "2026-03-02T09:00:00+08:00")
        .after(&desk(), &Command::Accept)
        .after(&desk(), &verify())
        .at("2026-03-10T09:00:00+08:00")
        .after(&leader(), &grant())
        .at("2026-06-02T09:00:00+08:00");
    let events = recorded(&given, &leader(), &revoke());
    let bar = events[0].deadlines().first().unwrap();
    assert_eq!((bar.timer, bar.latest()), (Timer::RestoreBar, Some(date(2029, 6, 2))));
    let told = events[0].sentence();
    assert!(told.ends_with("失信行为记入信用记录，至2029年6月2日不得再次申请"), "{told}");
    // A channel that had not stopped owes nothing any more.
    let given = given.after(&leader(), &revoke());
    let open =
        |it| given.state.open_deadline(Timer::RestoreEffect, Some(super::effect::part_of(it)));
    assert!(Channel::ALL.into_iter().all(|it| open(it).is_none()));
}

#[test]
fn fraud_is_found_on_facts_and_evidence_after_a_grant() {
    verified().when(&leader(), &revoke()).then_refused(&[Code::WrongStage]);
    let bare = Command::RevokeForFraud(Box::new(fraud::Revoke {
        facts: " ".into(),
        evidence: vec![],
        document: document(DocumentType::Other),
    }));
    let codes = [Code::Incomplete, Code::Incomplete, Code::DocumentMissing, Code::Incomplete];
    granted().when(&leader(), &bare).then_refused(&codes);
}

fn plan() -> reorganising::Plan {
    reorganising::Plan {
        court: "成都市中级人民法院".into(),
        number: "（2026）川01破1号".into(),
        approved_on: date(2026, 2, 10),
        ruling: document(DocumentType::RemedyNotice),
    }
}

fn by_plan(on: &str) -> (Given<Restoration>, Command) {
    let day = crate::spec::moment(on).day();
    let of = Restorable { performed_on: None, corrected: Correction::UponApplication, ..penalty() };
    let apply = applying::Apply { plan: Some(plan()), ..apply(Window::Gsxt, day) };
    (nothing(of).at(on), Command::Apply(Box::new(apply)))
}

fn under_plan() -> Given<Restoration> {
    let (given, apply) = by_plan("2026-03-02T09:00:00+08:00");
    given
        .after(&desk(), &apply)
        .after(&desk(), &Command::Accept)
        .after(&desk(), &verify())
        .after(&leader(), &grant())
}

fn fail() -> Command {
    Command::FailPlan(reorganising::Fail {
        reason: "债务人不能执行重整计划".into(),
        evidence: vec![document(DocumentType::Other)],
    })
}

fn complete() -> Command {
    Command::CompletePlan(reorganising::Complete { evidence: vec![document(DocumentType::Other)] })
}

/// SC22: while the plan is carried out, for good once it was, and no longer where it fails.
#[test]
fn a_plan_that_a_court_approved_lifts_what_is_shown_until_it_is_carried_out_or_fails() {
    let given = under_plan().at("2026-09-01T09:00:00+08:00");
    assert!(given.state.restores_on(date(2026, 9, 1)));
    let done = given.clone().after(&leader(), &complete());
    assert!(done.state.plan_completed);
    done.when(&leader(), &fail()).then_refused(&[Code::NotProvidedFor]);
    let failed = given.after(&leader(), &fail());
    assert_eq!(failed.state.status(), Some(Status::Resumed));
    assert_eq!(failed.state.to_reinstate, Channel::ALL);
    // It is shown again for what was left of its time: nothing counts anew.
    assert_eq!(failed.state.counted_from, None);
    assert!(failed.state.restores_on(date(2026, 8, 31)));
    assert!(!failed.state.restores_on(date(2026, 9, 1)));
    granted().when(&leader(), &complete()).then_refused(&[Code::NotProvidedFor]);
}

/// The rules of 2021 know no plan; nor does one count before the court has approved it.
#[test]
fn a_plan_counts_from_its_ruling_and_under_rules_that_know_it() {
    let (given, command) = by_plan("2025-12-01T09:00:00+08:00");
    given.when(&desk(), &command).then_refused(&[Code::InTheFuture, Code::NotProvidedFor]);
    let (of, plan) = (penalty(), plan());
    let asked = |on| Asked { of: &of, window: Window::Gsxt, plan: Some(&plan), on };
    let met = |on| assess(asked(on), crate::spec::law()).unwrap().is_met();
    assert!(!met(date(2026, 2, 9)));
    assert!(met(date(2026, 2, 10)));
}

/// PR 79: the file of an application, as sentences.
#[test]
fn acts_read_as_clauses_of_an_official_document() {
    let mut given = nothing(penalty()).at("2026-03-02T09:00:00+08:00");
    let applies = Command::Apply(Box::new(apply(Window::Gsxt, date(2026, 3, 2))));
    let mut told = vec![];
    let acts = [
        (desk(), applies),
        (desk(), Command::Accept),
        (desk(), verify()),
        (leader(), grant()),
        (desk(), stop(Channel::Gsxt)),
        (leader(), revoke()),
        (desk(), reinstate(Channel::Gsxt)),
    ];
    for (actor, command) in acts {
        told.extend(recorded(&given, &actor, &command).iter().map(Event::sentence));
        given = given.after(&actor, &command);
    }
    let expected = [
        "登记2026年3月2日通过国家企业信用信息公示系统收到的成都某餐饮管理有限公司对行政处罚决定（锦市监处罚〔2025〕1号）的信用修复申请，受理期限至2026年3月4日届满",
        "受理信用修复申请，决定期限至2026年3月11日届满（通过国家企业信用信息公示系统申请，2026年3月2日适用《市场监督管理信用修复管理办法（2025年）》，属于一般失信信息）",
        "书面核实（核实人员：吴某）：罚款已缴清，违法行为已经改正",
        "决定准予信用修复（锦市监信修〔2026〕1号），理由：符合信用修复条件，在国家企业信用信息公示系统、信用中国、行政执法公示平台停止公示，停止公示期限至2026年3月5日届满",
        "记录国家企业信用信息公示系统已经停止公示（回执：HZ-1）",
        "撤销以欺骗手段取得的信用修复（锦市监信修〔2026〕1号），事实：缴款凭证系伪造，失信行为记入信用记录",
        "恢复原有状态，公示期自2026年3月2日起重新计算",
        "记录国家企业信用信息公示系统已经恢复公示（回执：HZ-2）",
    ];
    assert_eq!(told, expected);
    let due = given.state.open_deadline(Timer::RestoreDecide, None).and_then(Deadline::due_date);
    assert_eq!(due, None);
}

/// SC22: what approved the plan is a court's ruling; no other paper stands for it.
#[test]
fn a_plan_rests_on_the_ruling_of_a_court() {
    let (given, _) = by_plan("2026-03-02T09:00:00+08:00");
    let ruled = |document_type| {
        let plan = reorganising::Plan { ruling: document(document_type), ..plan() };
        let apply = applying::Apply { plan: Some(plan), ..apply(Window::Gsxt, date(2026, 3, 2)) };
        given.when(&desk(), &Command::Apply(Box::new(apply)))
    };
    for ruling in [DocumentType::RemedyNotice, DocumentType::RemedyDecision] {
        assert!(ruled(ruling).events().is_ok());
    }
    let refused = ruled(DocumentType::Evidence).then_refused(&[Code::DocumentMissing]);
    assert_eq!(refused[0].field.join("."), "plan.ruling");
}

/// PUB 13, 14.1: what is shown no longer by the day on which the time to wait is over never becomes eligible.
#[test]
fn what_is_over_before_it_could_be_restored_is_never_eligible() {
    let shown = |last| {
        let until = Some(last);
        let shown = on(Channel::Gsxt, Some(date(2025, 7, 1)));
        Restorable {
            shown: shown.into_iter().map(|it| Shown { until, ..it }).collect(),
            ..penalty()
        }
    };
    let day = date(2025, 12, 1);
    let found = assessed(&shown(date(2026, 1, 2)), Window::Gsxt, day);
    assert_eq!(found.from(), Some(date(2026, 1, 2)));
    assert_eq!(found.conditions[0].says, "仍在公示，至2026年1月2日期满");
    let found = assessed(&shown(date(2026, 1, 1)), Window::Gsxt, day);
    assert_eq!((found.from(), found.acceptable_from()), (None, None));
}
