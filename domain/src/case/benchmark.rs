//! 裁量基准: what of a penalty lies outside the benchmark in force (APL 34). It hinders nothing: the answer says so,
//! the event keeps it with the row, and whoever decides says why.

use serde::{Deserialize, Serialize};

use super::{
    Case,
    missing::Missing,
    phrase::text,
    sanction::{Grade, Sanction, SanctionKind},
    violation::ViolationType,
};
use crate::{
    Code, Context, Fen, Narrative, Rejection,
    citation::Citation,
    id::PartId,
    rejection::word,
    rulebook::{BenchmarkRule, Confidence, FineRange, Measure},
};

/// What a benchmark may measure a fine by, as the investigation found it (PR 48(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Measured {
    /// 违法所得.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unlawful_income: Option<Fen>,
    /// 货值金额.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub goods_value: Option<Fen>,
}

/// A fine that lies outside the benchmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deviation {
    /// Which sanction.
    pub sanction: PartId,
    /// How much.
    pub fine: Fen,
    /// On which side of the benchmark.
    pub side: Side,
    /// The type of violation that was looked up.
    pub violation: ViolationType,
    /// The grade; one that is not graded counts as 一般.
    pub grade: Grade,
    /// What the row says.
    pub range: FineRange,
    /// What a share was taken of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub measured: Option<Fen>,
    /// The article that the row rests on.
    pub authority: Citation,
    /// How sure the row is.
    pub confidence: Confidence,
}

/// On which side of a benchmark a fine lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Side {
    /// 低于裁量基准.
    Below,
    /// 高于裁量基准.
    Above,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Below, Self::Above];

    /// As a report words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Below => "低于裁量基准",
            Self::Above => "高于裁量基准",
        }
    }
}

impl Measured {
    /// What a share is taken of, where it was found.
    #[must_use]
    pub fn by(&self, measure: Measure) -> Option<Fen> {
        match measure {
            Measure::Amount => None,
            Measure::UnlawfulIncome => self.unlawful_income,
            Measure::GoodsValue => self.goods_value,
        }
    }
}

impl Deviation {
    /// As a warning words it: `处罚S2（罚款60000元）高于裁量基准（从轻处罚：20000元至50000元）`.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { sanction, fine, side, grade, range, .. } = self;
        let (side, grade) = (side.label(), grade.label());
        format!("处罚{sanction}（罚款{fine}）{side}（{grade}：{}）", range.text())
    }

    /// The same in English.
    #[must_use]
    pub fn text_en(&self) -> String {
        let Self { sanction, side, violation, grade, .. } = self;
        let side = if *side == Side::Below { "below" } else { "above" };
        format!("{sanction} lies {side} the benchmark {}.{}", word(violation), word(grade))
    }
}

/// Several in one phrase.
#[must_use]
pub fn told(deviations: &[Deviation]) -> String {
    deviations.iter().map(Deviation::text).collect::<Vec<_>>().join("、")
}

/// What a sentence adds where something lies outside the benchmark.
pub(super) fn noting(deviations: &[Deviation]) -> String {
    if deviations.is_empty() { String::new() } else { format!("；{}", told(deviations)) }
}

/// The same with why, in the words of whoever decided.
pub(super) fn noting_why(deviations: &[Deviation], reasons: Option<&Narrative>) -> String {
    let reasons = reasons.filter(|_| !deviations.is_empty());
    let reasons = reasons.map(|it| format!("，理由：{}", text(it))).unwrap_or_default();
    format!("{}{reasons}", noting(deviations))
}

/// On what figures it rests.
pub(super) fn confidences(deviations: &[Deviation]) -> impl Iterator<Item = Confidence> {
    deviations.iter().map(|it| it.confidence)
}

/// What lies outside the benchmark is decided with reasons (APL 34).
///
/// # Errors
///
/// One [`Code::Incomplete`] where they are missing.
pub(super) fn answered(
    deviations: &[Deviation],
    reasons: Option<&Narrative>,
) -> Result<(), Vec<Rejection>> {
    if deviations.is_empty() || reasons.is_some_and(|it| !it.is_blank()) {
        return Ok(());
    }
    let english: Vec<_> = deviations.iter().map(Deviation::text_en).collect();
    Err(vec![
        Code::Incomplete
            .refuse(
                format!("{}，请说明理由", told(deviations)),
                format!("{}: say why", english.join("; ")),
            )
            .under("APL", "34")
            .resting_on(confidences(deviations))
            .at("deviationReasons"),
    ])
}

