//! Who pushes what, and how long it holds.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::*;

/// EIP 7.1(2); item 十六: in the pusher's own name, for the credit unit of market supervision in its division.
#[test]
fn what_is_pushed_is_its_agencys_and_shown_by_market_supervision() {
    let given = pushed();
    let record = given.state.opened.as_ref().unwrap();
    let [agency, host] = [TAX, AMR].map(|it| it.parse::<AgencyCode>().unwrap());
    assert_eq!((&record.agency, &record.host), (&agency, &host));
    // Twenty working days from 10 August 2023.
    assert_eq!(due(&given, Timer::InboundPublish), Some(date(2023, 9, 7)));
    let events = nothing().when(&pusher(TAX), &push(penalty())).events().unwrap();
    assert_eq!(Inbound::basis(&events[0]), [cite("EIP", "7.1(2)")]);
    assert_eq!(Inbound::subjects(&events[0]), [penalty().uscc.subject()]);
    assert_eq!(
        events[0].sentence(),
        "推送行政处罚信息（川税稽罚〔2023〕12号）：成都光年优品贸易有限公司，虚开发票，作出日期为2023年8月1日，公示期限至2023年9月7日届满"
    );
}

/// EIP 11: one number of an agency is one record of it.
#[test]
fn the_same_number_is_not_pushed_twice() {
    let twice = refused(&pushed(), &pusher(TAX), &push(penalty()));
    assert_eq!(twice, only(Code::AlreadyDone, "number"));
    let id =
        |nth| crate::inbound::id_of(&TAX.parse().unwrap(), Kind::Penalty, &penalty().number, nth);
    assert_eq!(id(0), id(0));
    assert_ne!(id(0), id(1));
    let licence = crate::inbound::id_of(&TAX.parse().unwrap(), Kind::Licence, &penalty().number, 0);
    assert_ne!(licence, id(0));
}

/// EIP 2, 7.1; DUAL; GIR 15: all that stands in the way is told at once.
#[test]
fn whatever_is_wrong_with_a_push_is_refused_at_once() {
    let wrong = Push {
        uscc: "11230500001755309F".parse().unwrap(),
        name: " ".into(),
        said: Said {
            title: String::new(),
            content: "法定代表人电话13880001234".into(),
            basis: vec![],
            decided_on: date(2022, 8, 1),
            until: Some(date(2022, 7, 31)),
            ..said()
        },
        ..penalty()
    };
    let expected = [
        (Code::NotProvidedFor, "subject"),
        (Code::Incomplete, "name"),
        (Code::Incomplete, "title"),
        (Code::NotProvidedFor, "content"),
        (Code::Contradictory, "number"),
        (Code::Contradictory, "until"),
        (Code::NoBasis, "basis"),
    ];
    let expected = expected.map(|(code, field)| (code, field.to_owned()));
    assert_eq!(refused(&nothing(), &pusher(TAX), &push(wrong)), BTreeSet::from(expected));
    let ahead = Said { decided_on: date(2023, 8, 11), ..said() };
    let ahead = refused(&nothing(), &pusher(TAX), &push(Push { said: ahead, ..penalty() }));
    assert_eq!(ahead, only(Code::InTheFuture, "decidedOn"));
}

/// EIP 7.1(1): a licence that is altered or continued bears the number under which it was granted.
#[test]
fn a_licence_may_bear_the_number_of_an_earlier_year() {
    let number = |text: &str| text.parse().unwrap();
    let later = |kind| Push { kind, number: number("川税稽罚〔2022〕12号"), ..penalty() };
    let refused = refused(&nothing(), &pusher(TAX), &push(later(Kind::Penalty)));
    assert_eq!(refused, only(Code::Contradictory, "number"));
    assert_eq!(
        nothing().when(&pusher(TAX), &push(later(Kind::Licence))).events().unwrap().len(),
        1
    );
}

/// GIR 15; domain.md §8.6: nothing that is shown tells what is never published: neither whose it is called, nor where it
/// stands there.
#[test]
fn neither_a_name_nor_a_reference_tells_what_is_never_published() {
    let number = "身份证号11010519491231002X";
    let named = push(Push { name: number.into(), ..penalty() });
    assert_eq!(refused(&nothing(), &pusher(TAX), &named), only(Code::NotProvidedFor, "name"));
    let Command::Correct(it) = correct() else { panic!() };
    let renamed = Command::Correct(Box::new(Correct { name: number.into(), ..*it }));
    assert_eq!(refused(&pushed(), &pusher(TAX), &renamed), only(Code::NotProvidedFor, "name"));
    let shown = Command::Publish(Publish { reference: number.into() });
    assert_eq!(refused(&pushed(), &credit_unit(), &shown), only(Code::NotProvidedFor, "reference"));
}

