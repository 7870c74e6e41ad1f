//! Document numbers, each claimed for the act that is to bear it: allotted, held, borne, confirmed. One
//! whose act never came is voided with a reason, and never used again (domain.md §8.4).
//!
//! Every step may be taken again, and the process may die between any two: whatever is left over is
//! settled by [`App::settle_number`].

use domain::{
    Actor, Context, Decider, Facts,
    case::{self, Case, timekeeping::AbandonClaim},
    claim::{
        self, Claim, Holder, Kind,
        number::{self, Series, SeriesName},
    },
    document::{DocumentNumber, NumberKind},
    id::{CommandId, EventId},
};
use serde::{Serialize, de::DeserializeOwned};
use store::{Receipt, Request, TransactError};
use uuid::Uuid;

use super::{App, Failure};

/// Why a number is voided whose act was refused after all.
const NOT_TAKEN: &str = "占用文号后情况发生变化，该行为未能作出";

/// How often an act is given another number because its first one was voided meanwhile.
const TRIES: usize = 3;

/// A number that was allotted to an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allotment {
    /// The number.
    pub number: DocumentNumber,
    /// The act.
    pub holder: Holder,
    /// The event that allotted it.
    pub cause: Uuid,
}

impl App {
    /// Decides an act that signs with a number. Only one that would be admitted is allotted one.
    pub(super) async fn sign<D>(
        &self,
        (stream, kind): (&str, NumberKind),
        request: &Request,
        command: &D::Command,
        context: &Context<'_>,
    ) -> Result<Receipt, Failure>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let Some(series) = series(context, kind) else {
            return Ok(store::transact::<D>(&self.store, stream, request, command, context).await?);
        };
        let command_id = CommandId::new(request.command_id);
        let holder = Holder { stream: stream.to_owned(), command: command_id };
        let mut tries = 1;
        loop {
            let number = Some(series.provisional());
            let facts = Facts { number, ..context.facts.clone() };
            let dry = Context { facts: &facts, ..*context };
            let known = store::rehearse::<D>(&self.store, stream, request, command, &dry).await?;
            if let Some(receipt) = known {
                return Ok(receipt);
            }
            let allotment = self.allot(&series, &holder).await?;
            let signed = self.bear::<D>(&allotment, request, command, context).await;
            if let Err(error) = self.settle_number(&allotment, NOT_TAKEN).await {
                tracing::warn!(%error, "a number is left to be settled later: {error}");
            }
            match signed {
                Err(failure) if failure.lost_its_claim() && tries < TRIES => tries += 1,
                signed => return signed,
            }
        }
    }

    /// The act itself, once it holds its number.
    async fn bear<D>(
        &self,
        allotment: &Allotment,
        request: &Request,
        command: &D::Command,
        context: &Context<'_>,
    ) -> Result<Receipt, Failure>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        self.hold(allotment).await?;
        let facts = Facts { number: Some(allotment.number.clone()), ..context.facts.clone() };
        let context = Context { facts: &facts, ..*context };
        let stream = &allotment.holder.stream;
        Ok(store::transact::<D>(&self.store, stream, request, command, &context).await?)
    }

    /// The number of an act: the one that it was allotted, or the next one of the series where it has
    /// none, or only a voided one.
    ///
    /// # Errors
    ///
    /// Where the log fails.
    pub async fn allot(&self, series: &SeriesName, holder: &Holder) -> Result<Allotment, Failure> {
        let stream = series.stream();
        loop {
            let history = self.store.read(&stream).await?;
            let all: Series = store::fold(&history)?;
            let last = all.sequence_of(holder);
            if let Some(sequence) = last {
                let number = series.nth(sequence);
                if !matches!(self.claim_on(&number).await?, Claim::Voided) {
                    let cause = history[sequence as usize - 1].id;
                    return Ok(Allotment { number, holder: holder.clone(), cause });
                }
            }
            let allot = number::Command::Allot { holder: holder.clone(), instead_of: last };
            let step = format!("{stream}/{}", last.unwrap_or(0));
            let request = of(holder, Uuid::new_v5(&holder.command.uuid(), step.as_bytes()));
            match self.issue::<Series>(Actor::Clock, &stream, &request, &allot).await {
                // Somebody else was allotted one first: the next one is ours.
                Ok(_) | Err(TransactError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl App {
    /// Holds the number for its act.
    ///
    /// # Errors
    ///
    /// Where it has been voided meanwhile, or the log fails.
    pub async fn hold(&self, allotment: &Allotment) -> Result<(), Failure> {
        let holder = allotment.holder.clone();
        let command = claim::Command::Claim { holder, kind: Kind::Number };
        self.on_claim(allotment, "hold", &command).await
    }

    /// Confirms that the act has taken place and bears the number.
    ///
    /// # Errors
    ///
    /// Where it has been voided meanwhile, or the log fails.
    pub async fn confirm(&self, allotment: &Allotment) -> Result<(), Failure> {
        let holder = allotment.holder.clone();
        let act = store::event_id(holder.command.uuid(), &holder.stream, 0);
        let command = claim::Command::Confirm { holder, event: EventId::new(act) };
        self.on_claim(allotment, "confirm", &command).await
    }

    /// Sees to it that the number is confirmed where its act has taken place, and voided where it has
    /// not. An act in flight conflicts with the abandonment, decides anew and finds the number gone.
    ///
    /// # Errors
    ///
    /// Where the log fails.
    pub async fn settle_number(&self, allotment: &Allotment, reason: &str) -> Result<(), Failure> {
        let mut tries = 1;
        loop {
            match self.claim_on(&allotment.number).await? {
                Claim::Confirmed { .. } | Claim::Voided => return Ok(()),
                Claim::Free | Claim::Held { .. } => {}
            }
            match self.confirm_or_void(allotment, reason).await {
                // It moved meanwhile: look again.
                Err(Failure::Refused { .. }) if tries < TRIES => tries += 1,
                settled => return settled,
            }
        }
    }

    async fn confirm_or_void(&self, allotment: &Allotment, reason: &str) -> Result<(), Failure> {
        let holder = &allotment.holder;
        let history = self.store.read(&holder.stream).await?;
        let act = history.iter().find(|it| it.metadata.command_id == holder.command.uuid());
        if act.is_some() {
            return self.confirm(allotment).await;
        }
        self.abandon(allotment, reason, history.last().map(|it| it.revision)).await?;
        // One that was allotted and never held is voided all the same.
        self.hold(allotment).await?;
        let (holder, reason) = (holder.clone(), reason.into());
        let command = claim::Command::Abandon { holder, reason };
        self.on_claim(allotment, "void", &command).await
    }

    /// Says in the act's own stream that it won't bear this number, at the revision at which it was
    /// seen not to have taken place.
    async fn abandon(
        &self,
        allotment: &Allotment,
        reason: &str,
        expected_revision: Option<u64>,
    ) -> Result<(), Failure> {
        let (number, reason) = (allotment.number.clone(), reason.into());
        let command = case::Command::AbandonClaim(AbandonClaim { number, reason });
        let stream = &allotment.holder.stream;
        let request = Request { expected_revision, ..allotment.request("abandon", stream) };
        self.issue::<Case>(Actor::Clock, stream, &request, &command).await?;
        Ok(())
    }

    async fn on_claim(
        &self,
        allotment: &Allotment,
        step: &str,
        command: &claim::Command,
    ) -> Result<(), Failure> {
        let stream = claim::stream_of(&allotment.number);
        let request = allotment.request(step, &stream);
        self.issue::<Claim>(Actor::Clock, &stream, &request, command).await?;
        Ok(())
    }

    async fn claim_on(&self, number: &DocumentNumber) -> Result<Claim, Failure> {
        Ok(store::fold(&self.store.read(&claim::stream_of(number)).await?)?)
    }
}

impl Allotment {
    /// A step in the life of the number, in a stream; there is one of each.
    fn request(&self, step: &str, stream: &str) -> Request {
        let command_id = Uuid::new_v5(&self.cause, format!("{step} {stream}").as_bytes());
        Request { causation_id: Some(self.cause), ..of(&self.holder, command_id) }
    }
}

fn of(holder: &Holder, command_id: Uuid) -> Request {
    Request {
        command_id,
        command_hash: String::new(),
        expected_revision: None,
        causation_id: None,
        correlation_id: Some(holder.command.uuid()),
    }
}

/// The series of the agency in whose name the act is signed, for the year of the act.
fn series(context: &Context<'_>, kind: NumberKind) -> Option<SeriesName> {
    let day = context.occurred.day();
    let agencies = context.law.agencies();
    let agency = agencies.in_whose_name(&context.actor.officer()?.agency, day)?;
    let organ = agencies.on(agency, day)?.organ_characters.clone()?;
    Some(SeriesName { organ, kind, year: day.year() })
}
