//! How documents reached the party.

use async_graphql::SimpleObject;
use domain::case::service;

use super::{
    super::{
        scalars::{Date, DateTime, DocumentNumber, PartId},
        vocabulary::{DocumentType, ServiceMode},
    },
    entered::{Entered, Recording},
    entry::FileEntry,
    register::Document,
};

/// How a document reached the party (PR 82, 83). Who signed for it is answered by `readSealed` alone.
#[derive(SimpleObject)]
pub struct Service {
    /// In which way.
    mode: ServiceMode,
    /// In which way, in Chinese.
    mode_label: &'static str,
    /// The day on which it counts as served.
    served_on: Date,
    /// The documents that prove it, recordings among them.
    proof: Vec<Document>,
    /// How leaving, posting or sending it was recorded in sound or picture (PR 82).
    recording: Option<Recording>,
    /// The announcement that it rests on.
    announcement: Option<PartId>,
    /// Course and reasons, where the way is not the ordinary one.
    course: Option<String>,
}

/// Service by announcement (公告送达, PR 82).
#[derive(SimpleObject)]
pub struct Announcement {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// When.
    announced_at: DateTime,
    /// What is served by it.
    serves: DocumentType,
    /// What is served by it, in Chinese.
    serves_label: &'static str,
    /// Where.
    places: Vec<String>,
    /// Why no other way was open.
    reason: String,
    /// The number of what is served by it, where it was signed with the announcement.
    number: Option<DocumentNumber>,
    /// The decision that is served by it, where it is one.
    decision: Option<PartId>,
    /// The announcement itself.
    document: Document,
    /// How posting it was recorded in sound or picture.
    recording: Option<Recording>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// The service of a decision (PR 81).
#[derive(SimpleObject)]
pub struct DecisionService {
    /// Of which decision.
    decision: PartId,
    /// How, and on which day.
    service: Service,
    /// 告知公示: the notice that the penalty will be made public.
    publicity_notice: Option<Document>,
    /// 互联网复议渠道: where the party may ask for reconsideration online (ARL 22).
    reconsideration_channel: Option<String>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

impl From<&service::Service> for Service {
    fn from(it: &service::Service) -> Self {
        Self {
            mode: it.mode.into(),
            mode_label: it.mode.label(),
            served_on: it.served_on.into(),
            proof: it.documents().map(Into::into).collect(),
            recording: it.recording.as_ref().map(Into::into),
            announcement: it.announcement.clone().map(Into::into),
            course: it.course.as_ref().map(|it| it.shown().to_owned()),
        }
    }
}

impl From<Entered<'_, &service::Announced>> for Announcement {
    fn from(entered: Entered<'_, &service::Announced>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            announced_at: entered.at(),
            serves: it.serves.into(),
            serves_label: it.serves.label(),
            places: it.places.iter().map(|it| it.shown().to_owned()).collect(),
            reason: it.reason.shown().to_owned(),
            number: it.number.clone().map(Into::into),
            decision: it.decision.clone().map(Into::into),
            document: (&it.document).into(),
            recording: it.recording.as_ref().map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &service::DecisionServed>> for DecisionService {
    fn from(entered: Entered<'_, &service::DecisionServed>) -> Self {
        let it = entered.fact;
        Self {
            decision: it.decision.clone().into(),
            service: (&it.service).into(),
            publicity_notice: it.publicity_notice.as_ref().map(Into::into),
            reconsideration_channel: it.reconsideration_channel.clone(),
            acts: entered.acts(),
        }
    }
}
