//! 严重违法失信名单: how an entry comes from a penalty decision, how long it lasts, and how it ends (SDL; scenarios
//! 9, 10).

use jiff::civil::{Date, date};

use super::{restoring::*, *};
use crate::{
    Code, Moment,
    case::{decision, sanction::Sanction, serious_list},
    clock::Timer,
    listing::{
        Register, Standing, publishing,
        renumbering::CorrectParty,
        serious::{self, Cause},
    },
    spec::moment,
};

const DECIDED: &str = "2023-06-20T10:00:00+08:00";
const REACTED: &str = "2023-06-20T10:00:05+08:00";

pub fn cause(n: u128) -> Cause {
    let event = crate::id::EventId::new(uuid::Uuid::from_u128(n));
    Cause { event, stream: "case-00000000-0000-0000-0000-000000000001".into(), revision: 20 }
}

pub fn entry() -> serious::Enter {
    serious::Enter {
        cause: cause(1),
        decision: "P1".parse().unwrap(),
        number: "锦市监处罚〔2023〕1号".parse().unwrap(),
        decided_at: moment(DECIDED),
        party: company(),
        agency: agency(BUREAU),
        listing: decided_list(),
    }
}

fn decided_list() -> serious_list::Decided {
    let said = |text: &str| json!({"$personal": {"value": text}});
    serde_json::from_value(json!({
        "proposed": {
            "field": "FOOD",
            "basis": {"instrument": "SDL", "article": "5"},
            "circumstances": {"serious": said("两年内三次")},
            "weighing": {"frequency": said("两年内三次")},
        },
        "heavy": ["S2"],
        "says": {
            "grounds": said("情节严重"), "consequences": said("重点监管"),
            "removal": said("满三年移出"), "remedies": said("六十日内申请行政复议"),
        },
        "powerItem": "SCJG-QT-002",
    }))
    .unwrap()
}

pub fn enter_serious() -> Command {
    Command::EnterSerious(Box::new(entry()))
}

/// Of a leader, under the item of this list.
pub fn chief() -> Actor {
    who(Role::AgencyLeader, BUREAU, "SCJG-QT-002")
}

pub fn publish() -> Command {
    Command::Publish(publishing::Publish { proof: None })
}

pub fn end_publicity() -> Command {
    Command::EndPublicity(publishing::EndPublicity { proof: None })
}

pub fn fall(n: u128, by: FellBy, day: &str) -> Command {
    Command::Fall(Fall { cause: cause(n), by, fell_at: moment(day) })
}

pub fn sanctions(grade: &str) -> Vec<Sanction> {
    serde_json::from_value(json!([
        {"id": "S2", "kind": "FINE", "amount": 4_000_000, "grade": grade, "provision": "《食品安全法》第一百二十二条"},
    ]))
    .unwrap()
}

/// The number of the company was put right in the decision on 10 July 2023.
pub fn renumber() -> Command {
    let mut party = serde_json::to_value(company()).unwrap();
    party["registration"] = json!({"uscc": "91510100MA6DDDD17B"});
    let party = serde_json::from_value(party).unwrap();
    let correct = CorrectParty { cause: cause(7), party, on: date(2023, 7, 10) };
    Command::CorrectParty(Box::new(correct))
}

pub fn alter(n: u128, grade: &str, altered_on: Date) -> Command {
    let sanctions = sanctions(grade);
    Command::OpenReExamination(OpenReExamination { cause: cause(n), altered_on, sanctions })
}

pub fn re_examine(verdict: Verdict) -> Command {
    let paper = match verdict {
        Verdict::Upheld => DocumentType::ListingDecision,
        Verdict::Revoked => DocumentType::DelistingDecision,
    };
    let document = decision(paper);
    Command::ReExamine(ReExamine { verdict, reasons: "罚款不再从重".into(), document })
}

/// The entry of 20 June 2023.
pub fn listed() -> Given<Listing> {
    nothing().at(REACTED).after(&Actor::Clock, &enter_serious())
}

/// SDL 13: it counts from the day of the decision, is public in twenty working days, and lasts three years.
#[test]
fn an_entry_counts_from_the_day_of_the_decision() {
    let listed = listed();
    let register = listed.state.opened.as_ref().map(|it| it.register);
    assert_eq!(register, Some(Register::SeriousViolation));
    assert_eq!(due(&listed, Timer::ListPublish), Some(date(2023, 7, 19)));
    assert_eq!(due(&listed, Timer::ListExpire), Some(date(2026, 6, 20)));
    assert_eq!(due(&listed, Timer::ListEarly), Some(date(2024, 6, 20)));
    assert_eq!(listed.state.standing(date(2023, 6, 19)), None);
    assert_eq!(listed.state.standing(date(2023, 6, 20)), Some(Standing::InForce));
    let shown = listed.at("2023-07-03T09:00:00+08:00").after(&desk(), &publish());
    assert_eq!(due(&shown, Timer::ListPublish), None);
    assert_eq!(refused(&shown, &desk(), &publish()), only(Code::AlreadyDone, ""));
}

