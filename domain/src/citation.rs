//! Where the law says it: an instrument and an article.

use serde::{Deserialize, Serialize};

use crate::id::{InstrumentId, Malformed};

/// An article of an instrument. `PR 50.1(2)` is 第五十条第一款第二项 of the procedure rules.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Which instrument.
    pub instrument: InstrumentId,
    /// Which article, paragraph and item.
    pub article: Article,
}

/// An article, perhaps a paragraph (款) and an item (项) of it: `50`, `50.1`, `50.1(2)`, `60(3)`; `0` is
/// the instrument as a whole, where it has no articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Article {
    number: u16,
    paragraph: Option<u8>,
    item: Option<u8>,
}

const EXPECTED: &str = "an article, like `50`, `50.1` or `50.1(2)`";

impl std::str::FromStr for Article {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let refuse = |_| Malformed::new(text, EXPECTED);
        let (head, item) = match text.split_once('(') {
            Some((head, rest)) => {
                let digits = rest.strip_suffix(')').ok_or(Malformed::new(text, EXPECTED))?;
                (head, Some(digits.parse().map_err(refuse)?))
            }
            None => (text, None),
        };
        let (number, paragraph) = match head.split_once('.') {
            Some((number, paragraph)) => (number, Some(paragraph.parse().map_err(refuse)?)),
            None => (head, None),
        };
        Ok(Self { number: number.parse().map_err(refuse)?, paragraph, item })
    }
}

impl std::fmt::Display for Article {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.number)?;
        self.paragraph.map_or(Ok(()), |it| write!(f, ".{it}"))?;
        self.item.map_or(Ok(()), |it| write!(f, "({it})"))
    }
}

impl TryFrom<String> for Article {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<Article> for String {
    fn from(article: Article) -> Self {
        article.to_string()
    }
}

impl Article {
    /// Its number; 0 is the instrument as a whole.
    #[must_use]
    pub fn number(self) -> u16 {
        self.number
    }

    /// As Chinese law writes it: `第五十条第一款第二项`; nothing for an instrument as a whole.
    #[must_use]
    pub fn in_chinese(self) -> String {
        if self.number == 0 {
            return String::new();
        }
        let mut text = format!("第{}条", numeral(self.number));
        if let Some(paragraph) = self.paragraph {
            text += &format!("第{}款", numeral(paragraph.into()));
        }
        if let Some(item) = self.item {
            text += &format!("第{}项", numeral(item.into()));
        }
        text
    }
}

/// A number in Chinese: `一百零八`, `十九`.
fn numeral(number: u16) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const UNITS: [(u16, &str); 5] =
        [(10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"), (1, "")];
    let (mut text, mut gap) = (String::new(), false);
    for (unit, name) in UNITS {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = true;
            continue;
        }
        if gap && !text.is_empty() {
            text += DIGITS[0];
        }
        gap = false;
        if (digit, unit) != (1, 10) || !text.is_empty() {
            text += DIGITS[usize::from(digit)];
        }
        text += name;
    }
    if text.is_empty() { DIGITS[0].to_owned() } else { text }
}

/// A citation that the code itself makes.
///
/// # Panics
///
/// Never in a build that passed its tests: each literal is checked by the test that reaches it.
#[must_use]
#[track_caller]
pub fn cite(instrument: &str, article: &str) -> Citation {
    match (instrument.parse(), article.parse()) {
        (Ok(instrument), Ok(article)) => Citation { instrument, article },
        _ => panic!("`{instrument} {article}` is not a citation"),
    }
}

impl Citation {
    /// It is that article, or a paragraph or an item of it.
    #[must_use]
    pub fn is_of(&self, whole: &Self) -> bool {
        self.instrument == whole.instrument && self.article.number == whole.article.number
    }
}

impl std::fmt::Display for Citation {
    /// For programs and people who know the ids: `PR 50.1(2)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.article {
            Article { number: 0, paragraph: None, item: None } => write!(f, "{}", self.instrument),
            article => write!(f, "{} {article}", self.instrument),
        }
    }
}

impl std::str::FromStr for Citation {
    type Err = Malformed;

    /// `PR 50.1(2)`, or the instrument alone.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (instrument, article) = text.split_once(' ').unwrap_or((text, "0"));
        Ok(Self { instrument: instrument.parse()?, article: article.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_read_as_the_law_writes_them() {
        let article: Article = "50.1(2)".parse().unwrap();
        assert_eq!(article.in_chinese(), "第五十条第一款第二项");
        assert_eq!(article.to_string(), "50.1(2)");
        let spoken = [0, 7, 10, 19, 20, 64, 100, 108, 110, 135].map(numeral);
        assert_eq!(spoken.join(" "), "零 七 十 十九 二十 六十四 一百 一百零八 一百一十 一百三十五");
        let long = [1_000, 1_001, 1_019, 1_260, 10_010].map(numeral);
        assert_eq!(long.join(" "), "一千 一千零一 一千零一十九 一千二百六十 一万零一十");
        assert!("五十".parse::<Article>().is_err());
    }

    #[test]
    fn an_instrument_without_articles_is_cited_as_a_whole() {
        let whole: Citation = "SYS3".parse().unwrap();
        assert_eq!(whole.to_string(), "SYS3");
        assert_eq!(whole.article.in_chinese(), "");
        assert_eq!("PR 50.1(2)".parse::<Citation>().unwrap(), cite("PR", "50.1(2)"));
    }
}
