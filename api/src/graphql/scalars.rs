//! Scalars: values that are parsed once, here, and refused with what is expected.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::{id::Malformed, party::Registration};

use super::malformed;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($inner:ty) as $shown:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub $inner);

        $(#[$doc])*
        #[Scalar(name = $shown)]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                let Value::String(text) = &value else {
                    return Err(InputValueError::expected_type(value));
                };
                text.parse().map(Self).map_err(InputValueError::custom)
            }

            fn is_valid(value: &Value) -> bool {
                Self::parse(value.clone()).is_ok()
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.to_string())
            }
        }

        impl From<$name> for $inner {
            fn from(scalar: $name) -> Self {
                scalar.0
            }
        }

        impl From<$inner> for $name {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }
    )*};
}

texts! {
    /// An instant. Always answered at `+08:00`; input needs an offset.
    DateTime(domain::Moment) as "DateTime",
    /// A legal day at +08:00: `2022-11-28`, and nothing behind it.
    Date(domain::time::Day) as "Date",
    /// The id of a command, minted by the client: a UUID. The same id never takes effect twice on one record.
    CommandId(domain::id::CommandId) as "CommandId",
    /// The id of an event: a UUID.
    EventId(domain::id::EventId) as "EventId",
    /// The id of a case: a UUID.
    CaseId(domain::id::CaseId) as "CaseId",
    /// The id of the publicity of a decision on one channel: a UUID.
    PublicityId(domain::id::PublicityId) as "PublicityId",
    /// The id of an entry of a register: a UUID. A new one's is UUID v5, in the OID namespace, of
    /// `{agency}/{person}/{commandId}` of the command that opens it.
    ListingId(domain::id::ListingId) as "ListingId",
    /// The id of what another department handed over: a UUID.
    InboundId(domain::id::InboundId) as "InboundId",
    /// The id of a restriction: a UUID.
    RestrictionId(domain::id::RestrictionId) as "RestrictionId",
    /// A measure of the catalogue (限制措施目录): `PROCUREMENT_LIMIT`.
    MeasureCode(domain::id::MeasureCode) as "MeasureCode",
    /// The id of an application for the restoration of credit: a UUID. A new one's is UUID v5, in the OID namespace, of
    /// `{agency}/{person}/{commandId}` of the command that opens it.
    RestorationId(domain::id::RestorationId) as "RestorationId",
    /// A person who acts for an agency: `P-0001`.
    PersonId(domain::id::PersonId) as "PersonId",
    /// An agency: `SC_AMR`.
    AgencyCode(domain::id::AgencyCode) as "AgencyCode",
    /// A division of the country (行政区划代码, GB/T 2260): `510104`.
    DivisionCode(domain::division::Division) as "DivisionCode",
    /// An item of the 权责清单: `SCJG-CF-001`.
    PowerItem(domain::id::PowerItem) as "PowerItem",
    /// A part of a case: `E1` (evidence), `S2` (sanction), `N1` (notice) …
    PartId(domain::id::PartId) as "PartId",
    /// SHA-256 of a document's bytes, 64 hexadecimal digits.
    Sha256(domain::document::Sha256) as "Sha256",
    /// A document's number: `川市监处罚〔2022〕1号`, with brackets U+3014 and U+3015.
    DocumentNumber(domain::document::DocumentNumber) as "DocumentNumber",
    /// A subject of supervision: an organisation's registration number, or the opaque id of a natural
    /// person.
    SubjectId(domain::id::SubjectId) as "SubjectId",
    /// An article of an instrument: `PR 50.1(2)`, or `CMP` for an instrument as a whole.
    Citation(domain::Citation) as "Citation",
    /// A place in the log: opaque, and ordered as text.
    Position(store::Position) as "Position",
}

impl From<Date> for jiff::civil::Date {
    fn from(scalar: Date) -> Self {
        scalar.0.0
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(day: jiff::civil::Date) -> Self {
        Self(domain::time::Day(day))
    }
}

/// 统一社会信用代码, 18 characters with both check characters, in either case; or the 15-digit registration
/// number of an organisation that never had one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationNumber(Result<Registration, Malformed>);

/// 统一社会信用代码, 18 characters with both check characters, in either case; or the 15-digit registration
/// number of an organisation that never had one.
#[Scalar(name = "RegistrationNumber")]
impl ScalarType for RegistrationNumber {
    /// What is wrong with a code is told by whoever knows where it stands: see [`RegistrationNumber::at`].
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Ok(Self(text.parse())),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn to_value(&self) -> Value {
        let text = self.0.as_ref().map(ToString::to_string);
        Value::String(text.unwrap_or_else(|malformed| malformed.given.clone()))
    }
}

impl RegistrationNumber {
    /// The number that was sent at that path.
    ///
    /// # Errors
    ///
    /// What is wrong with it: which check character, above all.
    pub fn at(self, path: &str) -> async_graphql::Result<Registration> {
        self.0.map_err(|it| malformed(path, it))
    }
}

impl From<Registration> for RegistrationNumber {
    fn from(number: Registration) -> Self {
        Self(Ok(number))
    }
}

/// `true`, and nothing else: what is said by being there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct True;

/// `true`, and nothing else: what is said by being there.
#[Scalar(name = "True")]
impl ScalarType for True {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::Boolean(true) => Ok(Self),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        *value == Value::Boolean(true)
    }

    fn to_value(&self) -> Value {
        Value::Boolean(true)
    }
}

/// An amount in fen, a whole number from 0 to 2⁵³ − 1 (100 fen are 1 yuan). A JavaScript number holds
/// it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fen(pub domain::Fen);

/// An amount in fen, a whole number from 0 to 2⁵³ − 1 (100 fen are 1 yuan). A JavaScript number holds
/// it exactly.
#[Scalar(name = "Fen")]
impl ScalarType for Fen {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::Number(number) => {
                let fen = number.as_i64().ok_or("expected a whole number of fen")?;
                domain::Fen::try_new(fen).map(Self).map_err(InputValueError::custom)
            }
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        Self::parse(value.clone()).is_ok()
    }

    fn to_value(&self) -> Value {
        Value::from(self.0.get())
    }
}

/// A resident identity number (公民身份号码): 17 digits with a day of birth that exists, and a check
/// character that fits. Never answered.
#[derive(Clone, PartialEq, Eq)]
pub struct IdNumber(pub domain::party::identity::IdNumber);

/// A resident identity number (公民身份号码): 17 digits with a day of birth that exists, and a check
/// character that fits. Never answered.
#[Scalar(name = "IdNumber")]
impl ScalarType for IdNumber {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(number) => number.parse().map(Self).map_err(InputValueError::custom),
            _ => Err("expected a string".into()),
        }
    }

    fn is_valid(value: &Value) -> bool {
        Self::parse(value.clone()).is_ok()
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.as_str().to_owned())
    }
}

impl From<Fen> for domain::Fen {
    fn from(scalar: Fen) -> Self {
        scalar.0
    }
}
