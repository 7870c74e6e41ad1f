//! How a decision reached the party and the public, and how the case was closed and archived.

use async_graphql::SimpleObject;
use domain::{
    case::{closing, publicity, service},
    document,
};

use super::{
    super::{
        scalars::{Date, DateTime, PartId, PersonId},
        vocabulary::{ClosingGround, PublicityChannel, Volume},
    },
    entered::Entered,
    entry::FileEntry,
    filed::RegisterEntry,
    register::Document,
    rights::Service,
};

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

/// Where a decision was made public.
#[derive(SimpleObject)]
pub struct Publication {
    /// Which decision.
    decision: PartId,
    /// Where.
    channel: PublicityChannel,
    /// Where, in Chinese.
    channel_label: &'static str,
    /// When.
    published_at: DateTime,
    /// Under which reference.
    reference: String,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// The closing of a case (PR 77).
#[derive(SimpleObject)]
pub struct Closing {
    /// When.
    closed_at: DateTime,
    /// Why.
    ground: ClosingGround,
    /// Why, in the words of the rules.
    ground_label: &'static str,
    /// Why on another ground, or why a surcharge that was open is not levied.
    explanation: Option<String>,
    /// Who filled in the form, at the handling unit.
    prepared_by: PersonId,
    /// When the form was filled in; absent where that was on the day of its approval.
    prepared_on: Option<Date>,
    /// 结案审批表. Internal file: absent for whoever may not see it.
    form: Option<Document>,
    /// What had to be on file and came only with the form, as far as you may see it.
    documents: Vec<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// The archived file of a case (归档, PR 78, 79).
#[derive(SimpleObject)]
pub struct Archive {
    /// When it was archived.
    archived_at: DateTime,
    /// Where it is kept.
    place: String,
    /// How long: 永久, 30年, 10年.
    retention: String,
    /// 正卷, then 副卷 for whoever may see it.
    volumes: Vec<ArchivedVolume>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A half of an archived file.
#[derive(SimpleObject)]
pub struct ArchivedVolume {
    /// Which half.
    volume: Volume,
    /// 正卷 or 副卷.
    volume_label: &'static str,
    /// How many pages it has.
    pages: u32,
    /// What lies in it, in the order of PR 78.
    entries: Vec<RegisterEntry>,
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

impl From<Entered<'_, &publicity::Published>> for Publication {
    fn from(entered: Entered<'_, &publicity::Published>) -> Self {
        let it = entered.fact;
        Self {
            decision: it.decision.clone().into(),
            channel: it.channel.into(),
            channel_label: it.channel.label(),
            published_at: entered.at(),
            reference: it.reference.clone(),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &closing::Closed>> for Closing {
    fn from(entered: Entered<'_, &closing::Closed>) -> Self {
        let it = entered.fact;
        Self {
            closed_at: entered.at(),
            ground: it.ground.into(),
            ground_label: it.ground.label(),
            explanation: it.explanation.as_ref().map(|it| it.shown().to_owned()),
            prepared_by: it.prepared_by.clone().into(),
            prepared_on: it.prepared_on.map(Into::into),
            form: entered.paper(&it.form),
            documents: entered.papers(&it.documents),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &closing::Archived>> for Archive {
    fn from(entered: Entered<'_, &closing::Archived>) -> Self {
        let seen = document::Volume::ALL.into_iter().map(|it| ArchivedVolume::new(&entered, it));
        Self {
            archived_at: entered.at(),
            place: entered.fact.place.clone(),
            retention: entered.fact.retention.clone(),
            volumes: seen.filter(|it| !it.entries.is_empty()).collect(),
            acts: entered.acts(),
        }
    }
}

impl ArchivedVolume {
    /// A half of it, as far as the viewer may see it.
    fn new(archived: &Entered<'_, &closing::Archived>, volume: document::Volume) -> Self {
        let all = archived.fact.entries.iter().filter(|it| it.volume == volume).cloned();
        let entries = RegisterEntry::seen(archived.dossier(), all);
        Self {
            volume: volume.into(),
            volume_label: volume.label(),
            pages: entries.iter().map(RegisterEntry::pages).sum(),
            entries,
        }
    }
}
