//! Lists in parts, as Relay reads them: edges with cursors, both ways, counts that are capped.

use async_graphql::{Context, Object, OutputType, Result, SimpleObject, TypeName};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use projections::page::{self, Asked, Page};
use serde::{Serialize, de::DeserializeOwned};

use super::malformed;
use crate::fault::Fault;

/// How many rows a page holds where nobody says.
const PAGE: usize = 20;

/// How many rows a page holds at most.
pub const PAGE_MAX: usize = 100;

/// Which part of a list is asked for, as the four arguments of a connection say.
pub struct Paging {
    /// So many from the beginning, or after `after`.
    pub first: Option<i64>,
    /// The cursor to read on from.
    pub after: Option<String>,
    /// So many before the end, or before `before`.
    pub last: Option<i64>,
    /// The cursor to read back from.
    pub before: Option<String>,
}

/// The name of a list. Its cursors carry it, so that those of another list are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List(pub &'static str);

/// A part of a list, in the list's own order.
pub struct Connection<T: OutputType> {
    edges: Vec<Edge<T>>,
    has_previous_page: bool,
    has_next_page: bool,
    /// Nothing where nobody asked.
    total: Option<Count>,
}

/// One place in a list.
#[derive(SimpleObject)]
#[graphql(name_type)]
pub struct Edge<T: OutputType> {
    /// This place: send it as `after` to read on from here, as `before` to read back.
    cursor: String,
    /// What stands there.
    node: T,
}

/// Where a part lies in its list.
#[derive(SimpleObject)]
pub struct PageInfo {
    /// There is more after it.
    has_next_page: bool,
    /// There is more before it.
    has_previous_page: bool,
    /// Send it as `before` to read back; absent where the part is empty.
    start_cursor: Option<String>,
    /// Send it as `after` to read on; absent where the part is empty.
    end_cursor: Option<String>,
}

/// How many there are in all.
#[derive(SimpleObject, Clone, Copy)]
pub struct Count {
    /// How many, at most ten thousand.
    value: u32,
    /// There are more.
    capped: bool,
}

/// How much a page weighs: as much as its rows.
pub fn weight(first: Option<i64>, last: Option<i64>, row: usize) -> usize {
    let size = first.or(last).and_then(|it| usize::try_from(it).ok());
    size.unwrap_or(PAGE).min(PAGE_MAX).saturating_mul(row)
}

impl Paging {
    /// What the field that is being resolved asks of `list`, which is counted where it selects how long that is.
    ///
    /// # Errors
    ///
    /// Both directions at once, a page of no or too many rows, a cursor of another list.
    pub fn asked<K: DeserializeOwned>(&self, ctx: &Context<'_>, list: List) -> Result<Asked<K>> {
        let counted = ctx.look_ahead().field("totalCount").exists();
        Ok(Asked { counted, ..self.of(list)? })
    }

    /// What is asked of `list`, which is counted.
    ///
    /// # Errors
    ///
    /// Both directions at once, a page of no or too many rows, a cursor of another list.
    pub fn of<K: DeserializeOwned>(&self, list: List) -> Result<Asked<K>> {
        let forwards = self.first.is_some() || self.after.is_some();
        let backwards = self.last.is_some() || self.before.is_some();
        if forwards && backwards {
            let path = if self.first.is_some() { "first" } else { "after" };
            return Err(malformed(path, "`first` goes with `after`, `last` with `before`"));
        }
        let (size, cursor) = if backwards {
            (("last", self.last), ("before", &self.before))
        } else {
            (("first", self.first), ("after", &self.after))
        };
        let beyond = match cursor {
            (_, None) => None,
            (argument, Some(cursor)) => Some(list.key(argument, cursor)?),
        };
        Ok(Asked { limit: page_size(size)?, backwards, beyond, counted: true })
    }
}

/// How many rows a page has.
///
/// # Errors
///
/// None, or too many.
pub fn page_size((argument, size): (&str, Option<i64>)) -> Result<usize> {
    let Some(size) = size else { return Ok(PAGE) };
    let rows = usize::try_from(size).ok().filter(|it| (1..=PAGE_MAX).contains(it));
    rows.ok_or_else(|| malformed(argument, format!("a page has 1 to {PAGE_MAX} rows, not {size}")))
}

impl List {
    #[expect(clippy::expect_used, reason = "a key is made of numbers, strings and ids")]
    fn cursor(self, key: &impl Serialize) -> String {
        URL_SAFE_NO_PAD
            .encode(serde_json::to_vec(&(self.0, key)).expect("a key can be written as JSON"))
    }

    fn key<K: DeserializeOwned>(self, argument: &str, cursor: &str) -> Result<K> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).unwrap_or_default();
        match serde_json::from_slice::<(String, K)>(&bytes) {
            Ok((list, key)) if list == self.0 => Ok(key),
            Ok(_) | Err(_) => {
                Err(malformed(argument, format!("expected a cursor that `{}` answered", self.0)))
            }
        }
    }
}

impl<T: OutputType> Connection<T> {
    /// A page of `list`, each row with its key and what it shows.
    pub fn of<R, K: Serialize>(list: List, page: Page<R>, row: impl Fn(R) -> (K, T)) -> Self {
        let edge = |it| {
            let (key, node) = row(it);
            Edge { cursor: list.cursor(&key), node }
        };
        Self {
            edges: page.rows.into_iter().map(edge).collect(),
            has_previous_page: page.has_previous,
            has_next_page: page.has_next,
            total: page.total.map(Into::into),
        }
    }
}

/// A part of a list, in the list's own order.
#[Object(name_type)]
impl<T: OutputType> Connection<T> {
    /// What stands in this part.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|it| &it.node).collect()
    }

    /// The same, each with its cursor.
    async fn edges(&self) -> &[Edge<T>] {
        &self.edges
    }

    /// Where this part lies in the list.
    async fn page_info(&self) -> PageInfo {
        PageInfo {
            has_next_page: self.has_next_page,
            has_previous_page: self.has_previous_page,
            start_cursor: self.edges.first().map(|it| it.cursor.clone()),
            end_cursor: self.edges.last().map(|it| it.cursor.clone()),
        }
    }

    /// How many there are in the whole list.
    async fn total_count(&self) -> Result<Count> {
        self.total.ok_or_else(|| Fault::Internal.error("nobody was to count this list"))
    }
}

impl<T: OutputType> TypeName for Connection<T> {
    fn type_name() -> std::borrow::Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

impl<T: OutputType> TypeName for Edge<T> {
    fn type_name() -> std::borrow::Cow<'static, str> {
        format!("{}Edge", T::type_name()).into()
    }
}

impl From<page::Count> for Count {
    fn from(count: page::Count) -> Self {
        Self { value: count.value, capped: count.capped }
    }
}
