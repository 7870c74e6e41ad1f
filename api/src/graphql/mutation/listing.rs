//! Mutations: entries of registers, from the ground that was verified to what ended them (EIP 17; ABN; IBR; SDL).

use async_graphql::{Context, InputObject, Object, OneofObject, Result};
use domain::{
    Narrative,
    listing::{Command, abnormal, ending, leaving, publishing},
};

use super::{
    super::{
        input::{ActInput, DocumentInput, documents},
        party::{AgeOn, PartyInput},
        payload::{ListingPayload, digest, list, officer},
        scalars::{AgencyCode, Date},
        vocabulary::{ListingMistake, ReExaminationVerdict},
    },
    decision::RemediesInput,
};
use crate::{App, app::new_listing, viewer::claimed};

/// Verifies what a business is to be entered for (核实列入事由).
#[derive(InputObject)]
pub struct VerifyListingGroundInput {
    /// Whose entry it would be.
    party: PartyInput,
    /// 登记机关: where the party is registered, and who enters it.
    registered_with: AgencyCode,
    /// What was found.
    ground: AbnormalGroundInput,
    /// What shows it; where nobody was reached, the letters do.
    #[graphql(default)]
    evidence: Vec<DocumentInput>,
}

/// Why a business is to be listed or marked.
#[derive(OneofObject)]
pub enum AbnormalGroundInput {
    /// 未按期公示年度报告 (EIP 8, 17.1(1)).
    AnnualReportNotPublished(UnpublishedReportInput),
    /// 未在责令的期限内公示有关企业信息 (EIP 10.2, 17.1(1)).
    InformationNotPublished(UnpublishedInformationInput),
    /// 公示信息隐瞒真实情况、弄虚作假 (EIP 17.1(2)).
    InformationFalse(FalseInformationInput),
    /// 通过登记的住所或者经营场所无法联系 (ABN).
    Unreachable(UnreachableInput),
}

/// An annual report that was not published in time.
#[derive(InputObject)]
pub struct UnpublishedReportInput {
    /// Of which year; it was to be published by the end of June of the next one.
    year: i16,
}

/// Information that was not published as ordered.
#[derive(InputObject)]
pub struct UnpublishedInformationInput {
    /// Which information.
    what: String,
    /// The last day that the order to publish it left.
    ordered_until: Date,
}

/// Information that was published and is false.
#[derive(InputObject)]
pub struct FalseInformationInput {
    /// Which information, and how it really is.
    what: String,
}

/// That nobody is reached where the business is registered.
#[derive(InputObject)]
pub struct UnreachableInput {
    /// The letters that nobody signed for (专用信函), as far apart as the rules want.
    letters: Vec<ContactLetterInput>,
}

/// A letter to the registered address that nobody signed for.
#[derive(InputObject)]
pub struct ContactLetterInput {
    /// When it was posted.
    posted_on: Date,
    /// The letter with the proof of its posting and return, of type `CONTACT_LETTER`.
    document: DocumentInput,
}

/// Decides to list or to mark (列入、标记).
#[derive(InputObject)]
pub struct EnterListingInput {
    /// Why.
    reasons: String,
    /// Where to ask for reconsideration, where to sue (EIP 21).
    remedies: RemediesInput,
    /// 列入（标记）决定书, of type `LISTING_DECISION`, with its number.
    document: DocumentInput,
}

/// Takes in the party's application to be let out (收到移出申请).
#[derive(InputObject)]
pub struct ApplyToLeaveListingInput {
    /// What it says it has done since.
    cure: String,
    /// Its application, and what it handed in with it.
    documents: Vec<DocumentInput>,
}

/// Verifies that the ground is gone (核实移出条件).
#[derive(InputObject)]
pub struct VerifyListingCureInput {
    /// How the ground went.
    finding: String,
    /// What shows it.
    evidence: Vec<DocumentInput>,
}

/// Decides that it leaves (移出、恢复).
#[derive(InputObject)]
pub struct LeaveListingInput {
    /// Why.
    reasons: String,
    /// 移出（恢复）决定书, of type `DELISTING_DECISION`, with its number.
    document: DocumentInput,
}

/// Records that an entry was made public on GSXT (公示).
#[derive(InputObject)]
pub struct PublishListingInput {
    /// What shows it, where somebody kept that.
    proof: Option<DocumentInput>,
}

/// Records that an entry is shown no more (停止公示).
#[derive(InputObject)]
pub struct EndListingPublicityInput {
    /// What shows it, where somebody kept that.
    proof: Option<DocumentInput>,
}

/// Decides whether an entry stays whose penalty was altered (重新审核).
#[derive(InputObject)]
pub struct ReExamineListingInput {
    /// Whether it stays.
    verdict: ReExaminationVerdict,
    /// Why.
    reasons: String,
    /// The decision, with its number: `LISTING_DECISION` where it stays, `DELISTING_DECISION` where it doesn't.
    document: DocumentInput,
}

/// Revokes an entry that was wrong (更正).
#[derive(InputObject)]
pub struct CorrectListingInput {
    /// What was wrong.
    mistake: ListingMistake,
    /// What shows that.
    reasons: String,
    /// 撤销列入决定书 (`DELISTING_DECISION`) with its number, or the paper by which an organ of reconsideration or a
    /// court set it aside (`REMEDY_DECISION`).
    document: DocumentInput,
    /// The file number of that organ or court (案号), where one did.
    file_number: Option<String>,
}

