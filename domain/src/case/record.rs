//! What each event leaves in the record of a case: one arm an event.

mod course;
mod timed;

pub use self::timed::Timed;

use jiff::civil::Date;

use super::{
    Event, Main,
    answerable::Naming,
    correction::{Correction, Supervision},
    handlers::Handler,
    redaction,
    remedy::{Remedy, Request},
    review::Opinion,
    state::{Appraisal, Hearing, Record, Recusal, Refund, Review, Statement},
    suspension::Suspension,
};
use crate::{
    Moment,
    clock::{Deadline, Pause, PauseKind},
    document::DocumentType,
    id::PartId,
};

impl Record {
    #[expect(clippy::too_many_lines, reason = "one arm an event, and the compiler counts them")]
    pub(super) fn note(
        &mut self,
        event: &Event,
        (at, main, reached): (Moment, Main, Option<Moment>),
    ) {
        if event.is_stopped_by_a_suspension() {
            self.worked = self.worked.max(Some(at));
        }
        match event {
            Event::LeadRegistered(it) => self.lead = Some(it.clone()),
            Event::LeadAssigned(it) => self.verify(&it.verifiers, at),
            Event::VerificationExtended(_) => self.verification_extensions += 1,
            Event::CaseFiled(it) => {
                self.handle(&it.handlers, at);
                self.filed = Some((at, it.clone()));
            }
            Event::CaseNotFiled(it) => self.not_filed = Some((at, it.clone())),
            Event::ReporterInformed(_) => self.reporter_informed = true,
            Event::HandlersReplaced(it) => self.handle(&it.handlers, at),
            Event::RightsInformed(it) => {
                self.took_part(&it.officers);
                self.rights_informed.push(at);
            }
            Event::RecusalRequested(it) => {
                self.recusals.push(Recusal { request: it.clone(), since: at, granted: None });
            }
            Event::RecusalDecided(it) => self.recuse(&it.request, it.granted, at),
            Event::EvidenceCollected(it) => {
                self.took_part(&it.officers);
                self.evidence.push(it.clone());
            }
            Event::AppraisalCommissioned(it) => {
                self.pause((it.kind.pause(), None), (&it.id, at), &it.deadlines);
                self.appraisals.push(Appraisal {
                    commissioned: it.clone(),
                    since: at,
                    result: None,
                    announced: None,
                    told: false,
                });
            }
            Event::AppraisalResultReceived(it) => {
                self.end_pause(&it.appraisal, at.day());
                self.appraised(&it.appraisal, |appraisal| appraisal.result = Some(at));
            }
            Event::AppraisalResultTold(it) => {
                let announcement =
                    self.appraisal(&it.appraisal).and_then(|it| it.announced.clone());
                if let Some(announcement) = announcement {
                    self.end_pause(&announcement, at.day());
                }
                self.appraised(&it.appraisal, |appraisal| appraisal.told = true);
            }
            Event::PartyIdentified(it) => self.identified.push((at, it.clone())),
            Event::InvestigationSuspended(it) => {
                self.pause((PauseKind::Suspension, None), (&it.id, at), &it.deadlines);
                self.suspensions.push(Suspension {
                    suspended: it.clone(),
                    reached,
                    since: at,
                    ended: None,
                });
            }
            Event::InvestigationResumed(it) => self.resume(&it.suspension, at),
            Event::DecisionTimeExtended(it) => self.extensions.push(it.clone()),
            Event::InvestigationConcluded(it) => {
                self.reported_anew = true;
                self.handled_by.extend(it.by.clone());
                self.conclusions.push(it.clone());
            }
            Event::ReviewRequested(it) => {
                self.reviews.push(Review { request: it.clone(), opinion: None });
            }
            Event::ReviewPassed(it) => self.opine(&it.0.review, Opinion::Agree, &it.0.reviewer, at),
            Event::CorrectionAdvised(it) => {
                self.opine(&it.0.review, Opinion::Correct, &it.0.reviewer, at);
            }
            Event::SupplementAdvised(it) => {
                self.opine(&it.0.review, Opinion::Supplement, &it.0.reviewer, at);
            }
            Event::OtherAdvised(it) => self.opine(&it.0.review, Opinion::Other, &it.0.reviewer, at),
            Event::PenaltyProposalApproved(it) => self.proposals.push(it.clone()),
            Event::DocumentAnnounced(it) => {
                let pause = (PauseKind::Announcement, it.takes_effect());
                self.pause(pause, (&it.id, at), &it.deadlines);
                if it.serves == DocumentType::AppraisalResultNotice {
                    self.announce_a_result(&it.id, at);
                }
                self.announcements.push((at, it.clone()));
            }
            Event::PriorNoticeServed(it) => {
                self.reached(DocumentType::PriorNotice, it.service.served_on);
                self.reported_anew = false;
                self.notices.push((at, it.clone()));
            }
            Event::StatementReceived(it) => {
                let received = it.clone();
                self.statements.push(Statement { received, received_at: at, adoption: None });
            }
            Event::StatementReviewed(it) => {
                let statement = self.statements.iter_mut().find(|s| s.received.id == it.statement);
                if let Some(statement) = statement {
                    statement.adoption = Some(it.adoption);
                }
            }
            Event::RightsWaived(it) => self.waivers.push(it.clone()),
            Event::RightsLapsed(it) => self.lapses.push(it.clone()),
            Event::RefundOrdered(it) => {
                self.reached(DocumentType::RefundOrder, it.service.served_on);
                let pause = (PauseKind::Refund, it.until.tomorrow().ok());
                self.pause(pause, (&it.id, at), &it.deadlines);
                self.refunds.push(Refund { ordered: it.clone(), ended: None });
            }
            Event::RefundEnded(it) => {
                self.end_pause(&it.refund, at.day());
                if let Some(refund) = self.refunds.iter_mut().find(|r| r.ordered.id == it.refund) {
                    refund.ended = Some(it.clone());
                }
            }
            Event::HearingRequested(it) => {
                self.pause((PauseKind::Hearing, None), (&it.id, at), &it.deadlines);
                self.hearings.push(Hearing {
                    request: it.clone(),
                    since: at,
                    host: None,
                    notified: None,
                    announcements: vec![],
                    held: None,
                    aborted: None,
                    reported: None,
                });
            }
            Event::HearingHostAppointed(it) => {
                self.hearing(&it.hearing, |hearing| hearing.host = Some(it.host.clone()));
            }
            Event::HearingNotified(it) => {
                self.reached(DocumentType::HearingNotice, it.service.served_on);
                self.hearing(&it.hearing, |hearing| {
                    hearing.notified = Some(it.clone());
                    hearing.announcements.extend(it.service.announcement.clone());
                });
            }
            Event::HearingHeld(it) => self.hearing(&it.hearing, |hearing| hearing.held = Some(at)),
            Event::HearingAborted(it) => {
                self.end_pause(&it.hearing, at.day());
                self.hearing(&it.hearing, |hearing| hearing.aborted = Some(it.ground));
            }
            Event::HearingReported(it) => {
                self.end_pause(&it.hearing, at.day());
                self.hearing(&it.hearing, |hearing| hearing.reported = Some(at));
            }
            Event::CollectiveDiscussionHeld(it) => self.discussions.push((at, it.clone())),
            Event::PenaltyDecided(it) => self.decisions.push((at, it.clone())),
            Event::NoPenaltyDecided(it) => self.exits.push((at, it.clone())),
            Event::ViolationNotEstablished(it) => self.not_established = Some((at, it.clone())),
            Event::DecisionServed(it) => {
                self.reached(DocumentType::PenaltyDecision, it.service.served_on);
                self.reached(DocumentType::NoPenaltyDecision, it.service.served_on);
                self.services.push(it.clone());
            }
            Event::RedactedCopyPrepared(it) => self.copies.push(redaction::Copy {
                prepared: it.clone(),
                since: at,
                approved: None,
            }),
            Event::RedactedCopyApproved(it) => {
                if let Some(copy) = self.copies.iter_mut().find(|c| c.prepared.id == it.copy) {
                    copy.approved = Some((it.approved_by.clone(), at));
                }
            }
            Event::PenaltyPublished(it) => self.publications.push(it.clone()),
            Event::FinePaid(it) => self.payments.push((at, it.clone())),
            Event::DeferralApproved(it) => self.deferrals.push((it.approved(at), it.clone())),
            Event::SanctionCarriedOut(it) => {
                self.carried_out.push((at, it.sanction.clone()));
            }
            Event::ReconsiderationRequestReceived(it) => {
                self.requests.push(Request { handed_in: it.clone(), forwarded: None });
            }
            Event::ReconsiderationRequestForwarded(it) => {
                let request = self.requests.iter_mut().find(|r| r.handed_in.id == it.request);
                if let Some(request) = request {
                    request.forwarded = Some((at, it.clone()));
                }
            }
            Event::RemedyOpened(it) => self.remedy_opened(it, (at, main, reached)),
            Event::ReplySubmitted(it) => {
                self.on_remedy(&it.remedy, |remedy| remedy.replies.push((at, it.clone())));
            }
            Event::EvidencePermitted(it) => {
                self.on_remedy(&it.remedy, |remedy| remedy.permissions.push((at, it.clone())));
            }
            Event::ExecutionStayed(it) => {
                let stay = (at.day(), it.clone(), None);
                self.on_remedy(&it.remedy, |remedy| remedy.stays.push(stay.clone()));
            }
            Event::StayEnded(it) => self.on_remedy(&it.remedy, |remedy| {
                let ended = remedy.stays.iter_mut().filter(|(_, stay, _)| stay.id == it.stay);
                ended.for_each(|(_, _, to)| *to = Some(at.day()));
            }),
            Event::ReconsiderationSuspended(it) => {
                let pause = (PauseKind::ReconsiderationSuspended, None);
                self.pause(pause, (&it.id, at), &it.deadlines);
                let suspended = (at, it.clone(), None);
                self.on_remedy(&it.remedy, |remedy| remedy.suspensions.push(suspended.clone()));
            }
            Event::ReconsiderationResumed(it) => {
                self.end_pause(&it.suspension, at.day());
                self.on_remedy(&it.remedy, |remedy| {
                    let all = remedy.suspensions.iter_mut();
                    let ended = all.filter(|(_, suspended, _)| suspended.id == it.suspension);
                    ended.for_each(|(_, _, to)| *to = Some(at));
                });
            }
            Event::RemedyConcluded(it) => self.remedy_concluded(it, (at, main, reached)),
            Event::RemedyConverted(it) => {
                self.on_remedy(&it.remedy, |remedy| remedy.converted = Some((at, it.clone())));
            }
            Event::OrderPerformed(it) => {
                self.on_remedy(&it.remedy, |remedy| remedy.performed = Some((at, it.clone())));
            }
            Event::JudgmentTookEffect(it) => self.judgment_took_effect(it, (at, main, reached)),
            Event::DecisionAltered(it) => {
                self.corrections.push((at, Correction::Altered(it.clone())));
            }
            Event::DecisionRevokedByOwnMotion(it) => {
                self.redo(it.begins_redo, (at, main, reached));
                self.corrections.push((at, Correction::Revoked(it.clone())));
            }
            Event::DecisionRevokedBySuperior(it) => {
                self.redo(it.begins_redo, (at, main, reached));
                self.corrections.push((at, Correction::RevokedBySuperior(it.clone())));
            }
            Event::ClericalCorrected(it) => {
                self.corrections.push((at, Correction::Clerical(it.clone())));
            }
            Event::AnswerablePersonsNamed(it) => {
                self.answerable.push(Naming { named: it.clone(), withdrawn: vec![] });
            }
            Event::AnswerablePersonWithdrawn(it) => {
                // Whoever it is not in one naming, it is in none on account of that decision.
                let namings = self.answerable.iter_mut();
                let namings = namings.filter(|found| found.named.decision == it.decision);
                namings.for_each(|found| found.withdrawn.push(it.person.clone()));
            }
            Event::SupervisionReceived(it) => {
                self.supervisions.push(Supervision { received: it.clone(), answered: None });
            }
            Event::SupervisionAnswered(it) => {
                let mut papers = self.supervisions.iter_mut();
                if let Some(found) = papers.find(|found| found.received.id == it.supervision) {
                    found.answered = Some((at, it.clone()));
                }
            }
            Event::FineRefunded(it) => self.refunded.push((at, it.clone())),
            Event::CaseClosed(it) => self.closed = Some((at, it.clone())),
            Event::CaseArchived(it) => self.archived = Some(it.clone()),
            Event::InvestigationTerminated(_)
            | Event::ReviewExtended(_)
            | Event::ReplyTimeExtended(_)
            | Event::ReconsiderationExtended(_)
            | Event::DeadlineFixed(_) => {}
            Event::ClaimAbandoned(it) => self.abandoned.push(it.claim.clone()),
        }
    }

