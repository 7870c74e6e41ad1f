//! What follows by law from an event in another stream: open duties become commands. Nothing is
//! remembered that counts; whoever looks finds what is open, and what is done twice is recognised.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    time::Duration,
};

use domain::{
    Moment, Rejection,
    claim::{Holder, Thing},
};
use projections::{
    duties::{Duty, DutyRow},
    records::Record,
    worklist::{Refused, Task},
};
use store::Position;

use crate::{
    App,
    app::{Bearing, Failure, Kept, case_in},
    clock::machine_seconds,
};

/// How many duties are looked at together.
const BATCH: usize = 1_000;

/// How many are done at most in one round: as many as fall due at once where a source of many measures falls.
const ROUND: usize = 1_000;

/// Why a claim is given up that nobody used.
const UNUSED: &str = "占用后逾时未作出相应行为";

/// Does the open duties, each target's in the order in which they arose.
#[derive(Debug)]
pub(crate) struct Reactions {
    app: App,
    /// Since when, by the machine's clock, a duty is known to be open.
    seen: HashMap<i64, u64>,
    /// The duties that were tried.
    tried: BTreeMap<i64, Tried>,
}

/// A duty that was tried.
#[derive(Debug)]
struct Tried {
    /// Where stood what bears on it: it is tried again once that has moved.
    moved: Position,
    /// What a worklist is told of it, where it was refused.
    refused: Option<Refused>,
    /// Why, where a record of it can't be read or written.
    failed: Option<String>,
}

/// What the event that was read last has to do with restrictions: duties of one cause follow on each other.
#[derive(Debug, Default)]
struct Borne(Option<((String, u64), Option<Bearing>)>);

impl Borne {
    async fn of(&mut self, app: &App, duty: &DutyRow) -> Result<Option<&Bearing>, Failure> {
        let at = (duty.source.clone(), duty.revision);
        if self.0.as_ref().is_none_or(|(last, _)| *last != at) {
            let bearing = app.bearing((&at.0, at.1)).await?;
            self.0 = Some((at, bearing));
        }
        Ok(self.0.as_ref().and_then(|(_, it)| it.as_ref()))
    }
}

/// What came of a duty.
enum Settled {
    /// It is done.
    Done,
    /// It stays open; what a worklist is told of it.
    Refused(Option<Refused>),
    /// It stays open: a record of it can't be read or written.
    Failed(String),
}

impl Reactions {
    pub(crate) fn new(app: App) -> Self {
        Self { app, seen: HashMap::new(), tried: BTreeMap::new() }
    }

    /// One round; how many duties it has done. A claim whose act may still be under way is left alone
    /// until it has been seen open for `stale_after`. What is to be done in a target after something that
    /// is not done waits for it.
    pub(crate) async fn round(&mut self, stale_after: Duration) -> Result<usize, Failure> {
        let open = self.open()?;
        let (mut waiting, mut done, mut given) = (HashSet::new(), 0, 0);
        let mut borne = Borne::default();
        for duty in &open {
            if waiting.contains(&duty.target) {
                continue;
            }
            if given == ROUND || !self.is_due(duty, stale_after) {
                waiting.insert(&duty.target);
                continue;
            }
            given += 1;
            let (refused, failed) = match self.settle(duty, &mut borne).await? {
                Settled::Done => {
                    done += 1;
                    (None, None)
                }
                Settled::Refused(refused) => (refused, None),
                Settled::Failed(failed) => (None, Some(failed)),
            };
            if refused.is_some() || failed.is_some() {
                waiting.insert(&duty.target);
            }
            self.tried.insert(duty.no, Tried { moved: duty.moved, refused, failed });
        }
        Ok(done)
    }

