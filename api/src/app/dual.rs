//! 双公示: the decisions that are to be made public on a channel, in the fields in which they are handed in.

use domain::publicity::{Key, dual::Entry};
use projections::{
    Viewer,
    dossier::{AsOf, Dossier},
    page::{Asked, Page},
    publicity::{PublicityFilter, PublicityPlace, PublicityRow},
};

use super::{App, Failure};

/// How many decisions are read at a time where all are wanted.
const AT_A_TIME: usize = 100;

impl App {
    /// A decision that the viewer may see, in the fields of the layout.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn dual_entry(&self, viewer: &Viewer, key: &Key) -> Result<Entry, Failure> {
        let of = (key.case, AsOf::Now);
        let dossier = Dossier::read(&self.store, &self.read_model, viewer, of).await?;
        let told = |it: Dossier| Entry::of(&it.case, key, (&self.law, self.clock.now()));
        Ok(dossier.map_or_else(Entry::unready, told))
    }

    /// What is to be made public of what the filter names, part by part.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn due(
        &self,
        viewer: &Viewer,
        filter: PublicityFilter,
        asked: &Asked<PublicityPlace>,
    ) -> Result<Page<(PublicityPlace, PublicityRow)>, Failure> {
        let filter = PublicityFilter { due: true, ..filter };
        let now = self.as_it_is();
        Ok(self.read_model.publicities(viewer, (&filter, now), asked)?)
    }

    /// All of it, each with its fields.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn dual_batch(
        &self,
        viewer: &Viewer,
        filter: &PublicityFilter,
    ) -> Result<Vec<(PublicityRow, Entry)>, Failure> {
        let mut batch = vec![];
        let mut asked = Asked::first(AT_A_TIME);
        loop {
            let page = self.due(viewer, filter.clone(), &asked)?;
            asked.beyond = page.rows.last().map(|(place, _)| place.clone());
            for (_, row) in page.rows {
                let entry = self.dual_entry(viewer, &row.key).await?;
                batch.push((row, entry));
            }
            if !page.has_next {
                return Ok(batch);
            }
        }
    }
}
