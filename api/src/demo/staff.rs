//! The people of the demonstration (`fixtures/cases/officers.toml`): who they are in the register,
//! and what their tokens say.

use domain::{
    Role,
    id::{AgencyCode, PersonId},
    officer::{Certificate, Posting, RoleHeld},
};
use jiff::civil::Date;
use serde::Deserialize;
use store::TransactError;
use toml::value::Datetime;

use super::cases::OFFICERS;
use crate::{
    App,
    auth::Viewer,
    register::{self, Entry},
};

/// Everybody who acts in the histories.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    officer: Vec<Member>,
}

/// One of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Member {
    person: PersonId,
    name: String,
    agency: AgencyCode,
    unit: String,
    from: Day,
    roles: Vec<Role>,
    /// Roles that came later.
    #[serde(default)]
    later: Vec<Later>,
    /// The number of the enforcement certificate.
    #[serde(default)]
    certificate: Option<String>,
    /// Its last day.
    #[serde(default)]
    certificate_to: Option<Day>,
    #[serde(default)]
    qualified_since: Option<Day>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Later {
    role: Role,
    from: Day,
}

/// A day.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "Datetime")]
struct Day(Date);

/// The staff can't be read.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The file is malformed.
    #[error("fixtures/cases/officers.toml: {0}")]
    Malformed(#[from] toml::de::Error),
    /// The register refuses an entry.
    #[error("fixtures/cases/officers.toml: {person}: {source}")]
    Refused {
        /// Whose entry.
        person: PersonId,
        /// Why.
        source: TransactError,
    },
}

impl Staff {
    /// The people who are built in.
    ///
    /// # Errors
    ///
    /// The file is malformed.
    pub fn built_in() -> Result<Self, StaffError> {
        Self::parse(OFFICERS)
    }

    /// The people in `text`.
    ///
    /// # Errors
    ///
    /// It is malformed.
    pub fn parse(text: &str) -> Result<Self, StaffError> {
        Ok(toml::from_str(text)?)
    }

    /// What the token of `person` says: all roles that they ever hold, or only `role`.
    #[must_use]
    pub fn viewer(&self, person: &PersonId, role: Option<Role>) -> Option<Viewer> {
        let found = self.officer.iter().find(|it| it.person == *person)?;
        let later = found.later.iter().map(|it| it.role);
        let all = found.roles.iter().copied().chain(later);
        let roles = role.map_or_else(|| all.collect(), |it| vec![it]);
        Some(Viewer { person: person.clone(), agency: found.agency.clone(), roles })
    }

    /// The id and the name of somebody.
    #[must_use]
    pub fn find(&self, person: &str) -> Option<(PersonId, String)> {
        let found = self.officer.iter().find(|it| it.person.as_str() == person)?;
        Some((found.person.clone(), found.name.clone()))
    }

    /// Enters everybody into the register. Entering them again changes nothing.
    ///
    /// # Errors
    ///
    /// The register refuses somebody.
    pub async fn enroll(&self, app: &App) -> Result<(), StaffError> {
        for it in &self.officer {
            let refused = |source| StaffError::Refused { person: it.person.clone(), source };
            register::enroll(app, it).await.map_err(refused)?;
        }
        Ok(())
    }
}

impl From<&Member> for Entry {
    fn from(it: &Member) -> Self {
        let Day(from) = it.from;
        let held = |&role| RoleHeld { role, from, to: None };
        let later = |it: &Later| RoleHeld { role: it.role, from: it.from.0, to: None };
        let certificate = it.certificate.clone().zip(it.certificate_to);
        Self {
            person: it.person.clone(),
            name: it.name.clone(),
            posting: Posting { agency: it.agency.clone(), unit: it.unit.clone(), from, to: None },
            roles: it.roles.iter().map(held).chain(it.later.iter().map(later)).collect(),
            certificate: certificate.map(|(number, Day(to))| Certificate { number, from, to }),
            qualified_since: it.qualified_since.map(|it| it.0),
        }
    }
}

impl TryFrom<Datetime> for Day {
    type Error = String;

    fn try_from(day: Datetime) -> Result<Self, String> {
        let text = day.to_string();
        text.parse().map(Self).map_err(|_| format!("`{text}` is not a day like 2022-01-04"))
    }
}
