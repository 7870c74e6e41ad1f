//! What the shapes of events are made of, as far as the specimens reach: words from closed lists, and
//! fields. Asked for one that is called `?`, the program refuses and names all that it knows.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::{Value, json};

use super::{FOLDER, as_read, envelope_as_read, envelopes, specimens};

/// Of sealed content specimens have the form before sealing.
const AFTER_SEALING: &str = "$sealed";

/// Serde lets a variant without content pass whatever stands beside its tag.
const LAX: [&str; 1] = ["clock/actor"];

/// What all the specimens are made of.
#[derive(Default)]
struct Parts {
    /// The words of each closed list.
    words: BTreeSet<String>,
    /// The fields of each part, and those of them that some specimen has.
    fields: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// Where a field that nobody knows passes.
    lax: Vec<String>,
}

/// All that a refusal names beside the variant or field `?`.
pub(super) fn known(what: &str, refused: &str) -> Option<Vec<String>> {
    let (_, known) = refused.split_once(&format!("unknown {what} `?`, expected "))?;
    Some(known.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

impl Parts {
    fn of_all_specimens() -> Self {
        let mut parts = Self::default();
        for ((event_type, schema), specimen) in specimens() {
            parts.take(&event_type, &specimen, |it| as_read((&event_type, schema), it));
        }
        for (name, specimen) in envelopes() {
            parts.take(&name, &specimen, envelope_as_read);
        }
        parts
    }

    fn take(
        &mut self,
        name: &str,
        specimen: &Value,
        read: impl Fn(&Value) -> Result<Value, String>,
    ) {
        for place in places(specimen, String::new()) {
            let refused = |put: Value| {
                let mut altered = specimen.clone();
                *altered.pointer_mut(&place).unwrap() = put;
                read(&altered).err()
            };
            let word = refused(json!("?")).and_then(|it| known("variant", &it));
            self.words.extend(word.map(|it| it.join(" ")));
            let Value::Object(part) = specimen.pointer(&place).unwrap() else { continue };
            let mut more = part.clone();
            more.insert("?".to_owned(), Value::Null);
            match refused(Value::Object(more)) {
                None => self.lax.push(format!("{name}{place}")),
                Some(refused) => {
                    let Some(fields) = known("field", &refused) else { continue };
                    self.fields.entry(fields).or_default().extend(part.keys().cloned());
                }
            }
        }
    }
}

/// Every place in a JSON document, as pointers.
fn places(value: &Value, here: String) -> Vec<String> {
    let within: Vec<_> = match value {
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, it)| places(it, format!("{here}/{name}"))).collect()
        }
        Value::Array(items) => {
            (0..).zip(items).flat_map(|(n, it)| places(it, format!("{here}/{n}"))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![],
    };
    [here].into_iter().chain(within).collect()
}

#[test]
fn every_field_is_filled_in_some_specimen() {
    let parts = Parts::of_all_specimens();
    let unfilled = parts.fields.iter().filter_map(|(fields, filled)| {
        let missing = |it: &&String| !filled.contains(*it) && *it != AFTER_SEALING;
        let missing: Vec<_> = fields.iter().filter(missing).collect();
        (!missing.is_empty()).then(|| format!("{missing:?} of {fields:?}"))
    });
    assert_eq!(unfilled.collect::<Vec<_>>(), [""; 0]);
}

/// An older program stops at what it would lose: events deny fields that they don't know.
#[test]
fn no_part_of_an_event_lets_an_unknown_field_pass() {
    assert_eq!(Parts::of_all_specimens().lax, LAX);
}

/// `words.txt` has each closed list on a line, and keeps the shorter ones that it once was.
#[test]
fn every_word_ever_stored_is_still_known() {
    let parts = Parts::of_all_specimens();
    let on_record = fs::read_to_string(format!("{FOLDER}/words.txt")).unwrap();
    let has = |list: &str, word: &str| list.split(' ').any(|it| it == word);
    let read =
        |line: &&str| parts.words.iter().any(|list| line.split(' ').all(|word| has(list, word)));
    let unread: Vec<_> = on_record.lines().filter(|line| !read(line)).collect();
    assert!(unread.is_empty(), "a word of these lists is no longer read:\n{}", unread.join("\n"));
    let new = parts.words.iter().filter(|it| !on_record.lines().any(|line| line == *it));
    let new: Vec<_> = new.map(String::as_str).collect();
    assert!(new.is_empty(), "lines for fixtures/events/words.txt:\n{}", new.join("\n"));
}
