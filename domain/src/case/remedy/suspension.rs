//! What moves the organ's own time to decide: suspension and resumption of the reconsideration (ARL 39), and its
//! extension (ARL 62).

use serde::{Deserialize, Serialize};

use super::{Matter, Remedy, RemedyKind};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, filled, no_such_part, of_type},
        phrase::{because, until},
    },
    citation::Citation,
    clock::{Deadline, PauseKind, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
};

/// The reconsideration was suspended (行政复议中止).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Suspended {
    /// `G1`, `G2`, …
    pub id: PartId,
    /// Which reconsideration.
    pub remedy: PartId,
    /// Under which article.
    pub authority: Citation,
    /// Why.
    pub reason: Narrative,
    /// The organ's notice.
    pub document: DocumentRef,
    /// The organ's time, which stands still.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// It goes on (恢复审理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resumed {
    /// Which suspension ended.
    pub suspension: PartId,
    /// Which reconsideration.
    pub remedy: PartId,
    /// Under which article.
    pub authority: Citation,
    /// The organ's notice.
    pub document: DocumentRef,
    /// The organ's time, which runs again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// The organ gave itself more time (延长审理期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extended {
    /// Which reconsideration.
    pub remedy: PartId,
    /// By how many days.
    pub days: u32,
    /// Under which article.
    pub authority: Citation,
    /// The organ's notice.
    pub document: DocumentRef,
    /// The organ's time, longer.
    pub deadlines: Vec<Deadline>,
}

/// Records that the organ suspended the reconsideration.
#[derive(Debug, Clone)]
pub struct Suspend {
    /// Which reconsideration.
    pub remedy: PartId,
    /// Why.
    pub reason: Narrative,
    /// The organ's notice.
    pub document: DocumentRef,
}

/// Records that it goes on.
#[derive(Debug, Clone)]
pub struct Resume {
    /// Which suspension ended.
    pub suspension: PartId,
    /// The organ's notice.
    pub document: DocumentRef,
}

/// Records that the organ gave itself more time.
#[derive(Debug, Clone)]
pub struct Extend {
    /// Which reconsideration.
    pub remedy: PartId,
    /// By how many days.
    pub days: u32,
    /// The organ's notice.
    pub document: DocumentRef,
}

impl Case {
    /// An open reconsideration.
    fn open_reconsideration(&self, id: &PartId, article: &str) -> Result<&Remedy, Vec<Rejection>> {
        let remedy = self.open_remedy(id)?;
        if remedy.opened.kind == RemedyKind::Reconsideration {
            return Ok(remedy);
        }
        Err(vec![
            Code::NotProvidedFor
                .refuse("仅适用于行政复议", "it is no reconsideration")
                .under("ARL", article)
                .at("remedy"),
        ])
    }
}

/// The article of the organ's law on the day of the act.
fn organ(matter: Matter, context: &Context<'_>) -> Citation {
    RemedyKind::Reconsideration.authority(matter, (context.law, context.occurred.day()))
}

fn a_notice(document: &DocumentRef, article: &str) -> Result<(), Vec<Rejection>> {
    of_type((document, "document"), DocumentType::RemedyNotice, ("ARL", article))
}

impl Act for Suspend {
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
        let remedy = case.open_reconsideration(&self.remedy, "39.1")?;
        let mut refusals = Refusals::new();
        refusals.require(remedy.suspensions.iter().all(|(_, _, to)| to.is_some()), || {
            Code::AlreadyDone
                .refuse("行政复议已经中止", "it is suspended already")
                .under("ARL", "39.1")
        });
        filled(&mut refusals, self.reason.is_blank(), "reason", "中止的原因", ("ARL", "39.1"));
        refusals.check(a_notice(&self.document, "39.3"));
        refusals.verdict()?;
        let all = case.record.remedies.iter().map(|it| it.suspensions.len()).sum::<usize>();
        let id = PartId::nth('G', all + 1);
        let pause = (PauseKind::ReconsiderationSuspended, None);
        Ok(vec![Event::ReconsiderationSuspended(Suspended {
            remedy: self.remedy.clone(),
            authority: organ(Matter::Suspend, context),
            reason: self.reason.clone(),
            document: self.document.clone(),
            deadlines: case.pausing(context, pause, &id),
            id,
        })])
    }
}

