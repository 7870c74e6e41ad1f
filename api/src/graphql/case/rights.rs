//! What the party was told, and how it used its rights.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{
    Moment,
    case::{notice, parts::FilePart, service, state, statement},
    rulebook::Confidence,
};

use super::{
    super::{
        money::Money,
        scalars::{Date, DateTime, DocumentNumber, PartId},
        vocabulary::{AbortGround, Adoption, DocumentType, PartyRight, ServiceMode},
    },
    Shown,
    outcome::Sanction,
    people::NamedOfficer,
    register::Document,
};

pub struct Rights(pub(super) Arc<Shown>);

/// How a document reached the party (PR 82, 83). Who signed for it is answered by `readSealed` alone.
#[derive(SimpleObject)]
pub struct Service {
    /// In which way.
    mode: ServiceMode,
    /// In which way, in Chinese.
    mode_label: String,
    /// The day on which it counts as served.
    served_on: Date,
    /// The documents that prove it.
    proof: Vec<Document>,
    /// Course and reasons, where the way is not the ordinary one.
    course: Option<String>,
}

/// A prior notice (行政处罚告知书, PR 57).
#[derive(SimpleObject)]
pub struct Notice {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// The number of the document.
    number: DocumentNumber,
    /// When it was recorded as served.
    noticed_at: DateTime,
    /// What is proposed.
    sanctions: Vec<Sanction>,
    /// 事实.
    facts: String,
    /// 理由.
    reasons: String,
    /// 依据.
    provisions: Vec<String>,
    /// The party was told that it may ask for a hearing.
    hearing_told: bool,
    /// Why it was, or was not (APL 63).
    hearing_because: String,
    /// The sum from which a hearing is open, where that was looked up.
    hearing_threshold: Option<ThresholdUsed>,
    /// How much is to be refunded, where a price law wants that first.
    refund: Option<Money>,
    /// The notice that this one replaces.
    supersedes: Option<PartId>,
    /// How it was served.
    service: Service,
    /// The notice itself.
    document: Document,
}

/// A figure of the rulebook that a decision used.
#[derive(SimpleObject)]
pub struct ThresholdUsed {
    /// How much.
    amount: Money,
    /// Where it comes from.
    source: String,
    /// How sure the rulebook is of it.
    confidence_label: String,
    /// 演示数据: the figure was made up for a demonstration.
    demonstration: bool,
}

/// What the party stated, and what became of it (PR 57, 58).
#[derive(SimpleObject)]
pub struct Statement {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// On which notice.
    notice: PartId,
    /// What the party said.
    content: String,
    /// Whether it was adopted; absent while it is not checked.
    adoption: Option<Adoption>,
    /// Whether it was adopted, in Chinese.
    adoption_label: Option<String>,
}

/// Rights that the party gave up in writing.
#[derive(SimpleObject)]
pub struct Waiver {
    /// On which notice.
    notice: PartId,
    /// Which.
    rights: Vec<PartyRight>,
    /// Which, in Chinese.
    rights_labels: Vec<String>,
    /// The declaration.
    document: Document,
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
    /// How much.
    amount: Money,
    /// By when.
    until: Date,
    /// How much was refunded; absent while that is not known.
    refunded: Option<Money>,
}

/// A hearing (APL 63–65).
#[derive(SimpleObject)]
pub struct Hearing {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// On which notice.
    notice: PartId,
    /// Who hosts it.
    host: Option<NamedOfficer>,
    /// When it opens.
    opens_at: Option<DateTime>,
    /// Where.
    place: Option<String>,
    /// When it was held.
    held_at: Option<DateTime>,
    /// Why it ended early.
    aborted: Option<AbortGround>,
    /// Why it ended early, in Chinese.
    aborted_label: Option<String>,
    /// When the host reported.
    reported_at: Option<DateTime>,
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
    serves_label: String,
    /// Where.
    places: Vec<String>,
    /// Why no other way was open.
    reason: String,
}

#[Object]
impl Rights {
    /// When the party was told that it may state, defend itself and ask officers to withdraw (PR 21). Main
    /// file: absent for whoever sees decisions alone.
    async fn rights_informed_at(&self, ctx: &Context<'_>) -> Result<Option<Vec<DateTime>>> {
        let dossier = self.0.dossier(ctx).await?;
        let informed = dossier.case.record.rights_informed.iter().copied();
        Ok(dossier.sees(FilePart::Main).then(|| informed.map(Into::into).collect()))
    }

    /// Notices; the last one counts. Main file: absent for whoever sees decisions alone.
    async fn notices(&self, ctx: &Context<'_>) -> Result<Option<Vec<Notice>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.notices)).await
    }