impl From<AbnormalGroundInput> for abnormal::Ground {
    fn from(it: AbnormalGroundInput) -> Self {
        let letter = |it: ContactLetterInput| abnormal::Letter {
            posted_on: it.posted_on.into(),
            document: it.document.into(),
        };
        match it {
            AbnormalGroundInput::AnnualReportNotPublished(it) => {
                Self::AnnualReportNotPublished { year: it.year }
            }
            AbnormalGroundInput::InformationNotPublished(it) => Self::InformationNotPublished {
                what: Narrative::noted(it.what),
                ordered_until: it.ordered_until.into(),
            },
            AbnormalGroundInput::InformationFalse(it) => {
                Self::InformationFalse { what: Narrative::noted(it.what) }
            }
            AbnormalGroundInput::Unreachable(it) => {
                Self::Unreachable { letters: it.letters.into_iter().map(letter).collect() }
            }
        }
    }
}

impl VerifyListingGroundInput {
    fn command(self, app: &App, act: jiff::civil::Date) -> Result<Command> {
        Ok(Command::VerifyGround(abnormal::VerifyGround {
            party: self.party.party(app, AgeOn { act, violation: act })?,
            registered_with: self.registered_with.into(),
            ground: self.ground.into(),
            evidence: documents(self.evidence),
        }))
    }
}

impl From<EnterListingInput> for Command {
    fn from(it: EnterListingInput) -> Self {
        Self::Enter(abnormal::Enter {
            reasons: Narrative::noted(it.reasons),
            remedies: it.remedies.into(),
            document: it.document.into(),
        })
    }
}

impl From<ApplyToLeaveListingInput> for Command {
    fn from(it: ApplyToLeaveListingInput) -> Self {
        let (cure, documents) = (Narrative::noted(it.cure), documents(it.documents));
        Self::ApplyToLeave(leaving::Apply { cure, documents })
    }
}

impl From<VerifyListingCureInput> for Command {
    fn from(it: VerifyListingCureInput) -> Self {
        let (finding, evidence) = (Narrative::noted(it.finding), documents(it.evidence));
        Self::VerifyCure(leaving::VerifyCure { finding, evidence })
    }
}

impl From<LeaveListingInput> for Command {
    fn from(it: LeaveListingInput) -> Self {
        let (reasons, document) = (Narrative::noted(it.reasons), it.document.into());
        Self::Leave(leaving::Leave { reasons, document })
    }
}

impl From<PublishListingInput> for Command {
    fn from(it: PublishListingInput) -> Self {
        Self::Publish(publishing::Publish { proof: it.proof.map(Into::into) })
    }
}

impl From<EndListingPublicityInput> for Command {
    fn from(it: EndListingPublicityInput) -> Self {
        Self::EndPublicity(publishing::EndPublicity { proof: it.proof.map(Into::into) })
    }
}

impl From<ReExamineListingInput> for Command {
    fn from(it: ReExamineListingInput) -> Self {
        Self::ReExamine(ending::ReExamine {
            verdict: it.verdict.into(),
            reasons: Narrative::noted(it.reasons),
            document: it.document.into(),
        })
    }
}

impl From<CorrectListingInput> for Command {
    fn from(it: CorrectListingInput) -> Self {
        let (reasons, document) = (Narrative::noted(it.reasons), it.document.into());
        let (mistake, file_number) = (it.mistake.into(), it.file_number);
        Self::Correct(ending::Correct { mistake, reasons, document, file_number })
    }
}

/// An entry of a register: what opens it.
#[derive(Default)]
pub struct GroundMutation;

/// An entry of a register: what opens it.
#[Object]
impl GroundMutation {
    /// Verifies what a business is to be entered for, and opens the entry (核实列入事由; EIP 17.1; ABN). Whoever registered
    /// the party does, under an item of its own; an individual business is to be marked, never listed (IBR).
    async fn verify_listing_ground(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was found.")] input: VerifyListingGroundInput,
    ) -> Result<ListingPayload> {
        let id = new_listing(&claimed(officer(ctx)?), act.command_id.0.uuid());
        let sent = digest("verifyListingGround", &input);
        let command = input.command(ctx.data()?, act.occurred_at.0.day())?;
        list(ctx, id, act, (sent, command)).await
    }
}

steps! {
    /// An entry of a register, from the decision to enter on (EIP 17; ABN; IBR; SDL).
    ListingMutation[listing_id: ListingId = "Which entry.", list => ListingPayload] {
        /// Decides to list or to mark, on a ground that was verified (列入经营异常名录、标记经营异常状态; EIP 17.1; IBR). A
        /// leader does, under an item of the agency's own; the decision says why, and names the remedies (EIP 21).
        enter_listing(EnterListingInput);
        /// Takes in the party's application to be let out (收到移出申请; EIP 17.2).
        apply_to_leave_listing(ApplyToLeaveListingInput);
        /// Verifies that the ground is gone, asked for or not (核实移出条件; EIP 17.2): the time to let it leave runs.
        verify_listing_cure(VerifyListingCureInput);
        /// Decides that it leaves, once it was verified that the ground is gone (移出经营异常名录、恢复正常记载状态; EIP 17.2).
        leave_listing(LeaveListingInput);
        /// Records that an entry was made public on GSXT, while it counts (公示; EIP 17.1; IBR; SDL).
        publish_listing(PublishListingInput);
        /// Records that an entry is shown no more, once it counts no more (停止公示; SDL).
        end_listing_publicity(EndListingPublicityInput);
        /// Decides whether an entry stays whose penalty was altered below what the list wants (重新审核; SDL 2).
        re_examine_listing(ReExamineListingInput);
        /// Revokes an entry that was wrong, or records that a court or an organ of reconsideration did: it counts for
        /// nothing from that day on, and never comes back; so does one that has ended (更正、撤销列入; EIP 12, 21).
        correct_listing(CorrectListingInput);
    }
}
