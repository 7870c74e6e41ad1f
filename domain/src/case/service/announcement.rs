//! Announcing a document whose addressee can't be reached (PR 82(5)).

#[cfg(test)]
mod tests;

use super::{
    Announced,
    for_the_party::{ForTheParty, announced_by, signed_with_its_announcement},
};
use crate::{
    Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, allotted, filled, of_type, recorded},
    },
    clock::{Deadline, PauseKind, Timer},
    document::{DocumentRef, DocumentType, NumberKind, Recording},
    id::PartId,
    rejection::word,
};

/// Records that an announcement was published (公告送达). It takes effect after thirty days; until
/// then the time for deciding stands still (PR 64, 82). The seven working days for serving a penalty
/// decision don't: they are kept by publishing it (PR 81).
#[derive(Debug, Clone)]
pub struct Announce {
    /// What is to be served by it.
    pub serves: DocumentType,
    /// Where: 公告栏、受送达人住所地、报纸、门户网站.
    pub places: Vec<Narrative>,
    /// Why no other way was open.
    pub reason: Narrative,
    /// The announcement itself.
    pub document: DocumentRef,
    /// How posting it was recorded, or why it was not.
    pub recording: Option<Recording>,
}

impl Act for Announce {
    fn needs(&self) -> Needs {
        Needs::penalty(announced_by(self.serves))
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let recordings = Paper::recordings(self.recording.as_ref(), "recording");
        std::iter::once(Paper::new(&self.document, "document")).chain(recordings).collect()
    }

    fn number(&self) -> Option<NumberKind> {
        signed_with_its_announcement(self.serves)
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.recording.as_ref()?, "recording"))
    }

    /// What the document rests on; of several that are not announced yet, the first.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let papers = ForTheParty::of(self.serves, case);
        papers.iter().filter(|it| !it.announced).map(|it| it.rests_on).min()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(self.called_for(case, context));
        let article = ("PR", "82.1(5)");
        let nowhere = self.places.is_empty() || self.places.iter().any(Narrative::is_blank);
        filled(&mut refusals, nowhere, "places", "公告地点", article);
        let what = "受送达人下落不明或者其他方式无法送达的情况";
        filled(&mut refusals, self.reason.is_blank(), "reason", what, article);
        refusals.check(recorded(self.recording.as_ref(), "82.1(5)"));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::Announcement, ("PR", "82.1(5)")));
        let number = self.number().and_then(|_| refusals.check(allotted(context)));
        refusals.verdict()?;
        let id = PartId::nth('Y', case.record.announcements.len() + 1);
        let effect = case.start(context, Timer::ServiceAnnounce, Some(&id), context.occurred)?;
        let pause = (PauseKind::Announcement, effect.first().and_then(Deadline::due_date));
        let deadlines = case.pausing(context, pause, &id).into_iter().chain(effect).collect();
        // What is announced goes by its number from then on, before it has reached the party.
        let numbered = number.as_ref().map(|it| self.document.numbered(it));
        Ok(vec![Event::DocumentAnnounced(Announced {
            id,
            serves: self.serves,
            document: numbered.unwrap_or_else(|| self.document.clone()),
            number,
            decision: self.decision(case),
            places: self.places.clone(),
            reason: self.reason.clone(),
            recording: self.recording.clone(),
            deadlines,
        })])
    }
}

impl Announce {
    /// There is a document of this type that the party is to be served with, and it is not announced already.
    fn called_for(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        self.at_its_stage(case)?;
        let papers = ForTheParty::of(self.serves, case);
        let mut refusals = Refusals::new();
        let (why, article) = nothing_to_serve(self.serves);
        refusals.require(!papers.is_empty(), || {
            let (label, wanted) = (self.serves.label(), word(self.serves));
            Code::StepMissing
                .refuse(
                    format!("本案没有需要送达的{label}：{why}"),
                    format!("there is no {wanted} to be served on the party"),
                )
                .under("PR", article)
                .at("serves")
        });
        let left = papers.iter().any(|it| !it.announced);
        refusals.require(left || papers.is_empty(), || {
            Code::AlreadyDone
                .refuse(
                    format!("{}已经公告，请以该公告记录送达", self.serves.label()),
                    "it is announced already: record its service by that announcement",
                )
                .under("PR", "82.1(5)")
                .at("serves")
        });
        if self.serves == DocumentType::RefundOrder {
            refusals.check(case.heard_before_a_refund(context));
        }
        refusals.verdict()
    }

    /// The case stands where such a document is served on the party, as some never are.
    fn at_its_stage(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        match self.serves {
            DocumentType::HearingNotice => case.is_filed_and_open(),
            // What counts of a decision is corrected at any time, also once the case is closed.
            DocumentType::CorrectionDecision | DocumentType::CorrectionNotice => Ok(()),
            DocumentType::AppraisalResultNotice => case.still_kept(),
            DocumentType::PriorNotice if case.main == Main::Noticed => Err(vec![
                Code::WrongStage
                    .refuse(
                        "已经告知当事人，再次公告送达告知书，应当先报负责人批准拟处罚",
                        "the party was told already: another notice is announced after a new approval",
                    )
                    .under("PR", "56")
                    .at("serves"),
            ]),
            DocumentType::PriorNotice => case.stands_at(&[Main::ApprovedForNotice]),
            DocumentType::RefundOrder => case.stands_at(&[Main::Noticed]),
            DocumentType::PenaltyDecision | DocumentType::DeferralNotice => {
                case.stands_at(&[Main::PenaltyDecided])
            }
            DocumentType::NoPenaltyDecision => {
                case.stands_at(&[Main::NoPenaltyDecided, Main::NotEstablished])
            }
            DocumentType::AppraisalPeriodNotice => Err(vec![
                Code::NotProvidedFor
                    .refuse(
                        "检测、鉴定的期间应当在委托当日或者之前书面告知当事人，随委托一并登记，委托之后不再公告",
                        "the party is told the period by the day of the commission, which records it: none is announced afterwards",
                    )
                    .under("PR", "38.3")
                    .at("serves"),
            ]),
            other => Err(vec![
                Code::NotProvidedFor
                    .refuse(
                        format!("{}不是向当事人送达的文书", other.label()),
                        format!("a {} is not served on the party", word(other)),
                    )
                    .under("PR", "82.1(5)")
                    .at("serves"),
            ]),
        }
    }

    /// The penalty decision that it serves, where it serves one.
    fn decision(&self, case: &Case) -> Option<PartId> {
        let decided = case.record.decisions.last().map(|(_, it)| it.id.clone());
        decided.filter(|it| self.serves == DocumentType::PenaltyDecision && !case.is_served(it))
    }
}

/// Why there may be none to serve, and the article that it would rest on.
fn nothing_to_serve(document: DocumentType) -> (&'static str, &'static str) {
    match document {
        DocumentType::AppraisalResultNotice => {
            ("没有已经收到而尚未告知当事人的检测、鉴定结果", "32")
        }
        DocumentType::HearingNotice => ("没有当事人要求举行而尚未举行的听证", "82.1(5)"),
        DocumentType::RefundOrder => ("告知书未告知拟责令退还的数额，或者已经责令退还", "59"),
        DocumentType::DeferralNotice => ("没有已经送达而尚未缴清的罚款", "74"),
        DocumentType::CorrectionDecision | DocumentType::CorrectionNotice => {
            ("没有仍然有效的行政处罚决定", "82.1(5)")
        }
        DocumentType::PenaltyDecision => ("已经送达，或者已经全部失去效力", "82.1(5)"),
        _ => ("已经送达", "82.1(5)"),
    }
}
