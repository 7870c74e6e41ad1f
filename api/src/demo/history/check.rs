//! What a history says must hold, and who looks.

use domain::{
    id::{PartId, PersonId},
    uscc::Uscc,
};
use serde::Deserialize;
use serde_json::Value;
use toml::Table;

use super::{
    super::input::json,
    At,
    step::{About, Told, first},
};

/// What must hold of a case, or of what is asked besides.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Check {
    /// When; on the day of the demonstration, where nothing is said.
    #[serde(default)]
    pub at: Option<At>,
    /// Who looks; whoever opened the case, where nothing is said.
    #[serde(default)]
    pub by: Option<PersonId>,
    /// The party that looks at its own record, where nobody of an agency does.
    #[serde(default)]
    pub party: Option<Uscc>,
    /// In which of the history's cases, where it has several.
    #[serde(default)]
    pub case: String,
    /// Of which of its entries, applications or records of other departments, where it has several.
    #[serde(default)]
    pub record: String,
    /// Of what follows from which decision of the case; the first one, where nothing is said.
    #[serde(default = "first")]
    pub decision: PartId,
    /// Of which measure that an agency was told of.
    #[serde(default)]
    pub told: Option<Told>,
    /// Where its main line stands.
    #[serde(default)]
    pub stage: Option<String>,
    /// Deadlines, each with the fields that matter: `{ rule = "CASE_DECIDE", outcome = "MET" }`.
    #[serde(default)]
    deadlines: Vec<Table>,
    /// What its sentences say.
    #[serde(default)]
    pub tells: Vec<String>,
    /// What none of its sentences says.
    #[serde(default)]
    pub hides: Vec<String>,
    /// How many of its acts were entered late.
    #[serde(default)]
    pub late: Option<usize>,
    /// Any other selection on `Case`: `surcharge { fen }`.
    #[serde(default)]
    pub ask: Option<String>,
    /// Any other query, instead of one on the case: what it declares of `$case`, `$listing`, `$restoration`,
    /// `$restriction`, `$inbound`, `$decision` is filled in.
    #[serde(default)]
    pub query: Option<String>,
    /// What the selection or the query answers, as far as it matters.
    #[serde(default)]
    answer: Option<Table>,
}

impl Check {
    /// The record that it is about.
    #[must_use]
    pub fn about(&self) -> About<'_> {
        let (case, record) = (self.case.as_str(), self.record.as_str());
        About { case, record, decision: &self.decision, told: self.told.as_ref(), person: None }
    }

    /// The deadlines that must hold, as JSON.
    pub fn deadlines(&self) -> impl Iterator<Item = Value> {
        self.deadlines.iter().map(json)
    }

    /// What the selection must answer, as JSON.
    #[must_use]
    pub fn answer(&self) -> Option<Value> {
        self.answer.as_ref().map(json)
    }
}
