//! The publicity of decisions, channel by channel: what is searched across it. What each says in full is a fold
//! of its own stream.

mod copied;
mod file;
mod list;
mod shown;
mod withdrawn;

pub use self::{
    file::PublicityFile,
    shown::{Showing, ShownFilter, ShownPenalty, ShownPlace},
};
pub(crate) use self::{
    list::{is_shown_anew, unshown},
    shown::Copies,
};

use domain::{
    Moment,
    document::DocumentNumber,
    id::{AgencyCode, CaseId, PartId, PublicityId},
    publicity::{
        Channel, Event, Key, Matter, NotPublic, State, term::Term, withdrawing::Withdrawal,
    },
};
use jiff::civil::Date;
use rusqlite::{
    Row, Transaction, params,
    types::{Type, Value},
};
use serde::{Deserialize, Serialize};

use self::withdrawn::{last_day, was_shown, withdrew};
use crate::{
    columns::{from_word, json, micros, natural_order, word, words},
    tables::{self, Arrived, Projection},
    versions::{self, Times, steps},
    viewer::Viewer,
};

/// A publicity as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicityRow {
    /// Its id.
    pub id: PublicityId,
    /// Of which decision, on which channel.
    pub key: Key,
    /// Whose decision.
    pub agency: AgencyCode,
    /// Where it stands, or stood on the day that is asked about, as far as it was recorded.
    pub state: State,
    /// 处罚决定书文号.
    pub number: DocumentNumber,
    /// Against whom, as it is shown.
    pub party: String,
    /// The day of the decision.
    pub decided_on: Date,
    /// The last day on which it is shown, once it is and as far as it has one.
    pub ends_on: Option<Date>,
    /// Why it was withdrawn last, where it is.
    pub withdrawn: Option<Withdrawal>,
    /// Why what counts of the decision now is not shown in its place, where it isn't.
    pub barred: Option<NotPublic>,
    /// Its last revision, whatever was asked.
    pub revision: u64,
}

/// A place in the list: by the day of the decision, then by its number, then by channel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PublicityPlace {
    /// The day of the decision.
    pub decided_on: String,
    /// Its number, in the order in which numbers are counted.
    pub number: String,
    /// The channel's place among those of the decision.
    pub channel: i64,
    /// In the order in which they came to the tables.
    pub no: i64,
}

/// What a list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicityFilter {
    /// Of this case.
    pub case: Option<CaseId>,
    /// On this channel.
    pub channel: Option<Channel>,
    /// In one of these states, on the day that is asked.
    pub states: Vec<State>,
    /// Only what is to be made public: it is due, or was withdrawn and what is right is to be shown in its place.
    pub due: bool,
    /// Of the decision of this number.
    pub number: Option<DocumentNumber>,
    /// Decided on this day or later.
    pub decided_from: Option<Date>,
    /// Decided on this day or earlier.
    pub decided_to: Option<Date>,
}

pub(crate) struct Publicities;

