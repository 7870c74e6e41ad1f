//! The lines of a case, and what each event makes of them.

use super::{Change, FilePart, Line, Section, difference};
use crate::case::{
    Case, Event,
    spec::{
        History, case,
        facts::{served, verifying},
        hearings::{held, notified, reported},
        law,
    },
};

fn lines(history: &[(crate::Moment, crate::case::Event)]) -> Vec<Line> {
    let on = history.last().unwrap().0.day();
    case(history).lines(on, law())
}

fn texts(changes: &[Change]) -> Vec<String> {
    changes.iter().map(|it| format!("{} {}", it.line().section.label(), it.text())).collect()
}

#[test]
fn filing_a_case_names_it_its_handlers_and_its_time_to_decide() {
    let history = served();
    let filed = verifying().len();
    let changes = difference(&lines(&history[..filed]), &lines(&history[..=filed]));
    let texts = texts(&changes);
    assert_eq!(texts[0], "案件 阶段：由“核查中”变为“调查中”");
    assert!(texts.contains(&"人员 办案人员：李某、张某".to_owned()), "{texts:#?}");
    assert!(texts.iter().any(|it| it.starts_with("案件 案号：川市监")), "{texts:#?}");
}

#[test]
fn what_comes_goes_and_changes_is_told_apart() {
    let line = |label: &str, text: &str| Line::new(Section::People, label, text);
    let before = [line("一", "甲"), line("二", "乙"), line("三", "丙")];
    let after = [line("二", "乙"), line("三", "丁"), line("四", "戊")];
    let texts: Vec<_> = difference(&before, &after).iter().map(Change::text).collect();
    assert_eq!(texts, ["三：由“丙”变为“丁”", "四：戊", "一：不再有（原为“甲”）"]);
}

/// Otherwise two lines would be taken for one that changed.
#[test]
fn no_two_lines_of_a_section_have_the_same_label() {
    for history in [served(), reported()] {
        for until in 1..=history.len() {
            let lines = lines(&history[..until]);
            for (n, line) in lines.iter().enumerate() {
                assert!(!lines[..n].iter().any(|it| it.is_about(line)), "{line:?}");
            }
        }
    }
}

/// Whoever starts from nothing and applies each difference has the whole record.
#[test]
fn the_differences_add_up_to_the_record() {
    for history in [served(), reported()] {
        assert_eq!(sorted(applied(&history)), sorted(lines(&history)));
    }
}

fn applied(history: &History) -> Vec<Line> {
    let on = history.last().unwrap().0.day();
    let mut lines: Vec<Line> = vec![];
    let mut before = vec![];
    for until in 1..=history.len() {
        let after = case(&history[..until]).lines(on, law());
        for change in difference(&before, &after) {
            lines.retain(|it| !it.is_about(change.line()));
            match change {
                Change::Added(line) | Change::Changed { line, .. } => lines.push(line),
                Change::Removed(_) => {}
            }
        }
        before = after;
    }
    lines
}

fn sorted(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| (a.section, &a.label).cmp(&(b.section, &b.label)));
    lines
}

#[test]
fn nothing_has_happened_in_a_case_that_was_never_opened() {
    let lines = Case::default().lines(jiff::civil::date(2022, 11, 14), law());
    let stage = Line::new(Section::Case, "阶段", "未登记").of(FilePart::Decision);
    assert_eq!(lines, [stage]);
}

/// APL 64(2): a hearing waits for seven working days at least, which is no period that it ends.
#[test]
fn a_wait_reads_as_kept_or_not_with_its_first_day() {
    let wait = |history: &History| {
        let lines = lines(history).into_iter();
        lines.filter(|it| it.label == "听证通知期限（H1）").map(|it| it.text).collect::<Vec<_>>()
    };
    assert_eq!(wait(&notified()), ["最早可于2022年12月26日进行"]);
    assert_eq!(wait(&held()), ["2022年12月30日进行，符合期限；最早可于2022年12月26日进行"]);
    let mut early = held();
    let (at, last) = early.last_mut().unwrap();
    assert!(matches!(last, Event::HearingHeld(_)));
    *at = "2022-12-23T10:00:00+08:00".parse().unwrap();
    assert_eq!(wait(&early), ["2022年12月23日进行，早于期限；最早可于2022年12月26日进行"]);
}
