//! What kind of subject a party is (domain.md §1).

use serde::{Deserialize, Serialize};

/// What kind of organisation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrganisationKind {
    /// 法人.
    LegalPerson,
    /// 非法人组织.
    Unincorporated,
    /// 个体工商户: holds a USCC, and its operator answers for it.
    IndividualBusiness,
}

/// What kind of subject a party is (domain.md §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SubjectKind {
    /// 自然人.
    NaturalPerson,
    /// 法人.
    LegalPerson,
    /// 非法人组织.
    Unincorporated,
    /// 个体工商户.
    IndividualBusiness,
}

impl SubjectKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::NaturalPerson, Self::LegalPerson, Self::Unincorporated, Self::IndividualBusiness];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NaturalPerson => "自然人",
            Self::LegalPerson => OrganisationKind::LegalPerson.label(),
            Self::Unincorporated => OrganisationKind::Unincorporated.label(),
            Self::IndividualBusiness => OrganisationKind::IndividualBusiness.label(),
        }
    }
}

impl From<OrganisationKind> for SubjectKind {
    fn from(it: OrganisationKind) -> Self {
        match it {
            OrganisationKind::LegalPerson => Self::LegalPerson,
            OrganisationKind::Unincorporated => Self::Unincorporated,
            OrganisationKind::IndividualBusiness => Self::IndividualBusiness,
        }
    }
}

impl OrganisationKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::LegalPerson, Self::Unincorporated, Self::IndividualBusiness];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::LegalPerson => "法人",
            Self::Unincorporated => "非法人组织",
            Self::IndividualBusiness => "个体工商户",
        }
    }
}
