//! 职责: which roles may do what, on the day of the act.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Row, Rulebook, RulebookError};
use crate::{Capability, Role, rejection::word};

pub(super) const FILE: &str = "roles.toml";

/// A row of `roles.toml`.
pub type GrantRow = Row<Capability, Granted>;

/// Who has a capability.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Granted {
    /// In which roles.
    pub roles: Vec<Role>,
    /// Whoever takes such a role up from this day on holds the national legal-profession qualification; who held
    /// it before goes on without (APL 58.2; PR 51.2).
    #[serde(default)]
    pub qualified_from: Option<Date>,
}

impl Rulebook {
    /// Whether `role` gives `capability` on a day.
    #[must_use]
    pub fn grants(&self, role: Role, capability: Capability, on: Date) -> bool {
        self.roles_for(capability, on).contains(&role)
    }

    /// Every version of every grant.
    pub fn grant_rows(&self) -> impl Iterator<Item = &GrantRow> {
        self.grants.all()
    }

    /// From which day on whoever takes such a role up holds the national legal-profession qualification, as the
    /// law stands on a day.
    #[must_use]
    pub fn qualified_from(&self, capability: Capability, on: Date) -> Option<Date> {
        self.grants.at(&capability, on, "").and_then(|it| it.value.qualified_from)
    }

    /// The roles that give `capability` on a day.
    #[must_use]
    pub fn roles_for(&self, capability: Capability, on: Date) -> Vec<Role> {
        self.grants.at(&capability, on, "").map(|it| it.value.roles.clone()).unwrap_or_default()
    }
}

/// As the file calls it.
pub(super) fn id(capability: Capability) -> String {
    word(capability)
}

/// What a row must hold by itself.
pub(super) fn check(row: &GrantRow) -> Result<(), RulebookError> {
    let refuse = |problem| Err(RulebookError::new(FILE, &id(row.key), problem));
    match (row.value.roles.is_empty(), row.scope.is_some()) {
        (true, _) => refuse("no role has it"),
        (_, true) => refuse("`scope`: roles are the same everywhere"),
        _ => Ok(()),
    }
}
