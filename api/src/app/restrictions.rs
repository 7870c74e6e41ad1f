//! Restrictions: begun by what follows by law from their source, and told when that falls.

use domain::{
    case::{self, Case},
    id::EventId,
    listing::{self, Listing, serious::Cause},
    restoration::{self, Restoration},
    restriction::{self, Calling, Command, Fall, Restriction, falling::TakeBack},
};
use jiff::civil::Date;
use store::{Recorded, StoreError};

use super::{App, Failure};

/// What an event of a source has to do with the restrictions that rest on it.
#[derive(Debug)]
pub(crate) struct Bearing {
    /// The event.
    event: Recorded,
    /// What it calls for.
    calling: Option<Calling>,
    /// How it takes that away, and since which day.
    fall: Option<(Fall, Date)>,
}

impl App {
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
        let cause = Cause { event: EventId::new(event.id), stream: stream.to_owned(), revision };
        let (calling, fall) = match category {
            Some(<Case as domain::Decider>::CATEGORY) => of_case(&event, cause)?,
            Some(<Listing as domain::Decider>::CATEGORY) => of_listing(&history, &event, cause)?,
            Some(<Restoration as domain::Decider>::CATEGORY) => of_restoration(&event)?,
            _ => (None, None),
        };
        Ok(Some(Bearing { event, calling, fall }))
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
        let pair = restriction::of_stream(target);
        let found = pair.zip(bearing.calling.as_ref()).and_then(|(it, calling)| calling.notify(it));
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
}

type Borne = (Option<Calling>, Option<(Fall, Date)>);

fn of_case(recorded: &Recorded, cause: Cause) -> Result<Borne, StoreError> {
    let occurred = recorded.metadata.occurred_at;
    let event: case::Event = recorded.decode()?;
    let calling = match &event {
        case::Event::PenaltyDecided(it) => Some(Calling::of_penalty(cause, it, occurred.day())),
        _ => None,
    };
    let fact = event.fact();
    let withdraws = fact.facets().withdraws;
    let fall = withdraws.and_then(|it| Some((it.ground.takes_back()?, it.since?)));
    Ok((calling, fall))
}

fn of_restoration(recorded: &Recorded) -> Result<Borne, StoreError> {
    let event: restoration::Event = recorded.decode()?;
    let since = event.restores(recorded.metadata.occurred_at);
    Ok((None, since.map(|it| (Fall::Restored, it))))
}

fn of_listing(
    history: &[Recorded],
    recorded: &Recorded,
    cause: Cause,
) -> Result<Borne, StoreError> {
    let event: listing::Event = recorded.decode()?;
    let listing: Listing = store::fold(history)?;
    let calling = Calling::of_entry(cause, &event, &listing);
    Ok((calling, event.fells(recorded.metadata.occurred_at)))
}
