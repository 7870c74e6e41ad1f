//! 来源失效: what a pair rests on has fallen. From then on it counts nothing; that the measure itself ends is its
//! agency's own act, and this tells it (domain.md §6.7).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Cause, Event, Pair, SourceKind, ending::LiftCause};
use crate::{
    Context, Moment, Refusals, Rejection, Rulebook,
    citation::{Citation, cite},
    clock::{Deadline, DeadlineFixed, Timer},
    id::EventId,
    permit::{Needs, permit},
    time::in_chinese,
    timely::timely,
};

/// The source fell. It is an entry of the inbox of the agency that was told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceFell {
    /// By which event.
    pub by: EventId,
    /// In which stream.
    pub stream: String,
    /// How.
    pub how: Fall,
    /// From which day on it counts no more.
    pub on: Date,
    /// The article by which it does; not told before it went by the kind of source.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub authority: Option<Citation>,
    /// What that asks of the agency.
    pub asks: Asks,
    /// By when, where a rule of the day sets a time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deadline: Option<Deadline>,
}

/// The source is listed no longer, or its credit was restored, and the measure runs on for the time that its own statute
/// sets (继续有效; SDL; domain.md §6.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Kept {
    /// By which event.
    pub by: EventId,
    /// In which stream.
    pub stream: String,
    /// What became of the source.
    pub how: Fall,
    /// From which day on.
    pub on: Date,
    /// The article that sets the measure's own time.
    pub authority: Citation,
}

/// How a source fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Fall {
    /// 撤销.
    Revoked,
    /// 变更: so that what the measure answers is in it no longer.
    Altered,
    /// 确认违法.
    ConfirmedIllegal,
    /// 确认无效.
    ConfirmedVoid,
    /// 移出名单.
    Delisted,
    /// 信用修复.
    Restored,
    /// 更正对象: it was never against whom it named: a number was mistyped, or a person named in error.
    WrongSubject,
    /// 更正、撤回: whoever handed it over says otherwise since, or withdrew it (EIP 11, 12.1).
    Retracted,
}

/// What the fall of a source asks of the agency that was told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Asks {
    /// It lifts the measure that it imposed.
    Correct,
    /// Nothing was imposed, or whoever gives credit decides: it is told that the data was withdrawn.
    DataWithdrawn,
}

/// Records that the source fell.
#[derive(Debug, Clone)]
pub struct TakeBack {
    /// By which event.
    pub by: EventId,
    /// In which stream.
    pub stream: String,
    /// How.
    pub how: Fall,
    /// From which day on it counts no more.
    pub on: Date,
}

impl Fall {
    /// Every way.
    pub const ALL: [Self; 8] = [
        Self::Revoked,
        Self::Altered,
        Self::ConfirmedIllegal,
        Self::ConfirmedVoid,
        Self::Delisted,
        Self::Restored,
        Self::WrongSubject,
        Self::Retracted,
    ];

    /// As the law calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Revoked => "被撤销",
            Self::Altered => "被变更",
            Self::ConfirmedIllegal => "被确认违法",
            Self::ConfirmedVoid => "被确认无效",
            Self::Delisted => "被移出名单",
            Self::Restored => "完成信用修复",
            Self::WrongSubject => "更正了对象",
            Self::Retracted => "被推送机关更正或者撤回",
        }
    }

    /// What ends the measure then.
    #[must_use]
    pub fn cause(self) -> Cause {
        self.lifts().map_or(Cause::WrongSubject, LiftCause::cause)
    }

    /// The source was right, and is merely shown or listed no longer: that leaves a measure which has a time of its own,
    /// while a decision that was taken away bears nothing.
    fn is_no_error(self) -> bool {
        match self {
            Self::Revoked
            | Self::Altered
            | Self::ConfirmedIllegal
            | Self::ConfirmedVoid
            | Self::WrongSubject
            | Self::Retracted => false,
            Self::Delisted | Self::Restored => true,
        }
    }

    /// Why its agency lifts the measure then; what is on the wrong subject is voided (domain.md §6.7).
    #[must_use]
    pub fn lifts(self) -> Option<LiftCause> {
        match self {
            Self::Revoked
            | Self::Altered
            | Self::ConfirmedIllegal
            | Self::ConfirmedVoid
            | Self::Retracted => Some(LiftCause::SourceFell),
            Self::Delisted => Some(LiftCause::Delisted),
            Self::Restored => Some(LiftCause::Restored),
            Self::WrongSubject => None,
        }
    }

    /// The article by which a source of that kind counts no more: that of the record which it is.
    pub(super) fn basis(self, source: SourceKind) -> Citation {
        match (source, self) {
            (SourceKind::InboundRecord, _) | (_, Self::Retracted) => cite("EIP", "11"),
            (SourceKind::AbnormalList, Self::Delisted) => cite("EIP", "17.2"),
            (SourceKind::AbnormalList, _) => cite("EIP", "12"),
            (_, Self::Revoked | Self::Altered | Self::ConfirmedIllegal | Self::ConfirmedVoid) => {
                cite("APL", "48")
            }
            (_, Self::Delisted) => cite("SDL", "0"),
            (_, Self::Restored) => cite("SC22", "0"),
            (_, Self::WrongSubject) => cite("APL", "75.2"),
        }
    }

    /// The same as it was on that day: before the plan of 2025 credit was restored under the rules of 2021 alone.
    fn under(self, source: SourceKind, (on, law): (Date, &Rulebook)) -> Citation {
        let article = self.basis(source);
        let early = self == Self::Restored && !law.in_force(&article, on);
        if early { cite("CR21", "0") } else { article }
    }
}

