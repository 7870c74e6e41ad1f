//! Plays histories merged by time, as if everybody had sat at their desks: the clock is set to the
//! moment of an act, its documents are uploaded, its mutation is sent. What an act answers is held
//! against what its history expects.

use std::{collections::BTreeSet, iter::Peekable};

use async_graphql::{Executor as _, Request, Variables};
use domain::{
    Moment,
    id::{CaseId, Malformed, PersonId},
};
use jiff::ToSpan;
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
    app::{Failure, new_case},
    auth,
    clock::NotSet,
    clockwork,
    graphql::{self, CaseworkSchema},
    viewer::claimed,
};

/// Everything that is still to be played.
pub struct Player<'a> {
    app: App,
    schema: CaseworkSchema,
    signatures: Signatures,
    staff: &'a Staff,
    queue: Peekable<std::vec::IntoIter<Entry<'a>>>,
}

/// A step and its place.
#[derive(Clone, Copy)]
struct Entry<'a> {
    history: &'a History,
    n: usize,
    step: &'a Step,
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

/// Why playing ends early.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// A history came to a halt.
    #[error(transparent)]
    Halt(#[from] Halt),
    /// The time can't pass.
    #[error(transparent)]
    Pass(#[from] PassError),
}

/// Why time doesn't pass.
#[derive(Debug, thiserror::Error)]
pub enum PassError {
    /// The clock can't be set there.
    #[error(transparent)]
    Clock(#[from] NotSet),
    /// What is due can't be done.
    #[error("what is due by then can't be done: {0}")]
    Failed(#[from] Failure),
}

/// Lets the time pass until `moment`, day by day: what is due on a day happens at its beginning.
///
/// # Errors
///
/// The clock of `app` doesn't stand, or would go back, or what is due can't be done.
pub async fn pass(app: &App, moment: Moment) -> Result<(), PassError> {
    let mut day = app.clock.now().day();
    while day < moment.day() {
        day = day.saturating_add(1.day());
        app.clock.set(Moment::midnight(day))?;
        clockwork::settle(app).await?;
    }
    Ok(app.clock.set(moment)?)
}

impl<'a> Player<'a> {
    /// Plays `histories` in `app`, whose clock stands still.
    #[must_use]
    pub fn new(app: App, staff: &'a Staff, histories: &'a [History]) -> Self {
        let of = |history: &'a History| {
            let steps = history.steps.iter().enumerate();
            steps.map(move |(n, step)| Entry { history, n, step })
        };
        let mut queue: Vec<_> = histories.iter().flat_map(of).collect();
        queue.sort_by_key(|it| (it.step.entered(), &it.history.name, it.n));
        let schema = graphql::schema(app.clone());
        let signatures = Signatures::read();
        Self { app, schema, signatures, staff, queue: queue.into_iter().peekable() }
    }

    /// How many steps are left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.queue.len()
    }

    /// Leaves out what was entered before `moment`; what was entered at it is played again, and
    /// changes nothing where it took effect.
    pub fn skip_to(&mut self, moment: Moment) {
        while self.queue.next_if(|it| it.step.entered() < moment).is_some() {}
    }

    /// Plays whatever is entered until `moment`, tells `played` after each step how many are left, and
    /// lets the clock stand at `moment`.
    ///
    /// # Errors
    ///
    /// The first step that goes otherwise than its history expects.
    pub async fn until(
        &mut self,
        moment: Moment,
        mut played: impl FnMut(usize),
    ) -> Result<(), PlayError> {
        while let Some(entry) = self.queue.next_if(|it| it.step.entered() <= moment) {
            pass(&self.app, entry.step.entered()).await?;
            let halted = |reason| Halt {
                history: entry.history.name.clone(),
                step: entry.n + 1,
                mutation: entry.step.mutation.clone(),
                at: entry.step.entered(),
                reason: Box::new(reason),
            };
            self.play(entry).await.map_err(halted)?;
            played(self.left());
        }
        Ok(pass(&self.app, moment).await?)
    }

    async fn play(&self, Entry { history, n, step }: Entry<'_>) -> Result<(), Reason> {
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
