//! Acts on records that are no cases: who did what, when, on which basis.

use async_graphql::SimpleObject;
use domain::{Acting, Rulebook, id};
use projections::history::Act;

use super::{
    case::LateEntry,
    scalars::{AgencyCode, DateTime, EventId, PersonId, Position},
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
    /// 补录, with its lag, where it was entered late.
    late_entry: Option<LateEntry>,
    /// Who acted; absent where time itself did.
    person: Option<PersonId>,
    /// How the register showed whoever acted, on that day.
    person_name: Option<String>,
    /// For which agency.
    agency: Option<AgencyCode>,
    /// In which role.
    role: Option<Role>,
    /// The role in Chinese.
    role_label: Option<&'static str>,
    /// The event that led here, where one did: the decision, for what follows from it by law.
    caused_by: Option<EventId>,
}

impl RecordAct {
    /// An act of which `predicate` says what was done.
    #[must_use]
    pub fn new<E>(law: &Rulebook, it: &Act<E>, predicate: &str) -> Self {
        let (recorded, metadata) = (&it.recorded, &it.metadata);
        let acting: Option<&Acting> = metadata.actor.officer();
        let event = |id| EventId::from(id::EventId::new(id));
        Self {
            sentence: it.sentence(predicate, law),
            event_id: event(recorded.id),
            event_type: recorded.event_type.clone(),
            revision: recorded.revision,
            position: recorded.position.into(),
            occurred_at: metadata.occurred_at.into(),
            recorded_at: metadata.recorded_at.into(),
            late_entry_reason: metadata.late_entry_reason.as_ref().map(|it| it.shown().to_owned()),
            late_entry: it.lag.clone().map(Into::into),
            person: acting.map(|it| it.person.clone().into()),
            person_name: it.actor.clone(),
            agency: acting.map(|it| it.agency.clone().into()),
            role: acting.map(|it| it.role.into()),
            role_label: acting.map(|it| it.role.label()),
            caused_by: metadata.causation_id.map(event),
        }
    }
}
