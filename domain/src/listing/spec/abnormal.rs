//! 经营异常名录: what is verified, who decides, and how an entry ends (EIP 8, 10, 17; ABN; IBR).

use jiff::civil::{Date, date};

use super::*;
use crate::{
    Capability, Code, Rulebook,
    clock::Timer,
    listing::{Register, Standing, publishing},
    restriction::Fall,
    rulebook::PowerKind,
    spec::moment,
};

fn at(field: &str, code: Code) -> (Code, String) {
    (code, field.to_owned())
}

fn letters(days: &[Date]) -> Ground {
    let document = document(DocumentType::ContactLetter);
    let letter = |posted_on: &Date| Letter { posted_on: *posted_on, document: document.clone() };
    Ground::Unreachable { letters: days.iter().map(letter).collect() }
}

/// EIP 17.1(1): ten working days from the last day of June, whenever that was verified.
#[test]
fn who_published_no_report_is_entered_within_ten_working_days_of_the_last_day() {
    let verified = verified();
    assert_eq!(due(&verified, Timer::AbnEnter), Some(date(2023, 7, 14)));
    assert_eq!(verified.state.standing(date(2023, 7, 3)), None);
    let entered = entered();
    assert_eq!(due(&entered, Timer::AbnEnter), None);
    let standing = |day| entered.state.standing(day);
    assert_eq!(standing(date(2023, 7, 9)), None);
    assert_eq!(standing(date(2023, 7, 10)), Some(Standing::InForce));
}

/// EIP 8.1: there is time to the end of 30 June.
#[test]
fn a_report_is_late_only_after_the_thirtieth_of_june() {
    let report = verify(company(), report_of(2022));
    let early = nothing().at("2023-06-30T17:00:00+08:00");
    assert_eq!(refused(&early, &keeper(), &report), [at("ground", Code::PeriodRunning)]);
    let late = nothing().at("2023-07-01T09:00:00+08:00");
    assert_eq!(refused(&late, &keeper(), &report), []);
    let ancient = verify(company(), report_of(1999));
    assert_eq!(refused(&late, &keeper(), &ancient), [at("ground.year", Code::NotProvidedFor)]);
}

/// EIP 10.2: what was ordered to be published has its own last day.
#[test]
fn information_is_late_after_the_time_that_was_ordered() {
    let information = |ordered_until| {
        let what = "股东出资信息".into();
        verify(company(), Ground::InformationNotPublished { what, ordered_until })
    };
    let running = information(date(2023, 7, 3));
    assert_eq!(refused(&nothing(), &keeper(), &running), [at("ground", Code::PeriodRunning)]);
    let over = nothing().after(&keeper(), &information(date(2023, 6, 28)));
    assert_eq!(due(&over, Timer::AbnEnter), Some(date(2023, 7, 12)));
}

/// EIP 17.1(2): the time runs from the verification.
#[test]
fn false_information_is_entered_within_ten_working_days_of_its_verification() {
    let what = |text: &str| Ground::InformationFalse { what: text.into() };
    let verified = nothing().after(&keeper(), &verify(company(), what("实缴出资额不实")));
    assert_eq!(due(&verified, Timer::AbnEnter), Some(date(2023, 7, 17)));
    let unsaid = verify(company(), what(" "));
    assert_eq!(refused(&nothing(), &keeper(), &unsaid), [at("ground.what", Code::Incomplete)]);
}

