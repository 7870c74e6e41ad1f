//! Restrictions: begun by what follows by law from their source, told when that falls, and answered by the agencies that
//! were told; whether what they rest on still counts is read in its own record.

use domain::{
    Code, Decider, Facts, Reading, Rejection, Source,
    case::{self, Case, remedy::CalledAnew},
    id::{EventId, PartId, RestrictionId},
    inbound::{self, Inbound},
    listing::{self, Listing},
    restoration::{self, Restoration},
    restriction::{
        self, Call, Calling, Command, Fall, Restriction, SourceKind,
        falling::TakeBack,
        notifying::Entry,
        resting::{ResumeSource, SuspendSource},
    },
};
use jiff::civil::Date;
use projections::{Viewer, inbox::About};
use store::{EventStore, Receipt, Recorded, StoreError};

use super::{App, Failure, Sent, listings::cause};

/// What an event of a source has to do with the restrictions that rest on it.
#[derive(Debug)]
pub(crate) struct Bearing {
    /// The event.
    event: Recorded,
    /// What it calls for, or calls for anew: against one subject, or several who answer for it.
    calling: Vec<Calling>,
    /// How it takes that away, and since which day.
    fall: Option<(Fall, Date)>,
    /// That it rests, or counts again.
    rest: Option<Rest>,
}

/// What a plan of reorganisation does to a source.
#[derive(Debug, Clone, Copy)]
enum Rest {
    /// From this day on it rests.
    From(Date),
    /// From this day on it counts again, and to that last day where it ends of itself.
    To(Date, Option<Date>),
}

impl App {
    /// What an entry of the inbox of the viewer's agency is about. It may have come a moment ago.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub async fn entry_of(
        &self,
        viewer: &Viewer,
        entry: EventId,
    ) -> Result<Option<About>, Failure> {
        match self.read_model.entry_of(viewer, entry)? {
            None if self.caught_up().await => Ok(self.read_model.entry_of(viewer, entry)?),
            found => Ok(found),
        }
    }

    /// Records what an agency does about a restriction that somebody may see.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn restrict(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        (id, mut command): (RestrictionId, Command),
    ) -> Result<Receipt, Failure> {
        let (viewer_now, stream) = (self.borne_out(viewer)?, restriction::stream_of(id));
        let history = self.store.read(&stream).await?;
        let restriction: Restriction = store::fold(&history)?;
        if !restriction.pair().is_some_and(|it| viewer_now.sees_pair(it)) {
            return Err(vec![unknown()].into());
        }
        place(&history, command.entry());
        self.execute::<Restriction>(viewer, sent, &stream, &command).await
    }

    /// What the event at a revision of a stream has to do with restrictions; nothing where there is none.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub(crate) async fn bearing(
        &self,
        (stream, revision): (&str, u64),
    ) -> Result<Option<Bearing>, StoreError> {
        let mut history = self.store.read(stream).await?;
        let Some(at) = history.iter().position(|it| it.revision == revision) else {
            return Ok(None);
        };
        history.truncate(at + 1);
        let Some(event) = history.last().cloned() else { return Ok(None) };
        let category = stream.split_once('-').map(|(category, _)| category);
        Ok(Some(match category {
            Some(Case::CATEGORY) => of_case(&self.store, &history, event)?,
            Some(Listing::CATEGORY) => of_listing(&history, event)?,
            Some(Inbound::CATEGORY) => of_inbound(&history, event)?,
            Some(Restoration::CATEGORY) => self.of_restoration(&history, event).await?,
            _ => Bearing { event, calling: vec![], fall: None, rest: None },
        }))
    }

    async fn of_restoration(
        &self,
        history: &[Recorded],
        recorded: Recorded,
    ) -> Result<Bearing, StoreError> {
        let (event, occurred) =
            (recorded.decode::<restoration::Event>()?, recorded.metadata.occurred_at);
        let of: Restoration = store::fold(history)?;
        // Its entry counts again before its agencies are told.
        let until = match (event.resumes(occurred), of.opened.as_ref().map(|it| &it.source)) {
            (Some(_), Some(source)) if source.kind == SourceKind::SeriousList => {
                store::fold::<Listing>(&self.store.read(&source.stream).await?)?.last_day()
            }
            _ => None,
        };
        let suspends = event.suspends(occurred).map(Rest::From);
        let rest = suspends.or(event.resumes(occurred).map(|it| Rest::To(it, until)));
        let calling = match (&event, of.opened) {
            (restoration::Event::Reinstated(it), Some(of)) => {
                let by = EventId::new(recorded.id);
                vec![Calling::of_reinstated(by, it, (of.source, until, &of.party))]
            }
            _ => vec![],
        };
        let fall = event.restores(occurred).map(|it| (Fall::Restored, it));
        Ok(Bearing { event: recorded, calling, fall, rest })
    }

    /// Tells the agency whose pair lies in `target`; safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn notify_agency(
        &self,
        bearing: &Bearing,
        target: &str,
    ) -> Result<(), Failure> {
        let Some(pair) = restriction::of_stream(target) else { return Ok(()) };
        let found = bearing.calling.iter().find_map(|it| it.notify(pair));
        let Some(notify) = found else { return Ok(()) };
        let command = Command::Notify(Box::new(notify));
        self.follow_up::<Restriction>(&bearing.event, ("notify", target), &command).await
    }

    /// Tells the pair in `target` that its source fell; safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn take_back(&self, bearing: &Bearing, target: &str) -> Result<(), Failure> {
        let Some((how, on)) = bearing.fall else { return Ok(()) };
        let (by, stream) = (EventId::new(bearing.event.id), bearing.event.stream.clone());
        let command = Command::TakeBack(TakeBack { by, stream, how, on });
        self.follow_up::<Restriction>(&bearing.event, ("take back", target), &command).await
    }

    /// Tells the pair in `target` that its source rests, or counts again; safe to repeat.
    ///
    /// # Errors
    ///
    /// Where rules forbid it, or the log fails.
    pub(crate) async fn rest(&self, bearing: &Bearing, target: &str) -> Result<(), Failure> {
        let (by, stream) = (EventId::new(bearing.event.id), bearing.event.stream.clone());
        let command = match bearing.rest {
            None => return Ok(()),
            Some(Rest::From(on)) => Command::SuspendSource(SuspendSource { by, stream, on }),
            Some(Rest::To(on, source_until)) => {
                Command::ResumeSource(ResumeSource { by, stream, on, source_until })
            }
        };
        self.follow_up::<Restriction>(&bearing.event, ("rest", target), &command).await
    }
}

