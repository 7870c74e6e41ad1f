//! Which ground leads to which outcome, before whom, and under which article: one table (ARL 33, 41, 63–70, 73, and 25, 28 of
//! the law before it; ALL 60, 62, 69–77, 89).

use jiff::civil::Date;

use super::{Ground, Outcome};
use crate::{
    Rulebook,
    case::remedy::{
        RemedyKind,
        law::{Article, is_old},
    },
    citation::{Citation, cite},
};

/// Who decides, as far as the outcomes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Forum {
    /// The reconsideration organ.
    Organ,
    /// The same under the law before that of 2023, which has other grounds.
    OrganBefore,
    /// A court on the decision itself: in the first instance, or where it judges anew.
    Court,
    /// A court on another judgment.
    Review,
}

/// Which ground leads to which outcome, before whom, under which article.
const TABLE: &[(Forum, Outcome, Ground, &str)] = &[
    (Forum::Organ, Outcome::Upheld, Ground::Lawful, "68"),
    (Forum::Organ, Outcome::Altered, Ground::UnfitContent, "63.1(1)"),
    (Forum::Organ, Outcome::Altered, Ground::BasisMisapplied, "63.1(2)"),
    (Forum::Organ, Outcome::Altered, Ground::FactsEstablished, "63.1(3)"),
    (Forum::Organ, Outcome::Revoked, Ground::FactsUnproven, "64.1(1)"),
    (Forum::Organ, Outcome::Revoked, Ground::Procedure, "64.1(2)"),
    (Forum::Organ, Outcome::Revoked, Ground::WrongBasis, "64.1(3)"),
    (Forum::Organ, Outcome::Revoked, Ground::BeyondPowers, "64.1(4)"),
    (Forum::Organ, Outcome::Revoked, Ground::AbuseOfPowers, "64.1(4)"),
    (Forum::Organ, Outcome::Revoked, Ground::NoReply, "70"),
    (Forum::Organ, Outcome::ConfirmedIllegal, Ground::HarmIfRevoked, "65.1(1)"),
    (Forum::Organ, Outcome::ConfirmedIllegal, Ground::SlightProcedure, "65.1(2)"),
    (Forum::Organ, Outcome::ConfirmedIllegal, Ground::NothingToRevoke, "65.2(1)"),
    (Forum::Organ, Outcome::ConfirmedIllegal, Ground::ChangedMeanwhile, "65.2(2)"),
    (Forum::Organ, Outcome::ConfirmedIllegal, Ground::PerformancePointless, "65.2(3)"),
    (Forum::Organ, Outcome::ConfirmedIllegal, Ground::NoReply, "70"),
    (Forum::Organ, Outcome::ConfirmedVoid, Ground::ManifestlyIllegal, "67"),
    (Forum::Organ, Outcome::ConfirmedVoid, Ground::NoReply, "70"),
    (Forum::Organ, Outcome::OrderedToPerform, Ground::DutyNotPerformed, "66"),
    (Forum::Organ, Outcome::OrderedToPerform, Ground::NoReply, "70"),
    (Forum::Organ, Outcome::Dismissed, Ground::Inadmissible, "33"),
    (Forum::Organ, Outcome::Dismissed, Ground::NoSuchDuty, "69"),
    (Forum::Organ, Outcome::Mediated, Ground::Agreed, "73.1"),
    (Forum::Organ, Outcome::Withdrawn, Ground::ByApplicant, "41(1)"),
    (Forum::Organ, Outcome::Terminated, Ground::ApplicantEnded, "41"),
    (Forum::Organ, Outcome::Terminated, Ground::SuspendedTooLong, "41(5)"),
    (Forum::OrganBefore, Outcome::Upheld, Ground::Lawful, "28"),
    (Forum::OrganBefore, Outcome::OrderedToPerform, Ground::DutyNotPerformed, "28"),
    (Forum::OrganBefore, Outcome::Revoked, Ground::FactsUnproven, "28"),
    (Forum::OrganBefore, Outcome::Revoked, Ground::WrongBasis, "28"),
    (Forum::OrganBefore, Outcome::Revoked, Ground::Procedure, "28"),
    (Forum::OrganBefore, Outcome::Revoked, Ground::BeyondPowers, "28"),
    (Forum::OrganBefore, Outcome::Revoked, Ground::AbuseOfPowers, "28"),
    (Forum::OrganBefore, Outcome::Revoked, Ground::ManifestlyUnfit, "28"),
    (Forum::OrganBefore, Outcome::Revoked, Ground::NoReply, "28"),
    (Forum::OrganBefore, Outcome::Altered, Ground::FactsUnproven, "28"),
    (Forum::OrganBefore, Outcome::Altered, Ground::WrongBasis, "28"),
    (Forum::OrganBefore, Outcome::Altered, Ground::Procedure, "28"),
    (Forum::OrganBefore, Outcome::Altered, Ground::BeyondPowers, "28"),
    (Forum::OrganBefore, Outcome::Altered, Ground::AbuseOfPowers, "28"),
    (Forum::OrganBefore, Outcome::Altered, Ground::ManifestlyUnfit, "28"),
    (Forum::OrganBefore, Outcome::ConfirmedIllegal, Ground::FactsUnproven, "28"),
    (Forum::OrganBefore, Outcome::ConfirmedIllegal, Ground::WrongBasis, "28"),
    (Forum::OrganBefore, Outcome::ConfirmedIllegal, Ground::Procedure, "28"),
    (Forum::OrganBefore, Outcome::ConfirmedIllegal, Ground::BeyondPowers, "28"),
    (Forum::OrganBefore, Outcome::ConfirmedIllegal, Ground::AbuseOfPowers, "28"),
    (Forum::OrganBefore, Outcome::ConfirmedIllegal, Ground::ManifestlyUnfit, "28"),
    (Forum::OrganBefore, Outcome::Withdrawn, Ground::ByApplicant, "25"),
    // Of these the rules that implemented it spoke, whose text is not at hand.
    (Forum::OrganBefore, Outcome::Dismissed, Ground::Inadmissible, "0"),
    (Forum::OrganBefore, Outcome::Dismissed, Ground::NoSuchDuty, "0"),
    (Forum::OrganBefore, Outcome::Mediated, Ground::Agreed, "0"),
    (Forum::OrganBefore, Outcome::Terminated, Ground::ApplicantEnded, "0"),
    (Forum::OrganBefore, Outcome::Terminated, Ground::SuspendedTooLong, "0"),
    (Forum::Court, Outcome::Dismissed, Ground::Lawful, "69"),
    (Forum::Court, Outcome::Dismissed, Ground::NoSuchDuty, "69"),
    (Forum::Court, Outcome::Dismissed, Ground::Inadmissible, "49"),
    (Forum::Court, Outcome::Revoked, Ground::FactsUnproven, "70(1)"),
    (Forum::Court, Outcome::Revoked, Ground::WrongBasis, "70(2)"),
    (Forum::Court, Outcome::Revoked, Ground::Procedure, "70(3)"),
    (Forum::Court, Outcome::Revoked, Ground::BeyondPowers, "70(4)"),
    (Forum::Court, Outcome::Revoked, Ground::AbuseOfPowers, "70(5)"),
    (Forum::Court, Outcome::Revoked, Ground::ManifestlyUnfit, "70(6)"),
    (Forum::Court, Outcome::Revoked, Ground::NoReply, "34.2"),
    (Forum::Court, Outcome::OrderedToPerform, Ground::DutyNotPerformed, "72"),
    (Forum::Court, Outcome::OrderedToPerform, Ground::PaymentOwed, "73"),
    (Forum::Court, Outcome::ConfirmedIllegal, Ground::HarmIfRevoked, "74.1(1)"),
    (Forum::Court, Outcome::ConfirmedIllegal, Ground::SlightProcedure, "74.1(2)"),
    (Forum::Court, Outcome::ConfirmedIllegal, Ground::NothingToRevoke, "74.2(1)"),
    (Forum::Court, Outcome::ConfirmedIllegal, Ground::ChangedMeanwhile, "74.2(2)"),
    (Forum::Court, Outcome::ConfirmedIllegal, Ground::PerformancePointless, "74.2(3)"),
    (Forum::Court, Outcome::ConfirmedVoid, Ground::ManifestlyIllegal, "75"),
    (Forum::Court, Outcome::Altered, Ground::ManifestlyUnfit, "77.1"),
    (Forum::Court, Outcome::Altered, Ground::WrongAmount, "77.1"),
    (Forum::Court, Outcome::Mediated, Ground::Agreed, "60.1"),
    (Forum::Court, Outcome::Withdrawn, Ground::ByApplicant, "62"),
    (Forum::Court, Outcome::Terminated, Ground::ApplicantEnded, "101"),
    (Forum::Review, Outcome::JudgmentUpheld, Ground::JudgmentRight, "89.1(1)"),
    (Forum::Review, Outcome::Remanded, Ground::JudgmentFactsUnproven, "89.1(3)"),
    (Forum::Review, Outcome::Remanded, Ground::JudgmentProcedure, "89.1(4)"),
];

