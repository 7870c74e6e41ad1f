//! Remedies: reconsideration of a decision, and suits over it (ARL; ALL; domain.md §3.8). They go on beside the main
//! line, also once it is closed, and change what of a decision counts, never the decision itself.

mod bundle;
mod calling;
mod concluding;
mod converting;
mod effect;
mod finding;
mod follows;
mod forwarding;
mod law;
mod opening;
mod ordering;
mod outcome;
mod performing;
mod permission;
mod redoing;
mod reply;
mod standing;
mod stay;
mod suspension;
#[cfg(test)]
mod tests;
mod undoing;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    bundle::{Bundle, Item, ItemKind},
    calling::{CalledAnew, PersonCalled},
    concluding::Concluded,
    converting::{Convert, Converted},
    effect::{JudgmentTookEffect, TakeEffect},
    finding::Conclude,
    forwarding::{Forward, Forwarded, HandIn, HandedIn, HandedInGround, Request},
    opening::{Open, Opened},
    ordering::{PerformanceOrder, Redo},
    outcome::{Ground, Outcome},
    performing::{Perform, Performed},
    permission::{Permit, Permitted},
    redoing::Redoing,
    reply::{ExtendReply, ReplyExtended, Submit, Submitted},
    standing::{Changed, Changer, Effect, EffectKind, Standing, StandingSanction, Touched},
    stay::{EndStay, Order as OrderStay, StayEnded, Stayed, StayedBy},
    suspension::{Extend, Extended, Resume, Resumed, Suspend, Suspended},
    undoing::{InForce, Stood, Undone},
};

pub(in crate::case) use self::{
    follows::Follows,
    law::{Matter, silence},
    standing::fallen,
};

use super::{Case, guard::find};
use crate::{Moment, Rejection, id::PartId};

/// Which remedy against a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RemedyKind {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼第一审.
    FirstInstance,
    /// 行政诉讼第二审.
    SecondInstance,
    /// 行政诉讼再审.
    Retrial,
}

impl RemedyKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::Reconsideration, Self::FirstInstance, Self::SecondInstance, Self::Retrial];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Reconsideration => "行政复议",
            Self::FirstInstance => "行政诉讼第一审",
            Self::SecondInstance => "行政诉讼第二审",
            Self::Retrial => "行政诉讼再审",
        }
    }

    /// Whether a court decides on it.
    #[must_use]
    pub fn is_in_court(self) -> bool {
        self != Self::Reconsideration
    }
}

/// At whose instance it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Applicant {
    /// 当事人.
    Party,
    /// 利害关系人、第三人.
    ThirdParty,
    /// 本机关: an appeal, a request for retrial.
    Agency,
    /// 人民法院: a retrial of its own motion (ALL 92).
    Court,
    /// 人民检察院: a protest (ALL 93).
    Procuratorate,
}

impl Applicant {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Party, Self::ThirdParty, Self::Agency, Self::Court, Self::Procuratorate];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人",
            Self::ThirdParty => "利害关系人",
            Self::Agency => "本机关",
            Self::Court => "人民法院",
            Self::Procuratorate => "人民检察院",
        }
    }

    /// Whether such a remedy can begin at its instance: the agency answers for its own decision in
    /// reconsideration and in the first instance.
    fn may_open(self, kind: RemedyKind) -> bool {
        match self {
            Self::Party | Self::ThirdParty => true,
            Self::Agency => {
                matches!(kind, RemedyKind::SecondInstance | RemedyKind::Retrial)
            }
            Self::Court | Self::Procuratorate => kind == RemedyKind::Retrial,
        }
    }
}

/// By which procedure it is decided (ARL 53; ALL 82).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Procedure {
    /// 普通程序.
    Ordinary,
    /// 简易程序.
    Simplified,
}

impl Procedure {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ordinary, Self::Simplified];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ordinary => "普通程序",
            Self::Simplified => "简易程序",
        }
    }
}

