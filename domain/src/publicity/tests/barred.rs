//! What the law keeps from a channel (PUB 2; NDRC36).

use super::*;
use crate::{party::SubjectKind, publicity::NotPublic};

/// PUB 2: a mere warning is not for GSXT, and a natural person has no page there; 双公示 has a category for them.
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
        (&person, Channel::CreditChina, None),
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

/// A mere warning is all that counts of it.
pub(in crate::publicity) fn warned() -> OnFile {
    let mut left = on_file();
    left.matter.penalties.truncate(1);
    left.matter.penalties[0].kind = SanctionKind::Warning;
    left
}

/// PUB 2; NDRC36: a mere warning is not public, whatever had been imposed beside it: once the decision was altered nothing is
/// to be shown there any more, and no limit runs; where more is left later, that is.
#[test]
fn a_warning_that_is_left_of_a_decision_is_not_made_public() {
    let credit = CREDIT_UNIT.actor();
    let altered = withdraw(Channel::Gsxt, Withdrawal::DecisionAltered);
    for before in [published(Channel::Gsxt), due(on_file(), Channel::Gsxt)] {
        let left = before.knowing(|it| it.decision = Some(warned()));
        let left = left.after(&Actor::Clock, &altered);
        assert_eq!((left.state.state, left.state.is_to_be_shown()), (State::Withdrawn, false));
        assert_eq!(left.state.ground, Some(NotPublic::MereWarning));
        let same = &left.state.timers[&(Timer::PubGsxtSame, Some(p1()))];
        assert!(same.settled.is_some(), "{same:?}");
        let refused = left.when(&credit, &publish(Channel::Gsxt));
        let refused = refused.then_refused(&[Code::NotProvidedFor]);
        assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "PUB 2.2");
        let more = left.knowing(|it| it.decision = Some(on_file())).after(&Actor::Clock, &altered);
        assert_eq!((more.state.is_to_be_shown(), more.state.ground), (true, None));
        assert!(more.after(&credit, &publish(Channel::Gsxt)).state.is_shown());
    }
    let portal = published(Channel::Portal).knowing(|it| it.decision = Some(warned()));
    let portal =
        portal.after(&Actor::Clock, &withdraw(Channel::Portal, Withdrawal::DecisionAltered));
    assert!(portal.state.is_to_be_shown(), "the portal shows warnings");
}

/// PUB 2, 9; ARL 63.2; ALL 77.2: a warning that becomes a fine upon another's request is to be made public since then, within
/// the time that runs from that day; what is a warning still is not, and what was kept back for secrecy stays so.
#[test]
fn what_was_not_public_may_be_as_it_was_altered() {
    let altered = withdraw(Channel::Gsxt, Withdrawal::DecisionAltered);
    let warning = due(warned(), Channel::Gsxt).at("2023-03-10T10:00:00+08:00");
    let fined = warning.clone().knowing(|it| it.decision = Some(on_file()));
    let fined = fined.after(&Actor::Clock, &altered);
    assert_eq!((fined.state.state, fined.state.ground), (State::Due, None));
    assert_eq!(fined.state.stands_since, Some(date(2023, 3, 10)));
    let limit = &fined.state.timers[&(Timer::PubGsxtSame, Some(p1()))].deadline;
    assert_eq!(limit.start, moment("2023-03-10T00:00:00+08:00"));
    assert!(fined.after(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt)).state.is_shown());
    let still = warning.after(&Actor::Clock, &altered);
    let (state, ground) = (still.state.state, still.state.ground);
    assert_eq!((state, ground), (State::NotPublishable, Some(NotPublic::MereWarning)));
    let withhold = withholding::Withhold { reason: "经保密审查不宜公开".into() };
    let withhold = asked(Channel::Gsxt, Step::Withhold(withhold));
    let kept = due(on_file(), Channel::Gsxt).after(&LEADER.actor(), &withhold);
    let kept = kept.after(&Actor::Clock, &altered);
    let (state, ground) = (kept.state.state, kept.state.ground);
    assert_eq!((state, ground), (State::NotPublishable, Some(NotPublic::Secrecy)));
}

/// PUB 9: what the law had kept from the channel while it was a mere warning is owed since it is more again.
#[test]
fn what_is_fit_again_has_a_limit_of_its_own() {
    let altered = withdraw(Channel::Gsxt, Withdrawal::DecisionAltered);
    let left = due(on_file(), Channel::Gsxt).knowing(|it| it.decision = Some(warned()));
    let left = left.after(&Actor::Clock, &altered).at("2023-03-10T10:00:00+08:00");
    let more = left.knowing(|it| it.decision = Some(on_file())).after(&Actor::Clock, &altered);
    let limit = &more.state.timers[&(Timer::PubGsxtSame, Some(p1()))];
    assert_eq!(limit.deadline.start, moment("2023-03-10T10:00:00+08:00"));
    assert!(limit.settled.is_none(), "{limit:?}");
}

/// PUB 11, 13: what was shown for as long as a lesser penalty is, is shown again where what counts since is to be shown for
/// longer; where it is not, its time stays over.
#[test]
fn what_is_over_is_due_again_where_what_counts_now_is_shown_for_longer() {
    let mut criticised = warned();
    criticised.matter.penalties[0].kind = SanctionKind::Criticism;
    let shown = due(criticised.clone(), Channel::Gsxt);
    let shown = shown.after(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt));
    let over = shown.at("2023-05-10T09:00:00+08:00");
    let over = over.after(&Actor::Clock, &asked(Channel::Gsxt, Step::Expire(expiry::Expire)));
    assert_eq!(over.state.state, State::Expired);
    let altered = withdraw(Channel::Gsxt, Withdrawal::DecisionAltered);
    let still = over.clone().after(&Actor::Clock, &altered);
    assert_eq!(still.state.state, State::Expired);
    let fined = over.knowing(|it| it.decision = Some(on_file())).after(&Actor::Clock, &altered);
    assert_eq!((fined.state.state, fined.state.shown_until()), (State::Due, None));
    let again = fined.after(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt));
    assert!(again.state.is_shown());
    assert!(again.state.shown_until().unwrap().0 > date(2024, 1, 1));
}