    /// What the party stated. Main file: absent for whoever sees decisions alone.
    async fn statements(&self, ctx: &Context<'_>) -> Result<Option<Vec<Statement>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.statements)).await
    }

    /// Rights that the party gave up in writing. Main file: absent for whoever sees decisions alone.
    async fn waivers(&self, ctx: &Context<'_>) -> Result<Option<Vec<Waiver>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.waivers)).await
    }

    /// Orders to refund. Main file: absent for whoever sees decisions alone.
    async fn refunds(&self, ctx: &Context<'_>) -> Result<Option<Vec<Refund>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.refunds)).await
    }

    /// Hearings. Main file: absent for whoever sees decisions alone.
    async fn hearings(&self, ctx: &Context<'_>) -> Result<Option<Vec<Hearing>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.hearings)).await
    }

    /// Service by announcement. Main file: absent for whoever sees decisions alone.
    async fn announcements(&self, ctx: &Context<'_>) -> Result<Option<Vec<Announcement>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.announcements)).await
    }
}

impl From<&service::Service> for Service {
    fn from(it: &service::Service) -> Self {
        Self {
            mode: it.mode.into(),
            mode_label: it.mode.label().to_owned(),
            served_on: it.served_on.into(),
            proof: it.documents().map(Into::into).collect(),
            course: it.course.as_ref().map(|it| it.shown().to_owned()),
        }
    }
}

impl From<&(Moment, notice::Served)> for Notice {
    fn from((at, it): &(Moment, notice::Served)) -> Self {
        Self {
            id: it.id.clone().into(),
            number: it.number.clone().into(),
            noticed_at: (*at).into(),
            sanctions: it.sanctions.iter().map(Into::into).collect(),
            facts: it.facts.shown().to_owned(),
            reasons: it.reasons.shown().to_owned(),
            provisions: it.provisions.clone(),
            hearing_told: it.hearing.told,
            hearing_because: it.hearing.because.label().to_owned(),
            hearing_threshold: it.hearing.threshold.as_ref().map(Into::into),
            refund: it.refund.map(Into::into),
            supersedes: it.supersedes.clone().map(Into::into),
            service: (&it.service).into(),
            document: (&it.document).into(),
        }
    }
}

impl From<&notice::ThresholdUsed> for ThresholdUsed {
    fn from(it: &notice::ThresholdUsed) -> Self {
        Self {
            amount: it.amount.into(),
            source: it.source.clone(),
            confidence_label: it.confidence.label().to_owned(),
            demonstration: it.confidence == Confidence::Demonstration,
        }
    }
}

impl From<&state::Statement> for Statement {
    fn from(it: &state::Statement) -> Self {
        Self {
            id: it.received.id.clone().into(),
            notice: it.received.notice.clone().into(),
            content: it.received.content.shown().to_owned(),
            adoption: it.adoption.map(Into::into),
            adoption_label: it.adoption.map(|it| it.label().to_owned()),
        }
    }
}

impl From<&statement::Waived> for Waiver {
    fn from(it: &statement::Waived) -> Self {
        Self {
            notice: it.notice.clone().into(),
            rights: it.rights.iter().copied().map(Into::into).collect(),
            rights_labels: it.rights.iter().map(|it| it.label().to_owned()).collect(),
            document: (&it.document).into(),
        }
    }
}

impl From<&state::Refund> for Refund {
    fn from(it: &state::Refund) -> Self {
        Self {
            id: it.ordered.id.clone().into(),
            number: it.ordered.number.clone().into(),
            notice: it.ordered.notice.clone().into(),
            amount: it.ordered.amount.into(),
            until: it.ordered.until.into(),
            refunded: it.ended.as_ref().map(|it| it.refunded.into()),
        }
    }
}

impl From<&state::Hearing> for Hearing {
    fn from(it: &state::Hearing) -> Self {
        Self {
            id: it.request.id.clone().into(),
            notice: it.request.notice.clone().into(),
            host: it.host.as_ref().map(Into::into),
            opens_at: it.notified.as_ref().map(|it| it.opens_at.into()),
            place: it.notified.as_ref().map(|it| it.place.clone()),
            held_at: it.held.map(Into::into),
            aborted: it.aborted.map(Into::into),
            aborted_label: it.aborted.map(|it| it.label().to_owned()),
            reported_at: it.reported.map(Into::into),
        }
    }
}

impl From<&(Moment, service::Announced)> for Announcement {
    fn from((at, it): &(Moment, service::Announced)) -> Self {
        Self {
            id: it.id.clone().into(),
            announced_at: (*at).into(),
            serves: it.serves.into(),
            serves_label: it.serves.label().to_owned(),
            places: it.places.clone(),
            reason: it.reason.shown().to_owned(),
        }
    }
}
