//! What the acts on a penalty say of the list of serious violations (SDL 2, 12, 13).

use async_graphql::InputObject;
use domain::{
    Narrative,
    case::serious_list::{self, Circumstances, Proposed, Says, UpperConsent, Weighing},
    citation::cite,
};

use super::super::{
    counts::Item,
    input::DocumentInput,
    scalars::{AgencyCode, Date, PowerItem},
    vocabulary::SeriousListField,
};

/// That the party is entered in the list of serious violations, together with its penalty (SDL 13).
#[derive(InputObject)]
pub struct ProposeSeriousListInput {
    /// In which field the violation lies; the article of the list is that field's own (SDL 5–10).
    field: SeriousListField,
    /// Which item of that article.
    item: Option<Item>,
    /// What makes it more than a heavy penalty (SDL 2): one at least.
    circumstances: SeriousListCircumstancesInput,
    /// What was weighed (SDL 12): one at least.
    weighing: SeriousListWeighingInput,
    /// 当事人有证据足以证明没有主观故意: who proved that is not entered (SDL 12).
    #[graphql(default)]
    no_intent_proven: bool,
}

/// What makes a violation more than a heavy penalty (SDL 2). What played no part is absent.
#[derive(InputObject)]
pub struct SeriousListCircumstancesInput {
    /// 性质恶劣.
    vile_nature: Option<String>,
    /// 情节严重.
    serious: Option<String>,
    /// 社会危害较大.
    greater_harm: Option<String>,
}

/// What is weighed before anybody is entered (SDL 12). What played no part is absent.
#[derive(InputObject)]
pub struct SeriousListWeighingInput {
    /// 主观恶意.
    intent: Option<String>,
    /// 违法频次.
    frequency: Option<String>,
    /// 持续时间.
    duration: Option<String>,
    /// 处罚类型.
    kind: Option<String>,
    /// 罚没款数额、产品货值金额.
    amounts: Option<String>,
    /// 对人民群众生命健康的危害、财产损失.
    harm: Option<String>,
    /// 社会影响.
    influence: Option<String>,
}

/// That the party is entered, as it was told, and all that a decision to enter says (SDL 13).
#[derive(InputObject)]
pub struct DecideSeriousListInput {
    /// What the party was told.
    proposed: ProposeSeriousListInput,
    /// 列入事由和依据.
    grounds: String,
    /// 惩戒措施提示: what follows.
    consequences: String,
    /// 移出条件和程序.
    removal: String,
    /// 救济措施.
    remedies: String,
    /// Under which item of the 权责清单, besides that of the penalty.
    power_item: PowerItem,
    /// 上级市场监督管理部门同意, where a rule of the day wants it.
    upper_consent: Option<UpperConsentInput>,
}

/// The consent of the agency above, before the decision (SDL).
#[derive(InputObject)]
pub struct UpperConsentInput {
    /// Which agency.
    agency: AgencyCode,
    /// When.
    given_on: Date,
    /// The paper that says so.
    document: DocumentInput,
}

impl From<ProposeSeriousListInput> for serious_list::Propose {
    fn from(it: ProposeSeriousListInput) -> Self {
        let field: serious_list::Field = it.field.into();
        let article = match it.item {
            Some(item) => format!("{}({})", field.article(), u8::from(item)),
            None => field.article().to_string(),
        };
        let noted = |it: Option<String>| it.map(Narrative::noted);
        let (more, weighed) = (it.circumstances, it.weighing);
        let proposed = Proposed {
            field,
            basis: cite("SDL", &article),
            circumstances: Circumstances {
                vile_nature: noted(more.vile_nature),
                serious: noted(more.serious),
                greater_harm: noted(more.greater_harm),
            },
            weighing: Weighing {
                intent: noted(weighed.intent),
                frequency: noted(weighed.frequency),
                duration: noted(weighed.duration),
                kind: noted(weighed.kind),
                amounts: noted(weighed.amounts),
                harm: noted(weighed.harm),
                influence: noted(weighed.influence),
            },
        };
        Self { proposed, no_intent_proven: it.no_intent_proven }
    }
}

impl From<DecideSeriousListInput> for serious_list::Decide {
    fn from(it: DecideSeriousListInput) -> Self {
        let consent = |it: UpperConsentInput| UpperConsent {
            agency: it.agency.into(),
            given_on: it.given_on.into(),
            document: it.document.into(),
        };
        Self {
            propose: it.proposed.into(),
            says: Says {
                grounds: Narrative::noted(it.grounds),
                consequences: Narrative::noted(it.consequences),
                removal: Narrative::noted(it.removal),
                remedies: Narrative::noted(it.remedies),
            },
            power_item: it.power_item.into(),
            upper_consent: it.upper_consent.map(consent),
        }
    }
}
