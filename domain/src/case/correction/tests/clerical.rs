//! What was mistyped is put right by what the decision had, and names the same party as before.

use super::*;
use crate::case::spec::endings::approved_copy;

fn reads(element: DecisionElement, was: &str, now: &str) -> CorrectedElement {
    CorrectedElement { element, was: was.into(), now: now.into() }
}

fn corrects(element: CorrectedElement) -> Command {
    Command::CorrectClerical(put_right(vec![element], None))
}

/// Who the party is once that was put right, on the day on which the party was served with it.
fn party_after(command: Command) -> (String, bool) {
    let before = case(&handed());
    let history = given(handed()).at(DAY).and(LEADER, command);
    let after = case(&history);
    let (was, is) = (before.record.party().unwrap(), after.record.party().unwrap());
    assert_eq!(after.record.decisions[0].1.party, *was, "as made");
    assert_eq!(after.record.timers, before.record.timers);
    (is.shown().to_owned(), is.subject() == was.subject())
}

/// PR 62.1(1); APL 75.2: what is put right stood in the decision; or its paper alone had it wrong, and the record right.
#[test]
fn what_is_put_right_was_mistyped_in_the_decision() {
    for element in [DecisionElement::PartyName, DecisionElement::PartyAddress] {
        let of_another = corrects(reads(element, "重庆某贸易公司", "重庆某商贸公司"));
        let refused = given(handed()).at(DAY).when(LEADER, of_another).refusals();
        assert_eq!((refused.len(), refused[0].code), (1, Code::Contradictory), "{refused:#?}");
        assert_eq!(refused[0].field.join("."), "corrected.0.was");
    }
    let on_paper = corrects(reads(DecisionElement::PartyName, "某讯息技术", "某信息技术"));
    assert_eq!(party_after(on_paper), ("成都某信息技术有限公司".into(), true));
}

/// Scenario 14: the party is known by the name that was put right, and is who it was.
#[test]
fn the_party_bears_the_name_that_was_put_right() {
    let name = || reads(DecisionElement::PartyName, "信息技术", "信息科技");
    assert_eq!(party_after(corrects(name())), ("成都某信息科技有限公司".into(), true));
    let once = given(handed()).at(DAY).and(LEADER, corrects(name()));
    let again = reads(DecisionElement::PartyName, "成都某信息科技有限公司", "成都某科技有限公司");
    let twice = given(once).and(LEADER, corrects(again));
    assert_eq!(case(&twice).record.party().unwrap().shown(), "成都某科技有限公司");
}

/// PUB 7, 12: what was put right wants a copy that was made since; the one before says what it did.
#[test]
fn what_was_put_right_is_copied_anew() {
    let copied = approved_copy(given(handed()));
    let lacks = |history: &History| {
        let missing = case(history).missing_copy(date(2023, 3, 1));
        missing.into_iter().map(|it| it.text).collect::<Vec<_>>()
    };
    assert_eq!(lacks(&copied), [""; 0]);
    let name = reads(DecisionElement::PartyName, "信息技术", "信息科技");
    let put_right = given(copied).at(DAY).and(LEADER, corrects(name));
    assert_eq!(lacks(&put_right), ["决定已补正，尚无补正后制作并经复核批准的公示文本"]);
    let Some((_, Event::ClericalCorrected(it))) = put_right.last() else { panic!() };
    assert_eq!(it.renumbered(), None, "who the party is hangs on the number alone");
    let number = given(handed())
        .at(DAY)
        .and(LEADER, Command::CorrectClerical(super::put_right(vec![], Some(RIGHT))));
    let Some((_, Event::ClericalCorrected(it))) = number.last() else { panic!() };
    assert_eq!(it.renumbered().map(Party::subject), Some(registration(RIGHT).subject()));
}

/// PR 62.1(1): under another name and another number it would be another party, at once or one after the other.
#[test]
fn no_other_party_comes_of_what_is_put_right() {
    let other = || vec![reads(DecisionElement::PartyName, "信息技术", "信息科技")];
    let number = |corrected| Command::CorrectClerical(put_right(corrected, Some(RIGHT)));
    let refused = |history, command| {
        let refused = given(history).at(DAY).when(LEADER, command).refusals();
        let [refused] = &refused[..] else { panic!("{refused:#?}") };
        assert_eq!(refused.code, Code::Contradictory);
        assert!(refused.message.contains("不是同一主体"), "{}", refused.message);
    };
    refused(handed(), number(other()));
    let before = "2023-03-01T09:00:00+08:00";
    let named = given(handed()).at(before);
    refused(named.and(LEADER, corrects(other().remove(0))), number(vec![]));
    let numbered = given(handed()).at(before).and(LEADER, number(vec![]));
    refused(numbered, corrects(other().remove(0)));
}

/// App. B 9; APL 75.2: the day of the decision and its number are those on record: periods hang on the one, and the other
/// was allotted.
#[test]
fn its_day_and_number_are_put_right_by_the_record_alone() {
    let when = |it| given(handed()).at(DAY).when(LEADER, corrects(it));
    let day = |now: &str| reads(DecisionElement::DecidedOn, "2022年12月31日", now);
    when(day("2022年12月16日")).then_to_be_mended(&["corrected.0.now"]);
    for now in ["2022年12月21日", "2022-12-21"] {
        assert_eq!(when(day(now)).events().len(), 1);
    }
    let own = case(&handed()).record.decisions[0].1.number.to_string();
    let number = |now: &str| reads(DecisionElement::Number, "川市监处罚〔2022〕7号", now);
    when(number("川市监处罚〔2022〕8号")).then_to_be_mended(&["corrected.0.now"]);
    assert_eq!(when(number(&own)).events().len(), 1);
}
