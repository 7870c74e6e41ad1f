//! What lies outside the benchmark is told, kept, and decided with reasons (APL 34).

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::{
    Rulebook,
    case::{
        Command, Event,
        conclusion::{self, Approve},
        correction::{Alter, tests::alter},
        decision,
        spec::{
            HANDLER_LI, History, LEADER, UNIT_HEAD, case,
            endings::{DECISION_DAY, decide, handed, serve, told},
            facts::{
                approved, conclude, document, investigating, reviewed, sanctions, with_evidence,
            },
            given,
        },
    },
    citation::cite,
    document::DocumentType,
};

/// An ordinary fine for a platform that checks no licences: 60,000 to 120,000 yuan; a lighter one, once to three
/// times what was gained.
const ROWS: &str = r#"
[[benchmark]]
rule = "PLATFORM_LICENCE_CHECK.ORDINARY"
fine = { by = "AMOUNT", least = 60000, most = 120000 }
scope = "51"
from = "2021-07-15"
authority = "APL 34"
confidence = "DEMONSTRATION"

[[benchmark]]
rule = "PLATFORM_LICENCE_CHECK.LIGHTER"
fine = { by = "UNLAWFUL_INCOME", least = 100, most = 300 }
scope = "51"
from = "2021-07-15"
authority = "APL 34"
confidence = "DEMONSTRATION"
"#;

fn law() -> &'static Rulebook {
    static LAW: LazyLock<Rulebook> =
        LazyLock::new(|| Rulebook::load(&[("benchmarks.toml".into(), ROWS.into())]).unwrap());
    &LAW
}

fn fined(yuan: u32, grade: Option<Grade>) -> Vec<Sanction> {
    let mut all = sanctions();
    (all[1].amount, all[1].grade) = (Some(Fen::yuan(yuan)), grade);
    all
}

