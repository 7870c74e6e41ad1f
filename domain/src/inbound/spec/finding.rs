//! What an agency may state in what it hands over, and which measures are called for on account of it.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::*;
use crate::{
    Moment,
    restriction::{Call, Fall, Trigger},
};

/// The department of finance entered a bidder in its list of misconduct in procurement on 1 August.
fn misconduct() -> Push {
    Push {
        kind: Kind::ListEntry,
        number: "川财采罚〔2023〕3号".parse().unwrap(),
        said: Said {
            title: "政府采购严重违法失信行为记录名单".into(),
            content: "提供虚假材料谋取中标，列入不良行为记录名单".into(),
            basis: vec![Ground::Article(cite("GPL", "77.1(1)"))],
            found: [Trigger::ProcurementMisconduct].into(),
            ..said()
        },
        ..penalty()
    }
}

/// The commission of development and reform fined a bidder who colluded.
fn collusion() -> Push {
    Push {
        number: "川发改罚〔2023〕5号".parse().unwrap(),
        said: Said {
            title: "串通投标".into(),
            content: "罚款20000元".into(),
            basis: vec![Ground::Article(cite("BID", "53"))],
            found: [Trigger::BiddingCollusion].into(),
            ..said()
        },
        ..penalty()
    }
}

fn stating(found: impl IntoIterator<Item = Trigger>, of: Push) -> Command {
    let said = Said { found: found.into_iter().collect(), ..of.said.clone() };
    push(Push { said, ..of })
}

/// What its agency says of the entry from then on.
fn says(said: Said) -> Command {
    let name = "成都光年优品贸易有限公司".into();
    Command::Correct(Box::new(Correct { name, said, reason: "录入有误".into() }))
}

fn called(event: &Event) -> Vec<(&str, &str)> {
    event.calls().iter().map(|it| (it.measure.as_str(), it.agency.as_str())).collect()
}

/// GPL 77: the departments of finance decide on misconduct in procurement, and bar from it themselves.
#[test]
fn misconduct_in_procurement_calls_for_the_ban_that_finance_imposes() {
    let event = one(&nothing(), FINANCE, &push(misconduct()));
    let call = Call {
        agency: FINANCE.parse().unwrap(),
        measure: "PROCUREMENT_MISCONDUCT_BAN".parse().unwrap(),
        answers: [Trigger::ProcurementMisconduct].into(),
        sanctions: BTreeSet::new(),
    };
    assert_eq!(event.calls(), [call]);
    assert_eq!(
        event.sentence(),
        "推送名单信息（川财采罚〔2023〕3号）：成都光年优品贸易有限公司，政府采购严重违法失信行为记录名单，\
         作出日期为2023年8月1日，注明政府采购不良行为记录，公示期限至2023年9月7日届满"
    );
    // Nothing follows from what its agency does not state.
    let silent = one(&nothing(), FINANCE, &stating([], misconduct()));
    assert_eq!(called(&silent), []);
}

/// BID 7, 53: each department punishes collusion in the bidding of its own field, and those who guide bidding are told.
#[test]
fn collusion_in_bidding_calls_for_the_ban_whoever_found_it() {
    for who in [DRC, FINANCE, TAX] {
        let event = one(&nothing(), who, &push(collusion()));
        assert_eq!(called(&event), [("BIDDING_BAN", DRC)], "{who}");
    }
}

/// The catalogue is read as it stood on the day of the decision: before April 2019 it had no such measure.
#[test]
fn the_catalogue_is_that_of_the_day_of_the_decision() {
    let of = |decided_on, number: &str| {
        let said = Said { decided_on, ..misconduct().said };
        let push = push(Push { number: number.parse().unwrap(), said, ..misconduct() });
        called(&one(&nothing(), FINANCE, &push)).len()
    };
    let before = of(date(2019, 3, 31), "川财采罚〔2019〕3号");
    assert_eq!((before, of(date(2019, 4, 1), "川财采罚〔2019〕3号")), (0, 1));
}

