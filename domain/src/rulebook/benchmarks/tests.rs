//! What the benchmarks say, and how each flaw of them is named.

use jiff::civil::date;

use super::*;

const DEMONSTRATION: &str = include_str!("../../../../fixtures/rulebook-demo/benchmarks.toml");
const DAY: Date = date(2024, 6, 3);

fn over(text: &str) -> Result<Rulebook, RulebookError> {
    Rulebook::load(&[(FILE.to_owned(), text.to_owned())])
}

fn row(rule: &str, fine: &str, scope: &str) -> String {
    format!(
        "[[benchmark]]\nrule = \"{rule}\"\nfine = {{ {fine} }}\n{scope}\nfrom = \"2021-07-15\"\n\
         authority = \"APL 34\"\nconfidence = \"DESIGN\"\n"
    )
}

fn refusal(rows: &[String]) -> String {
    over(&rows.concat()).unwrap_err().to_string()
}

fn fraud(grade: Grade) -> BenchmarkRule {
    BenchmarkRule { violation: ViolationType::PriceFraud, grade }
}

/// APL 34; Appendix C, Q11.
#[test]
fn no_benchmark_is_built_in_and_those_of_the_demonstration_say_what_they_are() {
    assert_eq!(Rulebook::builtin().unwrap().benchmarks().count(), 0);
    let law = over(DEMONSTRATION).unwrap();
    let found = law.benchmark(fraud(Grade::Ordinary), DAY, "510104").unwrap();
    assert_eq!(found.confidence, crate::rulebook::Confidence::Demonstration);
    assert_eq!(found.value.fine.text(), "违法所得的100%至300%");
    assert_eq!(
        law.benchmark(fraud(Grade::Ordinary), DAY, "330106"),
        None,
        "Zhejiang's is not known"
    );
    assert_eq!(law.benchmark(fraud(Grade::Ordinary), date(2021, 7, 14), "510104"), None);
    assert_eq!(law.benchmark(fraud(Grade::Mitigated), DAY, "510104"), None);
}

/// APL 34: a bureau may have a benchmark of its own.
#[test]
fn the_narrower_division_wins() {
    let province =
        row("PRICE_FRAUD.ORDINARY", "by = \"AMOUNT\", least = 1, most = 2", "scope = \"51\"");
    let own =
        row("PRICE_FRAUD.ORDINARY", "by = \"AMOUNT\", least = 3, most = 4", "scope = \"510104\"");
    let law = over(&[province, own].concat()).unwrap();
    let least =
        |division| law.benchmark(fraud(Grade::Ordinary), DAY, division).unwrap().value.fine.least;
    assert_eq!((least("510104"), least("510107")), (3, 1));
}

#[test]
fn a_share_needs_what_it_is_measured_by() {
    let range = FineRange { by: Measure::UnlawfulIncome, least: 100, most: 300 };
    assert_eq!(range.sums(None), None);
    let sums = (Fen::yuan(1_000), Fen::yuan(3_000));
    assert_eq!(range.sums(Some(Fen::yuan(1_000))), Some(sums));
    let range = FineRange { by: Measure::Amount, least: 1_000, most: 3_000 };
    assert_eq!((range.sums(None), range.text().as_str()), (Some(sums), "1000元至3000元"));
}

#[test]
fn each_flaw_is_named_by_file_and_row() {
    let amount = |least, most| format!("by = \"AMOUNT\", least = {least}, most = {most}");
    let sichuan = "scope = \"51\"";
    let upside_down = row("PRICE_FRAUD.LIGHTER", &amount(2, 1), sichuan);
    assert_eq!(
        refusal(&[upside_down]),
        "benchmarks.toml: `PRICE_FRAUD.LIGHTER`: `fine`: `least` ≤ `most`, and `most` above 0"
    );
    let lighter = row("PRICE_FRAUD.LIGHTER", &amount(5, 9), sichuan);
    let milder = row("PRICE_FRAUD.HEAVIER", &amount(4, 10), sichuan);
    assert_eq!(
        refusal(&[lighter, milder]),
        "benchmarks.toml: `PRICE_FRAUD.HEAVIER`: `fine`: milder than `PRICE_FRAUD.LIGHTER`, which is the milder grade"
    );
    let share =
        row("PRICE_FRAUD.LIGHTER", "by = \"GOODS_VALUE\", least = 1, most = 10001", sichuan);
    assert_eq!(
        refusal(&[share]),
        "benchmarks.toml: `PRICE_FRAUD.LIGHTER`: `fine`: at most 10000 per cent"
    );
    let nowhere = row("PRICE_FRAUD.LIGHTER", &amount(1, 2), "scope = \"99\"");
    assert!(refusal(&[nowhere]).ends_with("no agency of the register lies in `99`"));
    let unknown = row("PRICE_FRAUD.MILD", &amount(1, 2), sichuan);
    assert!(refusal(&[unknown]).contains("is not a type of violation and a grade"));
    let uncited = row("PRICE_FRAUD.LIGHTER", &amount(1, 2), sichuan).replace("APL 34", "APL 99");
    assert!(refusal(&[uncited]).ends_with("`APL 99` does not exist: APL has 86 articles"));
}
