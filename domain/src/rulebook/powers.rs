//! 权责清单: the public powers, who has them at which level, on what basis.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Row, Rulebook, RulebookError, read};
use crate::{
    Agencies,
    agency::{Agency, Level, System},
    citation::Citation,
    id::{AgencyCode, PowerItem},
};

pub(super) const FILE: &str = "powers.toml";

/// A row of `powers.toml`.
pub type PowerRow = Row<PowerItem, Power>;

/// A public power.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// What it is called.
    pub name: String,
    /// Of which kind.
    pub kind: PowerKind,
    /// At which levels of government.
    pub levels: Vec<Level>,
    /// The line of government that has it.
    pub system: Option<System>,
    /// The agencies that have it besides.
    #[serde(default)]
    pub agencies: Vec<AgencyCode>,
    /// On what it rests.
    #[serde(deserialize_with = "read::citations")]
    pub basis: Vec<Citation>,
}

/// The kinds of public power that the list tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PowerKind {
    /// 行政处罚.
    Penalty,
    /// 行政检查.
    Inspection,
    /// 行政强制.
    Compulsion,
    /// 经营异常名录管理: entering, marking, and what ends either (EIP 17).
    AbnormalList,
    /// 严重违法失信名单管理 (SDL).
    SeriousList,
    /// 行政许可, registration included.
    Licensing,
    /// 其他行政权力: supervision and management that is none of these.
    Management,
}

impl PowerKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Penalty,
        Self::Inspection,
        Self::Compulsion,
        Self::AbnormalList,
        Self::SeriousList,
        Self::Licensing,
        Self::Management,
    ];

    /// As the list calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Penalty => "行政处罚",
            Self::Inspection => "行政检查",
            Self::Compulsion => "行政强制",
            Self::AbnormalList => "经营异常名录管理",
            Self::SeriousList => "严重违法失信名单管理",
            Self::Licensing => "行政许可",
            Self::Management => "其他行政权力",
        }
    }
}

impl PowerRow {
    /// Whether an agency has the power.
    #[must_use]
    pub fn covers(&self, agency: &Agency) -> bool {
        let Power { levels, system, agencies, .. } = &self.value;
        let named = agencies.contains(&agency.code) || *system == Some(agency.system);
        named && levels.contains(&agency.level)
    }
}

impl Rulebook {
    /// The item of the list on a day.
    #[must_use]
    pub fn power(&self, item: &PowerItem, on: Date) -> Option<&PowerRow> {
        self.powers.at(item, on, "")
    }

    /// Every version of every item.
    pub fn powers(&self) -> impl Iterator<Item = &PowerRow> {
        self.powers.all()
    }
}

/// What a row must hold by itself; whoever is named is in the register.
pub(super) fn check(row: &PowerRow, register: &Agencies) -> Result<(), RulebookError> {
    let require = |holds: bool, problem: &str| {
        if holds { Ok(()) } else { Err(RulebookError::new(FILE, row.key.as_str(), problem)) }
    };
    let Power { levels, system, agencies, basis, .. } = &row.value;
    let acts = |level: &Level| matches!(level, Level::Province | Level::City | Level::County);
    require(!levels.is_empty() && levels.iter().all(acts), "`levels`: PROVINCE, CITY, COUNTY")?;
    let unknown = agencies.iter().find(|it| !register.knows(it));
    let problem = |it| format!("agency `{it}` is not in agencies.toml");
    require(unknown.is_none(), &unknown.map(problem).unwrap_or_default())?;
    require(system.is_some() || !agencies.is_empty(), "nobody has it: `system` or `agencies`")?;
    require(!basis.is_empty(), "`basis` is empty: no power without a basis")?;
    require(row.scope.is_none(), "`scope`: say by `agencies` and `levels` who has it")
}
