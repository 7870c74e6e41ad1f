//! Rights: the party is told at the first contact what it may do (PR 21).

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{Paper, of_kind, recorded, recordings},
    handlers::{Handler, in_charge, named},
    lead::LeadSource,
};
use crate::{
    Capability, Context, Moment, Refusals, Rejection,
    document::{DocumentRef, DocumentType, Recording},
    id::PersonId,
};

/// The party was told of its right to state, to defend itself and to ask for recusal (PR 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Informed {
    /// By whom; both showed their certificates.
    pub officers: Vec<Handler>,
    /// The record of it.
    pub document: DocumentRef,
    /// In sound or picture.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recording: Option<Recording>,
}

/// Records that the party was told its rights (PR 21). Said once, it needs no repeating.
#[derive(Debug, Clone)]
pub struct Inform {
    /// By whom.
    pub officers: Vec<PersonId>,
    /// The record of it.
    pub document: DocumentRef,
    /// In sound or picture, or why not; asked for where the record is of an inspection or an interview (PR 44).
    pub recording: Option<Recording>,
}

impl Act for Inform {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::Investigate)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.officers.iter().collect()
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let recordings = Paper::recordings(self.recording.as_ref(), "recording");
        std::iter::once(Paper::new(&self.document, "document")).chain(recordings).collect()
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.looked_into()
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.recording.as_ref()?, "recording"))
    }

    fn is_of_its_day(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&Main::EVIDENCE));
        let officers = refusals.check(in_charge(case, context, &self.officers, "officers"));
        let (typed, wanted) = ((&self.document, "document"), ("权利告知记录", "record of it"));
        refusals.check(of_kind(typed, DocumentType::tells_rights, wanted, ("PR", "21.2")));
        // What the paper records is itself to be recorded, whatever else it says (PR 44).
        if self.document.document_type.is_of_what_is_recorded() {
            refusals.check(recorded(self.recording.as_ref(), "44"));
        }
        refusals.verdict()?;
        if case.party_knows_its_rights(context.occurred) {
            return Ok(vec![]);
        }
        Ok(vec![Event::RightsInformed(Informed {
            officers: officers.unwrap_or_default(),
            document: self.document.clone(),
            recording: self.recording.clone(),
        })])
    }
}

impl Case {
    /// The party had been told its rights by then.
    pub(super) fn party_knows_its_rights(&self, by: Moment) -> bool {
        self.record.rights_informed.iter().any(|told| *told <= by)
    }

    /// The day of discovery or receipt: nothing was done in the case before it (PR 18, 23.2).
    pub(super) fn discovered(&self) -> Option<Moment> {
        self.record.lead.as_ref().map(|it| Moment::midnight(it.received_on))
    }

    /// Before when nothing was found out, where that is known: what a check of the agency found was found before it was a
    /// lead (PR 23.2).
    pub(super) fn looked_into(&self) -> Option<Moment> {
        let lead = self.record.lead.as_ref()?;
        if lead.source == LeadSource::SupervisionCheck { None } else { self.discovered() }
    }
}

impl Fact for Informed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "21.2"), ("APL", "43.2"), ("APL", "45.1")])
            .filing([&self.document])
            .filing(recordings(self.recording.as_ref()))
    }

    fn sentence(&self) -> String {
        format!(
            "记录{}向当事人出示执法证件，告知其享有陈述权、申辩权以及申请回避的权利",
            named(&self.officers)
        )
    }
}
