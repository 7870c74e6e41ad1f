//! Giving back what was paid on what does not count any more (APL 74.3; ARL 72.2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{PaidPart, Settled, Towards};
use crate::{
    Capability, Code, Context, Fen, Moment, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, filled, no_such_part, of_type},
        state,
    },
    clock::Deadline,
    document::{DocumentRef, DocumentType},
    id::PartId,
};

/// What was paid in excess was given back (退还罚没款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Refunded {
    /// `T1`, `T2`, …
    pub id: PartId,
    /// How much, of what was paid on what.
    pub parts: Vec<PaidPart>,
    /// 退还罚没款凭证.
    pub receipt: DocumentRef,
    /// The sanctions and instalments that are to be paid again, where what was given back was restored before that is entered.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reopened: Vec<PartId>,
    /// The sanctions in whose place instalments are owed again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// Something is to be performed again, or was meanwhile: the time to close that runs is over.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unfinished: bool,
    /// The time to pay it again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Records that it was given back; it took place on the day of the act. More than is owed back is refused.
#[derive(Debug, Clone)]
pub struct Refund {
    /// How much, of what was paid on what.
    pub parts: Vec<PaidPart>,
    /// 退还罚没款凭证.
    pub receipt: DocumentRef,
}

impl Act for Refund {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::KeepFile)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.receipt, "receipt")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on(&crate::case::basis::Basis::Payment)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let article = ("APL", "74.3");
        if refusals.check(case.has_decided()).is_some() {
            refusals.check(self.fits(case, context));
        }
        filled(&mut refusals, self.parts.is_empty(), "parts", "退还项目和金额", article);
        let receipt = (&self.receipt, "receipt");
        refusals.check(of_type(receipt, DocumentType::RefundReceipt, article));
        refusals.verdict()?;
        let refunded = Refunded {
            id: PartId::nth('T', case.record.refunded.len() + 1),
            parts: self.parts.clone(),
            receipt: self.receipt.clone(),
            reopened: vec![],
            settled: vec![],
            unfinished: false,
            deadlines: vec![],
        };
        let event = Event::FineRefunded(refunded.clone());
        let again = state::evolve(case.clone(), &event, context.occurred).again(context, false)?;
        Ok(vec![Event::FineRefunded(Refunded {
            reopened: again.reopened,
            settled: again.settled,
            unfinished: again.unfinished,
            deadlines: again.deadlines,
            ..refunded
        })])
    }
}

impl Refund {
    /// Each part was paid in excess of what counts by then, and all together are no more than is owed back.
    fn fits(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let owed = case.owed_at(context.occurred, context.law);
        let mut taken: BTreeMap<(&PartId, Towards), Fen> = BTreeMap::new();
        let mut refusals = Refusals::new();
        for (n, part) in self.parts.iter().enumerate() {
            let Some(found) = owed.iter().find(|it| it.sanction == part.sanction) else {
                let field = format!("parts.{n}.sanction");
                refusals.refuse(no_such_part(&part.sanction, "已经缴纳的处罚", &field));
                continue;
            };
            let back = match part.towards {
                Towards::Principal => found.refundable,
                Towards::Surcharge => found.surcharge_refundable,
            };
            let sum = taken.entry((&part.sanction, part.towards)).or_default();
            *sum = sum.plus(part.amount);
            let fits = part.amount > Fen::ZERO && *sum <= back;
            refusals.require(fits, || {
                Code::WrongAmount
                    .refuse(
                        format!(
                            "{}的{}退还{}不符：应退还{back}",
                            part.sanction,
                            part.towards.label(),
                            part.amount
                        ),
                        format!("{} fen are owed back on {} that day", back.get(), part.sanction),
                    )
                    .under("APL", "74.3")
                    .at(&format!("parts.{n}.amount"))
            });
        }
        refusals.verdict()
    }
}

impl Fact for Refunded {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "74.3")])
            .timing(&self.deadlines)
            .settled(&self.settled)
            .reopening(&self.reopened, self.unfinished)
            .filing([&self.receipt])
    }

    fn sentence(&self) -> String {
        let part = |it: &PaidPart| {
            format!("{}{}（处罚编号{}）", it.towards.label(), it.amount, it.sanction)
        };
        let parts: Vec<_> = self.parts.iter().map(part).collect();
        format!("记录退还当事人多缴的{}，退还编号{}", parts.join("、"), self.id)
    }
}
