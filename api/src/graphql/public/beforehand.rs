//! What is public before anybody acts (APL 34, 39; OBE 54): who has which power, when a case is filed, by which procedure
//! it goes on, between which sums a fine lies, who takes an application against its outcome, and what is inspected.

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{
    Rulebook,
    case::{
        filing::{FilingCondition as Condition, NotFiledReason as Reason},
        remedy::RemedyKind as Remedy,
    },
    citation::cite,
    clock::Timer,
    rulebook::{InspectionItemRow, InspectionPlanRow, RemedyBodyRow, StepRow, TimerRow},
};
use jiff::civil;

use super::super::{
    rules::{BenchmarkRule, PeriodRule, PowerRule, RowSource},
    scalars::{AgencyCode, Date},
    vocabulary::{FilingCondition, NotFiledReason, PowerKind, RemedyKind},
};
use crate::App;

#[derive(Default)]
pub struct BeforehandQuery;

/// 立案依据: when a case is filed, and when it need not be.
#[derive(SimpleObject)]
pub struct FilingCriteria {
    /// Within which time it is to be looked into (PR 18).
    verification: Vec<PeriodRule>,
    /// 立案条件: all of them must be met. Empty for days of which the text was not read.
    conditions: Vec<FilingCriterion>,
    /// 可以不予立案的情形. Empty for days of which the text was not read.
    exceptions: Vec<FilingException>,
}

/// A condition under which a case is filed.
#[derive(SimpleObject)]
pub struct FilingCriterion {
    /// Which.
    condition: FilingCondition,
    /// In the words of the order.
    condition_label: &'static str,
    /// The article.
    citation: String,
}

/// A case that need not be filed.
#[derive(SimpleObject)]
pub struct FilingException {
    /// Which.
    reason: NotFiledReason,
    /// In the words of the order.
    reason_label: &'static str,
    /// The article.
    citation: String,
}

/// 实施程序: how a penalty is come to.
#[derive(SimpleObject)]
pub struct Procedure {
    /// The steps of the ordinary procedure, in their order. Empty for days of which the text was not read.
    steps: Vec<ProcedureStep>,
    /// The periods of the procedure, of its publicity and of what follows.
    periods: Vec<PeriodRule>,
}

/// A step of the procedure.
#[derive(SimpleObject)]
pub struct ProcedureStep {
    /// What is done, in Chinese.
    name: String,
    /// By whom, in Chinese.
    by: String,
    /// In which case, in Chinese, where it isn't every one.
    when: Option<String>,
    /// Where it comes from.
    source: RowSource,
}

/// 救济渠道: a remedy against a penalty.
#[derive(SimpleObject)]
pub struct RemedyOffered {
    /// Which.
    kind: RemedyKind,
    /// Which, in Chinese.
    kind_label: &'static str,
    /// For how long it can be asked for: at once, and after reconsideration.
    periods: Vec<PeriodRule>,
    /// Who takes the application.
    bodies: Vec<RemedyBody>,
}

/// Who takes an application against a penalty.
#[derive(SimpleObject)]
pub struct RemedyBody {
    /// Who, in Chinese; how else it may be handed in, or what comes first.
    who: String,
    /// In which case, in Chinese, where it isn't every one.
    when: Option<String>,
    /// Where it comes from.
    source: RowSource,
}

/// 抽查事项: something that is inspected.
#[derive(SimpleObject)]
pub struct InspectionItem {
    /// Its code.
    item: String,
    /// 事项.
    name: String,
    /// 检查对象.
    subjects: String,
    /// 检查方式.
    methods: Vec<String>,
    /// Who inspects, in Chinese.
    by: String,
    /// The agencies whose list it is, by the codes of `agencies`; none where a statute alone names it.
    agencies: Vec<AgencyCode>,
    /// 重点检查事项, otherwise 一般检查事项; absent where nobody tells.
    key_item: Option<bool>,
    /// The same in Chinese.
    key_item_label: Option<&'static str>,
    /// Where it comes from.
    source: RowSource,
}

