//! An appeal that was made in time and is entered late: the judgment that was taken as in force never was, and what followed
//! from it is undone until the appeal is decided (ALL 85).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CalledAnew, Concluded, JudgmentTookEffect, Opened, Remedy, RemedyKind, Standing};
use crate::{
    Context, Moment, Rejection,
    case::{
        Case, Event, Facets, Main,
        performance::Settled,
        publicity::Withdraws,
        state::{self, Record},
    },
    id::PartId,
    publicity::withdrawing::Withdrawal,
};

/// What had followed from a judgment, and does no more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Undone {
    /// Where the main line stands again, where it had moved on because of the judgment.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub returns_to: Option<Main>,
    /// What an earlier outcome had wanted to be decided anew, and the judgment had given back, is to be decided anew
    /// again: the investigation is open.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub begins_redo: bool,
    /// The sanctions and instalments that nobody has to pay any more, the remedies whose order is about none that counts,
    /// and the decision that was to come in the place of one that counts again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub relieved: Vec<PartId>,
    /// Those that are settled as of another act than this one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// The sanctions and instalments that are to be paid again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reopened: Vec<PartId>,
    /// Something is to be performed again, or was meanwhile: the time to close that runs is over.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unfinished: bool,
    /// What is shown of the decision upon the judgment is to be withdrawn, and what counts shown in its place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdraws: Option<Withdraws>,
    /// What the decision calls for anew, as more of it counts than before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub called_anew: Option<CalledAnew>,
}

/// That a judgment which nobody had appealed from took effect, by the clock's record or because it was entered only then,
/// and where the main line stood before that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The last day to appeal.
    pub due: Date,
    /// Where the main line stood.
    pub stood: Stood,
}

/// Where the main line stood before an outcome moved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// At which stage.
    pub main: Main,
    /// Since when.
    pub since: Option<Moment>,
}

impl Record {
    /// The judgment of which an appeal shows that it never took effect, where the record had it that it did.
    fn undone_by(&self, appeal: &Opened) -> Option<&InForce> {
        let judgment = appeal.after.as_ref().filter(|_| appeal.kind == RemedyKind::SecondInstance);
        let judgment = self.remedies.iter().find(|it| Some(&it.opened.id) == judgment)?;
        judgment.in_force.as_ref().filter(|it| appeal.applied_on <= it.due)
    }

    /// Since when the main line stands where an appeal has it return to.
    pub(in crate::case) fn reached_before_judgment(&self, appeal: &Opened) -> Option<Moment> {
        let returns_to = appeal.undoes.as_ref()?.returns_to?;
        let stood = &self.undone_by(appeal)?.stood;
        let before = stood.since.filter(|_| stood.main == returns_to);
        self.reached_before_redo(Some(returns_to)).or(before)
    }

    /// A remedy was concluded. A judgment that is entered once the time to appeal is over counts at once, and so does one of
    /// which the last appeal was withdrawn after that: where the main line stood before that is kept.
    pub(in crate::case) fn remedy_concluded(
        &mut self,
        it: &Concluded,
        (at, main, since): (Moment, Main, Option<Moment>),
    ) {
        let judgment = match it.kind {
            RemedyKind::FirstInstance => Some(it.remedy.clone()),
            RemedyKind::SecondInstance if !it.outcome.is_a_decision() => {
                let appeal = self.remedies.iter().find(|found| found.opened.id == it.remedy);
                appeal.and_then(|found| found.opened.after.clone())
            }
            RemedyKind::Reconsideration | RemedyKind::SecondInstance | RemedyKind::Retrial => None,
        };
        let last = judgment.and_then(|it| Some((self.time_to_appeal(&it)?.latest()?, it)));
        if let Some((due, judgment)) = last.filter(|(last, _)| *last < at.day()) {
            self.taken_as_in_force(&judgment, due, Stood { main, since });
        }
        self.redo(it.begins_redo, (at, main, since));
        self.end_redo(it.returns_to);
        self.on_remedy(&it.remedy, |remedy| remedy.concluded = Some((at, it.clone())));
    }

    /// The clock has recorded that a judgment took effect: where the main line stood before that is kept.
    pub(in crate::case) fn judgment_took_effect(
        &mut self,
        it: &JudgmentTookEffect,
        (at, main, since): (Moment, Main, Option<Moment>),
    ) {
        self.taken_as_in_force(&it.remedy, it.due, Stood { main, since });
        self.redo(it.begins_redo, (at, main, since));
        self.end_redo(it.returns_to);
    }

    /// Where the main line stood before a judgment was taken as in force first.
    fn taken_as_in_force(&mut self, judgment: &PartId, due: Date, stood: Stood) {
        let before = InForce { due, stood };
        self.on_remedy(judgment, |remedy| {
            remedy.in_force.get_or_insert(before.clone());
        });
    }

    /// A remedy was opened: where it undoes a judgment, nobody decides anew upon that one, and what it gave back is
    /// decided anew as before it.
    pub(in crate::case) fn remedy_opened(
        &mut self,
        it: &Opened,
        (at, main, since): (Moment, Main, Option<Moment>),
    ) {
        if let Some(undone) = &it.undoes {
            self.redo(undone.begins_redo, (at, main, since));
            self.end_redo(undone.returns_to);
            let judgment = it.after.clone().into_iter();
            judgment.for_each(|id| self.on_remedy(&id, |remedy| remedy.in_force = None));
        }
        self.remedies.push(Remedy::begun(it, at));
    }
}

