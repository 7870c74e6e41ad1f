//! What can have happened to an application. These names and fields are the storage format.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{accepting, applying, deciding, effect, fraud, reorganising, verifying};
use crate::{
    Moment,
    citation::{Citation, cite},
    clock::{Deadline, DeadlineFixed, Timer},
    document::DocumentRef,
    id::PartId,
    party::Party,
    restriction::Call,
};

/// A fact. It carries what the law made of it, so that replaying it needs no rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// 收到申请.
    Applied(Box<applying::Applied>),
    /// 受理.
    Accepted(accepting::Accepted),
    /// 材料不齐，退回.
    RejectedIncomplete(accepting::RejectedIncomplete),
    /// 不予受理.
    NotAccepted(accepting::NotAccepted),
    /// 核实.
    Verified(verifying::Verified),
    /// 延长决定期限.
    DecisionExtended(deciding::DecisionExtended),
    /// 准予修复.
    Granted(Box<deciding::Granted>),
    /// 不予修复.
    Denied(Box<deciding::Denied>),
    /// 停止公示.
    ChannelStopped(effect::ChannelStopped),
    /// 撤销修复.
    RevokedForFraud(Box<fraud::RevokedForFraud>),
    /// 恢复原状态.
    Reinstated(fraud::Reinstated),
    /// 恢复公示.
    ChannelReinstated(effect::ChannelReinstated),
    /// 重整计划执行完毕.
    PlanCompleted(reorganising::PlanCompleted),
    /// 重整计划未能执行.
    PlanFailed(reorganising::PlanFailed),
    /// 期限确定.
    DeadlineFixed(DeadlineFixed),
}

impl Event {
    /// Since which day the credit is restored for good, so that the measures which rest on it end (domain.md §6.7); not
    /// while a plan of reorganisation is only carried out, during which they rest.
    #[must_use]
    pub fn restores(&self, occurred: Moment) -> Option<Date> {
        match self {
            Self::Granted(it) if !it.during_plan => Some(occurred.day()),
            Self::PlanCompleted(_) => Some(occurred.day()),
            _ => None,
        }
    }

    /// Since which day what was restored rests while a plan of reorganisation is carried out, and the measures with it
    /// (SC22).
    #[must_use]
    pub fn suspends(&self, occurred: Moment) -> Option<Date> {
        match self {
            Self::Granted(it) if it.during_plan => Some(occurred.day()),
            _ => None,
        }
    }

    /// Since which day what rested so counts again.
    #[must_use]
    pub fn resumes(&self, occurred: Moment) -> Option<Date> {
        match self {
            Self::PlanFailed(_) => Some(occurred.day()),
            Self::Reinstated(it) => Some(it.counted_from),
            _ => None,
        }
    }

