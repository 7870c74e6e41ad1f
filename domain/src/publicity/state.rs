//! What the publicity of a decision remembers in order to decide.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Channel, Copy, Event, Matter, NotPublic,
    term::Term,
    withdrawing::{Withdrawal, Withdrawn},
};
use crate::{
    Moment,
    case::state::Timed,
    clock::{Deadline, Timer},
    id::{PartId, RestorationId},
};

/// Where a publicity stands (domain.md §3.1).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Nothing has happened yet.
    #[default]
    Unopened,
    /// 不予公示.
    NotPublishable,
    /// 应当公示.
    Due,
    /// 已公示.
    Published,
    /// 已更正.
    Corrected,
    /// 已撤回.
    Withdrawn,
    /// 公示期届满.
    Expired,
    /// 因信用修复停止公示.
    StoppedByRestoration,
}

/// The publicity of a decision on one channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publicity {
    /// Where it stands.
    pub state: State,
    /// Since which day that counts which led there, or anywhere else after that day.
    pub stands_since: Option<Date>,
    /// Which decision.
    pub matter: Option<Matter>,
    /// Where.
    pub channel: Option<Channel>,
    /// Why it is not made public, or what counts of it since it was withdrawn isn't, where that is so.
    pub ground: Option<NotPublic>,
    /// When it was sent to the province where the party is registered.
    pub pushed: Option<Moment>,
    /// Since when it is shown, or was until its time was over or a restoration stopped it; absent while it isn't
    /// otherwise.
    pub shown_since: Option<Moment>,
    /// Since when it counts how long it is shown: since it was shown first, whatever was withdrawn or stopped in between,
    /// or since that counted anew last.
    pub counts_since: Option<Moment>,
    /// How long it is shown was counted anew, after fraud.
    pub counted_anew: bool,
    /// Since which day it is withdrawn or stopped, where it is.
    pub hidden_on: Option<Date>,
    /// The restoration that stopped it last, where one did.
    pub stopped_by: Option<RestorationId>,
    /// Whether the other province shows it.
    pub hosted: bool,
    /// The copy that is or was shown last.
    pub copy: Option<Copy>,
    /// When that copy was made public, or sent.
    pub copied_at: Option<Moment>,
    /// By which correction what was mistyped in the decision was put right last, and when (补正).
    pub put_right: Option<(PartId, Moment)>,
    /// Its reference on the channel.
    pub reference: Option<String>,
    /// It was made public, or sent to be, before the party had the decision.
    pub before_service: bool,
    /// How long it is shown, under each regime.
    pub terms: Vec<Term>,
    /// That it was withdrawn, each time: `W1`, `W2`, ….
    pub withdrawals: Vec<Withdrew>,
    /// When the channel had taken it down last, and its receipt.
    pub taken_down: Option<(Moment, String)>,
    /// Its deadlines, each by its rule and by what it is of: the decision, a push, or a withdrawal.
    pub timers: BTreeMap<(Timer, Option<PartId>), Timed>,
    /// When the last act on it took place, or the decision; what the clock recorded is none.
    pub last: Option<Moment>,
}

/// That it was withdrawn once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrew {
    /// Why.
    pub ground: Withdrawal,
    /// When that was recorded.
    pub at: Moment,
    /// Since when it was not to be shown any more.
    pub since: Moment,
    /// When the last act before it took place.
    pub before: Option<Moment>,
    /// When it had been sent to the province where the party is registered by then, where it had.
    pub pushed: Option<Moment>,
    /// It was shown then, as far as is recorded, or a restoration had stopped it.
    pub shown: bool,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Unopened,
        Self::NotPublishable,
        Self::Due,
        Self::Published,
        Self::Corrected,
        Self::Withdrawn,
        Self::Expired,
        Self::StoppedByRestoration,
    ];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unopened => "未立项",
            Self::NotPublishable => "不予公示",
            Self::Due => "应当公示",
            Self::Published => "已公示",
            Self::Corrected => "已更正",
            Self::Withdrawn => "已撤回",
            Self::Expired => "公示期届满",
            Self::StoppedByRestoration => "已停止公示（信用修复）",
        }
    }
}

impl Publicity {
    /// Which decision, and where, once it is known.
    #[must_use]
    pub fn opened(&self) -> Option<(&Matter, Channel)> {
        self.matter.as_ref().zip(self.channel)
    }

