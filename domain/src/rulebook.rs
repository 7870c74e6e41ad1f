//! The law as data: effective-dated rows, each with its authority and confidence.

use serde::{Deserialize, Serialize};

/// How sure a row is (domain.md §0.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Confidence {
    /// Read in the text that it cites.
    Verified,
    /// Recalled; the text was not seen.
    Recalled,
    /// Recalled and doubtful; a lawyer is to confirm it before it is relied on.
    Uncertain,
    /// A design decision of this system, not law.
    Design,
    /// 演示数据: invented for the demonstration.
    Demonstration,
    /// Stated by the officer, with its source, where the rulebook has no figure.
    OfficerStated,
}

/// The law, every version of it.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {}
