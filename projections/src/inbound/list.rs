//! Records of other departments that the reader may see, as of both times.

use domain::{
    id::{AgencyCode, InboundId, SubjectId},
    inbound::{Kind, Standing},
};
use jiff::civil::Date;
use rusqlite::{Row, types::Value};
use uuid::Uuid;

use super::{CHANGED, KEPT, TABLE};
use crate::{
    columns::{word, words},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    reader::Reader,
    versions::{self, Times},
};

/// A record, as lists find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboundRow {
    /// Its id.
    pub id: InboundId,
}

/// What a list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InboundFilter {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Pushed by this agency.
    pub agency: Option<AgencyCode>,
    /// To be shown by this bureau of market supervision.
    pub host: Option<AgencyCode>,
    /// Of this subject.
    pub subject: Option<SubjectId>,
    /// Under this number.
    pub number: Option<String>,
    /// Standing in one of these ways on the day that is asked about.
    pub standing: Vec<Standing>,
    /// Shown on GSXT on that day, or not.
    pub shown: Option<bool>,
}

/// How a record stands on a day, as [`domain::inbound::Inbound::standing`] has it: an expression over a row.
fn standing_on(day: Date) -> String {
    format!(
        "CASE WHEN i.withdrawn_on <= '{day}' THEN 'WITHDRAWN' WHEN i.from_day > '{day}' THEN 'AHEAD'
              WHEN i.until_day < '{day}' THEN 'OVER' ELSE 'IN_FORCE' END"
    )
}

fn row(row: &Row<'_>) -> rusqlite::Result<(i64, InboundRow)> {
    Ok((row.get(0)?, InboundRow { id: InboundId::new(Uuid::from_bytes(row.get(1)?)) }))
}

impl InboundFilter {
    fn clauses(&self, reader: &Reader, on: Date) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, mut values) = reader.of_inbound();
        clauses.push("i.decided_on IS NOT NULL".to_owned());
        let mut narrow = |clause: &str, value: Option<String>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(Value::Text(value));
            }
        };
        narrow("i.kind = ?", self.kind.map(|it| word(&it)));
        narrow("i.agency = ?", self.agency.as_ref().map(ToString::to_string));
        narrow("i.host = ?", self.host.as_ref().map(ToString::to_string));
        narrow("i.subject = ?", self.subject.as_ref().map(ToString::to_string));
        narrow("i.number = ?", self.number.clone());
        if !self.standing.is_empty() {
            clauses.push(format!("{} IN ({})", standing_on(on), words(&self.standing)));
        }
        if let Some(shown) = self.shown {
            let of = if shown { "" } else { "NOT " };
            clauses.push(format!("{of}coalesce(i.shown_on <= '{on}', 0)"));
        }
        (clauses, values)
    }
}

impl ReadModel {
    /// Records that the reader finds, in the order in which they came, as of both times.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn inbound_records(
        &self,
        reader: &Reader,
        (filter, times): (&InboundFilter, Times),
        asked: &Asked<i64>,
    ) -> Result<Page<(i64, InboundRow)>, ReadModelError> {
        let stood = versions::stood(TABLE, (KEPT, &CHANGED), times);
        let list = List {
            columns: "i.no, i.id",
            bound: vec![],
            from: &format!("{stood} i"),
            order: &["i.no"],
            descending: false,
            narrowed: filter.clauses(reader, times.on),
        };
        let place = |no: &i64| vec![Value::Integer(*no)];
        self.read(|connection| list.page(connection, (asked, place), row))
    }
}
