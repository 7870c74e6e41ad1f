//! Sealing: personal values leave for the log encrypted, each with the key of its person or of the record
//! that it stands in (design.md §3).

use std::collections::BTreeSet;

use aes_gcm_siv::{
    Aes256GcmSiv, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{KeyError, Keys};

/// What a personal value is written under before sealing, and after.
const OPEN: &str = "$personal";
const SEALED: &str = "$sealed";

/// The names of the keys that sealing an event's JSON takes. `record` names the key of values that belong to
/// nobody.
pub(crate) fn names(value: &mut Value, event: Uuid, record: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let visited = walk(value, &mut String::new(), &mut |pointer, map| {
        names.extend(map.get(OPEN).map(|it| key_of(it, record, &associated(event, pointer))));
        Ok(None)
    });
    // A visit that replaces nothing refuses nothing.
    drop(visited);
    names
}

/// Seals every `$personal` value of an event's JSON, with keys that are there already.
pub(crate) fn seal(
    value: &mut Value,
    keys: &Keys,
    event: Uuid,
    record: &str,
) -> Result<(), KeyError> {
    walk(value, &mut String::new(), &mut |pointer, map| {
        let Some(said) = map.get(OPEN) else { return Ok(None) };
        let name = key_of(said, record, &associated(event, pointer));
        let key = keys.ensured(&name)?;
        let nonce = nonce(event, pointer);
        let plain = said.get("value").cloned().unwrap_or_default().to_string();
        let payload = Payload { msg: plain.as_bytes(), aad: &associated(event, pointer) };
        let sealed = cipher(&key)
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| KeyError::Unopened(name.clone()))?;
        let (n, c) = (STANDARD_NO_PAD.encode(nonce), STANDARD_NO_PAD.encode(sealed));
        Ok(Some(json!({ SEALED: { "k": name, "n": n, "c": c } })))
    })
}

/// The name of the key for what is said: its person's, one of its own for its place, or the record's.
fn key_of(said: &Value, record: &str, place: &[u8]) -> String {
    match (said.get("of").and_then(Value::as_str), said.get("apart")) {
        (Some(of), _) => of.to_owned(),
        (None, Some(_)) => format!("own-{}", hex::encode(Sha256::digest(place))),
        (None, None) => record.to_owned(),
    }
}

/// Which sealed values are opened.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Opened<'a> {
    /// Those that the key of this record seals.
    OfRecord(&'a str),
    /// All, those of people too.
    All,
}

