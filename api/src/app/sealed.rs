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
    /// Of which case.
    pub case: CaseId,
    /// What.
    pub target: Target,
    /// By which measure that their agency was told of they learn of it, where it is not by the case.
    pub told_by: Option<RestrictionId>,
    /// For what.
    pub purpose: String,
    /// Under which article.
    pub basis: Citation,
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
        if !self.may_ask(viewer, sought).await? {
            return Err(vec![not_found()].into());
        }
        let history = self.store.read(&stream_of(sought.case)).await?;
        if found_in(&sought.target, &history, Recorded::decode)?.is_empty() {
            return Err(vec![sought.nothing_there()].into());
        }
        let case: Case = store::fold(&history)?;
        let read = Read {
            case: sought.case,
            target: sought.target.clone(),
            purpose: Narrative::noted(sought.purpose.clone()),
            basis: sought.basis.clone(),
            in_charge: people(case.record.in_charge_at(self.clock.now())),
            recused: case.recused().cloned().collect(),
        };
        let stream = access::stream_of(sought.case);
        let receipt = self.execute::<Access>(viewer, sent, &stream, &read).await?;
        let content = found_in(&sought.target, &history, |it| it.unseal_all(&self.store))?;
        Ok((receipt, content))
    }
}

impl App {
    /// Whether they see the case, or are of the agency that was told of a measure which bars that person.
    async fn may_ask(&self, viewer: &Viewer, sought: &Sought) -> Result<bool, Failure> {
        let Some(restriction) = sought.told_by else {
            return self.sees(viewer, (sought.case, FilePart::Main)).await;
        };
        let barred = self.barred_by(viewer, restriction).await?;
        Ok(barred.is_some_and(|it| it == (sought.case, sought.target.clone())))
    }

    /// Whom a measure bars besides the party, and in which case they were named, for whoever is of the agency that was told of
    /// it: it decides, and serves its decision (domain.md §9).
    ///
    /// # Errors
    ///
    /// See [`Failure`].
    pub async fn barred_by(
        &self,
        viewer: &Viewer,
        id: RestrictionId,
    ) -> Result<Option<(CaseId, Target)>, Failure> {
        let history = self.store.read(&restriction::stream_of(id)).await?;
        let restriction: Restriction = store::fold(&history)?;
        let viewer = self.borne_out(viewer)?;
        let told = restriction.pair().map(|it| &it.notified);
        let told = told.filter(|it| viewer.acts_for(&it.agency) && viewer.sees_decisions());
        let told = told.filter(|it| it.subject.through.is_some());
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

impl Sought {
    fn nothing_there(&self) -> Rejection {
        let label = self.target.label();
        Code::UnknownPart
            .refuse(format!("本案没有所指的{label}"), "the case holds no such sealed content")
            .at("target")
    }
}
