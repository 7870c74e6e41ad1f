//! The clock, as commentaries and the schedules of the State Council have it.

use jiff::civil::date;

use super::*;
use crate::spec::law_with_2027;

pub(super) fn law() -> Rulebook {
    Rulebook::builtin().unwrap()
}

/// The law, with a calendar of 2027 that has nothing but weekends and New Year, and is as sure as that.
pub(crate) fn law_with_2027_as(confidence: &str) -> Rulebook {
    let year = "[[year]]\nyear = 2027\nscope = \"NATIONAL\"\nversion = \"2027.1\"\nsource = \"x\"\n\
                authority = \"HOL26\"\nworking-days = 260\noff = [{ name = \"元旦\", from = \
                \"2027-01-01\", to = \"2027-01-01\" }]\nmade-up = []\n";
    let year = format!("{year}confidence = \"{confidence}\"\n");
    Rulebook::load(&[("calendar.toml".to_owned(), year)]).unwrap()
}

pub(super) fn started(timer: Timer, on: Date) -> Deadline {
    law().deadline(timer, Moment::midnight(on), "510100", &[]).unwrap()
}

fn due(timer: Timer, on: Date) -> Date {
    started(timer, on).due_date().unwrap()
}

/// A rule of so many units of a row that is laid over.
fn counted(timer: Timer, n: u32, on: Date) -> Deadline {
    Deadline { length: n, ..started(timer, on) }.counted(law().calendar())
}

pub(super) fn pause(kind: PauseKind, n: usize, from: Date, to: Option<Date>) -> Pause {
    Pause { kind, of: PartId::nth('E', n), from, to, entered_late: None }
}

#[test]
fn working_days_skip_holidays_and_count_worked_weekends() {
    let cases = [
        (15, date(2022, 9, 26), date(2022, 10, 20)),
        (20, date(2022, 12, 26), date(2023, 1, 29)),
        (5, date(2023, 1, 18), date(2023, 1, 30)),
        (20, date(2024, 9, 27), date(2024, 10, 30)),
        (3, date(2025, 1, 24), date(2025, 2, 5)),
        (7, date(2025, 9, 26), date(2025, 10, 13)),
        (2, date(2026, 2, 13), date(2026, 2, 24)),
        (20, date(2026, 9, 18), date(2026, 10, 22)),
    ];
    for (n, start, end) in cases {
        assert_eq!(counted(Timer::LeadVerify, n, start).due_date(), Some(end), "{start} + {n}");
    }
}

#[test]
fn the_rules_of_the_vectors_are_those_of_the_rulebook() {
    assert_eq!(due(Timer::LeadVerify, date(2022, 9, 26)), date(2022, 10, 20));
    assert_eq!(due(Timer::PubGsxtSame, date(2024, 9, 27)), date(2024, 10, 30));
    assert_eq!(due(Timer::PubDual, date(2025, 9, 26)), date(2025, 10, 13));
    assert_eq!(due(Timer::NoticeState, date(2023, 1, 18)), date(2023, 1, 30));
}

#[test]
fn a_decision_falls_due_on_a_sunday_and_on_the_monday_after() {
    let deadline = started(Timer::CaseDecide, date(2025, 11, 10));
    let expected = Due::Fixed {
        raw_date: date(2026, 2, 8),
        due_date: date(2026, 2, 9),
        rolled_because: Some("周末".to_owned()),
        at: None,
    };
    assert_eq!(deadline.due, expected);
    assert_eq!(deadline.alert_date(), Some(date(2026, 2, 8)));
    let longer = deadline.extended(&law(), None, None);
    assert_eq!(longer.due_date(), Some(date(2026, 3, 10)));
    assert_eq!(longer.extensions[0].authority.to_string(), "PR 64");
}

#[test]
fn payment_rolls_over_the_national_day() {
    let deadline = started(Timer::PayFine, date(2024, 9, 17));
    assert_eq!(deadline.raw_date(), Some(date(2024, 10, 2)));
    assert_eq!(deadline.alert_date(), Some(date(2024, 10, 8)));
    let Due::Fixed { rolled_because, .. } = deadline.due else { panic!() };
    assert_eq!(rolled_because.as_deref(), Some("国庆节"));
}

