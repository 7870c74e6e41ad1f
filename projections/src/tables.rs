//! The tables, and what each event does to them.

use domain::{
    Decider, Officer,
    access::{self, Access},
    case::{self, Case},
    claim::{
        self, Claim,
        number::{self, Series},
    },
    id::CaseId,
    inbound::{self, Inbound},
    listing::{self, Listing},
    officer,
    publicity::{self, Publicity},
    restoration::{self, Restoration},
    restriction::{self, Restriction},
};
use rusqlite::{Transaction, params};
use sha2::{Digest, Sha256};
use store::{Recorded, StoreError};
use uuid::Uuid;

use crate::{
    cases, columns::micros, deadlines, documents, duties, inbound as inbounds, inbox, judgments,
    known, listings, officers, origin, parties, penalties, publicity as publicities, records,
    restoration as restorations, restrictions, statistics,
};

/// One table or a few that belong together.
pub(crate) trait Projection: Sync {
    /// `cases/1`: another number rebuilds everything.
    fn version(&self) -> &'static str;

    /// Its tables.
    fn schema(&self) -> &'static str;

    /// Its indexes, which a rebuild makes last.
    fn indexes(&self) -> &'static str;

    /// What an event does to it. Total: an error stops the follower.
    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()>;

    /// What all the events of a batch do to it together, after each of them: nothing more, of most tables.
    fn conclude(&self, _: &Transaction<'_>, _: &[Arrived]) -> rusqlite::Result<()> {
        Ok(())
    }
}

/// An event that has come to the tables.
pub(crate) struct Arrived {
    /// The envelope.
    pub recorded: Recorded,
    /// What it says.
    pub event: Event,
}

/// What an event says, by the kind of stream that it lies in.
#[expect(clippy::large_enum_variant, reason = "events are told one by one, never kept in bulk")]
pub(crate) enum Event {
    /// Of a case.
    Case(case::Event),
    /// Of the officers' register.
    Officer(officer::Event),
    /// Of a series of numbers.
    Number(number::Event),
    /// Of a claim.
    Claim(claim::Event),
    /// Of the publicity of a decision.
    Publicity(publicity::Event),
    /// Of a reading of sealed content, which only its own record tells.
    Access,
    /// Of an entry of a register.
    Listing(listing::Event),
    /// Of an application for the restoration of credit.
    Restoration(restoration::Event),
    /// Of a restriction.
    Restriction(restriction::Event),
    /// Of what another department handed over.
    Inbound(inbound::Event),
}

/// Why the tables can't be told of an event.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Untellable {
    /// It doesn't decode.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A newer program wrote it.
    #[error("this program knows no events of the category `{0}`")]
    Category(String),
    /// It lies in a stream that no record of its kind has.
    #[error("`{0}` is no stream of a record: it names no id")]
    Stream(String),
}

impl Arrived {
    /// The event of a case, where it is one.
    pub(crate) fn case(&self) -> Option<&case::Event> {
        match &self.event {
            Event::Case(event) => Some(event),
            Event::Officer(_)
            | Event::Number(_)
            | Event::Claim(_)
            | Event::Publicity(_)
            | Event::Access
            | Event::Listing(_)
            | Event::Restoration(_)
            | Event::Restriction(_)
            | Event::Inbound(_) => None,
        }
    }

    /// The event of the officers' register, where it is one.
    pub(crate) fn officer(&self) -> Option<&officer::Event> {
        match &self.event {
            Event::Officer(event) => Some(event),
            Event::Case(_)
            | Event::Number(_)
            | Event::Claim(_)
            | Event::Publicity(_)
            | Event::Access
            | Event::Listing(_)
            | Event::Restoration(_)
            | Event::Restriction(_)
            | Event::Inbound(_) => None,
        }
    }

    /// The id of the record, as tables keep it; of what has none, of the register or of numbers, nobody asks.
    pub(crate) fn key(&self) -> [u8; 16] {
        id_in(&self.recorded.stream).unwrap_or_default().into_bytes()
    }

    /// The case, where it is an event of one.
    pub(crate) fn case_id(&self) -> CaseId {
        CaseId::new(Uuid::from_bytes(self.key()))
    }
}

impl Event {
    /// Decodes what was recorded, as its category has it.
    pub(crate) fn of(recorded: &Recorded) -> Result<Self, Untellable> {
        let (category, _) = recorded.event_type.split_once('.').unwrap_or_default();
        if RECORDS.contains(&category) && id_in(&recorded.stream).is_none() {
            return Err(Untellable::Stream(recorded.stream.clone()));
        }
        match category {
            Case::CATEGORY => Ok(Self::Case(recorded.decode()?)),
            Officer::CATEGORY => Ok(Self::Officer(recorded.decode()?)),
            Series::CATEGORY => Ok(Self::Number(recorded.decode()?)),
            Claim::CATEGORY => Ok(Self::Claim(recorded.decode()?)),
            Publicity::CATEGORY => Ok(Self::Publicity(recorded.decode()?)),
            Access::CATEGORY => {
                recorded.decode::<access::Event>()?;
                Ok(Self::Access)
            }
            Listing::CATEGORY => Ok(Self::Listing(recorded.decode()?)),
            Restoration::CATEGORY => Ok(Self::Restoration(recorded.decode()?)),
            Restriction::CATEGORY => Ok(Self::Restriction(recorded.decode()?)),
            Inbound::CATEGORY => Ok(Self::Inbound(recorded.decode()?)),
            it => Err(Untellable::Category(it.to_owned())),
        }
    }
}

