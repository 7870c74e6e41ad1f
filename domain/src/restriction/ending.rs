//! 解除、期满、撤销、终结: what ends a measure (domain.md §6.7). But for the end of its term, its agency ends it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Cause, Event, Pair, Standing, notifying::Entry};
use crate::{
    Code, Context, Moment, Narrative, Refusals, Rejection,
    case::phrase::{because, text},
    citation::{Citation, cite},
    permit::{Needs, permit},
    time::in_chinese,
    timely::timely,
};

/// The imposing agency lifted the measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lifted {
    /// In answer to which entry, where it was told that the source fell.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entry: Option<Entry>,
    /// Why.
    pub cause: LiftCause,
    /// The article by which its source counts no more, where it is lifted for that; not told before it went by the kind of
    /// source.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub authority: Option<Citation>,
    /// The same in words.
    pub reason: Narrative,
}

/// Why an agency lifts a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LiftCause {
    /// The source was revoked, altered, confirmed illegal or void.
    SourceFell,
    /// 信用修复.
    Restored,
    /// 移出名单.
    Delisted,
    /// Its own decision, while the source counts.
    OwnDecision,
}

/// The term of the measure is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expired {
    /// Its last day.
    pub last_day: Date,
    /// The article that sets the term.
    pub authority: Citation,
}

/// The measure was void from the beginning, or has lost its basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Voided {
    /// In answer to which entry, where it was told that the source was never against whoever bears it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entry: Option<Entry>,
    /// Why.
    pub reason: VoidReason,
    /// The same in words.
    pub explanation: Narrative,
}

/// Why a measure is voided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VoidReason {
    /// It was imposed on somebody else: on the right one only after a notice and a decision of its own.
    WrongSubject,
    /// What it rests on is in force no longer.
    BasisRepealed,
}

/// The subject has ended, and with it the measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Closed {
    /// The day on which the subject ended.
    pub ended_on: Date,
    /// By what: its deregistration, a court's ruling.
    pub proof: Narrative,
}

/// Lifts the measure.
#[derive(Debug, Clone)]
pub struct Lift {
    /// In answer to which entry.
    pub entry: Option<Entry>,
    /// Why: the fall of the source, a restoration, a delisting, or the agency's own decision.
    pub cause: LiftCause,
    /// The same in words.
    pub reason: Narrative,
}

/// Voids the measure.
#[derive(Debug, Clone)]
pub struct Void {
    /// In answer to which entry, where it was told of one.
    pub entry: Option<Entry>,
    /// Why.
    pub reason: VoidReason,
    /// The same in words.
    pub explanation: Narrative,
}

/// Closes the measure, since its subject has ended.
#[derive(Debug, Clone)]
pub struct Close {
    /// On which day.
    pub ended_on: Date,
    /// By what.
    pub proof: Narrative,
}

impl LiftCause {
    /// Every cause.
    pub const ALL: [Self; 4] =
        [Self::SourceFell, Self::Restored, Self::Delisted, Self::OwnDecision];

    /// In a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.cause().label()
    }

    /// What ends the measure then.
    #[must_use]
    pub fn cause(self) -> Cause {
        match self {
            Self::SourceFell => Cause::SourceFell,
            Self::Restored => Cause::Restored,
            Self::Delisted => Cause::Delisted,
            Self::OwnDecision => Cause::OwnDecision,
        }
    }

    pub(super) fn basis(self) -> Citation {
        match self {
            Self::SourceFell => cite("APL", "48"),
            Self::Restored => cite("SC22", "0"),
            Self::Delisted => cite("SDL", "0"),
            Self::OwnDecision => cite("SC49", "0"),
        }
    }
}

impl VoidReason {
    /// Both.
    pub const ALL: [Self; 2] = [Self::WrongSubject, Self::BasisRepealed];

    /// In a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.cause().label()
    }

    /// What ends the measure then.
    #[must_use]
    pub fn cause(self) -> Cause {
        match self {
            Self::WrongSubject => Cause::WrongSubject,
            Self::BasisRepealed => Cause::BasisRepealed,
        }
    }
}