fn of_case(
    store: &EventStore,
    history: &[Recorded],
    recorded: Recorded,
) -> Result<Bearing, StoreError> {
    let (by, occurred) = (EventId::new(recorded.id), recorded.metadata.occurred_at);
    let event: case::Event = recorded.decode()?;
    let calling = match &event {
        case::Event::PenaltyDecided(it) => {
            vec![Calling::of_penalty(cause(&recorded), it, occurred.day())]
        }
        case::Event::ClericalCorrected(it) => match it.renumbered() {
            Some(party) => {
                let calling = called_by(history, &it.decision)?;
                let anew = added_since(history, &it.decision)?;
                calling.map(|it| it.adding(anew).anew(by, party)).into_iter().collect()
            }
            None => vec![],
        },
        case::Event::AnswerablePersonsNamed(it) => {
            let penalty = called_by(history, &it.decision)?;
            persons(store, (by, &recorded), penalty.as_ref())?
        }
        _ => match event.fact().facets().called_anew {
            Some(again) => called_anew(store, history, (by, again))?,
            None => vec![],
        },
    };
    let fact = event.fact();
    let fall = match &event {
        case::Event::ClericalCorrected(it) if it.renumbered().is_some() => {
            Some((Fall::WrongSubject, it.service.served_on))
        }
        case::Event::AnswerablePersonWithdrawn(_) => Some((Fall::WrongSubject, occurred.day())),
        _ => {
            let withdraws = fact.facets().withdraws;
            withdraws.and_then(|it| Some((it.ground.takes_back()?, it.since?)))
        }
    };
    Ok(Bearing { event: recorded, calling, fall, rest: None })
}

/// What a penalty calls for against those whom an event names as answerable for it. Their names are opened, to be sealed at
/// their new place.
fn persons(
    store: &EventStore,
    (by, recorded): (EventId, &Recorded),
    penalty: Option<&Calling>,
) -> Result<Vec<Calling>, StoreError> {
    let event: case::Event = recorded.unseal_all(store)?;
    let case::Event::AnswerablePersonsNamed(named) = &event else { return Ok(vec![]) };
    Ok(penalty.map(|it| it.of_persons(by, named)).unwrap_or_default())
}

/// What a decision calls for anew, by the event since which more of it counts than before: against the party as the
/// decision reads now, and against those who answer for it, whose names are opened to be sealed at their new place.
fn called_anew(
    store: &EventStore,
    history: &[Recorded],
    (by, again): (EventId, &CalledAnew),
) -> Result<Vec<Calling>, StoreError> {
    let Some(penalty) = called_by(history, &again.decision)? else { return Ok(vec![]) };
    let case: Case = store::fold(history)?;
    let decided = case.record.decisions.iter().find(|(_, it)| it.id == again.decision);
    let party = decided.map(|(_, it)| case.record.party_as_corrected(it));
    let against = party.map(|it| penalty.clone().anew(by, it).again(by, again.calls.clone()));
    let mut calling: Vec<_> = against.into_iter().collect();
    let named = history.iter().filter(|it| it.event_type == "case.answerable-persons-named");
    for recorded in named {
        let event: case::Event = recorded.unseal_all(store)?;
        let case::Event::AnswerablePersonsNamed(named) = &event else { continue };
        let of_it = again.persons.iter().filter(|it| it.naming == named.id);
        calling.extend(of_it.flat_map(|called| {
            let each = penalty.of_persons(by, named).into_iter();
            let person = each.filter(|it| it.subject.id == called.person);
            person.map(|it| it.again(by, called.calls.clone()))
        }));
    }
    Ok(calling)
}

