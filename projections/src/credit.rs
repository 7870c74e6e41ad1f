//! 信用视图: what follows for one subject from the decisions of all agencies, folded from the streams that are about it, as
//! of both times. The tables tell which streams those are, and nothing else.

use domain::{
    Decider, Moment, Rulebook,
    case::{Case, remedy::Standing},
    id::{CaseId, InboundId, ListingId, RestorationId, RestrictionId, SubjectId},
    publicity::{self, Key, Publicity},
    restoration::Restoration,
    restriction::Pair,
};
use jiff::civil::Date;
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use store::{EventStore, StoreError, fold};
use uuid::Uuid;

use crate::{
    history,
    inbound::InboundFile,
    listings::ListingFile,
    read_model::{ReadModel, ReadModelError},
    reader::Reader,
    records::Record,
    restoration::source_of,
    restrictions::RestrictionFile,
    versions::{Times, was_of},
};

/// Which records are about a subject, or were at a place of the log, whichever agency's, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concerning {
    pub(crate) cases: Vec<CaseId>,
    pub(crate) entries: Vec<ListingId>,
    restrictions: Vec<RestrictionId>,
    pub(crate) restorations: Vec<RestorationId>,
    pub(crate) inbound: Vec<InboundId>,
}

/// A case that was decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Which.
    pub case: CaseId,
    /// For what, in Chinese.
    pub violation: String,
    /// On which day.
    pub decided_on: Date,
    /// A penalty was imposed.
    pub penalised: bool,
}

/// What follows for a subject, whoever reads.
#[derive(Debug, Clone)]
pub struct CreditFile {
    /// Whose.
    pub subject: SubjectId,
    /// As of which times.
    pub times: Times,
    /// Its cases.
    pub cases: Vec<(CaseId, Case)>,
    /// Its penalty decisions on each channel, as far as that was so on the day.
    pub publicity: Vec<(Key, Publicity)>,
    /// Its entries of registers.
    pub entries: Vec<ListingFile>,
    /// The pairs of which agencies had been told by the day.
    pub restrictions: Vec<RestrictionFile>,
    /// The applications for its restoration that had been received by the day.
    pub restorations: Vec<(RestorationId, Restoration)>,
    /// What other departments had handed over by the day and not withdrawn.
    pub inbound: Vec<InboundFile>,
}

impl ReadModel {
    /// Which records are about a subject, or were as known then.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn concerning(
        &self,
        (subject, times): (&SubjectId, Times),
    ) -> Result<Concerning, ReadModelError> {
        self.read(|connection| {
            let restrictions = "SELECT id FROM restrictions WHERE subject = ?1 ORDER BY no";
            let inbound = "SELECT id FROM inbound WHERE subject = ?1 ORDER BY no";
            let whose = |table| was_of((table, table), "?1", times.until);
            let cases =
                format!("SELECT id FROM cases WHERE {} ORDER BY filed_on, id", whose("cases"));
            let entries = format!(
                "SELECT id FROM listings
                 WHERE {} AND entered_on IS NOT NULL ORDER BY entered_on, no",
                whose("listings")
            );
            let restorations = format!(
                "SELECT id FROM restorations r WHERE {} ORDER BY received_on, no",
                source_of("?1", times.until)
            );
            let ids = |sql: &str| ids(connection, sql, subject);
            Ok(Concerning {
                cases: ids(&cases)?.map(CaseId::new).collect(),
                entries: ids(&entries)?.map(ListingId::new).collect(),
                restrictions: ids(restrictions)?.map(RestrictionId::new).collect(),
                restorations: ids(&restorations)?.map(RestorationId::new).collect(),
                inbound: ids(inbound)?.map(InboundId::new).collect(),
            })
        })
    }
}

fn ids(
    connection: &Connection,
    sql: &str,
    subject: &SubjectId,
) -> rusqlite::Result<impl Iterator<Item = Uuid> + use<>> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map([subject.as_str()], |row| row.get(0).map(Uuid::from_bytes))?;
    Ok(found.collect::<rusqlite::Result<Vec<_>>>()?.into_iter())
}

