//! What was proposed, told and decided of the list of serious violations (SDL 2, 12, 13).

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use domain::{Citation, Narrative, case::serious_list, rulebook::Figure};

use super::{
    super::{
        rules::FigureUsed,
        scalars::{AgencyCode, Date, PartId, PowerItem},
        vocabulary::SeriousListField,
    },
    register::Document,
};
use crate::App;

/// That the party is to be entered in the list of serious violations, together with its penalty (SDL 13).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct SeriousListProposal {
    /// In which field the violation lies.
    field: SeriousListField,
    /// In which field, in Chinese.
    field_label: &'static str,
    /// 性质恶劣, where it is.
    vile_nature: Option<String>,
    /// 情节严重, where they are.
    serious: Option<String>,
    /// 社会危害较大, where it is.
    greater_harm: Option<String>,
    /// What was weighed (SDL 12).
    weighing: SeriousListWeighing,
    #[graphql(skip)]
    basis: Citation,
}

/// What was weighed before the party was to be entered (SDL 12). What played no part is absent.
#[derive(SimpleObject)]
pub struct SeriousListWeighing {
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

/// That the party is entered, as was decided with its penalty (SDL 13).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct SeriousListDecision {
    /// As the party was told.
    proposal: SeriousListProposal,
    /// The sanctions that are heavy, and on which it rests (SDL 2).
    heavy: Vec<PartId>,
    /// 列入事由和依据.
    grounds: String,
    /// 惩戒措施提示: what follows.
    consequences: String,
    /// 移出条件和程序.
    removal: String,
    /// 救济措施.
    remedies: String,
    /// Under which item of the 权责清单.
    power_item: PowerItem,
    /// 上级同意, where it was given.
    upper_consent: Option<UpperConsent>,
    #[graphql(skip)]
    rule: Option<Figure<u32>>,
}

/// The consent of the agency above.
#[derive(SimpleObject)]
pub struct UpperConsent {
    /// Which agency.
    agency: AgencyCode,
    /// When.
    given_on: Date,
    /// The paper that says so.
    document: Document,
}

#[ComplexObject]
impl SeriousListProposal {
    /// The article of the list that names such violations.
    async fn citation(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<App>()?.law.cite(&self.basis))
    }
}

#[ComplexObject]
impl SeriousListDecision {
    /// From how many levels above the consent was wanted; absent where no rule of the day wanted any.
    async fn consent_levels(&self, ctx: &Context<'_>) -> Result<Option<FigureUsed>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.rule.as_ref().map(|it| FigureUsed::new(law, it)))
    }
}

fn said(it: Option<&Narrative>) -> Option<String> {
    it.map(|it| it.shown().to_owned())
}

impl From<&serious_list::Proposed> for SeriousListProposal {
    fn from(it: &serious_list::Proposed) -> Self {
        let (more, weighed) = (&it.circumstances, &it.weighing);
        Self {
            field: it.field.into(),
            field_label: it.field.label(),
            vile_nature: said(more.vile_nature.as_ref()),
            serious: said(more.serious.as_ref()),
            greater_harm: said(more.greater_harm.as_ref()),
            weighing: SeriousListWeighing {
                intent: said(weighed.intent.as_ref()),
                frequency: said(weighed.frequency.as_ref()),
                duration: said(weighed.duration.as_ref()),
                kind: said(weighed.kind.as_ref()),
                amounts: said(weighed.amounts.as_ref()),
                harm: said(weighed.harm.as_ref()),
                influence: said(weighed.influence.as_ref()),
            },
            basis: it.basis.clone(),
        }
    }
}

impl From<&serious_list::Decided> for SeriousListDecision {
    fn from(it: &serious_list::Decided) -> Self {
        let consent = |it: &serious_list::UpperConsent| UpperConsent {
            agency: it.agency.clone().into(),
            given_on: it.given_on.into(),
            document: (&it.document).into(),
        };
        Self {
            proposal: (&it.proposed).into(),
            heavy: it.heavy.iter().cloned().map(Into::into).collect(),
            grounds: it.says.grounds.shown().to_owned(),
            consequences: it.says.consequences.shown().to_owned(),
            removal: it.says.removal.shown().to_owned(),
            remedies: it.says.remedies.shown().to_owned(),
            power_item: it.power_item.clone().into(),
            upper_consent: it.upper_consent.as_ref().map(consent),
            rule: it.consent_rule.clone(),
        }
    }
}
