//! Deciding on an entry together with the penalty: under an item of its own, with the consent of the agency above
//! where a rule of the day wants one, and saying all that SDL 13 wants.

use super::{Decided, Propose, Proposed, Says, UpperConsent, heavy};
use crate::{
    Code, Context, Refusals, Rejection,
    agency::{Agency, Level},
    case::{
        Case,
        guard::{Paper, filled, of_type},
        sanction::Sanction,
    },
    division::Division,
    document::DocumentType,
    id::PowerItem,
    permit::holds,
    rulebook::{Figure, PowerKind, Quantity},
};

/// Decides that the party is entered, together with its penalty.
#[derive(Debug, Clone)]
pub struct Decide {
    /// What the party was told.
    pub propose: Propose,
    /// What the decision says of it.
    pub says: Says,
    /// Under which item of the 权责清单, besides that of the penalty.
    pub power_item: PowerItem,
    /// The consent of the agency above.
    pub upper_consent: Option<UpperConsent>,
}

/// An entry that is asked for, where one is, with the penalty that it comes with.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What is asked for.
    pub decide: Option<&'a Decide>,
    /// The penalty.
    pub sanctions: &'a [Sanction],
}

impl Asked<'_> {
    /// The entry as it is decided; nothing where none is asked for.
    pub(in crate::case) fn decide(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Decided>, Vec<Rejection>> {
        let Some(asked) = self.decide else { return Ok(None) };
        let mut refusals = Refusals::new();
        refusals.check(asked.propose.check(self.sanctions, context));
        refusals.check(super::within_told(case, Some(asked.proposed())));
        refusals.check(asked.complete());
        let item = holds(context, &asked.power_item, PowerKind::SeriousList);
        refusals.check_at("seriousList.powerItem", item);
        let rule = refusals.check(asked.consented(case, context));
        refusals.verdict()?;
        Ok(Some(Decided {
            proposed: asked.proposed().clone(),
            heavy: heavy(self.sanctions),
            says: asked.says.clone(),
            power_item: asked.power_item.clone(),
            upper_consent: asked.upper_consent.clone(),
            consent_rule: rule.flatten(),
        }))
    }
}

impl Decide {
    fn proposed(&self) -> &Proposed {
        &self.propose.proposed
    }

    /// The paper of the agency above.
    pub(in crate::case) fn papers(&self) -> impl Iterator<Item = Paper<'_>> {
        let consent = self.upper_consent.iter();
        consent.map(|it| Paper::new(&it.document, "seriousList.upperConsent.document"))
    }

    fn complete(&self) -> Result<(), Vec<Rejection>> {
        let Says { grounds, consequences, removal, remedies } = &self.says;
        let wanted = [
            (grounds, "seriousList.says.grounds", "列入事由和依据"),
            (consequences, "seriousList.says.consequences", "列入的后果"),
            (removal, "seriousList.says.removal", "移出的条件"),
            (remedies, "seriousList.says.remedies", "救济途径"),
        ];
        let mut refusals = Refusals::new();
        for (said, field, what) in wanted {
            filled(&mut refusals, said.is_blank(), field, what, ("SDL", "13"));
        }
        refusals.verdict()
    }

    /// A city's or county's bureau has the consent of the one above before it decides; the rule that wants it.
    fn consented(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Figure<u32>>, Vec<Rejection>> {
        let day = context.occurred.day();
        let agencies = context.law.agencies();
        let own = case.record.lead.as_ref().and_then(|it| agencies.on(&it.agency, day));
        let lower = own.filter(|it| matches!(it.level, Level::City | Level::County));
        let division = own.and_then(|it| it.division.as_ref()).map_or("", Division::as_str);
        let rule = context.law.quantity(Quantity::ListConsentLevels, day, division);
        let rule = rule.filter(|it| it.amount > 0 && lower.is_some());
        let upper = lower.zip(rule.as_ref()).and_then(|(it, rule)| above(it, rule.amount, context));
        let mut refusals = Refusals::new();
        match (&self.upper_consent, upper) {
            (Some(consent), Some(upper)) => refusals.check(consent.given(upper, context)),
            (None, Some(upper)) => {
                let sure = rule.iter().map(|it| it.confidence);
                refusals.refuse(
                    Code::StepMissing
                        .refuse(
                            format!("列入严重违法失信名单应当事先报经{}同意", upper.name),
                            format!("{} is to consent before the decision", upper.code),
                        )
                        .under("SDL", "0")
                        .resting_on(sure)
                        .at("seriousList.upperConsent"),
                );
                None
            }
            (Some(consent), None) => refusals.check(consent.dated(context)),
            (None, None) => None,
        };
        refusals.verdict().map(|()| rule)
    }
}

/// The agency so many levels above.
fn above<'a>(agency: &'a Agency, levels: u32, context: &Context<'a>) -> Option<&'a Agency> {
    let day = context.occurred.day();
    let parent = |it: &'a Agency| context.law.agencies().on(it.parent.as_ref()?, day);
    (0..levels).try_fold(agency, |it, _| parent(it))
}

impl UpperConsent {
    fn given(&self, upper: &Agency, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.agency == upper.code, || {
            Code::Contradictory
                .refuse(
                    format!("应当由{}同意，而非{}", upper.name, self.agency),
                    format!("{} consents, not {}", upper.code, self.agency),
                )
                .under("SDL", "0")
                .at("seriousList.upperConsent.agency")
        });
        refusals.check(self.dated(context));
        refusals.verdict()
    }

    fn dated(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.given_on <= context.occurred.day(), || {
            Code::BeforeItsBasis
                .refuse("上级部门在决定作出之后才同意", "the consent came after the decision")
                .under("SDL", "0")
                .at("seriousList.upperConsent.givenOn")
        });
        let typed = (&self.document, "seriousList.upperConsent.document");
        refusals.check(of_type(typed, DocumentType::ListingConsent, ("SDL", "0")));
        refusals.verdict()
    }
}
