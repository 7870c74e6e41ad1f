//! The deadlines of one case as a list of them shows them, as of whenever the case is told.

use domain::clock::{Deadline, Done};

use super::{Dossier, Key};
use crate::{
    deadlines::{DeadlineKey, DeadlineRow, Listing, day},
    page::{Asked, Page},
    publicity::PublicityFile,
    records::Record,
};

impl Dossier {
    /// The part that is asked for of its deadlines and those of its publicity, narrowed to some, in the order of every list of
    /// deadlines.
    #[must_use]
    pub fn deadline_page(
        &self,
        publicities: &[PublicityFile],
        (listing, asked): (&Listing, &Asked<DeadlineKey>),
    ) -> Page<(DeadlineKey, DeadlineRow)> {
        let mut rows = self.deadline_rows();
        rows.extend(publicities.iter().flat_map(|it| self.rows_of(it)));
        rows.retain(|(key, row)| listing.holds(key, row));
        Page::among(rows, asked, |(key, _)| key)
    }

    fn deadline_rows(&self) -> Vec<(DeadlineKey, DeadlineRow)> {
        let shown = &self.row;
        let number = shown.number_order();
        let arisen = self.arisen();
        let row = |(no, key): (i64, &Key)| {
            let deadline = self.deadline(key)?.clone();
            let (day, number) = (day(&deadline), number.clone());
            let row = DeadlineRow {
                record: Record::Case(self.id),
                case: Some(self.id),
                case_number: shown.number.clone(),
                party: shown.party.clone(),
                revision: shown.revision,
                deadline,
                settled: self.done(key),
            };
            Some((DeadlineKey { rank: 0, day, number, of: self.id.uuid(), place: -1, no }, row))
        };
        (0..).zip(&arisen).filter_map(row).collect()
    }

    fn rows_of(&self, file: &PublicityFile) -> Vec<(DeadlineKey, DeadlineRow)> {
        let shown = &self.row;
        let row = |(no, (deadline, settled)): (i64, (&Deadline, Option<Done>))| {
            let (day, number) = (day(deadline), shown.number_order());
            let row = DeadlineRow {
                record: Record::Publicity(file.row.id),
                case: Some(self.id),
                case_number: shown.number.clone(),
                party: shown.party.clone(),
                revision: file.row.revision,
                deadline: deadline.clone(),
                settled,
            };
            let place = file.row.key.channel as i64;
            (DeadlineKey { rank: 0, day, number, of: self.id.uuid(), place, no }, row)
        };
        (0..).zip(file.deadlines()).map(row).collect()
    }

    /// What tells its deadlines apart, in the order in which they arose.
    fn arisen(&self) -> Vec<Key> {
        let mut arisen: Vec<Key> = vec![];
        for entry in self.whole() {
            for deadline in entry.event.fact().facets().deadlines {
                let key = (deadline.timer, deadline.of.clone());
                if !arisen.contains(&key) {
                    arisen.push(key);
                }
            }
        }
        arisen
    }
}
