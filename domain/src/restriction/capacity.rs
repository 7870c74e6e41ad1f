//! 责任人员: in which capacity somebody answers for a source, and so may be barred on account of it (FSL 135; CO23 178;
//! REG 40).

use serde::{Deserialize, Serialize};

/// In which capacity a person answers for what a party was penalised for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Capacity {
    /// 法定代表人 (FSL 135.1; CO23 178).
    LegalRepresentative,
    /// 个体工商户的经营者, or a natural person who is the party: whose the licence was (FSL 135.1).
    Operator,
    /// 直接负责的主管人员 (FSL 135.1).
    InCharge,
    /// 其他直接责任人员 (FSL 135.1; REG 40.3).
    OtherResponsible,
}

impl Capacity {
    /// Every one.
    pub const ALL: [Self; 4] =
        [Self::LegalRepresentative, Self::Operator, Self::InCharge, Self::OtherResponsible];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::LegalRepresentative => "法定代表人",
            Self::Operator => "经营者",
            Self::InCharge => "直接负责的主管人员",
            Self::OtherResponsible => "其他直接责任人员",
        }
    }

    /// Somebody is it by what they did or left undone, and not by the office that they hold.
    #[must_use]
    pub fn is_by_responsibility(self) -> bool {
        match self {
            Self::InCharge | Self::OtherResponsible => true,
            Self::LegalRepresentative | Self::Operator => false,
        }
    }
}
