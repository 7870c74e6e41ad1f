//! A decision is made public: by the agency itself, or by the province where the party is registered, once it was
//! sent there (PUB 4, 6, 7, 9, 10).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Channel, Copy, Event, NotPublic, Publicity, State, matter::copy, state::Withdrew, term::Term,
};
use crate::{
    Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{Facets, Fact},
    clock::{Deadline, Timer},
    id::PartId,
    masking::{fit_for_all, never_shown},
    text::is_blank,
};

/// It was made public on the channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Published {
    /// Which decision.
    pub decision: PartId,
    /// Where.
    pub channel: Channel,
    /// What was published.
    pub copy: Copy,
    /// The channel's own reference: a number or an address.
    pub reference: String,
    /// Why it was made public before the party had the decision, where it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before_service: Option<Narrative>,
    /// How long it is shown, under every regime whose rules were known.
    pub terms: Vec<Term>,
    /// The withdrawal, `W1`, `W2`, …, that had taken it back already when this was entered: it is shown no longer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdrawn: Option<PartId>,
    /// By when the channel was to take it down upon that.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// It was sent to the province where the party is registered (PUB 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pushed {
    /// Which decision.
    pub decision: PartId,
    /// What was sent.
    pub copy: Copy,
    /// The first two digits of the division where the party is registered.
    pub province: String,
    /// The other bureau's receipt: a number or an address.
    pub reference: String,
    /// When the other bureau received it.
    pub received_on: Date,
    /// Why it was sent before the party had the decision, where it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before_service: Option<Narrative>,
    /// Until when the other province is to publish it, or it was to be sent back upon that withdrawal.
    pub deadlines: Vec<Deadline>,
    /// The withdrawal, `W1`, `W2`, …, that had taken it back already when this was entered: nobody is to publish it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdrawn: Option<PartId>,
}

/// The province where the party is registered has published it (PUB 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostPublished {
    /// Which decision.
    pub decision: PartId,
    /// Upon which push, `H1`, `H2`, …; not told before each had a limit of its own.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub push: Option<PartId>,
    /// Its reference there.
    pub reference: String,
    /// How long it is shown, under every regime whose rules were known.
    pub terms: Vec<Term>,
    /// The withdrawal, `W1`, `W2`, …, that had taken it back already when this was entered: it is shown no longer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdrawn: Option<PartId>,
    /// By when the channel was to take it down upon that.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Records that it was made public on the channel (公示).
#[derive(Debug, Clone)]
pub struct Publish {
    /// The channel's own reference.
    pub reference: String,
    /// Why it was made public before the party had the decision, where it was.
    pub before_service: Option<Narrative>,
}

/// Records that it was sent to the province where the party is registered (推送).
#[derive(Debug, Clone)]
pub struct Push {
    /// The other bureau's receipt.
    pub reference: String,
    /// When the other bureau received it.
    pub received_on: Date,
    /// Why it was sent before the party had the decision, where it was.
    pub before_service: Option<Narrative>,
}

/// Records that the other province has published it.
#[derive(Debug, Clone)]
pub struct HostPublish {
    /// Its reference there.
    pub reference: String,
}

impl Publish {
    pub(super) fn decide(
        &self,
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        if publicity.is_shown() && publicity.reference.as_deref() == Some(&self.reference) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        if publicity.withdrawn_since(context.occurred).is_none() {
            refusals.check(publicity.may_be_given_out(context));
        }
        refusals.require(!publicity.is_to_be_pushed(), || {
            Code::NotProvidedFor
                .refuse(
                    "当事人登记地在其他省份，应当推送登记地市场监督管理部门，由其公示",
                    "the party is registered in another province: push it there, which publishes it",
                )
                .under("PUB", "10")
        });
        refusals.check(named(&self.reference, publicity));
        let copy = refusals.check(copy(context, self.before_service.as_ref()));
        refusals.verdict()?;
        let (Some(opened), Some(copy)) = (publicity.opened(), copy) else { return Ok(vec![]) };
        let withdrawn = publicity.withdrawn_since(context.occurred);
        let take_down =
            |(which, it): &(PartId, &Withdrew)| it.to_take_down(which, (opened.0, context));
        Ok(vec![Event::Published(Published {
            decision: opened.0.decision.clone(),
            channel: opened.1,
            copy,
            reference: self.reference.clone(),
            before_service: self.before_service.clone(),
            terms: publicity.terms_from(context, context.occurred.day()),
            deadlines: withdrawn.iter().filter_map(take_down).collect(),
            withdrawn: withdrawn.map(|(which, _)| which),
        })])
    }
}

