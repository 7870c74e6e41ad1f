//! 脱敏: what of a decision is shown to the public, and how (PUB 6; domain.md §8.6). What is masked is a copy, never
//! the decision; what was masked is told by its place, never by its text.

mod finding;

pub use self::finding::never_shown;
pub(crate) use self::finding::{fit_for_all, half_width};

use serde::{Deserialize, Serialize};

use crate::party::identity::masked;

/// What kind of datum it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Datum {
    /// 姓名或者名称.
    Name,
    /// 身份证件号码.
    IdNumber,
    /// 家庭住址.
    HomeAddress,
    /// 电话、电子邮箱、即时通信账号.
    Contact,
    /// 银行账户、支付账户.
    Account,
    /// 健康、财产、生物识别、行踪等敏感个人信息.
    Sensitive,
    /// 车牌、运单号、订单号.
    Trace,
    /// 商业秘密.
    TradeSecret,
    /// 执法证件号码.
    CertificateNumber,
}

/// Whose datum it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Whose {
    /// 法人、非法人组织, and the people who represent it.
    Organisation,
    /// 个体工商户, and its operator.
    IndividualBusiness,
    /// 自然人当事人.
    NaturalPerson,
    /// 投诉人、举报人、证人、被害人 and other third persons.
    ThirdPerson,
    /// 执法人员.
    Officer,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Treatment {
    /// It is shown as it is.
    Keep,
    /// Part of it is shown: 王某某.
    Mask,
    /// Nothing of it is shown.
    Remove,
}

/// A rule, as `masking.toml` calls it: `NAME.NATURAL_PERSON`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MaskRule {
    /// Of what.
    pub datum: Datum,
    /// Whose.
    pub whose: Whose,
}

/// A place of the served text at which something was masked or taken out: characters, from and up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MaskedRange {
    /// Under which rule.
    pub rule: MaskRule,
    /// The first character, from 0.
    pub from: u32,
    /// The first one after it.
    pub to: u32,
}

impl Datum {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::IdNumber,
        Self::HomeAddress,
        Self::Contact,
        Self::Account,
        Self::Sensitive,
        Self::Trace,
        Self::TradeSecret,
        Self::CertificateNumber,
    ];

    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "姓名或者名称",
            Self::IdNumber => "身份证件号码",
            Self::HomeAddress => "家庭住址",
            Self::Contact => "联系方式",
            Self::Account => "银行或者支付账户",
            Self::Sensitive => "敏感个人信息",
            Self::Trace => "车牌、运单号、订单号",
            Self::TradeSecret => "商业秘密",
            Self::CertificateNumber => "执法证件号码",
        }
    }
}

impl Whose {
    /// Everybody.
    pub const ALL: [Self; 5] = [
        Self::Organisation,
        Self::IndividualBusiness,
        Self::NaturalPerson,
        Self::ThirdPerson,
        Self::Officer,
    ];

    /// As an officer calls them.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Organisation => "法人或者非法人组织",
            Self::IndividualBusiness => "个体工商户",
            Self::NaturalPerson => "自然人当事人",
            Self::ThirdPerson => "第三人",
            Self::Officer => "执法人员",
        }
    }
}

impl Treatment {
    /// Every treatment.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Mask, Self::Remove];

    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Keep => "保留",
            Self::Mask => "部分遮盖",
            Self::Remove => "删除",
        }
    }

    /// What is shown of a name; nothing where nothing is.
    #[must_use]
    pub fn of_name(self, name: &str) -> Option<String> {
        match self {
            Self::Keep => Some(name.to_owned()),
            Self::Mask => Some(masked(name)),
            Self::Remove => None,
        }
    }
}

impl std::fmt::Display for MaskRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (datum, whose) =
            (crate::rejection::word(self.datum), crate::rejection::word(self.whose));
        write!(f, "{datum}.{whose}")
    }
}

impl From<MaskRule> for String {
    fn from(rule: MaskRule) -> Self {
        rule.to_string()
    }
}

impl TryFrom<String> for MaskRule {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a datum and whose it is: `NAME.NATURAL_PERSON`");
        let (datum, whose) = crate::rejection::pair(&text).ok_or_else(wrong)?;
        Ok(Self { datum, whose })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Rulebook;

    /// PUB 6; domain.md §8.6.
    #[test]
    fn a_natural_persons_name_is_masked_and_an_organisations_is_not() {
        let law = Rulebook::builtin().unwrap();
        let shown = |whose, name: &str| {
            let rule = MaskRule { datum: Datum::Name, whose };
            law.mask(rule, date(2023, 6, 20)).unwrap().value.treatment.of_name(name)
        };
        assert_eq!(shown(Whose::NaturalPerson, "陈思雨").as_deref(), Some("陈某某"));
        let company = "成都光年优品贸易有限公司";
        assert_eq!(shown(Whose::Organisation, company).as_deref(), Some(company));
        assert_eq!(shown(Whose::ThirdPerson, "周敏"), None);
    }

    #[test]
    fn every_datum_of_everybody_that_a_decision_names_has_one_rule() {
        let law = Rulebook::builtin().unwrap();
        for whose in [
            Whose::Organisation,
            Whose::IndividualBusiness,
            Whose::NaturalPerson,
            Whose::ThirdPerson,
        ] {
            for datum in Datum::ALL.into_iter().filter(|it| *it != Datum::CertificateNumber) {
                let rule = MaskRule { datum, whose };
                assert!(law.mask(rule, date(2026, 6, 30)).is_some(), "{rule}");
            }
        }
        assert_eq!(law.masking_version(date(2026, 6, 30)).as_deref(), Some("2021-09-01"));
    }
}
