//! The rulebook that is built in, what may lie over it, and how each flaw is named.

use jiff::civil::date;

use super::*;
use crate::{Role, citation::cite, clock::Bound};

fn law() -> Rulebook {
    Rulebook::builtin().unwrap()
}

fn over(file: &str, text: &str) -> Result<Rulebook, RulebookError> {
    Rulebook::load(&[(file.to_owned(), text.to_owned())])
}

fn refusal(file: &str, text: &str) -> String {
    over(file, text).unwrap_err().to_string()
}

const DAY: jiff::civil::Date = date(2023, 6, 1);

fn timer(rule: &str, rest: &str) -> String {
    let own = "n = 9\nunit = \"WORKING_DAYS\"\nbound = \"AGENCY\"\non-expiry = \"ALERT\"";
    format!("[[timer]]\nrule = \"{rule}\"\n{own}\nconfidence = \"VERIFIED\"\n{rest}\n")
}

#[test]
fn articles_are_cited_as_official_documents_cite_them() {
    let law = law();
    assert_eq!(law.cite(&cite("PR", "19")), "《市场监督管理行政处罚程序规定》第十九条");
    let row = law.procedural(Timer::PubDual, DAY, "").unwrap();
    assert!(law.cite(&row.authority).ends_with("指导意见》"));
    assert_eq!(law.cite(&cite("XX", "1")), "XX 1");
}

#[test]
fn a_row_is_looked_up_by_the_day_of_the_act() {
    let law = law();
    let row = law.procedural(Timer::LeadVerify, DAY, "510104").unwrap();
    assert_eq!((row.value.n, row.value.unit), (15, crate::clock::Unit::WorkingDays));
    assert_eq!(law.procedural(Timer::LeadVerify, date(2019, 3, 31), ""), None);
}

/// The procedure as it was before the revision of 2021, as far as anybody recalls it.
#[test]
fn every_rule_of_the_procedure_holds_from_the_day_of_its_instrument() {
    let law = law();
    for timer in Timer::STARTED.iter().filter(|it| it.has_a_figure()) {
        let row = law.procedural(*timer, date(2021, 7, 1), "510104");
        let later = matches!(
            timer,
            Timer::PubGsxtSame
                | Timer::PubGsxtPush
                | Timer::PubGsxtHost
                | Timer::PubWithdraw
                | Timer::PubCorrect
                | Timer::ShareCorrect
        );
        let since_2024 =
            matches!(timer, Timer::ReconReplySimple | Timer::ReconSimple | Timer::ReconForward);
        assert_eq!(
            row.is_none(),
            later || since_2024,
            "{timer}: publicity, the sharing of data and the reconsideration of 2024 came with rules of their own"
        );
    }
    let old = law.procedural(Timer::NoticeState, date(2021, 7, 14), "").unwrap();
    assert_eq!((old.value.n, old.confidence), (3, Confidence::Uncertain));
    assert_eq!(law.procedural(Timer::NoticeState, date(2021, 7, 15), "").unwrap().value.n, 5);
    for quantity in Quantity::ALL {
        let absent = law.quantity(quantity, date(2021, 7, 1), "").is_none();
        let later = [Quantity::FirstViolationYears, Quantity::ListConsentLevels];
        assert_eq!(absent, later.contains(&quantity), "{}", quantity.id());
    }
}

/// What no act starts yet is data: each rule holds today, but those whose regime has ended, and those of which
/// restoration.toml says by regime how long they are.
#[test]
fn the_rule_pack_of_the_procedure_is_whole() {
    let law = law();
    let today = date(2026, 6, 30);
    let none = |it: &&Timer| it.has_a_figure() && law.procedural(**it, today, "510104").is_none();
    let ended: Vec<_> = Timer::ALL.iter().filter(none).copied().collect();
    assert_eq!(ended, [Timer::PubStopLight, Timer::PubStopOther], "CR25 took their place");
    let row = law.procedural(Timer::PubStopModerate, today, "").unwrap();
    assert_eq!((row.value.n, row.confidence), (1, Confidence::Recalled));
    assert_eq!(row.authority, cite("CR25", "0"));
    let row = law.procedural(Timer::PubStopLight, date(2025, 12, 24), "").unwrap();
    assert_eq!(row.value.on_expiry, OnExpiry::PublicityEnds);
    let seized = law.procedural(Timer::MeasureSeize, today, "").unwrap();
    assert_eq!(seized.value.on_expiry, OnExpiry::HeldWithoutBasis, "it doesn't end by itself");
    assert_eq!(law.procedural(Timer::CourtRule, today, "").unwrap().value.bound, Bound::Court);
}

