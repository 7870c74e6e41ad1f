//! A case as it is told to the keeper of a data folder, who reads as somebody of a role of its agency.

use async_graphql::{Executor as _, Request, Variables};
use domain::{
    Role,
    id::{Malformed, PersonId},
};
use projections::{Unit, Viewer};
use serde_json::{Value, json};

use crate::{App, config::CaseName, graphql};

/// Nobody in particular: what is shown depends on agency and role alone.
const ANYBODY: &str = "P-0000";

/// What is told of a case.
const CASE: &str = "number stageLabel violationLabel party
    caseFile { sentence }
    deadlines { ruleLabel bound dueDate rawDate text outcome outcomeLabel doneAt doneRecordedAt citation }
    publicity {
        channelLabel stateLabel history { sentence }
        deadlines { part channelLabel ruleLabel bound dueDate rawDate text outcome outcomeLabel doneAt doneRecordedAt citation }
    }
    performance { on owed { text } }
    missing { text citation }";

/// Why a case can't be told.
#[derive(Debug, thiserror::Error)]
pub enum NotTold {
    /// Nobody in particular has an id that is malformed.
    #[error(transparent)]
    Anybody(#[from] Malformed),
    /// The case can't be read.
    #[error("the case can't be read: {0}")]
    Unreadable(String),
}

/// The case, at whichever agency it is, as somebody in `role` there sees it; nothing where there is none
/// that they see.
///
/// # Errors
///
/// Where it can't be read.
pub async fn told(app: &App, case: &CaseName, role: Role) -> Result<Option<Value>, NotTold> {
    let schema = graphql::schema(app.clone());
    let (query, variables) = match case {
        CaseName::Id(id) => (
            format!("query($case: CaseId!) {{ found: case(id: $case) {{ {CASE} }} }}"),
            json!({ "case": id }),
        ),
        CaseName::Number(number) => (
            format!(
                "query($case: DocumentNumber!) {{
                    cases(filter: {{ number: $case }}) {{ nodes {{ {CASE} }} }}
                }}"
            ),
            json!({ "case": number }),
        ),
    };
    for agency in app.law.agencies().all_on(app.clock.now().day()) {
        let person: PersonId = ANYBODY.parse()?;
        let (agency, roles) = (agency.code.clone(), vec![role]);
        let unit = Unit::Whichever;
        let reads_for = agency.clone();
        let keeper = Viewer { person, reads_for, heir_of: vec![], agency, unit, roles };
        let request = Request::new(query.as_str())
            .variables(Variables::from_json(variables.clone()))
            .data(graphql::Keeper(keeper));
        let answer = schema.execute(request).await;
        if let Some(error) = answer.errors.first() {
            return Err(NotTold::Unreadable(error.message.clone()));
        }
        let data = answer.data.into_json().unwrap_or_default();
        let found = [&data["found"], &data["cases"]["nodes"][0]];
        if let Some(case) = found.into_iter().find(|it| !it.is_null()) {
            return Ok(Some(case.clone()));
        }
    }
    Ok(None)
}
