//! How a remedy can end, on which ground, and under which article: one table (ARL 33, 41, 63–70, 73; ALL 60, 62,
//! 69–77, 89).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Effect, RemedyKind, law::is_old};
use crate::{
    Rulebook,
    citation::{Citation, cite},
};

/// How a remedy ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// 维持行政行为.
    Upheld,
    /// 变更.
    Altered,
    /// 撤销或者部分撤销.
    Revoked,
    /// 确认违法.
    ConfirmedIllegal,
    /// 确认无效.
    ConfirmedVoid,
    /// 责令履行.
    OrderedToPerform,
    /// 驳回.
    Dismissed,
    /// 调解.
    Mediated,
    /// 撤回.
    Withdrawn,
    /// 终止.
    Terminated,
    /// 维持原判: of an appeal or a retrial.
    JudgmentUpheld,
    /// 发回重审: of an appeal or a retrial.
    Remanded,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 12] = [
        Self::Upheld,
        Self::Altered,
        Self::Revoked,
        Self::ConfirmedIllegal,
        Self::ConfirmedVoid,
        Self::OrderedToPerform,
        Self::Dismissed,
        Self::Mediated,
        Self::Withdrawn,
        Self::Terminated,
        Self::JudgmentUpheld,
        Self::Remanded,
    ];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Upheld => "维持",
            Self::Altered => "变更",
            Self::Revoked => "撤销",
            Self::ConfirmedIllegal => "确认违法",
            Self::ConfirmedVoid => "确认无效",
            Self::OrderedToPerform => "责令履行",
            Self::Dismissed => "驳回",
            Self::Mediated => "调解结案",
            Self::Withdrawn => "准予撤回",
            Self::Terminated => "终止",
            Self::JudgmentUpheld => "维持原判",
            Self::Remanded => "发回重审",
        }
    }

    /// What it can do to a sanction. What is altered may lose a sanction whole, and where a court finds otherwise
    /// than the reconsideration before it, the decision may count again as made.
    pub(super) fn may_have(self, effect: &Effect) -> bool {
        match self {
            Self::Altered | Self::Mediated => {
                matches!(effect, Effect::Altered { .. } | Effect::Revoked | Effect::Upheld)
            }
            Self::Revoked => matches!(effect, Effect::Revoked | Effect::Upheld),
            Self::ConfirmedIllegal => matches!(effect, Effect::ConfirmedIllegal),
            Self::ConfirmedVoid => matches!(effect, Effect::Void),
            Self::Upheld => matches!(effect, Effect::Upheld),
            Self::OrderedToPerform
            | Self::Dismissed
            | Self::Withdrawn
            | Self::Terminated
            | Self::JudgmentUpheld
            | Self::Remanded => false,
        }
    }

    /// Whether it has to name a sanction that it touches, where the decision has any.
    pub(super) fn touches(self) -> bool {
        matches!(self, Self::Altered | Self::Revoked | Self::ConfirmedIllegal | Self::ConfirmedVoid)
    }

    /// Whether the judgment that it is about stands: of an appeal or a retrial that changed nothing.
    #[must_use]
    pub fn leaves_the_judgment(self) -> bool {
        matches!(self, Self::JudgmentUpheld | Self::Withdrawn | Self::Terminated)
    }

    /// Whether the body found on what was asked of it, so that suing again waits for its decision (ALL 45).
    #[must_use]
    pub(super) fn is_a_decision(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::Terminated)
    }
}

