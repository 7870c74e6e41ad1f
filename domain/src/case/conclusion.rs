//! Conclusion of the investigation, and the agency's approval of what is proposed (PR 48, 56).

mod approval;

pub use self::approval::Approve;

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    benchmark::{Deviation, Measured, noting},
    guard::{Paper, filled, none_or_blank, of_type},
    missing,
    phrase::text,
    sanction::{Sanction, listed, well_formed},
    serious_list::{self, besides},
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    clock::Timer,
    document::{DocumentRef, DocumentType},
    id::{PartId, PersonId},
};

/// The investigation was concluded with a report (调查终结, PR 48).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Concluded {
    /// (2) Source, course, measures.
    pub course: Narrative,
    /// (3) The facts found.
    pub facts: Narrative,
    /// (3) The main evidence.
    pub evidence: Vec<PartId>,
    /// (4) The nature of the violation.
    pub nature: Narrative,
    /// (5) How the case should be handled.
    pub opinion: Outcome,
    /// (5) Which sanctions are proposed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sanctions: Vec<Sanction>,
    /// (5) On what basis.
    pub provisions: Vec<String>,
    /// (6) Why discretion is used this way.
    pub discretion: Narrative,
    /// (3) What was gained unlawfully and what the goods are worth, where the report says so: benchmarks measure by it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub measured: Option<Measured>,
    /// What of it lies outside the benchmark in force (APL 34).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deviations: Vec<Deviation>,
    /// 调查终结报告.
    pub report: DocumentRef,
    /// Who answers for it, and so has handled the case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<PersonId>,
}

/// How a case may end (PR 60).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// 给予行政处罚.
    Penalty,
    /// 不予行政处罚.
    NoPenalty,
    /// 违法事实不能成立.
    NotEstablished,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Penalty, Self::NoPenalty, Self::NotEstablished];

    /// As PR 60 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Penalty => "给予行政处罚",
            Self::NoPenalty => "不予行政处罚",
            Self::NotEstablished => "违法事实不能成立，不予行政处罚",
        }
    }
}

/// A leader approved the penalty that is proposed, so that the party may be told (PR 56).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposalApproved {
    /// What is proposed.
    pub sanctions: Vec<Sanction>,
    /// That the party is entered in the list of serious violations besides (SDL 13).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub serious_list: Option<Box<serious_list::Proposed>>,
    /// What of it lies outside the benchmark in force (APL 34).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deviations: Vec<Deviation>,
    /// The approval.
    pub document: DocumentRef,
}

/// Concludes the investigation with a report (PR 48): the first one, or a new one after a review sent
/// the case back, in place of one that was reviewed, or after new facts or a new basis came up since the
/// party was told (PR 58). Item (1), the party, is who it was filed
/// against, or found to be since.
#[derive(Debug, Clone)]
pub struct Conclude {
    /// (2) Source, course, measures.
    pub course: Narrative,
    /// (3) The facts found.
    pub facts: Narrative,
    /// (3) The main evidence.
    pub evidence: Vec<PartId>,
    /// (4) The nature of the violation.
    pub nature: Narrative,
    /// (5) How the case should be handled.
    pub opinion: Outcome,
    /// (5) Which sanctions are proposed.
    pub sanctions: Vec<Sanction>,
    /// (5) On what basis.
    pub provisions: Vec<String>,
    /// (6) Why discretion is used this way.
    pub discretion: Narrative,
    /// (3) What was gained unlawfully and what the goods are worth, where the report says so.
    pub measured: Option<Measured>,
    /// 调查终结报告.
    pub report: DocumentRef,
}

