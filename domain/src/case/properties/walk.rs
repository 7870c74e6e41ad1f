//! Random walks through the procedure: mostly what a diligent agency would do next, in between anything
//! at all, by anybody, at any time.

use jiff::{SignedDuration, civil::date};
use proptest::prelude::*;

use super::{
    acts::replace_handlers,
    diligence::{next, tempting},
    offers::anything,
};
use crate::{
    Actor, Decider, Moment, Rejection,
    case::{
        Case, Command, Event,
        conclusion::Outcome,
        spec::{Asked, CAST, HANDLER_WEI, UNIT_HEAD, Who, known, law},
    },
    id::PersonId,
};

/// What kind of case it is going to be, as far as the agency has its way.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is drawn by itself")]
pub struct Plan {
    /// What the report proposes.
    pub outcome: Outcome,
    /// It is one of PR 50, and goes to legal review.
    pub legal: bool,
    /// A review returns it once.
    pub returned: bool,
    /// Somebody who holds every role tries to do everything.
    pub meddling: bool,
    /// They are named for it as a handler.
    pub handles: bool,
    /// The party asks for a hearing.
    pub hearing: bool,
    /// The party states its case.
    pub states: bool,
    /// It asks to pay in parts.
    pub defers: bool,
    /// Payers get their money back first.
    pub refund: bool,
    /// It can't be reached but by announcement.
    pub unreachable: bool,
    /// Something is tested in a supplement, and once the party was told.
    pub tests: bool,
    /// Somebody reported it under their name.
    pub reported: bool,
    /// It is filed at all.
    pub filed: bool,
}

/// One attempt to do something.
#[derive(Debug, Clone)]
pub struct Step {
    /// How long after the last.
    pub hours: i64,
    /// What is done; the diligent next step where absent.
    pub pick: Option<u16>,
    /// Somebody else tries it.
    pub stranger: Option<usize>,
    /// How long before its entry it is said to have taken place.
    pub back: i64,
}

/// An act that was recorded.
#[derive(Debug, Clone)]
pub struct Act {
    /// By whom; by the clock where absent.
    pub by: Option<PersonId>,
    pub occurred: Moment,
    pub entered: Moment,
    pub event: Event,
}

impl Act {
    /// Entered after the end of the working day that follows what took place.
    pub fn is_late(&self) -> bool {
        let told = Case::took_place(&self.event).map_or(self.occurred, Moment::midnight);
        law().late_after(self.occurred.min(told)).is_some_and(|it| it < self.entered.day())
    }
}

/// A case on its way.
#[derive(Clone)]
pub struct Walk {
    pub plan: Plan,
    pub case: Case,
    pub acts: Vec<Act>,
    pub now: Moment,
}

/// What a failure shows: the acts by name.
impl std::fmt::Debug for Walk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{:?}: {:?} on {}", self.plan, self.case.main, self.now)?;
        for act in &self.acts {
            writeln!(f, "{} {}", act.occurred, act.event.fact().sentence())?;
        }
        Ok(())
    }
}

impl Walk {
    pub fn begin(plan: Plan) -> Self {
        let now = Moment::midnight(date(2022, 11, 14));
        Self { plan, case: Case::default(), acts: vec![], now: later(now, 9) }
    }

    /// Tries a step; whatever is refused leaves nothing.
    pub fn step(&mut self, step: &Step) {
        let now = later(self.now, step.hours);
        self.now = self.opening(now).filter(|_| step.pick.is_none()).unwrap_or(now);
        if step.pick.is_none() {
            for (who, command) in tempting(self) {
                let _refused = self.attempt(Some(who), &command, self.now);
            }
        }
        let (who, command) = match step.pick {
            None => next(self),
            Some(pick) => anything(self, pick),
        };
        let who = who.map(|it| step.stranger.map_or(it, |n| CAST[n % CAST.len()]));
        let occurred = later(self.now, -step.back);
        let _refused = self.attempt(who, &command, occurred);
    }

    /// The hour of a hearing of which the party was told, where that comes until then: the agency is there.
    fn opening(&self, until: Moment) -> Option<Moment> {
        let open = self.case.record.hearings.iter().find(|it| !it.is_over() && it.held.is_none());
        let opens_at = later(open?.notified.as_ref()?.opens_at, 9);
        Some(opens_at).filter(|it| self.now < *it && *it <= until)
    }

    /// The agency goes on as it should, a day at a time, until the file is archived or there is none.
    pub fn finish(&mut self) {
        for _ in 0..180 {
            self.step(&Step { hours: 30, pick: None, stranger: None, back: 0 });
        }
    }

    /// Somebody asks for something that is said to have taken place then.
    pub fn attempt(
        &mut self,
        who: Option<Who>,
        command: &Command,
        occurred: Moment,
    ) -> Result<usize, Vec<Rejection>> {
        self.attempt_because(who, command, (occurred, Some("系统停机")))
    }

