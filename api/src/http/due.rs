//! 双公示 as files: `/publicity/due.csv` and `/publicity/due.json`, what is to be made public on a channel in the fields
//! in which it is handed in.

use std::sync::Arc;

use axum::{
    Extension, Json, Router,
    extract::{Query, State, rejection::QueryRejection},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    id::Malformed,
    publicity::{
        Channel,
        dual::{Entry, Field},
    },
    time::Day,
};
use jiff::civil::Date;
use projections::publicity::{PublicityFilter, PublicityRow};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Refusal, documents::officer};
use crate::{App, auth::Verified, viewer::claimed};

/// Both files; they want a token.
pub fn routes(app: App) -> Router {
    Router::new()
        .route("/publicity/due.csv", get(as_csv))
        .route("/publicity/due.json", get(as_json))
        .with_state(app)
}

/// What the batch is narrowed to.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    /// Where: on Credit China, where nothing is said.
    channel: Option<Channel>,
    /// Decided on this day or later.
    decided_from: Option<String>,
    /// Decided on this day or earlier.
    decided_to: Option<String>,
}

type Batch = Vec<(PublicityRow, Entry)>;

async fn batch(
    app: &App,
    verified: &Verified,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<(Channel, Batch), Refusal> {
    let Query(asked) = asked.map_err(|error| Refusal::Malformed(error.body_text()))?;
    let viewer = app.borne_out(&claimed(officer(verified)?))?;
    let channel = asked.channel.unwrap_or(Channel::CreditChina);
    let filter = PublicityFilter {
        channel: Some(channel),
        decided_from: day(asked.decided_from.as_deref())?,
        decided_to: day(asked.decided_to.as_deref())?,
        ..PublicityFilter::default()
    };
    Ok((channel, app.dual_batch(&viewer, &filter).await?))
}

fn day(text: Option<&str>) -> Result<Option<Date>, Refusal> {
    let malformed = |error: Malformed| Refusal::Malformed(error.to_string());
    let day = text.map(str::parse::<Day>).transpose().map_err(malformed)?;
    Ok(day.map(|it| it.0))
}

/// What may be shown already, one line each.
async fn as_csv(
    State(app): State<App>,
    Extension(verified): Extension<Arc<Verified>>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let (_, batch) = batch(&app, &verified, asked).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (CONTENT_DISPOSITION, "attachment; filename=\"due.csv\""),
    ];
    Ok((headers, csv(&batch)).into_response())
}

/// All of it, each decision with what it lacks.
async fn as_json(
    State(app): State<App>,
    Extension(verified): Extension<Arc<Verified>>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let (channel, batch) = batch(&app, &verified, asked).await?;
    let rows: Vec<_> = batch.iter().map(row).collect();
    Ok(Json(json!({ "channel": channel, "rows": rows })).into_response())
}

fn row((row, entry): &(PublicityRow, Entry)) -> Value {
    let fields: Map<_, _> = entry
        .fields
        .iter()
        .map(|(field, value)| {
            (field.code().to_owned(), json!(Some(value).filter(|it| !it.is_empty())))
        })
        .collect();
    let lacking: Vec<_> = entry
        .lacking
        .iter()
        .map(|it| json!({ "code": it.field.map(Field::code), "why": it.why, "expected": it.expected }))
        .collect();
    json!({
        "publicityId": row.id,
        "caseId": row.key.case,
        "decision": row.key.decision,
        "number": row.number,
        "fields": if fields.is_empty() { Value::Null } else { Value::Object(fields) },
        "lacking": lacking,
    })
}

/// RFC 4180, with the mark by which spreadsheets know UTF-8.
fn csv(batch: &Batch) -> String {
    let mut text = format!("\u{feff}{}", line(Field::ALL.map(Field::code)));
    for (_, entry) in batch.iter().filter(|(_, it)| !it.fields.is_empty()) {
        text += &line(entry.fields.iter().map(|(_, value)| value.as_str()));
    }
    text
}

fn line<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<_> = values.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

/// Quoted, and never a formula to a spreadsheet.
fn cell(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a spreadsheet would carry out stands there as text, and a quote or a comma ends no cell.
    #[test]
    fn a_cell_is_quoted_and_is_no_formula() {
        let told = ["=1+1", "@SUM(A1)", "-2", "＝1", "某公司,\"甲\"", "2022/12/21", ""].map(cell);
        assert_eq!(
            told,
            [
                "\"'=1+1\"",
                "\"'@SUM(A1)\"",
                "\"'-2\"",
                "\"'＝1\"",
                "\"某公司,\"\"甲\"\"\"",
                "\"2022/12/21\"",
                "\"\"",
            ]
        );
    }
}
