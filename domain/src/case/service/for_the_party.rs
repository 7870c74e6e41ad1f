//! The documents that the party is served with: what each rests on, and whether there is one to serve. Whoever
//! announces one asks here, and whoever serves it by that announcement (PR 82(5)).

use jiff::civil::Date;

use super::{Announced, Service};
use crate::{
    Capability, Moment,
    case::{Case, state::Appraisal},
    clock::Timer,
    document::{DocumentType, NumberKind},
    id::PartId,
};

/// A document that the party is to be served with and that it has not been, as far as that is recorded.
pub(super) struct ForTheParty {
    /// When the last act took place that it makes known or rests on: whatever was published before says
    /// something else.
    pub rests_on: Moment,
    /// An announcement of it was published.
    pub announced: bool,
}

impl ForTheParty {
    /// The documents of this type that the party is still to be served with.
    pub fn of(document: DocumentType, case: &Case) -> Vec<Self> {
        if document == DocumentType::AppraisalResultNotice {
            let untold = case.record.appraisals.iter().filter_map(Self::result);
            return untold.collect();
        }
        let known = Self::known(document, case);
        let announced = |rests_on| case.is_announced(document, rests_on);
        known.map(|it| Self { rests_on: it, announced: announced(it) }).into_iter().collect()
    }

    /// What the one document of this type rests on, where there is one to serve.
    fn known(document: DocumentType, case: &Case) -> Option<Moment> {
        match document {
            // What the party says on an earlier notice meanwhile is no basis of this one.
            DocumentType::PriorNotice => case.since.max(case.results_came()),
            DocumentType::HearingNotice => {
                let mut hearings = case.record.hearings.iter();
                // Who hosts it may be settled later.
                let unheld = hearings.find(|it| !it.is_over() && it.held.is_none())?;
                case.since.max(Some(unheld.since))
            }
            DocumentType::RefundOrder => {
                case.ripe_for_a_refund().filter(|_| case.leaves_a_refund_to_order())
            }
            DocumentType::PenaltyDecision | DocumentType::NoPenaltyDecision => {
                case.since.filter(|_| case.is_unserved())
            }
            DocumentType::DeferralNotice => case.fines_left_to_pay(),
            DocumentType::CorrectionDecision | DocumentType::CorrectionNotice => {
                let last = case.record.last?.day();
                case.correctable_since(&case.counting_decision(last)?.decided.id)
            }
            _ => None,
        }
    }

    fn result(appraisal: &Appraisal) -> Option<Self> {
        let rests_on = appraisal.to_be_told()?;
        Some(Self { rests_on, announced: appraisal.announced.is_some() })
    }
}

impl Case {
    /// An announcement of such a document that rests on this was published, and has served nothing yet.
    fn is_announced(&self, document: DocumentType, rests_on: Moment) -> bool {
        let mut published = self.record.announcements.iter();
        published.any(|(at, it)| {
            it.serves == document
                && rests_on <= *at
                && it.is_signed_as_needed()
                && !self.has_served_by(&it.id)
        })
    }
}

impl Service {
    /// The same, with the announcements of what it served that still ran then.
    pub(in crate::case) fn overtaking(&self, document: DocumentType, case: &Case) -> Self {
        let overtakes = case.running(self.served_on, |it| it.serves == document);
        Self { overtakes, ..self.clone() }
    }
}

impl Case {
    /// The announcements of this kind that have not taken effect by that day.
    pub(in crate::case) fn running(
        &self,
        on: Date,
        meant: impl Fn(&Announced) -> bool,
    ) -> Vec<PartId> {
        let announcements = self.record.announcements.iter().map(|(_, it)| it);
        let runs = |it: &&Announced| {
            let counted = self.open_deadline(Timer::ServiceAnnounce, Some(&it.id));
            counted.is_some_and(|it| it.due_date().is_none_or(|effective| on < effective))
        };
        let running = announcements.filter(|it| meant(it)).filter(runs);
        running.map(|it| it.id.clone()).collect()
    }
}

/// The number that a document gets by being announced: what is not signed before is signed then.
pub(super) fn signed_with_its_announcement(document: DocumentType) -> Option<NumberKind> {
    match document {
        DocumentType::PriorNotice => Some(NumberKind::PriorNotice),
        DocumentType::HearingNotice => Some(NumberKind::HearingNotice),
        DocumentType::RefundOrder => Some(NumberKind::Refund),
        DocumentType::DeferralNotice => Some(NumberKind::Deferral),
        DocumentType::CorrectionDecision => Some(NumberKind::Penalty),
        _ => None,
    }
}

/// Who publishes its announcement: whoever serves; where the document is a leader's own order or approval that is
/// signed with it, a leader (PR 59, 74; APL 75.2).
pub(super) fn announced_by(document: DocumentType) -> Capability {
    match document {
        DocumentType::RefundOrder
        | DocumentType::DeferralNotice
        | DocumentType::CorrectionDecision
        | DocumentType::CorrectionNotice => Capability::DecideForAgency,
        _ => Capability::Serve,
    }
}
