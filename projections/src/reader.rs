//! Who looks at somebody's credit, and what of it they see (domain.md §9, 一处违法、处处受限).

use std::collections::BTreeSet;

use domain::{
    id::SubjectId,
    inbound::state::Record,
    listing::Listing,
    restriction::{Domain, Pair},
};
use rusqlite::types::Value;

use crate::{versions::Times, viewer::Viewer};

/// Who looks at somebody's credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// Somebody who reads for an agency.
    Officer {
        /// Who.
        viewer: Viewer,
        /// The domains that are their agency's own: what others impose there they see in full too.
        own: BTreeSet<Domain>,
    },
    /// A party that looks at its own record.
    Party(SubjectId),
}

impl Reader {
    /// Whether they see what follows for a subject at all, in full or in sum.
    #[must_use]
    pub fn sees_subject(&self, subject: &SubjectId) -> bool {
        match self {
            Self::Officer { viewer, .. } => viewer.sees_decisions(),
            Self::Party(own) => own == subject,
        }
    }

    /// As of when it is told whose the records are that are about a subject: a party sees what is its own today, so that
    /// nobody whose number was mistyped once sees the record of another.
    #[must_use]
    pub fn own_as_of(&self, times: Times) -> Times {
        match self {
            Self::Officer { .. } => times,
            Self::Party(_) => Times::now(times.on),
        }
    }

    /// Whether they see the risk class of a subject: handlers, reviewers, leaders and the credit unit. A party never
    /// does, not even its own.
    #[must_use]
    pub fn sees_risk(&self) -> bool {
        match self {
            Self::Officer { viewer, .. } => viewer.sees_risk(),
            Self::Party(_) => false,
        }
    }

    /// Whether they see a pair in full.
    #[must_use]
    pub fn sees_pair(&self, pair: &Pair) -> bool {
        match self {
            Self::Officer { viewer, own } => {
                let here = own.contains(&pair.notified.measure.domain);
                viewer.sees_pair(pair) || here && viewer.sees_decisions()
            }
            Self::Party(own) => pair.notified.subject.id == *own,
        }
    }

    /// Whether they see an entry of a register: officers as [`Viewer::sees_entry`] has it, a party its own once it was
    /// entered.
    #[must_use]
    pub fn sees_entry(&self, entry: &Listing) -> bool {
        match self {
            Self::Officer { viewer, .. } => viewer.sees_entry(entry),
            Self::Party(own) => {
                let of = entry.opened.as_ref().map(|it| it.party.subject());
                of.as_ref() == Some(own) && entry.entered_on.is_some()
            }
        }
    }

    /// The conditions under which they find what can be restored: officers what their agency decided (谁认定、谁修复), a party
    /// what was decided against it.
    pub(crate) fn of_restorable(&self) -> (Vec<String>, Vec<Value>) {
        match self {
            Self::Officer { viewer, .. } => viewer.clauses("agency", "1"),
            Self::Party(own) => {
                let clauses = ["subject = ?", "event IS NOT NULL"].map(str::to_owned);
                (clauses.to_vec(), vec![Value::Text(own.to_string())])
            }
        }
    }

    /// The conditions under which they find a row of an entry in a list: the same as [`Reader::sees_entry`].
    pub(crate) fn of_entries(&self) -> (Vec<String>, Vec<Value>) {
        match self {
            Self::Officer { viewer, .. } => viewer.entries("l.agency", "l.entered_on"),
            Self::Party(own) => {
                let clauses = ["l.subject = ?", "l.entered_on IS NOT NULL"].map(str::to_owned);
                (clauses.to_vec(), vec![Value::Text(own.to_string())])
            }
        }
    }

    /// Whether they see what another department handed over (domain.md §9, GSXT record): whoever sees decisions does, of
    /// whichever agency, and a party its own.
    #[must_use]
    pub fn sees_inbound(&self, record: &Record) -> bool {
        self.sees_subject(&record.subject.uscc.subject())
    }

    /// The conditions under which they find a row of that in a list: the same as [`Reader::sees_inbound`].
    pub(crate) fn of_inbound(&self) -> (Vec<String>, Vec<Value>) {
        match self {
            Self::Officer { viewer, .. } => {
                let seen = if viewer.sees_decisions() { "1" } else { "0" };
                (vec![seen.to_owned()], vec![])
            }
            Self::Party(own) => {
                (vec!["i.subject = ?".to_owned()], vec![Value::Text(own.to_string())])
            }
        }
    }

    /// Whether their agency was told of a pair.
    #[must_use]
    pub fn is_told(&self, pair: &Pair) -> bool {
        match self {
            Self::Officer { viewer, .. } => viewer.acts_for(&pair.notified.agency),
            Self::Party(_) => false,
        }
    }

    /// The conditions under which they find a pair in lists, each with the values that it binds: it meets one of them, and
    /// no pair meets two. With `at_once` they are one.
    pub(crate) fn finds_pairs(&self, at_once: bool) -> Vec<(String, Vec<Value>)> {
        let viewer = match self {
            Self::Officer { viewer, .. } => viewer,
            Self::Party(own) => {
                return vec![("t.subject = ?".to_owned(), vec![Value::Text(own.to_string())])];
            }
        };
        let of = |columns: &[&str]| {
            let (clauses, values) = viewer.of_its_agencies(columns);
            (clauses.join(" AND "), values)
        };
        if at_once {
            return vec![of(&["t.agency", "t.source_agency"])];
        }
        let ((told, values), (decided, also)) = (of(&["t.agency"]), of(&["t.source_agency"]));
        let decided = format!("{decided} AND NOT ({told})");
        let both = [also, values.clone()].concat();
        vec![(told, values), (decided, both)]
    }
}
