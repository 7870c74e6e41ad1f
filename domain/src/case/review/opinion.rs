//! The reviewer's opinion: seven points checked, one of four conclusions (PR 49, 51, 53, 54).

use std::collections::BTreeSet;

use super::{
    Check, CheckPoint, CorrectionAdvised, Opined, Opinion, OtherAdvised, Passed, ReviewKind,
    ReviewPhase, SupplementAdvised,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection, Role,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, acting, filled, of_type},
        handlers::Handler,
        state::Review,
    },
    document::{DocumentRef, DocumentType},
    id::PartId,
    rejection::{word, words},
};

/// Gives the opinion on a case in review (审核意见). The reviewer is whoever acts.
#[derive(Debug, Clone)]
pub struct Give {
    /// Which review.
    pub review: PartId,
    /// Of which kind; it says which role it takes.
    pub kind: ReviewKind,
    /// The seven points.
    pub checks: Vec<Check>,
    /// Which of the four.
    pub conclusion: Opinion,
    /// In words.
    pub opinion: Narrative,
    /// 审核意见.
    pub document: DocumentRef,
}

impl Act for Give {
    fn needs(&self) -> Needs {
        Needs::Role(match self.kind {
            ReviewKind::CaseReview => Capability::ReviewCase,
            ReviewKind::LegalReview => Capability::ReviewLegality,
        })
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let review = case.record.reviews.iter().find(|it| it.request.id == self.review);
        let received = review.map(|it| Moment::midnight(it.request.received_on));
        let results = case.results_came().filter(|_| self.conclusion == Opinion::Agree);
        case.since.max(received).max(case.last_on_part(&self.review)).max(results)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let review = refusals.check(case.pending_review(&self.review));
        if let Some(review) = review {
            refusals.check(match review.request.phase {
                ReviewPhase::BeforeNotice => case.stands_at(&[Main::InReview]),
                ReviewPhase::AfterHearing => case.stands_at(&[Main::Noticed]),
            });
            refusals.check(self.of_kind(review.request.kind));
        }
        if self.conclusion == Opinion::Agree {
            refusals.check(case.nothing_awaited());
        }
        refusals.check(self.checked());
        refusals.check(self.consistent());
        filled(&mut refusals, self.opinion.is_blank(), "opinion", "审核意见", ("PR", "54"));
        let reviewer = refusals.check(self.reviewer(case, context));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::ReviewOpinion, ("PR", "54")));
        refusals.verdict()?;
        Ok(review.zip(reviewer).map(|(review, by)| self.opined(review, by)).into_iter().collect())
    }
}

