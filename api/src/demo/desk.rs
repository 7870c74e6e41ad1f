//! The desks at which a newcomer may sit down, each with a token: somebody of each role of the provincial bureau, the
//! tax bureau that is told of what follows, and a company that looks at its own record.

use domain::{Role, id::Malformed, party::identity::masked};
use serde::Serialize;

use super::{Staff, staff::StaffError};
use crate::auth::{DevelopmentKey, KeyError, OwnRecord};

/// How long their tokens hold.
const HOURS: u32 = 24 * 30;

/// Who of an agency sits at them: a handler, a reviewer and a leader of the provincial bureau, by their roles, and
/// somebody of another agency.
const SEATS: [(&str, &str, Option<Role>); 4] = [
    ("handler", "P-0001", Some(Role::Handler)),
    ("reviewer", "P-0005", Some(Role::LegalReviewer)),
    ("leader", "P-0004", Some(Role::AgencyLeader)),
    ("tax", "P-0421", None),
];

/// The company whose penalty is under reconsideration (`open-one-violation-everywhere`).
const COMPANY: (&str, &str) = ("91510000MA7NBRQT73", "四川云集惠购平台服务有限公司");

/// A desk.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Desk {
    /// `handler`, `reviewer`, `leader`, `tax`, `company`.
    pub name: &'static str,
    /// What it is called in Chinese: the role, the agency, 当事人.
    pub label: &'static str,
    /// Who: the person, or the 统一社会信用代码 of a company.
    pub person: String,
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
    /// The company's code is none.
    #[error(transparent)]
    Company(#[from] Malformed),
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
        for (name, person, role) in SEATS {
            let Some((person, whole)) = staff.find(person) else { continue };
            let Some(viewer) = staff.viewer(&person, None) else { continue };
            let token = key.mint(&viewer, HOURS)?;
            let (person, person_name) = (person.to_string(), masked(&whole));
            let label = role.map_or("税务机关", Role::label);
            desks.push(Self { name, label, person, person_name, token });
        }
        desks.push(Self::of_the_company(key)?);
        Ok(desks)
    }

    fn of_the_company(key: &DevelopmentKey) -> Result<Self, DeskError> {
        let (uscc, name) = COMPANY;
        let token = key.mint_own(&OwnRecord { uscc: uscc.parse()? }, HOURS)?;
        let (person, person_name) = (uscc.to_owned(), name.to_owned());
        Ok(Self { name: "company", label: "当事人", person, person_name, token })
    }
}
