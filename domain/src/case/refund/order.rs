//! Ordering a refund once the party was heard, and ending it (PR 57, 59).

use jiff::civil::Date;

use super::{Ended, Ordered};
use crate::{
    Capability, Code, Context, Fen, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, each_of_kind, filled, find, of_type},
        missing,
        service::{self, Service},
    },
    clock::{Deadline, PauseKind},
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind, Recording},
    id::PartId,
};

/// Orders the party to refund what it took too much (责令退款).
#[derive(Debug, Clone)]
pub struct Order {
    /// How much, with what was ordered before: what the notice said, or less once the party was found right.
    pub amount: Fen,
    /// By when, the day included.
    pub until: Date,
    /// The payers are hard to find and are sought by announcement.
    pub by_announcement: bool,
    /// How it was served.
    pub service: Service,
    /// 责令退款通知书.
    pub document: DocumentRef,
}

impl Act for Order {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        std::iter::once(Paper::new(&self.document, "document"))
            .chain(self.service.papers())
            .collect()
    }

    fn number(&self) -> Option<NumberKind> {
        self.service.wants(NumberKind::Refund)
    }

    /// The party was heard before (PR 59).
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.ripe_for_a_refund()
    }

    fn took_place(&self) -> Option<Date> {
        self.service.took_place()
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.service.recording.as_ref()?, "service.recording"))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        if refusals.check(case.stands_at(&[Main::Noticed])).is_some() {
            refusals.check(self.announced_in_the_notice(case));
            refusals.check(case.heard_before_a_refund(context));
        }
        refusals.require(case.record.refunds.iter().all(|it| it.ended.is_some()), || {
            Code::AlreadyDone
                .refuse("已有责令退款尚未终了", "a refund that was ordered has not ended yet")
                .under("PR", "59")
        });
        refusals.check(self.definite(case, context));
        refusals.check(service::check(&self.service, self.rests_on(case), (case, context)));
        refusals.check(service::announces(&self.service, DocumentType::RefundOrder, case));
        let number = refusals.check(service::signed(
            &self.service,
            DocumentType::RefundOrder,
            (case, context),
        ));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RefundOrder, ("PR", "59")));
        refusals.verdict()?;
        Ok(number.map(|it| self.ordered(case, context, it)).into_iter().collect())
    }
}

impl Order {
    /// The last day comes after service, and no later than the rulebook lets a time be that is given at once: until
    /// then the ninety days stand still (PR 59, 64.2).
    fn definite(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let served = self.service.served_on;
        let days = served.until(self.until).map_or(0, |it| it.get_days());
        let days = u32::try_from(days).unwrap_or(0);
        let mut refusals = Refusals::new();
        refusals.require(days > 0, || {
            Code::Contradictory
                .refuse("退款期限应当在送达之后", "the last day lies before the order was served")
                .under("PR", "59")
                .at("until")
        });
        if let Some(most) = case.longer_than_at_once(days, context) {
            let amount = most.amount;
            let message = format!("退款期限自送达之日起{days}日，超过{amount}日，请确定合理的期限");
            let message_en = format!(
                "the party would have {days} days to refund, more than may be given at once ({amount})"
            );
            let refusal = Code::NotProvidedFor.refuse(message, message_en).under("PR", "59");
            refusals.refuse(refusal.resting_on([most.confidence]).at("until"));
        }
        refusals.verdict()
    }

    /// The party was told how much it would have to refund (PR 57).
    fn announced_in_the_notice(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let told = case.record.notices.last().and_then(|(_, it)| it.refund);
        let mut refusals = Refusals::new();
        refusals.require(told.is_some(), || {
            Code::StepMissing
                .refuse(
                    "告知书未告知拟责令退还的数额，请先重新告知",
                    "the notice named no amount to be refunded: serve a new one first",
                )
                .under("PR", "57.1")
                .at("amount")
        });
        let left = case.left_to_be_refunded();
        let fits = self.amount > Fen::ZERO && (told.is_none() || self.amount <= left);
        refusals.require(fits, || {
            Code::WrongAmount
                .refuse(
                    format!("退款数额应大于零，且与已经责令退还的合计不高于告知的数额，尚可责令退还{left}"),
                    format!(
                        "the amount is nothing, or more than the notice leaves to be ordered ({} fen)",
                        left.get()
                    ),
                )
                .under("PR", "59")
                .at("amount")
        });
        refusals.verdict()
    }

    /// What stands still until the day after the last one to refund, or until the end is recorded.
    fn pausing(&self, case: &Case, context: &Context<'_>, id: &PartId) -> Vec<Deadline> {
        let case = case.once_served(&self.service, DocumentType::RefundOrder);
        case.pausing(context, (PauseKind::Refund, self.until.tomorrow().ok()), id)
    }

