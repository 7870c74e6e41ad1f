//! Hearing: asked for in time, it is held by somebody who did not investigate (APL 63–65). From request
//! to report or abort the ninety days stand still (PR 64).

mod course;
mod opening;
#[cfg(test)]
mod tests;

pub use self::{
    course::{Abort, Hold, Report},
    opening::{AppointHost, Notify, Request},
};

use serde::{Deserialize, Serialize};

use super::{
    Facets, Fact,
    guard::recordings,
    phrase::{because, decision_time, text},
};
use crate::{
    clock::Timer,
    time::{hour_in_chinese, in_chinese},
};

use super::{handlers::Handler, service::Service, state::Hearing};
use crate::{
    Moment, Narrative, Personal,
    clock::Deadline,
    document::{DocumentNumber, DocumentRef, Recording},
    id::PartId,
    rulebook::Figure,
};

/// The party asked for a hearing (要求听证).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Requested {
    /// `H1`, `H2`, …
    pub id: PartId,
    /// On which notice.
    pub notice: PartId,
    /// How it arrived; it may name who brought it.
    pub means: Narrative,
    /// 听证申请书.
    pub document: DocumentRef,
    /// The periods that stand still.
    pub deadlines: Vec<Deadline>,
}

/// A host was appointed (APL 64(4)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostAppointed {
    /// Of which hearing.
    pub hearing: PartId,
    /// Who; never an investigator of the case.
    pub host: Handler,
}

/// The party was told when and where (APL 64(2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Notified {
    /// Of which hearing.
    pub hearing: PartId,
    /// 听通 number.
    pub number: DocumentNumber,
    /// When.
    pub opens_at: Moment,
    /// Where. It may be somebody's home.
    pub place: Narrative,
    /// Why the public is not admitted, where it isn't (APL 64(3)).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub closed_because: Option<Narrative>,
    /// How it was served.
    pub service: Service,
    /// 听证通知书.
    pub document: DocumentRef,
    /// The seven working days before it.
    pub deadlines: Vec<Deadline>,
}

/// The hearing was held (APL 64(7), (8)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Held {
    /// Which.
    pub hearing: PartId,
    /// Who hosted it.
    pub host: Handler,
    /// The party's agents, two at most (APL 64(5)).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub agents: Vec<Personal<String>>,
    /// How many agents the law allows, as it was looked up.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agents_max: Option<Figure<u32>>,
    /// Whether party or agent signed the record; otherwise the host noted the refusal (APL 64(8)).
    pub signed: bool,
    /// 听证笔录.
    pub record: DocumentRef,
    /// In sound or picture.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recording: Option<Recording>,
}

/// The hearing was ended without being held through (APL 64(6)), or the request was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Aborted {
    /// Which.
    pub hearing: PartId,
    /// On which ground.
    pub ground: AbortGround,
    /// In words.
    pub reason: Narrative,
    /// The record of it.
    pub document: DocumentRef,
    /// The periods that run again.
    pub deadlines: Vec<Deadline>,
}

/// Why a hearing ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AbortGround {
    /// 无正当理由拒不出席.
    Absent,
    /// 未经许可中途退出.
    Left,
    /// 撤回听证申请.
    Withdrawn,
}

impl AbortGround {
    /// Every ground.
    pub const ALL: [Self; 3] = [Self::Absent, Self::Left, Self::Withdrawn];

    /// The article that it rests on: staying away or leaving ends the hearing; a request that is taken back
    /// was the party's to make.
    fn basis(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Absent | Self::Left => &[("APL", "64(6)")],
            Self::Withdrawn => &[("APL", "64(1)")],
        }
    }

    /// As APL 64(6) words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Absent => "无正当理由拒不出席听证",
            Self::Left => "未经许可中途退出听证",
            Self::Withdrawn => "撤回听证申请",
        }
    }
}

/// The host reported on it (听证报告); the clocks run again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reported {
    /// Which.
    pub hearing: PartId,
    /// What the host advises.
    pub opinion: Narrative,
    /// 听证报告.
    pub document: DocumentRef,
    /// The periods that run again.
    pub deadlines: Vec<Deadline>,
}

impl Fact for Requested {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "64(1)"), ("PR", "64.2")])
            .timing(&self.deadlines)
            .settling(Timer::HearingRequest, Some(&self.notice))
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "收到当事人以{}方式提出的听证申请（听证编号{}）{}",
            text(&self.means),
            self.id,
            decision_time(&self.deadlines)
        )
    }
}

impl Fact for HostAppointed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "64(4)")])
    }

    fn sentence(&self) -> String {
        format!("指定非本案调查人员{}为听证主持人（听证编号{}）", self.host.shown, self.hearing)
    }
}

impl Fact for Notified {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "64(2)"), ("APL", "64(3)")])
            .timing(&self.deadlines)
            .filing([&self.document])
            .serving(&self.service)
    }

    fn sentence(&self) -> String {
        let public = match &self.closed_because {
            Some(reason) => format!("不公开举行听证{}", because(reason)),
            None => "公开举行听证".to_owned(),
        };
        format!(
            "{}听证通知书（{}），送达日期为{}，通知当事人于{}在{}{public}",
            self.service.mode.on_the_party(),
            self.number,
            in_chinese(self.service.served_on),
            hour_in_chinese(self.opens_at),
            text(&self.place)
        )
    }
}

impl Fact for Held {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "64(7)"), ("APL", "64(8)")])
            .using(self.agents_max.iter().map(|it| it.confidence))
            .settling(Timer::HearingNotify, Some(&self.hearing))
            .filing([&self.record])
            .filing(recordings(self.recording.as_ref()))
    }

    fn sentence(&self) -> String {
        let agents = match self.agents.len() {
            0 => String::new(),
            n => format!("，当事人委托代理人{n}人参加"),
        };
        let signed = if self.signed {
            "，听证笔录已经当事人或者代理人签字"
        } else {
            "，当事人或者代理人拒绝签字，已在听证笔录中注明"
        };
        format!("主持举行听证（听证编号{}）{agents}{signed}", self.hearing)
    }
}

impl Fact for Aborted {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(self.ground.basis()).timing(&self.deadlines);
        let (timer, of) = (Timer::HearingNotify, Some(&self.hearing));
        let facets = match self.ground {
            // It was opened on a day that its notice allowed.
            AbortGround::Absent | AbortGround::Left => facets.settling(timer, of),
            AbortGround::Withdrawn => facets.replacing(timer, of),
        };
        facets.filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "终止听证（听证编号{}），事由：{}。{}{}",
            self.hearing,
            self.ground.label(),
            text(&self.reason),
            decision_time(&self.deadlines)
        )
    }
}

impl Fact for Reported {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "65"), ("PR", "64.2")])
            .timing(&self.deadlines)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "提交听证报告（听证编号{}），听证主持人的意见：{}{}",
            self.hearing,
            text(&self.opinion),
            decision_time(&self.deadlines)
        )
    }
}

impl Hearing {
    /// Nothing is left to be done about it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.aborted.is_some() || self.reported.is_some()
    }
}
