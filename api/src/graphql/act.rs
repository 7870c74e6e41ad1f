//! Acts on records that are no cases, as clients see them.

use async_graphql::SimpleObject;
use domain::{Acting, id};
use projections::record::RecordEntry;

use super::{
    scalars::{DateTime, EventId, PersonId, Position},
    vocabulary::Role,
};

/// An act on a record that is no case: who did what, when, on which basis.
#[derive(SimpleObject)]
pub struct RecordAct {
    /// What was done, in an official sentence with its articles.
    sentence: String,
    /// Its id.
    event_id: EventId,
    /// The event's type: `publicity.published`.
    event_type: String,
    /// Its place in the record.
    revision: u64,
    /// Its place in the log.
    position: Position,
    /// When the act took place.
    occurred_at: DateTime,
    /// When it was entered.
    recorded_at: DateTime,
    /// 补录原因, where it was entered late.
    late_entry_reason: Option<String>,
    /// Who acted; absent where time itself did.
    person: Option<PersonId>,
    /// How the register showed whoever acted, on that day.
    person_name: Option<String>,
    /// In which role.
    role: Option<Role>,
    /// The role in Chinese.
    role_label: Option<&'static str>,
    /// The event that led here, where one did: of another record, for what follows from it by law.
    caused_by: Option<EventId>,
}

impl RecordAct {
    /// An entry, and how it is told.
    pub(super) fn new<E>(sentence: String, it: &RecordEntry<E>) -> Self {
        let (recorded, metadata) = (&it.recorded, &it.metadata);
        let acting: Option<&Acting> = metadata.actor.officer();
        let event = |id| EventId::from(id::EventId::new(id));
        Self {
            sentence,
            event_id: event(recorded.id),
            event_type: recorded.event_type.clone(),
            revision: recorded.revision,
            position: recorded.position.into(),
            occurred_at: metadata.occurred_at.into(),
            recorded_at: metadata.recorded_at.into(),
            late_entry_reason: metadata.late_entry_reason.as_ref().map(|it| it.shown().to_owned()),
            person: acting.map(|it| it.person.clone().into()),
            person_name: it.actor.clone(),
            role: acting.map(|it| it.role.into()),
            role_label: acting.map(|it| it.role.label()),
            caused_by: metadata.causation_id.map(event),
        }
    }
}
