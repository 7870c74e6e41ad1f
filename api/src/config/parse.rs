//! What values of the command line look like, and what is said of those that don't.

use std::str::FromStr;

use axum::http::HeaderValue;
use domain::{clock::PauseKind, document::DocumentNumber, id::CaseId, time::Day};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A case as people name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CaseName {
    /// By its id.
    Id(CaseId),
    /// By its 案号.
    Number(DocumentNumber),
}

/// A pause as the shell states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standstill {
    /// Why.
    pub kind: PauseKind,
    /// Its first day.
    pub from: Date,
    /// The first day that counts again; absent while it lasts.
    pub to: Option<Date>,
}

impl FromStr for CaseName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let id = text.parse().map(Self::Id);
        id.or_else(|_| text.parse().map(Self::Number)).map_err(|_| {
            format!("`{text}` is neither a case's id nor its number, like 川市监立〔2026〕1号")
        })
    }
}

impl std::fmt::Display for CaseName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// A value by the name that it has in files and answers.
pub(super) fn named<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(text.into()).map_err(|error| error.to_string())
}

/// How many bytes something may have: some.
pub(super) fn bytes(text: &str) -> Result<usize, String> {
    let some = text.parse().ok().filter(|it| *it > 0);
    some.ok_or_else(|| "expected a number of bytes, 1 at least".to_owned())
}

/// A day alone.
pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse::<Day>().map(|it| it.0).map_err(|error| error.to_string())
}

pub(super) fn pause(text: &str) -> Result<Standstill, String> {
    let mut parts = text.split(':');
    let (Some(kind), Some(from), to, None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err("expected KIND:FROM:TO, like APPRAISAL:2022-12-01:2022-12-20".to_owned());
    };
    let from = day(from)?;
    let to = to.filter(|it| !it.is_empty()).map(day).transpose()?;
    if to.is_some_and(|it| it <= from) {
        return Err("TO is the first day that counts again: it comes after FROM".to_owned());
    }
    Ok(Standstill { kind: named(kind)?, from, to })
}

pub(super) fn origin(text: &str) -> Result<HeaderValue, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '*', ' ']) => {
            text.parse().map_err(|_| format!("`{text}` can't stand in a header"))
        }
        _ => Err("expected scheme and host, like https://console.example:8443".to_owned()),
    }
}
