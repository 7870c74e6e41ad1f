//! 类案: how like cases were penalised, and where a case stands among them (domain.md §2.6, 类案不同罚). A case is like
//! another one where the type of violation and the grade are the same.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    Case,
    sanction::{Grade, Sanction, SanctionKind},
    violation::ViolationType,
};
use crate::Fen;

/// By what a penalty is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// What was violated.
    pub violation: ViolationType,
    /// The heaviest grade among its fines; one that is not graded counts as 一般.
    pub grade: Grade,
    /// All its fines together.
    pub fine: Fen,
    /// The kinds of its sanctions.
    pub kinds: BTreeSet<SanctionKind>,
}

/// How fines are spread: sums that were fined, each the smallest that its share of the cases doesn't exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// The smallest.
    pub least: Fen,
    /// A quarter of the cases have no more.
    pub lower_quartile: Fen,
    /// Half of them have no more.
    pub median: Fen,
    /// Three quarters of them have no more.
    pub upper_quartile: Fen,
    /// The largest.
    pub most: Fen,
}

/// Where a fine stands among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How many are lower.
    pub lower: usize,
    /// How many are the same.
    pub same: usize,
    /// How many are higher.
    pub higher: usize,
}

impl Weighed {
    /// What these sanctions of one decision come to.
    #[must_use]
    pub fn of<'a>(
        violation: ViolationType,
        sanctions: impl IntoIterator<Item = &'a Sanction>,
    ) -> Self {
        let none =
            Self { violation, grade: Grade::Mitigated, fine: Fen::ZERO, kinds: BTreeSet::new() };
        let all = sanctions.into_iter().fold((none, false), |(mut it, fined), sanction| {
            it.kinds.insert(sanction.kind);
            if sanction.kind != SanctionKind::Fine {
                return (it, fined);
            }
            it.fine = it.fine.plus(sanction.amount.unwrap_or_default());
            it.grade = it.grade.max(sanction.grade.unwrap_or(Grade::Ordinary));
            (it, true)
        });
        match all {
            (it, true) => it,
            (it, false) => Self { grade: Grade::Ordinary, ..it },
        }
    }
}

impl Spread {
    /// Of these fines; nothing where there are none.
    #[must_use]
    pub fn of(mut fines: Vec<Fen>) -> Option<Self> {
        fines.sort_unstable();
        let count = fines.len();
        let at = |quarters: usize| fines.get((count * quarters).div_ceil(4).max(1) - 1).copied();
        Some(Self {
            least: *fines.first()?,
            lower_quartile: at(1)?,
            median: at(2)?,
            upper_quartile: at(3)?,
            most: *fines.last()?,
        })
    }
}

impl Place {
    /// Of a fine among these.
    #[must_use]
    pub fn among(fine: Fen, fines: &[Fen]) -> Self {
        let lower = fines.iter().filter(|it| **it < fine).count();
        let same = fines.iter().filter(|it| **it == fine).count();
        Self { lower, same, higher: fines.len() - lower - same }
    }

    /// How many in a hundred are lower, rounded down; nothing where there are none at all.
    #[must_use]
    pub fn percentile(self) -> Option<usize> {
        let all = self.lower + self.same + self.higher;
        (self.lower * 100).checked_div(all)
    }
}

impl Case {
    /// What of the last decision counts on a day, or else what was proposed last, as it is compared with like cases.
    /// Nothing before anything was proposed, and for a violation of no named type, which is like none.
    #[must_use]
    pub fn weighed(&self, on: Date) -> Option<Weighed> {
        let violation = self.record.filed.as_ref().map(|(_, it)| it.violation)?;
        let named = violation.is_same_type_as(violation);
        let counting = self.counting_decision(on);
        let sanctions: Vec<&Sanction> = match &counting {
            Some(standing) => standing.lawful().collect(),
            None => self.proposed().map_or(&[][..], |it| it.sanctions).iter().collect(),
        };
        (named && !sanctions.is_empty()).then(|| Weighed::of(violation, sanctions))
    }

