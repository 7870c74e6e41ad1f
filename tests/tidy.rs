//! House rules that no lint knows.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The domain stays pure because nothing impure is within its reach.
const DOMAIN_MAY_USE: [&str; 5] = ["jiff", "serde", "thiserror", "toml", "uuid"];

/// Beyond this a file no longer fits in the head.
const LINES_MAX: usize = 400;

#[test]
fn the_domain_depends_on_nothing_that_does_io() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "-p", "domain", "-e", "normal", "--depth", "1", "--prefix", "none"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    let used: Vec<&str> = tree.lines().skip(1).filter_map(|it| it.split(' ').next()).collect();
    assert_eq!(used, DOMAIN_MAY_USE);
}

#[test]
fn every_file_says_what_it_is_and_fits_in_the_head() {
    for file in sources() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//!"), "{} does not say what it is for", file.display());
        let lines = text.lines().count();
        assert!(lines <= LINES_MAX, "{} has {lines} lines, {LINES_MAX} at most", file.display());
    }
}

#[test]
fn only_the_log_and_the_tables_know_sql() {
    for file in sources() {
        let path = file.to_string_lossy().into_owned();
        let may = [
            "/store/src/embedded",
            "/store/src/keys.rs",
            "/store/src/verify.rs",
            "/store/src/tampering.rs",
            "/projections/src",
            "/tests/",
        ];
        if may.iter().any(|it| path.contains(it)) {
            continue;
        }
        assert!(!fs::read_to_string(&file).unwrap().contains("rusqlite"), "{path} knows SQL");
    }
}

/// Characters that simplified texts never use, among those that the field's words would need.
const TRADITIONAL: &str =
    "處罰機關證聽審決書報當業務監視檢驗區縣議訴訟執繳納經營無許違單員調終結號與據";

#[test]
fn chinese_is_written_in_simplified_characters() {
    for file in sources().into_iter().filter(|it| !it.ends_with("tidy.rs")) {
        let text = fs::read_to_string(&file).unwrap();
        let found = text.chars().find(|it| TRADITIONAL.contains(*it));
        assert_eq!(found, None, "{}", file.display());
    }
}

fn sources() -> Vec<PathBuf> {
    let mut folders = ["domain/src", "store/src", "projections/src", "api/src", "tests"]
        .map(|it| Path::new(ROOT).join(it))
        .to_vec();
    let mut files = vec![];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                files.push(path);
            }
        }
    }
    files
}
