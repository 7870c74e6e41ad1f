//! Records that are no case: whose each of them is, and what lists show of it. A deadline, and what the clock is
//! refused, name the record that they are of ([`Record`]); lists find the record here, or the case itself.
//!
//! Another kind of record joins by a variant of [`Record`], and by what its first event says of it ([`opened`]).

use std::collections::BTreeMap;

use domain::{
    Decider,
    case::Case,
    document::DocumentNumber,
    id::{AgencyCode, CaseId, InboundId, ListingId, PublicityId, RestorationId, RestrictionId},
    inbound::{self, Inbound},
    listing::{self, Listing},
    publicity::{self, Publicity},
    restoration::{self, Restoration},
    restriction::{self, Restriction},
};
use rusqlite::{Row, Transaction, params, params_from_iter, types::Value};
use uuid::Uuid;

use crate::{
    cases::CaseRow,
    columns::{from_word, record},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Event, Projection},
    viewer::Viewer,
};

/// A record of which something is due, or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// A penalty case.
    Case(CaseId),
    /// The publicity of a decision on one channel.
    Publicity(PublicityId),
    /// An entry of a register.
    Listing(ListingId),
    /// A restriction.
    Restriction(RestrictionId),
    /// The restoration of credit.
    Restoration(RestorationId),
    /// What another department handed over.
    Inbound(InboundId),
}

/// Kinds of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// 行政处罚案件.
    Case,
    /// 行政处罚信息公示.
    Publicity,
    /// 名录列入记录.
    Listing,
    /// 限制措施.
    Restriction,
    /// 信用修复.
    Restoration,
    /// 部门推送信息.
    Inbound,
}

/// A record as lists of what is due show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Which.
    pub record: Record,
    /// Which case it is, or follows from, where it is one of the same agency.
    pub case: Option<CaseId>,
    /// The number of that case, once filed.
    pub case_number: Option<DocumentNumber>,
    /// Against whom.
    pub party: Option<String>,
    /// Where it stands among what is due: by the case's number, then by id, then by rank.
    pub(crate) place: (String, Uuid, i64),
}

impl Record {
    /// What kind of record it is.
    #[must_use]
    pub fn kind(self) -> RecordKind {
        match self {
            Self::Case(_) => RecordKind::Case,
            Self::Publicity(_) => RecordKind::Publicity,
            Self::Listing(_) => RecordKind::Listing,
            Self::Restriction(_) => RecordKind::Restriction,
            Self::Restoration(_) => RecordKind::Restoration,
            Self::Inbound(_) => RecordKind::Inbound,
        }
    }

    /// Its id.
    #[must_use]
    pub fn uuid(self) -> Uuid {
        match self {
            Self::Case(it) => it.uuid(),
            Self::Publicity(it) => it.uuid(),
            Self::Listing(it) => it.uuid(),
            Self::Restriction(it) => it.uuid(),
            Self::Restoration(it) => it.uuid(),
            Self::Inbound(it) => it.uuid(),
        }
    }

    /// Its stream.
    #[must_use]
    pub fn stream(self) -> String {
        match self {
            Self::Case(it) => format!("{}-{it}", Case::CATEGORY),
            Self::Publicity(it) => publicity::stream_of(it),
            Self::Listing(it) => listing::stream_of(it),
            Self::Restriction(it) => restriction::stream_of(it),
            Self::Restoration(it) => restoration::stream_of(it),
            Self::Inbound(it) => inbound::stream_of(it),
        }
    }

    /// The record whose stream it is, where it is one's.
    #[must_use]
    pub fn of_stream(stream: &str) -> Option<Self> {
        let (category, id) = stream.split_once('-')?;
        let id: Uuid = id.parse().ok()?;
        match category {
            Case::CATEGORY => Some(Self::Case(CaseId::new(id))),
            Publicity::CATEGORY => Some(Self::Publicity(PublicityId::new(id))),
            Listing::CATEGORY => Some(Self::Listing(ListingId::new(id))),
            Restriction::CATEGORY => Some(Self::Restriction(RestrictionId::new(id))),
            Restoration::CATEGORY => Some(Self::Restoration(RestorationId::new(id))),
            Inbound::CATEGORY => Some(Self::Inbound(InboundId::new(id))),
            _ => None,
        }
    }

    /// The case, where it is one itself.
    #[must_use]
    pub fn case(self) -> Option<CaseId> {
        if let Self::Case(it) = self { Some(it) } else { None }
    }

