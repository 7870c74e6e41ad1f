//! What kind of violation a case is about, in the field of the policy document (川市监发〔2022〕68号).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Code, Context, Rejection};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $label:literal),* $(,)?) => {
        /// A type of violation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum ViolationType {$($(#[$doc])* $kind,)*}

        impl ViolationType {
            /// Every type.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// As it is called in case files.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {$(Self::$kind => $label,)*}
            }
        }
    };
}

kinds! {
    /// Food business without a licence (FSL 122).
    UnlicensedFoodBusiness = "未取得食品经营许可从事食品经营活动",
    /// A platform that didn't check its merchants' licences (FSL 131).
    PlatformLicenceCheck = "网络食品交易第三方平台提供者未履行审查许可证义务",
    /// Food that fails the safety standards (FSL 124).
    UnsafeFood = "经营不符合食品安全标准的食品",
    /// False advertising (广告法 55).
    FalseAdvertising = "发布虚假广告",
    /// Price fraud (价格法 40).
    PriceFraud = "价格欺诈",
    /// Prices not clearly marked (价格法 42).
    UnmarkedPrices = "未按规定明码标价",
    /// Fake transactions, bought reviews (反不正当竞争法 20).
    FakeTransactions = "虚构交易、编造用户评价",
    /// Licence not displayed by an online trader (ECL 76).
    LicenceNotDisplayed = "网络交易经营者未公示营业执照信息",
    /// Trade without registration (无证无照经营查处办法).
    UnregisteredBusiness = "无照经营",
    /// Trademark infringement (商标法 60).
    TrademarkInfringement = "侵犯注册商标专用权",
    /// Counterfeit patent (专利法 68).
    CounterfeitPatent = "假冒专利",
    /// Products that fail the quality standards (产品质量法 49, 50).
    SubstandardProducts = "销售不合格产品",
    /// Prohibited goods sold online (ECL 13).
    ProhibitedGoods = "网络销售禁止交易的商品",
    /// A platform's rules or fees that are unreasonable (ECL 35, 82).
    UnreasonablePlatformTerms = "平台对平台内经营者附加不合理条件",
    /// Consumers' rights infringed (消费者权益保护法 56).
    ConsumerRights = "侵害消费者权益",
    /// False registration material (REG 44).
    FalseRegistration = "提交虚假材料取得市场主体登记",
    /// A licence for food business applied for with facts concealed or false material: a matter of public safety and health
    /// (ALC 78).
    FoodLicenceConcealment = "隐瞒有关情况或者提供虚假材料申请食品经营许可",
    /// A licence for food business obtained by fraud, bribery or other improper means: a matter of public safety and health
    /// (ALC 79).
    FoodLicenceFraud = "以欺骗、贿赂等不正当手段取得食品经营许可",
    /// Anything else.
    Other = "其他违法行为",
}

impl ViolationType {
    /// 食品、药品、特种设备领域: what was penalised there is shown longer at least (CR21 6).
    #[must_use]
    pub fn concerns_safety(self) -> bool {
        matches!(
            self,
            Self::UnlicensedFoodBusiness
                | Self::PlatformLicenceCheck
                | Self::UnsafeFood
                | Self::FoodLicenceConcealment
                | Self::FoodLicenceFraud
        )
    }

    /// 同一类违法行为 (PUB 14.1(3)): what no type was found for is of no same type.
    #[must_use]
    pub fn is_same_type_as(self, other: Self) -> bool {
        self == other && self != Self::Other
    }
}

/// What is filed was committed, or had ended, by the day of the act: limitation and the look-back for
/// earlier violations are counted from that day (APL 33, 36).
///
/// # Errors
///
/// [`Code::InTheFuture`].
pub(super) fn ended(on: Date, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let today = context.occurred.day();
    if on <= today {
        return Ok(());
    }
    Err(vec![
        Code::InTheFuture
            .refuse(
                format!("违法行为发生或者终了之日{on}晚于本次行为日期{today}"),
                format!(
                    "the violation would have ended on {on}, after the act that says so ({today})"
                ),
            )
            .under("APL", "36.2")
            .at("violationEndedOn"),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CR21 6; ALC 78, 79: a licence for food is of the field of food, whoever deceived about it, and however.
    #[test]
    fn deceit_about_a_licence_for_food_concerns_safety() {
        let safety: Vec<_> = ViolationType::ALL.iter().filter(|it| it.concerns_safety()).collect();
        let food = [
            ViolationType::UnlicensedFoodBusiness,
            ViolationType::PlatformLicenceCheck,
            ViolationType::UnsafeFood,
            ViolationType::FoodLicenceConcealment,
            ViolationType::FoodLicenceFraud,
        ];
        assert_eq!(safety, food.iter().collect::<Vec<_>>());
    }
}
