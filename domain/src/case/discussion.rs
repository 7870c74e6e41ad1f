//! Discussion: a case of PR 50 that is to be penalised is discussed by the leaders together (PR 60;
//! APL 57).

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{Paper, filled, of_type},
    handlers::{Handler, leaders, named},
    missing,
    phrase::text,
    sanction::{Sanction, listed, not_heavier, well_formed},
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    document::{DocumentRef, DocumentType},
    id::{PartId, PersonId},
};

/// The leaders discussed the case together (集体讨论, PR 60, 64).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Discussed {
    /// `M1`, `M2`, …
    pub id: PartId,
    /// Who was there.
    pub attendees: Vec<Handler>,
    /// What they agreed on.
    pub sanctions: Vec<Sanction>,
    /// In words.
    pub conclusion: Narrative,
    /// Who thought otherwise, and what.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub dissent: Vec<Dissent>,
    /// 集体讨论记录.
    pub document: DocumentRef,
}

/// A leader who thought otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dissent {
    /// Who.
    pub leader: Handler,
    /// What.
    pub opinion: Narrative,
}

impl Fact for Discussed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "60.2"), ("APL", "57.2")]).filing([&self.document])
    }

    fn sentence(&self) -> String {
        let dissent = match self.dissent.len() {
            0 => String::new(),
            n => format!("，{n}人持不同意见，已记入集体讨论记录"),
        };
        format!(
            "组织集体讨论（编号{}），参加人员为{}，讨论结论：{}，同意给予行政处罚：{}{dissent}",
            self.id,
            named(&self.attendees),
            text(&self.conclusion),
            listed(&self.sanctions)
        )
    }
}

/// Records that the leaders discussed the penalty together (集体讨论). They discuss it when everything
/// that the decision rests on is before them; a later notice, statement, hearing, review or result calls for
/// another discussion.
#[derive(Debug, Clone)]
pub struct Hold {
    /// Who was there; as many leaders at least as `LEADERS_MIN` says.
    pub attendees: Vec<PersonId>,
    /// What they agreed on: what the party was told, or less.
    pub sanctions: Vec<Sanction>,
    /// In words.
    pub conclusion: Narrative,
    /// Who of them thought otherwise, and what.
    pub dissent: Vec<(PersonId, Narrative)>,
    /// 集体讨论记录.
    pub document: DocumentRef,
}

impl Act for Hold {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideTogether)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.attendees.iter().collect()
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn wants_handlers(&self) -> bool {
        true
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.ripe_for_a_penalty()
    }

    fn weighs_what_was_said(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let article = ("PR", "60.2");
        let mut refusals = Refusals::new();
        if refusals.check(case.stands_at(&[Main::Noticed])).is_some() {
            let missing = case.missing_for_discussion(context.occurred.day());
            refusals.check(missing::complete(missing));
            refusals.check(case.still_handled(context));
        }
        let nothing = self.sanctions.is_empty();
        filled(&mut refusals, nothing, "sanctions", "讨论同意的行政处罚", article);
        filled(&mut refusals, self.conclusion.is_blank(), "conclusion", "讨论结论", article);
        refusals.check(well_formed(&self.sanctions));
        refusals.check(case.as_noticed(&self.sanctions));
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::DiscussionMinutes, article));
        let attendees = refusals.check(leaders(case, context, &self.attendees, article));
        let dissent = refusals.check(self.dissenting(attendees.as_deref().unwrap_or_default()));
        refusals.verdict()?;
        Ok(vec![Event::CollectiveDiscussionHeld(Discussed {
            id: PartId::nth('M', case.record.discussions.len() + 1),
            attendees: attendees.unwrap_or_default(),
            sanctions: self.sanctions.clone(),
            conclusion: self.conclusion.clone(),
            dissent: dissent.unwrap_or_default(),
            document: self.document.clone(),
        })])
    }
}

impl Hold {
    /// Whoever thought otherwise was there, and said what.
    fn dissenting(&self, attendees: &[Handler]) -> Result<Vec<Dissent>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let mut dissent = vec![];
        for (n, (person, opinion)) in self.dissent.iter().enumerate() {
            refusals.require(self.attendees.contains(person), || {
                Code::Contradictory
                    .refuse(
                        format!("{person}未参加集体讨论，不能记录其不同意见"),
                        format!("{person} was not there"),
                    )
                    .under("PR", "60.2")
                    .at(&format!("dissent.{n}.leader"))
            });
            refusals.require(!opinion.is_blank(), || {
                Code::Incomplete
                    .refuse("请填写不同意见的内容", "say what the leader thought")
                    .under("PR", "60.2")
                    .at(&format!("dissent.{n}.opinion"))
            });
            refusals.require(self.dissent[..n].iter().all(|(it, _)| it != person), || {
                Code::Contradictory
                    .refuse(
                        format!("{person}的不同意见重复列出，请合并填写"),
                        format!("{person} is listed twice: say it once"),
                    )
                    .under("PR", "60.2")
                    .at(&format!("dissent.{n}.leader"))
            });
            let leader = attendees.iter().find(|it| it.person == *person);
            let opinion = opinion.clone();
            dissent.extend(leader.map(|leader| Dissent { leader: leader.clone(), opinion }));
        }
        refusals.verdict()?;
        Ok(dissent)
    }
}

impl Case {
    /// Nothing goes beyond what the last notice told the party (PR 58).
    pub(super) fn as_noticed(&self, sanctions: &[Sanction]) -> Result<(), Vec<Rejection>> {
        let noticed = self.record.notices.last();
        noticed.map_or(Ok(()), |(_, it)| not_heavier(sanctions, &it.sanctions))
    }
}
