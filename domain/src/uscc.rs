//! What the state calls an organisation: its unified social credit code (统一社会信用代码,
//! GB 32100-2015), or the registration number from before 2015 that some still carry.

use serde::{Deserialize, Serialize};

use crate::id::{Malformed, SubjectId, codes};

/// A unified social credit code, with both its check characters right.
///
/// Read with white space around it and in lower case too, written in capitals. The division in it
/// is that of the registration, and may have been abolished since, so it is not looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uscc(String);

codes! {
    /// A registration number (注册号) from before the unified code. Never a USCC.
    LegacyRegistrationNumber: "a registration number from before 2015: 15 digits", |it| {
        is_legacy(it)
    },
}

/// So many digits.
fn is_legacy(number: &str) -> bool {
    number.len() == 15 && number.bytes().all(|it| it.is_ascii_digit())
}

/// The characters that a code is made of; the index of each is its value.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i-1) mod 31, for the 17 characters before the last.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Of the organisation code's eight characters (GB 11714).
const INNER_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// The registers that issue codes, by the first character: 1 机构编制, 2 外交, 3 司法行政, 4 文化, 5 民政, 6 旅游,
/// 7 宗教, 8 工会, 9 市场监管, A 中央军委改革和编制办公室, N 农业, Y 其他.
const REGISTERS: &str = "123456789ANY";

/// Whether a register issues codes that begin so. Which kinds the others tell apart by the second character is
/// not known; each counts its kinds from 1 (domain.md §8.1).
fn is_issued(head: &str) -> bool {
    let mut head = head.chars();
    let (register, kind) = (head.next(), head.next());
    register.is_some_and(|it| REGISTERS.contains(it))
        && kind.is_some_and(|it| ('1'..='9').contains(&it))
}

/// The two check characters, 17th and 18th, that follow these sixteen; none if they can't begin a
/// code. Whoever makes up an entity for a test or a demonstration completes its code with this.
#[must_use]
pub fn check_characters(sixteen: &str) -> Option<(char, char)> {
    let fits = sixteen.len() == 16 && sixteen.chars().all(|it| ALPHABET.contains(it));
    if !fits || !sixteen[2..8].bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let inner = inner_check(&sixteen[8..]);
    Some((inner, outer_check(&format!("{sixteen}{inner}"))))
}

/// The check character of an organisation code (GB 11714). Here letters count A=10 … Z=35.
fn inner_check(eight: &str) -> char {
    let values = eight.chars().map(|it| it.to_digit(36).map_or(0, |value| value as usize));
    let sum: usize = values.zip(INNER_WEIGHTS).map(|(value, weight)| value * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from(b'0' + u8::try_from(digit).unwrap_or(0)),
    }
}

/// The check character of the whole code.
fn outer_check(seventeen: &str) -> char {
    let values = seventeen.chars().map(|it| ALPHABET.find(it).unwrap_or(0));
    let sum: usize = values.zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    char::from(ALPHABET.as_bytes()[(31 - sum % 31) % 31])
}

/// What is wrong with a code that is trimmed and in capitals.
fn flaw(code: &str) -> Option<&'static str> {
    if is_legacy(code) {
        return Some("a USCC: 15 digits are a registration number from before 2015");
    }
    if code.chars().count() != 18 {
        return Some("a USCC: 18 characters");
    }
    if !code.chars().all(|it| ALPHABET.contains(it)) {
        return Some("a USCC: digits and capital letters without I, O, S, V and Z");
    }
    let Some((inner, _)) = check_characters(&code[..16]) else {
        return Some("a USCC: digits from the 3rd character to the 8th, the division");
    };
    match (code[16..17] == *inner.to_string(), code[17..] == *outer_check(&code[..17]).to_string())
    {
        (true, true) => None,
        (false, true) => {
            Some("a USCC: the check character of the organisation code, the 17th, is wrong")
        }
        (true, false) => Some("a USCC: the check character of the whole, the 18th, is wrong"),
        (false, false) => Some("a USCC: both check characters, the 17th and the 18th, are wrong"),
    }
}

impl Uscc {
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The subject that it names.
    #[must_use]
    pub fn subject(&self) -> SubjectId {
        SubjectId::organisation(&self.0)
    }
}

impl LegacyRegistrationNumber {
    /// The subject that it names: `r-` and the number.
    #[must_use]
    pub fn subject(&self) -> SubjectId {
        SubjectId::organisation(&format!("r-{self}"))
    }
}

