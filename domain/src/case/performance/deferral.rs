//! Deferral and instalments of a fine, on the party's application (PR 74; APL 66).

use jiff::civil::Date;

use super::{Deferred, Instalment};
use crate::{
    Capability, Code, Context, Fen, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Needs,
        basis::Basis,
        guard::{Paper, filled, no_such_part, of_type},
        sanction::{Sanction, SanctionKind},
        service::{self, Service},
        state,
    },
    citation::cite,
    clock::{Deadline, EnteredLate, Extension, Timer, days},
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind, Recording},
    id::PartId,
};

/// A part of the fine and its day, as it is approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    /// By when.
    pub until: Date,
    /// How much.
    pub amount: Fen,
}

/// Approves that a fine is paid later, or in parts (延期、分期缴纳). The law sets no limit to when the
/// party may ask, nor to how often; an application after the time to pay is flagged, and the surcharge until
/// then stays. A later approval comes in place of what an earlier one left open.
#[derive(Debug, Clone)]
pub struct Defer {
    /// Of which fine.
    pub sanction: PartId,
    /// When how much is due; one for a deferral.
    pub instalments: Vec<Portion>,
    /// The hardship.
    pub hardship: Narrative,
    /// The day on which the party asked for it.
    pub applied_on: Date,
    /// The day of the approval, where that lay before the party was told, or before the notice was announced.
    pub approved_on: Option<Date>,
    /// The party's written application.
    pub application: DocumentRef,
    /// 延期（分期）缴纳罚款通知书.
    pub document: DocumentRef,
    /// How the party was told by it (PR 74).
    pub service: Service,
}

impl Act for Defer {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let own =
            [Paper::new(&self.application, "application"), Paper::new(&self.document, "document")];
        own.into_iter().chain(self.service.papers()).collect()
    }

    fn number(&self) -> Option<NumberKind> {
        self.service.wants(NumberKind::Deferral)
    }

    /// What was paid before, since the instalments make up what is left; and the approval that it comes in place
    /// of.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.left_to_pay(&self.sanction)
    }

    fn took_place(&self) -> Option<Date> {
        since(self.approved_on, Some(&self.service))
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.service.recording.as_ref()?, "service.recording"))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let article = ("PR", "74");
        let mut refusals = Refusals::new();
        let mut payable = None;
        if refusals.check(case.performs(&self.sanction)).is_some() {
            payable = refusals.check(self.payable(case, context));
        }
        refusals.check(self.follows(case, context));
        refusals.check(self.spread(case, context));
        refusals.check(payable.map_or(Ok(()), |it| self.no_earlier(it, (case, context))));
        filled(&mut refusals, self.hardship.is_blank(), "hardship", "经济困难的情况", article);
        let (application, document) =
            ((&self.application, "application"), (&self.document, "document"));
        refusals.check(of_type(application, DocumentType::DeferralApplication, article));
        refusals.check(of_type(document, DocumentType::DeferralNotice, article));
        refusals.check(service::check(&self.service, self.rests_on(case), (case, context)));
        refusals.check(service::announces(&self.service, DocumentType::DeferralNotice, case));
        let number = refusals.check(service::signed(
            &self.service,
            DocumentType::DeferralNotice,
            (case, context),
        ));
        refusals.verdict()?;
        let deferred = number.zip(payable).map(|it| self.deferred(case, context, it));
        let deferred = deferred.map(|it| case.as_far_as_owed(it, context.occurred));
        Ok(deferred.map(Event::DeferralApproved).into_iter().collect())
    }
}

