//! What a penalty needs before it may be decided (App. B 1, 2; PR 50, 57–60; APL 38, 57, 58, 62).

use super::lacks;
use jiff::civil::Date;

use super::Missing;
use crate::{
    Code, Fen, Moment,
    case::{
        Case,
        review::{Opinion, ReviewKind, ReviewPhase},
        state::{Hearing, Review, Statement},
        statement::{Adoption, Right},
    },
    rejection::word,
};

impl Case {
    /// All that is missing for a penalty.
    pub(in crate::case) fn missing_for_penalty(&self, on: Date) -> Vec<Missing> {
        let mut missing = self.missing_for_discussion(on);
        missing.extend(self.lacks_discussion());
        missing
    }

    /// All that the leaders must have before them when they discuss a penalty.
    pub(in crate::case) fn missing_for_discussion(&self, on: Date) -> Vec<Missing> {
        let steps = [self.lacks_report(), self.lacks_review(), self.lacks_notice()];
        let heard = [self.lacks_hearing(), self.lacks_review_after_hearing(), self.lacks_refund()];
        let mut missing: Vec<_> = steps.into_iter().flatten().collect();
        missing.extend(self.lacks_results());
        missing.extend(self.lacks_told_results());
        missing.extend(self.rights_still_running(on));
        missing.extend(self.lacks_reviewed_statements());
        missing.extend(heard.into_iter().flatten());
        missing
    }

    /// All that is missing before a leader may decide without a penalty (PR 60).
    pub(in crate::case) fn missing_for_an_exit(&self) -> Vec<Missing> {
        let mut missing: Vec<_> = [self.lacks_report(), self.lacks_review(), self.lacks_hearing()]
            .into_iter()
            .flatten()
            .collect();
        missing.extend(self.lacks_results());
        missing.extend(self.lacks_reviewed_statements());
        missing.extend(self.lacks_the_end_of_a_refund());
        missing
    }

    /// The case is one of PR 50: it was sent to legal review, or a hearing was held.
    pub(in crate::case) fn is_major(&self) -> bool {
        let legal = |it: &Review| it.request.kind == ReviewKind::LegalReview;
        self.record.reviews.iter().any(legal) || self.heard_until().is_some()
    }

    /// The last act that a decision rests on, discussion apart, and that calls for another discussion: the
    /// notice, what the party was heard with since, the review after a hearing, the result of an appraisal.
    pub(in crate::case) fn heard_and_reviewed(&self) -> Option<Moment> {
        self.told_and_heard().max(self.reviewed_after_hearing())
    }

    /// The same without the review, which a refund order doesn't wait for (PR 59).
    pub(in crate::case) fn told_and_heard(&self) -> Option<Moment> {
        let noticed = self.record.notices.last().map(|(at, _)| *at);
        noticed.max(self.heard()).max(self.results_came())
    }

    fn heard_until(&self) -> Option<Moment> {
        self.record.hearings.iter().filter_map(|it| it.reported).max()
    }

    /// When the last review after the hearing agreed.
    fn reviewed_after_hearing(&self) -> Option<Moment> {
        let after = |it: &&Review| it.request.phase == ReviewPhase::AfterHearing;
        let last = self.record.reviews.iter().rfind(after)?;
        let (opinion, _, at) = last.opinion.as_ref()?;
        (*opinion == Opinion::Agree).then_some(*at)
    }

    fn lacks_report(&self) -> Option<Missing> {
        let none = self.record.conclusions.is_empty();
        none.then(|| lacks("尚缺调查终结报告，请先提交", "the conclusion report is missing", "48"))
    }

    /// The last review before the notice agreed, and was a legal one where the case was one of PR 50 by then.
    fn lacks_review(&self) -> Option<Missing> {
        let before = |it: &Review| it.request.phase == ReviewPhase::BeforeNotice;
        let n = self.record.reviews.iter().rposition(before);
        let last = n.map(|n| (&self.record.reviews[..n], &self.record.reviews[n]));
        let agreed = last.and_then(|(earlier, it)| match &it.opinion {
            Some((Opinion::Agree, _, at)) => Some((earlier, it, *at)),
            _ => None,
        });
        let Some((earlier, review, at)) = agreed else {
            let (zh, en) =
                ("尚缺同意的审核意见，请先完成审核", "no review has agreed to what is proposed");
            return Some(lacks(zh, en, "49.1"));
        };
        let legal = |it: &Review| it.request.kind == ReviewKind::LegalReview;
        let known = earlier.iter().any(legal) || !review.request.grounds.is_empty();
        let heard = self.heard_until().is_some_and(|until| until <= at);
        (!legal(review) && (known || heard)).then(|| {
            let (zh, en) = (
                "本案属于第五十条第一款规定的案件，尚缺同意的法制审核意见，请先通过法制审核",
                "this is a case of PR 50, and no legal review has agreed to what is proposed",
            );
            lacks(zh, en, "50.1")
        })
    }

    fn lacks_notice(&self) -> Option<Missing> {
        let none = self.record.notices.is_empty();
        none.then(|| {
            let (zh, en) = (
                "尚缺行政处罚告知书，请先送达当事人",
                "the party has not been told what is proposed",
            );
            lacks(zh, en, "57.1")
        })
    }

