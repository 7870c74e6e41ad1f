//! The decision that the entry rests on is altered: where what is left of it is less than an entry wants, it is examined
//! again (SDL 2; scenario 10).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        guard::filled,
        phrase::{text, until},
        sanction::Sanction,
        serious_list::heavy,
    },
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType},
    listing::{
        Event, Listing, Register,
        guard::{signed, start},
        serious::Cause,
    },
    time::in_chinese,
};

/// The decision was altered below what an entry wants: it is to be examined again (scenario 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReExamination {
    /// By which event.
    pub cause: Cause,
    /// Since which day.
    pub altered_on: Date,
}

/// The decision was altered, and that leaves the entry as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AlterationNoted {
    /// By which event.
    pub cause: Cause,
    /// Since which day.
    pub altered_on: Date,
    /// Why nothing is to be examined.
    pub because: Untouched,
}

/// Why an entry is not examined again though its decision was altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Untouched {
    /// What is left of the decision is a heavy penalty still (SDL 2).
    HeavyStill,
    /// The entry didn't count any more on that day.
    NotListed,
}

/// It was examined again (重新审核).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReExamined {
    /// What came of it.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Narrative,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// The decision.
    pub document: DocumentRef,
    /// The time to end its publicity, where it was revoked.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// What comes of a re-examination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verdict {
    /// 维持列入.
    Upheld,
    /// 撤销列入.
    Revoked,
}

impl Verdict {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Upheld, Self::Revoked];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Upheld => "维持列入",
            Self::Revoked => "撤销列入",
        }
    }
}

/// Opens a re-examination where the decision was altered, and what is left of it is no heavy penalty; otherwise notes
/// why the entry stays as it was. The clock's alone; once done, it records nothing more.
#[derive(Debug, Clone)]
pub struct OpenReExamination {
    /// By which event.
    pub cause: Cause,
    /// Since which day.
    pub altered_on: Date,
    /// The sanctions as they are since.
    pub sanctions: Vec<Sanction>,
}

/// Decides on a re-examination.
#[derive(Debug, Clone)]
pub struct ReExamine {
    /// Whether it stays.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Narrative,
    /// The decision, with its number: 列入决定书 where it stays, 撤销列入决定书 where it doesn't.
    pub document: DocumentRef,
}

impl OpenReExamination {
    pub(in crate::listing) fn decide(
        &self,
        listing: &Listing,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let opened = listing.opened()?;
        let known = listing.examinations.iter().map(|it| &it.cause).chain(&listing.noted);
        if known.into_iter().any(|it| *it == self.cause) {
            return Ok(vec![]);
        }
        let (cause, altered_on) = (self.cause.clone(), self.altered_on);
        let rests_on_sanctions = opened.register == Register::SeriousViolation;
        let ended = listing.standing(altered_on).is_none() || listing.end(altered_on).is_some();
        let because = if !rests_on_sanctions || ended {
            Untouched::NotListed
        } else if !heavy(&self.sanctions).is_empty() {
            Untouched::HeavyStill
        } else {
            return Ok(vec![Event::ReExaminationOpened(ReExamination { cause, altered_on })]);
        };
        Ok(vec![Event::AlterationNoted(AlterationNoted { cause, altered_on, because })])
    }
}

impl ReExamine {
    pub(in crate::listing) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let opened = refusals.check(listing.in_force(&[Register::SeriousViolation], context));
        let open = listing.examinations.iter().rfind(|it| it.decided.is_none());
        refusals.require(opened.is_none() || open.is_some(), || {
            Code::StepMissing
                .refuse("没有待重新审核的事项", "nothing is to be examined again")
                .under("SDL", "0")
        });
        let early = open.is_some_and(|it| context.occurred.day() < it.altered_on);
        refusals.require(!early, || {
            Code::BeforeItsBasis
                .refuse("重新审核早于处罚决定的变更", "the decision was altered only later")
                .under("SDL", "0")
                .at("occurredAt")
        });
        filled(&mut refusals, self.reasons.is_blank(), "reasons", "重新审核的理由", ("SDL", "0"));
        let wanted = match self.verdict {
            Verdict::Upheld => DocumentType::ListingDecision,
            Verdict::Revoked => DocumentType::DelistingDecision,
        };
        let number = refusals.check(signed(&self.document, wanted, ("SDL", "0")));
        refusals.verdict()?;
        let examined = opened.zip(number).map(|(opened, number)| {
            let revoked = Some(Timer::ListWithdraw).filter(|_| self.verdict == Verdict::Revoked);
            let from = |it| start(context, it, &opened.agency, context.occurred);
            Event::ReExamined(ReExamined {
                verdict: self.verdict,
                reasons: self.reasons.clone(),
                number,
                document: self.document.clone(),
                deadlines: revoked.into_iter().flat_map(from).collect(),
            })
        });
        Ok(examined.into_iter().collect())
    }
}

impl ReExamination {
    pub(in crate::listing) fn sentence(&self) -> String {
        let day = in_chinese(self.altered_on);
        format!("所依据的行政处罚决定于{day}变更，不再含有较重行政处罚，应当重新审核是否列入")
    }
}

impl AlterationNoted {
    pub(in crate::listing) fn sentence(&self) -> String {
        let day = in_chinese(self.altered_on);
        let because = match self.because {
            Untouched::HeavyStill => "变更后仍含有较重行政处罚",
            Untouched::NotListed => "当日列入已经终止",
        };
        format!("所依据的行政处罚决定于{day}变更，{because}，无需重新审核")
    }
}

impl ReExamined {
    pub(in crate::listing) fn sentence(&self) -> String {
        let until = until(&self.deadlines, Timer::ListWithdraw, "停止公示的期限");
        let (verdict, reasons) = (self.verdict.label(), text(&self.reasons));
        format!("重新审核后决定{verdict}（{}），理由：{reasons}{until}", self.number)
    }
}
