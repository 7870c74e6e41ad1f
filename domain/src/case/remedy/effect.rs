//! From when on the outcome of a remedy counts, and how long a remedy is pending. A decision on reconsideration takes
//! effect once it is served (ARL 75), a judgment of the first instance once the time to appeal is over and nobody has
//! appealed (ALL 85), one of the second instance once it is served. Rules compare dates; the clock's event tells
//! other records that a judgment took effect.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Applicant, CalledAnew, Follows, Outcome, Remedy, RemedyKind, redoing::returned};
use crate::{
    Code, Context, Moment, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Main, Needs, correction::Correction, performance::Settled,
        phrase::until, publicity::Withdraws, state::Record,
    },
    clock::{Deadline, Standstill, Timer},
    id::PartId,
    time::in_chinese,
};

/// The times to appeal from a judgment and from a ruling (ALL 85).
pub(super) const APPEAL: [Timer; 2] = [Timer::SuitAppeal, Timer::SuitAppealRuling];

/// A judgment of the first instance took effect, since nobody appealed in time (ALL 85). Recorded by the clock; no
/// rule asks for it. An appeal of that time that is entered afterwards is taken in all the same, and corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JudgmentTookEffect {
    /// The suit.
    pub remedy: PartId,
    /// The last day to appeal.
    pub due: Date,
    /// The decision falls, and with it the agency has to decide anew: the investigation is open again.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub begins_redo: bool,
    /// What was to be decided anew counts again: the main line stands where it stood before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub returns_to: Option<Main>,
    /// The sanctions and instalments that nobody has to pay any more, the remedies whose order is about none that counts,
    /// and the decision that was to come in the place of one that counts again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub relieved: Vec<PartId>,
    /// Those that are settled with it as of another act, or by what was entered late before.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// The sanctions and instalments that are to be paid again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reopened: Vec<PartId>,
    /// Something is to be performed again, or was meanwhile: the time to close that runs is over.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unfinished: bool,
    /// What is shown of the decision is to be withdrawn.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdraws: Option<Withdraws>,
    /// What the decision calls for anew, as more of it counts than before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub called_anew: Option<CalledAnew>,
    /// The time to decide anew, or to perform, where the court set one; the closing form, where nothing is left to be performed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Records that a judgment took effect (判决生效). The clock's alone; once done, it records nothing more.
#[derive(Debug, Clone)]
pub struct TakeEffect {
    /// The suit.
    pub remedy: PartId,
}

impl TakeEffect {
    /// The time to appeal that ended on `last` is over for good: an appeal of that day could not be entered in time any
    /// more.
    #[must_use]
    pub fn is_due(last: Date, law: &crate::Rulebook, today: Date) -> bool {
        crate::case::statement::Lapse::is_due(last, law, today)
    }
}

impl Act for TakeEffect {
    fn needs(&self) -> Needs {
        Needs::Clock
    }

    fn rests_on(&self, _: &Case) -> Option<Moment> {
        None
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let remedy = case.named_remedy(&self.remedy)?;
        let mut open = APPEAL.into_iter();
        let open = open.find_map(|it| case.open_deadline(it, Some(&self.remedy)));
        let Some(deadline) = open else { return Ok(vec![]) };
        let today = context.occurred.day();
        let over = deadline.due_date().filter(|it| TakeEffect::is_due(*it, context.law, today));
        let Some((due, since)) = over.zip(case.takes_effect(remedy)) else {
            let (zh, en) = ("上诉期限尚未届满", "the time to appeal is not over");
            return Err(vec![Code::PeriodRunning.refuse(zh, en).under("ALL", "85")]);
        };
        let follows = if remedy.in_force.is_some() {
            Follows::default()
        } else {
            case.follows(remedy, (since, context))?
        };
        Ok(vec![Event::JudgmentTookEffect(JudgmentTookEffect {
            remedy: self.remedy.clone(),
            due,
            begins_redo: follows.begins_redo,
            returns_to: follows.returns_to,
            relieved: follows.relieved,
            settled: follows.settled,
            reopened: follows.again.reopened,
            unfinished: follows.again.unfinished,
            withdraws: follows.withdraws,
            called_anew: follows.called_anew,
            deadlines: follows.deadlines,
        })])
    }
}

impl JudgmentTookEffect {
    /// An appeal of that day shows that the judgment did not take effect.
    pub(in crate::case) fn gives_way_to(
        &self,
        (timer, of): &(Timer, Option<PartId>),
        occurred: Moment,
    ) -> bool {
        APPEAL.contains(timer) && of.as_ref() == Some(&self.remedy) && occurred.day() <= self.due
    }
}

