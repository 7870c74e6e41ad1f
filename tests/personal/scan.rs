//! Looks for texts in bytes, in whatever form they may have been written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// By so many of its bytes a text is found first. A form that is shorter is not looked for: where bytes are
/// sealed it comes up by chance.
const HEAD: usize = 6;

/// Texts that are looked for, each form of them by its first bytes.
pub struct Sought<'a>(HashMap<[u8; HEAD], Vec<(Vec<u8>, &'a str)>>);

impl<'a> Sought<'a> {
    pub fn of(texts: &'a BTreeSet<String>) -> Self {
        let mut sought: HashMap<_, Vec<_>> = HashMap::new();
        for text in texts {
            for form in forms(text) {
                if let Some(head) = form.first_chunk() {
                    sought.entry(*head).or_default().push((form, text.as_str()));
                }
            }
        }
        Self(sought)
    }

    /// Which of them stand in which file.
    pub fn found_in<'b>(
        &self,
        files: &'b BTreeMap<String, Vec<u8>>,
    ) -> BTreeSet<(&'a str, &'b str)> {
        let mut found = BTreeSet::new();
        for (file, bytes) in files {
            for (n, head) in bytes.windows(HEAD).enumerate() {
                let here = self.0.get(head).into_iter().flatten();
                let here = here.filter(|(form, _)| bytes[n..].starts_with(form));
                found.extend(here.map(|(_, text)| (*text, file.as_str())));
            }
        }
        found
    }
}

/// A text as UTF-8, as UTF-16 either way round, and as JSON writes it: as it must, or all of it escaped.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let json = serde_json::to_string(text).unwrap();
    let escaped = |form: fn(u16) -> String| text.encode_utf16().map(form).collect::<String>();
    vec![
        text.into(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        json[1..json.len() - 1].into(),
        escaped(|it| format!("\\u{it:04x}")).into(),
        escaped(|it| format!("\\u{it:04X}")).into(),
    ]
}

/// Whatever form it has, wherever it stands.
#[test]
fn a_text_is_found_in_every_form() {
    let texts = ["举报人周敏".to_owned(), "吴刚\n13800000001".to_owned()].into();
    let sought = Sought::of(&texts);
    for text in &texts {
        for form in forms(text) {
            let bytes = [b"\x00{\"a\":\"", &form[..], b"\"}"].concat();
            let files =
                [("planted".to_owned(), bytes), ("other".to_owned(), vec![b'x'; 40])].into();
            let found = sought.found_in(&files);
            assert_eq!(found, [(text.as_str(), "planted")].into(), "{form:?}");
        }
    }
}
