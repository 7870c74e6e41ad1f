//! Natural persons: their identity number, read once at the edge, and how their name is shown.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::id::Malformed;

/// A resident identity number (公民身份号码, GB 11643-1999): a division, a day of birth that exists, a
/// sequence, and a check character that fits. Stored only sealed.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdNumber(String);

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder.
const CHECKS: &[u8; 11] = b"10X98765432";

impl IdNumber {
    /// As it is written, an `X` at its end in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day of birth.
    #[must_use]
    pub fn born(&self) -> Date {
        born(&self.0).unwrap_or(Date::ZERO)
    }

    /// Full years of age (周岁), which are reached on the day *after* the birthday.
    #[must_use]
    pub fn age(&self, on: Date) -> i16 {
        let years = on.year() - self.born().year();
        let birthday = self.born().saturating_add(years.years());
        if on > birthday { years } else { years - 1 }
    }

    /// Younger than that on that day; the rulebook has the ages of APL 30.
    #[must_use]
    pub fn is_under(&self, years: u32, on: Date) -> bool {
        i64::from(self.age(on)) < i64::from(years)
    }
}

fn born(number: &str) -> Option<Date> {
    let part = |range| number.get(range);
    let (year, month, day) = (part(6..10)?, part(10..12)?, part(12..14)?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn check_character(seventeen: &str) -> Option<u8> {
    let mut sum = 0;
    for (digit, weight) in seventeen.chars().zip(WEIGHTS) {
        sum += digit.to_digit(10)? * weight;
    }
    CHECKS.get(sum as usize % 11).copied()
}

/// What is wrong with a number that is trimmed and in capitals.
fn flaw(number: &str) -> Option<&'static str> {
    if number.len() != 18 || !number[..17].bytes().all(|it| it.is_ascii_digit()) {
        return Some("an identity number: 17 digits and a digit or X");
    }
    if born(number).is_none() {
        return Some("an identity number: its 7th to 14th digits are no date");
    }
    if check_character(&number[..17]) != number.bytes().last() {
        return Some("an identity number: its check character, the 18th, is wrong");
    }
    None
}

impl std::str::FromStr for IdNumber {
    type Err = Malformed;

    /// The error never repeats the number: it would end up in a log.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let number = text.trim().to_ascii_uppercase();
        if !number.is_ascii() {
            return Err(Malformed::new("******", "an identity number: 17 digits and a digit or X"));
        }
        match flaw(&number) {
            None => Ok(Self(number)),
            Some(expected) => Err(Malformed::new("******", expected)),
        }
    }
}

impl std::fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdNumber(…)")
    }
}

impl TryFrom<String> for IdNumber {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<IdNumber> for String {
    fn from(number: IdNumber) -> Self {
        number.0
    }
}

/// Surnames of two characters that are still borne.
const COMPOUND_SURNAMES: [&str; 24] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "司空", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "夏侯", "长孙", "宇文", "轩辕", "端木", "独孤", "南宫", "西门", "东郭", "百里", "呼延", "澹台",
];

/// A name as it may be shown: the surname, and 某 for each further character, two at most
/// (domain.md §8.6). Never empty.
#[must_use]
pub fn masked(name: &str) -> String {
    let name = name.trim();
    let compound =
        COMPOUND_SURNAMES.iter().find(|it| name.starts_with(**it) && name.len() > it.len());
    let surname = match compound {
        Some(surname) => surname,
        None => name.chars().next().map_or("", |first| &name[..first.len_utf8()]),
    };
    match name[surname.len()..].chars().count() {
        0 | 1 => format!("{surname}某"),
        _ => format!("{surname}某某"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_is_read_with_its_date_and_check() {
        let number: IdNumber = " 11010519491231002x ".parse().unwrap();
        assert_eq!(number.as_str(), "11010519491231002X");
        assert_eq!(number.born(), date(1949, 12, 31));
        for (wrong, why) in [
            ("110105194912310021", "check character"),
            ("11010519490231002X", "no date"),
            ("110105491231002", "17 digits"),
            ("1101051949123100２X", "17 digits"),
        ] {
            let refused = wrong.parse::<IdNumber>().unwrap_err().to_string();
            assert!(refused.contains(why) && !refused.contains("1949"), "{refused}");
        }
        assert_eq!(format!("{number:?}"), "IdNumber(…)");
    }

    /// APL 30 counts 周岁: of age on the day after the eighteenth birthday.
    #[test]
    fn one_is_of_age_on_the_day_after_the_birthday() {
        let head = "51010420040229001";
        let check = char::from(check_character(head).unwrap());
        let leap: IdNumber = format!("{head}{check}").parse().unwrap();
        assert!(leap.is_under(18, date(2022, 2, 28)));
        assert!(!leap.is_under(18, date(2022, 3, 1)));
        assert_eq!(leap.age(date(2018, 3, 1)), 14);
    }

    #[test]
    fn names_are_masked_behind_the_surname() {
        let shown = ["王五", "王小明", "欧阳修", "欧阳娜娜", "欧阳", "扎西多吉", "John Smith", ""]
            .map(masked);
        assert_eq!(shown.join(" "), "王某 王某某 欧阳某 欧阳某某 欧某 扎某某 J某某 某");
    }
}
