//! The law as the rulebook has it: rows in force on a day, each with its article and how sure it is.

use async_graphql::SimpleObject;
use domain::{
    agency,
    rulebook::{self, Figure, Longer, Period, Power, Row},
};
use jiff::civil;

use super::{
    money::Money,
    scalars::{AgencyCode, Date, PowerItem},
    vocabulary::{
        AgencyLevel, AgencySystem, BenchmarkMeasure, Capability, Confidence, DeadlineBound,
        OnExpiry, PauseKind, PenaltyGrade, PeriodUnit, PowerKind, Quantity, Role, Threshold, Timer,
        ViolationType,
    },
};

/// Where a row of the rulebook comes from, and when and where it holds.
#[derive(SimpleObject)]
pub struct RowSource {
    /// The article: `《市场监督管理行政处罚程序规定》第十八条`.
    citation: String,
    /// How sure the row is.
    confidence: Confidence,
    /// How sure the row is, in Chinese; 演示数据 where it was made up for a demonstration.
    confidence_label: &'static str,
    /// Its first day.
    from: Date,
    /// Its last day, where it has one.
    to: Option<Date>,
    /// The division where it holds, by the beginning of its code: `51` is Sichuan. The whole country
    /// where absent.
    division: Option<String>,
}

impl RowSource {
    pub(super) fn of<K, V>(law: &domain::Rulebook, row: &Row<K, V>) -> Self {
        Self {
            citation: law.cite(&row.authority),
            confidence: row.confidence.into(),
            confidence_label: row.confidence.label(),
            from: row.from.into(),
            to: row.to.map(Into::into),
            division: row.scope.clone(),
        }
    }
}

/// A number of the law that an act used.
#[derive(SimpleObject)]
pub struct FigureUsed {
    /// How many.
    number: u32,
    /// The article that gives it, or asks for it.
    citation: String,
    /// 出处, where the officer stated it.
    source: Option<String>,
    /// How sure it is.
    confidence: Confidence,
    /// How sure it is, in Chinese: 经办人陈述, 演示数据.
    confidence_label: &'static str,
    /// 演示数据: it was made up for a demonstration.
    demonstration: bool,
}

impl FigureUsed {
    pub(super) fn new(law: &domain::Rulebook, it: &Figure<u32>) -> Self {
        Self {
            number: it.amount,
            citation: law.cite(&it.authority),
            source: it.source.clone(),
            confidence: it.confidence.into(),
            confidence_label: it.confidence.label(),
            demonstration: it.confidence.is_demonstration(),
        }
    }
}

/// A rule that sets a period.
#[derive(SimpleObject)]
pub struct PeriodRule {
    /// Which rule.
    rule: Timer,
    /// What it is for, in Chinese.
    rule_label: &'static str,
    /// As the rulebook calls it: `CASE.DECIDE`.
    rule_id: &'static str,
    /// How many units.
    length: u32,
    /// Of which kind.
    unit: PeriodUnit,
    /// The unit in Chinese, as it follows the number: `个工作日`.
    unit_label: &'static str,
    /// Whose it is.
    bound: DeadlineBound,
    /// Whose it is, in Chinese.
    bound_label: &'static str,
    /// What stops it.
    pauses: Vec<PauseKind>,
    /// What stops it, in Chinese.
    pauses_labels: Vec<&'static str>,
    /// How it may be made longer, where it may.
    extension: Option<ExtensionRule>,
    /// It does not end on a day off (PR 80).
    rolls: bool,
    /// What follows when it has run out.
    on_expiry: OnExpiry,
    /// What follows, in Chinese.
    on_expiry_label: &'static str,
    /// Where it comes from.
    source: RowSource,
}

/// That a period may be made longer.
#[derive(SimpleObject)]
pub struct ExtensionRule {
    /// By how many units; whoever decides says so where absent.
    by: Option<u32>,
    /// Under which article.
    citation: String,
}

