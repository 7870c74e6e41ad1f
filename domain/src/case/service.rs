//! Service: how a document reaches its addressee, and from when it counts as served (PR 81–83).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod announced;
mod announcement;
mod decision;
mod for_the_party;
mod proof;
mod served;
#[cfg(test)]
mod tests;

use self::for_the_party::signed_with_its_announcement;
pub(super) use self::{
    announced::{announces, signed},
    proof::check,
};
pub use self::{announcement::Announce, decision::ServeDecision};

use super::{
    Facets, Fact,
    guard::{Paper, recordings},
    performance::Settled,
    phrase::{text, until},
};
use crate::{
    Narrative, Personal,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind, Recording},
    id::PartId,
    time::in_chinese,
};

/// How a document was served, and its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Service {
    /// In which way.
    pub mode: ServiceMode,
    /// The day on which it counts as served.
    pub served_on: Date,
    /// Who signed for it, and as what; the witness, where it was left (PR 82(2)).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recipient: Option<Personal<String>>,
    /// 送达回证.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub receipt: Option<DocumentRef>,
    /// The signed 送达地址确认书 that electronic service rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confirmation: Option<DocumentRef>,
    /// The announcement that it rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub announcement: Option<PartId>,
    /// How leaving, posting or sending it was recorded.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recording: Option<Recording>,
    /// Course and reasons, where the way is not the ordinary one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub course: Option<Narrative>,
    /// The announcements of the same document that still ran on that day: it has one day of service, and they serve
    /// nothing any more (PR 82).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub overtakes: Vec<PartId>,
}

/// The ways of service (PR 82).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ServiceMode {
    /// 宣告后当场交付: handed over on announcement (PR 81).
    OnTheSpot,
    /// 直接送达.
    Direct,
    /// 留置送达.
    Leave,
    /// 电子送达.
    Electronic,
    /// 邮寄送达.
    Mail,
    /// 委托送达.
    Entrusted,
    /// 转交送达.
    Forwarded,
    /// 公告送达.
    Announcement,
}

impl ServiceMode {
    /// Every way.
    pub const ALL: [Self; 8] = [
        Self::OnTheSpot,
        Self::Direct,
        Self::Leave,
        Self::Electronic,
        Self::Mail,
        Self::Entrusted,
        Self::Forwarded,
        Self::Announcement,
    ];

    /// As PR 82 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OnTheSpot => "当场交付",
            Self::Direct => "直接送达",
            Self::Leave => "留置送达",
            Self::Electronic => "电子送达",
            Self::Mail => "邮寄送达",
            Self::Entrusted => "委托送达",
            Self::Forwarded => "转交送达",
            Self::Announcement => "公告送达",
        }
    }
}

impl ServiceMode {
    /// As a sentence says it of a document: `向当事人直接送达`.
    pub(super) fn on_the_party(self) -> String {
        match self {
            Self::OnTheSpot => "宣告后当场向当事人交付".to_owned(),
            Self::Direct
            | Self::Leave
            | Self::Electronic
            | Self::Mail
            | Self::Entrusted
            | Self::Forwarded
            | Self::Announcement => format!("向当事人{}", self.label()),
        }
    }
}

/// An announcement was published, to serve a document on somebody who can't be reached (PR 82(5)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Announced {
    /// `Y1`, `Y2`, …
    pub id: PartId,
    /// What is to be served by it.
    pub serves: DocumentType,
    /// The number of what is to be served, where it is signed with this announcement.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<DocumentNumber>,
    /// The penalty decision that is to be served by it, where it is one: with its publication the agency
    /// has done what PR 81 wants within seven working days.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<PartId>,
    /// Where: 公告栏、受送达人住所地、报纸、门户网站. It may be somebody's home.
    pub places: Vec<Narrative>,
    /// Why no other way was open.
    pub reason: Narrative,
    /// The announcement itself.
    pub document: DocumentRef,
    /// How posting it was recorded.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recording: Option<Recording>,
    /// When it takes effect, and the periods that stand still until then.
    pub deadlines: Vec<Deadline>,
}

/// The decision was served (PR 81).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionServed {
    /// Which decision.
    pub decision: PartId,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<DocumentNumber>,
    /// How.
    pub service: Service,
    /// 告知公示: the notice that the penalty will be made public (PUB 8).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub publicity_notice: Option<DocumentRef>,
    /// 互联网复议渠道: where the party may ask for reconsideration online, named with a decision that is served
    /// electronically (ARL 22).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reconsideration_channel: Option<String>,
    /// What is to be paid with it and was settled since by an act that is on record already.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// Payment, reconsideration, litigation.
    pub deadlines: Vec<Deadline>,
}

