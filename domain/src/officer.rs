//! The officers' register: who may act, for whom, with which certificate, in which roles, from when
//! to when (APL 42, 55; PR 19, 22, 51). One stream per person.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Role,
    id::{AgencyCode, PersonId},
};

/// What the register knows of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Officer {
    /// Who; absent before registration.
    pub person: Option<PersonId>,
    /// How the name is shown: `王某`.
    pub shown: String,
    /// Where the person works or worked.
    pub postings: Vec<Posting>,
    /// 行政执法证.
    pub certificates: Vec<Certificate>,
    /// In which roles.
    pub roles: Vec<RoleHeld>,
    /// Since when the person holds the national legal-profession qualification.
    pub qualified_since: Option<Date>,
    /// For whom the person acts as head while the post is vacant or its holder away.
    pub acting_heads: Vec<RoleHeld>,
}

/// A post in an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Posting {
    /// Which agency.
    pub agency: AgencyCode,
    /// Which unit of it.
    pub unit: String,
    /// First day.
    pub from: Date,
    /// Last day, where it has ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
}

/// An enforcement certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// A role held for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoleHeld {
    /// Which.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day, where it has ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
}

impl Officer {
    /// Whether the register knows this person at all.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        self.person.is_some()
    }

    /// Where the person worked on `day`.
    #[must_use]
    pub fn posting_on(&self, day: Date) -> Option<&Posting> {
        self.postings.iter().rfind(|it| within(day, it.from, it.to))
    }

    /// The certificate that was valid on `day`.
    #[must_use]
    pub fn certificate_on(&self, day: Date) -> Option<&Certificate> {
        self.certificates.iter().rfind(|it| within(day, it.from, Some(it.to)))
    }

    /// Whether the person held `role` on `day`, in their own right or as acting head.
    #[must_use]
    pub fn holds(&self, role: Role, day: Date) -> bool {
        let held = self.roles.iter().chain(&self.acting_heads);
        held.into_iter().any(|it| it.role == role && within(day, it.from, it.to))
    }

    /// Whether the person held the national legal-profession qualification on `day` (PR 51).
    #[must_use]
    pub fn qualified_on(&self, day: Date) -> bool {
        self.qualified_since.is_some_and(|since| since <= day)
    }
}

fn within(day: Date, from: Date, to: Option<Date>) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}
