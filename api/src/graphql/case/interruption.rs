//! What held a case up, gave it more time, or ended its investigation early.

use async_graphql::SimpleObject;
use domain::case::{extension, suspension};

use super::{
    super::{
        scalars::{DateTime, PartId},
        vocabulary::{SuspensionGround, TerminationGround},
    },
    entered::{Entered, recorded},
    entry::FileEntry,
    people::NamedOfficer,
    register::Document,
};

/// A suspension of the investigation (中止调查).
#[derive(SimpleObject)]
pub struct Suspension {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// Why (PR 46).
    ground: SuspensionGround,
    /// Why, in the words of the rules.
    ground_label: &'static str,
    /// Why, in this case.
    reason: String,
    /// Since when.
    suspended_at: DateTime,
    /// The approval. Internal file: absent for whoever may not see it.
    document: Option<Document>,
    /// How the investigation went on; absent while it stands still.
    resumption: Option<Resumption>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// The end of a suspension (恢复调查).
#[derive(SimpleObject)]
pub struct Resumption {
    /// When the investigation went on.
    resumed_at: DateTime,
    /// How the cause of the suspension ended.
    reason: String,
    /// The approval. Internal file: absent for whoever may not see it.
    document: Option<Document>,
}

/// The end of an investigation because nobody is left to answer for the violation (终止调查, PR 47).
#[derive(SimpleObject)]
pub struct Termination {
    /// Why.
    ground: TerminationGround,
    /// Why, in the words of the rules.
    ground_label: &'static str,
    /// How it was found that nobody takes over rights and duties.
    reason: String,
    /// When.
    terminated_at: DateTime,
    /// The approval. Internal file: absent for whoever may not see it.
    document: Option<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// An extension of the time for deciding (PR 64).
#[derive(SimpleObject)]
pub struct Extension {
    /// By how many days.
    days: u32,
    /// Why.
    reason: String,
    /// When it was given.
    extended_at: DateTime,
    /// The leaders who decided it together, where they had to.
    attendees: Vec<NamedOfficer>,
    /// The approval. Internal file: absent for whoever may not see it.
    document: Option<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

impl<'a> From<Entered<'a, &'a suspension::Suspended>> for Suspension {
    fn from(entered: Entered<'a, &'a suspension::Suspended>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            ground: it.ground.into(),
            ground_label: it.ground.label(),
            reason: it.reason.shown().to_owned(),
            suspended_at: entered.at(),
            document: entered.paper(&it.document),
            resumption: entered.last_of(recorded!(InvestigationResumed)).map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &suspension::Resumed>> for Resumption {
    fn from(entered: Entered<'_, &suspension::Resumed>) -> Self {
        Self {
            resumed_at: entered.at(),
            reason: entered.fact.reason.shown().to_owned(),
            document: entered.paper(&entered.fact.document),
        }
    }
}

impl From<Entered<'_, &suspension::Terminated>> for Termination {
    fn from(entered: Entered<'_, &suspension::Terminated>) -> Self {
        let it = entered.fact;
        Self {
            ground: it.ground.into(),
            ground_label: it.ground.label(),
            reason: it.reason.shown().to_owned(),
            terminated_at: entered.at(),
            document: entered.paper(&it.document),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &extension::Extended>> for Extension {
    fn from(entered: Entered<'_, &extension::Extended>) -> Self {
        let it = entered.fact;
        Self {
            days: it.days,
            reason: it.reason.shown().to_owned(),
            extended_at: entered.at(),
            attendees: it.attendees.iter().map(Into::into).collect(),
            document: entered.paper(&it.document),
            acts: entered.acts(),
        }
    }
}