impl std::fmt::Display for Uscc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Uscc {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let unknown = "a USCC: no register issues codes that begin with these two characters";
        let code = read(text)?;
        if is_issued(&code.0) { Ok(code) } else { Err(Malformed::new(text, unknown)) }
    }
}

/// A code whose check characters are right.
fn read(text: &str) -> Result<Uscc, Malformed> {
    let code = text.trim().to_ascii_uppercase();
    match flaw(&code) {
        None => Ok(Uscc(code)),
        Some(expected) => Err(Malformed::new(text, expected)),
    }
}

impl TryFrom<String> for Uscc {
    type Error = Malformed;

    /// As it was stored: codes of registers that there aren't were accepted once, and what is stored decodes for
    /// ever.
    fn try_from(text: String) -> Result<Self, Malformed> {
        read(&text)
    }
}

impl From<Uscc> for String {
    fn from(code: Uscc) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CODES: [&str; 5] = [
        "91510100MA6A1B2C3Q",
        "92510104MA6T0X1D7T",
        "91510000MB1K2M3N9G",
        "91230500MA1B3N1N2M",
        "11230500001755309F",
    ];

    fn refusal(text: &str) -> String {
        text.parse::<Uscc>().unwrap_err().to_string()
    }

    #[test]
    fn the_standards_examples_are_read_in_either_case() {
        for code in CODES {
            assert_eq!(code.parse::<Uscc>().unwrap().as_str(), code);
            let untidy = format!(" {}\n", code.to_lowercase());
            assert_eq!(untidy.parse::<Uscc>().unwrap().as_str(), code);
        }
    }

    #[test]
    fn a_refusal_says_which_check_failed() {
        assert!(refusal("91510100MA6A1B2C3R").contains("the whole, the 18th"));
        assert!(refusal("91510100M6AA1B2C3Q").contains("both check characters"));
        assert!(refusal("9151O100MA6A1B2C3Q").contains("without I, O, S, V and Z"));
        assert!(refusal("91510100MA6A1B2C3").contains("18 characters"));
        assert!(refusal("510100000012345").contains("before 2015"));
        assert!(refusal("91A10100MA6A1B2C3Q").contains("the division"));
        // The 17th is wrong, and the 18th fits what stands before it.
        let wrong_inside = format!("91510100MA6A1B2C4{}", outer_check("91510100MA6A1B2C4"));
        assert!(refusal(&wrong_inside).contains("the organisation code, the 17th"));
    }

    /// domain.md §8.1; one that was stored before it was refused still decodes.
    #[test]
    fn a_code_that_no_register_issues_is_refused() {
        let code = |head: &str| {
            let sixteen = format!("{head}510104MA6T0X1D");
            let (inner, outer) = check_characters(&sixteen).unwrap();
            format!("{sixteen}{inner}{outer}")
        };
        for head in ["11", "12", "31", "51", "53", "91", "92", "93", "99", "A1", "N2", "Y1"] {
            assert!(code(head).parse::<Uscc>().is_ok(), "{head}");
        }
        for head in ["00", "01", "90", "9A", "B1", "X1"] {
            assert!(refusal(&code(head)).contains("these two characters"), "{head}");
            let stored: Uscc = serde_json::from_value(code(head).into()).unwrap();
            assert_eq!(stored.as_str(), code(head));
        }
    }

    #[test]
    fn a_registration_number_is_another_type() {
        let number: LegacyRegistrationNumber = "510100000012345".parse().unwrap();
        assert_eq!(number.subject().as_str(), "r-510100000012345");
        assert!("91510100MA6A1B2C3Q".parse::<LegacyRegistrationNumber>().is_err());
    }

    proptest! {
        #[test]
        fn every_code_round_trips_and_no_single_slip_passes(
            head in "[159][1239][0-9]{6}[0-9A-HJ-NP-RTUWXY]{8}",
            at in 0_usize..18,
            slip in 0_usize..31,
        ) {
            let (inner, outer) = check_characters(&head).unwrap();
            let code: Uscc = format!("{head}{inner}{outer}").parse().unwrap();
            let json = serde_json::to_string(&code).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Uscc>(&json).unwrap(), &code);
            let slip = ALPHABET.as_bytes()[slip];
            let mut slipped = code.as_str().as_bytes().to_vec();
            prop_assume!(slipped[at] != slip);
            slipped[at] = slip;
            prop_assert!(String::from_utf8(slipped).unwrap().parse::<Uscc>().is_err());
        }
    }
}
