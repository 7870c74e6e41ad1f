//! Whether the program can do its work, and where each part of it stands: what `/readyz` answers.

use serde_json::json;
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
    /// Red where the tables have stopped or writes are off. Clockwork that stands still, commands of it
    /// that were refused, and deadlines that wait for a calendar are warnings.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        let progress = self.app.progress.borrow();
        let stopped = progress.stopped.as_ref().map(|it| {
            json!({
                "position": it.position.to_string(),
                "stream": it.stream,
                "type": it.event_type,
                "reason": it.reason,
            })
        });
        let writes_off = self.app.store.writes_off();
        let ready = stopped.is_none() && writes_off.is_none();
        let clockwork = self.clockwork.borrow();
        let report = json!({
            "ready": ready,
            "tables": {
                "position": progress.position.map(|it| it.to_string()),
                "stopped": stopped,
            },
            "log": { "writesOff": writes_off },
            "clockwork": {
                "at": clockwork.at.map(|it| it.to_string()),
                "refused": clockwork.refused,
                "failed": clockwork.failed,
            },
            "deadlines": { "undetermined": self.app.read_model.count_undetermined().ok() },
        });
        Readiness { ready, report }
    }
}