/// A sum of money that the law draws a line at.
#[derive(SimpleObject)]
pub struct ThresholdRule {
    /// Which.
    threshold: Threshold,
    /// Which, in Chinese.
    threshold_label: &'static str,
    /// How much.
    amount: Money,
    /// Where it comes from.
    source: RowSource,
}

/// A number that the law names.
#[derive(SimpleObject)]
pub struct QuantityRule {
    /// Which.
    quantity: Quantity,
    /// Which, in Chinese.
    quantity_label: &'static str,
    /// How many.
    number: u32,
    /// Where it comes from.
    source: RowSource,
}

/// An item of the 权责清单.
#[derive(SimpleObject)]
pub struct PowerRule {
    /// Its code, which acts name as `powerItem`.
    item: PowerItem,
    /// What it is called.
    name: String,
    /// Of which kind.
    kind: PowerKind,
    /// The kind in Chinese.
    kind_label: &'static str,
    /// At which levels of government.
    levels: Vec<AgencyLevel>,
    /// At which levels, in Chinese.
    levels_labels: Vec<&'static str>,
    /// The line of government that has it.
    system: Option<AgencySystem>,
    /// The line of government in Chinese.
    system_label: Option<&'static str>,
    /// The agencies that have it besides.
    agencies: Vec<AgencyCode>,
    /// On which articles it rests.
    basis: Vec<String>,
    /// Where it comes from.
    source: RowSource,
}

/// Between which sums a fine lies, by type of violation and grade (APL 34).
#[derive(SimpleObject)]
pub struct BenchmarkRule {
    /// What was violated.
    violation: ViolationType,
    /// What was violated, in Chinese.
    violation_label: &'static str,
    /// How it is graded.
    grade: PenaltyGrade,
    /// The grade in Chinese.
    grade_label: &'static str,
    /// Between which sums.
    fine: FineRange,
    /// Where it comes from.
    source: RowSource,
}

/// Between which sums a fine lies, both among them.
#[derive(SimpleObject)]
pub struct FineRange {
    /// In what it is measured.
    measured_by: BenchmarkMeasure,
    /// In what it is measured, in Chinese.
    measured_by_label: &'static str,
    /// At least so much: yuan, or per cent of what it is measured by.
    least: u32,
    /// At most so much.
    most: u32,
    /// Both in words: `50000元至100000元`, `违法所得的100%至300%`.
    text: String,
}

/// Which roles allow something.
#[derive(SimpleObject)]
pub struct GrantRule {
    /// What they allow.
    capability: Capability,
    /// What they allow, in Chinese.
    capability_label: &'static str,
    /// Which roles.
    roles: Vec<Role>,
    /// The roles in Chinese.
    roles_labels: Vec<&'static str>,
    /// Whoever takes such a role up from this day on holds the national legal-profession qualification.
    qualified_from: Option<Date>,
    /// Where it comes from.
    source: RowSource,
}

/// The calendar of a year.
#[derive(SimpleObject)]
pub struct CalendarYear {
    /// Which year.
    year: i16,
    /// Which reading of it: `2026.1`. Deadlines that were counted with it name it.
    version: String,
    /// The State Council's notice.
    citation: String,
    /// How sure the schedule is.
    confidence: Confidence,
    /// How sure the schedule is, in Chinese.
    confidence_label: &'static str,
    /// The notice in words, and how it was read.
    source: String,
    /// How many working days the year has.
    working_days: usize,
}

impl PeriodRule {
    pub(super) fn new(law: &domain::Rulebook, row: &rulebook::TimerRow) -> Self {
        let Period { n, unit, ref extension, ref pauses, bound, roll, on_expiry } = row.value;
        let longer = |it: &Longer| ExtensionRule { by: it.by, citation: law.cite(&it.authority) };
        Self {
            rule: row.key.into(),
            rule_label: row.key.label(),
            rule_id: row.key.id(),
            length: n,
            unit: unit.into(),
            unit_label: unit.label(),
            bound: bound.into(),
            bound_label: bound.label(),
            pauses: pauses.iter().map(|it| (*it).into()).collect(),
            pauses_labels: pauses.iter().map(|it| it.label()).collect(),
            extension: extension.as_ref().map(longer),
            rolls: roll,
            on_expiry: on_expiry.into(),
            on_expiry_label: on_expiry.label(),
            source: RowSource::of(law, row),
        }
    }
}