/// 年度抽查计划: what an agency has planned to inspect in a year.
#[derive(SimpleObject)]
pub struct InspectionPlan {
    /// Its number.
    plan: String,
    /// Whose, by the code of `agencies`.
    agency: AgencyCode,
    /// The items, by their codes.
    items: Vec<String>,
    /// 抽查范围, in Chinese.
    scope: String,
    /// How many are to be drawn.
    number: u32,
    /// When, in Chinese.
    timing: String,
    /// Where it comes from.
    source: RowSource,
}

/// Under which rules a remedy is to be asked for in time.
const TO_ASK: [(Remedy, &[Timer]); 2] = [
    (Remedy::Reconsideration, &[Timer::ReconApply]),
    (Remedy::FirstInstance, &[Timer::SuitDirect, Timer::SuitAfter]),
];

#[Object]
impl BeforehandQuery {
    /// 权责清单: the powers of agencies on a day, which is today where none is named (APL 39).
    async fn power_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those of this agency.")] agency: Option<AgencyCode>,
        #[graphql(desc = "Those of this kind.")] kind: Option<PowerKind>,
        #[graphql(desc = "On which day.")] on: Option<Date>,
    ) -> Result<Vec<PowerRule>> {
        let (law, on) = law_on(ctx, on)?;
        let agency = agency.map(|it| law.agencies().on(&it.into(), on));
        let has = |it: &&domain::rulebook::PowerRow| match agency {
            Some(agency) => agency.is_some_and(|agency| it.covers(agency)),
            None => true,
        };
        let kind = kind.map(domain::rulebook::PowerKind::from);
        let rows = law.powers().filter(|it| it.holds(on)).filter(has);
        let rows = rows.filter(|it| kind.is_none_or(|kind| it.value.kind == kind));
        Ok(rows.map(|it| PowerRule::new(law, it)).collect())
    }

    /// 立案依据: when a penalty case is filed, on a day, which is today where none is named (APL 39; PR 18–20).
    async fn filing_criteria(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day.")] on: Option<Date>,
    ) -> Result<FilingCriteria> {
        let (law, on) = law_on(ctx, on)?;
        // The order was written anew together with the Penalty Law.
        let read = law.in_force(&cite("APL", "1"), on);
        let conditions = Condition::ALL.iter().filter(|_| read);
        let exceptions = Reason::ALL.iter().filter(|it| read && it.leaves_a_choice());
        Ok(FilingCriteria {
            verification: periods((law, on), |it| it.key == Timer::LeadVerify),
            conditions: conditions.map(|it| FilingCriterion::new(law, *it)).collect(),
            exceptions: exceptions.map(|it| FilingException::new(law, *it)).collect(),
        })
    }

    /// 实施程序: the steps of the ordinary procedure with who takes each, and the periods of it, of its publicity and
    /// of what follows, on a day, which is today where none is named (APL 39).
    async fn procedure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day.")] on: Option<Date>,
    ) -> Result<Procedure> {
        let (law, on) = law_on(ctx, on)?;
        let steps = law.procedure(on).into_iter().map(|it| ProcedureStep::new(law, it));
        Ok(Procedure { steps: steps.collect(), periods: periods((law, on), |_| true) })
    }

    /// 行政处罚裁量基准: between which sums a fine lies, by type of violation and grade, on a day, which is today where none is
    /// named (APL 34). None where none has been read; what stands here says itself where it comes from, and where it holds.
    async fn benchmarks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day.")] on: Option<Date>,
    ) -> Result<Vec<BenchmarkRule>> {
        Ok(BenchmarkRule::on(law_on(ctx, on)?))
    }

    /// 救济渠道: who takes an application against a penalty, and for how long, on a day, which is today where none is named
    /// (APL 39).
    async fn remedies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day.")] on: Option<Date>,
    ) -> Result<Vec<RemedyOffered>> {
        let (law, on) = law_on(ctx, on)?;
        Ok(TO_ASK.iter().map(|it| RemedyOffered::new((law, on), it)).collect())
    }

    /// 抽查事项清单: what is inspected on a day, which is today where none is named (OBE 54). What stands here says itself
    /// where it comes from: a statute, an agency's list, or a demonstration.
    async fn inspection_items(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day.")] on: Option<Date>,
    ) -> Result<Vec<InspectionItem>> {
        let (law, on) = law_on(ctx, on)?;
        let rows = law.inspection_items().filter(|it| it.holds(on));
        Ok(rows.map(|it| InspectionItem::new(law, it)).collect())
    }

    /// 年度抽查计划: the plans of a year, as they are today; none where nobody has entered one.
    async fn inspection_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which year.")] year: i16,
    ) -> Result<Vec<InspectionPlan>> {
        let (law, on) = law_on(ctx, None)?;
        let rows = law.inspection_plans().filter(|it| it.value.year == year && it.holds(on));
        Ok(rows.map(|it| InspectionPlan::new(law, it)).collect())
    }
}