    /// Since when the main line stands where an event has it stand again.
    pub(super) fn stood_since(&self, event: &Event) -> Option<Moment> {
        match event {
            Event::InvestigationResumed(it) => self.reached_before(&it.suspension),
            Event::RemedyOpened(it) => self.reached_before_judgment(it),
            Event::RemedyConcluded(it) => self.reached_before_redo(it.returns_to),
            Event::JudgmentTookEffect(it) => self.reached_before_redo(it.returns_to),
            _ => None,
        }
    }

    fn verify(&mut self, verifiers: &[Handler], at: Moment) {
        self.verifiers.push((at, verifiers.to_vec()));
        self.took_part(verifiers);
    }

    fn handle(&mut self, handlers: &[Handler], at: Moment) {
        self.handlers.push((at, handlers.to_vec()));
        self.took_part(handlers);
    }

    /// Who took a step of the inquiry never reviews the case, nor hosts its hearing (PR 49.3; APL 64(4)).
    fn took_part(&mut self, officers: &[Handler]) {
        self.handled_by.extend(officers.iter().map(|it| it.person.clone()));
    }

    fn recuse(&mut self, request: &PartId, granted: bool, at: Moment) {
        if let Some(recusal) = self.recusals.iter_mut().find(|it| it.request.id == *request) {
            recusal.granted = Some((granted, at));
        }
    }

