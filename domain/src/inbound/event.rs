//! What can have happened to a record. These names and fields are the storage format.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{changing, objecting, publishing, pushing};
use crate::{
    Moment,
    citation::{Citation, cite},
    clock::{Deadline, DeadlineFixed, Timer},
    id::AgencyCode,
    restriction::{Call, Fall, Trigger},
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

    /// The measures that it calls for, agency by agency (LIST24).
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        match self {
            Self::Pushed(it) => &it.calls,
            Self::Corrected(it) => &it.calls,
            Self::Published(_)
            | Self::TakenDown(_)
            | Self::Withdrawn(_)
            | Self::Objected(_)
            | Self::Confirmed(_)
            | Self::Acknowledged(_)
            | Self::DeadlineFixed(_) => &[],
        }
    }

    /// How it takes away what measures rest on, and since which day: all of it but what it keeps.
    #[must_use]
    pub fn fells(&self, occurred: Moment) -> Option<(Fall, Date)> {
        let how = match self {
            Self::Corrected(_) => Fall::Retracted,
            Self::Withdrawn(it) => it.ground.takes_back(),
            Self::Pushed(_)
            | Self::Published(_)
            | Self::TakenDown(_)
            | Self::Objected(_)
            | Self::Confirmed(_)
            | Self::Acknowledged(_)
            | Self::DeadlineFixed(_) => return None,
        };
        Some((how, occurred.day()))
    }

    /// What stays of what was stated before, where it takes away the rest.
    #[must_use]
    pub fn kept(&self) -> BTreeSet<Trigger> {
        match self {
            Self::Corrected(it) => it.kept.clone(),
            Self::Pushed(_)
            | Self::Published(_)
            | Self::TakenDown(_)
            | Self::Withdrawn(_)
            | Self::Objected(_)
            | Self::Confirmed(_)
            | Self::Acknowledged(_)
            | Self::DeadlineFixed(_) => BTreeSet::new(),
        }
    }

    /// It is what its agency says: at its word alone measures rest on it, or no longer (EIP 11).
    #[must_use]
    pub fn is_its_word(&self) -> bool {
        matches!(self, Self::Pushed(_) | Self::Corrected(_) | Self::Withdrawn(_))
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
