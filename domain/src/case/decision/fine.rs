//! One fine for one act in law, whichever agency imposes it (APL 29; domain.md §3.5).

use jiff::civil::Date;

use super::Decide;
use crate::{
    Code, Context, Rejection,
    case::{Case, sanction::SanctionKind},
    claim::{self, ActInLaw},
    decider::FinedAct,
};

impl Decide {
    /// Which of the sanctions is the first fine.
    pub(super) fn fine(&self) -> Option<usize> {
        self.sanctions.iter().position(|it| it.kind == SanctionKind::Fine)
    }

    /// The same act in law is not fined twice, whichever agency fined it first; other penalties stay open
    /// (APL 29).
    pub(super) fn fined_once(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let Some(fine) = self.fine().filter(|_| case.act_in_law().is_some()) else { return Ok(()) };
        match &context.facts.fined_act {
            Some(FinedAct::Taken(_)) => Ok(()),
            Some(FinedAct::By(other)) => Err(vec![
                Code::AlreadyDone
                    .refuse(
                        format!("对当事人的同一违法行为，{other}案已经给予或者正在给予罚款，不得再次罚款；其他种类的处罚不受影响"),
                        format!("case {other} has fined the same act, or is about to: it can't be fined twice"),
                    )
                    .under("APL", "29")
                    .at(&format!("sanctions.{fine}")),
            ]),
            None => Err(vec![claim::lost()]),
        }
    }
}

impl Case {
    /// A fine of the case counts on that day.
    #[must_use]
    pub fn fines_on(&self, on: Date) -> bool {
        self.sanctions_in_force(on).iter().any(|(_, it)| it.kind == SanctionKind::Fine)
    }

    /// The act in law that the case is about, where officers gave it a name (APL 29).
    #[must_use]
    pub fn act_in_law(&self) -> Option<ActInLaw> {
        let (_, filed) = self.record.filed.as_ref()?;
        filed.act_id.as_deref().map(ActInLaw::named)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        Actor, Decider, Facts,
        case::{
            Command, Event,
            decision::Decide,
            spec::{
                Asked, History, LEADER, case,
                endings::{DECISION_DAY, decide, told},
                given, known, law,
            },
        },
        claim::{self as claims, Claim, Holder, Kind, Taking},
        id::{CommandId, EventId},
    };

    const NAME: &str = "某平台2022年未审查入网食品经营者许可证";

    /// Told, in a case about an act in law that has a name.
    fn told_of_a_named_act() -> History {
        let mut history = told();
        for (_, event) in &mut history {
            if let Event::CaseFiled(it) = event {
                it.act_id = Some(NAME.into());
            }
        }
        history
    }

    fn without_a_fine() -> Decide {
        let mut decision = decide();
        decision.sanctions.pop();
        decision
    }

    /// APL 29: the other case is named, so that the officer can look it up.
    #[test]
    fn what_another_case_has_fined_is_not_fined_again_but_may_be_penalised_otherwise() {
        let elsewhere = || {
            let fined = FinedAct::By("锦市监立〔2022〕7号".to_owned());
            given(told_of_a_named_act())
                .at(DECISION_DAY)
                .when_known(move |facts| facts.fined_act = Some(fined))
        };
        let refused = elsewhere().when(LEADER, Command::DecidePenalty(decide())).refusals();
        assert_eq!(refused.len(), 1);
        assert_eq!(refused[0].code, Code::AlreadyDone);
        assert_eq!(refused[0].field.join("."), "sanctions.1");
        assert!(refused[0].message.contains("锦市监立〔2022〕7号"));
        let milder = elsewhere().when(LEADER, Command::DecidePenalty(without_a_fine()));
        assert_eq!(milder.events().len(), 1);
    }

    /// APL 29: whoever finds what was claimed for the fine given up meanwhile asks again.
    #[test]
    fn a_fine_whose_claim_was_given_up_is_not_decided() {
        let taking = Taking { act: ActInLaw::named(NAME), revision: 0 };
        let abandoned = crate::case::timekeeping::ClaimAbandoned {
            claim: claims::Thing::FinedAct(taking),
            reason: "逾时".into(),
        };
        let mut history = told_of_a_named_act();
        let last = history[history.len() - 1].0;
        history.push((last, Event::ClaimAbandoned(abandoned)));
        let anew = |revision| {
            let taken = FinedAct::Taken(Taking { revision, ..taking });
            given(history.clone())
                .at(DECISION_DAY)
                .when_known(move |facts| facts.fined_act = Some(taken))
                .when(LEADER, Command::DecidePenalty(decide()))
        };
        anew(0).then_refused(&[Code::ClaimLost]);
        assert_eq!(anew(2).events().len(), 1);
    }

