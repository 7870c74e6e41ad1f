//! 经办人陈述: a figure that the rulebook has not is stated by the officer, with its source.

use jiff::civil::Date;

use super::{Confidence, Figure, Quantity};
use crate::{
    Code, Context, Moment, Rejection,
    citation::{Citation, cite},
    clock::{Deadline, Pause, Timer},
    text::is_blank,
};

/// A figure that the officer states for an act. It counts only where the rulebook has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Which.
    pub of: Unknown,
    /// How many; of a period, in the unit of its rule.
    pub n: u32,
    /// 出处: the document that says so, in words.
    pub source: String,
}

/// What the rulebook may have no figure for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// A number.
    Number(Quantity),
    /// How long a rule gives.
    Period(Timer),
}

impl Unknown {
    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Number(quantity) => quantity.label(),
            Self::Period(timer) => timer.label(),
        }
    }

    /// As the files call it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Number(quantity) => quantity.id(),
            Self::Period(timer) => timer.id(),
        }
    }

    /// Neither the rulebook has it, nor does the officer state it with a source.
    fn absent(self, on: Date, citation: Option<Citation>) -> Vec<Rejection> {
        let (label, id) = (self.label(), self.id());
        let refusal = Code::FigureMissing
            .refuse(
                format!("规则库未收录{on}适用的{label}，请陈述该数值并注明出处"),
                format!("the rulebook has no {id} for {on}: state the figure and its source"),
            )
            .at("stated");
        vec![Rejection { citation, ..refusal }]
    }
}

impl Context<'_> {
    /// A number of the law on the day of the act, in a division: as the rulebook has it, else as the
    /// officer states it for the article that asks for it.
    pub(crate) fn quantity(
        &self,
        of: Quantity,
        division: &str,
        (instrument, article): (&str, &str),
    ) -> Result<Figure<u32>, Vec<Rejection>> {
        let on = self.occurred.day();
        let ruled = self.law.quantity(of, on, division);
        let stated = || {
            let it = self.stated(Unknown::Number(of))?;
            Some(Figure {
                amount: it.n,
                authority: cite(instrument, article),
                confidence: Confidence::OfficerStated,
                source: Some(it.source.clone()),
            })
        };
        let absent = || Unknown::Number(of).absent(on, Some(cite(instrument, article)));
        ruled.or_else(stated).ok_or_else(absent)
    }

    /// A period that starts at `start`, in a division: under the rule of that day, else as long as the
    /// officer states, and for the rest as the rule has it on the nearest day.
    pub(crate) fn period(
        &self,
        timer: Timer,
        (start, division): (Moment, &str),
        pauses: &[Pause],
    ) -> Result<Deadline, Vec<Rejection>> {
        let ruled = self.law.deadline(timer, start, division, pauses);
        let stated = || {
            let it = self.stated(Unknown::Period(timer))?;
            self.law.deadline_stated((timer, it.n, &it.source), (start, division), pauses)
        };
        let absent = || {
            let nearest = self.law.nearest(timer, start.day(), division);
            Unknown::Period(timer).absent(start.day(), nearest.map(|it| it.authority.clone()))
        };
        ruled.or_else(stated).ok_or_else(absent)
    }

    fn stated(&self, of: Unknown) -> Option<&Stated> {
        let sourced = |it: &&Stated| it.of == of && it.n > 0 && !is_blank(&it.source);
        self.stated.iter().find(sourced)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        Acting, Actor, Facts, Role, Rulebook,
        clock::{Bound, Unit},
    };

    const SOURCE: &str = "川市监法〔2018〕1号";

    /// The day before the rules of 2019, for which the rulebook has nothing.
    const EARLIER: jiff::civil::Date = date(2019, 3, 29);

    fn asked<T>(on: Date, stated: &[Stated], ask: impl FnOnce(&Context<'_>) -> T) -> T {
        let law = Rulebook::builtin().unwrap();
        let acting = Acting {
            person: "P-0001".parse().unwrap(),
            agency: "SC_AMR".parse().unwrap(),
            role: Role::Handler,
            power_item: None,
        };
        let (actor, facts) = (Actor::Officer(acting), Facts::default());
        let (occurred, late_entry_reason) = (Moment::midnight(on), None);
        ask(&Context {
            actor: &actor,
            occurred,
            at: occurred,
            late_entry_reason,
            stated,
            law: &law,
            facts: &facts,
        })
    }

    fn days(n: u32, source: &str) -> [Stated; 1] {
        [Stated { of: Unknown::Period(Timer::LeadVerify), n, source: source.to_owned() }]
    }

    fn verification(stated: &[Stated]) -> Result<Deadline, Vec<Rejection>> {
        asked(EARLIER, stated, |it| it.period(Timer::LeadVerify, (it.occurred, "510000"), &[]))
    }

    /// For the rest it is as its rule has it on the nearest day.
    #[test]
    fn a_period_that_no_row_has_lasts_as_long_as_the_officer_states() {
        let deadline = verification(&days(7, SOURCE)).unwrap();
        assert_eq!((deadline.length, deadline.unit), (7, Unit::WorkingDays));
        assert_eq!(
            (deadline.bound, deadline.confidence),
            (Bound::Agency, Confidence::OfficerStated)
        );
        assert_eq!(
            deadline.explain()[1],
            "核查期限：7个工作日（依据：PR 18；经办人陈述：川市监法〔2018〕1号）"
        );
    }

    #[test]
    fn a_figure_without_source_counts_as_none() {
        for stated in [&[][..], &days(7, " "), &days(0, SOURCE)] {
            let refused = verification(stated).unwrap_err();
            assert_eq!(refused[0].code, Code::FigureMissing);
            assert_eq!(refused[0].field, ["stated"]);
            assert_eq!(refused[0].citation, Some(cite("PR", "18")));
            assert_eq!(
                refused[0].message,
                "规则库未收录2019-03-29适用的核查期限，请陈述该数值并注明出处"
            );
        }
    }

    /// A row wins over whatever is stated.
    #[test]
    fn what_the_rulebook_has_nobody_states() {
        let stated = [Stated {
            of: Unknown::Number(Quantity::HearingAgentsMax),
            n: 9,
            source: SOURCE.to_owned(),
        }];
        let figure = asked(date(2023, 1, 4), &stated, |it| {
            it.quantity(Quantity::HearingAgentsMax, "510000", ("APL", "64(5)"))
        });
        let figure = figure.unwrap();
        assert_eq!((figure.amount, figure.source), (2, None));
    }
}
