//! Whole numbers of which not every `Int` is one. A number outside the bounds is refused by its path, like
//! any other malformed value.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident($inner:ty, $bounds:expr);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name($inner);

        $(#[$doc])*
        #[Scalar]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                let number = match &value {
                    Value::Number(number) => number.as_u64(),
                    _ => None,
                };
                let count = number.and_then(|it| <$inner>::try_from(it).ok());
                let count = count.filter(|it| ($bounds).contains(it));
                count.map(Self).ok_or_else(|| InputValueError::expected_type(value))
            }

            fn is_valid(value: &Value) -> bool {
                Self::parse(value.clone()).is_ok()
            }

            fn to_value(&self) -> Value {
                Value::from(self.0)
            }
        }

        impl From<$name> for $inner {
            fn from(count: $name) -> Self {
                count.0
            }
        }
    )*};
}

counts! {
    /// How many pages a document has: 1 to 65535.
    Pages(u16, 1..=u16::MAX);
    /// For how many months: 1 to 65535.
    Months(u16, 1..=u16::MAX);
    /// How long a measure lasts, in the unit of the catalogue's row: 1 to 65535.
    TermLength(u16, 1..=u16::MAX);
    /// How many days: 1 to 3650.
    Days(u32, 1..=3_650);
    /// How many, as an officer states it: 1 to 100000.
    Amount(u32, 1..=100_000);
    /// An item of an article: 1 to 99.
    Item(u8, 1..=99);
    /// A place in a record, counted from 0.
    Revision(u64, 0..=u64::MAX);
}
