//! TEMP
use crate::id::SubjectId;
use serde::{Deserialize, Serialize};
/// TEMP
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    id: SubjectId,
    shown: String,
    natural: bool,
}
impl Party {
    /// s
    #[must_use]
    pub fn subject(&self) -> SubjectId {
        self.id.clone()
    }
    /// s
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }
    /// s
    #[must_use]
    pub fn is_natural_person(&self) -> bool {
        self.natural
    }
}
