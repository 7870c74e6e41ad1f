//! The clock of a demonstration: `GET /demo/clock` says where it stands, `POST` sets it forward. Both
//! want a token; neither is there outside a demonstration.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{Moment, id::Malformed};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Mutex;

use crate::{
    App,
    demo::player::{PassError, pass},
};

/// How many working days the clock is set forward at most.
const WORKING_DAYS_MAX: u16 = 250;

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
    /// One at a time: clockwork settles each day that passes.
    moving: Mutex<()>,
}

/// The two addresses, over the parts of a demonstration.
pub fn routes(app: App) -> Router {
    let standing = Arc::new(Standing { app, moving: Mutex::default() });
    Router::new().route("/demo/clock", get(stands).post(forward)).with_state(standing)
}

async fn stands(State(standing): State<Arc<Standing>>) -> Response {
    now(&standing.app)
}

async fn forward(State(standing): State<Arc<Standing>>, Json(asked): Json<Forward>) -> Response {
    let _alone = standing.moving.lock().await;
    let to = match asked {
        Forward::To(moment) => Ok(moment),
        Forward::WorkingDays(days) => later(&standing.app, days),
    };
    let to = match to {
        Ok(to) => to,
        Err(why) => return refused(&why),
    };
    match pass(&standing.app, to).await {
        Ok(()) => now(&standing.app),
        Err(PassError::Clock(error)) => refused(&error.to_string()),
        Err(PassError::Failed(error)) => {
            tracing::error!(error = %error, "the clock was not set: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// So many working days from now.
fn later(app: &App, days: u16) -> Result<Moment, String> {
    if days > WORKING_DAYS_MAX {
        return Err(format!("at most {WORKING_DAYS_MAX} working days at once"));
    }
    let now = app.clock.now();
    let calendar = app.law.calendar();
    let last = (0..days).try_fold(now.day(), |day, _| calendar.next_working_day(day));
    let day = last.map_err(|error| error.to_string())?;
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

fn refused(why: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": why }))).into_response()
}
