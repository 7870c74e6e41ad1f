//! Sources: what a restriction rests on, and what in it the catalogue of measures answers.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Personal,
    case::{
        sanction::{Grade, Sanction, SanctionKind},
        violation::ViolationType,
    },
    id::{AgencyCode, EventId, PartId, SubjectId},
    party::Party,
};

/// The event that a restriction rests on: a decision, an entry of a list, or what another department says of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// Which event.
    pub event: EventId,
    /// In which stream.
    pub stream: String,
    /// At which revision.
    pub revision: u64,
    /// What it is.
    pub kind: SourceKind,
    /// Its number, as its agency wrote it.
    pub number: String,
    /// Who decided it.
    pub agency: AgencyCode,
    /// On which day.
    pub decided_on: Date,
    /// The sanctions of a penalty that the measure answers.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sanctions: Vec<PartId>,
}

/// Whether a source still counts, as its own stream has it. Gathered by the edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceStanding {
    /// Which event.
    pub event: EventId,
    /// From which day on it counts no more, where it has fallen.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fallen_on: Option<Date>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SourceKind {
    /// 行政处罚决定.
    Penalty,
    /// 严重违法失信名单.
    SeriousList,
    /// 经营异常名录.
    AbnormalList,
    /// A penalty or a list entry that another department handed over (item 十六). It is stored under the word that was
    /// promised when lists alone were.
    #[serde(rename = "INBOUND_LIST")]
    InboundRecord,
}

/// Whom a restriction concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Subject {
    /// Who.
    pub id: SubjectId,
    /// How it is named in a list: in full, or 王某某.
    pub shown: String,
    /// The whole name of a person who is barred.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Personal<String>>,
    /// The company on whose account the person is barred.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub through: Option<SubjectId>,
}

impl Subject {
    /// The party that a source is against.
    #[must_use]
    pub fn of(party: &Party) -> Self {
        Self { id: party.subject(), shown: party.shown().to_owned(), name: None, through: None }
    }
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::Penalty, Self::SeriousList, Self::AbnormalList, Self::InboundRecord];

    /// In a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Penalty => "行政处罚决定",
            Self::SeriousList => "严重违法失信名单",
            Self::AbnormalList => "经营异常名录",
            Self::InboundRecord => "其他部门推送的信息",
        }
    }

    /// What its agency did: `作出的行政处罚决定`.
    pub(super) fn as_decided(self) -> &'static str {
        match self {
            Self::Penalty => "作出的行政处罚决定",
            Self::SeriousList => "作出的列入严重违法失信名单决定",
            Self::AbnormalList => "作出的列入经营异常名录决定",
            Self::InboundRecord => "作出并推送的决定",
        }
    }

    /// What an entry of such a list is for the catalogue of measures; a penalty is what its sanctions are, and what another
    /// department hands over what that states.
    #[must_use]
    pub fn listed(self) -> Option<Trigger> {
        match self {
            Self::SeriousList => Some(Trigger::SeriousList),
            Self::AbnormalList => Some(Trigger::AbnormalList),
            Self::Penalty | Self::InboundRecord => None,
        }
    }
}

macro_rules! triggers {
    ($($(#[$doc:meta])* $trigger:ident = $label:literal),* $(,)?) => {
        /// What in a source a measure answers, after the article that names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum Trigger {$($(#[$doc])* $trigger,)*}

        impl Trigger {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$trigger,)*];

            /// As the article has it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {$(Self::$trigger => $label,)*}
            }
        }
    };
}

