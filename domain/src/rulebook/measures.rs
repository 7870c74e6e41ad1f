//! 限制措施目录: what may be done on account of which source, by whom, on what basis, for how long.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

use super::{Power, Row, Rulebook, RulebookError, powers::PowerKind, read};
use crate::{
    agency::{Agency, System},
    citation::Citation,
    clock::Unit,
    id::{AgencyCode, MeasureCode},
    restriction::{Capacity, Domain, EndRule, Matter, MeasureKind, Trigger},
};

pub(super) const FILE: &str = "measures.toml";

/// No term is longer, in years; a larger number is a slip.
const MOST: u16 = 100;

/// A row of `measures.toml`.
pub type MeasureRow = Row<MeasureCode, Listed>;

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Listed {
    /// What it does.
    pub name: String,
    /// Where it bites.
    pub domain: Domain,
    /// The matter at a counter that it bears on, where its domain does not tell.
    pub bears_on: Option<Matter>,
    /// How far it reaches.
    pub kind: MeasureKind,
    /// The statute itself says no to whoever asks; what it only restricts is weighed.
    #[serde(default)]
    pub bars: bool,
    /// The articles that allow it.
    #[serde(deserialize_with = "read::citations")]
    pub basis: Vec<Citation>,
    /// Its item in the national catalogue (LIST24), where that is known.
    pub catalogue: Option<String>,
    /// Otherwise why it isn't.
    pub uncatalogued: Option<String>,
    /// What in a source it answers.
    pub answers: BTreeSet<Trigger>,
    /// Who is told of such a source.
    pub addressed_to: Addressed,
    /// Under which kind of item an agency imposes it.
    pub imposer: PowerKind,
    /// What ends it by itself.
    pub end: EndRule,
    /// It bars those who answer for the source in one of these capacities, and lasts when the company has ended.
    #[serde(default)]
    pub persons: BTreeSet<Capacity>,
    /// Of these, only whoever was found to bear responsibility personally.
    #[serde(default)]
    pub personally: bool,
    /// The agency needs a ground of its own: that of the source is none.
    #[serde(default)]
    pub own_ground: bool,
}

/// Whom a row addresses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressed {
    /// A line of government: those of it in whose division the agency of the source lies.
    pub system: Option<System>,
    /// These besides, or whoever has taken over from them.
    #[serde(default)]
    pub agencies: Vec<AgencyCode>,
}

impl Listed {
    /// It bars persons who answer for the source, and the party where that is one.
    #[must_use]
    pub fn is_person_level(&self) -> bool {
        !self.persons.is_empty()
    }

    /// It bars whoever answers for the source in that capacity, and `personally` where they were found to.
    #[must_use]
    pub fn reaches(&self, capacity: Capacity, personally: bool) -> bool {
        self.persons.contains(&capacity) && (personally || !self.personally)
    }
}

impl Rulebook {
    /// The row of a measure on a day.
    #[must_use]
    pub fn measure(&self, code: &MeasureCode, on: Date) -> Option<&MeasureRow> {
        self.measures.at(code, on, "")
    }

    /// Every version of every measure.
    pub fn measures(&self) -> impl Iterator<Item = &MeasureRow> {
        self.measures.all()
    }

    /// The measures that answer something of a source, as the catalogue has them on a day.
    pub fn measures_answering<'a>(
        &'a self,
        found: &'a BTreeSet<Trigger>,
        on: Date,
    ) -> impl Iterator<Item = &'a MeasureRow> {
        let answers = |it: &&MeasureRow| !it.value.answers.is_disjoint(found);
        self.measures.all().filter(move |it| it.holds(on)).filter(answers)
    }

    /// The bans that statutes set on whoever broke the law of food safety, in whichever version (FSL 135).
    #[must_use]
    pub fn food_bans(&self) -> BTreeSet<&MeasureCode> {
        let bans = BTreeSet::from(Trigger::FOOD_BANS);
        let sets = |it: &&MeasureRow| {
            it.value.kind == MeasureKind::K1 && !it.value.answers.is_disjoint(&bans)
        };
        self.measures.all().filter(sets).map(|it| &it.key).collect()
    }

    /// The agencies that a row addresses on a day, where an agency made the source.
    #[must_use]
    pub fn addressees(&self, row: &MeasureRow, source: &AgencyCode, on: Date) -> Vec<&AgencyCode> {
        let Addressed { system, agencies } = &row.value.addressed_to;
        let here = self.agencies().division_of(source, on);
        let mut addressed: Vec<_> =
            agencies.iter().filter_map(|it| Some(&self.agencies().heir_on(it, on)?.code)).collect();
        let of_the_line = self.agencies().all_on(on).filter(|it| {
            *system == Some(it.system)
                && acts_itself(it)
                && it.division.as_ref().zip(here).is_some_and(|(of, here)| of.contains(here))
        });
        addressed.extend(of_the_line.map(|it| &it.code));
        addressed.sort_unstable();
        addressed.dedup();
        addressed
    }
}

