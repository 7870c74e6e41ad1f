//! A step of a history: who does what when, on which record, and what the rules refuse.

use domain::{
    Moment, Role,
    id::{AgencyCode, Malformed, MeasureCode, PartId, PersonId, PowerItem},
    restriction::SourceKind,
};
use jiff::{ToSpan, civil};
use serde::Deserialize;
use serde_json::Value;
use toml::{Table, value as datetime};

use super::{super::input::json, At, History};

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
    /// On which of its entries, applications or records of other departments, where it has several.
    #[serde(default)]
    pub record: String,
    /// On what follows from which decision of the case; the first one, where nothing is said.
    #[serde(default = "first")]
    pub decision: PartId,
    /// What the agency was told of, where it answers that.
    #[serde(default)]
    pub told: Option<Told>,
    /// Whose entry in the register of officers.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Which mutation.
    #[serde(rename = "do")]
    pub mutation: String,
    /// Exactly its GraphQL input, where it has one; a document is given by its `text`, an id that the program makes by
    /// its name: `@entry`.
    #[serde(default)]
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

/// A measure that an agency was told of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Told {
    /// Which measure.
    pub measure: MeasureCode,
    /// Which agency; that of whoever acts or looks, where nothing is said.
    #[serde(default)]
    pub agency: Option<AgencyCode>,
    /// On account of what: the entry in the list of serious violations, where nothing is said.
    #[serde(default = "serious")]
    pub source: SourceKind,
}

/// A record of a history, by what its steps and checks say of it.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The label of the case.
    pub case: &'a str,
    /// That of the entry, the application, or what another department hands over.
    pub record: &'a str,
    /// The decision of the case.
    pub decision: &'a PartId,
    /// The measure.
    pub told: Option<&'a Told>,
    /// Whoever is entered in the register of officers.
    pub person: Option<&'a PersonId>,
}

/// A record that a step opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// A case.
    Case,
    /// An entry of the list of abnormal operations, or a mark.
    Listing,
    /// An application for restoration.
    Restoration,
    /// What another department hands over.
    Inbound,
}

impl Step {
    /// It takes place so many days later, and so does what it writes of days and times.
    pub(super) fn move_by(&mut self, days: i64) {
        self.at = self.at.moved(days);
        if let Some(late) = &mut self.late {
            late.entered = late.entered.moved(days);
        }
        self.input.iter_mut().for_each(|(_, it)| move_value(it, days));
    }

    /// What it opens, where it opens a record.
    #[must_use]
    pub fn opens(&self) -> Option<Opens> {
        match self.mutation.as_str() {
            "registerLead" => Some(Opens::Case),
            "verifyListingGround" => Some(Opens::Listing),
            "applyForRestoration" => Some(Opens::Restoration),
            "pushInboundRecord" => Some(Opens::Inbound),
            _ => None,
        }
    }

    pub(super) fn label(&self, kind: Opens) -> &str {
        match kind {
            Opens::Case => &self.case,
            Opens::Listing | Opens::Restoration | Opens::Inbound => &self.record,
        }
    }

    /// The label of what it opens, where a step before it did.
    pub(super) fn opened_again(&self, before: &[Self]) -> Option<&str> {
        let kind = self.opens()?;
        let label = self.label(kind);
        let earlier = before.iter().any(|it| it.opens() == Some(kind) && it.label(kind) == label);
        earlier.then_some(label)
    }

    /// The label of its record, or of its case where it names none, where no step before it opened that.
    pub(super) fn never_opened(&self, before: &[Self]) -> Option<&str> {
        let of_a_case = self.record.is_empty();
        let label = if of_a_case { &self.case } else { &self.record };
        let opens = |it: &Self| match it.opens() {
            Some(Opens::Case) => of_a_case && it.case == *label,
            Some(Opens::Listing | Opens::Restoration | Opens::Inbound) => {
                !of_a_case && it.record == *label
            }
            None => false,
        };
        let is_open = self.person.is_some() || opens(self) || before.iter().any(opens);
        (!is_open).then_some(label)
    }

    /// The record that it is about.
    #[must_use]
    pub fn about(&self) -> About<'_> {
        let (case, record) = (self.case.as_str(), self.record.as_str());
        let (told, person) = (self.told.as_ref(), self.person.as_ref());
        About { case, record, decision: &self.decision, told, person }
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

/// Every day of a value lies so many days later.
fn move_value(value: &mut toml::Value, days: i64) {
    match value {
        toml::Value::Datetime(it) => {
            it.date = it.date.map(|date| moved(date, days));
        }
        toml::Value::Array(all) => all.iter_mut().for_each(|it| move_value(it, days)),
        toml::Value::Table(it) => it.iter_mut().for_each(|(_, it)| move_value(it, days)),
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_) => {}
    }
}

fn moved(date: datetime::Date, days: i64) -> datetime::Date {
    let moved = date.to_string().parse::<civil::Date>().map(|it| it.saturating_add(days.days()));
    let (Ok(moved), Ok(Ok(year))) = (&moved, moved.as_ref().map(|it| it.year().try_into())) else {
        return date;
    };
    datetime::Date { year, month: moved.month().unsigned_abs(), day: moved.day().unsigned_abs() }
}

/// The first decision of a case.
pub(super) fn first() -> PartId {
    PartId::nth('P', 1)
}

fn serious() -> SourceKind {
    SourceKind::SeriousList
}