impl Fact for JudgmentTookEffect {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("ALL", "85")])
            .timing(&self.deadlines)
            .settling(Timer::SuitAppeal, Some(&self.remedy))
            .settling(Timer::SuitAppealRuling, Some(&self.remedy))
            .relieving(&self.relieved)
            .settled(&self.settled)
            .reopening(&self.reopened, self.unfinished)
            .withdrawing(self.withdraws.as_ref())
            .calling_anew(self.called_anew.as_ref());
        facets.moved(self.begins_redo, self.returns_to)
    }

    fn sentence(&self) -> String {
        let redo = if self.begins_redo { "，恢复调查，重新作出行政行为" } else { "" };
        let back = returned(self.returns_to);
        format!(
            "至{}上诉期限届满，没有待审理的上诉，第一审裁判（编号{}）发生法律效力{redo}{back}{}{}",
            in_chinese(self.due),
            self.remedy,
            until(&self.deadlines, Timer::Redo, "重新作出行政行为期限"),
            until(&self.deadlines, Timer::Perform, "责令履行期限")
        )
    }
}

impl Remedy {
    /// Whether a judgment waits for it: an appeal in time, or a late one by which the court found otherwise (ALL 85, 89).
    fn holds_a_judgment_up(&self) -> bool {
        let found_otherwise = || self.outcome().is_some_and(|it| !it.leaves_the_judgment());
        !self.opened.is_late_appeal() || found_otherwise()
    }
}

impl Record {
    /// The time to appeal from a judgment, as it stands.
    pub(super) fn time_to_appeal(&self, judgment: &PartId) -> Option<&Deadline> {
        let of = Some(judgment.clone());
        let mut found = APPEAL.iter().filter_map(|it| self.timers.get(&(*it, of.clone())));
        found.next().map(|it| &it.deadline)
    }
}

impl Case {
    /// The organ let its time to decide pass before that day, and has not decided (ALL 45).
    pub(super) fn organ_is_silent(&self, remedy: &Remedy, on: Date) -> bool {
        let last = self.time_to_decide(remedy).and_then(Deadline::latest);
        remedy.is_open() && last.is_some_and(|last| last < on)
    }

    /// The organ's own time, while it runs or has passed without a decision (ARL 62).
    pub(super) fn time_to_decide(&self, remedy: &Remedy) -> Option<&Deadline> {
        let mut organ = [Timer::ReconDecide, Timer::ReconSimple].into_iter();
        organ.find_map(|it| self.open_deadline(it, Some(&remedy.opened.id)))
    }

    /// The agency's answer of that time came within the time to answer, as far as its last day is known.
    pub(super) fn answered_in_time(&self, remedy: &Remedy, at: Moment) -> bool {
        let last = self.time_to_answer(remedy).and_then(Deadline::latest);
        last.is_some_and(|last| at.day() <= last)
    }

    /// From which day on the outcome of a remedy counts, as far as is known: never, where another judgment has taken
    /// its place.
    #[must_use]
    pub fn takes_effect(&self, remedy: &Remedy) -> Option<Date> {
        let (_, concluded) = remedy.concluded.as_ref()?;
        let appeals: Vec<_> = self.held_up_by(remedy).collect();
        let mut since = None;
        if !appeals.iter().any(|it| it.outcome().is_some_and(Outcome::is_a_decision)) {
            since = Some(match self.time_to_appeal(remedy) {
                Some(deadline) => deadline.latest().and_then(|last| last.tomorrow().ok())?,
                None => concluded.served_last(),
            });
        }
        for appeal in appeals {
            appeal.outcome().filter(|it| it.leaves_the_judgment())?;
            since = since.max(Some(self.takes_effect(appeal)?));
        }
        since
    }

    /// The time that is left to appeal from a judgment, as it stands.
    pub(super) fn time_to_appeal(&self, remedy: &Remedy) -> Option<&Deadline> {
        self.record.time_to_appeal(&remedy.opened.id)
    }

