//! Who stands in the registers for everybody to see: the list of abnormal operations, the marks of individual businesses,
//! the list of serious violations (EIP 17; SDL), and the blacklist of food safety as a view of the latter (FSR 66).

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::{
    Rulebook,
    case::serious_list::Field,
    citation::{Citation, cite},
    listing::Register,
};
use projections::listings;

use super::{
    super::{
        connection::{Connection, List, Paging, weight},
        payload::fault,
        scalars::{AgencyCode, Date, RegistrationNumber},
        vocabulary::{AbnormalGround, ListingRegister, SeriousListField},
    },
    public,
};
use crate::App;

const LISTED: List = List("listedSubjects");

#[derive(Default)]
pub struct ListedQuery;

/// Somebody who stands in a register.
#[derive(SimpleObject)]
pub struct ListedSubject {
    /// In which.
    register: ListingRegister,
    /// In which, in Chinese.
    register_label: &'static str,
    /// Who: a natural person is 王某某.
    party: String,
    /// 统一社会信用代码, or the older number, where there is one.
    registration: Option<String>,
    /// On which ground, of abnormal operations.
    ground: Option<AbnormalGround>,
    /// On which ground, in Chinese.
    ground_label: Option<&'static str>,
    /// In which field of the list of serious violations.
    field: Option<SeriousListField>,
    /// In which field, in Chinese.
    field_label: Option<&'static str>,
    /// Who has entered it, by the code of `agencies`.
    agency: AgencyCode,
    /// Who has entered it, by the name that it bore then.
    agency_name: Option<String>,
    /// Since when.
    entered_on: Date,
    /// The last day, where the law sets a term.
    until: Option<Date>,
    /// The article under which it is shown.
    citation: String,
}

/// What the list is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct ListedSubjectFilter {
    /// In this register.
    register: Option<ListingRegister>,
    /// In this field of the list of serious violations.
    field: Option<SeriousListField>,
    /// On this ground of abnormal operations.
    ground: Option<AbnormalGround>,
    /// Entered by this agency.
    agency: Option<AgencyCode>,
    /// Whoever has this 统一社会信用代码, or older number.
    registration: Option<RegistrationNumber>,
    /// Whoever's name, as it is shown, contains this.
    party_name_part: Option<String>,
}

/// 食品安全严重违法生产经营者黑名单 (FSR 66): a view of the list of serious violations, and no register of its own.
pub struct PublicBlacklist;

impl ListedSubjectFilter {
    fn filter(self) -> Result<listings::ListedFilter> {
        let registration = self.registration.map(|it| it.at("filter.registration")).transpose()?;
        Ok(listings::ListedFilter {
            register: self.register.map(Into::into),
            field: self.field.map(Into::into),
            ground: self.ground.map(Into::into),
            agency: self.agency.map(Into::into),
            registration,
            party: self.party_name_part.map(|it| it.trim().to_owned()),
        })
    }
}

/// 食品安全严重违法生产经营者黑名单 (FSR 66): a view of the list of serious violations, and no register of its own.
#[Object]
impl PublicBlacklist {
    /// The articles in force today that it rests on.
    async fn citations(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let app = ctx.data::<App>()?;
        let all = [cite("FSR", "66"), cite("SDL", "5")];
        let there = all.iter().filter(|it| app.law.in_force(it, public(app).on));
        Ok(there.map(|it| app.law.cite(it)).collect())
    }

    /// Who stands in the list of serious violations for food, whoever was entered last first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn subjects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<ListedSubject>> {
        let filter = listings::ListedFilter {
            register: Some(Register::SeriousViolation),
            field: Some(Field::Food),
            ..listings::ListedFilter::default()
        };
        listed(ctx, &filter, &Paging { first, after, last, before })
    }
}

#[Object]
impl ListedQuery {
    /// 经营异常名录、经营异常状态、严重违法失信名单: who stands there now and is shown on GSXT, whoever was entered last
    /// first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn listed_subjects(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: ListedSubjectFilter,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<ListedSubject>> {
        listed(ctx, &filter.filter()?, &Paging { first, after, last, before })
    }

    /// 食品安全严重违法生产经营者黑名单 (FSR 66), as it is now.
    async fn food_safety_blacklist(&self) -> PublicBlacklist {
        PublicBlacklist
    }
}

fn listed(
    ctx: &Context<'_>,
    filter: &listings::ListedFilter,
    paging: &Paging,
) -> Result<Connection<ListedSubject>> {
    let app = ctx.data::<App>()?;
    let asked = paging.asked(ctx, LISTED)?;
    let page = app.read_model.listed_subjects(public(app), filter, &asked).map_err(fault)?;
    Ok(Connection::of(LISTED, page, |(place, it)| (place, ListedSubject::new(&app.law, it))))
}

impl ListedSubject {
    fn new(law: &Rulebook, it: listings::ListedSubject) -> Self {
        let by = law.agencies().on(&it.agency, it.entered_on);
        Self {
            register: it.register.into(),
            register_label: it.register.label(),
            party: it.party,
            registration: it.registration,
            ground: it.ground.map(Into::into),
            ground_label: it.ground.map(domain::listing::abnormal::GroundKind::label),
            field: it.field.map(Into::into),
            field_label: it.field.map(Field::label),
            agency_name: by.map(|it| it.name.clone()),
            agency: it.agency.into(),
            entered_on: it.entered_on.into(),
            until: it.until.map(Into::into),
            citation: law.cite(&shown_under(it.register)),
        }
    }
}

fn shown_under(register: Register) -> Citation {
    let (instrument, article) = register.shown_under();
    cite(instrument, article)
}
