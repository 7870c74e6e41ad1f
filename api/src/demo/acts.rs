//! An act of a history, done as somebody at a desk does it: its documents are uploaded, its mutation is sent, and what it
//! answers is held against what its history expects.

use std::collections::BTreeSet;

use async_graphql::{Executor as _, Request, Variables};
use domain::{
    Moment,
    id::{CaseId, Malformed, PersonId},
};
use serde_json::{Map, Value, json};
use store::{DocumentError, StoreError};
use uuid::Uuid;

use super::{
    history::{History, Opens, Step},
    input::prepare,
    naming::Naming,
    signature::{Argument, Signatures, document},
    staff::Staff,
};
use crate::{
    App,
    app::new_case,
    auth,
    graphql::{self, CaseworkSchema},
    viewer::claimed,
};

/// The desks at which the staff acts.
pub(super) struct Acts<'a> {
    pub app: App,
    schema: CaseworkSchema,
    signatures: Signatures,
    staff: &'a Staff,
}

/// A step and its place.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub history: &'a History,
    pub n: usize,
    pub step: &'a Step,
}

/// Why a history came to a halt.
#[derive(Debug, thiserror::Error)]
#[error("fixtures/cases/{history}.toml, step {step} ({mutation}, {at}): {reason}")]
pub struct Halt {
    /// Which.
    pub history: String,
    /// Which step, from 1.
    pub step: usize,
    /// Its mutation.
    pub mutation: String,
    /// When it takes place.
    pub at: Moment,
    /// Why.
    pub reason: Box<Reason>,
}

/// What went wrong with a step.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// It was answered otherwise than its history expects.
    #[error("expected {expected:?}, refused by {found:?}\n{messages}")]
    Answered {
        /// The codes that the history names.
        expected: BTreeSet<String>,
        /// The codes that it was answered.
        found: BTreeSet<String>,
        /// Each refusal with its field and its article.
        messages: String,
    },
    /// The schema doesn't accept what is sent.
    #[error("not accepted: {0}")]
    NotAccepted(String),
    /// Nobody of this id is on the staff.
    #[error("{0} is not in fixtures/cases/officers.toml")]
    Stranger(PersonId),
    /// It names no case that was opened.
    #[error("no case `{0}`")]
    NoCase(String),
    /// The item of the 权责清单 is malformed.
    #[error(transparent)]
    NoItem(#[from] Malformed),
    /// It names an id of which nothing tells.
    #[error("nothing is known that `{0}` could stand for")]
    Unnamed(String),
    /// The log can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document was not stored.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

impl<'a> Acts<'a> {
    /// Those of `staff` in `app`.
    pub fn of(app: App, staff: &'a Staff) -> Self {
        let (schema, signatures) = (graphql::schema(app.clone()), Signatures::read());
        Self { app, schema, signatures, staff }
    }

    /// Does what a step says, now.
    ///
    /// # Errors
    ///
    /// It goes otherwise than its history expects.
    pub async fn play(&self, entry: Entry<'_>) -> Result<(), Halt> {
        let halted = |reason| Halt {
            history: entry.history.name.clone(),
            step: entry.n + 1,
            mutation: entry.step.mutation.clone(),
            at: entry.step.entered(),
            reason: Box::new(reason),
        };
        self.send(entry).await.map_err(halted)
    }

    async fn send(&self, Entry { history, n, step }: Entry<'_>) -> Result<(), Reason> {
        let viewer = viewer_of(self.staff, step)?;
        let (app, staff, about) = (&self.app, self.staff, step.about());
        let naming = Naming { app, staff, history, about, viewer: Some(&viewer) };
        let mut prepared = prepare(&step.input);
        naming.put_into(&mut prepared.input).await?;
        let arguments = self.signatures.of(&step.mutation);
        let mut variables = Map::new();
        let mut record = None;
        for Argument { name, .. } in arguments {
            let value = match name.as_str() {
                "act" => act(history, (n, step))?,
                "input" => prepared.input.take(),
                of => {
                    record = Some(of);
                    naming.id(of).await?.into()
                }
            };
            variables.insert(name.clone(), value);
        }
        for (sha256, text) in &prepared.documents {
            let stream = naming.stream(record, step.opens())?;
            app.documents.put(&stream, *sha256, text.as_bytes())?;
        }
        let variables = Variables::from_json(variables.into());
        let request = Request::new(document(&step.mutation, arguments)).variables(variables);
        let answer = self.schema.execute(request.data(viewer)).await;
        if let Some(error) = answer.errors.first() {
            return Err(Reason::NotAccepted(error.message.clone()));
        }
        let data = answer.data.into_json().unwrap_or_default();
        as_expected(step, data[&step.mutation]["userErrors"].as_array())
    }
}

/// The case that `label` names in `history`, as the program finds it.
///
/// # Errors
///
/// No step opens it, or nobody on the staff does.
pub fn case_of(history: &History, label: &str, staff: &Staff) -> Result<CaseId, Reason> {
    let opening = history.opening(Opens::Case, label);
    let (n, step) = opening.ok_or_else(|| Reason::NoCase(label.to_owned()))?;
    Ok(new_case(&claimed(&viewer_of(staff, step)?), command_id(history, n)))
}

/// Who does a step.
pub(super) fn viewer_of(staff: &Staff, step: &Step) -> Result<auth::Viewer, Reason> {
    let found = staff.viewer(&step.by, step.role);
    found.ok_or_else(|| Reason::Stranger(step.by.clone()))
}

/// The same each time that the history is played, so that playing it again changes nothing.
pub(super) fn command_id(history: &History, n: usize) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{}/{n}", history.name).as_bytes())
}

/// What a step says besides its input.
fn act(history: &History, (n, step): (usize, &Step)) -> Result<Value, Reason> {
    Ok(json!({
        "commandId": command_id(history, n),
        "occurredAt": step.at.0,
        "powerItem": step.power_item(history)?,
        "lateEntryReason": step.late.as_ref().and_then(|it| it.reason.as_ref()),
        "stated": step.stated(),
    }))
}

fn as_expected(step: &Step, errors: Option<&Vec<Value>>) -> Result<(), Reason> {
    let errors = errors.map(Vec::as_slice).unwrap_or_default();
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let expected: BTreeSet<String> = step.refused.iter().cloned().collect();
    let found: BTreeSet<String> = errors.iter().map(|it| text(&it["code"])).collect();
    if found == expected {
        return Ok(());
    }
    let line = |it: &Value| {
        let field: Vec<_> = it["field"].as_array().into_iter().flatten().map(text).collect();
        let (code, message) = (text(&it["code"]), text(&it["message"]));
        format!("  {code} {}: {message} {}", field.join("."), text(&it["citation"]))
    };
    let messages = errors.iter().map(line).collect::<Vec<_>>().join("\n");
    Err(Reason::Answered { expected, found, messages })
}