impl Act for Resume {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let mut remedies = case.record.remedies.iter();
        let of = |it: &Suspended| it.id == self.suspension;
        let of = remedies.find(|it| it.suspensions.iter().any(|(_, it, _)| of(it)));
        of.and_then(|it| case.last_on_part(&it.opened.id))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let all = case.record.remedies.iter().flat_map(|it| &it.suspensions);
        let found = all.into_iter().find(|(_, it, _)| it.id == self.suspension);
        let Some((_, suspended, ended)) = found else {
            return Err(vec![no_such_part(&self.suspension, "行政复议中止", "suspension")]);
        };
        let mut refusals = Refusals::new();
        refusals.require(ended.is_none(), || {
            Code::AlreadyDone
                .refuse("行政复议已经恢复审理", "it goes on already")
                .under("ARL", "39.2")
                .at("suspension")
        });
        refusals.check(a_notice(&self.document, "39.3"));
        refusals.verdict()?;
        Ok(vec![Event::ReconsiderationResumed(Resumed {
            suspension: self.suspension.clone(),
            remedy: suspended.remedy.clone(),
            authority: organ(Matter::Suspend, context),
            document: self.document.clone(),
            deadlines: case.resuming(context, &self.suspension, context.occurred.day()),
        })])
    }
}

impl Act for Extend {
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
        case.open_reconsideration(&self.remedy, "62.1")?;
        let of = Some(&self.remedy);
        let open = case.open_deadline(Timer::ReconDecide, of);
        let most = open.and_then(|it| it.extendable.as_ref()).and_then(|it| it.by);
        let once = open.is_some_and(|it| it.extensions.is_empty());
        let mut refusals = Refusals::new();
        refusals.require(once, || {
            Code::NotProvidedFor
                .refuse(
                    "没有可以延长的行政复议审理期限，或者已经延长",
                    "there is no time of the ordinary procedure that could be extended",
                )
                .under("ARL", "62.1")
                .at("remedy")
        });
        let fits = self.days > 0 && most.is_none_or(|most| self.days <= most);
        refusals.require(!once || fits, || {
            let most = most.unwrap_or_default();
            Code::NotProvidedFor
                .refuse(
                    format!("延长期限最多不得超过{most}日"),
                    format!("it may be extended by {most} days at most"),
                )
                .under("ARL", "62.1")
                .at("days")
        });
        refusals.check(a_notice(&self.document, "62.1"));
        refusals.verdict()?;
        Ok(vec![Event::ReconsiderationExtended(Extended {
            remedy: self.remedy.clone(),
            authority: organ(Matter::Prolong, context),
            days: self.days,
            document: self.document.clone(),
            deadlines: case.extending(context, Timer::ReconDecide, of, Some(self.days)),
        })])
    }
}

impl Fact for Suspended {
    fn facets(&self) -> Facets<'_> {
        Facets::under_own(&self.authority).timing(&self.deadlines).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "收到行政复议中止通知（编号{}，中止编号{}）{}{}",
            self.remedy,
            self.id,
            until(&self.deadlines, Timer::ReconDecide, "审理期限"),
            because(&self.reason)
        )
    }
}

impl Fact for Resumed {
    fn facets(&self) -> Facets<'_> {
        Facets::under_own(&self.authority).timing(&self.deadlines).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "收到行政复议恢复审理通知（编号{}，中止编号{}）{}",
            self.remedy,
            self.suspension,
            until(&self.deadlines, Timer::ReconDecide, "审理期限")
        )
    }
}

impl Fact for Extended {
    fn facets(&self) -> Facets<'_> {
        Facets::under_own(&self.authority).timing(&self.deadlines).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "收到行政复议延期通知（编号{}），审理期限延长{}日{}",
            self.remedy,
            self.days,
            until(&self.deadlines, Timer::ReconDecide, "延长后")
        )
    }
}
