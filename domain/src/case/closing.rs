//! Closing and archiving (PR 77, 78). Only the main line closes.

use serde::{Deserialize, Serialize};

use super::{
    Main,
    event::{Facets, Fact},
};
use crate::clock::Timer;

use crate::{
    document::{DocumentRef, Volume},
    id::PersonId,
};

/// The case was closed (结案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Closed {
    /// On which ground.
    pub ground: ClosingGround,
    /// Who filled in the form.
    pub prepared_by: PersonId,
    /// 结案审批表.
    pub form: DocumentRef,
}

/// Why a case is closed (PR 77).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClosingGround {
    /// 行政处罚决定执行完毕.
    Performed,
    /// 终止调查.
    Terminated,
    /// 不予行政处罚.
    NotPenalised,
    /// 违法事实不能成立.
    NotEstablished,
}

impl ClosingGround {
    /// Every ground.
    pub const ALL: [Self; 4] =
        [Self::Performed, Self::Terminated, Self::NotPenalised, Self::NotEstablished];

    /// As PR 77 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Performed => "行政处罚决定执行完毕",
            Self::Terminated => "案件终止调查",
            Self::NotPenalised => "作出不予行政处罚决定",
            Self::NotEstablished => "违法事实不能成立",
        }
    }
}

/// The file was archived (归档): what lies in it, in the order of PR 78.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Archived {
    /// Where it is kept.
    pub place: String,
    /// How long: 永久, 30年, 10年.
    pub retention: String,
    /// What lies in it.
    pub entries: Vec<ArchiveEntry>,
}

/// A document and its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ArchiveEntry {
    /// Which half.
    pub volume: Volume,
    /// Which heading of PR 78, from 1.
    pub heading: u8,
    /// The document.
    pub document: DocumentRef,
}

impl Fact for Closed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "77")])
            .opening(Main::Closed)
            .settling(Timer::CloseForm, None)
            .filing([&self.form])
    }

    fn sentence(&self) -> String {
        format!("批准结案，理由：{}", self.ground.label())
    }
}

impl Fact for Archived {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "78"), ("APL", "47")]).opening(Main::Archived)
    }

    fn sentence(&self) -> String {
        let count = |volume| self.entries.iter().filter(|it| it.volume == volume).count();
        format!(
            "立卷归档：正卷{}件，副卷{}件，存放于{}，保管期限{}",
            count(Volume::MainFile),
            count(Volume::InternalFile),
            self.place,
            self.retention
        )
    }
}