/// SDL 13; EIP 12: the entry is whose its decision says since the number was put right; what GSXT shows under the other one
/// is shown no longer, and is corrected by showing it anew.
#[test]
fn an_entry_follows_the_number_that_was_put_right_in_its_decision() {
    let shown = listed().at("2023-07-03T09:00:00+08:00").after(&desk(), &publish());
    let now = shown.at("2023-07-10T10:00:00+08:00");
    assert_eq!(refused(&now, &chief(), &renumber())[0].0, Code::NotPermitted, "the clock's alone");
    let right = now.after(&Actor::Clock, &renumber());
    right.when(&Actor::Clock, &renumber()).then_nothing();
    let party = &right.state.opened.as_ref().unwrap().party;
    assert_eq!(party.subject().to_string(), "91510100MA6DDDD17B");
    assert!(right.state.counts_on(date(2023, 7, 10)), "it counts as before");
    assert_eq!(due(&right, Timer::ListExpire), Some(date(2026, 6, 20)));
    assert_eq!(
        (right.state.shown_since, due(&right, Timer::ListWithdraw)),
        (None, Some(date(2023, 7, 13)))
    );
    let again = right.after(&desk(), &publish());
    assert_eq!(again.state.shown_since, Some(date(2023, 7, 10)));
    assert_eq!(due(&again, Timer::ListWithdraw), None);
    let unshown = listed().at("2023-07-10T10:00:00+08:00").after(&Actor::Clock, &renumber());
    assert_eq!(due(&unshown, Timer::ListWithdraw), None);
    assert_eq!(due(&unshown, Timer::ListPublish), Some(date(2023, 7, 19)));
}

/// SDL 13: whoever reacts to a decision takes the entry from what it says, and nothing where it says nothing of one.
#[test]
fn the_entry_is_what_the_decision_says() {
    let read = |text| serde_json::from_str::<decision::Decided>(text).unwrap();
    let carrying = read(include_str!("../../../../fixtures/events/case.penalty-decided.2.json"));
    let enter = serious::Enter::of(cause(1), &carrying, moment(DECIDED)).unwrap();
    assert_eq!(Some(&enter.listing), carrying.serious_list.as_deref());
    assert_eq!((&enter.decision, &enter.agency), (&carrying.id, &carrying.agency));
    let entered =
        nothing().at(REACTED).after(&Actor::Clock, &Command::EnterSerious(Box::new(enter)));
    let opened = entered.state.opened.unwrap();
    assert_eq!((opened.party, opened.agency), (carrying.party, carrying.agency));
    let silent = read(include_str!("../../../../fixtures/events/case.penalty-decided.1.json"));
    assert!(serious::Enter::of(cause(1), &silent, moment(DECIDED)).is_none());
}

/// App. B 16: the same decision opens it once; no officer opens one.
#[test]
fn a_decision_opens_its_entry_once_and_only_the_clock_does() {
    listed().when(&Actor::Clock, &enter_serious()).then_nothing();
    let other = Command::EnterSerious(Box::new(serious::Enter { cause: cause(2), ..entry() }));
    assert_eq!(refused(&listed(), &Actor::Clock, &other), only(Code::AlreadyDone, ""));
    assert_eq!(refused(&nothing(), &chief(), &enter_serious()), only(Code::NotPermitted, ""));
}

/// SDL: three years, by date, whether or not the clock has said so; App. B 16.
#[test]
fn it_ends_by_itself_after_three_years() {
    let listed = listed();
    let standing = |it: &Given<Listing>, day| it.state.standing(day);
    assert_eq!(standing(&listed, date(2026, 6, 20)), Some(Standing::InForce));
    assert_eq!(standing(&listed, date(2026, 6, 21)), Some(Standing::Expired));
    let expire = Command::Expire;
    listed.clone().at("2026-06-20T23:00:00+08:00").when(&Actor::Clock, &expire).then_nothing();
    let over = listed.at("2026-06-22T03:00:00+08:00");
    let expired = Event::Expired(Expired { last_day: date(2026, 6, 20) });
    over.when(&Actor::Clock, &expire).then([expired]);
    let over = over.after(&Actor::Clock, &expire);
    over.when(&Actor::Clock, &expire).then_nothing();
    assert_eq!(standing(&over, date(2026, 6, 20)), Some(Standing::InForce));
}