impl Projection for Publicities {
    fn version(&self) -> &'static str {
        "publicity/7"
    }

    fn schema(&self) -> &'static str {
        concat!(
            "CREATE TABLE publicity (
            no INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            stream TEXT NOT NULL,
            case_no INTEGER NOT NULL,
            decision TEXT NOT NULL,
            channel TEXT NOT NULL,
            channel_rank INTEGER NOT NULL,
            agency TEXT NOT NULL,
            state TEXT NOT NULL,
            number TEXT NOT NULL,
            number_order TEXT NOT NULL,
            party TEXT NOT NULL,
            decided_on TEXT NOT NULL,
            ends_on TEXT,
            withdrawn TEXT,
            barred TEXT,
            withdrawals TEXT NOT NULL DEFAULT '[]',
            since TEXT NOT NULL DEFAULT '',
            copy TEXT,
            copied_at INTEGER,
            put_right INTEGER,
            shown_since INTEGER,
            reference TEXT,
            terms TEXT,
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX publicity_stream ON publicity (stream);
        CREATE UNIQUE INDEX publicity_id ON publicity (id);",
            steps!("publicity", "state TEXT NOT NULL, ends_on TEXT, withdrawn TEXT, barred TEXT"),
        )
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS publicity_case ON publicity (case_no);
         CREATE INDEX IF NOT EXISTS publicity_decided
             ON publicity (agency, decided_on, number_order, channel_rank, no);
         CREATE INDEX IF NOT EXISTS publicity_ends ON publicity (ends_on)
             WHERE state IN ('PUBLISHED', 'CORRECTED');
         CREATE INDEX IF NOT EXISTS publicity_owed ON publicity (agency)
             WHERE state IN ('DUE', 'WITHDRAWN');"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let tables::Event::Publicity(event) = &arrived.event else { return Ok(()) };
        let at = arrived.recorded.metadata.occurred_at;
        match event {
            Event::Due(it) => {
                open(tx, arrived, (&it.matter, it.channel))?;
                shown_until(tx, arrived, (None, &[]))?;
            }
            Event::NotPublishable(it) => open(tx, arrived, (&it.matter, it.channel))?,
            Event::Published(it) if it.withdrawn.is_some() => {
                was_shown(tx, arrived, (&it.terms, it.withdrawn.as_ref()))?;
            }
            Event::Published(it) => {
                copied::shows(tx, arrived, (Some(&it.copy), Some(&it.reference)))?;
                shown_until(tx, arrived, (Some(at), &it.terms))?;
            }
            Event::HostPublished(it) if it.withdrawn.is_some() => {
                was_shown(tx, arrived, (&it.terms, it.withdrawn.as_ref()))?;
            }
            Event::HostPublished(it) => {
                copied::shows(tx, arrived, (None, Some(&it.reference)))?;
                shown_until(tx, arrived, (Some(at), &it.terms))?;
            }
            Event::Pushed(it) if it.withdrawn.is_some() => {}
            Event::Pushed(it) => copied::shows(tx, arrived, (Some(&it.copy), None))?,
            Event::Outdated(it) => copied::put_right(tx, arrived, it)?,
            Event::Corrected(it) => {
                copied::shows(tx, arrived, (Some(&it.copy), it.reference.as_deref()))?;
            }
            Event::Reinstated(it) if it.to_be_shown => shown_until(tx, arrived, (None, &[]))?,
            Event::Withdrawn(_) => {
                withdrew(tx, arrived)?;
                shown_until(tx, arrived, (None, &[]))?;
            }
            Event::Withheld(_) | Event::Stopped(_) => shown_until(tx, arrived, (None, &[]))?,
            Event::Reinstated(it) => {
                shown_until(tx, arrived, (Some(it.shown_since), &it.terms))?;
            }
            Event::TakenDown(_) | Event::Expired(_) | Event::DeadlineFixed(_) => {}
        }
        touch(tx, arrived, event)?;
        let since = (&arrived.recorded, event.counts_since(at));
        let stands = event.leads_to().is_some();
        if stands { versions::step(tx, (TABLE, &CHANGED), since) } else { Ok(()) }
    }
}

/// A decision was made, or was altered where it was not made public as it had been made.
fn open(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (matter, channel): (&Matter, Channel),
) -> rusqlite::Result<()> {
    let stream = &arrived.recorded.stream;
    tx.prepare_cached(
        "INSERT INTO publicity (id, stream, case_no, decision, channel, channel_rank, agency, state,
             number, number_order, party, decided_on, occurred_at, recorded_at, revision, position)
         SELECT ?1, ?2, no, ?4, ?5, ?11, ?6, '', ?7, ?8, ?9, ?10, 0, 0, 0, 0 FROM cases WHERE id = ?3
         ON CONFLICT (stream) DO NOTHING",
    )?
    .execute(params![
        arrived.key(),
        stream,
        matter.case.uuid().as_bytes(),
        matter.decision.as_str(),
        word(&channel),
        matter.agency.as_str(),
        matter.number.to_string(),
        natural_order(&matter.number.to_string()),
        matter.party,
        matter.decided_at.day().to_string(),
        // Its place among those of the decision, which hangs on no log.
        channel as i64,
    ])?;
    Ok(())
}

/// Since when it is shown, and until when, or on what ground it isn't any more.
fn shown_until(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (shown_since, terms): (Option<Moment>, &[Term]),
) -> rusqlite::Result<()> {
    let (withdrawn, barred) = match &arrived.event {
        tables::Event::Publicity(Event::Withdrawn(it)) if it.restoration.is_none() => {
            (Some(word(&it.ground)), it.barred.map(|it| word(&it)))
        }
        _ => (None, None),
    };
    tx.prepare_cached(
        "UPDATE publicity SET ends_on = ?2, withdrawn = ?3, shown_since = ?4, terms = ?5, barred = ?6
         WHERE stream = ?1",
    )?
    .execute(params![
        arrived.recorded.stream,
        last_day((shown_since, terms)),
        withdrawn,
        shown_since.map(micros),
        json(&terms)?,
        barred,
    ])?;
    Ok(())
}

fn touch(tx: &Transaction<'_>, arrived: &Arrived, event: &Event) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "UPDATE publicity SET state = coalesce(?2, state), occurred_at = max(occurred_at, ?3),
             recorded_at = ?4, revision = ?5, position = ?6
         WHERE stream = ?1",
    )?
    .execute(params![
        recorded.stream,
        event.leads_to().map(|it| word(&it)),
        micros(recorded.metadata.occurred_at),
        micros(recorded.metadata.recorded_at),
        recorded.revision,
        recorded.position.get(),
    ])?;
    Ok(())
}

