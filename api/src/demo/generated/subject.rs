//! Who the subjects are, and what becomes of each: drawn from the seed and its number alone.

use domain::{
    Moment, Rulebook,
    agency::{Level, System},
    id::AgencyCode,
    uscc::check_characters,
};
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use uuid::Uuid;

use super::super::{
    cases::OFFICERS,
    history::{Flaw, History},
    today,
};

/// How many weeks the beginnings are spread over: from 2023-09-18 on, so that one set of agencies is addressed.
pub(super) const WEEKS: usize = 92;

/// The day on which the histories begin as they are written, which is that of the last week.
const WRITTEN: Date = date(2025, 6, 16);

/// When a week begins.
pub(super) fn beginning(week: usize) -> Moment {
    Moment::midnight(WRITTEN.saturating_add(earlier(week).days()))
}

/// By how many days the histories that begin in a week are moved.
fn earlier(week: usize) -> i64 {
    -7 * i64::try_from(WEEKS - 1 - week).unwrap_or_default()
}

/// What can become of a subject, and of how many in a hundred.
const HISTORIES: [(&str, &str, usize); 3] = [
    ("abnormal", include_str!("../../../../fixtures/generated/abnormal.toml"), 50),
    ("not-filed", include_str!("../../../../fixtures/generated/not-filed.toml"), 43),
    ("serious", include_str!("../../../../fixtures/generated/serious.toml"), 7),
];

/// The people of a bureau.
const TEAM: &str = include_str!("../../../../fixtures/generated/team.toml");

/// What each of them is called in the histories.
const DESKS: [&str; 6] = ["handler", "second", "head", "leader", "reviewer", "credit"];

/// What codes are written with after the division: without letters that look like digits.
const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The bureaus that act: those of cities.
pub(super) struct Bureaus(Vec<(AgencyCode, String)>);

/// A fictitious subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Which, from 0.
    pub n: u32,
    /// Its 统一社会信用代码: the check characters are right, and it is nobody's.
    pub uscc: String,
    seed: u64,
    /// Which of the histories.
    history: usize,
    /// In which week that begins.
    pub(super) week: usize,
    /// Before which bureau.
    bureau: usize,
}

impl Bureaus {
    pub fn of(law: &Rulebook) -> Self {
        let all = law.agencies().all_on(today().day());
        let cities = all.filter(|it| (it.level, it.system) == (Level::City, System::Amr));
        let digits = |it: &domain::division::Division| it.as_str().to_owned();
        let each = cities.filter_map(|it| Some((it.code.clone(), digits(it.division.as_ref()?))));
        Self(each.collect())
    }

    /// Everybody who acts, as `officers.toml` has its people.
    pub fn staff(&self) -> String {
        let team = |n| self.fill(TEAM, n);
        OFFICERS.to_owned() + &(0..self.0.len()).map(team).collect::<String>()
    }

    /// A text in which a bureau and its people are named.
    fn fill(&self, text: &str, bureau: usize) -> String {
        let mut filled = text.replace("{agency}", self.0[bureau].0.as_str());
        for (n, desk) in DESKS.iter().enumerate() {
            filled = filled.replace(&format!("{{{desk}}}"), &format!("P-9{bureau:03}{n}"));
        }
        filled
    }
}

impl Subject {
    /// The subject of that number.
    pub(super) fn nth(n: u32, seed: u64, bureaus: &Bureaus) -> Self {
        let drawn = format!("anjuan {seed}/{n}");
        let drawn = Uuid::new_v5(&Uuid::NAMESPACE_OID, drawn.as_bytes()).into_bytes();
        let below = |at, end| usize::from(u16::from_be_bytes([drawn[at], drawn[at + 1]])) % end;
        let (bureau, week) = (below(0, bureaus.0.len()), below(2, WEEKS));
        let uscc = uscc(&bureaus.0[bureau].1, n);
        Self { n, uscc, seed, history: history(below(14, 100)), week, bureau }
    }

    /// What becomes of it.
    pub(super) fn history(&self, bureaus: &Bureaus) -> Result<History, Flaw> {
        let (name, text, _) = HISTORIES[self.history];
        let text = bureaus.fill(text, self.bureau);
        let text = text.replace("{n}", &format!("{:06}", self.n)).replace("{uscc}", &self.uscc);
        let text = text.replace("{name}", &format!("虚构第{:06}号商贸有限公司", self.n));
        let named = format!("../generated/{name} {}/{}", self.seed, self.n);
        Ok(History::parse(&named, &text)?.moved(earlier(self.week)))
    }
}

/// The code of the `n`th subject, registered in a division.
fn uscc(division: &str, n: u32) -> String {
    let places = (0..5).rev().map(|place| n as usize / 31_usize.pow(place) % 31);
    let number: String = places.map(|it| char::from(CHARACTERS[it])).collect();
    let sixteen = format!("91{division}MA9{number}");
    let checks = check_characters(&sixteen).map(|(inner, outer)| format!("{inner}{outer}"));
    sixteen + &checks.unwrap_or_default()
}

/// Which history whoever comes at this place among a hundred has.
fn history(mut place: usize) -> usize {
    let has = |(_, _, share): &(&str, &str, usize)| {
        let has = place < *share;
        place = place.saturating_sub(*share);
        has
    };
    HISTORIES.iter().position(has).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::uscc::Uscc;

    use super::{
        super::{Size, subjects},
        *,
    };

    fn drawn(seed: u64) -> Vec<Subject> {
        let size = Size { subjects: 2_000, seed };
        subjects(size, &Rulebook::builtin().unwrap())
    }

    /// GB 32100: their check characters are right, and no two have the same.
    #[test]
    fn every_subject_has_a_code_of_its_own() {
        let codes: BTreeSet<Uscc> = drawn(1).iter().map(|it| it.uscc.parse().unwrap()).collect();
        assert_eq!(codes.len(), 2_000);
    }

    #[test]
    fn each_history_begins_in_any_week_before_any_bureau_as_often_as_it_should() {
        let all = drawn(1);
        for (n, (name, _, share)) in HISTORIES.iter().enumerate() {
            let count = all.iter().filter(|it| it.history == n).count();
            assert!(count.abs_diff(share * 20) < share * 5 + 20, "{name}: {count}");
        }
        let weeks: BTreeSet<_> = all.iter().map(|it| it.week).collect();
        let bureaus: BTreeSet<_> = all.iter().map(|it| it.bureau).collect();
        assert_eq!((weeks.len(), bureaus.len()), (WEEKS, 21));
        assert_eq!(beginning(0), Moment::midnight(date(2023, 9, 18)));
    }

    #[test]
    fn the_seed_decides() {
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }
}
