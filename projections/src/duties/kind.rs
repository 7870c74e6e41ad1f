//! What can fall due, when it began to, and what does it.

use domain::{
    Moment,
    claim::{self, Holder},
    listing, publicity, restriction,
};
use serde::{Deserialize, Serialize};

use crate::tables::Event;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// The act for which something was claimed has taken place: the claim is to be confirmed.
    ConfirmClaim(Holder),
    /// The act has not taken place: the claim is to be given up once it is stale.
    GiveUpClaim(Holder),
    /// A penalty was decided: its publicity on a channel is to be opened (PUB 9; APL 48).
    OpenPublicity,
    /// A decision counts no more as it was made: what is shown of it on a channel is to be withdrawn (APL 48.2; PUB 11).
    WithdrawPublicity,
    /// What was mistyped in a decision was put right: what is shown of it on a channel is to be corrected (PUB 12).
    OutdatePublicity,
    /// A source calls for a measure of the catalogue: the agency that it addresses is to be told (LIST24; SC49).
    NotifyAgency,
    /// What a restriction rests on has fallen: its pair is to say so.
    TakeBack,
    /// Credit is restored while a plan is carried out: what a restriction rests on rests, and its pair is to say so (SC22).
    SuspendSource,
    /// The plan failed, or was obtained by fraud: what a restriction rests on counts again, and its pair is to say so.
    ResumeSource,
    /// A penalty decision says that its party is entered in the list of serious violations: the entry is to be opened
    /// (SDL 13).
    EnterSeriousList,
    /// The decision that an entry rests on has fallen: the entry is to say so (SDL).
    RevokeListing,
    /// The decision that an entry rests on was altered: whether the entry is to be examined again is to be said (SDL 2).
    ReExamineListing,
    /// The number of the party was put right in the decision that an entry rests on: the entry is that one's.
    CorrectListedParty,
    /// Credit was restored: what is shown on a channel is to be shown no longer (PUB 14).
    StopPublicity,
    /// A restoration counts no more: what it stopped on a channel is to be shown again.
    ReinstatePublicity,
    /// Credit was restored, or is while a plan is carried out: the entry is to be removed, or to rest (SDL; SC22).
    LiftListing,
    /// A restoration counts no more: the entry that it ended, or let rest, is to count again.
    ReinstateListing,
}

/// Kinds of duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DutyKind {
    /// See [`Duty::ConfirmClaim`].
    ConfirmClaim,
    /// See [`Duty::GiveUpClaim`].
    GiveUpClaim,
    /// See [`Duty::OpenPublicity`].
    OpenPublicity,
    /// See [`Duty::WithdrawPublicity`].
    WithdrawPublicity,
    /// See [`Duty::OutdatePublicity`].
    OutdatePublicity,
    /// See [`Duty::NotifyAgency`].
    NotifyAgency,
    /// See [`Duty::TakeBack`].
    TakeBack,
    /// See [`Duty::SuspendSource`].
    SuspendSource,
    /// See [`Duty::ResumeSource`].
    ResumeSource,
    /// See [`Duty::EnterSeriousList`].
    EnterSeriousList,
    /// See [`Duty::RevokeListing`].
    RevokeListing,
    /// See [`Duty::ReExamineListing`].
    ReExamineListing,
    /// See [`Duty::CorrectListedParty`].
    CorrectListedParty,
    /// See [`Duty::StopPublicity`].
    StopPublicity,
    /// See [`Duty::ReinstatePublicity`].
    ReinstatePublicity,
    /// See [`Duty::LiftListing`].
    LiftListing,
    /// See [`Duty::ReinstateListing`].
    ReinstateListing,
}

impl Duty {
    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> DutyKind {
        match self {
            Self::ConfirmClaim(_) => DutyKind::ConfirmClaim,
            Self::GiveUpClaim(_) => DutyKind::GiveUpClaim,
            Self::OpenPublicity => DutyKind::OpenPublicity,
            Self::WithdrawPublicity => DutyKind::WithdrawPublicity,
            Self::OutdatePublicity => DutyKind::OutdatePublicity,
            Self::NotifyAgency => DutyKind::NotifyAgency,
            Self::TakeBack => DutyKind::TakeBack,
            Self::SuspendSource => DutyKind::SuspendSource,
            Self::ResumeSource => DutyKind::ResumeSource,
            Self::EnterSeriousList => DutyKind::EnterSeriousList,
            Self::RevokeListing => DutyKind::RevokeListing,
            Self::ReExamineListing => DutyKind::ReExamineListing,
            Self::CorrectListedParty => DutyKind::CorrectListedParty,
            Self::StopPublicity => DutyKind::StopPublicity,
            Self::ReinstatePublicity => DutyKind::ReinstatePublicity,
            Self::LiftListing => DutyKind::LiftListing,
            Self::ReinstateListing => DutyKind::ReinstateListing,
        }
    }
}