    /// The appeals from this judgment: whoever it concerns may appeal, though another has withdrawn theirs (ALL 85).
    pub(super) fn appeals_from<'a>(
        &'a self,
        remedy: &'a Remedy,
    ) -> impl Iterator<Item = &'a Remedy> {
        self.after(remedy).filter(|it| it.opened.kind == RemedyKind::SecondInstance)
    }

    /// Those that it waits for.
    fn held_up_by<'a>(&'a self, remedy: &'a Remedy) -> impl Iterator<Item = &'a Remedy> {
        self.appeals_from(remedy).filter(|it| it.holds_a_judgment_up())
    }

    /// What was opened because of how this one ended.
    fn after<'a>(&'a self, remedy: &'a Remedy) -> impl Iterator<Item = &'a Remedy> {
        let after = |it: &&Remedy| it.opened.after.as_ref() == Some(&remedy.opened.id);
        self.record.remedies.iter().filter(after)
    }

    /// A retrial has put something else in the place of this judgment by the end of that day (ALL 90–93): of an appeal
    /// that changed nothing, the judgment before it as well.
    pub(super) fn is_retried(&self, remedy: &Remedy, on: Date) -> bool {
        let replaced = |it: &Remedy| {
            let stands = it.outcome().is_some_and(Outcome::leaves_the_judgment);
            let effect = self.takes_effect(it).filter(|_| !stands);
            effect.is_some_and(|since| since <= on)
        };
        let mut retrials = self.after(remedy).filter(|it| it.opened.kind == RemedyKind::Retrial);
        retrials.any(replaced) || self.appeals_from(remedy).any(|it| self.is_retried(it, on))
    }

    /// The last day on which a remedy is pending, where it has one: that of its appeals, or of the trial that it was
    /// remanded for, where it has come to that; that of the time to appeal, where nobody did or whoever did withdrew it.
    #[must_use]
    pub fn pending_until(&self, remedy: &Remedy) -> Option<Date> {
        let (_, concluded) = remedy.concluded.as_ref()?;
        let remanded = concluded.outcome == Outcome::Remanded;
        let next = self.after(remedy).filter(|it| match it.opened.kind {
            RemedyKind::SecondInstance => it.holds_a_judgment_up(),
            RemedyKind::FirstInstance => remanded,
            RemedyKind::Reconsideration | RemedyKind::Retrial => false,
        });
        let next: Vec<_> = next.collect();
        let mut last = None;
        if !next.iter().any(|it| it.outcome().is_none_or(Outcome::is_a_decision)) {
            last = Some(match self.time_to_appeal(remedy) {
                Some(deadline) => deadline.latest()?,
                None if remanded && next.is_empty() => return None,
                None => concluded.served_last(),
            });
        }
        for it in next {
            last = last.max(Some(self.pending_until(it)?));
        }
        last
    }

    /// The remedies over a decision that are pending on a day: what they find does not count yet.
    pub fn pending_on<'a>(
        &'a self,
        decision: &'a PartId,
        on: Date,
    ) -> impl Iterator<Item = &'a Remedy> {
        let of = self.record.remedies.iter().filter(|it| it.opened.decision == *decision);
        of.filter(move |it| {
            it.opened.applied_on <= on && self.pending_until(it).is_none_or(|last| on <= last)
        })
    }

    /// The days on which a sanction did not count, between an outcome or a correction that took it away and one that gave
    /// it back: nobody owed it, and no surcharge accrues.
    pub(in crate::case) fn days_without(
        &self,
        sanction: &PartId,
        decision: &PartId,
    ) -> Vec<Standstill> {
        let remedies = self.record.remedies.iter().filter(|it| it.opened.decision == *decision);
        let changed = remedies.filter_map(|it| self.takes_effect(it));
        let corrections = self.record.corrections.iter().map(|(_, it)| it);
        let corrected = corrections.filter(|it| it.decision() == decision).map(Correction::since);
        let days: BTreeSet<Date> = changed.chain(corrected).collect();
        let counts = |on: Date| {
            let standing = self.standing_of(decision, on);
            let sanctions = standing.into_iter().flat_map(|it| it.sanctions);
            sanctions.into_iter().any(|it| it.decided.id == *sanction && it.counts().is_some())
        };
        let ends = days.iter().skip(1).map(|it| Some(*it)).chain([None]);
        let all = days.iter().zip(ends).filter(|(from, _)| !counts(**from));
        all.map(|(from, to)| Standstill { from: *from, to }).collect()
    }

    /// The days on which remedies over a decision were or are pending that the party asked for, or that came of those: no
    /// surcharge accrues on them (APL 73.3).
    pub(in crate::case) fn days_of_remedies<'a>(
        &'a self,
        decision: &'a PartId,
    ) -> impl Iterator<Item = Standstill> + 'a {
        let of = self.record.remedies.iter().filter(|it| it.opened.decision == *decision);
        let partys = |it: &&Remedy| {
            let mut course = self.remedies_before(Some(&it.opened.id));
            course.any(|it| it.opened.by == Applicant::Party)
        };
        of.filter(partys).map(|it| Standstill {
            from: it.opened.applied_on,
            to: self.pending_until(it).and_then(|last| last.tomorrow().ok()),
        })
    }
}
