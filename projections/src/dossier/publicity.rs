//! The publicity of the decisions of a case, as of whenever the case is told.

use domain::publicity::{Channel, Key};
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
            for channel in Channel::ALL {
                let key = Key { case: self.id, decision: decided.id.clone(), channel };
                let counts = |it: &Recorded| it.position <= end;
                found.extend(PublicityFile::of_key(store, key, counts).await?);
            }
        }
        Ok(found)
    }
}