impl Push {
    pub(super) fn decide(
        &self,
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        if publicity.withdrawn_since(context.occurred).is_none() {
            refusals.check(publicity.may_be_given_out(context));
        }
        refusals.check(publicity.is_of_another_province());
        refusals.require(publicity.pushed_by(context.occurred).is_none(), || {
            Code::AlreadyDone
                .refuse("已经推送当事人登记地", "it has been pushed already")
                .under("PUB", "10")
        });
        let today = context.occurred.day();
        refusals.require(self.received_on <= today, || {
            Code::InTheFuture
                .refuse("收到日期晚于行为时间", "it can't have been received after the act")
                .at("receivedOn")
        });
        refusals.check(named(&self.reference, publicity));
        let copy = refusals.check(copy(context, self.before_service.as_ref()));
        refusals.verdict()?;
        let (Some((matter, _)), Some(copy)) = (publicity.opened(), copy) else { return Ok(vec![]) };
        let there = matter.province.clone().unwrap_or_default();
        let withdrawn = publicity.withdrawn_since(context.occurred);
        let deadline = if let Some((which, it)) = &withdrawn {
            // Whoever was sent it holds it.
            it.to_take_down(which, (matter, context))
        } else {
            let received = Moment::midnight(self.received_on);
            let owed = context.law.deadline(Timer::PubGsxtHost, received, &there, &[]);
            let of = Some(PartId::nth('H', publicity.hosts().count() + 1));
            owed.map(|it| Deadline { of, ..it })
        };
        Ok(vec![Event::Pushed(Pushed {
            decision: matter.decision.clone(),
            copy,
            province: there.clone(),
            reference: self.reference.clone(),
            received_on: self.received_on,
            before_service: self.before_service.clone(),
            deadlines: deadline.into_iter().collect(),
            withdrawn: withdrawn.map(|(which, _)| which),
        })])
    }
}

impl HostPublish {
    pub(super) fn decide(
        &self,
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        if publicity.is_shown() && publicity.reference.as_deref() == Some(&self.reference) {
            return Ok(vec![]);
        }
        let withdrawn = publicity.withdrawn_since(context.occurred);
        let mut refusals = Refusals::new();
        if withdrawn.is_none() {
            refusals.check(publicity.may_be_published());
        }
        refusals.check(publicity.is_of_another_province());
        refusals.require(publicity.pushed_by(context.occurred).is_some(), || {
            Code::StepMissing
                .refuse("尚未推送当事人登记地", "it has not been pushed yet")
                .under("PUB", "10")
        });
        refusals.check(named(&self.reference, publicity));
        refusals.verdict()?;
        let Some((matter, _)) = publicity.opened() else { return Ok(vec![]) };
        // What had been sent is to be sent back within the same time.
        let take_down = |(which, it): &(PartId, &Withdrew)| {
            let limit = (Timer::PubWithdraw, Some(which.clone()));
            let unlimited = !publicity.timers.contains_key(&limit);
            unlimited.then(|| it.to_take_down(which, (matter, context))).flatten()
        };
        Ok(vec![Event::HostPublished(HostPublished {
            decision: matter.decision.clone(),
            push: match &withdrawn {
                Some((_, it)) => publicity.host_owed_until(it.at),
                None => publicity.host_owes(),
            },
            reference: self.reference.clone(),
            terms: publicity.terms_from(context, context.occurred.day()),
            deadlines: withdrawn.iter().filter_map(take_down).collect(),
            withdrawn: withdrawn.map(|(which, _)| which),
        })])
    }
}

fn not_public(ground: NotPublic) -> Rejection {
    let (instrument, article) = ground.article();
    Code::NotProvidedFor
        .refuse(
            format!("该决定不通过此渠道公示：{}", ground.label()),
            "such a decision is not made public on this channel",
        )
        .under(instrument, article)
}

