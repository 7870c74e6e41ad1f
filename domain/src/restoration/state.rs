//! What an application remembers in order to decide, and how it stands on a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Channel, Event, Window, applying::Materials, reorganising::Plan};
use crate::{
    Moment,
    citation::Citation,
    clock::{Deadline, Timer},
    id::{PartId, PersonId},
    listing::state::Timed,
    party::Party,
    restriction::Source,
};

/// An application for the restoration of credit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restoration {
    /// What is to be restored, and how it was applied for.
    pub opened: Option<Opened>,
    /// The rules under which the last step was taken.
    pub basis: Option<Citation>,
    /// How it stands since which day, in order.
    pub steps: Vec<(Date, Status)>,
    /// Who verified it.
    pub verified_by: BTreeSet<PersonId>,
    /// On which day all had been performed, as was verified.
    pub performed_on: Option<Date>,
    /// On which day all had been corrected, as was verified.
    pub corrected_on: Option<Date>,
    /// It rests on a plan of reorganisation.
    pub rests_on_a_plan: bool,
    /// The plan was carried out.
    pub plan_completed: bool,
    /// Where it was to be shown no longer, once it was granted.
    pub channels: Vec<Channel>,
    /// The channels that have yet to stop showing it.
    pub to_stop: Vec<Channel>,
    /// The channels that have yet to show it again.
    pub to_reinstate: Vec<Channel>,
    /// From which day on its publicity counts anew.
    pub counted_from: Option<Date>,
    /// Its deadlines; of several channels each has its own.
    pub timers: BTreeMap<(Timer, Option<PartId>), Timed>,
    /// When the last act took place on which later ones rest.
    pub last: Option<Moment>,
}

/// What is to be restored, and how it was applied for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The decision, or the entry.
    pub source: Source,
    /// Whose.
    pub party: Party,
    /// Where the application was received.
    pub window: Window,
    /// What was handed in.
    pub materials: Materials,
    /// The plan of reorganisation on which it rests.
    pub plan: Option<Plan>,
}

/// How an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// 已申请.
    Applied,
    /// 材料不齐，已退回.
    RejectedIncomplete,
    /// 不予受理.
    NotAccepted,
    /// 已受理.
    Accepted,
    /// 核实中.
    Verifying,
    /// 准予修复: not every channel has stopped showing it.
    Granted,
    /// 修复生效: every channel has.
    Effective,
    /// 不予修复.
    Denied,
    /// 因欺骗撤销，已恢复原状态.
    Reinstated,
    /// 重整计划未能执行，已恢复原状态.
    Resumed,
}

impl Status {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Applied,
        Self::RejectedIncomplete,
        Self::NotAccepted,
        Self::Accepted,
        Self::Verifying,
        Self::Granted,
        Self::Effective,
        Self::Denied,
        Self::Reinstated,
        Self::Resumed,
    ];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Applied => "已申请",
            Self::RejectedIncomplete => "材料不齐已退回",
            Self::NotAccepted => "不予受理",
            Self::Accepted => "已受理",
            Self::Verifying => "核实中",
            Self::Granted => "准予修复",
            Self::Effective => "修复生效",
            Self::Denied => "不予修复",
            Self::Reinstated => "因欺骗撤销，已恢复原状态",
            Self::Resumed => "重整计划未能执行，已恢复原状态",
        }
    }

    /// Credit counts as restored while it stands so.
    #[must_use]
    pub fn restores(self) -> bool {
        matches!(self, Self::Granted | Self::Effective)
    }

    /// Another application about the same waits until this one has come to its end.
    #[must_use]
    pub fn stands(self) -> bool {
        matches!(self, Self::Applied | Self::Accepted | Self::Verifying) || self.restores()
    }
}

impl Restoration {
    /// How it stands.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.steps.last().map(|it| it.1)
    }

    /// How it stood at the end of a day, as far as is known; nothing before it was applied for.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Option<Status> {
        self.steps.iter().rfind(|it| it.0 <= day).map(|it| it.1)
    }

    /// Credit counted as restored on a day.
    #[must_use]
    pub fn restores_on(&self, day: Date) -> bool {
        self.status_on(day).is_some_and(Status::restores)
    }

    /// A deadline that waits still.
    #[must_use]
    pub fn open_deadline(&self, timer: Timer, of: Option<PartId>) -> Option<&Deadline> {
        let it = self.timers.get(&(timer, of))?;
        (it.met.is_none() && it.ended.is_none()).then_some(&it.deadline)
    }

    pub(super) fn has_stopped(&self, channel: Channel) -> bool {
        self.channels.contains(&channel) && !self.to_stop.contains(&channel)
    }
}

