//! The ids that the program makes by itself, by what a history says of the records: a history names them by labels,
//! as nobody knows them before it is played.

use std::collections::BTreeMap;

use domain::{
    case,
    id::{CommandId, EventId, InboundId, ListingId, RestorationId, RestrictionId},
    inbound, listing, restoration,
    restriction::{self, SourceKind},
};
use serde_json::Value;
use store::Recorded;

use super::{
    Staff,
    acts::{Reason, case_of, command_id, viewer_of},
    history::{About, History, Opens},
};
use crate::{
    App,
    app::{new_listing, new_restoration, stream_of},
    auth::Viewer,
    viewer::claimed,
};

/// What stands before the name of an id in an input: `source = "@decision"`.
const MARK: char = '@';

/// The ids of a history's records, as somebody acts or looks.
pub struct Naming<'a> {
    /// Where they are.
    pub app: &'a App,
    /// Who opened them.
    pub staff: &'a Staff,
    /// Whose records.
    pub history: &'a History,
    /// Which of them.
    pub about: About<'a>,
    /// Who asks, where it is somebody of an agency.
    pub viewer: Option<&'a Viewer>,
}

impl Naming<'_> {
    /// The id that `name` stands for: `case`, `listing`, `restoration`, `restriction`, `inbound`, `entry`, `decision`,
    /// `entered`, `person`; as an argument `caseId` and so on.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn id(&self, name: &str) -> Result<String, Reason> {
        let About { case, person, .. } = self.about;
        let unnamed = || Reason::Unnamed(name.to_owned());
        Ok(match name.trim_end_matches("Id") {
            "case" => case_of(self.history, case, self.staff)?.to_string(),
            "listing" => self.listing()?.to_string(),
            "restoration" => self.restoration()?.to_string(),
            "restriction" => self.restriction().await?.to_string(),
            "inbound" => self.inbound().await?.to_string(),
            "entry" => self.entry().await?.to_string(),
            "decision" => self.decision().await?.to_string(),
            "entered" => self.entered().await?.to_string(),
            "person" => person.ok_or_else(unnamed)?.to_string(),
            _ => return Err(unnamed()),
        })
    }

    /// Puts the ids in the place of their names in an input.
    ///
    /// # Errors
    ///
    /// One of them stands for nothing.
    pub async fn put_into(&self, input: &mut Value) -> Result<(), Reason> {
        let mut names = BTreeMap::new();
        each_text(input, &mut |it| {
            if let Some(name) = it.strip_prefix(MARK) {
                names.insert(name.to_owned(), String::new());
            }
        });
        for (name, id) in &mut names {
            *id = self.id(name).await?;
        }
        each_text(input, &mut |it| {
            if let Some(id) = it.strip_prefix(MARK).and_then(|name| names.get(name)) {
                id.clone_into(it);
            }
        });
        Ok(())
    }

    /// The stream of the record that an argument names, or that the step opens: its documents are uploaded there.
    ///
    /// # Errors
    ///
    /// There is no such record.
    pub fn stream(&self, argument: Option<&str>, opens: Option<Opens>) -> Result<String, Reason> {
        Ok(match (argument, opens) {
            (Some("listingId"), _) | (None, Some(Opens::Listing)) => {
                listing::stream_of(self.listing()?)
            }
            (Some("restorationId"), _) | (None, Some(Opens::Restoration)) => {
                restoration::stream_of(self.restoration()?)
            }
            _ => stream_of(case_of(self.history, self.about.case, self.staff)?),
        })
    }

    /// The entry that a step opened under the label, or the one that the decision carries.
    fn listing(&self) -> Result<ListingId, Reason> {
        let About { case, record, decision, .. } = self.about;
        match self.history.opening(Opens::Listing, record) {
            Some((n, step)) => {
                let viewer = viewer_of(self.staff, step)?;
                Ok(new_listing(&claimed(&viewer), command_id(self.history, n)))
            }
            None => Ok(listing::of_decision(case_of(self.history, case, self.staff)?, decision)),
        }
    }

    fn restoration(&self) -> Result<RestorationId, Reason> {
        let record = self.about.record;
        let opening = self.history.opening(Opens::Restoration, record);
        let (n, step) = opening.ok_or_else(|| Reason::Unnamed(record.to_owned()))?;
        let viewer = viewer_of(self.staff, step)?;
        Ok(new_restoration(&claimed(&viewer), command_id(self.history, n)))
    }

    /// What a step pushed under the label, or is about to push.
    async fn inbound(&self) -> Result<InboundId, Reason> {
        let record = self.about.record;
        let unnamed = || Reason::Unnamed(record.to_owned());
        let (n, step) = self.history.opening(Opens::Inbound, record).ok_or_else(unnamed)?;
        let (viewer, by) = (viewer_of(self.staff, step)?, command_id(self.history, n));
        let kind = step.input.get("kind").and_then(|it| it.clone().try_into().ok());
        let number = step.input.get("number").and_then(|it| it.as_str()?.parse().ok());
        let (kind, number) = kind.zip(number).ok_or_else(unnamed)?;
        let by = (CommandId::new(by), step.at.0.day());
        Ok(self.app.pushed_to(&claimed(&viewer), by, (kind, &number)).await?)
    }

    /// The pair that the agency was told of.
    async fn restriction(&self) -> Result<RestrictionId, Reason> {
        let missing = || Reason::Unnamed("restriction".to_owned());
        let told = self.about.told.ok_or_else(missing)?;
        let agency = told.agency.as_ref().or(self.viewer.map(|it| &it.agency));
        let source = match (self.reinstated().await?, told.source) {
            (Some(again), _) => again,
            (None, SourceKind::Penalty) => self.decision().await?,
            (None, SourceKind::SeriousList | SourceKind::AbnormalList) => self.entered().await?,
            (None, SourceKind::InboundRecord) => return Err(missing()),
        };
        Ok(restriction::id_of(source, &told.measure, agency.ok_or_else(missing)?, None))
    }

    /// The last entry of the inbox that is about that pair, or about what was pushed under the label.
    async fn entry(&self) -> Result<EventId, Reason> {
        if self.about.told.is_none() {
            let stream = inbound::stream_of(self.inbound().await?);
            let objects = |it: &Recorded| {
                matches!(it.decode::<inbound::Event>(), Ok(inbound::Event::Objected(_)))
            };
            return self.found("entry", &stream, objects).await;
        }
        let stream = restriction::stream_of(self.restriction().await?);
        let is_entry =
            |it: &Recorded| it.decode::<restriction::Event>().is_ok_and(|it| it.is_entry());
        self.found("entry", &stream, is_entry).await
    }

    /// The event by which the penalty was decided.
    async fn decision(&self) -> Result<EventId, Reason> {
        let stream = stream_of(case_of(self.history, self.about.case, self.staff)?);
        let decides = |it: &Recorded| match it.decode::<case::Event>() {
            Ok(case::Event::PenaltyDecided(decided)) => decided.id == *self.about.decision,
            _ => false,
        };
        self.found("decision", &stream, decides).await
    }

    /// The event by which the party was entered.
    async fn entered(&self) -> Result<EventId, Reason> {
        let stream = listing::stream_of(self.listing()?);
        let enters =
            |it: &Recorded| it.decode::<listing::Event>().is_ok_and(|it| it.number().is_some());
        self.found("source", &stream, enters).await
    }

    /// The event by which what was restored under the label counts again: it calls for the measures anew.
    async fn reinstated(&self) -> Result<Option<EventId>, Reason> {
        let record = self.about.record;
        if record.is_empty() || self.history.opening(Opens::Restoration, record).is_none() {
            return Ok(None);
        }
        let stream = restoration::stream_of(self.restoration()?);
        let again = |it: &Recorded| {
            matches!(it.decode::<restoration::Event>(), Ok(restoration::Event::Reinstated(_)))
        };
        self.found("restriction", &stream, again).await.map(Some)
    }

    async fn found(
        &self,
        name: &str,
        stream: &str,
        fits: impl Fn(&Recorded) -> bool,
    ) -> Result<EventId, Reason> {
        let history = self.app.store.read(stream).await?;
        let found = history.iter().rfind(|it| fits(it));
        found.map(|it| EventId::new(it.id)).ok_or_else(|| Reason::Unnamed(name.to_owned()))
    }
}

/// Every text of an input.
fn each_text(value: &mut Value, with: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => with(text),
        Value::Array(all) => all.iter_mut().for_each(|it| each_text(it, with)),
        Value::Object(fields) => fields.values_mut().for_each(|it| each_text(it, with)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_text_of_an_input_is_reached() {
        let mut input =
            json!({ "entry": "@entry", "within": [{ "source": "@decision" }, 3, null] });
        each_text(&mut input, &mut |it| it.insert(0, '·'));
        assert_eq!(
            input,
            json!({ "entry": "·@entry", "within": [{ "source": "·@decision" }, 3, null] })
        );
    }
}