impl Rulebook {
    /// The domains that are an agency's own on a day: those in which the catalogue addresses it, and for whoever grants
    /// licences, of whichever line, the one in which licences lie.
    #[must_use]
    pub fn domains_of(&self, agency: &AgencyCode, on: Date) -> BTreeSet<Domain> {
        let Some(agency) = self.agencies().on(agency, on).filter(|it| acts_itself(it)) else {
            return BTreeSet::new();
        };
        let is_heir = |of: &AgencyCode| {
            self.agencies().heir_on(of, on).is_some_and(|it| it.code == agency.code)
        };
        let addresses = |it: &&MeasureRow| {
            let Addressed { system, agencies } = &it.value.addressed_to;
            *system == Some(agency.system) || agencies.iter().any(is_heir)
        };
        let rows = self.measures.all().filter(|it| it.holds(on)).filter(addresses);
        let licences = self.has_power(agency, PowerKind::Licensing, on);
        let licences = licences.then(|| Matter::Licence.domain());
        rows.map(|it| it.value.domain).chain(licences).collect()
    }
}

/// It acts, and in its own name.
fn acts_itself(agency: &Agency) -> bool {
    agency.can_act() && agency.acts_for.is_none()
}

/// What a row must hold; whoever is named is in the register and can act.
pub(super) fn check(row: &MeasureRow, law: &Rulebook) -> Result<(), RulebookError> {
    let require = |holds: bool, problem: &str| {
        if holds { Ok(()) } else { Err(RulebookError::new(FILE, row.key.as_str(), problem)) }
    };
    let Listed { kind, basis, catalogue, uncatalogued, answers, end, .. } = &row.value;
    require(!basis.is_empty(), "`basis` is empty: no measure without a basis")?;
    let statute = *kind != MeasureKind::K1 || basis.iter().any(|it| law.is_statute(it));
    require(statute, "`basis`: K1 reduces rights, and names a law or a regulation")?;
    let bars = !row.value.bars || *kind == MeasureKind::K1;
    require(bars, "`bars`: only what reduces rights by statute (K1) bars anybody")?;
    let told = row.value.bears_on.is_none() || row.value.domain == Domain::Other;
    require(told, "`bears-on`: the domain tells on what it bears")?;
    let persons = row.value.is_person_level() || !row.value.personally;
    require(persons, "`personally`: say by `persons` whom it bars")?;
    let known = catalogue.is_some() != uncatalogued.is_some();
    require(known, "`catalogue`, or `uncatalogued` and why")?;
    require(!answers.is_empty(), "`answers` is empty: no source addresses it")?;
    require(row.scope.is_none(), "`scope`: say by `addressed-to` whom it concerns")?;
    if let EndRule::Term { least, most, unit, .. } = end {
        let bounded = 1 <= *least && least <= most && *most <= MOST;
        require(bounded, &format!("`end`: 1 ≤ `least` ≤ `most` ≤ {MOST}"))?;
        require(matches!(unit, Unit::Years | Unit::Months), "`end`: YEARS or MONTHS")?;
    }
    check_addressed(row, law)
}

fn check_addressed(row: &MeasureRow, law: &Rulebook) -> Result<(), RulebookError> {
    let refuse = |problem: String| Err(RulebookError::new(FILE, row.key.as_str(), problem));
    let Addressed { system, agencies } = &row.value.addressed_to;
    if system.is_none() && agencies.is_empty() {
        return refuse("`addressed-to` is nobody: `system` or `agencies`".to_owned());
    }
    if let Some(unknown) = agencies.iter().find(|it| !law.agencies().knows(it)) {
        return refuse(format!("agency `{unknown}` is not in agencies.toml"));
    }
    let idle = |it: &&AgencyCode| !law.agencies().acting().any(|acting| acting == *it);
    if let Some(idle) = agencies.iter().find(idle) {
        return refuse(format!("agency `{idle}` can't act, and imposes nothing (APL 17)"));
    }
    let of_the_line = |it: &&Agency| *system == Some(it.system) && acts_itself(it);
    let day = row.from.max(FIRST);
    let line: Vec<_> = law.agencies().all_on(day).filter(of_the_line).collect();
    if system.is_some() && line.is_empty() {
        return refuse("`addressed-to`: nobody of that `system` acts".to_owned());
    }
    let named = agencies.iter().filter_map(|it| law.agencies().on(it, day));
    let powerless = |it: &&Agency| !law.has_power(it, row.value.imposer, day);
    match named.chain(line).find(powerless) {
        Some(it) => {
            let label = row.value.imposer.label();
            refuse(format!("`{}` has no item of {label} in powers.toml on {day}", it.code))
        }
        None => Ok(()),
    }
}

/// The day on which the register of agencies begins.
const FIRST: Date = jiff::civil::date(2019, 1, 1);

impl Rulebook {
    /// An agency has an item of that kind on a day.
    fn has_power(&self, agency: &Agency, kind: PowerKind, on: Date) -> bool {
        let of_kind = |it: &&Row<_, Power>| it.holds(on) && it.value.kind == kind;
        self.powers().filter(of_kind).any(|it| it.covers(agency))
    }
}

#[cfg(test)]
mod tests;
