//! Abnormal operations: the ground, as it was verified, and the decision to enter or to mark (EIP 17; ABN;
//! IBR).
//!
//! Nobody moves on to the list of serious violations after three years: EIP 17.2 said so in 2014, and the list's own
//! rules took its place.

mod ground;

use serde::{Deserialize, Serialize};

pub use self::ground::{Ground, GroundKind, Letter};

use super::{
    Event, Listing, Register,
    guard::{signed, start},
};
use crate::{
    Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        decision::Remedies,
        filing::identified,
        guard::{Paper, filled},
        phrase::until,
    },
    citation::Citation,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType},
    id::AgencyCode,
    party::Party,
    permit::kept_by,
    restriction::{Call, calls},
    text::is_blank,
};

/// The ground was verified (核实), and the time to decide runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verified {
    /// In which register it calls for an entry.
    pub register: Register,
    /// Whose.
    pub party: Party,
    /// 登记机关: where the party is registered, and who decides.
    pub agency: AgencyCode,
    /// What was found.
    pub ground: Ground,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
    /// The time to enter it.
    pub deadlines: Vec<Deadline>,
}

/// It was entered in the list, or marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entered {
    /// Whether it was listed or marked.
    pub register: Register,
    /// How the party is named in the decision.
    pub shown: String,
    /// Why.
    pub reasons: Narrative,
    /// The articles that the ground is one of.
    pub basis: Vec<Citation>,
    /// What follows from it by itself.
    pub effects: Vec<Citation>,
    /// The measures of the catalogue that it calls for, agency by agency (LIST24).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub calls: Vec<Call>,
    /// Where to ask for reconsideration, where to sue (EIP 21).
    pub remedies: Remedies,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// 列入（标记）决定书.
    pub document: DocumentRef,
}

/// Verifies what a business is to be entered for (核实列入事由).
#[derive(Debug, Clone)]
pub struct VerifyGround {
    /// Whose entry it would be.
    pub party: Party,
    /// Where the party is registered.
    pub registered_with: AgencyCode,
    /// What was found.
    pub ground: Ground,
    /// What shows it; where nobody was reached, the letters do.
    pub evidence: Vec<DocumentRef>,
}

/// Decides to list or to mark (列入、标记).
#[derive(Debug, Clone)]
pub struct Enter {
    /// Why.
    pub reasons: Narrative,
    /// Where to ask for reconsideration, where to sue.
    pub remedies: Remedies,
    /// 列入（标记）决定书, with its number.
    pub document: DocumentRef,
}

impl VerifyGround {
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        Paper::all(&self.evidence, "evidence").chain(self.ground.papers()).collect()
    }

    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(listing.opened.is_none(), || {
            Code::AlreadyDone.refuse("列入事由已经核实", "the ground was verified already")
        });
        let register = refusals.check(self.register());
        refusals.check(identified(&self.party, ("ABN", "0")));
        refusals.check(self.of_the_registrar(context));
        let unproved = self.evidence.is_empty() && self.ground.papers().is_empty();
        filled(&mut refusals, unproved, "evidence", "证明列入事由的材料", ("ABN", "0"));
        let due = refusals.check(self.ground.check(context));
        refusals.verdict()?;
        let verified = register.zip(due).map(|(register, due)| {
            // Who published nothing in time is to be entered since then; what else was found, since it was.
            let from = due.map_or(context.occurred, Moment::midnight);
            Event::GroundVerified(Verified {
                register,
                party: self.party.clone(),
                agency: self.registered_with.clone(),
                ground: self.ground.clone(),
                evidence: self.evidence.clone(),
                deadlines: start(context, Timer::AbnEnter, &self.registered_with, from),
            })
        });
        Ok(verified.into_iter().collect())
    }

    /// Where a subject of this kind is entered, if this ground is one of its.
    fn register(&self) -> Result<Register, Vec<Rejection>> {
        let kind = self.party.kind();
        let Some(register) = Register::of_abnormal(kind) else {
            return Err(vec![
                Code::NotProvidedFor
                    .refuse(
                        format!("{}不列入经营异常名录，也不标记经营异常状态", kind.label()),
                        "a natural person is neither listed nor marked",
                    )
                    .under("EIP", "17.1")
                    .at("party"),
            ]);
        };
        if self.ground.is_of(register) {
            return Ok(register);
        }
        Err(vec![
            Code::NotProvidedFor
                .refuse(
                    format!(
                        "{}不因「{}」标记经营异常状态",
                        kind.label(),
                        self.ground.kind().label()
                    ),
                    "individual businesses are not marked on this ground",
                )
                .under("IBR", "0")
                .at("ground"),
        ])
    }

    /// Whoever registered the party enters it.
    fn of_the_registrar(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        kept_by(context, &self.registered_with, |heir| {
            Code::OtherAgency
                .refuse(
                    format!("应当由其登记机关（{heir}）列入"),
                    format!("{heir} registered the party, and enters it"),
                )
                .under("ABN", "0")
                .at("registeredWith")
        })
    }
}

