//! What the restoration of credit goes by in a case: a penalty decision as it counts on a day (PUB 14; domain.md §6.6).
//! An application for it has a stream of its own: [`crate::restoration`].

use jiff::{ToSpan, civil::Date};

use super::{
    Case,
    remedy::{Standing, StandingSanction},
    sanction::{Sanction, SanctionKind},
    serious_list,
    violation::ViolationType,
};
use crate::{
    Fen, Rulebook,
    id::PartId,
    listing::serious::Cause,
    publicity::{Penalty, term},
    restoration::{Gravity, Penalised, Target},
    restriction::{Source, SourceKind},
};

impl Case {
    /// A penalty decision as something whose publicity may end early; `at` is the event by which it was made.
    #[must_use]
    pub fn restorable(
        &self,
        at: Cause,
        (decision, on): (&PartId, Date),
        law: &Rulebook,
    ) -> Option<Target> {
        let standing = self.standing_of(decision, on)?;
        let (decided, decided_on) = (standing.decided, standing.decided_at.day());
        let penalties: Vec<_> = standing.lawful().map(Penalty::of).collect();
        let here = law.agencies().place_of(&decided.agency, decided_on);
        let gravity = |it: term::Regime| {
            let line = law.figure(it.line(), decided_on, here).map(|it| it.amount);
            Gravity::of(it.grade(&penalties, line).0)
        };
        let source = Source {
            event: at.event,
            stream: at.stream,
            revision: at.revision,
            kind: SourceKind::Penalty,
            number: decided.number.to_string(),
            agency: decided.agency.clone(),
            decided_on,
            sanctions: vec![],
        };
        Some(Target {
            source,
            gravity: gravity(term::Regime::Cr25),
            gravity_on_credit_china: gravity(term::Regime::Ndrc36),
            concerns_safety: self.filed_for().is_some_and(ViolationType::concerns_safety),
            sanctions: penalties.iter().map(|it| it.kind).collect(),
            fallen_on: standing.fallen_on(),
            performed_on: self.performed_on(decision, on, law),
            owes: self.owed(on, law).iter().any(|it| {
                let open = it.open > Fen::ZERO || it.surcharge_open > Fen::ZERO;
                open && decided.sanction(&it.sanction).is_some()
            }),
            statutory_until: standing.restricted_until(),
            found: self.found_in(
                standing
                    .sanctions
                    .iter()
                    .filter(|it| !it.is_unlawful())
                    .filter_map(StandingSanction::counts),
            ),
        })
    }

    /// What of a penalty decision counts on a day and was not found unlawful: what an entry of a register rests on then.
    #[must_use]
    pub fn lawfully_left(&self, decision: &PartId, on: Date) -> Vec<Sanction> {
        let standing = self.standing_of(decision, on);
        let sanctions = standing.into_iter().flat_map(|it| it.sanctions);
        let lawful = sanctions.filter(|it| !it.is_unlawful());
        lawful.filter_map(|it| it.counts().cloned()).collect()
    }

    /// The penalties of this case that count on a day and are not confirmed illegal, beside one for `violation`.
    #[must_use]
    pub fn penalised(&self, violation: Option<ViolationType>, on: Date) -> Vec<Penalised> {
        let same = self.filed_for().zip(violation);
        let same_type = same.is_some_and(|(it, other)| it.is_same_type_as(other));
        let counting = self.standing(on).into_iter().filter(|it| !it.is_unlawful());
        let penalised = counting.map(|it| {
            let sanctions: Vec<_> = it.lawful().cloned().collect();
            Penalised {
                number: it.decided.number.to_string(),
                decided_on: it.decided_at.day(),
                same_type,
                heavy: !serious_list::heavy(&sanctions).is_empty(),
            }
        });
        penalised.collect()
    }

    /// What it was filed for.
    #[must_use]
    pub fn filed_for(&self) -> Option<ViolationType> {
        self.record.filed.as_ref().map(|(_, it)| it.violation)
    }
}

impl Standing<'_> {
    /// From which day on nothing of it counts, where nothing does.
    fn fallen_on(&self) -> Option<Date> {
        let since = self.sanctions.iter().filter_map(|it| it.changed.as_ref().map(|it| it.since));
        since.max().filter(|_| self.has_fallen())
    }

    /// The last day of the longest restriction of business or employment in it that has an end.
    fn restricted_until(&self) -> Option<Date> {
        let restricts = |it: SanctionKind| {
            matches!(it, SanctionKind::RestrictBusiness | SanctionKind::RestrictEmployment)
        };
        let months = self.counting().filter(|it| restricts(it.kind)).filter_map(|it| it.months);
        let months = i64::from(months.max()?);
        self.decided_at.day().checked_add(months.months()).ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::{
        case::spec::{
            case,
            endings::{handed, p1, paid},
        },
        id::EventId,
        spec::law,
    };

    fn target(of: &Case) -> Target {
        let cause =
            Cause { event: EventId::new(Uuid::nil()), stream: "case-1".into(), revision: 9 };
        of.restorable(cause, (&p1(), date(2026, 1, 5)), law()).unwrap()
    }

    /// PUB 14.1(1): all that was ordered is performed once the last of it is paid.
    #[test]
    fn a_decision_is_performed_on_the_day_of_its_last_payment() {
        let (owing, done) = (case(&handed()), case(&paid()));
        assert_eq!((target(&owing).performed_on, target(&owing).owes), (None, true));
        let last = done.record.payments.last().map(|(at, _)| at.day());
        assert!(last.is_some());
        assert_eq!((target(&done).performed_on, target(&done).owes), (last, false));
    }

    /// CR21 6; CR25: what it is graded as, and whether it concerns safety, follow from what it is made of and for.
    #[test]
    fn a_decision_is_graded_as_it_counts() {
        let it = target(&case(&handed()));
        assert_eq!((it.gravity, it.concerns_safety), (Gravity::Moderate, true));
        assert_eq!(it.sanctions, [SanctionKind::ConfiscateIncome, SanctionKind::Fine]);
        assert_eq!((it.fallen_on, it.statutory_until), (None, None));
    }

    /// PUB 14.1(3): another penalty counts where it is for the same type, and what no type was found for is of none.
    #[test]
    fn another_penalty_is_of_the_same_type_or_not() {
        let other = case(&handed());
        let same = |it| other.penalised(it, date(2026, 1, 5))[0].same_type;
        assert!(same(other.filed_for()));
        assert!(!same(Some(ViolationType::PriceFraud)));
        assert!(!ViolationType::Other.is_same_type_as(ViolationType::Other));
    }
}
