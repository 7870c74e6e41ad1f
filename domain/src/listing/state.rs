//! What an entry remembers in order to decide, and how it stands on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Event, Register, abnormal::Ground, ending::ReExamined, restoring::Reinstated, serious::Cause,
};
use crate::{
    Moment,
    case::serious_list::Field,
    claim::ListedGround,
    clock::{Deadline, Timer},
    id::{AgencyCode, RestorationId},
    party::Party,
    restriction::Found,
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
    /// What ended it or lets it rest; that its years are over, dates tell.
    pub ends: Vec<End>,
    /// The penalty decision on which it rests, where it rests on one.
    pub cause: Option<Cause>,
    /// In which field of the list of serious violations.
    pub field: Option<Field>,
    /// Why it was to be examined again, and what came of that.
    pub examinations: Vec<Examination>,
    /// What altered the decision and left the entry as it was.
    pub noted: Vec<Cause>,
    /// Since which day it is shown on GSXT.
    pub shown_since: Option<Date>,
    /// It was shown there when a restoration hid it.
    pub hidden: bool,
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

/// What ended an entry, or lets it rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// From which day on it counts no more.
    pub from: Date,
    /// How it stands then.
    pub standing: Standing,
    /// The restoration from which that follows, where it follows from one.
    pub by: Option<RestorationId>,
    /// From which day on it counts again, where that restoration counts no more.
    pub to: Option<Date>,
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
    /// Takes over deadlines as an event states them: one that waited for a calendar, and is `fixed` by it, keeps what has
    /// become of it before; any other waits.
    pub(crate) fn state<K: Ord>(
        timers: &mut BTreeMap<K, Self>,
        (deadlines, fixed): (&[Deadline], bool),
        key: impl Fn(&Deadline) -> K,
    ) {
        for deadline in deadlines {
            let before = timers.get(&key(deadline)).filter(|_| fixed);
            let (met, ended) = before.map_or((None, None), |it| (it.met, it.ended));
            timers.insert(key(deadline), Self { deadline: deadline.clone(), met, ended });
        }
    }

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
    /// 暂停: while a plan of reorganisation is carried out it counts for nothing (SC22).
    Suspended,
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
    pub const ALL: [Self; 7] = [
        Self::InForce,
        Self::UnderReexamination,
        Self::Suspended,
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
            Self::Suspended => "重整期间暂停",
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

impl End {
    fn holds(&self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|to| on < to)
    }

    fn lets_it_rest(&self) -> bool {
        self.standing == Standing::Suspended
    }

    /// That restoration ended it, or lets it rest, and counts still.
    pub(super) fn is_open_by(&self, restoration: RestorationId) -> bool {
        self.by == Some(restoration) && self.to.is_none()
    }
}

impl Listing {
    /// How it stands on a day, as far as is known; nothing before its first day. What revoked it goes before what
    /// ended it otherwise; of several ends the first one counts.
    #[must_use]
    pub fn standing(&self, on: Date) -> Option<Standing> {
        self.entered_on.filter(|first| *first <= on)?;
        let ended = self.end(on).map(|(_, it)| it);
        Some(ended.unwrap_or(if self.rests_on(on) {
            Standing::Suspended
        } else if self.is_examined(on) {
            Standing::UnderReexamination
        } else {
            Standing::InForce
        }))
    }

    /// What ended it, of those ends up to `on`, and from which day on: see [`Listing::standing`].
    #[must_use]
    pub fn end(&self, on: Date) -> Option<(Date, Standing)> {
        let ends: Vec<_> = self.ended_by(on).collect();
        let revoked = ends.iter().filter(|(_, it)| *it == Standing::Revoked).min();
        revoked.or(ends.iter().min()).copied()
    }

    /// What has ended it by a day and holds on it still.
    fn ended_by(&self, on: Date) -> impl Iterator<Item = (Date, Standing)> {
        let ends = self.ends.iter().filter(move |it| it.holds(on) && !it.lets_it_rest());
        let over = self.expiry().filter(|(day, _)| *day <= on);
        ends.map(|it| (it.from, it.standing)).chain(over)
    }

    /// A plan of reorganisation is being carried out on a day, during which it rests.
    fn rests_on(&self, on: Date) -> bool {
        self.ends.iter().any(|it| it.holds(on) && it.lets_it_rest())
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

    /// The last day of its years, where it has a term.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.over_on()?.yesterday().ok()
    }

    /// The ground that its entry takes, where it rests on one that was verified.
    #[must_use]
    pub fn listed_ground(&self) -> Option<ListedGround> {
        let (opened, ground) = self.opened.as_ref().zip(self.ground.as_ref())?;
        Some(ListedGround::named(&opened.agency, &opened.party.subject(), &ground.name()))
    }

    /// What of it the catalogue of measures answers.
    #[must_use]
    pub fn found(&self) -> Found {
        self.opened.as_ref().map(|it| it.register.found(self.field)).unwrap_or_default()
    }

    /// From which day on it counts no longer, as far as that was so on a day.
    #[must_use]
    pub fn ended_on(&self, on: Date) -> Option<Date> {
        self.ended_by(on).map(|(day, _)| day).min()
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
        self.ends.iter().any(|it| it.standing == Standing::Revoked)
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
    listing.note(event, occurred);
    for timer in event.settles() {
        listing.timed(*timer, |it| it.met = it.met.or(Some(occurred)));
    }
    for timer in event.ends() {
        listing.timed(*timer, |it| it.end(occurred));
    }
    let stated = (event.deadlines(), matches!(event, Event::DeadlineFixed(_)));
    Timed::state(&mut listing.timers, stated, |it| it.timer);
    if !event.is_the_clocks() {
        listing.last = listing.last.max(Some(occurred));
    }
    listing
}

impl Listing {
    fn timed(&mut self, timer: Timer, change: impl FnOnce(&mut Timed)) {
        if let Some(it) = self.timers.get_mut(&timer) {
            change(it);
        }
    }

    fn note(&mut self, event: &Event, occurred: Moment) {
        let ended = event.ends_as(occurred);
        let by = event.restoration();
        if event.hides(occurred).is_some() {
            self.hidden |= self.shown_since.take().is_some();
        }
        self.ends.extend(ended.map(|(from, standing)| End { from, standing, by, to: None }));
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
            | Event::FoundationFell(_)
            | Event::Suspended(_)
            | Event::Corrected(_)
            | Event::DeadlineFixed(_) => {}
            Event::RemovedEarly(it) => {
                if let Some(by) = it.restoration {
                    self.goes_on(by, Standing::Suspended, it.removed_on(occurred));
                }
            }
            Event::Reinstated(it) => self.reinstated(it),
            Event::CureVerified(_) => self.cured = Some(occurred),
            Event::SeriousEntered(it) => {
                let (register, party) = (Register::SeriousViolation, it.party.clone());
                self.opened = Some(Opened { register, party, agency: it.agency.clone() });
                (self.cause, self.field) = (Some(it.cause.clone()), Some(it.field()));
                self.entered_on = Some(it.decided_on);
                self.last = self.last.max(Some(Moment::midnight(it.decided_on)));
            }
            Event::Published(_) => self.shown_since = Some(occurred.day()),
            Event::PublicityEnded(_) => (self.shown_since, self.hidden) = (None, false),
            Event::ReExaminationOpened(it) => {
                let (cause, altered_on) = (it.cause.clone(), it.altered_on);
                self.examinations.push(Examination { cause, altered_on, decided: None });
            }
            Event::AlterationNoted(it) => self.noted.push(it.cause.clone()),
            Event::PartyCorrected(it) => {
                if let Some(opened) = &mut self.opened {
                    opened.party = it.party.clone();
                }
                (self.shown_since, self.hidden) = (None, false);
            }
            Event::ReExamined(it) => self.examined(occurred.day(), it),
        }
    }

    /// What followed from a restoration holds from that day on no more.
    fn goes_on(&mut self, by: RestorationId, was: Standing, from: Date) {
        let open = self.ends.iter_mut().filter(|it| it.standing == was && it.is_open_by(by));
        open.for_each(|it| it.to = Some(from));
    }

    fn reinstated(&mut self, it: &Reinstated) {
        for was in [Standing::Suspended, Standing::RemovedEarly] {
            self.goes_on(it.restoration, was, it.on);
        }
        // Where its years count anew, those of before had their end until that day.
        let anew = it.deadlines.iter().any(|it| it.timer == Timer::ListExpire);
        let over = self.expiry().filter(|(from, _)| anew && *from < it.on);
        let (by, to) = (None, Some(it.on));
        self.ends.extend(over.map(|(from, standing)| End { from, standing, by, to }));
        if std::mem::take(&mut self.hidden) {
            self.shown_since = Some(it.on);
        }
    }

    /// A decision answers for all that was to be examined by then.
    fn examined(&mut self, on: Date, decision: &ReExamined) {
        let open = self.examinations.iter_mut().filter(|it| it.decided.is_none());
        open.filter(|it| it.altered_on <= on)
            .for_each(|it| it.decided = Some((on, decision.clone())));
    }
}
