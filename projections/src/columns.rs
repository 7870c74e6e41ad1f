//! How values are kept in columns, and read back.

use domain::Moment;
use rusqlite::{Row, types::Type};
use serde::{Serialize, de::DeserializeOwned};

use crate::records::Record;

/// An enum's word, from serde and from nowhere else.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => format!("{other:?}"),
    }
}

/// The words of several values, as a statement lists them.
pub(crate) fn words(values: &[impl Serialize]) -> String {
    let all: Vec<_> = values.iter().map(|it| format!("'{}'", word(it))).collect();
    all.join(", ")
}

/// The value that a stored word stands for.
pub(crate) fn from_word<T: DeserializeOwned>(word: String) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(unreadable)
}

/// A whole value as JSON text.
pub(crate) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// The value that was kept as JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(unreadable)
}

/// The record whose stream stands first in a row; one that is no record's is named.
pub(crate) fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    let stream: String = row.get(0)?;
    let nobodys = || rusqlite::Error::InvalidColumnType(0, stream.clone(), Type::Text);
    Record::of_stream(&stream).ok_or_else(nobodys)
}

fn unreadable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}

/// An instant as microseconds.
pub(crate) fn micros(moment: Moment) -> i64 {
    moment.timestamp().as_microsecond()
}

/// An instant that was kept as microseconds.
pub(crate) fn moment(micros: i64) -> Moment {
    Moment::new(jiff::Timestamp::from_microsecond(micros).unwrap_or(jiff::Timestamp::MIN))
}

/// A text whose numbers sort as numbers: `〔2022〕2号` before `〔2022〕12号`.
pub(crate) fn natural_order(text: &str) -> String {
    let mut order = String::new();
    let mut digits = String::new();
    for character in text.chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if !digits.is_empty() {
            order += &format!("{digits:0>8}");
            digits.clear();
        }
        order.push(character);
    }
    if digits.is_empty() { order } else { order + &format!("{digits:0>8}") }
}

#[cfg(test)]
mod tests {
    use domain::id::ListingId;
    use rusqlite::Connection;
    use uuid::Uuid;

    use super::*;

    /// Nothing is left out of a list in silence.
    #[test]
    fn a_stream_of_no_record_is_named() {
        let connection = Connection::open_in_memory().unwrap();
        let read = |stream: &str| connection.query_row("SELECT ?1", [stream], record);
        let id = Uuid::from_u128(7);
        let found = read(&format!("listing-{id}")).unwrap();
        assert_eq!(found, Record::Listing(ListingId::new(id)));
        for stream in ["listing-1", "officer-P-0001"] {
            let refused = read(stream).unwrap_err().to_string();
            assert!(refused.contains(stream), "{refused}");
        }
    }

    #[test]
    fn numbers_are_counted_and_not_spelt() {
        let (second, twelfth) = ("川市监立〔2022〕2号", "川市监立〔2022〕12号");
        assert!(natural_order(second) < natural_order(twelfth));
        assert!(natural_order(twelfth) < natural_order("川市监立〔2023〕1号"));
        assert_eq!(natural_order("a1"), "a00000001");
    }
}