/// Every calendar year names its notice, and an instrument without a first day says why.
#[test]
fn years_and_instruments_say_where_they_come_from() {
    let law = law();
    let year = law.calendar().year(2026).unwrap();
    assert_eq!(law.cite(&year.authority), "《国务院办公厅关于2026年部分节假日安排的通知》");
    assert_eq!(year.confidence, Confidence::Recalled);
    let undated = "[[instrument]]\nid = \"XX\"\ntitle = \"试\"\nnumber = \"试\"\n\
                   confidence = \"UNCERTAIN\"\n";
    let refused = refusal("instruments.toml", undated);
    assert_eq!(refused, "instruments.toml: `XX`: `from`, or `undated` and why");
    let text = include_str!("../../rulebook/calendar.toml").replacen("HOL22", "HOL02", 1);
    assert_eq!(
        refusal("calendar.toml", &text),
        "calendar.toml: `2022`: `HOL02` is not in instruments.toml"
    );
}

#[test]
fn hearing_thresholds_are_national_and_recalled() {
    let figure = law().figure(Threshold::HearingFinePerson, DAY, "510104").unwrap();
    assert_eq!(figure.amount, Fen::yuan(10_000));
    assert_eq!(figure.confidence, Confidence::Recalled);
    let figure = law().figure(Threshold::HearingFineOrganisation, DAY, "").unwrap();
    assert_eq!(figure.amount, Fen::yuan(100_000));
}

#[test]
fn what_nobody_has_read_is_absent() {
    assert_eq!(law().figure(Threshold::LowerFine, DAY, "510104"), None);
    assert_eq!(law().quantity(Quantity::FirstViolationYears, DAY, "510104"), None);
}

#[test]
fn demonstration_figures_lie_over_the_law_and_say_what_they_are() {
    let text = include_str!("../../../fixtures/rulebook-demo/thresholds.toml");
    let law = over("thresholds.toml", text).unwrap();
    let figure = law.figure(Threshold::LowerFine, DAY, "510104").unwrap();
    assert_eq!(figure.confidence, Confidence::Demonstration);
    let years = law.quantity(Quantity::FirstViolationYears, DAY, "510104").unwrap();
    assert_eq!(years.amount, 2);
    assert_eq!(law.figure(Threshold::LowerFine, DAY, "310101"), None, "Shanghai's is not known");
    assert_eq!(law.sources().last().unwrap().1, text);
}

#[test]
fn a_provincial_row_wins() {
    let text = "[[threshold]]\nfigure = \"HEARING_FINE_PERSON\"\nyuan = 5000\nscope = \"51\"\n\
                from = \"2022-01-01\"\nauthority = \"HR 5\"\nconfidence = \"UNCERTAIN\"\n";
    let law = over("thresholds.toml", text).unwrap();
    let amount =
        |on, division| law.figure(Threshold::HearingFinePerson, on, division).unwrap().amount;
    assert_eq!(amount(DAY, "510104"), Fen::yuan(5_000));
    assert_eq!(amount(DAY, "310101"), Fen::yuan(10_000));
    assert_eq!(amount(date(2021, 12, 31), "510104"), Fen::yuan(10_000));
}

#[test]
fn a_row_that_lies_over_another_replaces_it_for_its_own_time() {
    let rest = "from = \"2024-01-01\"\nto = \"2024-12-31\"\nauthority = \"PR 18\"";
    let law = over("timers.toml", &timer("LEAD.VERIFY", rest)).unwrap();
    let n = |on| law.procedural(Timer::LeadVerify, on, "").unwrap().value.n;
    let days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)];
    assert_eq!(days.map(n), [15, 9, 9, 15]);
}