/// domain.md §7.3: a seizure lasts thirty days, and ends on the last whatever day that is (AEL 25).
#[test]
fn days_that_do_not_roll_end_where_they_are_counted() {
    let seized = Deadline {
        length: 30,
        unit: Unit::CalendarDays,
        rolls: false,
        ..started(Timer::LeadVerify, date(2023, 8, 28))
    };
    assert_eq!(seized.counted(law().calendar()).due_date(), Some(date(2023, 9, 27)));
}

#[test]
fn announcements_do_not_roll() {
    let deadline = started(Timer::ServiceAnnounce, date(2023, 8, 31));
    assert_eq!(deadline.due_date(), Some(date(2023, 9, 30)));
    assert_eq!(deadline.calendar, None);
}

#[test]
fn months_end_on_the_same_date_or_the_last_of_the_month() {
    assert_eq!(due(Timer::SuitDirect, date(2023, 1, 12)), date(2023, 7, 12));
    assert_eq!(started(Timer::SuitDirect, date(2023, 8, 31)).raw_date(), Some(date(2024, 2, 29)));
    assert_eq!(due(Timer::Limitation, date(2024, 2, 29)), date(2026, 2, 28));
    assert_eq!(due(Timer::LimitationLong, date(2022, 3, 1)), date(2027, 3, 1));
}

#[test]
fn the_hour_in_which_a_period_starts_is_not_counted() {
    let start = "2025-03-01T09:20:00+08:00".parse().unwrap();
    let hours = Deadline {
        unit: Unit::Hours,
        length: 24,
        start,
        ..started(Timer::LeadVerify, date(2025, 3, 1))
    };
    let counted = hours.clone().counted(law().calendar());
    let Due::Fixed { at: Some(at), .. } = counted.due else { panic!() };
    assert_eq!(at.to_string(), "2025-03-02T10:00:00+08:00");
    let start = "2025-03-01T23:59:00+08:00".parse().unwrap();
    let midnight = Deadline { start, ..hours }.counted(law().calendar());
    assert_eq!(midnight.raw_date(), Some(date(2025, 3, 2)), "no hour of the third is left");
    assert_eq!(midnight.ends(), "届满：2025年3月2日24时");
}

#[test]
fn testing_stops_the_decision_limit_and_nothing_else() {
    let (sent, back) = (date(2023, 3, 10), date(2023, 5, 19));
    let testing = pause(PauseKind::Appraisal, 1, sent, Some(back));
    let decide = started(Timer::CaseDecide, date(2023, 3, 1))
        .recounted(&law(), std::slice::from_ref(&testing));
    assert_eq!(
        decide.raw_date(),
        Some(date(2023, 5, 30).checked_add(jiff::ToSpan::days(70)).unwrap())
    );
    let review = started(Timer::ReviewDo, date(2023, 3, 9));
    assert_eq!(review.recounted(&law(), &[testing]), review);
}

#[test]
fn pauses_that_overlap_stop_it_once() {
    let first = pause(PauseKind::Appraisal, 1, date(2023, 3, 10), Some(date(2023, 3, 20)));
    let second = pause(PauseKind::Hearing, 2, date(2023, 3, 15), Some(date(2023, 3, 25)));
    let both = pause(PauseKind::Suspension, 3, date(2023, 3, 10), Some(date(2023, 3, 25)));
    let start = started(Timer::CaseDecide, date(2023, 3, 1));
    let union = start.recounted(&law(), &[first, second]);
    assert_eq!(union.due, start.recounted(&law(), &[both]).due);
}

#[test]
fn an_open_pause_leaves_the_end_open() {
    let open = pause(PauseKind::Appraisal, 1, date(2022, 10, 10), None);
    let deadline = started(Timer::LeadVerify, date(2022, 9, 26)).recounted(&law(), &[open]);
    assert_eq!(deadline.due, Due::Paused { since: date(2022, 10, 10), remaining: 9 });
    assert_eq!(deadline.outcome(None, date(2023, 1, 1)), Outcome::Paused);
    assert_eq!(
        deadline.explain(),
        [
            "起算：2022年9月26日，当日不计入",
            "核查期限：15个工作日（依据：PR 18）",
            "停止计算：自2022年10月10日起，检测、检验、检疫、鉴定（E1），尚未恢复",
            "不计入：2022年10月1日至2022年10月7日，国庆节",
            "所用放假安排：NATIONAL 2022.1",
            "期限自2022年10月10日起停止计算，剩余9个工作日",
        ]
    );
}