/// ABN: two letters, fifteen to thirty days apart.
#[test]
fn nobody_is_out_of_reach_without_two_letters_that_far_apart() {
    let found = |days: &[Date]| {
        let command = verify(company(), letters(days));
        refused(&nothing(), &keeper(), &command)
    };
    let (first, apart) = (date(2023, 5, 4), |days| date(2023, 5, 4).checked_add(days).unwrap());
    let days = |n| jiff::Span::new().days(n);
    let too_few =
        [at("ground.letters", Code::Incomplete), at("ground.letters", Code::Contradictory)];
    assert_eq!(found(&[first]), too_few);
    for (n, fits) in [(14, false), (15, true), (30, true), (31, false)] {
        let refused = found(&[first, apart(days(n))]);
        assert_eq!(refused.is_empty(), fits, "{n} days: {refused:?}");
    }
    assert_eq!(found(&[apart(days(20)), first]), [], "in any order");
    assert_eq!(found(&[first, apart(days(10)), apart(days(20))]), [], "two of three");
    let on_the_day = at("ground.letters.1.postedOn", Code::BeforeItsBasis);
    assert_eq!(found(&[date(2023, 6, 10), date(2023, 7, 3)]), [on_the_day]);
}

/// IBR: an individual business is marked, never listed, and a natural person is neither.
#[test]
fn ground_and_subject_fit() {
    let marked = nothing().after(&keeper(), &verify(individual(), report_of(2022)));
    let register = |it: &Given<Listing>| it.state.opened.as_ref().map(|it| it.register);
    assert_eq!(register(&marked), Some(Register::AbnormalMark));
    assert_eq!(register(&verified()), Some(Register::AbnormalOperations));
    let what = "股东出资信息".into();
    let of_enterprises = Ground::InformationNotPublished { what, ordered_until: date(2023, 6, 1) };
    let command = verify(individual(), of_enterprises);
    assert_eq!(refused(&nothing(), &keeper(), &command), [at("ground", Code::NotProvidedFor)]);
    let person = serde_json::from_value(json!({
        "type": "NATURAL_PERSON", "id": "p-3f2a", "shown": "王某某", "minor": false, "nameDigest": "77aa",
        "details": {"$sealed": {"k": "p-3f2a", "n": "AA", "c": "AA"}},
    }));
    let command = verify(person.unwrap(), report_of(2022));
    assert_eq!(refused(&nothing(), &keeper(), &command), [at("party", Code::NotProvidedFor)]);
}

