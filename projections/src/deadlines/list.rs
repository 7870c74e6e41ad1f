//! Lists of deadlines that people read: the worklist, and what ends in a time or stands in a case.

use domain::{
    Role,
    case::{parts::FilePart, review::ReviewKind},
    clock::Timer,
    id::CaseId,
    rulebook::OnExpiry,
};
use jiff::civil::Date;
use rusqlite::{Row, types::Value};
use uuid::Uuid;

use super::{DeadlineRow, FROM, columns, row};
use crate::{
    columns::{word, words},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    records::{PLACE, Record, seen_to},
    viewer::Viewer,
};

/// A place in a list of deadlines: overdue ones first on a worklist, then by the day that matters, then
/// by the number of the case that a record is or follows from, then by that one's id or, where there is none, its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct DeadlineKey {
    /// 0 before 1.
    pub rank: u8,
    /// The day, or the end of time where none is known.
    pub day: String,
    /// The case's number, in the order in which numbers are counted; empty before filing.
    pub number: String,
    /// The case, or the record that follows from none.
    pub of: Uuid,
    /// The case's own before those of the records that follow from it.
    pub place: i64,
    /// The deadlines of one record in the order in which they arose.
    pub no: i64,
}

/// Whose deadlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeadlineFilter {
    /// What the viewer has to see to, today.
    Worklist {
        /// Today.
        today: Date,
    },
    /// All of the agency, met or not.
    Listed(Listing),
}

/// What a list of deadlines is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Of this case.
    pub case: Option<CaseId>,
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// Only those that are still to be met on that day.
    pub open: Option<Date>,
}

impl ReadModel {
    /// Deadlines that the viewer may see: overdue ones first, then by the day that matters.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn deadlines(
        &self,
        viewer: &Viewer,
        filter: &DeadlineFilter,
        asked: &Asked<DeadlineKey>,
    ) -> Result<Page<(DeadlineKey, DeadlineRow)>, ReadModelError> {
        let rank = filter.rank();
        let [number, id, place] = PLACE;
        let list = List {
            columns: &format!("{}, {rank}", columns()),
            bound: vec![],
            from: FROM,
            order: &[&rank, "d.day", number, id, place, "d.no"],
            descending: false,
            narrowed: filter.clauses(viewer),
        };
        let ranked = |it: &Row<'_>| {
            let (key, found) = row(it)?;
            Ok((DeadlineKey { rank: it.get(16)?, ..key }, found))
        };
        self.read(|connection| list.page(connection, (asked, DeadlineKey::values), ranked))
    }
}

impl DeadlineKey {
    /// Of what a record asks that is of no case here: by rank and day, then by the record.
    pub(crate) fn of_record(
        (rank, day): (u8, String),
        record: Record,
        (place, no): (i64, i64),
    ) -> Self {
        Self { rank, day, number: String::new(), of: record.uuid(), place, no }
    }

    pub(crate) fn values(&self) -> Vec<Value> {
        vec![
            Value::Integer(self.rank.into()),
            Value::Text(self.day.clone()),
            Value::Text(self.number.clone()),
            Value::Blob(self.of.into_bytes().to_vec()),
            Value::Integer(self.place),
            Value::Integer(self.no),
        ]
    }
}

impl DeadlineFilter {
    /// What is overdue comes first on a worklist: an expression over a row.
    fn rank(&self) -> String {
        match self {
            Self::Worklist { today } => {
                format!(
                    "iif(d.day < '{today}' AND d.on_expiry IN ({}), 0, 1)",
                    on_expiry(OnExpiry::still_owed)
                )
            }
            // Always 0, said as an expression: ORDER BY takes a bare number for a column's place.
            Self::Listed(_) => "(d.no IS NULL)".to_owned(),
        }
    }