    async fn settle(&self, duty: &DutyRow, borne: &mut Borne) -> Result<Settled, Failure> {
        let target = &duty.target;
        let done = match &duty.duty {
            Duty::ConfirmClaim(holder) | Duty::GiveUpClaim(holder) => {
                let Some(kept) = kept(duty, holder) else {
                    tracing::error!("{} is no stream that gives anything to an act", duty.source);
                    return Ok(Settled::Refused(None));
                };
                self.app.settle(&kept, UNUSED).await
            }
            Duty::OpenPublicity => self.open_publicity(duty).await,
            Duty::WithdrawPublicity => self.withdraw_publicity(duty).await,
            Duty::OutdatePublicity => self.outdate_publicity(duty).await,
            Duty::NotifyAgency => self.notify_agency(duty, borne).await,
            Duty::TakeBack => self.take_back(duty, borne).await,
            Duty::SuspendSource | Duty::ResumeSource => self.rest(duty, borne).await,
            Duty::EnterSeriousList => self.enter_serious_list(duty).await,
            Duty::RevokeListing => self.revoke_listing(duty).await,
            Duty::ReExamineListing => self.re_examine_listing(duty).await,
            Duty::CorrectListedParty => self.correct_listed_party(duty).await,
            Duty::StopPublicity | Duty::ReinstatePublicity => {
                self.app.carry_over((&duty.source, duty.revision), target).await
            }
            Duty::LiftListing | Duty::ReinstateListing => {
                self.app.restore_listing((&duty.source, duty.revision), target).await
            }
        };
        match done {
            Ok(()) => Ok(Settled::Done),
            Err(Failure::Refused { rejections, .. }) => {
                tracing::warn!(?rejections, "{target} is left unsettled");
                let tried_at = self.app.clock.now();
                Ok(Settled::Refused(refusal(duty, tried_at, rejections)))
            }
            Err(Failure::Store(error)) if error.is_of_one_record() => {
                let failed = store::in_full(&error);
                tracing::error!(error = failed, "{target} is left out: {failed}");
                Ok(Settled::Failed(failed))
            }
            Err(failure) => Err(failure),
        }
    }

    async fn open_publicity(&self, duty: &DutyRow) -> Result<(), Failure> {
        let Some(case) = case_in(&duty.source) else { return Ok(()) };
        self.app.open_due_publicity((case, duty.revision), &duty.target).await
    }

    async fn withdraw_publicity(&self, duty: &DutyRow) -> Result<(), Failure> {
        let Some(case) = case_in(&duty.source) else { return Ok(()) };
        self.app.withdraw_publicity((case, duty.revision), &duty.target).await
    }

    async fn outdate_publicity(&self, duty: &DutyRow) -> Result<(), Failure> {
        let Some(case) = case_in(&duty.source) else { return Ok(()) };
        self.app.outdate_publicity((case, duty.revision), &duty.target).await
    }

    async fn enter_serious_list(&self, duty: &DutyRow) -> Result<(), Failure> {
        let Some(case) = case_in(&duty.source) else { return Ok(()) };
        self.app.enter_serious_list((case, duty.revision), &duty.target).await
    }

    async fn revoke_listing(&self, duty: &DutyRow) -> Result<(), Failure> {
        let Some(case) = case_in(&duty.source) else { return Ok(()) };
        self.app.revoke_listing((case, duty.revision), &duty.target).await
    }

    async fn re_examine_listing(&self, duty: &DutyRow) -> Result<(), Failure> {
        let Some(case) = case_in(&duty.source) else { return Ok(()) };
        self.app.re_examine_listing((case, duty.revision), &duty.target).await
    }

    async fn correct_listed_party(&self, duty: &DutyRow) -> Result<(), Failure> {
        let Some(case) = case_in(&duty.source) else { return Ok(()) };
        self.app.correct_listed_party((case, duty.revision), &duty.target).await
    }

    async fn notify_agency(&self, duty: &DutyRow, borne: &mut Borne) -> Result<(), Failure> {
        match borne.of(&self.app, duty).await? {
            Some(it) => self.app.notify_agency(it, &duty.target).await,
            None => Ok(()),
        }
    }

    async fn rest(&self, duty: &DutyRow, borne: &mut Borne) -> Result<(), Failure> {
        match borne.of(&self.app, duty).await? {
            Some(it) => self.app.rest(it, &duty.target).await,
            None => Ok(()),
        }
    }

    async fn take_back(&self, duty: &DutyRow, borne: &mut Borne) -> Result<(), Failure> {
        match borne.of(&self.app, duty).await? {
            Some(it) => self.app.take_back(it, &duty.target).await,
            None => Ok(()),
        }
    }

