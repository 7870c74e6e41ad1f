//! Whether a hearing is open to the party (APL 63): by what a sanction does, or by how much it takes.

use super::{HearingRight, HearingScope, ThresholdUsed};
use crate::{
    Context, Fen,
    case::{
        Case,
        sanction::{Sanction, SanctionKind},
    },
    party::SubjectKind,
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
    let (scope, threshold) = scope(sanctions, case, context);
    let because = match scope {
        HearingScope::None if offered => HearingScope::Offered,
        scope => scope,
    };
    HearingRight { told: because != HearingScope::None, because, threshold }
}

fn scope(
    sanctions: &[Sanction],
    case: &Case,
    context: &Context<'_>,
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
    match threshold(case, context) {
        None => (HearingScope::ThresholdAbsent, None),
        // 以上 includes the figure itself (PR 84).
        Some(it) if larger >= it.amount => (HearingScope::ByAmount, Some(it)),
        Some(it) => (HearingScope::None, Some(it)),
    }
}

/// The figure for such a party on that day, in that place.
fn threshold(case: &Case, context: &Context<'_>) -> Option<ThresholdUsed> {
    let (_, filed) = case.record.filed.as_ref()?;
    // HR 5 doesn't name individual businesses; the lower figure protects them better.
    let individual = filed.party.organisation_kind() == Some(SubjectKind::IndividualBusiness);
    let kind = if filed.party.is_natural_person() || individual {
        Threshold::HearingFinePerson
    } else {
        Threshold::HearingFineOrganisation
    };
    let figure = context.law.figure(kind, context.occurred.day(), case.division(context))?;
    Some(ThresholdUsed {
        amount: figure.amount,
        confidence: figure.confidence,
        source: figure.authority.to_string(),
    })
}
