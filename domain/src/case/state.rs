//! What a case remembers in order to decide: where its main line stands, and what has happened.
//! Only the main line closes; remedies, publicity and performance go on beside it.

pub use super::record::Timed;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Event, answerable, appraisal, basis::Basis, closing, conclusion, correction, decision,
    discussion, evidence, exit, extension, filing, handlers::Handler, hearing, identification,
    lead, notice, performance, publicity, recusal, redaction, refund, remedy, review, service,
    statement, suspension,
};
use crate::{
    Moment,
    claim::Thing,
    clock::{Pause, Timer},
    document::DocumentRef,
    id::PartId,
};

/// Where the main line of a case stands (domain.md §3.1).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Main {
    /// Nothing has happened yet.
    #[default]
    Unopened,
    /// 已登记案源.
    Lead,
    /// 核查中.
    Verifying,
    /// 不予立案.
    NotFiled,
    /// 调查中.
    Investigating,
    /// 中止调查.
    Suspended,
    /// 终止调查.
    Terminated,
    /// 调查终结.
    Concluded,
    /// 审核中.
    InReview,
    /// 退回办案机构.
    Supplementing,
    /// 审核通过.
    Reviewed,
    /// 已批准拟处罚，待告知.
    ApprovedForNotice,
    /// 已告知.
    Noticed,
    /// 已作出处罚决定.
    PenaltyDecided,
    /// 不予行政处罚.
    NoPenaltyDecided,
    /// 违法事实不能成立.
    NotEstablished,
    /// 已结案.
    Closed,
    /// 已归档.
    Archived,
}

impl Main {
    /// Every stage.
    pub const ALL: [Self; 18] = [
        Self::Unopened,
        Self::Lead,
        Self::Verifying,
        Self::NotFiled,
        Self::Investigating,
        Self::Suspended,
        Self::Terminated,
        Self::Concluded,
        Self::InReview,
        Self::Supplementing,
        Self::Reviewed,
        Self::ApprovedForNotice,
        Self::Noticed,
        Self::PenaltyDecided,
        Self::NoPenaltyDecided,
        Self::NotEstablished,
        Self::Closed,
        Self::Archived,
    ];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unopened => "未登记",
            Self::Lead => "已登记案源",
            Self::Verifying => "核查中",
            Self::NotFiled => "不予立案",
            Self::Investigating => "调查中",
            Self::Suspended => "中止调查",
            Self::Terminated => "终止调查",
            Self::Concluded => "调查终结",
            Self::InReview => "审核中",
            Self::Supplementing => "退回补正",
            Self::Reviewed => "审核通过",
            Self::ApprovedForNotice => "待告知",
            Self::Noticed => "已告知",
            Self::PenaltyDecided => "已作出处罚决定",
            Self::NoPenaltyDecided => "不予行政处罚",
            Self::NotEstablished => "违法事实不能成立",
            Self::Closed => "已结案",
            Self::Archived => "已归档",
        }
    }
}

/// A penalty case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Where its main line stands.
    pub main: Main,
    /// Since when; a suspension that has ended left it there.
    pub since: Option<Moment>,
    /// What has happened.
    pub record: Record,
}

