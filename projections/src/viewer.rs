//! Who reads, and what that lets them see (domain.md §9).

use domain::{
    Role,
    case::parts::FilePart,
    id::{AgencyCode, PersonId},
};
use rusqlite::types::Value;

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
    /// Whether the viewer may see that part of the agency's cases. Credit supervision sees the decisions and
    /// their publicity, intake and hearing hosts the main file; the internal file is for handlers,
    /// reviewers and leaders; the registrar sees none.
    #[must_use]
    pub fn sees(&self, part: FilePart) -> bool {
        self.roles.iter().any(|role| match role {
            Role::Handler
            | Role::UnitHead
            | Role::CaseReviewer
            | Role::LegalReviewer
            | Role::AgencyLeader
            | Role::PrincipalHead => true,
            Role::Intake | Role::HearingHost => part != FilePart::Internal,
            Role::CreditUnit => part == FilePart::Decision,
            Role::Registrar => false,
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

    /// The conditions under which the viewer sees a row, the first with one value to bind: it is their
    /// agency's, and where they see decisions alone, it is `of_a_decision`.
    pub(crate) fn clauses(&self, agency: &str, of_a_decision: &str) -> (Vec<String>, Vec<Value>) {
        let mut clauses = vec![format!("{agency} = ?")];
        if !self.sees(FilePart::Decision) {
            clauses.push("0".to_owned());
        } else if !self.sees(FilePart::Main) {
            clauses.push(of_a_decision.to_owned());
        }
        (clauses, vec![Value::Text(self.reads_for.to_string())])
    }

    /// Whether the viewer leads a unit or the agency, and so sees everybody's work.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::UnitHead | Role::AgencyLeader | Role::PrincipalHead))
    }
}
