//! Sending a case to review, in the kind that PR 50 makes it (PR 49–52, 55).

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Extended, LegalReviewGround, Requested, ReviewKind, ReviewPhase};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, filled, find, issued_before, of_type},
        state::{Hearing, Review},
    },
    clock::Timer,
    document::{DocumentRef, DocumentType},
    id::PartId,
    rejection::{word, words},
};

/// Sends the case to review (送审).
#[derive(Debug, Clone)]
pub struct Request {
    /// Of which kind.
    pub kind: ReviewKind,
    /// When in the procedure.
    pub phase: ReviewPhase,
    /// Why the case is one of PR 50, where it is.
    pub grounds: Vec<LegalReviewGround>,
    /// What was explained or mended since an earlier review returned it.
    pub explanation: Option<Narrative>,
    /// The day on which the reviewing unit received the material.
    pub received_on: Date,
    /// What was sent.
    pub documents: Vec<DocumentRef>,
}

impl Act for Request {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Conclude)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        Paper::all(&self.documents, "documents").collect()
    }

    /// The results that were awaited; the hearing that it is sent after, or that is named as a ground; and the
    /// review after that hearing which returned it before (PR 32, 50, 54).
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let heard = match self.phase {
            ReviewPhase::BeforeNotice => self.heard_before(case),
            ReviewPhase::AfterHearing => {
                let hearing = case.record.hearings.last().map(|it| &it.request.id);
                let earlier = case.reviews_in(self.phase).map(|it| &it.request.id);
                case.last_on_parts(hearing.into_iter().chain(earlier))
            }
        };
        case.since.max(case.results_came()).max(heard)
    }

    fn took_place(&self) -> Option<Date> {
        Some(self.received_on)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(match self.phase {
            ReviewPhase::BeforeNotice => case.stands_at(&[Main::Concluded, Main::Supplementing]),
            ReviewPhase::AfterHearing => case.awaits_review_after_hearing(),
        });
        refusals.check(case.nothing_awaited());
        refusals.check(self.of_the_right_kind(case));
        refusals.check(self.mended(case));
        refusals.check(self.complete(case));
        refusals.check(issued_before(self.papers(), case));
        let earliest = self.rests_on(case).map_or(self.received_on, Moment::day);
        let dated = (earliest..=context.occurred.day()).contains(&self.received_on);
        refusals.require(dated, || {
            Code::Contradictory
                .refuse(
                    format!("审核机构接到材料的日期应在{earliest}至送审日期之间"),
                    format!("the material was received between {earliest} and the day of this act"),
                )
                .under("PR", "55")
                .at("receivedOn")
        });
        refusals.verdict()?;
        let id = PartId::nth('V', case.record.reviews.len() + 1);
        let received = Moment::midnight(self.received_on);
        Ok(vec![Event::ReviewRequested(Requested {
            kind: self.kind,
            phase: self.phase,
            grounds: self.grounds.clone(),
            explanation: self.explanation.clone(),
            received_on: self.received_on,
            documents: self.documents.clone(),
            deadlines: case.start(context, Timer::ReviewDo, Some(&id), received)?,
            id,
        })])
    }
}

impl Request {
    /// When the first hearing was over, where it is named as a ground that one was held (PR 50.1(2)).
    fn heard_before(&self, case: &Case) -> Option<Moment> {
        let named = self.grounds.contains(&LegalReviewGround::HearingHeld);
        let held = case.record.hearings.iter().filter(|it| named && it.reported.is_some());
        held.filter_map(|it| case.last_on_part(&it.request.id)).min()
    }

