//! The channels on which decisions are made public, and what is not made public on one of them.

use serde::{Deserialize, Serialize};

use crate::{
    case::sanction::SanctionKind,
    citation::{Citation, cite},
    clock::Timer,
    party::SubjectKind,
};

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

/// Why a decision is not made public on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NotPublic {
    /// 仅受到警告 (PUB 2.2).
    MereWarning,
    /// 自然人，无登记主体页面: what GSXT shows stands under a registered entity (PUB 2.3).
    NoRegisteredEntity,
    /// 仅受到警告、通报批评: since 2026 in principle not shown on Credit China (NDRC36).
    MinorSanction,
    /// 保密审查: it would disclose a state secret or endanger security (PUB 5).
    Secrecy,
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

    /// As a name of a stream has it.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Gsxt => "gsxt",
            Self::CreditChina => "credit-china",
            Self::Portal => "portal",
        }
    }

    /// The deadlines that being public there meets: on GSXT one of two, by where the party is registered.
    #[must_use]
    pub fn timers(self) -> &'static [Timer] {
        match self {
            Self::Gsxt => &[Timer::PubGsxtSame, Timer::PubGsxtPush],
            Self::CreditChina => &[Timer::PubDual],
            Self::Portal => &[Timer::PubPortal],
        }
    }

    /// The rule that sets its period, where the party is registered in another province or not: then it is made
    /// public there (PUB 9, 10).
    #[must_use]
    pub fn due_under(self, elsewhere: bool) -> Timer {
        match self {
            Self::Gsxt if elsewhere => Timer::PubGsxtPush,
            Self::Gsxt => Timer::PubGsxtSame,
            Self::CreditChina => Timer::PubDual,
            Self::Portal => Timer::PubPortal,
        }
    }

    /// Why a decision with these sanctions against such a party is not made public there, where it isn't: on GSXT
    /// neither a mere warning, nor a natural person, who is in no business register and has no page there (PUB 2). The
    /// other channels name natural persons, masked (APL 48; domain.md §8.5, 8.6).
    #[must_use]
    pub fn bars(
        self,
        sanctions: impl IntoIterator<Item = SanctionKind>,
        party: SubjectKind,
    ) -> Option<NotPublic> {
        let nobody_registered = party == SubjectKind::NaturalPerson;
        let mut sanctions = sanctions.into_iter();
        match self {
            Self::Gsxt if sanctions.all(|it| it == SanctionKind::Warning) => {
                Some(NotPublic::MereWarning)
            }
            Self::Gsxt if nobody_registered => Some(NotPublic::NoRegisteredEntity),
            Self::Gsxt | Self::CreditChina | Self::Portal => None,
        }
    }

    /// The articles that want it there.
    #[must_use]
    pub fn basis(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Gsxt => &[("PUB", "9"), ("APL", "48")],
            Self::CreditChina | Self::Portal => &[("APL", "48")],
        }
    }
}

impl NotPublic {
    /// Every reason.
    pub const ALL: [Self; 4] =
        [Self::MereWarning, Self::NoRegisteredEntity, Self::MinorSanction, Self::Secrecy];

    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::MereWarning => "仅受到警告，不予公示",
            Self::NoRegisteredEntity => "自然人没有登记主体页面，不在此渠道公示",
            Self::MinorSanction => "仅受到警告、通报批评，原则上不在信用中国公示",
            Self::Secrecy => "经保密审查不予公示",
        }
    }

    /// The article that says so.
    #[must_use]
    pub fn article(self) -> (&'static str, &'static str) {
        match self {
            Self::MereWarning => ("PUB", "2.2"),
            Self::NoRegisteredEntity => ("PUB", "2.3"),
            Self::MinorSanction => ("NDRC36", "0"),
            Self::Secrecy => ("PUB", "5"),
        }
    }

    /// The same as a citation.
    #[must_use]
    pub fn citation(self) -> Citation {
        let (instrument, article) = self.article();
        cite(instrument, article)
    }
}
