//! Publicity: the decision is made public on the channels that the law names (PUB 9; domain.md §6.1).

use serde::{Deserialize, Serialize};

use super::event::{Facets, Fact};
use crate::clock::Timer;

use crate::id::PartId;

/// The decision was made public on a channel (PUB 9; domain.md §6.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Published {
    /// Which decision.
    pub decision: PartId,
    /// Where.
    pub channel: Channel,
    /// The channel's own reference.
    pub reference: String,
}

/// Where decisions are made public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    /// 国家企业信用信息公示系统.
    Gsxt,
    /// 信用中国（双公示）.
    CreditChina,
    /// 行政执法公示平台.
    Portal,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Gsxt, Self::CreditChina, Self::Portal];

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Gsxt => "国家企业信用信息公示系统",
            Self::CreditChina => "信用中国",
            Self::Portal => "行政执法公示平台",
        }
    }
}

impl Channel {
    /// The deadline that it meets.
    #[must_use]
    pub fn timer(self) -> Timer {
        match self {
            Self::Gsxt => Timer::PubGsxtSame,
            Self::CreditChina => Timer::PubDual,
            Self::Portal => Timer::PubPortal,
        }
    }
}

impl Fact for Published {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PUB", "9"), ("APL", "48")])
            .settling(self.channel.timer(), Some(&self.decision))
    }

    fn sentence(&self) -> String {
        format!("通过{}公示行政处罚信息（{}）", self.channel.label(), self.reference)
    }
}
