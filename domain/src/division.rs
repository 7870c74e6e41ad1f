//! Divisions of the country (行政区划), by their codes of GB/T 2260.

use serde::{Deserialize, Serialize};

use crate::id::{Malformed, codes};

codes! {
    /// A division's code: `510104`. Any province's is read; the names known here are Sichuan's.
    Division: "a division: six digits of GB/T 2260, the first two the province", |it| {
        it.len() == 6 && it.bytes().all(|byte| byte.is_ascii_digit())
            && ("11".."83").contains(&&it[..2])
    },
}

impl Division {
    /// The province that it lies in, or is.
    #[must_use]
    pub fn province(&self) -> Self {
        Self(format!("{}0000", &self.as_str()[..2]))
    }

    /// Whether `other` is this division or lies in it: a province holds its cities, a city its
    /// districts and counties.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let code = self.as_str();
        let own = match (&code[2..4], &code[4..]) {
            ("00", _) => &code[..2],
            (_, "00") => &code[..4],
            _ => code,
        };
        other.as_str().starts_with(own)
    }

    /// Its name, where it is known here: Sichuan, its cities and prefectures, and Chengdu's districts,
    /// counties and cities.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        NAMES.iter().find(|(code, _)| *code == self.as_str()).map(|(_, name)| *name)
    }

    /// Every division whose name is known here, by code.
    pub fn named() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(code, _)| Self((*code).to_owned()))
    }
}

/// Sichuan's. There is no 5102 and no 5112 today.
const NAMES: [(&str, &str); 42] = [
    ("510000", "四川省"),
    ("510100", "成都市"),
    ("510104", "锦江区"),
    ("510105", "青羊区"),
    ("510106", "金牛区"),
    ("510107", "武侯区"),
    ("510108", "成华区"),
    ("510112", "龙泉驿区"),
    ("510113", "青白江区"),
    ("510114", "新都区"),
    ("510115", "温江区"),
    ("510116", "双流区"),
    ("510117", "郫都区"),
    ("510118", "新津区"),
    ("510121", "金堂县"),
    ("510129", "大邑县"),
    ("510131", "蒲江县"),
    ("510181", "都江堰市"),
    ("510182", "彭州市"),
    ("510183", "邛崃市"),
    ("510184", "崇州市"),
    ("510185", "简阳市"),
    ("510300", "自贡市"),
    ("510400", "攀枝花市"),
    ("510500", "泸州市"),
    ("510600", "德阳市"),
    ("510700", "绵阳市"),
    ("510800", "广元市"),
    ("510900", "遂宁市"),
    ("511000", "内江市"),
    ("511100", "乐山市"),
    ("511300", "南充市"),
    ("511400", "眉山市"),
    ("511500", "宜宾市"),
    ("511600", "广安市"),
    ("511700", "达州市"),
    ("511800", "雅安市"),
    ("511900", "巴中市"),
    ("512000", "资阳市"),
    ("513200", "阿坝藏族羌族自治州"),
    ("513300", "甘孜藏族自治州"),
    ("513400", "凉山彝族自治州"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn division(code: &str) -> Division {
        code.parse().unwrap()
    }

    #[test]
    fn sichuan_has_twenty_one_cities_and_chengdu_twenty_districts() {
        let cities = Division::named().filter(|it| it.as_str().ends_with("00")).count();
        assert_eq!((cities - 1, Division::named().count()), (21, 42));
        let chengdu = division("510100");
        let inside = Division::named().filter(|it| chengdu.contains(it) && *it != chengdu);
        assert_eq!(inside.count(), 20);
        assert_eq!(division("510104").name(), Some("锦江区"));
    }

    #[test]
    fn a_division_holds_what_lies_in_it() {
        let (sichuan, chengdu, jinjiang) =
            (division("510000"), division("510100"), division("510104"));
        assert!(sichuan.contains(&jinjiang) && chengdu.contains(&jinjiang));
        assert!(jinjiang.contains(&jinjiang) && !jinjiang.contains(&chengdu));
        assert!(!chengdu.contains(&division("510300")));
        assert_eq!(jinjiang.province(), sichuan);
    }

    #[test]
    fn other_provinces_are_read_and_have_no_name() {
        assert_eq!(division("230500").name(), None);
        for wrong in ["5101", "51010a", "090000", "990000", "５１０１００"] {
            assert!(wrong.parse::<Division>().is_err(), "{wrong}");
        }
    }
}
