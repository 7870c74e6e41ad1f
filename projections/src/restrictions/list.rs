//! Restrictions as lists show them, and how each stands on a day.

use domain::{
    id::{AgencyCode, EventId, MeasureCode, RestrictionId, SubjectId},
    restriction::{Domain, StandingKind},
};
use jiff::civil::Date;
use rusqlite::{Row, params, params_from_iter, types::Value};
use uuid::Uuid;

use crate::{
    columns::{from_word, word, words},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    reader::Reader,
    versions::{Times, Versioned},
};

/// A pair of a source and a measure, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestrictionRow {
    /// Its id.
    pub id: RestrictionId,
    /// Whom it concerns, as they are shown.
    pub subject: String,
    /// Which agency was told.
    pub agency: AgencyCode,
    /// Which measure.
    pub measure: MeasureCode,
    /// The last day of its term, where it was imposed for one.
    pub until: Option<Date>,
    /// Its last revision.
    pub revision: u64,
}

/// What a list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestrictionFilter {
    /// Of this subject.
    pub subject: Option<SubjectId>,
    /// Towards this agency.
    pub agency: Option<AgencyCode>,
    /// In this domain.
    pub domain: Option<Domain>,
    /// One of these measures; any, where none is named.
    pub measures: Vec<MeasureCode>,
    /// On account of this source.
    pub source: Option<EventId>,
    /// Standing in one of these ways on the day that is asked about.
    pub standing: Vec<StandingKind>,
    /// In effect on that day.
    pub active: bool,
}

const COLUMNS: &str = "r.no, r.id, r.shown, r.until_on, r.revision, r.agency, r.measure";

fn row(row: &Row<'_>) -> rusqlite::Result<(i64, RestrictionRow)> {
    let found = RestrictionRow {
        id: RestrictionId::new(Uuid::from_bytes(row.get(1)?)),
        subject: row.get(2)?,
        until: row.get::<_, Option<String>>(3)?.map(from_word).transpose()?,
        revision: row.get(4)?,
        agency: from_word(row.get(5)?)?,
        measure: from_word(row.get(6)?)?,
    };
    Ok((row.get(0)?, found))
}

/// What a list reads, or asks.
const KNOWN: Versioned<'_> = Versioned {
    table: "restrictions",
    fixed: &[
        "no",
        "id",
        "shown",
        "agency",
        "measure",
        "source",
        "source_agency",
        "subject",
        "domain",
        "market",
        "told_on",
    ],
    changed: &[
        "until_on",
        "fallen_on",
        "revision",
        "imposed_on",
        "start_on",
        "declined_on",
        "ended_on",
        "source_until",
    ],
};

/// How a pair stands on a day, as [`domain::restriction::Pair::standing`] has it: an expression over a row, and over the
/// pauses that were known then.
fn standing_on(times: Times) -> String {
    let (day, known) = (times.on, times.end());
    let imposed = format!(
        "(r.imposed_on <= '{day}' AND (r.declined_on IS NULL OR r.declined_on > '{day}'
              OR r.declined_on <= r.imposed_on))"
    );
    // It fell, or its time is over, whether or not the clock has recorded that.
    let fell = format!("(r.fallen_on <= '{day}' OR r.source_until < '{day}')");
    format!(
        "CASE
           WHEN r.ended_on <= '{day}' OR r.until_on < '{day}' THEN 'ENDED'
           WHEN {imposed} AND {fell} THEN iif(r.market, 'ENDED', 'UNFOUNDED')
           WHEN {imposed} AND r.start_on > '{day}' THEN 'SCHEDULED'
           WHEN {imposed} AND EXISTS (SELECT 1 FROM restriction_pauses s WHERE s.restriction = r.no
             AND s.from_position <= {known} AND s.from_day <= '{day}'
             AND (s.to_position IS NULL OR s.to_position > {known} OR s.to_day > '{day}')) THEN 'SUSPENDED'
           WHEN {imposed} THEN 'ACTIVE'
           WHEN r.declined_on <= '{day}' THEN 'DECLINED'
           WHEN {fell} THEN 'WITHDRAWN'
           ELSE 'NOTIFIED'
         END"
    )
}

