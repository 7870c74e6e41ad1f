//! What the command line takes, and what it refuses.

use clap::CommandFactory as _;

use domain::clock::Timer;

use super::{parse::pause, *};

fn read(line: &str) -> Result<Command, clap::Error> {
    Cli::try_parse_from(line.split(' ')).map(|it| it.command)
}

#[test]
fn the_command_line_is_consistent() {
    Cli::command().debug_assert();
}

#[test]
fn every_flag_can_be_set_in_the_environment() {
    for command in Cli::command().get_subcommands() {
        for flag in command.get_arguments() {
            let name = flag.get_id().as_str();
            let named =
                flag.get_env().is_some_and(|it| it.to_string_lossy().starts_with("ANJUAN_"));
            assert!(named || name == "help" || name == "version", "{name}");
        }
    }
}

#[test]
fn serving_needs_no_flag() {
    let Command::Serve(serve) = read("anjuan serve").unwrap() else { panic!("not serve") };
    assert_eq!(serve.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(serve.place.folder.data, PathBuf::from("./data"));
    assert_eq!((serve.body_bytes_max, serve.document_bytes_max), (1_048_576, 33_554_432));
}

#[test]
fn a_shared_log_comes_with_its_master_key_and_documents() {
    let whole = "anjuan serve --store kurrentdb://me:secret@a:1,b:2 --master-key k --documents d";
    let Command::Serve(serve) = read(whole).unwrap() else { panic!("not serve") };
    let shared = serve.place.shared.unwrap();
    assert_eq!(shared.store.to_string(), "kurrentdb://a:1,b:2");
    assert_eq!((shared.master_key, shared.documents), ("k".into(), "d".into()));
    for flag in ["--store kurrentdb://a:1", "--master-key k", "--documents d"] {
        let refused = read(&format!("anjuan serve {flag}")).unwrap_err().to_string();
        assert!(refused.contains("were not provided"), "{refused}");
    }
    let mistyped = "anjuan serve --store kurrentbd://me:secret@a:1 --master-key k --documents d";
    let refused = read(mistyped).unwrap_err().to_string();
    assert!(refused.contains("Unknown URL scheme: kurrentbd"), "{refused}");
    let Command::Serve(serve) = read("anjuan serve").unwrap() else { panic!("not serve") };
    assert!(serve.place.shared.is_none());
}

#[test]
fn a_key_belongs_to_an_issuer() {
    assert!(read("anjuan serve --token-key a.pem").is_err());
    assert!(read("anjuan serve --token-key a.pem --token-issuer https://id.example").is_ok());
}

#[test]
fn an_unknown_role_is_refused_with_those_that_there_are() {
    let refused = read("anjuan token --person P-0001 --agency SC_AMR --role BOSS").unwrap_err();
    assert!(refused.to_string().contains("LEGAL_REVIEWER"), "{refused}");
    let line = "anjuan token --person P-0001 --agency SC_AMR --role HANDLER --role INTAKE";
    let Command::Token(token) = read(line).unwrap() else { panic!("not token") };
    assert_eq!(token.bearer.roles, [Role::Handler, Role::Intake]);
}

#[test]
fn a_token_is_an_officers_or_a_partys() {
    let own = "anjuan token --uscc 92510104MA6T0X1D7T";
    let Command::Token(token) = read(own).unwrap() else { panic!("not token") };
    assert_eq!(token.bearer.uscc.unwrap().as_str(), "92510104MA6T0X1D7T");
    for line in [
        "anjuan token",
        "anjuan token --uscc 92510104MA6T0X1D7X",
        "anjuan token --uscc 92510104MA6T0X1D7T --person P-0001 --agency SC_AMR --role HANDLER",
        "anjuan token --person P-0001 --role HANDLER",
        "anjuan token --person P-0001 --agency SC_AMR",
    ] {
        assert!(read(line).is_err(), "{line}");
    }
}

#[test]
fn a_deadline_is_asked_for_in_one_line() {
    let line = "anjuan clock --rule CASE.DECIDE --start 2022-11-28T09:00:00+08:00 \
                --pause APPRAISAL:2022-12-01:2022-12-20 --pause SUSPENSION:2023-01-03 --extend";
    let Command::Clock(asked) = read(line).unwrap() else { panic!("not clock") };
    assert_eq!(asked.rule, Timer::CaseDecide);
    assert!(asked.extend);
    let twice = read(&format!("{line} --extend")).unwrap_err().to_string();
    assert!(twice.contains("cannot be used multiple times"), "{twice}");
    assert_eq!(asked.pauses[0].to, Some(jiff::civil::date(2022, 12, 20)));
    assert_eq!(asked.pauses[1].to, None);
}

#[test]
fn nothing_is_limited_to_nothing() {
    assert!(read("anjuan serve --body-bytes-max 1").is_ok());
    assert!(read("anjuan serve --body-bytes-max 0").is_err());
    assert!(read("anjuan serve --document-bytes-max 0").is_err());
}

#[test]
fn an_origin_is_a_scheme_and_a_host() {
    assert!(origin("https://console.example:8443").is_ok());
    assert!(origin("https://console.example/path").is_err());
    assert!(origin("*").is_err());
}

#[test]
fn a_pause_ends_after_it_began() {
    assert!(pause("APPRAISAL:2022-12-01:2022-12-02").is_ok());
    assert!(pause("APPRAISAL:2022-12-01:2022-12-01").unwrap_err().contains("after FROM"));
    assert!(pause("LUNCH:2022-12-01").unwrap_err().contains("SUSPENSION"));
}

#[test]
fn a_case_is_named_by_id_or_number() {
    let line = |case: &str| format!("anjuan show {case} --as HANDLER");
    let Command::Show(show) = read(&line("川市监立〔2026〕1号")).unwrap() else {
        panic!("not show")
    };
    assert!(matches!(show.case, CaseName::Number(_)));
    let Command::Show(show) = read(&line("95d05b11-ae23-5ef7-931b-702507e016d4")).unwrap() else {
        panic!("not show")
    };
    assert!(matches!(show.case, CaseName::Id(_)));
    assert!(read(&line("川市监立[2026]1号")).unwrap_err().to_string().contains("neither"));
}
