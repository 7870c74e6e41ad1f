//! Correcting and withdrawing a record: by the agency that pushed it, or whoever has taken over from it, alone (EIP 11,
//! 12.1; APL 48.2).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Event, Inbound,
    guard::start,
    statement::{Said, Statement},
};
use crate::{
    Context, Narrative, Refusals, Rejection,
    case::{
        guard::filled,
        phrase::{because, until},
    },
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    masking::{fit_for_all, never_shown},
    restriction::{Call, Fall, Trigger},
    text::is_blank,
};

/// It was corrected (更正): it says this from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Corrected {
    /// The name of whom it concerns, as registered.
    pub name: String,
    /// What it says now.
    pub says: Statement,
    /// What of what was stated before stays, with all that rests on it; the rest has fallen.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub kept: BTreeSet<Trigger>,
    /// The measures of the catalogue that it calls for besides, agency by agency (LIST24).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub calls: Vec<Call>,
    /// What was wrong.
    pub reason: Narrative,
    /// The time to show it as it says now.
    pub deadlines: Vec<Deadline>,
}

/// It was withdrawn (撤回), and is shown no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdrawn {
    /// On which ground.
    pub ground: Ground,
    /// Why, in words.
    pub reason: Narrative,
    /// The time to take it down, where it is public.
    pub deadlines: Vec<Deadline>,
}

/// Why it was withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ground {
    /// 推送有误.
    PushedInError,
    /// 主体错误: it concerns somebody else.
    WrongSubject,
    /// 决定被变更、撤销、确认违法或者确认无效 (APL 48.2).
    DecisionFell,
    /// 许可注销、移出名单.
    Ended,
}

/// Corrects it.
#[derive(Debug, Clone)]
pub struct Correct {
    /// The name of whom it concerns, as registered.
    pub name: String,
    /// What it says now.
    pub said: Said,
    /// What was wrong.
    pub reason: Narrative,
}

/// Withdraws it.
#[derive(Debug, Clone)]
pub struct Withdraw {
    /// On which ground.
    pub ground: Ground,
    /// Why, in words.
    pub reason: Narrative,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 4] =
        [Self::PushedInError, Self::WrongSubject, Self::DecisionFell, Self::Ended];

    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PushedInError => "推送有误",
            Self::WrongSubject => "主体错误",
            Self::DecisionFell => "决定被变更、撤销、确认违法或者确认无效",
            Self::Ended => "许可注销或者移出名单",
        }
    }

    pub(super) fn article(self) -> Citation {
        match self {
            Self::PushedInError | Self::WrongSubject => cite("EIP", "12.1"),
            Self::DecisionFell => cite("APL", "48.2"),
            Self::Ended => cite("EIP", "11"),
        }
    }

    /// How what rests on it falls then.
    pub(super) fn takes_back(self) -> Fall {
        match self {
            Self::PushedInError | Self::DecisionFell => Fall::Retracted,
            Self::WrongSubject => Fall::WrongSubject,
            Self::Ended => Fall::Delisted,
        }
    }
}

impl Correct {
    /// Its kind, its number and whom it concerns stay: another of these is another record.
    pub(super) fn decide(
        &self,
        inbound: &Inbound,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let record = inbound.standing_record()?;
        let mut refusals = Refusals::new();
        filled(&mut refusals, is_blank(&self.name), "name", "行政相对人名称", ("DUAL", "0"));
        refusals.check(fit_for_all(never_shown(&self.name), "name", ("GIR", "15")));
        filled(&mut refusals, self.reason.is_blank(), "reason", "更正理由", ("EIP", "12.1"));
        let says = refusals.check(self.said.checked((record.kind, &record.number), context));
        refusals.verdict()?;
        let corrected = says.map(|says| {
            let kept = record.keeps(&says, context.law);
            let new = says.found.difference(&kept).copied();
            let calls = says.calls(new, (context.heir_of(&record.agency), context));
            Event::Corrected(Box::new(Corrected {
                name: self.name.trim().to_owned(),
                deadlines: says.to_be_shown(&record.host, context),
                says,
                kept,
                calls,
                reason: self.reason.clone(),
            }))
        });
        Ok(corrected.into_iter().collect())
    }
}

impl Withdraw {
    pub(super) fn decide(
        &self,
        inbound: &Inbound,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let record = match inbound.withdrawn {
            // What was said to have ended may turn out to have been wrong from the beginning.
            Some((_, Ground::Ended))
                if self.ground != Ground::Ended && inbound.retracted.is_none() =>
            {
                inbound.opened()?
            }
            _ => inbound.standing_record()?,
        };
        let mut refusals = Refusals::new();
        filled(&mut refusals, self.reason.is_blank(), "reason", "撤回理由", ("EIP", "12.1"));
        refusals.verdict()?;
        // What is to be taken down already is so by the day of the first withdrawal.
        let public = inbound.shown_since.is_some() && inbound.withdrawn.is_none();
        let deadlines = || start(context, Timer::InboundWithdraw, &record.host);
        Ok(vec![Event::Withdrawn(Withdrawn {
            ground: self.ground,
            reason: self.reason.clone(),
            deadlines: public.then(deadlines).unwrap_or_default(),
        })])
    }
}

impl Corrected {
    pub(super) fn sentence(&self) -> String {
        format!(
            "更正所推送的信息{}{}{}",
            because(&self.reason),
            self.says.stating(),
            until(&self.deadlines, Timer::InboundPublish, "公示期限")
        )
    }
}

impl Withdrawn {
    pub(super) fn sentence(&self) -> String {
        format!(
            "撤回所推送的信息（{}）{}{}",
            self.ground.label(),
            because(&self.reason),
            until(&self.deadlines, Timer::InboundWithdraw, "停止公示期限")
        )
    }
}
