//! Announcing a document whose addressee can't be reached (PR 82(5)).

use super::Announced;
use crate::{
    Capability, Code, Context, Narrative, Refusals, Rejection,
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
        Needs::penalty(Capability::Serve)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let recordings = Paper::recordings(self.recording.as_ref(), "recording");
        std::iter::once(Paper::new(&self.document, "document")).chain(recordings).collect()
    }

    /// What is not signed before is signed with the announcement of it.
    fn number(&self) -> Option<NumberKind> {
        match self.serves {
            DocumentType::PriorNotice => Some(NumberKind::PriorNotice),
            DocumentType::HearingNotice => Some(NumberKind::HearingNotice),
            DocumentType::RefundOrder => Some(NumberKind::Refund),
            _ => None,
        }
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.recording.as_ref()?, "recording"))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let stages = stages(self.serves);
        if stages.is_empty() {
            refusals.refuse(
                Code::NotProvidedFor
                    .refuse(
                        format!("{}不是向当事人送达的文书", self.serves.label()),
                        format!("a {} is not served on the party", word(self.serves)),
                    )
                    .under("PR", "82.1(5)")
                    .at("serves"),
            );
        } else {
            refusals.check(case.stands_at(stages));
        }
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
        Ok(vec![Event::DocumentAnnounced(Announced {
            id,
            serves: self.serves,
            number,
            decision: self.decision(case),
            places: self.places.clone(),
            reason: self.reason.clone(),
            document: self.document.clone(),
            recording: self.recording.clone(),
            deadlines,
        })])
    }
}

impl Announce {
    /// The penalty decision that it serves, where it serves one.
    fn decision(&self, case: &Case) -> Option<PartId> {
        let decided = case.record.decisions.last().map(|(_, it)| it.id.clone());
        decided.filter(|_| self.serves == DocumentType::PenaltyDecision)
    }
}

/// The stages in which a document of this type is served on the party; none for what never is.
fn stages(document: DocumentType) -> &'static [Main] {
    match document {
        DocumentType::AppraisalPeriodNotice | DocumentType::AppraisalResultNotice => {
            &[Main::Investigating, Main::Concluded, Main::InReview, Main::Supplementing]
        }
        DocumentType::PriorNotice => &[Main::ApprovedForNotice, Main::Noticed],
        DocumentType::HearingNotice | DocumentType::RefundOrder => &[Main::Noticed],
        DocumentType::PenaltyDecision => &[Main::PenaltyDecided],
        DocumentType::NoPenaltyDecision => &[Main::NoPenaltyDecided, Main::NotEstablished],
        DocumentType::DeferralNotice => &[Main::PenaltyDecided, Main::Closed],
        _ => &[],
    }
}
