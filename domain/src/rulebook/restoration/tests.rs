//! Each flaw is refused at start, with file and key; what nobody has read is absent.

use jiff::civil::date;

use super::*;
use crate::restoration::{Class, Regime};

const ROW: &str = r#"
[[restoration]]
rule = "CR25.MODERATE"
wait = { n = 3, unit = "MONTHS", since = "PUBLICATION", authority = "CR25", confidence = "UNCERTAIN" }
decide = { n = 7, unit = "WORKING_DAYS", authority = "CR25", confidence = "RECALLED" }
from = "2026-06-01"
to = "2026-12-31"
authority = "CR25"
confidence = "RECALLED"
"#;

fn over(text: &str) -> Result<Rulebook, RulebookError> {
    Rulebook::load(&[(FILE.to_owned(), text.to_owned())])
}

#[test]
fn each_flaw_of_a_row_is_named_by_file_and_key() {
    assert!(over(ROW).is_ok());
    for (old, new, problem) in [
        ("n = 3", "n = 0", "1 to 100 units"),
        ("n = 7", "n = 101", "1 to 100 units"),
        ("decide =", "decides =", "unknown field `decides`"),
        ("CR25.MODERATE", "CR25.PENALTY", "the regime doesn't grade so"),
        ("CR25.MODERATE", "CR21.MINOR", "the regime doesn't grade so"),
        ("CR25.MODERATE", "CR25", "is not a regime"),
        ("\"PUBLICATION\"", "\"SERVICE\"", "unknown variant `SERVICE`"),
        ("\"CR25\", confidence = \"UNC", "\"XX 1\", confidence = \"UNC", "`XX` is not in"),
        ("to =", "scope = \"51\"\nto =", "the nation's"),
        ("decide = {", "accept = { extension = true,", "only the time to decide"),
    ] {
        assert!(ROW.contains(old), "{old}");
        let refused = over(&ROW.replacen(old, new, 1)).unwrap_err().to_string();
        assert!(refused.starts_with("restoration.toml: `C"), "{refused}");
        assert!(refused.contains(problem), "{refused} lacks {problem}");
    }
}

/// They are one regime's or another's, so that no file says how long they are for all.
#[test]
fn timers_name_no_period_that_regimes_set() {
    let row = "[[timer]]\nrule = \"RESTORE.ACCEPT\"\nn = 2\nunit = \"WORKING_DAYS\"\n\
               bound = \"AGENCY\"\non-expiry = \"ALERT\"\nfrom = \"2021-09-01\"\n\
               authority = \"CR21\"\nconfidence = \"RECALLED\"\n";
    let refused = Rulebook::load(&[("timers.toml".to_owned(), row.to_owned())]).unwrap_err();
    assert_eq!(refused.to_string(), "timers.toml: `RESTORE.ACCEPT`: restoration.toml says it");
}

/// Appendix C, Q3, Q4.
#[test]
fn figures_say_how_sure_they_are_and_what_nobody_has_read_is_absent() {
    let law = Rulebook::builtin().unwrap();
    let row = |regime, class, on| {
        law.restoration(RestorationRule { regime, class }, on).map(|it| it.value.clone())
    };
    let (cr25, ndrc) = (Regime::Cr25, Regime::Ndrc36);
    let moderate = row(cr25, Class::Moderate, date(2026, 1, 5)).unwrap();
    assert_eq!(moderate.bar, None);
    assert_eq!(moderate.accept.map(|it| (it.n, it.confidence)), Some((2, Confidence::Uncertain)));
    assert_eq!(moderate.decide.map(|it| (it.n, it.extension)), Some((7, false)));
    let abnormal = row(cr25, Class::AbnormalList, date(2026, 1, 5)).unwrap();
    assert_eq!((abnormal.wait, abnormal.decide), (None, None));
    let single = row(ndrc, Class::Moderate, date(2026, 4, 1)).unwrap();
    assert_eq!(single.accept.map(|it| it.n), Some(3));
    assert_eq!(single.decide.map(|it| (it.n, it.extension)), Some((10, true)));
    assert_eq!(single.bar.map(|it| (it.n, it.confidence)), Some((3, Confidence::Uncertain)));
    assert_eq!(row(Regime::Cr21, Class::Penalty, date(2025, 12, 25)), None);
    let every = law.restorations().filter(|it| it.value.effect.len() == Channel::ALL.len());
    assert_eq!(every.count(), law.restorations().count());
}