impl CreditFile {
    /// Folds what is about a subject, as of both times.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of(
        store: &EventStore,
        subject: SubjectId,
        (concerning, times): (Concerning, Times),
    ) -> Result<Self, StoreError> {
        let (mut cases, mut publicity) = (vec![], vec![]);
        for id in concerning.cases {
            let case: Case = known(store, &Record::Case(id).stream(), times).await?;
            publicity.extend(shown(store, (id, &case), times).await?);
            cases.push((id, case));
        }
        let mut entries = vec![];
        for id in concerning.entries {
            let file = ListingFile::known(store, (id, times.until)).await?;
            entries.extend(file.filter(|it| it.listing.standing(times.on).is_some()));
        }
        let mut restrictions = vec![];
        for id in concerning.restrictions {
            let file = RestrictionFile::known(store, (id, times.until)).await?;
            restrictions.extend(file.filter(|it| it.pair.since.day() <= times.on));
        }
        let mut restorations = vec![];
        for id in concerning.restorations {
            let stream = Record::Restoration(id).stream();
            let applied: Restoration = known(store, &stream, times).await?;
            restorations.extend(applied.status_on(times.on).map(|_| (id, applied)));
        }
        let mut inbound = vec![];
        for id in concerning.inbound {
            let file = InboundFile::known(store, (id, times)).await?;
            let stands = |it: &InboundFile| it.inbound.withdrawn.is_none();
            inbound.extend(file.filter(stands));
        }
        Ok(Self { subject, times, cases, publicity, entries, restrictions, restorations, inbound })
    }

    /// Its penalty decisions that had been made by the day, each with what of it counted then.
    pub fn penalties(&self) -> impl Iterator<Item = (CaseId, &Case, Standing<'_>)> {
        let on = self.times.on;
        let made = move |it: &Standing<'_>| it.decided_at.day() <= on;
        self.cases.iter().flat_map(move |(id, case)| {
            let standing = case.standing(on).into_iter().filter(made);
            standing.map(move |it| (*id, case, it))
        })
    }

    /// Its cases that had been decided on by the day, with a penalty or without, as a later decision looks back at them
    /// (APL 33); not those of which no decision counts any more.
    pub fn incidents(&self) -> impl Iterator<Item = Incident> {
        let on = self.times.on;
        self.cases.iter().filter_map(move |(id, case)| {
            let standing = case.standing(on).into_iter();
            let counting = standing.filter(|it| !it.has_fallen()).map(|it| it.decided_at);
            let spared = case.record.exits.iter().map(|(at, _)| *at);
            let decided = counting.map(|at| (at, true)).chain(spared.map(|at| (at, false)));
            let (at, penalised) = decided.filter(|(at, _)| at.day() <= on).max()?;
            let violation = case.record.filed.as_ref()?.1.violation.label().to_owned();
            Some(Incident { case: *id, violation, decided_on: at.day(), penalised })
        })
    }

    /// Each pair in plain words, those of the reader alone: why the subject is restricted, and how that ends.
    pub fn in_plain_words<'a>(
        &'a self,
        reader: &'a Reader,
        law: &'a Rulebook,
    ) -> impl Iterator<Item = String> + 'a {
        let seen = self.restrictions.iter().filter(|it| reader.sees_pair(&it.pair));
        seen.map(|it| it.pair.in_plain_words(self.times.on, self.source_ends(&it.pair), law))
    }

    /// The first day on which the source of a pair counts no more of itself, where it has one.
    fn source_ends(&self, pair: &Pair) -> Option<Date> {
        let stream = &pair.notified.source.stream;
        let entry = self.entries.iter().find(|it| Record::Listing(it.id).stream() == *stream);
        let handed_over = || {
            let record = self.inbound.iter().find(|it| Record::Inbound(it.id).stream() == *stream);
            record.and_then(|it| it.inbound.over_on())
        };
        entry.map_or_else(handed_over, |it| it.listing.over_on())
    }

    /// How it is shown, as far as anything was known of it: as the last decision names it, or the last entry, notice or
    /// record of another department.
    #[must_use]
    pub fn party(&self) -> Option<&str> {
        let decided = self.penalties().last().map(|(_, _, it)| it.decided.party.shown());
        let entered = || Some(self.entries.last()?.opened.party.shown());
        let told = || Some(self.restrictions.last()?.pair.notified.subject.shown.as_str());
        let handed_over = || Some(self.inbound.last()?.record.subject.name.as_str());
        decided.or_else(entered).or_else(told).or_else(handed_over)
    }
}

/// A record as it was known.
async fn known<D>(store: &EventStore, stream: &str, times: Times) -> Result<D, StoreError>
where
    D: Decider<Event: DeserializeOwned>,
{
    fold(&history::recorded(store, stream, times.until).await?)
}

/// The penalty decisions of a case on each channel, of what had taken place by the day.
async fn shown(
    store: &EventStore,
    (case, folded): (CaseId, &Case),
    times: Times,
) -> Result<Vec<(Key, Publicity)>, StoreError> {
    let mut found = vec![];
    for (_, decided) in &folded.record.decisions {
        for key in Key::each(case, &decided.id) {
            let history = history::recorded(store, &key.stream(), times.until).await?;
            let counts = |it: &publicity::Event, at: Moment| it.counts_since(at) <= times.on;
            found.extend(history::counting(&history, counts)?.map(|it| (key, it)));
        }
    }
    Ok(found)
}
