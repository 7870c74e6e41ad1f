//! The deadlines of one case and of what follows from it as a list of them shows them, as of whenever the case is told.

use domain::{
    clock::{Deadline, Done},
    id::CaseId,
    restoration::{self, Restoration},
};
use store::EventStore;

use super::{Dossier, DossierError, Key};
use crate::{
    deadlines::{DeadlineKey, DeadlineRow, Listing, day},
    history,
    listings::ListingFile,
    page::{Asked, Page},
    publicity::PublicityFile,
    read_model::{ReadModel, ReadModelError},
    records::{AFTER_PUBLICITY, AFTER_REGISTERS, Record},
    restoration as applications,
};

/// What is due of a record that follows from a case.
#[derive(Debug, Clone)]
pub struct Following {
    record: Record,
    /// Its place among the records of the case.
    place: i64,
    /// Whom it concerns, where it says so itself.
    party: Option<String>,
    revision: u64,
    deadlines: Vec<(Deadline, Option<Done>)>,
}

impl Dossier {
    /// What is due of its publicity, of the entries of registers that its decisions carry and of the applications for
    /// their restoration, each folded as far as it was known.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn following(
        &self,
        store: &EventStore,
        read_model: &ReadModel,
    ) -> Result<Vec<Following>, DossierError> {
        let publicities = self.publicities(store).await?;
        let mut all: Vec<_> = publicities.iter().map(Following::of_publicity).collect();
        let end = self.end();
        for record in read_model.following(self.id)? {
            match record {
                Record::Listing(id) => {
                    let file = ListingFile::known(store, (id, Some(end))).await?;
                    all.extend(file.as_ref().map(Following::of_listing));
                }
                Record::Restoration(id) => {
                    let stream = restoration::stream_of(id);
                    let (state, acts) =
                        history::known::<Restoration>(store, &stream, Some(end)).await?;
                    all.extend(Following::of_restoration(record, (&state, acts.as_slice())));
                }
                // Publicity is told by the decisions of the case; the others follow from none.
                Record::Case(_)
                | Record::Publicity(_)
                | Record::Restriction(_)
                | Record::Inbound(_) => {}
            }
        }
        Ok(all)
    }

    /// The part that is asked for of its deadlines and of those that follow from it, narrowed to some, in the order of
    /// every list of deadlines.
    #[must_use]
    pub fn deadline_page(
        &self,
        following: &[Following],
        (listing, asked): (&Listing, &Asked<DeadlineKey>),
    ) -> Page<(DeadlineKey, DeadlineRow)> {
        let mut rows = self.deadline_rows();
        rows.extend(following.iter().flat_map(|it| self.rows_of(it)));
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

    fn rows_of(&self, of: &Following) -> Vec<(DeadlineKey, DeadlineRow)> {
        let shown = &self.row;
        let row = |(no, (deadline, settled)): (i64, &(Deadline, Option<Done>))| {
            let (day, number) = (day(deadline), shown.number_order());
            let row = DeadlineRow {
                record: of.record,
                case: Some(self.id),
                case_number: shown.number.clone(),
                party: of.party.clone().or_else(|| shown.party.clone()),
                revision: of.revision,
                deadline: deadline.clone(),
                settled: *settled,
            };
            let place = of.place;
            (DeadlineKey { rank: 0, day, number, of: self.id.uuid(), place, no }, row)
        };
        (0..).zip(&of.deadlines).map(row).collect()
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

impl ReadModel {
    /// The records that follow from a case, in the order in which they were opened.
    fn following(&self, case: CaseId) -> Result<Vec<Record>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT r.stream FROM records r JOIN cases c ON c.no = r.case_no
                 WHERE c.id = ? ORDER BY r.no",
            )?;
            let streams = statement.query_map([case.uuid().as_bytes()], |it| it.get(0))?;
            let streams: Vec<String> = streams.collect::<rusqlite::Result<_>>()?;
            Ok(streams.iter().filter_map(|it| Record::of_stream(it)).collect())
        })
    }
}

impl Following {
    fn of_publicity(file: &PublicityFile) -> Self {
        Self {
            record: Record::Publicity(file.row.id),
            place: file.row.key.channel as i64,
            party: None,
            revision: file.row.revision,
            deadlines: file.deadlines().map(|(it, done)| (it.clone(), done)).collect(),
        }
    }

    fn of_listing(file: &ListingFile) -> Self {
        Self {
            record: Record::Listing(file.id),
            place: AFTER_PUBLICITY,
            party: Some(file.opened.party.shown().to_owned()),
            revision: file.revision(),
            deadlines: file.deadlines().map(|(it, done)| (it.clone(), done)).collect(),
        }
    }

    /// Nothing before it was applied for.
    fn of_restoration(
        record: Record,
        (state, acts): (&Restoration, &[history::Act<restoration::Event>]),
    ) -> Option<Self> {
        let last = acts.last()?;
        let timers = state.timers.iter();
        Some(Self {
            record,
            place: AFTER_REGISTERS,
            party: state.opened.as_ref().map(|it| it.party.shown().to_owned()),
            revision: last.recorded.revision,
            deadlines: timers
                .map(|(key, it)| (it.deadline.clone(), applications::done((state, acts), key)))
                .collect(),
        })
    }
}
