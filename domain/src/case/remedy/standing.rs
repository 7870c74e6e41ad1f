//! What of a decision counts on a day: as made, or as what came later made of it. Nothing is edited; each change is
//! an event of its own, which names the sanctions that it touches.

mod changes;
mod reaching;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::reaching::{Change, standing_by};
use crate::{
    Code, Moment, Rejection,
    case::{Case, decision::Decided, sanction::Sanction},
    citation::Citation,
    id::PartId,
};

/// What became of a sanction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Touched {
    /// Which.
    pub sanction: PartId,
    /// What became of it.
    pub effect: Effect,
}

/// What an outcome makes of a sanction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Effect {
    /// 撤销: it counts no more.
    Revoked,
    /// 变更: another one counts, under the same id.
    Altered {
        /// Which.
        to: Sanction,
    },
    /// 确认违法: it was unlawful, and counts all the same.
    ConfirmedIllegal,
    /// 确认无效: it never counted.
    Void,
    /// It counts as it was made, whatever an earlier outcome made of it.
    Upheld,
}

impl Effect {
    /// The sanction does not count any more.
    #[must_use]
    pub fn fells(&self) -> bool {
        matches!(self, Self::Revoked | Self::Void)
    }

    /// What counts after it of a sanction that was decided, and that counted before it like this.
    fn leaves<'a>(
        &'a self,
        decided: &'a Sanction,
        before: Option<&'a Sanction>,
    ) -> Option<&'a Sanction> {
        match self {
            Self::Revoked | Self::Void => None,
            Self::Altered { to } => Some(to),
            Self::ConfirmedIllegal => before,
            Self::Upheld => Some(decided),
        }
    }

    /// Which it is.
    #[must_use]
    pub fn kind(&self) -> EffectKind {
        match self {
            Self::Revoked => EffectKind::Revoked,
            Self::Altered { .. } => EffectKind::Altered,
            Self::ConfirmedIllegal => EffectKind::ConfirmedIllegal,
            Self::Void => EffectKind::Void,
            Self::Upheld => EffectKind::Upheld,
        }
    }
}

/// The effects by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EffectKind {
    /// 撤销: it counts no more.
    Revoked,
    /// 变更: another one counts, under the same id.
    Altered,
    /// 确认违法: it was unlawful, and counts all the same.
    ConfirmedIllegal,
    /// 确认无效: it never counted.
    Void,
    /// 维持: it counts as it was made.
    Upheld,
}

impl EffectKind {
    /// Every effect.
    pub const ALL: [Self; 5] =
        [Self::Revoked, Self::Altered, Self::ConfirmedIllegal, Self::Void, Self::Upheld];

    /// As it is shown.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Revoked => "撤销",
            Self::Altered => "变更",
            Self::ConfirmedIllegal => "确认违法",
            Self::Void => "确认无效",
            Self::Upheld => "维持",
        }
    }
}

impl Touched {
    /// `处罚S2（罚款100000元）变更为罚款40000元`.
    pub(in crate::case) fn text(&self, decided: Option<&Sanction>) -> String {
        let text = decided.map(|it| format!("（{}）", it.text())).unwrap_or_default();
        match &self.effect {
            Effect::Altered { to } => format!("处罚{}{text}变更为{}", self.sanction, to.text()),
            other => format!("处罚{}{text}{}", self.sanction, other.kind().label()),
        }
    }
}

/// What has changed a sanction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changer {
    /// The outcome of a remedy, by its id.
    Remedy(PartId),
    /// The agency itself, by the correction's id (APL 75.2).
    OwnMotion(PartId),
    /// Its superior, by the correction's id (APL 75.1).
    Superior(PartId),
}

/// A decision, and what of it counts on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// When it was made.
    pub decided_at: Moment,
    /// As it was made.
    pub decided: &'a Decided,
    /// Each of its sanctions.
    pub sanctions: Vec<StandingSanction<'a>>,
}

/// A sanction, and how it stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingSanction<'a> {
    /// As it was decided.
    pub decided: &'a Sanction,
    /// What the last outcome that is in force made of it; nothing where none touched it.
    pub changed: Option<Changed<'a>>,
    counts: Option<&'a Sanction>,
    felled_by: Vec<Changer>,
}

/// What has become of a sanction, by what, since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed<'a> {
    /// What became of it.
    pub effect: &'a Effect,
    /// By which event.
    pub by: Changer,
    /// From which day on.
    pub since: Date,
    /// Under which articles.
    pub authority: Vec<Citation>,
}

impl<'a> StandingSanction<'a> {
    /// It was confirmed illegal, and counts all the same.
    #[must_use]
    pub fn is_unlawful(&self) -> bool {
        self.changed.as_ref().is_some_and(|it| *it.effect == Effect::ConfirmedIllegal)
    }

    /// As it counts on that day; nothing where it counts no more.
    #[must_use]
    pub fn counts(&self) -> Option<&'a Sanction> {
        self.counts
    }

    /// All that took it away, where it counts no more: one after the other, since it counted last.
    pub(super) fn felled_by(&self) -> &[Changer] {
        &self.felled_by
    }
}

fn phrase<'a>(sanctions: impl Iterator<Item = &'a Sanction>) -> String {
    let texts: Vec<_> = sanctions.map(Sanction::text).collect();
    if texts.is_empty() { "无".to_owned() } else { texts.join("、") }
}

impl<'a> Standing<'a> {
    /// Nothing of it counts any more.
    #[must_use]
    pub fn has_fallen(&self) -> bool {
        self.sanctions.iter().all(|it| it.counts().is_none())
    }

