//! What an entry remembers in order to decide, and how it stands on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Register, abnormal::Ground, ending::ReExamined, serious::Cause};
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
    /// What ended it, and the first day on which it counted no more; that its years are over, dates tell.
    pub ends: Vec<(Date, Standing)>,
    /// The penalty decision on which it rests, where it rests on one.
    pub cause: Option<Cause>,
    /// Why it was to be examined again, and what came of that.
    pub examinations: Vec<Examination>,
    /// What altered the decision and left the entry as it was.
    pub noted: Vec<Cause>,
    /// It is shown on GSXT.
    pub is_public: bool,
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
    pub(crate) fn end(&mut self, at: Moment) {
        if self.met.is_none() && self.ended.is_none() {
            self.ended = Some(at);
        }
    }
}

/// A re-examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// By which event.
    pub cause: Cause,
    /// Since which day.
    pub altered_on: Date,
    /// When it was decided, and what.
    pub decided: Option<(Date, ReExamined)>,
}

/// How an entry stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Standing {
    /// It counts.
    InForce,
    /// 重新审核中: it counts until somebody decides.
    UnderReexamination,
    /// 已移出: the ground was gone.
    Left,
    /// 列入期届满.
    Expired,
    /// 提前移出.
    RemovedEarly,
    /// 已撤销: it counts for nothing, and never comes back.
    Revoked,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 6] = [
        Self::InForce,
        Self::UnderReexamination,
        Self::Left,
        Self::Expired,
        Self::RemovedEarly,
        Self::Revoked,
    ];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::InForce => "有效",
            Self::UnderReexamination => "重新审核中",
            Self::Left => "已移出",
            Self::Expired => "列入期届满",
            Self::RemovedEarly => "已提前移出",
            Self::Revoked => "已撤销",
        }
    }

    /// What follows from an entry follows while it stands so.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::InForce | Self::UnderReexamination)
    }
}

impl Listing {
    /// How it stands on a day, as far as is known; nothing before its first day. What revoked it goes before what
    /// ended it otherwise; of several ends the first one counts.
    #[must_use]
    pub fn standing(&self, on: Date) -> Option<Standing> {
        self.entered_on.filter(|first| *first <= on)?;
        let ended = self.end(on).map(|(_, it)| it);
        Some(ended.unwrap_or(if self.is_examined(on) {
            Standing::UnderReexamination
        } else {
            Standing::InForce
        }))
    }

    /// What ended it, of those ends up to `on`, and from which day on: see [`Listing::standing`].
    #[must_use]
    pub fn end(&self, on: Date) -> Option<(Date, Standing)> {
        let ends = self.ends.iter().copied().chain(self.expiry());
        let ends: Vec<_> = ends.filter(|(day, _)| *day <= on).collect();
        let revoked = ends.iter().filter(|(_, it)| *it == Standing::Revoked).min();
        revoked.or(ends.iter().min()).copied()
    }

    /// It counts on a day.
    #[must_use]
    pub fn counts_on(&self, on: Date) -> bool {
        self.standing(on).is_some_and(Standing::counts)
    }

    /// The first day on which its years are over, where it has a term.
    #[must_use]
    pub fn over_on(&self) -> Option<Date> {
        self.expiry().map(|(day, _)| day)
    }

    /// From which day on it counts no longer, as far as that was so on a day.
    #[must_use]
    pub fn ended_on(&self, on: Date) -> Option<Date> {
        let ends = self.ends.iter().copied().chain(self.expiry()).map(|(day, _)| day);
        ends.filter(|it| *it <= on).min()
    }

    /// The first day on which its years are over, whether or not the clock has recorded that.
    fn expiry(&self) -> Option<(Date, Standing)> {
        let last = self.timers.get(&Timer::ListExpire)?.deadline.latest()?;
        Some((last.tomorrow().ok()?, Standing::Expired))
    }

    fn is_examined(&self, on: Date) -> bool {
        let open = |it: &Examination| {
            it.altered_on <= on && it.decided.as_ref().is_none_or(|(day, _)| on < *day)
        };
        self.examinations.iter().any(open)
    }

    /// It was revoked, on whatever day.
    pub(super) fn is_revoked(&self) -> bool {
        self.ends.iter().any(|(_, it)| *it == Standing::Revoked)
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
    if !event.is_the_clocks() {
        listing.last = listing.last.max(Some(occurred));
    }
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
        self.ends.extend(event.ends_as(occurred));
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
            Event::ExitApplied(_)
            | Event::Left(_)
            | Event::Expired(_)
            | Event::RemovedEarly(_)
            | Event::FoundationFell(_)
            | Event::Corrected(_) => {}
            Event::CureVerified(_) => self.cured = Some(occurred),
            Event::SeriousEntered(it) => {
                let (register, party) = (Register::SeriousViolation, it.party.clone());
                self.opened = Some(Opened { register, party, agency: it.agency.clone() });
                self.cause = Some(it.cause.clone());
                self.entered_on = Some(it.decided_on);
                self.last = self.last.max(Some(Moment::midnight(it.decided_on)));
            }
            Event::Published(_) => self.is_public = true,
            Event::PublicityEnded(_) => self.is_public = false,
            Event::ReExaminationOpened(it) => {
                let (cause, altered_on) = (it.cause.clone(), it.altered_on);
                self.examinations.push(Examination { cause, altered_on, decided: None });
            }
            Event::AlterationNoted(it) => self.noted.push(it.cause.clone()),
            Event::ReExamined(it) => self.examined(occurred.day(), it),
        }
    }

    /// A decision answers for all that was to be examined by then.
    fn examined(&mut self, on: Date, decision: &ReExamined) {
        let open = self.examinations.iter_mut().filter(|it| it.decided.is_none());
        open.filter(|it| it.altered_on <= on)
            .for_each(|it| it.decided = Some((on, decision.clone())));
    }
}
