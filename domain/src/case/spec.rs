//! Given, when, then: the cast of the case's tests, and what they act in.
//!
//! `given(history).at(time).when(WHO, command)` decides as the program would: the register holds the
//! whole cast, the documents that the command names have been uploaded, a number is claimed where the
//! command signs something. [`facts`] has the commands and histories.

pub mod age;
pub mod appraisals;
mod checks;
mod conclusion;
pub mod endings;
pub mod facts;
mod figures;
pub mod hearings;
mod inquiry;
pub mod interruption;
mod papers;
mod periods;
pub mod redo;
pub mod remedies;
mod separation;
mod verification;

use std::sync::LazyLock;

use jiff::civil::date;

use super::{Case, Command, Event, Main, handlers::Handler};
use crate::{
    Acting, Actor, Code, Context, Decider, Facts, FinedAct, Moment, Officer, Rejection, Role,
    Rulebook,
    claim::Taking,
    document::DocumentNumber,
    id::PersonId,
    officer::{Certificate, Posting, RoleHeld},
    rulebook::{Stated, Unknown},
};

/// One of the cast, in the role in which they act.
#[derive(Debug, Clone, Copy)]
pub struct Who {
    pub person: &'static str,
    pub shown: &'static str,
    pub role: Role,
}

pub const HANDLER_LI: Who = who("P-0001", "李某", Role::Handler);
pub const HANDLER_ZHANG: Who = who("P-0002", "张某", Role::Handler);
pub const HANDLER_WEI: Who = who("P-0003", "卫某", Role::Handler);
/// Whose certificate was valid to 2021-12-31.
pub const HANDLER_HE: Who = who("P-0004", "何某", Role::Handler);
pub const UNIT_HEAD: Who = who("P-0005", "赵某", Role::UnitHead);
pub const CASE_REVIEWER: Who = who("P-0006", "孙某", Role::CaseReviewer);
/// Who holds the national legal-profession qualification.
pub const LEGAL_REVIEWER: Who = who("P-0007", "周某", Role::LegalReviewer);
pub const LEADER: Who = who("P-0008", "吴某", Role::AgencyLeader);
pub const OTHER_LEADER: Who = who("P-0009", "钱某", Role::AgencyLeader);
pub const PRINCIPAL_HEAD: Who = who("P-0010", "郑某", Role::PrincipalHead);
pub const HOST: Who = who("P-0011", "冯某", Role::HearingHost);
pub const INTAKE: Who = who("P-0012", "陈某", Role::Intake);
pub const CREDIT_UNIT: Who = who("P-0013", "褚某", Role::CreditUnit);

/// Who holds every role whose duties are kept apart by person.
pub const XU: Who = who("P-0014", "许某", Role::Handler);
pub const XU_REVIEWING: Who = Who { role: Role::CaseReviewer, ..XU };
pub const XU_OF_LAW: Who = Who { role: Role::LegalReviewer, ..XU };
pub const XU_HOSTING: Who = Who { role: Role::HearingHost, ..XU };
pub const UNIT_HEAD_REVIEWING: Who = Who { role: Role::CaseReviewer, ..UNIT_HEAD };

/// Everybody, once in each of their roles.
pub const CAST: [Who; 18] = [
    HANDLER_LI,
    HANDLER_ZHANG,
    HANDLER_WEI,
    HANDLER_HE,
    UNIT_HEAD,
    CASE_REVIEWER,
    LEGAL_REVIEWER,
    LEADER,
    OTHER_LEADER,
    PRINCIPAL_HEAD,
    HOST,
    INTAKE,
    CREDIT_UNIT,
    XU,
    XU_REVIEWING,
    XU_OF_LAW,
    XU_HOSTING,
    UNIT_HEAD_REVIEWING,
];

const fn who(person: &'static str, shown: &'static str, role: Role) -> Who {
    Who { person, shown, role }
}

impl Who {
    pub fn person(self) -> PersonId {
        self.person.parse().unwrap()
    }

    /// As an event names them.
    pub fn handler(self) -> Handler {
        let certificate = self.certificate().filter(|it| it.to > date(2022, 11, 1));
        Handler {
            person: self.person(),
            shown: self.shown.into(),
            certificate: certificate.map(|it| it.number),
        }
    }

    pub fn actor(self) -> Actor {
        Actor::Officer(Acting {
            person: self.person(),
            agency: facts::agency(),
            role: self.role,
            power_item: Some(facts::power_item()),
        })
    }

