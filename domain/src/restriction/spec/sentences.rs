//! What each event says of itself, for the audit.

use jiff::civil::date;

use super::{answers::declining, facts::*, officer};
use crate::{
    Actor, Decider, Role, Rulebook,
    citation::cite,
    clock::Timer,
    restriction::{
        Command, Event, Restriction,
        ending::{Closed, Expired, LiftCause, VoidReason, Voided},
        falling::{Fall, TakeBack},
        pausing::{Resumed, Suspended},
        resting::{ResumeSource, SuspendSource},
    },
    spec::Given,
};

/// What follows from a command, in a sentence.
fn said(given: &Given<Restriction>, actor: &Actor, command: &Command) -> String {
    let law = Rulebook::builtin().unwrap();
    let events = given.when(actor, command).events().unwrap();
    events.iter().map(|it| it.sentence(&law)).collect()
}

#[test]
fn a_pair_tells_its_life() {
    let empty = crate::spec::given::<Restriction>([]).at(TOLD);
    let told = Command::Notify(Box::new(notify("PROCUREMENT_LIMIT", "SC_FINANCE")));
    assert_eq!(
        said(&empty, &Actor::Clock, &told),
        "向四川省财政厅通报成都市市场监督管理局2023年5月6日作出的列入严重违法失信名单决定（成市监严列〔2023〕1号）：\
         列入严重违法失信名单，对应措施「在政府采购中依法予以限制或者禁入」"
    );
    let impose = Command::Impose(finance_imposes());
    assert_eq!(
        said(&finance_told().at(IMPOSED), &finance(), &impose),
        "决定实施该措施（川财采限〔2023〕4号），自2023年5月15日起，随来源信息失效而终止"
    );
    let fall = Command::TakeBack(take_back(Fall::Revoked, date(2026, 3, 1)));
    let imposed = finance_imposed().at("2026-03-02T09:00:00+08:00");
    assert_eq!(
        said(&imposed, &Actor::Clock, &fall),
        "来源自2026年3月1日起被撤销，不再计算、不再展示：须解除已实施的措施，期限至2026年3月16日"
    );
    let fallen = imposed.after(&Actor::Clock, &fall);
    let lifting = Command::Lift(lift(LiftCause::SourceFell, Some(2)));
    assert_eq!(
        said(&fallen, &finance(), &lifting),
        "解除该措施（来源失效），理由：行政复议决定撤销原处罚决定"
    );
    let tax = told_tax();
    assert_eq!(
        said(&tax, &officer("SC_TAX", Role::CreditUnit, None), &declining()),
        "决定不予实施该措施，理由：纳税信用等级为B级，没有调整发票供应的税务根据"
    );
}

/// SC22: the agency that imposed suspends, and lets go on; whoever did not is told alone.
#[test]
fn a_source_that_rests_says_what_that_asks() {
    let TakeBack { by, stream, on, .. } = take_back(Fall::Restored, date(2025, 7, 1));
    let rest = Command::SuspendSource(SuspendSource { by, stream: stream.clone(), on });
    let at = "2025-07-01T09:00:00+08:00";
    let imposed = finance_imposed().at(at);
    let head = "重整计划经人民法院裁定批准，来源自2025年7月1日起在计划执行期间暂停，不再计算";
    assert_eq!(said(&imposed, &Actor::Clock, &rest), format!("{head}：实施机关应同步暂停该措施"));
    assert_eq!(said(&finance_told().at(at), &Actor::Clock, &rest), format!("{head}：仅供知悉"));
    let resting = imposed.after(&Actor::Clock, &rest).at("2025-12-01T09:00:00+08:00");
    let on = date(2025, 12, 1);
    let again = Command::ResumeSource(ResumeSource { by, stream, on, source_until: None });
    assert_eq!(
        said(&resting, &Actor::Clock, &again),
        "重整期间的信用修复不再有效，来源自2025年12月1日起恢复：已暂停的措施由实施机关恢复"
    );
}

fn told_tax() -> Given<Restriction> {
    told(notify("INVOICE_SUPPLY", "SC_TAX"))
}

#[test]
fn each_end_says_what_ended() {
    let law = Rulebook::builtin().unwrap();
    let expired = Expired { last_day: date(2028, 5, 6), authority: cite("FSL", "135.1") };
    let explanation = "同名企业。".into();
    let voided = Voided { entry: None, reason: VoidReason::WrongSubject, explanation };
    let closed = Closed { ended_on: date(2023, 8, 1), proof: "准予注销登记通知书".into() };
    for (event, sentence, article) in [
        (Event::Expired(expired), "该措施的期限于2028年5月6日届满", cite("FSL", "135.1")),
        (Event::Voided(voided), "撤销该措施（对象错误），说明：同名企业", cite("SC49", "0")),
        (
            Event::Closed(closed),
            "因主体于2023年8月1日终止，终结该措施，根据：准予注销登记通知书",
            cite("REG", "31"),
        ),
        (
            Event::Suspended(Suspended { plan: "法院裁定批准。".into() }),
            "因重整计划获得批准，暂停该措施：法院裁定批准",
            cite("SC22", "0"),
        ),
        (
            Event::Resumed(Resumed { reason: "计划终止执行。".into() }),
            "恢复该措施，理由：计划终止执行",
            cite("SC22", "0"),
        ),
    ] {
        assert_eq!(event.sentence(&law), sentence);
        assert_eq!(Restriction::basis(&event), [article]);
    }
}

/// The envelope tells whom it concerns, the deadline that begins and the one that is met.
#[test]
fn an_event_tells_what_tables_ask() {
    let told = finance_told().state.pair().unwrap().notified.clone();
    let notified = Event::Notified(Box::new(told));
    assert_eq!(Restriction::subjects(&notified), [company()]);
    assert!(notified.is_entry() && notified.settles().is_empty());
    let taken_back = Command::TakeBack(take_back(Fall::Revoked, date(2026, 3, 1)));
    let imposed = finance_imposed().at("2026-03-02T09:00:00+08:00");
    let fell = imposed.when(&Actor::Clock, &taken_back).events().unwrap();
    assert!(fell[0].is_entry());
    assert_eq!(fell[0].deadline().map(|it| it.timer), Some(Timer::ShareCorrect));
    let fallen = imposed.after(&Actor::Clock, &taken_back);
    let lifting = Command::Lift(lift(LiftCause::SourceFell, Some(2)));
    let lifted = fallen.when(&finance(), &lifting).events().unwrap();
    assert!(lifted[0].settles().contains(&Timer::ShareCorrect));
    let authority = cite("FSL", "135.1");
    let expired = Event::Expired(Expired { last_day: date(2028, 5, 6), authority });
    assert!(expired.settles().is_empty() && lifted[0].overtakes().is_empty());
    assert_eq!(expired.overtakes(), lifted[0].settles());
}
