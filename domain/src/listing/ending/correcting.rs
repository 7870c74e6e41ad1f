//! An entry that was wrong is revoked (EIP 12; ABN).

use serde::{Deserialize, Serialize};

use crate::{
    Context, Narrative, Refusals, Rejection,
    case::{
        guard::filled,
        phrase::{text, until},
    },
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType},
    listing::{Event, Listing, Register, guard::signed},
};

/// The entry was wrong, and was revoked (更正): another subject was meant, or there was no ground (EIP 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Corrected {
    /// What was wrong.
    pub reasons: Narrative,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// 撤销列入决定书.
    pub document: DocumentRef,
    /// The time to end its publicity, where it was public.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Corrects an entry that was wrong: it counts for nothing from that day on, and never comes back.
#[derive(Debug, Clone)]
pub struct Correct {
    /// What was wrong.
    pub reasons: Narrative,
    /// 撤销列入决定书, with its number.
    pub document: DocumentRef,
}

impl Correct {
    pub(in crate::listing) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(listing.in_force(&Register::ALL, context));
        filled(&mut refusals, self.reasons.is_blank(), "reasons", "更正理由", ("EIP", "12"));
        let (wanted, article) = (DocumentType::DelistingDecision, ("EIP", "12"));
        let number = refusals.check(signed(&self.document, wanted, article));
        refusals.verdict()?;
        let (reasons, document) = (self.reasons.clone(), self.document.clone());
        let deadlines = listing.to_be_hidden(context);
        let corrected = number.map(|number| Corrected { reasons, number, document, deadlines });
        Ok(corrected.map(Event::Corrected).into_iter().collect())
    }
}

impl Corrected {
    pub(in crate::listing) fn sentence(&self) -> String {
        let (number, because) = (&self.number, text(&self.reasons));
        let until = until(&self.deadlines, Timer::ListWithdraw, "停止公示的期限");
        format!("列入有误，决定予以撤销（{number}），理由：{because}{until}")
    }
}
