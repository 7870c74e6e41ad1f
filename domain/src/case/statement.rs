//! Statements: the party is heard, and what it says is checked (PR 57, 58; APL 45, 62). It may also give
//! up its rights, expressly, or let the five working days pass. A statement on the first day does not
//! end them.

mod answers;
#[cfg(test)]
mod tests;

pub use self::answers::{Lapse, Record, Review, Waive};

use serde::{Deserialize, Serialize};

use super::phrase::{because, text};
use super::{Facets, Fact};
use crate::{clock::Timer, time::in_chinese};

use crate::{Moment, Narrative, document::DocumentRef, id::PartId};

/// The party stated or defended itself (陈述申辩).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Received {
    /// `D1`, `D2`, …
    pub id: PartId,
    /// On which notice.
    pub notice: PartId,
    /// What it says.
    pub content: Narrative,
    /// The paper, or the record of what was said.
    pub document: DocumentRef,
}

/// The agency checked what the party said (复核, PR 58).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reviewed {
    /// Which statement.
    pub statement: PartId,
    /// Whether it was adopted.
    pub adoption: Adoption,
    /// Why.
    pub reasons: Narrative,
    /// The record of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<DocumentRef>,
}

/// Whether a statement was adopted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Adoption {
    /// 采纳.
    Adopted,
    /// 部分采纳.
    PartlyAdopted,
    /// 不予采纳.
    NotAdopted,
}

impl Adoption {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Adopted, Self::PartlyAdopted, Self::NotAdopted];

    /// As decisions word it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Adopted => "予以采纳",
            Self::PartlyAdopted => "部分采纳",
            Self::NotAdopted => "不予采纳",
        }
    }
}

/// What a notice lets the party do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Right {
    /// 陈述、申辩.
    State,
    /// 要求听证.
    Hearing,
}

impl Right {
    /// Both.
    pub const ALL: [Self; 2] = [Self::State, Self::Hearing];

    /// As PR 57 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::State => "陈述、申辩权利",
            Self::Hearing => "要求听证权利",
        }
    }
}

/// The party gave up rights, expressly and in writing (APL 62).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Waived {
    /// Of which notice.
    pub notice: PartId,
    /// Which.
    pub rights: Vec<Right>,
    /// What it signed.
    pub document: DocumentRef,
}

/// The five working days passed unused, which counts as giving the rights up (PR 57). Recorded by the
/// clock; no rule asks for it, since rules compare dates. An act that lay within them and is entered only
/// afterwards is taken in all the same, and corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lapsed {
    /// Of which notice.
    pub notice: PartId,
    /// Which.
    pub rights: Vec<Right>,
    /// Their last day.
    pub due: jiff::civil::Date,
}

impl Lapsed {
    /// It says that this right, by rule and notice, ran out.
    pub(super) fn covers(&self, (timer, of): &(Timer, Option<PartId>)) -> bool {
        of.as_ref() == Some(&self.notice) && self.rights.iter().any(|it| it.timer() == *timer)
    }

    /// An act of that day shows that the right was used, or given up, in time.
    pub(super) fn gives_way_to(&self, right: &(Timer, Option<PartId>), occurred: Moment) -> bool {
        self.covers(right) && occurred.day() <= self.due
    }
}

impl Fact for Received {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "45.1"), ("PR", "58")])
            .settling(Timer::NoticeState, Some(&self.notice))
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("收到当事人的陈述、申辩意见（编号{}）：{}", self.id, text(&self.content))
    }
}

impl Fact for Reviewed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "58"), ("APL", "45.1")]).filing(&self.document)
    }

    fn sentence(&self) -> String {
        format!(
            "对当事人的陈述、申辩意见（编号{}）进行复核，{}{}",
            self.statement,
            self.adoption.label(),
            because(&self.reasons)
        )
    }
}

impl Fact for Waived {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("APL", "62")]).filing([&self.document]);
        settled_by(facets, &self.rights, &self.notice)
    }

    fn sentence(&self) -> String {
        format!(
            "收到当事人签署的放弃权利声明，当事人明确放弃{}（告知书编号{}）",
            phrase(&self.rights),
            self.notice
        )
    }
}

impl Fact for Lapsed {
    fn facets(&self) -> Facets<'_> {
        settled_by(Facets::under(&[("PR", "57.2")]), &self.rights, &self.notice)
    }

    fn sentence(&self) -> String {
        format!(
            "至{}期限届满，当事人未行使{}（告知书编号{}），视为放弃",
            in_chinese(self.due),
            phrase(&self.rights),
            self.notice
        )
    }
}

fn settled_by<'a>(facets: Facets<'a>, rights: &[Right], notice: &PartId) -> Facets<'a> {
    rights.iter().fold(facets, |facets, right| match right {
        Right::State => facets.settling(Timer::NoticeState, Some(notice)),
        Right::Hearing => facets.settling(Timer::HearingRequest, Some(notice)),
    })
}

fn phrase(rights: &[Right]) -> String {
    rights.iter().map(|it| it.label()).collect::<Vec<_>>().join("和")
}