    /// Whether it is shown, as far as it was recorded.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        matches!(self.state, State::Published | State::Corrected)
    }

    /// Whether it is to be made public: it is due, or was withdrawn with what is right to be shown in its place (PUB 9, 11).
    #[must_use]
    pub fn is_to_be_shown(&self) -> bool {
        match self.state {
            State::Due => true,
            State::Withdrawn => {
                self.ground.is_none() && self.withdrawn().is_some_and(Withdrawal::is_shown_anew)
            }
            State::Unopened
            | State::NotPublishable
            | State::Published
            | State::Corrected
            | State::Expired
            | State::StoppedByRestoration => false,
        }
    }

    /// Where it stands on a day: what has been shown for as long as the law says is over, whether or not that was
    /// recorded.
    #[must_use]
    pub fn state_on(&self, day: Date) -> State {
        match self.shown_until() {
            Some((last_day, _)) if self.is_shown() && last_day < day => State::Expired,
            _ => self.state,
        }
    }

    /// The first withdrawal after a moment at which it had not been shown yet, as far as is recorded, and which of them it
    /// is: what was made public then shows in the withdrawal that it was taken back since.
    pub(super) fn withdrawn_since(&self, moment: Moment) -> Option<(PartId, &Withdrew)> {
        let (n, it) = self.withdrawals.iter().enumerate().find(|(_, it)| moment < it.at)?;
        (!it.shown).then(|| (PartId::nth('W', n + 1), it))
    }

    /// When it had been sent to the other province, where it had by a moment, and was not taken back since.
    pub(super) fn pushed_by(&self, moment: Moment) -> Option<Moment> {
        self.withdrawn_since(moment).map_or(self.pushed, |(_, it)| it.pushed)
    }

    /// What became of the limit of each push, within which the other province was to publish it.
    pub(super) fn hosts(&self) -> impl Iterator<Item = &Timed> {
        let all = self.timers.iter().filter(|((timer, _), _)| *timer == Timer::PubGsxtHost);
        all.map(|(_, it)| it)
    }

    /// Upon which push the other province owes it still; nothing where a limit of the time before is the decision's.
    pub(super) fn host_owes(&self) -> Option<PartId> {
        let open = self.hosts().find(|it| it.settled.is_none())?.deadline.of.clone();
        open.filter(|it| self.matter.as_ref().is_none_or(|matter| matter.decision != *it))
    }

    /// Upon which push it was owed until a withdrawal ended that.
    pub(super) fn host_owed_until(&self, withdrawn: Moment) -> Option<PartId> {
        let ended = |it: &&Timed| it.replaced && it.settled == Some(withdrawn);
        self.hosts().find(ended)?.deadline.of.clone()
    }

    fn withdrew(&mut self, which: &PartId, change: impl FnOnce(&mut Withdrew)) {
        let of = |(n, _): &(usize, &mut Withdrew)| PartId::nth('W', n + 1) == *which;
        if let Some((_, withdrew)) = self.withdrawals.iter_mut().enumerate().find(of) {
            change(withdrew);
        }
    }

    pub(super) fn after(mut self, event: &Event, occurred: Moment) -> Self {
        let facets = event.fact().facets();
        for key in &facets.settles {
            self.settle(key, (occurred, false));
        }
        for key in &facets.replaces {
            self.settle(key, (occurred, true));
        }
        let by = event.taken_back_by();
        // A withdrawal that doesn't count yet sets no time to take anything down.
        if by.is_none_or(|it| self.has_withdrawn(it)) {
            for deadline in facets.deadlines {
                self.time(deadline, matches!(event, Event::DeadlineFixed(_)));
            }
        }
        let since = event.counts_since(occurred);
        let leads_to = if let Some(which) = by.filter(|it| self.has_taken_back(it, since)) {
            self.note_taken_back(event, (which, occurred));
            event.leads_to()
        } else {
            self.note(event, occurred);
            event.had_led_to()
        };
        // Nothing rests on the receipt for what is shown no longer.
        if !event.is_the_clocks_record() && !matches!(event, Event::TakenDown(_)) {
            self.last = self.last.max(Some(occurred));
        }
        if let Some(state) = leads_to {
            (self.state, self.stands_since) = (state, self.stands_since.max(Some(since)));
        }
        self
    }

    /// Whether a withdrawal is among those that count.
    fn has_withdrawn(&self, which: &PartId) -> bool {
        (1..=self.withdrawals.len()).any(|n| PartId::nth('W', n) == *which)
    }

    /// Whether what was done on a day, and entered once a withdrawal had taken it back, stands no more: of the days before
    /// that withdrawal counts it tells where the publicity stood, as long as nothing later does.
    fn has_taken_back(&self, which: &PartId, day: Date) -> bool {
        self.has_withdrawn(which) || self.stands_since.is_some_and(|it| day < it)
    }

    fn note_taken_back(&mut self, event: &Event, (which, at): (&PartId, Moment)) {
        if matches!(event, Event::Pushed(_)) {
            self.withdrew(which, |it| it.pushed = Some(at));
        } else {
            self.withdrew(which, |it| it.shown = true);
            self.counts_since = self.counts_since.or(Some(at));
        }
    }

    /// What is fixed keeps what has become of it; what starts anew is open.
    fn time(&mut self, deadline: &Deadline, fixed: bool) {
        let before = self.timers.get(&deadline.key()).filter(|_| fixed);
        let (settled, replaced) = before.map_or((None, false), |it| (it.settled, it.replaced));
        let timed = Timed { deadline: deadline.clone(), settled, replaced };
        self.timers.insert(deadline.key(), timed);
    }

    fn settle(&mut self, key: &(Timer, Option<PartId>), (at, replaced): (Moment, bool)) {
        let Some(found) = self.timers.get_mut(key) else { return };
        // What another act ended gives way to one that met it before that.
        let gives_way = found.replaced && !replaced && found.settled.is_some_and(|it| at < it);
        if found.settled.is_none() || gives_way {
            (found.settled, found.replaced) = (Some(at), replaced);
        }
    }

    fn note(&mut self, event: &Event, at: Moment) {
        match event {
            Event::Due(it) => {
                self.open(&it.matter, it.channel);
                // What was not to be shown any more is shown anew.
                (self.ground, self.shown_since) = (None, None);
                self.terms.clear();
            }
            Event::NotPublishable(it) => {
                self.open(&it.matter, it.channel);
                self.ground = Some(it.ground);
            }
            Event::Withheld(_) => {
                self.ground = Some(NotPublic::Secrecy);
            }
            Event::Pushed(it) => {
                self.pushed = Some(at);
                self.copied(&it.copy, at);
                self.before_service = it.before_service.is_some();
            }
            Event::HostPublished(it) => {
                self.hosted = true;
                self.shown(&it.reference, &it.terms, at);
            }
            Event::Published(it) => {
                self.copied(&it.copy, at);
                self.before_service = it.before_service.is_some();
                self.shown(&it.reference, &it.terms, at);
            }
            Event::Outdated(it) => {
                self.matter = Some(it.matter.clone());
                self.put_right = Some((it.correction.clone(), it.put_right_at));
            }
            Event::Corrected(it) => {
                self.copied(&it.copy, at);
                if it.reference.is_some() {
                    self.reference.clone_from(&it.reference);
                }
            }
            Event::Withdrawn(it) => self.note_withdrawn(it, (event.counts_since(at), at)),
            Event::Stopped(it) => {
                self.hidden_on = Some(event.counts_since(at));
                self.stopped_by = Some(it.restoration);
                self.pushed = self.pushed.filter(|_| self.shown_since.is_some());
            }
            Event::Reinstated(it) => {
                self.shown_since = (!it.to_be_shown).then_some(it.shown_since);
                self.hidden_on = self.hidden_on.filter(|_| it.to_be_shown);
                if it.counted_anew {
                    (self.counts_since, self.counted_anew) = (Some(it.shown_since), true);
                }
                self.terms.clone_from(&it.terms);
            }
            Event::TakenDown(it) => self.taken_down = Some((at, it.reference.clone())),
            Event::DeadlineFixed(_) | Event::Expired(_) => {}
        }
    }

    /// It is to be withdrawn because the decision counts no more as it was made, since a day by then.
    fn note_withdrawn(&mut self, it: &Withdrawn, (since, at): (Date, Moment)) {
        let (ground, before, pushed) = (it.ground, self.last, self.pushed);
        let shown = self.is_shown() || it.restoration.is_some();
        let from = if since < at.day() { Moment::midnight(since) } else { at };
        self.withdrawals.push(Withdrew { ground, at, since: from, before, pushed, shown });
        self.ground = it.barred;
        if it.restoration.is_none() {
            let before = self.hidden_on.filter(|_| !shown);
            self.hidden_on = Some(before.map_or(since, |it| it.min(since)));
        }
        (self.shown_since, self.pushed, self.hosted) = (None, None, false);
        self.terms.clear();
    }

    /// It follows from the decision: whatever is done about it rests on that, whenever its record was opened.
    fn open(&mut self, matter: &Matter, channel: Channel) {
        self.last = self.last.max(Some(matter.decided_at));
        (self.matter, self.channel) = (Some(matter.clone()), Some(channel));
    }

    fn copied(&mut self, copy: &Copy, at: Moment) {
        (self.copy, self.copied_at) = (Some(copy.clone()), Some(at));
    }

    fn shown(&mut self, reference: &str, terms: &[Term], at: Moment) {
        (self.shown_since, self.hidden_on) = (Some(at), None);
        self.counts_since = self.counts_since.or(Some(at));
        self.reference = Some(reference.to_owned());
        self.terms = terms.to_vec();
    }
}
