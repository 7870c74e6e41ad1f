//! Reading what is sealed: recorded first, then answered.

use domain::{
    Code, Narrative, Rejection,
    access::{self, Access, Content, Read, Target},
    case::{self, Case, handlers::Handler, parts::FilePart},
    citation::Citation,
    id::{CaseId, PersonId},
};
use projections::Viewer;
use store::{Receipt, Recorded, StoreError};

use super::{App, Failure, Sent, not_found, stream_of};

/// What somebody wants to read, and why.
#[derive(Debug, Clone)]
pub struct Sought {
    /// Of which case.
    pub case: CaseId,
    /// What.
    pub target: Target,
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
        if !self.sees(viewer, (sought.case, FilePart::Main)).await? {
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
