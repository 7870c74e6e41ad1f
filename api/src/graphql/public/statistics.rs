//! 行政执法统计年报: what an agency did in a year that is over (SYS3).

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{
    Rulebook,
    case::{
        remedy::{Outcome, RemedyKind as Remedy},
        sanction::SanctionKind as Sanction,
    },
    citation::cite,
    rulebook::{Confidence as Sure, Quantity},
};
use jiff::civil;
use projections::statistics::{Counted, Statistics, of_the_year};

use super::{
    super::{
        money::Money,
        payload::fault,
        scalars::AgencyCode,
        vocabulary::{Confidence, RemedyKind, RemedyOutcome, SanctionKind},
    },
    public,
};
use crate::App;

#[derive(Default)]
pub struct StatisticsQuery;

/// 行政执法统计年报: what an agency did in a year.
#[derive(SimpleObject)]
pub struct EnforcementStatistics {
    /// Whose, by the code of `agencies`.
    agency: AgencyCode,
    /// Whose, by the name that it bore at the end of the year.
    agency_name: String,
    /// Of which year.
    year: i16,
    /// The rules under which each agency publishes it.
    citation: String,
    /// How sure that is.
    confidence: Confidence,
    /// How sure, in Chinese.
    confidence_label: &'static str,
    /// 案源: leads that came in.
    leads: u32,
    /// 立案.
    filed: u32,
    /// 不予立案.
    not_filed: u32,
    /// 行政处罚决定.
    penalties: u32,
    /// 不予行政处罚决定.
    no_penalty: u32,
    /// 违法事实不能成立.
    not_established: u32,
    /// The sanctions that were imposed, by kind.
    sanctions: Vec<SanctionCount>,
    /// All fines together, as they were imposed; absent where so few decisions have one that the sum would tell what
    /// that of one of them was.
    fines_imposed: Option<Money>,
    /// Of so many decisions with a fine at least the sum is told.
    fines_min: u32,
    /// How reconsideration and suits over its decisions ended.
    remedies: Vec<RemedyCount>,
    /// Decisions that it altered itself.
    altered: u32,
    /// Decisions that it revoked itself, or its superior did.
    revoked: u32,
    /// What was filed and decided in each month.
    months: Vec<MonthCount>,
}

/// How many sanctions of a kind.
#[derive(SimpleObject)]
pub struct SanctionCount {
    /// Of which kind.
    kind: SanctionKind,
    /// The kind in Chinese.
    kind_label: &'static str,
    /// How many.
    number: u32,
}

/// How many remedies ended so.
#[derive(SimpleObject)]
pub struct RemedyCount {
    /// Which remedy.
    kind: RemedyKind,
    /// Which, in Chinese.
    kind_label: &'static str,
    /// How it ended.
    outcome: RemedyOutcome,
    /// How, in Chinese.
    outcome_label: &'static str,
    /// How many.
    number: u32,
}

/// What was filed and decided in a month.
#[derive(SimpleObject)]
pub struct MonthCount {
    /// Which, 1 to 12.
    month: i8,
    /// 立案.
    filed: u32,
    /// 行政处罚决定.
    penalties: u32,
}

#[Object]
impl StatisticsQuery {
    /// 行政执法统计年报 of an agency, which each publishes by 31 January for the year before (SYS3); null until the year is
    /// over, since what is added from day to day would tell of each case by itself; and of whoever does not act in its own name, or keeps its cases elsewhere, so that none of them is
    /// recorded here.
    async fn enforcement_statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] agency: AgencyCode,
        #[graphql(desc = "Of which year.")] year: i16,
    ) -> Result<Option<EnforcementStatistics>> {
        let app = ctx.data::<App>()?;
        let Ok(last_day) = civil::Date::new(year, 12, 31) else { return Ok(None) };
        let agency = app.law.agencies().on(&agency.into(), last_day);
        let acting = agency.filter(|it| it.can_act() && last_day < public(app).on);
        let Some(agency) = acting else { return Ok(None) };
        let told = app.read_model.enforcement(&agency.code, year).map_err(fault)?;
        Ok(told.map(|told| EnforcementStatistics::new((&app.law, last_day), agency, &told)))
    }
}

impl EnforcementStatistics {
    fn new(
        (law, last_day): (&Rulebook, civil::Date),
        agency: &domain::agency::Agency,
        told: &Statistics,
    ) -> Self {
        let rests_on = cite("SYS3", "0");
        let sure = law.instrument(&rests_on.instrument).map_or(Sure::Uncertain, |it| it.confidence);
        let in_all = |of| told.number(of, None);
        let sanctions = of_the_year(&told.sanctions);
        let fined = in_all(Counted::Fined);
        let min = law.quantity(Quantity::StatisticsMin, last_day, "");
        let fines_min = min.map_or(u32::MAX, |it| it.amount);
        Self {
            agency: agency.code.clone().into(),
            agency_name: agency.name.clone(),
            year: last_day.year(),
            citation: law.cite(&rests_on),
            confidence: sure.into(),
            confidence_label: sure.label(),
            leads: in_all(Counted::Lead),
            filed: in_all(Counted::Filed),
            not_filed: in_all(Counted::NotFiled),
            penalties: in_all(Counted::Penalty),
            no_penalty: in_all(Counted::NoPenalty),
            not_established: in_all(Counted::NotEstablished),
            sanctions: sanctions.into_iter().map(Into::into).collect(),
            fines_imposed: Some(told.fines)
                .filter(|_| fined == 0 || fined >= fines_min)
                .map(Into::into),
            fines_min,
            remedies: of_the_year(&told.remedies).into_iter().map(Into::into).collect(),
            altered: in_all(Counted::Altered),
            revoked: in_all(Counted::Revoked),
            months: (1..=12).map(|month| MonthCount::new(told, month)).collect(),
        }
    }
}

impl MonthCount {
    fn new(told: &Statistics, month: i8) -> Self {
        let number = |of| told.number(of, Some(month));
        Self { month, filed: number(Counted::Filed), penalties: number(Counted::Penalty) }
    }
}

impl From<(Sanction, u32)> for SanctionCount {
    fn from((kind, number): (Sanction, u32)) -> Self {
        Self { kind: kind.into(), kind_label: kind.label(), number }
    }
}

impl From<((Remedy, Outcome), u32)> for RemedyCount {
    fn from(((kind, outcome), number): ((Remedy, Outcome), u32)) -> Self {
        Self {
            kind: kind.into(),
            kind_label: kind.label(),
            outcome: outcome.into(),
            outcome_label: outcome.label(),
            number,
        }
    }
}
