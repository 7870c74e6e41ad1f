//! Document numbers: 机关代字, 文种字, year and sequence (domain.md §8.4, GB/T 9704).

use serde::{Deserialize, Serialize};

use crate::id::Malformed;

/// A document's number: `川市监处罚〔2022〕1号`, or one that another organ allotted: `川市监发〔2022〕68号`
/// (domain.md §8.4, GB/T 9704).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber {
    /// 机关代字 and 文种字 together: where the one ends and the other begins, only their organ knows.
    characters: String,
    year: i16,
    sequence: u32,
}

/// What a number that is allotted here is for, as its 文种字 say. Each organ numbers each kind anew every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NumberKind {
    /// 立: a case.
    Filing,
    /// 罚告: a prior notice.
    PriorNotice,
    /// 听通: a notice of hearing.
    HearingNotice,
    /// 处罚: a penalty decision.
    Penalty,
    /// 不罚: a decision not to penalise.
    NoPenalty,
    /// 退款: an order to refund.
    Refund,
    /// 延缴: a deferral or instalment notice.
    Deferral,
}

impl NumberKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Filing,
        Self::PriorNotice,
        Self::HearingNotice,
        Self::Penalty,
        Self::NoPenalty,
        Self::Refund,
        Self::Deferral,
    ];

    /// The characters that stand for it in a number.
    #[must_use]
    pub fn characters(self) -> &'static str {
        match self {
            Self::Filing => "立",
            Self::PriorNotice => "罚告",
            Self::HearingNotice => "听通",
            Self::Penalty => "处罚",
            Self::NoPenalty => "不罚",
            Self::Refund => "退款",
            Self::Deferral => "延缴",
        }
    }
}

impl DocumentNumber {
    /// The `sequence`th number (from 1) of an organ (`川市监`) for a kind in a year.
    #[must_use]
    pub fn new(organ: &str, kind: NumberKind, year: i16, sequence: u32) -> Self {
        Self { characters: format!("{organ}{}", kind.characters()), year, sequence }
    }

    /// Whether this system allots it to the organ with these 机关代字: it is of one of the kinds that are
    /// numbered here.
    #[must_use]
    pub fn is_allotted_to(&self, organ: &str) -> bool {
        let kind = self.characters.strip_prefix(organ);
        kind.is_some_and(|it| NumberKind::ALL.iter().any(|kind| kind.characters() == it))
    }

    /// The year in which it was numbered.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.year
    }

    /// Whether it ends in the 文种字 of this kind.
    #[must_use]
    pub fn is_for(&self, kind: NumberKind) -> bool {
        self.characters.ends_with(kind.characters())
    }
}

impl std::fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { characters, year, sequence } = self;
        write!(f, "{characters}〔{year:04}〕{sequence}号")
    }
}

impl std::str::FromStr for DocumentNumber {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let number = parse_number(text).filter(|it| it.year >= FIRST_YEAR);
        number.ok_or_else(|| Malformed::new(text, EXPECTED))
    }
}

const EXPECTED: &str = "a document number, like 川市监处罚〔2022〕1号";

/// No organ of this state has numbered anything before.
const FIRST_YEAR: i16 = 1949;

/// How many characters stand before the year: up to ten of the organ, up to six of the kind (市监处罚).
const CHARACTERS: std::ops::RangeInclusive<usize> = 2..=16;

/// `川市监`, `成公（网安）`, `川510104交`: in characters, with what some organs put between them.
fn is_of_an_organ(it: char) -> bool {
    is_han(it) || it.is_ascii_digit() || matches!(it, '（' | '）')
}

fn is_han(it: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&it)
}

/// A number of any year. Years below 1000 were once written without their zeros.
fn parse_number(text: &str) -> Option<DocumentNumber> {
    let (head, rest) = text.split_once('〔')?;
    let (year, rest) = rest.split_once('〕')?;
    let sequence = rest.strip_suffix('号')?;
    let fits = head.starts_with(is_han)
        && head.ends_with(is_han)
        && head.chars().all(is_of_an_organ)
        && CHARACTERS.contains(&head.chars().count())
        && (1..=4).contains(&year.len())
        && year.bytes().all(|it| it.is_ascii_digit())
        && !sequence.starts_with('0')
        && sequence.bytes().all(|it| it.is_ascii_digit());
    let number = fits.then(|| (year.parse().ok(), sequence.parse().ok()))?;
    let (Some(year), Some(sequence)) = number else { return None };
    Some(DocumentNumber { characters: head.to_owned(), year, sequence })
}

impl TryFrom<String> for DocumentNumber {
    type Error = Malformed;

    /// As it was stored: years that are refused at the edge today were accepted once, and what is stored
    /// decodes for ever.
    fn try_from(text: String) -> Result<Self, Malformed> {
        parse_number(&text).ok_or_else(|| Malformed::new(&text, EXPECTED))
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.to_string()
    }
}
