//! A remedy does not stop execution, unless the agency, the organ or the court stays it (APL 73.1; ARL 42; ALL 56).
//! While it is stayed nothing is demanded. No article moves the last day to pay, so that this stays where it is and the
//! stay is shown; no surcharge accrues anyway while the remedy is pending (APL 73.3).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Matter, RemedyKind};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, filled, no_such_part, of_type},
        phrase::because,
    },
    citation::{Citation, cite},
    document::{DocumentRef, DocumentType},
    id::PartId,
};

/// Who stays the execution (ARL 42; ALL 56).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StayedBy {
    /// 被申请人、被告认为需要停止执行.
    Respondent,
    /// 行政复议机关、人民法院认为需要停止执行.
    Body,
    /// 依申请停止执行.
    OnApplication,
    /// 法律、法规规定停止执行.
    Statute,
}

impl StayedBy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Respondent, Self::Body, Self::OnApplication, Self::Statute];

    /// As ARL 42 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Respondent => "本机关认为需要停止执行",
            Self::Body => "行政复议机关或者人民法院认为需要停止执行",
            Self::OnApplication => "依申请停止执行",
            Self::Statute => "法律、法规、规章规定停止执行",
        }
    }
}

/// Execution was stayed (停止执行).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stayed {
    /// `Z1`, `Z2`, …
    pub id: PartId,
    /// In which remedy.
    pub remedy: PartId,
    /// Of which kind.
    pub kind: RemedyKind,
    /// Under which article.
    pub authority: Citation,
    /// By whom.
    pub by: StayedBy,
    /// Of which sanctions; of all of them where none is named.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sanctions: Vec<PartId>,
    /// Why.
    pub reason: Narrative,
    /// 停止执行通知书, 裁定书.
    pub document: DocumentRef,
}

/// Execution goes on (恢复执行).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StayEnded {
    /// Which stay.
    pub stay: PartId,
    /// In which remedy.
    pub remedy: PartId,
    /// Of which kind.
    pub kind: RemedyKind,
    /// Under which article.
    pub authority: Citation,
    /// Why.
    pub reason: Narrative,
    /// The paper that says so.
    pub document: DocumentRef,
}

/// Stays the execution, or records that the organ or the court did.
#[derive(Debug, Clone)]
pub struct Order {
    /// In which remedy.
    pub remedy: PartId,
    /// By whom.
    pub by: StayedBy,
    /// Of which sanctions; of all of them where none is named.
    pub sanctions: Vec<PartId>,
    /// Why.
    pub reason: Narrative,
    /// The paper that says so.
    pub document: DocumentRef,
}

impl Act for Order {
    /// The agency's own stay is a leader's; another's is recorded as it comes in.
    fn needs(&self) -> Needs {
        match self.by {
            StayedBy::Respondent => Needs::Role(Capability::DecideForAgency),
            StayedBy::Body | StayedBy::OnApplication | StayedBy::Statute => {
                Needs::Role(Capability::AnswerRemedies)
            }
        }
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.remedy)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let remedy = case.open_remedy(&self.remedy)?;
        let kind = remedy.opened.kind;
        let article = kind.article(Matter::Stay, (context.law, context.occurred.day()));
        let in_force = case.sanctions_in_force(context.occurred.day());
        let mut refusals = Refusals::new();
        for (n, sanction) in self.sanctions.iter().enumerate() {
            let known = in_force
                .iter()
                .any(|(of, it)| of.id == remedy.opened.decision && it.id == *sanction);
            refusals.require(known, || no_such_part(sanction, "处罚", &format!("sanctions.{n}")));
        }
        let stayed = remedy.stays.iter().filter(|(_, _, to)| to.is_none());
        let same = |it: &Stayed| it.sanctions == self.sanctions;
        refusals.require(stayed.into_iter().all(|(_, it, _)| !same(it)), || {
            Code::AlreadyDone
                .refuse("已经停止执行", "the execution is stayed already")
                .under(article.0, article.1)
        });
        filled(&mut refusals, self.reason.is_blank(), "reason", "停止执行的理由", article);
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RemedyNotice, article));
        refusals.verdict()?;
        let all = case.record.remedies.iter().map(|it| it.stays.len()).sum::<usize>();
        Ok(vec![Event::ExecutionStayed(Stayed {
            id: PartId::nth('Z', all + 1),
            remedy: self.remedy.clone(),
            kind,
            authority: cite(article.0, article.1),
            by: self.by,
            sanctions: self.sanctions.clone(),
            reason: self.reason.clone(),
            document: self.document.clone(),
        })])
    }
}

