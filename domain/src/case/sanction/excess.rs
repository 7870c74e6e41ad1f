//! What goes beyond what: the decision beyond the notice, the notice beyond the approval, the approval
//! beyond the report that was reviewed (PR 56, 58; APL 45).

use super::{Grade, Sanction};
use crate::{Code, Refusals, Rejection};

/// Nothing in `decided` goes beyond what the party was told: each sanction is in the notice, of the
/// same kind and on the same basis, it says of what wherever the notice does and nowhere else, and its
/// amount and its term are no larger (PR 58; APL 45). What exactly an object is stays sealed here.
///
/// # Errors
///
/// One [`Code::HeavierThanNoticed`] for each sanction that is heavier.
pub fn not_heavier(decided: &[Sanction], noticed: &[Sanction]) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    for (n, sanction) in decided.iter().enumerate() {
        let excess = sanction.excess_over(noticed, &decided[..n], Some(Grade::Ordinary));
        refusals.require(excess.is_none(), || {
            let (what, what_en) = excess.unwrap_or_default();
            Code::HeavierThanNoticed
                .refuse(
                    format!("处罚{}（{}）{what}，重于告知的内容；如有新的事实或者依据，请重新告知", sanction.id, sanction.text()),
                    format!("{} {what_en}; where there are new facts or a new basis, serve a new notice", sanction.id),
                )
                .under("PR", "58")
                .at(&format!("sanctions.{n}"))
        });
    }
    refusals.verdict()
}

/// Nothing in `proposed` goes beyond what was examined before it: the report that was reviewed, or
/// the proposal that a leader approved (PR 56).
///
/// # Errors
///
/// One [`Code::Contradictory`] for each sanction that goes beyond it.
pub(in crate::case) fn within(
    proposed: &[Sanction],
    examined: &[Sanction],
    by: &str,
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    for (n, sanction) in proposed.iter().enumerate() {
        let excess = sanction.excess_over(examined, &proposed[..n], None);
        refusals.require(excess.is_none(), || {
            let (what, what_en) = excess.unwrap_or_default();
            Code::Contradictory
                .refuse(
                    format!("处罚{}（{}）{what}，超出{by}的处罚建议", sanction.id, sanction.text()),
                    format!("{} {what_en}: it goes beyond what was examined", sanction.id),
                )
                .under("PR", "56")
                .at(&format!("sanctions.{n}"))
        });
    }
    refusals.verdict()
}

