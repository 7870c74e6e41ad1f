//! While a remedy is pending, the agency collects no evidence on the decision by itself; only where the applicant came
//! up with something new, or the court needs it, the body or the court lets it supply some (ARL 46; ALL 35, 36).

use serde::{Deserialize, Serialize};

use super::{Matter, RemedyKind};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Main, Needs,
        guard::{Paper, filled, of_type},
        phrase::text,
    },
    citation::{Citation, cite},
    document::{DocumentRef, DocumentType},
    id::PartId,
};

/// The body or the court lets the agency supply evidence (准许补充证据).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Permitted {
    /// In which remedy.
    pub remedy: PartId,
    /// Of which kind.
    pub kind: RemedyKind,
    /// Under which article.
    pub authority: Citation,
    /// On what.
    pub scope: Narrative,
    /// The permission.
    pub document: DocumentRef,
}

/// Records that the body or the court lets the agency supply evidence.
#[derive(Debug, Clone)]
pub struct Permit {
    /// In which remedy.
    pub remedy: PartId,
    /// On what.
    pub scope: Narrative,
    /// The permission.
    pub document: DocumentRef,
}

impl Act for Permit {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.remedy)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let kind = case.open_remedy(&self.remedy)?.opened.kind;
        let article = kind.article(Matter::Supply, (context.law, context.occurred.day()));
        let mut refusals = Refusals::new();
        filled(&mut refusals, self.scope.is_blank(), "scope", "准许补充的证据范围", article);
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RemedyNotice, article));
        refusals.verdict()?;
        Ok(vec![Event::EvidencePermitted(Permitted {
            remedy: self.remedy.clone(),
            kind,
            authority: cite(article.0, article.1),
            scope: self.scope.clone(),
            document: self.document.clone(),
        })])
    }
}

impl Case {
    /// Facts are looked into at one of these stages; or a decision was made, and the body or the court that has a
    /// remedy over it before it lets the agency supply evidence. Without that, none is collected while a remedy is
    /// pending (ARL 46; ALL 35).
    pub(in crate::case) fn may_collect_at(
        &self,
        stages: &[Main],
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        if stages.contains(&self.main) {
            return Ok(());
        }
        let Some(decision) = self.record.last_decision() else { return self.stands_at(stages) };
        let pending: Vec<_> = self.pending_on(decision, context.occurred.day()).collect();
        let Some(first) = pending.first() else { return self.stands_at(stages) };
        let (id, kind) = (&first.opened.id, first.opened.kind);
        if pending.iter().any(|it| it.is_open() && !it.permissions.is_empty()) {
            return Ok(());
        }
        let article = kind.article(Matter::NoEvidence, (context.law, context.occurred.day()));
        Err(vec![
            Code::RemedyPending
                .refuse(
                    format!("{}（编号{id}）期间，不得自行收集证据；经准许补充证据的，请先记录准许", kind.label()),
                    format!("while {id} is pending the agency collects no evidence; record the permission first, where there is one"),
                )
                .under(article.0, article.1),
        ])
    }
}

impl Fact for Permitted {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under_own(&self.authority);
        facets.filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "经准许，可以在{}（编号{}）中补充证据：{}",
            self.kind.label(),
            self.remedy,
            text(&self.scope)
        )
    }
}
