//! Measures on account of what another department handed over: they end at its word alone (EIP 11), or by their term.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::{facts::*, leader};
use crate::{
    Actor,
    case::{
        sanction::{Grade, Sanction, SanctionKind},
        serious_list::Field,
        violation::ViolationType,
    },
    citation::cite,
    inbound::finding::stated_by,
    listing::Register,
    restriction::{
        Bearing, Cause, Command, Event, Fall, Matter, Restriction, Source, SourceKind, Standing,
        Trigger, imposing::Impose, notifying::Notify,
    },
    rulebook::Rulebook,
    spec::Given,
};

/// The department of finance handed over its own entry of misconduct in procurement.
fn misconduct() -> Notify {
    let source = Source {
        kind: SourceKind::InboundRecord,
        stream: "inbound-1".to_owned(),
        number: "川财采罚〔2023〕3号".to_owned(),
        agency: "SC_FINANCE".parse().unwrap(),
        ..source()
    };
    let found = BTreeSet::from([Trigger::ProcurementMisconduct]);
    Notify { source, found, ..notify("PROCUREMENT_MISCONDUCT_BAN", "SC_FINANCE") }
}

/// It bars the bidder for two years.
fn barred() -> Given<Restriction> {
    let ban = impose("PROCUREMENT_MISCONDUCT_BAN", &[("GPL", "77")]);
    imposed(misconduct(), &finance(), Impose { term: Some(2), ..ban })
}

fn fallen(how: Fall) -> Command {
    Command::TakeBack(take_back(how, date(2023, 9, 1)))
}

const AFTER: Date = date(2023, 9, 4);

/// GPL 77: a project is barred until the term is over, which is counted from the day of the decision.
#[test]
fn misconduct_in_procurement_bars_from_projects_for_its_term() {
    let law = Rulebook::builtin().unwrap();
    let given = barred();
    let pair = given.state.pair().unwrap();
    assert_eq!(pair.imposed().unwrap().until, Some(date(2025, 5, 6)));
    let bears = |matter, on| pair.bears_on(matter, on, &law);
    assert_eq!(bears(Matter::Project, AFTER), Bearing::BarredByStatute);
    assert_eq!(bears(Matter::Licence, AFTER), Bearing::NoneRecorded);
    assert_eq!(bears(Matter::Project, date(2025, 5, 7)), Bearing::NoneRecorded);
}

/// EIP 11: nobody else restores it, and no court's outcome is read here: whoever handed it over takes it back.
#[test]
fn it_ends_at_the_word_of_whoever_handed_it_over() {
    let given = barred();
    let all = given.state.pair().unwrap().prospects(AFTER, None);
    let causes: Vec<_> = all.iter().map(|it| it.cause).collect();
    assert_eq!(causes[..2], [Cause::Expired, Cause::SourceFell]);
    assert!(!causes.contains(&Cause::Restored), "{all:#?}");
    assert_eq!(all[1].authority, cite("EIP", "11"));
    // What ends with its source is told that its department may end that, too.
    let found = BTreeSet::from([Trigger::SeriousList]);
    let limit = Notify { found, ..misconduct() };
    let limit = Notify { measure: "PROCUREMENT_LIMIT".parse().unwrap(), ..limit };
    let given = imposed(limit, &finance(), finance_imposes());
    let all = given.state.pair().unwrap().prospects(AFTER, Some(date(2025, 5, 7)));
    let own: Vec<_> = all.iter().filter(|it| it.authority == cite("EIP", "11")).collect();
    assert_eq!(
        own.iter().map(|it| it.cause).collect::<Vec<_>>(),
        [Cause::SourceFell, Cause::Delisted]
    );
    assert!(own[1].how.ends_with("并撤回所推送的信息（至2025年5月6日届满）"), "{own:#?}");
}

/// EIP 11, 12.1: once it was taken back nothing counts any more, however long the statute's own term is; that the entry is
/// over leaves that term (SDL).
#[test]
fn what_is_taken_back_leaves_no_term_and_what_is_over_does() {
    let given = barred().at(FELL);
    let gone = given.clone().after(&Actor::Clock, &fallen(Fall::Retracted));
    assert_eq!(gone.state.standing(AFTER), Some(Standing::Unfounded));
    let fell = given.when(&Actor::Clock, &fallen(Fall::Retracted)).events().unwrap();
    assert_eq!(fell[0].basis(), [cite("EIP", "11")]);
    let over = given.when(&Actor::Clock, &fallen(Fall::Delisted)).events().unwrap();
    assert!(matches!(over[..], [Event::Kept(_)]), "{over:?}");
}

