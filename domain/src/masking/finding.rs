//! What is never published, found in a text (domain.md §8.5, §8.6): numbers that name a person, reach one or pay one.

use super::Datum;
use crate::{Code, Refusals, Rejection, party::identity::IdNumber};

/// What of a text is never published, each kind once. It finds what can be told by its form alone: identity numbers, mobile
/// telephones, e-mail addresses, numbers of bank cards.
#[must_use]
pub fn never_shown(text: &str) -> Vec<Datum> {
    let plain: String = text.chars().map(half_width).collect();
    let numbers = numbers(&plain);
    let found = [
        (Datum::IdNumber, numbers.iter().any(|it| it.parse::<IdNumber>().is_ok())),
        (Datum::Contact, numbers.iter().any(|it| is_mobile(it)) || has_address(&plain)),
        (Datum::Account, numbers.iter().any(|it| is_card(it))),
    ];
    found.into_iter().filter_map(|(datum, there)| there.then_some(datum)).collect()
}

/// Nothing of what was found to be never published stands in what is to be shown. The refusal names its kind alone.
pub(crate) fn fit_for_all(
    found: impl IntoIterator<Item = Datum>,
    field: &str,
    (instrument, article): (&str, &str),
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    for datum in found {
        refusals.refuse(
            Code::NotProvidedFor
                .refuse(
                    format!("其中有{}，不得向社会公示，请删除", datum.label()),
                    "it tells what is never published: take it out",
                )
                .under(instrument, article)
                .at(field),
        );
    }
    refusals.verdict()
}

/// Full-width digits and letters are written in half.
fn half_width(it: char) -> char {
    let narrow = u32::from(it).checked_sub(0xFEE0).filter(|it| (0x21..=0x7E).contains(it));
    narrow.and_then(char::from_u32).unwrap_or(it)
}

/// The runs of digits, an X at their end included, read over single spaces and hyphens within them. What letters stand
/// beside is part of another number, as a 统一社会信用代码 is.
fn numbers(text: &str) -> Vec<String> {
    let of_a_number = |it: char| it.is_ascii_alphanumeric() || it == ' ' || it == '-';
    let runs = text.split(|it: char| !of_a_number(it));
    let words = runs.flat_map(|run| {
        let tight = run.split([' ', '-']).map(str::to_owned);
        let joined: String = run.split([' ', '-']).collect();
        tight.chain([joined])
    });
    let is_number = |it: &String| {
        let digits = it.strip_suffix(['x', 'X']).unwrap_or(it);
        digits.len() >= 11 && digits.bytes().all(|it| it.is_ascii_digit())
    };
    words.filter(is_number).collect()
}

fn is_mobile(number: &str) -> bool {
    let bytes = number.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

/// `name@host`, of letters and digits on both sides.
fn has_address(text: &str) -> bool {
    let beside = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
    let mut ats = text.match_indices('@');
    ats.any(|(at, _)| {
        beside(text[..at].chars().next_back()) && beside(text[at + 1..].chars().next())
    })
}

/// A bank card: 16 to 19 digits whose last one checks the others (GB/T 15694).
fn is_card(number: &str) -> bool {
    let digits: Option<Vec<u32>> = number.chars().rev().map(|it| it.to_digit(10)).collect();
    let Some(digits) = digits.filter(|it| (16..=19).contains(&it.len())) else { return false };
    let doubled = |(n, it): (usize, &u32)| if n % 2 == 0 { *it } else { it * 2 / 10 + it * 2 % 10 };
    digits.iter().enumerate().map(doubled).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// domain.md §8.5, §8.6.
    #[test]
    fn what_names_reaches_or_pays_a_person_is_found() {
        for (text, datum) in [
            ("法定代表人身份证号11010519491231002X", Datum::IdNumber),
            ("身份证号：１１０１０５１９４９１２３１００２Ｘ。", Datum::IdNumber),
            ("联系电话13880001234", Datum::Contact),
            ("联系电话138 8000 1234", Datum::Contact),
            ("请联系li.si@example.cn", Datum::Contact),
            ("账号6222 0212 3456 7890 128", Datum::Account),
        ] {
            assert_eq!(never_shown(text), [datum], "{text}");
        }
    }

    #[test]
    fn what_the_public_register_has_is_none_of_it() {
        for text in [
            "对成都光年优品贸易有限公司（91510100MA6A1B2C3Q）罚款50000元",
            "2023-07-01至2024-06-30，许可证编号JY15101040012345",
            "川税稽罚〔2023〕12号；咨询电话028-12366",
            "",
        ] {
            assert_eq!(never_shown(text), [], "{text}");
        }
    }
}
