//! The first entries of the officers' register: a folder's keeper enters them from the shell, before
//! anybody can act.

use domain::{
    Actor, Narrative,
    id::{AgencyCode, PersonId},
    officer::{
        Certificate, Command, Officer, Posting, QualificationRecorded, Registered, RoleHeld,
        stream_of,
    },
    party::identity::masked,
};
use jiff::civil::Date;
use store::{Request, TransactError};
use uuid::Uuid;

use crate::{App, config::Enroll};

/// A person with all that the register is to know of them.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Who.
    pub person: PersonId,
    /// The whole name; kept sealed.
    pub name: String,
    /// Where they work.
    pub posting: Posting,
    /// In which roles, each from its own day.
    pub roles: Vec<RoleHeld>,
    /// 行政执法证, where they have one.
    pub certificate: Option<Certificate>,
    /// Since when they hold the national legal-profession qualification, where they do.
    pub qualified_since: Option<Date>,
}

impl From<&Enroll> for Entry {
    fn from(it: &Enroll) -> Self {
        let from = it.from;
        let held = |&role| RoleHeld { role, from, to: None };
        let certificate = it.certificate.clone().zip(it.certificate_to);
        Self {
            person: it.person.clone(),
            name: it.name.clone(),
            posting: Posting { agency: it.agency.clone(), unit: it.unit.clone(), from, to: None },
            roles: it.roles.iter().map(held).collect(),
            certificate: certificate.map(|(number, to)| Certificate { number, from, to }),
            qualified_since: it.qualified.then_some(from),
        }
    }
}

/// Enters a person with post, roles and certificate, and waits until readers know them. Entering the same
/// again changes nothing.
///
/// # Errors
///
/// Where the register refuses it, or the log fails.
pub async fn enroll(app: &App, it: impl Into<Entry>) -> Result<(), TransactError> {
    let it = it.into();
    let place = (it.person.clone(), it.posting.agency.clone());
    for command in commands(it) {
        enter(app, (&place.0, &place.1), &command).await?;
    }
    app.caught_up().await;
    Ok(())
}

fn commands(it: Entry) -> Vec<Command> {
    let mut commands = vec![Command::Register(Registered {
        person: it.person,
        name: Narrative::from(it.name.as_str()),
        shown: masked(&it.name),
        posting: it.posting,
    })];
    commands.extend(it.certificate.map(Command::IssueCertificate));
    commands.extend(it.roles.into_iter().map(Command::GrantRole));
    let qualified = |since| Command::RecordQualification(QualificationRecorded { since });
    commands.extend(it.qualified_since.map(qualified));
    commands
}

async fn enter(
    app: &App,
    (person, agency): (&PersonId, &AgencyCode),
    command: &Command,
) -> Result<(), TransactError> {
    let stream = stream_of(person);
    let request = Request {
        command_id: Uuid::new_v4(),
        command_hash: String::new(),
        expected_revision: None,
        causation_id: None,
        correlation_id: None,
    };
    let actor = Actor::System { agency: agency.clone() };
    app.issue::<Officer>(actor, &stream, &request, command).await.map(drop)
}
