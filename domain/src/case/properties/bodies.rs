//! Who never acts: a joint council, an association, a platform (domain.md, Appendix B 14; APL 17, 20).

use proptest::{prelude::*, sample::select};

use super::{
    diligence::next,
    offers::anything,
    walk::{Walk, any_step, any_walk},
};
use crate::{
    Actor, Code, Facts, Rejection,
    case::{
        Command, Event,
        spec::{Asked, Who, known, law},
    },
};

/// Bodies that coordinate, represent or trade: none of them is an agency.
const BODIES: [&str; 4] = [
    "JOINT_COUNCIL_ONLINE",
    "JOINT_COUNCIL_CONSUMER",
    "EXTERNAL_PARTY_INDUSTRY_ASSOCIATION",
    "EXTERNAL_PARTY_PLATFORM",
];

/// What comes of a command where everybody is that body's, in the same roles and under the same item.
fn asked_by(
    body: &str,
    walk: &Walk,
    (who, command): (Who, &Command),
) -> Result<Vec<Event>, Vec<Rejection>> {
    let mut actor = who.actor();
    if let Actor::Officer(acting) = &mut actor {
        acting.agency = body.parse().unwrap();
    }
    let mut facts: Facts = known();
    for officer in facts.officers.values_mut() {
        officer.postings.iter_mut().for_each(|it| it.agency = body.parse().unwrap());
    }
    let (occurred, entered, stated) = (walk.now, walk.now, &[]);
    let asked = Asked { actor: &actor, occurred, entered, reason: None, stated, law: law() };
    asked.of(&walk.case, command, facts)
}

proptest! {
    #![proptest_config(super::config())]

    /// Appendix B 14: wherever a case stands, nothing is recorded of them, though it were the agency's next step.
    #[test]
    fn no_council_association_or_platform_acts(
        walk in any_walk(),
        steps in prop::collection::vec(any_step(), 0..12),
        picks in prop::collection::vec(0..1000_u16, 6),
        body in select(&BODIES[..]),
    ) {
        let mut begun = Walk::begin(walk.plan.clone());
        for step in &steps {
            begun.step(step);
        }
        for walk in [&Walk::begin(walk.plan.clone()), &begun, &walk] {
            let diligent = std::iter::once(next(walk));
            for (who, command) in diligent.chain(picks.iter().map(|it| anything(walk, *it))) {
                let Some(who) = who else { continue };
                let Err(refused) = asked_by(body, walk, (who, &command)) else {
                    return Err(TestCaseError::fail(format!("{body}: {command:?}")));
                };
                let told = refused.iter().any(|it| it.code == Code::AgencyCannotAct);
                prop_assert!(told, "{body}: {command:?}: {refused:?}");
            }
        }
    }
}