/// PR 64.2: how long an announcement takes is known from its first day.
#[test]
fn a_pause_whose_end_is_known_shows_where_the_period_ends() {
    let thirty = pause(PauseKind::Announcement, 1, date(2023, 3, 10), Some(date(2023, 4, 9)));
    let decide = started(Timer::CaseDecide, date(2023, 3, 1)).recounted(&law(), &[thirty]);
    assert_eq!(decide.raw_date(), Some(date(2023, 6, 29)));
    assert_eq!(decide.outcome(None, date(2023, 3, 9)), Outcome::Open { days_left: 112 });
    assert_eq!(decide.outcome(None, date(2023, 4, 8)), Outcome::Paused);
    assert_eq!(decide.outcome(None, date(2023, 4, 9)), Outcome::Open { days_left: 81 });
}

#[test]
fn a_pause_that_begins_after_the_end_moves_nothing() {
    let late = pause(PauseKind::Hearing, 1, date(2023, 8, 1), None);
    let deadline = started(Timer::CaseDecide, date(2023, 3, 1));
    assert_eq!(deadline.recounted(&law(), &[late]), deadline);
}

#[test]
fn a_deadline_explains_each_day_that_it_skips() {
    assert_eq!(
        started(Timer::NoticeState, date(2023, 1, 18)).explain(),
        [
            "起算：2023年1月18日，当日不计入",
            "陈述申辩期限：5个工作日（依据：PR 57）",
            "不计入：2023年1月21日至2023年1月27日，春节",
            "所用放假安排：NATIONAL 2023.1",
            "届满：2023年1月30日",
        ]
    );
    let paid = started(Timer::PayFine, date(2024, 9, 17)).explain();
    assert_eq!(paid.last().unwrap(), "届满：2024年10月2日，适逢国庆节，顺延至2024年10月8日");
    let recalled = started(Timer::PubDual, date(2023, 1, 18)).explain();
    assert_eq!(recalled[1], "信用中国“双公示”期限：7个工作日（依据：SYS3；未见原文）");
}

#[test]
fn a_missing_calendar_leaves_the_end_undetermined() {
    let waiting = started(Timer::LeadVerify, date(2026, 12, 28));
    let latest = Some(date(2027, 2, 12));
    assert_eq!(waiting.due, Due::Undetermined { missing_year: 2027, raw_date: None, latest });
    assert_eq!(waiting.explain().last().unwrap(), "期限待定：2027年放假安排未加载");
    assert_eq!(waiting.outcome(None, date(2027, 2, 12)), Outcome::Undetermined);
    assert_eq!(waiting.fixed(&law()), None);
    let fixed = waiting.fixed(law_with_2027()).unwrap();
    assert_eq!(fixed.due_date(), Some(date(2027, 1, 19)));
    assert_eq!(fixed.calendar.as_deref(), Some("NATIONAL 2026.1 2027.1"));
}

#[test]
fn the_raw_date_is_shown_where_the_unit_needs_no_calendar() {
    let waiting = started(Timer::CaseDecide, date(2026, 11, 2));
    let raw_date = Some(date(2027, 1, 31));
    let latest = Some(date(2027, 2, 26));
    assert_eq!(waiting.due, Due::Undetermined { missing_year: 2027, raw_date, latest });
    assert_eq!(waiting.alert_date(), raw_date);
    assert_eq!(
        waiting.explain().last().unwrap(),
        "期限待定：2027年放假安排未加载；按日计算至2027年1月31日"
    );
    assert_eq!(waiting.fixed(law_with_2027()).unwrap().due_date(), Some(date(2027, 2, 1)));
}

#[test]
fn the_leader_says_by_how_much_a_review_is_extended() {
    let review = started(Timer::ReviewDo, date(2023, 3, 9));
    assert_eq!(review.extended(&law(), None, None), review);
    let longer = review.extended(&law(), Some(5), None);
    assert_eq!(longer.due_date(), Some(date(2023, 3, 30)));
    assert_eq!(longer.explain()[2], "延长：5个工作日（依据：PR 55）");
}

