//! What can be asked. Each query goes through the read door: what the viewer may not see is not found.

use async_graphql::{Context, Object, Result, SimpleObject};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::clock::Done;
use projections::{
    cases::{CaseFilter, CaseKey},
    deadlines::{DeadlineFilter, DeadlineKey},
    page::{Asked, Page},
};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    case::Case,
    deadline::Deadline,
    payload::{fault, viewer},
    scalars::{CaseId, PersonId},
    vocabulary::{Stage, ViolationType},
};
use crate::App;

/// How many rows a page holds at most.
const PAGE_MAX: usize = 100;

/// What can be asked.
#[derive(Default)]
pub struct Query;

/// What a list of cases is narrowed to.
#[derive(async_graphql::InputObject, Default)]
pub struct CaseFilterInput {
    /// At one of these stages.
    stages: Option<Vec<Stage>>,
    /// Handled or verified by.
    handler: Option<PersonId>,
    /// For this type of violation.
    violation: Option<ViolationType>,
    /// With this case number.
    number: Option<String>,
    /// Against an organisation whose name contains this.
    party_name: Option<String>,
}

/// What can be asked.
#[Object]
impl Query {
    /// One case; null where there is none that you may see.
    async fn case(&self, ctx: &Context<'_>, id: CaseId) -> Result<Option<Case>> {
        let viewer = viewer(ctx)?;
        let row = ctx.data::<App>()?.read_model.case(&viewer, id.into()).map_err(fault)?;
        Ok(row.map(|row| Case::new(row, viewer)))
    }

    /// The cases of your agency, the one with the newest act first.
    async fn cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: CaseFilterInput,
        #[graphql(default = 20)] first: usize,
        after: Option<String>,
    ) -> Result<CasePage> {
        let viewer = viewer(ctx)?;
        let narrowed = CaseFilter {
            stages: filter.stages.unwrap_or_default().into_iter().map(Into::into).collect(),
            handler: filter.handler.map(Into::into),
            violation: filter.violation.map(Into::into),
            number: filter.number,
            party_name: filter.party_name,
            ..CaseFilter::default()
        };
        let asked: Asked<CaseKey> = asked(first, after.as_deref())?;
        let read_model = &ctx.data::<App>()?.read_model;
        let page = read_model.cases(&viewer, &narrowed, &asked).map_err(fault)?;
        let page_info = PageInfo::of(&page, |row| cursor(&row.key()));
        let nodes = page.rows.into_iter().map(|row| Case::new(row, viewer.clone())).collect();
        Ok(CasePage { nodes, page_info, total_count: page.total.into() })
    }

    /// 我的待办: what you have to see to, overdue first.
    async fn worklist(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = 20)] first: usize,
        after: Option<String>,
    ) -> Result<Worklist> {
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let today = app.clock.now().day();
        let asked: Asked<DeadlineKey> = asked(first, after.as_deref())?;
        let filter = DeadlineFilter::Worklist { today };
        let page = app.read_model.deadlines(&viewer, &filter, &asked).map_err(fault)?;
        let page_info = PageInfo::of(&page, |(key, _)| cursor(key));
        let item = |(_, row): (DeadlineKey, projections::deadlines::DeadlineRow)| {
            let done = row.settled.map(|it| Done {
                occurred: it.occurred,
                recorded: it.recorded,
                late_entry: it.late_entry,
            });
            WorklistItem {
                case_id: row.case.into(),
                case_number: row.case_number,
                party: row.party,
                deadline: Deadline::new(app, &row.deadline, (done, today)),
            }
        };
        let total_count = page.total.into();
        Ok(Worklist { nodes: page.rows.into_iter().map(item).collect(), page_info, total_count })
    }
}

/// A page of cases.
#[derive(SimpleObject)]
pub struct CasePage {
    nodes: Vec<Case>,
    page_info: PageInfo,
    total_count: Count,
}

/// A page of the worklist.
#[derive(SimpleObject)]
pub struct Worklist {
    nodes: Vec<WorklistItem>,
    page_info: PageInfo,
    total_count: Count,
}

/// A duty of a case.
#[derive(SimpleObject)]
pub struct WorklistItem {
    /// Which case.
    case_id: CaseId,
    /// 案号, once filed.
    case_number: Option<String>,
    /// Against whom.
    party: Option<String>,
    /// What is due.
    deadline: Deadline,
}

/// Where a page lies in its list.
#[derive(SimpleObject)]
pub struct PageInfo {
    /// There are rows after it.
    has_next_page: bool,
    /// Send it as `after` to read on.
    end_cursor: Option<String>,
}

/// How many there are.
#[derive(SimpleObject)]
pub struct Count {
    /// How many, at most ten thousand.
    value: u32,
    /// There are more.
    capped: bool,
}

impl From<projections::page::Count> for Count {
    fn from(count: projections::page::Count) -> Self {
        Self { value: count.value, capped: count.capped }
    }
}

impl PageInfo {
    fn of<T>(page: &Page<T>, cursor: impl Fn(&T) -> String) -> Self {
        Self { has_next_page: page.has_next, end_cursor: page.rows.last().map(cursor) }
    }
}

fn cursor(key: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

fn asked<K: DeserializeOwned>(first: usize, after: Option<&str>) -> Result<Asked<K>> {
    if !(1..=PAGE_MAX).contains(&first) {
        return Err(super::bad_input(&format!("`first` is {first}; 1 to {PAGE_MAX} is expected")));
    }
    let read = |text: &str| {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        serde_json::from_slice(&bytes).ok()
    };
    let beyond = match after {
        None => None,
        Some(text) => {
            let key = read(text);
            Some(key.ok_or_else(|| super::bad_input("`after` is not a cursor of this list"))?)
        }
    };
    Ok(Asked { limit: first, backwards: false, beyond })
}
