//! What bears on a matter at a counter: whether somebody who asks for a licence, a project, a loan, invoices, a rebate or
//! an honour is barred by statute, or what is to be weighed, or nothing is recorded (domain.md §6.5).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Domain, MeasureKind, Pair, Standing};
use crate::{Rulebook, rulebook::Listed};

/// What somebody asks for at a counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Matter {
    /// 行政许可、市场准入.
    Licence,
    /// 项目审批、政府采购、招标投标.
    Project,
    /// 贷款授信.
    Loan,
    /// 发票领用.
    Invoice,
    /// 出口退税.
    Rebate,
    /// 表彰奖励.
    Honour,
}

/// How far a restriction bears on a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Bearing {
    /// 无记录: none that is in effect bears on it.
    NoneRecorded,
    /// 应予考虑: whoever decides weighs it; it forbids nothing by itself.
    ToBeWeighed,
    /// 依法不得: a statute says no.
    BarredByStatute,
}

impl Matter {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Licence, Self::Project, Self::Loan, Self::Invoice, Self::Rebate, Self::Honour];

    /// As a counter calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Licence => "行政许可、市场准入",
            Self::Project => "项目审批、政府采购、招标投标",
            Self::Loan => "贷款授信",
            Self::Invoice => "发票领用",
            Self::Rebate => "出口退税",
            Self::Honour => "表彰奖励",
        }
    }

    /// The domain in which it lies.
    #[must_use]
    pub fn domain(self) -> Domain {
        match self {
            Self::Licence => Domain::IndustryEntry,
            Self::Project => Domain::ProjectApproval,
            Self::Loan => Domain::CreditAccess,
            Self::Invoice => Domain::InvoiceUse,
            Self::Rebate => Domain::ExportTaxRebate,
            Self::Honour => Domain::Other,
        }
    }

    /// The matter of a domain that is one; what lies outside bears on none by itself.
    fn of(domain: Domain) -> Option<Self> {
        let own = |it: &Self| it.domain() == domain && domain != Domain::Other;
        Self::ALL.into_iter().find(own)
    }
}

impl Bearing {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::NoneRecorded, Self::ToBeWeighed, Self::BarredByStatute];

    /// As a clerk reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NoneRecorded => "无记录",
            Self::ToBeWeighed => "应予考虑",
            Self::BarredByStatute => "依法不得",
        }
    }
}

impl Pair {
    /// How far it bears on a matter on a day: what is in effect then, as the catalogue had it when the agency was told.
    /// A market's own measure never bars (LIST24).
    #[must_use]
    pub fn bears_on(&self, matter: Matter, on: Date, law: &Rulebook) -> Bearing {
        if self.standing(on) != Standing::Active || !self.concerns(matter, law) {
            return Bearing::NoneRecorded;
        }
        let bars = self.listed(law).is_some_and(|it| it.bars);
        let by_statute = bars && self.notified.measure.kind == MeasureKind::K1;
        if by_statute { Bearing::BarredByStatute } else { Bearing::ToBeWeighed }
    }

    /// Whether the measure bears on a matter where it is in effect.
    #[must_use]
    pub fn concerns(&self, matter: Matter, law: &Rulebook) -> bool {
        let named = self.listed(law).and_then(|it| it.bears_on);
        named.or(Matter::of(self.notified.measure.domain)) == Some(matter)
    }

    /// The measure as the catalogue had it when the agency was told.
    fn listed<'a>(&self, law: &'a Rulebook) -> Option<&'a Listed> {
        let row = law.measure(&self.notified.measure.code, self.since.day());
        row.map(|it| &it.value)
    }
}
