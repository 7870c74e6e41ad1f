//! The deadlines of one case and of what follows from it as a list of them shows them, as of whenever the case is told.

use domain::{
    clock::{Deadline, Done},
    id::CaseId,
    restoration::{self, Restoration},
};
use store::EventStore;

use super::{Dossier, DossierError, Key};
use crate::{
    columns::record,
    deadlines::{DeadlineKey, DeadlineRow, Listing, day},
    history,
    listings::ListingFile,
    page::{Asked, Page},
    publicity::PublicityFile,
    read_model::{ReadModel, ReadModelError},
    records::{AFTER_PUBLICITY, AFTER_REGISTERS, Record},
    restoration as applications,
};

/// What is due of a case, or of a record that follows from it.
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
        let own = self.own();
        let all = std::iter::once(&own).chain(following);
        let all = all.flat_map(|of| of.deadlines.iter().map(move |it| (of, it)));
        let rows = (0..).zip(all).map(|(no, (of, it))| self.listed(no, (of, it)));
        let rows = rows.filter(|(key, row)| listing.holds(key, row)).collect();
        Page::among(rows, asked, |(key, _)| key)
    }

    /// What is due of the case itself.
    fn own(&self) -> Following {
        let arisen = self.arisen();
        let due = |key: &Key| Some((self.deadline(key)?.clone(), self.done(key)));
        Following {
            record: Record::Case(self.id),
            place: -1,
            party: None,
            revision: self.row.revision,
            deadlines: arisen.iter().filter_map(due).collect(),
        }
    }

    /// A deadline of the case or of what follows from it, at its place among all of them.
    fn listed(
        &self,
        no: i64,
        (of, (deadline, settled)): (&Following, &(Deadline, Option<Done>)),
    ) -> (DeadlineKey, DeadlineRow) {
        let shown = &self.row;
        let row = DeadlineRow {
            record: of.record,
            case: Some(self.id),
            case_number: shown.number.clone(),
            party: of.party.clone().or_else(|| shown.party.clone()),
            revision: of.revision,
            deadline: deadline.clone(),
            settled: *settled,
        };
        let (day, number, id) = (day(deadline), shown.number_order(), self.id.uuid());
        (DeadlineKey { rank: 0, day, number, of: id, place: of.place, no }, row)
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
            statement.query_map([case.uuid().as_bytes()], record)?.collect()
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