/// SDL; APL 48.2: the decision falls, the entry with it, from that day on; its publicity ends in three working days.
#[test]
fn its_foundation_falls_and_it_never_comes_back() {
    let shown = listed().at("2023-07-03T09:00:00+08:00").after(&desk(), &publish());
    let early = refused(&shown, &desk(), &end_publicity());
    assert_eq!(early, only(Code::StepMissing, ""), "it counts still");
    for by in FellBy::ALL {
        let fell = fall(7, by, "2023-09-20T15:00:00+08:00");
        let fallen = shown.clone().at("2023-09-20T15:00:03+08:00").after(&Actor::Clock, &fell);
        assert_eq!(due(&fallen, Timer::ListWithdraw), Some(date(2023, 9, 25)));
        assert_eq!(due(&fallen, Timer::ListExpire), None);
        assert_eq!(fallen.state.standing(date(2023, 9, 19)), Some(Standing::InForce));
        for day in [date(2023, 9, 20), date(2024, 1, 1), date(2030, 1, 1)] {
            assert_eq!(fallen.state.standing(day), Some(Standing::Revoked));
        }
        fallen.when(&Actor::Clock, &fell).then_nothing();
        let again = fall(8, by, "2023-09-21T15:00:00+08:00");
        fallen.when(&Actor::Clock, &again).then_nothing();
        let hidden = fallen.at("2023-09-21T09:00:00+08:00").after(&desk(), &end_publicity());
        assert_eq!(due(&hidden, Timer::ListWithdraw), None);
        assert_eq!(refused(&hidden, &desk(), &publish()), only(Code::WrongStage, ""));
    }
}

/// The record is true also of what had ended before: it counts for nothing since, and nobody has to hide it again.
#[test]
fn what_had_ended_is_revoked_all_the_same() {
    let removed = listed()
        .at("2024-06-21T09:00:00+08:00")
        .after(&Actor::Clock, &remove_early(date(2024, 6, 21)));
    let fell = fall(7, FellBy::Revoked, "2024-09-20T15:00:00+08:00");
    let fallen = removed.at("2024-09-20T15:00:03+08:00").after(&Actor::Clock, &fell);
    assert_eq!(due(&fallen, Timer::ListWithdraw), None);
    assert_eq!(fallen.state.standing(date(2024, 9, 19)), Some(Standing::RemovedEarly));
    assert_eq!(fallen.state.standing(date(2024, 9, 20)), Some(Standing::Revoked));
    fallen.when(&Actor::Clock, &reinstate(date(2024, 9, 20), true)).then_nothing();
}

/// Scenario 10: altered below the heavy test, it is to be examined again, and counts until a leader has decided.
#[test]
fn an_alteration_below_a_heavy_penalty_is_examined_again() {
    let altered = listed().at("2023-09-20T15:00:00+08:00");
    let heavy = alter(6, "HEAVIER", date(2023, 9, 20));
    let noted = |n, because| {
        let (cause, altered_on) = (cause(n), date(2023, 9, 20));
        Event::AlterationNoted(AlterationNoted { cause, altered_on, because })
    };
    altered.when(&Actor::Clock, &heavy).then([noted(6, Untouched::HeavyStill)]);
    let altered = altered.after(&Actor::Clock, &heavy);
    altered.when(&Actor::Clock, &heavy).then_nothing();
    let ordinary = alter(7, "ORDINARY", date(2023, 9, 20));
    let open = altered.clone().after(&Actor::Clock, &ordinary);
    open.when(&Actor::Clock, &ordinary).then_nothing();
    let standing = |it: &Given<Listing>, day| it.state.standing(day);
    assert_eq!(standing(&open, date(2023, 9, 19)), Some(Standing::InForce));
    assert_eq!(standing(&open, date(2023, 9, 20)), Some(Standing::UnderReexamination));
    let nothing_open = refused(&altered, &chief(), &re_examine(Verdict::Upheld));
    assert_eq!(nothing_open, only(Code::StepMissing, ""));
    let day = "2023-09-27T09:00:00+08:00";
    let upheld = open.clone().at(day).after(&chief(), &re_examine(Verdict::Upheld));
    assert_eq!(standing(&upheld, date(2023, 9, 26)), Some(Standing::UnderReexamination));
    assert_eq!(standing(&upheld, date(2023, 9, 27)), Some(Standing::InForce));
    assert_eq!(due(&upheld, Timer::ListWithdraw), None);
    let revoked = open.at(day).after(&chief(), &re_examine(Verdict::Revoked));
    assert_eq!(standing(&revoked, date(2023, 9, 27)), Some(Standing::Revoked));
    assert_eq!(due(&revoked, Timer::ListWithdraw), Some(date(2023, 10, 8)));
    let again = upheld.at("2023-09-27T11:00:00+08:00");
    let again = again.after(&Actor::Clock, &alter(8, "ORDINARY", date(2023, 9, 27)));
    let twice = again.after(&chief(), &re_examine(Verdict::Revoked));
    let decided = twice.state.examinations.iter().map(|it| it.decided.as_ref().unwrap().1.verdict);
    assert_eq!(decided.collect::<Vec<_>>(), [Verdict::Upheld, Verdict::Revoked], "on one day");
    let once_more = alter(9, "ORDINARY", date(2023, 10, 9));
    let over = revoked.when(&Actor::Clock, &once_more).events().unwrap();
    assert!(over[0].sentence().contains("当日列入已经终止"), "{over:?}");
}

