//! From which day on it counts how long a decision is shown, and how long that is (PUB 13; domain.md §6.2, §6.6).

use jiff::{ToSpan, civil::Date};

use super::{
    Channel, Matter, Publicity,
    term::{CountedFrom, Term, restricts_for_over_three_years},
};
use crate::{Context, Moment, Rulebook, time::in_chinese};

/// From which day on it counts how long a decision is shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counting {
    /// Since it was shown first, or since its document, as each regime has it.
    AsTheRegimeHasIt(Date),
    /// Anew since a day, under every regime: a restoration was obtained by fraud (domain.md §6.6).
    Anew(Date),
}

impl Counting {
    /// From when on it counts under a regime. What counts anew does so from the day on which it is public again.
    fn start(self, regime: CountedFrom, decided: Moment) -> (CountedFrom, Moment) {
        match (self, regime) {
            (Self::AsTheRegimeHasIt(_), CountedFrom::Document) => (CountedFrom::Document, decided),
            (Self::AsTheRegimeHasIt(day), CountedFrom::Publication)
            | (Self::Anew(day), CountedFrom::Publication | CountedFrom::Document) => {
                (CountedFrom::Publication, Moment::midnight(day))
            }
        }
    }
}

impl Matter {
    /// The last day of the longest restriction; nothing where one has no end.
    fn restricted_until(&self) -> Option<Date> {
        let restricting = self.penalties.iter().filter(|it| restricts_for_over_three_years(it));
        let months: Option<Vec<_>> = restricting.map(|it| it.months).collect();
        let longest = months?.into_iter().max()?;
        self.decided_at.day().checked_add(i64::from(longest).months()).ok()
    }

    /// How long it is shown on a channel under every regime that holds on the day on which it is, or later; `here` is
    /// where the agency lies.
    pub(super) fn terms(
        &self,
        (law, here): (&Rulebook, &str),
        (channel, shown_on): (Channel, Date),
        counting: Counting,
    ) -> Vec<Term> {
        let decided = self.decided_at;
        let mut terms = vec![];
        for row in law.publicity_terms().filter(|it| it.key.channel == channel) {
            let regime = row.key.regime;
            let line = law.figure(regime.line(), decided.day(), here);
            let amount = line.as_ref().map(|it| it.amount);
            let (grade, mut because) = regime.grade(&self.penalties, amount);
            let over = row.to.is_some_and(|to| to < shown_on);
            if over || grade != row.key.grade {
                continue;
            }
            let (counted_from, start) = counting.start(row.value.counted_from, decided);
            if let (Counting::Anew(day), Some(_)) = (counting, row.value.period) {
                because += &format!("（公示期自{}起重新计算）", in_chinese(day));
            }
            let by = line.filter(|_| regime.asks_how_high(&self.penalties));
            if let Some(mark) = by.as_ref().and_then(|it| regime.marked(it)) {
                because += &format!("（{mark}）");
            }
            let last_day = match row.value.period {
                None => self.restricted_until(),
                Some(timer) => law.period_of(timer, row.from, start).and_then(|it| it.raw_date()),
            };
            terms.push(Term {
                regime,
                grade,
                because,
                counted_from,
                last_day,
                from: row.from,
                to: row.to,
                authority: row.authority.clone(),
                // No surer than what it was weighed by.
                confidence: by.map_or(row.confidence, |it| it.confidence.max(row.confidence)),
            });
        }
        terms.sort_by_key(|it| it.from);
        terms
    }
}

impl Publicity {
    /// How long it is shown that is shown from a day on: as what counts of the decision weighs, whatever was altered since
    /// it fell due, and as if nothing had been withdrawn or stopped meanwhile.
    pub(super) fn terms_from(&self, context: &Context<'_>, shown_on: Date) -> Vec<Term> {
        let since = self.counts_since.map_or(shown_on, Moment::day);
        let counting = if self.counted_anew { Counting::Anew } else { Counting::AsTheRegimeHasIt };
        self.terms_as(context, shown_on, counting(since))
    }

    /// How long it is shown where that counts anew from a day on (domain.md §6.6).
    pub(super) fn terms_anew(&self, context: &Context<'_>, day: Date) -> Vec<Term> {
        self.terms_as(context, day, Counting::Anew(day))
    }

    fn terms_as(&self, context: &Context<'_>, shown_on: Date, counting: Counting) -> Vec<Term> {
        let Some((due, channel)) = self.opened() else { return vec![] };
        let matter = context.facts.decision.as_ref().map_or(due, |it| &it.matter);
        let here = super::place(matter, context);
        matter.terms((context.law, here), (channel, shown_on), counting)
    }
}
