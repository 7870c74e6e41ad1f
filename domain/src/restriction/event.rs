//! What can have happened to a restriction. These names and fields are the storage format.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{answering, ending, falling, imposing, notifying, notifying::Entry, pausing, resting};
use crate::{
    Moment, Rulebook,
    citation::Citation,
    clock::{Deadline, DeadlineFixed, Timer},
    id::SubjectId,
};

/// A fact. It carries what the law made of it, so that replaying it needs no rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// 通报.
    Notified(Box<notifying::Notified>),
    /// 签收.
    Acknowledged(answering::Acknowledged),
    /// 实施.
    Imposed(Box<imposing::Imposed>),
    /// 不予实施.
    Declined(answering::Declined),
    /// 来源失效.
    SourceFell(Box<falling::SourceFell>),
    /// 来源暂停.
    SourceSuspended(resting::SourceSuspended),
    /// 来源恢复.
    SourceResumed(resting::SourceResumed),
    /// 继续有效.
    Kept(falling::Kept),
    /// 解除.
    Lifted(ending::Lifted),
    /// 期满.
    Expired(ending::Expired),
    /// 撤销.
    Voided(ending::Voided),
    /// 终结.
    Closed(ending::Closed),
    /// 暂停.
    Suspended(pausing::Suspended),
    /// 恢复.
    Resumed(pausing::Resumed),
    /// 期限确定.
    DeadlineFixed(DeadlineFixed),
}

/// What a pair waits for once its source fell.
const TO_LIFT: &[Timer] = &[Timer::MeasureLift, Timer::ShareCorrect];

impl Event {
    /// The articles that it rests on, the most specific first.
    #[must_use]
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Self::Notified(it) => it.basis(),
            Self::Acknowledged(_) => vec![answering::basis()],
            Self::Imposed(it) => it.basis.clone(),
            Self::Declined(it) => vec![it.basis.clone()],
            Self::SourceFell(it) => it.basis(),
            Self::Kept(it) => vec![it.authority.clone()],
            Self::Lifted(it) => it.basis(),
            Self::Expired(it) => vec![it.authority.clone()],
            Self::Voided(_) => vec![ending::voiding_basis()],
            Self::Closed(_) => vec![ending::closing_basis()],
            Self::SourceSuspended(_)
            | Self::SourceResumed(_)
            | Self::Suspended(_)
            | Self::Resumed(_) => vec![pausing::basis()],
            Self::DeadlineFixed(it) => it.basis(),
        }
    }

    /// Whom it concerns: the pair says so when it begins.
    #[must_use]
    pub fn subjects(&self) -> Vec<SubjectId> {
        let Self::Notified(told) = self else { return vec![] };
        let subject = &told.subject;
        [Some(&subject.id), subject.through.as_ref()].into_iter().flatten().cloned().collect()
    }

    /// The deadline that it starts, or fixes: a pair has one.
    #[must_use]
    pub fn deadline(&self) -> Option<&Deadline> {
        match self {
            Self::Imposed(it) => it.correction.as_ref(),
            Self::SourceFell(it) => it.deadline.as_ref(),
            Self::DeadlineFixed(it) => it.deadlines.first(),
            Self::Notified(_)
            | Self::Acknowledged(_)
            | Self::Declined(_)
            | Self::SourceSuspended(_)
            | Self::SourceResumed(_)
            | Self::Kept(_)
            | Self::Lifted(_)
            | Self::Expired(_)
            | Self::Voided(_)
            | Self::Closed(_)
            | Self::Suspended(_)
            | Self::Resumed(_) => None,
        }
    }

    /// The deadlines that it meets: a pair has one of them.
    #[must_use]
    pub fn settles(&self) -> &'static [Timer] {
        if self.ends() { TO_LIFT } else { &[] }
    }

    /// The deadlines that nobody has to meet any more: a measure whose term is over needs no lifting.
    #[must_use]
    pub fn overtakes(&self) -> &'static [Timer] {
        if matches!(self, Self::Expired(_)) { TO_LIFT } else { &[] }
    }

    /// An act of the imposing agency that ends the measure.
    #[must_use]
    pub fn ends(&self) -> bool {
        matches!(self, Self::Lifted(_) | Self::Voided(_) | Self::Closed(_))
    }

    /// The first day on which the measure is not in effect because of it: something ended it, or what it rests on fell.
    #[must_use]
    pub fn ends_on(&self, occurred: Moment) -> Option<Date> {
        match self {
            Self::SourceFell(it) => Some(it.on),
            Self::Lifted(_) | Self::Voided(_) => Some(occurred.day()),
            Self::Expired(it) => Some(it.last_day.tomorrow().unwrap_or(it.last_day)),
            Self::Closed(it) => Some(it.ended_on),
            Self::Notified(_)
            | Self::Acknowledged(_)
            | Self::Imposed(_)
            | Self::Declined(_)
            | Self::SourceSuspended(_)
            | Self::SourceResumed(_)
            | Self::Kept(_)
            | Self::Suspended(_)
            | Self::Resumed(_)
            | Self::DeadlineFixed(_) => None,
        }
    }

    /// The day since which it counts: the first one on which the measure is not in effect because of it, or that of the
    /// act.
    #[must_use]
    pub fn counts_since(&self, occurred: Moment) -> Date {
        self.ends_on(occurred).unwrap_or_else(|| occurred.day())
    }

    /// The entry of the inbox that the agency answers with it, or takes notice of.
    #[must_use]
    pub fn answers(&self) -> Option<Entry> {
        match self {
            Self::Acknowledged(it) => Some(it.entry),
            Self::Imposed(it) => Some(it.entry),
            Self::Declined(it) => Some(it.entry),
            Self::Lifted(it) => it.entry,
            Self::Voided(it) => it.entry,
            Self::Notified(_)
            | Self::SourceFell(_)
            | Self::SourceSuspended(_)
            | Self::SourceResumed(_)
            | Self::Kept(_)
            | Self::Expired(_)
            | Self::Closed(_)
            | Self::Suspended(_)
            | Self::Resumed(_)
            | Self::DeadlineFixed(_) => None,
        }
    }

    /// It is an entry of the inbox of the agency that the pair addresses.
    #[must_use]
    pub fn is_entry(&self) -> bool {
        matches!(
            self,
            Self::Notified(_)
                | Self::SourceFell(_)
                | Self::SourceSuspended(_)
                | Self::SourceResumed(_)
        )
    }

    /// What happened, for the audit. Agencies and articles are named as they were.
    #[must_use]
    pub fn sentence(&self, law: &Rulebook) -> String {
        match self {
            Self::Notified(it) => it.sentence(law),
            Self::Acknowledged(it) => it.sentence(),
            Self::Imposed(it) => it.sentence(),
            Self::Declined(it) => it.sentence(),
            Self::SourceFell(it) => it.sentence(),
            Self::SourceSuspended(it) => it.sentence(),
            Self::SourceResumed(it) => it.sentence(),
            Self::Kept(it) => it.sentence(),
            Self::Lifted(it) => it.sentence(),
            Self::Expired(it) => it.sentence(),
            Self::Voided(it) => it.sentence(),
            Self::Closed(it) => it.sentence(),
            Self::Suspended(it) => it.sentence(),
            Self::Resumed(it) => it.sentence(),
            Self::DeadlineFixed(it) => it.sentence(),
        }
    }
}
