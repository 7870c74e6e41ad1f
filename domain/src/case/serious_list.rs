//! 严重违法失信名单: whether the party is entered in the list of serious violations is decided together with its
//! penalty, and proposed and noticed with it (SDL 13). The entry itself is a record of its own
//! ([`crate::listing`]).
//!
//! Whoever doesn't perform a decision though able to (SDL 11) is entered by a procedure apart from this one.

mod deciding;
mod field;
mod proposing;

use serde::{Deserialize, Serialize};

pub(super) use self::proposing::{within_approved, within_told};
pub use self::{
    deciding::{Asked, Decide},
    field::Field,
    proposing::Propose,
};

use super::sanction::{Grade, Sanction, SanctionKind};
use crate::{
    Narrative,
    citation::Citation,
    document::DocumentRef,
    id::{AgencyCode, PartId, PowerItem},
    rulebook::Figure,
};

/// What is proposed of the list, and told the party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Proposed {
    /// In which field the violation lies.
    pub field: Field,
    /// The article of that field, and its item: SDL 5(1).
    pub basis: Citation,
    /// What makes it more than a heavy penalty (SDL 2).
    pub circumstances: Circumstances,
    /// What was weighed (SDL 12).
    pub weighing: Weighing,
}

/// Besides a heavy penalty, one of these (SDL 2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Circumstances {
    /// 性质恶劣.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub vile_nature: Option<Narrative>,
    /// 情节严重.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub serious: Option<Narrative>,
    /// 社会危害较大.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub greater_harm: Option<Narrative>,
}

/// What is weighed before anybody is entered (SDL 12). What played no part is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Weighing {
    /// 主观恶意.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub intent: Option<Narrative>,
    /// 违法频次.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub frequency: Option<Narrative>,
    /// 持续时间.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub duration: Option<Narrative>,
    /// 处罚类型.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<Narrative>,
    /// 罚没款数额、产品货值金额.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amounts: Option<Narrative>,
    /// 对人民群众生命健康的危害、财产损失.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub harm: Option<Narrative>,
    /// 社会影响.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub influence: Option<Narrative>,
}

/// What was decided of the list, together with the penalty (SDL 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Decided {
    /// As the party was told.
    pub proposed: Proposed,
    /// The sanctions that are heavy, and on which it rests.
    pub heavy: Vec<PartId>,
    /// What the decision says of it.
    pub says: Says,
    /// Under which item of the 权责清单, besides that of the penalty.
    pub power_item: PowerItem,
    /// The consent of the agency above, where one was given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub upper_consent: Option<UpperConsent>,
    /// The rule by which that consent is wanted, where one held on that day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub consent_rule: Option<Figure<u32>>,
}

/// What a decision to enter says (SDL 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Says {
    /// 列入事由和依据.
    pub grounds: Narrative,
    /// 惩戒措施提示: what follows.
    pub consequences: Narrative,
    /// 移出条件和程序.
    pub removal: Narrative,
    /// 救济措施.
    pub remedies: Narrative,
}

/// The agency above consented, before the decision (SDL).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpperConsent {
    /// Which.
    pub agency: AgencyCode,
    /// When.
    pub given_on: jiff::civil::Date,
    /// The paper that says so.
    pub document: DocumentRef,
}

impl Sanction {
    /// 较重行政处罚: a fine on the heavier grade, or one of those that reach into the business itself (SDL 2).
    #[must_use]
    pub fn is_heavy(&self) -> bool {
        let heavier = self.kind == SanctionKind::Fine && self.grade == Some(Grade::Heavier);
        heavier || self.kind.weighs_heavily()
    }
}

/// Which of these sanctions are heavy (SDL 2); an entry rests on one at least.
#[must_use]
pub fn heavy(sanctions: &[Sanction]) -> Vec<PartId> {
    sanctions.iter().filter(|it| it.is_heavy()).map(|it| it.id.clone()).collect()
}

/// `，并列入严重违法失信名单（食品安全领域）`, after a list of sanctions; nothing where it isn't entered.
pub(super) fn besides(proposed: Option<&Proposed>) -> String {
    let named = |it: &Proposed| format!("，并列入严重违法失信名单（{}）", it.field.label());
    proposed.map(named).unwrap_or_default()
}

#[cfg(test)]
mod spec;