    /// Legal review where a ground of PR 50 is given, case review everywhere else (PR 52). What is known to be
    /// one of PR 50 stays one: a report that comes back says no less of why.
    fn of_the_right_kind(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let (right, article) = if self.grounds.is_empty() {
            (ReviewKind::CaseReview, "52.1")
        } else {
            (ReviewKind::LegalReview, "50.1")
        };
        refusals.require(self.kind == right, || {
            Code::Contradictory
                .refuse(
                    format!("有第五十条所列情形的进行法制审核，并注明是哪一项；没有的进行案件审核：本次应为{}", right.label()),
                    format!("a ground of PR 50 makes it a legal review, none a case review: this one is a {}", word(right)),
                )
                .under("PR", article)
                .at("kind")
        });
        let heard = self.grounds.contains(&LegalReviewGround::HearingHeld);
        let after = self.phase == ReviewPhase::AfterHearing;
        refusals.require(heard || !after, || {
            Code::Incomplete
                .refuse(
                    "听证程序结束后的审核为法制审核，理由应包括“经过听证程序”",
                    "a review after the hearing is a legal review; name HEARING_HELD among its grounds",
                )
                .under("PR", "50.1(2)")
                .at("grounds")
        });
        let known: Vec<_> = case.grounds_of_legal_review().into_iter().collect();
        let dropped: Vec<_> = known.iter().filter(|it| !self.grounds.contains(it)).collect();
        refusals.require(after || dropped.is_empty(), || {
            let labels: Vec<_> = dropped.iter().map(|it| it.label()).collect();
            Code::Contradictory
                .refuse(
                    format!(
                        "本案有第五十条所列情形，再次送审仍应进行法制审核，并注明：{}",
                        labels.join("、")
                    ),
                    format!(
                        "the case is one of PR 50 and stays one; name its grounds: {}",
                        words(&dropped)
                    ),
                )
                .under("PR", "50.1")
                .at("grounds")
        });
        let held = case.record.hearings.iter().any(|it| it.reported.is_some());
        refusals.require(after || held || !heard, || {
            Code::Contradictory
                .refuse(
                    "本案尚未经过听证程序；经过听证程序的案件在听证结束后进行法制审核",
                    "no hearing has taken place; such cases are reviewed after it",
                )
                .under("PR", "50.2")
                .at("grounds")
        });
        refusals.verdict()
    }

    /// What a review returned comes back only with a new report or an explanation (PR 54).
    fn mended(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let returned = match self.phase {
            ReviewPhase::BeforeNotice => case.main == Main::Supplementing,
            ReviewPhase::AfterHearing => {
                case.reviews_in(self.phase).next_back().is_some_and(Review::is_returned)
            }
        };
        let explained = self.explanation.as_ref().is_some_and(|it| !it.is_blank());
        let mut refusals = Refusals::new();
        refusals.require(!returned || explained, || {
            Code::Incomplete
                .refuse(
                    "案件经审核退回：请先重新提交调查终结报告，或者说明如何处理审核意见",
                    "a review returned the case: submit a new conclusion report, or explain what was done about its opinion",
                )
                .under("PR", "54")
                .at("explanation")
        });
        refusals.verdict()
    }

    /// The report goes with the material; after a hearing, the host's report too (PR 49, 60).
    fn complete(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let report = case.record.conclusions.last().map(|it| it.report.sha256);
        let sent = |it: &DocumentRef| it.document_type == DocumentType::ConclusionReport;
        let current = self.documents.iter().any(|it| sent(it) && Some(it.sha256) == report);
        refusals.require(current || report.is_none(), || {
            Code::DocumentMissing
                .refuse(
                    "送审材料应当包括最近一次提交的调查终结报告",
                    "the last conclusion report is not among what is sent",
                )
                .under("PR", "49.1")
                .at("documents")
        });
        let reported = case.record.hearings.last().is_some_and(|it| it.reported.is_some());
        let wanted = self.phase == ReviewPhase::AfterHearing && reported;
        let heard = |it: &DocumentRef| it.document_type == DocumentType::HearingReport;
        refusals.require(!wanted || self.documents.iter().any(heard), || {
            Code::DocumentMissing
                .refuse(
                    "送审材料缺少听证报告",
                    "the report on the hearing is not among what is sent",
                )
                .under("PR", "60.1")
                .at("documents")
        });
        refusals.verdict()
    }
}