#[test]
fn reconsideration_follows_the_law_of_the_day() {
    assert_eq!(started(Timer::ReconApply, date(2023, 12, 31)).authority.to_string(), "ARL17 9");
    assert_eq!(started(Timer::ReconApply, date(2024, 1, 1)).authority.to_string(), "ARL 20");
}

#[test]
fn an_entry_is_late_after_the_next_working_day() {
    let act = |text: &str| law().late_after(text.parse().unwrap());
    assert_eq!(act("2022-11-28T09:00:00+08:00"), Some(date(2022, 11, 29)));
    assert_eq!(act("2022-09-30T23:59:00+08:00"), Some(date(2022, 10, 8)));
    // The schedule of the new year is not loaded: the next day from Monday to Friday may be worked.
    assert_eq!(act("2026-12-31T09:00:00+08:00"), Some(date(2027, 1, 1)));
    assert_eq!(act("2027-01-08T09:00:00+08:00"), Some(date(2027, 1, 11)));
}

#[test]
fn a_right_that_lapses_is_nobodys_delay() {
    let statement = started(Timer::NoticeState, date(2023, 1, 18));
    assert_eq!(statement.outcome(None, date(2023, 2, 1)), Outcome::Expired { days: 2 });
    let recorded = done(date(2023, 2, 2), false);
    let outcome = statement.outcome(Some(&recorded), date(2023, 2, 3));
    assert_eq!(outcome, Outcome::Expired { days: 3 });
    let payment = started(Timer::PayFine, date(2024, 9, 17));
    assert_eq!(payment.outcome(None, date(2024, 10, 9)), Outcome::Overdue { days: 1 });
}

#[test]
fn an_officer_reads_the_full_citation() {
    let law = law();
    let lines = started(Timer::NoticeState, date(2023, 1, 18)).explain_citing(|it| law.cite(it));
    assert_eq!(
        lines[1],
        "陈述申辩期限：5个工作日（依据：《市场监督管理行政处罚程序规定》第五十七条）"
    );
}

fn done(occurred: Date, late_entry: bool) -> Done {
    let recorded = Moment::midnight(date(2026, 6, 30));
    Done {
        occurred: Moment::midnight(occurred),
        recorded,
        late_entry,
        replaced: false,
        rests_on: None,
    }
}

#[test]
fn an_act_in_time_meets_its_deadline() {
    let deadline = started(Timer::CaseDecide, date(2025, 11, 10));
    let outcome = |done: Option<Done>, today| deadline.outcome(done.as_ref(), today);
    let act = |day| Some(done(day, false));
    let today = date(2026, 6, 30);
    assert_eq!(outcome(None, date(2026, 2, 7)), Outcome::Open { days_left: 1 });
    assert_eq!(outcome(None, date(2026, 2, 9)), Outcome::Overdue { days: 1 });
    assert_eq!(outcome(act(date(2026, 2, 4)), today), Outcome::Met { days_before: 5 });
    assert_eq!(outcome(act(date(2026, 2, 9)), today), Outcome::Met { days_before: 0 });
    assert_eq!(outcome(act(date(2026, 2, 11)), today), Outcome::MetLate { days: 2 });
}

#[test]
fn a_late_entry_only_states_that_a_deadline_was_met() {
    let deadline = started(Timer::CaseDecide, date(2025, 11, 10));
    let late = done(date(2026, 2, 4), true);
    let expected = Outcome::StatedInTime { occurred: late.occurred, recorded: late.recorded };
    assert_eq!(deadline.outcome(Some(&late), date(2026, 6, 30)), expected);
    let overdue = done(date(2026, 2, 11), true);
    assert_eq!(deadline.outcome(Some(&overdue), date(2026, 6, 30)), Outcome::MetLate { days: 2 });
}

/// What was entered late on 30 June, and is said to have taken place then.
fn stated(occurred: Date) -> EnteredLate {
    let done = done(occurred, true);
    EnteredLate { occurred: done.occurred, recorded: done.recorded }
}

