//! A remedy is concluded: what the organ or the court found, and which sanctions it touches.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    CalledAnew, Follows, Ground, Outcome, PerformanceOrder, Redo, RemedyKind, Touched,
    effect::APPEAL, redoing::returned,
};
use crate::{
    Fen,
    case::{Facets, Fact, Main, performance::Settled, phrase::until, publicity::Withdraws},
    citation::Citation,
    clock::{Deadline, EnteredLate, Timer},
    document::DocumentRef,
    id::PartId,
    time::in_chinese,
};

/// A remedy was concluded (行政复议决定、行政裁判).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own in the event")]
pub struct Concluded {
    /// Which remedy.
    pub remedy: PartId,
    /// Of which kind.
    pub kind: RemedyKind,
    /// How.
    pub outcome: Outcome,
    /// On which grounds.
    pub grounds: Vec<Ground>,
    /// The article of each.
    pub authorities: Vec<Citation>,
    /// The sanctions that it touches, each with what became of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub touched: Vec<Touched>,
    /// The agency has to decide anew.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub redo: Option<Redo>,
    /// The agency has to perform what it has not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub order: Option<PerformanceOrder>,
    /// The judgment whose order to perform counts no more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ends_order: Option<PartId>,
    /// Somebody asked for the opposite, so that a sanction could become heavier (ARL 63.2; ALL 77.2).
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub opposite_request: bool,
    /// The compensation that the agency has to pay (ARL 72.1; ALL 76).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub compensation: Option<Fen>,
    /// The agency was told to give back what it took (ARL 72.2).
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub refund_ordered: bool,
    /// The day on which the agency was served.
    pub served_on: Date,
    /// The day on which the last of the others was served, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_served_on: Option<Date>,
    /// 行政复议决定书, 判决书, 裁定书, 调解书.
    pub document: DocumentRef,
    /// What it finds counts at once and has the agency decide anew: the investigation is open again.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub begins_redo: bool,
    /// What was to be decided anew counts again: the main line stands where it stood before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub returns_to: Option<Main>,
    /// The decision over which nobody can sue directly any more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bars_direct_suit: Option<PartId>,
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
    /// It was entered late.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entered_late: Option<EnteredLate>,
    /// What is shown of the decision is to be withdrawn, as this counts at once.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdraws: Option<Withdraws>,
    /// What the decision calls for anew, as more of it counts at once.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub called_anew: Option<CalledAnew>,
    /// The same as `withdraws` of a judgment that may be appealed from: from the day on which it takes effect where
    /// nobody does (ALL 85).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub will_withdraw: Option<Withdraws>,
    /// The time to appeal or to sue; that to appeal from the judgment before, which runs on for others where an appeal was
    /// withdrawn; to decide anew, to perform; the closing form, where nothing is left to be performed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

impl Concluded {
    /// The judgment that takes effect once its time to appeal is over, where nobody appeals until then (ALL 85): this one,
    /// or that before an appeal which was withdrawn.
    #[must_use]
    pub fn may_be_appealed(&self) -> Option<&PartId> {
        let mut found = self.deadlines.iter().filter(|it| APPEAL.contains(&it.timer));
        found.find_map(|it| it.of.as_ref())
    }

    /// With what follows as it counts at once.
    pub(super) fn followed_by(mut self, follows: Follows) -> Self {
        self.deadlines.extend(follows.deadlines);
        Self {
            begins_redo: follows.begins_redo,
            returns_to: follows.returns_to,
            relieved: follows.relieved,
            settled: follows.settled,
            reopened: follows.again.reopened,
            unfinished: follows.again.unfinished,
            withdraws: follows.withdraws,
            called_anew: follows.called_anew,
            ..self
        }
    }

    /// The judgment of which the time to appeal, that an appeal had met, runs on.
    fn runs_on(&self) -> Option<&PartId> {
        self.may_be_appealed().filter(|it| **it != self.remedy)
    }

    /// The last day on which somebody was served with it.
    #[must_use]
    pub fn served_last(&self) -> Date {
        self.last_served_on.map_or(self.served_on, |it| it.max(self.served_on))
    }

    /// Whether the decision was revoked for nothing but its procedure, so that the same may be decided again
    /// (ARL 64.2; of a suit, by the same reason).
    #[must_use]
    pub fn is_for_procedure(&self) -> bool {
        self.grounds.iter().all(|it| *it == Ground::Procedure)
    }
}

impl Fact for Concluded {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[])
            .citing(&self.authorities)
            .on(Some(self.served_last()))
            .timing(&self.deadlines)
            .settling(Timer::ReconDecide, Some(&self.remedy))
            .settling(Timer::ReconSimple, Some(&self.remedy))
            .replacing(Timer::ReconReply, Some(&self.remedy))
            .replacing(Timer::ReconReplySimple, Some(&self.remedy))
            .replacing(Timer::SuitReply, Some(&self.remedy))
            .relieving(&self.relieved)
            .settled(&self.settled)
            .reopening(&self.reopened, self.unfinished)
            .withdrawing(self.withdraws.as_ref())
            .calling_anew(self.called_anew.as_ref())
            .filing([&self.document]);
        let facets = self.runs_on().into_iter().fold(facets, |facets, judgment| {
            APPEAL.iter().fold(facets, |facets, it| facets.awaiting_again(*it, Some(judgment)))
        });
        let facets = match &self.bars_direct_suit {
            Some(decision) => facets.replacing(Timer::SuitDirect, Some(decision)),
            None => facets,
        };
        let ended = self.ends_order.iter();
        let facets = ended.fold(facets, |facets, it| facets.replacing(Timer::Perform, Some(it)));
        facets.moved(self.begins_redo, self.returns_to)
    }

    fn sentence(&self) -> String {
        let grounds: Vec<_> = self.grounds.iter().map(|it| it.label()).collect();
        let touched: Vec<_> = self.touched.iter().map(|it| it.text(None)).collect();
        let touched =
            if touched.is_empty() { String::new() } else { format!("：{}", touched.join("、")) };
        let redo = self.redo.as_ref().map(Redo::text).unwrap_or_default();
        let order = self.order.as_ref().map(PerformanceOrder::text).unwrap_or_default();
        let paid = self.compensation.map(|it| format!("，责令赔偿{it}")).unwrap_or_default();
        let refund = if self.refund_ordered { "，责令返还财产" } else { "" };
        let again = if self.begins_redo { "，恢复调查" } else { "" };
        let back = returned(self.returns_to);
        let appeal = [Timer::SuitAppeal, Timer::SuitAppealRuling];
        let appeal = appeal.map(|it| until(&self.deadlines, it, "上诉期限")).concat();
        format!(
            "收到{}（编号{}）的结果：{}{touched}，理由为{}{redo}{order}{paid}{refund}，送达日期为{}{again}{back}{appeal}{}",
            self.kind.label(),
            self.remedy,
            self.outcome.label(),
            grounds.join("、"),
            in_chinese(self.served_on),
            until(&self.deadlines, Timer::SuitAfter, "起诉期限")
        )
    }
}
