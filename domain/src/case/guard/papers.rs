//! What the papers of an act are checked for: that they are here, of their type, and numbered by whom.

use std::borrow::Cow;

use super::Act;
use crate::{
    Code, Context, Refusals, Rejection,
    case::Case,
    document::{DocumentNumber, DocumentRef, DocumentType, Recording},
    rejection::word,
};

/// A document that an act names, and in which of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper<'a> {
    /// Which.
    pub document: &'a DocumentRef,
    /// From the input object down: `documents.0`.
    pub field: Cow<'static, str>,
}

impl<'a> Paper<'a> {
    /// The document of a field.
    pub(crate) fn new(document: &'a DocumentRef, field: &'static str) -> Self {
        Self { document, field: field.into() }
    }

    /// Those of a field that has several.
    pub(crate) fn all(
        documents: &'a [DocumentRef],
        field: &'static str,
    ) -> impl Iterator<Item = Self> {
        let named = move |(n, document)| Self { document, field: format!("{field}.{n}").into() };
        documents.iter().enumerate().map(named)
    }

    /// The recordings that a field names.
    pub(in crate::case) fn recordings(
        recording: Option<&'a Recording>,
        field: &'static str,
    ) -> impl Iterator<Item = Self> {
        let named = move |(n, document)| {
            let field = format!("{field}.recorded.{n}").into();
            Self { document, field }
        };
        recordings(recording).iter().enumerate().map(named)
    }
}

/// The bytes of every document that an act names are in the document folder.
pub(crate) fn on_hand(papers: Vec<Paper<'_>>, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    for Paper { document, field } in papers {
        refusals.require(context.facts.documents.contains(&document.sha256), || {
            Code::DocumentMissing
                .refuse(
                    format!(
                        "文书「{}」尚未上传（SHA-256：{}）",
                        document.document_type.label(),
                        document.sha256
                    ),
                    format!(
                        "no bytes with SHA-256 {} have been uploaded to this case",
                        document.sha256
                    ),
                )
                .at(&field)
        });
    }
    refusals.verdict()
}

/// It is on file already, under the number that it is named with.
fn on_file(case: &Case, document: &DocumentRef) -> bool {
    let same = |it: &DocumentRef| (it.sha256, &it.number) == (document.sha256, &document.number);
    case.record.documents.iter().any(same)
}

/// What the agency issues to the party comes on file with the act that issues it: any other act names it only as it
/// is on file (PR 78).
pub(in crate::case) fn issued_before<'a>(
    papers: impl IntoIterator<Item = Paper<'a>>,
    case: &Case,
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    for Paper { document, field } in papers {
        let kind = document.document_type;
        refusals.require(!kind.is_issued() || on_file(case, document), || {
            Code::Contradictory
                .refuse(
                    format!("{}随作出它的行为归入案卷，此处只能按案卷所载引用", kind.label()),
                    format!(
                        "a {} comes on file with the act that issues it: name one that is on file, with its number",
                        word(kind)
                    ),
                )
                .under("PR", "78")
                .at(&field)
        });
    }
    refusals.verdict()
}

/// The agency's own numbers are allotted on signing: no act brings one along, unless it names a document
/// that is on file under it (domain.md §8.4).
pub(super) fn numbered_by_others(
    case: &Case,
    act: &dyn Act,
    context: &Context<'_>,
) -> Result<(), Vec<Rejection>> {
    let (agencies, day) = (context.law.agencies(), context.occurred.day());
    let own = context.in_whose_name().and_then(|it| agencies.on(it, day));
    let own = own.and_then(|it| it.organ_characters.as_deref());
    let ours = |it: &&DocumentNumber| own.is_some_and(|organ| it.is_allotted_to(organ));
    let mut refusals = Refusals::new();
    for Paper { document, field } in act.papers() {
        let number = document.number.as_ref().filter(|it| ours(it) && !on_file(case, document));
        refusals.require(number.is_none(), || {
            Code::Contradictory
                .refuse(
                    "本机关的文号由系统在签发时分配，请勿自行填写",
                    "this agency's own numbers are allotted on signing; leave the number out",
                )
                .at(&format!("{field}.number"))
        });
    }
    refusals.verdict()
}

/// An act that the law wants recorded in sound or picture names its recording or says why there is
/// none (PR 43, 44, 82; APL 47).
pub(in crate::case) fn recorded(
    recording: Option<&Recording>,
    article: &str,
) -> Result<(), Vec<Rejection>> {
    if recording.is_some() {
        return Ok(());
    }
    Err(vec![
        Code::RecordingMissing
            .refuse(
                "该行为应当以拍照、录音、录像等方式记录，请注明音像记录或者未记录的原因",
                "the act is to be recorded in sound or picture: name the recording, or the reason for having none",
            )
            .under("PR", article)
            .at("recording"),
    ])
}

/// Whatever is said of how an act was recorded says something: recordings that are some, or a reason (APL 47).
pub(super) fn shown((recording, field): (&Recording, &'static str)) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    let said = match recording {
        Recording::Recorded(all) => !all.is_empty(),
        Recording::Exempt(reason) => !reason.is_blank(),
    };
    refusals.require(said, || {
        Code::RecordingMissing
            .refuse(
                "请注明音像记录，或者说明未记录的原因",
                "name a recording, or the reason for having none",
            )
            .under("APL", "47")
            .at(field)
    });
    for Paper { document, field } in Paper::recordings(Some(recording), field) {
        refusals.check(of_type((document, &field), DocumentType::Recording, ("APL", "47")));
    }
    refusals.verdict()
}

/// The recordings that were made, as documents.
pub(in crate::case) fn recordings(recording: Option<&Recording>) -> &[DocumentRef] {
    match recording {
        Some(Recording::Recorded(recordings)) => recordings,
        Some(Recording::Exempt(_)) | None => &[],
    }
}

/// A document is what the act wants.
pub(crate) fn of_type(
    (document, field): (&DocumentRef, &str),
    wanted: DocumentType,
    article: (&str, &str),
) -> Result<(), Vec<Rejection>> {
    let wants = |it| it == wanted;
    of_kind((document, field), wants, (wanted.label(), &word(wanted)), article)
}

/// A document is of a type that the act accepts, which is called `wanted` in either language.
pub(crate) fn of_kind(
    (document, field): (&DocumentRef, &str),
    accepts: impl Fn(DocumentType) -> bool,
    (wanted, wanted_en): (&str, &str),
    article: (&str, &str),
) -> Result<(), Vec<Rejection>> {
    let found = document.document_type;
    if accepts(found) {
        return Ok(());
    }
    Err(vec![
        Code::DocumentMissing
            .refuse(
                format!("应当附{wanted}，而非{}", found.label()),
                format!("a {wanted_en} is wanted, not a {}", word(found)),
            )
            .under(article.0, article.1)
            .at(field),
    ])
}

/// Each of several documents is.
pub(in crate::case) fn each_of_kind<'a>(
    papers: impl IntoIterator<Item = Paper<'a>>,
    accepts: impl Fn(DocumentType) -> bool,
    wanted: (&str, &str),
    article: (&str, &str),
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    for Paper { document, field } in papers {
        refusals.check(of_kind((document, &field), &accepts, wanted, article));
    }
    refusals.verdict()
}
