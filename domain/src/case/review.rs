//! Review: before anything is decided, somebody who did not handle the case checks it (PR 49–55;
//! APL 58). Two kinds; a case with a hearing is reviewed for legality after the hearing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod kind;
mod opinion;
mod request;
#[cfg(test)]
mod tests;

pub use self::{
    kind::{CheckPoint, LegalReviewGround, Opinion, ReviewKind, ReviewPhase},
    opinion::Give,
    request::{Extend, Request},
};

use super::{
    Facets, Fact, Main,
    handlers::Handler,
    phrase::{because, text, until},
    state::Review,
};
use crate::time::in_chinese;
use crate::{
    Narrative,
    clock::{Deadline, Timer},
    document::DocumentRef,
    id::PartId,
};

/// The case was sent to review (送审, PR 49).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Requested {
    /// `V1`, `V2`, …
    pub id: PartId,
    /// Of which kind.
    pub kind: ReviewKind,
    /// When in the procedure.
    pub phase: ReviewPhase,
    /// Why the case is one of PR 50, where it is.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub grounds: Vec<LegalReviewGround>,
    /// What was explained or mended since an earlier review of the case returned it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation: Option<Narrative>,
    /// The day on which the reviewing unit received the material; the ten working days run from it.
    pub received_on: Date,
    /// What was sent, the conclusion report among it.
    pub documents: Vec<DocumentRef>,
    /// The review.
    pub deadlines: Vec<Deadline>,
}

/// The reviewer gave an opinion (PR 53, 54). Four events share this shape, one for each opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Opined {
    /// Which review.
    pub review: PartId,
    /// Of which kind.
    pub kind: ReviewKind,
    /// When in the procedure.
    pub phase: ReviewPhase,
    /// By whom; never one of the handlers (PR 49).
    pub reviewer: Handler,
    /// The seven points, each with its finding (PR 53).
    pub checks: Vec<Check>,
    /// The opinion in words.
    pub opinion: Narrative,
    /// 审核意见.
    pub document: DocumentRef,
}

/// A point of the review and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Check {
    /// Which point.
    pub point: CheckPoint,
    /// Whether it is in order.
    pub passed: bool,
    /// What is not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub finding: Option<Narrative>,
}

/// A leader gave the review more time (PR 55).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extended {
    /// Which review.
    pub review: PartId,
    /// By how many working days; PR 55 sets no cap.
    pub days: u32,
    /// What is special about the case.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// The review, longer.
    pub deadlines: Vec<Deadline>,
}

/// The reviewer agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Passed(pub Opined);

/// The reviewer advises to correct characterisation, basis, procedure or penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CorrectionAdvised(pub Opined);

/// The reviewer advises to investigate further.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SupplementAdvised(pub Opined);

/// The reviewer advises something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OtherAdvised(pub Opined);

impl Requested {
    fn opens(&self) -> Option<Main> {
        match self.phase {
            ReviewPhase::BeforeNotice => Some(Main::InReview),
            ReviewPhase::AfterHearing => None,
        }
    }
}

impl Fact for Requested {
    fn facets(&self) -> Facets<'_> {
        let basis: &'static [_] = match self.kind {
            ReviewKind::CaseReview => &[("PR", "49"), ("PR", "52")],
            ReviewKind::LegalReview => &[("PR", "49"), ("PR", "50"), ("APL", "58")],
        };
        let facets = Facets::under(basis).on(Some(self.received_on)).timing(&self.deadlines);
        Facets { leads_to: self.opens(), ..facets.filing(&self.documents) }
    }

    fn sentence(&self) -> String {
        let grounds: Vec<_> = self.grounds.iter().map(|it| it.label()).collect();
        let grounds = match &grounds[..] {
            [] => String::new(),
            _ => format!("，属于应当进行法制审核的案件：{}", grounds.join("；")),
        };
        format!(
            "将案件送交{}（审核编号{}，{}）{grounds}，审核机构于{}收到材料{}",
            self.kind.label(),
            self.id,
            self.phase.label(),
            in_chinese(self.received_on),
            until(&self.deadlines, Timer::ReviewDo, "审核期限")
        )
    }
}

impl Opined {
    fn facets(&self, before_notice: Main) -> Facets<'_> {
        let facets = Facets::under(&[("PR", "54"), ("PR", "53"), ("PR", "49.3")])
            .settling(Timer::ReviewDo, Some(&self.review))
            .filing([&self.document]);
        match self.phase {
            ReviewPhase::BeforeNotice => facets.opening(before_notice),
            ReviewPhase::AfterHearing => facets,
        }
    }

    fn sentence(&self, opinion: Opinion) -> String {
        let failed = self.checks.iter().filter(|it| !it.passed);
        let failed: Vec<_> = failed.map(|it| it.point.label()).collect();
        let failed = match &failed[..] {
            [] => String::new(),
            _ => format!("，存在问题的审核内容：{}", failed.join("、")),
        };
        format!(
            "完成{}（审核编号{}），审核意见为{}{failed}：{}",
            self.kind.label(),
            self.review,
            opinion.label(),
            text(&self.opinion)
        )
    }
}

impl Fact for Passed {
    fn facets(&self) -> Facets<'_> {
        self.0.facets(Main::Reviewed)
    }

    fn sentence(&self) -> String {
        self.0.sentence(Opinion::Agree)
    }
}

impl Fact for CorrectionAdvised {
    fn facets(&self) -> Facets<'_> {
        self.0.facets(Main::Supplementing)
    }

    fn sentence(&self) -> String {
        self.0.sentence(Opinion::Correct)
    }
}

impl Fact for SupplementAdvised {
    fn facets(&self) -> Facets<'_> {
        self.0.facets(Main::Supplementing)
    }

    fn sentence(&self) -> String {
        self.0.sentence(Opinion::Supplement)
    }
}

impl Fact for OtherAdvised {
    fn facets(&self) -> Facets<'_> {
        self.0.facets(Main::Supplementing)
    }

    fn sentence(&self) -> String {
        self.0.sentence(Opinion::Other)
    }
}

impl Fact for Extended {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "55")]).timing(&self.deadlines).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "批准将审核期限（审核编号{}）延长{}个工作日{}{}",
            self.review,
            self.days,
            until(&self.deadlines, Timer::ReviewDo, "延长后"),
            because(&self.reason)
        )
    }
}

impl Review {
    /// It ended without agreeing to what is proposed.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        self.opinion.as_ref().is_some_and(|(opinion, ..)| *opinion != Opinion::Agree)
    }
}
