//! 类案: how like cases were penalised, and where this one stands among them (domain.md §2.6, 类案不同罚).

use std::collections::BTreeMap;

use async_graphql::SimpleObject;
use domain::{
    Fen,
    case::{
        like::{self, Weighed},
        sanction,
    },
    id,
};
use projections::penalties::LikeCase;

use super::super::{
    money::Money,
    scalars::{AgencyCode, Date},
    vocabulary::{PenaltyGrade, SanctionKind, ViolationType},
};

/// Of no more cases of other agencies than these, or fines, is anything told: fewer could be told apart one by one, and you may not
/// see them.
const FEW: usize = 3;

/// How like cases were penalised: those with the same type of violation and grade, this one apart, as they count today.
/// What was revoked is none of them, and what was altered counts as altered.
#[derive(SimpleObject)]
pub struct LikeCases {
    /// What was violated.
    violation: ViolationType,
    /// What was violated, in Chinese.
    violation_label: &'static str,
    /// The grade: the heaviest among the fines of this case, of which one that is not graded counts as an ordinary one.
    grade: PenaltyGrade,
    /// The grade in Chinese.
    grade_label: &'static str,
    /// How many there are.
    count: usize,
    /// The day of the first decision among them.
    from: Option<Date>,
    /// The day of the last.
    to: Option<Date>,
    /// How the fines are spread, all fines of a decision together; absent where none of them fines.
    fines: Option<FineSpread>,
    /// How many have a sanction of each kind.
    kinds: Vec<KindCount>,
    /// How each agency penalised them, your own first.
    agencies: Vec<AgencyPractice>,
    /// Where this case stands; absent where it fines nobody, or none of the others does.
    place: Option<FinePlace>,
    /// Cases of other agencies were left out, since they are so few that each of them could be told apart.
    others_withheld: bool,
    /// Why they were, in Chinese.
    others_withheld_because: Option<&'static str>,
}

/// How fines are spread: each is a sum that was fined.
#[derive(SimpleObject)]
pub struct FineSpread {
    /// How many cases fine.
    count: usize,
    /// The smallest.
    least: Money,
    /// A quarter of the cases have no more.
    lower_quartile: Money,
    /// Half of them have no more.
    median: Money,
    /// Three quarters of them have no more.
    upper_quartile: Money,
    /// The largest.
    most: Money,
}

/// In how many cases there is a sanction of a kind.
#[derive(SimpleObject)]
pub struct KindCount {
    /// Of which kind.
    kind: SanctionKind,
    /// Of which kind, in Chinese.
    kind_label: &'static str,
    /// In how many cases.
    count: usize,
}

/// How an agency penalised like cases.
#[derive(SimpleObject)]
pub struct AgencyPractice {
    /// Which agency; absent for all those together that decided too few to be told apart.
    agency: Option<AgencyCode>,
    /// How many it decided.
    count: usize,
    /// How its fines are spread; absent where none of its decisions fines, or those that do, or those of the agencies that
    /// are not named, are too few to be told apart.
    fines: Option<FineSpread>,
}

/// Where a fine stands among those of like cases.
#[derive(SimpleObject)]
pub struct FinePlace {
    /// The fine of this case: what counts of it, or what is proposed.
    fine: Money,
    /// How many like cases fine less.
    lower: usize,
    /// How many fine the same.
    same: usize,
    /// How many fine more.
    higher: usize,
    /// Its rank from the smallest on: one more than how many fine less.
    rank: usize,
    /// Of a hundred like cases so many fine less, rounded down.
    percentile: usize,
}

impl LikeCases {
    /// What is told of them to somebody of that agency.
    pub fn told(own: &id::AgencyCode, of: &Weighed, found: Vec<LikeCase>) -> Self {
        let elsewhere = || found.iter().filter(|it| it.agency != *own);
        let fining = elsewhere().filter(|it| it.weighed.fine > Fen::ZERO).count();
        let withheld = is_few(elsewhere().count()) || is_few(fining);
        let told: Vec<_> = found.into_iter().filter(|it| !withheld || it.agency == *own).collect();
        let days = || told.iter().map(|it| it.decided_on);
        let fines: Vec<_> =
            told.iter().map(|it| it.weighed.fine).filter(|it| *it > Fen::ZERO).collect();
        let compared = of.fine > Fen::ZERO && !fines.is_empty();
        let place = compared.then(|| like::Place::among(of.fine, &fines));
        Self {
            violation: of.violation.into(),
            violation_label: of.violation.label(),
            grade: of.grade.into(),
            grade_label: of.grade.label(),
            count: told.len(),
            from: days().min().map(Into::into),
            to: days().max().map(Into::into),
            kinds: kinds(&told),
            agencies: agencies(own, &told),
            place: place.and_then(|it| FinePlace::new(of.fine, it)),
            fines: FineSpread::of(fines),
            others_withheld: withheld,
            others_withheld_because: withheld
                .then_some("其他机关的类案或者其中处以罚款的不足四件，为避免识别出个案，未予统计"),
        }
    }
}

impl FineSpread {
    fn of(fines: Vec<Fen>) -> Option<Self> {
        let count = fines.len();
        let it = like::Spread::of(fines)?;
        Some(Self {
            count,
            least: it.least.into(),
            lower_quartile: it.lower_quartile.into(),
            median: it.median.into(),
            upper_quartile: it.upper_quartile.into(),
            most: it.most.into(),
        })
    }
}