    /// The publicity, where it is one.
    #[must_use]
    pub fn publicity(self) -> Option<PublicityId> {
        if let Self::Publicity(it) = self { Some(it) } else { None }
    }

    /// The entry of a register, where it is one.
    #[must_use]
    pub fn listing(self) -> Option<ListingId> {
        if let Self::Listing(it) = self { Some(it) } else { None }
    }

    /// The restriction, where it is one.
    #[must_use]
    pub fn restriction(self) -> Option<RestrictionId> {
        if let Self::Restriction(it) = self { Some(it) } else { None }
    }

    /// The application for restoration, where it is one.
    #[must_use]
    pub fn restoration(self) -> Option<RestorationId> {
        if let Self::Restoration(it) = self { Some(it) } else { None }
    }

    /// What another department handed over, where it is that.
    #[must_use]
    pub fn inbound(self) -> Option<InboundId> {
        if let Self::Inbound(it) = self { Some(it) } else { None }
    }
}

impl RecordKind {
    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Case => "行政处罚案件",
            Self::Publicity => "行政处罚信息公示",
            Self::Listing => "名录列入记录",
            Self::Restriction => "限制措施",
            Self::Restoration => "信用修复",
            Self::Inbound => "部门推送信息",
        }
    }
}

pub(crate) struct Records;

impl Projection for Records {
    fn version(&self) -> &'static str {
        "records/4"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE records (
            no INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            id BLOB NOT NULL,
            case_no INTEGER,
            agency TEXT NOT NULL,
            party TEXT,
            rank INTEGER NOT NULL,
            revoked INTEGER NOT NULL DEFAULT 0,
            revision INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX record_stream ON records (stream);
        CREATE TABLE record_officers (
            person TEXT NOT NULL,
            record TEXT NOT NULL,
            PRIMARY KEY (person, record)
        ) STRICT, WITHOUT ROWID;"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS record_case ON records (case_no) WHERE case_no IS NOT NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let stream = &arrived.recorded.stream;
        let Some(record) = Record::of_stream(stream).filter(|it| it.case().is_none()) else {
            return Ok(());
        };
        if let Some(it) = opened(&arrived.event) {
            tx.prepare_cached(
                "INSERT INTO records (stream, id, case_no, agency, party, rank, revision)
                 VALUES (?1, ?2, (SELECT no FROM cases WHERE id = ?3), ?4, ?5, ?6, 0)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                stream,
                record.uuid().as_bytes(),
                it.case.map(|it| it.uuid().into_bytes()),
                it.agency.as_str(),
                it.party,
                it.rank
            ])?;
        }
        tx.prepare_cached("UPDATE records SET revision = ?2 WHERE stream = ?1")?
            .execute(params![stream, arrived.recorded.revision])?;
        if matches!(&arrived.event, Event::Listing(it) if it.revokes()) {
            tx.prepare_cached("UPDATE records SET revoked = 1 WHERE stream = ?1")?
                .execute([stream])?;
        }
        acted(tx, arrived)
    }
}

/// Whoever acts on a record that follows from no case sees to it from then on: it has no handlers.
fn acted(tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    let Some(person) = recorded.metadata.actor.person() else { return Ok(()) };
    tx.prepare_cached(
        "INSERT OR IGNORE INTO record_officers
         SELECT ?2, stream FROM records WHERE stream = ?1 AND case_no IS NULL",
    )?
    .execute(params![recorded.stream, person.as_str()])?;
    Ok(())
}

/// What the first event of a record says of it.
struct Opened<'a> {
    /// The case of the same agency that it follows from.
    case: Option<CaseId>,
    /// Who has to see to it.
    agency: &'a AgencyCode,
    /// Whom it concerns, where that is not the party of the case.
    party: Option<&'a str>,
    /// Its place among the records of its case, after the case itself.
    rank: i64,
}

