//! Every case history of `fixtures/cases`, played as the demonstration plays them: each act is answered
//! as its history expects, what must hold holds, and the tables are those that the log gives.

use std::{collections::BTreeSet, fs, path::Path};

use api::{
    App,
    auth::{Bearer, OwnRecord, Viewer},
    clock::Clock,
    demo::{
        self, History, Player, Staff, acts,
        history::{Check, Opens},
        naming::Naming,
        scene,
    },
    graphql, parts,
};
use async_graphql::{Executor as _, Request, Variables};
use domain::Role;
use projections::Progress;
use serde_json::{Value, json};
use store::{LogKind, Options};
use tempfile::TempDir;

use crate::{casework::FIGURES, public};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/cases");

/// A history in which one of them is used.
const SPARED: &str = "first-minor-violation-not-penalised";

/// Names the one history to play, for those who write it.
const ONLY: &str = "HISTORY";

#[tokio::test]
async fn every_history_plays_and_what_must_hold_holds() {
    let staff = Staff::parse(&fs::read_to_string(format!("{FOLDER}/officers.toml")).unwrap());
    let (staff, histories) = (staff.unwrap(), histories());
    let folder = tempfile::tempdir().unwrap();
    let app = open(&folder, None);
    staff.enroll(&app).await.unwrap();
    let mut player = Player::new(app.clone(), &staff, &histories);
    let mut due: Vec<_> = histories.iter().flat_map(checks).collect();
    due.sort_by_key(|(check, _)| at(check));
    let mut broken = vec![];
    for (check, history) in due {
        player.until(at(check), |_| ()).await.unwrap_or_else(|halt| panic!("{halt}"));
        let found = examine(&app, &staff, (history, check)).await;
        broken.extend(found.into_iter().map(|it| format!("{}: {it}", history.name)));
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    names_nobody_to_the_public(&app, &staff, &histories).await;
    public::walk::shows_what_is_public_and_nothing_else(&app).await;
    let figures = parts::law(Some(Path::new(FIGURES))).unwrap();
    public::walk::tells_nothing_that_is_never_published(&App {
        law: figures.into(),
        ..app.clone()
    })
    .await;
    rebuilt_is_live(&app).await;
}

/// Appendix B 8: nothing that is never published stands in any form of what is shown to the public.
async fn names_nobody_to_the_public(app: &App, staff: &Staff, histories: &[History]) {
    let mut private = BTreeSet::new();
    for step in histories.iter().flat_map(|it| &it.steps) {
        private.extend(never_published(&serde_json::to_value(&step.input).unwrap()));
    }
    assert!(private.len() >= 5 || std::env::var(ONLY).is_ok(), "{private:?}");
    let query = "query($after: String) { publicities(first: 100, after: $after) {
        nodes { number party reference whyUntil terms { because } case { redactedCopies {
            summary { number party registration content agency } masked { datum whose from to }
        } } } pageInfo { hasNextPage endCursor }
    } }";
    for credit in ["P-0008", "P-0108", "P-0208", "P-0218", "P-0228", "P-0308", "P-0318"] {
        let viewer = || staff.viewer(&credit.parse().unwrap(), None).unwrap();
        let shown = answer(app, viewer(), (query, json!({}))).await;
        assert_eq!(shown["publicities"]["pageInfo"]["hasNextPage"], false, "more than a page");
        let text = shown.to_string();
        let open: Vec<_> = private.iter().filter(|it| text.contains(it.as_str())).collect();
        assert!(open.is_empty(), "{credit}: {open:?}");
    }
}

/// The values of people that an input names: a natural person's, a reporter's.
fn never_published(input: &Value) -> Vec<String> {
    let mut found = vec![];
    let Value::Object(fields) = input else { return found };
    for (field, value) in fields {
        match (field.as_str(), value) {
            ("naturalPerson" | "reporter", Value::Object(person)) => {
                let said = person.iter().filter(|(it, _)| *it != "sex");
                let texts = said.filter_map(|(_, it)| it.as_str());
                found.extend(texts.filter(|it| it.chars().count() > 2).map(str::to_owned));
            }
            _ => found.extend(never_published(value)),
        }
    }
    found
}