    /// The measures of the catalogue that it calls for anew, agency by agency.
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        match self {
            Self::Reinstated(it) => &it.calls,
            _ => &[],
        }
    }

    /// Who applied, where the event opens an application.
    #[must_use]
    pub fn party(&self) -> Option<&Party> {
        match self {
            Self::Applied(it) => Some(&it.party),
            _ => None,
        }
    }

    /// The day on which that took place which counts for a deadline.
    #[must_use]
    pub fn took_place(&self) -> Option<Date> {
        match self {
            Self::Applied(it) => Some(it.received_on),
            _ => None,
        }
    }

    /// The articles that it rests on, the most specific first.
    #[must_use]
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Self::Applied(it) => vec![it.basis.clone()],
            Self::Accepted(it) => vec![it.basis.clone()],
            Self::RejectedIncomplete(it) => vec![it.basis.clone()],
            Self::NotAccepted(it) => vec![it.basis.clone()],
            Self::Verified(it) => vec![it.basis.clone()],
            Self::DecisionExtended(it) => vec![it.basis.clone()],
            Self::Granted(it) => vec![it.basis.clone()],
            Self::Denied(it) => it.basis.clone(),
            Self::ChannelStopped(it) => vec![it.basis.clone()],
            Self::RevokedForFraud(it) => vec![it.basis.clone()],
            Self::Reinstated(it) => vec![it.basis.clone()],
            Self::ChannelReinstated(it) => vec![it.basis.clone()],
            Self::PlanCompleted(_) | Self::PlanFailed(_) => vec![cite("SC22", "0")],
            Self::DeadlineFixed(it) => it.basis(),
        }
    }

    /// The deadlines that it started, moved or fixed.
    #[must_use]
    pub fn deadlines(&self) -> &[Deadline] {
        match self {
            Self::Applied(it) => &it.deadlines,
            Self::Accepted(it) => &it.deadlines,
            Self::DecisionExtended(it) => &it.deadlines,
            Self::Granted(it) => &it.deadlines,
            Self::RevokedForFraud(it) => &it.deadlines,
            Self::DeadlineFixed(it) => &it.deadlines,
            _ => &[],
        }
    }

    /// The deadlines that it meets, in time or late; of a channel, that channel's.
    #[must_use]
    pub fn settles(&self) -> Vec<(Timer, Option<PartId>)> {
        match self {
            Self::Accepted(_) | Self::RejectedIncomplete(_) | Self::NotAccepted(_) => {
                vec![(Timer::RestoreAccept, None)]
            }
            Self::Granted(_) | Self::Denied(_) => vec![(Timer::RestoreDecide, None)],
            Self::ChannelStopped(it) => {
                vec![(Timer::RestoreEffect, Some(effect::part_of(it.channel)))]
            }
            _ => vec![],
        }
    }

    /// The deadlines that it ends without meeting them: what they waited for is owed no more, unless what fell meanwhile is
    /// shown nowhere again (APL 48.2).
    #[must_use]
    pub fn ends(&self) -> &'static [Timer] {
        match self {
            Self::Reinstated(it) if it.channels.is_empty() => &[],
            Self::PlanFailed(it) if it.channels.is_empty() => &[],
            Self::Reinstated(_) | Self::PlanFailed(_) => &[Timer::RestoreEffect],
            _ => &[],
        }
    }

    /// The documents that it put on record.
    #[must_use]
    pub fn documents(&self) -> Vec<&DocumentRef> {
        match self {
            Self::Applied(it) => it.documents(),
            Self::Verified(it) => it.evidence.iter().chain(&it.record).collect(),
            Self::Granted(it) => vec![&it.document],
            Self::Denied(it) => vec![&it.document],
            Self::RevokedForFraud(it) => it.evidence.iter().chain([&it.document]).collect(),
            Self::PlanCompleted(it) => it.evidence.iter().collect(),
            Self::PlanFailed(it) => it.evidence.iter().collect(),
            Self::Accepted(_)
            | Self::RejectedIncomplete(_)
            | Self::NotAccepted(_)
            | Self::DecisionExtended(_)
            | Self::ChannelStopped(_)
            | Self::Reinstated(_)
            | Self::ChannelReinstated(_)
            | Self::DeadlineFixed(_) => vec![],
        }
    }

    /// What was done, as the predicate of an official sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Applied(it) => it.sentence(),
            Self::Accepted(it) => it.sentence(),
            Self::RejectedIncomplete(it) => it.sentence(),
            Self::NotAccepted(it) => it.sentence(),
            Self::Verified(it) => it.sentence(),
            Self::DecisionExtended(it) => it.sentence(),
            Self::Granted(it) => it.sentence(),
            Self::Denied(it) => it.sentence(),
            Self::ChannelStopped(it) => it.sentence(),
            Self::RevokedForFraud(it) => it.sentence(),
            Self::Reinstated(it) => it.sentence(),
            Self::ChannelReinstated(it) => it.sentence(),
            Self::PlanCompleted(_) => "重整计划执行完毕，信用修复转为正式".to_owned(),
            Self::PlanFailed(it) => it.sentence(),
            Self::DeadlineFixed(it) => it.sentence(),
        }
    }
}
