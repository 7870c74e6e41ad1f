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
    /// The sanctions and instalments that nobody has to pay any more, and the remedies whose order is about none that counts.
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
    /// When that was recorded, where the agency decides anew since then.
    pub redo: Option<Moment>,
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
    /// Since when the agency decided anew already, where it did.
    pub redone_since: Option<Moment>,
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
        self.undone_by(appeal)?.stood.since
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
            let redo = it.begins_redo.then_some(at);
            self.taken_as_in_force(&judgment, (due, redo), (main, since));
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
        let redo = it.begins_redo.then_some(at);
        self.taken_as_in_force(&it.remedy, (it.due, redo), (main, since));
        self.redo(it.begins_redo, (at, main, since));
        self.end_redo(it.returns_to);
    }

    /// What the case was before a judgment was taken as in force first, of which it decides anew since `redo`.
    fn taken_as_in_force(
        &mut self,
        judgment: &PartId,
        (due, redo): (Date, Option<Moment>),
        (main, since): (Main, Option<Moment>),
    ) {
        let stood = Stood { main, since, redone_since: self.redone_since };
        let before = InForce { due, redo, stood };
        self.on_remedy(judgment, |remedy| {
            remedy.in_force.get_or_insert(before.clone());
        });
    }

    /// A remedy was opened: where it undoes a judgment, nobody decides anew upon that one.
    pub(in crate::case) fn remedy_opened(&mut self, it: &Opened, at: Moment) {
        if let Some(undone) = &it.undoes
            && let Some(before) = self.undone_by(it).cloned()
        {
            if undone.returns_to.is_some() && before.redo.is_some() {
                self.redone_since = before.stood.redone_since;
            }
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
        let stays = recorded(None);
        let returns_to =
            self.returns_to(before, &appeal.decision).or_else(|| self.reopens(before, &stays));
        let now = if returns_to.is_some() { recorded(returns_to) } else { stays };
        let (relieved, mut settled) = now.settled_by_change(context);
        let mut again = now.again(context, false)?;
        settled.append(&mut again.settled);
        let day = context.occurred.day();
        let stood = self.standing_of(&appeal.decision, day);
        let undoes = Some(Undone {
            returns_to,
            relieved,
            settled,
            reopened: again.reopened,
            unfinished: again.unfinished,
            withdraws: self.shown_otherwise(&now, (&appeal.decision, day)),
            called_anew: stood.and_then(|it| now.called_anew(&it, (day, context))),
        });
        let mut appeal = Opened { undoes, ..appeal };
        appeal.deadlines.append(&mut again.deadlines);
        Ok(appeal)
    }

    /// Where the main line stands again, where it is on its way to the decision that was to be made anew upon the judgment.
    fn returns_to(&self, before: &InForce, decision: &PartId) -> Option<Main> {
        let began = before.redo.is_some() && self.record.redone_since == before.redo;
        let last = self.decided_as().last().map(|(id, _)| id);
        let on_its_way = began && last == Some(decision) && !self.is_decided();
        on_its_way.then_some(before.stood.main)
    }

    /// The same, where the case was closed since the judgment and something is left without it (PR 77).
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
        match self.returns_to {
            Some(main) => facets.returning(main),
            None => facets,
        }
    }

    pub(super) fn sentence(&self) -> String {
        let main = self.returns_to.map(|it| format!("，案件恢复为{}", it.label()));
        format!("；上诉在期限内提出，所针对的裁判未发生法律效力{}", main.unwrap_or_default())
    }
}
