//! The list of serious violations: an entry is decided together with the penalty (SDL 13), and opened here as the
//! decision says. It lasts its years by itself.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Listing, Register, guard::start};
use crate::{
    Code, Context, Moment, Rejection,
    case::{
        decision,
        phrase::until,
        serious_list::{self, Field},
    },
    citation::Citation,
    clock::{Deadline, Timer},
    document::DocumentNumber,
    id::{AgencyCode, EventId, PartId},
    party::Party,
    restriction::{Call, calls},
};

/// The event in another stream on which an entry rests, or by which its foundation fell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cause {
    /// The event.
    pub event: EventId,
    /// Its stream.
    pub stream: String,
    /// Its place in it.
    pub revision: u64,
}

/// It was entered in the list (列入), as was decided with the penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeriousEntered {
    /// The penalty decision.
    pub cause: Cause,
    /// Which of the case's decisions it is.
    pub decision: PartId,
    /// Its number.
    pub number: DocumentNumber,
    /// The day of the decision: since then the entry counts.
    pub decided_on: Date,
    /// Whose.
    pub party: Party,
    /// The agency that decided.
    pub agency: AgencyCode,
    /// What was decided of the list.
    pub listing: serious_list::Decided,
    /// What follows from it by itself.
    pub effects: Vec<Citation>,
    /// The measures of the catalogue that it calls for, agency by agency (LIST24).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub calls: Vec<Call>,
    /// Its publicity; how long it lasts; before which it is not removed early.
    pub deadlines: Vec<Deadline>,
}

/// Opens the entry that a penalty decision carries. The clock's alone; once done, it records nothing more.
#[derive(Debug, Clone)]
pub struct Enter {
    /// The penalty decision.
    pub cause: Cause,
    /// Which of the case's decisions it is.
    pub decision: PartId,
    /// Its number.
    pub number: DocumentNumber,
    /// When it was made.
    pub decided_at: Moment,
    /// Whose entry it is.
    pub party: Party,
    /// The agency that decided.
    pub agency: AgencyCode,
    /// What was decided of the list.
    pub listing: serious_list::Decided,
}

impl Enter {
    /// The entry that a penalty decision carries; nothing where it carries none.
    #[must_use]
    pub fn of(cause: Cause, decided: &decision::Decided, decided_at: Moment) -> Option<Self> {
        Some(Self {
            cause,
            decision: decided.id.clone(),
            number: decided.number.clone(),
            decided_at,
            party: decided.party.clone(),
            agency: decided.agency.clone(),
            listing: decided.serious_list.as_deref()?.clone(),
        })
    }

    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        if listing.cause.as_ref() == Some(&self.cause) {
            return Ok(vec![]);
        }
        if listing.opened.is_some() {
            return Err(vec![
                Code::AlreadyDone.refuse("该列入记录已经存在", "this is another entry already"),
            ]);
        }
        let owed = [Timer::ListPublish, Timer::ListExpire, Timer::ListEarly];
        let from = |it| start(context, it, &self.agency, self.decided_at);
        let field = self.listing.proposed.field;
        let found = Register::SeriousViolation.found(Some(field));
        let day = self.decided_at.day();
        let entered = SeriousEntered {
            cause: self.cause.clone(),
            decision: self.decision.clone(),
            number: self.number.clone(),
            decided_on: day,
            party: self.party.clone(),
            agency: self.agency.clone(),
            listing: self.listing.clone(),
            effects: Register::SeriousViolation.effects(),
            calls: calls(&found, &self.agency, (context.law, day, day)),
            deadlines: owed.into_iter().flat_map(from).collect(),
        };
        Ok(vec![Event::SeriousEntered(Box::new(entered))])
    }
}

/// The first day on which the years of an entry are over, where one of these deadlines sets them.
#[must_use]
pub fn over(deadlines: &[Deadline]) -> Option<Date> {
    let term = deadlines.iter().find(|it| it.timer == Timer::ListExpire)?;
    term.latest()?.tomorrow().ok()
}

impl SeriousEntered {
    /// In which field.
    #[must_use]
    pub fn field(&self) -> Field {
        self.listing.proposed.field
    }

    pub(super) fn sentence(&self) -> String {
        format!(
            "根据行政处罚决定（{}），{}被列入严重违法失信名单（{}）{}{}",
            self.number,
            self.party.shown(),
            self.field().label(),
            until(&self.deadlines, Timer::ListPublish, "公示期限"),
            until(&self.deadlines, Timer::ListExpire, "列入期"),
        )
    }
}