    /// Nothing of it is lawful: whatever counts still was confirmed illegal.
    #[must_use]
    pub fn is_unlawful(&self) -> bool {
        self.lawful().next().is_none()
    }

    /// Its sanctions as they count, but those that were confirmed illegal: such a one bears nothing, though it counts for
    /// whoever was penalised.
    pub fn lawful(&self) -> impl Iterator<Item = &'a Sanction> + '_ {
        let lawful = self.sanctions.iter().filter(|it| !it.is_unlawful());
        lawful.filter_map(StandingSanction::counts)
    }

    /// One of its sanctions stands as that act left it.
    #[must_use]
    pub fn is_left_by(&self, by: &Changer) -> bool {
        let mut changed = self.sanctions.iter().filter_map(|it| it.changed.as_ref());
        changed.any(|it| it.by == *by)
    }

    /// Each of its sanctions counts as it was made, and none was confirmed illegal.
    #[must_use]
    pub fn is_as_made(&self) -> bool {
        self.sanctions.iter().all(|it| !it.is_unlawful() && it.counts() == Some(it.decided))
    }

    /// Its sanctions as they count.
    pub fn counting(&self) -> impl Iterator<Item = &'a Sanction> + '_ {
        self.sanctions.iter().filter_map(StandingSanction::counts)
    }

    /// What counts, in one short phrase; `无` where nothing does.
    #[must_use]
    pub fn text(&self) -> String {
        phrase(self.counting())
    }

    /// The same of what is lawful: what is shown to the public (APL 48.2; PUB 11).
    #[must_use]
    pub fn lawful_text(&self) -> String {
        phrase(self.lawful())
    }
}

impl Case {
    /// Every penalty decision with what of it counts at the end of that day, the first one first.
    #[must_use]
    pub fn standing(&self, on: Date) -> Vec<Standing<'_>> {
        self.standing_once(on, |it| it.since.day() <= on)
    }

    /// The same at a moment of the day: an act that has an hour comes before what changes the decision later that day.
    pub(in crate::case) fn standing_at(&self, at: Moment) -> Vec<Standing<'_>> {
        self.standing_once(at.day(), |it| it.since <= at)
    }

    /// A decision as it stands on that day but for what a remedy made of it.
    pub(super) fn standing_without(
        &self,
        decision: &PartId,
        remedy: Option<&PartId>,
        on: Date,
    ) -> Option<Standing<'_>> {
        let without = |it: &Change<'_>| Some(it.by.id()) != remedy;
        self.standing_once(on, without).into_iter().find(|it| it.decided.id == *decision)
    }

    fn standing_once(&self, on: Date, counts: impl Fn(&Change<'_>) -> bool) -> Vec<Standing<'_>> {
        let decisions = self.record.decisions.iter();
        decisions
            .map(|(at, decided)| {
                let mut changes = self.changes_of(&decided.id, on);
                changes.retain(&counts);
                let sanctions = standing_by(decided, &changes);
                Standing { decided_at: *at, decided, sanctions }
            })
            .collect()
    }

    /// How a penalty decision of the case stands on that day.
    #[must_use]
    pub fn standing_of(&self, decision: &PartId, on: Date) -> Option<Standing<'_>> {
        self.standing(on).into_iter().find(|it| it.decided.id == *decision)
    }

    /// The penalty decision that counts on that day: the last one that has not wholly fallen.
    #[must_use]
    pub fn counting_decision(&self, on: Date) -> Option<Standing<'_>> {
        self.standing(on).into_iter().rfind(|it| !it.has_fallen())
    }

    /// Nothing of this penalty decision counts any more on that day.
    pub(in crate::case) fn has_fallen(&self, decision: &PartId, on: Date) -> bool {
        self.standing_of(decision, on).is_some_and(|it| it.has_fallen())
    }

    /// Every sanction that counts on that day, with the decision that it is of.
    pub(in crate::case) fn sanctions_in_force(&self, on: Date) -> Vec<(&Decided, &Sanction)> {
        let standing = self.standing(on);
        let counting =
            standing.iter().flat_map(|it| it.counting().map(|sanction| (it.decided, sanction)));
        counting.collect()
    }

    /// Every sanction as it counts at that moment.
    pub(in crate::case) fn sanctions_at(&self, at: Moment) -> impl Iterator<Item = &Sanction> {
        let standing = self.standing_at(at).into_iter().flat_map(|it| it.sanctions);
        standing.filter_map(|it| it.counts())
    }

    /// The sanction of that id as it counts at that moment.
    pub(in crate::case) fn sanction_at(&self, id: &PartId, at: Moment) -> Option<&Sanction> {
        self.sanctions_at(at).find(|it| it.id == *id)
    }
}

/// Of a decision that is to be served or changed nothing counts any more.
pub(in crate::case) fn fallen() -> Rejection {
    Code::AlreadyDone
        .refuse("该决定已经全部失去效力", "nothing of this decision counts any more")
        .at("decision")
}

impl Changer {
    /// The agency itself or its superior, and no remedy.
    fn is_a_correction(&self) -> bool {
        matches!(self, Self::OwnMotion(_) | Self::Superior(_))
    }

    /// The id of the remedy or the correction.
    #[must_use]
    pub fn id(&self) -> &PartId {
        match self {
            Self::Remedy(id) | Self::OwnMotion(id) | Self::Superior(id) => id,
        }
    }
}
