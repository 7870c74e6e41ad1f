//! Who reads, and what that lets them see (domain.md §9).

use domain::{
    Role,
    case::parts::FilePart,
    id::{AgencyCode, PersonId},
    listing::Listing,
    restriction::Pair,
};
use rusqlite::types::Value;

/// Somebody who reads, as their token and the register say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Who.
    pub person: PersonId,
    /// For which agency.
    pub agency: AgencyCode,
    /// In which unit of it.
    pub unit: Unit,
    /// Whose cases are read; those of other agencies are not found. The own agency, or the one in whose
    /// name it acts: a sub-office's bureau (PR 9).
    pub reads_for: AgencyCode,
    /// The agencies from which that one has taken over: their cases, and what they were told, are its own now.
    pub heir_of: Vec<AgencyCode>,
    /// In which roles, of those that the register knows today.
    pub roles: Vec<Role>,
}

/// In which unit of their agency somebody reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// In none: the register has no post for them today.
    Unposted,
    /// In this one.
    Of(String),
    /// In whichever handles a case: nobody in particular reads, but somebody of a role.
    Whichever,
}

/// In which of the agency's cases somebody sees a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// In none.
    Nowhere,
    /// In those that they or their unit handle.
    OwnUnit,
    /// In all of them.
    All,
}

impl Viewer {
    /// In which of the agency's cases the viewer sees that part. Credit supervision sees the decisions and
    /// their publicity, intake and hearing hosts the main file as well. The internal file is for reviewers and
    /// leaders in every case, for handlers and the heads of their units in those of their own unit. The
    /// registrar sees nothing.
    #[must_use]
    pub fn extent(&self, part: FilePart) -> Extent {
        let extents = self.roles.iter().map(|role| match (role, part) {
            (Role::Registrar, _)
            | (Role::CreditUnit, FilePart::Main | FilePart::Internal)
            | (Role::Intake | Role::HearingHost, FilePart::Internal) => Extent::Nowhere,
            (Role::Handler | Role::UnitHead, FilePart::Internal) => Extent::OwnUnit,
            (Role::CreditUnit, FilePart::Decision)
            | (
                Role::Intake | Role::HearingHost | Role::Handler | Role::UnitHead,
                FilePart::Decision | FilePart::Main,
            )
            | (
                Role::CaseReviewer | Role::LegalReviewer | Role::AgencyLeader | Role::PrincipalHead,
                _,
            ) => Extent::All,
        });
        extents.max().unwrap_or(Extent::Nowhere)
    }

    /// Whether the viewer sees that part of every case of the agency.
    #[must_use]
    pub fn sees_everywhere(&self, part: FilePart) -> bool {
        self.extent(part) == Extent::All
    }

    /// The condition under which the viewer sees the internal file of the case whose number `case_no` is, and
    /// what is to be bound in it. A case is its unit's who was named to verify or handle it last; a lead that
    /// nobody was given yet is open to the heads of units, who give it to somebody.
    pub(crate) fn internal(&self, case_no: &str) -> (String, Vec<Value>) {
        let always = |it: &str| (it.to_owned(), vec![]);
        let unit = match (self.extent(FilePart::Internal), &self.unit) {
            (Extent::All, _) | (Extent::OwnUnit, Unit::Whichever) => return always("1"),
            (Extent::Nowhere, _) => return always("0"),
            (Extent::OwnUnit, Unit::Unposted) => None,
            (Extent::OwnUnit, Unit::Of(unit)) => Some(unit.clone()),
        };
        let named = format!(
            "EXISTS (SELECT 1 FROM case_officers o LEFT JOIN officer_posts p ON p.person = o.person
                 AND p.from_day <= o.since AND coalesce(p.to_day, '9999-12-31') >= o.since
             WHERE o.case_no = {case_no} AND (o.person = ? OR p.agency = ? AND p.unit = ?))"
        );
        let unassigned =
            format!("NOT EXISTS (SELECT 1 FROM case_officers o WHERE o.case_no = {case_no})");
        let clause = if self.roles.contains(&Role::UnitHead) {
            format!("({named} OR {unassigned})")
        } else {
            named
        };
        let unit = unit.map_or(Value::Null, Value::Text);
        let (person, agency) = (self.person.to_string(), self.agency.to_string());
        (clause, vec![Value::Text(person), Value::Text(agency), unit])
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

    /// The condition that a column names the viewer's agency, or one from which it has taken over; and what is to be
    /// bound in it. Where there is none of the latter an index by agency gives the order, too.
    fn own(&self, column: &str) -> (String, Vec<Value>) {
        one_of(column, std::iter::once(&self.reads_for).chain(&self.heir_of))
    }

    /// The condition that a column names an agency whose people the viewer knows: the one they work for, and those from
    /// which it has taken over.
    pub(crate) fn colleagues(&self, column: &str) -> (String, Vec<Value>) {
        let before = self.heir_of.iter().filter(|_| self.agency == self.reads_for);
        one_of(column, std::iter::once(&self.agency).chain(before))
    }

    /// The conditions under which the viewer sees a row, the first with values to bind: it is their
    /// agency's, and where they see decisions alone, it is `of_a_decision`.
    pub(crate) fn clauses(&self, agency: &str, of_a_decision: &str) -> (Vec<String>, Vec<Value>) {
        let (own, values) = self.own(agency);
        let mut clauses = vec![own];
        if !self.sees_everywhere(FilePart::Decision) {
            clauses.push("0".to_owned());
        } else if !self.sees_everywhere(FilePart::Main) {
            clauses.push(of_a_decision.to_owned());
        }
        (clauses, values)
    }

