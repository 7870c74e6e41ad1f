//! What was taken in by the simplified procedure goes on by the ordinary one (ARL 55; ALL 84).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Procedure, RemedyKind,
    law::{Article, Matter},
};
use crate::{
    Capability, Code, Context, Moment, Refusals, Rejection, Rulebook,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, of_type},
        phrase::until,
    },
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
};

/// The organ or the court goes on by the ordinary procedure (转为普通程序). Times that had not ended are those of that
/// procedure, from the same days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Converted {
    /// In which remedy.
    pub remedy: PartId,
    /// Of which kind.
    pub kind: RemedyKind,
    /// Under which article.
    pub authority: Citation,
    /// The organ's notice, the court's ruling.
    pub document: DocumentRef,
    /// The agency's time to answer and the organ's to decide, where they run.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Records that the organ or the court goes on by the ordinary procedure.
#[derive(Debug, Clone)]
pub struct Convert {
    /// In which remedy.
    pub remedy: PartId,
    /// The organ's notice, the court's ruling.
    pub document: DocumentRef,
}

impl Act for Convert {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.remedy(&self.remedy).map(|it| it.since)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let remedy = case.open_remedy(&self.remedy)?;
        let kind = remedy.opened.kind;
        let article = if kind.is_in_court() { ("ALL", "84") } else { ("ARL", "55") };
        let mut refusals = Refusals::new();
        refusals.require(remedy.procedure() == Procedure::Simplified, || {
            let (zh, en) = ("该案适用普通程序审理", "it is by the ordinary procedure already");
            Code::AlreadyDone.refuse(zh, en).under(article.0, article.1).at("remedy")
        });
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RemedyNotice, article));
        refusals.verdict()?;
        Ok(vec![Event::RemedyConverted(Converted {
            remedy: self.remedy.clone(),
            kind,
            authority: cite(article.0, article.1),
            document: self.document.clone(),
            deadlines: self.anew(case, context)?,
        })])
    }
}

impl Convert {
    /// Each time of the simplified procedure that runs, as the ordinary one has it, from the same day.
    fn anew(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let of = Some(&self.remedy);
        // What had passed unanswered or undecided stays so (ARL 70; ALL 45).
        let today = context.occurred.day();
        let runs = |timer| {
            let open = case.open_deadline(timer, of);
            open.filter(|it| it.latest().is_none_or(|last| today <= last)).map(|it| it.start)
        };
        let (answer, decide) = Procedure::Simplified.times();
        let (answer_by, decide_by) = Procedure::Ordinary.times();
        let mut deadlines = match runs(answer) {
            Some(received) => case.start(context, answer_by, of, received)?,
            None => vec![],
        };
        let admitted = runs(decide).into_iter();
        deadlines.extend(
            admitted.flat_map(|admitted| case.start_where_owed(context, decide_by, of, admitted)),
        );
        Ok(deadlines)
    }
}

impl Procedure {
    /// Under which article the agency answers (ARL 48, 54; ALL 67).
    pub(super) fn answered_under(self, kind: RemedyKind, at: (&Rulebook, Date)) -> Article {
        match (kind.article(Matter::Answer, at), self) {
            (("ARL", _), Self::Simplified) => ("ARL", "54"),
            (article, Self::Ordinary | Self::Simplified) => article,
        }
    }

    /// In reconsideration the agency's time to answer (ARL 48, 54), and the organ's to decide (ARL 62).
    pub(super) fn times(self) -> (Timer, Timer) {
        match self {
            Self::Ordinary => (Timer::ReconReply, Timer::ReconDecide),
            Self::Simplified => (Timer::ReconReplySimple, Timer::ReconSimple),
        }
    }
}

impl Fact for Converted {
    fn facets(&self) -> Facets<'_> {
        let ((answer, decide), (answer_by, decide_by)) =
            (Procedure::Simplified.times(), Procedure::Ordinary.times());
        let anew = |timer| self.deadlines.iter().any(|it| it.timer == timer);
        let replaced = [(answer, answer_by), (decide, decide_by)].into_iter();
        replaced
            .filter(|(_, by)| anew(*by))
            .fold(Facets::under_own(&self.authority), |facets, (timer, _)| {
                facets.replacing(timer, Some(&self.remedy))
            })
            .timing(&self.deadlines)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        let (label, id) = (self.kind.label(), &self.remedy);
        let (answer, _) = Procedure::Ordinary.times();
        let until = until(&self.deadlines, answer, "答复期限");
        format!("{label}（编号{id}）由简易程序转为普通程序审理{until}")
    }
}
