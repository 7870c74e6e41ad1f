//! Mutations: Notice, statements, refunds (PR 57–59, 82).

use async_graphql::InputObject;
use domain::{
    Narrative,
    case::{notice, refund, service, statement},
};

use super::super::{
    input::{DocumentInput, RecordingInput, SanctionInput, ServiceInput},
    scalars::{Date, Fen, PartId},
    vocabulary::{Adoption, DocumentType, PartyRight},
};
use super::serious_list::ProposeSeriousListInput;

/// Records that an announcement was published (公告送达). It takes effect after thirty days; until
/// then the time for deciding stands still (PR 64, 82).
#[derive(InputObject)]
pub struct AnnounceInput {
    /// What is to be served by it.
    serves: DocumentType,
    /// Where: 公告栏、受送达人住所地、报纸、门户网站.
    places: Vec<String>,
    /// Why no other way was open.
    reason: String,
    /// The announcement itself.
    document: DocumentInput,
    /// How posting it was recorded, or why it was not.
    recording: Option<RecordingInput>,
}

impl From<AnnounceInput> for service::Announce {
    fn from(it: AnnounceInput) -> Self {
        Self {
            serves: it.serves.into(),
            places: it.places.into_iter().map(Narrative::noted).collect(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
            recording: it.recording.map(Into::into),
        }
    }
}

/// Tells the party what is proposed (处罚告知).
#[derive(InputObject)]
pub struct ServePriorNoticeInput {
    /// 拟作出的行政处罚内容: what the leader approved, or less.
    sanctions: Vec<SanctionInput>,
    /// Whether the party is to be entered in the list of serious violations, as the leader approved (SDL 13).
    serious_list: Option<ProposeSeriousListInput>,
    /// 事实.
    facts: String,
    /// 理由.
    reasons: String,
    /// 依据.
    provisions: Vec<String>,
    /// The notice tells the party that it may state and defend itself.
    tells_statement: bool,
    /// The notice tells the party that it may ask for a hearing.
    tells_hearing: bool,
    /// How much is to be refunded, where a price law wants that first.
    refund: Option<Fen>,
    /// The notice that this one replaces.
    supersedes: Option<PartId>,
    /// Which new facts or basis call for a new notice.
    new_ground: Option<String>,
    /// How it was served.
    service: ServiceInput,
    /// 行政处罚告知书.
    document: DocumentInput,
}

impl From<ServePriorNoticeInput> for notice::Serve {
    fn from(it: ServePriorNoticeInput) -> Self {
        Self {
            serious_list: it.serious_list.map(|it| Box::new(it.into())),
            sanctions: it.sanctions.into_iter().map(Into::into).collect(),
            facts: Narrative::noted(it.facts),
            reasons: Narrative::noted(it.reasons),
            provisions: it.provisions,
            tells_statement: it.tells_statement,
            tells_hearing: it.tells_hearing,
            refund: it.refund.map(Into::into),
            supersedes: it.supersedes.map(Into::into),
            new_ground: it.new_ground.map(Narrative::noted),
            service: it.service.into(),
            document: it.document.into(),
        }
    }
}

/// Records what the party states or says in its defence; any time before the decision (PR 58).
#[derive(InputObject)]
pub struct RecordStatementInput {
    /// On which notice; one that was announced is named by its announcement too, also while that runs.
    notice: PartId,
    /// What it says.
    content: String,
    /// The paper, or the record of what was said.
    document: DocumentInput,
}

impl From<RecordStatementInput> for statement::Record {
    fn from(it: RecordStatementInput) -> Self {
        Self {
            notice: it.notice.into(),
            content: Narrative::noted(it.content),
            document: it.document.into(),
        }
    }
}

/// Checks a statement, and adopts it or says why not (复核, PR 58).
#[derive(InputObject)]
pub struct ReviewStatementInput {
    /// Which statement.
    statement: PartId,
    /// Whether it is adopted.
    adoption: Adoption,
    /// Why.
    reasons: String,
    /// The record of it.
    document: Option<DocumentInput>,
}

impl From<ReviewStatementInput> for statement::Review {
    fn from(it: ReviewStatementInput) -> Self {
        Self {
            statement: it.statement.into(),
            adoption: it.adoption.into(),
            reasons: Narrative::noted(it.reasons),
            document: it.document.map(Into::into),
        }
    }
}

/// Records that the party gave up rights, expressly and in writing (APL 62).
#[derive(InputObject)]
pub struct WaiveRightsInput {
    /// Of which notice.
    notice: PartId,
    /// Which.
    rights: Vec<PartyRight>,
    /// What it signed.
    document: DocumentInput,
}

impl From<WaiveRightsInput> for statement::Waive {
    fn from(it: WaiveRightsInput) -> Self {
        Self {
            notice: it.notice.into(),
            rights: it.rights.into_iter().map(Into::into).collect(),
            document: it.document.into(),
        }
    }
}

/// Orders the party to refund what it took too much (责令退款).
#[derive(InputObject)]
pub struct OrderRefundInput {
    /// How much; what the notice said, or less.
    amount: Fen,
    /// By when, the day included.
    until: Date,
    /// The payers are hard to find and are sought by announcement.
    by_announcement: bool,
    /// How it was served.
    service: ServiceInput,
    /// 责令退款通知书.
    document: DocumentInput,
}

impl From<OrderRefundInput> for refund::Order {
    fn from(it: OrderRefundInput) -> Self {
        Self {
            amount: it.amount.into(),
            until: it.until.into(),
            by_announcement: it.by_announcement,
            service: it.service.into(),
            document: it.document.into(),
        }
    }
}

/// Records the end of a refund: done, or its time has passed.
#[derive(InputObject)]
pub struct EndRefundInput {
    /// Which order.
    refund: PartId,
    /// How much was refunded.
    refunded: Fen,
    /// How, and what remains.
    account: String,
    /// Proof.
    documents: Vec<DocumentInput>,
}

impl From<EndRefundInput> for refund::End {
    fn from(it: EndRefundInput) -> Self {
        Self {
            refund: it.refund.into(),
            refunded: it.refunded.into(),
            account: Narrative::noted(it.account),
            documents: it.documents.into_iter().map(Into::into).collect(),
        }
    }
}

acts! {
    /// Notice, statements, refunds (PR 57–59, 82).
    NoticeMutation {
        /// Records that an announcement was published (公告送达). It takes effect after thirty days; until
        /// then the time for deciding stands still (PR 64, 82). What is announced is a document that the party is to be
        /// served with, and once.
        announce(AnnounceInput) => Announce;
        /// Tells the party what is proposed (处罚告知).
        serve_prior_notice(ServePriorNoticeInput) => ServePriorNotice;
        /// Records what the party states or says in its defence; any time before the decision (PR 58).
        record_statement(RecordStatementInput) => RecordStatement;
        /// Checks a statement, and adopts it or says why not (复核, PR 58).
        review_statement(ReviewStatementInput) => ReviewStatement;
        /// Records that the party gave up rights, expressly and in writing (APL 62).
        waive_rights(WaiveRightsInput) => WaiveRights;
        /// Orders the party to refund what it took too much (责令退款).
        order_refund(OrderRefundInput) => OrderRefund;
        /// Records the end of a refund: done, or its time has passed.
        end_refund(EndRefundInput) => EndRefund;
    }
}
