//! What the party was ordered to pay back before the notice, and what it did.

use async_graphql::SimpleObject;
use domain::case::refund;

use super::{
    super::{
        money::Money,
        scalars::{Date, DateTime, DocumentNumber, PartId},
    },
    entered::{Entered, recorded},
    entry::FileEntry,
    register::Document,
    service::Service,
};

/// An order to refund what was charged too much (PR 59).
#[derive(SimpleObject)]
pub struct Refund {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// The number of the document.
    number: DocumentNumber,
    /// On which notice.
    notice: PartId,
    /// When it was ordered.
    ordered_at: DateTime,
    /// How much.
    amount: Money,
    /// By when.
    until: Date,
    /// The payers are hard to find and are sought by announcement.
    by_announcement: bool,
    /// How the order was served.
    service: Service,
    /// The order itself.
    document: Document,
    /// What was refunded; absent while it goes on.
    end: Option<RefundEnd>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// How a refund ended (PR 59).
#[derive(SimpleObject)]
pub struct RefundEnd {
    /// When that was recorded.
    ended_at: DateTime,
    /// How much was refunded.
    refunded: Money,
    /// How it was refunded, and what remains.
    account: String,
    /// What proves that, as far as you may see it.
    proof: Vec<Document>,
}

impl<'a> From<Entered<'a, &'a refund::Ordered>> for Refund {
    fn from(entered: Entered<'a, &'a refund::Ordered>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            number: it.number.clone().into(),
            notice: it.notice.clone().into(),
            ordered_at: entered.at(),
            amount: it.amount.into(),
            until: it.until.into(),
            by_announcement: it.by_announcement,
            service: (&it.service).into(),
            document: (&it.document).into(),
            end: entered.last_of(recorded!(RefundEnded)).map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &refund::Ended>> for RefundEnd {
    fn from(entered: Entered<'_, &refund::Ended>) -> Self {
        Self {
            ended_at: entered.at(),
            refunded: entered.fact.refunded.into(),
            account: entered.fact.account.shown().to_owned(),
            proof: entered.papers(&entered.fact.documents),
        }
    }
}