/// PR 64: a leader's extension that is entered after the ninety days keeps no deadline by itself.
#[test]
fn what_an_extension_entered_late_made_possible_is_only_stated() {
    let today = date(2026, 6, 30);
    let decide = started(Timer::CaseDecide, date(2025, 11, 10));
    let approved = stated(date(2026, 2, 6));
    let longer = decide.extended(&law(), None, Some(approved));
    assert_eq!(longer.due_date(), Some(date(2026, 3, 10)));
    let outcome = |on| longer.outcome(Some(&done(on, false)), today);
    assert_eq!(outcome(date(2026, 2, 9)), Outcome::Met { days_before: 29 });
    let EnteredLate { occurred, recorded } = approved;
    assert_eq!(outcome(date(2026, 2, 10)), Outcome::StatedInTime { occurred, recorded });
    assert_eq!(outcome(date(2026, 3, 11)), Outcome::MetLate { days: 1 });
    assert_eq!(longer.explain()[2], "延长：30日（依据：PR 64），2026年6月30日补录");
    assert_eq!(decide.extended(&law(), None, None).without_late_entries, None);
}

/// PR 64.2: nor does a pause.
#[test]
fn what_a_pause_entered_late_made_possible_is_only_stated() {
    let testing = pause(PauseKind::Appraisal, 1, date(2026, 1, 5), Some(date(2026, 1, 25)));
    let told = Pause { entered_late: Some(stated(date(2026, 1, 5))), ..testing.clone() };
    let decide = started(Timer::CaseDecide, date(2025, 11, 10));
    let outcome = |pause: &Pause| {
        let longer = decide.recounted(&law(), std::slice::from_ref(pause));
        longer.outcome(Some(&done(date(2026, 2, 20), false)), date(2026, 6, 30)).kind()
    };
    assert_eq!(outcome(&testing), OutcomeKind::Met);
    assert_eq!(outcome(&told), OutcomeKind::StatedInTime);
    let open = Pause { to: None, ..told };
    assert_eq!(outcome(&open), OutcomeKind::StatedInTime);
}

/// PR 64.1: the leaders together extend what runs only by a late entry; that rests on it too.
#[test]
fn more_time_for_what_runs_by_a_late_entry_rests_on_it() {
    let decide = started(Timer::CaseDecide, date(2025, 11, 10));
    let longer = decide.extended(&law(), None, Some(stated(date(2026, 2, 6))));
    assert_eq!(longer.runs_by_a_late_entry(date(2026, 2, 9)), None);
    let rests_on = longer.runs_by_a_late_entry(date(2026, 2, 10));
    assert_eq!(rests_on, Some(stated(date(2026, 2, 6))));
}

/// An agency's own duty is alerted by the raw date, which it has in any calendar (domain.md §7.3).
#[test]
fn a_duty_whose_raw_date_has_passed_is_overdue_in_any_calendar() {
    let decide = started(Timer::CaseDecide, date(2026, 11, 2));
    assert_eq!(decide.outcome(None, date(2027, 1, 31)), Outcome::Undetermined);
    assert_eq!(decide.outcome(None, date(2027, 2, 1)), Outcome::Overdue { days: 1 });
    let payment = started(Timer::PayFine, date(2026, 12, 20));
    assert_eq!(payment.raw_date(), Some(date(2027, 1, 4)));
    assert_eq!(payment.outcome(None, date(2027, 1, 20)), Outcome::Undetermined);
}

#[test]
fn a_deadline_is_stored_and_read_back() {
    let open = pause(PauseKind::Appraisal, 1, date(2025, 11, 20), None);
    for deadline in [
        started(Timer::CaseDecide, date(2025, 11, 10)).extended(&law(), None, None),
        started(Timer::CaseDecide, date(2025, 11, 10)).extended(
            &law(),
            None,
            Some(stated(date(2026, 2, 6))),
        ),
        started(Timer::CaseDecide, date(2025, 11, 10)).recounted(&law(), &[open]),
        started(Timer::CaseDecide, date(2026, 11, 2)),
    ] {
        let text = serde_json::to_string(&deadline).unwrap();
        assert_eq!(serde_json::from_str::<Deadline>(&text).unwrap(), deadline, "{text}");
    }
}