#[test]
fn overlapping_rows_are_refused() {
    let rows = timer("LEAD.VERIFY", "from = \"2024-01-01\"\nauthority = \"PR 18\"")
        + &timer("LEAD.VERIFY", "from = \"2025-01-01\"\nauthority = \"PR 18\"");
    assert_eq!(
        refusal("timers.toml", &rows),
        "timers.toml: `LEAD.VERIFY`: two rows overlap on 2025-01-01"
    );
}

#[test]
fn a_gap_between_rows_is_refused() {
    let rest = "from = \"2018-01-01\"\nto = \"2018-12-31\"\nauthority = \"PR 18\"";
    let refused = refusal("timers.toml", &timer("LEAD.VERIFY", rest));
    assert_eq!(
        refused,
        "timers.toml: `LEAD.VERIFY`: no row holds from 2019-01-01 until 2019-04-01"
    );
}

#[test]
fn each_flaw_is_named_by_file_and_key() {
    let dated = "from = \"2024-01-01\"\nauthority = \"PR 18\"";
    let flaws = [
        (timer("LEAD.VERIFI", dated), "unknown variant `LEAD.VERIFI`"),
        (timer("LEAD.VERIFY", &format!("{dated}\nuntil = 1")), "unknown field `until`"),
        (timer("LEAD.VERIFY", "from = \"2024-01-01\"\nauthority = \"XX 18\""), "`XX` is not in"),
        (
            timer("LEAD.VERIFY", "from = \"2024-01-01\"\nauthority = \"PR 999\""),
            "`PR 999` does not exist: PR has 87 articles",
        ),
        (
            timer(
                "LEAD.VERIFY",
                &format!("{dated}\nextension = {{ by = 9, authority = \"APL 87\" }}"),
            ),
            "`APL 87` does not exist",
        ),
        (
            timer("LEAD.VERIFY", "from = \"2024-01-01\"\nauthority = \"十八\""),
            "not an instrument id",
        ),
        (timer("LEAD.VERIFY", "authority = \"PR 18\""), "missing field `from`"),
        (timer("LEAD.VERIFY", &format!("{dated}\nto = \"2023-01-01\"")), "ends before it begins"),
        (timer("LEAD.VERIFY", &format!("{dated}\nroll = true")), "`roll` is for calendar days"),
        (timer("LEAD.VERIFY", &format!("{dated}\nscope = \"四川\"")), "is not a scope"),
        (
            timer("LEAD.VERIFY", &format!("{dated}\nscope = \"5199\"")),
            "no agency of the register lies in `5199`",
        ),
    ];
    for (text, problem) in flaws {
        let refused = refusal("timers.toml", &text);
        assert!(refused.starts_with("timers.toml: `LEAD.VERIF"), "{refused}");
        assert!(refused.contains(problem), "{refused} lacks {problem}");
    }
    assert!(refusal("timers.toml", "[[timer]\n").starts_with("timers.toml: `line 1`: "));
    assert_eq!(
        refusal("timers.toml", "[[timers]]\n"),
        "timers.toml: `timers`: nothing is known by this name"
    );
    assert_eq!(
        refusal("timer.toml", ""),
        "timer.toml: `file name`: no part of the rulebook is called so"
    );
    assert!(refusal("timers.toml", "[[timer]]\nn = 1").contains("a row has no `rule`"));
}