/// On which ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ground {
    /// 主要事实不清、证据不足.
    FactsUnproven,
    /// 适用的依据不合法、适用法律法规错误.
    WrongBasis,
    /// 违反法定程序.
    Procedure,
    /// 超越职权.
    BeyondPowers,
    /// 滥用职权.
    AbuseOfPowers,
    /// 明显不当.
    ManifestlyUnfit,
    /// 未依法提出答复、提交证据，视为没有证据、依据.
    NoReply,
    /// 内容不适当.
    UnfitContent,
    /// 未正确适用依据.
    BasisMisapplied,
    /// 经查清事实和证据.
    FactsEstablished,
    /// 款额的确定、认定确有错误.
    WrongAmount,
    /// 撤销会造成重大损害.
    HarmIfRevoked,
    /// 程序轻微违法.
    SlightProcedure,
    /// 不具有可撤销内容.
    NothingToRevoke,
    /// 已改变原行政行为.
    ChangedMeanwhile,
    /// 责令履行没有意义.
    PerformancePointless,
    /// 重大且明显违法.
    ManifestlyIllegal,
    /// 不履行法定职责.
    DutyNotPerformed,
    /// 依法负有给付义务.
    PaymentOwed,
    /// 合法、适当.
    Lawful,
    /// 没有相应职责或者已经履行.
    NoSuchDuty,
    /// 不符合受理、起诉条件.
    Inadmissible,
    /// 达成调解.
    Agreed,
    /// 申请人撤回.
    ByApplicant,
    /// 申请人死亡、终止且无人承受.
    ApplicantEnded,
    /// 中止满六十日原因仍未消除.
    SuspendedTooLong,
    /// 原判决正确.
    JudgmentRight,
    /// 基本事实不清、证据不足.
    JudgmentFactsUnproven,
    /// 遗漏当事人、违法缺席判决等.
    JudgmentProcedure,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 29] = [
        Self::FactsUnproven,
        Self::WrongBasis,
        Self::Procedure,
        Self::BeyondPowers,
        Self::AbuseOfPowers,
        Self::ManifestlyUnfit,
        Self::NoReply,
        Self::UnfitContent,
        Self::BasisMisapplied,
        Self::FactsEstablished,
        Self::WrongAmount,
        Self::HarmIfRevoked,
        Self::SlightProcedure,
        Self::NothingToRevoke,
        Self::ChangedMeanwhile,
        Self::PerformancePointless,
        Self::ManifestlyIllegal,
        Self::DutyNotPerformed,
        Self::PaymentOwed,
        Self::Lawful,
        Self::NoSuchDuty,
        Self::Inadmissible,
        Self::Agreed,
        Self::ByApplicant,
        Self::ApplicantEnded,
        Self::SuspendedTooLong,
        Self::JudgmentRight,
        Self::JudgmentFactsUnproven,
        Self::JudgmentProcedure,
    ];

    /// As the statutes word it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FactsUnproven => "主要事实不清、证据不足",
            Self::WrongBasis => "适用的依据不合法或者适用法律、法规错误",
            Self::Procedure => "违反法定程序",
            Self::BeyondPowers => "超越职权",
            Self::AbuseOfPowers => "滥用职权",
            Self::ManifestlyUnfit => "明显不当",
            Self::NoReply => "未依法提出答复、提交证据和依据，视为没有证据、依据",
            Self::UnfitContent => "内容不适当",
            Self::BasisMisapplied => "未正确适用依据",
            Self::FactsEstablished => "事实不清、证据不足，经查清事实和证据",
            Self::WrongAmount => "款额的确定、认定确有错误",
            Self::HarmIfRevoked => "依法应予撤销，但撤销会造成重大损害",
            Self::SlightProcedure => "程序轻微违法，但对权利不产生实际影响",
            Self::NothingToRevoke => "行政行为违法，但不具有可撤销内容",
            Self::ChangedMeanwhile => "已改变原违法行政行为",
            Self::PerformancePointless => "责令履行没有意义",
            Self::ManifestlyIllegal => "重大且明显违法",
            Self::DutyNotPerformed => "不履行法定职责",
            Self::PaymentOwed => "依法负有给付义务",
            Self::Lawful => "事实清楚、证据确凿、适用依据正确、程序合法",
            Self::NoSuchDuty => "没有相应法定职责或者已经履行",
            Self::Inadmissible => "不符合受理或者起诉条件",
            Self::Agreed => "当事人达成协议",
            Self::ByApplicant => "申请人撤回",
            Self::ApplicantEnded => "申请人死亡或者终止，无人承受权利义务",
            Self::SuspendedTooLong => "中止满六十日，原因仍未消除",
            Self::JudgmentRight => "原判决认定事实清楚，适用法律、法规正确",
            Self::JudgmentFactsUnproven => "原判决认定基本事实不清、证据不足",
            Self::JudgmentProcedure => "原判决遗漏当事人等严重违反法定程序",
        }
    }
}

/// Who decides, as far as the outcomes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Forum {
    /// The reconsideration organ.
    Organ,
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
    fn decides(self, kind: RemedyKind) -> bool {
        match self {
            Self::Organ => kind == RemedyKind::Reconsideration,
            Self::Court => kind.is_in_court(),
            Self::Review => matches!(kind, RemedyKind::SecondInstance | RemedyKind::Retrial),
        }
    }
}

/// What may end such a remedy: each outcome with its grounds.
#[must_use]
pub(super) fn grounds(kind: RemedyKind, outcome: Outcome) -> Vec<Ground> {
    let rows = TABLE.iter().filter(|(forum, of, ..)| forum.decides(kind) && *of == outcome);
    rows.map(|(_, _, ground, _)| *ground).collect()
}

/// The article under which such a remedy ends so, on that ground.
#[must_use]
pub(super) fn authority(
    kind: RemedyKind,
    (outcome, ground): (Outcome, Ground),
    (law, on): (&Rulebook, Date),
) -> Option<Citation> {
    let row = TABLE.iter().find(|(forum, of, because, _)| {
        forum.decides(kind) && *of == outcome && *because == ground
    })?;
    Some(match kind.is_in_court() {
        true => cite("ALL", row.3),
        // The law before that of 2023 has another order; what it had of outcomes stood in one article.
        false if is_old(law, on) => cite("ARL17", "28"),
        false => cite("ARL", row.3),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ARL 63–69; ALL 69–77, 89: each outcome can come of something, each ground leads somewhere, and no row is said
    /// twice.
    #[test]
    fn every_outcome_and_every_ground_stands_in_the_table_once() {
        for outcome in Outcome::ALL {
            assert!(RemedyKind::ALL.iter().any(|it| !grounds(*it, outcome).is_empty()));
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
        assert_eq!(grounds(RemedyKind::FirstInstance, Outcome::Upheld), []);
        assert_eq!(grounds(RemedyKind::FirstInstance, Outcome::Remanded), []);
        assert_eq!(grounds(RemedyKind::Reconsideration, Outcome::JudgmentUpheld), []);
        let on = (crate::case::spec::law(), jiff::civil::date(2023, 6, 1));
        let found = (Outcome::Altered, Ground::ManifestlyUnfit);
        assert_eq!(authority(RemedyKind::Retrial, found, on), Some(cite("ALL", "77.1")));
        let found = (Outcome::Altered, Ground::UnfitContent);
        assert_eq!(authority(RemedyKind::Reconsideration, found, on), Some(cite("ARL17", "28")));
    }
}
