//! What the public finds: penalties as the approved copies show them, each with the channels on which it stands now
//! (PUB 4, 9; APL 48).

use domain::{
    Moment,
    case::{
        self,
        redaction::{Prepared, Summary},
        violation::ViolationType,
    },
    document::{DocumentNumber, Sha256},
    id::{AgencyCode, CaseId, PartId},
    party::{Party, Registration},
    publicity::{Channel, Publicity, term::Term},
};
use jiff::civil::Date;
use rusqlite::{Connection, Row, Transaction, params, types::Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    columns::{from_json, from_word, json, moment, natural_order, word},
    page::{Asked, List, Page},
    public::Public,
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Projection},
};

/// A penalty that is public, as the copy shows it that was approved last of those that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPenalty {
    /// 行政处罚信息摘要 (PUB 4).
    pub summary: Summary,
    /// Whose decision.
    pub agency: AgencyCode,
    /// In which case it was decided, which nobody is told.
    pub case: CaseId,
    /// The copy, among the documents of that.
    pub copy: Sha256,
    /// Where it stands now.
    pub showings: Vec<Showing>,
}

/// That a penalty is shown on a channel now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Showing {
    /// Where.
    pub channel: Channel,
    /// Under which number or at which address, there.
    pub reference: String,
    /// Since when its publicity counts.
    pub since: Moment,
    /// The last day, as far as rules that are known set one.
    pub ends_on: Option<Date>,
    /// How long, under each regime.
    pub terms: Vec<Term>,
    /// It shows the text that is told here, as the decision reads since it was put right last; otherwise the one before.
    pub current: bool,
}

/// A place in the list: by the day of the decision, then by its number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ShownPlace {
    /// The day of the decision.
    pub decided_on: String,
    /// Its number, in the order in which numbers are counted.
    pub number: String,
}

/// What the list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownFilter {
    /// With this copy.
    pub copy: Option<Sha256>,
    /// The decision of this number.
    pub number: Option<DocumentNumber>,
    /// Of this agency.
    pub agency: Option<AgencyCode>,
    /// Shown on this channel.
    pub channel: Option<Channel>,
    /// Against the organisation of this number.
    pub registration: Option<Registration>,
    /// Against somebody whose name, as it is shown, contains this.
    pub party: Option<String>,
    /// For this type of violation.
    pub violation: Option<ViolationType>,
    /// Decided on this day or later.
    pub decided_from: Option<Date>,
    /// Decided on this day or earlier.
    pub decided_to: Option<Date>,
}

/// The summaries of all copies, whether or not anything of them is shown.
pub(crate) struct Copies;

impl Projection for Copies {
    fn version(&self) -> &'static str {
        "copies/3"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE copies (
            no INTEGER PRIMARY KEY,
            case_no INTEGER NOT NULL,
            id TEXT NOT NULL,
            decision TEXT NOT NULL,
            decided_on TEXT NOT NULL,
            number TEXT NOT NULL,
            number_order TEXT NOT NULL,
            registration TEXT,
            party TEXT NOT NULL,
            violation TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            summary TEXT NOT NULL
        ) STRICT;"
    }

    fn indexes(&self) -> &'static str {
        "CREATE UNIQUE INDEX IF NOT EXISTS copy_id ON copies (case_no, id);
         CREATE INDEX IF NOT EXISTS copy_decided ON copies (decided_on, number_order);
         CREATE INDEX IF NOT EXISTS copy_number ON copies (number);
         CREATE INDEX IF NOT EXISTS copy_digest ON copies (sha256);
         CREATE INDEX IF NOT EXISTS copy_registration ON copies (registration)
             WHERE registration IS NOT NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        match arrived.case() {
            Some(case::Event::RedactedCopyPrepared(it)) => prepared(tx, arrived, it),
            Some(case::Event::ClericalCorrected(it)) => match it.renumbered() {
                Some(party) => renumbered(tx, arrived, (&it.decision, party)),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

fn prepared(tx: &Transaction<'_>, arrived: &Arrived, it: &Prepared) -> rusqlite::Result<()> {
    let summary = &it.summary;
    tx.prepare_cached(
        "INSERT INTO copies (case_no, id, decision, decided_on, number, number_order,
                 registration, party, violation, summary, sha256)
             SELECT no, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM cases WHERE id = ?1",
    )?
    .execute(params![
        arrived.key(),
        it.id.as_str(),
        it.decision.as_str(),
        summary.decided_on.to_string(),
        summary.number.to_string(),
        natural_order(&summary.number.to_string()),
        summary.registration,
        summary.party,
        word(&summary.violation),
        json(summary)?,
        it.document.sha256.to_string(),
    ])?;
    Ok(())
}

/// The number of the party was put right: nobody finds the decision under the mistyped one any more, which may be
/// another's (APL 75.2).
fn renumbered(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (decision, party): (&PartId, &Party),
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE copies SET registration = ?3, summary = json_set(summary, '$.registration', ?3)
         WHERE case_no = (SELECT no FROM cases WHERE id = ?1) AND decision = ?2",
    )?
    .execute(params![
        arrived.key(),
        decision.as_str(),
        party.registration().map(Registration::as_str),
    ])?;
    Ok(())
}

impl ShownPlace {
    fn values(&self) -> Vec<Value> {
        vec![Value::Text(self.decided_on.clone()), Value::Text(self.number.clone())]
    }
}

