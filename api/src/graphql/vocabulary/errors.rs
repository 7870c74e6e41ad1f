//! Words for refusals.

use async_graphql::Enum;

/// What kind of rule was broken, or what stopped a command.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::rejection::Code", name = "ErrorCode")]
pub enum ErrorCode {
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
    /// No instrument in force allows it: no basis was named, or what was named is none.
    NoBasis,
    /// The same person may not do both.
    ConflictOfDuties,
    /// Fewer people than the law wants.
    TooFewOfficers,
    /// A first-time reviewer without the national legal qualification.
    NotQualified,
    /// The person has been recused from the case.
    Recused,
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
    /// A remedy over the decision is pending, and stands in the way (ARL 29, 46; ALL 35).
    RemedyPending,
    /// No part of the case has this id.
    UnknownPart,
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
    /// A remedy would make it heavier than it was (ARL 63.2; ALL 77.2).
    WorseForApplicant,
    /// The same, or basically the same, as what was revoked (ARL 64.2; ALL 71).
    SameAsRevoked,
    /// Not among the exits that the procedure knows.
    NotProvidedFor,
    /// The figure is not in the rulebook: state it, with its source.
    FigureMissing,
    /// The amount doesn't fit what is owed.
    WrongAmount,
    /// The limitation period of the violation is over.
    LimitationExpired,
    /// The record has moved on since the client read it.
    Conflict,
    /// The command id was used for another command.
    CommandIdReused,
    /// The claim (a number) that the act rested on was given up; send the command again.
    ClaimLost,
    /// The log can't take writes at present. To send it again with the same id is safe: it takes effect once.
    Unavailable,
    /// Writes are off, because the log was found damaged or its disk failed; the message says whether that is
    /// certainly not recorded. To try again won't help before whoever runs the server has seen to it.
    WritesOff,
}
