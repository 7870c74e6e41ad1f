//! What is entered in the officers' register.

use async_graphql::InputObject;
use domain::{
    Narrative, id,
    officer::{
        ActingHead, Certificate, CertificateWithdrawn, Command, Left, Posting,
        QualificationRecorded, Registered, RoleEnded, RoleHeld,
    },
    party::identity::masked,
};

use super::super::super::{
    scalars::{AgencyCode, Date},
    vocabulary::Role,
};

/// A post in an agency.
#[derive(InputObject)]
pub struct PostingInput {
    /// Which agency.
    agency: AgencyCode,
    /// Which unit of it.
    unit: String,
    /// First day.
    from: Date,
    /// Last day, where it is known.
    to: Option<Date>,
}

impl From<PostingInput> for Posting {
    fn from(it: PostingInput) -> Self {
        Self {
            agency: it.agency.into(),
            unit: it.unit,
            from: it.from.into(),
            to: it.to.map(Into::into),
        }
    }
}

/// Takes a person up in the register (入册).
#[derive(InputObject)]
pub struct EnrolOfficerInput {
    /// The whole name; only the surname is shown.
    name: String,
    /// The first post.
    posting: PostingInput,
}

impl EnrolOfficerInput {
    pub(super) fn command(self, person: id::PersonId) -> Command {
        Command::Register(Registered {
            person,
            shown: masked(&self.name),
            name: Narrative::noted(self.name),
            posting: self.posting.into(),
        })
    }
}

/// Enters a new post (调任); the roles of the former one end with it.
#[derive(InputObject)]
pub struct TransferOfficerInput {
    /// The new post.
    posting: PostingInput,
}

impl From<TransferOfficerInput> for Command {
    fn from(it: TransferOfficerInput) -> Self {
        Self::Transfer(it.posting.into())
    }
}

/// Enters an enforcement certificate (行政执法证).
#[derive(InputObject)]
pub struct IssueCertificateInput {
    /// Its number.
    number: String,
    /// First day.
    from: Date,
    /// Last day.
    to: Date,
}

impl From<IssueCertificateInput> for Command {
    fn from(it: IssueCertificateInput) -> Self {
        Self::IssueCertificate(Certificate {
            number: it.number,
            from: it.from.into(),
            to: it.to.into(),
        })
    }
}

/// Ends a certificate before its time (收回执法证件).
#[derive(InputObject)]
pub struct WithdrawCertificateInput {
    /// Which.
    number: String,
    /// Its last day.
    last_day: Date,
    /// Why.
    reason: String,
}

impl From<WithdrawCertificateInput> for Command {
    fn from(it: WithdrawCertificateInput) -> Self {
        Self::WithdrawCertificate(CertificateWithdrawn {
            number: it.number,
            last_day: it.last_day.into(),
            reason: Narrative::noted(it.reason),
        })
    }
}

/// Grants a role in the present post (授予岗位).
#[derive(InputObject)]
pub struct GrantRoleInput {
    /// Which.
    role: Role,
    /// First day.
    from: Date,
    /// Last day, where it is known.
    to: Option<Date>,
}

impl From<GrantRoleInput> for Command {
    fn from(it: GrantRoleInput) -> Self {
        Self::GrantRole(RoleHeld {
            role: it.role.into(),
            from: it.from.into(),
            to: it.to.map(Into::into),
        })
    }
}

/// Ends a role (免去岗位), or acting as head (不再主持工作).
#[derive(InputObject)]
pub struct EndRoleInput {
    /// Which.
    role: Role,
    /// Its last day.
    last_day: Date,
    /// Why.
    reason: String,
}

impl From<EndRoleInput> for RoleEnded {
    fn from(it: EndRoleInput) -> Self {
        Self {
            role: it.role.into(),
            last_day: it.last_day.into(),
            reason: Narrative::noted(it.reason),
        }
    }
}

/// Enters that a person holds the national legal-profession qualification (PR 51).
#[derive(InputObject)]
pub struct RecordQualificationInput {
    /// Since when.
    since: Date,
}

impl From<RecordQualificationInput> for Command {
    fn from(it: RecordQualificationInput) -> Self {
        Self::RecordQualification(QualificationRecorded { since: it.since.into() })
    }
}

/// Has a person act as head (主持工作) while the post is vacant or its holder away.
#[derive(InputObject)]
pub struct AppointActingHeadInput {
    /// As which head.
    role: Role,
    /// First day.
    from: Date,
    /// Last day, where it is known.
    to: Option<Date>,
    /// Why the post's holder doesn't act.
    reason: String,
}

impl From<AppointActingHeadInput> for Command {
    fn from(it: AppointActingHeadInput) -> Self {
        Self::AppointActingHead(ActingHead {
            role: it.role.into(),
            from: it.from.into(),
            to: it.to.map(Into::into),
            reason: Narrative::noted(it.reason),
        })
    }
}

/// Enters that a person leaves the service (离任): post, roles and certificates end.
#[derive(InputObject)]
pub struct LeaveInput {
    /// The last day.
    last_day: Date,
    /// Why.
    reason: String,
}

impl From<LeaveInput> for Command {
    fn from(it: LeaveInput) -> Self {
        Self::Leave(Left { last_day: it.last_day.into(), reason: Narrative::noted(it.reason) })
    }
}
