//! The agency has performed what the organ or the court had ordered it to (ARL 66, 77; ALL 72, 73, 94).

use serde::{Deserialize, Serialize};

use super::{Outcome, RemedyKind, outcome::listed_in};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, filled, of_type},
        phrase::text,
    },
    citation::Citation,
    clock::Timer,
    document::{DocumentRef, DocumentType},
    id::PartId,
};

/// What was ordered was performed (履行行政复议决定、裁判).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Performed {
    /// In which remedy.
    pub remedy: PartId,
    /// Of which kind.
    pub kind: RemedyKind,
    /// Under which article that was ordered.
    pub authority: Citation,
    /// How.
    pub account: Narrative,
    /// What proves it.
    pub document: DocumentRef,
}

/// Records that what was ordered was performed.
#[derive(Debug, Clone)]
pub struct Perform {
    /// In which remedy.
    pub remedy: PartId,
    /// How.
    pub account: Narrative,
    /// What proves it.
    pub document: DocumentRef,
}

impl Act for Perform {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    /// The order; whether it counts by then, nobody has to wait for.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.remedy(&self.remedy)?.concluded.as_ref().map(|(at, _)| *at)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let remedy = case.named_remedy(&self.remedy)?;
        let kind = remedy.opened.kind;
        let at = (context.law, context.occurred.day());
        let article = listed_in(kind, Outcome::OrderedToPerform, at);
        let mut refusals = Refusals::new();
        refusals.require(remedy.performed.is_none(), || {
            let (zh, en) = ("已经登记履行情况", "that it was performed is on file already");
            Code::AlreadyDone.refuse(zh, en).under(article.0, article.1).at("remedy")
        });
        let concluded = remedy.concluded.as_ref().map(|(_, it)| it);
        let ordered = concluded.filter(|it| it.order.is_some());
        refusals.require(ordered.is_some(), || {
            let (id, label) = (&self.remedy, kind.label());
            Code::StepMissing
                .refuse(
                    format!("{label}（编号{id}）没有责令履行"),
                    format!("{id} has not ordered the agency to perform anything"),
                )
                .under(article.0, article.1)
                .at("remedy")
        });
        filled(&mut refusals, self.account.is_blank(), "account", "履行情况", article);
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::PerformanceProof, article));
        refusals.verdict()?;
        let authority = ordered.and_then(|it| it.authorities.first()).cloned();
        let Some(authority) = authority else { return Ok(vec![]) };
        Ok(vec![Event::OrderPerformed(Performed {
            remedy: self.remedy.clone(),
            kind,
            authority,
            account: self.account.clone(),
            document: self.document.clone(),
        })])
    }
}

impl Fact for Performed {
    fn facets(&self) -> Facets<'_> {
        Facets::under_own(&self.authority)
            .settling(Timer::Perform, Some(&self.remedy))
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        let (label, id) = (self.kind.label(), &self.remedy);
        format!("履行{label}（编号{id}）责令履行的内容：{}", text(&self.account))
    }
}
