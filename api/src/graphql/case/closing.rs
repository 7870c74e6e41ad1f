//! How a case was closed and archived.

use async_graphql::SimpleObject;
use domain::{case::closing, document};

use super::{
    super::{
        scalars::{Date, DateTime, PersonId},
        vocabulary::{ClosingGround, Volume},
    },
    entered::Entered,
    entry::FileEntry,
    register::Document,
    volumes::RegisterEntry,
};

/// The closing of a case (PR 77).
#[derive(SimpleObject)]
pub struct Closing {
    /// When.
    closed_at: DateTime,
    /// Why.
    ground: ClosingGround,
    /// Why, in the words of the rules.
    ground_label: &'static str,
    /// Why on another ground, or why a surcharge that was open is not levied.
    explanation: Option<String>,
    /// Who filled in the form, at the handling unit.
    prepared_by: PersonId,
    /// When the form was filled in; absent where that was on the day of its approval.
    prepared_on: Option<Date>,
    /// 结案审批表. Internal file: absent for whoever may not see it.
    form: Option<Document>,
    /// What had to be on file and came only with the form, as far as you may see it.
    documents: Vec<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// The archived file of a case (归档, PR 78, 79).
#[derive(SimpleObject)]
pub struct Archive {
    /// When it was archived.
    archived_at: DateTime,
    /// Where it is kept.
    place: String,
    /// How long: 永久, 30年, 10年.
    retention: String,
    /// 正卷, then 副卷 for whoever may see it.
    volumes: Vec<ArchivedVolume>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A half of an archived file.
#[derive(SimpleObject)]
pub struct ArchivedVolume {
    /// Which half.
    volume: Volume,
    /// 正卷 or 副卷.
    volume_label: &'static str,
    /// How many pages it has.
    pages: u32,
    /// What lies in it, in the order of PR 78.
    entries: Vec<RegisterEntry>,
}

impl From<Entered<'_, &closing::Closed>> for Closing {
    fn from(entered: Entered<'_, &closing::Closed>) -> Self {
        let it = entered.fact;
        Self {
            closed_at: entered.at(),
            ground: it.ground.into(),
            ground_label: it.ground.label(),
            explanation: it.explanation.as_ref().map(|it| it.shown().to_owned()),
            prepared_by: it.prepared_by.clone().into(),
            prepared_on: it.prepared_on.map(Into::into),
            form: entered.paper(&it.form),
            documents: entered.papers(&it.documents),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &closing::Archived>> for Archive {
    fn from(entered: Entered<'_, &closing::Archived>) -> Self {
        let seen = document::Volume::ALL.into_iter().map(|it| ArchivedVolume::new(&entered, it));
        Self {
            archived_at: entered.at(),
            place: entered.fact.place.clone(),
            retention: entered.fact.retention.clone(),
            volumes: seen.filter(|it| !it.entries.is_empty()).collect(),
            acts: entered.acts(),
        }
    }
}

impl ArchivedVolume {
    /// A half of it, as far as the viewer may see it.
    fn new(archived: &Entered<'_, &closing::Archived>, volume: document::Volume) -> Self {
        let all = archived.fact.entries.iter().filter(|it| it.volume == volume).cloned();
        let entries = RegisterEntry::seen(archived.dossier(), all);
        Self {
            volume: volume.into(),
            volume_label: volume.label(),
            pages: entries.iter().map(RegisterEntry::pages).sum(),
            entries,
        }
    }
}
