//! The register of agencies: which existed when, under whom, and in whose name each one acts.

mod system;
mod table;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::system::System;
use crate::{
    citation::Citation, division::Division, id::AgencyCode, rulebook::Confidence, uscc::Uscc,
};

/// The file that holds them.
pub(crate) const FILE: &str = "agencies.toml";
/// As it is built in.
pub(crate) const BUILT_IN: &str = include_str!("../rulebook/agencies.toml");

/// Every agency on every day, from `agencies.toml`. What loads is complete: whoever is named as
/// parent, successor or principal is there.
#[derive(Debug, Clone, Default)]
pub struct Agencies(BTreeMap<AgencyCode, Vec<Agency>>);

/// An agency as it was over a stretch of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code.
    pub code: AgencyCode,
    /// Its full official name.
    pub name: String,
    /// How people call it.
    pub short: String,
    /// Under which name its acts go out, where that is another: a Party organ's.
    pub acts_as: Option<String>,
    /// Where it stands.
    pub level: Level,
    /// To which line of government it belongs.
    pub system: System,
    /// What it is responsible for; absent for those who are no agencies.
    pub division: Option<Division>,
    /// The agency above it, as far as the register goes.
    pub parent: Option<AgencyCode>,
    /// The bureau in whose name this sub-office acts (PR 9).
    pub acts_for: Option<AgencyCode>,
    /// 统一社会信用代码 of the organ itself, where the register has it.
    pub uscc: Option<Uscc>,
    /// 机关代字, as its document numbers begin: `川市监`. A design of this system.
    pub organ_characters: Option<String>,
    /// Who decides on reconsideration of its acts, and under which law.
    remedies: Vec<Remedy>,
    body: Option<String>,
    superior: Option<String>,
    /// Who takes over after `to`.
    pub successor: Option<AgencyCode>,
    /// First day.
    pub from: Date,
    /// Last day, where it has one.
    pub to: Option<Date>,
    /// Why it may act, or may not.
    pub authority: Citation,
    /// How sure the row is.
    pub confidence: Confidence,
}

/// Where an agency stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Level {
    /// 省级.
    Province,
    /// 市级 (州).
    City,
    /// 县级.
    County,
    /// 派出机构.
    SubOffice,
    /// 议事协调机构: never acts.
    Coordination,
    /// Not an agency at all.
    External,
}

/// The law of reconsideration over a stretch of days.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Remedy {
    from: Date,
    to: Option<Date>,
    authority: Citation,
    confidence: Confidence,
    #[serde(default)]
    or_superior: bool,
}

/// Who decides on reconsideration (行政复议机关) of an agency's acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconsideration {
    /// By name; where the party may choose, `甲或者乙`.
    pub body: String,
    /// Under which article.
    pub authority: Citation,
    /// How sure that is.
    pub confidence: Confidence,
}

/// What is wrong with an `agencies.toml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("agencies.toml: `{key}`: {problem}")]
pub struct AgencyError {
    /// The agency, or the file as a whole.
    pub key: String,
    /// What is wrong.
    pub problem: String,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 6] = [
        Self::Province,
        Self::City,
        Self::County,
        Self::SubOffice,
        Self::Coordination,
        Self::External,
    ];

    /// As the rulebook writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Province => "PROVINCE",
            Self::City => "CITY",
            Self::County => "COUNTY",
            Self::SubOffice => "SUB_OFFICE",
            Self::Coordination => "COORDINATION",
            Self::External => "EXTERNAL",
        }
    }

    /// In Chinese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Province => "省级",
            Self::City => "市（州）级",
            Self::County => "县级",
            Self::SubOffice => "派出机构",
            Self::Coordination => "议事协调机构",
            Self::External => "外部单位",
        }
    }
}

impl Agency {
    /// Whether it may act at all: a joint council coordinates, and a private party does neither
    /// (APL 17; 国办发〔2024〕54号).
    #[must_use]
    pub fn can_act(&self) -> bool {
        match self.level {
            Level::Province | Level::City | Level::County | Level::SubOffice => true,
            Level::Coordination | Level::External => false,
        }
    }