    fn ordered(&self, case: &Case, context: &Context<'_>, number: DocumentNumber) -> Event {
        let id = PartId::nth('F', case.record.refunds.len() + 1);
        let notice = case.record.notices.last().map(|(_, it)| it.id.clone());
        Event::RefundOrdered(Ordered {
            notice: notice.unwrap_or_else(|| PartId::nth('N', 1)),
            amount: self.amount,
            until: self.until,
            by_announcement: self.by_announcement,
            service: self.service.overtaking(DocumentType::RefundOrder, case),
            document: self.document.numbered(&number),
            number,
            deadlines: self.pausing(case, context, &id),
            id,
        })
    }
}

impl Case {
    /// The party has been heard (PR 59): every right that the notice named was given up or its time has
    /// passed, what it stated was checked, no hearing is under way and no result awaited. A statement on the
    /// first day does not end the five days.
    pub(in crate::case) fn heard_before_a_refund(
        &self,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let mut missing = self.rights_still_running(context.occurred.day());
        missing.extend(self.lacks_reviewed_statements());
        let mut refusals = Refusals::new();
        refusals.check(missing::complete(missing));
        refusals.check(self.no_hearing_open());
        refusals.check(self.nothing_awaited());
        refusals.verdict()
    }

    /// The last notice named a refund, no order is open, and what was ordered so far leaves some of it.
    pub(in crate::case) fn leaves_a_refund_to_order(&self) -> bool {
        let open = self.record.refunds.iter().any(|it| it.ended.is_none());
        !open && self.left_to_be_refunded() > Fen::ZERO
    }

    /// How much of what the last notice named has not been ordered to be refunded so far.
    pub(in crate::case) fn left_to_be_refunded(&self) -> Fen {
        let told = self.record.notices.last().and_then(|(_, it)| it.refund);
        told.unwrap_or_default().less(self.ordered_to_be_refunded())
    }

    /// How much the party has been ordered to refund so far.
    pub(in crate::case) fn ordered_to_be_refunded(&self) -> Fen {
        self.record.refunds.iter().map(|it| it.ordered.amount).sum()
    }
}

/// Records the end of a refund: done, or its time has passed.
#[derive(Debug, Clone)]
pub struct End {
    /// Which order.
    pub refund: PartId,
    /// How much was refunded.
    pub refunded: Fen,
    /// How, and what remains.
    pub account: Narrative,
    /// Proof.
    pub documents: Vec<DocumentRef>,
}

impl Act for End {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        Paper::all(&self.documents, "documents").collect()
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.refund)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        let named = (&self.refund, "责令退款", "refund");
        let found = refusals.check(find(case.record.refunds.iter(), named, |it| &it.ordered.id));
        refusals.require(found.is_none_or(|it| it.ended.is_none()), || {
            Code::AlreadyDone
                .refuse("该责令退款已经终了", "this refund has ended already")
                .at("refund")
        });
        if let Some(ordered) = found.map(|it| &it.ordered) {
            refusals.check(self.fits(ordered, context));
        }
        let what = "退款经过和未退还部分的情况";
        filled(&mut refusals, self.account.is_blank(), "account", what, ("PR", "59"));
        let wanted = ("能够证明退款情况的材料", "paper that shows what was refunded");
        let article = ("PR", "59");
        refusals.check(each_of_kind(
            self.papers(),
            DocumentType::shows_performance,
            wanted,
            article,
        ));
        refusals.verdict()?;
        Ok(vec![Event::RefundEnded(Ended {
            refund: self.refund.clone(),
            refunded: self.refunded,
            account: self.account.clone(),
            documents: self.documents.clone(),
            deadlines: case.resuming(context, &self.refund, context.occurred.day()),
        })])
    }
}

impl End {
    fn fits(&self, ordered: &Ordered, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.refunded <= ordered.amount, || {
            Code::WrongAmount
                .refuse(
                    format!("实际退还数额高于责令退还的{}", ordered.amount),
                    "more was refunded than was ordered",
                )
                .under("PR", "59")
                .at("refunded")
        });
        let over = self.refunded >= ordered.amount || context.occurred.day() > ordered.until;
        refusals.require(over, || {
            Code::PeriodRunning
                .refuse(
                    format!("尚未全部退还，退款期限至{}届满", ordered.until),
                    format!("not all is refunded, and the party has time until {}", ordered.until),
                )
                .under("PR", "59")
        });
        refusals.verdict()
    }
}
