//! Entries of registers, a row an entry, with what makes it count no more and where in the log that lies: what was known
//! at a place of the log is asked of the same tables. What each entry says in full is a fold of its own stream.

mod file;
mod list;
mod shown;

pub(crate) use self::list::{counts, examined};
pub use self::{
    file::ListingFile,
    list::{ListingFilter, ListingRow},
    shown::{ListedFilter, ListedPlace, ListedSubject},
};

use domain::{
    case::serious_list::Field,
    clock::Deadline,
    id::{AgencyCode, RestorationId},
    listing::{Event, Register, Standing, abnormal::GroundKind, serious::over},
    party::Party,
};
use jiff::civil::Date;
use rusqlite::{Transaction, params};

use crate::{
    columns::word,
    tables::{self, Arrived, Projection},
    versions::{self, subjects, versions},
};

pub(crate) struct Listings;

impl Projection for Listings {
    fn version(&self) -> &'static str {
        "listings/4"
    }

    fn schema(&self) -> &'static str {
        concat!(
            "CREATE TABLE listings (
            no INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            stream TEXT NOT NULL,
            register TEXT NOT NULL,
            subject TEXT NOT NULL,
            shown TEXT NOT NULL,
            registration TEXT,
            agency TEXT NOT NULL,
            ground TEXT,
            field TEXT,
            entered_on TEXT,
            published_on TEXT,
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX listing_stream ON listings (stream);
        CREATE TABLE listing_ends (
            listing INTEGER NOT NULL,
            day TEXT NOT NULL,
            rank INTEGER NOT NULL,
            standing TEXT NOT NULL,
            restoration BLOB,
            position INTEGER NOT NULL,
            to_day TEXT,
            to_position INTEGER
        ) STRICT;
        CREATE INDEX listing_end ON listing_ends (listing, day, rank);
        CREATE TABLE listing_examinations (
            listing INTEGER NOT NULL,
            from_day TEXT NOT NULL,
            from_position INTEGER NOT NULL,
            to_day TEXT,
            to_position INTEGER
        ) STRICT;
        CREATE INDEX listing_examination ON listing_examinations (listing);
        CREATE INDEX listing_examined ON listing_examinations (listing) WHERE to_day IS NULL;",
            versions!("listings"),
            subjects!("listings"),
        )
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS listing_subject ON listings (subject, no);
         CREATE INDEX IF NOT EXISTS listing_register ON listings (register, no);
         CREATE INDEX IF NOT EXISTS listing_agency ON listings (agency, no);
         CREATE INDEX IF NOT EXISTS listing_field ON listings (field, no) WHERE field IS NOT NULL;
         CREATE INDEX IF NOT EXISTS listing_before ON listings_before (no, until);"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let tables::Event::Listing(event) = &arrived.event else { return Ok(()) };
        let occurred = arrived.recorded.metadata.occurred_at;
        versions::keep(tx, "listings", &arrived.recorded)?;
        match event {
            Event::GroundVerified(it) => {
                let of = (it.register, On::Ground(it.ground.kind()));
                begin(tx, arrived, of, (&it.party, &it.agency))?;
            }
            Event::SeriousEntered(it) => {
                let of = (Register::SeriousViolation, On::Field(it.field()));
                begin(tx, arrived, of, (&it.party, &it.agency))?;
                entered(tx, arrived, it.decided_on)?;
                over_on(tx, arrived, &it.deadlines)?;
            }
            Event::Entered(_) => entered(tx, arrived, occurred.day())?,
            Event::RemovedEarly(it) => {
                let on = it.removed_on(occurred);
                goes_on(tx, arrived, (Standing::Suspended, it.restoration, on))?;
            }
            Event::Reinstated(it) => {
                for was in [Standing::Suspended, Standing::RemovedEarly] {
                    goes_on(tx, arrived, (was, Some(it.restoration), it.on))?;
                }
                if over(&it.deadlines).is_some() {
                    goes_on(tx, arrived, (Standing::Expired, None, it.on))?;
                }
                over_on(tx, arrived, &it.deadlines)?;
            }
            Event::DeadlineFixed(it) => over_on(tx, arrived, &it.deadlines)?,
            Event::ReExaminationOpened(it) => examined_since(tx, arrived, it.altered_on)?,
            Event::ReExamined(_) => examined_until(tx, arrived, occurred.day())?,
            Event::Published(_) => published(tx, arrived, Some(occurred.day()))?,
            Event::PublicityEnded(_) => published(tx, arrived, None)?,
            Event::PartyCorrected(it) => {
                renumbered(tx, arrived, &it.party)?;
                published(tx, arrived, None)?;
            }
            Event::ExitApplied(_)
            | Event::CureVerified(_)
            | Event::Left(_)
            | Event::Expired(_)
            | Event::Suspended(_)
            | Event::FoundationFell(_)
            | Event::AlterationNoted(_)
            | Event::Corrected(_) => {}
        }
        let by = event.restoration();
        event.ends_as(occurred).map_or(Ok(()), |end| ended(tx, arrived, (end, by)))?;
        tables::touched(tx, arrived, "listings")
    }
}

