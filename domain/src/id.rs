//! Names of things. Each is parsed once, at the edge, and never confused with another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an identifier may not be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not {expected}")]
pub struct Malformed {
    /// What was given.
    pub given: String,
    /// What is expected, in a phrase.
    pub expected: &'static str,
}

impl Malformed {
    pub(crate) fn new(given: &str, expected: &'static str) -> Self {
        Self { given: given.to_owned(), expected }
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id with this value.
            #[must_use]
            pub const fn new(value: Uuid) -> Self {
                Self(value)
            }

            /// Its value.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                text.parse().map(Self).map_err(|_| Malformed::new(text, "a UUID"))
            }
        }
    )*};
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident: $expected:literal, $fits:expr $(=> $normal:expr)?),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// As it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                let fits: fn(&str) -> bool = $fits;
                if !fits(text) {
                    return Err(Malformed::new(text, $expected));
                }
                let normal = text.to_owned();
                $(
                    let write: fn(String) -> String = $normal;
                    let normal = write(normal);
                )?
                Ok(Self(normal))
            }
        }

        impl TryFrom<String> for $name {
            type Error = Malformed;

            fn try_from(text: String) -> Result<Self, Malformed> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
    )*};
}

pub(crate) use codes;

ids! {
    /// A penalty case.
    CaseId,
    /// An entry of a register.
    ListingId,
    /// A restriction: one pair of source and measure, towards one agency.
    RestrictionId,
    /// The publicity of a decision on one channel.
    PublicityId,
    /// An application for the restoration of credit, and what came of it.
    RestorationId,
    /// What another department handed over.
    InboundId,
    /// A command, minted by whoever sends it; the same id never takes effect twice on one record.
    CommandId,
    /// An event.
    EventId,
}

codes! {
    /// A person who acts for an agency, as the officers' register knows them: `P-0001`.
    PersonId: "a person id: `P-` and at least four digits", |it| {
        it.strip_prefix("P-").is_some_and(|digits| {
            digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    },
    /// An agency, as `agencies.toml` knows it: `SC_AMR`.
    AgencyCode: "an agency code: capital letters, digits and `_`", |it| is_screaming(it),
    /// An item of the list of powers and duties (权责清单): `SCJG-CF-001`.
    PowerItem: "an item code of the 权责清单: capital letters, digits and `-`", |it| {
        !it.is_empty() && it.len() <= 40
            && it.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
    },
    /// A legal instrument of `instruments.toml`: `PR`, `APL`.
    InstrumentId: "an instrument id: capital letters and digits", |it| is_screaming(it),
    /// A measure of `measures.toml`: `FOOD_LICENCE_BAN`.
    MeasureCode: "a measure code: capital letters, digits and `_`", |it| is_screaming(it),
    /// A part of a case, unique within it: `E1` (evidence), `S2` (sanction), `N1` (notice).
    PartId: "a part of the case: a capital letter and a number, like `E1`", |it| {
        it.len() > 1 && it.as_bytes()[0].is_ascii_uppercase()
            && it.as_bytes()[1] != b'0' && it[1..].bytes().all(|byte| byte.is_ascii_digit())
    },
    /// A subject of supervision, opaque: an organisation's USCC, or `p-` and the keyed hash of a
    /// natural person's identity number. Fit for a tag or a table; never tells a person's name. Read in either
    /// case, as a USCC is (GB 32100-2015).
    SubjectId: "a subject id", |it| {
        !it.is_empty() && it.len() <= 80
            && it.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    } => |it| match it.get(..2) {
        Some("p-" | "P-") => it.to_ascii_lowercase(),
        _ => it.to_ascii_uppercase(),
    },
}

fn is_screaming(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b'_')
}

impl SubjectId {
    /// An organisation's, from its number, which is letters, digits and `-`.
    pub(crate) fn organisation(number: &str) -> Self {
        Self(number.to_owned())
    }

    /// A natural person's, from the keyed hash of the identity number, in hexadecimal.
    #[must_use]
    pub fn natural_person(digest: &str) -> Self {
        Self(format!("p-{digest}"))
    }

    /// It is a natural person's.
    #[must_use]
    pub fn is_natural_person(&self) -> bool {
        self.0.starts_with("p-")
    }
}

impl PartId {
    /// The `n`th (from 1) part of a kind that is written with `letter`.
    #[must_use]
    pub fn nth(letter: char, n: usize) -> Self {
        Self(format!("{letter}{n}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_refused_with_what_is_expected() {
        let refused = "p-1".parse::<PersonId>().unwrap_err();
        assert_eq!(refused.to_string(), "`p-1` is not a person id: `P-` and at least four digits");
        assert!("P-0001".parse::<PersonId>().is_ok());
        assert_eq!(PartId::nth('E', 3).to_string(), "E3");
        assert!("E0".parse::<PartId>().is_err());
        assert_eq!(
            "91510100ma6cabcd2x".parse::<SubjectId>().unwrap().as_str(),
            "91510100MA6CABCD2X"
        );
        assert_eq!("P-0aF3".parse::<SubjectId>().unwrap(), SubjectId::natural_person("0af3"));
    }
}
