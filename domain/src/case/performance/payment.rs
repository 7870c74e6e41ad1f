//! Recording what reached the bank (PR 72; APL 67).

use std::collections::BTreeMap;

use super::{Owed, Paid, PaidPart, PaymentChannel, Towards};
use crate::{
    Capability, Code, Context, Fen, Moment, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, filled, no_such_part, of_type},
        state,
    },
    document::{DocumentRef, DocumentType},
    id::PartId,
};

/// Records a payment (缴款); it took place on the day of the act. What exceeds what is owed is refused, unless it is said
/// by how much: it was paid all the same, and is given back (退还罚没款).
#[derive(Debug, Clone)]
pub struct Pay {
    /// How much, on what.
    pub parts: Vec<PaidPart>,
    /// How much of it is more than is owed, where it is.
    pub excess: Option<Fen>,
    /// Through which channel.
    pub channel: PaymentChannel,
    /// 缴款凭证.
    pub receipt: DocumentRef,
}

impl Act for Pay {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::KeepFile)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.receipt, "receipt")]
    }

    /// The decisions whose sanctions it is on, whatever has become of them since.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let imposing = self.parts.iter().filter_map(|it| case.imposing(&it.sanction));
        imposing.map(|(at, _)| *at).max()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        if refusals.check(case.has_decided()).is_some() {
            refusals.check(self.fits(case, context));
        }
        filled(&mut refusals, self.parts.is_empty(), "parts", "缴款项目和金额", ("PR", "72"));
        let receipt = (&self.receipt, "receipt");
        refusals.check(of_type(receipt, DocumentType::PaymentReceipt, ("PR", "72")));
        refusals.verdict()?;
        let mut paid = Paid {
            id: PartId::nth('K', case.record.payments.len() + 1),
            parts: self.parts.clone(),
            channel: self.channel,
            receipt: self.receipt.clone(),
            settles: vec![],
            settled: vec![],
            entered_late: context.entered_late(),
            deadlines: vec![],
        };
        let event = Event::FinePaid(paid.clone());
        let after = state::evolve(case.clone(), &event, context.occurred);
        (paid.settles, paid.settled) = after.settled_by_payment(context);
        paid.deadlines = after.to_pay_since_changed(context)?;
        paid.deadlines.extend(after.to_close_now(context)?);
        Ok(vec![Event::FinePaid(paid)])
    }
}

impl Pay {
    /// Each part is on a sanction that is paid, and all parts together are no more than is owed when it is paid; or by as
    /// much more as is said.
    fn fits(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        // Whatever else was paid counts, even if it is dated later.
        let owed = case.owed_at(context.occurred, context.law);
        let mut taken: BTreeMap<(&PartId, Towards), Fen> = BTreeMap::new();
        let (mut refusals, mut beyond) = (Refusals::new(), Refusals::new());
        let mut excess = Fen::ZERO;
        for (n, part) in self.parts.iter().enumerate() {
            let Some(found) = owed.iter().find(|it| it.sanction == part.sanction) else {
                let field = format!("parts.{n}.sanction");
                refusals.refuse(no_such_part(&part.sanction, "应当缴纳的处罚", &field));
                continue;
            };
            let open = case.still_open(found, part.towards, context.occurred);
            let sum = taken.entry((&part.sanction, part.towards)).or_default();
            let before = sum.less(open);
            *sum = sum.plus(part.amount);
            excess = excess.plus(sum.less(open).less(before));
            let grown = Some(found).filter(|_| part.towards == Towards::Surcharge);
            let wrong = || {
                Code::WrongAmount
                    .refuse(
                        format!(
                            "{}的{}缴款{}不符：当日尚欠{open}",
                            part.sanction,
                            part.towards.label(),
                            part.amount
                        ),
                        format!("{} fen are open on {} that day", open.get(), part.sanction),
                    )
                    .under("PR", "72")
                    .resting_on(grown.into_iter().flat_map(|it| case.sure_of_surcharge(it)))
                    .at(&format!("parts.{n}.amount"))
            };
            refusals.require(part.amount > Fen::ZERO, wrong);
            beyond.require(part.amount == Fen::ZERO || *sum <= open, wrong);
        }
        match self.excess {
            None => refusals.check(beyond.verdict()),
            Some(said) => refusals.check(as_said(said, excess)),
        };
        refusals.verdict()
    }
}

/// What is more than is owed is as much as the receipt shows.
fn as_said(said: Fen, excess: Fen) -> Result<(), Vec<Rejection>> {
    if said == excess && said > Fen::ZERO {
        return Ok(());
    }
    Err(vec![
        Code::WrongAmount
            .refuse(
                format!("注明多缴{said}，与实际不符：缴款超出当日尚欠的数额为{excess}"),
                format!("{} fen are more than is owed, not {}", excess.get(), said.get()),
            )
            .under("PR", "72")
            .at("excess"),
    ])
}

impl Case {
    /// A penalty was decided, and may be paid: also once the case is closed, and while it is decided anew on a part.
    pub(super) fn has_decided(&self) -> Result<(), Vec<Rejection>> {
        if self.record.decisions.is_empty() {
            return self.stands_at(&[Main::PenaltyDecided, Main::Closed, Main::Archived]);
        }
        Ok(())
    }

    fn still_open(&self, owed: &Owed, towards: Towards, at: Moment) -> Fen {
        let sanction = self.sanction_at(&owed.sanction, at);
        match towards {
            Towards::Principal => sanction.map_or(Fen::ZERO, |it| self.open_principal(it)),
            Towards::Surcharge => {
                let grown = owed.surcharge.as_ref().map_or(Fen::ZERO, |it| it.amount);
                grown.less(self.surcharge_paid(&owed.sanction))
            }
        }
    }
}
