//! Histories at random: what somebody tries, and what comes of it.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::{
    Actor, Context, Decider, Facts, Moment, Role, Rulebook,
    citation::cite,
    id::EventId,
    restriction::{
        Command, Event, Pair, Restriction, Source, SourceStanding, Standing, Subject, Trigger,
        answering::{Acknowledge, Decline},
        ending::{Close, Lift, LiftCause, Void, VoidReason},
        falling::{Fall, TakeBack},
        imposing::Impose,
        notifying::{Entry, Notify},
        pausing::{Resume, Suspend},
        resting::{ResumeSource, SuspendSource},
        spec::{facts, leader, officer, with_source},
    },
    spec::law_with_2027,
};

pub(super) static LAW: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::builtin().unwrap());

/// The first day of every history.
pub(super) const FIRST: Date = date(2025, 5, 12);

/// What was found in a source, the measure that answers it, whom it addresses, and under which item of theirs, on what.
pub(super) type Called =
    (Trigger, &'static str, &'static str, &'static str, (&'static str, &'static str));

pub(super) const CALLED: [Called; 5] = [
    (Trigger::SeriousList, "PROCUREMENT_LIMIT", "SC_FINANCE", "CZ-GL-001", ("EIP", "18")),
    (Trigger::SeriousList, "LICENCE_WEIGHTING", "CITY_5101_AMR", "SCJG-XK-001", ("SDL", "15")),
    (Trigger::SeriousList, "CREDIT_INFORMATION", "PBOC_SICHUAN", "RH-GL-001", ("CIR", "44")),
    (Trigger::BiddingCollusion, "BIDDING_BAN", "SC_DRC", "FGW-GL-001", ("BID", "53")),
    (
        Trigger::FoodLicenceRevoked,
        "FOOD_MANAGEMENT_BAN",
        "CITY_5101_AMR",
        "SCJG-XK-001",
        ("FSL", "135.1"),
    ),
];

/// How many sources there are, each of which calls for all of these.
pub(super) const SOURCES: usize = 2;

/// Something that somebody tries.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// Days since the last one.
    passed: i32,
    /// By how many days it is dated back.
    back: i32,
    source: usize,
    called: usize,
    /// Whether whoever acts is the right one, and otherwise who.
    by: By,
    what: What,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    Addressed,
    OtherAgency,
    Council,
    Association,
    Platform,
    Clock,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Acknowledge,
    Impose,
    ImposeWithoutBasis,
    Decline,
    TakeBack(Fall),
    /// A plan of reorganisation begins, or fails.
    Plan,
    /// For what it was told.
    Lift,
    LiftFor(LiftCause),
    Expire,
    Void,
    Close,
    Suspend,
    Resume,
}

fn any_step() -> impl Strategy<Value = Step> {
    let by = prop_oneof![
        12 => Just(By::Addressed),
        1 => Just(By::OtherAgency),
        1 => Just(By::Council),
        1 => Just(By::Association),
        1 => Just(By::Platform),
        1 => Just(By::Clock),
    ];
    let what = prop_oneof![
        1 => Just(What::Acknowledge),
        8 => Just(What::Impose),
        1 => Just(What::ImposeWithoutBasis),
        1 => Just(What::Decline),
        2 => prop::sample::select(&Fall::ALL[..]).prop_map(What::TakeBack),
        2 => Just(What::Plan),
        3 => Just(What::Lift),
        1 => prop::sample::select(&LiftCause::ALL[..]).prop_map(What::LiftFor),
        3 => Just(What::Expire),
        1 => Just(What::Void),
        1 => Just(What::Close),
        1 => Just(What::Suspend),
        1 => Just(What::Resume),
    ];
    let passed = prop_oneof![6 => 0..40_i32, 1 => 300..900_i32];
    let back = prop_oneof![4 => Just(0), 1 => 1..60_i32];
    (passed, back, 0..SOURCES, 0..CALLED.len(), by, what).prop_map(
        |(passed, back, source, called, by, what)| Step { passed, back, source, called, by, what },
    )
}

/// An event of a pair: at which step it was recorded, by whom, and when it took place.
pub(super) type Recorded = (usize, Actor, Moment, Event);

/// Every pair, and what has happened to it.
pub(super) struct World {
    pub(super) pairs: BTreeMap<(usize, usize), (Restriction, Vec<Recorded>)>,
    /// Everybody is on the register.
    facts: Facts,
    pub(super) today: Date,
    /// Since when each source has fallen.
    pub(super) fallen: [Option<Date>; SOURCES],
    /// From when until when each source has rested.
    rested: [Vec<(Date, Option<Date>)>; SOURCES],
    pub(super) step: usize,
}

