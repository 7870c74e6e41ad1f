//! Who reads, and what that lets them see (domain.md §9).

use domain::{
    Role,
    id::{AgencyCode, PersonId},
};

/// Somebody who reads, as their token and the register say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Who.
    pub person: PersonId,
    /// For which agency.
    pub agency: AgencyCode,
    /// Whose cases are read; those of other agencies are not found. The own agency, or the one in whose
    /// name it acts: a sub-office's bureau (PR 9).
    pub reads_for: AgencyCode,
    /// In which roles, of those that the register knows today.
    pub roles: Vec<Role>,
}

impl Viewer {
    /// Whether the viewer may see the agency's cases at all: the register knows them in some role.
    #[must_use]
    pub fn reads_cases(&self) -> bool {
        self.roles.iter().any(|role| match role {
            Role::Intake
            | Role::Handler
            | Role::UnitHead
            | Role::CaseReviewer
            | Role::LegalReviewer
            | Role::AgencyLeader
            | Role::PrincipalHead
            | Role::HearingHost => true,
            Role::CreditUnit | Role::Registrar => false,
        })
    }

    /// Whether the viewer may see the internal file (副卷): handlers of the own agency, reviewers,
    /// leaders; not the credit unit, not the registrar.
    #[must_use]
    pub fn reads_internal_file(&self) -> bool {
        self.roles.iter().any(|role| match role {
            Role::Handler
            | Role::UnitHead
            | Role::CaseReviewer
            | Role::LegalReviewer
            | Role::AgencyLeader
            | Role::PrincipalHead => true,
            Role::Intake | Role::HearingHost | Role::CreditUnit | Role::Registrar => false,
        })
    }

    /// Whether the viewer sees what they have themselves read of what is sealed (domain.md §9, audit log):
    /// handlers do.
    #[must_use]
    pub fn sees_own_readings(&self) -> bool {
        self.roles.contains(&Role::Handler)
    }

    /// Whether the viewer sees in sum how often what is sealed was read (domain.md §9, audit log): those who
    /// lead the agency do.
    #[must_use]
    pub fn sees_readings_in_sum(&self) -> bool {
        self.roles.iter().any(|it| matches!(it, Role::AgencyLeader | Role::PrincipalHead))
    }

    /// Whether the viewer leads a unit or the agency, and so sees everybody's work.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::UnitHead | Role::AgencyLeader | Role::PrincipalHead))
    }
}