    /// What was refused and is still open, in the order in which it arose.
    pub(crate) fn refused(&self) -> impl Iterator<Item = &Refused> {
        self.tried.values().filter_map(|it| it.refused.as_ref())
    }

    /// Why what can't be read or written is still open, in the order in which it arose.
    pub(crate) fn failed(&self) -> impl Iterator<Item = &str> {
        self.tried.values().filter_map(|it| it.failed.as_deref())
    }

    /// All that is open, and what is known of it; what has been done is forgotten.
    fn open(&mut self) -> Result<Vec<DutyRow>, Failure> {
        let mut open: Vec<DutyRow> = vec![];
        loop {
            let after = open.last().map_or(0, |it| it.no);
            let batch = self.app.read_model.open_duties(after, BATCH)?;
            let last = batch.len() < BATCH;
            open.extend(batch);
            if last {
                break;
            }
        }
        let (now, seen) = (machine_seconds(), std::mem::take(&mut self.seen));
        let since = |no| *seen.get(&no).unwrap_or(&now);
        self.seen = open.iter().map(|it| (it.no, since(it.no))).collect();
        self.tried.retain(|no, _| self.seen.contains_key(no));
        Ok(open)
    }

    fn is_due(&self, duty: &DutyRow, stale_after: Duration) -> bool {
        let known_for = machine_seconds().saturating_sub(self.seen[&duty.no]);
        let ripe = match duty.duty {
            Duty::ConfirmClaim(_)
            | Duty::OpenPublicity
            | Duty::WithdrawPublicity
            | Duty::OutdatePublicity
            | Duty::NotifyAgency
            | Duty::TakeBack
            | Duty::SuspendSource
            | Duty::ResumeSource
            | Duty::EnterSeriousList
            | Duty::RevokeListing
            | Duty::ReExamineListing
            | Duty::CorrectListedParty
            | Duty::StopPublicity
            | Duty::ReinstatePublicity
            | Duty::LiftListing
            | Duty::ReinstateListing => true,
            Duty::GiveUpClaim(_) => known_for >= stale_after.as_secs(),
        };
        ripe && self.tried.get(&duty.no).is_none_or(|it| it.moved != duty.moved)
    }
}

/// What a worklist is told, where the act lies in a record.
fn refusal(duty: &DutyRow, tried_at: Moment, rejections: Vec<Rejection>) -> Option<Refused> {
    let thing = || Thing::given(&duty.source, duty.revision);
    let (task, stream) = match &duty.duty {
        Duty::ConfirmClaim(holder) => (Task::ConfirmClaim(thing()?), &holder.stream),
        Duty::GiveUpClaim(holder) => (Task::GiveUpClaim(thing()?), &holder.stream),
        Duty::OpenPublicity => (Task::OpenPublicity, &duty.source),
        Duty::WithdrawPublicity => (Task::WithdrawPublicity, &duty.source),
        Duty::OutdatePublicity => (Task::OutdatePublicity, &duty.source),
        Duty::NotifyAgency => (Task::NotifyAgency, &duty.source),
        Duty::TakeBack => (Task::TakeBack, &duty.source),
        Duty::EnterSeriousList => (Task::EnterSeriousList, &duty.source),
        Duty::RevokeListing => (Task::RevokeListing, &duty.source),
        Duty::ReExamineListing => (Task::ReExamineListing, &duty.source),
        Duty::CorrectListedParty => (Task::CorrectListedParty, &duty.source),
        // They follow from an application, and no rule stands in their way.
        Duty::SuspendSource
        | Duty::ResumeSource
        | Duty::StopPublicity
        | Duty::ReinstatePublicity
        | Duty::LiftListing
        | Duty::ReinstateListing => return None,
    };
    let record = Record::of_stream(stream)?;
    Some(Refused { record, task, since: duty.since.day(), tried_at, rejections })
}

fn kept(duty: &DutyRow, holder: &Holder) -> Option<Kept> {
    let thing = Thing::given(&duty.source, duty.revision)?;
    Some(Kept { thing, holder: holder.clone(), cause: duty.cause.uuid() })
}