pub(super) fn source(n: usize) -> EventId {
    EventId::new(Uuid::from_u128(900 + n as u128))
}

fn noon(day: Date) -> Moment {
    let twelve = jiff::SignedDuration::from_hours(12);
    Moment::new(Moment::midnight(day).timestamp() + twelve)
}

fn notify(n: usize, (found, measure, agency, ..): Called) -> Notify {
    let subject = match measure {
        "FOOD_MANAGEMENT_BAN" => facts::representative(),
        _ => Subject { ..facts::subject() },
    };
    let source = Source { event: source(n), decided_on: date(2025, 5, 6), ..facts::source() };
    let source_until = until(n);
    Notify {
        subject,
        source,
        found: [found].into(),
        source_until,
        ..facts::notify(measure, agency)
    }
}

/// The last day of a source: one of them has one.
fn until(n: usize) -> Option<Date> {
    (n == 0).then_some(date(2026, 5, 6))
}

fn suspend(on: Date) -> Command {
    let TakeBack { by, stream, .. } = facts::take_back(Fall::Restored, on);
    Command::SuspendSource(SuspendSource { by, stream, on })
}

fn resume(on: Date) -> Command {
    let TakeBack { by, stream, .. } = facts::take_back(Fall::Restored, on);
    Command::ResumeSource(ResumeSource { by, stream, on, source_until: None })
}

impl World {
    /// Every agency has been told of every source.
    pub(super) fn new() -> Self {
        let places = (0..SOURCES).flat_map(|n| (0..CALLED.len()).map(move |m| (n, m)));
        let unknown = places.clone().map(|place| (place, (Restriction::default(), vec![])));
        let mut world = Self {
            pairs: unknown.collect(),
            facts: with_source(Facts::default(), None),
            today: FIRST,
            fallen: [None; SOURCES],
            rested: Default::default(),
            step: 0,
        };
        for (n, m) in places {
            let command = Command::Notify(Box::new(notify(n, CALLED[m])));
            world.ask((n, m), &Actor::Clock, &command, FIRST);
        }
        world
    }

    pub(super) fn take(&mut self, step: &Step) {
        self.step += 1;
        self.today = self.today.checked_add(step.passed.days()).unwrap();
        let occurred = self.today.checked_sub(step.back.days()).unwrap();
        if let What::TakeBack(how) = step.what {
            self.fall(step.source, how);
            return;
        }
        if matches!((step.what, step.by), (What::Plan, By::Addressed)) {
            self.plan(step.source);
            return;
        }
        if matches!((step.what, step.by), (What::Expire, By::Addressed)) {
            self.clockwork();
            return;
        }
        let (command, actor) = (self.command(step, occurred), actor(step));
        self.ask((step.source, step.called), &actor, &command, occurred);
    }

    /// A source falls, and our own duty tells every pair of it.
    pub(super) fn fall(&mut self, n: usize, how: Fall) {
        let on = *self.fallen[n].get_or_insert(self.today);
        let command = Command::TakeBack(TakeBack { on, ..facts::take_back(how, on) });
        for m in 0..CALLED.len() {
            self.ask((n, m), &Actor::Clock, &command, self.today);
        }
    }

    /// A source that counts rests from today on, or one that rests counts again.
    fn plan(&mut self, n: usize) {
        if self.fallen[n].is_some() {
            return;
        }
        let on = self.today;
        let command = if let Some((_, open @ None)) = self.rested[n].last_mut() {
            *open = Some(on);
            resume(on)
        } else {
            self.rested[n].push((on, None));
            suspend(on)
        };
        for m in 0..CALLED.len() {
            self.ask((n, m), &Actor::Clock, &command, on);
        }
    }

    /// Whether a source counts on a day: it has not fallen, its time is not over, and it doesn't rest.
    pub(super) fn counts(&self, n: usize, on: Date) -> bool {
        let rests =
            self.rested[n].iter().any(|(from, to)| *from <= on && to.is_none_or(|to| on < to));
        self.fallen[n].is_none_or(|day| on < day)
            && until(n).is_none_or(|last| on <= last)
            && !rests
    }

    /// Every term that is over is recorded, and what waited for a calendar is fixed, which is loaded by then.
    fn clockwork(&mut self) {
        let places: Vec<_> = self.pairs.keys().copied().collect();
        for place in places {
            self.ask(place, &Actor::Clock, &Command::Expire, self.today);
            self.ask(place, &Actor::Clock, &Command::FixDeadlines, self.today);
        }
    }