impl Publicity {
    /// It is due, or was withdrawn with new content to be shown in its place.
    fn may_be_published(&self) -> Result<(), Vec<Rejection>> {
        if self.is_to_be_shown() {
            return Ok(());
        }
        let refusal = match (self.state, self.ground) {
            (State::NotPublishable, ground) => not_public(ground.unwrap_or(NotPublic::Secrecy)),
            (State::Withdrawn, Some(ground)) => not_public(ground),
            (State::Unopened, _) => super::not_opened(),
            (State::Published | State::Corrected, _) => Code::AlreadyDone
                .refuse("该决定已经通过此渠道公示", "it is public on this channel already"),
            (State::Due | State::Withdrawn | State::Expired | State::StoppedByRestoration, _) => {
                Code::WrongStage.refuse(
                    format!("该决定在此渠道{}，不再公示", self.state.label()),
                    "it is shown there no longer, and not again",
                )
            }
        };
        Err(vec![refusal])
    }

    /// The same, and what counts of the decision may be public on the channel, whatever was decided beside it at first: a
    /// mere warning is not (PUB 2; NDRC36).
    fn may_be_given_out(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        self.may_be_published()?;
        let Some((_, channel)) = self.opened() else { return Ok(()) };
        match super::on_file(context)?.matter.barred_from(channel, context.law) {
            Some(ground) => Err(vec![not_public(ground)]),
            None => Ok(()),
        }
    }

    /// The party is registered in another province, which is to publish it.
    fn is_to_be_pushed(&self) -> bool {
        self.timers.keys().any(|(timer, _)| *timer == Timer::PubGsxtPush)
    }

    fn is_of_another_province(&self) -> Result<(), Vec<Rejection>> {
        if self.is_to_be_pushed() {
            return Ok(());
        }
        Err(vec![
            Code::NotProvidedFor
                .refuse(
                    "仅当事人登记地在其他省份的，才通过登记地公示",
                    "only what concerns a party of another province is published there",
                )
                .under("PUB", "10"),
        ])
    }
}

/// The channel's reference is named, and fit to be shown.
fn named(reference: &str, publicity: &Publicity) -> Result<(), Vec<Rejection>> {
    let (instrument, article) = publicity.channel.map_or(("PUB", "9"), |it| it.basis()[0]);
    let what = ("reference", "公示编号或者网址");
    let mut refusals = Refusals::new();
    refusals.check(super::filled(is_blank(reference), what, (instrument, article)));
    refusals.check(fit_for_all(never_shown(reference), "reference", ("PUB", "6")));
    refusals.verdict()
}

impl Fact for Published {
    fn facets(&self) -> Facets<'_> {
        let facets =
            Facets::under(self.channel.basis()).using(self.terms.iter().map(|it| it.confidence));
        let timers = self.channel.timers().iter();
        let facets = facets.timing(&self.deadlines);
        timers.fold(facets, |facets, it| facets.settling(*it, Some(&self.decision)))
    }

    fn sentence(&self) -> String {
        let early = if self.before_service.is_some() { "（送达前公示）" } else { "" };
        let since = if self.withdrawn.is_some() { "，此后已撤回" } else { "" };
        format!(
            "通过{}公示行政处罚信息（公示编号或者网址：{}）{early}{since}",
            self.channel.label(),
            self.reference
        )
    }
}

impl Fact for Pushed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PUB", "10"), ("APL", "48")])
            .settling(Timer::PubGsxtPush, Some(&self.decision))
            .timing(&self.deadlines)
            .on(Some(self.received_on))
    }

    fn sentence(&self) -> String {
        let since = if self.withdrawn.is_some() { "，此后已撤回" } else { "" };
        format!("将行政处罚信息推送当事人登记地市场监督管理部门（回执：{}）{since}", self.reference)
    }
}

impl Fact for HostPublished {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PUB", "10"), ("APL", "48")])
            .using(self.terms.iter().map(|it| it.confidence))
            .timing(&self.deadlines)
            .settling(Timer::PubGsxtPush, Some(&self.decision))
            .settling(Timer::PubGsxtHost, self.push.as_ref().or(Some(&self.decision)))
    }

    fn sentence(&self) -> String {
        let channel = Channel::Gsxt.label();
        let since = if self.withdrawn.is_some() { "，此后已撤回" } else { "" };
        format!("记录当事人登记地通过{channel}公示（公示编号或者网址：{}）{since}", self.reference)
    }
}