/// What has happened in a case: sets and lists, in the order in which it happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The lead.
    pub lead: Option<lead::Registered>,
    /// Who verified it, and since when; the last ones count.
    pub verifiers: Vec<(Moment, Vec<Handler>)>,
    /// How often verification was extended.
    pub verification_extensions: usize,
    /// The filing, or the decision not to file.
    pub filed: Option<(Moment, filing::Filed)>,
    /// The decision not to file.
    pub not_filed: Option<(Moment, filing::NotFiled)>,
    /// The reporter was told.
    pub reporter_informed: bool,
    /// Who handled it, and since when; the last ones count.
    pub handlers: Vec<(Moment, Vec<Handler>)>,
    /// Everybody who ever handled or verified it, or answered for its report.
    pub handled_by: Vec<crate::id::PersonId>,
    /// When the party was told its rights.
    pub rights_informed: Vec<Moment>,
    /// Requests that somebody withdraw, and what became of them.
    pub recusals: Vec<Recusal>,
    /// The evidence.
    pub evidence: Vec<evidence::Collected>,
    /// Appraisals.
    pub appraisals: Vec<Appraisal>,
    /// Who the party was found to be, and when; the last one counts.
    pub identified: Vec<(Moment, identification::Identified)>,
    /// Suspensions.
    pub suspensions: Vec<suspension::Suspension>,
    /// Extensions of the time for deciding.
    pub extensions: Vec<extension::Extended>,
    /// Conclusion reports; the last one counts.
    pub conclusions: Vec<conclusion::Concluded>,
    /// Reviews.
    pub reviews: Vec<Review>,
    /// A report was submitted since the party was last told, on which a heavier notice may rest (PR 58).
    pub reported_anew: bool,
    /// What leaders approved for notice; the last one counts.
    pub proposals: Vec<conclusion::ProposalApproved>,
    /// Announcements.
    pub announcements: Vec<(Moment, service::Announced)>,
    /// Notices; the last one counts.
    pub notices: Vec<(Moment, notice::Served)>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Rights given up expressly.
    pub waivers: Vec<statement::Waived>,
    /// Rights that the clock recorded as lapsed.
    pub lapses: Vec<statement::Lapsed>,
    /// Refunds.
    pub refunds: Vec<Refund>,
    /// Hearings.
    pub hearings: Vec<Hearing>,
    /// Discussions of the leaders.
    pub discussions: Vec<(Moment, discussion::Discussed)>,
    /// The penalty.
    pub decisions: Vec<(Moment, decision::Decided)>,
    /// The decision not to penalise.
    pub exits: Vec<(Moment, exit::NotPenalised)>,
    /// The decision that the violation can't be established.
    pub not_established: Option<(Moment, exit::NotEstablished)>,
    /// The decision was served.
    pub services: Vec<service::DecisionServed>,
    /// The redacted copies of decisions; of each decision, the last that was approved counts.
    pub copies: Vec<redaction::Copy>,
    /// Where it was made public, before publicity had a stream of its own.
    pub publications: Vec<publicity::Published>,
    /// Payments, with their times.
    pub payments: Vec<(Moment, performance::Paid)>,
    /// Deferrals and instalments, with their days.
    pub deferrals: Vec<(Date, performance::Deferred)>,
    /// Sanctions carried out otherwise, with their times.
    pub carried_out: Vec<(Moment, PartId)>,
    /// Requests for reconsideration that were handed to the agency.
    pub requests: Vec<remedy::Request>,
    /// Remedies over its decisions.
    pub remedies: Vec<remedy::Remedy>,
    /// What was put right in its decisions, or made of them, by the agency itself or its superior.
    pub corrections: Vec<(Moment, correction::Correction)>,
    /// Those who were named as answerable for its decisions.
    pub answerable: Vec<answerable::Naming>,
    /// What those who oversee the agency wrote about the case.
    pub supervisions: Vec<correction::Supervision>,
    /// What was given back of what had been paid, and when.
    pub refunded: Vec<(Moment, performance::Refunded)>,
    /// Since when the agency decides anew, where a decision was revoked and it has to.
    pub redone_since: Option<Moment>,
    /// What was made anew, or is to be, and where the main line stood before that.
    pub redoing: Option<remedy::Redoing>,
    /// The closing.
    pub closed: Option<(Moment, closing::Closed)>,
    /// The archive.
    pub archived: Option<closing::Archived>,
    /// All documents on file, in the order in which they came.
    pub documents: Vec<DocumentRef>,
    /// All deadlines, by rule and part.
    pub timers: BTreeMap<(Timer, Option<PartId>), Timed>,
    /// The stages of its main line, each with when it was reached, in the order in which they were entered.
    pub course: Vec<(Moment, Main)>,
    /// When clocks stood or stand still.
    pub pauses: Vec<Pause>,
    /// What was claimed for an act which never came.
    pub abandoned: Vec<Thing>,
    /// When the last act on whatever later acts rest on took place.
    pub rests: BTreeMap<Basis, Moment>,
    /// When the last act took place that a suspension would have stopped.
    pub worked: Option<Moment>,
    /// The last act's time.
    pub last: Option<Moment>,
}

/// A request that somebody withdraw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// The request.
    pub request: recusal::Requested,
    /// When it was made.
    pub since: Moment,
    /// Whether it was granted, and when, where it is decided.
    pub granted: Option<(bool, Moment)>,
}

