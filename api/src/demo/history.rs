//! A case history as people write it: who does what when, what the rules refuse, and what must hold.
//! `fixtures/cases/README.md` is the guide for those who write one.

use domain::{
    Moment, Role,
    id::{Malformed, PersonId, PowerItem},
};
use jiff::{civil, tz::Offset};
use serde::Deserialize;
use serde_json::Value;
use toml::{Table, value::Datetime};

use super::input::json;

/// What acts exercise where nothing else is said.
const POWER: &str = "SCJG-CF-001";

/// A history: one case, or several that belong together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct History {
    /// The name of its file; what its command ids are made of.
    #[serde(skip)]
    pub name: String,
    /// What it is, in a line.
    pub title: String,
    /// What it shows.
    pub shows: String,
    /// The item of the 权责清单 that its acts exercise.
    #[serde(default = "penalty")]
    pub power: String,
    /// What is done, in the order of entry.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    /// What must hold.
    #[serde(rename = "check")]
    pub checks: Vec<Check>,
}

/// An act, or an attempt at one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    /// When it takes place.
    pub at: At,
    /// Who does it.
    pub by: PersonId,
    /// The one role that their token names; all of theirs, where nothing is said.
    #[serde(rename = "as", default)]
    pub role: Option<Role>,
    /// In which of the history's cases, where it has several.
    #[serde(default)]
    pub case: String,
    /// Which mutation.
    #[serde(rename = "do")]
    pub mutation: String,
    /// Exactly its GraphQL input; a document is given by its `text`.
    pub input: Table,
    /// Another item of the 权责清单 than the history's; empty for none.
    #[serde(default)]
    pub power: Option<String>,
    /// Entered later than it took place.
    #[serde(default)]
    pub late: Option<Late>,
    /// Figures that the rulebook has not, as `act.stated` takes them.
    #[serde(default)]
    stated: Vec<Table>,
    /// The codes of all rules that refuse it; none where it takes effect.
    #[serde(default)]
    pub refused: Vec<String>,
}

/// How an act was entered late (补录).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Late {
    /// When.
    pub entered: At,
    /// 补录原因.
    #[serde(default)]
    pub reason: Option<String>,
}

/// What must hold of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Check {
    /// When; on the day of the demonstration, where nothing is said.
    #[serde(default)]
    pub at: Option<At>,
    /// Who looks; whoever opened the case, where nothing is said.
    #[serde(default)]
    pub by: Option<PersonId>,
    /// In which of the history's cases, where it has several.
    #[serde(default)]
    pub case: String,
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
    /// What the selection answers, as far as it matters.
    #[serde(default)]
    answer: Option<Table>,
}

/// A date and time as histories write them, in Chinese time: `2022-11-14T10:00:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "Datetime")]
pub struct At(pub Moment);

/// A history that can't be played.
#[derive(Debug, thiserror::Error)]
pub enum Flaw {
    /// It is not written in the form.
    #[error("fixtures/cases/{history}.toml: {source}")]
    Malformed {
        /// Which.
        history: String,
        /// Where and how.
        source: Box<toml::de::Error>,
    },
    /// It contradicts itself.
    #[error("fixtures/cases/{history}.toml, step {step}: {what}")]
    Contradictory {
        /// Which.
        history: String,
        /// Which step, from 1.
        step: usize,
        /// How.
        what: String,
    },
}

impl History {
    /// The history in `text`.
    ///
    /// # Errors
    ///
    /// It is malformed, not in the order of entry, or acts in a case that it never opened.
    pub fn parse(name: &str, text: &str) -> Result<Self, Flaw> {
        let parsed: Result<Self, _> = toml::from_str(text);
        let mut history = parsed.map_err(|source| Flaw::Malformed {
            history: name.to_owned(),
            source: Box::new(source),
        })?;
        name.clone_into(&mut history.name);
        history.consistent()?;
        Ok(history)
    }

    fn consistent(&self) -> Result<(), Flaw> {
        let mut earlier = None;
        let mut cases: Vec<&str> = vec![];
        for (n, step) in self.steps.iter().enumerate() {
            let flaw = |what: String| Flaw::Contradictory {
                history: self.name.clone(),
                step: n + 1,
                what,
            };
            if earlier > Some(step.entered()) {
                return Err(flaw("is entered before the step above it".to_owned()));
            }
            earlier = Some(step.entered());
            match (step.opens(), cases.contains(&step.case.as_str())) {
                (true, false) => cases.push(&step.case),
                (false, true) => {}
                (true, true) => return Err(flaw(format!("opens `{}` again", step.case))),
                (false, false) => return Err(flaw(format!("no step opened `{}`", step.case))),
            }
        }
        Ok(())
    }