impl Defer {
    /// A fine that is open and was served; and the parts make up what is open.
    fn payable<'a>(
        &self,
        case: &'a Case,
        context: &Context<'_>,
    ) -> Result<&'a Deadline, Vec<Rejection>> {
        let sanction = case.sanction_at(&self.sanction, context.occurred);
        let sanction =
            sanction.ok_or_else(|| vec![no_such_part(&self.sanction, "处罚", "sanction")])?;
        let mut refusals = Refusals::new();
        refusals.require(sanction.kind == SanctionKind::Fine, || {
            Code::NotProvidedFor
                .refuse("只有罚款可以延期或者分期缴纳", "only a fine may be deferred or split")
                .under("PR", "74")
                .at("sanction")
        });
        refusals.check(self.adds_up(case, sanction));
        let timed = case.record.timers.get(&(Timer::PayFine, Some(self.sanction.clone())));
        refusals.require(timed.is_some(), || {
            Code::StepMissing
                .refuse("决定书尚未送达，缴款期限尚未起算", "the decision has not been served yet")
                .under("PR", "74")
        });
        refusals.verdict()?;
        timed.map(|it| &it.deadline).ok_or_else(Vec::new)
    }

    fn adds_up(&self, case: &Case, sanction: &Sanction) -> Result<(), Vec<Rejection>> {
        let open = case.open_principal(sanction);
        let sum: Fen = self.instalments.iter().map(|it| it.amount).sum();
        let whole = self.instalments.iter().all(|it| it.amount > Fen::ZERO);
        if whole && sum == open && open > Fen::ZERO {
            return Ok(());
        }
        Err(vec![
            Code::WrongAmount
                .refuse(
                    format!("各期金额合计{sum}，应当等于尚未缴纳的罚款{open}"),
                    format!("the instalments make {} fen; {} fen are open", sum.get(), open.get()),
                )
                .under("PR", "74")
                .at("instalments"),
        ])
    }

    /// The day of the approval: as it is stated; otherwise that of the announcement of its notice, or of the act, and none
    /// after the party was told.
    fn approved(&self, case: &Case, context: &Context<'_>) -> Date {
        let signed_on = || self.service.signed_on(DocumentType::DeferralNotice, (case, context));
        self.approved_on.unwrap_or_else(|| signed_on().min(self.service.served_on))
    }

    /// The fine is imposed, the party asks, the leader approves what is left then, and the party is told.
    fn follows(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let approved = self.approved(case, context);
        let mut refusals = Refusals::new();
        let mut in_order = |holds: bool, field: &str, zh: &str, en: &str| {
            refusals
                .require(holds, || Code::Contradictory.refuse(zh, en).under("PR", "74").at(field));
        };
        let imposed = case.imposing(&self.sanction).map(|(decided, _)| decided.day());
        let after = imposed.is_none_or(|it| it <= self.applied_on);
        in_order(
            after,
            "appliedOn",
            "申请日期早于处罚决定",
            "asked for before the fine was imposed",
        );
        let asked = self.applied_on <= approved;
        in_order(
            asked,
            "appliedOn",
            "申请日期晚于批准日期",
            "the party asked for it after it was approved",
        );
        let stated = self.approved_on.zip(self.rests_on(case));
        let rests = stated.is_none_or(|(approved, it)| it.day() <= approved);
        in_order(
            rests,
            "approvedOn",
            "批准日期早于决定书送达、此前的缴款或者批准",
            "approved before the decision was served, or before a payment or approval that it rests on",
        );
        let signed = self.service.signed_on(DocumentType::DeferralNotice, (case, context));
        let told = approved <= self.service.served_on.min(signed);
        in_order(
            told,
            "approvedOn",
            "批准日期晚于送达日期或者公告日期",
            "the party was told, or its notice announced, before it was approved",
        );
        refusals.verdict()
    }

    /// Each part is due after the approval, and later than the one before.
    fn spread(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let mut before = self.approved(case, context);
        for (n, portion) in self.instalments.iter().enumerate() {
            refusals.require(portion.until > before, || {
                Code::Contradictory
                    .refuse(
                        format!("第{}期的期限{}应当晚于{before}", n + 1, portion.until),
                        format!("instalment {} must be due after {before}", n + 1),
                    )
                    .under("PR", "74")
                    .at(&format!("instalments.{n}.until"))
            });
            before = portion.until;
        }
        refusals.verdict()
    }

    /// More time is given and none taken: no part falls due before all of it would have without the approval.
    fn no_earlier(
        &self,
        payable: &Deadline,
        (case, context): (&Case, &Context<'_>),
    ) -> Result<(), Vec<Rejection>> {
        let approved = self.approved(case, context);
        let late = context.entered_late_since(self.took_place());
        let Some(ordinary) = payable.latest() else { return Ok(()) };
        let mut refusals = Refusals::new();
        for (n, it) in self.instalments.iter().enumerate() {
            let part = Instalment { id: self.sanction.clone(), until: it.until, amount: it.amount };
            let due = payable.put_off(&part, (payable, approved), (late, context)).latest();
            refusals.require(due.is_none_or(|due| ordinary <= due), || {
                Code::Contradictory
                    .refuse(
                        format!(
                            "第{}期的期限{}早于法定缴款期限届满之日{ordinary}{}",
                            n + 1,
                            it.until,
                            payable.as_it_may_be()
                        ),
                        format!("instalment {} ends before the time to pay, {ordinary}", n + 1),
                    )
                    .under("PR", "74")
                    .resting_on(payable.confidences())
                    .at(&format!("instalments.{n}.until"))
            });
        }
        refusals.verdict()
    }

    fn deferred(
        &self,
        case: &Case,
        context: &Context<'_>,
        (number, payable): (DocumentNumber, &Deadline),
    ) -> Deferred {
        let earlier: usize = case.record.deferrals.iter().map(|(_, it)| it.instalments.len()).sum();
        let portions = self.instalments.iter().enumerate();
        let instalments: Vec<_> = portions
            .map(|(n, it)| Instalment {
                id: PartId::nth('I', earlier + n + 1),
                until: it.until,
                amount: it.amount,
            })
            .collect();
        let open = case.open_instalments(&self.sanction);
        let next = open.first().map_or(payable, |(_, it)| *it);
        let approved = self.approved(case, context);
        let late = context.entered_late_since(self.took_place());
        let dated = |it: &Instalment| payable.put_off(it, (next, approved), (late, context));
        let before = Some(approved).filter(|it| *it != context.occurred.day());
        Deferred {
            sanction: self.sanction.clone(),
            deadlines: instalments.iter().map(dated).collect(),
            instalments,
            hardship: self.hardship.clone(),
            late_application: next.latest().is_some_and(|last| last < self.applied_on),
            application: self.application.clone(),
            document: self.document.numbered(&number),
            service: Some(self.service.overtaking(DocumentType::DeferralNotice, case)),
            approved_on: before.filter(|_| self.approved_on.is_some()),
            signed_on: before.filter(|_| self.approved_on.is_none()),
            supersedes: open.into_iter().map(|(id, _)| id.clone()).collect(),
            number,
        }
    }
}

