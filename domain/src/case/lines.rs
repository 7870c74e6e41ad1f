//! A case as a list of labelled lines, and what an event made of it: the lines that came, went or
//! changed. Replay shows both, and a terminal can print them.

mod course;
mod outcome;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::{Case, parts::FilePart};
use crate::Rulebook;

/// One thing that holds of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about: 案件, 人员, 证据, 期限 …
    pub section: Section,
    /// What it is, within its section: `办案人员`, `证据E1`.
    pub label: String,
    /// How it stands.
    pub text: String,
    /// To which part of the file it belongs.
    pub part: FilePart,
}

/// What lines are about, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// 案件.
    Case,
    /// 人员.
    People,
    /// 调查.
    Investigation,
    /// 审核.
    Review,
    /// 告知和权利.
    Rights,
    /// 决定.
    Decision,
    /// 执行.
    Performance,
    /// 公示.
    Publicity,
    /// 期限.
    Deadlines,
    /// 文书.
    Documents,
}

/// A line that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It was not there before.
    Added(Line),
    /// It is not there any more.
    Removed(Line),
    /// It reads otherwise.
    Changed {
        /// As it read.
        before: String,
        /// As it reads.
        line: Line,
    },
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It came.
    Added,
    /// It reads otherwise.
    Changed,
    /// It went.
    Removed,
}

impl ChangeKind {
    /// As it is shown beside the line.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Changed => "变更",
            Self::Removed => "消失",
        }
    }
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 10] = [
        Self::Case,
        Self::People,
        Self::Investigation,
        Self::Review,
        Self::Rights,
        Self::Decision,
        Self::Performance,
        Self::Publicity,
        Self::Deadlines,
        Self::Documents,
    ];

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Case => "案件",
            Self::People => "人员",
            Self::Investigation => "调查",
            Self::Review => "审核",
            Self::Rights => "告知和权利",
            Self::Decision => "决定",
            Self::Performance => "执行",
            Self::Publicity => "公示",
            Self::Deadlines => "期限",
            Self::Documents => "文书",
        }
    }
}

impl Line {
    fn new(section: Section, label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { section, label: label.into(), text: text.into(), part: FilePart::Main }
    }

    fn of(mut self, part: FilePart) -> Self {
        self.part = part;
        self
    }

    fn is_about(&self, other: &Self) -> bool {
        self.section == other.section && self.label == other.label
    }
}

impl Change {
    /// The line that it is about: as it is, or was.
    #[must_use]
    pub fn line(&self) -> &Line {
        match self {
            Self::Added(line) | Self::Removed(line) | Self::Changed { line, .. } => line,
        }
    }

    /// In words: `办案人员：李某、张某`, `阶段：由“核查中”变为“调查中”`.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Added(line) => format!("{}：{}", line.label, line.text),
            Self::Removed(line) => format!("{}：不再有（原为“{}”）", line.label, line.text),
            Self::Changed { before, line } => {
                format!("{}：由“{before}”变为“{}”", line.label, line.text)
            }
        }
    }
}

/// What came, went or changed between two lists of lines.
#[must_use]
pub fn difference(before: &[Line], after: &[Line]) -> Vec<Change> {
    let came = after.iter().filter_map(|line| match before.iter().find(|it| it.is_about(line)) {
        None => Some(Change::Added(line.clone())),
        Some(it) if it.text == line.text => None,
        Some(it) => Some(Change::Changed { before: it.text.clone(), line: line.clone() }),
    });
    let gone = before.iter().filter(|line| !after.iter().any(|it| it.is_about(line)));
    came.chain(gone.cloned().map(Change::Removed)).collect()
}

impl Case {
    /// Everything that holds of it on a day, in the order of the sections. Labels are unique within
    /// their section.
    #[must_use]
    pub fn lines(&self, on: Date, law: &Rulebook) -> Vec<Line> {
        let mut lines = self.what_it_is();
        lines.extend(self.who_sees_to_it());
        lines.extend(self.investigation());
        lines.extend(self.reviewed());
        lines.extend(self.told(on));
        lines.extend(self.outcome(on));
        lines.extend(self.performed(on, law));
        lines.extend(self.made_public());
        lines.extend(self.timed());
        lines.extend(self.on_file());
        lines
    }

    /// Every document, each once.
    fn on_file(&self) -> Vec<Line> {
        let lines = self.archive_entries().into_iter().map(|entry| {
            let kind = entry.document.document_type;
            let digest = entry.document.sha256.to_string();
            let label = format!("{}（{}）", kind.label(), &digest[..8]);
            let number = entry.document.number.as_ref();
            let number = number.map(|it| format!("，{it}")).unwrap_or_default();
            let text = format!("{}，{}页{number}", entry.volume.label(), entry.document.pages);
            let part = self.part_of(&entry.document);
            Line::new(Section::Documents, label, text).of(part)
        });
        let mut once: Vec<Line> = vec![];
        for line in lines {
            if !once.iter().any(|it| it.is_about(&line)) {
                once.push(line);
            }
        }
        once
    }
}