impl DutyKind {
    /// Every kind.
    pub(super) const ALL: [Self; 17] = [
        Self::ConfirmClaim,
        Self::GiveUpClaim,
        Self::OpenPublicity,
        Self::WithdrawPublicity,
        Self::OutdatePublicity,
        Self::NotifyAgency,
        Self::TakeBack,
        Self::SuspendSource,
        Self::ResumeSource,
        Self::EnterSeriousList,
        Self::RevokeListing,
        Self::ReExamineListing,
        Self::CorrectListedParty,
        Self::StopPublicity,
        Self::ReinstatePublicity,
        Self::LiftListing,
        Self::ReinstateListing,
    ];

    /// From when on events cause it; what was recorded earlier does not, so that a kind which is new
    /// never replays history. Claims have been watched over from the first log on; and a decision that is public
    /// nowhere is to be made public however long ago it was decided. Sources call for measures, and
    /// decisions carry entries, since their events say so; and no restoration is older than what follows from it.
    pub(super) fn since(self) -> Moment {
        match self {
            Self::ConfirmClaim
            | Self::GiveUpClaim
            | Self::OpenPublicity
            | Self::WithdrawPublicity
            | Self::OutdatePublicity
            | Self::NotifyAgency
            | Self::TakeBack
            | Self::SuspendSource
            | Self::ResumeSource
            | Self::EnterSeriousList
            | Self::RevokeListing
            | Self::ReExamineListing
            | Self::CorrectListedParty
            | Self::StopPublicity
            | Self::ReinstatePublicity
            | Self::LiftListing
            | Self::ReinstateListing => Moment::midnight(jiff::civil::Date::ZERO),
        }
    }

    /// Whether an event in the target is what it asks for, where it names the cause.
    pub(super) fn is_done_by(self, event: &Event) -> bool {
        use publicity::Event::{Due, Expired, NotPublishable, Withdrawn};
        use restriction::Event::{Kept, Notified, SourceFell, SourceResumed, SourceSuspended};
        match self {
            Self::ConfirmClaim | Self::GiveUpClaim => matches!(
                event,
                Event::Claim(
                    claim::Event::Confirmed(_)
                        | claim::Event::Released(_)
                        | claim::Event::Voided(_)
                )
            ),
            Self::OpenPublicity => {
                matches!(event, Event::Publicity(Due(_) | NotPublishable(_)))
            }
            // What was not made public as it had been made, or no longer, is due as it was altered, or isn't either.
            Self::WithdrawPublicity => {
                let done =
                    |it: &_| matches!(it, Withdrawn(_) | Due(_) | NotPublishable(_) | Expired(_));
                matches!(event, Event::Publicity(it) if done(it))
            }
            Self::OutdatePublicity => {
                matches!(event, Event::Publicity(publicity::Event::Outdated(_)))
            }
            Self::NotifyAgency => matches!(event, Event::Restriction(Notified(_))),
            Self::TakeBack => matches!(event, Event::Restriction(SourceFell(_) | Kept(_))),
            Self::SuspendSource => {
                matches!(event, Event::Restriction(SourceSuspended(_) | Kept(_)))
            }
            Self::ResumeSource => matches!(event, Event::Restriction(SourceResumed(_))),
            Self::EnterSeriousList => {
                matches!(event, Event::Listing(listing::Event::SeriousEntered(_)))
            }
            Self::RevokeListing => {
                matches!(event, Event::Listing(listing::Event::FoundationFell(_)))
            }
            Self::ReExamineListing => matches!(
                event,
                Event::Listing(
                    listing::Event::ReExaminationOpened(_) | listing::Event::AlterationNoted(_)
                )
            ),
            Self::CorrectListedParty => {
                matches!(event, Event::Listing(listing::Event::PartyCorrected(_)))
            }
            Self::StopPublicity => {
                matches!(event, Event::Publicity(publicity::Event::Stopped(_)))
            }
            Self::ReinstatePublicity => {
                matches!(event, Event::Publicity(publicity::Event::Reinstated(_)))
            }
            Self::LiftListing => {
                use listing::Event::{RemovedEarly, Suspended};
                matches!(event, Event::Listing(RemovedEarly(_) | Suspended(_)))
            }
            Self::ReinstateListing => {
                matches!(event, Event::Listing(listing::Event::Reinstated(_)))
            }
        }
    }
}