impl Asks {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Correct, Self::DataWithdrawn];

    /// As the agency reads it, where the source fell so: what was on the wrong subject from the beginning is voided, anything
    /// else lifted (domain.md §6.7).
    #[must_use]
    pub fn upon(self, how: Fall) -> &'static str {
        match self {
            Self::Correct if how == Fall::WrongSubject => "对象有误，须撤销已实施的措施",
            Self::Correct | Self::DataWithdrawn => self.label(),
        }
    }

    /// In a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Correct => "须解除已实施的措施",
            Self::DataWithdrawn => "数据已撤回，仅供知悉",
        }
    }
}

impl TakeBack {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(permit(context, Needs::Clock));
        refusals.check(timely(context, Some(pair.since), None));
        refusals.verdict()?;
        // A source falls once: nothing is taken back twice.
        if pair.fallen.is_some() {
            return Ok(vec![]);
        }
        if self.how.is_no_error() && pair.notified.measure.end.runs_on() {
            let by = (self.by, self.stream.clone());
            return Ok(kept(pair, by, (self.how, self.on)).into_iter().collect());
        }
        let imposed = pair.in_place(context).is_ok() && !pair.is_the_markets();
        let deadline = || correction(pair, (self.how, context.occurred), context.law);
        let kind = pair.notified.source.kind;
        Ok(vec![Event::SourceFell(Box::new(SourceFell {
            by: self.by,
            stream: self.stream.clone(),
            how: self.how,
            on: self.on,
            authority: Some(self.how.under(kind, (self.on, context.law))),
            asks: if imposed { Asks::Correct } else { Asks::DataWithdrawn },
            deadline: imposed.then(deadline).flatten(),
        }))])
    }
}

/// The measure runs on; nothing where that was said of the same event already.
pub(super) fn kept(
    pair: &Pair,
    (by, stream): (EventId, String),
    (how, on): (Fall, Date),
) -> Option<Event> {
    let authority = pair.notified.measure.authority.clone();
    let kept = Kept { by, stream, how, on, authority };
    (!pair.kept.contains(&by)).then_some(Event::Kept(kept))
}

/// By when the agency lifts what rests on a source that fell so, once it was told: with its restoration or exit where it
/// counted until then (SC22), and as shared data that was wrong is corrected where it never should have (GDS 26). Nothing
/// where no rule of that day sets a time.
pub(super) fn correction(
    pair: &Pair,
    (how, told): (Fall, Moment),
    law: &Rulebook,
) -> Option<Deadline> {
    let place = law.agencies().place_of(&pair.notified.agency, told.day());
    let timer = if how.is_no_error() { Timer::MeasureLift } else { Timer::ShareCorrect };
    law.deadline(timer, told, place, &[])
}

/// The time to correct, where it had waited for a calendar which is loaded now.
pub(super) fn fix(pair: &Pair, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
    permit(context, Needs::Clock)?;
    let fixed = DeadlineFixed::of(&pair.limit, context.law);
    Ok(fixed.map(Event::DeadlineFixed).into_iter().collect())
}

impl Kept {
    pub(super) fn sentence(&self) -> String {
        let (on, how) = (in_chinese(self.on), self.how.label());
        format!("来源自{on}起{how}，该措施依照法律规定的期限继续有效")
    }
}

impl SourceFell {
    /// The article by which the source counts no more.
    pub(super) fn authority(&self) -> Citation {
        self.authority.clone().unwrap_or_else(|| self.how.basis(SourceKind::Penalty))
    }

    pub(super) fn basis(&self) -> Vec<Citation> {
        let own = self.authority();
        let limit = self.deadline.as_ref().map(|it| it.authority.clone());
        let other = limit.filter(|it| *it != own);
        [own].into_iter().chain(other).collect()
    }

    pub(super) fn sentence(&self) -> String {
        let due = self.deadline.as_ref().and_then(Deadline::due_date);
        let due = due.map(|it| format!("，期限至{}", in_chinese(it))).unwrap_or_default();
        let (on, how, asks) = (in_chinese(self.on), self.how.label(), self.asks.upon(self.how));
        format!("来源自{on}起{how}，不再计算、不再展示：{asks}{due}")
    }
}
