//! The first entries of the officers' register: a folder's keeper enters them from the shell, before
//! anybody can act.

use domain::{
    Actor, Narrative,
    id::{AgencyCode, PersonId},
    officer::{
        Certificate, Command, Officer, Posting, QualificationRecorded, Registered, RoleHeld,
    },
    party::identity::masked,
};
use store::{Request, TransactError};
use uuid::Uuid;

use crate::{App, config::Enroll};

/// Enters a person with post, roles and certificate. Entering the same again changes nothing.
///
/// # Errors
///
/// Where the register refuses it, or the log fails.
pub async fn enroll(app: &App, it: &Enroll) -> Result<(), TransactError> {
    for command in commands(it) {
        enter(app, (&it.person, &it.agency), &command).await?;
    }
    Ok(())
}

fn commands(it: &Enroll) -> Vec<Command> {
    let posting =
        Posting { agency: it.agency.clone(), unit: it.unit.clone(), from: it.from, to: None };
    let mut commands = vec![Command::Register(Registered {
        person: it.person.clone(),
        name: Narrative::from(it.name.as_str()),
        shown: masked(&it.name),
        posting,
    })];
    let certificate = it.certificate.clone().zip(it.certificate_to);
    commands.extend(
        certificate.map(|(number, to)| {
            Command::IssueCertificate(Certificate { number, from: it.from, to })
        }),
    );
    let held = |role| Command::GrantRole(RoleHeld { role, from: it.from, to: None });
    commands.extend(it.roles.iter().copied().map(held));
    if it.qualified {
        commands.push(Command::RecordQualification(QualificationRecorded { since: it.from }));
    }
    commands
}

async fn enter(
    app: &App,
    (person, agency): (&PersonId, &AgencyCode),
    command: &Command,
) -> Result<(), TransactError> {
    let stream = format!("officer-{person}");
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
