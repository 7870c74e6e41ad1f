//! What the README shows is what the program answers: its queries and mutations are sent, in their order,
//! to the demonstration. `README=update cargo test -p stories readme` writes the answers anew.

use std::fs;

use api::{
    App,
    auth::{Bearer, OwnRecord},
    command::report_lines,
    demo, graphql, parts,
};
use async_graphql::{Executor as _, Request};
use serde_json::Value;
use store::{
    LogKind, Options,
    verify::{BYTES_ALONE, Way, verify},
};
use tempfile::TempDir;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");

/// An example: who asks what, and where its answer stands in the text.
struct Example<'a> {
    desk: &'a str,
    document: &'a str,
    answer: std::ops::Range<usize>,
}

#[tokio::test]
async fn the_readme_shows_what_the_program_answers() {
    let folder = tempfile::tempdir().unwrap();
    let app = demonstration(&folder).await;
    let text = fs::read_to_string(README).unwrap();
    let examples = examples(&text);
    assert!(examples.len() >= 8, "{} examples", examples.len());
    let mut answers = vec![];
    for example in &examples {
        answers.push(answer(&app, example).await);
    }
    let (cheat, cheated) = (told_of_the_cheat(&text), cheated(&folder, &text));
    if std::env::var("README").is_ok_and(|it| it == "update") {
        let pretty = |it| format!("{}\n", serde_json::to_string_pretty(it).unwrap());
        let answers = answers.iter().map(pretty).chain([cheated]);
        let places = examples.iter().map(|it| it.answer.clone()).chain([cheat]);
        let mut written = text.clone();
        for (place, answer) in places.zip(answers).collect::<Vec<_>>().into_iter().rev() {
            written.replace_range(place, &answer);
        }
        return fs::write(README, written).unwrap();
    }
    for (example, answer) in examples.iter().zip(&answers) {
        let shown: Value = serde_json::from_str(&text[example.answer.clone()]).unwrap();
        assert_eq!(&shown, answer, "{}", example.document);
    }
    assert_eq!(text[cheat], cheated);
}

async fn demonstration(folder: &TempDir) -> App {
    let clock = demo::scene::clock(folder.path(), None).unwrap();
    let options = Options::of(LogKind::Demo);
    let law = parts::law(None).unwrap();
    let (app, follower) = parts::open(folder.path(), &options, (law, clock)).unwrap();
    tokio::spawn(follower.run());
    demo::scene::set(&app, None, |_| ()).await.unwrap();
    app
}

/// What `verify-log` says of the demonstration once the README's statements were run on its log.
fn cheated(folder: &TempDir, text: &str) -> String {
    let begin = text.find("<<'SQL'\n").unwrap() + 8;
    let statements = &text[begin..begin + text[begin..].find("\nSQL").unwrap()];
    let log = rusqlite::Connection::open(folder.path().join("log.db")).unwrap();
    log.execute_batch(statements).unwrap();
    let way = Way { readable: &projections::readable, ..BYTES_ALONE };
    let report = verify(folder.path(), way).unwrap();
    assert_eq!(report.damage.len(), 3, "the statements change what the text says");
    format!("{}\n", report_lines(&report))
}

/// Where the README says what `verify-log` tells of the cheat; it comes after all examples.
fn told_of_the_cheat(text: &str) -> std::ops::Range<usize> {
    let from = text.find("\n```\nDAMAGED").unwrap() + 5;
    from..from + text[from..].find("```").unwrap()
}

/// Every `graphql` block with the `json` block that follows it.
fn examples(text: &str) -> Vec<Example<'_>> {
    let mut examples = vec![];
    let mut rest = 0;
    while let Some(begin) = text[rest..].find("\n```graphql").map(|it| rest + it + 11) {
        let line = begin + text[begin..].find('\n').unwrap();
        let end = line + text[line..].find("\n```").unwrap();
        let from = end + text[end..].find("```json\n").unwrap() + 8;
        let to = from + text[from..].find("```").unwrap();
        let desk = text[begin..line].trim();
        examples.push(Example { desk, document: text[line..end].trim(), answer: from..to });
        rest = to;
    }
    examples
}

async fn answer(app: &App, example: &Example<'_>) -> Value {
    if example.desk == "public" {
        let public = graphql::public::schema(app.clone());
        return serde_json::to_value(public.execute(Request::new(example.document)).await).unwrap();
    }
    let staff = demo::Staff::built_in().unwrap();
    let officer =
        |person: &str| Bearer::Officer(staff.viewer(&person.parse().unwrap(), None).unwrap());
    let bearer = match example.desk {
        "" => officer("P-0001"),
        "leader" => officer("P-0004"),
        "tax" => officer("P-0421"),
        "company" => Bearer::Party(OwnRecord { uscc: "91510000MA7NBRQT73".parse().unwrap() }),
        other => panic!("nobody sits at `{other}`"),
    };
    let schema = graphql::schema(app.clone());
    let answer = schema.execute(bearer.sends(Request::new(example.document))).await;
    serde_json::to_value(answer).unwrap()
}
