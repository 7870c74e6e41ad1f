//! What the agency is ordered to do: to decide anew (ARL 64.1; ALL 70), or to perform what it has not (ARL 66; ALL 72, 73).
//! How long it has, the organ or the court says; no rule has a figure.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Conclude, Concluded, Matter, Outcome, Remedy, RemedyKind, finding::named_once,
    outcome::listed_in,
};
use crate::{
    Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{Case, guard::filled, phrase::text, timing::set_by_paper},
    clock::{Deadline, Timer},
    id::PartId,
    time::in_chinese,
};

/// The agency has to decide anew (责令重新作出行政行为, ARL 64.1; ALL 70).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Redo {
    /// By when, where the organ or the court said so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
}

/// The agency has to perform what it has not (责令履行, ARL 66; ALL 72, 73).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PerformanceOrder {
    /// What.
    pub duty: Narrative,
    /// The sanctions of the decision that it is about, where it is about some.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sanctions: Vec<PartId>,
    /// By when, where the organ or the court said so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
}

impl Redo {
    pub(super) fn text(&self) -> String {
        let until = self.until.map(by).unwrap_or_default();
        format!("，责令{until}重新作出行政行为")
    }
}

impl PerformanceOrder {
    pub(super) fn text(&self) -> String {
        let until = self.until.map(by).unwrap_or_default();
        let ids: Vec<_> = self.sanctions.iter().map(ToString::to_string).collect();
        let about = if ids.is_empty() {
            String::new()
        } else {
            format!("（涉及处罚{}）", ids.join("、"))
        };
        format!("，责令{until}履行{about}：{}", text(&self.duty))
    }
}

fn by(until: Date) -> String {
    format!("于{}前（含当日）", in_chinese(until))
}

impl Conclude {
    /// Only what is revoked is decided anew, and what stands is not (ARL 64.1; ALL 70), by a day to come.
    pub(super) fn redoing(
        &self,
        kind: RemedyKind,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let Some(redo) = &self.redo else { return Ok(()) };
        let stands = !self.touched.is_empty() && !self.touched.iter().any(|it| it.effect.fells());
        let (instrument, article) = kind.article(Matter::Redo, (context.law, self.served_on));
        let mut refusals = Refusals::new();
        refusals.require(self.outcome == Outcome::Revoked && !stands, || {
            Code::Contradictory
                .refuse("只有撤销后才责令重新作出行政行为", "only what was revoked is decided anew")
                .under(instrument, article)
                .at("redo")
        });
        refusals.check(self.to_come(
            redo.until,
            ("重新作出行政行为", "redo.until"),
            (instrument, article),
        ));
        refusals.verdict()
    }

    /// Who is ordered to perform is told what (ARL 66; ALL 72, 73), by a day to come, and of which sanctions of the decision.
    pub(super) fn performing(
        &self,
        case: &Case,
        remedy: &Remedy,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let at = (context.law, self.served_on);
        let article = listed_in(remedy.opened.kind, Outcome::OrderedToPerform, at);
        let ordered = self.outcome == Outcome::OrderedToPerform;
        let mut refusals = Refusals::new();
        let Some(order) = &self.order else {
            filled(&mut refusals, ordered, "order", "责令履行的内容", article);
            return refusals.verdict();
        };
        refusals.require(ordered, || {
            Code::Contradictory
                .refuse("只有「责令履行」才载明履行的内容", "no other outcome orders to perform")
                .under(article.0, article.1)
                .at("order")
        });
        filled(&mut refusals, order.duty.is_blank(), "order.duty", "责令履行的内容", article);
        refusals.check(self.to_come(order.until, ("履行", "order.until"), article));
        let named = order.sanctions.iter();
        refusals.check(named_once(case, remedy, named, |n| format!("order.sanctions.{n}")));
        refusals.verdict()
    }