/// What an entry rests on.
enum On {
    /// A ground that was verified.
    Ground(GroundKind),
    /// A penalty decision, in a field of the list.
    Field(Field),
}

fn begin(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (register, on): (Register, On),
    (party, agency): (&Party, &AgencyCode),
) -> rusqlite::Result<()> {
    let (ground, field) = match on {
        On::Ground(it) => (Some(word(&it)), None),
        On::Field(it) => (None, Some(word(&it))),
    };
    tx.prepare_cached(
        "INSERT INTO listings (id, stream, register, subject, shown, registration, agency, ground,
             field, occurred_at, recorded_at, revision, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0, 0)",
    )?
    .execute(params![
        arrived.key(),
        arrived.recorded.stream,
        word(&register),
        party.subject().to_string(),
        party.shown(),
        party.registration().map(ToString::to_string),
        agency.as_str(),
        ground,
        field,
    ])?;
    Ok(())
}

/// It counts since a day.
fn entered(tx: &Transaction<'_>, arrived: &Arrived, on: Date) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE listings SET entered_on = ?2 WHERE stream = ?1")?
        .execute(params![arrived.recorded.stream, on.to_string()])?;
    Ok(())
}

/// Its years are over from a day on, where a deadline sets that.
fn over_on(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    deadlines: &[Deadline],
) -> rusqlite::Result<()> {
    over(deadlines).map_or(Ok(()), |day| ended(tx, arrived, ((day, Standing::Expired), None)))
}

/// It is the party's under the number that was put right.
fn renumbered(tx: &Transaction<'_>, arrived: &Arrived, party: &Party) -> rusqlite::Result<()> {
    let mut no = tx.prepare_cached("SELECT no FROM listings WHERE stream = ?1")?;
    let no = no.query_row([&arrived.recorded.stream], |row| row.get(0))?;
    versions::renamed(tx, ("listings", no), (&arrived.recorded, &party.subject()))?;
    let registration = party.registration().map(ToString::to_string);
    tx.prepare_cached("UPDATE listings SET registration = ?2 WHERE no = ?1")?
        .execute(params![no, registration])?;
    Ok(())
}

/// It is shown on GSXT since a day, or no more.
fn published(tx: &Transaction<'_>, arrived: &Arrived, on: Option<Date>) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE listings SET published_on = ?2 WHERE stream = ?1")?
        .execute(params![arrived.recorded.stream, on.map(|it| it.to_string())])?;
    Ok(())
}

/// It counts no more from a day on, by a restoration or otherwise; of several on one day the first in their order counts.
fn ended(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    ((day, standing), by): ((Date, Standing), Option<RestorationId>),
) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "INSERT INTO listing_ends (listing, day, rank, standing, position, restoration)
         SELECT no, ?2, ?3, ?4, ?5, ?6 FROM listings WHERE stream = ?1",
    )?
    .execute(params![
        recorded.stream,
        day.to_string(),
        standing as i64,
        word(&standing),
        recorded.position.get(),
        by.map(|it| it.uuid().into_bytes()),
    ])?;
    Ok(())
}

/// What ended it in that way, by that restoration or otherwise, holds no more from a day on.
fn goes_on(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (was, by, from): (Standing, Option<RestorationId>, Date),
) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "UPDATE listing_ends SET to_day = ?4, to_position = ?5
         WHERE to_day IS NULL AND standing = ?2 AND restoration IS ?3
             AND listing = (SELECT no FROM listings WHERE stream = ?1)",
    )?
    .execute(params![
        recorded.stream,
        word(&was),
        by.map(|it| it.uuid().into_bytes()),
        from.to_string(),
        recorded.position.get(),
    ])?;
    Ok(())
}

/// It is to be examined again from a day on.
fn examined_since(tx: &Transaction<'_>, arrived: &Arrived, from: Date) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "INSERT INTO listing_examinations (listing, from_day, from_position)
         SELECT no, ?2, ?3 FROM listings WHERE stream = ?1",
    )?
    .execute(params![recorded.stream, from.to_string(), recorded.position.get()])?;
    Ok(())
}

/// Whatever was to be examined by a day was decided on it.
fn examined_until(tx: &Transaction<'_>, arrived: &Arrived, to: Date) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "UPDATE listing_examinations SET to_day = ?2, to_position = ?3
         WHERE to_day IS NULL AND from_day <= ?2
             AND listing = (SELECT no FROM listings WHERE stream = ?1)",
    )?
    .execute(params![recorded.stream, to.to_string(), recorded.position.get()])?;
    Ok(())
}
