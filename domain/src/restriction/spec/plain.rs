//! What a company reads: why it is restricted, and how that ends.

use jiff::civil::date;

use super::{super::Standing, facts::*};
use crate::{
    Actor,
    restriction::{Command, Restriction, falling::Fall, imposing::Impose},
    rulebook::Rulebook,
    spec::Given,
};

fn words(given: &Given<Restriction>, on: jiff::civil::Date) -> String {
    let law = Rulebook::builtin().unwrap();
    given.state.pair().unwrap().in_plain_words(on, Some(date(2026, 5, 6)), &law)
}

/// Until an agency has decided nothing follows.
#[test]
fn what_an_agency_was_told_of_has_no_effect_yet() {
    assert_eq!(
        words(&finance_told(), date(2023, 5, 8)),
        "四川省财政厅已获知成都市市场监督管理局2023年5月6日列入严重违法失信名单（成市监严列〔2023〕1号），\
         尚未决定是否对你单位实施「在政府采购中依法予以限制或者禁入」；法律、行政法规直接规定的，\
         从其规定；须经该机关决定的，在其决定以前，该措施没有效力。"
    );
}

/// SC22, LIST24: what is in effect says on what it rests, under which article, and each way in which it ends.
#[test]
fn what_is_in_effect_says_why_and_how_it_ends() {
    assert_eq!(
        words(&finance_imposed(), date(2023, 5, 15)),
        "四川省财政厅自2023年5月15日起对你单位实施「在政府采购中依法予以限制或者禁入」，\
         因为成都市市场监督管理局2023年5月6日列入严重违法失信名单（成市监严列〔2023〕1号）。\
         依据：《企业信息公示暂行条例》第十八条。\
         如何解除：随来源信息失效而终止（列入至2026年5月5日届满）；\
         所依据的严重违法失信名单经行政复议、行政诉讼或者自行纠正被撤销、变更、确认违法或者确认无效；\
         完成信用修复，措施同步解除；所依据的法律、法规、政策文件废止；措施的对象有误，由实施机关撤销；\
         实施机关自行决定解除；主体终止（注销登记等）。"
    );
}

/// GDS 26: what has lost its source counts nothing, and says who is to lift it, until when.
#[test]
fn what_lost_its_source_says_that_it_counts_nothing() {
    let command = Command::TakeBack(take_back(Fall::Revoked, date(2023, 9, 1)));
    let fallen = finance_imposed().at(FELL).after(&Actor::Clock, &command);
    let told = words(&fallen, date(2023, 9, 4));
    assert!(told.starts_with(
        "四川省财政厅对你单位的「在政府采购中依法予以限制或者禁入」失去依据，不再计算。"
    ));
    assert!(told.contains("如何解除：来源被撤销，实施机关应"), "{told}");
    let lifting = Command::Lift(lift(crate::restriction::ending::LiftCause::SourceFell, Some(2)));
    let lifted = fallen.after(&finance(), &lifting);
    assert_eq!(
        words(&lifted, date(2023, 9, 4)),
        "四川省财政厅对你单位的「在政府采购中依法予以限制或者禁入」已于2023年9月4日终止（来源失效）。"
    );
}

/// What was imposed from a later day on was answered, and before the answer nobody had decided.
#[test]
fn what_begins_later_says_from_when_on() {
    let later = Impose { start: date(2023, 6, 1), ..finance_imposes() };
    let given = imposed(notify("PROCUREMENT_LIMIT", "SC_FINANCE"), &finance(), later);
    let told = words(&given, date(2023, 5, 20));
    assert!(told.starts_with("四川省财政厅决定自2023年6月1日起对你单位实施"), "{told}");
    assert!(told.contains("依据：") && told.contains("如何解除："), "{told}");
    let standing = given.state.standing(date(2023, 5, 20));
    assert_eq!(standing, Some(Standing::Scheduled));
    let before = words(&given, date(2023, 5, 10));
    assert!(before.contains("尚未决定是否对你单位实施"), "{before}");
    let pair = given.state.pair().unwrap();
    let awaits = |day| pair.awaits_an_answer(date(2023, 5, day));
    assert_eq!([awaits(8), awaits(14), awaits(15), awaits(20)], [true, true, false, false]);
}

/// domain.md §6.7: what was declined stays declined, and what nobody answered is no measure that ended; either says that
/// its source fell.
#[test]
fn what_was_never_imposed_is_told_as_no_measure_that_ended() {
    let fallen = Command::TakeBack(take_back(Fall::Revoked, date(2023, 9, 1)));
    let untold = finance_told().at(FELL).after(&Actor::Clock, &fallen);
    assert_eq!(
        words(&untold, date(2023, 9, 4)),
        "四川省财政厅曾获知成都市市场监督管理局2023年5月6日列入严重违法失信名单（成市监严列〔2023〕1号），\
         没有对你单位实施「在政府采购中依法予以限制或者禁入」；该来源自2023年9月1日起被撤销，通报已经撤回。"
    );
    let declined = finance_declined().at(FELL).after(&Actor::Clock, &fallen);
    assert_eq!(
        words(&declined, date(2023, 9, 4)),
        "四川省财政厅已获知成都市市场监督管理局2023年5月6日列入严重违法失信名单（成市监严列〔2023〕1号），\
         决定不对你单位实施「在政府采购中依法予以限制或者禁入」，理由：该单位近三年未参加政府采购；\
         该来源自2023年9月1日起被撤销。依据：《关于进一步完善失信约束制度构建诚信建设长效机制的指导意见》。"
    );
}