impl ShownFilter {
    /// The conditions and their values: of the decision's copies that are shown to the public the one that was made last.
    fn clauses(&self, public: Public) -> (Vec<String>, Vec<Value>) {
        let mut values = vec![];
        let mut bound = |value: Option<String>, clause: &str| {
            let there = value.map(|it| values.push(Value::Text(it)));
            there.map(|()| clause.to_owned())
        };
        let shown = public.shown();
        let last = format!(
            "k.no = (SELECT max(s.no) FROM publicity p
                 JOIN copies s ON s.case_no = p.case_no AND s.id = p.copy
                 WHERE p.case_no = k.case_no AND p.decision = k.decision AND {shown})"
        );
        let place = |wanted: &str| {
            format!(
                "EXISTS (SELECT 1 FROM publicity p WHERE p.case_no = k.case_no
                     AND p.decision = k.decision AND {shown} AND {wanted})"
            )
        };
        let number = self.number.as_ref().map(ToString::to_string);
        let registration = self.registration.as_ref().map(ToString::to_string);
        let narrowed = [
            bound(self.agency.as_ref().map(ToString::to_string), &place("p.agency = ?")),
            bound(self.channel.map(|it| word(&it)), &place("p.channel = ?")),
            bound(self.copy.map(|it| it.to_string()), "k.sha256 = ?"),
            bound(number, "k.number = ?"),
            bound(registration, "k.registration = ?"),
            bound(self.party.clone(), "instr(k.party, ?) > 0"),
            bound(self.violation.map(|it| word(&it)), "k.violation = ?"),
            bound(self.decided_from.map(|it| it.to_string()), "k.decided_on >= ?"),
            bound(self.decided_to.map(|it| it.to_string()), "k.decided_on <= ?"),
        ];
        (std::iter::once(last).chain(narrowed.into_iter().flatten()).collect(), values)
    }
}

/// Which copy, of which decision.
struct Found {
    case_no: i64,
    decision: String,
    copy: String,
    summary: Summary,
    case: CaseId,
    sha256: Sha256,
}

fn found(row: &Row<'_>) -> rusqlite::Result<(ShownPlace, Found)> {
    let place = ShownPlace { decided_on: row.get(0)?, number: row.get(1)? };
    let summary = from_json(&row.get::<_, String>(5)?)?;
    let (case_no, decision, copy) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let (case, sha256) = (CaseId::new(Uuid::from_bytes(row.get(6)?)), from_word(row.get(7)?)?);
    Ok((place, Found { case_no, decision, copy, summary, case, sha256 }))
}

/// Where a decision is shown to the public, and whose it is; nothing where it isn't any more.
fn penalty(
    connection: &Connection,
    (public, found): (Public, Found),
) -> rusqlite::Result<Option<ShownPenalty>> {
    let Found { case_no, decision, copy, summary, case, sha256 } = found;
    let sql = format!(
        "SELECT p.channel, p.reference, p.shown_since, p.ends_on, p.terms,
             p.copy = ?3 AND (p.put_right IS NULL OR p.put_right <= p.copied_at), p.agency
         FROM publicity p WHERE p.case_no = ?1 AND p.decision = ?2 AND {}
         ORDER BY p.channel_rank",
        public.shown()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![case_no, decision, copy], |row| {
        Ok((row.get::<_, String>(6)?, showing(row)?))
    })?;
    let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
    let Some((agency, _)) = rows.first() else { return Ok(None) };
    let agency = from_word(agency.clone())?;
    let showings = rows.into_iter().map(|(_, it)| it).collect();
    Ok(Some(ShownPenalty { summary, agency, case, copy: sha256, showings }))
}

fn showing(row: &Row<'_>) -> rusqlite::Result<Showing> {
    let ends_on: Option<String> = row.get(3)?;
    Ok(Showing {
        channel: from_word(row.get(0)?)?,
        reference: row.get(1)?,
        since: moment(row.get(2)?),
        ends_on: ends_on.map(from_word).transpose()?,
        terms: from_json(&row.get::<_, String>(4)?)?,
        current: row.get(5)?,
    })
}

impl Showing {
    /// The term that applies on a day, where there is one, and why, in words.
    #[must_use]
    pub fn term_on(&self, day: Date) -> Option<(Term, String)> {
        let (terms, since) = (self.terms.clone(), Some(self.since));
        let shown = Publicity { terms, shown_since: since, ..Publicity::default() };
        shown.term_on(day).cloned().zip(shown.why_on(day))
    }
}

impl ReadModel {
    /// The penalties that are public, the one that was decided last first.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn shown_penalties(
        &self,
        public: Public,
        filter: &ShownFilter,
        asked: &Asked<ShownPlace>,
    ) -> Result<Page<(ShownPlace, ShownPenalty)>, ReadModelError> {
        let list = List {
            columns: "k.decided_on, k.number_order, k.case_no, k.decision, k.id, k.summary,
                (SELECT c.id FROM cases c WHERE c.no = k.case_no), k.sha256",
            bound: vec![],
            from: "copies k",
            order: &["k.decided_on", "k.number_order"],
            descending: true,
            narrowed: filter.clauses(public),
        };
        self.read(|connection| {
            let page = list.page(connection, (asked, ShownPlace::values), found)?;
            let Page { rows, has_previous, has_next, total } = page;
            let filled = rows
                .into_iter()
                .map(|(place, it)| Ok(penalty(connection, (public, it))?.map(|it| (place, it))));
            let rows = filled.filter_map(Result::transpose).collect::<rusqlite::Result<_>>()?;
            Ok(Page { rows, has_previous, has_next, total })
        })
    }
}
