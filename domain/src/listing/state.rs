//! What an entry remembers in order to decide, and how it stands on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Register, abnormal::Ground};
use crate::{
    Moment,
    clock::{Deadline, Timer},
    id::AgencyCode,
    party::Party,
};

/// An entry of a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Whose entry it is, in which register.
    pub opened: Option<Opened>,
    /// The ground that was verified, where it rests on one.
    pub ground: Option<Ground>,
    /// Since which day it counts.
    pub entered_on: Option<Date>,
    /// When it was verified that the ground is gone, the last time.
    pub cured: Option<Moment>,
    /// What ended it, and the first day on which it counted no more.
    pub ends: Vec<(Date, End)>,
    /// Its deadlines.
    pub timers: BTreeMap<Timer, Timed>,
    /// When the last act took place on which later ones rest.
    pub last: Option<Moment>,
}

/// Whose entry it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// In which register.
    pub register: Register,
    /// Whose.
    pub party: Party,
    /// The agency that enters it, and lets it leave.
    pub agency: AgencyCode,
}

/// A deadline of an entry, and the act that it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// As it was started.
    pub deadline: Deadline,
    /// When the act took place.
    pub met: Option<Moment>,
    /// When what it waits for was owed no more.
    pub ended: Option<Moment>,
}

impl Timed {
    fn end(&mut self, at: Moment) {
        if self.met.is_none() && self.ended.is_none() {
            self.ended = Some(at);
        }
    }
}

/// What ends an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// It left: the ground is gone.
    Left,
    /// It was revoked: there was no ground, or there is none any more.
    Revoked,
}

/// How an entry stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Standing {
    /// It counts.
    InForce,
    /// 已移出.
    Left,
    /// 已撤销: it counts for nothing, and never comes back.
    Revoked,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::InForce, Self::Left, Self::Revoked];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::InForce => "有效",
            Self::Left => "已移出",
            Self::Revoked => "已撤销",
        }
    }
}

impl Listing {
    /// How it stands on a day, as far as is known; nothing before its first day. What revoked it goes before what
    /// ended it otherwise; of several ends the first one counts.
    #[must_use]
    pub fn standing(&self, on: Date) -> Option<Standing> {
        self.entered_on.filter(|first| *first <= on)?;
        let past = || self.ends.iter().filter(|(day, _)| *day <= on);
        if past().any(|(_, end)| *end == End::Revoked) {
            return Some(Standing::Revoked);
        }
        let first = past().min().map(|(_, end)| *end);
        Some(match first {
            None => Standing::InForce,
            Some(End::Left) => Standing::Left,
            Some(End::Revoked) => Standing::Revoked,
        })
    }

    /// The deadline of a rule, where the entry has one that waits still.
    #[must_use]
    pub fn open_deadline(&self, timer: Timer) -> Option<&Deadline> {
        let it = self.timers.get(&timer)?;
        (it.met.is_none() && it.ended.is_none()).then_some(&it.deadline)
    }
}

/// One arm an event; the decisions see to the order.
pub(super) fn evolve(mut listing: Listing, event: &Event, occurred: Moment) -> Listing {
    for timer in event.settles() {
        listing.timed(*timer, |it| it.met = it.met.or(Some(occurred)));
    }
    for timer in event.ends() {
        listing.timed(*timer, |it| it.end(occurred));
    }
    for deadline in event.deadlines() {
        let timed = Timed { deadline: deadline.clone(), met: None, ended: None };
        listing.timers.insert(deadline.timer, timed);
    }
    listing.last = listing.last.max(Some(occurred));
    listing.note(event, occurred);
    listing
}

impl Listing {
    fn timed(&mut self, timer: Timer, change: impl FnOnce(&mut Timed)) {
        if let Some(it) = self.timers.get_mut(&timer) {
            change(it);
        }
    }

    fn note(&mut self, event: &Event, occurred: Moment) {
        match event {
            Event::GroundVerified(it) => {
                self.ground = Some(it.ground.clone());
                self.opened = Some(Opened {
                    register: it.register,
                    party: it.party.clone(),
                    agency: it.agency.clone(),
                });
            }
            Event::Entered(_) => self.entered_on = Some(occurred.day()),
            Event::ExitApplied(_) => {}
            Event::CureVerified(_) => self.cured = Some(occurred),
            Event::Left(_) => self.ends.push((occurred.day(), End::Left)),
            Event::Corrected(_) => self.ends.push((occurred.day(), End::Revoked)),
        }
    }
}
