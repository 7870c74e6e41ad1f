//! Reading what is sealed: recorded first, then answered.

use domain::{
    Code, Narrative, Rejection,
    access::{self, Access, Content, Read, Target},
    case::{self, Case, handlers::Handler, parts::FilePart},
    citation::Citation,
    id::{CaseId, PersonId, RestrictionId},
    restriction::{self, Restriction},
};
use projections::Viewer;
use store::{Receipt, Recorded, StoreError};

use super::{App, Failure, Sent, case_in, not_found, stream_of};

/// What somebody wants to read, and why.
#[derive(Debug, Clone)]
pub struct Sought {
    /// What.
    pub of: SoughtOf,
    /// For what.
    pub purpose: String,
    /// Under which article.
    pub basis: Citation,
}

/// Where what somebody wants to read stands.
#[derive(Debug, Clone)]
pub enum SoughtOf {
    /// In a case that they see.
    Case(CaseId, Target),
    /// With a measure that their agency was told of: which natural person it bars.
    Restriction(RestrictionId),
}

impl App {
    /// Records that somebody reads sealed content of a case that they may see, and only then opens it.
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn read_sealed(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        sought: &Sought,
    ) -> Result<(Receipt, Vec<Content>), Failure> {
        let Some((id, target)) = self.place_of(viewer, &sought.of).await? else {
            return Err(vec![not_found()].into());
        };
        let history = self.store.read(&stream_of(id)).await?;
        if found_in(&target, &history, Recorded::decode)?.is_empty() {
            return Err(vec![nothing_there(&target)].into());
        }
        let case: Case = store::fold(&history)?;
        let read = Read {
            case: id,
            target: target.clone(),
            purpose: Narrative::noted(sought.purpose.clone()),
            basis: sought.basis.clone(),
            in_charge: people(case.record.in_charge_at(self.clock.now())),
            recused: case.recused().cloned().collect(),
        };
        let stream = access::stream_of(id);
        let receipt = self.execute::<Access>(viewer, sent, &stream, &read).await?;
        let content = found_in(&target, &history, |it| it.unseal_all(&self.store))?;
        Ok((receipt, content))
    }
}

impl App {
    /// In which case it stands, for whoever sees that, or is of the agency that was told of the measure.
    async fn place_of(
        &self,
        viewer: &Viewer,
        of: &SoughtOf,
    ) -> Result<Option<(CaseId, Target)>, Failure> {
        match of {
            SoughtOf::Case(case, target) => {
                let seen = self.sees(viewer, (*case, FilePart::Main)).await?;
                Ok(seen.then(|| (*case, target.clone())))
            }
            SoughtOf::Restriction(id) => self.barred_by(viewer, *id).await,
        }
    }

    /// Which natural person a measure bars, the party or somebody who answers for it, and in which case they were named, for
    /// whoever is of the agency that was told of it: it decides, and serves its decision (domain.md §9).
    async fn barred_by(
        &self,
        viewer: &Viewer,
        id: RestrictionId,
    ) -> Result<Option<(CaseId, Target)>, Failure> {
        let history = self.store.read(&restriction::stream_of(id)).await?;
        let restriction: Restriction = store::fold(&history)?;
        let viewer = self.borne_out(viewer)?;
        let told = restriction.pair().map(|it| &it.notified);
        let told = told.filter(|it| viewer.acts_for(&it.agency) && viewer.sees_decisions());
        let told = told.filter(|it| it.subject.id.is_natural_person());
        Ok(told.and_then(|it| {
            let person = it.subject.id.clone();
            Some((case_in(&it.source.stream)?, Target::Barred { person }))
        }))
    }
}

fn people(handlers: &[Handler]) -> Vec<PersonId> {
    handlers.iter().map(|it| it.person.clone()).collect()
}

impl App {
    /// Whether somebody may see who reported a case: nobody did, or they have recorded today what they
    /// read it for. Tomorrow they record it anew: rights may have changed.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn may_see_reporter(
        &self,
        viewer: &Viewer,
        case: CaseId,
    ) -> Result<bool, StoreError> {
        let history = self.store.read(&stream_of(case)).await?;
        if found_in(&Target::Reporter, &history, Recorded::decode)?.is_empty() {
            return Ok(true);
        }
        let today = self.clock.now().day();
        for recorded in self.store.read(&access::stream_of(case)).await? {
            let access::Event::SealedRead(read) = recorded.decode()?;
            let metadata = &recorded.metadata;
            let own = metadata.actor.person() == Some(&viewer.person);
            if own && metadata.occurred_at.day() == today && read.target == Target::Reporter {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// What a case's events say of it.
fn found_in(
    target: &Target,
    history: &[Recorded],
    read: impl Fn(&Recorded) -> Result<case::Event, StoreError>,
) -> Result<Vec<Content>, StoreError> {
    let events: Vec<_> = history.iter().map(read).collect::<Result<_, _>>()?;
    Ok(target.found_in(&events))
}

fn nothing_there(target: &Target) -> Rejection {
    let label = target.label();
    Code::UnknownPart
        .refuse(format!("本案没有所指的{label}"), "the case holds no such sealed content")
        .at("target")
}
