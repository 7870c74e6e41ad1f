//! `agencies.toml`: groups of agencies that share level, system, days and authority.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::{Agencies, Agency, AgencyError, Level, Remedy, System};
use crate::{
    citation::Citation,
    division::Division,
    id::AgencyCode,
    rulebook::{Confidence, read, row::left},
    uscc::Uscc,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Group {
    level: Level,
    system: System,
    from: Date,
    to: Option<Date>,
    authority: Citation,
    #[serde(deserialize_with = "read::confidence")]
    confidence: Confidence,
    #[serde(default)]
    remedies: Vec<Remedy>,
    agencies: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Row {
    code: AgencyCode,
    parent: Option<AgencyCode>,
    name: String,
    short: String,
    acts_as: Option<String>,
    division: Option<Division>,
    uscc: Option<Uscc>,
    organ: Option<String>,
    body: Option<String>,
    superior: Option<String>,
    acts_for: Option<AgencyCode>,
    successor: Option<AgencyCode>,
}

pub(super) fn parse(text: &str) -> Result<Agencies, AgencyError> {
    Agencies::default().under(text)
}

impl Agencies {
    /// With the groups of a file laid over it: what the file says of an agency takes the place of what was said of
    /// it of the same days, as with every row of the rulebook.
    pub(crate) fn under(&self, text: &str) -> Result<Self, AgencyError> {
        let mut agencies = self.clone();
        for (code, over) in parsed(text)? {
            let rows = agencies.0.entry(code).or_default();
            for it in &over {
                *rows = rows.iter().flat_map(|row| row.under(it)).collect();
            }
            rows.extend(over);
            rows.sort_by_key(|it| it.from);
        }
        agencies.check()?;
        Ok(agencies)
    }
}

fn parsed(text: &str) -> Result<BTreeMap<AgencyCode, Vec<Agency>>, AgencyError> {
    let file: File = toml::from_str(text)
        .map_err(|error| AgencyError { key: "group".to_owned(), problem: error.to_string() })?;
    let mut agencies: BTreeMap<AgencyCode, Vec<Agency>> = BTreeMap::new();
    for group in file.group {
        for row in &group.agencies {
            agencies.entry(row.code.clone()).or_default().push(group.agency(row));
        }
    }
    Ok(agencies)
}

impl Group {
    fn agency(&self, row: &Row) -> Agency {
        Agency {
            code: row.code.clone(),
            name: row.name.clone(),
            short: row.short.clone(),
            acts_as: row.acts_as.clone(),
            level: self.level,
            system: self.system,
            division: row.division.clone(),
            parent: row.parent.clone(),
            acts_for: row.acts_for.clone(),
            uscc: row.uscc.clone(),
            organ_characters: row.organ.clone(),
            remedies: self.remedies.clone(),
            body: row.body.clone(),
            superior: row.superior.clone(),
            successor: row.successor.clone(),
            from: self.from,
            to: self.to,
            authority: self.authority.clone(),
            confidence: self.confidence,
        }
    }
}

impl Agency {
    fn refuse(&self, problem: impl Into<String>) -> AgencyError {
        AgencyError { key: self.code.to_string(), problem: problem.into() }
    }

    fn require(&self, holds: bool, problem: &str) -> Result<(), AgencyError> {
        if holds { Ok(()) } else { Err(self.refuse(problem)) }
    }

    /// What is left of it, before and after, when `over` is laid over it.
    fn under(&self, over: &Self) -> impl Iterator<Item = Self> {
        let left = left((self.from, self.to), (over.from, over.to));
        left.map(|(from, to)| Self { from, to, ..self.clone() })
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.is_on(other.from) || other.is_on(self.from)
    }

    /// What a row must hold by itself.
    fn check(&self) -> Result<(), AgencyError> {
        self.require(self.to.is_none_or(|to| self.from <= to), "`to` lies before `from`")?;
        self.require(self.successor.is_none() || self.to.is_some(), "`successor` without `to`")?;
        let organ = |it: &Uscc| it.as_str().starts_with("11");
        self.require(
            self.uscc.as_ref().is_none_or(organ),
            "the `uscc` of an organ begins with 11",
        )?;
        let sub_office = self.level == Level::SubOffice;
        self.require(!sub_office || self.parent.is_some(), "a sub-office has a `parent`")?;
        self.require(sub_office || self.acts_for.is_none(), "`acts-for` is for sub-offices")?;
        if !self.can_act() {
            return self.require(self.organ_characters.is_none(), "can't act, and has an `organ`");
        }
        self.require(self.division.is_some(), "`division` is missing")?;
        if self.acts_for.is_some() {
            return self
                .require(self.organ_characters.is_none(), "numbers as its bureau: no `organ`");
        }
        self.require(self.organ_characters.is_some(), "`organ` is missing")?;
        self.require(self.body.is_some(), "`body` is missing: who decides on reconsideration")?;
        self.check_remedies()
    }

    fn check_remedies(&self) -> Result<(), AgencyError> {
        self.require(!self.remedies.is_empty(), "`remedies` is missing")?;
        for pair in self.remedies.windows(2) {
            let next = pair[0].to.and_then(|to| to.tomorrow().ok());
            self.require(next == Some(pair[1].from), "`remedies` overlap or leave a gap")?;
        }
        Ok(())
    }
}

impl Agencies {
    fn check(&self) -> Result<(), AgencyError> {
        for (code, rows) in &self.0 {
            rows.iter().try_for_each(Agency::check)?;
            for pair in rows.windows(2) {
                let next = pair[0].to.and_then(|to| to.tomorrow().ok());
                pair[1].require(next == Some(pair[1].from), "rows overlap or leave a gap")?;
            }
            self.known(code, rows)?;
            rows.iter().try_for_each(|it| self.check_line(it))?;
        }
        self.check_organs()
    }

    /// Whoever is named is here.
    fn known(&self, code: &AgencyCode, rows: &[Agency]) -> Result<(), AgencyError> {
        let named = rows.iter().flat_map(|it| {
            let roles = [("parent", &it.parent), ("acts-for", &it.acts_for)];
            roles.into_iter().chain([("successor", &it.successor)])
        });
        for (role, named) in named {
            if let Some(unknown) = named.as_ref().filter(|it| !self.0.contains_key(*it)) {
                let problem = format!("{role} `{unknown}` is not in the register");
                return Err(AgencyError { key: code.to_string(), problem });
            }
        }
        Ok(())
    }

    /// Parents come to an end, and a principal acts in its own name.
    fn check_line(&self, agency: &Agency) -> Result<(), AgencyError> {
        let parent = |it: &&Agency| it.parent.as_ref().and_then(|code| self.0.get(code)?.last());
        let line = std::iter::successors(Some(agency), parent);
        agency.require(
            line.take(Level::ALL.len()).count() < Level::ALL.len(),
            "`parent` in a circle",
        )?;
        let mut bureau =
            agency.acts_for.as_ref().and_then(|it| self.0.get(it)).into_iter().flatten();
        let acts = bureau.all(|it| it.can_act() && it.acts_for.is_none());
        agency.require(acts, "`acts-for` names one that doesn't act in its own name")
    }

    /// Two agencies with the same characters would allot the same numbers.
    fn check_organs(&self) -> Result<(), AgencyError> {
        let mut seen: BTreeMap<&str, Vec<&Agency>> = BTreeMap::new();
        for agency in self.0.values().flatten() {
            let Some(organ) = &agency.organ_characters else { continue };
            let others = seen.entry(organ).or_default();
            if let Some(other) =
                others.iter().find(|it| it.code != agency.code && it.overlaps(agency))
            {
                return Err(
                    agency.refuse(format!("`organ` {organ} is that of `{}` too", other.code))
                );
            }
            others.push(agency);
        }
        Ok(())
    }
}
