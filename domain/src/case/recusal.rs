//! Recusal: whoever has an interest in the case withdraws from it (APL 43, PR 4).

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{Paper, filled, of_type},
    handlers::{Handler, leaders, named, registered},
    phrase::because,
    state::Recusal,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection, Role,
    document::{DocumentRef, DocumentType},
    id::{PartId, PersonId},
};

/// Somebody's recusal was asked for. The investigation goes on meanwhile (PR 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Requested {
    /// `R1`, `R2`, …
    pub id: PartId,
    /// Of whom.
    pub officer: Handler,
    /// By whom.
    pub by: Requester,
    /// Why.
    pub reason: Narrative,
    /// The request.
    pub document: DocumentRef,
}

/// Who asks for a recusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Requester {
    /// 当事人.
    Party,
    /// 本人.
    Officer,
    /// 本部门.
    Agency,
}

impl Requester {
    /// Every requester.
    pub const ALL: [Self; 3] = [Self::Party, Self::Officer, Self::Agency];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人",
            Self::Officer => "本人",
            Self::Agency => "本部门",
        }
    }
}

/// A recusal was decided (PR 4): by a leader, by the principal head about a leader, by the leaders
/// together about the principal head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Decided {
    /// Which request.
    pub request: PartId,
    /// About whom.
    pub person: PersonId,
    /// Whether the person withdraws.
    pub granted: bool,
    /// Why.
    pub reason: Narrative,
    /// Who discussed it, where the leaders decided together.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attendees: Vec<Handler>,
    /// The decision.
    pub document: DocumentRef,
}

/// Records that somebody's recusal is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Of whom.
    pub officer: PersonId,
    /// By whom.
    pub by: Requester,
    /// Why.
    pub reason: Narrative,
    /// The request.
    pub document: DocumentRef,
}

impl Act for Request {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Investigate)
    }

    fn people(&self) -> Vec<&PersonId> {
        vec![&self.officer]
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.discovered()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.is_undecided());
        filled(&mut refusals, self.reason.is_blank(), "reason", "申请回避的理由", ("PR", "4.1"));
        let officer = refusals.check_at("officer", registered(context, &self.officer));
        refusals.require(!case.is_recused(&self.officer), || {
            Code::AlreadyDone
                .refuse("该人员已被决定回避本案", "the officer has been recused already")
                .under("PR", "4.1")
                .at("officer")
        });
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RecusalPaper, ("PR", "4")));
        refusals.verdict()?;
        if case.record.recusals.iter().any(|it| self.is_pending(it)) {
            return Ok(vec![]);
        }
        let id = PartId::nth('R', case.record.recusals.len() + 1);
        Ok(officer.map(|officer| self.requested(id, officer)).into_iter().collect())
    }
}

impl Request {
    /// It is this request, and not decided; one on another paper has reasons of its own.
    fn is_pending(&self, other: &Recusal) -> bool {
        let asked = &other.request;
        let same = asked.officer.person == self.officer && asked.by == self.by;
        other.granted.is_none() && same && asked.document.is(&self.document)
    }

    fn requested(&self, id: PartId, officer: Handler) -> Event {
        Event::RecusalRequested(Requested {
            id,
            officer,
            by: self.by,
            reason: self.reason.clone(),
            document: self.document.clone(),
        })
    }
}

/// Decides on a recusal.
#[derive(Debug, Clone)]
pub struct Decide {
    /// Which request.
    pub request: PartId,
    /// About whom; the register is asked for their rank.
    pub person: PersonId,
    /// Whether the person withdraws.
    pub granted: bool,
    /// Why.
    pub reason: Narrative,
    /// Who discussed it, where it is about the principal head.
    pub attendees: Vec<PersonId>,
    /// The decision.
    pub document: DocumentRef,
}

impl Act for Decide {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::DecideForAgency)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.attendees.iter().chain([&self.person]).collect()
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.request)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.not_closed());
        refusals.check(self.pending(case));
        filled(&mut refusals, self.reason.is_blank(), "reason", "回避决定的理由", ("PR", "4.1"));
        refusals.require(context.actor.person() != Some(&self.person), || {
            Code::ConflictOfDuties
                .refuse("任何人不得决定本人的回避", "nobody decides on their own recusal")
                .under("PR", "4.1")
        });
        let attendees = refusals.check(self.by_rank(case, context));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RecusalPaper, ("PR", "4")));
        refusals.verdict()?;
        Ok(vec![Event::RecusalDecided(Decided {
            request: self.request.clone(),
            person: self.person.clone(),
            granted: self.granted,
            reason: self.reason.clone(),
            attendees: attendees.unwrap_or_default(),
            document: self.document.clone(),
        })])
    }
}

