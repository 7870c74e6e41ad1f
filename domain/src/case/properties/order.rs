//! In which order the acts of a case lie in time: none before one that it rests on, whenever it was
//! entered.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::{
    acts,
    diligence::next,
    walk::{Act, Walk, any_announcing_walk, any_walk, later},
};
use crate::{
    Fen, Moment,
    case::{
        Event, Main,
        conclusion::Outcome,
        review::ReviewKind,
        service::Announced,
        spec::{HANDLER_LI, LEADER, UNIT_HEAD},
    },
    document::DocumentType,
    id::PartId,
};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 96, ..super::config() }
}

/// An act as it is stored.
struct Stored<'a> {
    act: &'a Act,
    data: Value,
}

/// What an act says that it goes on with.
const SUBJECTS: [&str; 7] =
    ["appraisal", "statement", "review", "refund", "hearing", "suspension", "request"];

impl Stored<'_> {
    /// When it took place in law: a document that was served, on the day on which it counts as served.
    fn took_place(&self) -> Moment {
        let served = self.data["service"]["servedOn"].as_str();
        served.map_or(self.act.occurred, |day| Moment::midnight(day.parse().unwrap()))
    }

    /// Since when the party could answer it: a document that was announced, since its publication.
    fn known_since(&self, before: &[Act]) -> Moment {
        let service = &self.data["service"];
        let mut by = vec![&service["announcement"]];
        by.extend(service["overtakes"].as_array().into_iter().flatten());
        let published = before.iter().filter(|it| match &it.event {
            Event::DocumentAnnounced(it) => by.iter().any(|by| *by == it.id.as_str()),
            _ => false,
        });
        published.map(|it| it.occurred).chain([self.took_place()]).min().unwrap()
    }

    /// The part that it begins.
    fn begins(&self) -> Option<PartId> {
        self.data["id"].as_str()?.parse().ok()
    }

    /// The part that it begins or goes on with.
    fn concerns(&self) -> BTreeSet<PartId> {
        let named = SUBJECTS.iter().filter_map(|it| self.data[it].as_str()?.parse().ok());
        self.begins().into_iter().chain(named).collect()
    }
}

fn stored(act: &Act) -> Stored<'_> {
    let mut data = serde_json::to_value(&act.event).unwrap()["data"].take();
    // A deadline names what it stood still for, which may lie later than what started it.
    data.as_object_mut().unwrap().remove("deadlines");
    Stored { act, data }
}