/// What a decision has called for against the party since it was made, as more of it counted than before.
fn added_since(history: &[Recorded], decision: &PartId) -> Result<Vec<Call>, StoreError> {
    let mut calls = vec![];
    for recorded in history {
        let event: case::Event = recorded.decode()?;
        let again = event.fact().facets().called_anew.filter(|it| it.decision == *decision);
        calls.extend(again.into_iter().flat_map(|it| it.calls.clone()));
    }
    Ok(calls)
}

/// What a decision of a case calls for.
fn called_by(history: &[Recorded], decision: &PartId) -> Result<Option<Calling>, StoreError> {
    for recorded in history.iter().filter(|it| it.event_type == "case.penalty-decided") {
        if let case::Event::PenaltyDecided(it) = recorded.decode()?
            && it.id == *decision
        {
            let on = recorded.metadata.occurred_at.day();
            return Ok(Some(Calling::of_penalty(cause(recorded), &it, on)));
        }
    }
    Ok(None)
}

fn of_listing(history: &[Recorded], recorded: Recorded) -> Result<Bearing, StoreError> {
    let event: listing::Event = recorded.decode()?;
    let listing: Listing = store::fold(history)?;
    let calling = match &event {
        listing::Event::PartyCorrected(it) => {
            let made = history.iter().find(|it| it.event_type == "listing.serious-entered");
            let Some(made) = made else {
                return Ok(Bearing { event: recorded, calling: vec![], fall: None, rest: None });
            };
            let calling = Calling::of_entry(cause(made), &made.decode()?, &listing);
            calling.map(|calling| calling.anew(EventId::new(recorded.id), &it.party))
        }
        _ => Calling::of_entry(cause(&recorded), &event, &listing),
    };
    let fall = event.fells(recorded.metadata.occurred_at);
    let calling = calling.into_iter().collect();
    Ok(Bearing { event: recorded, calling, fall, rest: None })
}

fn of_inbound(history: &[Recorded], recorded: Recorded) -> Result<Bearing, StoreError> {
    let event: inbound::Event = recorded.decode()?;
    let record = store::fold::<Inbound>(history)?.opened;
    let calling = record.and_then(|it| Calling::of_inbound(cause(&recorded), &event, &it));
    let fall = event.fells(recorded.metadata.occurred_at);
    let calling = calling.into_iter().collect();
    Ok(Bearing { event: recorded, calling, fall, rest: None })
}

/// Reads whether the source of the restriction in `stream` counts on a day, in the case, the entry or the record that it is.
pub(super) async fn read_source(
    store: &EventStore,
    (stream, day): (&str, Date),
    facts: &mut Facts,
) -> Result<(), StoreError> {
    let restriction: Restriction = store::fold(&store.read(stream).await?)?;
    let Some(pair) = restriction.pair() else { return Ok(()) };
    let source = &pair.notified.source;
    let history = store.read(&source.stream).await?;
    let standing = match source.kind {
        SourceKind::Penalty => pair.source_in_case(&store::fold::<Case>(&history)?, day),
        SourceKind::SeriousList | SourceKind::AbnormalList => {
            pair.source_in_register(&store::fold::<Listing>(&history)?, day)
        }
        SourceKind::InboundRecord => pair.source_in_record(&store::fold::<Inbound>(&history)?, day),
    };
    if let Some((last, standing)) = history.last().zip(standing) {
        let (revision, read) = (last.revision, Reading::Source(standing.clone()));
        facts.sources.push(Source { stream: source.stream.clone(), revision, read });
        facts.source = Some(standing);
    }
    Ok(())
}

/// Where an entry of an inbox that is named by its event stands in its record; one of another record stands nowhere.
pub(super) fn place(history: &[Recorded], entry: Option<&mut Entry>) {
    let Some(entry) = entry else { return };
    let named = history.iter().find(|it| it.id == entry.event.uuid());
    entry.revision = named.map_or(u64::MAX, |it| it.revision);
}

/// What may not be seen is not found.
fn unknown() -> Rejection {
    Code::NotFound.refuse(
        "没有这项限制措施，或者无权查看",
        "no restriction with this id, or none that you may see",
    )
}
