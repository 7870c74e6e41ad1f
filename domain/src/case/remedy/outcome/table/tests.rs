//! The table of outcomes and grounds, under either Reconsideration Law and in court.

use jiff::civil::date;

use super::*;
use crate::case::spec::law;

const BEFORE: Date = date(2023, 12, 31);
const SINCE: Date = date(2024, 1, 1);

/// ARL 63–69; ALL 69–77, 89: each outcome can come of something, each ground leads somewhere, and no row is said
/// twice.
#[test]
fn every_outcome_and_every_ground_stands_in_the_table_once() {
    for outcome in Outcome::ALL {
        let ends = |it: &RemedyKind| !grounds(*it, outcome, (law(), SINCE)).is_empty();
        assert!(RemedyKind::ALL.iter().any(ends));
    }
    for ground in Ground::ALL {
        assert!(TABLE.iter().any(|(_, _, it, _)| *it == ground), "{ground:?}");
    }
    for (n, (forum, outcome, ground, _)) in TABLE.iter().enumerate() {
        let same = |it: &&(Forum, Outcome, Ground, &str)| {
            (it.0, it.1, it.2) == (*forum, *outcome, *ground)
        };
        assert_eq!(TABLE[..n].iter().filter(same).count(), 0, "{outcome:?} {ground:?}");
    }
}

/// ALL 69, 89: a court dismisses what reconsideration upholds, and only another court's judgment is remanded.
#[test]
fn a_court_upholds_no_decision_and_the_first_instance_remands_nothing() {
    let on = (law(), BEFORE);
    assert_eq!(grounds(RemedyKind::FirstInstance, Outcome::Upheld, on), []);
    assert_eq!(grounds(RemedyKind::FirstInstance, Outcome::Remanded, on), []);
    assert_eq!(grounds(RemedyKind::Reconsideration, Outcome::JudgmentUpheld, on), []);
    let found = (Outcome::Altered, Ground::ManifestlyUnfit);
    assert_eq!(authority(RemedyKind::Retrial, found, on), Some(cite("ALL", "77.1")));
}

/// ARL17 28; ARL 63–67, 90: until 2023 six grounds in five items revoked, altered or confirmed illegal alike, silence
/// revoked alone, and nothing was void; since 2024 each outcome has grounds of its own.
#[test]
fn the_law_of_the_day_says_on_which_grounds_an_organ_decides() {
    let organ = |outcome, on| grounds(RemedyKind::Reconsideration, outcome, (law(), on));
    let before = [
        Ground::FactsUnproven,
        Ground::WrongBasis,
        Ground::Procedure,
        Ground::BeyondPowers,
        Ground::AbuseOfPowers,
        Ground::ManifestlyUnfit,
    ];
    assert_eq!(organ(Outcome::Altered, BEFORE), before);
    assert_eq!(organ(Outcome::ConfirmedIllegal, BEFORE), before);
    assert_eq!(organ(Outcome::Revoked, BEFORE), [&before[..], &[Ground::NoReply]].concat());
    assert_eq!(organ(Outcome::ConfirmedVoid, BEFORE), []);
    let since = [Ground::UnfitContent, Ground::BasisMisapplied, Ground::FactsEstablished];
    assert_eq!(organ(Outcome::Altered, SINCE), since);
    assert!(!organ(Outcome::Revoked, SINCE).contains(&Ground::ManifestlyUnfit));
    let authority = |ground, on| {
        authority(RemedyKind::Reconsideration, (Outcome::Altered, ground), (law(), on))
    };
    assert_eq!(authority(Ground::ManifestlyUnfit, BEFORE), Some(cite("ARL17", "28")));
    assert_eq!(authority(Ground::UnfitContent, BEFORE), None);
    assert_eq!(authority(Ground::UnfitContent, SINCE), Some(cite("ARL", "63.1(1)")));
}

/// What is refused cites the article that lists the grounds, or the outcomes, by the law of the day.
#[test]
fn each_outcome_has_an_article_that_lists_its_grounds() {
    let organ = |outcome, on| listed_in(RemedyKind::Reconsideration, outcome, (law(), on));
    assert_eq!(organ(Outcome::Revoked, BEFORE), ("ARL17", "28"));
    assert_eq!(organ(Outcome::ConfirmedVoid, BEFORE), ("ARL17", "28"));
    assert_eq!(organ(Outcome::Revoked, SINCE), ("ARL", "64"));
    assert_eq!(organ(Outcome::ConfirmedIllegal, SINCE), ("ARL", "65"));
    assert_eq!(organ(Outcome::Remanded, SINCE), ("ARL", "63"));
    let court = |kind, outcome| listed_in(kind, outcome, (law(), SINCE));
    assert_eq!(court(RemedyKind::FirstInstance, Outcome::Revoked), ("ALL", "70"));
    assert_eq!(court(RemedyKind::FirstInstance, Outcome::Upheld), ("ALL", "69"));
    assert_eq!(court(RemedyKind::SecondInstance, Outcome::Upheld), ("ALL", "89"));
    assert_eq!(court(RemedyKind::Retrial, Outcome::JudgmentUpheld), ("ALL", "89"));
}
