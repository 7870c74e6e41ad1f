//! 生效: each channel stops showing it and acknowledges that; where it is reinstated, each shows it again.

use serde::{Deserialize, Serialize};

use super::{Channel, Event, Restoration, Status, guard::article};
use crate::{
    Code, Context, Refusals, Rejection, case::guard::filled, citation::Citation, id::PartId,
    text::is_blank,
};

/// A channel has stopped showing it (停止公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelStopped {
    /// The rules under which this was done.
    pub basis: Citation,
    /// Which.
    pub channel: Channel,
    /// Its acknowledgement: its own reference.
    pub acknowledgement: String,
}

/// A channel shows it again (恢复公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelReinstated {
    /// The rules under which this was done.
    pub basis: Citation,
    /// Which.
    pub channel: Channel,
    /// Its acknowledgement: its own reference.
    pub acknowledgement: String,
}

/// Records that a channel has stopped showing it.
#[derive(Debug, Clone)]
pub struct StopChannel {
    /// Which.
    pub channel: Channel,
    /// Its acknowledgement.
    pub acknowledgement: String,
}

/// Records that a channel shows it again.
#[derive(Debug, Clone)]
pub struct ReinstateChannel {
    /// Which.
    pub channel: Channel,
    /// Its acknowledgement.
    pub acknowledgement: String,
}

/// By what the deadlines of the channels are told apart.
pub(super) fn part_of(channel: Channel) -> PartId {
    let n = Channel::ALL.iter().position(|it| *it == channel).unwrap_or_default();
    PartId::nth('C', n + 1)
}

fn acknowledged(
    acknowledgement: &str,
    channel: Channel,
    awaited: &[Channel],
    context: &Context<'_>,
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    let blank = is_blank(acknowledgement);
    filled(&mut refusals, blank, "acknowledgement", "公示渠道的回执", article(context));
    refusals.require(awaited.contains(&channel), || {
        Code::NotProvidedFor
            .refuse(
                format!("不需要{}的回执", channel.label()),
                "nothing is awaited from that channel",
            )
            .at("channel")
    });
    refusals.verdict()
}

impl Restoration {
    /// Where channels still answer that they stopped: also once the restoration is gone, of what fell meanwhile.
    fn stops_at(&self) -> &'static [Status] {
        let all = &[Status::Granted, Status::Effective, Status::Reinstated, Status::Resumed];
        if self.to_stop.is_empty() { &all[..2] } else { all }
    }
}

impl StopChannel {
    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(restoration.stops_at()));
        if restoration.has_stopped(self.channel) {
            refusals.verdict()?;
            return Ok(vec![]);
        }
        let awaited = &restoration.to_stop;
        refusals.check(acknowledged(&self.acknowledgement, self.channel, awaited, context));
        refusals.verdict()?;
        let Self { channel, acknowledgement } = self.clone();
        let basis = restoration.basis(context);
        Ok(vec![Event::ChannelStopped(ChannelStopped { basis, channel, acknowledgement })])
    }
}

impl ReinstateChannel {
    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(&[Status::Reinstated, Status::Resumed]));
        let awaited = &restoration.to_reinstate;
        refusals.check(acknowledged(&self.acknowledgement, self.channel, awaited, context));
        refusals.verdict()?;
        let Self { channel, acknowledgement } = self.clone();
        let basis = restoration.basis(context);
        Ok(vec![Event::ChannelReinstated(ChannelReinstated { basis, channel, acknowledgement })])
    }
}

impl ChannelStopped {
    pub(super) fn sentence(&self) -> String {
        format!("记录{}已经停止公示（回执：{}）", self.channel.label(), self.acknowledgement)
    }
}

impl ChannelReinstated {
    pub(super) fn sentence(&self) -> String {
        format!("记录{}已经恢复公示（回执：{}）", self.channel.label(), self.acknowledgement)
    }
}
