//! What the law keeps from a channel (PUB 2; NDRC36).

use super::*;
use crate::{party::SubjectKind, publicity::NotPublic};

/// PUB 2: a mere warning is not for GSXT, and a natural person has no page there.
#[test]
fn what_the_law_keeps_from_a_channel_is_said_with_its_article() {
    let mut warned = on_file();
    warned.matter.penalties.truncate(1);
    warned.matter.penalties[0].kind = SanctionKind::Warning;
    let mut person = on_file();
    person.matter.party_kind = SubjectKind::NaturalPerson;
    for (on_file, channel, ground) in [
        (&warned, Channel::Gsxt, Some(NotPublic::MereWarning)),
        (&warned, Channel::CreditChina, None),
        (&person, Channel::Gsxt, Some(NotPublic::NoRegisteredEntity)),
        (&person, Channel::CreditChina, Some(NotPublic::NoRegisteredEntity)),
        (&person, Channel::Portal, None),
    ] {
        let now = due(on_file.clone(), channel);
        assert_eq!(now.state.ground, ground, "{channel:?}");
        if ground.is_some() {
            let refused = now.when(&CREDIT_UNIT.actor(), &publish(channel));
            let refused = refused.then_refused(&[Code::NotProvidedFor]);
            assert_eq!(refused[0].citation.as_ref().unwrap().instrument.as_str(), "PUB");
        }
    }
}

/// NDRC36: Credit China shows no mere warning or criticism that was decided since; what was decided before is due as it was,
/// and so is each on the agency's own portal.
#[test]
fn a_mere_warning_is_not_shown_on_credit_china_since_its_rules_say_so() {
    let of = |kind, day: &str| {
        let mut on_file = on_file();
        on_file.matter.penalties.truncate(1);
        on_file.matter.penalties[0].kind = kind;
        on_file.matter.decided_at = moment(&format!("{day}T09:00:00+08:00"));
        on_file
    };
    let ground = |it: OnFile, channel| due(it, channel).state.ground;
    for kind in [SanctionKind::Warning, SanctionKind::Criticism] {
        assert_eq!(ground(of(kind, "2026-03-31"), Channel::CreditChina), None, "{kind:?}");
        let since = of(kind, "2026-04-01");
        let minor = Some(NotPublic::MinorSanction);
        assert_eq!(ground(since.clone(), Channel::CreditChina), minor, "{kind:?}");
        assert_eq!(ground(since.clone(), Channel::Portal), None, "{kind:?}");
        let refused = due(since, Channel::CreditChina).at("2026-04-02T10:00:00+08:00");
        let refused = refused.when(&CREDIT_UNIT.actor(), &publish(Channel::CreditChina));
        let refused = refused.then_refused(&[Code::NotProvidedFor]);
        assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "NDRC36");
    }
    let fined = of(SanctionKind::Fine, "2026-04-01");
    assert_eq!(ground(fined, Channel::CreditChina), None);
    let criticised = of(SanctionKind::Criticism, "2026-04-01");
    assert_eq!(ground(criticised, Channel::Gsxt), None, "PUB 2.2 has warnings alone");
}