impl ThresholdRule {
    pub(super) fn new(law: &domain::Rulebook, row: &Row<rulebook::Threshold, domain::Fen>) -> Self {
        Self {
            threshold: row.key.into(),
            threshold_label: row.key.label(),
            amount: row.value.into(),
            source: RowSource::of(law, row),
        }
    }
}

impl QuantityRule {
    pub(super) fn new(law: &domain::Rulebook, row: &Row<rulebook::Quantity, u32>) -> Self {
        Self {
            quantity: row.key.into(),
            quantity_label: row.key.label(),
            number: row.value,
            source: RowSource::of(law, row),
        }
    }
}

impl PowerRule {
    pub(super) fn new(law: &domain::Rulebook, row: &rulebook::PowerRow) -> Self {
        let Power { name, kind, levels, system, agencies, basis } = row.value.clone();
        Self {
            item: row.key.clone().into(),
            name,
            kind: kind.into(),
            kind_label: kind.label(),
            levels: levels.iter().copied().map(Into::into).collect(),
            levels_labels: levels.iter().map(|it| it.label()).collect(),
            system: system.map(Into::into),
            system_label: system.map(agency::System::label),
            agencies: agencies.into_iter().map(Into::into).collect(),
            basis: basis.iter().map(|it| law.cite(it)).collect(),
            source: RowSource::of(law, row),
        }
    }
}

impl BenchmarkRule {
    /// Those in force on a day.
    pub(super) fn on((law, on): (&domain::Rulebook, civil::Date)) -> Vec<Self> {
        law.benchmarks().filter(|it| it.holds(on)).map(|it| Self::new(law, it)).collect()
    }

    fn new(law: &domain::Rulebook, row: &rulebook::BenchmarkRow) -> Self {
        let rulebook::BenchmarkRule { violation, grade } = row.key;
        Self {
            violation: violation.into(),
            violation_label: violation.label(),
            grade: grade.into(),
            grade_label: grade.label(),
            fine: row.value.fine.into(),
            source: RowSource::of(law, row),
        }
    }
}

impl From<rulebook::FineRange> for FineRange {
    fn from(it: rulebook::FineRange) -> Self {
        let rulebook::FineRange { by, least, most } = it;
        Self { measured_by: by.into(), measured_by_label: by.label(), least, most, text: it.text() }
    }
}

impl GrantRule {
    pub(super) fn new(law: &domain::Rulebook, row: &rulebook::GrantRow) -> Self {
        Self {
            capability: row.key.into(),
            capability_label: row.key.label(),
            roles: row.value.roles.iter().map(|it| (*it).into()).collect(),
            roles_labels: row.value.roles.iter().map(|it| it.label()).collect(),
            qualified_from: row.value.qualified_from.map(Into::into),
            source: RowSource::of(law, row),
        }
    }
}

impl CalendarYear {
    /// The years whose schedules are loaded, from that of `on` to the last; each deadline that begins
    /// on that day is counted with them.
    pub(super) fn from(law: &domain::Rulebook, on: civil::Date) -> Vec<Self> {
        let calendar = law.calendar();
        let years = on.year()..=calendar.last_year().unwrap_or(on.year());
        let year = |it| calendar.year(it);
        years
            .filter_map(year)
            .map(|it| Self {
                year: it.year,
                version: it.version.clone(),
                citation: law.cite(&it.authority),
                confidence: it.confidence.into(),
                confidence_label: it.confidence.label(),
                source: it.source.clone(),
                working_days: it.working_days,
            })
            .collect()
    }
}
