//! Whether the program can do its work, and where each part of it stands: what `/readyz` answers, and what
//! the gauges of `/metrics` say.

use projections::{Progress, Stopped};
use serde_json::{Value, json};
use store::Position;
use tokio::sync::watch;

use crate::{App, clockwork::State, http::Readiness};

/// Whom to ask.
#[derive(Debug, Clone)]
pub struct Health {
    /// The parts.
    pub app: App,
    /// How clockwork is doing.
    pub clockwork: watch::Receiver<State>,
}

impl Health {
    /// Red where the tables have stopped or can't be read, or where writes are off. Clockwork that stands
    /// still, commands of it that were refused, deadlines that wait for a calendar, and tables that wait for
    /// room are warnings.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        let progress = self.app.progress.borrow().clone();
        let end = self.app.store.end();
        let writes_off = self.app.store.writes_off();
        let undetermined = self.app.read_model.count_undetermined();
        let unreadable = undetermined.as_ref().err().map(ToString::to_string);
        let unreadable = unreadable.or_else(|| self.app.read_model.damage());
        // Whoever feeds the tables may have ended without a word.
        let followed = self.app.progress.has_changed().is_ok();
        let ready =
            followed && progress.stopped.is_none() && writes_off.is_none() && unreadable.is_none();
        gauges(ready, (end, &progress), undetermined.as_ref().ok().copied());
        let waiting = progress.waiting.as_ref().map(|it| it.reason.as_str());
        let stale = progress.waiting.as_ref().map(|it| it.since.elapsed().as_secs());
        let clockwork = self.clockwork.borrow();
        let report = json!({
            "ready": ready,
            "log": { "position": end.map(|it| it.to_string()), "writesOff": writes_off },
            "projections": projections(progress.position, progress.stopped.as_ref()),
            "stopped": progress.stopped.as_ref().map(stopped),
            "followed": followed,
            "waiting": waiting,
            "staleSeconds": stale,
            "unreadable": unreadable,
            "clockwork": {
                "at": clockwork.at.map(|it| it.to_string()),
                "refused": self.app.refused.borrow().len(),
                "failed": clockwork.failed,
            },
            "warnings": warnings(undetermined.unwrap_or_default(), waiting),
        });
        Readiness { ready, report }
    }
}

/// How far each projection is. One follower feeds them all in one transaction: they stand at one position.
fn projections(position: Option<Position>, at: Option<&Stopped>) -> Vec<Value> {
    let position = position.map(|it| it.to_string());
    let stopped = |name| at.is_some_and(|it| it.projection == Some(name));
    projections::projections()
        .map(|name| json!({ "name": name, "position": position, "stopped": stopped(name) }))
        .collect()
}

/// At which event the tables stopped, and which of them could not apply it.
fn stopped(it: &Stopped) -> Value {
    json!({
        "projection": it.projection,
        "position": it.position.map(|it| it.to_string()),
        "stream": it.stream,
        "type": it.event_type,
        "reason": it.reason,
    })
}

/// What somebody has to see to, though the program does its work.
fn warnings(undetermined: u64, waiting: Option<&str>) -> Vec<Value> {
    let uncounted = (undetermined > 0).then(|| {
        json!({
            "code": "DEADLINES_UNDETERMINED",
            "count": undetermined,
            "message": format!("{undetermined}个期限待定：所涉年度的放假安排未加载，请更新工作日历"),
            "messageEn": format!("{undetermined} deadlines wait for the calendar of a year; load it"),
        })
    });
    let waiting = waiting.map(|reason| {
        json!({
            "code": "TABLES_WAIT",
            "message": "数据表暂时无法更新，查询结果停留在较早的位置；可以写入时自动继续",
            "messageEn": format!("the tables can't take up events at present: {reason}"),
        })
    });
    uncounted.into_iter().chain(waiting).collect()
}

fn gauges(ready: bool, (end, progress): (Option<Position>, &Progress), undetermined: Option<u64>) {
    let [end, tables] = [end, progress.position].map(|it| it.map_or(0, Position::get));
    set("ready", u64::from(ready));
    set("log_position", end);
    set("tables_position", tables);
    set("tables_behind", end.saturating_sub(tables));
    set("tables_events_applied", progress.applied);
    if let Some(undetermined) = undetermined {
        set("deadlines_undetermined", undetermined);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float, exact up to 2⁵³ events")]
fn set(name: &'static str, value: u64) {
    metrics::gauge!(name).set(value as f64);
}
