//! Prior notice: the party learns what is proposed and why, and what it may do about it (PR 57; APL 44,
//! 63).

mod scope;
mod serving;
#[cfg(test)]
mod tests;

pub use self::serving::Serve;

use serde::{Deserialize, Serialize};

use super::{
    Case, Facets, Fact, Main,
    benchmark::{Deviation, noting},
    performance::Settled,
    phrase::{text, until},
    sanction::listed,
};

use super::{
    sanction::Sanction,
    serious_list::{self, besides},
    service::Service,
};
use crate::{
    Fen, Narrative, Rejection,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef},
    id::PartId,
    rulebook::Confidence,
    time::in_chinese,
};

/// The party was told what penalty is proposed (处罚告知).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Served {
    /// `N1`, `N2`, …
    pub id: PartId,
    /// 罚告 number.
    pub number: DocumentNumber,
    /// What is proposed.
    pub sanctions: Vec<Sanction>,
    /// That the party is entered in the list of serious violations besides (SDL 13).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub serious_list: Option<Box<serious_list::Proposed>>,
    /// What of it lies outside the benchmark in force (APL 34).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deviations: Vec<Deviation>,
    /// 事实.
    pub facts: Narrative,
    /// 理由.
    pub reasons: Narrative,
    /// 依据.
    pub provisions: Vec<String>,
    /// Whether the party was told that it may ask for a hearing, and why.
    pub hearing: HearingRight,
    /// How much is to be refunded, where a price law wants that first (PR 57).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub refund: Option<Fen>,
    /// The notice that this one replaces.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supersedes: Option<PartId>,
    /// Which new facts or basis call for a new notice.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub new_ground: Option<Narrative>,
    /// How it was served.
    pub service: Service,
    /// 行政处罚告知书.
    pub document: DocumentRef,
    /// The right to state, where the party has used it before: it had read the announcement (PR 58, 82.1(5)).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// The party's five working days, to state and to ask for a hearing.
    pub deadlines: Vec<Deadline>,
}

/// Whether a hearing was offered, and what that rests on (APL 63).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HearingRight {
    /// The party may ask for a hearing.
    pub told: bool,
    /// Why the sanctions are or aren't within its scope.
    pub because: HearingScope,
    /// The threshold that was looked up, where an amount decides.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub threshold: Option<ThresholdUsed>,
}

/// Why a hearing is or isn't open (APL 63).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HearingScope {
    /// A sanction of APL 63(3) or (4).
    BySanction,
    /// A larger amount: APL 63(1) or (2).
    ByAmount,
    /// The threshold is not in the rulebook, so that the right is always told.
    ThresholdAbsent,
    /// The agency offers it though it need not.
    Offered,
    /// None of the cases of APL 63.
    None,
}

impl HearingScope {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::BySanction, Self::ByAmount, Self::ThresholdAbsent, Self::Offered, Self::None];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::BySanction => "属于应当告知听证权利的处罚种类",
            Self::ByAmount => "达到较大数额标准",
            Self::ThresholdAbsent => "听证数额标准未收录，一律告知听证权利",
            Self::Offered => "行政机关主动告知听证权利",
            Self::None => "不属于听证范围",
        }
    }
}

/// A figure of the rulebook that a decision used, and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ThresholdUsed {
    /// How much.
    pub amount: Fen,
    /// How sure.
    pub confidence: Confidence,
    /// Where it comes from, in words.
    pub source: String,
}

impl Case {
    /// What the party says does not make its penalty heavier: what goes beyond the last notice takes a
    /// report on new facts or a new basis, its review and its approval first (APL 45.2; PR 58).
    pub(super) fn no_heavier_than_told(
        &self,
        sanctions: &[Sanction],
    ) -> Result<(), Vec<Rejection>> {
        if self.record.reported_anew {
            return Ok(());
        }
        self.as_noticed(sanctions)
    }

    /// Nor does it bring it into the list of serious violations.
    pub(super) fn no_listing_beyond_told(
        &self,
        wanted: Option<&serious_list::Proposed>,
    ) -> Result<(), Vec<Rejection>> {
        if self.record.reported_anew {
            return Ok(());
        }
        serious_list::within_told(self, wanted)
    }
}

impl Served {
    fn replaces(&self) -> String {
        let Some(former) = &self.supersedes else { return String::new() };
        let ground = self.new_ground.as_ref().map_or("", text);
        format!("；本告知书替代此前的告知书（编号{former}），新的事实或者依据：{ground}")
    }
}

impl Case {
    /// The notice that took the place of the one in this document, where one did (PR 58).
    #[must_use]
    pub fn superseding(&self, document: &DocumentRef) -> Option<&PartId> {
        let notices = || self.record.notices.iter().map(|(_, it)| it);
        let former = notices().rfind(|it| it.document.is(document))?;
        notices().find(|it| it.supersedes.as_ref() == Some(&former.id)).map(|it| &it.id)
    }
}

impl Fact for Served {
    fn facets(&self) -> Facets<'_> {
        let basis: &'static [_] = match (self.hearing.told, &self.serious_list) {
            (true, Some(_)) => &[("PR", "57"), ("APL", "44"), ("APL", "63"), ("SDL", "13")],
            (true, None) => &[("PR", "57"), ("APL", "44"), ("APL", "63")],
            (false, Some(_)) => &[("PR", "57"), ("APL", "44"), ("SDL", "13")],
            (false, None) => &[("PR", "57"), ("APL", "44")],
        };
        let facets = Facets::under(basis)
            .opening(Main::Noticed)
            .timing(&self.deadlines)
            .using(self.hearing.threshold.iter().map(|it| it.confidence))
            .deviating(&self.deviations)
            .filing([&self.document])
            .settled(&self.settled)
            .serving(&self.service);
        // What a notice left open ends with the notice that takes its place.
        match &self.supersedes {
            Some(former) => facets
                .replacing(Timer::NoticeState, Some(former))
                .replacing(Timer::HearingRequest, Some(former)),
            None => facets,
        }
    }

    fn sentence(&self) -> String {
        let hearing = if self.hearing.told { "、要求听证" } else { "" };
        let list = besides(self.serious_list.as_deref());
        let refund = self.refund.map(|it| format!("，拟责令退还多收价款{it}")).unwrap_or_default();
        format!(
            "{}行政处罚告知书（{}），送达日期为{}，告知拟作出的行政处罚：{}{list}{refund}，并告知其享有陈述、申辩{hearing}的权利{}{}{}",
            self.service.mode.on_the_party(),
            self.number,
            in_chinese(self.service.served_on),
            listed(&self.sanctions),
            until(&self.deadlines, Timer::NoticeState, "行使权利的期限"),
            self.replaces(),
            noting(&self.deviations)
        )
    }
}
