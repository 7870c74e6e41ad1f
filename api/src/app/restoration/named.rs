//! What is left and not restored, and whom a decision is against since it was put right.

use domain::{
    case,
    id::PartId,
    listing::{self, Listing, leaving::WayOut},
    party::Party,
    restoration::Restorable,
};
use projections::{history::recorded, restoration::SourceRow, versions::Times};
use store::{Recorded, StoreError};

use super::super::{App, Failure, listings::cause};

impl App {
    /// An entry of the list of abnormal operations, or a mark, as of both times, and how it is left (EIP 17.2); nothing where
    /// there was none then.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn to_be_left(
        &self,
        row: &SourceRow,
        times: Times,
    ) -> Result<Option<(Restorable, WayOut)>, Failure> {
        let history = recorded(&self.store, &row.stream, times.until).await?;
        let entry: Listing = store::fold(&history)?;
        let Some(made) = history.iter().find(|it| it.revision == row.revision) else {
            return Ok(None);
        };
        let event: listing::Event = made.decode()?;
        let by = event.number().map(|it| (cause(made), it.to_string()));
        let of = by.and_then(|by| Restorable::to_be_left(&entry, by, times.on));
        Ok(of.zip(entry.way_out()))
    }

    /// Whom a decision is against, with what was put right since (补正).
    pub(super) fn against(
        &self,
        history: &[Recorded],
        decision: &PartId,
    ) -> Result<Option<Party>, StoreError> {
        let names = ["case.penalty-decided", "case.clerical-corrected"];
        for recorded in history.iter().rev().filter(|it| names.contains(&&*it.event_type)) {
            match recorded.unseal_all(&self.store)? {
                case::Event::PenaltyDecided(it) if it.id == *decision => return Ok(Some(it.party)),
                case::Event::ClericalCorrected(it) if it.decision == *decision => {
                    if let Some(party) = it.party {
                        return Ok(Some(*party));
                    }
                }
                _ => {}
            }
        }
        Ok(None)
    }
}
