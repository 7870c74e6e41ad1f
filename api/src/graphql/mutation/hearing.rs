//! Mutations: Hearing (APL 63–65).

use async_graphql::InputObject;
use domain::{Narrative, Personal, case::hearing};

use super::super::{
    input::{DocumentInput, RecordingInput, ServiceInput},
    scalars::{DateTime, PartId, PersonId},
    vocabulary::AbortGround,
};

/// Records that the party asked for a hearing (要求听证), within five working days of the notice.
#[derive(InputObject)]
pub struct RequestHearingInput {
    /// On which notice.
    notice: PartId,
    /// How it arrived: 书面、口头.
    means: String,
    /// 听证申请书, or the record of what was said.
    document: DocumentInput,
}

impl From<RequestHearingInput> for hearing::Request {
    fn from(it: RequestHearingInput) -> Self {
        Self {
            notice: it.notice.into(),
            means: Narrative::noted(it.means),
            document: it.document.into(),
        }
    }
}

/// Appoints who hosts the hearing, or who hosts it instead (APL 64(4)).
#[derive(InputObject)]
pub struct AppointHostInput {
    /// Of which hearing.
    hearing: PartId,
    /// Who.
    host: PersonId,
}

impl From<AppointHostInput> for hearing::AppointHost {
    fn from(it: AppointHostInput) -> Self {
        Self { hearing: it.hearing.into(), host: it.host.into() }
    }
}

/// Tells the party when and where (听证通知), seven working days before it opens (APL 64(2)).
#[derive(InputObject)]
pub struct NotifyHearingInput {
    /// Of which hearing.
    hearing: PartId,
    /// When.
    opens_at: DateTime,
    /// Where.
    place: String,
    /// Why the public is not admitted, where it isn't (APL 64(3)).
    closed_because: Option<String>,
    /// How it was served.
    service: ServiceInput,
    /// 听证通知书.
    document: DocumentInput,
}

impl From<NotifyHearingInput> for hearing::Notify {
    fn from(it: NotifyHearingInput) -> Self {
        Self {
            hearing: it.hearing.into(),
            opens_at: it.opens_at.into(),
            place: Narrative::noted(it.place),
            closed_because: it.closed_because.map(Narrative::noted),
            service: it.service.into(),
            document: it.document.into(),
        }
    }
}

/// Records that the hearing was held. The host is whoever acts.
#[derive(InputObject)]
pub struct HoldHearingInput {
    /// Which.
    hearing: PartId,
    /// The party's agents, two at most.
    agents: Vec<String>,
    /// Whether party or agent signed the record; otherwise the host noted the refusal.
    signed: bool,
    /// 听证笔录.
    record: DocumentInput,
    /// In sound or picture.
    recording: Option<RecordingInput>,
}

impl From<HoldHearingInput> for hearing::Hold {
    fn from(it: HoldHearingInput) -> Self {
        Self {
            hearing: it.hearing.into(),
            agents: it.agents.into_iter().map(Personal::apart).collect(),
            signed: it.signed,
            record: it.record.into(),
            recording: it.recording.map(Into::into),
        }
    }
}

/// Ends a hearing that isn't held through (终止听证).
#[derive(InputObject)]
pub struct AbortHearingInput {
    /// Which.
    hearing: PartId,
    /// On which ground.
    ground: AbortGround,
    /// In words.
    reason: String,
    /// The record of it.
    document: DocumentInput,
}

impl From<AbortHearingInput> for hearing::Abort {
    fn from(it: AbortHearingInput) -> Self {
        Self {
            hearing: it.hearing.into(),
            ground: it.ground.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Reports on a hearing (听证报告); what stood still for it runs again.
#[derive(InputObject)]
pub struct ReportHearingInput {
    /// Which.
    hearing: PartId,
    /// What the host advises.
    opinion: String,
    /// 听证报告.
    document: DocumentInput,
}

impl From<ReportHearingInput> for hearing::Report {
    fn from(it: ReportHearingInput) -> Self {
        Self {
            hearing: it.hearing.into(),
            opinion: Narrative::noted(it.opinion),
            document: it.document.into(),
        }
    }
}

acts! {
    /// Hearing (APL 63–65).
    HearingMutation {
        /// Records that the party asked for a hearing (要求听证), within five working days of the notice.
        request_hearing(RequestHearingInput) => RequestHearing;
        /// Appoints who hosts the hearing, or who hosts it instead (APL 64(4)).
        appoint_host(AppointHostInput) => AppointHost;
        /// Tells the party when and where (听证通知), seven working days before it opens (APL 64(2)).
        notify_hearing(NotifyHearingInput) => NotifyHearing;
        /// Records that the hearing was held. The host is whoever acts.
        hold_hearing(HoldHearingInput) => HoldHearing;
        /// Ends a hearing that isn't held through (终止听证).
        abort_hearing(AbortHearingInput) => AbortHearing;
        /// Reports on a hearing (听证报告); what stood still for it runs again.
        report_hearing(ReportHearingInput) => ReportHearing;
    }
}
