//! The restoration of credit: what bears on it is gathered where it lies, and what follows from it is done on each
//! channel.

mod gather;
mod named;

pub use self::gather::Gather;

use std::collections::BTreeSet;

use domain::{
    Code, Facts, Moment, Reading, Rejection, Restorables, Source, Wants,
    case::{self, Case},
    document::Sha256,
    id::{EventId, PartId, RestorationId, SubjectId},
    listing::{self, Listing, serious::Cause},
    party::Party,
    publicity::{
        self, Command as Publicise, Key, Publicity, Step,
        restoring::{Reinstate, Stop},
    },
    restoration::{
        self, Application, Command, Entry, Event, Gathered, Restorable, Restoration, Shown,
        Statutory, Target,
    },
    restriction::{self, Calling, Restriction, SourceKind},
};
use jiff::civil::Date;
use projections::{
    Reader, Viewer,
    history::{counting, recorded},
    restoration::{RestorationFile, SourceFilter, SourceRow},
};
use store::{Receipt, Recorded};
use uuid::Uuid;

use super::{App, Failure, Sent, case_in, listings::cause, publicity::key_of};

/// What would be restored, put together, and where each part of it was read.
#[derive(Debug, Clone)]
pub struct Gathering {
    /// What would be restored.
    pub of: Restorable,
    /// What was read, and where.
    pub sources: Vec<Source>,
}

/// The id of a new application; see [`super::new_case`].
#[must_use]
pub fn new_restoration(viewer: &Viewer, command_id: Uuid) -> RestorationId {
    RestorationId::new(super::new_record(viewer, command_id))
}

