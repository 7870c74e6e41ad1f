//! Publicity falls due with the decision, or the law says that there is none (PUB 2, 9, 10; APL 48; NDRC36).

use serde::{Deserialize, Serialize};

use super::{Channel, Event, Matter, NotPublic, Publicity};
use crate::{
    Context, Rejection,
    case::{Facets, Fact},
    clock::{Deadline, Timer},
    time::in_chinese,
};

/// A decision is to be made public on a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Due {
    /// Which decision.
    pub matter: Matter,
    /// Where.
    pub channel: Channel,
    /// By when, from the day of the decision; none where no rule of that day set a limit.
    pub deadlines: Vec<Deadline>,
}

/// The law says that a decision is not made public on a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotPublishable {
    /// Which decision.
    pub matter: Matter,
    /// Where not.
    pub channel: Channel,
    /// Why not.
    pub ground: NotPublic,
}

/// Says what becomes of a decision on a channel: what follows from it by law, so that nobody but the clock asks.
#[derive(Debug, Clone)]
pub struct Open {
    /// Where.
    pub channel: Channel,
}

impl Open {
    pub(super) fn decide(
        &self,
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        if publicity.matter.is_some() {
            return Ok(vec![]);
        }
        let matter = super::on_file(context)?.matter.clone();
        let channel = self.channel;
        if let Some(ground) = matter.barred_from(channel, context.law) {
            return Ok(vec![Event::NotPublishable(NotPublishable { matter, channel, ground })]);
        }
        let here = super::place(&matter, context);
        let timer = channel.due_under(matter.is_elsewhere(here));
        let deadline = context.law.deadline(timer, matter.decided_at, here, &[]);
        let of = Some(matter.decision.clone());
        let deadlines = deadline.map(|it| Deadline { of, ..it }).into_iter().collect();
        Ok(vec![Event::Due(Due { matter, channel, deadlines })])
    }
}

impl Fact for Due {
    fn facets(&self) -> Facets<'_> {
        Facets::under(self.channel.basis()).timing(&self.deadlines)
    }

    fn sentence(&self) -> String {
        let (channel, number) = (self.channel.label(), &self.matter.number);
        let elsewhere = self.deadlines.iter().any(|it| it.timer == Timer::PubGsxtPush);
        let what = if elsewhere { "推送当事人登记地公示" } else { "公示" };
        let due = self.deadlines.iter().find_map(Deadline::due_date);
        let due = due.map(|it| format!("，至迟{}", in_chinese(it))).unwrap_or_default();
        format!("{number}应当通过{channel}{what}{due}")
    }
}

impl Fact for NotPublishable {
    fn facets(&self) -> Facets<'_> {
        Facets::under(match self.ground {
            NotPublic::MereWarning => &[("PUB", "2.2")],
            NotPublic::NoRegisteredEntity => &[("PUB", "2.3")],
            NotPublic::MinorSanction => &[("NDRC36", "0")],
            NotPublic::Secrecy => &[("PUB", "5")],
        })
    }

    fn sentence(&self) -> String {
        let (channel, number) = (self.channel.label(), &self.matter.number);
        format!("{number}不通过{channel}公示：{}", self.ground.label())
    }
}
