//! Reads the rows of a file, each flaw named by file and key.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de, de::DeserializeOwned};
use toml::{Table, Value};

use super::{Confidence, Row, RulebookError, row::Named};
use crate::citation::Citation;

/// What every row says besides what is its own.
#[derive(Deserialize)]
struct Head {
    #[serde(default, deserialize_with = "scope")]
    scope: Option<String>,
    from: Date,
    to: Option<Date>,
    #[serde(deserialize_with = "citation")]
    authority: Citation,
    #[serde(deserialize_with = "confidence")]
    confidence: Confidence,
}

const HEAD: [&str; 5] = ["scope", "from", "to", "authority", "confidence"];

impl RulebookError {
    pub(crate) fn new(file: &str, key: &str, problem: impl Into<String>) -> Self {
        Self { file: file.to_owned(), key: key.to_owned(), problem: problem.into() }
    }
}

/// The arrays of tables of a file, which are these and no others: `[[timer]]`.
pub(crate) fn arrays<const N: usize>(
    file: &str,
    text: &str,
    names: [&str; N],
) -> Result<[Vec<Table>; N], RulebookError> {
    let mut tables: Table = toml::from_str(text).map_err(|error| {
        let before = &text[..error.span().map_or(0, |span| span.start.min(text.len()))];
        let line = before.matches('\n').count() + 1;
        RulebookError::new(file, &format!("line {line}"), error.message())
    })?;
    let mut found = [const { vec![] }; N];
    for (array, name) in found.iter_mut().zip(names) {
        let rows = tables.remove(name).unwrap_or_else(|| Value::Array(vec![]));
        *array = rows
            .try_into()
            .map_err(|error: toml::de::Error| RulebookError::new(file, name, error.message()))?;
    }
    match tables.keys().next() {
        Some(other) => Err(RulebookError::new(file, other, "nothing is known by this name")),
        None => Ok(found),
    }
}

/// How a row is called: what stands under `key` in it.
pub(crate) fn name(
    file: &str,
    array: &str,
    key: &str,
    row: &Table,
) -> Result<String, RulebookError> {
    match row.get(key) {
        Some(Value::String(name)) => Ok(name.clone()),
        Some(other) => Ok(other.to_string()),
        None => Err(RulebookError::new(file, array, format!("a row has no `{key}`"))),
    }
}

/// What a table says, where nothing in it is unknown or missing.
pub(crate) fn say<T: DeserializeOwned>(
    file: &str,
    name: &str,
    value: impl Into<Value>,
) -> Result<T, RulebookError> {
    value.into().try_into().map_err(|error: toml::de::Error| {
        RulebookError::new(file, name, error.to_string().trim().replace('\n', " "))
    })
}

/// The rows of an array, with their names.
pub(super) fn rows<K: DeserializeOwned, V: DeserializeOwned>(
    file: &str,
    array: &str,
    key: &str,
    tables: Vec<Table>,
) -> Result<Named<K, V>, RulebookError> {
    tables.into_iter().map(|table| row(file, array, key, table)).collect()
}

fn row<K: DeserializeOwned, V: DeserializeOwned>(
    file: &str,
    array: &str,
    key: &str,
    table: Table,
) -> Result<(String, Row<K, V>), RulebookError> {
    let name = name(file, array, key, &table)?;
    let (head, mut own): (Table, Table) =
        table.into_iter().partition(|(field, _)| HEAD.contains(&field.as_str()));
    let key = own.remove(key).unwrap_or_else(|| Value::String(name.clone()));
    let Head { scope, from, to, authority, confidence } = say(file, &name, head)?;
    let (key, value) = (say(file, &name, key)?, say(file, &name, own)?);
    Ok((name, Row { key, scope, from, to, authority, confidence, value }))
}

/// `PR 50.1(2)`.
pub(crate) fn citation<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Citation, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|error| {
        de::Error::custom(format!("{error}; an authority is an instrument and an article: `PR 18`"))
    })
}

/// `["PR 7", "APL 17"]`.
pub(super) fn citations<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Citation>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|it| it.parse().map_err(de::Error::custom)).collect()
}

/// How sure a row is. What an officer states stands in the act, and in no file.
pub(crate) fn confidence<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Confidence, D::Error> {
    let said = Confidence::deserialize(deserializer)?;
    if said == Confidence::OfficerStated {
        let problem = "`OFFICER_STATED` is what an officer states with an act: no file says it";
        return Err(de::Error::custom(problem));
    }
    Ok(said)
}

/// The beginning of a division's code: two, four or six digits.
fn scope<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let fits = matches!(text.len(), 2 | 4 | 6) && text.bytes().all(|it| it.is_ascii_digit());
    let expected = "is not a scope: the first two, four or all six digits of a division's code";
    if fits { Ok(Some(text)) } else { Err(de::Error::custom(format!("`{text}` {expected}"))) }
}
