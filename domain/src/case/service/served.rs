//! How a document on file reached the party.

use super::{DecisionServed, Service};
use crate::{case::Case, document::DocumentRef, id::PartId};

impl Case {
    /// How a document was served on the party; nothing while it was not, or where nobody is to serve it.
    #[must_use]
    pub fn service_of(&self, document: &DocumentRef) -> Option<&Service> {
        self.served().find(|(it, _)| it.is(document)).map(|(_, service)| service)
    }

    /// The document that a receipt proves the service of, a decision before any other.
    pub(in crate::case) fn proven_by(&self, receipt: &DocumentRef) -> Option<&DocumentRef> {
        let mut served = self.served();
        served.find(|(_, it)| it.receipt.as_ref() == Some(receipt)).map(|(document, _)| document)
    }

    fn served(&self) -> impl Iterator<Item = (&DocumentRef, &Service)> {
        let record = &self.record;
        let decisions = record.services.iter().flat_map(|it| self.served_together(it));
        let notices = record.notices.iter().map(|(_, it)| (&it.document, &it.service));
        let refunds = record.refunds.iter().map(|it| (&it.ordered.document, &it.ordered.service));
        let hearings = record.hearings.iter().filter_map(|it| it.notified.as_ref());
        let hearings = hearings.map(|it| (&it.document, &it.service));
        let deferrals = record.deferrals.iter().map(|(_, it)| it);
        let deferrals = deferrals.filter_map(|it| Some((&it.document, it.service.as_ref()?)));
        let corrections = record.corrections.iter().map(|(_, it)| it);
        let corrections = corrections.filter_map(|it| Some((it.document(), it.service()?)));
        let before = decisions.chain(notices).chain(refunds).chain(hearings);
        before.chain(deferrals).chain(corrections)
    }

    /// The decision, and the notice that it will be made public (PUB 8).
    fn served_together<'a>(
        &'a self,
        it: &'a DecisionServed,
    ) -> impl Iterator<Item = (&'a DocumentRef, &'a Service)> {
        let papers = self.decision_paper(&it.decision).into_iter().chain(&it.publicity_notice);
        papers.map(|paper| (paper, &it.service))
    }

    fn decision_paper(&self, id: &PartId) -> Option<&DocumentRef> {
        let penalty = self.record.decisions.iter().map(|(_, it)| (&it.id, &it.document));
        let exits = self.record.exits.iter().map(|(_, it)| (&it.id, &it.document));
        penalty.chain(exits).find(|(it, _)| *it == id).map(|(_, document)| document)
    }
}
