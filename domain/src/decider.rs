//! The shape that every stream's logic takes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    Actor, Moment, Officer, Rejection, Rulebook,
    case::{handlers::Handler, redaction::Found},
    citation::Citation,
    claim::Taking,
    clock::EnteredLate,
    document::{DocumentNumber, DocumentRef, NumberKind, Sha256},
    id::{AgencyCode, CaseId, EventId, PartId, PersonId, SubjectId},
    listing::abnormal::SameGround,
    permit::Needs,
    publicity::OnFile,
    restoration::{Gathered, Restorable},
    restriction::SourceStanding,
    rulebook::Stated,
};

/// What decides on the commands of one kind of stream, from what has happened in it.
pub trait Decider: Default + Clone {
    /// What its streams' names begin with: `case` for `case-{id}`.
    const CATEGORY: &'static str;
    /// What can be asked.
    type Command;
    /// What can have happened.
    type Event;

    /// The state after one more event. Total: never fails, reads no clock and no rulebook. An
    /// event's time stands in its envelope, and nowhere else.
    #[must_use]
    fn evolve(self, event: &Self::Event, occurred: Moment) -> Self;

    /// The facts that follow from a command, or every rule that it breaks.
    ///
    /// # Errors
    ///
    /// All refusals at once.
    fn decide(
        &self,
        command: &Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Self::Event>, Vec<Rejection>>;

    /// What is to be looked up, and claimed, before such a command is decided.
    fn wants(_command: &Self::Command) -> Wants<'_> {
        Wants::default()
    }

    /// The articles that an event rests on, the most specific first.
    fn basis(event: &Self::Event) -> Vec<Citation>;

    /// The subjects of supervision that an event concerns.
    fn subjects(event: &Self::Event) -> Vec<SubjectId>;

    /// The day on which that took place which counts for a deadline, where an event tells it as a day of its own.
    fn took_place(_event: &Self::Event) -> Option<Date> {
        None
    }

    /// The number of what an event signs: the one that was claimed for its act, or one that the document had before.
    fn signed_as(_event: &Self::Event) -> Option<&DocumentNumber> {
        None
    }

    /// Whether an act that took place then contradicts an `earlier` event of its stream. The envelope of
    /// the act names that one as corrected; what was recorded stays as it is.
    fn contradicts(_act: (&Self::Event, Moment), _earlier: &Self::Event) -> bool {
        false
    }
}

/// What a command wants to have looked up, and claimed, before it is decided.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that the edge looks up, and none rules another out"
)]
pub struct Wants<'a> {
    /// Who may do it, where somebody acts.
    pub needs: Option<Needs>,
    /// The people that it names.
    pub people: Vec<&'a PersonId>,
    /// The documents that it names.
    pub documents: Vec<&'a DocumentRef>,
    /// The kind of number that signing it wants.
    pub number: Option<NumberKind>,
    /// Whether earlier cases of the same party bear on it (APL 33).
    pub looks_back: bool,
    /// Whose those are, where the record is about nobody yet.
    pub about: Option<&'a crate::id::SubjectId>,
    /// Whether it fines, so that the act in law is claimed where it has a name (APL 29).
    pub fines: bool,
    /// Whether it enters a subject in a register, so that the ground is claimed (EIP 17).
    pub enters: bool,
    /// Whether those who handle the case bear on it, though the command doesn't name them.
    pub handlers: bool,
    /// Whether it bears on it how the source stands that the record rests on.
    pub source: bool,
    /// The decision of a case that bears on it.
    pub decision: Option<(CaseId, &'a PartId)>,
    /// The day by whose end that decision was to be as the act goes by it, where the act tells one of its own.
    pub by: Option<Date>,
    /// Of which decision or entry it bears on it how that stands, since its credit would be restored.
    pub restorable: Option<Restorables>,
}

/// Whose standing is looked up where credit would be restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restorables {
    /// Of the decision or entry that the command names.
    Named(EventId),
    /// Of what the record is about.
    OfTheRecord,
}

/// Everything a decision may depend on besides the state.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// When the act took place. Every rule reads this one.
    pub occurred: Moment,
    /// When it is entered; only for "not in the future" and for lateness.
    pub at: Moment,
    /// Why it is entered late, as its sender says; [`Context::late_entry`] tells whether it is.
    pub late_entry_reason: Option<&'a str>,
    /// What the officer states where the law has no figure.
    pub stated: &'a [Stated],
    /// The law, every version of it.
    pub law: &'a Rulebook,
    /// What was read elsewhere for this decision.
    pub facts: &'a Facts,
}

impl Wants<'_> {
    /// As of when the decision of a case is read: of the act, or of the end of the earlier day that it tells.
    #[must_use]
    pub fn read_as_of(&self, occurred: Moment) -> Moment {
        let over = self.by.and_then(|it| it.tomorrow().ok()).map(Moment::midnight);
        over.map_or(occurred, |it| it.min(occurred))
    }
}

