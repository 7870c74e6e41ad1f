//! The agency's answer: in reconsideration within ten working days, five in the simplified procedure, in court within
//! fifteen days, with the evidence and the basis of the decision. Without it the decision counts as having none
//! (ARL 48, 54, 70; ALL 34, 67).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Matter, Remedy, RemedyKind};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, each_of_kind, filled, issued_before, none_or_blank, of_type},
        handlers::{Handler, registered},
        phrase::{because, until},
    },
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::{PartId, PersonId},
    time::in_chinese,
};

/// The agency answered (提出行政复议答复、行政诉讼答辩).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Submitted {
    /// Which remedy.
    pub remedy: PartId,
    /// Of which kind.
    pub kind: RemedyKind,
    /// Under which article.
    pub authority: Citation,
    /// Who prepared it.
    pub prepared_by: Handler,
    /// The evidence of the decision that was submitted with it.
    pub evidence: Vec<PartId>,
    /// The instruments that the decision rests on.
    pub bases: Vec<String>,
    /// 行政复议答复书, 答辩状.
    pub document: DocumentRef,
    /// What else was submitted.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub documents: Vec<DocumentRef>,
}

/// Signs the answer and submits it, with the evidence and the basis of the decision (答复、答辩并举证).
#[derive(Debug, Clone)]
pub struct Submit {
    /// Which remedy.
    pub remedy: PartId,
    /// Who prepared it: never whoever signs.
    pub prepared_by: PersonId,
    /// The evidence that is submitted.
    pub evidence: Vec<PartId>,
    /// The instruments that the decision rests on.
    pub bases: Vec<String>,
    /// 行政复议答复书, 答辩状.
    pub document: DocumentRef,
    /// What else is submitted.
    pub documents: Vec<DocumentRef>,
}

impl Act for Submit {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::DecideForAgency)
    }

    fn people(&self) -> Vec<&PersonId> {
        vec![&self.prepared_by]
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let others = Paper::all(&self.documents, "documents");
        std::iter::once(Paper::new(&self.document, "document")).chain(others).collect()
    }

    /// The remedy, and the evidence that it names.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.remedy).max(case.last_on_parts(&self.evidence))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let remedy = case.open_remedy(&self.remedy)?;
        let at = (context.law, context.occurred.day());
        let article = remedy.procedure().answered_under(remedy.opened.kind, at);
        let mut refusals = Refusals::new();
        refusals.check(self.adds_to_the_answer((case, remedy), context.occurred, article));
        let bases = none_or_blank(&self.bases);
        filled(&mut refusals, bases, "bases", "作出行政行为的依据", article);
        filled(&mut refusals, self.evidence.is_empty(), "evidence", "作出行政行为的证据", article);
        refusals.check(case.holds_evidence(&self.evidence, article));
        refusals.check(self.of_the_decision(case, remedy, context));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RemedyReply, article));
        refusals.check(self.accompanied(case, article));
        let prepared = refusals.check(self.prepared(context));
        refusals.verdict()?;
        let submitted = prepared.map(|prepared_by| {
            Event::ReplySubmitted(Submitted {
                remedy: self.remedy.clone(),
                kind: remedy.opened.kind,
                authority: cite(article.0, article.1),
                prepared_by,
                evidence: self.evidence.clone(),
                bases: self.bases.clone(),
                document: self.document.clone(),
                documents: self.documents.clone(),
            })
        });
        Ok(submitted.into_iter().collect())
    }
}

impl Submit {
    /// Once the agency has answered, it submits what evidence it has not yet, while its time runs or as the body or the
    /// court lets it (ARL 46.2; ALL 36).
    fn adds_to_the_answer(
        &self,
        (case, remedy): (&Case, &Remedy),
        at: Moment,
        article: (&str, &str),
    ) -> Result<(), Vec<Rejection>> {
        if remedy.reply().is_none() {
            return Ok(());
        }
        let more = self.evidence.iter().any(|it| !remedy.submitted().any(|known| known == it));
        let permitted = !remedy.permissions.is_empty();
        let may = more && (permitted || case.answered_in_time(remedy, at));
        let (zh, en) = if more {
            (
                "已经提交答复、答辩，补充证据须在期限内提交，或者经准许",
                "the agency has answered already: more evidence comes within the time, or as it is permitted",
            )
        } else {
            ("已经提交答复、答辩", "the agency has answered already")
        };
        let done = || Code::AlreadyDone.refuse(zh, en).under(article.0, article.1).at("remedy");
        if may { Ok(()) } else { Err(vec![done()]) }
    }

    /// By what an answer consists of: the evidence and the basis of the decision, and how it came about; what the agency
    /// issued as it is on file.
    fn accompanied(&self, case: &Case, article: (&str, &str)) -> Result<(), Vec<Rejection>> {
        let others = || Paper::all(&self.documents, "documents");
        let wanted = (
            "作出行政行为的证据、依据或者程序文书",
            "paper of the decision's evidence, basis or procedure",
        );
        let comes = DocumentType::comes_with_a_reply;
        let mut refusals = Refusals::new();
        refusals.check(each_of_kind(others(), comes, wanted, article));
        let fit = others().filter(|it| comes(it.document.document_type));
        refusals.check(issued_before(fit, case));
        refusals.verdict()
    }

