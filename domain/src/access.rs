//! Reading what is sealed: who reported, who gave evidence, who signed, how a person is reached. It is
//! answered for a stated purpose on a stated basis alone, and recorded before it is answered
//! (domain.md §9; CMP 33; PIPL 6). One stream per case.

mod content;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use self::content::Content;
use crate::{
    Actor, Capability, Code, Context, Decider, Moment, Narrative, Refusals, Rejection, Role,
    citation::Citation,
    decider::Wants,
    id::{CaseId, PartId, PersonId, SubjectId},
    permit::{Needs, permit},
    time::in_chinese,
};

/// The stream of what has been read of a case.
#[must_use]
pub fn stream_of(case: CaseId) -> String {
    format!("{}-{case}", Access::CATEGORY)
}

/// What has been read of the sealed content of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// Every reading, oldest first.
    pub readings: Vec<SealedRead>,
}

/// Which sealed content of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum Target {
    /// Who reported it, and how to reach them.
    Reporter,
    /// Who the party is: the natural person, or the people of the organisation.
    Party,
    /// Who provided a piece of evidence, or fixed it.
    Provider {
        /// Which: `E1`.
        part: PartId,
    },
    /// Who signed for a document that was served.
    Recipient {
        /// Of which notice, order, hearing or decision: `N1`.
        part: PartId,
    },
    /// Who spoke for the party at a hearing.
    Agents {
        /// Which: `H1`.
        part: PartId,
    },
    /// Who was named as answerable for a decision.
    Answerable {
        /// By which act: `L1`.
        part: PartId,
    },
    /// Whom a measure bars that an agency was told of: the party, or somebody who answers for a decision.
    Barred {
        /// Their opaque id.
        person: SubjectId,
    },
}

/// Kinds of sealed content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// Who reported it, and how to reach them.
    Reporter,
    /// Who the party is: the natural person, or the people of the organisation.
    Party,
    /// Who provided a piece of evidence, or fixed it.
    Provider,
    /// Who signed for a document that was served.
    Recipient,
    /// Who spoke for the party at a hearing.
    Agents,
    /// Who was named as answerable for a decision.
    Answerable,
    /// Whom a measure bars, for the agency that was told of it.
    Barred,
}

/// What can have happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// 查阅封存内容.
    SealedRead(SealedRead),
}

/// Somebody read sealed content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SealedRead {
    /// Of which case.
    pub case: CaseId,
    /// What.
    pub target: Target,
    /// For what.
    pub purpose: Narrative,
    /// Under which article.
    pub basis: Citation,
}

/// Reads sealed content.
#[derive(Debug, Clone)]
pub struct Read {
    /// Of which case.
    pub case: CaseId,
    /// What.
    pub target: Target,
    /// For what.
    pub purpose: Narrative,
    /// Under which article.
    pub basis: Citation,
    /// Who handles the case now, or verifies its lead, as its stream has them.
    pub in_charge: Vec<PersonId>,
    /// Who withdrew from it.
    pub recused: Vec<PersonId>,
}

impl TargetKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Reporter,
        Self::Party,
        Self::Provider,
        Self::Recipient,
        Self::Agents,
        Self::Answerable,
        Self::Barred,
    ];

    /// What it is, in a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Reporter => "举报人身份",
            Self::Party => "当事人个人信息",
            Self::Provider => "证据提供人",
            Self::Recipient => "文书签收人",
            Self::Agents => "听证代理人",
            Self::Answerable => "责任人员个人信息",
            Self::Barred => "被限制人员个人信息",
        }
    }
}

impl Target {
    /// What kind of content it is.
    #[must_use]
    pub fn kind(&self) -> TargetKind {
        match self {
            Self::Reporter => TargetKind::Reporter,
            Self::Party => TargetKind::Party,
            Self::Provider { .. } => TargetKind::Provider,
            Self::Recipient { .. } => TargetKind::Recipient,
            Self::Agents { .. } => TargetKind::Agents,
            Self::Answerable { .. } => TargetKind::Answerable,
            Self::Barred { .. } => TargetKind::Barred,
        }
    }