/// Every part of the case that is named anywhere.
fn named(data: &Value, parts: &mut BTreeSet<PartId>) {
    match data {
        Value::String(text) => parts.extend(text.parse::<PartId>()),
        Value::Array(items) => items.iter().for_each(|it| named(it, parts)),
        Value::Object(fields) => fields.values().for_each(|it| named(it, parts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What the last act rests on and comes before, in words.
fn misplaced(acts: &[Act]) -> Option<String> {
    let (last, before) = acts.split_last()?;
    let last = stored(last);
    let mut told = last.data.clone();
    // An announcement may be overtaken by what was handed over before it, and is found out afterwards.
    told.pointer_mut("/service/overtakes").map(Value::take);
    let mut parts = BTreeSet::new();
    named(&told, &mut parts);
    let subjects = last.concerns();
    before.iter().map(stored).find_map(|earlier| {
        let rests = earlier.begins().is_some_and(|it| parts.contains(&it))
            || !earlier.concerns().is_disjoint(&subjects);
        let said = |it: &Stored<'_>| it.act.event.fact().sentence();
        let before = rests && last.act.occurred < earlier.known_since(before);
        before.then(|| format!("{} before {}", said(&last), said(&earlier)))
    })
}

/// Wherever the case stood on its way, what the agency would do next, said to have taken place so many
/// hours before; as far as that is accepted.
fn backdated(walk: &Walk, back: i64) -> impl Iterator<Item = Walk> {
    (0..walk.acts.len()).filter_map(move |n| {
        let mut cut = walk.cut(n)?;
        let (who, command) = next(&cut);
        let occurred = later(cut.now, -back);
        cut.attempt(who, &command, occurred).is_ok().then_some(cut)
    })
}

/// The party is heard, or gives that up.
fn hears(event: &Event) -> bool {
    matches!(
        event,
        Event::StatementReceived(_)
            | Event::StatementReviewed(_)
            | Event::RightsWaived(_)
            | Event::RefundOrdered(_)
            | Event::RefundEnded(_)
            | Event::HearingRequested(_)
            | Event::HearingHeld(_)
            | Event::HearingAborted(_)
            | Event::HearingReported(_)
    )
}

/// A document that is served makes this known.
fn makes_known(served: &Event, event: &Event) -> bool {
    match served {
        Event::PriorNoticeServed(_) => matches!(event, Event::PenaltyProposalApproved(_)),
        Event::DecisionServed(_) => matches!(
            event,
            Event::PenaltyDecided(_)
                | Event::NoPenaltyDecided(_)
                | Event::ViolationNotEstablished(_)
        ),
        Event::HearingNotified(_) => matches!(event, Event::HearingRequested(_)),
        Event::RefundOrdered(_) => {
            matches!(event, Event::PriorNoticeServed(_) | Event::StatementReviewed(_))
        }
        _ => false,
    }
}

/// A notice was announced a moment ago. The report is made anew, reviewed and approved while the announcement
/// runs, and then the notice is served by it all the same; as far as that is accepted.
fn overtaken(mut walk: Walk) -> Option<Walk> {
    let is_notice = |it: &Announced| it.serves == DocumentType::PriorNotice;
    let last = walk.acts.last().map(|it| &it.event);
    last.filter(|it| matches!(it, Event::DocumentAnnounced(it) if is_notice(it)))?;
    let report = acts::conclude(&walk, Outcome::Penalty, Fen::yuan(10_000));
    let approved = walk.case.record.proposals.len();
    for _ in 0..12 {
        walk.now = later(walk.now, 20);
        let (who, command) = match walk.case.main {
            Main::ApprovedForNotice if walk.case.record.proposals.len() == approved => {
                (Some(UNIT_HEAD), report.clone())
            }
            Main::ApprovedForNotice => break,
            _ => next(&walk),
        };
        let _refused = walk.attempt(who, &command, walk.now);
    }
    walk.now = later(walk.now, 24 * 40);
    let notice = acts::serve_notice(&walk);
    walk.attempt(Some(HANDLER_LI), &notice, walk.now).ok()?;
    Some(walk)
}

/// It is decided, or discussed, what becomes of the case.
fn decides(event: &Event) -> bool {
    matches!(
        event,
        Event::CollectiveDiscussionHeld(_)
            | Event::PenaltyDecided(_)
            | Event::NoPenaltyDecided(_)
            | Event::ViolationNotEstablished(_)
    )
}

/// It goes on from the facts, so that it waits for every result of an appraisal.
fn goes_on_from_the_facts(event: &Event) -> bool {
    decides(event)
        || matches!(
            event,
            Event::InvestigationConcluded(_)
                | Event::ReviewRequested(_)
                | Event::ReviewPassed(_)
                | Event::PenaltyProposalApproved(_)
                | Event::PriorNoticeServed(_)
                | Event::RefundOrdered(_)
        )
}

/// It makes up an account of what was paid.
fn settles_accounts(event: &Event) -> bool {
    matches!(event, Event::DeferralApproved(_) | Event::CaseClosed(_) | Event::CaseArchived(_))
}

/// The acts of which this holds, each with those that were entered before it.
fn each(walk: &Walk, is: impl Fn(&Event) -> bool) -> impl Iterator<Item = (&[Act], &Act)> {
    let acts = walk.acts.iter().enumerate().filter(move |(_, it)| is(&it.event));
    acts.map(|(n, act)| (&walk.acts[..n], act))
}

/// Wherever the case stood on its way, it was suspended and resumed so many hours later; then the agency went on, and
/// said that it had done so before; as far as that is accepted.
fn interrupted(walk: &Walk, (hours, back): (i64, i64)) -> impl Iterator<Item = Walk> {
    (0..walk.acts.len()).filter_map(move |n| {
        let mut cut = walk.cut(n)?;
        cut.attempt(Some(LEADER), &acts::suspend(), cut.now).ok()?;
        cut.now = later(cut.now, hours);
        cut.attempt(Some(LEADER), &acts::resume(), cut.now).ok()?;
        cut.now = later(cut.now, 1);
        let (who, command) = next(&cut);
        cut.attempt(who, &command, later(cut.now, -back)).is_ok().then_some(cut)
    })
}

proptest! {
    #![proptest_config(config())]

    /// PR 46: the main line stands still while it is suspended, whenever that is entered; but it may end there.
    #[test]
    fn nothing_goes_on_within_a_suspension(walk in any_walk(), hours in 1..60i64, back in 1..80i64) {
        for walk in interrupted(&walk, (hours, back)).chain([walk.clone()]) {
            let goes_on = |it: &Event| {
                let ends = matches!(it, Event::InvestigationTerminated(_) | Event::InvestigationResumed(_));
                it.fact().facets().leads_to.is_some() && !ends
            };
            for (before, act) in each(&walk, goes_on) {
                let mut suspended = before.iter().filter(|it| matches!(it.event, Event::InvestigationSuspended(_)));
                let resumed = before.iter().filter(|it| matches!(it.event, Event::InvestigationResumed(_)));
                let resumed: Vec<_> = resumed.map(|it| it.occurred).collect();
                let within = |since: Moment| since < act.occurred && resumed.iter().any(|it| act.occurred < *it)
                    && !resumed.iter().any(|it| since < *it && *it <= act.occurred);
                prop_assert!(!suspended.any(|it| within(it.occurred)), "{walk:?}");
            }
        }
    }

    /// PR 32, 48, 54, 58, 59; APL 64: an act took place no earlier than what began each part that it
    /// names, and than what was done before about the part that it goes on with.
    #[test]
    fn no_act_lies_before_a_part_that_it_names(walk in any_walk(), back in 1..200i64) {
        prop_assert_eq!((1..=walk.acts.len()).find_map(|n| misplaced(&walk.acts[..n])), None);
        for walk in backdated(&walk, back) {
            prop_assert_eq!(misplaced(&walk.acts), None);
        }
    }

    /// Appendix B 1; APL 45, 62; PR 57-60: whatever the party was heard with before a decision was
    /// entered lies before the decision in time as well, but for what it said only afterwards.
    #[test]
    fn nothing_is_decided_before_the_party_was_heard(walk in any_walk(), back in 1..200i64) {
        for walk in backdated(&walk, back).chain([walk.clone()]) {
            for (before, act) in each(&walk, decides) {
                let said = |id: &PartId| before.iter().find(|it| match &it.event {
                    Event::StatementReceived(it) => it.id == *id,
                    _ => false,
                });
                let afterwards = |it: &Act| {
                    let said = match &it.event {
                        Event::StatementReceived(_) => Some(it),
                        Event::StatementReviewed(it) => said(&it.statement),
                        _ => None,
                    };
                    said.is_some_and(|it| act.occurred < it.occurred)
                };
                let mut heard = before.iter().filter(|it| hears(&it.event) && !afterwards(it));
                prop_assert!(heard.all(|it| it.occurred <= act.occurred), "{walk:?}");
            }
        }
    }

    /// PR 32, 48, 54, 56-60: nothing goes on from facts that a result is awaited of, and none lies before a
    /// result in time that was entered before it.
    #[test]
    fn nothing_goes_on_before_a_result_that_was_awaited(walk in any_walk(), back in 1..200i64) {
        for walk in backdated(&walk, back).chain([walk.clone()]) {
            for (before, act) in each(&walk, goes_on_from_the_facts) {
                let asked = |it: &&Act| matches!(it.event, Event::AppraisalCommissioned(_));
                let came = |it: &&Act| matches!(it.event, Event::AppraisalResultReceived(_));
                let (asked, came) = (before.iter().filter(asked), before.iter().filter(came));
                prop_assert!(asked.count() == came.clone().count(), "{walk:?}");
                prop_assert!(came.clone().all(|it| it.occurred <= act.occurred), "{walk:?}");
            }
        }
    }

    /// PR 74, 77, 78: instalments make up what is left, a case is closed when all is paid, and its file has the
    /// receipts.
    #[test]
    fn no_account_is_made_up_before_what_was_paid(walk in any_walk(), back in 1..200i64) {
        for walk in backdated(&walk, back).chain([walk.clone()]) {
            for (before, act) in each(&walk, settles_accounts) {
                let mut paid = before.iter().filter(|it| matches!(it.event, Event::FinePaid(_)));
                prop_assert!(paid.all(|it| it.occurred <= act.occurred), "{walk:?}");
            }
        }
    }

    /// PR 60.2: the leaders, who must discuss a case of PR 50, had before them every statement that was made
    /// before the decision.
    #[test]
    fn a_statement_after_the_discussion_calls_for_another(walk in any_walk()) {
        let Some((before, _)) = walk.until(|it| matches!(it, Event::PenaltyDecided(_))) else {
            return Ok(());
        };
        let discussed = before.iter().rfind(|it| matches!(it.event, Event::CollectiveDiscussionHeld(_)));
        let Some(discussed) = discussed else { return Ok(()) };
        let of_pr_50 = |it: &Act| match &it.event {
            Event::ReviewRequested(it) => it.kind == ReviewKind::LegalReview,
            it => matches!(it, Event::HearingHeld(_)),
        };
        if !before.iter().any(of_pr_50) {
            return Ok(());
        }
        let mut checked = before.iter().filter(|it| matches!(it.event, Event::StatementReviewed(_)));
        prop_assert!(checked.all(|it| it.occurred <= discussed.occurred), "{walk:?}");
    }

    /// PR 82.1(5): nothing is served by an announcement that was published before what the document makes known,
    /// also where more comes about while it runs.
    #[test]
    fn nothing_is_served_by_an_announcement_of_something_else(walk in any_announcing_walk(), back in 1..200i64) {
        let overtaken: Vec<_> = (0..walk.acts.len()).filter_map(|n| overtaken(walk.cut(n)?)).collect();
        for walk in backdated(&walk, back).chain(overtaken).chain([walk.clone()]) {
            for (n, act) in walk.acts.iter().enumerate() {
                let served = stored(act).data["service"]["announcement"].as_str().map(str::to_owned);
                let Some(id) = served else { continue };
                let before = &walk.acts[..n];
                let published = before.iter().find(|it| match &it.event {
                    Event::DocumentAnnounced(it) => it.id.as_str() == id,
                    _ => false,
                });
                let known = before.iter().rfind(|it| makes_known(&act.event, &it.event));
                let (published, known) = (published.unwrap(), known.unwrap());
                prop_assert!(known.occurred <= published.occurred, "{walk:?}");
            }
        }
    }

    /// PR 81-83: no document was served before what it makes known.
    #[test]
    fn nothing_is_served_before_it_exists(walk in any_walk()) {
        for (n, act) in walk.acts.iter().enumerate() {
            let served = stored(act).took_place();
            let signed = walk.acts[..n].iter().rfind(|it| match &act.event {
                Event::HearingNotified(notice) => {
                    matches!(&it.event, Event::HearingHostAppointed(host) if host.hearing == notice.hearing)
                }
                Event::RefundOrdered(_) => matches!(it.event, Event::StatementReviewed(_)),
                Event::PriorNoticeServed(_) => matches!(it.event, Event::PenaltyProposalApproved(_)),
                Event::DecisionServed(_) => decides(&it.event),
                _ => false,
            });
            prop_assert!(signed.is_none_or(|it| it.occurred.day() <= served.day()), "{walk:?}");
        }
    }
}
