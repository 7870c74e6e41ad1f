//! The publicity of the decisions of a case, as of whenever the case is told.

use domain::publicity::Key;
use store::{EventStore, Recorded, StoreError};

use super::Dossier;
use crate::publicity::PublicityFile;

impl Dossier {
    /// Each decision on each channel on which its publicity had begun then, folded as far as it was known.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn publicities(&self, store: &EventStore) -> Result<Vec<PublicityFile>, StoreError> {
        let end = self.end();
        let mut found = vec![];
        for (_, decided) in &self.case.record.decisions {
            for key in Key::each(self.id, &decided.id) {
                let counts = |it: &Recorded| it.position <= end;
                found.extend(PublicityFile::of_key(store, key, counts).await?);
            }
        }
        Ok(found)
    }
}
