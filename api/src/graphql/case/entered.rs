//! What acts put on record, each with its act: every part of a case is told with who recorded it, when, in
//! which role and on which documents.

use std::sync::Arc;

use async_graphql::SimpleObject;
use domain::{
    Moment,
    case::Event,
    document::{self, DocumentRef},
};
use projections::dossier::{Dossier, Entry};

use super::{
    super::scalars::{Date, DateTime},
    entry::FileEntry,
    register::Document,
};

/// Asks an event for what events of one kind record.
macro_rules! recorded {
    ($kind:ident) => {
        |event| match event {
            domain::case::Event::$kind(it) => Some(it),
            _ => None,
        }
    };
}
pub(super) use recorded;

/// What an act put on record, and the act.
pub(super) struct Entered<'a, T> {
    /// What it recorded.
    pub fact: T,
    dossier: &'a Arc<Dossier>,
    entry: &'a Arc<Entry>,
}

/// How an act was recorded in sound or picture, or why it was not (PR 43, 44, 82).
#[derive(SimpleObject)]
pub struct Recording {
    /// What shows it; empty where there is none.
    documents: Vec<Document>,
    /// Why there is none, where there is none.
    exemption: Option<String>,
}

impl<'a, T> Entered<'a, T> {
    /// What the acts of one kind recorded, oldest first, as far as the viewer may see them.
    pub fn all(
        dossier: &'a Arc<Dossier>,
        recorded: impl Fn(&'a Event) -> Option<T>,
    ) -> impl DoubleEndedIterator<Item = Self> {
        dossier.entries().filter_map(of(dossier, recorded))
    }

    /// What later acts of another kind recorded of the same part of the case, oldest first.
    pub fn later<U>(
        &self,
        recorded: impl Fn(&'a Event) -> Option<U>,
    ) -> impl DoubleEndedIterator<Item = Entered<'a, U>> {
        self.dossier.acts_with(self.entry).filter_map(of(self.dossier, recorded))
    }

    /// The last of those, which counts; nothing where that step was not taken.
    pub fn last_of<U>(&self, recorded: impl Fn(&'a Event) -> Option<U>) -> Option<Entered<'a, U>> {
        self.later(recorded).next_back()
    }

    /// The case that it belongs to.
    pub fn dossier(&self) -> &'a Arc<Dossier> {
        self.dossier
    }

    /// When the act took place.
    pub fn at(&self) -> DateTime {
        self.entry.metadata.occurred_at.into()
    }

    /// The same as the domain has it.
    pub fn occurred(&self) -> Moment {
        self.entry.metadata.occurred_at
    }

    /// The day of the act.
    pub fn on(&self) -> Date {
        self.entry.metadata.occurred_at.day().into()
    }

    /// The act, and those that went on with the same part of the case.
    pub fn acts(&self) -> Vec<FileEntry> {
        let acts = self.dossier.acts_with(self.entry);
        acts.map(|it| FileEntry::new(self.dossier, Arc::clone(it))).collect()
    }

    /// Those of its documents that the viewer may see.
    pub fn papers<'b>(&self, papers: impl IntoIterator<Item = &'b DocumentRef>) -> Vec<Document> {
        papers.into_iter().filter_map(|it| self.paper(it)).collect()
    }

    /// One of its documents, where the viewer may see it: it may lie in the internal file.
    pub fn paper(&self, paper: &DocumentRef) -> Option<Document> {
        self.dossier.sees(self.dossier.case.part_of(paper)).then(|| paper.into())
    }
}

/// What an act recorded, where it is of that kind.
fn of<'a, T>(
    dossier: &'a Arc<Dossier>,
    recorded: impl Fn(&'a Event) -> Option<T>,
) -> impl Fn(&'a Arc<Entry>) -> Option<Entered<'a, T>> {
    move |entry| recorded(&entry.event).map(|fact| Entered { fact, dossier, entry })
}

impl From<&document::Recording> for Recording {
    fn from(it: &document::Recording) -> Self {
        match it {
            document::Recording::Recorded(all) => {
                Self { documents: all.iter().map(Into::into).collect(), exemption: None }
            }
            document::Recording::Exempt(reason) => {
                Self { documents: vec![], exemption: Some(reason.shown().to_owned()) }
            }
        }
    }
}
