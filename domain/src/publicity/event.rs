//! What can have happened to the publicity of a decision on one channel. The names and fields are the storage
//! format; each is said by the file of its step.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    State, correcting, expiry, opening, outdating, publishing, restoring, withdrawing, withholding,
};
use crate::{Moment, case::Fact, clock::DeadlineFixed, id::PartId};

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// 应当公示.
    Due(opening::Due),
    /// 不予公示: the law says so.
    NotPublishable(opening::NotPublishable),
    /// 经保密审查不予公示.
    Withheld(withholding::Withheld),
    /// 推送登记地.
    Pushed(publishing::Pushed),
    /// 登记地公示.
    HostPublished(publishing::HostPublished),
    /// 公示.
    Published(publishing::Published),
    /// 决定已补正，公示的内容应当更正.
    Outdated(outdating::Outdated),
    /// 更正.
    Corrected(correcting::Corrected),
    /// 撤回.
    Withdrawn(withdrawing::Withdrawn),
    /// 渠道已撤下.
    TakenDown(withdrawing::TakenDown),
    /// 公示期届满，停止公示.
    Expired(expiry::Expired),
    /// 因信用修复停止公示.
    Stopped(restoring::Stopped),
    /// 恢复公示.
    Reinstated(restoring::Reinstated),
    /// 期限确定.
    DeadlineFixed(DeadlineFixed),
}

impl Event {
    /// Where it leads, where it does.
    #[must_use]
    pub fn leads_to(&self) -> Option<State> {
        match self {
            Self::Due(_) => Some(State::Due),
            Self::NotPublishable(_) | Self::Withheld(_) => Some(State::NotPublishable),
            // What had been withdrawn since stays so.
            Self::Published(it) => it.withdrawn.is_none().then_some(State::Published),
            Self::HostPublished(it) => it.withdrawn.is_none().then_some(State::Published),
            // What had been altered meanwhile, or never shown, is to be shown first.
            Self::Reinstated(it) if it.to_be_shown => Some(State::Due),
            Self::Reinstated(_) => Some(State::Published),
            Self::Corrected(_) => Some(State::Corrected),
            Self::Withdrawn(it) => it.restoration.is_none().then_some(State::Withdrawn),
            Self::Expired(_) => Some(State::Expired),
            Self::Stopped(_) => Some(State::StoppedByRestoration),
            Self::Pushed(_) | Self::Outdated(_) | Self::TakenDown(_) | Self::DeadlineFixed(_) => {
                None
            }
        }
    }

    /// Where it led until that took it back which had done so already when it was entered.
    #[must_use]
    pub fn had_led_to(&self) -> Option<State> {
        let shown = matches!(self, Self::Published(_) | Self::HostPublished(_));
        if shown { Some(State::Published) } else { self.leads_to() }
    }

    /// The withdrawal that had taken back already what it tells, when it was entered.
    #[must_use]
    pub fn taken_back_by(&self) -> Option<&PartId> {
        match self {
            Self::Pushed(it) => it.withdrawn.as_ref(),
            Self::HostPublished(it) => it.withdrawn.as_ref(),
            Self::Published(it) => it.withdrawn.as_ref(),
            Self::Due(_)
            | Self::NotPublishable(_)
            | Self::Withheld(_)
            | Self::Outdated(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::TakenDown(_)
            | Self::Expired(_)
            | Self::Stopped(_)
            | Self::Reinstated(_)
            | Self::DeadlineFixed(_) => None,
        }
    }

    /// What the clock recorded of what follows by law or with time: what somebody did meanwhile is no later for it.
    #[must_use]
    pub fn is_the_clocks_record(&self) -> bool {
        matches!(
            self,
            Self::Due(_)
                | Self::NotPublishable(_)
                | Self::Outdated(_)
                | Self::Expired(_)
                | Self::DeadlineFixed(_)
        )
    }

    /// Since which day it counts: that a decision is to be made public, or is not, since the decision, whenever the
    /// clock recorded it, or since that was altered; that it is stopped, or shown again, since the restoration counts, or
    /// counts no more; that it is withdrawn since it counts no more as it was made, and that what is shown is right no
    /// longer since that was put right; anything else since the day of the act.
    #[must_use]
    pub fn counts_since(&self, occurred: Moment) -> Date {
        match self {
            Self::Due(it) => it.since.unwrap_or(it.matter.decided_at.day()),
            Self::NotPublishable(it) => it.since.unwrap_or(it.matter.decided_at.day()),
            Self::Withdrawn(it) => it.since.unwrap_or(occurred.day()),
            Self::Stopped(it) => it.since.unwrap_or(occurred.day()),
            Self::Reinstated(it) => it.since.unwrap_or(occurred.day()),
            Self::Outdated(it) => it.put_right_at.day(),
            Self::Withheld(_)
            | Self::Pushed(_)
            | Self::HostPublished(_)
            | Self::Published(_)
            | Self::Corrected(_)
            | Self::TakenDown(_)
            | Self::Expired(_)
            | Self::DeadlineFixed(_) => occurred.day(),
        }
    }

    /// The step's own account of it.
    #[must_use]
    pub fn fact(&self) -> &dyn Fact {
        match self {
            Self::Due(it) => it,
            Self::NotPublishable(it) => it,
            Self::Withheld(it) => it,
            Self::Pushed(it) => it,
            Self::HostPublished(it) => it,
            Self::Published(it) => it,
            Self::Outdated(it) => it,
            Self::Corrected(it) => it,
            Self::Withdrawn(it) => it,
            Self::TakenDown(it) => it,
            Self::Expired(it) => it,
            Self::Stopped(it) => it,
            Self::Reinstated(it) => it,
            Self::DeadlineFixed(it) => it,
        }
    }
}