    /// Of which part of the case, where there may be several.
    #[must_use]
    pub fn part(&self) -> Option<&PartId> {
        match self {
            Self::Reporter | Self::Party | Self::Barred { .. } => None,
            Self::Provider { part }
            | Self::Recipient { part }
            | Self::Agents { part }
            | Self::Answerable { part } => Some(part),
        }
    }

    /// What it is, in a word.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.kind().label()
    }

    /// What reading it takes.
    fn capability(&self) -> Capability {
        match self {
            Self::Reporter => Capability::ReadReporter,
            Self::Party
            | Self::Provider { .. }
            | Self::Recipient { .. }
            | Self::Agents { .. }
            | Self::Answerable { .. } => Capability::ReadPersonal,
            Self::Barred { .. } => Capability::ImposeRestrictions,
        }
    }
}

impl SealedRead {
    /// What was done, as the predicate of an official sentence: `查阅举报人身份，目的：…`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let part = self.target.part().map(|it| format!("（编号{it}）")).unwrap_or_default();
        format!("查阅{}{part}，目的：{}", self.target.label(), self.purpose.shown())
    }
}

impl Decider for Access {
    const CATEGORY: &'static str = "access";
    type Command = Read;
    type Event = Event;

    fn evolve(mut self, event: &Event, _occurred: Moment) -> Self {
        let Event::SealedRead(read) = event;
        self.readings.push(read.clone());
        self
    }

    fn decide(&self, read: &Read, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(permit(context, Needs::Role(read.target.capability())));
        refusals.check(read.concerns(context.actor));
        let withdrew = context.actor.person().is_some_and(|it| read.recused.contains(it));
        refusals.require(!withdrew, || {
            Code::Recused
                .refuse("查阅人已被决定回避本案", "the reader has been recused from the case")
                .under("PR", "4")
        });
        refusals.require(!read.purpose.is_blank(), || {
            Code::Incomplete
                .refuse("请填写查阅目的", "say what it is read for")
                .under("PIPL", "6")
                .at("purpose")
        });
        let day = context.occurred.day();
        refusals.require(context.law.in_force(&read.basis, day), || {
            let (cited, on) = (context.law.cite(&read.basis), in_chinese(day));
            Code::NotProvidedFor
                .refuse(
                    format!("规则库中没有在{on}有效的“{cited}”，请注明查阅所依据的法规条款"),
                    format!("the rulebook knows no `{}` in force on {day}", read.basis),
                )
                .at("basis")
        });
        refusals.verdict()?;
        Ok(vec![Event::SealedRead(SealedRead {
            case: read.case,
            target: read.target.clone(),
            purpose: read.purpose.clone(),
            basis: read.basis.clone(),
        })])
    }

    fn wants(read: &Read) -> Wants<'_> {
        Wants { needs: Some(Needs::Role(read.target.capability())), ..Wants::default() }
    }

    fn basis(event: &Event) -> Vec<Citation> {
        let Event::SealedRead(read) = event;
        vec![read.basis.clone()]
    }

    fn subjects(_: &Event) -> Vec<SubjectId> {
        vec![]
    }
}

impl Read {
    /// A handler learns who reported only in a case that is theirs now (CMP 33).
    fn concerns(&self, actor: &Actor) -> Result<(), Vec<Rejection>> {
        let handler = actor.officer().filter(|it| it.role == Role::Handler);
        let stranger = handler.is_some_and(|it| !self.in_charge.contains(&it.person));
        if self.target != Target::Reporter || !stranger {
            return Ok(());
        }
        Err(vec![
            Code::NotPermitted
                .refuse(
                    "举报人信息应当保密，非本案核查、办案人员不得查阅",
                    "only who verified or handles the case may read who reported it",
                )
                .under("CMP", "33"),
        ])
    }
}