/// GPL 77; EIP 7.1: finance alone states what it alone decides, and nobody what market supervision finds itself, or what
/// nobody records yet.
#[test]
fn nobody_states_what_is_not_theirs() {
    let found = |trigger, basis, who| {
        let said = Said { basis: vec![Ground::Article(basis)], ..said() };
        let command = stating([trigger], Push { said, ..penalty() });
        let refused = nothing().when(&pusher(who), &command).events().expect_err("refusals");
        let cited = refused.iter().map(|it| (it.code, it.field.join("."), it.citation.clone()));
        cited.collect::<Vec<_>>()
    };
    let theirs = |code, article| vec![(code, "found".to_owned(), Some(article))];
    let gpl = cite("GPL", "77");
    let misconduct = Trigger::ProcurementMisconduct;
    for who in [TAX, DRC] {
        let refused = found(misconduct, gpl.clone(), who);
        assert_eq!(refused, theirs(Code::OtherAgency, gpl.clone()), "{who}");
    }
    let stated = [misconduct, Trigger::BiddingCollusion];
    for trigger in Trigger::ALL.iter().filter(|it| !stated.contains(it)) {
        let refused = found(*trigger, gpl.clone(), FINANCE);
        assert_eq!(refused, theirs(Code::NotProvidedFor, cite("EIP", "7.1")), "{trigger:?}");
    }
}

/// GPL 77: what is stated is decided under its article, and whoever names another one is told which is missing.
#[test]
fn what_is_stated_rests_on_its_article() {
    let with = |basis| {
        let said = Said { basis: vec![Ground::Article(basis)], ..misconduct().said };
        nothing().when(&pusher(FINANCE), &push(Push { said, ..misconduct() }))
    };
    let refused = with(cite("GPL", "22")).then_refused(&[Code::NoBasis]);
    assert_eq!(
        (&refused[0].field[..], &refused[0].citation),
        (&["found".to_owned()][..], &Some(cite("GPL", "77")))
    );
    assert_eq!(
        refused[0].message,
        "注明「政府采购不良行为记录」的，作出该决定的法律依据须包括《中华人民共和国政府采购法》第七十七条"
    );
    assert!(with(cite("GPL", "77")).events().is_ok());
}

/// EIP 7.1(1): what is granted answers no measure, whoever hands it over.
#[test]
fn a_licence_states_nothing() {
    let licence = push(Push { kind: Kind::Licence, ..misconduct() });
    let refused = nothing().when(&pusher(FINANCE), &licence).then_refused(&[Code::NotProvidedFor]);
    let licence = cite("EIP", "7.1(1)");
    assert_eq!(
        (&refused[0].field.join("."), &refused[0].citation),
        (&"found".to_owned(), &Some(licence))
    );
}

/// The entry, three days after it was pushed.
fn entered() -> Given<Inbound> {
    nothing().after(&pusher(FINANCE), &push(misconduct())).at("2023-08-14T09:00:00+08:00")
}

/// What stays of what was found, what is called for, and since when a pair that rests on the push has no ground.
fn corrected(said: Said) -> (BTreeSet<Trigger>, usize, Option<Date>) {
    let event = one(&entered(), FINANCE, &says(said.clone()));
    let Event::Corrected(it) = &event else { panic!("{event:?}") };
    let after = entered().after(&pusher(FINANCE), &says(said)).state;
    let fell = after.ended_on((0, &misconduct().said.found), date(2023, 8, 14));
    (it.kept.clone(), it.calls.len(), fell)
}

/// EIP 12.1: what is found still stays, unless it was decided on another day, from which the term is counted; what is found
/// no more falls.
#[test]
fn a_correction_says_what_stays_and_calls_for_the_rest() {
    let found: BTreeSet<_> = [Trigger::ProcurementMisconduct].into();
    let says = || misconduct().said;
    let day = Some(date(2023, 8, 14));
    let reworded = Said { content: "列入不良行为记录名单".into(), ..says() };
    assert_eq!(corrected(reworded), (found.clone(), 0, None));
    let nothing_found = Said { found: BTreeSet::new(), ..says() };
    assert_eq!(corrected(nothing_found), (BTreeSet::new(), 0, day));
    let another_day = Said { decided_on: date(2023, 7, 31), ..says() };
    assert_eq!(corrected(another_day), (BTreeSet::new(), 1, day));
    let another_end = Said { until: Some(date(2025, 7, 31)), ..says() };
    assert_eq!(corrected(another_end), (found, 0, None), "the ban has a term of its own");
}