/// One arm an event; the decisions see to the order.
pub(super) fn evolve(mut it: Restoration, event: &Event, occurred: Moment) -> Restoration {
    for key in event.settles() {
        it.timed(&key, |it| it.met = it.met.or(Some(occurred)));
    }
    for timer in event.ends() {
        let keys: Vec<_> = it.timers.keys().filter(|key| key.0 == *timer).cloned().collect();
        for key in &keys {
            it.timed(key, |it| it.end(occurred));
        }
    }
    let fixed = matches!(event, Event::DeadlineFixed(_));
    Timed::state(&mut it.timers, (event.deadlines(), fixed), Deadline::key);
    // No act rests on when the clock saw that a calendar was loaded.
    if !fixed {
        it.last = it.last.max(Some(occurred));
    }
    it.note(event, occurred.day());
    it
}

impl Restoration {
    fn timed(&mut self, key: &(Timer, Option<PartId>), change: impl FnOnce(&mut Timed)) {
        if let Some(it) = self.timers.get_mut(key) {
            change(it);
        }
    }

    fn note(&mut self, event: &Event, day: Date) {
        match event {
            Event::Applied(it) => {
                self.basis = Some(it.basis.clone());
                self.rests_on_a_plan = it.plan.is_some();
                self.opened = Some(Opened {
                    source: it.source.clone(),
                    party: it.party.clone(),
                    window: it.window,
                    materials: it.materials.clone(),
                    plan: it.plan.clone(),
                });
                self.steps.push((day, Status::Applied));
            }
            Event::Accepted(it) => {
                self.basis = Some(it.basis.clone());
                self.steps.push((day, Status::Accepted));
            }
            Event::RejectedIncomplete(_) => self.steps.push((day, Status::RejectedIncomplete)),
            Event::NotAccepted(_) => self.steps.push((day, Status::NotAccepted)),
            Event::Verified(it) => {
                self.verified_by.extend(it.officers.iter().map(|it| it.person.clone()));
                // What it doesn't speak of stands as it was found before.
                let (performed, corrected) = (self.performed_on, self.corrected_on);
                self.performed_on = it.performed_on.or(performed.filter(|_| !it.unperformed));
                self.corrected_on = it.corrected_on.or(corrected.filter(|_| !it.uncorrected));
                self.steps.push((day, Status::Verifying));
            }
            Event::DecisionExtended(_) | Event::DeadlineFixed(_) => {}
            Event::Granted(it) => {
                self.basis = Some(it.basis.clone());
                self.channels.clone_from(&it.channels);
                self.to_stop.clone_from(&it.channels);
                self.steps.push((day, Status::Granted));
                self.takes_effect(day);
            }
            Event::Denied(_) => self.steps.push((day, Status::Denied)),
            Event::ChannelStopped(it) => {
                self.to_stop.retain(|channel| *channel != it.channel);
                self.takes_effect(day);
            }
            Event::RevokedForFraud(it) => {
                self.basis = Some(it.basis.clone());
                self.steps.push((day, Status::Reinstated));
            }
            Event::Reinstated(it) => {
                self.counted_from = Some(it.counted_from);
                self.shows_again(&it.channels);
            }
            Event::ChannelReinstated(it) => {
                self.to_reinstate.retain(|channel| *channel != it.channel);
            }
            Event::PlanCompleted(_) => self.plan_completed = true,
            Event::PlanFailed(it) => {
                self.shows_again(&it.channels);
                self.steps.push((day, Status::Resumed));
            }
        }
    }

    /// What is to be shown again is not to be stopped any more; where nothing is, all is still to be stopped.
    fn shows_again(&mut self, channels: &[Channel]) {
        if !channels.is_empty() {
            self.to_stop.clear();
        }
        self.to_reinstate = channels.to_vec();
    }

    fn takes_effect(&mut self, day: Date) {
        if self.to_stop.is_empty() && self.status() == Some(Status::Granted) {
            self.steps.push((day, Status::Effective));
        }
    }
}
