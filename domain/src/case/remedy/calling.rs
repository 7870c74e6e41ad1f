//! What a decision calls for anew, once more of it counts than before: a court gives back what the organ had taken,
//! an outcome makes heavier what another person wanted heavier (ARL 63.2; ALL 70, 77). Each call is a pair of its
//! own, as of the event by which that counts: what had ended does not come back by itself (LIST24; SC49).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Standing;
use crate::{
    Context,
    case::{Case, decision::called_for},
    id::{PartId, SubjectId},
    restriction::{Call, Found},
};

/// What a decision calls for anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalledAnew {
    /// Which decision.
    pub decision: PartId,
    /// Against the party.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub calls: Vec<Call>,
    /// Against those who answer for it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub persons: Vec<PersonCalled>,
}

/// What is called for anew against somebody who answers for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonCalled {
    /// By which part of the case they were named.
    pub naming: PartId,
    /// Who.
    pub person: SubjectId,
    /// What is called for.
    pub calls: Vec<Call>,
}

impl Case {
    /// What an outcome that counts since a day has a decision call for anew, in a case that knows it.
    pub(super) fn called_since(
        &self,
        decision: &PartId,
        (since, context): (Date, &Context<'_>),
    ) -> Option<CalledAnew> {
        let before = self.standing_of(decision, since.yesterday().ok()?)?;
        self.called_anew(&before, (since, context))
    }

    /// What is found on that day of a decision that stood as `before`, and was not found then, by the catalogue of the
    /// decision's day.
    pub(super) fn called_anew(
        &self,
        before: &Standing<'_>,
        (on, context): (Date, &Context<'_>),
    ) -> Option<CalledAnew> {
        let decided = before.decided;
        let now = self.standing_of(&decided.id, on)?;
        let known = self.found_in(before.lawful());
        let mut found: Found = self.found_in(now.lawful());
        found.retain(|trigger, _| !known.contains_key(trigger));
        let party = self.record.party_as_corrected(decided);
        let days = (before.decided_at.day(), context.occurred.day());
        let mut calls = called_for((&found, &decided.agency), party, (context.law, days));
        // What answers something that was found all along stands, and is not called for twice.
        let stands = |it: &Call| {
            let row = context.law.measure(&it.measure, before.decided_at.day());
            row.is_some_and(|row| row.value.answers.iter().any(|it| known.contains_key(it)))
        };
        calls.retain(|it| !stands(it));
        let triggers: BTreeSet<_> = found.into_keys().collect();
        let namings = self.record.answerable.iter().filter(|it| it.named.decision == decided.id);
        let persons = namings.flat_map(|naming| {
            naming.counting().map(|person| {
                let again = person.calls.iter().filter(|it| !it.answers.is_disjoint(&triggers));
                let again = again.filter(|it| !stands(it));
                let (naming, calls) = (naming.named.id.clone(), again.cloned().collect());
                PersonCalled { naming, person: person.id.clone(), calls }
            })
        });
        let persons: Vec<_> = persons.filter(|it| !it.calls.is_empty()).collect();
        let some = !calls.is_empty() || !persons.is_empty();
        some.then(|| CalledAnew { decision: decided.id.clone(), calls, persons })
    }
}
