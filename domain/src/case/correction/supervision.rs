//! Those who oversee the agency write to it: the reconsideration organ by an opinion (行政复议意见书, ARL 76), whoever
//! supervises enforcement by a notice, an opinion or a decision (SUP, from 2026-02-01). It corrects what is wrong, and
//! reports.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::changing::received;
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, filled, find, no_such_part, of_type},
        phrase::{text, until},
        timing::set_by_paper,
    },
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
    text::is_blank,
    time::in_chinese,
};

/// By which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SupervisionPaper {
    /// 行政复议意见书 (ARL 76).
    ReconsiderationOpinion,
    /// 行政执法监督通知书 (SUP).
    Notice,
    /// 行政执法监督意见书 (SUP).
    Opinion,
    /// 行政执法监督决定书 (SUP).
    Decision,
}

impl SupervisionPaper {
    /// Every paper.
    pub const ALL: [Self; 4] =
        [Self::ReconsiderationOpinion, Self::Notice, Self::Opinion, Self::Decision];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ReconsiderationOpinion => "行政复议意见书",
            Self::Notice => "行政执法监督通知书",
            Self::Opinion => "行政执法监督意见书",
            Self::Decision => "行政执法监督决定书",
        }
    }

    /// The article on it; `0`, where nobody has the text at hand.
    fn article(self) -> (&'static str, &'static str) {
        match self {
            Self::ReconsiderationOpinion => ("ARL", "76"),
            Self::Notice | Self::Opinion | Self::Decision => ("SUP", "0"),
        }
    }

    /// The time to report on it.
    fn timer(self) -> Timer {
        match self {
            Self::ReconsiderationOpinion => Timer::ReconOpinion,
            Self::Notice | Self::Opinion | Self::Decision => Timer::SupervisionAnswer,
        }
    }
}

/// The agency received such a paper (收到行政复议意见书、行政执法监督文书).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Received {
    /// `W1`, `W2`, …
    pub id: PartId,
    /// Which paper.
    pub paper: SupervisionPaper,
    /// Under which article.
    pub authority: Citation,
    /// Who wrote it.
    pub body: String,
    /// The day on which the agency received it.
    pub received_on: Date,
    /// What it finds, and what it asks for.
    pub content: Narrative,
    /// The paper itself.
    pub document: DocumentRef,
    /// The time to report.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// The agency reported what it has corrected (报告纠正情况).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Answered {
    /// On which paper.
    pub supervision: PartId,
    /// Of which kind.
    pub paper: SupervisionPaper,
    /// Under which article.
    pub authority: Citation,
    /// What was corrected, or why there was nothing to correct.
    pub account: Narrative,
    /// The corrections of decisions that it led to.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub corrections: Vec<PartId>,
    /// The report.
    pub document: DocumentRef,
}

/// Such a paper, and what the agency reported on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervision {
    /// The paper.
    pub received: Received,
    /// What was reported, and when.
    pub answered: Option<(Moment, Answered)>,
}

/// Records that such a paper came.
#[derive(Debug, Clone)]
pub struct Receive {
    /// Which paper.
    pub paper: SupervisionPaper,
    /// Who wrote it.
    pub body: String,
    /// The day on which the agency received it.
    pub received_on: Date,
    /// What it finds, and what it asks for.
    pub content: Narrative,
    /// By when it wants a report, where it says so. The law has the time for an opinion on reconsideration.
    pub report_by: Option<Date>,
    /// The paper itself.
    pub document: DocumentRef,
}

/// Reports what was corrected.
#[derive(Debug, Clone)]
pub struct Answer {
    /// On which paper.
    pub supervision: PartId,
    /// What was corrected, or why there was nothing to correct.
    pub account: Narrative,
    /// The corrections of decisions that it led to.
    pub corrections: Vec<PartId>,
    /// The report.
    pub document: DocumentRef,
}

impl Act for Receive {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, _: &Case) -> Option<Moment> {
        None
    }

    fn took_place(&self) -> Option<Date> {
        Some(self.received_on)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let article = self.paper.article();
        let mut refusals = Refusals::new();
        refusals.require(case.record.lead.is_some(), || {
            Code::NotFound.refuse("没有这个案件", "there is no such case")
        });
        refusals.check(self.known_to_the_law(context));
        filled(&mut refusals, is_blank(&self.body), "body", "制发机关", article);
        filled(&mut refusals, self.content.is_blank(), "content", "文书内容", article);
        refusals.check(received((self.received_on, None), context));
        refusals.check(self.dated());
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::SupervisionPaper, article));
        refusals.verdict()?;
        let id = PartId::nth('W', case.record.supervisions.len() + 1);
        Ok(vec![Event::SupervisionReceived(Received {
            paper: self.paper,
            authority: cite(article.0, article.1),
            body: self.body.trim().to_owned(),
            received_on: self.received_on,
            content: self.content.clone(),
            document: self.document.clone(),
            deadlines: self.starting(case, context, &id)?,
            id,
        })])
    }
}

