//! What the party was told, and how it used its rights.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::case::{notice, parts::FilePart, statement};

use super::{
    super::{
        money::Money,
        scalars::{Date, DateTime, DocumentNumber, PartId},
        vocabulary::PartyRight,
    },
    Shown,
    benchmark::BenchmarkDeviation,
    entered::{Entered, recorded},
    entry::FileEntry,
    hearing::Hearing,
    inquiry::RightsInformed,
    refund::Refund,
    register::Document,
    sanction::Sanction,
    serious_list::SeriousListProposal,
    service::{Announcement, Service},
    statement::Statement,
};

pub struct Rights(pub(super) Arc<Shown>);

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
    /// That the party is to be entered in the list of serious violations, where it was told so (SDL 13).
    serious_list: Option<SeriousListProposal>,
    /// 事实.
    facts: String,
    /// 理由.
    reasons: String,
    /// 依据.
    provisions: Vec<String>,
    /// The party was told that it may ask for a hearing.
    hearing_told: bool,
    /// Why it was, or was not (APL 63).
    hearing_because: &'static str,
    /// The sum from which a hearing is open, where that was looked up.
    hearing_threshold: Option<ThresholdUsed>,
    /// How much is to be refunded, where a price law wants that first.
    refund: Option<Money>,
    /// The notice that this one replaces.
    supersedes: Option<PartId>,
    /// Which new facts or basis called for it, where it replaces one (PR 58).
    new_ground: Option<String>,
    /// Which fines lie outside the benchmark in force that day (APL 34).
    deviations: Vec<BenchmarkDeviation>,
    /// How it was served.
    service: Service,
    /// The notice itself.
    document: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A figure of the rulebook that a decision used.
#[derive(SimpleObject)]
pub struct ThresholdUsed {
    /// How much.
    amount: Money,
    /// Where it comes from.
    source: String,
    /// How sure the rulebook is of it.
    confidence_label: &'static str,
    /// 演示数据: the figure was made up for a demonstration.
    demonstration: bool,
}

/// Rights that the party gave up in writing.
#[derive(SimpleObject)]
pub struct Waiver {
    /// On which notice.
    notice: PartId,
    /// Which.
    rights: Vec<PartyRight>,
    /// Which, in Chinese.
    rights_labels: Vec<&'static str>,
    /// When.
    waived_at: DateTime,
    /// The declaration.
    document: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// Rights that ran out unused, which counts as giving them up (PR 57). Recorded once late entries are over; a
/// later act that shows otherwise corrects it.
#[derive(SimpleObject)]
pub struct Lapse {
    /// On which notice.
    notice: PartId,
    /// Which.
    rights: Vec<PartyRight>,
    /// Which, in Chinese.
    rights_labels: Vec<&'static str>,
    /// Their last day.
    due: Date,
    /// As of when it was recorded.
    lapsed_at: DateTime,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

#[Object]
impl Rights {
    /// That the party was told that it may state, defend itself and ask officers to withdraw (PR 21). Main
    /// file: absent for whoever sees decisions alone.
    async fn rights_informed(&self, ctx: &Context<'_>) -> Result<Option<Vec<RightsInformed>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(RightsInformed)).await
    }

    /// Notices; the last one counts. Main file: absent for whoever sees decisions alone.
    async fn notices(&self, ctx: &Context<'_>) -> Result<Option<Vec<Notice>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(PriorNoticeServed)).await
    }

    /// What the party stated. Main file: absent for whoever sees decisions alone.
    async fn statements(&self, ctx: &Context<'_>) -> Result<Option<Vec<Statement>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(StatementReceived)).await
    }

    /// Rights that the party gave up in writing. Main file: absent for whoever sees decisions alone.
    async fn waivers(&self, ctx: &Context<'_>) -> Result<Option<Vec<Waiver>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(RightsWaived)).await
    }

    /// Rights that ran out unused. Main file: absent for whoever sees decisions alone.
    async fn lapses(&self, ctx: &Context<'_>) -> Result<Option<Vec<Lapse>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(RightsLapsed)).await
    }

    /// Orders to refund. Main file: absent for whoever sees decisions alone.
    async fn refunds(&self, ctx: &Context<'_>) -> Result<Option<Vec<Refund>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(RefundOrdered)).await
    }

    /// Hearings. Main file: absent for whoever sees decisions alone.
    async fn hearings(&self, ctx: &Context<'_>) -> Result<Option<Vec<Hearing>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(HearingRequested)).await
    }

    /// Service by announcement. Main file: absent for whoever sees decisions alone.
    async fn announcements(&self, ctx: &Context<'_>) -> Result<Option<Vec<Announcement>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(DocumentAnnounced)).await
    }
}

impl From<Entered<'_, &notice::Served>> for Notice {
    fn from(entered: Entered<'_, &notice::Served>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            number: it.number.clone().into(),
            noticed_at: entered.at(),
            sanctions: it.sanctions.iter().map(Into::into).collect(),
            serious_list: it.serious_list.as_deref().map(Into::into),
            facts: it.facts.shown().to_owned(),
            reasons: it.reasons.shown().to_owned(),
            provisions: it.provisions.clone(),
            hearing_told: it.hearing.told,
            hearing_because: it.hearing.because.label(),
            hearing_threshold: it.hearing.threshold.as_ref().map(Into::into),
            refund: it.refund.map(Into::into),
            supersedes: it.supersedes.clone().map(Into::into),
            new_ground: it.new_ground.as_ref().map(|it| it.shown().to_owned()),
            deviations: it.deviations.iter().map(Into::into).collect(),
            service: (&it.service).into(),
            document: (&it.document).into(),
            acts: entered.acts(),
        }
    }
}

impl From<&notice::ThresholdUsed> for ThresholdUsed {
    fn from(it: &notice::ThresholdUsed) -> Self {
        Self {
            amount: it.amount.into(),
            source: it.source.clone(),
            confidence_label: it.confidence.label(),
            demonstration: it.confidence.is_demonstration(),
        }
    }
}

impl From<Entered<'_, &statement::Waived>> for Waiver {
    fn from(entered: Entered<'_, &statement::Waived>) -> Self {
        let it = entered.fact;
        Self {
            notice: it.notice.clone().into(),
            rights: it.rights.iter().copied().map(Into::into).collect(),
            rights_labels: it.rights.iter().map(|it| it.label()).collect(),
            waived_at: entered.at(),
            document: (&it.document).into(),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &statement::Lapsed>> for Lapse {
    fn from(entered: Entered<'_, &statement::Lapsed>) -> Self {
        let it = entered.fact;
        Self {
            notice: it.notice.clone().into(),
            rights: it.rights.iter().copied().map(Into::into).collect(),
            rights_labels: it.rights.iter().map(|it| it.label()).collect(),
            due: it.due.into(),
            lapsed_at: entered.at(),
            acts: entered.acts(),
        }
    }
}
