//! What the law requires at the present stage and the case doesn't have yet. The audit trail shows it,
//! and a command that comes too soon is refused with the same words.

mod closing;
mod handlers;
mod penalty;
mod remedies;
#[cfg(test)]
mod tests;
mod unheard;

use jiff::civil::Date;

use super::{Case, Main, conclusion::Outcome};
use crate::{
    Code, Rejection, Rulebook,
    citation::{Citation, cite},
    rejection::marked,
    rulebook::Confidence,
};

/// Something that the law requires and that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What kind of rule wants it.
    pub code: Code,
    /// For the officer: what is missing and how to mend it.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// The article that wants it.
    pub citation: Citation,
}

impl Missing {
    pub(super) fn new(
        code: Code,
        text: impl Into<String>,
        text_en: impl Into<String>,
        (instrument, article): (&str, &str),
    ) -> Self {
        let citation = cite(instrument, article);
        Self { code, text: text.into(), text_en: text_en.into(), citation }
    }

    /// Says on what kind of figure it rests, where that is no figure of the law.
    pub(super) fn resting_on(self, figures: impl IntoIterator<Item = Confidence>) -> Self {
        let (text, text_en) = marked((self.text, self.text_en), figures);
        Self { text, text_en, ..self }
    }

    fn step(text: &str, text_en: &str, article: (&str, &str)) -> Self {
        Self::new(Code::StepMissing, text, text_en, article)
    }
}

/// A step of the procedure that is to come.
fn lacks(text: &str, text_en: &str, article: &str) -> Missing {
    Missing::step(text, text_en, ("PR", article))
}

/// What is missing before an act, or else the act itself.
fn or_the_act(missing: Vec<Missing>, act: impl FnOnce() -> Missing) -> Vec<Missing> {
    if missing.is_empty() { vec![act()] } else { missing }
}

impl From<Missing> for Rejection {
    fn from(it: Missing) -> Self {
        Self { citation: Some(it.citation), ..it.code.refuse(it.text, it.text_en) }
    }
}

/// Nothing is missing.
///
/// # Errors
///
/// A refusal for each thing that is.
pub(super) fn complete(missing: Vec<Missing>) -> Result<(), Vec<Rejection>> {
    if missing.is_empty() {
        return Ok(());
    }
    Err(missing.into_iter().map(Rejection::from).collect())
}

impl Case {
    /// What the law requires before the next step of the main line, and is missing on that day; at
    /// last what is owed beside the main line.
    #[must_use]
    pub fn missing(&self, on: Date, law: &Rulebook) -> Vec<Missing> {
        let mut missing = match self.main {
            Main::Unopened | Main::NotFiled | Main::Archived => vec![],
            Main::Lead => {
                vec![lacks("尚未分送核查，请先指定核查人员", "nobody verifies the lead yet", "22")]
            }
            Main::Verifying => {
                vec![lacks("尚缺是否立案的决定", "it is not decided yet whether to file", "18")]
            }
            Main::Investigating => self.missing_for_conclusion(),
            Main::Suspended => vec![lacks(
                "中止调查的原因消除后，应当立即恢复调查",
                "the investigation is to be resumed as soon as the cause has ended",
                "46.2",
            )],
            Main::Concluded => vec![lacks(
                "尚未送审，请先送交审核",
                "the case has not been sent to review",
                "49.1",
            )],
            Main::Supplementing => vec![lacks(
                "案件经审核退回，请重新提交调查终结报告，或者说明如何处理审核意见后送审",
                "a review returned the case: the report comes again, or an explanation with which it is sent back",
                "54",
            )],
            Main::InReview => {
                vec![lacks("尚缺审核意见，请先完成审核", "the reviewer's opinion is missing", "54")]
            }
            Main::Reviewed => vec![self.lacks_a_decision_on_the_report()],
            Main::ApprovedForNotice => vec![lacks(
                "尚缺行政处罚告知书，请先送达当事人",
                "the party has not been told what is proposed",
                "57.1",
            )],
            Main::Noticed => or_the_act(self.missing_for_penalty(on), || {
                lacks(
                    "尚未作出处理决定，请报负责人作出决定",
                    "nothing has been decided yet",
                    "60.1",
                )
            }),
            Main::Terminated
            | Main::PenaltyDecided
            | Main::NoPenaltyDecided
            | Main::NotEstablished => or_the_act(self.missing_for_closing(on), || {
                let how = "尚未结案，请填写结案审批表报负责人批准";
                lacks(how, "the case has not been closed", "77.1")
            }),
            Main::Closed => vec![lacks(
                "尚未立卷归档，请由办案人员归档",
                "the file has not been archived",
                "78.1",
            )],
        };
        missing.extend(self.missing_beside(on));
        missing.extend(self.missing_in_remedies(on, law));
        missing
    }

