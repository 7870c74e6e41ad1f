//! Measures: what an agency may do to whom on account of a source, and how it ends (domain.md §6.5).
//! `measures.toml` has the rows; here is the vocabulary that they are written in.

use jiff::{
    Span,
    civil::{Date, date},
};
use serde::{Deserialize, Serialize};

use crate::{
    citation::Citation,
    clock::Unit,
    id::MeasureCode,
    rulebook::{Confidence, MeasureRow, PowerKind},
};

/// Where a measure bites: the five domains of the policy document (川市监发〔2022〕68号, 十五), and whatever lies
/// outside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Domain {
    /// 行业准入.
    IndustryEntry,
    /// 项目审批.
    ProjectApproval,
    /// 获得信贷.
    CreditAccess,
    /// 发票领用.
    InvoiceUse,
    /// 出口退税.
    ExportTaxRebate,
    /// None of these: supervision, honours.
    Other,
}

/// How far a measure reaches (SC49, LIST24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MeasureKind {
    /// 减损权益: it reduces rights, and wants a law or a regulation.
    K1,
    /// 管理措施: no right is reduced; no funds, honours, convenience, or more supervision.
    K2,
    /// 市场自主: whoever gives credit decides; public bodies share what they know.
    K3,
}

/// What ends a measure by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum EndRule {
    /// After a time.
    Term {
        /// How long at least.
        least: u16,
        /// How long at most; whoever imposes says how long where the two differ.
        most: u16,
        /// Years or months.
        unit: Unit,
        /// From which day on.
        since: Since,
    },
    /// Never: 终身.
    Life {},
    /// With its source: when the entry ends, so does the measure.
    WithSource {},
    /// When the tax or customs grade changes that it goes by.
    CreditGrade {},
    /// When whoever gives credit says so.
    BankPolicy {},
}

/// From which day a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Since {
    /// The day of the source's decision.
    SourceDecided,
    /// The day on which the measure starts.
    Imposed,
}

/// A measure as it was used: its row on the day on which the agency was told. It stands in the event, so that
/// nobody needs the rulebook to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Measure {
    /// Which.
    pub code: MeasureCode,
    /// What it does.
    pub name: String,
    /// Where it bites.
    pub domain: Domain,
    /// How far it reaches.
    pub kind: MeasureKind,
    /// The articles that allow it.
    pub basis: Vec<Citation>,
    /// Its item in the national catalogue, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub catalogue: Option<String>,
    /// Under which kind of item of the list of powers an agency imposes it.
    pub imposer: PowerKind,
    /// What ends it by itself.
    pub end: EndRule,
    /// It bars a person, and lasts when the company has ended.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub person_level: bool,
    /// The agency needs a ground of its own: that of the source is none.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub own_ground: bool,
    /// The article that the row rests on.
    pub authority: Citation,
    /// How sure the row is.
    pub confidence: Confidence,
}

impl Domain {
    /// Every domain.
    pub const ALL: [Self; 6] = [
        Self::IndustryEntry,
        Self::ProjectApproval,
        Self::CreditAccess,
        Self::InvoiceUse,
        Self::ExportTaxRebate,
        Self::Other,
    ];

    /// As the policy document calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::IndustryEntry => "行业准入",
            Self::ProjectApproval => "项目审批",
            Self::CreditAccess => "获得信贷",
            Self::InvoiceUse => "发票领用",
            Self::ExportTaxRebate => "出口退税",
            Self::Other => "其他",
        }
    }
}

impl MeasureKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::K1, Self::K2, Self::K3];

    /// As the national catalogue tells them apart.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::K1 => "减损权益类",
            Self::K2 => "管理类",
            Self::K3 => "市场自主类",
        }
    }
}

impl EndRule {
    /// It has a time of its own under a statute, which runs on whether or not its source is still listed, or its credit
    /// restored (SDL; domain.md §6.4).
    #[must_use]
    pub fn runs_on(&self) -> bool {
        match self {
            Self::Term { .. } | Self::Life {} => true,
            Self::WithSource {} | Self::CreditGrade {} | Self::BankPolicy {} => false,
        }
    }

    /// How long, for whoever reads it: `期限5年`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Term { least, most, unit, .. } if least == most => {
                format!("期限{most}{}", unit.label())
            }
            Self::Term { least, most, unit, .. } => {
                format!("期限{least}至{most}{}", unit.label())
            }
            Self::Life {} => "终身".to_owned(),
            Self::WithSource {} => "随来源信息失效而终止".to_owned(),
            Self::CreditGrade {} => "税务、海关信用等级变更时终止".to_owned(),
            Self::BankPolicy {} => "由金融机构自主决定".to_owned(),
        }
    }

    /// The last day of a term of so many units from `day`: the same date, else the month's last. The day itself is
    /// not counted (PR 80).
    #[must_use]
    pub fn last_day(unit: Unit, n: u16, day: Date) -> Date {
        let span = match unit {
            Unit::Years => Span::new().try_years(n),
            Unit::Months => Span::new().try_months(n),
            Unit::WorkingDays | Unit::CalendarDays | Unit::Hours => Span::new().try_days(n),
        };
        span.and_then(|it| day.checked_add(it)).unwrap_or(FAR)
    }
}

/// Later than any term of the law ends.
const FAR: Date = date(9999, 12, 31);

impl Measure {
    /// A statute sets the restriction, and for how long: for a time of its own, or for life.
    #[must_use]
    pub fn runs_by_statute(&self) -> bool {
        self.kind == MeasureKind::K1 && self.end.runs_on()
    }

    /// What a statute bars for a time of its own, and whoever it bars besides the company, no plan of that company lets go
    /// (domain.md §6.4, §6.7).
    #[must_use]
    pub fn outlasts_a_plan(&self) -> bool {
        self.person_level || self.end.runs_on()
    }

    /// As a row of the catalogue has it.
    #[must_use]
    pub fn of(row: &MeasureRow) -> Self {
        let listed = &row.value;
        Self {
            code: row.key.clone(),
            name: listed.name.clone(),
            domain: listed.domain,
            kind: listed.kind,
            basis: listed.basis.clone(),
            catalogue: listed.catalogue.clone(),
            imposer: listed.imposer,
            end: listed.end.clone(),
            person_level: listed.is_person_level(),
            own_ground: listed.own_ground,
            authority: row.authority.clone(),
            confidence: row.confidence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// PR 80: the day itself is not counted, and a date that the month lacks is its last.
    #[test]
    fn a_term_of_years_ends_on_the_same_date() {
        let of = |unit, n, day| EndRule::last_day(unit, n, day);
        assert_eq!(of(Unit::Years, 5, date(2023, 5, 6)), date(2028, 5, 6));
        assert_eq!(of(Unit::Years, 1, date(2024, 2, 29)), date(2025, 2, 28));
        assert_eq!(of(Unit::Months, 3, date(2023, 11, 30)), date(2024, 2, 29));
        assert_eq!(of(Unit::Years, u16::MAX, date(2023, 5, 6)), FAR);
    }
}
