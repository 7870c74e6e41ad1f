//! What is shown of a decision that was put right since (补正; PUB 7, 12; scenario 14).

use super::*;
use crate::publicity::outdating;

/// What the clock records of the correction of 5 January 2023.
fn put_right(channel: Channel) -> Command {
    let put_right_at = moment("2023-01-05T09:00:00+08:00");
    let correction = PartId::nth('X', 1);
    asked(channel, Step::Outdate(outdating::Outdate { correction, put_right_at }))
}

fn correct() -> Command {
    let reason = "决定书补正，更正统一社会信用代码".into();
    let correct = correcting::Correct { reason, on_demand: false, reference: None };
    asked(Channel::Gsxt, Step::Correct(correct))
}

/// The case names the party by another number since.
fn renumbered(given: Given<Publicity>) -> Given<Publicity> {
    given.at("2023-01-05T10:00:00+08:00").knowing(|it| {
        let matter = &mut it.decision.as_mut().unwrap().matter;
        matter.subject = "91510100MA6DDDD17B".parse().unwrap();
    })
}

/// PUB 12: what is shown is right no longer, and is to be corrected promptly, once; nobody but the clock says so.
#[test]
fn what_was_put_right_is_to_be_corrected_where_it_is_shown() {
    let shown = renumbered(published(Channel::Gsxt));
    shown.when(&LEADER.actor(), &put_right(Channel::Gsxt)).then_refused(&[Code::NotPermitted]);
    let outdated = shown.after(&Actor::Clock, &put_right(Channel::Gsxt));
    outdated.when(&Actor::Clock, &put_right(Channel::Gsxt)).then_nothing();
    let limit = |it: &Given<Publicity>| it.state.timers[&(Timer::PubCorrect, Some(p1()))].clone();
    let owed = limit(&outdated);
    assert_eq!(owed.deadline.due_date(), Some(date(2023, 1, 10)));
    assert_eq!((owed.deadline.authority.to_string(), owed.settled), ("PUB 12".to_owned(), None));
    assert!(outdated.state.is_outdated() && outdated.state.is_shown());
    let subject = outdated.state.matter.as_ref().unwrap().subject.to_string();
    assert_eq!(subject, "91510100MA6DDDD17B");
    let corrected =
        outdated.at("2023-01-06T10:00:00+08:00").after(&CREDIT_UNIT.actor(), &correct());
    assert!(!corrected.state.is_outdated());
    assert!(limit(&corrected).settled.is_some() && !limit(&corrected).replaced);
}

/// PUB 4, 7: what was never shown is shown as it reads since, and nothing of it has to be corrected.
#[test]
fn what_is_still_to_be_shown_is_only_shown_as_it_reads_since() {
    let channel = Channel::Portal;
    let noted = renumbered(due(on_file(), channel)).after(&Actor::Clock, &put_right(channel));
    assert!(noted.state.timers.keys().all(|(it, _)| *it != Timer::PubCorrect));
    let shown = noted.after(&CREDIT_UNIT.actor(), &publish(channel));
    assert!(shown.state.is_shown() && !shown.state.is_outdated());
    let unopened = given::<Publicity>([]).at(DAY).knowing(|it| it.decision = Some(on_file()));
    unopened.when(&Actor::Clock, &put_right(channel)).then_refused(&[Code::StepMissing]);
}

/// PUB 11, 14: what is withdrawn, or stopped by a restoration, is not to be corrected any more; where a restoration counts no
/// more it shows what it did, which still isn't right.
#[test]
fn what_is_shown_no_longer_is_not_to_be_corrected() {
    let channel = Channel::Gsxt;
    let outdated = renumbered(published(channel)).after(&Actor::Clock, &put_right(channel));
    let in_error = withdraw(channel, Withdrawal::PublishedInError);
    let restoration = crate::id::RestorationId::new(uuid::Uuid::from_u128(9));
    let on = date(2028, 1, 1);
    let (number, basis) =
        ("锦市监信修〔2023〕1号".parse().unwrap(), crate::citation::cite("CR21", "6"));
    let stop = super::super::restoring::Stop { restoration, number, basis: basis.clone(), on };
    let stopped = outdated.clone().after(&Actor::Clock, &asked(channel, Step::Stop(stop)));
    for now in [outdated.after(&CREDIT_UNIT.actor(), &in_error), stopped.clone()] {
        assert!(now.state.timers[&(Timer::PubCorrect, Some(p1()))].replaced);
        assert!(!now.state.is_outdated());
    }
    let counted_from = None;
    let again = super::super::restoring::Reinstate { restoration, basis, counted_from, on };
    let again = stopped.after(&Actor::Clock, &asked(channel, Step::Reinstate(again)));
    assert!(again.state.is_shown() && again.state.is_outdated());
}
