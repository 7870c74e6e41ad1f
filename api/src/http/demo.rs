//! The clock of a demonstration: `GET /demo/clock` says where it stands, `POST` sets it forward. Both
//! want a token; a real log has no such clock, and says so.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Json, Router,
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
    clock::{Backwards, NotSet},
    demo::{
        player::{PassError, pass},
        standing::keep,
    },
    fault::Fault,
};

/// How many working days the clock is set forward at most.
const WORKING_DAYS_MAX: u16 = 250;

/// And how many days, of whatever kind.
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
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    standing.of_a_demonstration()?;
    check_content_type(&headers)?;
    let asked = parsed(&body.map_err(|it| Refusal::of_body(&it, BYTES_MAX))?)?;
    let closing = standing.closing.clone();
    closing.complete(async move { set(&standing, asked).await }).await
}

impl Standing {
    fn of_a_demonstration(&self) -> Result<(), Refusal> {
        match self.app.store.kind() {
            LogKind::Demo => Ok(()),
            LogKind::Real => Err(Refusal::NoDemonstration),
        }
    }
}

fn parsed(body: &[u8]) -> Result<Forward, Refusal> {
    let expected = |what: &str, why: serde_json::Error| {
        format!(
            r#"{what}（{why}）；应为 {{"workingDays": 5}}（至多{WORKING_DAYS_MAX}）或者 {{"to": "2026-07-01T09:00:00+08:00"}}"#
        )
    };
    let value: Value = serde_json::from_slice(body)
        .map_err(|why| Refusal::Malformed(expected("请求体不是合乎格式的 JSON", why)))?;
    serde_json::from_value(value)
        .map_err(|why| Refusal::Unprocessable(expected("请求的内容不符", why)))
}

async fn set(standing: &Standing, asked: Forward) -> Result<Response, Refusal> {
    let _alone = standing.moving.lock().await;
    let to = wanted(&standing.app, asked).map_err(Refusal::Unprocessable)?;
    match pass(&standing.app, to).await {
        Ok(()) => {}
        Err(PassError::Clock(NotSet::Backwards(Backwards { now, asked }))) => {
            let why = format!("时钟停在{now}，不能倒回{asked}");
            return Err(Refusal::Unprocessable(why));
        }
        Err(PassError::Clock(NotSet::Running)) => return Err(Refusal::NoDemonstration),
        Err(PassError::Failed(failure)) => return Err(failure.into()),
    }
    keep(&standing.data, to).map_err(|error| {
        tracing::error!(error = %error, "the clock was set, and not kept: {error}");
        let told = "时钟已经拨动，但没有记下来，重新启动后会退回；原因见服务器的日志";
        Refusal::Failed(Fault::Internal, told)
    })?;
    Ok(now(&standing.app))
}

/// Where the clock is asked to stand, as far ahead as it goes at once: each day is settled on the way.
fn wanted(app: &App, asked: Forward) -> Result<Moment, String> {
    let to = match asked {
        Forward::To(moment) => moment,
        Forward::WorkingDays(days) => later(app, days)?,
    };
    let now = app.clock.now();
    if to.day() > now.day().saturating_add(DAYS_MAX.days()) {
        return Err(format!("时钟停在{now}，一次最多走{DAYS_MAX}日，走不到{to}"));
    }
    Ok(to)
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
