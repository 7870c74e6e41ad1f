//! How the party was heard, and what it paid back first: statements, refunds, hearings.

use async_graphql::SimpleObject;
use domain::case::{hearing, refund, statement};

use super::{
    super::{
        money::Money,
        scalars::{Date, DateTime, DocumentNumber, PartId},
        vocabulary::{AbortGround, Adoption},
    },
    entered::{Entered, Recording, recorded},
    entry::FileEntry,
    people::NamedOfficer,
    register::Document,
    rights::Service,
};

/// What the party stated, and what became of it (PR 57, 58).
#[derive(SimpleObject)]
pub struct Statement {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// On which notice.
    notice: PartId,
    /// When it was received.
    received_at: DateTime,
    /// What the party said.
    content: String,
    /// The paper, or the record of what was said.
    document: Document,
    /// Whether it was adopted; absent while it is not checked.
    adoption: Option<Adoption>,
    /// Whether it was adopted, in Chinese.
    adoption_label: Option<String>,
    /// When it was checked.
    checked_at: Option<DateTime>,
    /// Why it was adopted or not.
    reasons: Option<String>,
    /// The record of the check, where there is one.
    check: Option<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// An order to refund what was charged too much (PR 59).
#[derive(SimpleObject)]
pub struct Refund {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// The number of the document.
    number: DocumentNumber,
    /// On which notice.
    notice: PartId,
    /// When it was ordered.
    ordered_at: DateTime,
    /// How much.
    amount: Money,
    /// By when.
    until: Date,
    /// The payers are hard to find and are sought by announcement.
    by_announcement: bool,
    /// How the order was served.
    service: Service,
    /// The order itself.
    document: Document,
    /// How much was refunded; absent while that is not known.
    refunded: Option<Money>,
    /// When its end was recorded.
    ended_at: Option<DateTime>,
    /// How it was refunded, and what remains.
    account: Option<String>,
    /// What proves that; empty while it goes on.
    proof: Vec<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A hearing (APL 63–65). Who spoke for the party is answered by `readSealed` alone.
#[derive(SimpleObject)]
pub struct Hearing {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// On which notice.
    notice: PartId,
    /// When the party asked for it.
    requested_at: DateTime,
    /// How the request arrived.
    means: String,
    /// 听证申请书, or the record of what was said.
    request: Document,
    /// Who hosts it.
    host: Option<NamedOfficer>,
    /// When the host was appointed.
    host_appointed_at: Option<DateTime>,
    /// What the party was told of it.
    notification: Option<HearingNotification>,
    /// When it opens.
    opens_at: Option<DateTime>,
    /// Where.
    place: Option<String>,
    /// When it was held.
    held_at: Option<DateTime>,
    /// Party or agent signed the record; otherwise the host noted the refusal (APL 64).
    signed: Option<bool>,
    /// 听证笔录.
    record: Option<Document>,
    /// The hearing in sound or picture.
    recording: Option<Recording>,
    /// Why it ended early.
    aborted: Option<AbortGround>,
    /// Why it ended early, in Chinese.
    aborted_label: Option<String>,
    /// When it ended early.
    aborted_at: Option<DateTime>,
    /// Why it ended early, in this case.
    aborted_because: Option<String>,
    /// The record of that.
    aborted_by: Option<Document>,
    /// When the host reported.
    reported_at: Option<DateTime>,
    /// What the host reported. Internal file: absent for whoever may not see it.
    report: Option<HearingReport>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// What the party was told of a hearing (听证通知, APL 64).
#[derive(SimpleObject)]
pub struct HearingNotification {
    /// When.
    notified_at: DateTime,
    /// The number of the document.
    number: DocumentNumber,
    /// Why the public is not admitted, where it isn't.
    closed_because: Option<String>,
    /// How it was served.
    service: Service,
    /// 听证通知书.
    document: Document,
}

/// What the host of a hearing reported (听证报告).
#[derive(SimpleObject)]
pub struct HearingReport {
    /// What the host advises.
    opinion: String,
    /// The report.
    document: Document,
}

impl<'a> From<Entered<'a, &'a statement::Received>> for Statement {
    fn from(entered: Entered<'a, &'a statement::Received>) -> Self {
        let it = entered.it;
        let checked = entered.later(recorded!(StatementReviewed)).next_back();
        let paper = checked.as_ref().and_then(|it| it.it.document.as_ref());
        Self {
            id: it.id.clone().into(),
            notice: it.notice.clone().into(),
            received_at: entered.at(),
            content: it.content.shown().to_owned(),
            document: (&it.document).into(),
            adoption: checked.as_ref().map(|it| it.it.adoption.into()),
            adoption_label: checked.as_ref().map(|it| it.it.adoption.label().to_owned()),
            checked_at: checked.as_ref().map(Entered::at),
            reasons: checked.as_ref().map(|it| it.it.reasons.shown().to_owned()),
            check: paper.and_then(|it| entered.paper(it)),
            acts: entered.acts(),
        }
    }
}

impl<'a> From<Entered<'a, &'a refund::Ordered>> for Refund {
    fn from(entered: Entered<'a, &'a refund::Ordered>) -> Self {
        let it = entered.it;
        let ended = entered.later(recorded!(RefundEnded)).next_back();
        let proof = ended.iter().flat_map(|it| &it.it.documents);
        Self {
            id: it.id.clone().into(),
            number: it.number.clone().into(),
            notice: it.notice.clone().into(),
            ordered_at: entered.at(),
            amount: it.amount.into(),
            until: it.until.into(),
            by_announcement: it.by_announcement,
            service: (&it.service).into(),
            document: (&it.document).into(),
            refunded: ended.as_ref().map(|it| it.it.refunded.into()),
            ended_at: ended.as_ref().map(Entered::at),
            account: ended.as_ref().map(|it| it.it.account.shown().to_owned()),
            proof: entered.papers(proof),
            acts: entered.acts(),
        }
    }
}

impl<'a> From<Entered<'a, &'a hearing::Requested>> for Hearing {
    fn from(entered: Entered<'a, &'a hearing::Requested>) -> Self {
        let it = entered.it;
        let host = entered.later(recorded!(HearingHostAppointed)).next_back();
        let notified = entered.later(recorded!(HearingNotified)).next_back();
        let held = entered.later(recorded!(HearingHeld)).next_back();
        let aborted = entered.later(recorded!(HearingAborted)).next_back();
        let report = entered.later(recorded!(HearingReported)).next_back();
        // That the host has reported is no secret; what the report says lies in the internal file.
        let mut hearings = entered.dossier().case.record.hearings.iter();
        let reported = hearings.find(|hearing| hearing.request.id == it.id);
        Self {
            id: it.id.clone().into(),
            notice: it.notice.clone().into(),
            requested_at: entered.at(),
            means: it.means.clone(),
            request: (&it.document).into(),
            host: host.as_ref().map(|it| (&it.it.host).into()),
            host_appointed_at: host.as_ref().map(Entered::at),
            opens_at: notified.as_ref().map(|it| it.it.opens_at.into()),
            place: notified.as_ref().map(|it| it.it.place.clone()),
            notification: notified.map(Into::into),
            held_at: held.as_ref().map(Entered::at),
            signed: held.as_ref().map(|it| it.it.signed),
            record: held.as_ref().map(|it| (&it.it.record).into()),
            recording: held.and_then(|it| it.it.recording.as_ref()).map(Into::into),
            aborted: aborted.as_ref().map(|it| it.it.ground.into()),
            aborted_label: aborted.as_ref().map(|it| it.it.ground.label().to_owned()),
            aborted_at: aborted.as_ref().map(Entered::at),
            aborted_because: aborted.as_ref().map(|it| it.it.reason.shown().to_owned()),
            aborted_by: aborted.and_then(|it| it.paper(&it.it.document)),
            reported_at: reported.and_then(|it| it.reported).map(Into::into),
            report: report.map(|it| it.it.into()),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &hearing::Notified>> for HearingNotification {
    fn from(entered: Entered<'_, &hearing::Notified>) -> Self {
        let it = entered.it;
        Self {
            notified_at: entered.at(),
            number: it.number.clone().into(),
            closed_because: it.closed_because.as_ref().map(|it| it.shown().to_owned()),
            service: (&it.service).into(),
            document: (&it.document).into(),
        }
    }
}

impl From<&hearing::Reported> for HearingReport {
    fn from(it: &hearing::Reported) -> Self {
        Self { opinion: it.opinion.shown().to_owned(), document: (&it.document).into() }
    }
}
