//! Money, in whole fen (1 yuan = 100 fen, 1 万元 = 1 000 000 fen).

use serde::{Deserialize, Serialize};

/// An amount that is not negative.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Fen(i64);

/// Not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} fen is not an amount between 0 and {max}", max = Fen::MAX.0)]
pub struct NotAnAmount(i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest integer that a JavaScript number holds exactly.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// An amount in fen.
    ///
    /// # Errors
    ///
    /// Where it is negative or above 2⁵³ − 1.
    pub const fn try_new(fen: i64) -> Result<Self, NotAnAmount> {
        if fen < 0 || fen > Self::MAX.0 { Err(NotAnAmount(fen)) } else { Ok(Self(fen)) }
    }

    /// An amount in whole yuan, as the law writes it.
    #[must_use]
    pub const fn yuan(yuan: u32) -> Self {
        Self(yuan as i64 * 100)
    }

    /// In fen.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum, at most [`Fen::MAX`].
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0).min(Self::MAX)
    }

    /// What is left, at least nothing.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self((self.0 - other.0).max(0))
    }

    /// This share of it, rounded down to the fen: `times(3, 100)` is three per cent.
    #[must_use]
    pub fn times(self, numerator: i64, denominator: i64) -> Self {
        let product = i128::from(self.0) * i128::from(numerator) / i128::from(denominator.max(1));
        Self(i64::try_from(product.clamp(0, i128::from(Self::MAX.0))).unwrap_or(Self::MAX.0))
    }
}

impl Fen {
    /// In units of ten thousand yuan (万元), exactly: `5`, `0.2`, `0.000001`.
    #[must_use]
    pub fn in_ten_thousand_yuan(self) -> String {
        match (self.0 / 1_000_000, self.0 % 1_000_000) {
            (whole, 0) => whole.to_string(),
            (whole, rest) => format!("{whole}.{rest:06}").trim_end_matches('0').to_owned(),
        }
    }
}

impl std::iter::Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

impl TryFrom<i64> for Fen {
    type Error = NotAnAmount;

    fn try_from(fen: i64) -> Result<Self, NotAnAmount> {
        Self::try_new(fen)
    }
}

impl From<Fen> for i64 {
    fn from(amount: Fen) -> Self {
        amount.0
    }
}

impl std::fmt::Display for Fen {
    /// As people read it: `50000元`, `1234.50元`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (yuan, 0) => write!(f, "{yuan}元"),
            (yuan, fen) => write!(f, "{yuan}.{fen:02}元"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_yuan() {
        assert_eq!(Fen::yuan(50_000).to_string(), "50000元");
        assert_eq!(Fen::try_new(300_001).unwrap().to_string(), "3000.01元");
        assert!(Fen::try_new(-1).is_err());
    }

    #[test]
    fn three_per_cent_a_day_is_exact() {
        assert_eq!(Fen::yuan(50_000).times(3 * 10, 100), Fen::yuan(15_000));
    }
}