/// EIP 18; REG 33.4: what follows stands in the entry; of a mark neither article speaks.
#[test]
fn an_entry_names_what_follows_from_it() {
    let effects = |party| {
        let verified = nothing().after(&keeper(), &verify(party, report_of(2022)));
        let events = verified.when(&leader(), &enter()).events().unwrap();
        let Event::Entered(entered) = &events[0] else { panic!("{events:?}") };
        entered.effects.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(effects(company()), ["EIP 18", "REG 33.4"]);
    assert_eq!(effects(individual()), Vec::<String>::new());
}

/// ABN: the bureau that registered it; APL 17: under an item of that kind, valid on the day (App. B 14).
#[test]
fn only_the_registrar_enters_it_and_only_under_its_own_item() {
    let wuhou = "COUNTY_510107_AMR";
    let elsewhere = staffed(wuhou);
    let actor = who(Role::CreditUnit, wuhou, ABNORMAL);
    let command = verify(company(), report_of(2022));
    let other = at("registeredWith", Code::OtherAgency);
    assert_eq!(refused(&elsewhere, &actor, &command), [other]);
    for item in ["SCJG-CF-001", "SCJG-QT-002", ""] {
        let actor = who(Role::AgencyLeader, BUREAU, item);
        let refused = refused(&verified(), &actor, &enter());
        assert_eq!(refused, [at("powerItem", Code::NoPowerItem)], "{item}");
    }
    let council = who(Role::AgencyLeader, "JOINT_COUNCIL_ONLINE", ABNORMAL);
    let refused = verified().when(&council, &enter()).events().unwrap_err();
    assert!(refused.iter().any(|it| it.code == Code::AgencyCannotAct));
}

/// EIP 17: a leader decides, whoever verified it.
#[test]
fn who_verifies_does_not_decide() {
    assert_eq!(refused(&verified(), &keeper(), &enter()), [at("", Code::NotPermitted)]);
    assert_eq!(refused(&cured(), &keeper(), &leave()), [at("", Code::NotPermitted)]);
    let law = Rulebook::builtin().unwrap();
    assert!(law.grants(Role::Handler, Capability::VerifyListing, date(2023, 7, 3)));
    assert_eq!(Register::AbnormalMark.power(), PowerKind::AbnormalList);
}

/// ABN; EIP 21: the decision says why, where to turn, and bears a number.
#[test]
fn a_decision_says_all_that_it_must() {
    let blank = Command::Enter(Enter {
        reasons: "".into(),
        remedies: Remedies { reconsideration: String::new(), court: String::new() },
        document: document(DocumentType::Other),
    });
    let fields =
        ["reasons", "remedies.reconsideration", "remedies.court", "document", "document.number"];
    let refused = refused(&verified(), &leader(), &blank);
    assert_eq!(refused.iter().map(|(_, field)| field.as_str()).collect::<Vec<_>>(), fields);
}

/// EIP 17.2: out within five working days of the verification, by a decision of whoever entered it.
#[test]
fn it_leaves_once_the_ground_is_gone_and_that_was_verified() {
    assert_eq!(refused(&entered(), &leader(), &leave()), [at("", Code::StepMissing)]);
    let asked = entered().at("2023-07-31T09:00:00+08:00").after(&desk(), &apply());
    assert_eq!(refused(&asked, &leader(), &leave()), [at("", Code::StepMissing)]);
    assert_eq!(due(&cured(), Timer::AbnExit), Some(date(2023, 8, 8)));
    let left = left();
    assert_eq!(due(&left, Timer::AbnExit), None);
    let standing = |day| left.state.standing(day);
    assert_eq!(standing(date(2023, 8, 3)), Some(Standing::InForce));
    assert_eq!(standing(date(2023, 8, 4)), Some(Standing::Left));
    let again = left.at("2023-08-05T09:00:00+08:00");
    for (actor, command) in [(leader(), leave()), (desk(), apply())] {
        assert_eq!(refused(&again, &actor, &command), [at("", Code::WrongStage)]);
    }
}

/// EIP 17.2: what was cured before anything was entered is not entered any more, and nobody owes that; nothing is to be left
/// either.
#[test]
fn a_ground_that_was_cured_before_the_entry_is_entered_no_more() {
    let cured = verified().at("2023-07-05T09:00:00+08:00").after(&keeper(), &verify_cure());
    assert_eq!((due(&cured, Timer::AbnEnter), due(&cured, Timer::AbnExit)), (None, None));
    assert_eq!(cured.state.standing(date(2023, 7, 5)), None);
    let later = cured.at("2023-07-06T09:00:00+08:00");
    assert_eq!(refused(&later, &leader(), &enter()), [at("", Code::WrongStage)]);
    assert_eq!(refused(&later, &keeper(), &verify_cure()), [at("", Code::AlreadyDone)]);
    assert_eq!(refused(&later, &leader(), &leave()), [at("", Code::StepMissing)]);
    let anew = verified().at("2023-07-06T09:00:00+08:00").after(&leader(), &enter());
    assert!(anew.state.counts_on(date(2023, 7, 6)), "of another record of that ground");
}

/// EIP 17.1: it is shown while it counts, under the article of its register, and taken down once it doesn't.
#[test]
fn an_entry_is_shown_while_it_counts() {
    let (show, hide) = (serious::publish, serious::end_publicity);
    assert_eq!(refused(&verified(), &desk(), &show()), [at("", Code::StepMissing)]);
    let shown = entered().after(&desk(), &show());
    assert_eq!(refused(&shown, &desk(), &show()), [at("", Code::AlreadyDone)]);
    assert_eq!(refused(&shown, &desk(), &hide()), [at("", Code::StepMissing)]);
    let cured = shown.at("2023-08-01T09:00:00+08:00").after(&keeper(), &verify_cure());
    let left = cured.at("2023-08-04T09:00:00+08:00").after(&leader(), &leave());
    let events = left.when(&desk(), &hide()).events().unwrap();
    assert_eq!(events[0].basis()[0].to_string(), "EIP 17.1");
    let hidden = left.after(&desk(), &hide());
    assert!(hidden.state.shown_since.is_none());
    assert_eq!(refused(&hidden, &desk(), &hide()), [at("", Code::StepMissing)]);
}

/// EIP 12: an entry that was wrong counts for nothing from its correction on.
#[test]
fn a_wrong_entry_is_revoked() {
    assert_eq!(refused(&verified(), &leader(), &correct()), [at("", Code::StepMissing)]);
    let corrected = cured().at("2023-08-02T09:00:00+08:00").after(&leader(), &correct());
    let standing = |day| corrected.state.standing(day);
    assert_eq!(standing(date(2023, 8, 1)), Some(Standing::InForce));
    assert_eq!(standing(date(2023, 8, 2)), Some(Standing::Revoked));
    assert_eq!(due(&corrected, Timer::AbnExit), None, "nobody has to let it leave any more");
    let again = corrected.at("2023-08-03T09:00:00+08:00");
    assert_eq!(refused(&again, &leader(), &correct()), [at("", Code::AlreadyDone)]);
}

/// EIP 12: what has ended stays on record, and is corrected there all the same.
#[test]
fn an_entry_that_has_left_is_corrected_too() {
    let corrected = left().at("2023-08-05T09:00:00+08:00").after(&leader(), &correct());
    let standing = |day| corrected.state.standing(day);
    assert_eq!(standing(date(2023, 8, 4)), Some(Standing::Left));
    assert_eq!(standing(date(2023, 8, 5)), Some(Standing::Revoked));
}

/// EIP 12, 21; domain.md §6.7: what rested on an entry against somebody else was on the wrong subject; what a court or
/// an organ of reconsideration set aside was revoked, by its own paper and under its own file number.
#[test]
fn what_was_wrong_says_how_the_source_fell() {
    let correct = |mistake, paper| {
        let numbered = decision(paper);
        let document = match mistake {
            Mistake::SetAside => DocumentRef { number: None, ..numbered },
            Mistake::WrongSubject | Mistake::NoGround => numbered,
        };
        let reasons = "同名企业".into();
        let file_number = (mistake == Mistake::SetAside).then(|| "（2023）川0104行初12号".into());
        Command::Correct(Correct { mistake, reasons, document, file_number })
    };
    for (mistake, paper, article, fall) in [
        (Mistake::WrongSubject, DocumentType::DelistingDecision, "EIP 12", Fall::WrongSubject),
        (Mistake::NoGround, DocumentType::DelistingDecision, "EIP 12", Fall::Revoked),
        (Mistake::SetAside, DocumentType::RemedyDecision, "EIP 21", Fall::Revoked),
    ] {
        let events = entered().when(&leader(), &correct(mistake, paper)).events().unwrap();
        let fell = events[0].fells(moment("2023-08-02T09:00:00+08:00")).unwrap().0;
        assert_eq!((events[0].basis()[0].to_string().as_str(), fell), (article, fall));
    }
    let wrong = correct(Mistake::SetAside, DocumentType::DelistingDecision);
    let refused = refused(&entered(), &leader(), &wrong);
    assert_eq!(refused.iter().map(|(_, field)| field.as_str()).collect::<Vec<_>>(), ["document"]);
}

/// EIP 17.1: a subject is entered once on one ground while that entry stands; of another year, or once it has left, anew.
#[test]
fn a_subject_is_entered_once_on_one_ground() {
    for (cured, article) in [(false, "EIP 17.1"), (true, "EIP 17.2")] {
        let earlier = SameGround { number: "锦市监异列〔2023〕1号".into(), cured };
        let again = verified().knowing(|it| it.entered = Some(earlier));
        let refused = again.when(&leader(), &enter());
        let refused = refused.then_refused(&[Code::AlreadyDone]);
        assert!(refused[0].message.contains("锦市监异列〔2023〕1号"), "{}", refused[0].message);
        assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), article);
    }
    assert!(cured().state.is_cured_for_good() && !entered().state.is_cured_for_good());
    let ground = |it: &Given<Listing>| it.state.listed_ground().unwrap();
    let of = |party, ground| nothing().after(&keeper(), &verify(party, ground));
    assert_eq!(ground(&entered()), ground(&of(company(), report_of(2022))));
    assert_ne!(ground(&entered()), ground(&of(company(), report_of(2021))));
    assert_ne!(ground(&entered()), ground(&of(individual(), report_of(2022))));
    assert_eq!(nothing().state.listed_ground(), None);
}