/// EIP 12: a wrong entry of this list is corrected under the item of this list.
#[test]
fn a_wrong_entry_of_this_list_is_corrected_under_its_own_item() {
    let later = listed().at("2023-07-03T09:00:00+08:00");
    assert_eq!(refused(&later, &leader(), &correct()), only(Code::NoPowerItem, "powerItem"));
    let corrected = later.after(&chief(), &correct());
    assert_eq!(corrected.state.standing(date(2023, 7, 3)), Some(Standing::Revoked));
    for (actor, command) in [(keeper(), verify_cure()), (leader(), leave()), (desk(), apply())] {
        let refused = refused(&listed(), &actor, &command);
        assert!(
            refused.contains(&(Code::NotProvidedFor, String::new())),
            "{command:?}: {refused:?}"
        );
    }
}

/// What the clock recorded gives way to a decision that lay within the years.
#[test]
fn a_recorded_expiry_gives_way_to_a_removal_that_is_entered_late() {
    let expired = listed().at("2026-06-23T03:00:00+08:00").after(&Actor::Clock, &Command::Expire);
    let removal = remove_early(date(2026, 6, 18));
    let seen = expired.at("2026-06-24T09:00:00+08:00");
    let events = seen.when(&Actor::Clock, &removal).events().unwrap();
    let last_day = date(2026, 6, 20);
    let earlier = Event::Expired(Expired { last_day });
    let at = |day: &str| -> Moment { moment(day) };
    assert!(Listing::contradicts((&events[0], at("2026-06-24T09:00:00+08:00")), &earlier));
    let after = seen.when(&Actor::Clock, &remove_early(date(2026, 6, 21))).events().unwrap();
    assert!(!Listing::contradicts((&after[0], at("2026-06-24T09:00:00+08:00")), &earlier));
    let removed = seen.after(&Actor::Clock, &removal);
    assert_eq!(removed.state.standing(date(2026, 6, 22)), Some(Standing::RemovedEarly));
}

/// PR 79: as the audit tells it.
#[test]
fn acts_read_as_clauses_of_an_official_document() {
    let acts = [
        (REACTED, Actor::Clock, enter_serious()),
        ("2023-07-03T09:00:00+08:00", desk(), publish()),
        ("2023-09-20T15:00:00+08:00", Actor::Clock, alter(7, "ORDINARY", date(2023, 9, 20))),
        ("2023-09-27T09:00:00+08:00", chief(), re_examine(Verdict::Upheld)),
        ("2024-06-21T09:00:00+08:00", Actor::Clock, suspend(date(2024, 6, 21))),
        ("2024-07-01T09:00:00+08:00", Actor::Clock, remove_early(date(2024, 7, 1))),
        ("2024-08-01T09:00:00+08:00", Actor::Clock, reinstate(date(2024, 8, 1), true)),
    ];
    let (mut given, mut told) = (nothing(), vec![]);
    for (day, actor, command) in acts {
        given = given.at(day);
        let events = given.when(&actor, &command).events().unwrap();
        told.extend(events.iter().map(Event::sentence));
        given = given.after(&actor, &command);
    }
    let expected = [
        "根据行政处罚决定（锦市监处罚〔2023〕1号），成都某餐饮管理有限公司被列入严重违法失信名单（食品安全领域），公示期限至2023年7月19日届满，列入期至2026年6月20日届满",
        "通过国家企业信用信息公示系统公示列入信息",
        "所依据的行政处罚决定于2023年9月20日变更，不再含有较重行政处罚，应当重新审核是否列入",
        "重新审核后决定维持列入（锦市监异列〔2023〕1号），理由：罚款不再从重",
        "准予信用修复（锦市监修复〔2024〕1号），重整计划执行期间自2024年6月21日起暂停列入",
        "决定将成都某餐饮管理有限公司自2024年7月1日起提前移出严重违法失信名单（锦市监修复〔2024〕1号），理由：准予信用修复",
        "信用修复不再有效，自2024年8月1日起恢复列入严重违法失信名单，列入期至2027年8月1日届满",
    ];
    assert_eq!(told, expected);
}