triggers! {
    /// Entered in the serious list (SDL 2, 15; EIP 18).
    SeriousList = "列入严重违法失信名单",
    /// The same for a violation of food safety (SDL 5; FSR 66).
    FoodSeriousList = "因食品安全违法列入严重违法失信名单",
    /// Entered in the list of abnormal operations (EIP 17, 18; REG 33).
    AbnormalList = "列入经营异常名录",
    /// A fine on the heavier grade of the benchmark (SDL 2).
    HeavyFine = "从重处以罚款",
    /// A licence was revoked (SDL 2; GPL 22).
    LicenceRevoked = "吊销许可证件、营业执照",
    /// A licence for food was revoked (FSL 135.1).
    FoodLicenceRevoked = "吊销食品生产经营许可证",
    /// Sentenced to imprisonment for a crime against food safety (FSL 135.2).
    FoodCrime = "因食品安全犯罪被判处有期徒刑以上刑罚",
    /// Business was stopped, restricted or closed, or employment restricted (SDL 2; GPL 22).
    BusinessStopped = "责令停产停业、责令关闭、限制开展生产经营活动或者限制从业",
    /// A company was closed, or its business licence revoked: its representative who answers for it (CO23 178).
    CompanyClosed = "被吊销营业执照、责令关闭",
    /// A licence was applied for with concealed or false material, in a matter of public safety (ALC 78).
    LicenceConcealment = "隐瞒情况或者提供虚假材料申请行政许可",
    /// A licence was obtained by fraud or bribery, in a matter of public safety (ALC 79).
    LicenceFraud = "以欺骗、贿赂等不正当手段取得行政许可",
    /// A registration was cancelled as false (REG 40).
    FalseRegistrationCancelled = "因虚假登记被撤销市场主体登记",
    /// Misconduct in public procurement (GPL 77).
    ProcurementMisconduct = "政府采购不良行为记录",
    /// Collusion in bidding (BID 53).
    BiddingCollusion = "串通投标",
}

impl Trigger {
    /// What bars whoever broke the law of food safety from the trade by statute (FSL 135).
    pub const FOOD_BANS: [Self; 2] = [Self::FoodLicenceRevoked, Self::FoodCrime];

    /// What the sanctions of a penalty are for the catalogue: each with the sanctions that it rests on.
    #[must_use]
    pub fn of_penalty(violation: ViolationType, sanctions: &[Sanction]) -> Vec<(Self, PartId)> {
        let found = |it: &Sanction| {
            let of_this = Self::of_sanction(it, violation).into_iter();
            of_this.map(|trigger| (trigger, it.id.clone())).collect::<Vec<_>>()
        };
        sanctions.iter().flat_map(found).collect()
    }

    pub(super) fn of_sanction(sanction: &Sanction, violation: ViolationType) -> BTreeSet<Self> {
        let by_kind: &[Self] = match sanction.kind {
            SanctionKind::Fine if sanction.grade == Some(Grade::Heavier) => &[Self::HeavyFine],
            SanctionKind::RevokeLicence if names(sanction, "营业执照") => {
                if names(sanction, "食品") {
                    &[Self::LicenceRevoked, Self::CompanyClosed, Self::FoodLicenceRevoked]
                } else {
                    &[Self::LicenceRevoked, Self::CompanyClosed]
                }
            }
            SanctionKind::RevokeLicence if concerns_food(violation) || names(sanction, "食品") => {
                &[Self::LicenceRevoked, Self::FoodLicenceRevoked]
            }
            SanctionKind::RevokeLicence => &[Self::LicenceRevoked],
            SanctionKind::CloseBusiness => &[Self::BusinessStopped, Self::CompanyClosed],
            SanctionKind::StopBusiness
            | SanctionKind::RestrictBusiness
            | SanctionKind::RestrictEmployment => &[Self::BusinessStopped],
            SanctionKind::Fine
            | SanctionKind::Warning
            | SanctionKind::Criticism
            | SanctionKind::ConfiscateIncome
            | SanctionKind::ConfiscateGoods
            | SanctionKind::SuspendLicence
            | SanctionKind::LowerQualification
            | SanctionKind::Other => &[],
        };
        by_kind.iter().copied().chain(Self::of_violation(violation)).collect()
    }

    /// What any penalty for it finds: the ban on applying anew follows the finding, however slight the penalty (ALC 78, 79).
    fn of_violation(violation: ViolationType) -> Option<Self> {
        match violation {
            ViolationType::FoodLicenceConcealment => Some(Self::LicenceConcealment),
            ViolationType::FoodLicenceFraud => Some(Self::LicenceFraud),
            ViolationType::UnlicensedFoodBusiness
            | ViolationType::PlatformLicenceCheck
            | ViolationType::UnsafeFood
            | ViolationType::FalseAdvertising
            | ViolationType::PriceFraud
            | ViolationType::UnmarkedPrices
            | ViolationType::FakeTransactions
            | ViolationType::LicenceNotDisplayed
            | ViolationType::UnregisteredBusiness
            | ViolationType::TrademarkInfringement
            | ViolationType::CounterfeitPatent
            | ViolationType::SubstandardProducts
            | ViolationType::ProhibitedGoods
            | ViolationType::UnreasonablePlatformTerms
            | ViolationType::ConsumerRights
            | ViolationType::FalseRegistration
            | ViolationType::Other => None,
        }
    }
}