/// `serve --demo --rulebook fixtures/rulebook-demo`: what is refused and what is admitted stays the same, and
/// whatever used a figure of the demonstration says so wherever it is told.
#[tokio::test]
async fn every_history_plays_under_the_figures_of_the_demonstration_which_are_shown_as_such() {
    let staff = Staff::built_in().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let app = open(&folder, Some(Path::new(FIGURES)));
    scene::set(&app, None, |_| ()).await.unwrap_or_else(|halt| panic!("{halt}"));
    let text = fs::read_to_string(format!("{FOLDER}/{SPARED}.toml")).unwrap();
    let history = History::parse(SPARED, &text).unwrap();
    let query = "query($id: CaseId!) {
        case(id: $id) {
            demonstration
            noPenalty { lookBack { number citation confidenceLabel source demonstration } }
            caseFile { sentence demonstration }
        }
        auditTrail(caseId: $id) { entries { eventType demonstration } }
        replay(id: $id) { steps { entry { eventType demonstration } } }
    }";
    let (_, opening) = history.opening(Opens::Case, "").unwrap();
    let viewer = || staff.viewer(&opening.by, None).unwrap();
    let ask = async |case| answer(&app, viewer(), (query, json!({ "id": case }))).await;
    let told = ask(acts::case_of(&history, "", &staff).unwrap()).await;
    assert_eq!(told["case"]["demonstration"], true);
    insta::assert_json_snapshot!(told["case"]["noPenalty"]["lookBack"], @r#"
    {
      "citation": "《中华人民共和国行政处罚法》第三十三条",
      "confidenceLabel": "演示数据",
      "demonstration": true,
      "number": 2,
      "source": null
    }
    "#);
    let marked = |entries: &Value| -> Vec<Value> {
        let all = entries.as_array().unwrap().iter();
        all.filter(|it| it["demonstration"] == true).cloned().collect()
    };
    let file = marked(&told["case"]["caseFile"]);
    assert_eq!(file.len(), 1);
    assert!(file[0]["sentence"].as_str().unwrap().contains("（所用数值为演示数据）"), "{file:?}");
    let spared = json!([{ "eventType": "case.no-penalty-decided", "demonstration": true }]);
    assert_eq!(json!(marked(&told["auditTrail"]["entries"])), spared);
    let steps = told["replay"]["steps"].as_array().unwrap().iter();
    let steps: Value = steps.map(|it| it["entry"].clone()).collect();
    assert_eq!(json!(marked(&steps)), spared);
    let relapse = ask(acts::case_of(&history, "relapse", &staff).unwrap()).await;
    assert!(marked(&relapse["case"]["caseFile"]).is_empty());
    assert_eq!(relapse["case"]["demonstration"], true, "how long its penalty is shown");
    has_cases_of_their_own(&app).await;
}

/// Whoever opens the page as the handler has something to look at.
async fn has_cases_of_their_own(app: &App) {
    let handler = || Viewer {
        person: "P-0001".parse().unwrap(),
        agency: "SC_AMR".parse().unwrap(),
        roles: vec![Role::Handler],
    };
    let query = "{ cases(filter: { handler: \"P-0001\", agency: \"SC_AMR\" }) {
        totalCount { value }
    } }";
    let theirs = answer(app, handler(), (query, json!({}))).await;
    assert!(theirs["cases"]["totalCount"]["value"].as_u64() >= Some(8), "{theirs}");
}

#[test]
fn every_history_of_the_folder_is_built_in() {
    let built_in: BTreeSet<_> = demo::CASES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(built_in, names().into_iter().collect());
}