fn law_on<'a>(ctx: &'a Context<'_>, on: Option<Date>) -> Result<(&'a Rulebook, civil::Date)> {
    let app = ctx.data::<App>()?;
    Ok((&app.law, on.map_or_else(|| app.clock.now().day(), Into::into)))
}

fn periods(
    (law, on): (&Rulebook, civil::Date),
    which: impl Fn(&TimerRow) -> bool,
) -> Vec<PeriodRule> {
    let rows = law.timers().filter(|it| it.holds(on) && which(it));
    rows.map(|it| PeriodRule::new(law, it)).collect()
}

impl FilingCriterion {
    fn new(law: &Rulebook, it: Condition) -> Self {
        let citation = law.cite(&it.citation());
        Self { condition: it.into(), condition_label: it.label(), citation }
    }
}

impl FilingException {
    fn new(law: &Rulebook, it: Reason) -> Self {
        let citation = law.cite(&it.citation());
        Self { reason: it.into(), reason_label: it.label(), citation }
    }
}

impl ProcedureStep {
    fn new(law: &Rulebook, row: &StepRow) -> Self {
        let domain::rulebook::Step { name, by, when, .. } = row.value.clone();
        Self { name, by, when, source: RowSource::of(law, row) }
    }
}

impl RemedyOffered {
    fn new((law, on): (&Rulebook, civil::Date), (kind, timers): &(Remedy, &[Timer])) -> Self {
        let bodies = law.remedy_bodies().filter(|it| it.value.remedy == *kind && it.holds(on));
        Self {
            kind: (*kind).into(),
            kind_label: kind.label(),
            periods: periods((law, on), |it| timers.contains(&it.key)),
            bodies: bodies.map(|it| RemedyBody::new(law, it)).collect(),
        }
    }
}

impl RemedyBody {
    fn new(law: &Rulebook, row: &RemedyBodyRow) -> Self {
        let domain::rulebook::RemedyBody { who, when, .. } = row.value.clone();
        Self { who, when, source: RowSource::of(law, row) }
    }
}

impl InspectionItem {
    fn new(law: &Rulebook, row: &InspectionItemRow) -> Self {
        let it = row.value.clone();
        Self {
            item: row.key.clone(),
            name: it.name,
            subjects: it.subjects,
            methods: it.methods,
            by: it.by,
            agencies: it.agencies.into_iter().map(Into::into).collect(),
            key_item: it.key,
            key_item_label: it
                .key
                .map(|key| if key { "重点检查事项" } else { "一般检查事项" }),
            source: RowSource::of(law, row),
        }
    }
}

impl InspectionPlan {
    fn new(law: &Rulebook, row: &InspectionPlanRow) -> Self {
        let it = row.value.clone();
        Self {
            plan: row.key.clone(),
            agency: it.agency.into(),
            items: it.items,
            scope: it.range,
            number: it.number,
            timing: it.timing,
            source: RowSource::of(law, row),
        }
    }
}