    fn opine(&mut self, review: &PartId, opinion: Opinion, reviewer: &Handler, at: Moment) {
        if let Some(review) = self.reviews.iter_mut().find(|it| it.request.id == *review) {
            review.opinion = Some((opinion, reviewer.clone(), at));
        }
    }

    fn resume(&mut self, suspension: &PartId, at: Moment) {
        self.end_pause(suspension, at.day());
        let mut suspensions = self.suspensions.iter_mut();
        if let Some(found) = suspensions.find(|it| it.suspended.id == *suspension) {
            found.ended = Some(at);
        }
    }

    fn appraised(&mut self, id: &PartId, change: impl FnMut(&mut Appraisal)) {
        self.appraisals.iter_mut().filter(|it| it.commissioned.id == *id).for_each(change);
    }

    /// An announcement makes one result known: the first that had come and was not announced.
    fn announce_a_result(&mut self, announcement: &PartId, at: Moment) {
        let mut appraisals = self.appraisals.iter_mut();
        let known = |it: &Appraisal| it.to_be_told().is_some_and(|came| came <= at);
        if let Some(first) = appraisals.find(|it| it.announced.is_none() && known(it)) {
            first.announced = Some(announcement.clone());
        }
    }

    pub(super) fn on_remedy(&mut self, id: &PartId, change: impl FnMut(&mut Remedy)) {
        self.remedies.iter_mut().filter(|it| it.opened.id == *id).for_each(change);
    }

