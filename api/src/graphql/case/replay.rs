//! Replay: the record after any event of a case, and what each event made of it.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use domain::{case::lines, time::in_chinese};
use projections::dossier::{Dossier, Step};

use super::{
    super::{scalars::Date, vocabulary::Section},
    entry::FileEntry,
};
use crate::App;

/// The case that is replayed, as far as it is asked for.
pub struct Replay(Arc<Dossier>);

/// An event, and what it made of the record.
#[derive(SimpleObject)]
pub struct ReplayStep {
    /// The act.
    entry: FileEntry,
    /// The lines that came, went or changed with it.
    changes: Vec<Change>,
    /// Those that the days since the event before it had changed: a right that ran out, a surcharge that grew.
    changes_by_time: Vec<Change>,
    /// Those that acts in between had changed which you may not see, as of the day of the event before it.
    changes_unseen: Vec<Change>,
}

/// The record at some point.
#[derive(SimpleObject)]
pub struct Record {
    /// The day by which amounts and periods count.
    on: Date,
    /// The day in Chinese.
    on_label: String,
    /// What holds, section by section.
    lines: Vec<Line>,
}

/// One thing that holds of a case.
#[derive(SimpleObject)]
pub struct Line {
    /// What it is about.
    section: Section,
    /// What it is about, in Chinese.
    section_label: &'static str,
    /// What it is.
    label: String,
    /// How it stands.
    text: String,
}

/// A line that came, went or changed.
#[derive(SimpleObject)]
pub struct Change {
    /// Which of the three.
    kind: ChangeKind,
    /// Which of the three, in Chinese.
    kind_label: &'static str,
    /// What it is about.
    section: Section,
    /// What it is about, in Chinese.
    section_label: &'static str,
    /// What it is.
    label: String,
    /// As it read; absent where it is new.
    before: Option<String>,
    /// As it reads; absent where it is gone.
    after: Option<String>,
    /// In words: `阶段：由“核查中”变为“调查中”`.
    text: String,
}

/// What became of a line.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::lines::ChangeKind")]
pub enum ChangeKind {
    /// 新增.
    Added,
    /// 变更.
    Changed,
    /// 消失.
    Removed,
}

impl Replay {
    /// Of a case that the viewer may see.
    #[must_use]
    pub fn new(dossier: Arc<Dossier>) -> Self {
        Self(dossier)
    }
}

/// A case, event by event.
#[Object]
impl Replay {
    /// Every event up to the one that was asked for, oldest first.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Vec<ReplayStep>> {
        let steps = self.0.steps(&ctx.data::<App>()?.law).into_iter();
        let shown = |all: Vec<lines::Change>| all.into_iter().map(Into::into).collect();
        let each = |Step { entry, changes, by_time, unseen }| ReplayStep {
            entry: FileEntry::new(&self.0, entry),
            changes: shown(changes),
            changes_by_time: shown(by_time),
            changes_unseen: shown(unseen),
        };
        Ok(steps.map(each).collect())
    }

    /// The record after the last of these events, on the day of the latest of them.
    async fn record(&self, ctx: &Context<'_>) -> Result<Option<Record>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.0.day().map(|on| {
            let lines = self.0.lines(&self.0.last_seen(), (on, law)).into_iter().map(Into::into);
            Record { on: on.into(), on_label: in_chinese(on), lines: lines.collect() }
        }))
    }
}

impl From<lines::Line> for Line {
    fn from(it: lines::Line) -> Self {
        let (section, section_label) = (it.section.into(), it.section.label());
        Self { section, section_label, label: it.label, text: it.text }
    }
}

impl From<lines::Change> for Change {
    fn from(it: lines::Change) -> Self {
        let text = it.text();
        let (kind, before, line) = match it {
            lines::Change::Added(line) => (ChangeKind::Added, None, line),
            lines::Change::Removed(line) => (ChangeKind::Removed, None, line),
            lines::Change::Changed { before, line } => (ChangeKind::Changed, Some(before), line),
        };
        let (before, after) = match kind {
            ChangeKind::Removed => (Some(line.text), None),
            ChangeKind::Added | ChangeKind::Changed => (before, Some(line.text)),
        };
        Self {
            kind,
            kind_label: kind.label(),
            section: line.section.into(),
            section_label: line.section.label(),
            label: line.label,
            before,
            after,
            text,
        }
    }
}