    /// Whether the viewer sees a restriction (domain.md §9, 一处违法、处处受限): whoever sees decisions does, at the agency
    /// that was told, which sees its own domain, and at the one that the source is of.
    #[must_use]
    pub fn sees_pair(&self, pair: &Pair) -> bool {
        let told = &pair.notified;
        let own = self.acts_for(&told.agency) || self.acts_for(&told.source.agency);
        self.sees_everywhere(FilePart::Decision) && own
    }

    /// Whether what an agency was told, or did, is the viewer's agency's: its own, or of one from which it has taken over.
    #[must_use]
    pub fn acts_for(&self, agency: &AgencyCode) -> bool {
        self.reads_for == *agency || self.heir_of.contains(agency)
    }

    /// Whether the viewer sees penalty decisions, and what follows from them.
    #[must_use]
    pub fn sees_decisions(&self) -> bool {
        self.sees_everywhere(FilePart::Decision)
    }

    /// The conditions under which the viewer sees what was told their agency, or is of it, by the columns that say whose it
    /// is: the same as [`Viewer::sees_pair`].
    pub(crate) fn of_its_agencies(&self, columns: &[&str]) -> (Vec<String>, Vec<Value>) {
        let (any, values): (Vec<_>, Vec<_>) = columns.iter().map(|it| self.own(it)).unzip();
        let mut clauses = vec![format!("({})", any.join(" OR "))];
        if !self.sees_everywhere(FilePart::Decision) {
            clauses.push("0".to_owned());
        }
        (clauses, values.concat())
    }

    /// Whether the viewer sees an entry of a register (domain.md §9, serious list, abnormal list): whoever sees decisions
    /// does, of whichever agency it is; while its ground is only verified, at that agency alone.
    #[must_use]
    pub fn sees_entry(&self, entry: &Listing) -> bool {
        let entered = entry.entered_on.is_some() && self.sees_decisions();
        entered || self.keeps_entry(entry)
    }

    /// Whether the viewer sees it with its papers, as one of the own agency's.
    #[must_use]
    pub fn keeps_entry(&self, entry: &Listing) -> bool {
        let own = entry.opened.as_ref().is_some_and(|it| self.acts_for(&it.agency));
        own && self.sees_decisions()
    }

    /// The conditions under which the viewer sees an entry of a register, by the columns that say whose it is and when it
    /// was entered: the same as [`Viewer::sees_entry`].
    pub(crate) fn entries(&self, agency: &str, entered: &str) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, values) = self.of_its_agencies(&[agency]);
        if let Some(own) = clauses.first_mut() {
            *own = format!("({own} OR {entered} IS NOT NULL)");
        }
        (clauses, values)
    }

    /// Whether the viewer sees risk classes, where their agency grades by them (domain.md §9).
    #[must_use]
    pub fn sees_risk(&self) -> bool {
        let reads = |role: &Role| match role {
            Role::Handler
            | Role::UnitHead
            | Role::CaseReviewer
            | Role::LegalReviewer
            | Role::AgencyLeader
            | Role::PrincipalHead
            | Role::CreditUnit => true,
            Role::Intake | Role::HearingHost | Role::Registrar => false,
        };
        self.roles.iter().any(reads)
    }

    /// Whether the viewer sees to what other agencies tell the own one: its credit unit, and those who lead.
    #[must_use]
    pub fn answers_for_the_agency(&self) -> bool {
        self.leads() || self.roles.contains(&Role::CreditUnit)
    }

    /// Whether the viewer leads a unit or the agency, and so sees everybody's work.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::UnitHead | Role::AgencyLeader | Role::PrincipalHead))
    }
}

/// The condition that a column names one of these agencies, and what is to be bound in it.
fn one_of<'a>(
    column: &str,
    agencies: impl Iterator<Item = &'a AgencyCode>,
) -> (String, Vec<Value>) {
    let values: Vec<_> = agencies.map(|it| Value::Text(it.to_string())).collect();
    let clause = match &values[..] {
        [_] => format!("{column} = ?"),
        several => format!("{column} IN ({})", vec!["?"; several.len()].join(", ")),
    };
    (clause, values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::viewer;

    /// domain.md §9, row by row: decision, 正卷, 副卷.
    #[test]
    fn each_role_sees_what_the_table_says() {
        let parts = [FilePart::Decision, FilePart::Main, FilePart::Internal];
        let seen = |role| {
            let viewer = Viewer { roles: vec![role], ..viewer() };
            parts.map(|it| viewer.extent(it))
        };
        let (none, own, all) = (Extent::Nowhere, Extent::OwnUnit, Extent::All);
        for (role, expected) in [
            (Role::Intake, [all, all, none]),
            (Role::Handler, [all, all, own]),
            (Role::UnitHead, [all, all, own]),
            (Role::CaseReviewer, [all, all, all]),
            (Role::LegalReviewer, [all, all, all]),
            (Role::AgencyLeader, [all, all, all]),
            (Role::PrincipalHead, [all, all, all]),
            (Role::HearingHost, [all, all, none]),
            (Role::CreditUnit, [all, none, none]),
            (Role::Registrar, [none, none, none]),
        ] {
            assert_eq!(seen(role), expected, "{role:?}");
        }
        let roleless = Viewer { roles: vec![], ..viewer() };
        assert_eq!(parts.map(|it| roleless.extent(it)), [none; 3]);
    }
}