    fn is_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Agencies {
    /// Reads `agencies.toml`.
    ///
    /// # Errors
    ///
    /// The first key that is misspelt, unknown, missing or contradicts another.
    pub fn parse(text: &str) -> Result<Self, AgencyError> {
        table::parse(text)
    }

    /// The register that comes with the program.
    ///
    /// # Errors
    ///
    /// None: a test reads the same text.
    pub fn builtin() -> Result<Self, AgencyError> {
        Self::parse(BUILT_IN)
    }

    /// The agency as it was on `day`, if it existed then.
    #[must_use]
    pub fn on(&self, code: &AgencyCode, day: Date) -> Option<&Agency> {
        self.0.get(code)?.iter().find(|it| it.is_on(day))
    }

    /// There is or was such an agency.
    #[must_use]
    pub fn knows(&self, code: &AgencyCode) -> bool {
        self.0.contains_key(code)
    }

    /// The codes of all that can act, or could on some day.
    pub fn acting(&self) -> impl Iterator<Item = &AgencyCode> {
        let acts = |rows: &Vec<Agency>| rows.iter().any(Agency::can_act);
        self.0.iter().filter(move |(_, rows)| acts(rows)).map(|(code, _)| code)
    }

    /// Whether an agency lies, or lay, in a division whose code begins so.
    pub(crate) fn lie_in(&self, scope: &str) -> bool {
        let divisions = self.0.values().flatten().filter_map(|it| it.division.as_ref());
        divisions.into_iter().any(|it| it.as_str().starts_with(scope))
    }

    /// Every article that an agency cites: why it may act, and who decides on reconsideration.
    pub(crate) fn cited(&self) -> impl Iterator<Item = (&AgencyCode, &Citation)> {
        self.0.values().flatten().flat_map(|it| {
            let remedies = it.remedies.iter().map(|remedy| &remedy.authority);
            remedies.chain([&it.authority]).map(|cited| (&it.code, cited))
        })
    }

    /// Every agency that existed on `day`, by code.
    pub fn all_on(&self, day: Date) -> impl Iterator<Item = &Agency> {
        self.0.values().flatten().filter(move |it| it.is_on(day))
    }

    /// The agency in whose name `code` acts on `day`: itself, or for a sub-office its bureau (PR 9).
    /// None for those who can't act, or did not exist.
    #[must_use]
    pub fn in_whose_name(&self, code: &AgencyCode, day: Date) -> Option<&AgencyCode> {
        self.principal(code, day).map(|it| &it.code)
    }

    /// The name that its acts bear: 成都市锦江区市场监督管理局, also for that bureau's sub-offices.
    #[must_use]
    pub fn acting_name(&self, code: &AgencyCode, day: Date) -> Option<&str> {
        let agency = self.principal(code, day)?;
        Some(agency.acts_as.as_ref().unwrap_or(&agency.name))
    }

    /// What `code` is responsible for on `day`.
    #[must_use]
    pub fn division_of(&self, code: &AgencyCode, day: Date) -> Option<&Division> {
        self.on(code, day)?.division.as_ref()
    }

    /// The digits of that division, as provincial rows are looked up; empty where there is none.
    #[must_use]
    pub fn place_of(&self, code: &AgencyCode, day: Date) -> &str {
        self.division_of(code, day).map_or("", Division::as_str)
    }

    /// Whether `superior` is `code` itself or stands above it on `day`.
    #[must_use]
    pub fn governs(&self, superior: &AgencyCode, code: &AgencyCode, day: Date) -> bool {
        let line = std::iter::successors(self.on(code, day), |it| {
            it.parent.as_ref().and_then(|parent| self.on(parent, day))
        });
        // A register that loads has no circles, hence none longer than it has levels.
        line.take(Level::ALL.len()).any(|it| it.code == *superior)
    }

    /// Who has taken over from `code` by `day`: itself while it exists, else its successor.
    #[must_use]
    pub fn heir_on(&self, code: &AgencyCode, day: Date) -> Option<&Agency> {
        let mut code = code;
        for _ in 0..=self.0.len() {
            if let Some(agency) = self.on(code, day) {
                return Some(agency);
            }
            code = self.0.get(code)?.last()?.successor.as_ref()?;
        }
        None
    }

    /// The agencies from which `code` has taken over by `day`.
    pub fn predecessors<'a>(
        &'a self,
        code: &'a AgencyCode,
        day: Date,
    ) -> impl Iterator<Item = &'a AgencyCode> {
        let inherited = move |it: &&AgencyCode| {
            *it != code && self.heir_on(it, day).is_some_and(|heir| heir.code == *code)
        };
        self.acting().filter(inherited)
    }

    /// Who decides on reconsideration of what `code` did on `day`. None where the register can't say.
    #[must_use]
    pub fn reconsideration(&self, code: &AgencyCode, day: Date) -> Option<Reconsideration> {
        let agency = self.principal(code, day)?;
        let holds = |it: &&Remedy| it.from <= day && it.to.is_none_or(|to| day <= to);
        let remedy = agency.remedies.iter().find(holds)?;
        let mut body = agency.body.clone()?;
        if remedy.or_superior {
            let parent = agency.parent.as_ref().and_then(|parent| self.on(parent, day));
            let superior = agency.superior.as_ref().or(parent.map(|it| &it.name))?;
            body = format!("{body}或者{superior}");
        }
        let Remedy { authority, confidence, .. } = remedy.clone();
        Some(Reconsideration { body, authority, confidence })
    }

    /// The agency in whose name `code` acts on `day`, whole.
    #[must_use]
    pub fn principal(&self, code: &AgencyCode, day: Date) -> Option<&Agency> {
        let agency = self.on(code, day).filter(|it| it.can_act())?;
        agency.acts_for.as_ref().map_or(Some(agency), |bureau| self.on(bureau, day))
    }
}

#[cfg(test)]
mod spec;
