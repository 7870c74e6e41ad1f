//! For what it is gathered how something stands that would be restored: an act goes by what is recorded, an answer tells of
//! a day, as known then.

use domain::restoration::{self, Restorable, Restoration, Window};
use jiff::civil::Date;
use projections::{history::recorded, versions::Times};
use store::Position;

use super::super::{App, Failure};

/// For what it is gathered how something stands that would be restored.
#[derive(Debug, Clone, Copy)]
pub enum Gather<'a> {
    /// For an act of the application in this stream, on a day: by whatever is recorded of other ones.
    Act(&'a str, Date),
    /// For an answer as of both times, which tells of what had come about by the day; of all applications but the one in
    /// this stream, where one is named.
    Answer(Option<&'a str>, Times),
}

impl Gather<'_> {
    /// On which day.
    pub(super) fn on(self) -> Date {
        match self {
            Self::Act(_, on) => on,
            Self::Answer(_, times) => times.on,
        }
    }

    /// Up to which place of the log; all of it, where none is named.
    pub(super) fn until(self) -> Option<Position> {
        match self {
            Self::Act(..) => None,
            Self::Answer(_, times) => times.until,
        }
    }

    /// Whether it is about the application in that stream itself.
    pub(super) fn is_for(self, stream: &str) -> bool {
        match self {
            Self::Act(own, _) => own == stream,
            Self::Answer(own, _) => own == Some(stream),
        }
    }

    /// Whether what counts since a day is told.
    pub(super) fn tells(self, since: Date) -> bool {
        match self {
            Self::Act(..) => true,
            Self::Answer(_, times) => since <= times.on,
        }
    }
}

impl App {
    /// How something stands for whoever asks besides an application: with what was verified of it through a window, in the
    /// application that stands, otherwise in the last one. What was obtained by deceit shows nothing.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn with_what_was_verified(
        &self,
        of: &Restorable,
        (window, times): (Window, Times),
    ) -> Result<Restorable, Failure> {
        let mut of = of.clone();
        let own = of.applications.iter().filter(|it| it.source == of.source.event);
        let mut own: Vec<_> = own.filter(|it| it.revoked_on.is_none()).collect();
        own.sort_by_key(|it| it.stands);
        let asked = Gather::Answer(None, times);
        let ids: Vec<_> = own.into_iter().rev().map(|it| it.id).collect();
        for id in ids {
            let stream = restoration::stream_of(id);
            let mut history = recorded(&self.store, &stream, asked.until()).await?;
            history.retain(|it| asked.tells(it.metadata.occurred_at.day()));
            let application: Restoration = store::fold(&history)?;
            if application.opened.as_ref().is_some_and(|it| it.window == window) {
                application.completes(&mut of);
                break;
            }
        }
        Ok(of)
    }
}
