//! What concerns natural persons, and narrative text that may name them.
//!
//! A value of this type is stored sealed (design.md §3): before sealing its JSON is
//! `{"$personal": {"of": "p-…", "value": …}}`, afterwards `{"$sealed": {"k", "n", "c"}}`. The store
//! seals on the way in. No decision and no table looks inside, so that an erased key still folds. The
//! read door opens what the key of the record seals; what has a key of its own, because it tells who
//! somebody is, opens for a recorded purpose alone.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{id::SubjectId, text};

/// Something about a natural person, or text that may be.
#[derive(Clone, PartialEq, Eq)]
pub enum Personal<T> {
    /// As it was said.
    Open {
        /// Which key seals it.
        key: Key,
        /// What is said.
        value: T,
    },
    /// As it is stored.
    Sealed(Sealed),
}

/// Which key seals a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// That of the record that it stands in.
    Record,
    /// That of this person.
    Person(SubjectId),
    /// One of its own: it tells who somebody is of whom no number is known.
    Own,
}

/// Text that may name people: sealed with the key of the record that it stands in.
pub type Narrative = Personal<String>;

/// A sealed value: which key, nonce and ciphertext (base64).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// The key's name.
    pub k: String,
    /// The nonce.
    pub n: String,
    /// The ciphertext.
    pub c: String,
}

impl<T> Personal<T> {
    /// Concerns this person.
    pub fn of(person: SubjectId, value: T) -> Self {
        Self::Open { key: Key::Person(person), value }
    }

    /// Tells who somebody is of whom no number is known; a key of its own seals it.
    pub fn apart(value: T) -> Self {
        Self::Open { key: Key::Own, value }
    }

    /// Concerns nobody who has a key; the record's own key seals it.
    pub fn noted(value: T) -> Self {
        Self::Open { key: Key::Record, value }
    }

    /// What is said, where it is open. For the read door alone: decisions don't look inside.
    pub fn open(&self) -> Option<&T> {
        match self {
            Self::Open { value, .. } => Some(value),
            Self::Sealed(_) => None,
        }
    }
}

impl Narrative {
    /// For a sentence: the text, or that it is sealed.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.open().map_or("（内容已封存）", String::as_str)
    }

    /// Nothing was said. Sealed text was checked before it was stored.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.open().is_some_and(|it| text::is_blank(it))
    }
}

impl From<&str> for Narrative {
    fn from(text: &str) -> Self {
        Self::noted(text.to_owned())
    }
}

impl<T> std::fmt::Debug for Personal<T> {
    /// Never shows the content: debug output ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Personal(…)")
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({})", self.k)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said<T> {
    #[serde(skip_serializing_if = "Option::is_none", default = "none")]
    of: Option<SubjectId>,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    apart: bool,
    value: T,
}

impl Key {
    fn read(of: Option<SubjectId>, apart: bool) -> Self {
        match of {
            Some(person) => Self::Person(person),
            None if apart => Self::Own,
            None => Self::Record,
        }
    }

    fn person(&self) -> Option<&SubjectId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Record | Self::Own => None,
        }
    }
}

fn none() -> Option<SubjectId> {
    None
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "T: Deserialize<'de>")]
struct Either<T> {
    #[serde(rename = "$personal", default = "Option::default")]
    personal: Option<Said<T>>,
    #[serde(rename = "$sealed", default = "Option::default")]
    sealed: Option<Sealed>,
}

impl<T: Serialize> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Open { key, value } => {
                let (of, apart) = (key.person().cloned(), *key == Key::Own);
                map.serialize_entry("$personal", &Said { of, apart, value })?;
            }
            Self::Sealed(sealed) => map.serialize_entry("$sealed", sealed)?,
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Either::deserialize(deserializer)? {
            Either { personal: Some(Said { of, apart, value }), sealed: None } => {
                Ok(Self::Open { key: Key::read(of, apart), value })
            }
            Either { personal: None, sealed: Some(sealed) } => Ok(Self::Sealed(sealed)),
            _ => Err(de::Error::custom("expected one of `$personal` and `$sealed`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_and_sealed_forms_decode() {
        let open: Narrative = "王五在店内经营".into();
        let json = serde_json::to_value(&open).unwrap();
        assert_eq!(json, serde_json::json!({"$personal": {"value": "王五在店内经营"}}));
        assert_eq!(serde_json::from_value::<Narrative>(json).unwrap(), open);
        let sealed = serde_json::json!({"$sealed": {"k": "case-1", "n": "AA", "c": "AA"}});
        let value: Narrative = serde_json::from_value(sealed.clone()).unwrap();
        assert_eq!(serde_json::to_value(&value).unwrap(), sealed);
    }

    #[test]
    fn who_somebody_is_has_a_key_of_its_own() {
        let name = Personal::apart("王五".to_owned());
        let json = serde_json::to_value(&name).unwrap();
        assert_eq!(json, serde_json::json!({"$personal": {"apart": true, "value": "王五"}}));
        assert_eq!(serde_json::from_value::<Narrative>(json).unwrap(), name);
    }

    #[test]
    fn debug_output_tells_nothing() {
        assert_eq!(format!("{:?}", Narrative::from("王五")), "Personal(…)");
    }
}