impl Receive {
    /// Nobody writes such a paper before the instrument that it rests on is in force.
    fn known_to_the_law(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let (instrument, article) = self.paper.article();
        let cited = cite(instrument, article);
        if context.law.in_force(&cited, self.received_on) {
            return Ok(());
        }
        let found = context.law.instrument(&cited.instrument);
        let title = found.map(|it| it.title.clone()).unwrap_or_default();
        let from = found.and_then(|it| it.from);
        let since = from.map(|it| format!("其自{}起施行", in_chinese(it))).unwrap_or_default();
        let en = from.map(|it| format!(", which is in force from {it}")).unwrap_or_default();
        Err(vec![
            Code::NotProvidedFor
                .refuse(
                    format!("{}以《{title}》为依据，{since}", self.paper.label()),
                    format!("such a paper rests on {instrument}{en}"),
                )
                .under(instrument, article)
                .at("receivedOn"),
        ])
    }

    /// The paper sets a day after it came, where the law does not.
    fn dated(&self) -> Result<(), Vec<Rejection>> {
        let Some(by) = self.report_by else { return Ok(()) };
        let article = self.paper.article();
        let mut refusals = Refusals::new();
        refusals.require(self.paper != SupervisionPaper::ReconsiderationOpinion, || {
            Code::NotProvidedFor
                .refuse(
                    "行政复议意见书的报送期限由法律规定，不另行载明",
                    "the law says by when to report on an opinion",
                )
                .under(article.0, article.1)
                .at("reportBy")
        });
        refusals.require(by > self.received_on, || {
            Code::Contradictory
                .refuse("报告期限应当在收到之后", "the last day lies before receipt")
                .at("reportBy")
        });
        refusals.verdict()
    }

    /// Sixty days for an opinion (ARL 76); otherwise what the paper says, if it says any.
    fn starting(
        &self,
        case: &Case,
        context: &Context<'_>,
        id: &PartId,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let (timer, article) = (self.paper.timer(), self.paper.article());
        if timer.has_a_figure() {
            return case.start(context, timer, Some(id), Moment::midnight(self.received_on));
        }
        let set = self.report_by.map(|until| {
            let authority = cite(article.0, article.1);
            let days = (self.received_on, until);
            set_by_paper((timer, Some(id)), authority, days, self.paper.label())
        });
        Ok(set.into_iter().collect())
    }
}

impl Act for Answer {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    /// The paper, and the corrections that are reported.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.supervision).max(case.last_on_parts(&self.corrections))
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let named = (&self.supervision, "行政复议意见书或者行政执法监督文书", "supervision");
        let found = find(case.record.supervisions.iter(), named, |it| &it.received.id)?;
        let paper = found.received.paper;
        let article = paper.article();
        let mut refusals = Refusals::new();
        refusals.require(found.answered.is_none(), || {
            Code::AlreadyDone
                .refuse("已经报告纠正情况", "the agency has reported already")
                .under(article.0, article.1)
                .at("supervision")
        });
        let account = self.account.is_blank();
        filled(&mut refusals, account, "account", "纠正情况", article);
        for (n, id) in self.corrections.iter().enumerate() {
            let known = case.record.corrections.iter().any(|(_, it)| it.id() == id);
            let field = format!("corrections.{n}");
            refusals.require(known, || no_such_part(id, "变更、撤销或者补正", &field));
        }
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::SupervisionReport, article));
        refusals.verdict()?;
        Ok(vec![Event::SupervisionAnswered(Answered {
            supervision: self.supervision.clone(),
            paper,
            authority: found.received.authority.clone(),
            account: self.account.clone(),
            corrections: self.corrections.clone(),
            document: self.document.clone(),
        })])
    }
}

impl Fact for Received {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[])
            .citing(std::slice::from_ref(&self.authority))
            .on(Some(self.received_on))
            .timing(&self.deadlines)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "于{}收到{}制发的{}（编号{}）：{}{}",
            in_chinese(self.received_on),
            self.body,
            self.paper.label(),
            self.id,
            text(&self.content),
            until(&self.deadlines, self.paper.timer(), "报告期限")
        )
    }
}

impl Fact for Answered {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[])
            .citing(std::slice::from_ref(&self.authority))
            .settling(self.paper.timer(), Some(&self.supervision))
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        let ids: Vec<_> = self.corrections.iter().map(ToString::to_string).collect();
        let by = if ids.is_empty() {
            String::new()
        } else {
            format!("（改正编号{}）", ids.join("、"))
        };
        format!(
            "就{}（编号{}）报告纠正情况{by}：{}",
            self.paper.label(),
            self.supervision,
            text(&self.account)
        )
    }
}
