//! Refunds: price cases in which payers get their money back before the agency decides (PR 57, 59).
//! Meanwhile the ninety days stand still (PR 64).

mod confiscation;
mod order;
#[cfg(test)]
mod tests;

pub use self::order::{End, Order};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::phrase::{decision_time, text};
use super::{Facets, Fact};
use crate::time::in_chinese;

use super::service::Service;
use crate::{
    Fen, Narrative,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef},
    id::PartId,
};

/// The party was ordered to refund what it took too much (责令退款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ordered {
    /// `F1`, `F2`, …
    pub id: PartId,
    /// 退款 number.
    pub number: DocumentNumber,
    /// On which notice.
    #[serde(default = "first_notice")]
    pub notice: PartId,
    /// How much.
    pub amount: Fen,
    /// By when; the agency sets it.
    pub until: Date,
    /// The payers are hard to find and are sought by announcement.
    pub by_announcement: bool,
    /// How it was served.
    pub service: Service,
    /// 责令退款通知书.
    pub document: DocumentRef,
    /// The periods that stand still.
    pub deadlines: Vec<Deadline>,
}

/// What was ordered before this was recorded rests on the first notice.
fn first_notice() -> PartId {
    PartId::nth('N', 1)
}

/// The refund is over: done, or its time has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ended {
    /// Which order.
    pub refund: PartId,
    /// How much was refunded.
    pub refunded: Fen,
    /// How, and what remains.
    pub account: Narrative,
    /// Proof.
    pub documents: Vec<DocumentRef>,
    /// The periods that run again.
    pub deadlines: Vec<Deadline>,
}

impl Fact for Ordered {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "59"), ("PR", "64.2")])
            .timing(&self.deadlines)
            .filing([&self.document])
            .serving(&self.service)
    }

    fn sentence(&self) -> String {
        let sought = if self.by_announcement {
            "，难以查找的付款人以公告方式查找"
        } else {
            ""
        };
        let decide = self.deadlines.iter().any(|it| it.timer == Timer::CaseDecide);
        let stopped = if decide { "，退款期间不计入办案期限" } else { "" };
        format!(
            "责令当事人于{}前（含当日）退还多收价款{}（{}），责令退款通知书于{}{}{sought}{stopped}{}",
            in_chinese(self.until),
            self.amount,
            self.number,
            in_chinese(self.service.served_on),
            self.service.mode.label(),
            decision_time(&self.deadlines)
        )
    }
}

impl Fact for Ended {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "59"), ("PR", "64.2")])
            .timing(&self.deadlines)
            .filing(&self.documents)
    }

    fn sentence(&self) -> String {
        format!(
            "记录责令退款（编号{}）的执行情况：实际退还{}，{}{}",
            self.refund,
            self.refunded,
            text(&self.account),
            decision_time(&self.deadlines)
        )
    }
}