impl Forum {
    fn decides(self, kind: RemedyKind, (law, on): (&Rulebook, Date)) -> bool {
        match self {
            Self::Organ => kind == RemedyKind::Reconsideration && !is_old(law, on),
            Self::OrganBefore => kind == RemedyKind::Reconsideration && is_old(law, on),
            Self::Court => kind.is_in_court(),
            Self::Review => matches!(kind, RemedyKind::SecondInstance | RemedyKind::Retrial),
        }
    }

    /// The law by which it decides.
    fn instrument(self) -> &'static str {
        match self {
            Self::Organ => "ARL",
            Self::OrganBefore => "ARL17",
            Self::Court | Self::Review => "ALL",
        }
    }
}

/// The rows of an outcome of such a remedy, by the law of the day.
fn rows(
    kind: RemedyKind,
    outcome: Outcome,
    at: (&Rulebook, Date),
) -> impl Iterator<Item = &'static (Forum, Outcome, Ground, &'static str)> {
    TABLE.iter().filter(move |(forum, of, ..)| *of == outcome && forum.decides(kind, at))
}

/// On which grounds such a remedy may end so, by the law of the day.
#[must_use]
pub(in crate::case::remedy) fn grounds(
    kind: RemedyKind,
    outcome: Outcome,
    at: (&Rulebook, Date),
) -> Vec<Ground> {
    rows(kind, outcome, at).map(|(_, _, ground, _)| *ground).collect()
}

