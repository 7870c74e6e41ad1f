//! The entries of registers that the decisions of a case carry, as of whenever the case is told.

use domain::listing;
use store::{EventStore, StoreError};

use super::Dossier;
use crate::{listings::ListingFile, reader::Reader};

impl Dossier {
    /// Each entry that had been opened then, folded as far as it was known.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn listings(
        &self,
        store: &EventStore,
        reader: &Reader,
    ) -> Result<Vec<ListingFile>, StoreError> {
        let end = self.end();
        let mut found = vec![];
        for (_, decided) in &self.case.record.decisions {
            let entry = listing::of_decision(self.id, &decided.id);
            found.extend(ListingFile::read(store, reader, (entry, Some(end))).await?);
        }
        Ok(found)
    }
}