impl App {
    /// Executes a command of somebody on an application that they may see, or on what they may see that it is about.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn restore(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        (id, command): (RestorationId, &Command),
    ) -> Result<Receipt, Failure> {
        let seen = match command {
            Command::Apply(it) => self.sees_restorable(viewer, it.source).await?,
            _ => self.sees_restoration(viewer, id).await?,
        };
        if !seen {
            return Err(vec![not_found(command)].into());
        }
        self.execute::<Restoration>(viewer, sent, &restoration::stream_of(id), command).await
    }

    /// Whether the viewer may see an application. It may have come a moment ago.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub async fn sees_restoration(
        &self,
        viewer: &Viewer,
        id: RestorationId,
    ) -> Result<bool, Failure> {
        let shown = || -> Result<bool, Failure> {
            let at = (id, self.as_it_is());
            Ok(self.read_model.restoration(&self.borne_out(viewer)?, at)?.is_some())
        };
        Ok(shown()? || self.caught_up().await && shown()?)
    }

    /// Whether the viewer may see what would be restored: a penalty, or an entry of the list of serious violations. It may
    /// have been made a moment ago.
    async fn sees_restorable(&self, viewer: &Viewer, made: EventId) -> Result<bool, Failure> {
        let of = SourceFilter { event: Some(made), ..SourceFilter::default() };
        let shown = || -> Result<bool, Failure> {
            let (viewer, own) = (self.borne_out(viewer)?, BTreeSet::new());
            let reader = Reader::Officer { viewer, own };
            Ok(!self.read_model.to_restore(&reader, (&of, None))?.is_empty())
        };
        Ok(shown()? || self.caught_up().await && shown()?)
    }

    /// Whether an application that the viewer may see names a document.
    ///
    /// # Errors
    ///
    /// Where log or tables can't be read.
    pub async fn restoration_names(
        &self,
        viewer: &Viewer,
        (id, sha256): (RestorationId, &Sha256),
    ) -> Result<bool, Failure> {
        let now = self.as_it_is();
        let Some(row) = self.read_model.restoration(viewer, (id, now))? else { return Ok(false) };
        let file = RestorationFile::of_row(&self.store, (row, now)).await?;
        let mut documents = file.acts.iter().flat_map(|it| it.event.documents());
        Ok(documents.any(|it| it.sha256 == *sha256))
    }

    /// Reads what a command wants to know of what would be restored.
    pub(super) async fn read_restorable(
        &self,
        (stream, wants): (&str, &Wants<'_>),
        on: Date,
        facts: &mut Facts,
    ) -> Result<(), Failure> {
        let source = match wants.restorable {
            None => return Ok(()),
            Some(Restorables::Named(event)) => event,
            Some(Restorables::OfTheRecord) => {
                let of: Restoration = store::fold(&self.store.read(stream).await?)?;
                let Some(opened) = of.opened else { return Ok(()) };
                opened.source.event
            }
        };
        // What was decided a moment ago bears on it too.
        self.all_seen().await?;
        let gathered = self.restorable(source, Gather::Act(stream, on)).await?;
        let Some(gathering) = gathered else { return Ok(()) };
        facts.sources.extend(gathering.sources);
        facts.restorable = Some(Box::new(gathering.of));
        Ok(())
    }

    /// How a decision stands whose credit would be restored, as all other records have it; nothing where there is none.
    ///
    /// # Errors
    ///
    /// Where log or tables can't be read.
    pub async fn restorable(
        &self,
        event: EventId,
        asked: Gather<'_>,
    ) -> Result<Option<Gathering>, Failure> {
        let Some(row) = self.read_model.restorable(event)? else { return Ok(None) };
        let Some((party, mut read)) = Box::pin(self.target(&row, asked)).await? else {
            return Ok(None);
        };
        // Whose it is, as it was known.
        let row = SourceRow { subject: party.subject(), ..row };
        read.extend(Box::pin(self.others(&row, &read, asked)).await?);
        read.extend(Box::pin(self.applications(&row.subject, asked)).await?);
        let gathered = read.iter().map(|(_, it)| it.clone());
        let of = Restorable::of(party, gathered);
        let sources = read.into_iter().map(|((stream, revision), it)| Source {
            stream,
            revision,
            read: Reading::Restorable(Box::new(it)),
        });
        let sources = sources.collect();
        Ok(of.map(|of| Gathering { of, sources }))
    }

    /// The decision itself, and where it is shown; or the entry, and the decision on which it rests.
    async fn target(
        &self,
        row: &SourceRow,
        asked: Gather<'_>,
    ) -> Result<Option<(Party, Vec<Read>)>, Failure> {
        let (event, stream, revision) = (row.event, row.stream.clone(), row.revision);
        match row.kind {
            SourceKind::Penalty => {
                let by = Cause { event, stream, revision };
                self.penalty((by, row.decision.as_ref()), asked).await
            }
            SourceKind::SeriousList => self.entry(row, asked).await,
            // An entry of this list ends once its ground is gone, and what another department handed over at its word alone
            // (EIP 11).
            SourceKind::AbnormalList | SourceKind::InboundRecord => Ok(None),
        }
    }

    async fn penalty(
        &self,
        (by, decision): (Cause, Option<&PartId>),
        asked: Gather<'_>,
    ) -> Result<Option<(Party, Vec<Read>)>, Failure> {
        let Some((case, decision)) = case_in(&by.stream).zip(decision) else { return Ok(None) };
        let history = recorded(&self.store, &by.stream, asked.until()).await?;
        let folded: Case = store::fold(&history)?;
        let party = self.against(&history, decision)?;
        let (Some(party), Some(at)) = (party, place(&history)) else { return Ok(None) };
        let Some(target) = folded.restorable(by, (decision, asked.on()), &self.law) else {
            return Ok(None);
        };
        let mut read = vec![(at, Gathered::Target(Box::new(target)))];
        for key in Key::each(case, decision) {
            let history = recorded(&self.store, &key.stream(), asked.until()).await?;
            let counts = |it: &publicity::Event, at: Moment| asked.tells(it.counts_since(at));
            let publicity: Option<Publicity> = counting(&history, counts)?;
            let shown = publicity.and_then(|it| Shown::of(&it, asked.on())).map(Gathered::Shown);
            read.extend(place(&history).zip(shown));
        }
        Ok(Some((party, read)))
    }

    /// An entry of the list of serious violations, behind the penalty on which it rests.
    async fn entry(
        &self,
        row: &SourceRow,
        asked: Gather<'_>,
    ) -> Result<Option<(Party, Vec<Read>)>, Failure> {
        let history = recorded(&self.store, &row.stream, asked.until()).await?;
        let entry: Listing = store::fold(&history)?;
        let made = history.iter().find(|it| it.revision == row.revision);
        let (Some(made), Some(at)) = (made, place(&history)) else { return Ok(None) };
        let event: listing::Event = made.decode()?;
        let source = Calling::of_entry(cause(made), &event, &entry).map(|it| it.source);
        let listing::Event::SeriousEntered(entered) = event else { return Ok(None) };
        let rests_on = (entered.cause.clone(), Some(&entered.decision));
        let Some((party, read)) = self.penalty(rests_on, asked).await? else { return Ok(None) };
        // What is shown of the penalty is no publicity of the entry.
        let penalty = read.into_iter().find_map(|(at, it)| match it {
            Gathered::Target(it) => Some((at, *it)),
            _ => None,
        });
        let Some((source, (decided_at, penalty))) = source.zip(penalty) else { return Ok(None) };
        let target = Target::of_entry(&entry, source, penalty.clone(), asked.on());
        let told = |at, it| (at, Gathered::Target(Box::new(it)));
        let shown = Shown::of_entry(&entry, asked.on()).map(|it| (at.clone(), Gathered::Shown(it)));
        let read = [told(decided_at, penalty), told(at, target)].into_iter().chain(shown);
        let measures = self.statutory([row.event, entered.cause.event], asked).await?;
        Ok(Some((party, read.chain(measures).collect())))
    }

    /// The measures on account of these sources that a statute sets a time for, and that run.
    async fn statutory(
        &self,
        sources: [EventId; 2],
        asked: Gather<'_>,
    ) -> Result<Vec<Read>, Failure> {
        let mut read = vec![];
        for id in self.read_model.imposed_on_account_of(&sources)? {
            let stream = restriction::stream_of(id);
            let mut history = recorded(&self.store, &stream, asked.until()).await?;
            history.retain(|it| asked.tells(it.metadata.occurred_at.day()));
            let pair: Restriction = store::fold(&history)?;
            let runs = pair.pair().and_then(|it| Statutory::of(it, asked.on()));
            read.extend(place(&history).zip(runs.map(Gathered::Statutory)));
        }
        Ok(read)
    }

    /// The party's other penalties since, and its entries in registers, besides what was read already.
    async fn others(
        &self,
        of: &SourceRow,
        besides: &[Read],
        asked: Gather<'_>,
    ) -> Result<Vec<Read>, Failure> {
        let known = async |stream: &str| recorded(&self.store, stream, asked.until()).await;
        let violation = match case_in(&of.stream) {
            Some(_) => store::fold::<Case>(&known(&of.stream).await?)?.filed_for(),
            None => None,
        };
        let mut rows =
            self.read_model.restorable_of((&of.subject, asked.until()), of.decided_on)?;
        rows.retain(|it| asked.tells(it.decided_on));
        rows.retain(|it| besides.iter().all(|((stream, _), _)| *stream != it.stream));
        rows.dedup_by(|a, b| a.stream == b.stream);
        let mut read = vec![];
        for row in rows {
            let history = known(&row.stream).await?;
            let Some(at) = place(&history) else { continue };
            if row.kind == SourceKind::Penalty {
                let penalised = store::fold::<Case>(&history)?.penalised(violation, asked.on());
                let by_then = penalised.into_iter().filter(|it| asked.tells(it.decided_on));
                read.extend(by_then.map(|it| (at.clone(), Gathered::Penalised(it))));
            } else {
                let entry = Entry::of(&store::fold::<Listing>(&history)?, asked.on());
                read.extend(entry.map(|it| (at, Gathered::Entry(it))));
            }
        }
        Ok(read)
    }

    /// The party's applications.
    async fn applications(
        &self,
        subject: &SubjectId,
        asked: Gather<'_>,
    ) -> Result<Vec<Read>, Failure> {
        let mut read = vec![];
        for id in self.read_model.applications_of((subject, asked.until()))? {
            let stream = restoration::stream_of(id);
            if asked.is_for(&stream) {
                continue;
            }
            let mut history = recorded(&self.store, &stream, asked.until()).await?;
            history.retain(|it| asked.tells(it.metadata.occurred_at.day()));
            let application = Application::of(id, &store::fold(&history)?);
            read.extend(place(&history).zip(application.map(Gathered::Application)));
        }
        Ok(read)
    }

    /// Stops what is shown in `target`, or shows it again, as the event at a revision of an application has it; safe to
    /// repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn carry_over(
        &self,
        (stream, revision): (&str, u64),
        target: &str,
    ) -> Result<(), Failure> {
        let history = self.store.read(stream).await?;
        let of: Restoration = store::fold(&history)?;
        let event = history.iter().find(|it| it.revision == revision);
        let id = restoration::of_stream(stream);
        let (Some(event), Some(id), Some(opened)) = (event, id, of.opened) else { return Ok(()) };
        let Some(case) = case_in(&opened.source.stream) else { return Ok(()) };
        let made = self.event_at((case, opened.source.revision)).await?;
        let Some((_, case::Event::PenaltyDecided(it))) = made else { return Ok(()) };
        let Some(key) = key_of(target, (case, &it.id)) else { return Ok(()) };
        let on = event.metadata.occurred_at.day();
        let Some((what, step)) = follows((id, on), &event.decode()?) else { return Ok(()) };
        self.follow_up::<Publicity>(event, (what, target), &Publicise { key, step }).await
    }
}