/// Opens the sealed values of an event's JSON whose key still exists; the others stay as they are.
pub(crate) fn open(
    value: &mut Value,
    keys: &Keys,
    (event, opened): (Uuid, Opened<'_>),
) -> Result<(), KeyError> {
    walk(value, &mut String::new(), &mut |pointer, map| {
        let Some(sealed) = map.get(SEALED) else { return Ok(None) };
        if let Opened::OfRecord(record) = opened
            && sealed.get("k").and_then(Value::as_str) != Some(record)
        {
            return Ok(None);
        }
        let opened = open_one(sealed, keys, &associated(event, pointer))?;
        Ok(opened.map(|value| json!({ OPEN: { "value": value } })))
    })
}

/// Opens what an event repeats from `earlier` ones, each with its id and its JSON, so that it is
/// sealed anew at its own place: a sealed value opens nowhere else.
pub(crate) fn reopen(
    value: &mut Value,
    keys: &Keys,
    earlier: impl Fn() -> Vec<(Uuid, Value)>,
) -> Result<(), KeyError> {
    walk(value, &mut String::new(), &mut |_, map| {
        let Some(sealed) = map.get(SEALED) else { return Ok(None) };
        let origin = earlier().into_iter().find_map(|(event, mut data)| {
            place(&mut data, sealed).map(|pointer| associated(event, &pointer))
        });
        let opened = origin.map(|associated| open_one(sealed, keys, &associated)).transpose()?;
        let said = |value| json!({ OPEN: { "of": sealed["k"], "value": value } });
        Ok(opened.flatten().map(said))
    })
}

/// Where in an event's JSON a sealed value stands.
fn place(data: &mut Value, wanted: &Value) -> Option<String> {
    let mut found = None;
    let visited = walk(data, &mut String::new(), &mut |pointer, map| {
        if map.get(SEALED) == Some(wanted) {
            found = Some(pointer.to_owned());
        }
        Ok(None)
    });
    visited.ok().and(found)
}

fn open_one(sealed: &Value, keys: &Keys, associated: &[u8]) -> Result<Option<Value>, KeyError> {
    let part = |name| sealed.get(name).and_then(Value::as_str).unwrap_or_default();
    let name = part("k");
    let Some(key) = keys.get(name)? else { return Ok(None) };
    let refuse = || KeyError::Unopened(name.to_owned());
    let nonce: [u8; 12] = STANDARD_NO_PAD
        .decode(part("n"))
        .ok()
        .and_then(|it| it.try_into().ok())
        .ok_or_else(refuse)?;
    let cipher_text = STANDARD_NO_PAD.decode(part("c")).map_err(|_| refuse())?;
    let payload = Payload { msg: &cipher_text, aad: associated };
    let plain = cipher(&key).decrypt(&Nonce::from(nonce), payload).map_err(|_| refuse())?;
    serde_json::from_slice(&plain).map(Some).map_err(|_| refuse())
}

/// Bytes sealed as a whole.
pub(crate) fn seal_bytes(key: &[u8; 32], id: Uuid, bytes: &[u8]) -> Option<Vec<u8>> {
    let payload = Payload { msg: bytes, aad: &associated(id, "") };
    cipher(key).encrypt(&Nonce::from(nonce(id, "")), payload).ok()
}

/// Bytes that were sealed as a whole.
pub(crate) fn open_bytes(key: &[u8; 32], id: Uuid, sealed: &[u8]) -> Option<Vec<u8>> {
    let payload = Payload { msg: sealed, aad: &associated(id, "") };
    cipher(key).decrypt(&Nonce::from(nonce(id, "")), payload).ok()
}

/// What replaces an object at a JSON pointer, where anything does.
type Replaced = Result<Option<Value>, KeyError>;

/// Visits every object, with its JSON pointer; what is replaced is not entered.
fn walk(
    value: &mut Value,
    pointer: &mut String,
    visit: &mut impl FnMut(&str, &Map<String, Value>) -> Replaced,
) -> Result<(), KeyError> {
    if let Value::Object(map) = value
        && let Some(replacement) = visit(pointer, map)?
    {
        *value = replacement;
        return Ok(());
    }
    let length = pointer.len();
    let children: Vec<(String, &mut Value)> = match value {
        Value::Object(map) => map
            .iter_mut()
            .map(|(key, it)| (key.replace('~', "~0").replace('/', "~1"), it))
            .collect(),
        Value::Array(items) => {
            items.iter_mut().enumerate().map(|(n, it)| (n.to_string(), it)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![],
    };
    for (step, child) in children {
        pointer.push('/');
        pointer.push_str(&step);
        walk(child, pointer, visit)?;
        pointer.truncate(length);
    }
    Ok(())
}

fn cipher(key: &[u8; 32]) -> Aes256GcmSiv {
    Aes256GcmSiv::new(key.into())
}

fn associated(event: Uuid, pointer: &str) -> Vec<u8> {
    [event.as_bytes().as_slice(), &[0], pointer.as_bytes()].concat()
}

fn nonce(event: Uuid, pointer: &str) -> [u8; 12] {
    let digest = Sha256::digest(associated(event, pointer));
    std::array::from_fn(|n| digest[n])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Synchronous;

    /// Sealed, with keys made for it.
    fn sealed(value: &mut Value, keys: &Keys, event: Uuid) {
        keys.ensure(&names(value, event, "case-1")).unwrap();
        seal(value, keys, event, "case-1").unwrap();
    }

    #[test]
    fn a_sealed_value_opens_with_its_key_at_its_place_alone() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        let event = Uuid::from_u128(7);
        let said =
            json!({ "list": [{ "$personal": { "of": "p-1", "value": "王五" } }], "plain": 1 });
        let mut value = said.clone();
        sealed(&mut value, &keys, event);
        assert!(!value.to_string().contains("王五"));
        assert_eq!(value["list"][0][SEALED]["k"], "p-1");
        let sealed = value.clone();
        open(&mut value, &keys, (event, Opened::OfRecord("case-1"))).unwrap();
        assert_eq!(value, sealed);
        open(&mut value, &keys, (event, Opened::All)).unwrap();
        assert_eq!(value["list"][0][OPEN]["value"], "王五");
        let mut moved = json!({ "elsewhere": sealed["list"][0] });
        assert!(open(&mut moved, &keys, (event, Opened::All)).is_err());
    }

    #[test]
    fn what_is_sealed_apart_has_a_key_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        let said = json!({ "$personal": { "apart": true, "value": "周敏" } });
        let mut value = json!({ "one": said, "other": said });
        sealed(&mut value, &keys, Uuid::nil());
        let (one, other) = (&value["one"][SEALED]["k"], &value["other"][SEALED]["k"]);
        assert!(one != other && *one != "case-1" && *other != "case-1");
        keys.destroy(one.as_str().unwrap()).unwrap();
        open(&mut value, &keys, (Uuid::nil(), Opened::All)).unwrap();
        assert!(value["one"].get(SEALED).is_some());
        assert_eq!(value["other"][OPEN]["value"], "周敏");
    }

    #[test]
    fn what_is_repeated_is_sealed_anew_at_its_new_place() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        let (filing, decision) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let said = json!({ "$personal": { "of": "p-1", "value": "王五" } });
        let mut filed = json!({ "party": { "operator": said } });
        sealed(&mut filed, &keys, filing);
        let mut decided = json!({ "of": filed["party"] });
        reopen(&mut decided, &keys, || vec![(filing, filed.clone())]).unwrap();
        assert_eq!(decided["of"]["operator"], said);
        sealed(&mut decided, &keys, decision);
        assert!(!decided.to_string().contains("王五"));
        open(&mut decided, &keys, (decision, Opened::All)).unwrap();
        assert_eq!(decided["of"]["operator"][OPEN]["value"], "王五");
        keys.destroy("p-1").unwrap();
        let mut later = json!({ "of": filed["party"] });
        reopen(&mut later, &keys, || vec![(filing, filed.clone())]).unwrap();
        assert_eq!(later["of"], filed["party"]);
    }

    #[test]
    fn what_a_destroyed_key_sealed_stays_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        let mut value = json!({ "note": { "$personal": { "value": "住址" } } });
        sealed(&mut value, &keys, Uuid::nil());
        keys.destroy("case-1").unwrap();
        let before = value.clone();
        open(&mut value, &keys, (Uuid::nil(), Opened::All)).unwrap();
        assert_eq!(value, before);
    }
}