    /// What each penalty decision comes to that counts on a day.
    #[must_use]
    pub fn weighed_decisions(&self, on: Date) -> Vec<(Date, Weighed)> {
        let Some((_, filed)) = &self.record.filed else { return vec![] };
        let standing = self.standing(on).into_iter().filter(|it| it.lawful().next().is_some());
        standing
            .map(|it| (it.decided_at.day(), Weighed::of(filed.violation, it.lawful())))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::case::spec::{
        case,
        endings::penalised,
        facts::{approved, concluded, investigating, sanctions},
    };

    fn yuan(all: &[u32]) -> Vec<Fen> {
        all.iter().map(|it| Fen::yuan(*it)).collect()
    }

    #[test]
    fn a_spread_is_of_sums_that_were_fined() {
        let spread = Spread::of(yuan(&[40, 10, 30, 20, 50])).unwrap();
        let told = [
            spread.least,
            spread.lower_quartile,
            spread.median,
            spread.upper_quartile,
            spread.most,
        ];
        assert_eq!(told.to_vec(), yuan(&[10, 20, 30, 40, 50]));
        assert_eq!(Spread::of(vec![]), None);
        let one = Spread::of(yuan(&[7])).unwrap();
        assert_eq!((one.least, one.median, one.most), (Fen::yuan(7), Fen::yuan(7), Fen::yuan(7)));
    }

    #[test]
    fn a_place_tells_how_many_are_lower() {
        let place = Place::among(Fen::yuan(30), &yuan(&[10, 30, 30, 50]));
        assert_eq!(
            (place.lower, place.same, place.higher, place.percentile()),
            (1, 2, 1, Some(25))
        );
        assert_eq!(Place::among(Fen::yuan(30), &[]).percentile(), None);
    }

    /// APL 34: once a leader has approved less than the report proposes, the case is compared by that.
    #[test]
    fn a_case_is_compared_by_what_was_approved_last() {
        let on = jiff::civil::date(2022, 12, 31);
        let approved = case(&approved());
        let mut less = approved.clone();
        less.record.proposals.last_mut().unwrap().sanctions[1].amount = Some(Fen::yuan(20_000));
        assert_eq!(approved.weighed(on).unwrap().fine, Fen::yuan(50_000));
        assert_eq!(less.weighed(on).unwrap().fine, Fen::yuan(20_000));
    }

    #[test]
    fn a_case_is_compared_by_what_counts_or_else_by_what_is_proposed() {
        let on = jiff::civil::date(2022, 12, 31);
        assert_eq!(case(&investigating()).weighed(on), None);
        let proposed = case(&concluded()).weighed(on).unwrap();
        assert_eq!((proposed.grade, proposed.fine), (Grade::Ordinary, Fen::yuan(50_000)));
        let decided = case(&penalised());
        assert_eq!(decided.weighed(on), Some(proposed));
        assert_eq!(decided.weighed_decisions(on).len(), 1);
        let mut heavier = sanctions();
        heavier[1].grade = Some(Grade::Heavier);
        let weighed = Weighed::of(ViolationType::PriceFraud, &heavier);
        assert_eq!((weighed.grade, weighed.kinds.len()), (Grade::Heavier, 2));
    }

    proptest! {
        /// The order in which the cases came changes neither the spread nor the place.
        #[test]
        fn a_spread_hangs_on_the_set_alone(mut fines in prop::collection::vec(0_u32..1_000, 1..40), of in 0_u32..1_000) {
            let (spread, place) = (Spread::of(yuan(&fines)), Place::among(Fen::yuan(of), &yuan(&fines)));
            fines.reverse();
            prop_assert_eq!(Spread::of(yuan(&fines)), spread);
            prop_assert_eq!(Place::among(Fen::yuan(of), &yuan(&fines)), place);
            let spread = spread.unwrap();
            prop_assert!(spread.least <= spread.lower_quartile && spread.lower_quartile <= spread.median);
            prop_assert!(spread.median <= spread.upper_quartile && spread.upper_quartile <= spread.most);
        }
    }
}