/// The tables, made anew from the log, hold what they hold.
pub async fn rebuilt_is_live(app: &App) {
    let end = app.store.end();
    let mut progress = app.progress.clone();
    let progress: Progress = progress.wait_for(|it| it.position >= end).await.unwrap().clone();
    assert_eq!(progress.stopped.map(|it| it.reason), None);
    let live = app.read_model.dump().unwrap();
    app.read_model.rebuild(&app.store, |_| ()).await.unwrap();
    for (table, rows) in app.read_model.dump().unwrap() {
        assert_eq!(rows, live[&table], "{table}");
    }
}

/// A log of its own, whose clock stands where the register of officers is opened.
pub fn open(folder: &TempDir, overlay: Option<&Path>) -> App {
    let clock = Clock::standing(demo::opening());
    let law = parts::law(overlay).unwrap();
    let (app, follower) =
        parts::open(folder.path(), &Options::of(LogKind::Demo), (law, clock)).unwrap();
    tokio::spawn(follower.run());
    app
}

fn names() -> Vec<String> {
    let files = fs::read_dir(FOLDER).unwrap().map(|it| it.unwrap().path());
    let toml = files.filter(|it| it.extension().is_some_and(|it| it == "toml"));
    let names = toml.map(|it| it.file_stem().unwrap().to_string_lossy().into_owned());
    names.filter(|it| it != "officers").collect()
}

fn histories() -> Vec<History> {
    let only = std::env::var(ONLY).ok();
    let names = names().into_iter().filter(|it| only.as_ref().is_none_or(|only| only == it));
    let read = |name: String| {
        let text = fs::read_to_string(format!("{FOLDER}/{name}.toml")).unwrap();
        History::parse(&name, &text).unwrap_or_else(|flaw| panic!("{flaw}"))
    };
    let histories: Vec<_> = names.map(read).collect();
    assert!(!histories.is_empty(), "no history is called {only:?}");
    histories
}

fn checks(history: &History) -> Vec<(&Check, &History)> {
    assert!(!history.checks.is_empty(), "{} says nothing that must hold", history.name);
    history.checks.iter().map(|it| (it, history)).collect()
}

fn at(check: &Check) -> domain::Moment {
    check.at.map_or_else(demo::today, |it| it.0)
}

/// What of `check` doesn't hold.
async fn examine(app: &App, staff: &Staff, (history, check): (&History, &Check)) -> Vec<String> {
    let opening = history.opening(Opens::Case, &check.case);
    let opened_by = opening.map(|(_, it)| &it.by);
    let officer = check.by.as_ref().or(opened_by).filter(|_| check.party.is_none());
    let officer = officer.map(|it| staff.viewer(it, None).unwrap());
    let bearer = match (&officer, &check.party) {
        (Some(officer), _) => Bearer::Officer(officer.clone()),
        (None, party) => Bearer::Party(OwnRecord { uscc: party.clone().unwrap() }),
    };
    if let Some(query) = &check.query {
        let about = check.about();
        let naming = Naming { app, staff, history, about, viewer: officer.as_ref() };
        let variables = named_in(query, &naming).await;
        let told = asked(app, &bearer, (query, variables)).await;
        let unlike = check.answer().filter(|it| !holds(it, &told));
        return unlike
            .map(|it| format!("`{query}` answers {told} instead of {it}"))
            .into_iter()
            .collect();
    }
    let case = acts::case_of(history, &check.case, staff).unwrap();
    let ask = check.ask.as_deref().unwrap_or("id");
    let query = format!(
        "query($id: CaseId!) {{ case(id: $id) {{
            stage
            deadlines {{ ...kept }}
            caseFile {{ sentence lateEntry {{ text }} }}
            publicity {{ deadlines {{ ...kept }} history {{ sentence }} }}
        }} asked: case(id: $id) {{ {ask} }} }}
        fragment kept on Deadline {{
            rule part outcome startsAt rawDate dueDate days doneAt doneRecordedAt bound explanation
        }}"
    );
    let answer = asked(app, &bearer, (&query, json!({ "id": case }))).await;
    let seen = &answer["case"];
    let mut broken = vec![];
    if let Some(stage) = check.stage.as_ref().filter(|it| seen["stage"] != ***it) {
        broken.push(format!("stage {} instead of {stage}", seen["stage"]));
    }
    broken.extend(deadlines(check, &with_publicity(seen, "deadlines", "deadlines")));
    broken.extend(sentences(check, &with_publicity(seen, "caseFile", "history")));
    if let Some(wanted) = check.answer().filter(|it| !holds(it, &answer["asked"])) {
        broken.push(format!("`{ask}` answers {} instead of {wanted}", answer["asked"]));
    }
    broken
}