    /// The last day lies after service.
    fn to_come(
        &self,
        until: Option<Date>,
        (what, field): (&str, &'static str),
        (instrument, article): (&str, &str),
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(until.is_none_or(|it| it > self.served_on), || {
            Code::Contradictory
                .refuse(format!("{what}的期限应当在送达之后"), "the last day lies before service")
                .under(instrument, article)
                .at(field)
        });
        refusals.verdict()
    }

    /// The judgment that ordered the agency to perform what it has not performed yet, where a retrial puts something else in
    /// its place (ALL 90).
    pub(super) fn ends_an_order(&self, case: &Case, remedy: &Remedy) -> Option<PartId> {
        let replaces =
            remedy.opened.kind == RemedyKind::Retrial && !self.outcome.leaves_the_judgment();
        let judgment = case.remedy(remedy.opened.after.as_ref().filter(|_| replaces)?)?;
        let id = &case.binding(judgment)?.opened.id;
        case.open_deadline(Timer::Perform, Some(id)).map(|_| id.clone())
    }
}

impl Concluded {
    /// The time to decide anew, which the organ or the court set: no rule has a figure.
    pub(super) fn time_to_redo(
        &self,
        context: &Context<'_>,
        (decision, (since, until)): (Option<&PartId>, (Date, Date)),
    ) -> Deadline {
        let authority = self.kind.authority(Matter::Redo, (context.law, since));
        let paper = self.document.document_type.label();
        set_by_paper((Timer::Redo, decision), authority, (since, until), paper)
    }

    /// The time to perform what the organ or the court ordered, since that counts; where its last day lies before that, as a
    /// judgment was appealed from, no paper has set one.
    fn time_to_perform(&self, since: Date) -> Option<Deadline> {
        let until = self.order.as_ref()?.until.filter(|it| since <= *it)?;
        let authority = self.authorities.first()?.clone();
        let paper = self.document.document_type.label();
        let timer = (Timer::Perform, Some(&self.remedy));
        Some(set_by_paper(timer, authority, (since, until), paper))
    }
}

impl Remedy {
    /// What the agency has been ordered to perform, and has not.
    pub(in crate::case) fn to_be_performed(&self) -> Option<(&Concluded, &PerformanceOrder)> {
        let (_, concluded) = self.concluded.as_ref().filter(|_| self.performed.is_none())?;
        Some((concluded, concluded.order.as_ref()?))
    }

    /// The time for that, since the order counts.
    pub(super) fn time_to_perform(&self, since: Date) -> Option<Deadline> {
        self.to_be_performed()?.0.time_to_perform(since)
    }
}

impl Case {
    /// It is about sanctions of which none counts on that day: nothing is left to be performed.
    fn order_is_moot(&self, remedy: &Remedy, on: Date) -> bool {
        let Some((_, order)) = remedy.to_be_performed() else { return false };
        let standing = self.standing_of(&remedy.opened.decision, on);
        let counts = |id: &PartId| {
            let mut sanctions = standing.iter().flat_map(|it| &it.sanctions);
            sanctions.any(|it| it.decided.id == *id && it.counts().is_some())
        };
        !order.sanctions.is_empty() && !order.sanctions.iter().any(counts)
    }

    /// The remedies of which the time to perform runs, and whose order is about nothing that counts any more.
    pub(in crate::case) fn moot_orders(&self) -> impl Iterator<Item = &PartId> {
        let last = self.record.last.map(Moment::day);
        let moot = move |it: &&Remedy| {
            self.open_deadline(Timer::Perform, Some(&it.opened.id)).is_some()
                && last.is_some_and(|on| self.order_is_moot(it, on))
        };
        self.record.remedies.iter().filter(moot).map(|it| &it.opened.id)
    }

    /// What the agency has been ordered to perform, counts on that day, and has not been performed.
    pub(in crate::case) fn orders(
        &self,
        on: Date,
    ) -> impl Iterator<Item = (&Concluded, &PerformanceOrder)> {
        let counts = move |it: &&Remedy| {
            let since = self.takes_effect(it);
            since.is_some_and(|since| since <= on)
                && !self.is_retried(it, on)
                && !self.order_is_moot(it, on)
        };
        self.record.remedies.iter().filter(counts).filter_map(Remedy::to_be_performed)
    }
}