/// The article under which such a remedy ends so, on that ground.
#[must_use]
pub(in crate::case::remedy) fn authority(
    kind: RemedyKind,
    (outcome, ground): (Outcome, Ground),
    at: (&Rulebook, Date),
) -> Option<Citation> {
    let row = rows(kind, outcome, at).find(|(_, _, because, _)| *because == ground);
    row.map(|(forum, _, _, article)| cite(forum.instrument(), article))
}

/// The article that says on which grounds such a remedy ends so; where it never does, the first of those that say how it
/// ends.
#[must_use]
pub(in crate::case::remedy) fn listed_in(
    kind: RemedyKind,
    outcome: Outcome,
    at: (&Rulebook, Date),
) -> Article {
    if let Some((forum, _, _, article)) = rows(kind, outcome, at).next() {
        let whole = article.split(['.', '(']).next();
        return (forum.instrument(), whole.unwrap_or(article));
    }
    match kind {
        RemedyKind::Reconsideration if is_old(at.0, at.1) => ("ARL17", "28"),
        RemedyKind::Reconsideration => ("ARL", "63"),
        RemedyKind::FirstInstance => ("ALL", "69"),
        RemedyKind::SecondInstance | RemedyKind::Retrial => ("ALL", "89"),
    }
}

#[cfg(test)]
mod tests;