impl Case {
    /// What of these sanctions lies outside the benchmarks in force on the day of the act, for the type of violation
    /// that was filed. Where no row holds, or what it measures by was not found, nothing is compared.
    pub(super) fn deviations(
        &self,
        sanctions: &[Sanction],
        measured: Option<&Measured>,
        context: &Context<'_>,
    ) -> Vec<Deviation> {
        let Some((_, filed)) = &self.record.filed else { return vec![] };
        let (on, division) = (context.occurred.day(), self.division(context));
        let compared = |it: &Sanction| {
            let (violation, grade) = (filed.violation, it.grade.unwrap_or(Grade::Ordinary));
            let row = context.law.benchmark(BenchmarkRule { violation, grade }, on, division)?;
            let (fine, range) = (it.amount?, row.value.fine);
            let measured = measured.and_then(|it| it.by(range.by));
            let (least, most) = range.sums(measured)?;
            let below = (fine < least).then_some(Side::Below);
            let side = below.or_else(|| (fine > most).then_some(Side::Above))?;
            let (sanction, authority) = (it.id.clone(), row.authority.clone());
            let confidence = row.confidence;
            Some(Deviation {
                sanction,
                fine,
                side,
                violation,
                grade,
                range,
                measured,
                authority,
                confidence,
            })
        };
        sanctions.iter().filter(|it| it.kind == SanctionKind::Fine).filter_map(compared).collect()
    }

    /// The same, by what the last report found.
    pub(super) fn deviations_as_found(
        &self,
        sanctions: &[Sanction],
        context: &Context<'_>,
    ) -> Vec<Deviation> {
        let found = self.record.conclusions.last().and_then(|it| it.measured.as_ref());
        self.deviations(sanctions, found, context)
    }

    /// What was proposed last lies outside the benchmark: whoever decides so will have to say why (APL 34).
    pub(super) fn lacks_reasons_for_deviating(&self) -> Option<Missing> {
        let proposed = self.proposed().map_or(&[][..], |it| it.deviations);
        (!proposed.is_empty()).then(|| {
            let ids: Vec<_> = proposed.iter().map(|it| it.sanction.to_string()).collect();
            let ids = ids.join("、");
            let zh = format!("拟作出的处罚{ids}超出裁量基准，作出处罚决定时应当说明理由");
            let en = format!("{ids} lies outside the benchmark: whoever decides so says why");
            Missing::new(Code::Incomplete, zh, en, ("APL", "34")).resting_on(confidences(proposed))
        })
    }

    /// The last proposal: the notice, what was approved, or the report, whichever the case has come to.
    pub(super) fn proposed(&self) -> Option<Proposed<'_>> {
        use super::Main;
        let record = &self.record;
        let proposed = |sanctions, deviations| Proposed { sanctions, deviations };
        match self.main {
            Main::Noticed => {
                record.notices.last().map(|(_, it)| proposed(&it.sanctions, &it.deviations))
            }
            Main::ApprovedForNotice => {
                record.proposals.last().map(|it| proposed(&it.sanctions, &it.deviations))
            }
            Main::Concluded | Main::InReview | Main::Supplementing | Main::Reviewed => {
                record.conclusions.last().map(|it| proposed(&it.sanctions, &it.deviations))
            }
            Main::Unopened
            | Main::Lead
            | Main::Verifying
            | Main::NotFiled
            | Main::Investigating
            | Main::Suspended
            | Main::Terminated
            | Main::PenaltyDecided
            | Main::NoPenaltyDecided
            | Main::NotEstablished
            | Main::Closed
            | Main::Archived => None,
        }
    }
}

/// What was proposed last.
pub(super) struct Proposed<'a> {
    /// Which sanctions.
    pub sanctions: &'a [Sanction],
    /// What of it lies outside the benchmark.
    pub deviations: &'a [Deviation],
}

#[cfg(test)]
mod tests;
