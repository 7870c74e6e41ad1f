//! The algebra of pairs: a measure of an agency is on while at least one pair of it is, and a source that falls takes
//! exactly its own pairs with it (Appendix B, 6 and 7).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Pair, Standing};
use crate::id::{AgencyCode, EventId, MeasureCode, RestrictionId};

/// A measure of an agency towards one subject, with every pair of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// How each pair of it stands, by the source that it rests on.
    pub pairs: BTreeMap<RestrictionId, (EventId, Standing)>,
}

impl Applied {
    /// It is on: at least one source bears it.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.pairs.values().any(|(_, standing)| *standing == Standing::Active)
    }

    /// The sources that bear it.
    #[must_use]
    pub fn borne_by(&self) -> BTreeSet<EventId> {
        let active = self.pairs.values().filter(|(_, standing)| *standing == Standing::Active);
        active.map(|(source, _)| *source).collect()
    }
}

/// What agencies apply to one subject on a day, by measure and agency: of its pairs of which they were told by then.
#[must_use]
pub fn applied<'a>(
    pairs: impl IntoIterator<Item = (RestrictionId, &'a Pair)>,
    on: Date,
) -> BTreeMap<(MeasureCode, AgencyCode), Applied> {
    let mut applied: BTreeMap<_, Applied> = BTreeMap::new();
    for (id, pair) in pairs.into_iter().filter(|(_, pair)| pair.since.day() <= on) {
        let here = applied.entry(key(pair)).or_default();
        here.pairs.insert(id, (pair.notified.source.event, pair.standing(on)));
    }
    applied
}

fn key(pair: &Pair) -> (MeasureCode, AgencyCode) {
    (pair.notified.measure.code.clone(), pair.notified.agency.clone())
}