/// Ends a stay, or records that the organ or the court did.
#[derive(Debug, Clone)]
pub struct EndStay {
    /// Which.
    pub stay: PartId,
    /// Why.
    pub reason: Narrative,
    /// The paper that says so.
    pub document: DocumentRef,
}

impl Act for EndStay {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let mut remedies = case.record.remedies.iter();
        let of = remedies.find(|it| it.stays.iter().any(|(_, stay, _)| stay.id == self.stay));
        of.and_then(|it| case.last_on_part(&it.opened.id))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let stays = case.record.remedies.iter().flat_map(|it| &it.stays);
        let found = stays.into_iter().find(|(_, it, _)| it.id == self.stay);
        let Some((_, stayed, to)) = found else {
            return Err(vec![no_such_part(&self.stay, "停止执行", "stay")]);
        };
        let article = stayed.kind.article(Matter::Stay, (context.law, context.occurred.day()));
        let mut refusals = Refusals::new();
        refusals.require(to.is_none(), || {
            Code::AlreadyDone
                .refuse("已经恢复执行", "this stay has ended already")
                .under(article.0, article.1)
                .at("stay")
        });
        filled(&mut refusals, self.reason.is_blank(), "reason", "恢复执行的理由", article);
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::RemedyNotice, article));
        refusals.verdict()?;
        Ok(vec![Event::StayEnded(StayEnded {
            stay: self.stay.clone(),
            remedy: stayed.remedy.clone(),
            kind: stayed.kind,
            authority: cite(article.0, article.1),
            reason: self.reason.clone(),
            document: self.document.clone(),
        })])
    }
}

impl Case {
    /// The stay by which the execution of a sanction stands still on a day: until it is ended, or the remedy is over.
    #[must_use]
    pub fn stayed(&self, sanction: &PartId, on: Date) -> Option<&Stayed> {
        let decided = self.record.decisions.iter().map(|(_, it)| it);
        let decision = decided.into_iter().find(|it| it.sanction(sanction).is_some())?;
        let pending = self.pending_on(&decision.id, on);
        let mut stays = pending.flat_map(|it| &it.stays);
        let counts = stays.find(|(from, it, to)| {
            let meant = it.sanctions.is_empty() || it.sanctions.contains(sanction);
            meant && *from <= on && to.is_none_or(|to| on < to)
        });
        counts.map(|(_, it, _)| it)
    }
}

impl Fact for Stayed {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under_own(&self.authority);
        facets.filing([&self.document])
    }

    fn sentence(&self) -> String {
        let sanctions: Vec<_> = self.sanctions.iter().map(ToString::to_string).collect();
        let of = if sanctions.is_empty() {
            "行政处罚".to_owned()
        } else {
            format!("处罚{}", sanctions.join("、"))
        };
        format!(
            "{}（编号{}）期间停止执行{of}（停止执行编号{}）：{}{}",
            self.kind.label(),
            self.remedy,
            self.id,
            self.by.label(),
            because(&self.reason)
        )
    }
}

impl Fact for StayEnded {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under_own(&self.authority);
        facets.filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("恢复执行（停止执行编号{}）{}", self.stay, because(&self.reason))
    }
}