/// What was called for anew rests on the correction, and what falls later leaves it alone.
#[test]
fn what_is_called_for_anew_rests_on_the_correction() {
    let another_day = Said { decided_on: date(2023, 7, 31), ..misconduct().said };
    let anew = entered().after(&pusher(FINANCE), &says(another_day.clone()));
    let found = &misconduct().said.found;
    let on = date(2023, 9, 1);
    assert_eq!(anew.state.ended_on((0, found), on), Some(date(2023, 8, 14)));
    assert_eq!(anew.state.ended_on((0, found), date(2023, 8, 13)), None);
    assert_eq!(anew.state.ended_on((1, found), on), None);
    let kept = anew.at("2023-08-21T09:00:00+08:00").after(&pusher(FINANCE), &says(another_day));
    assert_eq!(kept.state.ended_on((1, found), on), None);
    let gone = kept.at("2023-08-28T09:00:00+08:00");
    let gone = gone.after(&pusher(FINANCE), &withdraw(Why::DecisionFell));
    assert_eq!(gone.state.ended_on((1, found), on), Some(date(2023, 8, 28)));
    assert_eq!(gone.state.ended_on((0, found), on), Some(date(2023, 8, 14)));
}

/// An entry is over after its last day; the last day of a penalty is of its publicity alone.
#[test]
fn an_entry_ends_of_itself_and_a_penalty_does_not() {
    let until = Some(date(2025, 7, 31));
    let after = |kind| {
        let said = Said { until, ..misconduct().said };
        let given = nothing().after(&pusher(FINANCE), &push(Push { kind, said, ..misconduct() }));
        let found = misconduct().said.found;
        [date(2025, 7, 31), date(2025, 8, 1)].map(|on| given.state.ended_on((0, &found), on))
    };
    assert_eq!(after(Kind::ListEntry), [None, Some(date(2025, 8, 1))]);
    assert_eq!(after(Kind::Penalty), [None, None]);
}

/// APL 48.2: what was withdrawn as ended is withdrawn once more where its decision fell, and bears nothing since then.
#[test]
fn what_ended_may_fall_afterwards() {
    let found = &misconduct().said.found;
    let ended = entered().after(&pusher(FINANCE), &withdraw(Why::Ended));
    let ended = ended.at("2023-09-04T09:00:00+08:00");
    ended.when(&pusher(FINANCE), &withdraw(Why::Ended)).then_refused(&[Code::WrongStage]);
    let fell = ended.after(&pusher(FINANCE), &withdraw(Why::DecisionFell));
    let since = |on| fell.state.retracted_on((0, found), on);
    assert_eq!(since(date(2023, 9, 3)), None);
    assert_eq!(since(date(2023, 9, 4)), Some(date(2023, 9, 4)));
    assert_eq!(fell.state.ended_on((0, found), date(2023, 9, 3)), Some(date(2023, 8, 14)));
    fell.when(&pusher(FINANCE), &withdraw(Why::PushedInError)).then_refused(&[Code::WrongStage]);
}

/// EIP 11: what is shown is taken down by the day of the first withdrawal, whatever is said besides afterwards.
#[test]
fn a_second_withdrawal_gives_no_more_time_to_take_it_down() {
    let ended = shown().after(&pusher(TAX), &withdraw(Why::Ended));
    let by = due(&ended, Timer::InboundWithdraw);
    assert!(by.is_some());
    let fell = ended.at("2023-08-21T09:00:00+08:00");
    let fell = fell.after(&pusher(TAX), &withdraw(Why::DecisionFell));
    assert_eq!(due(&fell, Timer::InboundWithdraw), by);
}

/// EIP 11; APL 48.2: a withdrawal takes away all that rests on the record, on each ground in its own way.
#[test]
fn a_withdrawal_is_a_fall_of_what_rests_on_it() {
    let at = Moment::midnight(date(2023, 8, 14));
    let how = |ground| {
        let event = one(&entered(), FINANCE, &withdraw(ground));
        assert!(event.kept().is_empty() && event.calls().is_empty());
        event.fells(at)
    };
    let fall = |how| Some((how, date(2023, 8, 14)));
    assert_eq!(how(Why::DecisionFell), fall(Fall::Retracted));
    assert_eq!(how(Why::PushedInError), fall(Fall::Retracted));
    assert_eq!(how(Why::WrongSubject), fall(Fall::WrongSubject));
    assert_eq!(how(Why::Ended), fall(Fall::Delisted));
    let pushed = one(&nothing(), FINANCE, &push(misconduct()));
    assert_eq!(pushed.fells(at), None);
}