/// EIP 7.1: an article of an instrument that was in force on the day of the decision.
#[test]
fn the_basis_was_in_force_on_the_day_of_the_decision() {
    // The regulation on data sharing is of 2025, and nobody has loaded the other.
    for basis in [cite("GDS", "26"), cite("NOSUCH", "1")] {
        let said = Said { basis: vec![Ground::Article(basis)], ..said() };
        let push = push(Push { said, ..penalty() });
        assert_eq!(refused(&nothing(), &pusher(TAX), &push), only(Code::NoBasis, "basis.0"));
    }
}

/// Item 十六; ECL 36: a platform's delisting is private, whoever hands it over.
#[test]
fn a_platforms_delisting_is_no_administrative_record() {
    let basis = vec![Ground::PlatformRule("甲平台清退名单".into())];
    let said = Said { title: "清退商户名单".into(), basis, ..said() };
    let listed = push(Push { kind: Kind::ListEntry, said, ..penalty() });
    let refused = nothing().when(&pusher(TAX), &listed).then_refused(&[Code::NoBasis]);
    assert_eq!(refused[0].citation, Some(cite("ECL", "36")));
    let platform = nothing().when(&pusher("EXTERNAL_PARTY_PLATFORM"), &push(penalty()));
    platform.then_refused(&[Code::AgencyCannotAct]);
    let council = nothing().when(&pusher("JOINT_COUNCIL_ONLINE"), &push(penalty()));
    council.then_refused(&[Code::AgencyCannotAct]);
}

/// EIP 6.1, 11: market supervision shows its own by other acts, and nobody pushes what it numbered.
#[test]
fn market_supervision_pushes_nothing() {
    let own = nothing().when(&pusher("CITY_5101_AMR"), &push(penalty()));
    assert_eq!(own.then_refused(&[Code::NotProvidedFor])[0].citation, Some(cite("EIP", "6.1")));
    let number = "川市监处罚〔2023〕1号".parse().unwrap();
    let theirs = push(Push { number, ..penalty() });
    assert_eq!(refused(&nothing(), &pusher(TAX), &theirs), only(Code::OtherAgency, "number"));
}

/// Whoever leads signs what is decided, and hands nothing over; an item that is named is the agency's.
#[test]
fn only_whoever_hands_over_for_the_agency_pushes() {
    let leader = nothing().when(&who(TAX, Role::AgencyLeader), &push(penalty()));
    leader.then_refused(&[Code::NotPermitted]);
    let theirs = with_item(TAX, Role::Handler, Some("SCJG-CF-001"));
    nothing().when(&theirs, &push(penalty())).then_refused(&[Code::NoPowerItem]);
}

/// domain.md §6.2: a penalty for three years unless its agency says otherwise, a licence while it is valid, a list entry
/// until it is withdrawn.
#[test]
fn how_long_it_holds_hangs_on_what_it_is() {
    let standing = |kind, until, on| {
        let said = Said { until, from: Some(date(2023, 9, 1)), ..said() };
        let given = nothing().after(&pusher(TAX), &push(Push { kind, said, ..penalty() }));
        given.state.standing(on)
    };
    let never = date(2099, 12, 31);
    assert_eq!(standing(Kind::Penalty, None, date(2023, 8, 31)), Some(Standing::Ahead));
    assert_eq!(standing(Kind::Penalty, None, date(2026, 8, 1)), Some(Standing::InForce));
    assert_eq!(standing(Kind::Penalty, None, date(2026, 8, 2)), Some(Standing::Over));
    let named = Some(date(2024, 2, 1));
    assert_eq!(standing(Kind::Penalty, named, date(2024, 2, 2)), Some(Standing::Over));
    assert_eq!(standing(Kind::Licence, named, date(2024, 2, 1)), Some(Standing::InForce));
    assert_eq!(standing(Kind::Licence, named, date(2024, 2, 2)), Some(Standing::Over));
    assert_eq!(standing(Kind::Licence, None, never), Some(Standing::InForce));
    assert_eq!(standing(Kind::ListEntry, None, never), Some(Standing::InForce));
}

/// EIP 7.2: what is over before it is handed over, or by what is corrected of it, is on record and shown by nobody.
#[test]
fn what_is_over_already_is_owed_no_publicity() {
    let until = |day| Said { until: Some(day), ..said() };
    let owed = |event: &Event| event.deadlines().iter().map(|it| it.timer).collect::<Vec<_>>();
    let pushed = |day| {
        let list = Push { kind: Kind::ListEntry, said: until(day), ..penalty() };
        one(&nothing(), TAX, &push(list))
    };
    assert_eq!(owed(&pushed(date(2023, 8, 9))), []);
    assert_eq!(owed(&pushed(date(2023, 8, 10))), [Timer::InboundPublish]);
    let over = Correct {
        name: "成都光年优品贸易有限公司".into(),
        said: until(date(2023, 8, 9)),
        reason: "截止日期误录".into(),
    };
    let given = nothing().after(&pusher(TAX), &push(penalty()));
    let corrected = one(&given, TAX, &Command::Correct(Box::new(over)));
    assert_eq!(owed(&corrected), []);
}
