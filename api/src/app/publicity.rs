//! The publicity of decisions: opened by what follows by law from the decision, then taken further by whoever
//! publishes.

use domain::{
    Actor, Facts, Reading, Source, Wants,
    case::{self, Case, parts::FilePart},
    id::CaseId,
    publicity::{Channel, Command, Key, Publicity, Step, opening, withdrawing::Withdraw},
};
use projections::Viewer;
use store::{Receipt, Recorded, Request, StoreError};
use uuid::Uuid;

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
        let Some(decided) = decided_in(&history, key)? else { return Ok(()) };
        let step = Step::Open(opening::Open { channel: key.channel });
        self.follow_up(decided, "open", Command { key: key.clone(), step }).await
    }

    /// Withdraws what is shown of a decision in `target`, as the event at a revision of its case has it; safe to
    /// repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn withdraw_publicity(
        &self,
        (case, revision): (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let history = self.store.read(&stream_of(case)).await?;
        let Some(recorded) = history.iter().find(|it| it.revision == revision) else {
            return Ok(());
        };
        let event: case::Event = recorded.decode()?;
        let Some(it) = event.fact().facets().withdraws.cloned() else { return Ok(()) };
        let of = |channel| Key { case, decision: it.decision.clone(), channel };
        let mut keys = Channel::ALL.into_iter().map(of);
        let Some(key) = keys.find(|it| it.stream() == target) else { return Ok(()) };
        let reason = event.fact().sentence().as_str().into();
        let step = Step::Withdraw(Withdraw { ground: it.ground, reason });
        self.follow_up(recorded, "withdraw", Command { key, step }).await
    }

    /// What follows from an event of a case for the publicity of its decision, under an id of its own.
    async fn follow_up(
        &self,
        cause: &Recorded,
        what: &str,
        command: Command,
    ) -> Result<(), Failure> {
        let stream = command.key.stream();
        let request = Request {
            command_id: Uuid::new_v5(&cause.id, format!("{what} {stream}").as_bytes()),
            command_hash: String::new(),
            expected_revision: None,
            causation_id: Some(cause.id),
            correlation_id: Some(cause.metadata.correlation_id),
        };
        self.issue::<Publicity>(Actor::Clock, &stream, &request, &command).await?;
        Ok(())
    }

    /// Reads what a command wants to know of a decision, in its case.
    pub(super) async fn read_decision(
        &self,
        wants: &Wants<'_>,
        facts: &mut Facts,
    ) -> Result<(), StoreError> {
        let Some((case, decision)) = wants.decision else { return Ok(()) };
        let stream = stream_of(case);
        let history = self.store.read(&stream).await?;
        let folded: Case = store::fold(&history)?;
        let on_file = folded.decision_on_file(case, (decision, self.clock.now().day()));
        if let Some((last, on_file)) = history.last().zip(on_file) {
            let (revision, read) = (last.revision, Reading::Decision(Box::new(on_file.clone())));
            facts.sources.push(Source { stream, revision, read });
            facts.decision = Some(on_file);
        }
        Ok(())
    }

    /// Of which decision, on which channel, the publicity is that lies in `target`, and that the event at a revision
    /// of a case made due; nothing where it made none.
    pub(crate) async fn made_due(
        &self,
        (case, revision): (CaseId, u64),
        target: &str,
    ) -> Result<Option<Key>, Failure> {
        let history = self.store.read(&stream_of(case)).await?;
        let Some(recorded) = history.iter().find(|it| it.revision == revision) else {
            return Ok(None);
        };
        let case::Event::PenaltyDecided(decided) = recorded.decode()? else { return Ok(None) };
        let of = |channel| Key { case, decision: decided.id.clone(), channel };
        let mut keys = Channel::ALL.into_iter().map(of);
        Ok(keys.find(|it| it.stream() == target))
    }
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