impl Decide {
    /// The request is there, is about this person and is not decided.
    fn pending(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let refusal = match case.record.recusal(&self.request) {
            None => Code::UnknownPart
                .refuse(
                    format!("本案没有回避申请{}", self.request),
                    format!("the case has no recusal request {}", self.request),
                )
                .at("request"),
            Some(recusal) if recusal.request.officer.person != self.person => Code::Contradictory
                .refuse(
                    format!("回避申请{}针对的是{}", self.request, recusal.request.officer.person),
                    format!("{} is about {}", self.request, recusal.request.officer.person),
                )
                .at("person"),
            Some(recusal) if recusal.granted.is_some() => Code::AlreadyDone
                .refuse(
                    format!("回避申请{}已经作出决定", self.request),
                    format!("{} has been decided already", self.request),
                )
                .at("request"),
            Some(_) => return Ok(()),
        };
        Err(vec![refusal.under("PR", "4.1")])
    }

    /// By a leader; by the principal head where it is about a leader; by the leaders together, without
    /// the one concerned, where it is about the principal head (PR 4).
    fn by_rank(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Handler>, Vec<Rejection>> {
        let day = context.occurred.day();
        let concerned = context.facts.officers.get(&self.person);
        let is = |role| concerned.is_some_and(|it| it.holds(role, day));
        let mut refusals = Refusals::new();
        let mut attendees = None;
        if is(Role::PrincipalHead) {
            refusals.require(!self.attendees.contains(&self.person), || {
                Code::ConflictOfDuties
                    .refuse(
                        "被申请回避的主要负责人不得参加讨论",
                        "the principal head concerned may not take part in the discussion",
                    )
                    .under("PR", "4.1")
                    .at("attendees")
            });
            attendees = refusals.check(leaders(case, context, &self.attendees, ("PR", "4.1")));
        } else {
            refusals.require(self.attendees.is_empty(), || {
                Code::Contradictory
                    .refuse(
                        "只有主要负责人的回避由负责人集体讨论决定，请删除讨论人员",
                        "only the principal head's recusal is decided by the leaders together: name no attendees",
                    )
                    .under("PR", "4.1")
                    .at("attendees")
            });
        }
        let acting = context.actor.officer().map(|it| it.role);
        let reserved = is(Role::AgencyLeader) && !is(Role::PrincipalHead);
        refusals.require(!reserved || acting == Some(Role::PrincipalHead), || {
            Code::NotPermitted
                .refuse(
                    "其他负责人的回避由主要负责人决定",
                    "a leader's recusal is decided by the principal head",
                )
                .under("PR", "4.1")
        });
        refusals.verdict()?;
        Ok(attendees.unwrap_or_default())
    }
}

impl Case {
    /// Under way, and nothing is decided about the penalty.
    fn is_undecided(&self) -> Result<(), Vec<Rejection>> {
        if self.main == Main::Verifying { Ok(()) } else { self.is_filed_and_open() }
    }

    /// Nobody is left to withdraw from a case that is closed.
    fn not_closed(&self) -> Result<(), Vec<Rejection>> {
        match self.main {
            Main::Closed | Main::Archived => self.is_undecided(),
            _ => Ok(()),
        }
    }
}

impl Fact for Requested {
    fn facets(&self) -> Facets<'_> {
        // The party has a right to ask; an officer who has an interest has a duty to withdraw.
        let basis: &'static [_] = match self.by {
            Requester::Party => &[("APL", "43.2"), ("PR", "4")],
            Requester::Officer | Requester::Agency => &[("APL", "43.1"), ("PR", "4")],
        };
        Facets::under(basis).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "记录{}提出的回避申请（编号{}），申请{}回避{}",
            self.by.label(),
            self.id,
            self.officer.shown,
            because(&self.reason)
        )
    }
}

impl Fact for Decided {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "4"), ("APL", "43.3")]).filing([&self.document])
    }

    fn sentence(&self) -> String {
        let verdict = if self.granted { "决定准予回避" } else { "决定驳回回避申请" };
        let together = if self.attendees.is_empty() {
            String::new()
        } else {
            format!("经{}集体讨论，", named(&self.attendees))
        };
        format!("{together}{verdict}（回避申请编号{}）{}", self.request, because(&self.reason))
    }
}
