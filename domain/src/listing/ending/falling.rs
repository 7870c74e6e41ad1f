//! What the entry rests on falls (SDL; APL 48.2; scenario 9).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Context, Moment, Rejection,
    case::phrase::until,
    clock::{Deadline, Timer},
    listing::{Event, Listing, Register, guard::start, serious::Cause},
    publicity::withdrawing::Withdrawal,
    restriction,
    time::in_chinese,
};

/// What became of the decision that an entry rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FellBy {
    /// 撤销.
    Revoked,
    /// 确认违法.
    ConfirmedIllegal,
    /// 确认无效.
    ConfirmedVoid,
}

impl FellBy {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Revoked, Self::ConfirmedIllegal, Self::ConfirmedVoid];

    /// What it takes away from the measures that rest on the entry.
    pub(in crate::listing) fn takes_back(self) -> restriction::Fall {
        match self {
            Self::Revoked => restriction::Fall::Revoked,
            Self::ConfirmedIllegal => restriction::Fall::ConfirmedIllegal,
            Self::ConfirmedVoid => restriction::Fall::ConfirmedVoid,
        }
    }

    /// As a case says why what is shown of its decision is to be withdrawn; nothing where the decision stays in force.
    #[must_use]
    pub fn of(ground: Withdrawal) -> Option<Self> {
        match ground {
            Withdrawal::DecisionRevoked => Some(Self::Revoked),
            Withdrawal::DecisionIllegal => Some(Self::ConfirmedIllegal),
            Withdrawal::DecisionVoid => Some(Self::ConfirmedVoid),
            Withdrawal::DecisionAltered | Withdrawal::PublishedInError => None,
        }
    }

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Revoked => "被撤销",
            Self::ConfirmedIllegal => "被确认违法",
            Self::ConfirmedVoid => "被确认无效",
        }
    }
}

/// The decision that it rests on fell: from that day on it is revoked, and its publicity is to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundationFell {
    /// By which event.
    pub cause: Cause,
    /// In which way.
    pub by: FellBy,
    /// Since which day.
    pub fell_on: Date,
    /// The time to end its publicity.
    pub deadlines: Vec<Deadline>,
}

/// Records that the decision on which it rests fell. The clock's alone; a second fall records nothing more.
#[derive(Debug, Clone)]
pub struct Fall {
    /// By which event.
    pub cause: Cause,
    /// In which way.
    pub by: FellBy,
    /// When the decision fell.
    pub fell_at: Moment,
}

impl Fall {
    pub(in crate::listing) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let opened = listing.opened()?;
        if listing.is_revoked() || listing.entered_on.is_none() {
            return Ok(vec![]);
        }
        // What was left, has expired or was removed is public no more; it counts for nothing all the same.
        let shown = listing.counts_on(self.fell_at.day());
        let serious = opened.register == Register::SeriousViolation;
        let owed = Some(Timer::ListWithdraw).filter(|_| shown && serious).into_iter();
        let deadlines = owed.flat_map(|it| start(context, it, &opened.agency, self.fell_at));
        Ok(vec![Event::FoundationFell(FoundationFell {
            cause: self.cause.clone(),
            by: self.by,
            fell_on: self.fell_at.day(),
            deadlines: deadlines.collect(),
        })])
    }
}

impl FoundationFell {
    pub(in crate::listing) fn sentence(&self) -> String {
        format!(
            "所依据的决定于{}{}，列入决定随之撤销{}",
            in_chinese(self.fell_on),
            self.by.label(),
            until(&self.deadlines, Timer::ListWithdraw, "停止公示的期限")
        )
    }
}