/// Measures whose source fell, of all agencies, which nobody has lifted, and to lift which no rule sets a time. The columns are
/// `stream`, `agency`, and the `day` from which on the source counts no more.
pub(crate) fn unfounded(today: Date) -> String {
    format!(
        "SELECT r.stream, r.agency, r.fallen_on AS day FROM restrictions r
         WHERE r.fallen_on IS NOT NULL AND r.ended_on IS NULL AND NOT r.limited
             AND {} = 'UNFOUNDED'",
        standing_on(Times::now(today))
    )
}

impl RestrictionFilter {
    fn clauses(&self, times: Times) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, mut values) = (vec![], vec![]);
        let mut narrow = |clause: &str, value: Option<Value>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(value);
            }
        };
        let text = |it: &str| Value::Text(it.to_owned());
        narrow("r.told_on <= ?", Some(text(&times.on.to_string())));
        narrow("r.subject = ?", self.subject.as_ref().map(|it| text(it.as_str())));
        narrow("r.agency = ?", self.agency.as_ref().map(|it| text(it.as_str())));
        narrow("r.domain = ?", self.domain.map(|it| Value::Text(word(&it))));
        let source = self.source.map(|it| Value::Blob(it.uuid().into_bytes().to_vec()));
        narrow("r.source = ?", source);
        if !self.measures.is_empty() {
            let marks = vec!["?"; self.measures.len()].join(", ");
            clauses.push(format!("r.measure IN ({marks})"));
            values.extend(self.measures.iter().map(|it| text(it.as_str())));
        }
        if self.active {
            clauses.push(format!("{} = 'ACTIVE'", standing_on(times)));
        }
        if !self.standing.is_empty() {
            clauses.push(format!("{} IN ({})", standing_on(times), words(&self.standing)));
        }
        (clauses, values)
    }
}

impl ReadModel {
    /// Restrictions that the reader finds and that had begun by a day, as known at a place of the log, in the order in
    /// which they began.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn restrictions(
        &self,
        reader: &Reader,
        (filter, times): (&RestrictionFilter, Times),
        asked: &Asked<i64>,
    ) -> Result<Page<(i64, RestrictionRow)>, ReadModelError> {
        // What is of one subject, or rests on one source, is few.
        let few = filter.subject.is_some() || filter.source.is_some();
        let parts = reader.finds_pairs(few);
        let (from, seen) = KNOWN.known_in(times.until, &parts);
        let (clauses, values) = filter.clauses(times);
        let list = List {
            columns: COLUMNS,
            bound: vec![],
            from: &format!("{from} r"),
            order: &["r.no"],
            descending: false,
            narrowed: (clauses, [seen, values].concat()),
        };
        let place = |no: &i64| vec![Value::Integer(*no)];
        self.read(|connection| list.page(connection, (asked, place), row))
    }

    /// The measures that were imposed on account of these sources, whichever agency's, in the order in which they began; for
    /// whoever decides on what is to be restored.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn imposed_on_account_of(
        &self,
        sources: &[EventId],
    ) -> Result<Vec<RestrictionId>, ReadModelError> {
        let marks = vec!["?"; sources.len()].join(", ");
        let sql = format!(
            "SELECT id FROM restrictions WHERE source IN ({marks}) AND imposed_on IS NOT NULL
             ORDER BY no"
        );
        let sources = sources.iter().map(|it| it.uuid().into_bytes());
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let id = |row: &Row<'_>| Ok(RestrictionId::new(Uuid::from_bytes(row.get(0)?)));
            statement.query_map(params_from_iter(sources), id)?.collect()
        })
    }

    /// The measures of all agencies whose term was over before `day` and of which nothing says so, nor that they had
    /// ended before, at most `limit` of them after the row numbered `after` (0 for the first): what clockwork has to
    /// record.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn restrictions_over(
        &self,
        day: Date,
        (after, limit): (i64, usize),
    ) -> Result<Vec<(i64, RestrictionRow)>, ReadModelError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM restrictions r
             WHERE r.until_on < ? AND (r.ended_on IS NULL OR r.ended_on > date(r.until_on, '+1 day'))
                 AND (r.fallen_on IS NULL OR r.fallen_on > r.until_on OR NOT r.market)
                 AND r.no > ?
             ORDER BY r.no LIMIT {limit}"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_map(params![day.to_string(), after], row)?.collect()
        })
    }
}
