//! What the public finds of what other departments handed over: what is shown on GSXT, isn't withdrawn, and whose last day
//! isn't over (EIP 7; APL 48.2).

use domain::{
    document::DocumentNumber,
    id::{AgencyCode, InboundId},
    inbound::Kind,
    party::Registration,
};
use rusqlite::{Row, types::Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::TABLE;
use crate::{
    columns::word,
    page::{Asked, List, Page},
    public::Public,
    read_model::{ReadModel, ReadModelError},
};

/// A place in the list: by the day of the decision, then by number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ShownInboundPlace {
    /// The day of the decision.
    pub decided_on: String,
    /// The number, in the order in which numbers are counted.
    pub number: String,
    /// The record's id, which nobody can look up here.
    pub id: Uuid,
}

/// What the list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownInboundFilter {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Decided by this agency.
    pub agency: Option<AgencyCode>,
    /// Of whoever has this number.
    pub registration: Option<Registration>,
    /// Under this number.
    pub number: Option<DocumentNumber>,
}

impl ShownInboundPlace {
    fn values(&self) -> Vec<Value> {
        let id = Value::Blob(self.id.into_bytes().to_vec());
        vec![Value::Text(self.decided_on.clone()), Value::Text(self.number.clone()), id]
    }
}

impl ShownInboundFilter {
    fn clauses(&self, public: Public) -> (Vec<String>, Vec<Value>) {
        let mut clauses = vec![public.handed_over()];
        let mut values = vec![];
        let mut narrow = |clause: &str, value: Option<String>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(Value::Text(value));
            }
        };
        narrow("i.kind = ?", self.kind.map(|it| word(&it)));
        narrow("i.agency = ?", self.agency.as_ref().map(ToString::to_string));
        narrow("i.subject = ?", self.registration.as_ref().map(|it| it.subject().to_string()));
        narrow("i.number = ?", self.number.as_ref().map(ToString::to_string));
        (clauses, values)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<(ShownInboundPlace, InboundId)> {
    let id = Uuid::from_bytes(row.get(2)?);
    let place = ShownInboundPlace { decided_on: row.get(0)?, number: row.get(1)?, id };
    Ok((place, InboundId::new(id)))
}

impl ReadModel {
    /// What other departments handed over and is public, what was decided last first.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn shown_inbound(
        &self,
        public: Public,
        filter: &ShownInboundFilter,
        asked: &Asked<ShownInboundPlace>,
    ) -> Result<Page<(ShownInboundPlace, InboundId)>, ReadModelError> {
        let list = List {
            columns: "i.decided_on, i.number_order, i.id",
            bound: vec![],
            from: &format!("{TABLE} i"),
            order: &["i.decided_on", "i.number_order", "i.id"],
            descending: true,
            narrowed: filter.clauses(public),
        };
        self.read(|connection| list.page(connection, (asked, ShownInboundPlace::values), row))
    }
}