#[test]
fn nothing_is_done_twice_and_nothing_without_its_entry() {
    let again = verify(company(), report_of(2022));
    assert_eq!(refused(&verified(), &keeper(), &again), [at("", Code::AlreadyDone)]);
    assert_eq!(refused(&entered(), &leader(), &enter()), [at("", Code::AlreadyDone)]);
    assert_eq!(refused(&cured(), &keeper(), &verify_cure()), [at("", Code::AlreadyDone)]);
    assert_eq!(refused(&nothing(), &leader(), &enter()), [at("", Code::NotFound)]);
    assert_eq!(refused(&nothing(), &desk(), &apply()), [at("", Code::NotFound)]);
}

/// PR 79: as the audit tells it.
#[test]
fn acts_read_as_clauses_of_an_official_document() {
    let mut given = nothing();
    let acts = [
        ("2023-07-03T09:00:00+08:00", keeper(), verify(company(), report_of(2022))),
        ("2023-07-10T09:00:00+08:00", leader(), enter()),
        ("2023-07-31T09:00:00+08:00", desk(), apply()),
        ("2023-08-01T09:00:00+08:00", keeper(), verify_cure()),
        ("2023-08-04T09:00:00+08:00", leader(), leave()),
    ];
    let mut told = vec![];
    for (day, actor, command) in acts {
        given = given.at(day);
        let events = given.when(&actor, &command).events().unwrap();
        told.extend(events.iter().map(Event::sentence));
        given = given.after(&actor, &command);
    }
    let expected = [
        "核实成都某餐饮管理有限公司存在应当列入经营异常名录的事由：未按期公示年度报告（2022年度），作出决定的期限至2023年7月14日届满",
        "决定将成都某餐饮管理有限公司列入经营异常名录（锦市监异列〔2023〕1号）",
        "收到当事人的移出申请，称已补报并公示2022年度年度报告",
        "核实列入事由已经消除：2022年度年度报告已于系统公示，作出移出决定的期限至2023年8月8日届满",
        "决定将成都某餐饮管理有限公司移出经营异常名录（锦市监异列〔2023〕1号），理由：已履行公示义务",
    ];
    assert_eq!(told, expected);
}

/// EIP 17.2; CR21, CR25: an entry that was left, or was wrong, is taken down within three working days; nothing is owed
/// where it was never shown.
#[test]
fn an_entry_that_was_left_is_to_be_taken_down() {
    let published = Command::Publish(publishing::Publish { proof: None });
    let taken_down = Command::EndPublicity(publishing::EndPublicity { proof: None });
    let shown = cured().at("2023-08-02T09:00:00+08:00").after(&desk(), &published);
    for ended in [leave(), correct()] {
        let over = shown.clone().at("2023-08-04T09:00:00+08:00").after(&leader(), &ended);
        assert_eq!(due(&over, Timer::ListWithdraw), Some(date(2023, 8, 9)));
        assert_eq!(due(&over.after(&desk(), &taken_down), Timer::ListWithdraw), None);
    }
    assert_eq!(due(&left(), Timer::ListWithdraw), None);
}
