//! What is to be done of a record, and within what time no limit says that runs: a list of each kind, as a worklist has it.

use jiff::civil::Date;
use rusqlite::{Row, types::Value};

use crate::{
    deadlines::DeadlineKey,
    listings,
    page::{Asked, List, Page},
    publicity,
    read_model::{ReadModel, ReadModelError},
    records::{self, PLACE, RecordRow, seen_to},
    restrictions,
    viewer::Viewer,
};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owed {
    /// 应当公示: what counts is to be shown, in place of what was withdrawn, mostly (PUB 11, 12; APL 48.2).
    Publish,
    /// 应当重新审核: the decision on which an entry rests was altered (SDL 2).
    ReExamine,
    /// 来源失效，待解除: a measure rests on what has fallen.
    Lift,
}

impl Owed {
    /// Every kind.
    pub(crate) const ALL: [Self; 3] = [Self::Publish, Self::ReExamine, Self::Lift];

    /// What of it all agencies have: the columns `stream`, `agency`, and the `day` since which it is to be done.
    fn of_all(self, today: Date) -> String {
        match self {
            Self::Publish => publicity::unshown(),
            Self::ReExamine => listings::examined(today),
            Self::Lift => restrictions::unfounded(today),
        }
    }
}

impl ReadModel {
    /// What the viewer has to see to of one kind, with what is overdue, by the day since which it is to be done: whoever
    /// answers for the agency sees all of it, others that of records that they see to.
    pub(crate) fn owed(
        &self,
        viewer: &Viewer,
        (what, today): (Owed, Date),
        asked: &Asked<DeadlineKey>,
    ) -> Result<Page<(DeadlineKey, RecordRow)>, ReadModelError> {
        let (mut clauses, mut values) = viewer.of_its_agencies(&["o.agency"]);
        if !viewer.answers_for_the_agency() {
            clauses.push(seen_to("r.case_no", "r.stream"));
            let person = Value::Text(viewer.person.to_string());
            values.extend([person.clone(), person]);
        }
        let [number, id, place] = PLACE;
        // Before the deadlines of their record, each kind at a place of its own.
        let no = what as i64 - 3;
        let list = List {
            columns: &format!("{}, o.day", records::columns()),
            bound: vec![],
            from: &format!(
                "({}) o JOIN records r ON r.stream = o.stream LEFT JOIN cases c ON c.no = r.case_no",
                what.of_all(today)
            ),
            // What is the same everywhere is said as an expression: ORDER BY takes a bare number for a column's place.
            order: &["(r.no IS NULL)", "o.day", number, id, place, &format!("(0 + {no})")],
            descending: false,
            narrowed: (clauses, values),
        };
        let keyed = |it: &Row<'_>| {
            let found = records::row(it)?;
            let (number, of, place) = found.place.clone();
            Ok((DeadlineKey { rank: 0, day: it.get(7)?, number, of, place, no }, found))
        };
        self.read(|connection| list.page(connection, (asked, DeadlineKey::values), keyed))
    }
}