impl Case {
    /// The last act by which it stands what of a sanction is left to be paid, and by when.
    fn left_to_pay(&self, sanction: &PartId) -> Option<Moment> {
        let left = self.last_on(&Basis::Payment).max(self.last_on(&Basis::Deferral));
        self.binding_since(sanction).max(left)
    }

    /// The same of the fines that the party was served with and that are not paid, as of the last act; nothing where
    /// there is none.
    pub(in crate::case) fn fines_left_to_pay(&self) -> Option<Moment> {
        let sanctions = self.sanctions_in_force(self.record.last?.day()).into_iter();
        let fines = sanctions.map(|(_, it)| it).filter(|it| it.kind == SanctionKind::Fine);
        let open = fines.filter(|it| self.open_principal(it) > Fen::ZERO).map(|it| &it.id);
        let timers = &self.record.timers;
        let served = open.filter(|it| timers.contains_key(&(Timer::PayFine, Some((*it).clone()))));
        served.filter_map(|it| self.left_to_pay(it)).max()
    }

    /// A deferral that is entered after an act which lowered the fine: an instalment of which that left nothing does
    /// not run.
    fn as_far_as_owed(&self, mut deferred: Deferred, at: Moment) -> Deferred {
        let approved = Event::DeferralApproved(deferred.clone());
        let after = state::evolve(self.clone(), &approved, at);
        let settled = after.settled_parts();
        let owed = |it: &PartId| settled.iter().all(|settled| settled.part != *it);
        deferred.deadlines.retain(|it| it.of.as_ref().is_none_or(owed));
        deferred
    }

    /// The instalments of a fine that are not paid, in the order of their days, with what is counted for each.
    pub(super) fn open_instalments(&self, sanction: &PartId) -> Vec<(&PartId, &Deadline)> {
        let deferrals = self.record.deferrals.iter().filter(|(_, it)| it.sanction == *sanction);
        let instalments = deferrals.flat_map(|(_, it)| &it.instalments).map(|it| &it.id);
        let open = |id| Some((id, self.open_deadline(Timer::PayFine, Some(id))?));
        instalments.filter_map(open).collect()
    }
}

/// The first day of what a deferral tells: of its approval, where that is told, or of the service of its notice.
pub(super) fn since(approved_on: Option<Date>, service: Option<&Service>) -> Option<Date> {
    approved_on.into_iter().chain(service.and_then(Service::took_place)).min()
}

impl Deadline {
    /// The same duty to pay, for an instalment and by its own day, which the agency sets. Where the approval is
    /// entered late, or what was due `next` ran only by a late entry, all that lies after the day on which the party
    /// would have had to pay otherwise is more time that rests on that entry.
    fn put_off(
        &self,
        instalment: &Instalment,
        (next, approved): (&Self, Date),
        (late, context): (Option<EnteredLate>, &Context<'_>),
    ) -> Self {
        let late = late.or_else(|| next.runs_by_a_late_entry(approved));
        let punctual = late.map(|_| next.latest_punctually());
        let own = punctual.map_or(instalment.until, |last| {
            last.map_or(approved, |it| it.max(approved)).min(instalment.until)
        });
        let authority = cite("PR", "74");
        let longer = Extension {
            by: days(own, instalment.until),
            authority: authority.clone(),
            entered_late: late,
        };
        let own = Self {
            of: Some(instalment.id.clone()),
            start: Moment::midnight(approved),
            length: days(approved, own),
            extensions: Some(longer).filter(|it| it.by > 0).into_iter().collect(),
            authority,
            ..self.clone()
        };
        own.recounted(context.law, &[])
    }
}
