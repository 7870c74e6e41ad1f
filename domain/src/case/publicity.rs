//! Publicity: the decision is made public on the channels that the law names (PUB 9; domain.md §6.1).

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    decision::Decided,
    guard::{filled, find},
    parts::FilePart,
};
use crate::{
    Capability, Code, Context, Moment, Refusals, Rejection,
    clock::Timer,
    id::PartId,
    party::{Party, Registration},
    rejection::word,
};

/// The decision was made public on a channel (PUB 9; domain.md §6.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
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
    /// The deadlines that it meets: on GSXT one of two, by where the party is registered.
    #[must_use]
    pub fn timers(self) -> &'static [Timer] {
        match self {
            Self::Gsxt => &[Timer::PubGsxtSame, Timer::PubGsxtPush],
            Self::CreditChina => &[Timer::PubDual],
            Self::Portal => &[Timer::PubPortal],
        }
    }

    /// The rule that sets its period for such a party, where an agency in the division `here` decides:
    /// a party registered in another province is made public there (PUB 9, 10).
    #[must_use]
    pub fn due_under(self, party: &Party, here: &str) -> Timer {
        let elsewhere = match (province(party), here.get(..2)) {
            (Some(theirs), Some(ours)) => theirs != ours,
            _ => false,
        };
        match self {
            Self::Gsxt if elsewhere => Timer::PubGsxtPush,
            Self::Gsxt => Timer::PubGsxtSame,
            Self::CreditChina => Timer::PubDual,
            Self::Portal => Timer::PubPortal,
        }
    }

    pub(super) fn citation(self) -> (&'static str, &'static str) {
        match self {
            Self::Gsxt => ("PUB", "2"),
            Self::CreditChina | Self::Portal => ("APL", "48"),
        }
    }
}

/// The first two digits of the division where an organisation is registered.
fn province(party: &Party) -> Option<&str> {
    match party {
        Party::Organisation(it) => match &it.registration {
            Registration::Uscc(code) => code.as_str().get(2..4),
            Registration::Legacy(number) => number.as_str().get(..2),
        },
        Party::NaturalPerson(_) => None,
    }
}

/// Where a decision is to be made public: everywhere; a mere warning not on GSXT, and a natural person,
/// who is in no business register, on the agency's portal alone (PUB 2; APL 48).
#[must_use]
pub fn channels(decided: &Decided) -> Vec<Channel> {
    let mut channels = Channel::ALL.to_vec();
    channels.retain(|it| match it {
        Channel::Gsxt => !decided.is_warning_only() && !decided.party.is_natural_person(),
        Channel::CreditChina => !decided.party.is_natural_person(),
        Channel::Portal => true,
    });
    channels
}

/// Records that a decision was made public on a channel (公示). It goes on beside the main line.
#[derive(Debug, Clone)]
pub struct Record {
    /// Which decision.
    pub decision: PartId,
    /// Where.
    pub channel: Channel,
    /// The channel's own reference.
    pub reference: String,
}

impl Act for Record {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Publish)
    }

    fn concerns(&self) -> FilePart {
        FilePart::Decision
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let decided = case.record.decisions.iter().find(|(_, it)| it.id == self.decision);
        decided.map(|(at, _)| *at)
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&[Main::PenaltyDecided, Main::Closed, Main::Archived]));
        let decisions = case.record.decisions.iter().map(|(_, it)| it);
        let named = (&self.decision, "处罚决定", "decision");
        let decided = refusals.check(find(decisions, named, |it| &it.id));
        refusals.require(decided.is_none_or(|it| channels(it).contains(&self.channel)), || {
            Code::NotProvidedFor
                .refuse(
                    format!("该决定不通过{}公示", self.channel.label()),
                    format!("such a decision is not made public on {}", word(self.channel)),
                )
                .under("PUB", "2")
                .at("channel")
        });
        let reference = self.reference.trim().is_empty();
        filled(&mut refusals, reference, "reference", "公示编号或者网址", ("PUB", "9"));
        let done = case.published(&self.decision, self.channel);
        let same = done.is_some_and(|it| it.reference == self.reference);
        refusals.require(done.is_none() || same, || {
            Code::AlreadyDone
                .refuse("该决定已经通过此渠道公示", "it is public on this channel already")
        });
        refusals.verdict()?;
        let published = Published {
            decision: self.decision.clone(),
            channel: self.channel,
            reference: self.reference.clone(),
        };
        Ok(if same { vec![] } else { vec![Event::PenaltyPublished(published)] })
    }
}

impl Case {
    fn published(&self, decision: &PartId, channel: Channel) -> Option<&Published> {
        let mut published = self.record.publications.iter();
        published.find(|it| it.decision == *decision && it.channel == channel)
    }

    /// The channels on which the decision is still to be made public.
    pub(super) fn unpublished(&self) -> Vec<Channel> {
        let Some((_, decided)) = self.record.decisions.last() else { return vec![] };
        let mut channels = channels(decided);
        channels.retain(|it| self.published(&decided.id, *it).is_none());
        channels
    }
}

impl Fact for Published {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(match self.channel {
            Channel::Gsxt => &[("PUB", "9"), ("APL", "48")],
            Channel::CreditChina | Channel::Portal => &[("APL", "48")],
        });
        let timers = self.channel.timers().iter();
        timers.fold(facets, |facets, it| facets.settling(*it, Some(&self.decision)))
    }

    fn sentence(&self) -> String {
        format!(
            "通过{}公示行政处罚信息（公示编号或者网址：{}）",
            self.channel.label(),
            self.reference
        )
    }
}
