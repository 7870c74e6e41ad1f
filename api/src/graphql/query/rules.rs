//! The law in force on a day.

use async_graphql::{Context, Object, Result};
use domain::{
    clock::Timer,
    rulebook::{Quantity, Threshold},
};
use jiff::civil;

use super::super::{
    rules::{
        BenchmarkRule, CalendarYear, GrantRule, PeriodRule, PowerRule, QuantityRule, ThresholdRule,
    },
    scalars::Date,
};
use crate::App;

#[derive(Default)]
pub struct RulesQuery;

/// The rulebook, and the day that it is read for.
pub struct RulesInForce {
    on: civil::Date,
}

#[Object]
impl RulesQuery {
    /// The law as the rulebook has it on a day: today, where none is named. Anybody with a token may
    /// read it.
    async fn rules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day.")] on: Option<Date>,
    ) -> Result<RulesInForce> {
        let today = || ctx.data::<App>().map(|app| app.clock.now().day());
        Ok(RulesInForce { on: on.map_or_else(today, |it| Ok(it.into()))? })
    }
}

/// The rows of the rulebook that are in force on a day.
#[Object]
impl RulesInForce {
    /// On which day.
    async fn on(&self) -> Date {
        self.on.into()
    }

    /// The digest of the whole rulebook; each event keeps the one that it was decided under.
    async fn digest(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<App>()?.law.digest().to_owned())
    }

    /// 期限.
    async fn periods(&self, ctx: &Context<'_>) -> Result<Vec<PeriodRule>> {
        let law = &ctx.data::<App>()?.law;
        let rows = law.timers().filter(|it| it.holds(self.on));
        Ok(rows.map(|it| PeriodRule::new(law, it)).collect())
    }

    /// 数额标准.
    async fn thresholds(&self, ctx: &Context<'_>) -> Result<Vec<ThresholdRule>> {
        let law = &ctx.data::<App>()?.law;
        let rows = law.thresholds().filter(|it| it.holds(self.on));
        Ok(rows.map(|it| ThresholdRule::new(law, it)).collect())
    }

    /// 数量标准.
    async fn quantities(&self, ctx: &Context<'_>) -> Result<Vec<QuantityRule>> {
        let law = &ctx.data::<App>()?.law;
        let rows = law.quantities().filter(|it| it.holds(self.on));
        Ok(rows.map(|it| QuantityRule::new(law, it)).collect())
    }

    /// 行政处罚裁量基准 (APL 34).
    async fn benchmarks(&self, ctx: &Context<'_>) -> Result<Vec<BenchmarkRule>> {
        Ok(BenchmarkRule::on((&ctx.data::<App>()?.law, self.on)))
    }

    /// Figures that acts look up and that no row states on this day, in Chinese: sums, numbers, periods, and
    /// benchmarks where there are none at all.
    /// Where an act can't go on without one, the officer is asked for figure and source (`act.stated`).
    async fn absent(&self, ctx: &Context<'_>) -> Result<Vec<&'static str>> {
        let law = &ctx.data::<App>()?.law;
        let stated =
            |it: &Threshold| law.thresholds().any(|row| row.key == *it && row.holds(self.on));
        let sums = Threshold::ALL.into_iter().filter(|it| !stated(it)).map(Threshold::label);
        let known =
            |it: &Quantity| law.quantities().any(|row| row.key == *it && row.holds(self.on));
        let numbers = Quantity::ALL.into_iter().filter(|it| !known(it)).map(Quantity::label);
        let set = |it: &Timer| law.timers().any(|row| row.key == *it && row.holds(self.on));
        let periods =
            Timer::STARTED.iter().filter(|it| it.has_a_figure() && !set(it)).map(|it| it.label());
        let compared = law.benchmarks().any(|it| it.holds(self.on));
        let benchmarks = (!compared).then_some("行政处罚裁量基准");
        Ok(sums.chain(numbers).chain(periods).chain(benchmarks).collect())
    }

    /// 权责清单.
    async fn powers(&self, ctx: &Context<'_>) -> Result<Vec<PowerRule>> {
        let law = &ctx.data::<App>()?.law;
        let rows = law.powers().filter(|it| it.holds(self.on));
        Ok(rows.map(|it| PowerRule::new(law, it)).collect())
    }

    /// 职责: which roles allow what.
    async fn grants(&self, ctx: &Context<'_>) -> Result<Vec<GrantRule>> {
        let law = &ctx.data::<App>()?.law;
        let rows = law.grant_rows().filter(|it| it.holds(self.on));
        Ok(rows.map(|it| GrantRule::new(law, it)).collect())
    }

    /// 工作日历: the schedules that are loaded for this year and those after it.
    async fn calendar(&self, ctx: &Context<'_>) -> Result<Vec<CalendarYear>> {
        Ok(CalendarYear::from(&ctx.data::<App>()?.law, self.on))
    }
}
