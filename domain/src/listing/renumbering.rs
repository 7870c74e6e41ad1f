//! The number of the party was mistyped in the decision that carries the entry, and was put right there (补正): the entry
//! is a part of that decision (SDL 13), and is whose the decision says. It is shown under the right number once it is
//! published anew (EIP 12).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Listing, serious::Cause};
use crate::{
    Context, Rejection,
    case::phrase::until,
    clock::{Deadline, Timer},
    party::{Party, Registration},
    time::in_chinese,
};

/// It is under the number that was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartyCorrected {
    /// By which correction of the decision.
    pub cause: Cause,
    /// Whose entry it is, as the decision reads since.
    pub party: Party,
    /// Since which day.
    pub on: Date,
    /// The time to correct what GSXT shows, where it was shown.
    pub deadlines: Vec<Deadline>,
}

/// Says whose entry it is since the decision was put right. The clock's alone; once done, it records nothing more.
#[derive(Debug, Clone)]
pub struct CorrectParty {
    /// By which correction of the decision.
    pub cause: Cause,
    /// Whose entry it is, as the decision reads since.
    pub party: Party,
    /// Since which day.
    pub on: Date,
}

impl CorrectParty {
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let opened = listing.opened()?;
        if opened.party.subject() == self.party.subject() {
            return Ok(vec![]);
        }
        Ok(vec![Event::PartyCorrected(Box::new(PartyCorrected {
            cause: self.cause.clone(),
            party: self.party.clone(),
            on: self.on,
            deadlines: listing.to_be_hidden(context),
        }))])
    }
}

impl PartyCorrected {
    pub(super) fn sentence(&self) -> String {
        let number = self.party.registration().map(Registration::as_str).unwrap_or_default();
        format!(
            "所依据的决定于{}补正，{}的统一社会信用代码（注册号）更正为{number}，列入记录随之更正{}",
            in_chinese(self.on),
            self.party.shown(),
            until(&self.deadlines, Timer::ListWithdraw, "更正公示的期限")
        )
    }
}