    fn certificate(self) -> Option<Certificate> {
        let to =
            if self.person == HANDLER_HE.person { date(2021, 12, 31) } else { date(2027, 12, 31) };
        let number = self.person.replace("P-", "川A");
        let certified = self.holds(Role::Handler) || self.holds(Role::UnitHead);
        certified.then(|| Certificate { number, from: date(2019, 1, 1), to })
    }

    fn holds(self, role: Role) -> bool {
        CAST.iter().any(|it| it.person == self.person && it.role == role)
    }

    pub fn registered(self) -> Officer {
        let from = date(2019, 1, 1);
        let held = CAST.iter().filter(|it| it.person == self.person);
        Officer {
            person: Some(self.person()),
            shown: self.shown.into(),
            postings: vec![Posting {
                agency: facts::agency(),
                unit: "执法稽查局".into(),
                from,
                to: None,
            }],
            certificates: self.certificate().into_iter().collect(),
            roles: held.map(|it| RoleHeld { role: it.role, from, to: None }).collect(),
            qualified_since: self.holds(Role::LegalReviewer).then_some(date(2012, 3, 1)),
            ..Officer::default()
        }
    }
}

/// The law as it is, every version of it.
pub fn law() -> &'static Rulebook {
    static LAW: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::builtin().unwrap());
    &LAW
}

pub type History = Vec<(Moment, Event)>;

/// What happened, and when.
pub fn at(time: &str, event: Event) -> (Moment, Event) {
    (time.parse().unwrap(), event)
}

/// The case with this history.
pub fn case(history: &[(Moment, Event)]) -> Case {
    history.iter().fold(Case::default(), |case, (occurred, event)| case.evolve(event, *occurred))
}

/// A case with this history, an hour after the last act.
pub fn given(history: impl IntoIterator<Item = (Moment, Event)>) -> Given {
    let history: History = history.into_iter().collect();
    let last = history.last().map_or(Moment::midnight(date(2022, 11, 14)), |(at, _)| *at);
    let occurred = Moment::new(last.timestamp() + jiff::SignedDuration::from_hours(1));
    let (stated, facts) = (vec![], known());
    Given { history, occurred, entered: None, reason: None, stated, law: law(), facts }
}

pub struct Given {
    history: History,
    occurred: Moment,
    entered: Option<Moment>,
    reason: Option<&'static str>,
    stated: Vec<Stated>,
    law: &'static Rulebook,
    facts: Facts,
}

pub struct When(Result<Vec<Event>, Vec<Rejection>>);

impl Given {
    /// When the act takes place, and is entered.
    pub fn at(self, time: &str) -> Self {
        Self { occurred: time.parse().unwrap(), ..self }
    }

    /// It is entered at another time than it takes place.
    pub fn entered(self, time: &str) -> Self {
        Self { entered: Some(time.parse().unwrap()), ..self }
    }

    /// Why it is entered late.
    pub fn because(self, reason: &'static str) -> Self {
        Self { reason: Some(reason), ..self }
    }

    /// The law is another one.
    pub fn under(self, law: &'static Rulebook) -> Self {
        Self { law, ..self }
    }

    /// The officer states a figure.
    pub fn stating(mut self, of: Unknown, n: u32, source: &str) -> Self {
        self.stated.push(Stated { of, n, source: source.into() });
        self
    }

    /// The register knows this of somebody besides.
    pub fn when_registered(mut self, who: Who, change: impl FnOnce(&mut Officer)) -> Self {
        change(self.facts.officers.entry(who.person()).or_default());
        self
    }

    /// The edge has read this elsewhere besides.
    pub fn when_known(mut self, change: impl FnOnce(&mut Facts)) -> Self {
        change(&mut self.facts);
        self
    }

    /// What the rules make of it.
    pub fn decided_by(&self, who: Who, command: &Command) -> Result<Vec<Event>, Vec<Rejection>> {
        self.decided(&who.actor(), command)
    }

    pub fn when(self, who: Who, command: Command) -> When {
        When(self.decided(&who.actor(), &command))
    }

    /// Somebody acts under this item of the list of powers.
    pub fn when_under(self, who: Who, item: &str, command: Command) -> When {
        let Actor::Officer(acting) = who.actor() else { unreachable!("who acts is an officer") };
        let acting = Acting { power_item: Some(item.parse().unwrap()), ..acting };
        When(self.decided(&Actor::Officer(acting), &command))
    }

    /// Time itself acts.
    pub fn when_clock(self, command: Command) -> When {
        When(self.decided(&Actor::Clock, &command))
    }