/// What a stream said, and how far it was read.
type Read = ((String, u64), Gathered);

fn place(history: &[Recorded]) -> Option<(String, u64)> {
    history.last().map(|it| (it.stream.clone(), it.revision))
}

/// The step that follows on a channel from what became of an application on that day.
fn follows(
    (restoration, on): (RestorationId, Date),
    event: &Event,
) -> Option<(&'static str, Step)> {
    match event {
        Event::Granted(it) => {
            let (number, basis) = (it.number.clone(), it.basis.clone());
            Some(("stop", Step::Stop(Stop { restoration, number, basis, on })))
        }
        Event::Reinstated(it) => {
            let (basis, counted_from) = (it.basis.clone(), Some(it.counted_from));
            let reinstate = Reinstate { restoration, basis, counted_from, on };
            Some(("reinstate", Step::Reinstate(reinstate)))
        }
        Event::PlanFailed(_) => {
            let basis = event.basis().into_iter().next()?;
            let reinstate = Reinstate { restoration, basis, counted_from: None, on };
            Some(("reinstate", Step::Reinstate(reinstate)))
        }
        _ => None,
    }
}

/// What may not be seen is not found.
fn not_found(command: &Command) -> Rejection {
    if matches!(command, Command::Apply(_)) {
        return Code::NotFound
            .refuse(
                "没有该行政处罚决定或者严重违法失信名单的列入记录，或者无权查看；经营异常名录的，申请移出（applyToLeaveListing）",
                "no such penalty or entry of the serious list, or none that you may see; the list of abnormal operations is left by applyToLeaveListing",
            )
            .at("source");
    }
    Code::NotFound.refuse(
        "没有该信用修复申请，或者无权查看",
        "no application with this id, or none that you may see",
    )
}