impl Act for Conclude {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Conclude)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.report, "report")]
    }

    /// The evidence that it names, the results that were awaited, the handlers, who the party was found to be; and what
    /// it was heard with, where it was told already (PR 48, 58).
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let found = case.last_on_parts(&self.evidence).max(case.results_came());
        let people = case.handlers_named().max(case.identified());
        case.since.max(found).max(people).max(case.heard())
    }

    fn wants_handlers(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.may_be_concluded());
        refusals.check(self.complete());
        refusals.check(case.holds_evidence(&self.evidence, ("PR", "48(3)")));
        refusals.check(self.proposing());
        refusals.check(case.newly_named(&self.sanctions));
        refusals.check(case.still_handled(context));
        refusals.check(case.nothing_awaited());
        let typed = (&self.report, "report");
        refusals.check(of_type(typed, DocumentType::ConclusionReport, ("PR", "48")));
        refusals.verdict()?;
        Ok(vec![Event::InvestigationConcluded(Concluded {
            course: self.course.clone(),
            facts: self.facts.clone(),
            evidence: self.evidence.clone(),
            nature: self.nature.clone(),
            opinion: self.opinion,
            sanctions: self.sanctions.clone(),
            provisions: self.provisions.clone(),
            discretion: self.discretion.clone(),
            measured: self.measured,
            deviations: case.deviations(&self.sanctions, self.measured.as_ref(), context),
            report: self.report.clone(),
            by: context.actor.person().cloned(),
        })])
    }
}

impl Conclude {
    /// All that a report says (PR 48).
    fn complete(&self) -> Result<(), Vec<Rejection>> {
        let no_basis = none_or_blank(&self.provisions);
        let items = [
            (
                self.course.is_blank(),
                "course",
                "案件来源、调查经过及采取行政强制措施的情况",
                "48(2)",
            ),
            (self.facts.is_blank(), "facts", "调查认定的事实", "48(3)"),
            (self.evidence.is_empty(), "evidence", "主要证据", "48(3)"),
            (self.nature.is_blank(), "nature", "违法行为性质", "48(4)"),
            (no_basis, "provisions", "处理意见的依据", "48(5)"),
            (self.discretion.is_blank(), "discretion", "自由裁量的理由等", "48(6)"),
        ];
        let mut refusals = Refusals::new();
        for (missing, field, what, article) in items {
            filled(&mut refusals, missing, field, what, ("PR", article));
        }
        refusals.verdict()
    }

    /// Sanctions where a penalty is proposed, and none elsewhere (PR 48, 60).
    fn proposing(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        match self.opinion {
            Outcome::Penalty => {
                let nothing = self.sanctions.is_empty();
                filled(&mut refusals, nothing, "sanctions", "拟给予的行政处罚", ("PR", "48(5)"));
            }
            Outcome::NoPenalty | Outcome::NotEstablished => {
                refusals.require(self.sanctions.is_empty(), || {
                    Code::Contradictory
                        .refuse(
                            format!("处理意见为「{}」，不得列出行政处罚", self.opinion.label()),
                            "sanctions are listed, but no penalty is proposed",
                        )
                        .under("PR", "48(5)")
                        .at("sanctions")
                });
            }
        }
        refusals.check(well_formed(&self.sanctions));
        refusals.verdict()
    }
}

impl Case {
    /// Under investigation; or reviewed and perhaps approved, and the party has not been told yet (PR 56);
    /// or the party was told, and new facts or a new basis have come up since, so that the case goes through report, review
    /// and approval once more to a new notice (PR 58).
    fn may_be_concluded(&self) -> Result<(), Vec<Rejection>> {
        self.stands_at(&[
            Main::Investigating,
            Main::Supplementing,
            Main::Reviewed,
            Main::ApprovedForNotice,
            Main::Noticed,
        ])?;
        self.no_hearing_open()
    }

    /// No result of an appraisal is awaited (PR 32).
    pub(in crate::case) fn nothing_awaited(&self) -> Result<(), Vec<Rejection>> {
        missing::complete(self.lacks_results())
    }
}

impl Fact for Concluded {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "48")])
            .opening(Main::Concluded)
            .replacing(Timer::ReviewDo, None)
            .deviating(&self.deviations)
            .filing([&self.report])
    }

    fn sentence(&self) -> String {
        let sanctions = match self.opinion {
            Outcome::Penalty => format!("：{}", listed(&self.sanctions)),
            Outcome::NoPenalty | Outcome::NotEstablished => String::new(),
        };
        format!(
            "提交调查终结报告，违法行为定性为{}，建议{}{sanctions}{}",
            text(&self.nature),
            self.opinion.label(),
            noting(&self.deviations)
        )
    }
}

impl Fact for ProposalApproved {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "56")])
            .opening(Main::ApprovedForNotice)
            .deviating(&self.deviations)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        let list = besides(self.serious_list.as_deref());
        format!(
            "批准拟作出的行政处罚：{}{list}，同意告知当事人{}",
            listed(&self.sanctions),
            noting(&self.deviations)
        )
    }
}
