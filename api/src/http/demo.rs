//! The clock of a demonstration: `GET /demo/clock` says where it stands, `POST` sets it forward. Both
//! want a token; neither is there outside a demonstration.

use std::{
    error::Error,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Json, Router,
    extract::{State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{Moment, calendar::CalendarMissing, id::Malformed};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Mutex;

use super::Closing;
use crate::{
    App,
    clock::{Backwards, NotSet},
    demo::{
        player::{PassError, pass},
        standing::keep,
    },
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
    data: PathBuf,
    closing: Closing,
    /// One at a time: clockwork settles each day that passes.
    moving: Mutex<()>,
}

/// The two addresses, over the parts of a demonstration and its folder.
pub fn routes(app: App, data: &Path, closing: Closing) -> Router {
    let (data, moving) = (data.to_owned(), Mutex::default());
    let standing = Arc::new(Standing { app, data, closing, moving });
    Router::new().route("/demo/clock", get(stands).post(forward)).with_state(standing)
}

async fn stands(State(standing): State<Arc<Standing>>) -> Response {
    now(&standing.app)
}

/// Days that have begun to pass go by, whether or not anybody waits.
async fn forward(
    State(standing): State<Arc<Standing>>,
    asked: Result<Json<Forward>, JsonRejection>,
) -> Response {
    let Json(asked) = match asked {
        Ok(asked) => asked,
        Err(rejection) => return refused(&rejection.body_text()),
    };
    let closing = standing.closing.clone();
    closing.complete(async move { set(&standing, asked).await }).await
}

async fn set(standing: &Standing, asked: Forward) -> Response {
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
        Ok(()) => {}
        Err(PassError::Clock(NotSet::Backwards(Backwards { now, asked }))) => {
            return refused(&format!("时钟停在{now}，不能倒回{asked}"));
        }
        Err(error) => return failed(&error),
    }
    match keep(&standing.data, to) {
        Ok(()) => now(&standing.app),
        Err(error) => failed(&error),
    }
}

fn failed(error: &dyn Error) -> Response {
    tracing::error!(error = %error, "the clock was not set: {error}");
    answer(StatusCode::INTERNAL_SERVER_ERROR, "时钟没有拨动，原因见服务器的日志")
}

/// So many working days from now.
fn later(app: &App, days: u16) -> Result<Moment, String> {
    if days > WORKING_DAYS_MAX {
        return Err(format!("一次最多走{WORKING_DAYS_MAX}个工作日"));
    }
    let now = app.clock.now();
    let calendar = app.law.calendar();
    let last = (0..days).try_fold(now.day(), |day, _| calendar.next_working_day(day));
    let day = last.map_err(|CalendarMissing(year)| {
        format!("{year}年放假安排未加载，算不出那一天；可用 to 拨到某一时刻")
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

fn refused(why: &str) -> Response {
    answer(StatusCode::UNPROCESSABLE_ENTITY, why)
}

fn answer(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "error": why }))).into_response()
}
