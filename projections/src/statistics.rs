//! 行政执法统计年报: what an agency has done in a year, in sums (SYS3). Nothing of a single case is kept: a count, by
//! agency, year and month of the act.

use domain::{
    Fen,
    case::{
        self,
        remedy::{Outcome, RemedyKind},
        sanction::SanctionKind,
    },
    id::AgencyCode,
};
use jiff::civil::Date;
use rusqlite::{Transaction, params};
use serde::{Deserialize, Serialize};

use crate::{
    columns::{from_word, word},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Projection},
};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Counted {
    /// 案源.
    Lead,
    /// 立案.
    Filed,
    /// 不予立案.
    NotFiled,
    /// 行政处罚决定.
    Penalty,
    /// 处以罚款的行政处罚决定.
    Fined,
    /// 不予行政处罚决定.
    NoPenalty,
    /// 违法事实不能成立.
    NotEstablished,
    /// 自行变更.
    Altered,
    /// 自行撤销，或者被上级行政机关撤销.
    Revoked,
}

/// A sum of a year, and how much of it lies in each month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum<T> {
    /// Of what.
    pub of: T,
    /// In which month, 1 to 12.
    pub month: i8,
    /// How often.
    pub number: u32,
}

/// What an agency has done in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// By what was done.
    pub acts: Vec<Sum<Counted>>,
    /// By the kind of sanction that was imposed.
    pub sanctions: Vec<Sum<SanctionKind>>,
    /// By how remedies against its decisions ended.
    pub remedies: Vec<Sum<(RemedyKind, Outcome)>>,
    /// All fines that were imposed, together.
    pub fines: Fen,
}

pub(crate) struct Enforcement;

impl Projection for Enforcement {
    fn version(&self) -> &'static str {
        "statistics/2"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE enforcement (
            agency TEXT NOT NULL,
            year INTEGER NOT NULL,
            month INTEGER NOT NULL,
            sort TEXT NOT NULL,
            what TEXT NOT NULL,
            outcome TEXT NOT NULL,
            number INTEGER NOT NULL,
            fen INTEGER NOT NULL,
            PRIMARY KEY (agency, year, sort, what, outcome, month)
        ) STRICT, WITHOUT ROWID;"
    }

    /// None: each event asks for its own row.
    fn indexes(&self) -> &'static str {
        ""
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        use case::Event;
        let act = |what| count(tx, arrived, (ACT, &word(&what), ""), Fen::ZERO);
        match arrived.case() {
            Some(Event::LeadRegistered(_)) => act(Counted::Lead),
            Some(Event::CaseFiled(_)) => act(Counted::Filed),
            Some(Event::CaseNotFiled(_)) => act(Counted::NotFiled),
            Some(Event::NoPenaltyDecided(_)) => act(Counted::NoPenalty),
            Some(Event::ViolationNotEstablished(_)) => act(Counted::NotEstablished),
            Some(Event::DecisionAltered(_)) => act(Counted::Altered),
            Some(Event::DecisionRevokedByOwnMotion(_) | Event::DecisionRevokedBySuperior(_)) => {
                act(Counted::Revoked)
            }
            Some(Event::PenaltyDecided(it)) => {
                act(Counted::Penalty)?;
                if it.sanctions.iter().any(|it| it.kind == SanctionKind::Fine) {
                    act(Counted::Fined)?;
                }
                it.sanctions.iter().try_for_each(|it| {
                    let amount = it.amount.unwrap_or(Fen::ZERO);
                    count(tx, arrived, (SANCTION, &word(&it.kind), ""), amount)
                })
            }
            Some(Event::RemedyConcluded(it)) => {
                let how = (REMEDY, &*word(&it.kind), &*word(&it.outcome));
                count(tx, arrived, how, Fen::ZERO)
            }
            _ => Ok(()),
        }
    }
}

const ACT: &str = "ACT";
const SANCTION: &str = "SANCTION";
const REMEDY: &str = "REMEDY";

/// One more, in the month of the act.
fn count(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (sort, what, outcome): (&str, &str, &str),
    amount: Fen,
) -> rusqlite::Result<()> {
    let day: Date = arrived.recorded.metadata.occurred_at.day();
    tx.prepare_cached(
        "INSERT INTO enforcement (agency, year, month, sort, what, outcome, number, fen)
         SELECT agency, ?2, ?3, ?4, ?5, ?6, 1, ?7 FROM cases WHERE id = ?1
         ON CONFLICT DO UPDATE SET number = number + 1, fen = fen + excluded.fen",
    )?
    .execute(params![
        arrived.key(),
        day.year(),
        day.month(),
        sort,
        what,
        outcome,
        amount.get()
    ])?;
    Ok(())
}

impl ReadModel {
    /// What an agency has done in a year; nothing where none of its acts up to then is recorded, as its cases are kept
    /// elsewhere.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn enforcement(
        &self,
        agency: &AgencyCode,
        year: i16,
    ) -> Result<Option<Statistics>, ReadModelError> {
        self.read(|connection| {
            let keeps = "SELECT 1 FROM enforcement WHERE agency = ?1 AND year <= ?2";
            let mut keeps = connection.prepare_cached(keeps)?;
            if !keeps.exists(params![agency.as_str(), year])? {
                return Ok(None);
            }
            let mut statement = connection.prepare_cached(
                "SELECT sort, what, outcome, month, number, fen FROM enforcement
                 WHERE agency = ?1 AND year = ?2 ORDER BY sort, what, outcome, month",
            )?;
            let mut rows = statement.query(params![agency.as_str(), year])?;
            let mut told = Statistics::default();
            while let Some(row) = rows.next()? {
                let (month, number) = (row.get(3)?, row.get(4)?);
                let (sort, what): (String, String) = (row.get(0)?, row.get(1)?);
                match sort.as_str() {
                    ACT => told.acts.push(Sum { of: from_word(what)?, month, number }),
                    SANCTION => {
                        let of = from_word(what)?;
                        told.sanctions.push(Sum { of, month, number });
                        if of == SanctionKind::Fine {
                            told.fines = told.fines.plus(fen(row.get(5)?));
                        }
                    }
                    _ => {
                        let of = (from_word(what)?, from_word(row.get(2)?)?);
                        told.remedies.push(Sum { of, month, number });
                    }
                }
            }
            Ok(Some(told))
        })
    }
}

fn fen(amount: i64) -> Fen {
    Fen::try_new(amount).unwrap_or(Fen::ZERO)
}

impl Statistics {
    /// How often something was done, in a month or in all of the year.
    #[must_use]
    pub fn number(&self, of: Counted, month: Option<i8>) -> u32 {
        let those = self.acts.iter().filter(|it| it.of == of);
        those.filter(|it| month.is_none_or(|month| it.month == month)).map(|it| it.number).sum()
    }
}

/// The sums of a year, each once, in order.
#[must_use]
pub fn of_the_year<T: Copy + Ord>(sums: &[Sum<T>]) -> Vec<(T, u32)> {
    let mut all = std::collections::BTreeMap::new();
    for it in sums {
        *all.entry(it.of).or_insert(0) += it.number;
    }
    all.into_iter().collect()
}
