//! One ground, one entry: a subject is entered by an agency once on the same ground, while that entry stands (EIP 17). A
//! decision to enter takes the ground first; whether whoever had it stands still its own record tells, so that nothing has
//! to free it.

use domain::{
    Actor, Context, Decider, Facts,
    claim::{self, Claim, Holder, Kind, ListedGround},
    id::CommandId,
    listing::{self, Listing, abnormal::SameGround},
};
use jiff::civil::Date;
use serde::{Serialize, de::DeserializeOwned};
use store::{Considered, Receipt, Recorded, Request, TransactError};
use uuid::Uuid;

use super::{
    App, Failure,
    claims::{TRIES, request_of},
};

/// How a ground stands for whoever would enter its subject now.
enum Ground {
    /// It is nobody's, or theirs already.
    Free,
    /// Whose it was: their entry stands no more.
    Over(Holder),
    /// This entry rests on it, or is about to, or did until it was gone for good.
    Of(SameGround),
}

impl App {
    /// Decides to enter a subject on a ground that the record in `stream` verified.
    pub(super) async fn enter_alone<D>(
        &self,
        stream: &str,
        request: &Request,
        command: &D::Command,
        context: &Context<'_>,
    ) -> Result<Receipt, Failure>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let entry: Listing = store::fold(&self.store.read(stream).await?)?;
        let command_id = CommandId::new(request.command_id);
        let holder = Holder { stream: stream.to_owned(), command: command_id };
        let mut tries = 1;
        loop {
            let ground = self.ground(&entry, stream, context.occurred.day()).await?;
            let entered = match &ground {
                Ground::Of(earlier) => Some(earlier.clone()),
                Ground::Free | Ground::Over(_) => None,
            };
            let facts = Facts { entered, ..context.facts.clone() };
            let context = Context { facts: &facts, ..*context };
            let rehearsed =
                store::rehearse::<D>(&self.store, stream, request, command, &context).await?;
            if let Considered::Settled(receipt) = rehearsed {
                return Ok(receipt);
            }
            match self.take_ground(&entry, &holder, ground).await {
                Ok(()) => {
                    let acted =
                        store::transact::<D>(&self.store, stream, request, command, &context);
                    return Ok(acted.await?);
                }
                // Whoever was quicker has it: that is seen, and said, when the decision is made anew.
                Err(failure) if failure.lost_its_claim() && tries < TRIES => tries += 1,
                Err(failure) => return Err(failure),
            }
        }
    }

    async fn ground(&self, entry: &Listing, stream: &str, on: Date) -> Result<Ground, Failure> {
        let Some(ground) = entry.listed_ground() else { return Ok(Ground::Free) };
        match store::fold(&self.store.read(&ground.stream()).await?)? {
            Claim::Held { holder, .. } if holder.stream == stream => Ok(Ground::Free),
            Claim::Held { holder, .. } => {
                let history = self.store.read(&holder.stream).await?;
                let other: Listing = store::fold(&history)?;
                let cured = other.is_cured_for_good();
                if other.end(on).is_some() && !cured {
                    return Ok(Ground::Over(holder));
                }
                Ok(Ground::Of(earlier(&history, cured)?))
            }
            // It was never claimed: entries were made before grounds were.
            Claim::Free | Claim::Confirmed { .. } | Claim::Voided => {
                self.entered_before(entry, (ground, stream), on).await
            }
        }
    }

    /// An entry that was made before grounds were claimed.
    async fn entered_before(
        &self,
        entry: &Listing,
        (ground, stream): (ListedGround, &str),
        on: Date,
    ) -> Result<Ground, Failure> {
        let Some(opened) = &entry.opened else { return Ok(Ground::Free) };
        // One that was made a moment ago counts too.
        self.all_seen().await?;
        let all = self.read_model.entries_of(&opened.party.subject(), &opened.agency)?;
        for other in all.into_iter().map(listing::stream_of).filter(|it| it != stream) {
            let history = self.store.read(&other).await?;
            let other: Listing = store::fold(&history)?;
            let cured = other.is_cured_for_good();
            let stands = other.entered_on.is_some() && (cured || other.end(on).is_none());
            if stands && other.listed_ground() == Some(ground) {
                return Ok(Ground::Of(earlier(&history, cured)?));
            }
        }
        Ok(Ground::Free)
    }

    async fn take_ground(
        &self,
        entry: &Listing,
        holder: &Holder,
        ground: Ground,
    ) -> Result<(), Failure> {
        let Some(listed) = entry.listed_ground() else { return Ok(()) };
        let stream = listed.stream();
        let by = holder.clone();
        let command = match ground {
            Ground::Over(from) => claim::Command::TakeOver { holder: by, from },
            Ground::Free | Ground::Of(_) => {
                claim::Command::Claim { holder: by, kind: Kind::Standing }
            }
        };
        let step = Uuid::new_v5(&holder.command.uuid(), stream.as_bytes());
        let request = request_of(holder, step);
        match self.issue::<Claim>(Actor::Clock, &stream, &request, &command).await {
            Ok(_) => Ok(()),
            Err(TransactError::Rejected(_) | TransactError::Conflict { .. }) => {
                Err(vec![claim::lost()].into())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The entry by the number of the decision that made it, before that one was made by none.
fn earlier(history: &[Recorded], cured: bool) -> Result<SameGround, Failure> {
    for recorded in history {
        let event: listing::Event = recorded.decode()?;
        if let Some(number) = event.number() {
            return Ok(SameGround { number: number.to_string(), cured });
        }
    }
    Ok(SameGround { number: "正在作出".to_owned(), cured })
}
