//! Parties: against whom the agency's cases run.

use async_graphql::{Context, ID, Object, Result};
use domain::party;
use projections::{cases::CaseFilter, parties::PartyRow};

use super::{
    super::consistency::Consistency,
    super::{
        case::Case,
        connection::{Connection, Paging, weight},
        malformed,
        party::{SubjectKind, line, person},
        payload::{fault, viewer},
        scalars::{IdNumber, RegistrationNumber, SubjectId},
    },
    cases::found,
};
use crate::App;

#[derive(Default)]
pub struct PartyQuery;

/// Their row.
pub struct Party(pub(super) PartyRow);

#[Object]
impl PartyQuery {
    /// A party of your agency's cases; null where there is none.
    async fn party(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "An organisation's registration number, or a person's opaque id.")]
        id: SubjectId,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Party>> {
        Consistency::kept(ctx, consistency).await?;
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let row = app.read_model.party(&viewer, &id.into()).map_err(fault)?;
        Ok(row.map(Party))
    }

    /// The opaque id of a natural person, by the identity number or the other paper that they are known by: by it
    /// `creditView`, `restrictions` and `restrictionsBearingOn` find what follows for somebody who shows it at a counter. It
    /// tells nothing of them, nor whether anything is recorded.
    async fn person_id(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their resident identity number.")] id_number: Option<IdNumber>,
        #[graphql(
            desc = "The other paper of whoever has no identity number, as it is written on filing: 护照E12345678."
        )]
        other_paper: Option<String>,
    ) -> Result<SubjectId> {
        let (app, _) = (ctx.data::<App>()?, viewer(ctx)?);
        let known_by = match (id_number, other_paper) {
            (Some(number), None) => number.0.as_str().to_owned(),
            (None, Some(paper)) => line("personId", "otherPaper", &paper)?,
            (Some(_), Some(_)) | (None, None) => {
                return Err(malformed("personId", "one of idNumber and otherPaper"));
            }
        };
        Ok(person(app, &known_by).into())
    }
}

impl Party {
    fn organisation(&self) -> Option<&party::Organisation> {
        match &self.0.party {
            party::Party::Organisation(it) => Some(it),
            party::Party::NaturalPerson(_) => None,
        }
    }
}

/// Against whom cases of your agency run, as the latest of their decisions or filings has it. What is
/// personal is not here: `readSealed` reads it, and records that it did.
#[Object]
impl Party {
    /// Its id: an organisation's registration number, a natural person's opaque id.
    pub async fn id(&self) -> ID {
        self.0.subject.to_string().into()
    }

    /// How it is named: in full, or 王某某 where it is a natural person.
    async fn name(&self) -> &str {
        self.0.party.shown()
    }

    /// What kind of subject it is.
    async fn kind(&self) -> SubjectKind {
        self.0.party.kind().into()
    }

    /// 自然人, 法人, 非法人组织 or 个体工商户.
    async fn kind_label(&self) -> &str {
        self.0.party.kind().label()
    }

    /// 统一社会信用代码 or registration number of an organisation.
    async fn registration(&self) -> Option<RegistrationNumber> {
        self.organisation().map(|it| it.registration.clone().into())
    }

    /// The registered address of an organisation.
    async fn address(&self) -> Option<&str> {
        self.organisation().map(|it| it.address.as_str())
    }

    /// The cases against it, the one with the newest act first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<Case>> {
        let subject = Some(self.0.subject.clone());
        let filter = CaseFilter { subject, ..CaseFilter::default() };
        found(ctx, &filter, &Paging { first, after, last, before })
    }
}