    /// The history with what follows from the command.
    #[track_caller]
    pub fn and(self, who: Who, command: Command) -> History {
        let events = self.decided(&who.actor(), &command).unwrap();
        let occurred = self.occurred;
        self.history.into_iter().chain(events.into_iter().map(|it| (occurred, it))).collect()
    }

    fn decided(&self, actor: &Actor, command: &Command) -> Result<Vec<Event>, Vec<Rejection>> {
        let entered = self.entered.unwrap_or(self.occurred);
        let (reason, stated, law) = (self.reason, &self.stated[..], self.law);
        let asked = Asked { actor, occurred: self.occurred, entered, reason, stated, law };
        asked.of(&case(&self.history), command, self.facts.clone())
    }
}

/// Somebody asks for something, as the program would hand it to the case.
pub struct Asked<'a> {
    pub actor: &'a Actor,
    pub occurred: Moment,
    pub entered: Moment,
    pub reason: Option<&'a str>,
    pub stated: &'a [Stated],
    pub law: &'a Rulebook,
}

impl Asked<'_> {
    /// The documents have been uploaded; a number is claimed where the command signs something, and the
    /// act in law where it fines.
    pub fn of(
        &self,
        case: &Case,
        command: &Command,
        mut facts: Facts,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let act = command.act();
        facts.documents.extend(act.papers().into_iter().map(|it| it.document.sha256));
        let year = self.occurred.day().year();
        facts.number = act.number().map(|kind| DocumentNumber::new("川市监", kind, year, 1));
        if facts.fined_act.is_none() && act.fines() {
            let taken = |act| FinedAct::Taken(Taking { act, revision: 0 });
            facts.fined_act = case.act_in_law().map(taken);
        }
        let context = Context {
            actor: self.actor,
            occurred: self.occurred,
            at: self.entered,
            late_entry_reason: self.reason,
            stated: self.stated,
            law: self.law,
            facts: &facts,
        };
        case.decide(command, &context)
    }
}

impl When {
    #[track_caller]
    pub fn then(self, expected: &[Event]) {
        assert_eq!(self.0.as_deref(), Ok(expected));
    }

    /// These, whatever deadlines they carry.
    #[track_caller]
    pub fn then_apart_from_deadlines(self, expected: &[Event]) {
        let events = self.0.unwrap();
        let untimed = |events: &[Event]| events.iter().map(untimed).collect::<Vec<_>>();
        assert_eq!(untimed(&events), untimed(expected));
    }

    /// Refused for these reasons, in any order.
    #[track_caller]
    pub fn then_refused(self, expected: &[Code]) {
        let refused = self.0.unwrap_err();
        let mut codes: Vec<_> = refused.iter().map(|it| it.code).collect();
        let mut expected = expected.to_vec();
        codes.sort_unstable();
        expected.sort_unstable();
        assert_eq!(codes, expected, "{refused:#?}");
    }

    /// Refused, with these fields to be mended, in any order.
    #[track_caller]
    pub fn then_to_be_mended(self, expected: &[&str]) {
        let refused = self.0.unwrap_err();
        let mut fields: Vec<_> = refused.iter().map(|it| it.field.join(".")).collect();
        let mut expected = expected.to_vec();
        fields.sort_unstable();
        expected.sort_unstable();
        assert_eq!(fields, expected, "{refused:#?}");
    }

    /// Why it was refused.
    #[track_caller]
    pub fn refusals(self) -> Vec<Rejection> {
        self.0.unwrap_err()
    }

    /// What followed.
    #[track_caller]
    pub fn events(self) -> Vec<Event> {
        self.0.unwrap()
    }
}

fn untimed(event: &Event) -> serde_json::Value {
    let mut value = serde_json::to_value(event).unwrap();
    value["data"].as_object_mut().unwrap().remove("deadlines");
    value
}

pub fn known() -> Facts {
    let officers = CAST.iter().map(|it| (it.person(), it.registered())).collect();
    Facts { officers, ..Facts::default() }
}

#[test]
fn each_history_stands_where_its_name_says() {
    let stages = [
        (facts::lead(), Main::Lead),
        (facts::verifying(), Main::Verifying),
        (facts::investigating(), Main::Investigating),
        (facts::concluded(), Main::Concluded),
        (facts::in_review(), Main::InReview),
        (facts::reviewed(), Main::Reviewed),
        (facts::approved(), Main::ApprovedForNotice),
        (facts::noticed(), Main::Noticed),
        (facts::decided(), Main::PenaltyDecided),
        (facts::served(), Main::PenaltyDecided),
    ];
    for (history, main) in stages {
        assert_eq!(case(&history).main, main);
    }
}