impl Give {
    fn of_kind(&self, asked: ReviewKind) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.kind == asked, || {
            Code::Contradictory
                .refuse(
                    format!("本次送审为{}，不能出具{}意见", asked.label(), self.kind.label()),
                    format!("a {} was asked for, not a {}", word(asked), word(self.kind)),
                )
                .under("PR", "49.2")
                .at("kind")
        });
        refusals.verdict()
    }

    /// All seven points, each once, and what is wrong where something is (PR 53).
    fn checked(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let given: BTreeSet<_> = self.checks.iter().map(|it| it.point).collect();
        let missing: Vec<_> = CheckPoint::ALL.iter().filter(|it| !given.contains(it)).collect();
        refusals.require(missing.is_empty(), || {
            let labels: Vec<_> = missing.iter().map(|it| it.label()).collect();
            Code::Incomplete
                .refuse(
                    format!("审核内容不全，尚缺：{}", labels.join("、")),
                    format!("these points are not checked: {}", words(&missing)),
                )
                .under("PR", "53")
                .at("checks")
        });
        refusals.require(given.len() == self.checks.len(), || {
            Code::Contradictory
                .refuse("同一审核内容重复填写", "a point is given twice")
                .under("PR", "53")
                .at("checks")
        });
        for (n, check) in self.checks.iter().enumerate() {
            let found = check.finding.as_ref().is_some_and(|it| !it.is_blank());
            refusals.require(check.passed || found, || {
                Code::Incomplete
                    .refuse(
                        format!("「{}」未通过，请说明问题", check.point.label()),
                        format!("{} is not in order: say what was found", word(check.point)),
                    )
                    .under("PR", "54")
                    .at(&format!("checks.{n}.finding"))
            });
        }
        refusals.verdict()
    }

    /// Agreement where all is in order; advice to correct or to supplement where something isn't
    /// (PR 54).
    fn consistent(&self) -> Result<(), Vec<Rejection>> {
        let failed: Vec<_> = self.checks.iter().filter(|it| !it.passed).collect();
        let fits = match self.conclusion {
            Opinion::Agree => failed.is_empty(),
            Opinion::Correct | Opinion::Supplement => !failed.is_empty(),
            Opinion::Other => true,
        };
        let labels: Vec<_> = failed.iter().map(|it| it.point.label()).collect();
        let mut refusals = Refusals::new();
        refusals.require(fits, || {
            let (zh, en) = match self.conclusion {
                Opinion::Agree => (
                    format!("下列审核内容未通过，不能同意案件处理意见：{}", labels.join("、")),
                    "a point is not in order, so the case can't be agreed to".to_owned(),
                ),
                _ => (
                    format!("{}须指明未通过的审核内容", self.conclusion.label()),
                    "name the point that is not in order".to_owned(),
                ),
            };
            Code::Contradictory.refuse(zh, en).under("PR", "54").at("conclusion")
        });
        refusals.verdict()
    }

    /// Somebody of the agency who never handled the case and doesn't host its hearing (PR 49); for a
    /// legal review, with the national qualification, unless they reviewed before it was wanted (PR 51.2).
    fn reviewer(&self, case: &Case, context: &Context<'_>) -> Result<Handler, Vec<Rejection>> {
        let reviewer = acting(context)?;
        let person = &reviewer.person;
        let mut refusals = Refusals::new();
        refusals.require(!case.record.handled_by.contains(person), || {
            Code::ConflictOfDuties
                .refuse(
                    format!("{}（{person}）办理过本案，不得作为审核人员", reviewer.shown),
                    format!("{person} has handled the case and may not review it"),
                )
                .under("PR", "49.3")
        });
        refusals.require(!case.hosts_a_hearing(person), || {
            Code::ConflictOfDuties
                .refuse(
                    format!("{}（{person}）是本案听证主持人，不得审核本案", reviewer.shown),
                    format!("{person} hosts the hearing of the case and may not review it"),
                )
                .under("PR", "4.1")
        });
        let day = context.occurred.day();
        let officer = context.facts.officers.get(person);
        let qualified = officer.is_some_and(|it| it.qualified_on(day));
        let first = officer.and_then(|it| it.first_held(Role::LegalReviewer));
        let from = context.law.qualified_from(Capability::ReviewLegality, day);
        let before = first.zip(from).is_some_and(|(first, from)| first < from);
        refusals.require(self.kind == ReviewKind::CaseReview || qualified || before, || {
            Code::NotQualified
                .refuse(
                    format!(
                        "{}（{person}）初次从事法制审核，在{day}没有登记国家统一法律职业资格，不得进行法制审核",
                        reviewer.shown
                    ),
                    format!(
                        "the register has no legal-profession qualification of {person} on {day}"
                    ),
                )
                .under("PR", "51.2")
        });
        refusals.verdict()?;
        Ok(reviewer)
    }

    fn opined(&self, review: &Review, reviewer: Handler) -> Event {
        let opined = Opined {
            review: self.review.clone(),
            kind: self.kind,
            phase: review.request.phase,
            reviewer: Handler { certificate: None, ..reviewer },
            checks: self.checks.clone(),
            opinion: self.opinion.clone(),
            document: self.document.clone(),
        };
        match self.conclusion {
            Opinion::Agree => Event::ReviewPassed(Passed(opined)),
            Opinion::Correct => Event::CorrectionAdvised(CorrectionAdvised(opined)),
            Opinion::Supplement => Event::SupplementAdvised(SupplementAdvised(opined)),
            Opinion::Other => Event::OtherAdvised(OtherAdvised(opined)),
        }
    }
}