    /// The five working days of the last notice are over, or the party expressly gave up each right
    /// that it names. Using a right does not end them.
    pub(in crate::case) fn rights_still_running(&self, on: Date) -> Vec<Missing> {
        let Some((_, notice)) = self.record.notices.last() else { return vec![] };
        let told = |right: &Right| *right == Right::State || notice.hearing.told;
        let open = |right: &Right| {
            !self.has_waived(*right, &notice.id) && !self.is_over(*right, &notice.id, on)
        };
        let running = Right::ALL.into_iter().filter(told).filter(open);
        running
            .map(|right| {
                Missing::new(
                    Code::PeriodRunning,
                    format!(
                        "告知书（{}）的{}行使期限{}，当事人也未书面明确放弃",
                        notice.id,
                        right.label(),
                        self.not_over(right, &notice.id)
                    ),
                    format!(
                        "the time that {} leaves for {} is not over, and the party has not waived it in writing",
                        notice.id,
                        word(right)
                    ),
                    ("PR", "57.2"),
                )
                .resting_on(self.sure_of(right, &notice.id))
            })
            .collect()
    }

    pub(in crate::case) fn lacks_reviewed_statements(&self) -> Vec<Missing> {
        let statements = self.record.statements.iter().filter(|it| it.adoption.is_none());
        statements
            .map(|it| {
                let id = &it.received.id;
                let zh = format!("陈述、申辩意见（{id}）尚未复核，请先复核");
                let en = format!("the statement {id} has not been reviewed");
                Missing::new(Code::Unfinished, zh, en, ("PR", "58"))
            })
            .collect()
    }

    pub(super) fn lacks_hearing(&self) -> Option<Missing> {
        let open = !self.record.hearings.iter().all(Hearing::is_over);
        open.then(|| {
            Missing::new(
                Code::Unfinished,
                "听证程序尚未结束，请先提交听证报告或者终止听证",
                "a hearing is under way: report on it or end it first",
                ("APL", "65"),
            )
        })
    }

    /// Whatever was sent to review after a hearing has passed it, too (APL 58).
    fn lacks_review_after_hearing(&self) -> Option<Missing> {
        let after = |it: &Review| it.request.phase == ReviewPhase::AfterHearing;
        let heard = self.heard_until();
        if heard.is_none() && !self.record.reviews.iter().any(after) {
            return None;
        }
        let reviewed = self.reviewed_after_hearing().is_some_and(|it| heard <= Some(it));
        (!reviewed).then(|| {
            Missing::step(
                "经过听证程序的案件，尚缺听证结束后的法制审核，请先通过法制审核",
                "after the hearing no legal review has agreed",
                ("PR", "50.2"),
            )
        })
    }

    /// All of what the notice named is ordered to be refunded, and every order is over. Less is ordered once the party
    /// was heard and found right in something (PR 58, 59).
    fn lacks_refund(&self) -> Option<Missing> {
        let told = self.record.notices.last().and_then(|(_, it)| it.refund).unwrap_or_default();
        let (ordered, left) = (self.ordered_to_be_refunded(), self.left_to_be_refunded());
        let wanted = left > Fen::ZERO && (ordered == Fen::ZERO || !self.found_the_party_right());
        let unfinished =
            |zh: String, en: String| Missing::new(Code::Unfinished, zh, en, ("PR", "59"));
        if wanted && ordered > Fen::ZERO && !self.refund_is_open() {
            return Some(unfinished(
                format!("告知拟责令退还{told}，尚有{left}未责令退还，请先责令退款并记录结果"),
                format!(
                    "{} fen of what the notice named have not been ordered to be refunded",
                    left.get()
                ),
            ));
        }
        (self.refund_is_open() || wanted).then(|| {
            unfinished(
                "责令退还多收价款尚未终了，请先责令退款并记录结果".into(),
                "the refund that the notice named has not been ordered, or is not over".into(),
            )
        })
    }

    /// Of what the party stated on the last notice something was adopted, or a hearing was held on it.
    fn found_the_party_right(&self) -> bool {
        let Some((_, notice)) = self.record.notices.last() else { return false };
        let adopted = |it: &Statement| {
            let adopted = matches!(it.adoption, Some(Adoption::Adopted | Adoption::PartlyAdopted));
            adopted && it.received.notice == notice.id
        };
        let heard = |it: &Hearing| it.reported.is_some() && it.request.notice == notice.id;
        self.record.statements.iter().any(adopted) || self.record.hearings.iter().any(heard)
    }

    pub(super) fn lacks_the_end_of_a_refund(&self) -> Option<Missing> {
        self.lacks_refund().filter(|_| self.refund_is_open())
    }

    fn refund_is_open(&self) -> bool {
        self.record.refunds.iter().any(|it| it.ended.is_none())
    }

    fn lacks_discussion(&self) -> Option<Missing> {
        if !self.is_major() {
            return None;
        }
        let discussed = self.record.discussions.last().map(|(at, _)| *at);
        (discussed < self.heard_and_reviewed() || discussed.is_none()).then(|| {
            Missing::step(
                "属于第五十条第一款规定的案件，尚缺负责人集体讨论记录，请先集体讨论",
                "a case of PR 50 is to be discussed by the leaders together first",
                ("PR", "60.2"),
            )
        })
    }
}