/// Whoever ends a measure, or lets it rest, is of the agency that imposed it, and says why; what was ended `again` has
/// been ended so before.
pub(super) fn ends(
    pair: &Pair,
    (rests_on, again): (Moment, bool),
    (said, field): (&Narrative, &str),
    context: &Context<'_>,
) -> Refusals {
    let mut refusals = Refusals::new();
    refusals.check(pair.empowers(context));
    refusals.check(pair.addresses(context));
    refusals.check(timely(context, Some(rests_on), None));
    if !again {
        refusals.check(pair.in_place(context).map(|_| ()));
    }
    refusals.require(!said.is_blank(), || {
        Code::Incomplete.refuse("请说明理由", format!("`{field}` is empty")).at(field)
    });
    refusals
}

impl Lift {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        // Nothing is lifted twice.
        let again = pair.was_ended(self.cause.cause());
        let fall = pair.fallen.as_ref().filter(|_| self.cause != LiftCause::OwnDecision);
        let rests_on = fall.map_or(pair.imposed_at(), |it| it.since.max(pair.imposed_at()));
        let mut refusals = ends(pair, (rests_on, again), (&self.reason, "reason"), context);
        refusals.check(self.caused(pair, context.occurred));
        refusals.check(self.entry.map_or(Ok(()), |it| pair.has_entry(it)));
        refusals.verdict()?;
        let Self { entry, cause, reason } = self.clone();
        let authority = fall.map(|it| it.told.authority());
        let lifted = Event::Lifted(Lifted { entry, cause, authority, reason });
        Ok((!again).then_some(lifted).into_iter().collect())
    }

    /// The cause is what the agency had been told by then, and names the entry; where it had been told nothing, its own
    /// decision.
    fn caused(&self, pair: &Pair, occurred: Moment) -> Result<(), Vec<Rejection>> {
        let fallen = pair.fallen.as_ref().filter(|it| it.since <= occurred);
        let Some(told) = fallen.map_or(Some(LiftCause::OwnDecision), |it| it.told.how.lifts())
        else {
            return Err(vec![
                Code::NotProvidedFor
                    .refuse(
                        "该措施的对象有误，应当撤销（voidRestriction），对更正后的当事人另行通知、决定",
                        "the measure is on the wrong subject: void it (voidRestriction)",
                    )
                    .at("cause"),
            ]);
        };
        let mut refusals = Refusals::new();
        refusals.require(self.cause == told, || {
            Code::Contradictory
                .refuse(
                    format!("该措施应以「{}」为由解除", told.label()),
                    "that is not what the agency was told of the source".to_owned(),
                )
                .at("cause")
        });
        refusals.check(fallen.map_or(Ok(()), |it| named(self.entry, it.revision)));
        let own = (self.cause, told) == (LiftCause::OwnDecision, LiftCause::OwnDecision);
        refusals.require(!own || !pair.notified.measure.runs_by_statute(), || {
            let refusal = Code::NotProvidedFor.refuse(
                "该限制及其期限由法律、行政法规直接规定，实施机关不得自行解除",
                "a statute sets this restriction and its time: its agency does not lift it of itself",
            );
            let basis = pair.notified.measure.basis.first();
            Rejection { citation: basis.cloned(), ..refusal }.at("cause")
        });
        refusals.verdict()
    }
}

/// The entry that told of the fall is the one that is answered.
fn named(entry: Option<Entry>, fall: u64) -> Result<(), Vec<Rejection>> {
    if entry.is_some_and(|it| it.revision == fall) {
        return Ok(());
    }
    Err(vec![
        Code::Incomplete
            .refuse("请注明所答复的来源失效通报", "name the entry that told of the fall")
            .at("entry"),
    ])
}

/// A term that is over ends the measure; the clock records it once.
pub(super) fn expire(pair: &Pair, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(permit(context, Needs::Clock));
    refusals.check(timely(context, Some(pair.imposed_at()), None));
    let last = pair.imposed().and_then(|it| it.until);
    let over = last.filter(|it| *it < context.occurred.day());
    refusals.require(over.is_some(), || {
        Code::TooEarly.refuse("该措施的期限没有届满", "the term of the measure isn't over")
    });
    refusals.verdict()?;
    // What was ended before its term was over has nothing that could end, and a term ends once.
    let ended = last.is_some_and(|it| matches!(pair.standing(it), Standing::Ended(_)));
    let again = ended || pair.was_ended(Cause::Expired);
    let authority = pair.notified.measure.authority.clone();
    let expired = over.filter(|_| !again).map(|last_day| Expired { last_day, authority });
    Ok(expired.map(Event::Expired).into_iter().collect())
}