impl Enter {
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let opened = listing.opened()?;
        let Some(ground) = &listing.ground else {
            return Err(vec![Code::NotProvidedFor.refuse(
                "该列入记录不以核实的事由为依据",
                "this entry rests on no ground that was verified",
            )]);
        };
        let mut refusals = Refusals::new();
        refusals.require(listing.entered_on.is_none(), || {
            Code::AlreadyDone.refuse("已经作出列入决定", "it has been entered already")
        });
        refusals.require(listing.cured.is_none() || listing.entered_on.is_some(), || {
            Code::WrongStage
                .refuse(
                    "已核实列入事由在作出列入决定前消除，不再列入",
                    "the ground was gone before anything was entered, as was verified",
                )
                .under("EIP", "17.2")
        });
        refusals.check(stands_alone(context));
        refusals.check(self.complete());
        let wanted = DocumentType::ListingDecision;
        let number = refusals.check(signed(&self.document, wanted, ("ABN", "0")));
        refusals.verdict()?;
        let day = context.occurred.day();
        let entered = number.map(|number| {
            Event::Entered(Entered {
                register: opened.register,
                shown: opened.party.shown().to_owned(),
                reasons: self.reasons.clone(),
                basis: ground.basis(opened.register),
                effects: opened.register.effects(),
                calls: calls(&opened.register.found(None), &opened.agency, (context.law, day, day)),
                remedies: self.remedies.clone(),
                number,
                document: self.document.clone(),
            })
        });
        Ok(entered.into_iter().collect())
    }

    fn complete(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        filled(&mut refusals, self.reasons.is_blank(), "reasons", "列入事由", ("ABN", "0"));
        let remedies = [
            (
                &self.remedies.reconsideration,
                "remedies.reconsideration",
                "申请行政复议的途径和期限",
            ),
            (&self.remedies.court, "remedies.court", "提起行政诉讼的途径和期限"),
        ];
        for (said, field, what) in remedies {
            filled(&mut refusals, is_blank(said), field, what, ("EIP", "21"));
        }
        refusals.verdict()
    }
}

/// A subject is entered once on one ground, while that entry stands (EIP 17.1); the report of a year, once it was handed in
/// late, is none any more (EIP 17.2).
fn stands_alone(context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let Some(SameGround { number, cured }) = &context.facts.entered else { return Ok(()) };
    let refusal = if *cured {
        Code::AlreadyDone
            .refuse(
                format!("该主体因同一事由列入（标记）（{number}）后，该事由已经消除"),
                "the subject was entered on this very ground, which is gone since",
            )
            .under("EIP", "17.2")
    } else {
        Code::AlreadyDone
            .refuse(
                format!("该主体已因同一事由列入（标记）（{number}），尚未移出（恢复）"),
                "the subject is entered on the same ground already, and has not left",
            )
            .under("EIP", "17.1")
    };
    Err(vec![refusal])
}

/// An entry of the same subject on the same ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SameGround {
    /// The number of its decision.
    pub number: String,
    /// Its ground is gone for good, and it has left.
    pub cured: bool,
}

impl Verified {
    pub(super) fn documents(&self) -> Vec<&DocumentRef> {
        let letters = self.ground.papers().into_iter().map(|it| it.document);
        self.evidence.iter().chain(letters).collect()
    }

    pub(super) fn sentence(&self) -> String {
        format!(
            "核实{}存在应当{}的事由：{}{}",
            self.party.shown(),
            self.register.entering(),
            self.ground.text(),
            until(&self.deadlines, Timer::AbnEnter, "作出决定的期限")
        )
    }
}

impl Entered {
    pub(super) fn sentence(&self) -> String {
        format!("决定将{}{}（{}）", self.shown, self.register.entering(), self.number)
    }
}