impl FinePlace {
    fn new(fine: Fen, place: like::Place) -> Option<Self> {
        let like::Place { lower, same, higher } = place;
        let percentile = place.percentile()?;
        Some(Self { fine: fine.into(), lower, same, higher, rank: lower + 1, percentile })
    }
}

/// In how many cases there is a sanction of each kind.
fn kinds(told: &[LikeCase]) -> Vec<KindCount> {
    let with = |kind| told.iter().filter(|it| it.weighed.kinds.contains(&kind)).count();
    let all = sanction::SanctionKind::ALL.into_iter().map(|it| (it, with(it)));
    all.filter(|(_, count)| *count > 0)
        .map(|(kind, count)| KindCount { kind: kind.into(), kind_label: kind.label(), count })
        .collect()
}

/// So many could be told apart one by one.
fn is_few(count: usize) -> bool {
    (1..=FEW).contains(&count)
}

/// How many of them fine.
fn fining(fines: &[Fen]) -> usize {
    fines.iter().filter(|it| **it > Fen::ZERO).count()
}

/// How each agency penalised them: the own one first, then by their codes, at last those together that decided few.
fn agencies(own: &id::AgencyCode, told: &[LikeCase]) -> Vec<AgencyPractice> {
    let mut fines = BTreeMap::<_, Vec<Fen>>::new();
    for it in told {
        fines.entry(&it.agency).or_default().push(it.weighed.fine);
    }
    let here = fines.remove(own);
    let (many, few): (Vec<_>, Vec<_>) = fines.into_iter().partition(|(_, it)| it.len() > FEW);
    let few: Vec<_> = few.into_iter().flat_map(|(_, it)| it).collect();
    // What is left of the whole once those that are named are taken away is told of no few either.
    let spread = !is_few(few.len());
    let named = here.map(|it| (own, it)).into_iter().chain(many);
    let named = named.map(|(agency, it)| {
        let spread = spread && (agency == own || !is_few(fining(&it)));
        AgencyPractice::of(Some(agency), (it, spread))
    });
    named.chain((!few.is_empty()).then(|| AgencyPractice::of(None, (few, false)))).collect()
}

impl AgencyPractice {
    fn of(agency: Option<&id::AgencyCode>, (mut fines, spread): (Vec<Fen>, bool)) -> Self {
        let (agency, count) = (agency.cloned().map(Into::into), fines.len());
        fines.retain(|it| *it > Fen::ZERO);
        Self { agency, count, fines: spread.then(|| FineSpread::of(fines)).flatten() }
    }
}

#[cfg(test)]
mod tests {
    use domain::case::{sanction::Grade, violation::ViolationType};

    use super::*;

    fn case(agency: &str, yuan: u32) -> LikeCase {
        LikeCase {
            case: id::CaseId::new(uuid::Uuid::nil()),
            agency: agency.parse().unwrap(),
            decided_on: jiff::civil::date(2024, 6, 3),
            weighed: weighed(yuan),
        }
    }

    fn weighed(yuan: u32) -> Weighed {
        Weighed {
            violation: ViolationType::PriceFraud,
            grade: Grade::Ordinary,
            fine: Fen::yuan(yuan),
            kinds: [sanction::SanctionKind::Fine].into(),
        }
    }

    fn told(found: Vec<LikeCase>) -> LikeCases {
        LikeCases::told(&"COUNTY_510104_AMR".parse().unwrap(), &weighed(30), found)
    }

    fn counts(it: &LikeCases) -> Vec<(Option<String>, usize)> {
        let name = |it: &AgencyPractice| it.agency.as_ref().map(|it| it.0.to_string());
        it.agencies.iter().map(|it| (name(it), it.count)).collect()
    }

    /// domain.md §9: three cases of others could be told apart one by one; four can't.
    #[test]
    fn so_few_cases_of_other_agencies_are_left_out() {
        let own = || case("COUNTY_510104_AMR", 10);
        let other = |yuan| case("COUNTY_510107_AMR", yuan);
        let few = told(vec![own(), other(20), other(30), other(40)]);
        assert_eq!((few.count, few.others_withheld), (1, true));
        assert_eq!(counts(&few), [(Some("COUNTY_510104_AMR".into()), 1)]);
        assert!(few.others_withheld_because.is_some());
        let enough =
            told(vec![own(), other(20), other(30), other(40), case("CITY_510100_AMR", 50)]);
        assert_eq!((enough.count, enough.others_withheld), (5, false));
        let place = enough.place.as_ref().unwrap();
        assert_eq!((place.lower, place.same, place.higher, place.rank), (2, 1, 2, 3));
        assert_eq!(counts(&enough), [(Some("COUNTY_510104_AMR".into()), 1), (None, 4)]);
        assert!(enough.agencies[0].fines.is_some() && enough.agencies[1].fines.is_none());
    }

    #[test]
    fn an_agency_with_more_than_a_few_is_named() {
        let others = (1..=4).map(|it| case("COUNTY_510107_AMR", it));
        let all = told(others.collect());
        assert_eq!(counts(&all), [(Some("COUNTY_510107_AMR".into()), 4)]);
        assert_eq!(all.fines.as_ref().unwrap().count, 4);
        assert_eq!(all.agencies[0].fines.as_ref().unwrap().count, 4);
    }
}