impl Sanction {
    /// What of it is not covered by `allowed`, in two languages. `before` are the sanctions of the
    /// same list that have been looked at: one of `allowed` covers one, not two. A sanction that names no grade of
    /// discretion is of the grade `unnamed`; where that is none, it is compared with no other.
    fn excess_over(
        &self,
        allowed: &[Self],
        before: &[Self],
        unnamed: Option<Grade>,
    ) -> Option<(&'static str, &'static str)> {
        if before.iter().any(|it| it.id == self.id) {
            return Some(("重复列出", "is listed twice"));
        }
        let Some(covering) = allowed.iter().find(|it| it.id == self.id && it.kind == self.kind)
        else {
            return Some(("未包括在内", "is not among them"));
        };
        // An amount that nobody was told is larger than any; a term that never ends is longest.
        let dearer = match (self.amount, covering.amount) {
            (Some(amount), Some(told)) => amount > told,
            (None, None) => false,
            _ => true,
        };
        let longer = match (self.months, covering.months) {
            (Some(months), Some(told)) => months > told,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        let based_otherwise = self.provision.trim() != covering.provision.trim();
        let graver = self.grade.or(unnamed).zip(covering.grade.or(unnamed));
        let graver = graver.is_some_and(|(own, told)| own > told);
        let of_something_else = self.object.is_some() != covering.object.is_some();
        let excesses = [
            (dearer, ("数额更高或者未载明", "names a larger amount, or none")),
            (longer, ("期限更长或者未载明", "names a longer term, or none")),
            (graver, ("裁量等次更重", "names a heavier grade of discretion")),
            (based_otherwise, ("依据的条款不同", "rests on another provision")),
            (of_something_else, ("对象不同", "is about another object")),
        ];
        excesses.into_iter().find(|(exceeds, _)| *exceeds).map(|(_, what)| what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fen, case::sanction::SanctionKind, id::PartId};

    fn sanction(id: usize, kind: SanctionKind, yuan: Option<u32>, months: Option<u16>) -> Sanction {
        Sanction {
            id: PartId::nth('S', id),
            kind,
            amount: yuan.map(Fen::yuan),
            months,
            object: None,
            provision: "《中华人民共和国食品安全法》第一百二十二条第一款".into(),
            grade: None,
        }
    }

    fn noticed() -> Vec<Sanction> {
        vec![
            sanction(1, SanctionKind::Fine, Some(50_000), None),
            sanction(2, SanctionKind::SuspendLicence, None, Some(3)),
        ]
    }

    /// App. B 3; PR 58.
    #[test]
    fn the_same_less_or_fewer_is_not_heavier() {
        assert!(not_heavier(&noticed(), &noticed()).is_ok());
        assert!(not_heavier(&noticed()[..1], &noticed()).is_ok());
        let milder = [
            sanction(1, SanctionKind::Fine, Some(49_999), None),
            sanction(2, SanctionKind::SuspendLicence, None, Some(1)),
        ];
        assert!(not_heavier(&milder, &noticed()).is_ok());
    }

    /// App. B 3; PR 58: the party answered to this basis, and for these goods.
    #[test]
    fn another_provision_or_an_object_of_which_the_party_was_not_told_is_not_covered() {
        let mut based_otherwise = noticed();
        based_otherwise[0].provision = "《中华人民共和国广告法》第五十五条第一款".into();
        let mut of_something_else = noticed();
        of_something_else[1].object = Some("食品生产许可证".into());
        for (decided, field) in
            [(based_otherwise, "sanctions.0"), (of_something_else, "sanctions.1")]
        {
            let refused = not_heavier(&decided, &noticed()).unwrap_err();
            let fields: Vec<_> = refused.iter().map(|it| it.field.join(".")).collect();
            assert_eq!(fields, [field]);
        }
        let mut told = noticed();
        told[1].object = Some("食品经营许可证".into());
        assert!(not_heavier(&told, &told).is_ok());
        assert!(not_heavier(&noticed(), &told).is_err());
    }

    /// App. B 3; PR 58: the party was told of 一般处罚, not of 从重.
    #[test]
    fn a_heavier_grade_than_was_told_is_heavier_at_the_same_amount() {
        let graded = |grade| [Sanction { grade, ..noticed()[0].clone() }];
        let ordinary = graded(Some(Grade::Ordinary));
        let refused = not_heavier(&graded(Some(Grade::Heavier)), &ordinary).unwrap_err();
        assert_eq!(refused[0].code, Code::HeavierThanNoticed);
        assert!(not_heavier(&graded(Some(Grade::Heavier)), &graded(None)).is_err());
        assert!(not_heavier(&ordinary, &graded(None)).is_ok());
        assert!(not_heavier(&graded(Some(Grade::Lighter)), &ordinary).is_ok());
    }

    /// PR 58, APL 45: all that is heavier is named at once.
    #[test]
    fn more_longer_other_or_twice_is_heavier() {
        let heavier = [
            sanction(1, SanctionKind::Fine, Some(50_001), None),
            sanction(2, SanctionKind::SuspendLicence, None, None),
            sanction(3, SanctionKind::Warning, None, None),
            sanction(1, SanctionKind::Fine, Some(1), None),
            sanction(2, SanctionKind::RevokeLicence, None, Some(3)),
        ];
        let refused = not_heavier(&heavier, &noticed()).unwrap_err();
        let fields: Vec<_> = refused.iter().map(|it| it.field.join(".")).collect();
        assert_eq!(
            fields,
            ["sanctions.0", "sanctions.1", "sanctions.2", "sanctions.3", "sanctions.4"]
        );
        assert!(refused.iter().all(|it| it.code == Code::HeavierThanNoticed));
    }
}