const COLUMNS: &str = "p.id, c.id, p.decision, p.channel, p.agency, p.state, p.number, p.party,
    p.decided_on, p.ends_on, p.revision, p.number_order, p.no, p.channel_rank, p.withdrawn, p.barred";

const TABLE: &str = "publicity";

/// What steps change of a row.
const CHANGED: [&str; 4] = ["state", "ends_on", "withdrawn", "barred"];

/// What they never change, as far as lists read or ask it.
const KEPT: &str = "no, id, case_no, decision, channel, channel_rank, agency, number, number_order,
    party, decided_on, revision";

/// The tables as they are.
const FROM: &str = "publicity p JOIN cases c ON c.no = p.case_no";

/// The same as of both times.
fn from(times: Times) -> String {
    let stood = versions::stood(TABLE, (KEPT, &CHANGED), times);
    format!("{stood} p JOIN cases c ON c.no = p.case_no")
}

/// The conditions under which the viewer sees a row that was there then.
fn seen(viewer: &Viewer) -> (Vec<String>, Vec<Value>) {
    let (mut clauses, values) = viewer.clauses("p.agency", "1");
    clauses.push("p.state IS NOT NULL".to_owned());
    (clauses, values)
}

fn row(row: &Row<'_>) -> rusqlite::Result<(PublicityPlace, PublicityRow)> {
    let day = |text: String| {
        let malformed =
            |error| rusqlite::Error::FromSqlConversionFailure(8, Type::Text, Box::new(error));
        text.parse::<Date>().map_err(malformed)
    };
    let decided_on: String = row.get(8)?;
    let ends_on: Option<String> = row.get(9)?;
    let key = Key {
        case: CaseId::new(uuid::Uuid::from_bytes(row.get(1)?)),
        decision: from_word::<PartId>(row.get(2)?)?,
        channel: from_word(row.get(3)?)?,
    };
    let found = PublicityRow {
        id: PublicityId::new(uuid::Uuid::from_bytes(row.get(0)?)),
        key,
        agency: from_word(row.get(4)?)?,
        state: from_word(row.get(5)?)?,
        number: from_word(row.get(6)?)?,
        party: row.get(7)?,
        decided_on: day(decided_on.clone())?,
        ends_on: ends_on.map(day).transpose()?,
        withdrawn: row.get::<_, Option<String>>(14)?.map(from_word).transpose()?,
        barred: row.get::<_, Option<String>>(15)?.map(from_word).transpose()?,
        revision: row.get(10)?,
    };
    let place = PublicityPlace {
        decided_on,
        number: row.get(11)?,
        channel: row.get(13)?,
        no: row.get(12)?,
    };
    Ok((place, found))
}

impl PublicityRow {
    /// Whether it is to be made public: it is due, or was withdrawn and what is right is to be shown in its place
    /// (PUB 9, 11).
    #[must_use]
    pub fn is_due(&self) -> bool {
        let anew = self.withdrawn.is_some_and(Withdrawal::is_shown_anew);
        self.state == State::Due || anew && self.barred.is_none()
    }

    /// Where it stands on a day, whether or not its end was recorded.
    #[must_use]
    pub fn state_on(&self, day: Date) -> State {
        let shown = matches!(self.state, State::Published | State::Corrected);
        match self.ends_on {
            Some(last_day) if shown && last_day < day => State::Expired,
            _ => self.state,
        }
    }
}

impl PublicityPlace {
    fn values(&self) -> Vec<Value> {
        vec![
            Value::Text(self.decided_on.clone()),
            Value::Text(self.number.clone()),
            Value::Integer(self.channel),
            Value::Integer(self.no),
        ]
    }
}

impl PublicityFilter {
    fn clauses(&self, viewer: &Viewer, on: Date) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, mut values) = seen(viewer);
        let mut narrow = |clause: &str, value: Option<Value>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(value);
            }
        };
        let day = |it: &Option<Date>| it.map(|it| Value::Text(it.to_string()));
        narrow("c.id = ?", self.case.map(|it| Value::Blob(it.uuid().into_bytes().to_vec())));
        narrow("p.channel = ?", self.channel.map(|it| Value::Text(word(&it))));
        narrow("p.decided_on >= ?", day(&self.decided_from));
        narrow("p.decided_on <= ?", day(&self.decided_to));
        narrow("p.number = ?", self.number.as_ref().map(|it| Value::Text(it.to_string())));
        if self.due {
            clauses.push(format!("(p.state = 'DUE' OR {})", is_shown_anew("p")));
        }
        if !self.states.is_empty() {
            clauses.push(format!(
                "iif(p.state IN ('PUBLISHED', 'CORRECTED') AND p.ends_on < '{on}', 'EXPIRED',
                     p.state) IN ({})",
                words(&self.states)
            ));
        }
        (clauses, values)
    }
}
