//! What the agency answers: in time or late, with what was permitted, and not where the organ alone is the defendant.

use super::*;

fn missing(history: &History, on: Date) -> Vec<(Code, String)> {
    let told = case(history).missing(on, rules()).into_iter();
    told.map(|it| (it.code, it.text)).filter(|(code, _)| *code == Code::TooLate).collect()
}

/// ARL17 28(4): an answer that came late leaves the decision without evidence all the same, and the agency is told so
/// until the organ has decided.
#[test]
fn an_answer_out_of_time_does_not_take_the_alert_away() {
    let late = given(reconsidered())
        .at("2023-02-02T10:00:00+08:00")
        .and(LEADER, Command::SubmitReply(reply(j(1))));
    let told = missing(&late, date(2023, 2, 3));
    let [(_, zh)] = &told[..] else { panic!("{told:?}") };
    assert!(zh.contains("逾期才提出答复") && zh.contains("没有证据、依据"), "{zh}");
    let revoked = conclude(j(1), Outcome::Upheld, Ground::Lawful, date(2023, 3, 10));
    let over = concluded(late, "2023-03-10T10:00:00+08:00", revoked);
    assert_eq!(missing(&over, date(2023, 3, 11)), []);
    assert_eq!(missing(&answered(), date(2023, 2, 3)), []);
}

/// ALL 26.2: where the organ changed the decision, it alone is the defendant; where it upheld it, both are.
#[test]
fn the_agency_does_not_answer_for_what_the_organ_changed() {
    let at = "2023-03-10T10:00:00+08:00";
    let sued = |it: Conclude| {
        let applied_on = date(2023, 3, 20);
        let suit = Open { applied_on, received_on: date(2023, 3, 22), ..suit(Some(j(1))) };
        given(concluded(answered(), at, it))
            .at("2023-03-22T10:00:00+08:00")
            .and(INTAKE, Command::OpenRemedy(suit))
    };
    let altered = sued(alter(j(1), 40_000, date(2023, 3, 10)));
    assert_eq!(due(&altered, Timer::SuitReply, &j(2)), None);
    assert_eq!(case(&altered).reply_bundles().len(), 0);
    let upheld = sued(conclude(j(1), Outcome::Upheld, Ground::Lawful, date(2023, 3, 10)));
    assert_eq!(due(&upheld, Timer::SuitReply, &j(2)), Some(date(2023, 4, 6)));
    assert_eq!(case(&upheld).reply_bundles().len(), 1);
}

/// ALL 36.2: what the court let the agency supply is of what it has to submit.
#[test]
fn evidence_that_was_permitted_since_is_submitted_too() {
    let permitted = Permit {
        remedy: j(1),
        scope: "原告在诉讼中提出的授权文件是否真实".into(),
        document: document(DocumentType::RemedyNotice),
    };
    let bundled = |history: &History| {
        let all = case(history);
        let bundles = all.reply_bundles();
        let evidence = bundles[0].items.iter().filter(|it| it.kind == ItemKind::Evidence);
        evidence.count()
    };
    let history = given(sued())
        .at("2023-02-21T10:00:00+08:00")
        .and(HANDLER_LI, Command::PermitEvidence(permitted));
    let before = bundled(&history);
    let supplied = given(history).and(HANDLER_LI, Command::CollectEvidence(facts::collect()));
    assert_eq!(bundled(&supplied), before + 1);
}

/// ARL 63: an alteration alters: what says the same again is none, so that nothing is withdrawn and shown anew for it.
#[test]
fn an_alteration_changes_what_counts() {
    let same = alter(j(1), 50_000, date(2023, 3, 10));
    given(answered())
        .at("2023-03-10T10:00:00+08:00")
        .when(HANDLER_LI, Command::ConcludeRemedy(same))
        .then_refused(&[Code::Contradictory]);
}

/// ARL 70; ALL 34.2: that no answer came is no ground while the time to answer runs.
#[test]
fn nobody_is_silent_before_the_time_to_answer_is_over() {
    let silent = |day: &str| {
        let served_on = day.parse().unwrap();
        let it = revoke(j(1), Ground::NoReply, served_on);
        let at = format!("{day}T10:00:00+08:00");
        given(reconsidered()).at(&at).when(HANDLER_LI, Command::ConcludeRemedy(it))
    };
    silent("2023-01-30").then_refused(&[Code::Contradictory]);
    assert_eq!(silent("2023-01-31").events().len(), 1);
}

/// ALL 45: where the organ lets its time pass, the court is asked within fifteen days from its end.
#[test]
fn a_suit_after_silence_has_a_limit_too() {
    let out_of_time = |day: &str| {
        let on: Date = day.parse().unwrap();
        let suit = Open { applied_on: on, received_on: on, ..suit(Some(j(1))) };
        let at = format!("{day}T10:00:00+08:00");
        let events = given(answered()).at(&at).when(INTAKE, Command::OpenRemedy(suit)).events();
        let [Event::RemedyOpened(it)] = events.as_slice() else { panic!("{events:?}") };
        it.out_of_time
    };
    assert_eq!(due(&answered(), Timer::ReconDecide, &j(1)), Some(date(2023, 3, 20)));
    assert_eq!(out_of_time("2023-04-04"), None);
    assert_eq!(out_of_time("2023-04-06"), Some(date(2023, 4, 4)));
}
