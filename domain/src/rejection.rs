//! Why a command is refused: data that helps to mend it, never an error of the program.

use serde::{Deserialize, Serialize};

use crate::citation::{Citation, cite};

/// One rule that a command breaks. A decision names all of them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// For programs; it never changes its meaning.
    pub code: Code,
    /// For the officer: what is missing and how to mend it.
    pub message: String,
    /// The same in English.
    pub message_en: String,
    /// The input field that it concerns, from the input object down: `["handlers", "0"]`.
    pub field: Vec<String>,
    /// The article that says so.
    pub citation: Option<Citation>,
}

impl Rejection {
    /// Cites the article that the rule comes from.
    #[must_use]
    pub fn under(mut self, instrument: &str, article: &str) -> Self {
        self.citation = Some(cite(instrument, article));
        self
    }

    /// Names the field that is to be mended: `"handlers.0"`.
    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.field = field.split('.').map(str::to_owned).collect();
        self
    }
}

/// Collects refusals, so that all that is missing is said at once.
#[derive(Debug, Default)]
pub struct Refusals(Vec<Rejection>);

impl Refusals {
    /// Nothing refused so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Refuses unless `holds`.
    pub fn require(&mut self, holds: bool, refusal: impl FnOnce() -> Rejection) {
        if !holds {
            self.0.push(refusal());
        }
    }

    /// Takes over what another check found, and keeps its value if it passed.
    pub fn check<T>(&mut self, checked: Result<T, Vec<Rejection>>) -> Option<T> {
        checked.map_err(|found| self.0.extend(found)).ok()
    }

    /// The verdict.
    ///
    /// # Errors
    ///
    /// All that was refused.
    pub fn verdict(self) -> Result<(), Vec<Rejection>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

macro_rules! table {
    ($($(#[$doc:meta])* $code:ident),* $(,)?) => {
        /// What kind of rule was broken, or what stopped a command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum Code {$($(#[$doc])* $code,)*}

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];
        }
    };
}

table! {
    // who acts
    /// The role that the act needs is not the actor's, or the register doesn't know it on that day.
    NotPermitted,
    /// The actor is not in the officers' register on the day of the act.
    UnknownOfficer,
    /// The officer has no valid enforcement certificate on the day of the act.
    NotCertified,
    /// The agency can't act: it is a coordinating or external body, or did not exist on that day.
    AgencyCannotAct,
    /// The record belongs to another agency.
    OtherAgency,
    /// The act exercises public power and names no item of the list of powers that covers it.
    NoPowerItem,
    /// The same person may not do both.
    ConflictOfDuties,
    /// Fewer people than the law wants.
    TooFewOfficers,
    /// A first-time reviewer without the national legal qualification.
    NotQualified,
    /// The person has been recused from the case.
    Recused,
    // when
    /// The act lies in the future.
    InTheFuture,
    /// The act lies before one on which it rests.
    BeforeItsBasis,
    /// Entered late without a reason.
    LateEntryReasonMissing,
    /// A period that the law leaves to the party is still running.
    PeriodRunning,
    /// Past the last day on which this was possible.
    TooLate,
    /// Sooner than the law allows.
    TooEarly,
    // where the case stands
    /// Nothing with this id, or nothing that the actor may see.
    NotFound,
    /// It exists already.
    AlreadyDone,
    /// The case is not at a stage that admits the act.
    WrongStage,
    /// The main line of the case is closed.
    Closed,
    /// An act that must come before is missing.
    StepMissing,
    /// Something that was begun is not finished.
    Unfinished,
    /// No part of the case has this id.
    UnknownPart,
    // what is said
    /// A field that the law wants is empty.
    Incomplete,
    /// The fields contradict one another.
    Contradictory,
    /// A document that the act rests on is not named, or its bytes are not here.
    DocumentMissing,
    /// The act is to be recorded in sound or picture, and neither a recording nor a reason is named.
    RecordingMissing,
    /// Heavier than what the party was told.
    HeavierThanNoticed,
    /// Not among the exits that the procedure knows.
    NotProvidedFor,
    /// The figure is not in the rulebook: state it, with its source.
    FigureMissing,
    /// The amount doesn't fit what is owed.
    WrongAmount,
    /// The limitation period of the violation is over.
    LimitationExpired,
    // how it was sent
    /// The record has moved on since the client read it.
    Conflict,
    /// The command id was used for another command.
    CommandIdReused,
    /// The claim (a number) that the act rested on was given up; send the command again.
    ClaimLost,
    /// The log can't take writes at present; what was sent is not recorded.
    Unavailable,
}

impl Code {
    /// A refusal with its two messages.
    #[must_use]
    pub fn refuse(self, message: impl Into<String>, message_en: impl Into<String>) -> Rejection {
        Rejection {
            code: self,
            message: message.into(),
            message_en: message_en.into(),
            field: vec![],
            citation: None,
        }
    }
}