    /// The name is a judgement of officers; how it is typed makes no other act of it.
    #[test]
    fn the_same_name_is_the_same_act_and_its_stream_does_not_tell_it() {
        assert_eq!(ActInLaw::named(" 某行为 "), ActInLaw::named("某行为"));
        assert_ne!(ActInLaw::named("某行为"), ActInLaw::named("其他行为"));
        let stream = ActInLaw::named("某行为").stream();
        assert!(!stream.contains("某行为"));
        assert_eq!(ActInLaw::of_stream(&stream), Some(ActInLaw::named("某行为")));
        assert_eq!(ActInLaw::of_stream("claim-川市监处罚〔2022〕2号"), None);
    }

    /// Two cases about the same act, and the claim on it.
    struct World {
        cases: [Case; 2],
        claim: Claim,
        revision: u64,
        taken: [Option<u64>; 2],
    }

    impl World {
        fn holder(n: usize) -> Holder {
            let command = CommandId::new(uuid::Uuid::from_u128(n as u128));
            Holder { stream: format!("case-{n}"), command }
        }

        fn on_claim(&mut self, command: &claims::Command) -> bool {
            let mut claim = crate::spec::given::<Claim>([]);
            claim.state = self.claim.clone();
            let Ok(events) = claim.when(&Actor::Clock, command).events() else { return false };
            for event in &events {
                self.claim = std::mem::take(&mut self.claim).evolve(event, noon());
                self.revision += 1;
            }
            !events.is_empty()
        }

        fn take(&mut self, n: usize) {
            let (holder, kind) = (Self::holder(n), Kind::Exclusive);
            let next = self.revision;
            if self.on_claim(&claims::Command::Claim { holder, kind }) {
                self.taken[n] = Some(next);
            }
        }

        fn decide(&mut self, n: usize) {
            let act = ActInLaw::named(NAME);
            let taken = self.taken[n].map(|revision| FinedAct::Taken(Taking { act, revision }));
            let other = FinedAct::By("锦市监立〔2022〕7号".to_owned());
            let facts = Facts { fined_act: Some(taken.unwrap_or(other)), ..known() };
            let occurred = DECISION_DAY.parse().unwrap();
            let (actor, entered) = (LEADER.actor(), occurred);
            let (reason, stated, law) = (None, &[][..], law());
            let asked = Asked { actor: &actor, occurred, entered, reason, stated, law };
            let command = Command::DecidePenalty(decide());
            for event in asked.of(&self.cases[n], &command, facts).unwrap_or_default() {
                self.cases[n] = std::mem::take(&mut self.cases[n]).evolve(&event, occurred);
            }
        }

        /// As the program does it: confirmed where the fine is there; otherwise the case says first that
        /// it gives the act up.
        fn settle(&mut self, n: usize) {
            let Some(revision) = self.taken[n] else { return };
            let holder = Self::holder(n);
            if !self.cases[n].record.decisions.is_empty() {
                let event = EventId::new(uuid::Uuid::from_u128(9));
                self.on_claim(&claims::Command::Confirm { holder, event });
                return;
            }
            let claim = claims::Thing::FinedAct(Taking { act: ActInLaw::named(NAME), revision });
            let reason = crate::Narrative::from("逾时");
            let given_up = crate::case::timekeeping::ClaimAbandoned { claim, reason };
            let event = Event::ClaimAbandoned(given_up);
            self.cases[n] = std::mem::take(&mut self.cases[n]).evolve(&event, noon());
            self.on_claim(&claims::Command::Abandon { holder, reason: "逾时".into() });
        }
    }

    fn noon() -> crate::Moment {
        "2022-12-21T12:00:00+08:00".parse().unwrap()
    }

    proptest! {
        /// Appendix B 5; APL 29: whoever takes, decides or settles in whatever order, and dies in
        /// between, the act is fined once at most.
        #[test]
        fn two_cases_never_fine_the_same_act(steps in prop::collection::vec((0..2usize, 0..3u8), 0..24)) {
            let cases = [case(&told_of_a_named_act()), case(&told_of_a_named_act())];
            let mut world = World { cases, claim: Claim::Free, revision: 0, taken: [None; 2] };
            for (n, step) in steps {
                match step {
                    0 => world.take(n),
                    1 => world.decide(n),
                    _ => world.settle(n),
                }
            }
            let fined = world.cases.iter().filter(|it| !it.record.decisions.is_empty());
            prop_assert!(fined.count() <= 1);
        }
    }
}