/// An appraisal and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// The commission.
    pub commissioned: appraisal::Commissioned,
    /// Since when.
    pub since: Moment,
    /// When the result came.
    pub result: Option<Moment>,
    /// The announcement of its result, where the party is told by one.
    pub announced: Option<PartId>,
    /// The party was told.
    pub told: bool,
}

impl Appraisal {
    /// Since when its result is to be told to the party, where it is and the party was not (PR 32).
    #[must_use]
    pub fn to_be_told(&self) -> Option<Moment> {
        let owed = self.commissioned.kind.is_told_to_the_party() && !self.told;
        self.result.filter(|_| owed)
    }
}

/// A review and its opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The request.
    pub request: review::Requested,
    /// The opinion, its reviewer and when it was given.
    pub opinion: Option<(review::Opinion, Handler, Moment)>,
}

/// A statement and its check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What the party said.
    pub received: statement::Received,
    /// When.
    pub received_at: Moment,
    /// Whether it was adopted, where it is checked.
    pub adoption: Option<statement::Adoption>,
}

/// A refund order and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The order.
    pub ordered: refund::Ordered,
    /// The end.
    pub ended: Option<refund::Ended>,
}

/// A hearing and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// The request.
    pub request: hearing::Requested,
    /// Since when it was asked for.
    pub since: Moment,
    /// Its host.
    pub host: Option<Handler>,
    /// When and where.
    pub notified: Option<hearing::Notified>,
    /// The announcements by which its notices were served.
    pub announcements: Vec<PartId>,
    /// When it was held.
    pub held: Option<Moment>,
    /// Why it ended early.
    pub aborted: Option<hearing::AbortGround>,
    /// When the host reported.
    pub reported: Option<Moment>,
}

impl Record {
    /// Who handles the case now.
    #[must_use]
    pub fn handling(&self) -> &[Handler] {
        named_last(&self.handlers)
    }

    /// Who verifies the lead, or did last.
    #[must_use]
    pub fn verifying(&self) -> &[Handler] {
        named_last(&self.verifiers)
    }

    /// Who answered for the case at that time: its verifiers until it was filed, its handlers since (PR 19.2,
    /// 23.2). What was done before anybody was named is answered for by whoever was named first.
    #[must_use]
    pub fn in_charge_at(&self, at: Moment) -> &[Handler] {
        let filed = self.filed.as_ref().is_some_and(|(filed, _)| *filed <= at);
        let named = if filed { &self.handlers } else { &self.verifiers };
        let then = named.iter().rfind(|(since, _)| *since <= at).or(named.first());
        then.map_or(&[], |(_, people)| people.as_slice())
    }

    /// Verifiers had been named by that time.
    #[must_use]
    pub fn is_somebody_named_by(&self, at: Moment) -> bool {
        self.verifiers.first().is_some_and(|(since, _)| *since <= at)
    }

    /// The request with this id that somebody withdraw.
    #[must_use]
    pub fn recusal(&self, id: &PartId) -> Option<&Recusal> {
        self.recusals.iter().find(|it| it.request.id == *id)
    }

    /// The appraisal with this id.
    #[must_use]
    pub fn appraisal(&self, id: &PartId) -> Option<&Appraisal> {
        self.appraisals.iter().find(|it| it.commissioned.id == *id)
    }
}

fn named_last(named: &[(Moment, Vec<Handler>)]) -> &[Handler] {
    named.last().map_or(&[], |(_, people)| people.as_slice())
}

/// One arm an event; the decisions see to the order.
pub(super) fn evolve(mut case: Case, event: &Event, occurred: Moment) -> Case {
    let facets = event.fact().facets();
    let (stood, reached) = (case.main, case.since);
    if let Some(main) = facets.leads_to {
        case.main = main;
        case.record.course.push((occurred, main));
        case.since = Some(case.record.stood_since(event).unwrap_or(occurred));
    }
    let record = &mut case.record;
    record.move_deadlines(&facets, occurred);
    record.documents.extend(facets.documents.into_iter().cloned());
    record.last = record.last.max(Some(occurred));
    if let Some(basis) = Basis::of(event) {
        let last = record.rests.entry(basis).or_insert(occurred);
        *last = occurred.max(*last);
    }
    record.note(event, (occurred, stood, reached));
    case
}
