//! What is never published, found in a text (domain.md §8.5, §8.6): numbers that name a person, reach one or pay one.

use super::Datum;
use crate::{Code, Refusals, Rejection, party::identity::IdNumber};

/// What of a text is never published, each kind once. It finds what can be told by its form alone: numbers of identity cards
/// and passports, mobile telephones, e-mail addresses, accounts of instant messengers, numbers of bank cards, licence
/// plates.
#[must_use]
pub fn never_shown(text: &str) -> Vec<Datum> {
    let plain: String = text.chars().map(half_width).collect();
    let numbers = numbers(&plain);
    let found = [
        (
            Datum::IdNumber,
            numbers.iter().any(|it| it.parse::<IdNumber>().is_ok())
                || has_mistyped(&plain)
                || has_passport(&plain),
        ),
        (
            Datum::Contact,
            numbers.iter().any(|it| is_mobile(it)) || has_address(&plain) || has_messenger(&plain),
        ),
        (Datum::Account, numbers.iter().any(|it| is_card(it))),
        (Datum::Trace, has_plate(&plain)),
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
        let (what, mended) = match datum {
            Datum::Name => ("应当遮盖或者删除的自然人姓名", "处理"),
            _ => (datum.label(), "删除"),
        };
        refusals.refuse(
            Code::NotProvidedFor
                .refuse(
                    format!("其中有{what}，不得向社会公示，请{mended}"),
                    "it tells what is never published: take it out",
                )
                .under(instrument, article)
                .at(field),
        );
    }
    refusals.verdict()
}

/// Full-width digits and letters are written in half.
pub(crate) fn half_width(it: char) -> char {
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

/// `身份证号11010519491231002`: a number that no identity card bears names somebody all the same, where it is called one.
fn has_mistyped(text: &str) -> bool {
    let is_number = |word: &str| {
        let digits = word.strip_suffix(['x', 'X']).unwrap_or(word);
        (14..=20).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit())
    };
    ["身份证", "身份号码"].into_iter().any(|it| after(text, it).any(is_number))
}

/// `护照号码E12345678`: one or two letters and seven or eight digits soon after the word.
fn has_passport(text: &str) -> bool {
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(|it: char| it.is_ascii_uppercase());
        (1..=2).contains(&(word.len() - digits.len()))
            && (7..=8).contains(&digits.len())
            && digits.bytes().all(|it| it.is_ascii_digit())
    };
    after(text, "护照").any(is_number)
}

/// `微信号：zhangsan_66`, `QQ 12345678`: an account, not what a business is reached by.
fn has_messenger(text: &str) -> bool {
    let is_account = |word: &str| (5..=20).contains(&word.len());
    ["微信", "QQ", "qq"].into_iter().any(|it| after(text, it).any(is_account))
}

/// The word of letters, digits, `_` and `-` that comes after each place of a name, with no more than `号`, `号码`, a colon
/// or a space between.
fn after<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(name).map(move |(at, _)| {
        let rest = text[at + name.len()..].trim_start_matches(['号', '码', ':', '：', ' ']);
        let of_a_word = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
        rest.split(|it| !of_a_word(it)).next().unwrap_or_default()
    })
}

/// What a licence plate begins with: the province, or a city that is one.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// `川A12345`, `川A·D12345`: five signs after the city's letter, six of a vehicle of new energy (GA 36).
fn has_plate(text: &str) -> bool {
    let provinces = text.char_indices().filter(|(_, it)| PROVINCES.contains(*it));
    provinces.into_iter().any(|(at, it)| {
        let rest = &text[at + it.len_utf8()..];
        let Some(number) = rest.strip_prefix(|it: char| it.is_ascii_uppercase()) else {
            return false;
        };
        let number = number.trim_start_matches(['·', ' ']);
        let of_it = |it: char| it.is_ascii_uppercase() || it.is_ascii_digit();
        let signs = number.split(|it| !of_it(it)).next().unwrap_or_default();
        let ends =
            !number[signs.len()..].starts_with(|it: char| it.is_ascii_alphanumeric() || it == '-');
        (5..=6).contains(&signs.len()) && ends && signs.bytes().any(|it| it.is_ascii_digit())
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
            ("身份证号110105194912310021", Datum::IdNumber),
            ("公民身份号码：11010519491231002", Datum::IdNumber),
            ("身份证号：１１０１０５１９４９１２３１００２Ｘ。", Datum::IdNumber),
            ("联系电话13880001234", Datum::Contact),
            ("联系电话138 8000 1234", Datum::Contact),
            ("请联系li.si@example.cn", Datum::Contact),
            ("账号6222 0212 3456 7890 128", Datum::Account),
            ("护照号码：E12345678", Datum::IdNumber),
            ("持护照EA1234567入境", Datum::IdNumber),
            ("微信号：zhangsan_66", Datum::Contact),
            ("QQ：12345678", Datum::Contact),
            ("车牌川A12345的送餐车", Datum::Trace),
            ("川A·D12345", Datum::Trace),
        ] {
            assert_eq!(never_shown(text), [datum], "{text}");
        }
    }

    #[test]
    fn what_the_public_register_has_is_none_of_it() {
        for text in [
            "对成都光年优品贸易有限公司（91510100MA6A1B2C3Q）罚款50000元",
            "2023-07-01至2024-06-30，许可证编号JY15101040012345",
            "订单编号510100199001010011，运单号320106198812125555",
            "川税稽罚〔2023〕12号；咨询电话028-12366",
            "川ICP备12345678号；增值电信业务经营许可证川B2-20230001",
            "通过微信小程序和QQ群发布广告；护照办理代理服务",
            "",
        ] {
            assert_eq!(never_shown(text), [], "{text}");
        }
    }
}
