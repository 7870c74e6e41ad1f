//! A case history as people write it: who does what when, what the rules refuse, and what must hold.
//! `fixtures/cases/README.md` is the guide for those who write one.

mod check;
mod step;

use domain::Moment;
use jiff::{SignedDuration, civil, tz::Offset};
use serde::Deserialize;
use toml::value::Datetime;

pub use self::{
    check::Check,
    step::{About, Late, Opens, Step, Told},
};

/// What acts exercise where nothing else is said.
const POWER: &str = "SCJG-CF-001";

/// A history: one case, or several that belong together, with what follows from them elsewhere.
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
    /// The same so many days later, or earlier where they are negative: its acts, and all days and times that it writes
    /// as such. What it checks stays where it is.
    #[must_use]
    pub fn moved(mut self, days: i64) -> Self {
        self.steps.iter_mut().for_each(|it| it.move_by(days));
        self
    }

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
            let before = &self.steps[..n];
            if let Some(label) = step.opened_again(before) {
                return Err(flaw(format!("opens `{label}` again")));
            }
            if let Some(label) = step.never_opened(before) {
                return Err(flaw(format!("no step opened `{label}`")));
            }
        }
        Ok(())
    }

    /// The step that opens the record of that kind and label.
    #[must_use]
    pub fn opening(&self, kind: Opens, label: &str) -> Option<(usize, &Step)> {
        let mut steps = self.steps.iter().enumerate();
        steps.find(|(_, it)| it.opens() == Some(kind) && it.label(kind) == label)
    }
}

impl At {
    fn moved(self, days: i64) -> Self {
        let at = self.0.timestamp().saturating_add(SignedDuration::from_hours(24 * days));
        Self(at.map_or(self.0, Moment::new))
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
        assert_eq!(
            flaw("at = 2022-11-15T10:00:00\ndo = \"enterListing\"\nrecord = \"名录\""),
            format!("{place}no step opened `名录`")
        );
        assert_eq!(
            flaw("at = 2022-11-15T10:00:00\ndo = \"registerLead\""),
            format!("{place}opens `` again")
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
