//! The publicity of decisions: opened by what follows by law from the decision, then taken further by whoever
//! publishes.

use domain::{
    Facts, Moment, Reading, Source, Wants,
    case::{self, Case, parts::FilePart},
    id::{CaseId, PartId},
    publicity::{
        Command, Key, Publicity, Step, opening, outdating::Outdate, withdrawing::Withdraw,
    },
};
use projections::Viewer;
use store::{Receipt, Recorded, StoreError};

use super::{App, Failure, Sent, not_found, stream_of};

impl App {
    /// Takes a step in the publicity of a decision that somebody may see. Where it falls due only now, it is opened
    /// first.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn publicise(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        (key, step): (Key, Step),
    ) -> Result<Receipt, Failure> {
        if !self.sees(viewer, (key.case, FilePart::Decision)).await? {
            return Err(vec![not_found()].into());
        }
        let stream = key.stream();
        if self.store.read(&stream).await?.is_empty() {
            self.open_publicity(&key).await?;
        }
        self.execute::<Publicity>(viewer, sent, &stream, &Command { key, step }).await
    }

    /// Opens the publicity of a decision on a channel, where the decision was made; safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub async fn open_publicity(&self, key: &Key) -> Result<(), Failure> {
        let history = self.store.read(&stream_of(key.case)).await?;
        match decided_in(&history, key)? {
            Some(decided) => self.open_after(decided, key.clone()).await,
            None => Ok(()),
        }
    }

    async fn open_after(&self, decided: &Recorded, key: Key) -> Result<(), Failure> {
        let (stream, step) = (key.stream(), Step::Open(opening::Open { channel: key.channel }));
        self.follow_up::<Publicity>(decided, ("open", &stream), &Command { key, step }).await
    }

    /// Opens the publicity that lies in `target`, as the event at a revision of its case made it due; safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn open_due_publicity(
        &self,
        at: (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let Some((cause, event)) = self.event_at(at).await? else { return Ok(()) };
        let case::Event::PenaltyDecided(it) = event else { return Ok(()) };
        match key_of(target, (at.0, &it.id)) {
            Some(key) => self.open_after(&cause, key).await,
            None => Ok(()),
        }
    }

    /// Withdraws what is shown of a decision in `target`, as the event at a revision of its case has it; safe to
    /// repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn withdraw_publicity(
        &self,
        at: (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let Some((cause, event)) = self.event_at(at).await? else { return Ok(()) };
        let fact = event.fact();
        let Some(it) = fact.facets().withdraws else { return Ok(()) };
        let Some(key) = key_of(target, (at.0, &it.decision)) else { return Ok(()) };
        let reason = fact.sentence().as_str().into();
        let step = Step::Withdraw(Withdraw { ground: it.ground, reason, since: it.since });
        self.follow_up::<Publicity>(&cause, ("withdraw", target), &Command { key, step }).await
    }

    /// Says in `target` that what is shown there is to be corrected, as the event at a revision of its case put the
    /// decision right; safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn outdate_publicity(
        &self,
        at: (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let Some((cause, event)) = self.event_at(at).await? else { return Ok(()) };
        let case::Event::ClericalCorrected(it) = event else { return Ok(()) };
        let Some(key) = key_of(target, (at.0, &it.decision)) else { return Ok(()) };
        let put_right_at = cause.metadata.occurred_at;
        let step = Step::Outdate(Outdate { correction: it.id, put_right_at });
        self.follow_up::<Publicity>(&cause, ("outdate", target), &Command { key, step }).await
    }

    /// The event at a revision of a case, open.
    pub(super) async fn event_at(
        &self,
        at: (CaseId, u64),
    ) -> Result<Option<(Recorded, case::Event)>, StoreError> {
        let found = self.recorded_at(at).await?;
        found.map(|it| it.unseal(&self.store).map(|event| (it, event))).transpose()
    }

    /// The same as it is stored.
    pub(super) async fn recorded_at(
        &self,
        (case, revision): (CaseId, u64),
    ) -> Result<Option<Recorded>, StoreError> {
        let history = self.store.read(&stream_of(case)).await?;
        Ok(history.into_iter().find(|it| it.revision == revision))
    }

    /// Reads what a command wants to know of a decision, in its case, as it was when the act took place.
    pub(super) async fn read_decision(
        &self,
        (wants, occurred): (&Wants<'_>, Moment),
        facts: &mut Facts,
    ) -> Result<(), StoreError> {
        let Some((case, decision)) = wants.decision else { return Ok(()) };
        let stream = stream_of(case);
        let history = self.store.read(&stream).await?;
        let folded: Case = store::fold(&history)?;
        let on_file = folded.decision_on_file(case, (decision, wants.read_as_of(occurred)));
        if let Some((last, on_file)) = history.last().zip(on_file) {
            let (revision, read) = (last.revision, Reading::Decision(Box::new(on_file.clone())));
            facts.sources.push(Source { stream, revision, read });
            facts.decision = Some(on_file);
        }
        Ok(())
    }
}

/// Of that decision, the publicity that lies in `target`, where it is one of its.
pub(super) fn key_of(target: &str, (case, decision): (CaseId, &PartId)) -> Option<Key> {
    Key::each(case, decision).into_iter().find(|it| it.stream() == target)
}

/// The event by which a decision was made.
fn decided_in<'a>(history: &'a [Recorded], key: &Key) -> Result<Option<&'a Recorded>, StoreError> {
    for recorded in history.iter().filter(|it| it.event_type == "case.penalty-decided") {
        if let case::Event::PenaltyDecided(it) = recorded.decode()?
            && it.id == key.decision
        {
            return Ok(Some(recorded));
        }
    }
    Ok(None)
}
