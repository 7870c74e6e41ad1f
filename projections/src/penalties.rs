//! Penalty decisions by type of violation and grade, whichever agency's: what like cases are found by. What a later
//! act may have changed is told as its case's own stream has it.

use domain::{
    case::{self, Case, like::Weighed, sanction::SanctionKind},
    id::{AgencyCode, CaseId},
};
use jiff::civil::Date;
use rusqlite::{Row, Transaction, params};
use store::{EventStore, fold};
use uuid::Uuid;

use crate::{
    columns::{from_word, word},
    dossier::DossierError,
    read_model::{ReadModel, ReadModelError},
    records::Record,
    tables::{Arrived, Projection},
};

/// A case that was penalised like another one, as it counts today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikeCase {
    /// Which.
    pub case: CaseId,
    /// By whom.
    pub agency: AgencyCode,
    /// On which day it was decided.
    pub decided_on: Date,
    /// What it came to.
    pub weighed: Weighed,
}

/// A row, and whether something later may have changed what counts.
struct Found {
    like: LikeCase,
    changed: bool,
}

pub(crate) struct Penalties;

impl Projection for Penalties {
    fn version(&self) -> &'static str {
        "penalties/1"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE penalties (
            case_no INTEGER NOT NULL,
            decision TEXT NOT NULL,
            agency TEXT NOT NULL,
            violation TEXT NOT NULL,
            grade TEXT NOT NULL,
            decided_on TEXT NOT NULL,
            fine INTEGER NOT NULL,
            kinds INTEGER NOT NULL,
            changed INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (case_no, decision)
        ) STRICT, WITHOUT ROWID;"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS penalty_like ON penalties (violation, grade, case_no);
         CREATE INDEX IF NOT EXISTS penalty_changed ON penalties (violation, case_no) WHERE changed;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        match arrived.case() {
            Some(case::Event::PenaltyDecided(it)) => decide(tx, arrived, it),
            Some(
                case::Event::RemedyConcluded(_)
                | case::Event::JudgmentTookEffect(_)
                | case::Event::DecisionAltered(_)
                | case::Event::DecisionRevokedByOwnMotion(_)
                | case::Event::DecisionRevokedBySuperior(_),
            ) => change(tx, arrived),
            _ => Ok(()),
        }
    }
}

fn decide(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    it: &case::decision::Decided,
) -> rusqlite::Result<()> {
    // The grade and the sums hang on the sanctions alone; the type of violation is the case's.
    let weighed = Weighed::of(case::violation::ViolationType::Other, &it.sanctions);
    tx.prepare_cached(
        "INSERT INTO penalties (case_no, decision, agency, violation, grade, decided_on, fine, kinds)
         SELECT no, ?2, ?3, violation, ?4, ?5, ?6, ?7 FROM cases WHERE id = ?1",
    )?
    .execute(params![
        arrived.key(),
        it.id.as_str(),
        it.agency.as_str(),
        word(&weighed.grade),
        arrived.recorded.metadata.occurred_at.day().to_string(),
        weighed.fine.get(),
        bits(&weighed),
    ])?;
    Ok(())
}

/// What came later may have changed what counts of the decisions of this case.
fn change(tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE penalties SET changed = 1 WHERE case_no = (SELECT no FROM cases WHERE id = ?1)",
    )?
    .execute([arrived.key()])?;
    Ok(())
}

/// Kinds of sanctions as bits, in the order of [`SanctionKind::ALL`].
fn bits(weighed: &Weighed) -> i64 {
    let places = SanctionKind::ALL.iter().enumerate();
    places.filter(|(_, it)| weighed.kinds.contains(it)).map(|(n, _)| 1 << n).sum()
}

fn row(row: &Row<'_>, of: &Weighed) -> rusqlite::Result<Found> {
    let (decided_on, bits): (String, i64) = (row.get(2)?, row.get(5)?);
    let kinds = SanctionKind::ALL.into_iter().enumerate();
    let weighed = Weighed {
        violation: of.violation,
        grade: from_word(row.get(3)?)?,
        fine: domain::Fen::try_new(row.get(4)?).unwrap_or_default(),
        kinds: kinds.filter(|(n, _)| bits & (1 << n) != 0).map(|(_, it)| it).collect(),
    };
    let like = LikeCase {
        case: CaseId::new(Uuid::from_bytes(row.get(0)?)),
        agency: from_word(row.get(1)?)?,
        decided_on: from_word(decided_on)?,
        weighed,
    };
    Ok(Found { like, changed: row.get(6)? })
}

impl ReadModel {
    /// The penalised cases with the same type of violation and grade, whichever agency's; and those of which something
    /// may have changed since.
    fn found_like(&self, of: &Weighed) -> Result<Vec<Found>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT c.id, p.agency, p.decided_on, p.grade, p.fine, p.kinds, p.changed
                 FROM penalties p JOIN cases c ON c.no = p.case_no
                 WHERE p.violation = ?1 AND (p.grade = ?2 OR p.changed)
                 ORDER BY p.case_no, p.decision",
            )?;
            let asked = params![word(&of.violation), word(&of.grade)];
            statement.query_map(asked, |it| row(it, of))?.collect()
        })
    }
}

/// The cases that were penalised like one, but for itself, as they count on a day: what was revoked is none, and what was
/// altered counts as altered.
///
/// # Errors
///
/// Where tables or log can't be read.
pub async fn like(
    (read_model, store): (&ReadModel, &EventStore),
    (case, of): (CaseId, &Weighed),
    on: Date,
) -> Result<Vec<LikeCase>, DossierError> {
    let mut like = vec![];
    let mut last_changed = None;
    for Found { like: found, changed } in read_model.found_like(of)? {
        if found.case == case || last_changed == Some(found.case) {
            continue;
        }
        if !changed {
            like.push(found);
            continue;
        }
        last_changed = Some(found.case);
        let folded: Case = fold(&store.read(&Record::Case(found.case).stream()).await?)?;
        let counting = folded.weighed_decisions(on).into_iter();
        like.extend(
            counting.filter(|(_, it)| it.grade == of.grade).map(|(decided_on, weighed)| LikeCase {
                decided_on,
                weighed,
                ..found.clone()
            }),
        );
    }
    like.retain(|it| it.decided_on <= on);
    Ok(like)
}