/// A remedy and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// How it was opened.
    pub opened: Opened,
    /// Since when the agency knows of it.
    pub since: Moment,
    /// What the agency answered, and when; what it submitted besides since.
    pub replies: Vec<(Moment, Submitted)>,
    /// What the body or the court let the agency supply.
    pub permissions: Vec<(Moment, Permitted)>,
    /// Stays of execution, and from which day on each counts no more.
    pub stays: Vec<(Date, Stayed, Option<Date>)>,
    /// That it goes on by the ordinary procedure, and since when.
    pub converted: Option<(Moment, Converted)>,
    /// Suspensions, and when each ended.
    pub suspensions: Vec<(Moment, Suspended, Option<Moment>)>,
    /// Its outcome.
    pub concluded: Option<(Moment, Concluded)>,
    /// That the agency performed what it was ordered to, and when.
    pub performed: Option<(Moment, Performed)>,
    /// What the case was before its judgment was taken as in force, where it was and no appeal has shown otherwise since.
    /// What counts no rule asks it for: rules compare dates.
    pub in_force: Option<InForce>,
}

impl Remedy {
    /// Nothing has come of it yet.
    pub(in crate::case) fn begun(opened: &Opened, since: Moment) -> Self {
        Self {
            opened: opened.clone(),
            since,
            replies: vec![],
            permissions: vec![],
            stays: vec![],
            converted: None,
            suspensions: vec![],
            concluded: None,
            performed: None,
            in_force: None,
        }
    }

    /// The agency's answer, and when it came; what it submitted since adds to it.
    #[must_use]
    pub fn reply(&self) -> Option<&(Moment, Submitted)> {
        self.replies.first()
    }

    /// The evidence of the decision that the agency has submitted.
    pub(super) fn submitted(&self) -> impl Iterator<Item = &PartId> {
        self.replies.iter().flat_map(|(_, it)| &it.evidence)
    }

    /// By which procedure it is decided.
    #[must_use]
    pub fn procedure(&self) -> Procedure {
        self.converted.as_ref().map_or(self.opened.procedure, |_| Procedure::Ordinary)
    }

    /// What whoever sees only decisions knows of it: over what it is, and what came of it.
    #[must_use]
    pub fn outcome_alone(&self) -> Self {
        let (concluded, in_force) = (self.concluded.clone(), self.in_force.clone());
        Self { concluded, in_force, ..Self::begun(&self.opened, self.since) }
    }

    /// It has no outcome yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.concluded.is_none()
    }

    /// Its outcome, where it has one.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.concluded.as_ref().map(|(_, it)| it.outcome)
    }
}

impl Case {
    /// The remedy with this id.
    #[must_use]
    pub fn remedy(&self, id: &PartId) -> Option<&Remedy> {
        self.record.remedies.iter().find(|it| it.opened.id == *id)
    }

    /// The remedies that have no outcome yet.
    pub fn open_remedies(&self) -> impl Iterator<Item = &Remedy> {
        self.record.remedies.iter().filter(|it| it.is_open())
    }

    /// The remedy that a command names, in the field `remedy`.
    fn named_remedy(&self, id: &PartId) -> Result<&Remedy, Vec<Rejection>> {
        let named = (id, "行政复议或者行政诉讼", "remedy");
        find(self.record.remedies.iter(), named, |it| &it.opened.id)
    }

    /// The same, while it has no outcome.
    fn open_remedy(&self, id: &PartId) -> Result<&Remedy, Vec<Rejection>> {
        let remedy = self.named_remedy(id)?;
        if remedy.is_open() {
            return Ok(remedy);
        }
        Err(vec![
            crate::Code::AlreadyDone
                .refuse(
                    format!("{}（编号{id}）已经终结", remedy.opened.kind.label()),
                    format!("{id} has been concluded"),
                )
                .at("remedy"),
        ])
    }
}
