//! Entries of registers: what officers do about them; those of the list of serious violations are opened by the penalty
//! decision that carries them, and revoked with it.

use domain::{
    Code, Moment, Rejection,
    case::{self, Case},
    citation::Citation,
    document::Sha256,
    id::{CaseId, EventId, ListingId, RestorationId},
    listing::{
        self, Command, Event, Listing,
        ending::{Fall, FellBy, OpenReExamination},
        renumbering::CorrectParty,
        restoring::{Reinstate, RemoveEarly, Suspend},
        serious::{Cause, Enter},
    },
    restoration::{self, deciding::Granted},
};
use jiff::civil::Date;
use projections::Viewer;
use store::{Receipt, Recorded};
use uuid::Uuid;

use super::{App, Failure, Sent, stream_of};
use crate::blocking::blocking;

/// The id of a new entry; see [`super::new_case`].
#[must_use]
pub fn new_listing(viewer: &Viewer, command_id: Uuid) -> ListingId {
    ListingId::new(super::new_record(viewer, command_id))
}

impl App {
    /// Executes a command of somebody on an entry that they may see, or that it opens.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn list(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        (id, command): (ListingId, &Command),
    ) -> Result<Receipt, Failure> {
        let stream = listing::stream_of(id);
        if !matches!(command, Command::VerifyGround(_)) {
            let entry: Listing = store::fold(&self.store.read(&stream).await?)?;
            if !self.borne_out(viewer)?.sees_entry(&entry) {
                return Err(vec![unknown()].into());
            }
        }
        self.execute::<Listing>(viewer, sent, &stream, command).await
    }

    /// Whether an entry is one of the viewer's own agency, whose papers they may see.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn keeps_listing(&self, viewer: &Viewer, id: ListingId) -> Result<bool, Failure> {
        let entry: Listing = store::fold(&self.store.read(&listing::stream_of(id)).await?)?;
        Ok(self.borne_out(viewer)?.keeps_entry(&entry))
    }

    /// Whether such an entry names a document.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn listing_names(
        &self,
        viewer: &Viewer,
        (id, sha256): (ListingId, &Sha256),
    ) -> Result<bool, Failure> {
        let history = self.store.read(&listing::stream_of(id)).await?;
        if !viewer.keeps_entry(&store::fold(&history)?) {
            return Ok(false);
        }
        for recorded in &history {
            let event: Event = recorded.decode()?;
            if event.documents().iter().any(|it| it.sha256 == *sha256) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Opens the entry that lies in `target`, as the decision at a revision of its case says; safe to repeat. What the
    /// decision says of people is opened, to be sealed at its new place: a sealed value opens nowhere else.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn enter_serious_list(
        &self,
        at: (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let Some(recorded) = self.recorded_at(at).await? else { return Ok(()) };
        let event = recorded.unseal_all(&self.store)?;
        let case::Event::PenaltyDecided(it) = &event else { return Ok(()) };
        let entered = Enter::of(cause(&recorded), it, recorded.metadata.occurred_at);
        let Some(enter) = entered else { return Ok(()) };
        if let Some(consent) = &enter.listing.upper_consent {
            self.keep_with(target, (&recorded.stream, consent.document.sha256)).await?;
        }
        let command = Command::EnterSerious(Box::new(enter));
        self.follow_up::<Listing>(&recorded, ("enter", target), &command).await
    }

    /// A document of another record is kept with this one too, whose event names it as well.
    async fn keep_with(
        &self,
        record: &str,
        (other, sha256): (&str, Sha256),
    ) -> Result<(), Failure> {
        let (documents, record, other) =
            (self.documents.clone(), record.to_owned(), other.to_owned());
        let kept = blocking(move || match documents.get(&other, &sha256)? {
            Some(bytes) => documents.put(&record, sha256, &bytes),
            None => Ok(()),
        });
        Ok(kept.await?)
    }

    /// Revokes the entry in `target`, as the event at a revision of its case took away what it rests on; safe to
    /// repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn revoke_listing(
        &self,
        at: (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let Some((recorded, event)) = self.event_at(at).await? else { return Ok(()) };
        let fact = event.fact();
        let Some(withdraws) = fact.facets().withdraws else { return Ok(()) };
        let Some(by) = FellBy::of(withdraws.ground) else { return Ok(()) };
        // Older events don't say since when; then it is the day of the act.
        let occurred = recorded.metadata.occurred_at;
        let fell_at = withdraws.since.map_or(occurred, Moment::midnight);
        let command = Command::Fall(Fall { cause: cause(&recorded), by, fell_at });
        self.follow_up::<Listing>(&recorded, ("revoke", target), &command).await
    }

    /// Says whose the entry in `target` is, as the event at a revision of its case put the number of the party right; safe to
    /// repeat. What the decision says of people is opened, to be sealed at its new place.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn correct_listed_party(
        &self,
        at: (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let Some(recorded) = self.recorded_at(at).await? else { return Ok(()) };
        let event = recorded.unseal_all(&self.store)?;
        let case::Event::ClericalCorrected(it) = &event else { return Ok(()) };
        let Some(party) = it.renumbered().cloned() else { return Ok(()) };
        let correct = CorrectParty { cause: cause(&recorded), party, on: it.service.served_on };
        let command = Command::CorrectParty(Box::new(correct));
        self.follow_up::<Listing>(&recorded, ("correct party", target), &command).await
    }

    /// Ends the entry in `target`, lets it rest or lets it count again, as the event at a revision of an application has it;
    /// safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn restore_listing(
        &self,
        (stream, revision): (&str, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let mut history = self.store.read(stream).await?;
        history.retain(|it| it.revision <= revision);
        let Some((event, id)) = history.last().zip(restoration::of_stream(stream)) else {
            return Ok(());
        };
        let granted = history.iter().find(|it| it.event_type == "restoration.granted");
        let granted = granted.map(Recorded::decode).transpose()?;
        let Some(restoration::Event::Granted(granted)) = granted else { return Ok(()) };
        let on = event.metadata.occurred_at.day();
        let followed = restoring(id, &event.decode()?, (&granted, on));
        let Some((what, command)) = followed else { return Ok(()) };
        self.keep_with(target, (stream, granted.document.sha256)).await?;
        self.follow_up::<Listing>(event, (what, target), &command).await
    }

    /// Says whether the entry in `target` is to be examined again, as the event at a revision of its case altered the
    /// decision that it rests on; safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn re_examine_listing(
        &self,
        (case, revision): (CaseId, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let mut history = self.store.read(&stream_of(case)).await?;
        history.retain(|it| it.revision <= revision);
        let Some(recorded) = history.last() else { return Ok(()) };
        let event: case::Event = recorded.decode()?;
        let fact = event.fact();
        let Some(withdraws) = fact.facets().withdraws else { return Ok(()) };
        let altered_on = withdraws.since.unwrap_or_else(|| recorded.metadata.occurred_at.day());
        let case: Case = store::fold(&history)?;
        let sanctions = case.lawfully_left(&withdraws.decision, altered_on);
        let open = OpenReExamination { cause: cause(recorded), altered_on, sanctions };
        let command = Command::OpenReExamination(open);
        self.follow_up::<Listing>(recorded, ("re-examine", target), &command).await
    }
}

/// What becomes of an entry from what became of the application that had been granted so.
fn restoring(
    restoration: RestorationId,
    event: &restoration::Event,
    (granted, on): (&Granted, Date),
) -> Option<(&'static str, Command)> {
    let Granted { basis, number, document, .. } = granted.clone();
    let remove = |why: &str| {
        let finding = format!("{why}（{number}）").as_str().into();
        let (number, document) = (number.clone(), document.clone());
        let remove = RemoveEarly { restoration, on, finding, number, document };
        Some(("remove", Command::RemoveEarly(remove)))
    };
    let reinstate = |basis: Citation, anew| {
        Some(("reinstate", Command::Reinstate(Reinstate { basis, restoration, on, anew })))
    };
    match event {
        restoration::Event::Granted(it) if it.during_plan => {
            let suspend = Suspend {
                basis,
                restoration,
                on,
                number: number.clone(),
                document: document.clone(),
            };
            Some(("suspend", Command::Suspend(suspend)))
        }
        restoration::Event::Granted(_) => remove("准予信用修复"),
        restoration::Event::PlanCompleted(_) => remove("重整计划执行完毕，准予信用修复"),
        restoration::Event::Reinstated(it) => reinstate(it.basis.clone(), true),
        restoration::Event::PlanFailed(_) => reinstate(basis, false),
        _ => None,
    }
}

/// The event as the cause of what follows from it in another record.
pub(super) fn cause(recorded: &Recorded) -> Cause {
    let (event, stream) = (EventId::new(recorded.id), recorded.stream.clone());
    Cause { event, stream, revision: recorded.revision }
}

/// What may not be seen is not found.
fn unknown() -> Rejection {
    Code::NotFound.refuse(
        "没有这条名录列入记录，或者无权查看",
        "no entry with this id, or none that you may see",
    )
}
