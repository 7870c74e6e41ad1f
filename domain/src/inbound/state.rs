//! What a record remembers in order to decide, and how it stands on a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Event,
    changing::Ground,
    event::By,
    pushing::Pushed,
    statement::{Kind, Statement, Subject},
};
use crate::{
    Code, Moment, Rejection, Rulebook,
    clock::Timer,
    document::DocumentNumber,
    id::AgencyCode,
    listing::state::Timed,
    restriction::{Trigger, notifying::Entry},
};

/// What another department handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inbound {
    /// What it is and says, once it was pushed.
    pub opened: Option<Record>,
    /// Since which day it is shown on GSXT; it stays there until it is taken down.
    pub shown_since: Option<Date>,
    /// Under which number or at which address, there.
    pub reference: Option<String>,
    /// It was corrected since it was shown there the last time.
    pub is_outdated: bool,
    /// Since which day it counts for nothing, and why.
    pub withdrawn: Option<(Date, Ground)>,
    /// Since which day its agency says besides, of what it had withdrawn as ended, that it was wrong or fell.
    pub retracted: Option<(Date, Ground)>,
    /// What each correction left of what had been stated before it.
    pub corrections: Vec<Correction>,
    /// Its agency was told that something seems wrong, and has not answered.
    pub is_objected_to: bool,
    /// All that its agency was told seems wrong, in the order in which it was entered.
    pub doubts: Vec<Doubt>,
    /// Its deadlines.
    pub timers: BTreeMap<Timer, Timed>,
    /// When its agency acted last, and who showed it; each goes by what the other's act rests on.
    pub last: Last,
    /// How many events its stream has.
    pub(super) events: u64,
}

/// That its agency corrected it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Where it stands in the stream.
    pub revision: u64,
    /// On which day.
    pub on: Date,
    /// What of what had been stated before stays.
    pub kept: BTreeSet<Trigger>,
}

/// That its agency was told that something seems wrong: an entry of its inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// Where it stands in the stream.
    pub revision: u64,
    /// When.
    pub at: Moment,
    /// Its agency has taken notice of it, or answered.
    pub is_noticed: bool,
}

/// When somebody acted last on a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Last {
    /// The agency that pushed it.
    pub theirs: Option<Moment>,
    /// The credit unit that shows it.
    pub ours: Option<Moment>,
}

/// What was pushed, as it says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Who decided it.
    pub agency: AgencyCode,
    /// Whose credit unit shows it.
    pub host: AgencyCode,
    /// What it is.
    pub kind: Kind,
    /// Its number.
    pub number: DocumentNumber,
    /// Whose record it is.
    pub subject: Subject,
    /// What it says.
    pub says: Statement,
}

/// How a record stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Standing {
    /// 尚未生效: its first day lies ahead.
    Ahead,
    /// 有效.
    InForce,
    /// 已届满: its last day is over, and it is shown no more.
    Over,
    /// 已撤回: it counts for nothing.
    Withdrawn,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::Ahead, Self::InForce, Self::Over, Self::Withdrawn];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ahead => "尚未生效",
            Self::InForce => "有效",
            Self::Over => "已届满",
            Self::Withdrawn => "已撤回",
        }
    }
}

impl Record {
    fn of(it: &Pushed) -> Self {
        Self {
            agency: it.agency.clone(),
            host: it.host.clone(),
            kind: it.kind,
            number: it.number.clone(),
            subject: it.subject.clone(),
            says: it.says.clone(),
        }
    }

    /// The last day of what was decided, where that ends of itself.
    #[must_use]
    pub fn lasts_until(&self) -> Option<Date> {
        self.says.lasts_until(self.kind)
    }

    /// What of what is stated stays as it was, once it says that; nothing where the day of the decision is another one, from
    /// which terms are counted, and where its end is, nothing that a measure without a time of its own answers.
    pub(super) fn keeps(&self, says: &Statement, law: &Rulebook) -> BTreeSet<Trigger> {
        if self.says.decided_on != says.decided_on {
            return BTreeSet::new();
        }
        let same_end = self.lasts_until() == says.lasts_until(self.kind);
        let runs_on = |it: Trigger| {
            let stated = BTreeSet::from([it]);
            let mut rows = law.measures_answering(&stated, says.decided_on);
            rows.all(|row| row.value.end.runs_on())
        };
        let stated = self.says.found.intersection(&says.found).copied();
        stated.filter(|it| same_end || runs_on(*it)).collect()
    }
}

impl Inbound {
    /// How it stands on a day, as far as is known; nothing where nobody pushed it.
    #[must_use]
    pub fn standing(&self, on: Date) -> Option<Standing> {
        let says = &self.opened.as_ref()?.says;
        let withdrawn = self.withdrawn.is_some_and(|(since, _)| since <= on);
        Some(if withdrawn {
            Standing::Withdrawn
        } else if on < says.from {
            Standing::Ahead
        } else if says.last_day().is_some_and(|last| last < on) {
            Standing::Over
        } else {
            Standing::InForce
        })
    }

    /// The first day on which what was decided is over of itself, where it has one.
    #[must_use]
    pub fn over_on(&self) -> Option<Date> {
        self.opened.as_ref()?.lasts_until()?.tomorrow().ok()
    }