/// What a query declares, by its names.
async fn named_in(query: &str, naming: &Naming<'_>) -> Value {
    let mut variables = json!({});
    for name in ["case", "listing", "restoration", "restriction", "inbound", "decision", "entry"] {
        if query.contains(&format!("${name}:")) {
            variables[name] = naming.id(name).await.unwrap().into();
        }
    }
    variables
}

/// What a case tells itself, and what the publicity of its decisions does.
fn with_publicity(seen: &Value, of_the_case: &str, of_publicity: &str) -> Value {
    let each = seen["publicity"].as_array().unwrap().iter();
    let apart = each.flat_map(|it| it[of_publicity].as_array().unwrap());
    seen[of_the_case].as_array().unwrap().iter().chain(apart).cloned().collect()
}

async fn answer(app: &App, viewer: Viewer, about: (&str, Value)) -> Value {
    asked(app, &Bearer::Officer(viewer), about).await
}

/// What somebody is answered.
pub async fn asked(app: &App, bearer: &Bearer, (query, variables): (&str, Value)) -> Value {
    let request = bearer.sends(Request::new(query).variables(Variables::from_json(variables)));
    let answer = graphql::schema(app.clone()).execute(request).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()
}

fn deadlines(check: &Check, found: &Value) -> Vec<String> {
    let found = found.as_array().unwrap();
    let missing = check.deadlines().filter(|it| !found.iter().any(|found| holds(it, found)));
    let instead = |wanted: Value| {
        let same: Vec<_> = found.iter().filter(|it| it["rule"] == wanted["rule"]).collect();
        format!("no deadline {wanted}; there is {}", json!(same))
    };
    missing.map(instead).collect()
}

fn sentences(check: &Check, file: &Value) -> Vec<String> {
    let file = file.as_array().unwrap();
    let text: Vec<_> = file.iter().filter_map(|it| it["sentence"].as_str()).collect();
    let text = text.join("\n");
    let untold = check.tells.iter().filter(|it| !text.contains(*it));
    let untold = untold.map(|it| format!("nothing tells `{it}` in\n{text}"));
    let told = check.hides.iter().filter(|it| text.contains(*it));
    let told = told.map(|it| format!("something tells `{it}` in\n{text}"));
    let late = file.iter().filter(|it| !it["lateEntry"].is_null()).count();
    let late = check.late.filter(|it| *it != late);
    let late = late.map(|wanted| format!("not {wanted} acts were entered late in\n{text}"));
    untold.chain(told).chain(late).collect()
}

/// Every field that is wanted is there with that value; a table with none stands for null, which TOML can't say.
fn holds(wanted: &Value, found: &Value) -> bool {
    match (wanted, found) {
        (Value::Object(wanted), found) if wanted.is_empty() => found.is_null(),
        (Value::Object(wanted), Value::Object(found)) => {
            wanted.iter().all(|(name, it)| found.get(name).is_some_and(|found| holds(it, found)))
        }
        (Value::Array(wanted), Value::Array(found)) => {
            wanted.len() == found.len()
                && wanted.iter().zip(found).all(|(wanted, found)| holds(wanted, found))
        }
        (wanted, found) => wanted == found,
    }
}