    fn ask(&mut self, at: (usize, usize), actor: &Actor, command: &Command, day: Date) {
        let (event, fallen_on) = (source(at.0), self.fallen[at.0]);
        self.facts.source = Some(SourceStanding { event, fallen_on });
        let occurred = noon(day);
        let loaded = matches!(command, Command::FixDeadlines);
        let context = Context {
            actor,
            occurred,
            at: noon(self.today),
            late_entry_reason: Some("纸质决定补录"),
            stated: &[],
            law: if loaded { law_with_2027() } else { &LAW },
            facts: &self.facts,
        };
        let (state, recorded) = self.pairs.get_mut(&at).unwrap();
        for event in state.decide(command, &context).unwrap_or_default() {
            *state = std::mem::take(state).evolve(&event, occurred);
            recorded.push((self.step, actor.clone(), occurred, event));
        }
    }

    fn command(&self, step: &Step, occurred: Date) -> Command {
        let (_, measure, _, _, basis) = CALLED[step.called];
        let told = self.pairs[&(step.source, step.called)].0.pair().unwrap();
        let imposing = Impose {
            start: occurred,
            term: (measure == "BIDDING_BAN").then_some(1),
            ..facts::impose(measure, &[basis])
        };
        match step.what {
            What::Acknowledge => Command::Acknowledge(Acknowledge { entry: facts::entry() }),
            What::Impose => Command::Impose(imposing),
            What::ImposeWithoutBasis => Command::Impose(Impose { basis: vec![], ..imposing }),
            What::Decline => Command::Decline(Decline {
                entry: facts::entry(),
                reason: "没有必要".into(),
                basis: cite("SC49", "0"),
            }),
            What::TakeBack(how) => Command::TakeBack(facts::take_back(how, occurred)),
            What::Plan => suspend(occurred),
            What::Lift => lift(told, None),
            What::LiftFor(cause) => lift(told, Some(cause)),
            What::Expire => Command::Expire,
            What::Void => {
                let reason = VoidReason::WrongSubject;
                let entry = told_of(told);
                Command::Void(Void { entry, reason, explanation: "同名企业".into() })
            }
            What::Close => Command::Close(Close { ended_on: occurred, proof: "注销".into() }),
            What::Suspend => Command::Suspend(Suspend { plan: "重整计划".into() }),
            What::Resume => Command::Resume(Resume { reason: "终止执行".into() }),
        }
    }

    /// Every pair as it stands on a day.
    pub(super) fn standings(&self, on: Date) -> BTreeMap<(usize, usize), Option<Standing>> {
        let pairs = self.pairs.iter();
        pairs.map(|(place, (state, _))| (*place, state.standing(on))).collect()
    }

    /// Days on which something may differ.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        let last = self.today;
        (0..40)
            .map(move |n| last.checked_sub((n * 37).days()).unwrap())
            .chain([last.checked_add(90.days()).unwrap(), last.checked_add(2000.days()).unwrap()])
    }
}

/// The entry that told of the fall.
fn told_of(told: &Pair) -> Option<Entry> {
    told.fallen.as_ref().map(|it| Entry { revision: it.revision, ..facts::entry() })
}

fn lift(told: &Pair, cause: Option<LiftCause>) -> Command {
    let fall = told.fallen.as_ref();
    let entry = told_of(told);
    let cause = cause.or(fall.and_then(|it| it.told.how.lifts())).unwrap_or(LiftCause::OwnDecision);
    Command::Lift(Lift { entry, cause, reason: "予以解除".into() })
}

fn actor(step: &Step) -> Actor {
    let (_, _, agency, item, _) = CALLED[step.called];
    if matches!(step.what, What::Acknowledge | What::Decline) && matches!(step.by, By::Addressed) {
        return officer(agency, Role::CreditUnit, None);
    }
    match step.by {
        By::Addressed => leader(agency, item),
        By::OtherAgency => leader("SC_TAX", "SW-GL-001"),
        By::Council => leader("JOINT_COUNCIL_ONLINE", item),
        By::Association => leader("EXTERNAL_PARTY_INDUSTRY_ASSOCIATION", item),
        By::Platform => leader("EXTERNAL_PARTY_PLATFORM", item),
        By::Clock => Actor::Clock,
    }
}

pub(super) fn histories() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(any_step(), 0..60)
}

pub(super) fn after(steps: &[Step]) -> World {
    let mut world = World::new();
    for step in steps {
        world.take(step);
    }
    world
}
