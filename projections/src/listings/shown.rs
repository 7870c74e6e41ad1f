//! What the public finds in the registers: entries that are shown on GSXT and count (EIP 17; SDL).

use domain::{
    case::serious_list::Field,
    id::AgencyCode,
    listing::{Register, Standing, abnormal::GroundKind},
    party::Registration,
};
use jiff::civil::Date;
use rusqlite::{Row, types::Value};
use serde::{Deserialize, Serialize};

use super::list::holds;
use crate::{
    columns::{from_word, word},
    page::{Asked, List, Page},
    public::Public,
    read_model::{ReadModel, ReadModelError},
    versions::Times,
};

/// Somebody who stands in a register, as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSubject {
    /// In which.
    pub register: Register,
    /// Who: in full, or 王某某.
    pub party: String,
    /// The number in the register of businesses, where there is one.
    pub registration: Option<String>,
    /// The agency that has entered it.
    pub agency: AgencyCode,
    /// On which ground, of abnormal operations.
    pub ground: Option<GroundKind>,
    /// In which field of the list of serious violations.
    pub field: Option<Field>,
    /// Since when.
    pub entered_on: Date,
    /// The last day, where its term has one.
    pub until: Option<Date>,
}

/// A place in the list: by the day of entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListedPlace {
    /// Since when it counts.
    pub entered_on: String,
    /// The entry's id, which nobody can look up here.
    pub id: uuid::Uuid,
}

/// What the list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedFilter {
    /// In this register.
    pub register: Option<Register>,
    /// In this field of the list of serious violations.
    pub field: Option<Field>,
    /// On this ground of abnormal operations.
    pub ground: Option<GroundKind>,
    /// Entered by this agency.
    pub agency: Option<AgencyCode>,
    /// Whoever has this number.
    pub registration: Option<Registration>,
    /// Whoever's name, as it is shown, contains this.
    pub party: Option<String>,
}

impl ListedPlace {
    fn values(&self) -> Vec<Value> {
        vec![Value::Text(self.entered_on.clone()), Value::Blob(self.id.into_bytes().to_vec())]
    }
}

impl ListedFilter {
    fn clauses(&self, public: Public) -> (Vec<String>, Vec<Value>) {
        let mut clauses = vec![public.entered()];
        let mut values = vec![];
        let mut narrow = |clause: &str, value: Option<String>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(Value::Text(value));
            }
        };
        narrow("l.register = ?", self.register.map(|it| word(&it)));
        narrow("l.field = ?", self.field.map(|it| word(&it)));
        narrow("l.ground = ?", self.ground.map(|it| word(&it)));
        narrow("l.agency = ?", self.agency.as_ref().map(ToString::to_string));
        narrow("l.registration = ?", self.registration.as_ref().map(ToString::to_string));
        narrow("instr(l.shown, ?) > 0", self.party.clone());
        (clauses, values)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<(ListedPlace, ListedSubject)> {
    let entered_on: String = row.get(1)?;
    let over: Option<String> = row.get(8)?;
    let over: Option<Date> = over.map(from_word).transpose()?;
    let found = ListedSubject {
        register: from_word(row.get(2)?)?,
        party: row.get(3)?,
        registration: row.get(4)?,
        agency: from_word(row.get(5)?)?,
        ground: row.get::<_, Option<String>>(6)?.map(from_word).transpose()?,
        field: row.get::<_, Option<String>>(7)?.map(from_word).transpose()?,
        entered_on: from_word(entered_on.clone())?,
        until: over.and_then(|it| it.yesterday().ok()),
    };
    Ok((ListedPlace { entered_on, id: uuid::Uuid::from_bytes(row.get(0)?) }, found))
}

impl ReadModel {
    /// Who stands in the registers for everybody to see, whoever was entered last first.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn listed_subjects(
        &self,
        public: Public,
        filter: &ListedFilter,
        asked: &Asked<ListedPlace>,
    ) -> Result<Page<(ListedPlace, ListedSubject)>, ReadModelError> {
        let over = format!(
            "(SELECT min(e.day) FROM listing_ends e WHERE e.listing = l.no AND e.standing = '{}' AND {})",
            word(&Standing::Expired),
            holds("e", Times::now(public.on))
        );
        let columns = format!(
            "l.id, l.entered_on, l.register, l.shown, l.registration, l.agency, l.ground, l.field,
             {over}"
        );
        let list = List {
            columns: &columns,
            bound: vec![],
            from: "listings l",
            order: &["l.entered_on", "l.id"],
            descending: true,
            narrowed: filter.clauses(public),
        };
        self.read(|connection| list.page(connection, (asked, ListedPlace::values), row))
    }
}
