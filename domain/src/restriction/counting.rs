//! Whether what a pair rests on still counts, as its own record has it on a day: the case of a penalty, the entry of a
//! register, or what another department handed over.

use jiff::civil::Date;

use super::{Pair, SourceStanding, Trigger};
use crate::{
    case::{Case, remedy::StandingSanction, violation::ViolationType},
    inbound::Inbound,
    listing::Listing,
};

impl Pair {
    /// How the penalty stands on a day: it has fallen once none of the sanctions that were named is any longer what the
    /// measure answers, or counts as lawful (APL 48.2). Nothing where the case has no such sanction.
    #[must_use]
    pub fn source_in_case(&self, case: &Case, on: Date) -> Option<SourceStanding> {
        let (_, filed) = case.record.filed.as_ref()?;
        let named = &self.notified.source.sanctions;
        let standing = case.standing(on);
        let sanctions = standing.iter().flat_map(|it| &it.sanctions);
        let of_it = sanctions.filter(|it| named.contains(&it.decided.id));
        let fell: Vec<_> = of_it.map(|it| self.fell_with(it, filed.violation)).collect();
        let fallen = fell.iter().copied().collect::<Option<Vec<_>>>();
        (!fell.is_empty()).then(|| self.source_fallen(fallen.and_then(|it| it.into_iter().max())))
    }

    /// How the entry stands on a day. Nothing where there is none by then.
    #[must_use]
    pub fn source_in_register(&self, listing: &Listing, on: Date) -> Option<SourceStanding> {
        listing.standing(on)?;
        Some(self.source_fallen(listing.ended_on(on)))
    }

    /// How what another department states stands on a day: a measure with a time of its own outlasts what ended. Nothing
    /// where it had handed over nothing.
    #[must_use]
    pub fn source_in_record(&self, record: &Inbound, on: Date) -> Option<SourceStanding> {
        record.standing(on)?;
        let stated = (self.notified.source.revision, &self.notified.answers);
        let runs_on = self.notified.measure.end.runs_on();
        let fallen = if runs_on { Inbound::retracted_on } else { Inbound::ended_on };
        Some(self.source_fallen(fallen(record, stated, on)))
    }

    fn source_fallen(&self, fallen_on: Option<Date>) -> SourceStanding {
        SourceStanding { event: self.notified.source.event, fallen_on }
    }

    /// From which day on a sanction bears the measure no more.
    fn fell_with(&self, sanction: &StandingSanction<'_>, violation: ViolationType) -> Option<Date> {
        let changed = sanction.changed.as_ref()?;
        let answered = |it| {
            let found = Trigger::of_sanction(it, violation);
            !self.notified.answers.is_disjoint(&found)
        };
        let bears = !sanction.is_unlawful() && sanction.counts().is_some_and(answered);
        (!bears).then_some(changed.since)
    }
}