impl<'a> Context<'a> {
    /// The agency in whose name the officer acts on that day (PR 9); none where no officer acts, or one of an agency
    /// that can't.
    #[must_use]
    pub fn in_whose_name(&self) -> Option<&'a AgencyCode> {
        let acting = self.actor.officer()?;
        self.law.agencies().in_whose_name(&acting.agency, self.occurred.day())
    }

    /// Who has taken over from an agency by the day of the act: itself while it exists, or where nobody has.
    #[must_use]
    pub fn heir_of<'b>(&self, agency: &'b AgencyCode) -> &'b AgencyCode
    where
        'a: 'b,
    {
        let heir = self.law.agencies().heir_on(agency, self.occurred.day());
        heir.map_or(agency, |it| &it.code)
    }

    /// It is entered after the time that the rulebook leaves for an entry (ENTRY.LATE): from the act on, or
    /// from the day on which that took place which counts for a deadline, where that one is earlier.
    #[must_use]
    pub fn is_late(&self, took_place: Option<Date>) -> bool {
        let since = took_place.map_or(self.occurred, |it| Moment::midnight(it).min(self.occurred));
        self.law.late_after(since).is_some_and(|last| last < self.at.day())
    }

    /// When it is said to have taken place, and when that is entered, where that is late.
    #[must_use]
    pub fn entered_late(&self) -> Option<EnteredLate> {
        self.entered_late_since(None)
    }

    /// The same by the day on which that took place which counts for a deadline.
    #[must_use]
    pub fn entered_late_since(&self, took_place: Option<Date>) -> Option<EnteredLate> {
        let entered = EnteredLate { occurred: self.occurred, recorded: self.at };
        self.is_late(took_place).then_some(entered)
    }

    /// 补录: why it is entered late. An act that is entered in time carries no reason, whatever its
    /// sender gave.
    #[must_use]
    pub fn late_entry(&self, took_place: Option<Date>) -> Option<&'a str> {
        self.late_entry_reason.filter(|_| self.is_late(took_place))
    }
}

/// What a decision reads outside its own stream. Gathered by the edge; never client input.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The officers that the command names, the one who acts and, where they bear on it, those who handle the
    /// case, as the register has them.
    pub officers: BTreeMap<PersonId, Officer>,
    /// Of the documents that the command names, those whose bytes are here.
    pub documents: BTreeSet<Sha256>,
    /// What is not for everybody and stands in a redacted copy that the command names, where its bytes are text.
    pub copies: BTreeMap<Sha256, Found>,
    /// The numbers of receipts of service that the command names, where another receipt of the agency has them.
    pub receipts: BTreeSet<DocumentNumber>,
    /// The number that was claimed for the document that the command signs.
    pub number: Option<DocumentNumber>,
    /// How the act in law stands that the command would fine, where it has a name.
    pub fined_act: Option<FinedAct>,
    /// The number of the entry of the same subject on the same ground that its agency has made and that stands, where it has
    /// one.
    pub entered: Option<SameGround>,
    /// Earlier cases of the same party that ended in a decision.
    pub earlier: Vec<Earlier>,
    /// How the source stands that the record rests on, where the command wants it.
    pub source: Option<SourceStanding>,
    /// The decision that it is about, as its case has it.
    pub decision: Option<OnFile>,
    /// How that stands whose credit would be restored, where the command wants it.
    pub restorable: Option<Box<Restorable>>,
    /// Where all this was read: stream and revision.
    pub sources: Vec<Source>,
}

/// How an act in law stands that is to be fined (APL 29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FinedAct {
    /// It was claimed for this command.
    Taken(Taking),
    /// The case with this number has fined it, or is about to.
    By(String),
}

/// An earlier case of the same party that ended in a decision, or was not filed since it was the first (APL 33 and PR 20
/// ask whether one is).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Earlier {
    /// The case.
    pub case: crate::id::CaseId,
    /// Its violation type.
    pub violation: String,
    /// The day of the decision.
    pub decided_on: Date,
}

/// What a decision has read in another stream. It stands in the envelope, so that whoever reads the event
/// needs no other record to know what it went by.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// Which stream.
    pub stream: String,
    /// Its last revision that was read.
    pub revision: u64,
    /// What it said.
    pub read: Reading,
}

/// What another stream said.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reading {
    /// The register of officers, of one of them, on the day of the act.
    Officer(Handler),
    /// An earlier case of the same party.
    Earlier(Earlier),
    /// A case, as far as it matters for the publicity of a decision of it.
    Decision(Box<OnFile>),
    /// A case or an entry of a register, as far as a restriction rests on it.
    Source(SourceStanding),
    /// A record that bears on whether credit is restored.
    Restorable(Box<Gathered>),
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::{SignedDuration, civil::date};
    use proptest::prelude::*;

    use super::*;

    static LAW: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::builtin().unwrap());

    proptest! {
        /// PR 79: late is what the rulebook's window says, not whoever gives a reason.
        #[test]
        fn an_act_carries_a_reason_exactly_where_its_entry_is_late(
            hour in 0..30_000i64, lag in 0..200i64, explained in any::<bool>()
        ) {
            let later = |it: Moment, hours| {
                Moment::new(it.timestamp() + SignedDuration::from_hours(hours))
            };
            let occurred = later(Moment::midnight(date(2022, 1, 3)), hour);
            let at = later(occurred, lag);
            let facts = Facts::default();
            let late_entry_reason = explained.then_some("系统停机");
            let (actor, law) = (&Actor::Clock, &*LAW);
            let context = Context { actor, occurred, at, late_entry_reason, stated: &[], law, facts: &facts };
            let next = LAW.calendar().next_working_day(occurred.day()).unwrap();
            prop_assert_eq!(context.late_entry(None).is_some(), explained && next < at.day());
        }
    }
}
