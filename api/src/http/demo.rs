//! The clock of a demonstration: `GET /demo/clock` says where it stands, `POST` sets it forward. Both
//! want a token, the second one that is no party's; a real log has no such clock, and says so.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State, rejection::BytesRejection},
    http::HeaderMap,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{Moment, calendar::CalendarMissing, id::Malformed};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use serde_json::{Value, json};
use store::LogKind;
use tokio::sync::Mutex;

use super::{Closing, Refusal, guard::check_content_type};
use crate::{
    App,
    auth::Verified,
    demo::{
        player::{PassError, pass},
        standing::keep,
    },
    fault::Fault,
};

/// How many working days the clock is set forward at most.
const WORKING_DAYS_MAX: u16 = 250;

/// How many days it is set forward at most, of whatever kind.
const DAYS_MAX: i32 = 400;

/// The longest body, in bytes.
const BYTES_MAX: usize = 1_000;

/// Where the clock is to stand.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum Forward {
    /// So many working days later, at the same hour.
    WorkingDays(u16),
    /// At this moment.
    To(Moment),
}

struct Standing {
    app: App,
    data: PathBuf,
    closing: Closing,
    /// One at a time: clockwork settles each day that passes.
    moving: Mutex<()>,
}

/// The two addresses, over the parts of a demonstration and its folder; over a real log they say that its
/// clock is not set.
pub fn routes(app: App, data: &Path, closing: Closing) -> Router {
    let (data, moving) = (data.to_owned(), Mutex::default());
    let standing = Arc::new(Standing { app, data, closing, moving });
    let clock = get(stands).post(forward).fallback(async || Refusal::Method);
    Router::new()
        .route("/demo/clock", clock)
        .layer(DefaultBodyLimit::max(BYTES_MAX))
        .with_state(standing)
}

async fn stands(State(standing): State<Arc<Standing>>) -> Result<Response, Refusal> {
    standing.of_a_demonstration()?;
    Ok(now(&standing.app))
}

/// Days that have begun to pass go by, whether or not anybody waits.
async fn forward(
    State(standing): State<Arc<Standing>>,
    Extension(verified): Extension<Arc<Verified>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    standing.of_a_demonstration()?;
    verified.bearer.officer().ok_or(Refusal::OwnRecordAlone)?;
    check_content_type(&headers)?;
    let asked = parsed(&body.map_err(|it| Refusal::of_body(&it, BYTES_MAX))?)?;
    let closing = standing.closing.clone();
    closing.complete(async move { set(&standing, asked).await }).await
}

impl Standing {
    /// A day could not be settled, and the clock stands at its beginning: a restart goes on there.
    fn came_to(&self) {
        if let Err(error) = keep(&self.data, self.app.clock.now()) {
            tracing::error!(error = %error, "a restart goes on later than the clock stands: {error}");
        }
    }

    fn of_a_demonstration(&self) -> Result<(), Refusal> {
        match self.app.store.kind() {
            LogKind::Demo => Ok(()),
            LogKind::Real => Err(Refusal::NoDemonstration),
        }
    }
}

fn parsed(body: &[u8]) -> Result<Forward, Refusal> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|why| Refusal::Malformed(unlike("the body is no JSON", &why.to_string())))?;
    serde_json::from_value(value).map_err(|why| {
        Refusal::Unprocessable(unlike("the body says nothing of the clock", &why.to_string()))
    })
}

/// What is wrong, and what is expected instead.
fn unlike(what: &str, why: &str) -> String {
    format!(
        r#"{what}: {why}; expected {{"workingDays": 5}}, {WORKING_DAYS_MAX} at most, or {{"to": "2026-07-01T09:00:00+08:00"}}"#
    )
}

async fn set(standing: &Standing, asked: Forward) -> Result<Response, Refusal> {
    let _alone = standing.moving.lock().await;
    let to = wanted(&standing.app, asked).map_err(Refusal::Unprocessable)?;
    if let Some(now) = Some(standing.app.clock.now()).filter(|now| to < *now) {
        let why = format!("the clock doesn't go back to {to}; expected {now} or later");
        return Err(Refusal::Unprocessable(why));
    }
    // What can't be kept is not set: a restart would take it back.
    keep(&standing.data, to).map_err(|error| {
        tracing::error!(error = %error, "the clock can't be kept: {error}");
        Refusal::Failed(Fault::Unavailable, "the clock can't be kept, and stands where it stood")
    })?;
    match pass(&standing.app, to).await {
        Ok(()) => Ok(now(&standing.app)),
        Err(PassError::Failed(failure)) => {
            standing.came_to();
            Err(failure.into())
        }
        Err(PassError::Clock(not_set)) => Err(Refusal::Unprocessable(not_set.to_string())),
    }
}

/// Where the clock is asked to stand, as far ahead as it goes at once: each day is settled on the way.
fn wanted(app: &App, asked: Forward) -> Result<Moment, String> {
    let to = match asked {
        Forward::To(moment) => moment,
        Forward::WorkingDays(days) => later(app, days)?,
    };
    let now = app.clock.now();
    if to.day() > now.day().saturating_add(DAYS_MAX.days()) {
        return Err(format!(
            "the clock doesn't go as far as {to} at once; expected at most {DAYS_MAX} days after {now}"
        ));
    }
    Ok(to)
}

/// So many working days from now.
fn later(app: &App, days: u16) -> Result<Moment, String> {
    if days > WORKING_DAYS_MAX {
        return Err(unlike("`workingDays` is too many", &days.to_string()));
    }
    let now = app.clock.now();
    let calendar = app.law.calendar();
    let last = (0..days).try_fold(now.day(), |day, _| calendar.next_working_day(day));
    let day = last.map_err(|CalendarMissing(year)| {
        format!(
            "the calendar of {year} is not loaded, and `workingDays` reach into it; expected `to`"
        )
    })?;
    at_the_hour_of(now, day).map_err(|error| error.to_string())
}

/// `day`, at the hour of `now`.
fn at_the_hour_of(now: Moment, day: Date) -> Result<Moment, Malformed> {
    let now = now.to_string();
    format!("{day}{}", &now[now.find('T').unwrap_or_default()..]).parse()
}

fn now(app: &App) -> Response {
    Json(json!({ "now": app.clock.now() })).into_response()
}