    fn hearing(&mut self, id: &PartId, change: impl FnMut(&mut Hearing)) {
        self.hearings.iter_mut().filter(|it| it.request.id == *id).for_each(change);
    }

    /// Periods stand still because of a part of the case, until its end is recorded or until `to`. Whether
    /// that was entered late, the deadlines tell that it moved.
    fn pause(
        &mut self,
        (kind, to): (PauseKind, Option<Date>),
        (of, at): (&PartId, Moment),
        moved: &[Deadline],
    ) {
        let moved = moved.iter().flat_map(|it| &it.pauses).find(|it| it.of == *of);
        let entered_late = moved.and_then(|it| it.entered_late);
        self.pauses.push(Pause { kind, of: of.clone(), from: at.day(), to, entered_late });
    }

    /// A document has reached the party, by the announcement or otherwise: what stood still for its
    /// announcement runs again (PR 64.2).
    pub(super) fn reached(&mut self, document: DocumentType, on: Date) {
        let announced = self.announcements.iter().filter(|(_, it)| it.serves == document);
        let announced: Vec<_> = announced.map(|(_, it)| it.id.clone()).collect();
        for announcement in &announced {
            self.end_pause(announcement, on);
        }
    }

    /// What stands still because of a part of the case runs again on that day, if it wouldn't sooner.
    pub(super) fn end_pause(&mut self, of: &PartId, on: Date) {
        let running = self.pauses.iter_mut().filter(|it| it.to.is_none_or(|to| on < to));
        running.filter(|it| it.of == *of).for_each(|it| it.to = Some(on));
    }
}