/// What is looked up for the whole country has no row of a province, which would never count; and a figure that no
/// law has is a slip.
#[test]
fn a_row_that_would_never_count_or_cannot_be_meant_is_refused_at_start() {
    let dated = "from = \"2026-01-01\"\nconfidence = \"DEMONSTRATION\"\n";
    let quantity = |of: &str, n: u32, article: &str, scope: &str| {
        format!("[[quantity]]\nof = \"{of}\"\nn = {n}\nauthority = \"{article}\"\n{scope}{dated}")
    };
    let provincial = "scope = \"51\"\n";
    for of in ["LIABLE_AGE", "FULL_AGE"] {
        let refused = refusal("thresholds.toml", &quantity(of, 16, "APL 30", provincial));
        let told = "`scope`: the ages of APL 30 are the same everywhere";
        assert_eq!(refused, format!("thresholds.toml: `{of}`: {told}"));
        assert!(over("thresholds.toml", &quantity(of, 16, "APL 30", "")).is_ok());
    }
    let late = "from = \"2026-01-01\"\nauthority = \"PR 79\"";
    let refused = refusal("timers.toml", &timer("ENTRY.LATE", &format!("{late}\n{provincial}")));
    let told =
        "timers.toml: `ENTRY.LATE`: `scope`: an entry is late after the same time everywhere";
    assert_eq!(refused, told);
    assert!(over("timers.toml", &timer("ENTRY.LATE", late)).is_ok());
    let slips = [("SURCHARGE_PERCENT", 4_000_000_000, "PR 75"), ("OFFICERS_MIN", 0, "APL 42")];
    for (of, n, article) in slips {
        let refused = refusal("thresholds.toml", &quantity(of, n, article, ""));
        assert!(
            refused.starts_with(&format!("thresholds.toml: `{of}`: `n` is at least ")),
            "{refused}"
        );
    }
    let endless = timer("LEAD.VERIFY", late).replace("n = 9\n", "n = 4000000000\n");
    let told = "timers.toml: `LEAD.VERIFY`: `n` is at least 1 and at most 10000";
    assert_eq!(refusal("timers.toml", &endless), told);
}

/// 经办人陈述 stands in an act with its source; no file can say it.
#[test]
fn no_file_says_what_an_officer_states() {
    let row = timer("LEAD.VERIFY", "from = \"2024-01-01\"\nauthority = \"PR 18\"");
    let confidence = row.lines().find(|it| it.starts_with("confidence")).unwrap();
    let refused =
        refusal("timers.toml", &row.replace(confidence, "confidence = \"OFFICER_STATED\""));
    assert!(refused.starts_with("timers.toml: `LEAD.VERIFY`: `OFFICER_STATED` is"), "{refused}");
}

/// Whatever file cites it; an instrument whose text was not at hand is believed.
#[test]
fn an_article_that_an_instrument_does_not_have_is_refused_at_start() {
    let power = include_str!("../../rulebook/powers.toml").replacen("\"PR 7\"", "\"PR 88\"", 1);
    let refused = refusal("powers.toml", &power);
    assert!(refused.ends_with("`PR 88` does not exist: PR has 87 articles"), "{refused}");
    let figure = "[[threshold]]\nfigure = \"LOWER_FINE\"\nyuan = 1\nfrom = \"2022-01-01\"\n\
                  confidence = \"RECALLED\"\n";
    let cited = |article: &str| format!("{figure}authority = \"{article}\"\n");
    assert_eq!(
        refusal("thresholds.toml", &cited("PUB 20")),
        "thresholds.toml: `LOWER_FINE`: `PUB 20` does not exist: PUB has 19 articles"
    );
    assert!(over("thresholds.toml", &cited("HR 500")).is_ok());
}

#[test]
fn unknown_roles_and_capabilities_are_refused() {
    let row = |capability: &str, role: &str| {
        format!(
            "[[grant]]\ncapability = \"{capability}\"\nroles = [\"{role}\"]\nfrom = \
             \"2024-01-01\"\nauthority = \"PR 18\"\nconfidence = \"DESIGN\"\n"
        )
    };
    let refused = refusal("roles.toml", &row("INVESTIGATE", "BOSS"));
    assert!(refused.starts_with("roles.toml: `INVESTIGATE`: unknown variant `BOSS`"), "{refused}");
    let refused = refusal("roles.toml", &row("RULE", "HANDLER"));
    assert!(refused.starts_with("roles.toml: `RULE`: unknown variant `RULE`"), "{refused}");
}

#[test]
fn a_rule_that_the_program_knows_and_the_file_lacks_is_refused() {
    let mut law = law();
    law.timers = Table::new(timers::FILE);
    assert_eq!(
        law.check().unwrap_err().to_string(),
        "timers.toml: `LEAD.VERIFY`: the rule is missing"
    );
    let mut law = self::law();
    law.grants = Table::new(roles::FILE);
    let refused = law.check().unwrap_err().to_string();
    assert_eq!(refused, "roles.toml: `REGISTER_LEAD`: no role has it");
}

