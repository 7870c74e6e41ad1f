//! Hearings, step by step.

use async_graphql::SimpleObject;
use domain::case::hearing;

use super::{
    super::{
        scalars::{DateTime, DocumentNumber, PartId},
        vocabulary::AbortGround,
    },
    entered::{Entered, Recording, recorded},
    entry::FileEntry,
    people::NamedOfficer,
    register::Document,
    service::Service,
};

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
    /// Who hosts it; absent while nobody is appointed.
    host: Option<HearingHost>,
    /// What the party was told of it; absent while it was told nothing.
    notification: Option<HearingNotification>,
    /// How it was held; absent while it is not.
    held: Option<HearingHeld>,
    /// How it ended early; absent where it did not.
    aborted: Option<HearingAborted>,
    /// When the host reported, which is no secret as the report is.
    reported_at: Option<DateTime>,
    /// What the host reported. Internal file: absent for whoever may not see it.
    report: Option<HearingReport>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// Who hosts a hearing (听证主持人, APL 64).
#[derive(SimpleObject)]
pub struct HearingHost {
    /// When the host was appointed.
    appointed_at: DateTime,
    /// Who.
    officer: NamedOfficer,
}

/// What the party was told of a hearing (听证通知, APL 64).
#[derive(SimpleObject)]
pub struct HearingNotification {
    /// When.
    notified_at: DateTime,
    /// The number of the document.
    number: DocumentNumber,
    /// When the hearing opens.
    opens_at: DateTime,
    /// Where.
    place: String,
    /// Why the public is not admitted, where it isn't.
    closed_because: Option<String>,
    /// How it was served.
    service: Service,
    /// 听证通知书.
    document: Document,
}

/// How a hearing was held (APL 64).
#[derive(SimpleObject)]
pub struct HearingHeld {
    /// When.
    held_at: DateTime,
    /// Party or agent signed the record; otherwise the host noted the refusal.
    signed: bool,
    /// 听证笔录.
    record: Document,
    /// The hearing in sound or picture, where it was recorded so.
    recording: Option<Recording>,
}

/// How a hearing ended before it was held to its end (终止听证, APL 64).
#[derive(SimpleObject)]
pub struct HearingAborted {
    /// When.
    aborted_at: DateTime,
    /// Why.
    ground: AbortGround,
    /// Why, in Chinese.
    ground_label: &'static str,
    /// Why, in this case.
    reason: String,
    /// The record of it, where you may see it.
    document: Option<Document>,
}

/// What the host of a hearing reported (听证报告).
#[derive(SimpleObject)]
pub struct HearingReport {
    /// What the host advises.
    opinion: String,
    /// The report.
    document: Document,
}

impl<'a> From<Entered<'a, &'a hearing::Requested>> for Hearing {
    fn from(entered: Entered<'a, &'a hearing::Requested>) -> Self {
        let it = entered.fact;
        let report = entered.last_of(recorded!(HearingReported));
        let mut hearings = entered.dossier().case.record.hearings.iter();
        let reported = hearings.find(|hearing| hearing.request.id == it.id);
        Self {
            id: it.id.clone().into(),
            notice: it.notice.clone().into(),
            requested_at: entered.at(),
            means: it.means.shown().to_owned(),
            request: (&it.document).into(),
            host: entered.last_of(recorded!(HearingHostAppointed)).map(Into::into),
            notification: entered.last_of(recorded!(HearingNotified)).map(Into::into),
            held: entered.last_of(recorded!(HearingHeld)).map(Into::into),
            aborted: entered.last_of(recorded!(HearingAborted)).map(Into::into),
            reported_at: reported.and_then(|it| it.reported).map(Into::into),
            report: report.map(|it| it.fact.into()),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &hearing::HostAppointed>> for HearingHost {
    fn from(entered: Entered<'_, &hearing::HostAppointed>) -> Self {
        Self { appointed_at: entered.at(), officer: (&entered.fact.host).into() }
    }
}

impl From<Entered<'_, &hearing::Notified>> for HearingNotification {
    fn from(entered: Entered<'_, &hearing::Notified>) -> Self {
        let it = entered.fact;
        Self {
            notified_at: entered.at(),
            number: it.number.clone().into(),
            opens_at: it.opens_at.into(),
            place: it.place.shown().to_owned(),
            closed_because: it.closed_because.as_ref().map(|it| it.shown().to_owned()),
            service: (&it.service).into(),
            document: (&it.document).into(),
        }
    }
}

impl From<Entered<'_, &hearing::Held>> for HearingHeld {
    fn from(entered: Entered<'_, &hearing::Held>) -> Self {
        let it = entered.fact;
        Self {
            held_at: entered.at(),
            signed: it.signed,
            record: (&it.record).into(),
            recording: it.recording.as_ref().map(Into::into),
        }
    }
}

impl From<Entered<'_, &hearing::Aborted>> for HearingAborted {
    fn from(entered: Entered<'_, &hearing::Aborted>) -> Self {
        let it = entered.fact;
        Self {
            aborted_at: entered.at(),
            ground: it.ground.into(),
            ground_label: it.ground.label(),
            reason: it.reason.shown().to_owned(),
            document: entered.paper(&it.document),
        }
    }
}

impl From<&hearing::Reported> for HearingReport {
    fn from(it: &hearing::Reported) -> Self {
        Self { opinion: it.opinion.shown().to_owned(), document: (&it.document).into() }
    }
}