impl Void {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let again = pair.was_ended(self.reason.cause());
        let said = (&self.explanation, "explanation");
        let mut refusals = ends(pair, (pair.imposed_at(), again), said, context);
        refusals.check(self.entry.map_or(Ok(()), |it| pair.has_entry(it)));
        refusals.check(if again { Ok(()) } else { self.answers_the_fall(pair, context.occurred) });
        let day = context.occurred.day();
        let basis = pair.imposed().map(|it| it.basis.as_slice()).unwrap_or_default();
        let all_hold = basis.iter().all(|it| context.law.in_force(it, day));
        // Whether what is left of its basis bears it still, its agency says.
        refusals.require(self.reason != VoidReason::BasisRepealed || !all_hold, || {
            let cited: Vec<_> = basis.iter().map(|it| context.law.cite(it)).collect();
            Code::Contradictory
                .refuse(
                    format!("{}在{}仍然有效", cited.join("、"), in_chinese(day)),
                    format!("each article that it was imposed under is still in force on {day}"),
                )
                .at("reason")
        });
        refusals.verdict()?;
        let Self { entry, reason, explanation } = self.clone();
        let voided = Event::Voided(Voided { entry, reason, explanation });
        Ok((!again).then_some(voided).into_iter().collect())
    }

    /// What rests on a source that fell is voided in answer to the entry that told of the fall.
    fn answers_the_fall(&self, pair: &Pair, occurred: Moment) -> Result<(), Vec<Rejection>> {
        let told = pair.fallen.as_ref().filter(|it| it.since <= occurred);
        told.map_or(Ok(()), |it| named(self.entry, it.revision))
    }
}

impl Close {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let again = pair.was_ended(Cause::SubjectEnded);
        let said = (&self.proof, "proof");
        let mut refusals = ends(pair, (pair.imposed_at(), again), said, context);
        let measure = &pair.notified.measure;
        if measure.person_level || pair.notified.subject.id.is_natural_person() {
            let refusal = Code::NotProvidedFor.refuse(
                "该措施针对个人，企业终止后继续有效",
                "the measure bars a person, and lasts when the company has ended",
            );
            refusals.refuse(Rejection { citation: measure.basis.first().cloned(), ..refusal });
        }
        refusals.require(self.ended_on <= context.occurred.day(), || {
            Code::InTheFuture.refuse("主体尚未终止", "the subject has not ended yet").at("endedOn")
        });
        let imposed_on = pair.imposed_at().day();
        refusals.require(imposed_on <= self.ended_on || pair.imposed().is_none(), || {
            Code::Contradictory
                .refuse(
                    format!(
                        "主体在{}决定实施该措施之前已经终止，该措施自始无所适用，请确认无效（voidRestriction）",
                        in_chinese(imposed_on)
                    ),
                    "the subject had ended before the measure was imposed: void it (voidRestriction)",
                )
                .at("endedOn")
        });
        refusals.verdict()?;
        let Self { ended_on, proof } = self.clone();
        let closed = Event::Closed(Closed { ended_on, proof });
        Ok((!again).then_some(closed).into_iter().collect())
    }
}

/// What a measure that is void rests on.
pub(super) fn voiding_basis() -> Citation {
    cite("SC49", "0")
}

/// What ends with its subject.
pub(super) fn closing_basis() -> Citation {
    cite("REG", "31")
}

impl Lifted {
    pub(super) fn basis(&self) -> Vec<Citation> {
        vec![self.authority.clone().unwrap_or_else(|| self.cause.basis())]
    }

    pub(super) fn sentence(&self) -> String {
        format!("解除该措施（{}）{}", self.cause.label(), because(&self.reason))
    }
}

impl Expired {
    pub(super) fn sentence(&self) -> String {
        format!("该措施的期限于{}届满", in_chinese(self.last_day))
    }
}

impl Voided {
    pub(super) fn sentence(&self) -> String {
        format!("撤销该措施（{}），说明：{}", self.reason.label(), text(&self.explanation))
    }
}

impl Closed {
    pub(super) fn sentence(&self) -> String {
        let ended = in_chinese(self.ended_on);
        format!("因主体于{ended}终止，终结该措施，根据：{}", text(&self.proof))
    }
}
