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
use crate::{Moment, clock::*, id::AgencyCode};
use jiff::civil::Date;
/// TEMP
#[derive(Debug, Default)]
pub struct Agencies;
impl Agencies {
    /// TEMP
    pub fn in_whose_name<'a>(&'a self, code: &'a AgencyCode, _on: Date) -> Option<&'a AgencyCode> {
        Some(code)
    }
    /// TEMP
    pub fn division_of<'a>(&'a self, _code: &AgencyCode, _on: Date) -> &'a str {
        ""
    }
}
impl Rulebook {
    /// TEMP
    pub fn agencies(&self) -> &Agencies {
        static A: Agencies = Agencies;
        &A
    }
    /// TEMP
    pub fn digest(&self) -> &str { "" }
    /// TEMP
    pub fn late_after(&self, _occurred: Moment) -> Option<Date> {
        None
    }
    /// TEMP
    pub fn deadline(
        &self,
        _t: Timer,
        _s: Moment,
        _division: &str,
        _p: &[Pause],
    ) -> Option<Deadline> {
        None
    }
}
impl Deadline {
    /// TEMP
    pub fn recounted(&self, _law: &Rulebook, _pauses: &[Pause]) -> Deadline {
        self.clone()
    }
    /// TEMP
    pub fn extended(&self, _law: &Rulebook, _by: Option<u32>) -> Deadline {
        self.clone()
    }
    /// TEMP
    pub fn raw_date(&self) -> Option<Date> {
        None
    }
}
/// TEMP
#[derive(Debug, Clone, Copy)]
pub enum Threshold {
    /// TEMP
    HearingFinePerson,
    /// TEMP
    HearingFineOrganisation,
}
/// TEMP
#[derive(Debug)]
pub struct Figure {
    /// TEMP
    pub amount: crate::Fen,
    /// TEMP
    pub confidence: Confidence,
    /// TEMP
    pub authority: crate::Citation,
}
impl Rulebook {
    /// TEMP
    pub fn figure(&self, _t: Threshold, _on: Date, _division: &str) -> Option<Figure> {
        None
    }
}