/// Whoever is barred reads whose word it is, and how it ends.
#[test]
fn a_company_reads_whose_word_it_is() {
    let law = Rulebook::builtin().unwrap();
    let words =
        |given: &Given<Restriction>| given.state.pair().unwrap().in_plain_words(AFTER, None, &law);
    let given = barred();
    assert_eq!(
        words(&given),
        "四川省财政厅自2023年5月15日起对你单位实施「列入不良行为记录名单，一至三年内禁止参加政府采购活动」，\
         因为四川省财政厅2023年5月6日作出决定并推送，认定为政府采购不良行为记录（川财采罚〔2023〕3号）。\
         依据：《中华人民共和国政府采购法》第七十七条。\
         如何解除：期限至2025年5月6日届满，自动终止，无须申请；\
         作出决定的机关更正、撤回所推送的信息（决定被变更、撤销、确认违法或者确认无效，或者推送有误）；\
         所依据的法律、法规、政策文件废止；措施的对象有误，由实施机关撤销；\
         主体终止（注销登记等）。"
    );
    let gone = given.at(FELL).after(&Actor::Clock, &fallen(Fall::Retracted));
    let told = words(&gone);
    assert!(told.contains("失去依据，不再计算。如何解除：来源被推送机关更正或者撤回"), "{told}");
}

/// The notice names the decision as its department's own.
#[test]
fn an_agency_is_told_whose_decision_it_is() {
    let law = Rulebook::builtin().unwrap();
    let empty = crate::spec::given::<Restriction>([]).at(TOLD);
    let told = Command::Notify(Box::new(misconduct()));
    let events = empty.when(&Actor::Clock, &told).events().unwrap();
    assert_eq!(
        events[0].sentence(&law),
        "向四川省财政厅通报四川省财政厅2023年5月6日作出并推送的决定（川财采罚〔2023〕3号）：\
         政府采购不良行为记录，对应措施「列入不良行为记录名单，一至三年内禁止参加政府采购活动」"
    );
}

/// BID 53: the term is what the statute allows.
#[test]
fn collusion_bars_for_a_term_that_the_statute_allows() {
    let found = BTreeSet::from([Trigger::BiddingCollusion]);
    let notice = Notify {
        found,
        agency: "SC_DRC".parse().unwrap(),
        measure: "BIDDING_BAN".parse().unwrap(),
        ..misconduct()
    };
    let drc = leader("SC_DRC", "FGW-GL-001");
    let given = told(notice).at(IMPOSED);
    let for_years = |n| {
        let ban = impose("BIDDING_BAN", &[("BID", "53")]);
        Command::Impose(Impose { term: Some(n), ..ban })
    };
    given.when(&drc, &for_years(3)).then_refused(&[crate::Code::NotProvidedFor]);
    assert!(given.when(&drc, &for_years(2)).events().is_ok());
}

/// Every row of the catalogue is answered by something that is recorded, but for two: a sentence for a crime against food
/// safety (FSL 135.2), and a registration that was cancelled as false (REG 40). Their rows wait for those acts.
#[test]
fn two_acts_that_measures_answer_are_not_recorded_yet() {
    let sanction = |kind, grade| Sanction {
        id: "S1".parse().unwrap(),
        kind,
        amount: None,
        months: None,
        object: None,
        provision: String::new(),
        grade,
    };
    let mut found = BTreeSet::new();
    for violation in ViolationType::ALL {
        for kind in SanctionKind::ALL {
            for grade in [None, Some(Grade::Heavier)] {
                let of = Trigger::of_penalty(*violation, &[sanction(kind, grade)]);
                found.extend(of.into_iter().map(|(it, _)| it));
            }
        }
    }
    for register in Register::ALL {
        for field in Field::ALL {
            found.extend(register.found(Some(field)).into_keys());
        }
    }
    found.extend(Trigger::ALL.iter().copied().filter(|it| stated_by(*it).is_some()));
    let missing: Vec<_> = Trigger::ALL.iter().filter(|it| !found.contains(it)).collect();
    assert_eq!(missing, [&Trigger::FoodCrime, &Trigger::FalseRegistrationCancelled]);
}
