//! Which registers there are, whom each of them takes, and what follows from an entry.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    case::serious_list::Field,
    citation::{Citation, cite},
    party::SubjectKind,
    restriction::{Found, SourceKind, Trigger},
    rulebook::PowerKind,
};

/// A register of credit that market supervision keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Register {
    /// 经营异常名录 (EIP 17; ABN).
    AbnormalOperations,
    /// 标记经营异常状态: in its place for individual businesses (IBR).
    AbnormalMark,
    /// 严重违法失信名单 (SDL).
    SeriousViolation,
}

impl Register {
    /// Every register.
    pub const ALL: [Self; 3] =
        [Self::AbnormalOperations, Self::AbnormalMark, Self::SeriousViolation];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AbnormalOperations => "经营异常名录",
            Self::AbnormalMark => "经营异常状态",
            Self::SeriousViolation => "严重违法失信名单",
        }
    }

    /// What an entry does: 列入经营异常名录, 标记为经营异常状态.
    #[must_use]
    pub fn entering(self) -> &'static str {
        match self {
            Self::AbnormalOperations => "列入经营异常名录",
            Self::AbnormalMark => "标记为经营异常状态",
            Self::SeriousViolation => "列入严重违法失信名单",
        }
    }

    /// What an exit does.
    #[must_use]
    pub fn leaving(self) -> &'static str {
        match self {
            Self::AbnormalOperations => "移出经营异常名录",
            Self::AbnormalMark => "恢复正常记载状态",
            Self::SeriousViolation => "移出严重违法失信名单",
        }
    }

    /// Under which kind of public power it is kept.
    #[must_use]
    pub fn power(self) -> PowerKind {
        match self {
            Self::AbnormalOperations | Self::AbnormalMark => PowerKind::AbnormalList,
            Self::SeriousViolation => PowerKind::SeriousList,
        }
    }

    /// The article under which its entries are made public on GSXT.
    #[must_use]
    pub fn shown_under(self) -> (&'static str, &'static str) {
        match self {
            Self::AbnormalOperations => ("EIP", "17.1"),
            Self::AbnormalMark => ("IBR", "0"),
            Self::SeriousViolation => ("SDL", "0"),
        }
    }

    /// Where a subject of this kind is entered that gave a ground of abnormal operations: individual businesses are
    /// marked, never listed, and natural persons are neither.
    #[must_use]
    pub fn of_abnormal(subject: SubjectKind) -> Option<Self> {
        match subject {
            SubjectKind::NaturalPerson => None,
            SubjectKind::LegalPerson | SubjectKind::Unincorporated => {
                Some(Self::AbnormalOperations)
            }
            SubjectKind::IndividualBusiness => Some(Self::AbnormalMark),
        }
    }

    /// What follows from an entry by itself: it weighs in procurement, bidding, land and honours, and bars the
    /// simplified deregistration (EIP 18; REG 33); the list of serious violations weighs in licences, and brings more
    /// checks and no honours (SDL 15). Of a mark none of them speaks.
    #[must_use]
    pub fn effects(self) -> Vec<Citation> {
        match self {
            Self::AbnormalOperations => vec![cite("EIP", "18"), cite("REG", "33.4")],
            Self::AbnormalMark => vec![],
            Self::SeriousViolation => vec![cite("SDL", "15")],
        }
    }

    /// What an entry is as a source of restrictions. A mark is none: no rule has measures for it.
    #[must_use]
    pub fn as_source(self) -> Option<SourceKind> {
        match self {
            Self::AbnormalOperations => Some(SourceKind::AbnormalList),
            Self::AbnormalMark => None,
            Self::SeriousViolation => Some(SourceKind::SeriousList),
        }
    }

    /// What the catalogue of measures answers of an entry, in the field of the list where it has one.
    #[must_use]
    pub fn found(self, field: Option<Field>) -> Found {
        let listed = self.as_source().and_then(SourceKind::listed);
        let food = field.filter(|it| *it == Field::Food).map(|_| Trigger::FoodSeriousList);
        listed.into_iter().chain(food).map(|it| (it, BTreeSet::new())).collect()
    }
}