impl Service {
    /// The day on which somebody served it. That of an announcement is the law's, which begins to run when it is
    /// published.
    pub(super) fn took_place(&self) -> Option<Date> {
        (self.mode != ServiceMode::Announcement).then_some(self.served_on)
    }

    /// The documents that prove it.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentRef> {
        let proof = self.receipt.iter().chain(&self.confirmation);
        proof.chain(recordings(self.recording.as_ref()))
    }

    /// The same as the act names them.
    pub(super) fn papers(&self) -> impl Iterator<Item = Paper<'_>> {
        let receipt = self.receipt.iter().map(|it| Paper::new(it, "service.receipt"));
        let confirmation = self.confirmation.iter();
        let confirmation = confirmation.map(|it| Paper::new(it, "service.confirmation"));
        let recordings = Paper::recordings(self.recording.as_ref(), "service.recording");
        receipt.chain(confirmation).chain(recordings)
    }
}

impl Announced {
    /// The day on which it counts as service, and what stood still for it runs again (PR 64.2, 82).
    pub(super) fn takes_effect(&self) -> Option<Date> {
        self.counted().and_then(Deadline::due_date)
    }

    /// It has the number of what is signed with it.
    fn is_signed_as_needed(&self) -> bool {
        self.number.is_some() || signed_with_its_announcement(self.serves).is_none()
    }

    /// How that day is counted.
    fn counted(&self) -> Option<&Deadline> {
        self.deadlines.iter().find(|it| it.timer == Timer::ServiceAnnounce)
    }
}

impl Fact for Announced {
    fn facets(&self) -> Facets<'_> {
        let stops = self.deadlines.iter().any(|it| it.timer == Timer::CaseDecide);
        let basis: &'static [_] = match self.decision {
            Some(_) => &[("PR", "82.1(5)"), ("PR", "81")],
            None if stops => &[("PR", "82.1(5)"), ("PR", "64.2")],
            None => &[("PR", "82.1(5)")],
        };
        let facets = Facets::under(basis)
            .timing(&self.deadlines)
            .filing([&self.document])
            .filing(recordings(self.recording.as_ref()));
        match &self.decision {
            Some(decision) => facets.settling(Timer::DecisionServe, Some(decision)),
            None => facets,
        }
    }

    fn sentence(&self) -> String {
        let effective = self
            .takes_effect()
            .map(|it| format!("，至{}视为送达", in_chinese(it)))
            .unwrap_or_default();
        let number = self.number.as_ref().map(|it| format!("（{it}）")).unwrap_or_default();
        let places: Vec<_> = self.places.iter().map(text).collect();
        format!(
            "发布公告（编号{}），公告送达{}{number}，公告地点为{}，原因：{}{effective}",
            self.id,
            self.serves.label(),
            places.join("、"),
            text(&self.reason)
        )
    }
}

impl Fact for DecisionServed {
    fn facets(&self) -> Facets<'_> {
        let spared = self.number.as_ref().is_some_and(|it| it.is_for(NumberKind::NoPenalty));
        let basis: &'static [_] = match self.publicity_notice {
            Some(_) => &[("PR", "81"), ("PR", "82"), ("APL", "61"), ("PUB", "8")],
            None if spared => &[("PR", "82")],
            None => &[("PR", "81"), ("PR", "82"), ("APL", "61")],
        };
        Facets::under(basis)
            .timing(&self.deadlines)
            .settling(Timer::DecisionServe, Some(&self.decision))
            .settled(&self.settled)
            .serving(&self.service)
            .filing(&self.publicity_notice)
    }

    fn sentence(&self) -> String {
        let number =
            self.number.as_ref().map_or_else(|| self.decision.to_string(), ToString::to_string);
        let publicity = self.publicity_notice.as_ref();
        let publicity = publicity.map_or("", |_| "，并书面告知当事人行政处罚信息将向社会公示");
        let channel = self.reconsideration_channel.as_ref();
        let channel = channel.map(|it| format!("，同时告知申请行政复议的互联网渠道（{it}）"));
        let channel = channel.unwrap_or_default();
        format!(
            "{}决定书（{number}），送达日期为{}{publicity}{channel}{}",
            self.service.mode.on_the_party(),
            in_chinese(self.service.served_on),
            until(&self.deadlines, Timer::PayFine, "缴款期限")
        )
    }
}
