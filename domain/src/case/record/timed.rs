//! The deadlines of a case, and the acts that met or ended them.

use jiff::civil::Date;

use super::Record;
use crate::{
    Moment,
    case::{Facets, performance::Settled, statement::Lapsed},
    clock::{Deadline, Timer},
    id::PartId,
};

/// A deadline and the act that met it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// As it stands.
    pub deadline: Deadline,
    /// When the act that it waits for took place, or one that put an end to it.
    pub settled: Option<Moment>,
    /// Whether it was ended without being met.
    pub replaced: bool,
}

impl Timed {
    /// No act had met it by then, nor ended it.
    #[must_use]
    pub fn waited_at(&self, at: Moment) -> bool {
        self.settled.is_none_or(|settled| self.replaced && at < settled)
    }
}

impl Record {
    /// What an event does to the deadlines: what it meets and ends, what it opens again, what it starts or moves.
    pub(in crate::case) fn move_deadlines(&mut self, facets: &Facets<'_>, occurred: Moment) {
        for awaited in &facets.settles {
            self.settle(awaited, facets.met_at(occurred));
        }
        for ended in &facets.replaces {
            self.replace(ended, occurred);
        }
        for again in &facets.reopens {
            self.reopen(again);
        }
        for deadline in facets.deadlines {
            self.time(deadline);
        }
        for settled in facets.settled {
            self.settle_as(settled);
        }
    }

    /// What was met, or ended, waits again.
    fn reopen(&mut self, again: &(Timer, Option<PartId>)) {
        if let Some(timed) = self.timers.get_mut(again) {
            (timed.settled, timed.replaced) = (None, false);
        }
    }

    /// Takes over a deadline as an event states it.
    fn time(&mut self, deadline: &Deadline) {
        let key = (deadline.timer, deadline.of.clone());
        // A period that starts anew, after the former one was settled, is another one: of a decision that is made anew.
        // One that is told anew is the same, also where what meets it lies before its start.
        let before = self.timers.get(&key);
        let before = before.filter(|it| {
            it.deadline.start == deadline.start || it.settled.is_none_or(|at| deadline.start <= at)
        });
        let settled = before.and_then(|it| it.settled);
        let replaced = before.is_some_and(|it| it.replaced);
        self.timers.insert(key, Timed { deadline: deadline.clone(), settled, replaced });
    }

    /// What nobody has met, and nobody has to any more: of one part, or of all.
    fn replace(&mut self, (timer, of): &(Timer, Option<PartId>), at: Moment) {
        for ((of_timer, part), timed) in &mut self.timers {
            let meant = of_timer == timer && (of.is_none() || part == of);
            if meant && timed.settled.is_none() {
                (timed.settled, timed.replaced) = (Some(at), true);
            }
        }
    }

    /// The first act that a deadline waited for settles it. What the clock recorded as run out gives way
    /// to an act that lay within the period, and what another act ended to one that lay before that.
    fn settle(&mut self, awaited: &(Timer, Option<PartId>), at: Moment) {
        let unappealed = self.effect_on_record(awaited);
        let ran_out = self.lapse(awaited).is_some_and(|it| it.gives_way_to(awaited, at))
            || unappealed.is_some_and(|due| at.day() <= due);
        if let Some(timed) = self.timers.get_mut(awaited)
            && (ran_out || timed.waited_at(at))
        {
            (timed.settled, timed.replaced) = (Some(at), false);
        }
    }

    /// What is to be paid is settled as of the first moment at which nothing of it was open, whatever was entered first;
    /// a right as of its first use.
    fn settle_as(&mut self, settled: &Settled) {
        if let Some(timed) = self.timers.get_mut(&settled.key())
            && timed.settled.is_none_or(|at| settled.since < at)
        {
            (timed.settled, timed.replaced) = (Some(settled.since), !settled.met);
        }
    }

    /// What the clock recorded of a right that ran out, where no act has shown otherwise since.
    pub(in crate::case) fn lapse(&self, right: &(Timer, Option<PartId>)) -> Option<&Lapsed> {
        let settled = self.timers.get(right)?.settled?;
        self.lapses.iter().find(|it| it.covers(right) && it.due < settled.day())
    }

    /// The last day to appeal, where the clock recorded that nobody had by then.
    fn effect_on_record(&self, (timer, of): &(Timer, Option<PartId>)) -> Option<Date> {
        let appeals = matches!(timer, Timer::SuitAppeal | Timer::SuitAppealRuling);
        let mut recorded = self.remedies.iter().filter(|it| appeals && it.in_force.is_some());
        recorded.find(|it| Some(&it.opened.id) == of.as_ref())?;
        self.timers.get(&(*timer, of.clone()))?.deadline.due_date()
    }
}
