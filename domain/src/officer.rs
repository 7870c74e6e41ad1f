//! The officers' register: who may act, for whom, with which certificate, in which roles, from when
//! to when (APL 42, 55; PR 19, 22, 51). One stream per person.

mod event;
mod keeping;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    event::{
        ActingHead, CertificateWithdrawn, Event, Left, QualificationRecorded, Registered,
        RoleEnded, Transferred,
    },
    keeping::Command,
};
use crate::{
    Capability, Context, Decider, Moment, Rejection, Role,
    case::handlers::Handler,
    citation::Citation,
    decider::Wants,
    id::{AgencyCode, PersonId, SubjectId},
    permit::Needs,
};

/// The stream of a person's entry.
#[must_use]
pub fn stream_of(person: &PersonId) -> String {
    format!("officer-{person}")
}

/// What the register knows of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Officer {
    /// Who; absent before registration.
    pub person: Option<PersonId>,
    /// How the name is shown: `王某`.
    pub shown: String,
    /// Where the person works or worked.
    pub postings: Vec<Posting>,
    /// 行政执法证.
    pub certificates: Vec<Certificate>,
    /// In which roles.
    pub roles: Vec<RoleHeld>,
    /// Since when the person holds the national legal-profession qualification.
    pub qualified_since: Option<Date>,
    /// For whom the person acts as head while the post is vacant or its holder away.
    pub acting_heads: Vec<RoleHeld>,
    /// When the last entry about the person was made: the next one rests on it.
    pub last: Option<Moment>,
}

/// A post in an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Posting {
    /// Which agency.
    pub agency: AgencyCode,
    /// Which unit of it.
    pub unit: String,
    /// First day.
    pub from: Date,
    /// Last day, where it has ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
}

/// An enforcement certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// A role held for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoleHeld {
    /// Which.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day, where it has ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
}

impl Officer {
    /// Whether the register knows this person at all.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        self.person.is_some()
    }

    /// Where the person worked on `day`.
    #[must_use]
    pub fn posting_on(&self, day: Date) -> Option<&Posting> {
        self.postings.iter().rfind(|it| within(day, it.from, it.to))
    }

    /// The certificate that was valid on `day`.
    #[must_use]
    pub fn certificate_on(&self, day: Date) -> Option<&Certificate> {
        self.certificates.iter().rfind(|it| within(day, it.from, Some(it.to)))
    }

    /// As an act of that day names the person; nothing where the register doesn't know them.
    #[must_use]
    pub fn named_on(&self, day: Date) -> Option<Handler> {
        Some(Handler {
            person: self.person.clone()?,
            shown: self.shown.clone(),
            certificate: self.certificate_on(day).map(|it| it.number.clone()),
        })
    }

    /// Whether the person held `role` on `day`, in their own right or as acting head. A role belongs
    /// to a post: without one it is nothing.
    #[must_use]
    pub fn holds(&self, role: Role, day: Date) -> bool {
        self.held_on(role, day).is_some()
    }

    /// As what and for how long the person held `role` on `day`: in their own right or as acting head.
    #[must_use]
    pub fn held_on(&self, role: Role, day: Date) -> Option<&RoleHeld> {
        self.posting_on(day)?;
        let held = |it: &&RoleHeld| it.role == role && within(day, it.from, it.to);
        self.roles.iter().chain(&self.acting_heads).find(held)
    }

    /// Since when the person has held `role`, for the first time and whatever the agency.
    #[must_use]
    pub fn first_held(&self, role: Role) -> Option<Date> {
        self.roles.iter().filter(|it| it.role == role).map(|it| it.from).min()
    }

    /// Whether the person held the national legal-profession qualification on `day` (PR 51).
    #[must_use]
    pub fn qualified_on(&self, day: Date) -> bool {
        self.qualified_since.is_some_and(|since| since <= day)
    }
}

impl Decider for Officer {
    const CATEGORY: &'static str = "officer";
    type Command = Command;
    type Event = Event;

    fn evolve(mut self, event: &Event, occurred: Moment) -> Self {
        self.last = self.last.max(Some(occurred));
        match event {
            Event::Registered(it) => self.registered(it),
            Event::Transferred(it) => {
                self.end_post(it.until);
                self.postings.push(it.posting.clone());
            }
            Event::CertificateIssued(it) => self.certificates.push(it.clone()),
            Event::CertificateWithdrawn(it) => self.withdrawn(&it.number, it.last_day),
            Event::RoleGranted(it) => self.roles.push(it.clone()),
            Event::RoleEnded(it) => end(&mut self.roles, Some(it.role), it.last_day),
            Event::QualificationRecorded(it) => self.qualified_since = Some(it.since),
            Event::ActingHeadAppointed(it) => self.acting_heads.push(it.held()),
            Event::ActingHeadEnded(it) => end(&mut self.acting_heads, Some(it.role), it.last_day),
            Event::Left(it) => self.left(it.last_day),
        }
        self
    }

    fn decide(
        &self,
        command: &Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        keeping::decide(self, command, context)
    }

    fn wants(_: &Command) -> Wants<'_> {
        Wants { needs: Some(Needs::Role(Capability::KeepOfficers)), ..Wants::default() }
    }

    fn basis(event: &Event) -> Vec<Citation> {
        event::basis(event)
    }

    /// None: officers are not subjects of supervision.
    fn subjects(_event: &Event) -> Vec<SubjectId> {
        vec![]
    }
}

impl Officer {
    fn registered(&mut self, entry: &Registered) {
        self.person = Some(entry.person.clone());
        self.shown.clone_from(&entry.shown);
        self.postings.push(entry.posting.clone());
    }

    fn withdrawn(&mut self, number: &str, last_day: Date) {
        for certificate in self.certificates.iter_mut().filter(|it| it.number == number) {
            certificate.to = certificate.to.min(last_day);
        }
    }

    /// Roles belong to the post, and end with it.
    fn end_post(&mut self, last_day: Date) {
        for posting in &mut self.postings {
            posting.to = Some(posting.to.map_or(last_day, |to| to.min(last_day)));
        }
        end(&mut self.roles, None, last_day);
        end(&mut self.acting_heads, None, last_day);
    }

    fn left(&mut self, last_day: Date) {
        self.end_post(last_day);
        for certificate in &mut self.certificates {
            certificate.to = certificate.to.min(last_day);
        }
    }
}

/// Ends `role`, or every role, on `last_day`; what was to begin later ends before it began, and
/// stays on the register so that ending it twice is nothing new.
fn end(held: &mut [RoleHeld], role: Option<Role>, last_day: Date) {
    for it in held.iter_mut().filter(|it| role.is_none_or(|role| it.role == role)) {
        it.to = Some(it.to.map_or(last_day, |to| to.min(last_day)));
    }
}

fn within(day: Date, from: Date, to: Option<Date>) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

#[cfg(test)]
mod spec;
