//! From the table that a history writes to the variables of a mutation: documents given by their text
//! are put aside for upload and named by their digest, days and times become text.

use domain::document::Sha256;
use serde_json::{Map, Value};
use sha2::Digest;
use toml::Table;

use super::history::At;

/// What is sent, and what is uploaded before.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub input: Value,
    pub documents: Vec<(Sha256, String)>,
}

pub(super) fn prepare(input: &Table) -> Prepared {
    let mut documents = vec![];
    let input = object(input, &mut documents);
    Prepared { input, documents }
}

/// A table as JSON, without any upload.
#[must_use]
pub(super) fn json(table: &Table) -> Value {
    object(table, &mut vec![])
}

fn object(table: &Table, documents: &mut Vec<(Sha256, String)>) -> Value {
    let mut map = Map::new();
    for (name, value) in table {
        match value {
            toml::Value::String(text) if name == "text" => {
                let sha256 = Sha256::new(sha2::Sha256::digest(text).into());
                map.insert("sha256".to_owned(), sha256.to_string().into());
                documents.push((sha256, text.clone()));
            }
            other => {
                map.insert(name.clone(), value_of(other, documents));
            }
        }
    }
    Value::Object(map)
}

fn value_of(value: &toml::Value, documents: &mut Vec<(Sha256, String)>) -> Value {
    match value {
        toml::Value::String(it) => it.as_str().into(),
        toml::Value::Integer(it) => (*it).into(),
        toml::Value::Float(it) => (*it).into(),
        toml::Value::Boolean(it) => (*it).into(),
        toml::Value::Datetime(it) => {
            At::try_from(*it).map_or_else(|_| it.to_string(), |it| it.0.to_string()).into()
        }
        toml::Value::Array(all) => all.iter().map(|it| value_of(it, documents)).collect(),
        toml::Value::Table(it) => object(it, documents),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_documents_text_is_uploaded_and_named_by_its_digest() {
        let input: Table = toml::from_str(
            r#"
            receivedOn = 2022-11-14
            opensAt = 2022-11-14T09:30:00
            approval = { type = "FILING_APPROVAL", pages = 2, text = "立案审批表" }
            "#,
        )
        .unwrap();
        let prepared = prepare(&input);
        let [(sha256, text)] = &prepared.documents[..] else { panic!("one document") };
        assert_eq!(text, "立案审批表");
        assert_eq!(
            prepared.input,
            json!({
                "receivedOn": "2022-11-14",
                "opensAt": "2022-11-14T09:30:00+08:00",
                "approval": { "type": "FILING_APPROVAL", "pages": 2, "sha256": sha256.to_string() },
            })
        );
    }
}
