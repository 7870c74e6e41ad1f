//! Document numbers, each claimed for the act that is to bear it: allotted, held, borne, confirmed. One
//! whose act never came is voided with a reason, and never used again (domain.md §8.4). A decision on a
//! fine claims the act in law besides.

use domain::{
    Actor, Context, Decider, Facts, FinedAct,
    claim::{
        self, ActInLaw, Claim, Holder, Thing,
        number::{self, Series, SeriesName},
    },
    document::NumberKind,
    id::CommandId,
};
use serde::{Serialize, de::DeserializeOwned};
use store::{Considered, Receipt, Request, TransactError};
use uuid::Uuid;

use super::{
    App, Failure,
    claims::{Kept, TRIES, request_of},
};

/// Why a claim is given up whose act was refused after all.
const NOT_TAKEN: &str = "占用后情况发生变化，该行为未能作出";

/// What an act must have alone before it can take place.
struct Claims {
    series: SeriesName,
    act: Option<ActInLaw>,
}

impl Claims {
    /// What was decided, under a number that stands for the next one, bears that.
    fn are_borne_by<D: Decider>(&self, events: &[D::Event]) -> bool {
        let next = self.series.provisional();
        events.iter().any(|it| D::signed_as(it) == Some(&next))
    }
}

impl App {
    /// Decides an act that signs with a number. Only one that would be admitted is allotted one; one
    /// that `fines` takes the act in law first. What was announced under a number is allotted no other.
    pub(super) async fn sign<D>(
        &self,
        (stream, kind, fines): (&str, NumberKind, bool),
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
        let act = if fines { self.act_in_law(stream).await? } else { None };
        let claims = Claims { series, act };
        let command_id = CommandId::new(request.command_id);
        let holder = Holder { stream: stream.to_owned(), command: command_id };
        let mut tries = 1;
        loop {
            let facts = self.provisional(&claims, &holder, context.facts).await?;
            let dry = Context { facts: &facts, ..*context };
            let rehearsed = store::rehearse::<D>(&self.store, stream, request, command, &dry).await;
            let borne = match rehearsed? {
                Considered::Settled(receipt) => return Ok(receipt),
                Considered::Decided(events) => claims.are_borne_by::<D>(&events),
            };
            let acted = if borne {
                self.claim_and_act::<D>((&claims, &holder), request, command, context).await
            } else {
                // What it signs has its number already, so that none is claimed.
                let acted = store::transact::<D>(&self.store, stream, request, command, context);
                acted.await.map_err(Failure::from)
            };
            match acted {
                Err(failure) if failure.lost_its_claim() && tries < TRIES => tries += 1,
                signed => return signed,
            }
        }
    }

    /// The facts as they would be if the act had what it must have alone.
    async fn provisional(
        &self,
        claims: &Claims,
        holder: &Holder,
        facts: &Facts,
    ) -> Result<Facts, Failure> {
        let fined_act = match claims.act {
            Some(act) => Some(self.standing(act, holder).await?),
            None => None,
        };
        Ok(Facts { number: Some(claims.series.provisional()), fined_act, ..facts.clone() })
    }

    /// Claims what the act must have alone, decides it, and settles the claims.
    async fn claim_and_act<D>(
        &self,
        (claims, holder): (&Claims, &Holder),
        request: &Request,
        command: &D::Command,
        context: &Context<'_>,
    ) -> Result<Receipt, Failure>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let mut kept = vec![];
        if let Some(act) = claims.act {
            kept.push(self.take(act, holder).await?);
        }
        kept.push(self.allot(&claims.series, holder).await?);
        let acted = self.bear::<D>(&kept, request, command, context).await;
        for it in &kept {
            if let Err(error) = self.settle(it, NOT_TAKEN).await {
                tracing::warn!(%error, "a claim is left to be settled later: {error}");
            }
        }
        acted
    }

    /// The act itself, once all is held that it must have alone.
    async fn bear<D>(
        &self,
        kept: &[Kept],
        request: &Request,
        command: &D::Command,
        context: &Context<'_>,
    ) -> Result<Receipt, Failure>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let mut facts = context.facts.clone();
        let mut stream = "";
        for it in kept {
            match &it.thing {
                Thing::Number(number) => {
                    self.hold(it).await?;
                    facts.number = Some(number.clone());
                }
                Thing::FinedAct(taking) => facts.fined_act = Some(FinedAct::Taken(*taking)),
            }
            stream = &it.holder.stream;
        }
        let context = Context { facts: &facts, ..*context };
        Ok(store::transact::<D>(&self.store, stream, request, command, &context).await?)
    }

    /// The number of an act: the one that it was allotted, or the next one of the series where it has
    /// none, or only a voided one.
    ///
    /// # Errors
    ///
    /// Where the log fails.
    pub async fn allot(&self, series: &SeriesName, holder: &Holder) -> Result<Kept, Failure> {
        let stream = series.stream();
        loop {
            let history = self.store.read(&stream).await?;
            let all: Series = store::fold(&history)?;
            let last = all.sequence_of(holder);
            if let Some(sequence) = last {
                let number = series.nth(sequence);
                let claim = self.store.read(&claim::stream_of(&number)).await?;
                if !matches!(store::fold(&claim)?, Claim::Voided) {
                    let cause = history[sequence as usize - 1].id;
                    let thing = Thing::Number(number);
                    return Ok(Kept { thing, holder: holder.clone(), cause });
                }
            }
            let allot = number::Command::Allot { holder: holder.clone(), instead_of: last };
            let step = format!("{stream}/{}", last.unwrap_or(0));
            let request = request_of(holder, Uuid::new_v5(&holder.command.uuid(), step.as_bytes()));
            match self.issue::<Series>(Actor::Clock, &stream, &request, &allot).await {
                // Somebody else was allotted one first: the next one is ours.
                Ok(_) | Err(TransactError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
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
