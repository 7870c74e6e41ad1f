//! A rulebook that lies over what is built in: what is read, and what is named where it is not.

use std::fs;

use super::*;

const MONEY: &str = "[[threshold]]\nfigure = \"LOWER_FINE\"\nyuan = 5000\nscope = \"51\"\n\
    from = \"2021-09-01\"\nauthority = \"PUB 13\"\nconfidence = \"DEMONSTRATION\"\n";

const POWER: &str = "[[power]]\nitem = \"SCJG-CF-009\"\nname = \"试\"\nkind = \"PENALTY\"\n\
    levels = [\"COUNTY\"]\nsystem = \"AMR\"\nbasis = [\"PR 8\"]\nfrom = \"2019-04-01\"\n\
    authority = \"PR 8\"\nconfidence = \"DESIGN\"\n";

const GROUP: &str = "[[group]]\nlevel = \"PROVINCE\"\nsystem = \"AMR\"\nfrom = \"2019-01-01\"\n\
    authority = { instrument = \"PR\", article = \"7\" }\nconfidence = \"DESIGN\"\n\
    remedies = [{ from = \"2019-01-01\", authority = { instrument = \"ARL\", article = \"24\" }, \
    confidence = \"VERIFIED\" }]\nagencies = [{ code = \"SC_AMR\", name = \"四川省市场监督管理局\", \
    short = \"省局\", division = \"510000\", organ = \"川市监\", body = \"四川省人民政府\" }]\n";

/// The law with one file in the folder that lies over it.
fn over(name: &str, text: &str) -> Result<Rulebook, StartError> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    law(Some(folder.path()))
}

#[test]
fn a_folder_lies_over_what_is_built_in_and_gives_the_law_another_digest() {
    let figures = over("thresholds.toml", MONEY).unwrap();
    assert_eq!(figures.sources().last().unwrap().1, MONEY);
    assert_ne!(figures.digest(), law(None).unwrap().digest());
    assert!(over("powers.toml", POWER).is_ok());
    assert!(over("agencies.toml", GROUP).is_ok());
}

/// The start stops, and says in which file and under which key.
#[test]
fn each_flaw_of_a_folder_is_named_by_file_and_key() {
    let flaws = [
        ("timers.tom", MONEY, "timers.tom: `file name`: no part of the rulebook"),
        ("thresholds.toml.new", MONEY, "thresholds.toml.new: `file name`: no part"),
        ("README", "", "README: `file name`: no part of the rulebook is called so"),
        (
            "thresholds.toml",
            &MONEY.replace("PUB 13", "XX 13"),
            "thresholds.toml: `LOWER_FINE`: `XX` is not in instruments.toml",
        ),
        (
            "powers.toml",
            &POWER.replace("\"AMR\"", "\"ARM\""),
            "powers.toml: `SCJG-CF-009`: unknown variant `ARM`",
        ),
        (
            "powers.toml",
            &POWER.replace("system = \"AMR\"", "agencies = [\"SC_AMT\"]"),
            "powers.toml: `SCJG-CF-009`: agency `SC_AMT` is not in agencies.toml",
        ),
        (
            "powers.toml",
            &POWER.replace("COUNTY", "SUB_OFFICE"),
            "powers.toml: `SCJG-CF-009`: `levels`: PROVINCE, CITY, COUNTY",
        ),
        (
            "agencies.toml",
            &GROUP.replace("\"PR\"", "\"XXX\""),
            "agencies.toml: `SC_AMR`: `XXX` is not in instruments.toml",
        ),
        (
            "agencies.toml",
            &GROUP.replace("\"ARL\"", "\"YYY\""),
            "agencies.toml: `SC_AMR`: `YYY` is not in instruments.toml",
        ),
    ];
    for (name, text, problem) in flaws {
        let refused = over(name, text).unwrap_err().to_string();
        assert!(refused.starts_with("the rulebook is flawed: "), "{refused}");
        assert!(refused.contains(problem), "{refused} lacks {problem}");
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("old")).unwrap();
    let refused = law(Some(folder.path())).unwrap_err().to_string();
    assert!(refused.contains("old, of the rulebook, can't be read"), "{refused}");
    assert!(law(Some(&folder.path().join("absent"))).is_err());
}
