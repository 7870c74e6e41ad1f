//! Publicity falls due with the decision, or the law says that there is none (PUB 2, 9, 10; APL 48; NDRC36).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Channel, Event, Matter, NotPublic, Publicity};
use crate::{
    Context, Moment, Rejection,
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
    /// From which day on it is, where it was not to be before a later outcome altered the decision.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Date>,
    /// By when, from the day of the decision, or from the day on which it was altered; none where no rule of that day set a
    /// limit.
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
    /// From which day on it was altered, where it is not made public as it counts since then either.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Date>,
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
        Ok(vec![matter.falls_due(self.channel, None, context)])
    }
}

impl Publicity {
    /// What was not made public by law, or kept back for secrecy, may be as it was altered: a warning that becomes a fine
    /// upon another's request (PUB 2; ARL 63.2; ALL 77.2). What was shown for as long as a lesser penalty is may not have been
    /// shown for as long as what counts now (PUB 13).
    pub(super) fn altered(&self, since: Option<Date>, context: &Context<'_>) -> Vec<Event> {
        let Some((matter, channel)) = self.opened() else { return vec![] };
        let since = Some(since.unwrap_or(context.occurred.day()));
        let on_file = context.facts.decision.as_ref().map_or(matter, |it| &it.matter).clone();
        if let Some(over) = self.stays_over(context) {
            return vec![Event::Expired(over)];
        }
        if self.ground == Some(NotPublic::Secrecy) {
            let ground = NotPublic::Secrecy;
            let kept = NotPublishable { matter: on_file, channel, ground, since };
            return vec![Event::NotPublishable(kept)];
        }
        vec![on_file.falls_due(channel, since, context)]
    }
}

impl Matter {
    /// What becomes of it on a channel, by the decision or since a later outcome altered it on that day.
    pub(super) fn falls_due(
        self,
        channel: Channel,
        since: Option<Date>,
        context: &Context<'_>,
    ) -> Event {
        if let Some(ground) = self.barred_from(channel, context.law) {
            return Event::NotPublishable(NotPublishable { matter: self, channel, ground, since });
        }
        let from = since.map_or(self.decided_at, Moment::midnight);
        let deadlines = self.limit_on(channel, from, context).into_iter().collect();
        Event::Due(Due { matter: self, channel, since, deadlines })
    }

    /// Within which time it is to be made public on a channel, where that runs from then (PUB 9, 10).
    pub(super) fn limit_on(
        &self,
        channel: Channel,
        from: Moment,
        context: &Context<'_>,
    ) -> Option<Deadline> {
        let here = super::place(self, context);
        let timer = channel.due_under(self.is_elsewhere(here));
        let limit = context.law.deadline(timer, from, here, &[])?;
        Some(Deadline { of: Some(self.decision.clone()), ..limit })
    }
}

fn altered(since: Option<Date>) -> String {
    since.map(|it| format!("自{}变更后，", in_chinese(it))).unwrap_or_default()
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
        format!("{number}{}应当通过{channel}{what}{due}", altered(self.since))
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
        format!("{number}{}不通过{channel}公示：{}", altered(self.since), self.ground.label())
    }
}
