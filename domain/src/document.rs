//! Documents: what identifies one, what it is called, where its bytes are.

mod kind;
mod number;

use serde::{Deserialize, Serialize};

pub use self::kind::DocumentType;
pub use self::number::{DocumentNumber, NumberKind};
use crate::{Narrative, id::Malformed};

/// The SHA-256 of a document's bytes, in lower-case hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// A digest computed elsewhere.
    #[must_use]
    pub const fn new(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::str::FromStr for Sha256 {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let refuse = || Malformed::new(text, "a SHA-256: 64 hexadecimal digits");
        if text.len() != 64 || !text.bytes().all(|it| it.is_ascii_hexdigit()) {
            return Err(refuse());
        }
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| refuse())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| refuse())?;
        }
        Ok(Self(digest))
    }
}

impl std::fmt::Display for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl TryFrom<String> for Sha256 {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<Sha256> for String {
    fn from(digest: Sha256) -> Self {
        digest.to_string()
    }
}

/// Which half of the file a document belongs to (PR 78).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Volume {
    /// 正卷.
    MainFile,
    /// 副卷.
    InternalFile,
}

impl Volume {
    /// Both halves, in their order.
    pub const ALL: [Self; 2] = [Self::MainFile, Self::InternalFile];

    /// As PR 78 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::MainFile => "正卷",
            Self::InternalFile => "副卷",
        }
    }
}

/// A document that an act names. Its bytes lie in the document folder, under their digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentRef {
    /// Of its bytes.
    pub sha256: Sha256,
    /// What it is.
    #[serde(rename = "type")]
    pub document_type: DocumentType,
    /// Its number, where it has one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<DocumentNumber>,
    /// How many pages it has.
    pub pages: u16,
    /// Where the paper original is kept, in the agency's words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
}

impl DocumentRef {
    /// The same document under the number that it was allotted on signing.
    #[must_use]
    pub fn numbered(&self, number: &DocumentNumber) -> Self {
        Self { number: Some(number.clone()), ..self.clone() }
    }

    /// Whether both are the same bytes, filed as the same kind of document.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        (self.sha256, self.document_type) == (other.sha256, other.document_type)
    }
}

/// How an act that the law wants recorded in sound or picture (PR 43, 44, 82) was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Recording {
    /// These recordings show it.
    Recorded(Vec<DocumentRef>),
    /// There is none, for this reason; it may name whoever would not be recorded.
    Exempt(Narrative),
}

#[cfg(test)]
mod spec;
