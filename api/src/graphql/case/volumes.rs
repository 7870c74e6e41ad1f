//! Documents in the file: where each lies, which acts put it there, what became of it.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use domain::{
    case::{archive_order, closing::ArchiveEntry},
    document,
};
use projections::dossier::{Dossier, Entry};

use super::{
    super::{
        scalars::{CaseId, PartId, Sha256},
        vocabulary::Volume,
    },
    as_of::Known,
    entry::FileEntry,
    register::Document,
    service::Service,
};
use crate::App;

/// A place in the file, and the case that it is in.
pub struct RegisterEntry {
    dossier: Arc<Dossier>,
    entry: ArchiveEntry,
}

/// A document of a case, by the digest of its bytes. Its bytes: `GET /cases/{id}/documents/{sha256}`.
#[derive(SimpleObject)]
pub struct FiledDocument {
    /// Of which case.
    case_id: CaseId,
    /// Of its bytes.
    sha256: Sha256,
    /// Where it lies in the file: at one place as a rule, at several where acts have filed the same bytes
    /// as different documents.
    entries: Vec<RegisterEntry>,
    /// As of when this answer holds.
    known: Known,
}

impl RegisterEntry {
    /// The whole register as far as the viewer may see it, 正卷 before 副卷.
    pub(super) fn all(dossier: &Arc<Dossier>) -> Vec<Self> {
        Self::seen(dossier, dossier.case.archive_entries())
    }

    /// Those of these places in the file that the viewer may see.
    pub(super) fn seen(
        dossier: &Arc<Dossier>,
        entries: impl IntoIterator<Item = ArchiveEntry>,
    ) -> Vec<Self> {
        let seen = |it: &ArchiveEntry| dossier.sees(dossier.case.part_of(&it.document));
        let entries = entries.into_iter().filter(seen);
        entries.map(|entry| Self { dossier: Arc::clone(dossier), entry }).collect()
    }

    /// How many pages the document has.
    pub(super) fn pages(&self) -> u32 {
        self.entry.document.pages.into()
    }

    fn put_by(&self, it: &Entry) -> bool {
        it.event.fact().facets().documents.contains(&&self.entry.document)
    }
}

impl FiledDocument {
    /// The document of a case that has this digest; nothing where the viewer may see none.
    pub fn find(app: &App, dossier: &Arc<Dossier>, sha256: document::Sha256) -> Option<Self> {
        let mut entries = RegisterEntry::all(dossier);
        entries.retain(|it| it.entry.document.sha256 == sha256);
        let known = Known::new(dossier, app.clock.now());
        let (case_id, sha256) = (dossier.id.into(), sha256.into());
        (!entries.is_empty()).then_some(Self { case_id, sha256, entries, known })
    }
}

/// A document's place in the file (PR 78).
#[Object]
impl RegisterEntry {
    /// In which half of the file.
    async fn volume(&self) -> Volume {
        self.entry.volume.into()
    }

    /// 正卷 or 副卷.
    async fn volume_label(&self) -> &str {
        self.entry.volume.label()
    }

    /// Under which heading of that half, from 1.
    async fn heading(&self) -> u8 {
        self.entry.heading
    }

    /// The heading.
    async fn heading_label(&self) -> &str {
        let heading = usize::from(self.entry.heading).checked_sub(1);
        let heading = heading.and_then(|n| archive_order::headings(self.entry.volume).get(n));
        heading.copied().unwrap_or_default()
    }

    /// The document.
    async fn document(&self) -> Document {
        (&self.entry.document).into()
    }

    /// The acts that put it on file, oldest first: by whom, in which role; those of the internal file only for
    /// whoever may see it.
    async fn acts(&self) -> Vec<FileEntry> {
        let acts = self.dossier.entries().filter(|it| self.put_by(it));
        acts.map(|it| FileEntry::new(&self.dossier, Arc::clone(it))).collect()
    }

    /// How it was served on the party; absent while it was not, where it is nothing to be served, and where
    /// you don't see the main file.
    async fn service(&self) -> Option<Service> {
        self.dossier.case.service_of(&self.entry.document).map(Into::into)
    }

    /// The notice that took its place (PR 58): it counts no more.
    async fn superseded_by(&self) -> Option<PartId> {
        self.dossier.case.superseding(&self.entry.document).cloned().map(Into::into)
    }
}