    fn clauses(&self, viewer: &Viewer) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, mut values) =
            viewer.clauses("d.agency", &format!("d.timer IN ({})", timers(FilePart::Decision)));
        let (internal, bound) = viewer.internal("d.case_no");
        clauses.push(format!("(d.timer NOT IN ({}) OR {internal})", timers(FilePart::Internal)));
        values.extend(bound);
        match self {
            Self::Worklist { today } => worklist(viewer, *today, &mut clauses, &mut values),
            Self::Listed(listing) => listing.narrow(&mut clauses, &mut values),
        }
        (clauses, values)
    }
}

impl Listing {
    fn narrow(&self, clauses: &mut Vec<String>, values: &mut Vec<Value>) {
        let mut narrow = |clause: &str, value: Option<Value>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(value);
            }
        };
        let day = |it: &Option<Date>| it.map(|it| Value::Text(it.to_string()));
        narrow("c.id = ?", self.case.map(|it| Value::Blob(it.uuid().into_bytes().to_vec())));
        narrow("d.day >= ?", day(&self.from));
        narrow("d.day <= ?", day(&self.to));
        if let Some(today) = self.open {
            clauses.push(still_open());
            values.push(Value::Text(today.to_string()));
        }
    }

    /// Whether a deadline of its case is among them.
    #[must_use]
    pub fn holds(&self, key: &DeadlineKey, row: &DeadlineRow) -> bool {
        self.from.is_none_or(|it| key.day >= it.to_string())
            && self.to.is_none_or(|it| key.day <= it.to_string())
            && self.open.is_none_or(|today| {
                let lasts = key.day >= today.to_string() || stays_listed(row.deadline.on_expiry);
                row.settled.is_none() && lasts
            })
    }
}

/// What is open, and is still to come or still to be seen to.
fn worklist(viewer: &Viewer, today: Date, clauses: &mut Vec<String>, values: &mut Vec<Value>) {
    clauses.push(still_open());
    values.push(Value::Text(today.to_string()));
    if !viewer.leads() {
        clauses.push(mine(viewer));
        let person = Value::Text(viewer.person.to_string());
        values.extend([person.clone(), person]);
    }
}

/// It is open, and is still to come on the day that is bound or still to be seen to.
fn still_open() -> String {
    format!("d.settled_at IS NULL AND (d.day >= ? OR d.on_expiry IN ({}))", on_expiry(stays_listed))
}

/// Whether a period that has run out stays on the worklist: what is owed, and a waiver that has not been
/// recorded, be it that the time for late entries is not over or that the case refused it.
fn stays_listed(on_expiry: OnExpiry) -> bool {
    on_expiry.still_owed() || on_expiry == OnExpiry::Waiver
}

/// The words of those consequences, as they stand in SQL.
fn on_expiry(those: fn(OnExpiry) -> bool) -> String {
    words(&OnExpiry::ALL.into_iter().filter(|it| those(*it)).collect::<Vec<_>>())
}

/// Whose each kind of review is (PR 50–52).
const REVIEWERS: [(Role, ReviewKind); 2] =
    [(Role::CaseReviewer, ReviewKind::CaseReview), (Role::LegalReviewer, ReviewKind::LegalReview)];

/// What somebody who leads nobody has to see to: the cases that they handle, records that they have acted on, reviews
/// of the kind that is theirs, publicity where they see to that.
fn mine(viewer: &Viewer) -> String {
    let holds = |those: &[Role]| viewer.roles.iter().any(|it| those.contains(it));
    let mut mine = vec![seen_to("d.case_no", "d.record")];
    for (role, kind) in REVIEWERS {
        if holds(&[role]) {
            let (timer, kind) = (word(&Timer::ReviewDo), word(&kind));
            mine.push(format!("d.timer = '{timer}' AND d.review = '{kind}'"));
        }
    }
    if holds(&[Role::CreditUnit]) {
        mine.push(format!("d.timer IN ({})", timers(FilePart::Decision)));
    }
    format!("({})", mine.join(" OR "))
}

/// The periods of a part of a record, as they stand in SQL.
fn timers(part: FilePart) -> String {
    words(&Timer::ALL.iter().filter(|it| it.part() == part).collect::<Vec<_>>())
}
