//! An event once stored decodes for ever. `fixtures/events/README.md` says how a shape may change.

mod parts;

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
};

use aws_lc_rs::digest;
use domain::{
    Decider, Officer,
    access::Access,
    case::Case,
    claim::{Claim, number::Series},
    document::Sha256,
    inbound::Inbound,
    listing::Listing,
    publicity::Publicity,
    restoration::Restoration,
    restriction::Restriction,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use store::{LogEvent, Metadata, Position, Recorded, newest_schema};

use crate::tidy;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/events");

/// The events of one category, and how the log reads them.
#[derive(Clone, Copy)]
struct Category {
    name: &'static str,
    read: fn(&Recorded) -> Result<Value, String>,
}

const CATEGORIES: [Category; 11] = [
    Category { name: LogEvent::CATEGORY, read: read::<LogEvent> },
    category::<Case, _>(),
    category::<Officer, _>(),
    category::<Series, _>(),
    category::<Claim, _>(),
    category::<Publicity, _>(),
    category::<Access, _>(),
    category::<Listing, _>(),
    category::<Restoration, _>(),
    category::<Restriction, _>(),
    category::<Inbound, _>(),
];

const fn category<D, E>() -> Category
where
    D: Decider<Event = E>,
    E: Serialize + DeserializeOwned,
{
    Category { name: D::CATEGORY, read: read::<E> }
}

/// What a record says, read through the log's own door and written again.
fn read<E: Serialize + DeserializeOwned>(recorded: &Recorded) -> Result<Value, String> {
    let behind = |error: &dyn Error| error.source().map(ToString::to_string).unwrap_or_default();
    let event: E = recorded.decode().map_err(|it| format!("{it}: {}", behind(&it)))?;
    Ok(serde_json::to_value(event).unwrap()["data"].take())
}

impl Category {
    /// Every type, as the events' own names have it.
    fn types(self) -> Vec<String> {
        let refused = as_read((&format!("{}.?", self.name), 1), &json!({})).unwrap_err();
        let names = parts::known("variant", &refused).unwrap();
        names.iter().map(|it| format!("{}.{it}", self.name)).collect()
    }
}

/// What the program makes of a record of that type and schema.
fn as_read((event_type, schema): (&str, u16), data: &Value) -> Result<Value, String> {
    let (name, _) = event_type.split_once('.').unwrap();
    let category = CATEGORIES.into_iter().find(|it| it.name == name);
    let metadata_bytes = fs::read(format!("{FOLDER}/envelopes/clock.json")).unwrap();
    let recorded = Recorded {
        position: Position::new(2),
        stream: format!("{name}-1"),
        revision: 0,
        id: uuid::Uuid::nil(),
        event_type: event_type.to_owned(),
        schema,
        metadata: serde_json::from_slice(&metadata_bytes).unwrap(),
        metadata_bytes,
        data: data.to_string().into_bytes(),
        prev_hash: [0; 32],
        hash: [0; 32],
    };
    (category.unwrap_or_else(|| panic!("no events are of the category `{name}`")).read)(&recorded)
}

/// What the program makes of an envelope.
fn envelope_as_read(envelope: &Value) -> Result<Value, String> {
    let metadata: Metadata =
        serde_json::from_value(envelope.clone()).map_err(|it| it.to_string())?;
    Ok(serde_json::to_value(metadata).unwrap())
}

/// The JSON files of a folder by their names, the ending apart.
fn files(folder: &str) -> BTreeMap<String, Value> {
    let names = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let names =
        names.filter_map(|it| it.to_str().unwrap().strip_suffix(".json").map(str::to_owned));
    let parse = |name: &str| {
        let text = fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
        serde_json::from_str(&text).unwrap_or_else(|flaw| panic!("{name}: {flaw}"))
    };
    names.map(|name| (name.clone(), parse(&name))).collect()
}

/// Every specimen by type and schema.
fn specimens() -> BTreeMap<(String, u16), Value> {
    let specimens = files(FOLDER).into_iter().filter(|(name, _)| !name.ends_with(".as-read"));
    let shape = |name: &str| {
        let (event_type, schema) = name.rsplit_once('.').unwrap();
        let schema = schema.parse().unwrap_or_else(|_| panic!("{name} names no schema"));
        (event_type.to_owned(), schema)
    };
    specimens.map(|(name, data)| (shape(&name), data)).collect()
}

fn envelopes() -> BTreeMap<String, Value> {
    files(&format!("{FOLDER}/envelopes"))
}

#[test]
fn every_event_ever_stored_is_read_as_committed() {
    let files = files(FOLDER);
    for ((event_type, schema), specimen) in specimens() {
        let name = format!("{event_type}.{schema}");
        let newest = schema == newest_schema(&event_type);
        let committed = if newest { name.clone() } else { format!("{name}.as-read") };
        let read = as_read((&event_type, schema), &specimen);
        assert_eq!(read.as_ref().ok(), Some(&files[&committed]), "{name}: {read:?}");
    }
}

#[test]
fn every_envelope_ever_stored_is_read_as_committed() {
    for (name, envelope) in envelopes() {
        assert_eq!(envelope_as_read(&envelope).as_ref(), Ok(&envelope), "{name}");
    }
}

/// No type lacks a specimen of one of its shapes, and no file belongs to none.
#[test]
fn every_shape_of_every_event_has_its_specimen() {
    let mut wanted = BTreeSet::new();
    for event_type in CATEGORIES.into_iter().flat_map(Category::types) {
        let newest = newest_schema(&event_type);
        wanted.extend((1..=newest).map(|it| format!("{event_type}.{it}")));
        wanted.extend((1..newest).map(|it| format!("{event_type}.{it}.as-read")));
    }
    let found: BTreeSet<_> = files(FOLDER).into_keys().collect();
    let missing: Vec<_> = wanted.difference(&found).collect();
    let left_over: Vec<_> = found.difference(&wanted).collect();
    assert!(missing.is_empty(), "fixtures/events lacks {missing:#?}");
    assert!(left_over.is_empty(), "no event is of the shape of {left_over:#?}");
}

#[test]
fn every_category_of_the_domain_is_held_to_its_specimens() {
    let sources = tidy::under("domain/src", &["rs"]);
    let text: String = sources.iter().map(|it| fs::read_to_string(it).unwrap()).collect();
    let deciders = text.split("const CATEGORY: &'static str = \"").skip(1);
    let named: BTreeSet<_> = deciders.filter_map(|it| it.split('"').next()).collect();
    let held = CATEGORIES.iter().map(|it| it.name).filter(|it| *it != LogEvent::CATEGORY);
    assert_eq!(named, held.collect());
}

/// What is stored stays as it is, and so do its specimens: their digests are on record.
#[test]
fn specimens_are_never_changed_or_taken_away() {
    let record = fs::read_to_string(format!("{FOLDER}/SHA256SUMS")).unwrap();
    let recorded: BTreeMap<_, _> = record
        .lines()
        .map(|line| line.split_once("  ").map(|(digest, file)| (file, digest)).unwrap())
        .collect();
    for (file, committed) in &recorded {
        let bytes = fs::read(format!("{FOLDER}/{file}"));
        let bytes = bytes.unwrap_or_else(|_| panic!("{file} was taken away"));
        let digest = digest::digest(&digest::SHA256, &bytes);
        let found = Sha256::new(digest.as_ref().try_into().unwrap()).to_string();
        assert_eq!(&found, committed, "{file} was changed; a new shape has a new schema");
    }
    let events = specimens().into_keys().map(|(of, schema)| format!("{of}.{schema}.json"));
    let envelopes = envelopes().into_keys().map(|it| format!("envelopes/{it}.json"));
    let new: Vec<_> =
        events.chain(envelopes).filter(|it| !recorded.contains_key(it.as_str())).collect();
    assert!(new.is_empty(), "in fixtures/events: sha256sum {} >> SHA256SUMS", new.join(" "));
}

/// Nothing is guessed at, and nothing is skipped.
#[test]
fn what_a_newer_program_wrote_is_refused_by_name() {
    let ((event_type, schema), told) = specimens().pop_first().unwrap();
    let newer = as_read((&event_type, schema + 1), &told).unwrap_err();
    insta::assert_snapshot!(newer, @"access.sealed-read at access-1@0 can't be decoded: its schema is 2, and this program knows none above 1");
    let unheard = as_read(("number.withdrawn", 1), &json!({})).unwrap_err();
    insta::assert_snapshot!(unheard, @"number.withdrawn at number-1@0 can't be decoded: unknown variant `withdrawn`, expected `allotted` at line 1 column 19");
}