fn opened(event: &Event) -> Option<Opened<'_>> {
    match event {
        Event::Publicity(
            publicity::Event::Due(publicity::opening::Due { matter, channel, .. })
            | publicity::Event::NotPublishable(publicity::opening::NotPublishable {
                matter,
                channel,
                ..
            }),
        ) => {
            let (case, agency, rank) = (Some(matter.case), &matter.agency, *channel as i64);
            Some(Opened { case, agency, party: None, rank })
        }
        Event::Listing(listing::Event::GroundVerified(it)) => {
            Some(Opened { case: None, agency: &it.agency, party: Some(it.party.shown()), rank: 0 })
        }
        Event::Listing(listing::Event::SeriousEntered(it)) => {
            let case = Record::of_stream(&it.cause.stream).and_then(Record::case);
            let party = Some(it.party.shown());
            Some(Opened { case, agency: &it.agency, party, rank: AFTER_PUBLICITY })
        }
        // The source may lie in a case of another agency, which whoever imposes doesn't see.
        Event::Restriction(restriction::Event::Notified(it)) => {
            let party = Some(it.subject.shown.as_str());
            Some(Opened { case: None, agency: &it.agency, party, rank: 0 })
        }
        Event::Restoration(restoration::Event::Applied(it)) => {
            let case = Record::of_stream(&it.source.stream).and_then(Record::case);
            let (agency, party) = (&it.source.agency, Some(it.party.shown()));
            Some(Opened { case, agency, party, rank: AFTER_REGISTERS })
        }
        // Whoever shows it sees to it; what its agency is to answer is listed there.
        Event::Inbound(inbound::Event::Pushed(it)) => {
            let party = Some(it.subject.name.as_str());
            Some(Opened { case: None, agency: &it.host, party, rank: 0 })
        }
        Event::Case(_)
        | Event::Publicity(_)
        | Event::Listing(_)
        | Event::Restriction(_)
        | Event::Restoration(_)
        | Event::Inbound(_)
        | Event::Officer(_)
        | Event::Number(_)
        | Event::Claim(_)
        | Event::Access => None,
    }
}

/// Behind every channel.
pub(crate) const AFTER_PUBLICITY: i64 = 100;

/// Behind the entry of a register.
pub(crate) const AFTER_REGISTERS: i64 = 200;

/// What of a record lists of what is due show, `r` being the record and `c` the case, of which one is absent at most;
/// and the place that the record has in them.
pub(crate) const PLACE: [&str; 3] =
    ["coalesce(c.number_order, '')", "coalesce(c.id, r.id)", "coalesce(r.rank, -1)"];

/// The condition under which a person has to see to a record, to be bound twice to them: they handle its case, or have
/// acted on it.
pub(crate) fn seen_to(case_no: &str, record: &str) -> String {
    format!(
        "({case_no} IN (SELECT case_no FROM case_officers WHERE person = ?)
          OR {record} IN (SELECT record FROM record_officers WHERE person = ?))"
    )
}

/// What is read of a record.
pub(crate) fn columns() -> String {
    let [number, id, rank] = PLACE;
    format!("r.stream, c.id, c.number, coalesce(r.party, c.party), {number}, {id}, {rank}")
}

pub(crate) fn row(row: &Row<'_>) -> rusqlite::Result<RecordRow> {
    let (case, number): (Option<[u8; 16]>, Option<String>) = (row.get(1)?, row.get(2)?);
    let place = (row.get(4)?, Uuid::from_bytes(row.get(5)?), row.get(6)?);
    Ok(RecordRow {
        record: record(row)?,
        case: case.map(|it| CaseId::new(Uuid::from_bytes(it))),
        case_number: number.map(from_word).transpose()?,
        party: row.get(3)?,
        place,
    })
}

impl From<CaseRow> for RecordRow {
    fn from(it: CaseRow) -> Self {
        let place = (it.number_order(), it.id.uuid(), -1);
        let (record, case) = (Record::Case(it.id), Some(it.id));
        Self { record, case, case_number: it.number, party: it.party, place }
    }
}

impl ReadModel {
    /// Those of these records that are no case and that the viewer leads or has to see to.
    pub(crate) fn records_of(
        &self,
        viewer: &Viewer,
        records: &[Record],
    ) -> Result<BTreeMap<Record, RecordRow>, ReadModelError> {
        let (mut clauses, mut values) = viewer.clauses("r.agency", "1");
        clauses.push(format!("r.stream IN ({})", vec!["?"; records.len()].join(", ")));
        values.extend(records.iter().map(|it| Value::Text(it.stream())));
        if !viewer.leads() {
            clauses.push(seen_to("r.case_no", "r.stream"));
            let person = Value::Text(viewer.person.to_string());
            values.extend([person.clone(), person]);
        }
        let sql = format!(
            "SELECT {} FROM records r LEFT JOIN cases c ON c.no = r.case_no WHERE {}",
            columns(),
            clauses.join(" AND ")
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(values), row)?;
            rows.map(|it| it.map(|it| (it.record, it))).collect()
        })
    }
}
