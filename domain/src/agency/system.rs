//! Lines of government.

use serde::{Deserialize, Serialize};

/// To which line of government an agency belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum System {
    /// 市场监管.
    Amr,
    /// 药监.
    Mpa,
    /// 宣传.
    Publicity,
    /// 网信.
    Cac,
    /// 公安.
    PublicSecurity,
    /// 农业农村.
    Agriculture,
    /// 商务.
    Commerce,
    /// 文化和旅游.
    CultureTourism,
    /// 林草.
    Forestry,
    /// 海关.
    Customs,
    /// 税务.
    Tax,
    /// 通信.
    Communications,
    /// 邮政.
    Post,
    /// 人民银行.
    Pboc,
    /// 财政.
    Finance,
    /// 发展改革.
    DevelopmentReform,
    /// 自然资源.
    NaturalResources,
    /// 联席会议.
    Coordination,
    /// None.
    External,
}

impl System {
    /// Every line.
    pub const ALL: [Self; 19] = [
        Self::Amr,
        Self::Mpa,
        Self::Publicity,
        Self::Cac,
        Self::PublicSecurity,
        Self::Agriculture,
        Self::Commerce,
        Self::CultureTourism,
        Self::Forestry,
        Self::Customs,
        Self::Tax,
        Self::Communications,
        Self::Post,
        Self::Pboc,
        Self::Finance,
        Self::DevelopmentReform,
        Self::NaturalResources,
        Self::Coordination,
        Self::External,
    ];

    /// In Chinese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Amr => "市场监管",
            Self::Mpa => "药监",
            Self::Publicity => "宣传",
            Self::Cac => "网信",
            Self::PublicSecurity => "公安",
            Self::Agriculture => "农业农村",
            Self::Commerce => "商务",
            Self::CultureTourism => "文化和旅游",
            Self::Forestry => "林草",
            Self::Customs => "海关",
            Self::Tax => "税务",
            Self::Communications => "通信",
            Self::Post => "邮政",
            Self::Pboc => "人民银行",
            Self::Finance => "财政",
            Self::DevelopmentReform => "发展改革",
            Self::NaturalResources => "自然资源",
            Self::Coordination => "联席会议",
            Self::External => "外部单位",
        }
    }

    /// As the rulebook writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Amr => "AMR",
            Self::Mpa => "MPA",
            Self::Publicity => "PUBLICITY",
            Self::Cac => "CAC",
            Self::PublicSecurity => "PUBLIC_SECURITY",
            Self::Agriculture => "AGRICULTURE",
            Self::Commerce => "COMMERCE",
            Self::CultureTourism => "CULTURE_TOURISM",
            Self::Forestry => "FORESTRY",
            Self::Customs => "CUSTOMS",
            Self::Tax => "TAX",
            Self::Communications => "COMMUNICATIONS",
            Self::Post => "POST",
            Self::Pboc => "PBOC",
            Self::Finance => "FINANCE",
            Self::DevelopmentReform => "DEVELOPMENT_REFORM",
            Self::NaturalResources => "NATURAL_RESOURCES",
            Self::Coordination => "COORDINATION",
            Self::External => "EXTERNAL",
        }
    }
}
