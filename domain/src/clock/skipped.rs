//! Days between the start and the end of a period that did not count, and why.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PauseKind;
use crate::calendar::WEEKEND;

/// A run of days that did not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Skipped {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// Why: `周末`, `国庆节`, a pause's name.
    pub because: String,
}

/// What kind of days did not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkipKind {
    /// A weekend that was not worked.
    Weekend,
    /// Days off by the State Council's schedule.
    Holiday,
    /// The period stood still.
    Pause,
}

impl SkipKind {
    /// As a deadline calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Weekend => WEEKEND,
            Self::Holiday => "放假",
            Self::Pause => "停止计算",
        }
    }
}

impl Skipped {
    /// How many.
    pub(super) fn days(&self) -> i64 {
        self.from.until(self.to).map_or(0, |it| i64::from(it.get_days()) + 1)
    }

    /// Of which kind the days are.
    #[must_use]
    pub fn kind(&self) -> SkipKind {
        if self.because == WEEKEND {
            SkipKind::Weekend
        } else if PauseKind::ALL.iter().any(|it| it.label() == self.because) {
            SkipKind::Pause
        } else {
            SkipKind::Holiday
        }
    }
}
