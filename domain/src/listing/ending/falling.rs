//! What the entry rests on falls, or is altered below what an entry wants (SDL; APL 48.2; scenarios 9, 10).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Code, Context, Moment, Narrative, Refusals, Rejection,
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
    publicity::withdrawing::Withdrawal,
    restriction,
    time::in_chinese,
};

/// What became of the decision that an entry rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FellBy {
    /// 撤销.
    Revoked,
    /// 确认违法.
    ConfirmedIllegal,
    /// 确认无效.
    ConfirmedVoid,
}

impl FellBy {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Revoked, Self::ConfirmedIllegal, Self::ConfirmedVoid];

    /// What it takes away from the measures that rest on the entry.
    pub(in crate::listing) fn takes_back(self) -> restriction::Fall {
        match self {
            Self::Revoked => restriction::Fall::Revoked,
            Self::ConfirmedIllegal => restriction::Fall::ConfirmedIllegal,
            Self::ConfirmedVoid => restriction::Fall::ConfirmedVoid,
        }
    }

    /// As a case says why what is shown of its decision is to be withdrawn; nothing where the decision stays in force.
    #[must_use]
    pub fn of(ground: Withdrawal) -> Option<Self> {
        match ground {
            Withdrawal::DecisionRevoked => Some(Self::Revoked),
            Withdrawal::DecisionIllegal => Some(Self::ConfirmedIllegal),
            Withdrawal::DecisionVoid => Some(Self::ConfirmedVoid),
            Withdrawal::DecisionAltered | Withdrawal::PublishedInError => None,
        }
    }

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Revoked => "被撤销",
            Self::ConfirmedIllegal => "被确认违法",
            Self::ConfirmedVoid => "被确认无效",
        }
    }
}

/// The decision that it rests on fell: from that day on it is revoked, and its publicity is to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundationFell {
    /// By which event.
    pub cause: Cause,
    /// In which way.
    pub by: FellBy,
    /// Since which day.
    pub fell_on: Date,
    /// The time to end its publicity.
    pub deadlines: Vec<Deadline>,
}

/// The decision was altered below what an entry wants: it is to be examined again (scenario 10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReExamination {
    /// By which event.
    pub cause: Cause,
    /// Since which day.
    pub altered_on: Date,
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

/// Records that the decision on which it rests fell. The clock's alone; a second fall records nothing more.
#[derive(Debug, Clone)]
pub struct Fall {
    /// By which event.
    pub cause: Cause,
    /// In which way.
    pub by: FellBy,
    /// When the decision fell.
    pub fell_at: Moment,
}

/// Opens a re-examination where the decision was altered, and what is left of it is no heavy penalty. The clock's
/// alone; where a heavy one is left, or it was opened for this already, it records nothing.
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

impl Fall {
    pub(in crate::listing) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let opened = listing.opened()?;
        if listing.is_revoked() || listing.entered_on.is_none() {
            return Ok(vec![]);
        }
        // What was left, has expired or was removed is public no more; it counts for nothing all the same.
        let shown = listing.counts_on(self.fell_at.day());
        let serious = opened.register == Register::SeriousViolation;
        let owed = Some(Timer::ListWithdraw).filter(|_| shown && serious).into_iter();
        let deadlines = owed.flat_map(|it| start(context, it, &opened.agency, self.fell_at));
        Ok(vec![Event::FoundationFell(FoundationFell {
            cause: self.cause.clone(),
            by: self.by,
            fell_on: self.fell_at.day(),
            deadlines: deadlines.collect(),
        })])
    }
}

impl OpenReExamination {
    pub(in crate::listing) fn decide(
        &self,
        listing: &Listing,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let opened = listing.opened()?;
        let known = listing.examinations.iter().any(|it| it.cause == self.cause);
        let counts = listing.counts_on(self.altered_on);
        let rests_on_sanctions = opened.register == Register::SeriousViolation;
        if known || !counts || !rests_on_sanctions || !heavy(&self.sanctions).is_empty() {
            return Ok(vec![]);
        }
        let (cause, altered_on) = (self.cause.clone(), self.altered_on);
        Ok(vec![Event::ReExaminationOpened(ReExamination { cause, altered_on })])
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
        let open = listing.examinations.iter().rfind(|it| it.decided_on.is_none());
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

impl FoundationFell {
    pub(in crate::listing) fn sentence(&self) -> String {
        format!(
            "所依据的决定于{}{}，列入决定随之撤销{}",
            in_chinese(self.fell_on),
            self.by.label(),
            until(&self.deadlines, Timer::ListWithdraw, "停止公示的期限")
        )
    }
}

impl ReExamination {
    pub(in crate::listing) fn sentence(&self) -> String {
        let day = in_chinese(self.altered_on);
        format!("所依据的行政处罚决定于{day}变更，不再含有较重行政处罚，应当重新审核是否列入")
    }
}

impl ReExamined {
    pub(in crate::listing) fn sentence(&self) -> String {
        let until = until(&self.deadlines, Timer::ListWithdraw, "停止公示的期限");
        let (verdict, reasons) = (self.verdict.label(), text(&self.reasons));
        format!("重新审核后决定{verdict}（{}），理由：{reasons}{until}", self.number)
    }
}
