//! An act in law is fined once, by whichever agency and in whichever case (APL 29): a decision on a fine
//! claims the act that its case is about, where officers gave that a name.

use domain::{
    Actor, FinedAct,
    case::Case,
    claim::{self, ActInLaw, Claim, Holder, Kind, Taking, Thing},
};
use store::TransactError;
use uuid::Uuid;

use super::{
    App, Failure,
    claims::{Kept, request_of},
};

impl App {
    /// The act in law that the case of this stream is about, where officers gave it a name.
    pub(super) async fn act_in_law(&self, stream: &str) -> Result<Option<ActInLaw>, Failure> {
        Ok(store::fold::<Case>(&self.store.read(stream).await?)?.act_in_law())
    }

    /// How the act stands for whoever would fine it now.
    pub(super) async fn standing(
        &self,
        act: ActInLaw,
        holder: &Holder,
    ) -> Result<FinedAct, Failure> {
        let history = self.store.read(&act.stream()).await?;
        match store::fold::<Claim>(&history)? {
            Claim::Held { holder: other, .. } | Claim::Confirmed { holder: other, .. }
                if other != *holder =>
            {
                let own = other.stream == holder.stream;
                let other: Case = store::fold(&self.store.read(&other.stream).await?)?;
                // A case whose own fine fell, and which decides anew, may fine the act again.
                if own && !other.fines_on(self.clock.now().day()) {
                    return Ok(FinedAct::Taken(Taking { act, revision: history.len() as u64 }));
                }
                let number = other.record.filed.map(|(_, filed)| filed.number.to_string());
                Ok(FinedAct::By(number.unwrap_or_default()))
            }
            Claim::Free | Claim::Held { .. } | Claim::Confirmed { .. } | Claim::Voided => {
                let revision = history.len() as u64;
                Ok(FinedAct::Taken(Taking { act, revision }))
            }
        }
    }

    /// Takes the act for a decision on a fine, or finds it taken for that decision.
    ///
    /// # Errors
    ///
    /// Where another decision has it, or the log fails.
    pub async fn take(&self, act: ActInLaw, holder: &Holder) -> Result<Kept, Failure> {
        let stream = act.stream();
        loop {
            let history = self.store.read(&stream).await?;
            let claim: Claim = store::fold(&history)?;
            if let (Claim::Held { .. }, Some(taken)) = (&claim, history.last())
                && claim.is_of(holder)
            {
                let thing = Thing::FinedAct(Taking { act, revision: taken.revision });
                return Ok(Kept { thing, holder: holder.clone(), cause: taken.id });
            }
            let step = format!("{stream}/{}", history.len());
            let request = request_of(holder, Uuid::new_v5(&holder.command.uuid(), step.as_bytes()));
            let (kind, by) = (Kind::Exclusive, holder.clone());
            let command = claim::Command::Claim { holder: by, kind };
            match self.issue::<Claim>(Actor::Clock, &stream, &request, &command).await {
                Ok(_) if claim.is_of(holder) => return Err(vec![claim::lost()].into()),
                // Whoever was quicker has it: that is seen, and said, when the decision is made anew.
                Err(TransactError::Rejected(_)) => return Err(vec![claim::lost()].into()),
                Ok(_) | Err(TransactError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}
