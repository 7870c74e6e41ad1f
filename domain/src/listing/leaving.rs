//! Leaving the list of abnormal operations, or being marked no longer: the party does what it owed, that is
//! verified, and whoever entered it decides (EIP 17.2; ABN).

use serde::{Deserialize, Serialize};

use super::{
    Event, Listing, Register,
    abnormal::{Ground, GroundKind},
    guard::{signed, start},
};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        guard::filled,
        phrase::{text, until},
    },
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType},
};

/// The registers that are left by a decision once the ground is gone.
const LEFT: [Register; 2] = [Register::AbnormalOperations, Register::AbnormalMark];

/// The party asked to be let out (申请移出).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Applied {
    /// What it says it has done since.
    pub cure: Narrative,
    /// Its application, and what it handed in with it.
    pub documents: Vec<DocumentRef>,
}

/// It was verified that the ground is gone (核实), asked for or not; where nothing was entered yet, nothing is any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CureVerified {
    /// How the ground went.
    pub finding: Narrative,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
    /// The time to let it leave.
    pub deadlines: Vec<Deadline>,
}

/// It left the list, or is marked no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Left {
    /// Out of which register.
    pub register: Register,
    /// Who, as the decision names it.
    pub shown: String,
    /// Why.
    pub reasons: Narrative,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// 移出（恢复）决定书.
    pub document: DocumentRef,
    /// The time to end its publicity, where it was public.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Takes in the party's application (收到移出申请).
#[derive(Debug, Clone)]
pub struct Apply {
    /// What it says it has done since.
    pub cure: Narrative,
    /// Its application, and what it handed in with it.
    pub documents: Vec<DocumentRef>,
}

/// Verifies that the ground is gone (核实移出条件).
#[derive(Debug, Clone)]
pub struct VerifyCure {
    /// How the ground went.
    pub finding: Narrative,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
}

/// Decides that it leaves (移出、恢复).
#[derive(Debug, Clone)]
pub struct Leave {
    /// Why.
    pub reasons: Narrative,
    /// 移出（恢复）决定书, with its number.
    pub document: DocumentRef,
}

/// How an entry of such a register is left: by no restoration of credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOut {
    /// The article that wants it.
    pub authority: Citation,
    /// What the party has to do, and who decides, in plain Chinese.
    pub says: String,
}

impl Listing {
    /// Its ground was there and went, and doesn't come back: the report of a year was handed in.
    #[must_use]
    pub fn is_cured_for_good(&self) -> bool {
        let ground = self.ground.as_ref().map(Ground::kind);
        let report = ground == Some(GroundKind::AnnualReportNotPublished);
        report && self.cured.is_some() && !self.is_revoked()
    }

    /// How the entry is left, where it is of a register that is left once its ground is gone (EIP 17.2; ABN; IBR).
    #[must_use]
    pub fn way_out(&self) -> Option<WayOut> {
        let (opened, ground) = self.opened.as_ref().zip(self.ground.as_ref())?;
        let unreachable = ground.kind() == GroundKind::Unreachable;
        let (instrument, article) = match opened.register {
            Register::SeriousViolation => return None,
            Register::AbnormalMark => ("IBR", "0"),
            Register::AbnormalOperations if unreachable => ("ABN", "0"),
            Register::AbnormalOperations => ("EIP", "17.2"),
        };
        let (cure, leaving) = (ground.kind().cure(), opened.register.leaving());
        let says = format!(
            "{cure}后申请{leaving}，由作出列入（标记）决定的机关核实后决定，不以信用修复申请办理"
        );
        Some(WayOut { authority: cite(instrument, article), says })
    }
}

impl Apply {
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(listing.in_force(&LEFT, context));
        let (unsaid, unproved) = (self.cure.is_blank(), self.documents.is_empty());
        filled(&mut refusals, unsaid, "cure", "履行公示义务或者改正的情况", ("EIP", "17.2"));
        filled(&mut refusals, unproved, "documents", "移出申请书和证明材料", ("ABN", "0"));
        refusals.verdict()?;
        let (cure, documents) = (self.cure.clone(), self.documents.clone());
        Ok(vec![Event::ExitApplied(Applied { cure, documents })])
    }
}

impl VerifyCure {
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let entered = listing.entered_on.is_some();
        let opened = refusals.check(if entered {
            listing.in_force(&LEFT, context)
        } else {
            listing.to_be_entered(&LEFT)
        });
        refusals.require(listing.cured.is_none(), || {
            Code::AlreadyDone
                .refuse("移出条件已经核实", "that the ground is gone was verified already")
        });
        let (unsaid, unproved) = (self.finding.is_blank(), self.evidence.is_empty());
        filled(&mut refusals, unsaid, "finding", "核实的情况", ("ABN", "0"));
        filled(&mut refusals, unproved, "evidence", "证明列入事由已经消除的材料", ("ABN", "0"));
        refusals.verdict()?;
        let verified = opened.map(|opened| {
            // Whoever was not entered has nothing to leave.
            let exit = Some(Timer::AbnExit).filter(|_| entered).into_iter();
            let from = |it| start(context, it, &opened.agency, context.occurred);
            Event::CureVerified(CureVerified {
                finding: self.finding.clone(),
                evidence: self.evidence.clone(),
                deadlines: exit.flat_map(from).collect(),
            })
        });
        Ok(verified.into_iter().collect())
    }
}

impl Leave {
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let opened = refusals.check(listing.in_force(&LEFT, context));
        refusals.require(opened.is_none() || listing.cured.is_some(), || {
            Code::StepMissing
                .refuse("尚未核实列入事由已经消除", "that the ground is gone has not been verified")
                .under("EIP", "17.2")
        });
        filled(&mut refusals, self.reasons.is_blank(), "reasons", "移出理由", ("EIP", "17.2"));
        let (wanted, article) = (DocumentType::DelistingDecision, ("EIP", "17.2"));
        let number = refusals.check(signed(&self.document, wanted, article));
        refusals.verdict()?;
        let left = opened.zip(number).map(|(opened, number)| {
            Event::Left(Left {
                register: opened.register,
                shown: opened.party.shown().to_owned(),
                reasons: self.reasons.clone(),
                number,
                document: self.document.clone(),
                deadlines: listing.to_be_hidden(context),
            })
        });
        Ok(left.into_iter().collect())
    }
}

impl Applied {
    pub(super) fn sentence(&self) -> String {
        format!("收到当事人的移出申请，称{}", text(&self.cure))
    }
}

impl CureVerified {
    pub(super) fn sentence(&self) -> String {
        let finding = text(&self.finding);
        let until = until(&self.deadlines, Timer::AbnExit, "作出移出决定的期限");
        format!("核实列入事由已经消除：{finding}{until}")
    }
}

impl Left {
    pub(super) fn sentence(&self) -> String {
        let because = text(&self.reasons);
        format!(
            "决定将{}{}（{}），理由：{because}{}",
            self.shown,
            self.register.leaving(),
            self.number,
            until(&self.deadlines, Timer::ListWithdraw, "停止公示的期限")
        )
    }
}
