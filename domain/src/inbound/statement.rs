//! What a record says: of whom, under which number, since when and until when, in the words of whoever decided it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{basis, finding, guard::start};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::guard::filled,
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::DocumentNumber,
    id::AgencyCode,
    masking::{fit_for_all, never_shown},
    restriction::{Call, Ground, Trigger, calls},
    rulebook::PowerKind,
    text::is_blank,
    time::Moment,
    uscc::Uscc,
};

/// What another department hands over (EIP 7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// 行政许可: granted, altered or continued.
    Licence,
    /// 行政处罚.
    Penalty,
    /// 名单: an entry of a list that the department keeps.
    ListEntry,
}

/// Whose record it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Subject {
    /// 统一社会信用代码.
    pub uscc: Uscc,
    /// As registered; public.
    pub name: String,
}

/// What it says, as it was pushed or corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statement {
    /// 许可文件名称、违法行为类型、名单名称.
    pub title: String,
    /// 许可内容、处罚内容、列入事由, as it is shown.
    pub content: Narrative,
    /// On which articles it was decided.
    pub basis: Vec<Citation>,
    /// The day of the decision.
    pub decided_on: Date,
    /// Since when it holds.
    pub from: Date,
    /// Its last day, where whoever decided it names one: of the licence, of the penalty's publicity (公示截止期), of the
    /// entry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
    /// How long a penalty is shown for which nobody names a last day (domain.md §6.2).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub term: Option<Deadline>,
    /// What in it the catalogue of measures answers, as its agency states it (GPL 77; BID 53).
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub found: BTreeSet<Trigger>,
}

/// What somebody says of it.
#[derive(Debug, Clone)]
pub struct Said {
    /// 许可文件名称、违法行为类型、名单名称.
    pub title: String,
    /// 许可内容、处罚内容、列入事由, as it is to be shown.
    pub content: Narrative,
    /// On which grounds it was decided.
    pub basis: Vec<Ground>,
    /// The day of the decision.
    pub decided_on: Date,
    /// Since when it holds; the day of the decision, where nothing is said.
    pub from: Option<Date>,
    /// Its last day, where it has one.
    pub until: Option<Date>,
    /// What in it the catalogue of measures answers.
    pub found: BTreeSet<Trigger>,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Licence, Self::Penalty, Self::ListEntry];

    /// As EIP 7.1 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Licence => "行政许可",
            Self::Penalty => "行政处罚",
            Self::ListEntry => "名单",
        }
    }

    /// The item under which it is handed over.
    #[must_use]
    pub fn article(self) -> Citation {
        match self {
            Self::Licence => cite("EIP", "7.1(1)"),
            Self::Penalty => cite("EIP", "7.1(2)"),
            Self::ListEntry => cite("EIP", "7.1(3)"),
        }
    }

    /// The power that was exercised by what it tells; which one keeps a list, that list's own rules say.
    pub(super) fn power(self) -> Option<PowerKind> {
        match self {
            Self::Licence => Some(PowerKind::Licensing),
            Self::Penalty => Some(PowerKind::Penalty),
            Self::ListEntry => None,
        }
    }
}

impl Statement {
    /// The last day on which it holds and is shown: whoever decided it names it, or of a penalty the rules do.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.until.or_else(|| self.term.as_ref()?.latest())
    }

    /// The time to show it, where its last day is not over already (EIP 7.2).
    pub(super) fn to_be_shown(&self, host: &AgencyCode, context: &Context<'_>) -> Vec<Deadline> {
        if self.last_day().is_some_and(|last| last < context.occurred.day()) {
            return vec![];
        }
        start(context, Timer::InboundPublish, host)
    }

    /// The last day of what was decided, where that ends of itself: of a penalty its publicity alone does.
    #[must_use]
    pub fn lasts_until(&self, kind: Kind) -> Option<Date> {
        self.until.filter(|_| kind != Kind::Penalty)
    }

    /// What of that its agency calls for with it, as the catalogue stood on the day of the decision, towards the agencies of
    /// the day of the act.
    pub(super) fn calls(
        &self,
        found: impl IntoIterator<Item = Trigger>,
        (agency, context): (&AgencyCode, &Context<'_>),
    ) -> Vec<Call> {
        let found = found.into_iter().map(|it| (it, BTreeSet::new())).collect();
        calls(&found, agency, (context.law, self.decided_on, context.occurred.day()))
    }

    /// What its agency states in it, as a part of a sentence; nothing where it states nothing.
    pub(super) fn stating(&self) -> String {
        let labels: Vec<_> = self.found.iter().map(|it| it.label()).collect();
        if labels.is_empty() { String::new() } else { format!("，注明{}", labels.join("、")) }
    }
}

impl Said {
    /// What is said, if it may be shown and holds together.
    pub(super) fn checked(
        &self,
        (kind, number): (Kind, &DocumentNumber),
        context: &Context<'_>,
    ) -> Result<Statement, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(self.complete());
        refusals.check(self.fit_for_all());
        refusals.check(self.days((kind, number), context));
        let basis = refusals.check(basis::grounded(&self.basis, self.decided_on, context.law));
        let found = refusals.check(finding::stated(self, kind, context));
        refusals.verdict()?;
        let from = self.from.unwrap_or(self.decided_on);
        let term = || {
            let decided = Moment::midnight(self.decided_on);
            context.law.deadline(Timer::InboundShown, decided, "", &[])
        };
        let limited = kind == Kind::Penalty && self.until.is_none();
        Ok(Statement {
            title: self.title.trim().to_owned(),
            content: self.content.clone(),
            basis: basis.unwrap_or_default(),
            decided_on: self.decided_on,
            from,
            until: self.until,
            term: limited.then(term).flatten(),
            found: found.unwrap_or_default(),
        })
    }

    fn complete(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let article = ("EIP", "7.1");
        filled(&mut refusals, is_blank(&self.title), "title", "名称或者类型", article);
        filled(&mut refusals, self.content.is_blank(), "content", "内容", article);
        refusals.verdict()
    }

    /// Nothing that is never published stands in what is shown (domain.md §8.5, §8.6; GIR 15).
    fn fit_for_all(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let content = self.content.open().map_or("", String::as_str);
        for (field, text) in [("title", self.title.as_str()), ("content", content)] {
            refusals.check(fit_for_all(never_shown(text), field, ("GIR", "15")));
        }
        refusals.verdict()
    }

    /// A licence keeps its number when it is altered or continued (EIP 7.1(1)); any other decision is numbered in its
    /// year.
    fn days(
        &self,
        (kind, number): (Kind, &DocumentNumber),
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let day = self.decided_on;
        refusals.require(day <= context.occurred.day(), || {
            Code::InTheFuture
                .refuse(
                    format!("作出日期{day}晚于推送日期"),
                    format!("it was decided on {day}, after it is pushed"),
                )
                .at("decidedOn")
        });
        let fits = match kind {
            Kind::Licence => number.year() <= day.year(),
            Kind::Penalty | Kind::ListEntry => number.year() == day.year(),
        };
        refusals.require(fits, || {
            Code::Contradictory
                .refuse(
                    format!("文号{number}的年份与作出日期{day}不一致"),
                    format!("{number} is of another year than {day}"),
                )
                .under("DUAL", "0")
                .at("number")
        });
        let from = self.from.unwrap_or(day);
        refusals.require(self.until.is_none_or(|until| from <= until), || {
            Code::Contradictory
                .refuse("截止日期早于起始日期", "its last day lies before its first one")
                .under("DUAL", "0")
                .at("until")
        });
        refusals.verdict()
    }
}