/// Whether that is what a sanction is about: 吊销营业执照 ends the company itself (CO23 178), any other licence does not.
fn names(sanction: &Sanction, what: &str) -> bool {
    sanction.object.as_ref().is_some_and(|it| it.shown().contains(what))
}

/// Whether a licence that is revoked for it is one for food (FSL 135.1).
fn concerns_food(violation: ViolationType) -> bool {
    match violation {
        ViolationType::UnlicensedFoodBusiness
        | ViolationType::PlatformLicenceCheck
        | ViolationType::UnsafeFood
        | ViolationType::FoodLicenceConcealment
        | ViolationType::FoodLicenceFraud => true,
        ViolationType::FalseAdvertising
        | ViolationType::PriceFraud
        | ViolationType::UnmarkedPrices
        | ViolationType::FakeTransactions
        | ViolationType::LicenceNotDisplayed
        | ViolationType::UnregisteredBusiness
        | ViolationType::TrademarkInfringement
        | ViolationType::CounterfeitPatent
        | ViolationType::SubstandardProducts
        | ViolationType::ProhibitedGoods
        | ViolationType::UnreasonablePlatformTerms
        | ViolationType::ConsumerRights
        | ViolationType::FalseRegistration
        | ViolationType::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sanction(id: &str, kind: SanctionKind, grade: Option<Grade>) -> Sanction {
        let provision = "《中华人民共和国食品安全法》第一百二十四条".to_owned();
        let id = id.parse().unwrap();
        Sanction { id, kind, amount: None, months: None, object: None, provision, grade }
    }

    /// SDL 2: a fine weighs by its grade, whatever its amount; FSL 135: a licence for food bars from food.
    #[test]
    fn sanctions_are_told_by_what_the_law_asks_of_them() {
        let told = |violation, kind, grade| {
            let found = Trigger::of_penalty(violation, &[sanction("S1", kind, grade)]);
            found.into_iter().map(|(trigger, _)| trigger).collect::<Vec<_>>()
        };
        let (food, other) = (ViolationType::UnsafeFood, ViolationType::PriceFraud);
        let fine = SanctionKind::Fine;
        assert_eq!(told(food, fine, Some(Grade::Heavier)), [Trigger::HeavyFine]);
        assert_eq!(told(food, fine, Some(Grade::Ordinary)), []);
        let revoke = SanctionKind::RevokeLicence;
        let both = [Trigger::LicenceRevoked, Trigger::FoodLicenceRevoked];
        assert_eq!(told(food, revoke, None), both);
        assert_eq!(told(other, revoke, None), [Trigger::LicenceRevoked]);
        assert_eq!(told(other, SanctionKind::Warning, None), []);
    }

    /// ALC 78, 79: whoever deceived about a licence for food is barred from applying anew however slight the penalty is; what
    /// is revoked for it is a licence for food all the same (FSL 135.1).
    #[test]
    fn who_deceived_about_a_licence_is_found_in_any_penalty() {
        let found = |violation, kind, grade| {
            let found = Trigger::of_penalty(violation, &[sanction("S1", kind, grade)]);
            found.into_iter().map(|(trigger, _)| trigger).collect::<Vec<_>>()
        };
        let (hid, bribed) =
            (ViolationType::FoodLicenceConcealment, ViolationType::FoodLicenceFraud);
        for kind in SanctionKind::ALL {
            assert!(found(hid, kind, None).contains(&Trigger::LicenceConcealment), "{kind:?}");
            assert!(found(bribed, kind, None).contains(&Trigger::LicenceFraud), "{kind:?}");
        }
        assert_eq!(found(hid, SanctionKind::Warning, None), [Trigger::LicenceConcealment]);
        let slight = Some(Grade::Lighter);
        assert_eq!(found(bribed, SanctionKind::Fine, slight), [Trigger::LicenceFraud]);
        let revoked = [Trigger::LicenceRevoked, Trigger::FoodLicenceRevoked, Trigger::LicenceFraud];
        assert_eq!(found(bribed, SanctionKind::RevokeLicence, None), revoked);
        let unlicensed = ViolationType::UnlicensedFoodBusiness;
        assert_eq!(found(unlicensed, SanctionKind::Fine, slight), []);
    }
}