    /// The step that opens the case of that label.
    #[must_use]
    pub fn opening(&self, case: &str) -> Option<(usize, &Step)> {
        self.steps.iter().enumerate().find(|(_, it)| it.opens() && it.case == case)
    }
}

impl Step {
    /// It opens a case.
    #[must_use]
    pub fn opens(&self) -> bool {
        self.mutation == "registerLead"
    }

    /// When it is entered.
    #[must_use]
    pub fn entered(&self) -> Moment {
        self.late.as_ref().map_or(self.at, |it| it.entered).0
    }

    /// The figures that are stated with it, as JSON.
    pub fn stated(&self) -> Vec<Value> {
        self.stated.iter().map(json).collect()
    }

    /// The item of the 权责清单 that it exercises.
    ///
    /// # Errors
    ///
    /// It is no item code.
    pub fn power_item(&self, history: &History) -> Result<Option<PowerItem>, Malformed> {
        let item = self.power.as_ref().unwrap_or(&history.power);
        (!item.is_empty()).then(|| item.parse()).transpose()
    }
}

impl Check {
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

impl TryFrom<Datetime> for At {
    type Error = String;

    fn try_from(at: Datetime) -> Result<Self, String> {
        let text = at.to_string();
        let parsed = match at.offset {
            Some(_) => text.parse().ok(),
            None => text.parse::<civil::DateTime>().ok().filter(|_| at.time.is_some()).map(local),
        };
        let read = parsed.map(Self);
        read.ok_or_else(|| format!("`{text}` is not a date and time like 2022-11-14T10:00:00"))
    }
}

/// This date and time in China.
#[must_use]
pub(super) fn local(at: civil::DateTime) -> Moment {
    Offset::constant(8).to_timestamp(at).map_or(Moment::midnight(at.date()), Moment::new)
}

fn penalty() -> String {
    POWER.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPENED: &str = r#"
        title = "甲"
        shows = "乙"
        check = []
        [[step]]
        at = 2022-11-14T10:00:00
        by = "P-0001"
        do = "registerLead"
        input = {}
    "#;

    fn with(step: &str) -> Result<History, Flaw> {
        History::parse(
            "tried",
            &format!("{OPENED}\n[[step]]\nby = \"P-0001\"\ninput = {{}}\n{step}"),
        )
    }

    fn flaw(step: &str) -> String {
        with(step).unwrap_err().to_string()
    }

    #[test]
    fn times_are_chinese_unless_they_say_otherwise() {
        let history = History::parse("tried", OPENED).unwrap();
        let At(at) = history.steps[0].at;
        assert_eq!(at.to_string(), "2022-11-14T10:00:00+08:00");
        let later = with("at = 2022-11-14T03:00:00Z\ndo = \"assignLead\"").unwrap();
        let At(at) = later.steps[1].at;
        assert_eq!(at.to_string(), "2022-11-14T11:00:00+08:00");
    }

    #[test]
    fn what_contradicts_itself_is_named_with_its_step() {
        let place = "fixtures/cases/tried.toml, step 2: ";
        assert_eq!(
            flaw("at = 2022-11-13T10:00:00\ndo = \"assignLead\""),
            format!("{place}is entered before the step above it")
        );
        assert_eq!(
            flaw("at = 2022-11-15T10:00:00\ndo = \"assignLead\"\ncase = \"另案\""),
            format!("{place}no step opened `另案`")
        );
    }

    #[test]
    fn a_day_is_no_time() {
        let flaw = flaw("at = 2022-11-15\ndo = \"assignLead\"");
        let wanted = "`2022-11-15` is not a date and time like 2022-11-14T10:00:00";
        assert!(flaw.contains(wanted), "{flaw}");
    }

    #[test]
    fn a_misspelt_key_is_named() {
        let flaw = flaw("at = 2022-11-15T10:00:00\ndo = \"assignLead\"\nrefuse = []");
        assert!(flaw.contains("refuse"), "{flaw}");
    }
}
