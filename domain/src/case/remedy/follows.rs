//! What follows once an outcome counts: the agency decides anew, nobody pays what fell, and what is left may be closed.

use jiff::civil::Date;

use super::{CalledAnew, Changer, Effect, Remedy, RemedyKind, Touched};
use crate::{
    Context, Rejection,
    case::{
        Case, Main,
        performance::{Again, Settled},
        publicity::Withdraws,
    },
    clock::Deadline,
    document::DocumentType,
    id::PartId,
    publicity::withdrawing::Withdrawal,
};

/// What follows once an outcome counts.
#[derive(Default)]
pub(in crate::case) struct Follows {
    /// The investigation is open again.
    pub begins_redo: bool,
    /// Nothing is decided anew any more, and the main line stands there again.
    pub returns_to: Option<Main>,
    /// What nobody has to pay any more, to perform, or to decide anew.
    pub relieved: Vec<PartId>,
    /// What is settled as of another act.
    pub settled: Vec<Settled>,
    /// What is to be performed again.
    pub again: Again,
    /// What is shown of the decision is to be withdrawn.
    pub withdraws: Option<Withdraws>,
    /// What it calls for anew.
    pub called_anew: Option<CalledAnew>,
    /// The time to decide anew, to perform; the closing form.
    pub deadlines: Vec<Deadline>,
}

impl Case {
    /// What follows from the outcome of a remedy, in a case that knows it and in which it counts since then.
    pub(super) fn follows(
        &self,
        ended: &Remedy,
        (since, context): (Date, &Context<'_>),
    ) -> Result<Follows, Vec<Rejection>> {
        let binding = self.binding(ended);
        let decision = &ended.opened.decision;
        let redo = self.redo_begins(decision, since);
        let begins_redo = redo.is_some();
        let redo = redo.and_then(|by| self.time_to_redo(&by, (since, context)));
        let perform = binding.and_then(|it| it.time_to_perform(since));
        let mut deadlines: Vec<_> = redo.into_iter().chain(perform).collect();
        let returns_to = self.returns_from_redo(decision, since);
        let mut now = self.clone();
        now.main = returns_to.unwrap_or(now.main);
        now.record.last = now.record.last.max(Some(context.occurred));
        let withdraws = self.withdraws_with(ended, since);
        let called_anew = self.called_since(decision, (since, context));
        let (mut relieved, mut settled) = now.settled_by_change(context);
        relieved.extend(self.record.names_the_time_to_redo().filter(|_| returns_to.is_some()));
        let mut again = now.again(context, begins_redo)?;
        settled.append(&mut again.settled);
        deadlines.append(&mut again.deadlines);
        Ok(Follows {
            begins_redo,
            returns_to,
            relieved,
            settled,
            again,
            withdraws,
            called_anew,
            deadlines,
        })
    }

    /// What is shown of the decision is withdrawn with the outcome of a remedy, in a case in which that counts since then.
    pub(super) fn withdraws_with(&self, ended: &Remedy, since: Date) -> Option<Withdraws> {
        let decision = &ended.opened.decision;
        let standing = self.standing_of(decision, since)?;
        let counts = |of: &Remedy| standing.is_left_by(&Changer::Remedy(of.opened.id.clone()));
        // What it touches may have changed, or fallen, before.
        let binding = self.binding(ended).filter(|it| counts(it));
        let found = binding.and_then(|it| it.concluded.as_ref());
        let withdraws = found.and_then(|(_, it)| self.withdraws(decision, (since, &it.touched)));
        withdraws.or_else(|| self.counts_otherwise(decision, since))
    }

    /// What is shown of a decision is withdrawn where it was altered, revoked, confirmed illegal or void (APL 48.2).
    pub(in crate::case) fn withdraws(
        &self,
        decision: &PartId,
        (since, touched): (Date, &[Touched]),
    ) -> Option<Withdraws> {
        let standing = self.standing_of(decision, since)?;
        let touched = |effect: fn(&Effect) -> bool| touched.iter().any(|it| effect(&it.effect));
        let changed = touched(|it| it.fells() || matches!(it, Effect::Altered { .. }));
        let illegal = touched(|it| *it == Effect::ConfirmedIllegal);
        let ground = match (standing.has_fallen(), changed || illegal) {
            (true, _) if touched(|it| *it == Effect::Void) => Withdrawal::DecisionVoid,
            (true, true) if changed => Withdrawal::DecisionRevoked,
            (_, true) if standing.is_unlawful() => Withdrawal::DecisionIllegal,
            (_, true) => Withdrawal::DecisionAltered,
            (_, false) => return None,
        };
        let still_found = self.found_in(standing.lawful()).into_keys().collect();
        let falls = ground.ends_the_decision();
        let announcements = if falls { self.announced_of(decision, since) } else { vec![] };
        let (decision, since) = (decision.clone(), Some(since));
        Some(Withdraws { decision, ground, since, still_found, announcements })
    }

    /// The announcements that ran on that day of a decision, or of what rests on it.
    fn announced_of(&self, decision: &PartId, on: Date) -> Vec<PartId> {
        let last = self.record.last_decision() == Some(decision);
        self.running(on, |it| match (&it.decision, it.serves) {
            (Some(of), _) => of == decision,
            (
                None,
                DocumentType::DeferralNotice
                | DocumentType::CorrectionDecision
                | DocumentType::CorrectionNotice,
            ) => last,
            (None, _) => false,
        })
    }

    /// The outcome that binds once this one is in force: its own, or that of the judgment which an appeal left as it
    /// is. A retrial that changed nothing brings nothing new.
    pub(super) fn binding<'a>(&'a self, ended: &'a Remedy) -> Option<&'a Remedy> {
        if !ended.outcome()?.leaves_the_judgment() {
            return Some(ended);
        }
        let before = ended.opened.after.as_ref()?;
        self.remedy(before).filter(|_| ended.opened.kind == RemedyKind::SecondInstance)
    }

    /// A decision was made, and nothing has begun anew since.
    pub(in crate::case) fn is_decided(&self) -> bool {
        self.main.is_decided()
    }
}
