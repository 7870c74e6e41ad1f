//! What can have happened to a record. These names and fields are the storage format.

use serde::{Deserialize, Serialize};

use super::{changing, objecting, publishing, pushing};
use crate::{
    citation::{Citation, cite},
    clock::{Deadline, DeadlineFixed, Timer},
    id::AgencyCode,
};

/// A fact. It carries what the law made of it, so that replaying it needs no rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// 推送.
    Pushed(Box<pushing::Pushed>),
    /// 公示.
    Published(publishing::Published),
    /// 停止公示.
    TakenDown(publishing::TakenDown),
    /// 更正.
    Corrected(Box<changing::Corrected>),
    /// 撤回.
    Withdrawn(changing::Withdrawn),
    /// 提出校核.
    Objected(objecting::Objected),
    /// 复核无误.
    Confirmed(objecting::Confirmed),
    /// 签收.
    Acknowledged(objecting::Acknowledged),
    /// 期限确定.
    DeadlineFixed(DeadlineFixed),
}

/// Who does something of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The agency that pushed it.
    ItsAgency,
    /// The credit unit that shows it.
    ItsHost,
    /// The clock, on whose record no act rests.
    Clock,
}

impl Event {
    /// The articles that it rests on, the most specific first.
    #[must_use]
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Self::Pushed(it) => vec![it.kind.article()],
            Self::Published(_) => vec![cite("EIP", "7.2")],
            Self::TakenDown(_) => vec![cite("EIP", "11")],
            Self::Corrected(_) | Self::Confirmed(_) | Self::Acknowledged(_) => {
                vec![cite("EIP", "12.1")]
            }
            Self::Withdrawn(it) => vec![it.ground.article()],
            Self::Objected(it) => {
                let told = it.deadlines.iter().map(|it| it.authority.clone());
                std::iter::once(cite("EIP", "12.1")).chain(told).collect()
            }
            Self::DeadlineFixed(it) => it.basis(),
        }
    }

    /// The deadlines that it started, or fixed.
    #[must_use]
    pub fn deadlines(&self) -> &[Deadline] {
        match self {
            Self::Pushed(it) => &it.deadlines,
            Self::Corrected(it) => &it.deadlines,
            Self::Withdrawn(it) => &it.deadlines,
            Self::Objected(it) => &it.deadlines,
            Self::DeadlineFixed(it) => &it.deadlines,
            Self::Published(_)
            | Self::TakenDown(_)
            | Self::Confirmed(_)
            | Self::Acknowledged(_) => &[],
        }
    }

    /// The deadlines that it meets, in time or late.
    #[must_use]
    pub fn settles(&self) -> &'static [Timer] {
        match self {
            Self::Published(_) => &[Timer::InboundPublish],
            Self::TakenDown(_) => &[Timer::InboundWithdraw],
            Self::Corrected(_) | Self::Withdrawn(_) | Self::Confirmed(_) => &[Timer::ShareCorrect],
            Self::Pushed(_)
            | Self::Objected(_)
            | Self::Acknowledged(_)
            | Self::DeadlineFixed(_) => &[],
        }
    }

    /// The deadlines that it ends without meeting them: what they waited for is owed no more.
    #[must_use]
    pub fn ends(&self) -> &'static [Timer] {
        match self {
            Self::Corrected(_) | Self::Withdrawn(_) => &[Timer::InboundPublish],
            Self::Pushed(_)
            | Self::Published(_)
            | Self::TakenDown(_)
            | Self::Objected(_)
            | Self::Confirmed(_)
            | Self::Acknowledged(_)
            | Self::DeadlineFixed(_) => &[],
        }
    }

    /// The agency whose the deadlines are that it started, where they aren't the bureau's that shows it.
    #[must_use]
    pub fn tells(&self) -> Option<&AgencyCode> {
        match self {
            Self::Objected(it) => Some(&it.told),
            Self::Pushed(_)
            | Self::Published(_)
            | Self::TakenDown(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::Confirmed(_)
            | Self::Acknowledged(_)
            | Self::DeadlineFixed(_) => None,
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(&self) -> By {
        match self {
            Self::Pushed(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::Confirmed(_)
            | Self::Acknowledged(_) => By::ItsAgency,
            Self::Published(_) | Self::TakenDown(_) | Self::Objected(_) => By::ItsHost,
            Self::DeadlineFixed(_) => By::Clock,
        }
    }

    /// Whether its agency has answered with it what seemed wrong.
    #[must_use]
    pub fn answers(&self) -> bool {
        self.settles().contains(&Timer::ShareCorrect)
    }

    /// What was done, as the predicate of an official sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Pushed(it) => it.sentence(),
            Self::Published(it) => {
                format!("通过国家企业信用信息公示系统公示所推送的信息（{}）", it.reference)
            }
            Self::TakenDown(_) => "停止公示所推送的信息".to_owned(),
            Self::Corrected(it) => it.sentence(),
            Self::Withdrawn(it) => it.sentence(),
            Self::Objected(it) => it.sentence(),
            Self::Confirmed(it) => it.sentence(),
            Self::Acknowledged(_) => objecting::Acknowledged::sentence(),
            Self::DeadlineFixed(it) => it.sentence(),
        }
    }
}