/// Gives a review more time (PR 55); the article sets no cap.
#[derive(Debug, Clone)]
pub struct Extend {
    /// Which review.
    pub review: PartId,
    /// By how many working days.
    pub days: u32,
    /// What is special about the case.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
}

impl Act for Extend {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.review)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.is_filed_and_open());
        refusals.check(case.pending_review(&self.review));
        let article = ("PR", "55");
        let wanted = ("延长的工作日数", article.0, article.1);
        refusals.check(case.definite(self.days, context, wanted));
        filled(&mut refusals, self.reason.is_blank(), "reason", "需要延长的特殊情况", article);
        refusals.check(case.still_running(Timer::ReviewDo, Some(&self.review), context));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::ExtensionApproval, ("PR", "55")));
        refusals.verdict()?;
        let deadlines =
            case.extending(context, Timer::ReviewDo, Some(&self.review), Some(self.days));
        Ok(vec![Event::ReviewExtended(Extended {
            review: self.review.clone(),
            days: self.days,
            reason: self.reason.clone(),
            document: self.document.clone(),
            deadlines,
        })])
    }
}

impl Case {
    /// Why the case is one of PR 50, as far as is known: what was named when it was sent to review, and that
    /// a hearing was held.
    pub(in crate::case) fn grounds_of_legal_review(&self) -> BTreeSet<LegalReviewGround> {
        let named = self.record.reviews.iter().flat_map(|it| it.request.grounds.iter().copied());
        let heard = self.record.hearings.iter().any(|it| it.reported.is_some());
        named.chain(heard.then_some(LegalReviewGround::HearingHeld)).collect()
    }

    fn reviews_in(&self, phase: ReviewPhase) -> impl DoubleEndedIterator<Item = &Review> {
        self.record.reviews.iter().filter(move |it| it.request.phase == phase)
    }

    /// A review that has no opinion yet.
    pub(super) fn pending_review(&self, id: &PartId) -> Result<&Review, Vec<Rejection>> {
        let named = (id, "审核", "review");
        let review = find(self.record.reviews.iter(), named, |it| &it.request.id)?;
        if review.opinion.is_some() {
            return Err(vec![
                Code::AlreadyDone
                    .refuse(format!("审核{id}已经完成"), format!("review {id} has been completed"))
                    .at("review"),
            ]);
        }
        Ok(review)
    }

    /// The hearing is over and its legal review neither asked for nor passed (PR 50).
    fn awaits_review_after_hearing(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(self.stands_at(&[Main::Noticed]));
        let hearing = self.record.hearings.last();
        refusals.require(hearing.is_some(), || {
            Code::StepMissing
                .refuse("本案未举行听证，不进行听证后审核", "there was no hearing to review after")
                .under("PR", "50.2")
                .at("phase")
        });
        let ended = hearing.is_some_and(|it| it.is_over() && it.reported.is_none());
        refusals.require(!ended, || {
            Code::Contradictory
                .refuse(
                    "听证已经终止，未经过听证程序，不进行听证后审核",
                    "the hearing was ended without being held: the right to it counts as given up, and there is nothing to review after it",
                )
                .under("APL", "64(6)")
                .at("phase")
        });
        refusals.require(hearing.is_none_or(Hearing::is_over), || {
            Code::Unfinished
                .refuse(
                    "听证程序尚未结束，请先提交听证报告或者终止听证",
                    "the hearing is not over: its report is missing",
                )
                .under("PR", "50.2")
                .at("phase")
        });
        let last = self.reviews_in(ReviewPhase::AfterHearing).next_back();
        // A hearing on a newer notice calls for a review of its own.
        let reported = hearing.and_then(|it| it.reported);
        let earlier = |it: &Review| it.opinion.as_ref().map(|(_, _, at)| *at) < reported;
        let open = last.is_none_or(|it| it.is_returned() || it.opinion.is_some() && earlier(it));
        refusals.require(open, || {
            Code::AlreadyDone
                .refuse(
                    "听证后法制审核已经送审或者已经通过",
                    "that review is pending or passed already",
                )
                .under("PR", "50.2")
        });
        refusals.verdict()
    }
}
