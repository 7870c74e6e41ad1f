//! 超出裁量基准: which fines lie outside the benchmark in force, and by which row (APL 34).

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use domain::{
    Citation,
    case::{
        benchmark::{self, Side},
        sanction::Grade,
    },
};

use super::super::{
    money::Money,
    rules::FineRange,
    scalars::PartId,
    vocabulary::{BenchmarkSide, Confidence, PenaltyGrade, ViolationType},
};
use crate::App;

/// A fine that lies outside the benchmark in force on the day of the act (APL 34). Nothing hinders it; whoever decides
/// it says why.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct BenchmarkDeviation {
    /// Which sanction.
    sanction: PartId,
    /// How much.
    fine: Money,
    /// On which side of the benchmark.
    side: BenchmarkSide,
    /// On which side, in Chinese.
    side_label: &'static str,
    /// The type of violation that was looked up.
    violation: ViolationType,
    /// The type of violation, in Chinese.
    violation_label: &'static str,
    /// The grade that was looked up; a fine that is not graded counts as an ordinary one.
    grade: PenaltyGrade,
    /// The grade in Chinese.
    grade_label: &'static str,
    /// What the benchmark says.
    range: FineRange,
    /// What a share was taken of, where the benchmark is one.
    measured: Option<Money>,
    /// How sure the benchmark is.
    confidence: Confidence,
    /// How sure the benchmark is, in Chinese.
    confidence_label: &'static str,
    /// 演示数据: the benchmark was made up for a demonstration.
    demonstration: bool,
    /// In words: `处罚S2（罚款60000元）高于裁量基准（从轻处罚：20000元至50000元）`.
    text: String,
    #[graphql(skip)]
    authority: Citation,
}

#[ComplexObject]
impl BenchmarkDeviation {
    /// The article that the benchmark rests on.
    async fn citation(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<App>()?.law.cite(&self.authority))
    }
}

impl From<&benchmark::Deviation> for BenchmarkDeviation {
    fn from(it: &benchmark::Deviation) -> Self {
        Self {
            sanction: it.sanction.clone().into(),
            fine: it.fine.into(),
            side: it.side.into(),
            side_label: Side::label(it.side),
            violation: it.violation.into(),
            violation_label: it.violation.label(),
            grade: it.grade.into(),
            grade_label: Grade::label(it.grade),
            range: it.range.into(),
            measured: it.measured.map(Into::into),
            confidence: it.confidence.into(),
            confidence_label: it.confidence.label(),
            demonstration: it.confidence.is_demonstration(),
            text: it.text(),
            authority: it.authority.clone(),
        }
    }
}
