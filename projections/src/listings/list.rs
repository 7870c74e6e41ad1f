//! Entries of registers as lists show them, and how each stands on a day, as known up to a place of the log.

use domain::{
    case::serious_list::Field,
    id::{AgencyCode, ListingId, SubjectId},
    listing::{Register, Standing},
};
use jiff::civil::Date;
use rusqlite::{Row, types::Value};
use uuid::Uuid;

use crate::{
    columns::{from_word, word, words},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    reader::Reader,
    versions::{Times, Versioned, was_of},
};

/// An entry, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingRow {
    /// Its id.
    pub id: ListingId,
    /// In which register.
    pub register: Register,
    /// Whose, as they are shown.
    pub party: String,
    /// The agency that keeps it.
    pub agency: AgencyCode,
    /// How it stands on the day that is asked about; nothing where it hadn't been entered by then.
    pub standing: Option<Standing>,
}

/// What a list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListingFilter {
    /// Of this register.
    pub register: Option<Register>,
    /// In this field of the list of serious violations.
    pub field: Option<Field>,
    /// Kept by this agency.
    pub agency: Option<AgencyCode>,
    /// Of this subject.
    pub subject: Option<SubjectId>,
    /// Standing in one of these ways on the day that is asked about.
    pub standing: Vec<Standing>,
    /// Counting on that day.
    pub active: bool,
}

/// What a list reads, or asks.
const KNOWN: Versioned<'_> = Versioned {
    table: "listings",
    fixed: &["no", "id", "register", "shown", "agency", "subject", "field"],
    changed: &["entered_on"],
};

/// How an entry stands on a day, as [`domain::listing::Listing::standing`] has it: an expression over a row, and over what
/// was known then of its ends.
fn standing_on(times: Times) -> String {
    let (day, known) = (times.on, times.end());
    let ended = format!(
        "FROM listing_ends e WHERE e.listing = l.no AND e.position <= {known} AND e.day <= '{day}'
             AND {}",
        holds("e", times)
    );
    let examined = format!(
        "SELECT 1 FROM listing_examinations s WHERE s.listing = l.no
             AND s.from_position <= {known} AND s.from_day <= '{day}'
             AND {}",
        holds("s", times)
    );
    format!(
        "CASE
           WHEN l.entered_on IS NULL OR l.entered_on > '{day}' THEN NULL
           WHEN EXISTS (SELECT 1 {ended} AND e.standing = 'REVOKED') THEN 'REVOKED'
           WHEN EXISTS (SELECT 1 {ended} AND e.standing <> 'SUSPENDED')
             THEN (SELECT e.standing {ended} AND e.standing <> 'SUSPENDED'
                 ORDER BY e.day, e.rank LIMIT 1)
           WHEN EXISTS (SELECT 1 {ended}) THEN 'SUSPENDED'
           WHEN EXISTS ({examined}) THEN 'UNDER_REEXAMINATION'
           ELSE 'IN_FORCE'
         END"
    )
}

/// Nothing that was known then has put an end by that day to what a row of the ends, or of the re-examinations, says.
pub(super) fn holds(row: &str, times: Times) -> String {
    let (day, known) = (times.on, times.end());
    format!("({row}.to_position IS NULL OR {row}.to_position > {known} OR {row}.to_day > '{day}')")
}

/// It stands in one of these ways on a day.
fn stands(times: Times, those: &[Standing]) -> String {
    format!("{} IN ({})", standing_on(times), words(those))
}

/// It counts on a day.
pub(crate) fn counts(times: Times) -> String {
    let counting: Vec<_> = Standing::ALL.into_iter().filter(|it| it.counts()).collect();
    stands(times, &counting)
}

/// Entries that are to be examined again on a day, of all agencies (SDL 2). The columns are `stream`, `agency`, and the `day`
/// since which they are.
pub(crate) fn examined(today: Date) -> String {
    let open = "FROM listing_examinations e WHERE e.to_day IS NULL";
    format!(
        "SELECT l.stream, l.agency, (SELECT min(e.from_day) {open} AND e.listing = l.no) AS day
         FROM listings l WHERE l.no IN (SELECT e.listing {open}) AND {}",
        stands(Times::now(today), &[Standing::UnderReexamination])
    )
}

fn row(row: &Row<'_>) -> rusqlite::Result<(i64, ListingRow)> {
    let found = ListingRow {
        id: ListingId::new(Uuid::from_bytes(row.get(1)?)),
        register: from_word(row.get(2)?)?,
        party: row.get(3)?,
        agency: from_word(row.get(4)?)?,
        standing: row.get::<_, Option<String>>(5)?.map(from_word).transpose()?,
    };
    Ok((row.get(0)?, found))
}

impl ListingFilter {
    fn clauses(&self, reader: &Reader, times: Times) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, mut values) = reader.of_entries();
        let mut narrow = |clause: &str, value: Option<String>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(Value::Text(value));
            }
        };
        narrow("l.register = ?", self.register.map(|it| word(&it)));
        narrow("l.field = ?", self.field.map(|it| word(&it)));
        narrow("l.agency = ?", self.agency.as_ref().map(ToString::to_string));
        let whose = was_of(("listings", "l"), "?", reader.own_as_of(times).until);
        narrow(&whose, self.subject.as_ref().map(ToString::to_string));
        if self.active {
            clauses.push(counts(times));
        }
        if !self.standing.is_empty() {
            clauses.push(stands(times, &self.standing));
        }
        (clauses, values)
    }
}

impl ReadModel {
    /// The entries of a subject that an agency keeps, in the order in which they came: what a decision to enter it has to
    /// know. Nobody else sees them.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn entries_of(
        &self,
        subject: &SubjectId,
        agency: &AgencyCode,
    ) -> Result<Vec<ListingId>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id FROM listings WHERE subject = ?1 AND agency = ?2 ORDER BY no",
            )?;
            let id = |row: &Row<'_>| Ok(ListingId::new(Uuid::from_bytes(row.get(0)?)));
            statement.query_map([subject.as_str(), agency.as_str()], id)?.collect()
        })
    }

    /// Entries that the reader finds, in the order in which they came, as known at a place of the log.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn listings(
        &self,
        reader: &Reader,
        (filter, times): (&ListingFilter, Times),
        asked: &Asked<i64>,
    ) -> Result<Page<(i64, ListingRow)>, ReadModelError> {
        let columns = format!("l.no, l.id, l.register, l.shown, l.agency, {}", standing_on(times));
        let list = List {
            columns: &columns,
            bound: vec![],
            from: &format!("{} l", KNOWN.known_at(times.until)),
            order: &["l.no"],
            descending: false,
            narrowed: filter.clauses(reader, times),
        };
        let place = |no: &i64| vec![Value::Integer(*no)];
        self.read(|connection| list.page(connection, (asked, place), row))
    }
}
