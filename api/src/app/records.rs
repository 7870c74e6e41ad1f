//! Records by their ids and streams.

use domain::id::CaseId;
use projections::Viewer;
use uuid::Uuid;

/// The id of a new case; see [`new_record`].
#[must_use]
pub fn new_case(viewer: &Viewer, command_id: Uuid) -> CaseId {
    CaseId::new(new_record(viewer, command_id))
}

/// The id of a new record, UUID v5 in the OID namespace of `{agency}/{person}/{command id}`: whoever sends
/// the same creation again finds the first one.
#[must_use]
pub fn new_record(viewer: &Viewer, command_id: Uuid) -> Uuid {
    let name = format!("{}/{}/{command_id}", viewer.agency, viewer.person);
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}

/// The stream of a case.
#[must_use]
pub fn stream_of(case: CaseId) -> String {
    format!("case-{case}")
}

/// The case whose stream it is, where it is one's.
#[must_use]
pub fn case_in(stream: &str) -> Option<CaseId> {
    stream.strip_prefix("case-").and_then(|id| id.parse().ok())
}
