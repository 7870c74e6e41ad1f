//! Legal time: an instant, always read at +08:00, whose day begins at local midnight
//! (domain.md §7.1: Asia/Shanghai has had no other offset since 1991).

use jiff::{Timestamp, civil::Date, tz::Offset};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::id::Malformed;

/// An instant. Written `2022-11-28T09:00:00+08:00`, to the microsecond at the finest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

/// What the law calls local time.
const OFFSET: Offset = Offset::constant(8);

impl Moment {
    /// This instant, cut to the microsecond.
    #[must_use]
    pub fn new(at: Timestamp) -> Self {
        Self(Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at))
    }

    /// The start of `day`.
    #[must_use]
    pub fn midnight(day: Date) -> Self {
        OFFSET
            .to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
            .map_or(Self(Timestamp::MIN), Self)
    }

    /// The legal day that it falls on.
    #[must_use]
    pub fn day(self) -> Date {
        OFFSET.to_datetime(self.0).date()
    }

    /// As the rest of the world counts it.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}+08:00", OFFSET.to_datetime(self.0))
    }
}

impl std::str::FromStr for Moment {
    type Err = Malformed;

    /// Any RFC 3339 date and time *with* an offset.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        text.parse::<Timestamp>().map(Self::new).map_err(|_| {
            Malformed::new(text, "a date and time with an offset, like 2022-11-28T09:00:00+08:00")
        })
    }
}

/// A day alone: `2022-11-28`, with no time or zone behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub Date);

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Day {
    type Err = Malformed;

    /// What stands behind a day is refused, not left out.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let day = text.parse::<Date>().ok().filter(|it| it.to_string() == text);
        day.map(Self).ok_or_else(|| Malformed::new(text, "a day alone, like 2022-11-28"))
    }
}

/// A day as official documents write it: `2022年11月28日`.
#[must_use]
pub fn in_chinese(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A time as official documents write it: `2022年12月30日9时30分`.
#[must_use]
pub fn hour_in_chinese(at: Moment) -> String {
    let time = OFFSET.to_datetime(at.0).time();
    let minutes = match time.minute() {
        0 => String::new(),
        n => format!("{n}分"),
    };
    format!("{}{}时{minutes}", in_chinese(at.day()), time.hour())
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_local_midnight() {
        let late: Moment = "2022-11-27T16:00:00Z".parse().unwrap();
        assert_eq!(late.to_string(), "2022-11-28T00:00:00+08:00");
        assert_eq!(late.day(), jiff::civil::date(2022, 11, 28));
        assert_eq!(Moment::midnight(late.day()), late);
    }

    #[test]
    fn a_time_reads_as_in_documents() {
        let half_past: Moment = "2022-12-30T09:30:00+08:00".parse().unwrap();
        assert_eq!(hour_in_chinese(half_past), "2022年12月30日9时30分");
        assert_eq!(hour_in_chinese(Moment::midnight(half_past.day())), "2022年12月30日0时");
    }

    #[test]
    fn a_time_without_an_offset_is_refused() {
        assert!("2022-11-28T09:00:00".parse::<Moment>().is_err());
    }
}
