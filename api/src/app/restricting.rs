//! Restrictions: what agencies do about them, and whether what they rest on still counts, in its own record.

use domain::{
    Code, Facts, Reading, Rejection, Source,
    case::Case,
    id::{EventId, RestrictionId},
    listing::Listing,
    restriction::{self, Command, Restriction, SourceKind},
};
use jiff::civil::Date;
use projections::Viewer;
use store::{EventStore, Receipt, StoreError};

use super::{App, Failure, Sent};

/// Reads whether the source of the restriction in `stream` counts on a day, in the case or the entry that it is.
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
        // What another department pushed has no record here yet.
        SourceKind::InboundList => None,
    };
    if let Some((last, standing)) = history.last().zip(standing) {
        let (revision, read) = (last.revision, Reading::Source(standing.clone()));
        facts.sources.push(Source { stream: source.stream.clone(), revision, read });
        facts.source = Some(standing);
    }
    Ok(())
}

impl App {
    /// The restriction that an entry of the inbox of the viewer's agency is about. It may have come a moment ago.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub async fn entry_of(
        &self,
        viewer: &Viewer,
        entry: EventId,
    ) -> Result<Option<RestrictionId>, Failure> {
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
        // An entry is named by its event; one of another record stands nowhere in this one.
        if let Some(entry) = command.entry() {
            let named = history.iter().find(|it| it.id == entry.event.uuid());
            entry.revision = named.map_or(u64::MAX, |it| it.revision);
        }
        self.execute::<Restriction>(viewer, sent, &stream, &command).await
    }
}

/// What may not be seen is not found.
fn unknown() -> Rejection {
    Code::NotFound.refuse(
        "没有这项限制措施，或者无权查看",
        "no restriction with this id, or none that you may see",
    )
}
