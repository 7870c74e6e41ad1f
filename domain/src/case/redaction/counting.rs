//! Which copy is shown of a decision: one that was made of the paper that says what counts (PUB 4, 7, 11). Once a
//! decision was altered, that is the paper that altered it, and a copy of what it said before is shown no more.

use jiff::civil::Date;

use super::{Copy, Summary};
use crate::{
    Context, Moment,
    case::{
        Case,
        correction::Correction,
        remedy::{Changer, Standing},
    },
    document::DocumentRef,
    id::PartId,
};

impl Case {
    /// The copy of a decision that is shown to the public at that time: the last that was approved by then, of what
    /// counts on that day, and made since what was mistyped in the decision was put right last (PUB 12).
    #[must_use]
    pub fn approved_copy(&self, decision: &PartId, at: Moment) -> Option<&Copy> {
        let approved = self.approved_copies(decision, at.day());
        let put_right = self.put_right_by(decision, |it| it <= at);
        let by_then =
            approved.filter(|(it, approved)| *approved <= at && put_right <= Some(it.since));
        by_then.max_by_key(|(_, approved)| *approved).map(|(it, _)| it)
    }

    /// When what was mistyped in a decision was put right last, by whatever time, where it was.
    pub(in crate::case) fn put_right_by(
        &self,
        decision: &PartId,
        by_then: impl Fn(Moment) -> bool,
    ) -> Option<Moment> {
        let of_it = self.record.corrections.iter().filter(|(_, it)| it.decision() == decision);
        let clerical = of_it.filter(|(_, it)| matches!(it, Correction::Clerical(_)));
        clerical.map(|(put_right, _)| *put_right).filter(|it| by_then(*it)).max()
    }

    /// The copies that were approved of what of a decision counts on that day, each with when.
    pub(in crate::case) fn approved_copies<'a>(
        &'a self,
        decision: &PartId,
        on: Date,
    ) -> impl Iterator<Item = (&'a Copy, Moment)> + use<'a> {
        let counts = self.paper_that_counts(decision, on).map(|it| it.sha256);
        let decision = decision.clone();
        let of_it = self.record.copies.iter().filter(move |it| {
            it.prepared.decision == decision && Some(it.prepared.served) == counts
        });
        of_it.filter_map(|it| Some((it, it.approved.as_ref()?.1)))
    }

    /// A copy was made of what of its decision counts on that day.
    pub(super) fn shows_what_counts(&self, copy: &Copy, on: Date) -> bool {
        let counts = self.paper_that_counts(&copy.prepared.decision, on);
        counts.is_some_and(|it| it.sha256 == copy.prepared.served)
    }

    /// The paper that says what of a decision counts on that day and is lawful: that of its last change, or the decision as it
    /// was made, where nothing changed that.
    pub(in crate::case) fn paper_that_counts(
        &self,
        decision: &PartId,
        on: Date,
    ) -> Option<&DocumentRef> {
        let standing = self.standing_of(decision, on)?;
        if standing.is_as_made() {
            return Some(&standing.decided.document);
        }
        let last = self.changers_of(decision, on).rfind(|it| standing.is_left_by(it))?;
        self.paper_of_the_change(&last)
    }

    fn paper_of_the_change(&self, changer: &Changer) -> Option<&DocumentRef> {
        match changer {
            Changer::Remedy(_) => self.concluded_by(changer).map(|it| &it.document),
            Changer::OwnMotion(id) | Changer::Superior(id) => {
                self.record.correction(id).map(Correction::document)
            }
        }
    }

    /// What stands in front of the copy of a decision: what of it counts (PUB 4.3).
    pub(super) fn summary(
        &self,
        standing: &Standing<'_>,
        context: &Context<'_>,
    ) -> Option<Summary> {
        let (_, filed) = self.record.filed.as_ref()?;
        let decided = standing.decided;
        let decided_on = standing.decided_at.day();
        let party = self.record.party_as_corrected(decided);
        let registration = party.registration().map(|it| it.as_str().to_owned());
        let agency = context.law.agencies().on(&decided.agency, decided_on);
        Some(Summary {
            number: decided.number.clone(),
            party: party.shown().to_owned(),
            party_kind: party.kind(),
            registration,
            violation: filed.violation,
            content: standing.lawful_text(),
            agency: agency.map_or_else(|| decided.agency.to_string(), |it| it.name.clone()),
            decided_on,
        })
    }
}