    /// The same, with this reason for a late entry or none.
    pub fn attempt_because(
        &mut self,
        who: Option<Who>,
        command: &Command,
        (occurred, reason): (Moment, Option<&str>),
    ) -> Result<usize, Vec<Rejection>> {
        let actor = who.map_or(Actor::Clock, Who::actor);
        let (entered, stated) = (self.now, &[]);
        let asked = Asked { actor: &actor, occurred, entered, reason, stated, law: law() };
        let events = asked.of(&self.case, command, known())?;
        let by = who.map(Who::person);
        for event in &events {
            assert_eq!(Case::took_place(event), command.act().took_place(), "{event:?}");
            self.case = std::mem::take(&mut self.case).evolve(event, occurred);
            let event = event.clone();
            self.acts.push(Act { by: by.clone(), occurred, entered: self.now, event });
        }
        Ok(events.len())
    }

    /// As it stood once that many acts were entered, the first one at least.
    pub fn cut(&self, acts: usize) -> Option<Self> {
        let acts = self.acts.get(..=acts)?.to_vec();
        let case =
            acts.iter().fold(Case::default(), |case, it| case.evolve(&it.event, it.occurred));
        let now = acts.last()?.entered;
        Some(Self { plan: self.plan.clone(), case, acts, now })
    }

    /// The acts before the first one of which this holds, and that one.
    pub fn until(&self, is: impl Fn(&Event) -> bool) -> Option<(&[Act], &Act)> {
        let n = self.acts.iter().position(|it| is(&it.event))?;
        Some((&self.acts[..n], &self.acts[n]))
    }
}

/// So many hours later; earlier, where they are negative.
pub fn later(moment: Moment, hours: i64) -> Moment {
    Moment::new(moment.timestamp() + SignedDuration::from_hours(hours))
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let outcome = prop_oneof![
        4 => Just(Outcome::Penalty),
        1 => Just(Outcome::NoPenalty),
        1 => Just(Outcome::NotEstablished),
    ];
    let likely = |chance: f64| prop::bool::weighted(chance);
    let party = (likely(0.4), likely(0.4), likely(0.3), likely(0.2), likely(0.2), likely(0.15));
    let review = (likely(0.4), likely(0.4), likely(0.5), likely(0.5));
    (outcome, review, party, likely(0.3), likely(0.95)).prop_map(
        |(outcome, review, party, reported, filed)| {
            let (legal, returned, meddling, handles) = review;
            let (hearing, states, defers, refund, unreachable, tests) = party;
            Plan {
                outcome,
                legal,
                returned,
                meddling,
                handles,
                hearing,
                states,
                defers,
                refund,
                unreachable,
                tests,
                reported,
                filed,
            }
        },
    )
}

/// An attempt at the next step, or at anything.
pub fn any_step() -> impl Strategy<Value = Step> {
    let hours = prop_oneof![6 => 1..40i64, 2 => 40..240i64, 1 => 240..900i64];
    let pick = prop_oneof![3 => Just(None), 2 => (0..1000u16).prop_map(Some)];
    let stranger = prop::option::weighted(0.05, 0..CAST.len());
    let back = prop_oneof![8 => Just(0i64), 1 => 1..200i64];
    (hours, pick, stranger, back).prop_map(|(hours, pick, stranger, back)| Step {
        hours,
        pick,
        stranger,
        back,
    })
}

/// A case, wherever its walk has led it.
pub fn any_walk() -> impl Strategy<Value = Walk> {
    any_walk_of(any_plan())
}

/// A case whose party can't be reached, at its end.
pub fn any_announcing_walk() -> impl Strategy<Value = Walk> {
    let outcome = Outcome::Penalty;
    let plan = any_plan();
    let plan = plan.prop_map(move |it| Plan { outcome, filed: true, unreachable: true, ..it });
    finished(plan)
}

/// A case of PR 50 that its first review returned, at its end.
pub fn any_returned_walk() -> impl Strategy<Value = Walk> {
    let outcome = Outcome::Penalty;
    let plan = any_plan();
    let plan = plan.prop_map(move |it| Plan { outcome, legal: true, returned: true, ..it });
    finished(plan)
}

/// An investigation whose handlers were replaced after the first evidence.
pub fn any_replaced_walk() -> impl Strategy<Value = Walk> {
    (any_plan(), prop::collection::vec(1..200i64, 12)).prop_map(|(plan, hours)| {
        let mut walk = Walk::begin(Plan { filed: true, meddling: false, ..plan });
        for hours in hours {
            match walk.case.record.evidence.len() {
                0 => walk.step(&Step { hours, pick: None, stranger: None, back: 0 }),
                _ => walk.now = later(walk.now, hours),
            }
        }
        let now = walk.now;
        let _ = walk.attempt(Some(UNIT_HEAD), &replace_handlers(HANDLER_WEI), now);
        walk
    })
}

fn finished(plan: impl Strategy<Value = Plan>) -> impl Strategy<Value = Walk> {
    any_walk_of(plan).prop_map(|mut walk| {
        walk.finish();
        walk
    })
}

fn any_walk_of(plan: impl Strategy<Value = Plan>) -> impl Strategy<Value = Walk> {
    (plan, prop::collection::vec(any_step(), 0..90)).prop_map(|(plan, steps)| {
        let mut walk = Walk::begin(plan);
        for step in &steps {
            walk.step(step);
        }
        walk
    })
}
