//! The list of cases.

use async_graphql::{Context, InputObject, Object, OneofObject, Result};
use projections::cases::CaseFilter;

use super::super::{
    case::Case,
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    malformed,
    party::{line, person},
    payload::{fault, viewer},
    scalars::{
        AgencyCode, Date, DocumentNumber, IdNumber, PersonId, RegistrationNumber, SubjectId,
    },
    vocabulary::{Stage, ViolationType},
};
use crate::App;

const CASES: List = List("cases");

#[derive(Default)]
pub struct CasesQuery;

/// What a list of cases is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct CaseFilterInput {
    /// Of this agency.
    agency: Option<AgencyCode>,
    /// At one of these stages.
    stages: Option<Vec<Stage>>,
    /// Handled by or, until it is filed, verified by.
    handler: Option<PersonId>,
    /// Against this party.
    party: Option<PartyFilterInput>,
    /// Filed on this day or later.
    filed_from: Option<Date>,
    /// Filed on this day or earlier.
    filed_to: Option<Date>,
    /// For this type of violation.
    violation: Option<ViolationType>,
    /// With this case number, whole.
    number: Option<DocumentNumber>,
    /// With a document of this number, whole.
    document_number: Option<DocumentNumber>,
    /// With an act that this number, whole, was allotted to, and that never came: the number is voided, and
    /// `auditTrail.voidedNumbers` says why.
    voided_number: Option<DocumentNumber>,
}

/// A party, by one of the ways to find it. A natural person is found by what is known whole.
#[derive(OneofObject)]
pub enum PartyFilterInput {
    /// As `party` answers it.
    Id(SubjectId),
    /// An organisation, by 统一社会信用代码 or registration number.
    Registration(RegistrationNumber),
    /// Organisations whose name contains this.
    NameContains(String),
    /// Natural persons with exactly this name.
    PersonName(String),
    /// The natural person with this identity number.
    PersonIdNumber(IdNumber),
    /// The natural person who has no identity number and is known by this paper, as it was written on filing.
    PersonOtherPaper(String),
}

impl CaseFilterInput {
    fn filter(self, app: &App) -> Result<CaseFilter> {
        let filter = CaseFilter {
            agency: self.agency.map(Into::into),
            stages: self.stages.unwrap_or_default().into_iter().map(Into::into).collect(),
            handler: self.handler.map(Into::into),
            filed_from: self.filed_from.map(Into::into),
            filed_to: self.filed_to.map(Into::into),
            violation: self.violation.map(Into::into),
            number: self.number.map(|it| it.0.to_string()),
            document_number: self.document_number.map(|it| it.0.to_string()),
            voided_number: self.voided_number.map(|it| it.0.to_string()),
            ..CaseFilter::default()
        };
        match self.party {
            Some(party) => party.narrow(filter, app),
            None => Ok(filter),
        }
    }
}

impl PartyFilterInput {
    fn narrow(self, filter: CaseFilter, app: &App) -> Result<CaseFilter> {
        let keys = app.store.keys();
        Ok(match self {
            Self::Id(id) => CaseFilter { subject: Some(id.into()), ..filter },
            Self::Registration(number) => {
                let number = number.at("filter.party.registration")?;
                CaseFilter { subject: Some(number.subject()), ..filter }
            }
            Self::NameContains(part) if domain::text::is_blank(&part) => {
                return Err(malformed("filter.party.nameContains", "expected a part of a name"));
            }
            Self::NameContains(part) => {
                CaseFilter { party_name: Some(part.trim().to_owned()), ..filter }
            }
            Self::PersonName(name) => {
                let name = line("filter.party", "personName", &name)?;
                CaseFilter { name_digest: Some(keys.digest("name", &name)), ..filter }
            }
            Self::PersonIdNumber(number) => {
                CaseFilter { subject: Some(person(app, number.0.as_str())), ..filter }
            }
            Self::PersonOtherPaper(paper) => {
                let paper = line("filter.party", "personOtherPaper", &paper)?;
                CaseFilter { subject: Some(person(app, &paper)), ..filter }
            }
        })
    }
}

#[Object]
impl CasesQuery {
    /// The cases of your agency, the one with the newest act first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: CaseFilterInput,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<Case>> {
        Consistency::kept(ctx, consistency).await?;
        let filter = filter.filter(ctx.data::<App>()?)?;
        found(ctx, &filter, &Paging { first, after, last, before })
    }
}

/// A page of the cases that the viewer may see.
pub(super) fn found(
    ctx: &Context<'_>,
    filter: &CaseFilter,
    paging: &Paging,
) -> Result<Connection<Case>> {
    let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
    let page = app.read_model.cases(&viewer, filter, &paging.asked(ctx, CASES)?).map_err(fault)?;
    Ok(Connection::of(CASES, page, |row| (row.key(), Case::new(row, viewer.clone()))))
}