fn found(yuan: u32, grade: Option<Grade>, measured: Option<Measured>) -> Vec<Deviation> {
    let report = conclusion::Conclude { sanctions: fined(yuan, grade), measured, ..conclude() };
    let command = Command::ConcludeInvestigation(report);
    let events = given(with_evidence()).under(law()).when(UNIT_HEAD, command).events();
    let [Event::InvestigationConcluded(it)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(it.measured, measured);
    it.deviations.clone()
}

fn too_low() -> Deviation {
    Deviation {
        sanction: PartId::nth('S', 2),
        fine: Fen::yuan(50_000),
        side: Side::Below,
        violation: ViolationType::PlatformLicenceCheck,
        grade: Grade::Ordinary,
        range: FineRange { by: Measure::Amount, least: 60_000, most: 120_000 },
        measured: None,
        authority: cite("APL", "34"),
        confidence: Confidence::Demonstration,
    }
}

/// APL 34; PR 48, 56, 57.
#[test]
fn what_is_proposed_outside_the_benchmark_keeps_the_row_at_every_step() {
    assert_eq!(found(50_000, None, None), [too_low()]);
    assert_eq!(found(60_000, Some(Grade::Ordinary), None), []);
    assert_eq!(found(120_001, None, None)[0].side, Side::Above);
    let document = document(DocumentType::ProposalApproval);
    let approve = Approve { sanctions: sanctions(), serious_list: None, document };
    let events =
        given(reviewed()).under(law()).when(LEADER, Command::ApproveProposal(approve)).events();
    assert_eq!(events[0].fact().facets().deviations, [too_low()]);
    let notice = Command::ServePriorNotice(serve());
    let events = given(approved())
        .at("2022-12-12T15:00:00+08:00")
        .under(law())
        .when(HANDLER_LI, notice)
        .events();
    assert_eq!(events[0].fact().facets().deviations, [too_low()]);
    assert!(
        events[0]
            .fact()
            .sentence()
            .ends_with("；处罚S2（罚款50000元）低于裁量基准（一般处罚：60000元至120000元）")
    );
}

/// APL 34: whoever decides outside it says why.
#[test]
fn the_deciding_officer_answers_with_reasons() {
    let decided = |reasons: Option<&str>| {
        let reasons = reasons.map(Narrative::from);
        let decide = decision::Decide { deviation_reasons: reasons, ..decide() };
        let command = Command::DecidePenalty(decide);
        given(told()).at(DECISION_DAY).under(law()).when(LEADER, command)
    };
    for silent in [None, Some(" ")] {
        let refused = decided(silent).refusals();
        let [refused] = &refused[..] else { panic!("{refused:?}") };
        assert_eq!((refused.code, &refused.citation), (Code::Incomplete, &Some(cite("APL", "34"))));
        assert_eq!(refused.field, ["deviationReasons"]);
        assert_eq!(
            refused.message,
            "处罚S2（罚款50000元）低于裁量基准（一般处罚：60000元至120000元），请说明理由（演示数据）"
        );
    }
    let events = decided(Some("当事人主动赔付全部消费者")).events();
    let [Event::PenaltyDecided(it)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(it.deviations, [too_low()]);
    assert!(events[0].fact().sentence().ends_with("，理由：当事人主动赔付全部消费者"));
}

/// APL 34, 75.2: whoever alters a decision of the agency into a fine outside it says why, too.
#[test]
fn whoever_alters_outside_the_benchmark_answers_with_reasons() {
    let altered = |reasons: Option<&str>| {
        let deviation_reasons = reasons.map(Narrative::from);
        let alter = Alter { deviation_reasons, ..alter(30_000) };
        let command = Command::AlterDecision(alter);
        given(handed()).at("2023-03-01T10:00:00+08:00").under(law()).when(LEADER, command)
    };
    let refused = altered(None).refusals();
    let [refused] = &refused[..] else { panic!("{refused:?}") };
    assert_eq!((refused.code, &refused.citation), (Code::Incomplete, &Some(cite("APL", "34"))));
    let events = altered(Some("违法所得认定有误")).events();
    let [Event::DecisionAltered(it)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(it.deviations, [Deviation { fine: Fen::yuan(30_000), ..too_low() }]);
    assert!(events[0].fact().sentence().ends_with("，理由：违法所得认定有误"));
}

/// Appendix C, Q11: where no benchmark was read, nothing is asked and nothing is guessed.
#[test]
fn where_no_row_holds_nothing_is_compared() {
    let command = Command::DecidePenalty(decide());
    let events = given(told()).at(DECISION_DAY).when(LEADER, command).events();
    assert_eq!(events[0].fact().facets().deviations, []);
    assert_eq!(found(50_000, Some(Grade::Heavier), None), [], "no row of that grade");
}

/// A share is taken of what the report found, and of nothing else.
#[test]
fn a_benchmark_that_is_a_share_is_compared_where_the_report_says_of_what() {
    let lighter = Some(Grade::Lighter);
    assert_eq!(found(50_000, lighter, None), []);
    let goods = Measured { goods_value: Some(Fen::yuan(10_000)), unlawful_income: None };
    assert_eq!(found(50_000, lighter, Some(goods)), []);
    let income = Measured { unlawful_income: Some(Fen::yuan(10_000)), goods_value: None };
    let above = found(50_000, lighter, Some(income));
    assert_eq!((above[0].side, above[0].measured), (Side::Above, Some(Fen::yuan(10_000))));
    assert_eq!(found(30_000, lighter, Some(income)), []);
}

/// What is missing names the sanction, and no sum of the internal file, until it is decided.
#[test]
fn a_proposal_outside_the_benchmark_is_missing_its_reasons() {
    let lacking = |history: History| {
        let missing = case(&history).missing(jiff::civil::date(2022, 12, 13), law());
        missing.into_iter().map(|it| it.text).find(|it| it.contains("裁量基准"))
    };
    let report = Command::ConcludeInvestigation(conclude());
    let concluded = given(with_evidence()).under(law()).and(UNIT_HEAD, report);
    let wanted = "拟作出的处罚S2超出裁量基准，作出处罚决定时应当说明理由（演示数据）";
    assert_eq!(lacking(concluded).as_deref(), Some(wanted));
    assert_eq!(lacking(told()), None);
    assert_eq!(lacking(investigating()), None);
}

proptest! {
    /// A fine deviates where it lies below the least sum or above the most, and nowhere else.
    #[test]
    fn a_fine_deviates_exactly_outside_the_range(yuan in 1_u32..300_000) {
        let outside = !(60_000..=120_000).contains(&yuan);
        prop_assert_eq!(!found(yuan, None, None).is_empty(), outside);
    }
}
