//! The leader's approval of what is proposed, before the party is told (PR 56).

use super::{Outcome, ProposalApproved};
use crate::{
    Capability, Code, Context, Moment, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        decision::liable,
        guard::{Paper, filled, of_type},
        review::Opinion,
        sanction::{Sanction, well_formed, within},
        serious_list,
        state::Hearing,
    },
    document::{DocumentRef, DocumentType},
    rejection::word,
};

/// Approves the penalty that is proposed (批准拟处罚): what the review agreed to, or less. In a case
/// that was noticed already it opens the way to a new notice.
#[derive(Debug, Clone)]
pub struct Approve {
    /// What is to be noticed.
    pub sanctions: Vec<Sanction>,
    /// That the party is entered in the list of serious violations besides (SDL 13).
    pub serious_list: Option<Box<serious_list::Propose>>,
    /// The approval.
    pub document: DocumentRef,
}

impl Act for Approve {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    /// The review that agreed, the results that were awaited; and where the party was told already, what it was
    /// heard with (PR 32, 56, 58).
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let reviewed = case.last_on_parts(case.record.reviews.last().map(|it| &it.request.id));
        case.since.max(reviewed).max(case.results_came()).max(case.heard())
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let placed = case.stands_at(&[Main::Reviewed, Main::Noticed]);
        if refusals.check(placed).is_some() {
            refusals.check(case.agreed_to());
            refusals.check(case.nothing_awaited());
            refusals.check(case.no_hearing_open());
            refusals.check(self.proposed(case));
            refusals.check(case.no_heavier_than_told(&self.sanctions));
            refusals.check(case.no_listing_beyond_told(self.listing()));
            let liable = case.record.party_found().map(|it| liable(it, context));
            refusals.check(liable.unwrap_or(Ok(())));
        }
        let article = ("PR", "56");
        filled(&mut refusals, self.sanctions.is_empty(), "sanctions", "拟作出的行政处罚", article);
        refusals.check(well_formed(&self.sanctions));
        let listing = self.serious_list.as_ref().map(|it| it.check(&self.sanctions, context));
        refusals.check(listing.unwrap_or(Ok(())));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::ProposalApproval, ("PR", "56")));
        refusals.verdict()?;
        Ok(vec![Event::PenaltyProposalApproved(ProposalApproved {
            sanctions: self.sanctions.clone(),
            serious_list: self.listing().cloned().map(Box::new),
            deviations: case.deviations_as_found(&self.sanctions, context),
            document: self.document.clone(),
        })])
    }
}

impl Approve {
    fn listing(&self) -> Option<&serious_list::Proposed> {
        self.serious_list.as_ref().map(|it| &it.proposed)
    }

    /// The reviewed report proposes a penalty, and this one doesn't go beyond it.
    fn proposed(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let Some(conclusion) = case.record.conclusions.last() else { return Ok(()) };
        let mut refusals = Refusals::new();
        refusals.require(conclusion.opinion == Outcome::Penalty, || {
            Code::Contradictory
                .refuse(
                    format!(
                        "经审核的处理意见为「{}」，没有可以批准的拟处罚",
                        conclusion.opinion.label()
                    ),
                    format!(
                        "what was reviewed proposes {}, not a penalty",
                        word(conclusion.opinion)
                    ),
                )
                .under("PR", "56")
        });
        refusals.check(within(&self.sanctions, &conclusion.sanctions, "经审核"));
        refusals.verdict()
    }
}

impl Case {
    /// The last review of the case agreed.
    fn agreed_to(&self) -> Result<(), Vec<Rejection>> {
        let opinion = self.record.reviews.last().and_then(|it| it.opinion.as_ref());
        let mut refusals = Refusals::new();
        refusals.require(opinion.is_some_and(|(it, ..)| *it == Opinion::Agree), || {
            Code::StepMissing
                .refuse(
                    "最近一次审核尚未同意案件处理意见，请先完成审核",
                    "the last review of the case has not agreed to what is proposed",
                )
                .under("PR", "56")
        });
        refusals.verdict()
    }

    /// No hearing is under way.
    pub(in crate::case) fn no_hearing_open(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.record.hearings.iter().all(Hearing::is_over), || {
            Code::Unfinished
                .refuse(
                    "听证程序尚未结束，请先提交听证报告或者终止听证",
                    "a hearing is under way: report on it or end it first",
                )
                .under("APL", "65")
        });
        refusals.verdict()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Code, Fen,
        case::{
            Command, Event, Main,
            spec::{
                LEADER, UNIT_HEAD, case,
                facts::{conclude, document, in_review, reviewed, sanctions},
                given,
                hearings::{asked, offered},
            },
        },
        document::DocumentType,
        id::PartId,
    };

    fn approve(sanctions: Vec<Sanction>) -> Command {
        let document = document(DocumentType::ProposalApproval);
        Command::ApproveProposal(Approve { sanctions, serious_list: None, document })
    }

    /// PR 56.
    #[test]
    fn nothing_is_approved_before_its_review_agreed() {
        given(in_review()).when(LEADER, approve(sanctions())).then_refused(&[Code::StepMissing]);
        let approved = given(reviewed()).and(LEADER, approve(sanctions()));
        assert_eq!(case(&approved).main, Main::ApprovedForNotice);
    }

    /// PR 56.
    #[test]
    fn a_leader_approves_what_was_reviewed_or_less_but_not_more_and_not_nothing() {
        let mut milder = sanctions();
        milder[1].amount = Some(Fen::yuan(30_000));
        assert_eq!(given(reviewed()).when(LEADER, approve(milder)).events().len(), 1);
        let mut heavier = sanctions();
        heavier[1].amount = Some(Fen::yuan(60_000));
        given(reviewed()).when(LEADER, approve(heavier)).then_to_be_mended(&["sanctions.1"]);
        given(reviewed()).when(LEADER, approve(vec![])).then_to_be_mended(&["sanctions"]);
    }

    /// APL 45.2; PR 58: a leader who had told the party less does not come back to more because it spoke.
    #[test]
    fn what_goes_beyond_the_last_notice_takes_a_new_report_first() {
        let mut told = offered();
        let Some((_, Event::PriorNoticeServed(notice))) = told.last_mut() else { unreachable!() };
        notice.sanctions[1].amount = Some(Fen::yuan(40_000));
        given(told.clone())
            .when(LEADER, approve(sanctions()))
            .then_refused(&[Code::HeavierThanNoticed]);
        let report = Command::ConcludeInvestigation(conclude());
        let anew = given(told).and(UNIT_HEAD, report);
        let mut agreed = reviewed().split_off(in_review().len() - 1);
        for (_, event) in &mut agreed {
            let review = PartId::nth('V', 2);
            match event {
                Event::ReviewRequested(it) => it.id = review,
                Event::ReviewPassed(it) => it.0.review = review,
                _ => {}
            }
        }
        let last = anew[anew.len() - 1].0;
        let again = anew.into_iter().chain(agreed.into_iter().map(|(_, event)| (last, event)));
        let approved = given(again).when(LEADER, approve(sanctions())).events();
        assert!(matches!(&approved[..], [Event::PenaltyProposalApproved(_)]));
    }

    /// PR 58: a new notice takes a new approval, after the hearing on the old one.
    #[test]
    fn a_noticed_case_is_approved_anew_unless_a_hearing_is_under_way() {
        let anew = given(offered()).and(LEADER, approve(sanctions()));
        assert_eq!(case(&anew).main, Main::ApprovedForNotice);
        given(asked()).when(LEADER, approve(sanctions())).then_refused(&[Code::Unfinished]);
    }
}
