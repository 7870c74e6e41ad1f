//! Claims: a thing that only one act may have, a document number, an act in law that is fined, or a ground on which a
//! subject is entered in a register, is claimed, then the act takes place, then the claim is confirmed, or the record of the
//! act tells how long it holds. Two streams are enough, each with its own revision, and no
//! transaction spans them.
//!
//! Nobody asks here who may: a claim serves an act, and the act is decided with all its rules.

pub mod number;
mod thing;

pub use self::thing::{ActInLaw, ListedGround, Taking, Thing};

use serde::{Deserialize, Serialize};

use crate::{
    Code, Context, Decider, Moment, Narrative, Rejection,
    citation::Citation,
    document::DocumentNumber,
    id::{CommandId, EventId, SubjectId},
};

/// The act that holds a claim, named by where it will stand and the command that asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Holder {
    /// The stream of the act.
    pub stream: String,
    /// Its command.
    pub command: CommandId,
}

/// What becomes of a claim whose act never came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// It is free again: a fined act, a USCC.
    Exclusive,
    /// It is voided, and never used again: a document number (GB/T 9704).
    Number,
    /// The record of the act tells how long it is taken: a ground on which a subject is entered in a register.
    Standing,
}

/// Whether a thing is taken, and by which act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Claim {
    /// Nobody has it.
    #[default]
    Free,
    /// An act that has not taken place yet has it.
    Held {
        /// Which.
        holder: Holder,
        /// What becomes of it otherwise.
        kind: Kind,
    },
    /// An act has it for good.
    Confirmed {
        /// Which act.
        event: EventId,
        /// Who held it.
        holder: Holder,
    },
    /// A number that nothing bears and nothing ever will.
    Voided,
}

/// What can be asked of a claim.
#[derive(Debug, Clone)]
pub enum Command {
    /// Take it, for an act that is about to take place.
    Claim {
        /// For which.
        holder: Holder,
        /// What becomes of it if the act never comes.
        kind: Kind,
    },
    /// Take it from an act that its own record tells to have come to its end.
    TakeOver {
        /// For which.
        holder: Holder,
        /// From which.
        from: Holder,
    },
    /// The act has taken place.
    Confirm {
        /// Who held it.
        holder: Holder,
        /// The act.
        event: EventId,
    },
    /// The act won't come. Whoever asks for this has appended the abandonment to the holder's stream.
    Abandon {
        /// Who held it.
        holder: Holder,
        /// Why.
        reason: Narrative,
    },
}

/// What can have happened to a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Event {
    /// 占用.
    Claimed(Claimed),
    /// 确认.
    Confirmed(Confirmed),
    /// 释放.
    Released(GivenUp),
    /// 作废: a number.
    Voided(GivenUp),
}

/// It was taken for an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Claimed {
    /// Which act.
    pub holder: Holder,
    /// What becomes of it otherwise.
    pub kind: Kind,
}

/// The act took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Confirmed {
    /// Who held it.
    pub holder: Holder,
    /// The act.
    pub event: EventId,
}

/// The act never came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GivenUp {
    /// Who held it.
    pub holder: Holder,
    /// Why.
    pub reason: Narrative,
}

/// The stream of a number's own life.
#[must_use]
pub fn stream_of(number: &DocumentNumber) -> String {
    format!("claim-{number}")
}

impl Claim {
    /// Whether this act holds it, or has it for good.
    #[must_use]
    pub fn is_of(&self, who: &Holder) -> bool {
        match self {
            Self::Held { holder, .. } | Self::Confirmed { holder, .. } => holder == who,
            Self::Free | Self::Voided => false,
        }
    }

    fn claim(&self, who: &Holder, kind: Kind) -> Result<Vec<Event>, Vec<Rejection>> {
        match self {
            Self::Free => Ok(vec![Event::Claimed(Claimed { holder: who.clone(), kind })]),
            _ if self.is_of(who) => Ok(vec![]),
            // Another decision of the same record.
            Self::Held { holder, kind: Kind::Standing } if holder.stream == who.stream => {
                Ok(vec![])
            }
            // Whoever fined an act and decides anew, since that fell, fines it again; nobody else may.
            Self::Confirmed { holder, .. }
                if kind == Kind::Exclusive && holder.stream == who.stream =>
            {
                Ok(vec![Event::Claimed(Claimed { holder: who.clone(), kind })])
            }
            Self::Voided => Err(vec![lost()]),
            Self::Held { .. } | Self::Confirmed { .. } => Err(vec![
                Code::AlreadyDone.refuse("已被其他行为占用", "another act has claimed it"),
            ]),
        }
    }

