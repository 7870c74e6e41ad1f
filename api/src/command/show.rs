//! `anjuan show`: a case in the terminal, from its first act to its last, as somebody may see it.

use std::{error::Error, process::ExitCode};

use async_graphql::{Request, Variables};
use domain::id::{CaseId, PersonId};
use serde_json::{Value, json};

use super::Outcome;
use crate::{App, auth::Viewer, config::Show, graphql, parts};

/// Nobody in particular: what is shown depends on agency and role alone.
const ANYBODY: &str = "P-0000";

/// What is told of a case.
const CASE: &str = "number stageLabel violationLabel party
    caseFile { sentence }
    deadlines { ruleLabel dueDate outcome citation }";

pub(super) async fn show(it: &Show) -> Outcome {
    let law = parts::law(it.law.rulebook.as_deref())?;
    let (app, mut follower) = parts::open_existing(&it.folder.data, law)?;
    while follower.catch_up().await? {}
    if let Some(last) = app.read_model.last_known()?.filter(|_| app.clock.is_standing()) {
        app.clock.set(last)?;
    }
    let Some(case) = find(&app, it).await? else {
        return Err(format!("no case {} that a {:?} may see", it.case, it.role).into());
    };
    if it.report.json {
        println!("{}", serde_json::to_string_pretty(&case)?);
    } else {
        tell(&case);
    }
    Ok(ExitCode::SUCCESS)
}

/// The case, at whichever agency it is.
async fn find(app: &App, it: &Show) -> Result<Option<Value>, Box<dyn Error>> {
    let schema = graphql::schema(app.clone());
    let (query, variables) = match it.case.parse::<CaseId>() {
        Ok(id) => (
            format!("query($case: CaseId!) {{ found: case(id: $case) {{ {CASE} }} }}"),
            json!({ "case": id }),
        ),
        Err(_) => (
            format!(
                "query($case: String!) {{
                    cases(filter: {{ number: $case }}) {{ nodes {{ {CASE} }} }}
                }}"
            ),
            json!({ "case": it.case }),
        ),
    };
    for agency in app.law.agencies().all_on(app.clock.now().day()) {
        let person: PersonId = ANYBODY.parse()?;
        let viewer = Viewer { person, agency: agency.code.clone(), roles: vec![it.role] };
        let request = Request::new(query.as_str())
            .variables(Variables::from_json(variables.clone()))
            .data(viewer);
        let answer = schema.execute(request).await;
        if let Some(error) = answer.errors.first() {
            return Err(error.message.clone().into());
        }
        let data = answer.data.into_json()?;
        let found = [&data["found"], &data["cases"]["nodes"][0]];
        if let Some(case) = found.into_iter().find(|it| !it.is_null()) {
            return Ok(Some(case.clone()));
        }
    }
    Ok(None)
}

fn tell(case: &Value) {
    let text = |it: &Value| it.as_str().unwrap_or("—").to_owned();
    println!("{}　{}　{}", text(&case["number"]), text(&case["party"]), text(&case["stageLabel"]));
    println!("{}\n", text(&case["violationLabel"]));
    for (n, entry) in (1..).zip(case["caseFile"].as_array().into_iter().flatten()) {
        println!("{n:>3}  {}", text(&entry["sentence"]));
    }
    println!();
    for deadline in case["deadlines"].as_array().into_iter().flatten() {
        println!(
            "{}  {}  {}（{}）",
            text(&deadline["dueDate"]),
            text(&deadline["outcome"]),
            text(&deadline["ruleLabel"]),
            text(&deadline["citation"]),
        );
    }
}
