//! Officers as the register has them.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use domain::officer::{self, RoleHeld};
use projections::officers::OfficerRow;

use super::{
    scalars::{AgencyCode, Date, PersonId},
    vocabulary::Role,
};
use crate::App;

/// Their row.
pub struct Officer(pub OfficerRow);

/// A post in an agency.
#[derive(SimpleObject)]
pub struct Posting {
    /// Which agency.
    agency: AgencyCode,
    /// What the agency was called when the post began.
    agency_name: String,
    /// Which unit of it.
    unit: String,
    /// First day.
    from: Date,
    /// Last day, where it has ended.
    to: Option<Date>,
}

/// 行政执法证.
#[derive(SimpleObject)]
pub struct Certificate {
    /// Its number.
    number: String,
    /// First day.
    from: Date,
    /// Last day.
    to: Date,
}

/// A role held for a time.
#[derive(SimpleObject)]
pub struct HeldRole {
    /// Which.
    role: Role,
    /// Which, in Chinese.
    role_label: &'static str,
    /// First day.
    from: Date,
    /// Last day, where it has ended.
    to: Option<Date>,
}

/// An officer, as the register has them; only their own agency sees them.
#[Object]
impl Officer {
    /// The id of the entry in the register, as `node` takes it.
    pub async fn id(&self) -> ID {
        self.0.person.to_string().into()
    }

    /// Who, as acts and lists name them: `P-0001`.
    async fn person(&self) -> PersonId {
        self.0.person.clone().into()
    }

    /// How the name is shown: `王某`.
    async fn name(&self) -> &str {
        &self.0.officer.shown
    }

    /// Where the person works or worked, in the order in which it was entered.
    async fn postings(&self, ctx: &Context<'_>) -> Result<Vec<Posting>> {
        let app = ctx.data::<App>()?;
        Ok(self.0.officer.postings.iter().map(|it| Posting::new(app, it)).collect())
    }

    /// 行政执法证, in the order in which they were entered.
    async fn certificates(&self) -> Vec<Certificate> {
        self.0.officer.certificates.iter().map(Into::into).collect()
    }

    /// In which roles.
    async fn roles(&self) -> Vec<HeldRole> {
        self.0.officer.roles.iter().map(Into::into).collect()
    }

    /// For whom the person acts as head (主持工作).
    async fn acting_heads(&self) -> Vec<HeldRole> {
        self.0.officer.acting_heads.iter().map(Into::into).collect()
    }

    /// Since when the person holds the national legal-profession qualification (PR 51).
    async fn qualified_since(&self) -> Option<Date> {
        self.0.officer.qualified_since.map(Into::into)
    }

    /// Its last revision.
    async fn revision(&self) -> u64 {
        self.0.revision
    }
}

impl Posting {
    fn new(app: &App, it: &officer::Posting) -> Self {
        let agency = app.law.agencies().on(&it.agency, it.from);
        Self {
            agency_name: agency.map_or_else(|| it.agency.to_string(), |it| it.name.clone()),
            agency: it.agency.clone().into(),
            unit: it.unit.clone(),
            from: it.from.into(),
            to: it.to.map(Into::into),
        }
    }
}

impl From<&officer::Certificate> for Certificate {
    fn from(it: &officer::Certificate) -> Self {
        Self { number: it.number.clone(), from: it.from.into(), to: it.to.into() }
    }
}

impl From<&RoleHeld> for HeldRole {
    fn from(it: &RoleHeld) -> Self {
        Self {
            role: it.role.into(),
            role_label: it.role.label(),
            from: it.from.into(),
            to: it.to.map(Into::into),
        }
    }
}