    /// One prepares it, another signs.
    fn prepared(&self, context: &Context<'_>) -> Result<Handler, Vec<Rejection>> {
        if context.actor.person() == Some(&self.prepared_by) {
            return Err(vec![
                Code::ConflictOfDuties
                    .refuse(
                        "答复、答辩由承办人员拟制，签发人不得为拟制人",
                        "whoever signs the answer did not prepare it",
                    )
                    .at("preparedBy"),
            ]);
        }
        registered(context, &self.prepared_by)
            .map_err(|all| all.into_iter().map(|it| it.at("preparedBy")).collect())
    }

    /// Evidence that was there when it was decided, or that the body or the court let the agency supply since (ARL
    /// 46; ALL 35, 36).
    fn of_the_decision(
        &self,
        case: &Case,
        remedy: &Remedy,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        if !remedy.permissions.is_empty() {
            return Ok(());
        }
        let decided = case.decided_at(&remedy.opened.decision);
        let at = (context.law, context.occurred.day());
        let article = remedy.opened.kind.article(Matter::NoEvidence, at);
        let mut refusals = Refusals::new();
        for (n, id) in self.evidence.iter().enumerate() {
            let later = case.last_on_part(id).zip(decided).is_some_and(|(it, at)| it > at);
            refusals.require(!later, || {
                Code::RemedyPending
                    .refuse(
                        format!("证据{id}系作出决定之后收集，未经许可不得提交"),
                        format!("{id} was collected after the decision, and nobody permitted that"),
                    )
                    .under(article.0, article.1)
                    .at(&format!("evidence.{n}"))
            });
        }
        refusals.verdict()
    }
}

impl Case {
    /// Why the agency doesn't count as silent in a remedy on a day, in both languages, where it doesn't: none is owed in it, it
    /// answered in time, or that time runs still.
    pub(super) fn is_not_silent(&self, remedy: &Remedy, on: Date) -> Option<(String, String)> {
        let Some(time) = self.time_to_answer(remedy) else {
            return Some((
                "该程序没有本机关的答复期限".to_owned(),
                "no answer is owed in it".to_owned(),
            ));
        };
        match (remedy.reply(), time.latest()) {
            (Some((at, _)), _) if self.answered_in_time(remedy, *at) => Some((
                format!("本机关已于{}在期限内提交答复、答辩和证据", in_chinese(at.day())),
                format!("the agency answered in time, on {}", at.day()),
            )),
            (None, Some(last)) if on <= last => Some((
                format!("答复期限至{}，尚未届满", in_chinese(last)),
                format!("the time to answer runs until {last}"),
            )),
            _ => None,
        }
    }
}

/// The court gave the agency more time to submit its evidence (准许延期提供证据, ALL 36.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplyExtended {
    /// Which suit.
    pub remedy: PartId,
    /// By how many days.
    pub days: u32,
    /// The cause for which it could not be submitted in time.
    pub reason: Narrative,
    /// The court's permission.
    pub document: DocumentRef,
    /// The time to answer, longer.
    pub deadlines: Vec<Deadline>,
}

/// Records that the court gave more time. In reconsideration nobody can.
#[derive(Debug, Clone)]
pub struct ExtendReply {
    /// Which suit.
    pub remedy: PartId,
    /// By how many days.
    pub days: u32,
    /// The cause.
    pub reason: Narrative,
    /// The court's permission.
    pub document: DocumentRef,
}

impl Act for ExtendReply {
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
        let article = ("ALL", "36.1");
        let remedy = case.open_remedy(&self.remedy)?;
        let mut refusals = Refusals::new();
        let open = case.open_deadline(Timer::SuitReply, Some(&self.remedy)).is_some();
        refusals.require(open, || {
            let (zh, en) = if remedy.opened.kind.is_in_court() {
                ("答辩期限不在计算之中", "no time to answer is running")
            } else {
                ("行政复议的答复期限不得延长", "nobody can extend the time to answer the organ")
            };
            Code::NotProvidedFor.refuse(zh, en).under(article.0, article.1).at("remedy")
        });
        refusals.check(case.still_running(Timer::SuitReply, Some(&self.remedy), context));
        let wanted = ("准许延期的期限（日）", article.0, article.1);
        refusals.check(case.definite(self.days, context, wanted));
        filled(&mut refusals, self.reason.is_blank(), "reason", "不能提供的正当事由", article);
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RemedyNotice, article));
        refusals.verdict()?;
        let of = Some(&self.remedy);
        Ok(vec![Event::ReplyTimeExtended(ReplyExtended {
            remedy: self.remedy.clone(),
            days: self.days,
            reason: self.reason.clone(),
            document: self.document.clone(),
            deadlines: case.extending(context, Timer::SuitReply, of, Some(self.days)),
        })])
    }
}

impl Fact for Submitted {
    fn facets(&self) -> Facets<'_> {
        Facets::under_own(&self.authority)
            .settling(Timer::ReconReply, Some(&self.remedy))
            .settling(Timer::ReconReplySimple, Some(&self.remedy))
            .settling(Timer::SuitReply, Some(&self.remedy))
            .filing([&self.document])
            .filing(&self.documents)
    }

    fn sentence(&self) -> String {
        let evidence: Vec<_> = self.evidence.iter().map(ToString::to_string).collect();
        format!(
            "签发{}（编号{}）的答复，由{}拟制，提交证据{}和依据{}",
            self.kind.label(),
            self.remedy,
            self.prepared_by.shown,
            evidence.join("、"),
            self.bases.join("、")
        )
    }
}

impl Fact for ReplyExtended {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("ALL", "36.1")]).timing(&self.deadlines).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "人民法院准许延期{}日提供证据（编号{}）{}{}",
            self.days,
            self.remedy,
            until(&self.deadlines, Timer::SuitReply, "延长后"),
            because(&self.reason)
        )
    }
}