    fn take_over(&self, who: &Holder, from: &Holder) -> Result<Vec<Event>, Vec<Rejection>> {
        match self {
            Self::Held { holder, kind: Kind::Standing } if holder == from => {
                Ok(vec![Event::Claimed(Claimed { holder: who.clone(), kind: Kind::Standing })])
            }
            _ if self.is_of(who) => Ok(vec![]),
            Self::Free | Self::Held { .. } | Self::Confirmed { .. } | Self::Voided => {
                Err(vec![lost()])
            }
        }
    }

    fn confirm(&self, who: &Holder, event: EventId) -> Result<Vec<Event>, Vec<Rejection>> {
        match self {
            Self::Held { holder, .. } if holder == who => {
                Ok(vec![Event::Confirmed(Confirmed { holder: who.clone(), event })])
            }
            Self::Confirmed { event: earlier, holder } if holder == who && *earlier == event => {
                Ok(vec![])
            }
            Self::Free | Self::Held { .. } | Self::Confirmed { .. } | Self::Voided => {
                Err(vec![lost()])
            }
        }
    }

    fn abandon(&self, who: &Holder, reason: &Narrative) -> Result<Vec<Event>, Vec<Rejection>> {
        let given_up = GivenUp { holder: who.clone(), reason: reason.clone() };
        match self {
            Self::Held { holder, kind } if holder == who => Ok(vec![match kind {
                Kind::Exclusive | Kind::Standing => Event::Released(given_up),
                Kind::Number => Event::Voided(given_up),
            }]),
            Self::Confirmed { holder, .. } if holder == who => Err(vec![
                Code::AlreadyDone
                    .refuse("所依据的行为已经作出，不能释放", "its act has taken place already"),
            ]),
            // Given up before, or somebody else's by now: nothing of this holder's is left.
            Self::Free | Self::Held { .. } | Self::Confirmed { .. } | Self::Voided => Ok(vec![]),
        }
    }
}

/// What the act rested on is not its own any more.
#[must_use]
pub fn lost() -> Rejection {
    Code::ClaimLost.refuse(
        "为该行为占用的文号或者违法行为已被收回，请重新提交",
        "the claim that the act rested on was given up; send the command again",
    )
}

impl Decider for Claim {
    const CATEGORY: &'static str = "claim";
    type Command = Command;
    type Event = Event;

    fn evolve(self, event: &Event, _occurred: Moment) -> Self {
        match event {
            Event::Claimed(it) => Self::Held { holder: it.holder.clone(), kind: it.kind },
            Event::Confirmed(it) => Self::Confirmed { event: it.event, holder: it.holder.clone() },
            Event::Released(_) => Self::Free,
            Event::Voided(_) => Self::Voided,
        }
    }

    fn decide(
        &self,
        command: &Command,
        _context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        match command {
            Command::Claim { holder, kind } => self.claim(holder, *kind),
            Command::TakeOver { holder, from } => self.take_over(holder, from),
            Command::Confirm { holder, event } => self.confirm(holder, *event),
            Command::Abandon { holder, reason } => self.abandon(holder, reason),
        }
    }

    fn basis(_event: &Event) -> Vec<Citation> {
        vec![]
    }

    fn subjects(_event: &Event) -> Vec<SubjectId> {
        vec![]
    }
}

impl Event {
    /// What happened, for the audit.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Claimed(it) => format!("由{}占用", it.holder.stream),
            Self::Confirmed(it) => format!("经{}确认使用", it.holder.stream),
            Self::Released(it) => format!("释放占用，理由：{}", it.reason.shown()),
            Self::Voided(it) => format!("文号作废，理由：{}", it.reason.shown()),
        }
    }
}

#[cfg(test)]
mod spec;
