//! 初次违法: a violation is the first where no earlier case of the same type counts, in as many years as somebody knows
//! (APL 33.1; PR 20.1(2)).

use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Context, Rejection,
    case::{Case, violation::ViolationType},
    id::SubjectId,
    rulebook::{Figure, Quantity},
};

/// Whose first violation it is, where a case is not filed for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FirstOf {
    /// Whose; what was asked for are its earlier cases.
    pub party: SubjectId,
    /// The last day of the violation.
    pub violation_ended_on: Date,
    /// In how many years before it an earlier violation of the same type would have counted, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub look_back: Option<Figure<u32>>,
}

/// A violation that is said to be the first.
#[derive(Debug, Clone, Copy)]
pub(in crate::case) struct First {
    /// Of which type; where that is not known yet, an earlier one of any type counts.
    pub(in crate::case) violation: Option<ViolationType>,
    /// The day of the violation, or the last one where it went on.
    pub(in crate::case) last_on: Date,
    /// Where the law lets it pass.
    pub(in crate::case) article: (&'static str, &'static str),
}

impl First {
    /// How far back one of the same type would have counted. None has been found there; where there is no other at
    /// all, nobody asks how far.
    pub(in crate::case) fn look_back(
        self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Figure<u32>>, Vec<Rejection>> {
        // One of the same label is of the same type, but for 其他违法行为.
        let same = |it: ViolationType, other: &str| it.label() == other && it.is_same_type_as(it);
        let of_its_type = |other: &str| self.violation.is_none_or(|it| same(it, other));
        let known = context.facts.earlier.iter();
        let earlier: Vec<_> = known.filter(|it| of_its_type(&it.violation)).collect();
        let division = case.division(context);
        let years = context.quantity(Quantity::FirstViolationYears, division, self.article);
        if earlier.is_empty() {
            return Ok(years.ok());
        }
        let years = years?;
        let since = back(self.last_on, years.amount);
        let counting = earlier.iter().filter(|it| since <= it.decided_on);
        let days: Vec<_> = counting.map(|it| it.decided_on.to_string()).collect();
        if days.is_empty() {
            return Ok(Some(years));
        }
        let (days, what) = (days.join("、"), self.violation.map_or("违法案件", |_| "同类违法案件"));
        Err(vec![
            Code::Contradictory
                .refuse(
                    format!("当事人自{since}以来已有{what}（{days}决定），不属于初次违法"),
                    format!("earlier cases that count were decided on {days}, since {since}"),
                )
                .under(self.article.0, self.article.1)
                .resting_on([years.confidence])
                .at("reason"),
        ])
    }
}

fn back(day: Date, years: u32) -> Date {
    day.saturating_sub(Span::new().years(i64::from(years).min(1_000)))
}

/// `（初次违法回溯年限：2年）`, and where the officer has that from.
pub(in crate::case) fn looked_back_in_words(figure: Option<&Figure<u32>>) -> String {
    let Some(Figure { amount, source, .. }) = figure else { return String::new() };
    let stated = source.as_ref().map(|it| format!("，经办人陈述，出处：{it}"));
    format!("（初次违法回溯年限：{amount}年{}）", stated.unwrap_or_default())
}
