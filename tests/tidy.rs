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
    let may =
        ["/store/src/embedded", "/store/src/keys", "/store/src/verify.rs", "/projections/src"];
    nobody_else_knows("rusqlite", &may);
}

#[test]
fn only_one_backend_knows_kurrentdb() {
    nobody_else_knows("kurrentdb::", &["/store/src/kurrent", "/store/benches"]);
}

/// No source but those names a crate; tests may.
fn nobody_else_knows(name: &str, may: &[&str]) {
    for file in sources() {
        let path = file.to_string_lossy().into_owned();
        if path.contains("/tests/") || may.iter().any(|it| path.contains(it)) {
            continue;
        }
        assert!(!fs::read_to_string(&file).unwrap().contains(name), "{path} knows {name}");
    }
}

#[test]
fn chinese_is_written_in_simplified_characters() {
    assert!(!is_simplified('\u{8655}') && is_simplified('处'));
    let texts =
        ["domain", "store", "projections", "api", "fixtures", "tests"].map(|it| under(it, TEXTS));
    let own = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "schema.graphql"];
    let own = own.map(|it| Path::new(ROOT).join(it));
    for file in texts.into_iter().flatten().chain(own) {
        let text = fs::read_to_string(&file).unwrap();
        let found = text.chars().find(|it| !is_simplified(*it));
        assert_eq!(found, None, "{}", file.display());
    }
}

/// What holds text that people read.
const TEXTS: &[&str] = &["rs", "toml", "md", "json", "html", "css", "js", "mjs", "snap"];

/// GB 2312 has the simplified characters and no traditional one. GBK, which has both, keeps them where
/// GB 2312 put them: rows from 0xB0, cells from 0xA1.
fn is_simplified(character: char) -> bool {
    if !('\u{3400}'..='\u{9fff}').contains(&character) {
        return true;
    }
    let mut text = [0; 4];
    let (bytes, _, unknown) = encoding_rs::GBK.encode(character.encode_utf8(&mut text));
    !unknown && bytes[0] >= 0xB0 && bytes[1] >= 0xA1
}

fn sources() -> Vec<PathBuf> {
    let folders = ["domain/src", "store/src", "projections/src", "api/src", "tests"];
    folders.into_iter().flat_map(|it| under(it, &["rs"])).collect()
}

/// The files in a folder of the project whose names end in one of `endings`.
pub fn under(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let ends = |it: &PathBuf| {
        it.extension().and_then(|it| it.to_str()).is_some_and(|it| endings.contains(&it))
    };
    files(&Path::new(ROOT).join(folder)).into_iter().filter(ends).collect()
}

/// Every file in a folder but those of packages that were installed.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_owned()], vec![]);
    while let Some(within) = folders.pop() {
        for path in fs::read_dir(within).unwrap().map(|it| it.unwrap().path()) {
            if path.is_dir() && !path.ends_with("node_modules") {
                folders.push(path);
            } else if path.is_file() {
                files.push(path);
            }
        }
    }
    files
}