/// APL 37: 从旧兼从轻.
#[test]
fn the_law_of_the_violation_applies_unless_the_later_one_is_lighter() {
    let years = |law: &Rulebook, violated, decided| {
        law.substantive(Timer::LimitationLong, violated, decided, "").unwrap().value.n
    };
    let law = law();
    assert_eq!(years(&law, date(2020, 5, 1), date(2023, 5, 1)), 2);
    assert_eq!(years(&law, date(2022, 5, 1), date(2026, 5, 1)), 5);
    let shorter = "[[timer]]\nrule = \"LIMITATION.LONG\"\nn = 3\nunit = \"YEARS\"\n\
        bound = \"AGENCY\"\non-expiry = \"BARS_FILING\"\nfrom = \"2026-01-01\"\n\
        authority = \"APL 36\"\nconfidence = \"DEMONSTRATION\"\n";
    let law = Rulebook::load(&[(timers::FILE.to_owned(), shorter.to_owned())]).unwrap();
    assert_eq!(years(&law, date(2022, 5, 1), date(2026, 5, 1)), 3);
    assert_eq!(years(&law, date(2022, 5, 1), date(2025, 5, 1)), 5);
}

/// An overlay replaces what is said of an agency, and leaves the others.
#[test]
fn agencies_are_laid_over_like_every_other_row() {
    let text = "[[group]]\nlevel = \"PROVINCE\"\nsystem = \"AMR\"\nfrom = \"2019-01-01\"\n\
        authority = { instrument = \"PR\", article = \"7\" }\nconfidence = \"DEMONSTRATION\"\n\
        remedies = [{ from = \"2019-01-01\", authority = { instrument = \"ARL\", article = \"24\" }, confidence = \"VERIFIED\" }]\n\
        agencies = [{ code = \"SC_AMR\", name = \"四川省市场监督管理局\", short = \"省局\", \
        division = \"510000\", organ = \"川市管\", body = \"四川省人民政府\" }]\n";
    let law = Rulebook::load(&[(crate::agency::FILE.to_owned(), text.to_owned())]).unwrap();
    let agency = |code: &str| law.agencies().on(&code.parse().unwrap(), DAY).cloned();
    assert_eq!(agency("SC_AMR").unwrap().organ_characters.as_deref(), Some("川市管"));
    assert!(agency("SC_MPA").is_some());
    let typo = text.replace("organ =", "organs =");
    let refused = Rulebook::load(&[(crate::agency::FILE.to_owned(), typo)]).unwrap_err();
    assert_eq!((refused.file.as_str(), refused.key.as_str()), ("agencies.toml", "group"));
}

#[test]
fn roles_give_what_the_law_gives_them() {
    let law = law();
    assert!(law.grants(Role::AgencyLeader, Capability::DecideForAgency, DAY));
    assert!(!law.grants(Role::UnitHead, Capability::DecideTogether, DAY));
    assert!(!law.grants(Role::Handler, Capability::ReviewLegality, DAY));
    assert_eq!(law.roles_for(Capability::ReviewLegality, DAY), [Role::LegalReviewer]);
    assert_eq!(law.roles_for(Capability::ReviewLegality, date(2018, 1, 1)), []);
}

#[test]
fn a_power_covers_those_who_have_it() {
    let law = law();
    let item = |code: &str| law.power(&code.parse().unwrap(), DAY).unwrap();
    let penalty = item("SCJG-CF-001");
    assert_eq!(penalty.value.kind, PowerKind::Penalty);
    let agency = |code: &str| law.agencies().on(&code.parse().unwrap(), DAY).unwrap();
    assert!(penalty.covers(agency("COUNTY_510104_AMR")));
    assert!(!penalty.covers(agency("SC_TAX")));
    assert!(!penalty.covers(agency("JOINT_COUNCIL_ONLINE")));
    assert!(item("SCYJ-CF-001").covers(agency("SC_MPA")));
    assert!(law.power(&"SCJG-CF-999".parse().unwrap(), DAY).is_none());
}

#[test]
fn figures_are_called_in_the_file_as_in_the_program() {
    for threshold in Threshold::ALL {
        assert_eq!(serde_json::to_value(threshold).unwrap(), threshold.id());
    }
    for quantity in Quantity::ALL {
        assert_eq!(serde_json::to_value(quantity).unwrap(), quantity.id());
    }
    for timer in Timer::ALL {
        assert_eq!(serde_json::to_value(timer).unwrap(), timer.id());
    }
}