    /// From which day on its agency states no more what it stated at a revision, as far as that was so on a day. What ended
    /// was stated rightly, and leaves what has a time of its own.
    #[must_use]
    pub fn retracted_on(
        &self,
        (revision, stated): (u64, &BTreeSet<Trigger>),
        on: Date,
    ) -> Option<Date> {
        let retracts = |it: &&Correction| it.revision > revision && it.kept.is_disjoint(stated);
        let corrected = self.corrections.iter().filter(retracts).map(|it| it.on);
        let withdrawals = self.withdrawn.into_iter().chain(self.retracted);
        let withdrawn = withdrawals.filter(|(_, ground)| *ground != Ground::Ended);
        let days = corrected.chain(withdrawn.map(|(since, _)| since));
        days.filter(|it| *it <= on).min()
    }

    /// From which day on what was stated at a revision counts no more, as far as that was so on a day: it was retracted, or
    /// what was decided has ended.
    #[must_use]
    pub fn ended_on(&self, stated: (u64, &BTreeSet<Trigger>), on: Date) -> Option<Date> {
        let withdrawn = self.withdrawn.map(|(since, _)| since);
        let ended = withdrawn.into_iter().chain(self.over_on()).filter(|it| *it <= on);
        ended.chain(self.retracted_on(stated, on)).min()
    }

    /// GSXT shows what it says now.
    #[must_use]
    pub fn is_shown_as_it_is(&self) -> bool {
        self.shown_since.is_some() && !self.is_outdated
    }

    /// What an entry of its agency's inbox tells of it.
    pub(super) fn doubt(&self, entry: Entry) -> Option<&Doubt> {
        self.doubts.iter().find(|it| it.revision == entry.revision)
    }

    /// What it is, where somebody pushed it.
    pub(super) fn opened(&self) -> Result<&Record, Vec<Rejection>> {
        self.opened
            .as_ref()
            .ok_or_else(|| vec![Code::NotFound.refuse("没有该推送信息", "there is no such record")])
    }

    /// The same, where its agency hasn't withdrawn it.
    pub(super) fn standing_record(&self) -> Result<&Record, Vec<Rejection>> {
        let record = self.opened()?;
        if self.withdrawn.is_none() {
            return Ok(record);
        }
        Err(vec![Code::WrongStage.refuse("推送机关已经撤回该信息", "its agency has withdrawn it")])
    }

    fn timed(&mut self, timers: &[Timer], change: impl Fn(&mut Timed)) {
        self.timers.iter_mut().filter(|(it, _)| timers.contains(it)).for_each(|(_, it)| change(it));
    }

    fn note(&mut self, event: &Event, occurred: Moment) {
        if event.answers() {
            self.is_objected_to = false;
            self.doubts.iter_mut().for_each(|it| it.is_noticed = true);
        }
        match event {
            Event::Pushed(it) => self.opened = Some(Record::of(it)),
            Event::Published(it) => {
                self.shown_since = self.shown_since.or(Some(occurred.day()));
                self.reference = Some(it.reference.clone());
                self.is_outdated = false;
            }
            Event::TakenDown(_) => (self.shown_since, self.reference) = (None, None),
            Event::Corrected(it) => {
                self.is_outdated = self.shown_since.is_some();
                let (revision, on, kept) = (self.events, occurred.day(), it.kept.clone());
                self.corrections.push(Correction { revision, on, kept });
                if let Some(record) = &mut self.opened {
                    record.subject.name.clone_from(&it.name);
                    record.says = it.says.clone();
                }
            }
            Event::Withdrawn(it) => {
                let ended = self.withdrawn.is_some();
                let slot = if ended { &mut self.retracted } else { &mut self.withdrawn };
                *slot = Some((occurred.day(), it.ground));
            }
            Event::Objected(_) => {
                self.is_objected_to = true;
                let (revision, at) = (self.events, occurred);
                self.doubts.push(Doubt { revision, at, is_noticed: false });
            }
            Event::Acknowledged(it) => {
                let noticed = |doubt: &&mut Doubt| doubt.revision == it.entry.revision;
                if let Some(doubt) = self.doubts.iter_mut().find(noticed) {
                    doubt.is_noticed = true;
                }
            }
            Event::Confirmed(_) | Event::DeadlineFixed(_) => {}
        }
    }
}

/// One arm an event; the decisions see to the order.
pub(super) fn evolve(mut inbound: Inbound, event: &Event, occurred: Moment) -> Inbound {
    inbound.note(event, occurred);
    inbound.timed(event.settles(), |it| {
        if it.ended.is_none() {
            it.met = it.met.or(Some(occurred));
        }
    });
    inbound.timed(event.ends(), |it| it.end(occurred));
    let stated = (event.deadlines(), matches!(event, Event::DeadlineFixed(_)));
    Timed::state(&mut inbound.timers, stated, |it| it.timer);
    let last = &mut inbound.last;
    match event.by() {
        // That its agency took notice is nothing that another act rests on.
        _ if matches!(event, Event::Acknowledged(_)) => {}
        By::ItsAgency => last.theirs = last.theirs.max(Some(occurred)),
        By::ItsHost => last.ours = last.ours.max(Some(occurred)),
        By::Clock => {}
    }
    inbound.events += 1;
    inbound
}
