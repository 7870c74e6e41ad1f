//! The desks at which a newcomer may sit down: somebody of each role, with a token.

use domain::{Role, id::PersonId, party::identity::masked};
use serde::Serialize;

use super::{Staff, staff::StaffError};
use crate::auth::{DevelopmentKey, KeyError};

/// How long their tokens hold.
const HOURS: u32 = 24 * 30;

/// Who sits at them, and as what: a handler, a reviewer and a leader of the provincial bureau.
const SEATS: [(&str, &str, Role); 3] = [
    ("handler", "P-0001", Role::Handler),
    ("reviewer", "P-0005", Role::LegalReviewer),
    ("leader", "P-0004", Role::AgencyLeader),
];

/// A desk.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Desk {
    /// `handler`, `reviewer`, `leader`.
    pub name: &'static str,
    /// The role in Chinese.
    pub label: &'static str,
    /// Who.
    pub person: PersonId,
    /// Their name, as it is shown.
    pub person_name: String,
    /// What opens the door.
    pub token: String,
}

/// Why a desk has no token.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The staff can't be read.
    #[error(transparent)]
    Staff(#[from] StaffError),
    /// No token was signed.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl Desk {
    /// All desks, with tokens signed by `key`.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub fn all(key: &DevelopmentKey) -> Result<Vec<Self>, DeskError> {
        let staff = Staff::built_in()?;
        let mut desks = vec![];
        for (desk, person, role) in SEATS {
            let Some((person, name)) = staff.find(person) else { continue };
            let Some(viewer) = staff.viewer(&person, None) else { continue };
            let token = key.mint(&viewer, HOURS)?;
            let (label, person_name) = (role.label(), masked(&name));
            desks.push(Self { name: desk, label, person, person_name, token });
        }
        Ok(desks)
    }
}