impl Case {
    /// An appeal with what it undoes, where its judgment was taken as in force.
    pub(super) fn undoing(
        &self,
        appeal: Opened,
        context: &Context<'_>,
    ) -> Result<Opened, Vec<Rejection>> {
        let Some(before) = self.record.undone_by(&appeal) else { return Ok(appeal) };
        let recorded = |returns_to| {
            let undoes = Some(Undone { returns_to, ..Undone::default() });
            let event = Event::RemedyOpened(Opened { undoes, ..appeal.clone() });
            state::evolve(self.clone(), &event, context.occurred)
        };
        let day = context.occurred.day();
        let stays = recorded(None);
        let returns_to = stays.returns_from_redo(&appeal.decision, day);
        let returns_to = returns_to.or_else(|| self.reopens(before, &stays));
        let now = if returns_to.is_some() { recorded(returns_to) } else { stays };
        let redo = now.redo_begins(&appeal.decision, day);
        let (mut relieved, mut settled) = now.settled_by_change(context);
        let ends = returns_to.is_some_and(Main::is_decided);
        relieved.extend(self.record.names_the_time_to_redo().filter(|_| ends));
        let mut again = now.again(context, redo.is_some())?;
        settled.append(&mut again.settled);
        let stood = self.standing_of(&appeal.decision, day);
        let undoes = Some(Undone {
            returns_to: returns_to.filter(|_| redo.is_none()),
            begins_redo: redo.is_some(),
            relieved,
            settled,
            reopened: again.reopened,
            unfinished: again.unfinished,
            withdraws: self.shown_otherwise(&now, (&appeal.decision, day)),
            called_anew: stood.and_then(|it| now.called_anew(&it, (day, context))),
        });
        let mut appeal = Opened { undoes, ..appeal };
        appeal.deadlines.append(&mut again.deadlines);
        appeal.deadlines.extend(redo.and_then(|by| now.time_to_redo(&by, (day, context))));
        Ok(appeal)
    }

    /// Where the main line stands again, where the case was closed since the judgment and something is left without it
    /// (PR 77).
    fn reopens(&self, before: &InForce, without: &Self) -> Option<Main> {
        let is_closed = |main| matches!(main, Main::Closed | Main::Archived);
        let on = without.record.last?.day();
        let left = |case: &Self| -> BTreeSet<_> {
            case.unperformed(on).into_iter().map(|it| it.id.clone()).collect()
        };
        let closed_since = is_closed(self.main) && !is_closed(before.stood.main);
        (closed_since && !left(without).is_subset(&left(self))).then_some(before.stood.main)
    }

    /// What is shown of a decision, or is not any more, upon a judgment is as what counts without it: that is shown anew in
    /// its place, or nothing is (APL 48.2; PUB 11).
    fn shown_otherwise(&self, now: &Self, (decision, on): (&PartId, Date)) -> Option<Withdraws> {
        let (before, standing) = (self.standing_of(decision, on)?, now.standing_of(decision, on)?);
        now.shown_as(&before, &standing, on)
    }

    /// The same upon an outcome that gives back what another one had taken: a court upholds what reconsideration had revoked
    /// or altered, a retrial drops a judgment (ALL 77, 90).
    pub(super) fn counts_otherwise(&self, decision: &PartId, since: Date) -> Option<Withdraws> {
        let before = self.standing_of(decision, since.yesterday().ok()?)?;
        self.shown_as(&before, &self.standing_of(decision, since)?, since)
    }

    /// What is shown as it counted `before` is withdrawn, where something else counts on that day.
    fn shown_as(
        &self,
        before: &Standing<'_>,
        standing: &Standing<'_>,
        on: Date,
    ) -> Option<Withdraws> {
        let counts = |it: &Standing<'_>| -> Vec<_> {
            let sanctions = it.sanctions.iter();
            sanctions.map(|it| (it.counts().cloned(), it.is_unlawful())).collect()
        };
        if counts(before) == counts(standing) {
            return None;
        }
        let ground = match (standing.has_fallen(), standing.is_unlawful()) {
            (true, _) => Withdrawal::DecisionRevoked,
            (false, true) => Withdrawal::DecisionIllegal,
            (false, false) => Withdrawal::DecisionAltered,
        };
        let still_found = self.found_in(standing.lawful()).into_keys().collect();
        // Nothing announces what somebody has sued over: it was served before.
        let (decision, announcements) = (standing.decided.id.clone(), vec![]);
        Some(Withdraws { decision, ground, since: Some(on), still_found, announcements })
    }
}

impl Undone {
    pub(super) fn told_in<'a>(&'a self, facets: Facets<'a>) -> Facets<'a> {
        let facets = facets
            .relieving(&self.relieved)
            .settled(&self.settled)
            .reopening(&self.reopened, self.unfinished)
            .withdrawing(self.withdraws.as_ref())
            .calling_anew(self.called_anew.as_ref());
        facets.moved(self.begins_redo, self.returns_to)
    }

    pub(super) fn sentence(&self) -> String {
        let main = self.returns_to.map(|it| format!("，案件恢复为{}", it.label()));
        let redo = if self.begins_redo { "，恢复调查，重新作出行政行为" } else { "" };
        let main = main.unwrap_or_default();
        format!("；上诉在期限内提出，所针对的裁判未发生法律效力{main}{redo}")
    }
}
