//! 加处罚款: what a fine that is not paid in time grows by, a day at a time (PR 75; APL 72, 73). It is
//! computed, never recorded.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Fen, Rulebook,
    citation::Citation,
    rulebook::{Confidence, Quantity},
};

/// A fine whose time to pay is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrears<'a> {
    /// The fine as decided: confiscated income bears no surcharge, and paying a part of the fine does
    /// not lower it.
    pub fine: Fen,
    /// The last day to pay.
    pub due: Date,
    /// The day on which all of it was paid.
    pub paid: Option<Date>,
    /// Where: the division of the agency that decided, for provincial rows.
    pub division: &'a str,
    /// When none accrues.
    pub standstills: &'a [Standstill],
}

/// Days on which no surcharge accrues, `[from, to)`: reconsideration or litigation is pending
/// (APL 73), or payment is deferred (PR 74).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Standstill {
    /// The first.
    pub from: Date,
    /// The first that counts again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
}

impl Standstill {
    /// The part of it before a day, where it has one.
    #[must_use]
    pub fn until(self, day: Option<Date>) -> Option<Self> {
        let to = self.to.into_iter().chain(day).min();
        to.is_none_or(|to| self.from < to).then_some(Self { to, ..self })
    }
}

/// What the surcharge comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Surcharge {
    /// For how many days; of parts with times of their own, for the most.
    pub days: u32,
    /// How much; never more than the fine.
    pub amount: Fen,
    /// It has reached what the law allows.
    pub capped: bool,
    /// The article that allows it.
    pub authority: Citation,
    /// How sure the rulebook is of the rate; of the cap, where that is reached and no figure of the law.
    pub confidence: Confidence,
}

impl Surcharge {
    /// The surcharge on two parts of a fine together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            days: self.days.max(other.days),
            amount: self.amount.plus(other.amount),
            capped: self.capped && other.capped,
            authority: self.authority,
            confidence: self.confidence.max(other.confidence),
        }
    }
}

impl Rulebook {
    /// The surcharge at the end of `today`, under the rate of the first day on which it can accrue.
    /// Nothing where the rulebook has no rate.
    #[must_use]
    pub fn surcharge(&self, arrears: &Arrears<'_>, today: Date) -> Option<Surcharge> {
        let first = arrears.due.tomorrow().ok()?;
        let rate = self.quantity(Quantity::SurchargePercent, first, arrears.division)?;
        let cap = self.quantity(Quantity::SurchargeCapPercent, first, arrears.division)?;
        let days = arrears.days(first, today);
        let grown = arrears.fine.times(i64::from(rate.amount) * i64::from(days), 100);
        let most = arrears.fine.times(i64::from(cap.amount), 100);
        let capped = grown >= most && days > 0;
        let by_cap = Some(cap.confidence).filter(|it| capped && it.mark().is_some());
        let (authority, confidence) = (rate.authority, by_cap.unwrap_or(rate.confidence));
        Some(Surcharge { days, amount: grown.min(most), capped, authority, confidence })
    }
}

impl Arrears<'_> {
    /// The days that count: from the first after the last day to pay, to payment or today.
    fn days(&self, first: Date, today: Date) -> u32 {
        let last = self.paid.map_or(today, |paid| paid.min(today));
        let mut counted = 0;
        let mut day = first;
        while day <= last {
            counted += u32::from(!self.stands_still(day));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        counted
    }

    fn stands_still(&self, day: Date) -> bool {
        self.standstills.iter().any(|it| it.from <= day && it.to.is_none_or(|to| day < to))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DUE: Date = date(2026, 2, 24);

    fn surcharge(paid: Option<Date>, standstills: &[Standstill], today: Date) -> (u32, Fen, bool) {
        let law = Rulebook::builtin().unwrap();
        let arrears =
            Arrears { fine: Fen::yuan(50_000), due: DUE, paid, division: "510104", standstills };
        let grown = law.surcharge(&arrears, today).unwrap();
        assert_eq!(law.cite(&grown.authority), "《市场监督管理行政处罚程序规定》第七十五条");
        (grown.days, grown.amount, grown.capped)
    }

    #[test]
    fn ten_days_late_is_thirty_per_cent() {
        let paid = Some(date(2026, 3, 6));
        assert_eq!(surcharge(paid, &[], date(2026, 6, 30)), (10, Fen::yuan(15_000), false));
    }

    #[test]
    fn it_never_exceeds_the_fine() {
        let (thirty_third, next) = (date(2026, 3, 29), date(2026, 3, 30));
        assert_eq!(surcharge(None, &[], thirty_third), (33, Fen::yuan(49_500), false));
        assert_eq!(surcharge(None, &[], next), (34, Fen::yuan(50_000), true));
        assert_eq!(surcharge(None, &[], date(2027, 3, 30)).1, Fen::yuan(50_000));
    }

    #[test]
    fn nothing_is_due_on_the_last_day_to_pay() {
        assert_eq!(surcharge(None, &[], DUE), (0, Fen::ZERO, false));
    }

    #[test]
    fn days_of_reconsideration_do_not_count_and_never_twice() {
        let pending = Standstill { from: date(2026, 2, 27), to: Some(date(2026, 3, 4)) };
        let within = Standstill { from: date(2026, 3, 1), to: Some(date(2026, 3, 3)) };
        let (days, amount, _) = surcharge(None, &[pending, within], date(2026, 3, 6));
        assert_eq!((days, amount), (5, Fen::yuan(7_500)));
        let open = Standstill { from: date(2026, 2, 27), to: None };
        assert_eq!(surcharge(None, &[open], date(2026, 6, 30)).0, 2);
    }

    #[test]
    fn it_is_exact_to_the_fen() {
        let law = Rulebook::builtin().unwrap();
        let fine = Fen::try_new(300_001).unwrap();
        let arrears = Arrears { fine, due: DUE, paid: None, division: "", standstills: &[] };
        let grown = law.surcharge(&arrears, date(2026, 2, 25)).unwrap();
        assert_eq!(grown.amount, Fen::try_new(9_000).unwrap());
    }

    #[test]
    fn a_provincial_rate_wins_there() {
        let row = "[[quantity]]\nof = \"SURCHARGE_PERCENT\"\nn = 1\nscope = \"51\"\n\
                   from = \"2021-07-15\"\nauthority = \"PR 75\"\nconfidence = \"DEMONSTRATION\"\n";
        let law = Rulebook::load(&[("thresholds.toml".to_owned(), row.to_owned())]).unwrap();
        let grown = |division| {
            let arrears = Arrears {
                fine: Fen::yuan(1_000),
                due: DUE,
                paid: None,
                division,
                standstills: &[],
            };
            law.surcharge(&arrears, date(2026, 2, 25)).unwrap()
        };
        assert_eq!(grown("510104").amount, Fen::yuan(10));
        assert_eq!(grown("510104").confidence, Confidence::Demonstration);
        assert_eq!(grown("310101").amount, Fen::yuan(30));
    }
}
