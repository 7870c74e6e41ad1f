//! Document numbers, as GB/T 9704 writes them (domain.md §8.4).

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::Agencies;

#[test]
fn numbers_read_as_they_are_written() {
    let own = ["川市监处罚〔2022〕1号", "锦市监不罚〔2023〕20号"];
    // 责改, 移, 催告, 约谈: what other organs, or other systems, allot (domain.md §8.4).
    let others = [
        "川市监发〔2022〕68号",
        "赤壁市监处罚〔2025〕179号",
        "锦市监责改〔2023〕7号",
        "川市监移〔2024〕3号",
        "川市监催告〔2024〕12号",
        "川市监约谈〔2022〕2号",
        "国办发〔2018〕118号",
    ];
    for text in own.into_iter().chain(others) {
        let number: DocumentNumber = text.parse().unwrap();
        assert_eq!(number.to_string(), text);
        assert_eq!(serde_json::to_value(&number).unwrap(), text);
    }
    let number: DocumentNumber = "川市监罚告〔2022〕3号".parse().unwrap();
    assert_eq!(number, DocumentNumber::new("川市监", NumberKind::PriorNotice, 2022, 3));
    assert!(number.is_allotted_to("川市监") && !number.is_allotted_to("川"));
    let other: DocumentNumber = "川市监责改〔2022〕3号".parse().unwrap();
    assert!(!other.is_allotted_to("川市监"), "its kind is not numbered here");
    for text in ["成公（网安）行罚决字〔2026〕124号", "川510104交罚〔2026〕12号"]
    {
        let number: DocumentNumber = text.parse().unwrap();
        assert_eq!(number.to_string(), text, "other systems name their organs so");
    }
}

#[test]
fn other_brackets_and_padding_are_refused() {
    for text in [
        "川市监处罚[2022]1号",
        "川市监处罚（2022）1号",
        "川市监处罚【2022】1号",
        "川市监处罚〔22〕1号",
        "川市监处罚〔0000〕1号",
        "川市监处罚〔0226〕1号",
        "川市监处罚〔1948〕1号",
        "川市监处罚〔2022〕01号",
        "川市监处罚〔2022〕0号",
        "川市监处罚〔2022〕第1号",
        "川市监处罚〔2022〕号",
        "川市监处罚〔2022〕1",
        "川市监处罚〔2022〕-1号",
        "川市监处罚〔2022〕99999999999号",
        "川市监处罚〔２０２２〕1号",
        "罚〔2022〕1号",
        "SC处罚〔2022〕1号",
        "510104交罚〔2022〕1号",
        "川市监处罚（一）〔2022〕1号",
        "成都市锦江区市场监督管理局市监处罚〔2022〕1号",
        "",
    ] {
        let refused = text.parse::<DocumentNumber>().unwrap_err();
        assert!(refused.to_string().contains("like 川市监处罚〔2022〕1号"), "{text}");
    }
}

/// `〔0000〕68号` was accepted once, and stored as `〔0〕68号`: such an event still decodes.
#[test]
fn a_year_that_was_stored_before_it_was_refused_reads_back() {
    for stored in ["川市监发〔0〕68号", "川市监发〔226〕68号", "川市监发〔0226〕68号"]
    {
        let number: DocumentNumber = serde_json::from_value(stored.into()).unwrap();
        let again = serde_json::to_value(&number).unwrap();
        assert_eq!(serde_json::from_value::<DocumentNumber>(again).unwrap(), number);
        assert!(number.to_string().parse::<DocumentNumber>().is_err(), "{stored}");
    }
}

#[test]
fn every_agencys_numbers_of_every_kind_read_back() {
    for agency in Agencies::builtin().unwrap().all_on(date(2023, 1, 1)) {
        let Some(organ) = &agency.organ_characters else { continue };
        for kind in NumberKind::ALL {
            let number = DocumentNumber::new(organ, kind, 2023, 12);
            assert_eq!(number.to_string().parse(), Ok(number));
        }
    }
}

proptest! {
    #[test]
    fn any_year_and_sequence_read_back(year in 1949_i16..10_000, sequence in 1_u32..) {
        let number = DocumentNumber::new("川市监", NumberKind::Filing, year, sequence);
        prop_assert_eq!(number.to_string().parse(), Ok(number));
    }

    #[test]
    fn no_text_makes_it_stumble(text in "[川市监处罚不立告]{1,8}〔[0-9]{0,5}〕[0-9 号]{0,8}号?") {
        if let Ok(number) = text.parse::<DocumentNumber>() {
            prop_assert_eq!(number.to_string(), text);
        }
    }
}