/// The kinds of stream that an id names, by which tables keep their records.
const RECORDS: [&str; 6] = [
    Case::CATEGORY,
    Publicity::CATEGORY,
    Listing::CATEGORY,
    Restoration::CATEGORY,
    Restriction::CATEGORY,
    Inbound::CATEGORY,
];

fn id_in(stream: &str) -> Option<Uuid> {
    stream.split_once('-').and_then(|(_, id)| id.parse().ok())
}

/// A record of which `table` has a row has come to this event.
pub(crate) fn touched(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    table: &'static str,
) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    let sql = format!(
        "UPDATE {table} SET occurred_at = max(occurred_at, ?2), recorded_at = ?3, revision = ?4,
             position = ?5
         WHERE stream = ?1"
    );
    tx.prepare_cached(&sql)?.execute(params![
        recorded.stream,
        micros(recorded.metadata.occurred_at),
        micros(recorded.metadata.recorded_at),
        recorded.revision,
        recorded.position.get(),
    ])?;
    Ok(())
}

/// Whether this program can read an event, whatever tables make of it; why not, in one line.
///
/// # Errors
///
/// It can't, as where a newer program wrote it.
pub fn readable(recorded: &Recorded) -> Result<(), String> {
    Event::of(recorded).map(drop).map_err(|error| store::in_full(&error))
}

/// What the streams begin with that tables are made of.
pub fn categories() -> impl Iterator<Item = &'static str> {
    let people = [Officer::CATEGORY, Access::CATEGORY];
    let claims = [Series::CATEGORY, Claim::CATEGORY];
    let credit = [Publicity::CATEGORY, Listing::CATEGORY];
    let after = [Restoration::CATEGORY, Restriction::CATEGORY, Inbound::CATEGORY];
    std::iter::once(Case::CATEGORY).chain(people).chain(claims).chain(credit).chain(after)
}

/// All of them.
pub(crate) const ALL: &[&dyn Projection] = &[
    &known::Known,
    &cases::Cases,
    &publicities::Publicities,
    &publicities::Copies,
    &records::Records,
    &listings::Listings,
    &restorations::Restorations,
    &inbounds::InboundRecords,
    &penalties::Penalties,
    &judgments::Judgments,
    &parties::Parties,
    &deadlines::Deadlines,
    &documents::Documents,
    &officers::Officers,
    &restrictions::Restrictions,
    // Restrictions and records say whom its entries concern.
    &inbox::Inbox,
    &duties::Duties,
    &statistics::Enforcement,
];

/// What every file of tables holds besides: how far it is, and the last event that it holds.
const CHECKPOINT: &str = "CREATE TABLE checkpoint (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    position INTEGER NOT NULL,
    last INTEGER,
    hash BLOB CHECK (length(hash) = 32)
) STRICT;";

/// All tables.
pub(crate) fn schema() -> String {
    ALL.iter().map(|it| it.schema()).chain([CHECKPOINT, origin::SCHEMA]).collect()
}

/// All indexes that no event asks for while it is applied.
pub(crate) fn indexes() -> String {
    ALL.iter().map(|it| it.indexes()).collect()
}

/// Every projection by name and version: `cases/1`. One follower feeds them all, so that they stand at one
/// position.
pub fn projections() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|it| it.version())
}

/// The digest of all versions; it is part of the file's name, so that another version is another file.
pub(crate) fn digest() -> String {
    let mut digest = Sha256::new();
    for projection in ALL {
        digest.update(projection.version());
        digest.update(projection.schema());
        digest.update(projection.indexes());
    }
    digest.update(CHECKPOINT);
    digest.update(origin::SCHEMA);
    let digest = digest.finalize();
    let six = digest.iter().take(6).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{six:012x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Registry;

    /// design.md §2, 7: what can't be told stops the tables, and takes no other record's place.
    #[tokio::test]
    async fn a_record_without_an_id_is_not_told() {
        let registry = Registry::open();
        registry.register("P-0001", "2022-11-14T09:00:00+08:00").await;
        let mut history = registry.store.read("officer-P-0001").await.unwrap();
        let mut stray = history.remove(0);
        assert!(matches!(Event::of(&stray), Ok(Event::Officer(_))));
        for category in RECORDS {
            (stray.stream, stray.event_type) = (format!("{category}-1"), format!("{category}.due"));
            let refused = Event::of(&stray).err().map(|it| it.to_string()).unwrap_or_default();
            assert!(refused.starts_with(&format!("`{category}-1` is no stream")), "{refused}");
        }
    }
}