    fn lacks_a_decision_on_the_report(&self) -> Missing {
        match self.record.conclusions.last().map(|it| it.opinion) {
            Some(Outcome::NoPenalty | Outcome::NotEstablished) => lacks(
                "尚缺负责人对处理意见的审查决定",
                "a leader has not decided on what is proposed",
                "60.1",
            ),
            Some(Outcome::Penalty) | None => lacks(
                "尚未批准拟处罚，请先报负责人批准",
                "a leader has not approved the penalty that is proposed",
                "56",
            ),
        }
    }

    /// The investigation doesn't stop for a request; a decision on it is owed all the same (PR 4).
    fn lacks_recusal_decisions(&self) -> Vec<Missing> {
        let closed = matches!(self.main, Main::NotFiled | Main::Closed | Main::Archived);
        let open = self.record.recusals.iter().filter(|it| it.granted.is_none() && !closed);
        open.map(|it| {
            let (id, who) = (&it.request.id, &it.request.officer.shown);
            let zh = format!("申请{who}回避（编号{id}）尚未作出决定");
            let en = format!("request {id} for recusal has not been decided");
            Missing::new(Code::Unfinished, zh, en, ("PR", "4"))
        })
        .collect()
    }

    /// Before the investigation is concluded (PR 32, 48). Rights are told before evidence is collected from the
    /// party (PR 21), and nothing is owed where none is. Results are told whenever that is: PR 32 has no time for it.
    fn missing_for_conclusion(&self) -> Vec<Missing> {
        let record = &self.record;
        let mut missing = vec![];
        if record.evidence.is_empty() {
            missing.push(lacks("尚无证据，请先收集", "there is no evidence yet", "48"));
        }
        missing.extend(self.lacks_results());
        missing.push(lacks("尚缺调查终结报告，请先提交", "the conclusion report is missing", "48"));
        missing
    }

    /// What was commissioned and has no result yet (PR 32).
    pub(super) fn lacks_results(&self) -> Vec<Missing> {
        let open = self.record.appraisals.iter().filter(|it| it.result.is_none());
        open.map(|it| {
            let id = &it.commissioned.id;
            let zh = format!("{id}的检测、鉴定结果尚未收到，请先记录结果");
            let en = format!("the result of {id} has not come: record it first");
            Missing::new(Code::Unfinished, zh, en, ("PR", "32"))
        })
        .collect()
    }

    /// Results of testing, inspection, quarantine and expert appraisal that the party has not been told
    /// (PR 32).
    fn lacks_told_results(&self) -> Vec<Missing> {
        let untold = self.record.appraisals.iter().filter(|it| it.to_be_told().is_some());
        untold
            .map(|it| {
                let id = &it.commissioned.id;
                let zh = format!("{id}的结果尚未告知当事人");
                let en = format!("the party has not been told the result of {id}");
                Missing::new(Code::Unfinished, zh, en, ("PR", "32"))
            })
            .collect()
    }

    /// What is owed whatever the main line does: handlers, recusals, results that the party is told, what a notice that was served
    /// leaves to be finished while a new one is on its way, telling the reporter, what is shown to the
    /// public.
    fn missing_beside(&self, on: Date) -> Vec<Missing> {
        let mut missing = self.lacks_recusal_decisions();
        if self.is_filed_and_open().is_ok() {
            missing.extend(self.lacks_handlers());
        }
        if self.main != Main::Noticed && self.is_filed_and_open().is_ok() {
            missing.extend(self.lacks_reviewed_statements());
            missing.extend(self.lacks_hearing());
            missing.extend(self.lacks_the_end_of_a_refund());
            if self.main != Main::Investigating {
                missing.extend(self.lacks_results());
            }
            missing.extend(self.lacks_told_results());
        }
        if self.owes_the_reporter_an_answer() {
            missing.push(Missing::step(
                "尚未将是否立案告知实名举报人",
                "the real-name reporter has not been told whether the case was filed",
                ("CMP", "31.2"),
            ));
        }
        missing.extend(self.decided_unheard(on));
        missing.extend(self.lacks_performance_anew(on));
        missing.extend(self.lacks_reasons_for_deviating());
        missing.extend(self.lacks_a_lower_confiscation());
        missing.extend(self.missing_copy(on));
        missing
    }
}
