//! Which of two sanctions does more harm: what is altered without a notice, or for whoever asked for a remedy, becomes no
//! heavier (APL 9, 44, 62; ARL 63.2; ALL 77.2).

use super::{Sanction, SanctionKind};

impl SanctionKind {
    /// Its place among the kinds, from the lightest on, in the order of APL 9. Of what takes money or goods, what was
    /// gained or used unlawfully comes before the fine. Nobody knows of another kind how heavy it is, so that it comes last.
    fn gravity(self) -> u8 {
        match self {
            Self::Warning => 1,
            Self::Criticism => 2,
            Self::ConfiscateGoods => 3,
            Self::ConfiscateIncome => 4,
            Self::Fine => 5,
            Self::SuspendLicence => 6,
            Self::LowerQualification => 7,
            Self::RevokeLicence => 8,
            Self::RestrictBusiness => 9,
            Self::StopBusiness => 10,
            Self::CloseBusiness => 11,
            Self::RestrictEmployment => 12,
            Self::Other => 13,
        }
    }

    /// It holds for good: nothing ends it by itself.
    fn is_for_good(self) -> bool {
        matches!(self, Self::LowerQualification | Self::RevokeLicence | Self::CloseBusiness)
    }
}

impl Sanction {
    /// It does no more harm than the other: of the same kind or a lighter one, with no larger amount and no longer term.
    pub(in crate::case) fn is_no_heavier_than(&self, other: &Self) -> bool {
        // Whatever is unknown of another kind may be anything.
        let unknown = other.kind == SanctionKind::Other
            && self.kind.gravity() > SanctionKind::Criticism.gravity();
        let lighter = self.kind.gravity() < other.kind.gravity() && !unknown;
        let fits = self.kind == other.kind || lighter;
        fits && !self.is_dearer_than(other) && !self.is_longer_than(other)
    }

    /// An amount is larger than none.
    fn is_dearer_than(&self, other: &Self) -> bool {
        self.amount.is_some_and(|it| other.amount.is_none_or(|before| it > before))
    }

    /// What ends some day is shorter than what doesn't, and what holds for good is longer than what may end by itself.
    fn is_longer_than(&self, other: &Self) -> bool {
        match (self.months, other.months) {
            (Some(months), Some(before)) => months > before,
            (None, Some(_)) => self.kind.may_end_by_itself() || self.kind.is_for_good(),
            (_, None) => self.kind.is_for_good() && other.kind.may_end_by_itself(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fen, case::spec::facts};

    use SanctionKind::{
        CloseBusiness, ConfiscateGoods, ConfiscateIncome, Criticism, Fine, LowerQualification,
        Other, RestrictBusiness, RestrictEmployment, RevokeLicence, StopBusiness, SuspendLicence,
        Warning,
    };

    fn sanction(kind: SanctionKind) -> Sanction {
        facts::sanction(1, kind, 1_000)
    }

    fn endless(kind: SanctionKind) -> Sanction {
        Sanction { months: None, ..sanction(kind) }
    }

    /// To what each kind may be altered, besides itself.
    const LIGHTER: [(SanctionKind, &[SanctionKind]); 13] = [
        (Warning, &[]),
        (Criticism, &[Warning]),
        (ConfiscateGoods, &[Warning, Criticism]),
        (ConfiscateIncome, &[Warning, Criticism, ConfiscateGoods]),
        (Fine, &[Warning, Criticism, ConfiscateIncome, ConfiscateGoods]),
        (SuspendLicence, &[Warning, Criticism]),
        (LowerQualification, &[Warning, Criticism, SuspendLicence]),
        (RevokeLicence, &[Warning, Criticism, SuspendLicence, LowerQualification]),
        (RestrictBusiness, &[Warning, Criticism, SuspendLicence]),
        (StopBusiness, &[Warning, Criticism, SuspendLicence, RestrictBusiness]),
        (
            CloseBusiness,
            &[
                Warning,
                Criticism,
                SuspendLicence,
                LowerQualification,
                RevokeLicence,
                RestrictBusiness,
                StopBusiness,
            ],
        ),
        (RestrictEmployment, &[Warning, Criticism, SuspendLicence, RestrictBusiness, StopBusiness]),
        (Other, &[Warning, Criticism]),
    ];

    /// APL 9, 44, 62: over all pairs of kinds.
    #[test]
    fn a_sanction_is_altered_to_one_that_is_no_heavier_by_its_kind() {
        assert_eq!(LIGHTER.len(), SanctionKind::ALL.len());
        for (before, lighter) in LIGHTER {
            for to in SanctionKind::ALL {
                let allowed = to == before || lighter.contains(&to);
                let found = sanction(to).is_no_heavier_than(&sanction(before));
                assert_eq!(found, allowed, "{before:?} to {to:?}");
            }
        }
    }

    /// What is no heavier one way is heavier the other way: no alteration of an alteration comes to more.
    #[test]
    fn of_two_kinds_one_at_most_is_no_heavier() {
        for before in SanctionKind::ALL {
            for to in SanctionKind::ALL.into_iter().filter(|it| *it != before) {
                let (before, to) = (sanction(before), sanction(to));
                let both = to.is_no_heavier_than(&before) && before.is_no_heavier_than(&to);
                assert!(!both, "{} and {}", before.text(), to.text());
            }
        }
    }

    /// An amount and a term are compared whatever the kind.
    #[test]
    fn more_or_longer_is_heavier_whatever_the_kind() {
        for kind in SanctionKind::ALL.into_iter().filter(|it| it.has_amount()) {
            let dearer = Sanction { amount: Some(Fen::yuan(1_001)), ..sanction(kind) };
            let cheaper = Sanction { amount: Some(Fen::yuan(999)), ..sanction(kind) };
            assert!(!dearer.is_no_heavier_than(&sanction(Fine)), "{kind:?}");
            assert!(!dearer.is_no_heavier_than(&sanction(kind)), "{kind:?}");
            assert!(cheaper.is_no_heavier_than(&sanction(kind)), "{kind:?}");
        }
        for kind in SanctionKind::ALL.into_iter().filter(|it| it.may_end_by_itself()) {
            let longer = Sanction { months: Some(4), ..sanction(kind) };
            assert!(!longer.is_no_heavier_than(&sanction(kind)), "{kind:?}");
            assert!(!endless(kind).is_no_heavier_than(&sanction(kind)), "{kind:?}");
            assert!(longer.is_no_heavier_than(&endless(kind)), "{kind:?}");
        }
        let two_years = Sanction { months: Some(24), ..sanction(SuspendLicence) };
        assert!(!two_years.is_no_heavier_than(&sanction(StopBusiness)));
        assert!(two_years.is_no_heavier_than(&endless(StopBusiness)));
        assert!(two_years.is_no_heavier_than(&sanction(RevokeLicence)));
    }
}
