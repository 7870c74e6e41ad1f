//! What an event does to the deadlines of its record, whatever kind of record that is.

use domain::{
    Moment,
    case::{self, performance::Settled},
    clock::{Deadline, Timer},
    id::{AgencyCode, PartId},
};

use crate::tables::{Arrived, Event};

/// What an event says of the deadlines of its record.
pub(super) struct Timing<'a> {
    /// Those that it started, paused, resumed, extended or fixed.
    pub(super) deadlines: Vec<&'a Deadline>,
    /// Those that it meets, in time or late.
    pub(super) settles: Vec<(Timer, Option<PartId>)>,
    /// Those that it ends without meeting them: of every part, where none is named.
    pub(super) replaces: Vec<(Timer, Option<PartId>)>,
    /// Those that were met or ended and wait again.
    pub(super) reopens: Vec<(Timer, Option<PartId>)>,
    /// What is to be paid, or a right, and is settled as of another act, as it tells.
    pub(super) settled: &'a [Settled],
    /// Whose those are that it started, where they aren't of whoever keeps the record.
    pub(super) whose: Option<&'a AgencyCode>,
    /// When they were met.
    pub(super) met_at: Moment,
    /// Nobody but the event tells when they were met: from which day on that is only stated, where it came too late.
    pub(super) states: bool,
    /// It records that they ran out, and gives way to an act that lay within the period.
    pub(super) lapsed: bool,
}

impl<'a> Timing<'a> {
    /// Of an event, where its kind of record has deadlines.
    pub(super) fn of(arrived: &'a Arrived) -> Option<Self> {
        let occurred = arrived.recorded.metadata.occurred_at;
        let whole = |timers: &[Timer]| timers.iter().map(|it| (*it, None)).collect();
        match &arrived.event {
            Event::Case(it) => {
                let lapsed =
                    matches!(it, case::Event::RightsLapsed(_) | case::Event::JudgmentTookEffect(_));
                Some(Self { lapsed, ..Self::told(it.fact(), occurred) })
            }
            Event::Publicity(it) => Some(Self::told(it.fact(), occurred)),
            Event::Listing(it) => Some(Self {
                deadlines: it.deadlines().iter().collect(),
                settles: whole(it.settles()),
                replaces: whole(it.ends()),
                reopens: vec![],
                settled: &[],
                whose: None,
                met_at: occurred,
                states: false,
                lapsed: false,
            }),
            Event::Restriction(it) => Some(Self {
                deadlines: it.deadline().into_iter().collect(),
                settles: whole(it.settles()),
                replaces: whole(it.overtakes()),
                reopens: vec![],
                settled: &[],
                whose: None,
                met_at: occurred,
                states: false,
                lapsed: false,
            }),
            Event::Restoration(it) => Some(Self {
                deadlines: it.deadlines().iter().collect(),
                settles: it.settles(),
                replaces: whole(it.ends()),
                reopens: vec![],
                settled: &[],
                whose: None,
                met_at: occurred,
                states: false,
                lapsed: false,
            }),
            Event::Inbound(it) => Some(Self {
                deadlines: it.deadlines().iter().collect(),
                settles: whole(it.settles()),
                replaces: whole(it.ends()),
                reopens: vec![],
                settled: &[],
                whose: it.tells(),
                met_at: occurred,
                states: false,
                lapsed: false,
            }),
            Event::Officer(_) | Event::Number(_) | Event::Claim(_) | Event::Access => None,
        }
    }

    fn told(fact: &'a dyn case::Fact, occurred: Moment) -> Self {
        let facets = fact.facets();
        let met_at = facets.met_at(occurred);
        let deadlines = facets.deadlines.iter().collect();
        let (settles, replaces, settled) = (facets.settles, facets.replaces, facets.settled);
        let reopens = facets.reopens;
        let (whose, states) = (None, facets.states);
        Self {
            states,
            deadlines,
            settles,
            replaces,
            reopens,
            settled,
            whose,
            met_at,
            lapsed: false,
        }
    }
}
