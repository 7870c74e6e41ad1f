//! Whether a hearing is open to the party (APL 63): by what a sanction does, or by how much it takes.

use super::{HearingRight, HearingScope, ThresholdUsed};
use crate::{
    Context, Fen,
    case::{
        Case,
        sanction::{Sanction, SanctionKind},
    },
    party::OrganisationKind,
    rulebook::Threshold,
};

impl HearingScope {
    /// The law gives the party the right, whether or not it was told.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::BySanction | Self::ByAmount | Self::ThresholdAbsent => true,
            Self::Offered | Self::None => false,
        }
    }
}

/// The right to a hearing that these sanctions give, and, where they give none, whether the agency
/// offers it. Where no threshold is in the rulebook the right is always told.
pub(super) fn hearing_right(
    sanctions: &[Sanction],
    offered: bool,
    case: &Case,
    context: &Context<'_>,
) -> HearingRight {
    let (scope, threshold) = weigh(sanctions, || threshold(case, context));
    let because = match scope {
        HearingScope::None if offered => HearingScope::Offered,
        scope => scope,
    };
    HearingRight { told: because != HearingScope::None, because, threshold }
}

fn weigh(
    sanctions: &[Sanction],
    threshold: impl FnOnce() -> Option<ThresholdUsed>,
) -> (HearingScope, Option<ThresholdUsed>) {
    if sanctions.iter().any(|it| it.kind.opens_a_hearing()) {
        return (HearingScope::BySanction, None);
    }
    // Fines count together, and so does all that is confiscated (APL 63(1), (2)).
    let total = |counts: fn(SanctionKind) -> bool| -> Fen {
        sanctions.iter().filter(|it| counts(it.kind)).filter_map(|it| it.amount).sum()
    };
    let fined = total(|it| it == SanctionKind::Fine);
    let confiscated =
        total(|it| matches!(it, SanctionKind::ConfiscateIncome | SanctionKind::ConfiscateGoods));
    let larger = fined.max(confiscated);
    if larger == Fen::ZERO {
        return (HearingScope::None, None);
    }
    match threshold() {
        None => (HearingScope::ThresholdAbsent, None),
        // 以上 includes the figure itself (PR 84).
        Some(it) if larger >= it.amount => (HearingScope::ByAmount, Some(it)),
        Some(it) => (HearingScope::None, Some(it)),
    }
}

/// The figure for such a party on that day, in that place.
fn threshold(case: &Case, context: &Context<'_>) -> Option<ThresholdUsed> {
    let kind = match case.record.party_found()?.organisation_kind() {
        None => Threshold::HearingFinePerson,
        Some(OrganisationKind::IndividualBusiness) => Threshold::HearingFineIndividual,
        Some(OrganisationKind::LegalPerson | OrganisationKind::Unincorporated) => {
            Threshold::HearingFineOrganisation
        }
    };
    let figure = context.law.figure(kind, context.occurred.day(), case.division(context))?;
    Some(ThresholdUsed {
        amount: figure.amount,
        confidence: figure.confidence,
        source: figure.authority.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::spec::facts::sanctions, rulebook::Confidence};

    fn used(yuan: u32) -> ThresholdUsed {
        let source = "HR 5".into();
        ThresholdUsed { amount: Fen::yuan(yuan), confidence: Confidence::Recalled, source }
    }

    fn scope_of(
        sanctions: &[Sanction],
        threshold: impl Into<Option<ThresholdUsed>>,
    ) -> HearingScope {
        weigh(sanctions, || threshold.into()).0
    }

    /// APL 63(1); PR 84.
    #[test]
    fn a_fine_of_the_threshold_itself_opens_a_hearing_and_a_yuan_less_does_not() {
        assert_eq!(scope_of(&sanctions(), used(50_000)), HearingScope::ByAmount);
        assert_eq!(scope_of(&sanctions(), used(50_001)), HearingScope::None);
    }

    /// APL 63(1), (2).
    #[test]
    fn fines_count_together_and_so_do_confiscations_but_not_the_one_with_the_other() {
        let mut all = sanctions();
        all[0].amount = Some(Fen::yuan(49_999));
        assert_eq!(scope_of(&all, used(50_001)), HearingScope::None);
        let goods = Sanction { kind: SanctionKind::ConfiscateGoods, ..all[0].clone() };
        all.push(Sanction { amount: Some(Fen::yuan(2)), ..goods });
        assert_eq!(scope_of(&all, used(50_001)), HearingScope::ByAmount);
    }

    /// Appendix C Q2.
    #[test]
    fn where_the_threshold_is_absent_the_right_is_always_told() {
        assert_eq!(scope_of(&sanctions(), None), HearingScope::ThresholdAbsent);
    }

    /// APL 63(3)–(5).
    #[test]
    fn a_grave_sanction_opens_a_hearing_whatever_the_amount() {
        let grave = [
            SanctionKind::LowerQualification,
            SanctionKind::RevokeLicence,
            SanctionKind::StopBusiness,
            SanctionKind::CloseBusiness,
            SanctionKind::RestrictEmployment,
            SanctionKind::RestrictBusiness,
        ];
        for kind in grave {
            let sanction = Sanction { kind, amount: None, ..sanctions()[0].clone() };
            assert_eq!(scope_of(&[sanction], used(1)), HearingScope::BySanction, "{kind:?}");
        }
    }
}
