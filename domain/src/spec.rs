//! Given, when, then, for every kind of stream.

use std::{fmt::Debug, sync::LazyLock};

use crate::{Actor, Code, Context, Decider, Facts, Moment, Officer, Rejection, Rulebook};

static LAW: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::builtin().unwrap());

static LATER: LazyLock<Rulebook> =
    LazyLock::new(|| crate::clock::tests::law_with_2027_as("UNCERTAIN"));

/// The law as it is, every version of it.
pub fn law() -> &'static Rulebook {
    &LAW
}

/// The law, with a calendar of 2027 that has nothing but weekends and New Year.
pub fn law_with_2027() -> &'static Rulebook {
    &LATER
}

/// A stream with a history, a moment, and what is known elsewhere.
#[derive(Clone)]
pub struct Given<D> {
    pub state: D,
    occurred: Moment,
    entered: Option<(Moment, Option<&'static str>)>,
    facts: Facts,
    law: &'static Rulebook,
}

/// What came of a command.
pub struct When<E>(Result<Vec<E>, Vec<Rejection>>);

/// A stream in which this has happened, each event at its time.
pub fn given<D: Decider>(history: impl IntoIterator<Item = (&'static str, D::Event)>) -> Given<D> {
    let mut occurred = moment("2022-11-28T09:00:00+08:00");
    let mut state = D::default();
    for (at, event) in history {
        occurred = moment(at);
        state = state.evolve(&event, occurred);
    }
    Given { state, occurred, entered: None, facts: Facts::default(), law: law() }
}

pub fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

impl<D: Decider> Given<D> {
    /// Then acts, and enters the act at once. Without this: at the last event's time.
    pub fn at(self, occurred: &str) -> Self {
        Self { occurred: moment(occurred), ..self }
    }

    /// Enters the act later than it took place.
    pub fn entered(self, at: &str, reason: Option<&'static str>) -> Self {
        Self { entered: Some((moment(at), reason)), ..self }
    }

    /// From here on under another law.
    pub fn under(self, law: &'static Rulebook) -> Self {
        Self { law, ..self }
    }

    /// The register knows these officers.
    pub fn officers(self, officers: impl IntoIterator<Item = Officer>) -> Self {
        let named = officers.into_iter().map(|it| (it.person.clone().unwrap(), it));
        self.knowing(|facts| facts.officers.extend(named))
    }

    /// This was read elsewhere.
    pub fn knowing(mut self, read: impl FnOnce(&mut Facts)) -> Self {
        read(&mut self.facts);
        self
    }

    /// Asks for it.
    pub fn when(&self, actor: &Actor, command: &D::Command) -> When<D::Event> {
        let (at, late_entry_reason) = self.entered.unwrap_or((self.occurred, None));
        let context = Context {
            actor,
            occurred: self.occurred,
            at,
            late_entry_reason,
            stated: &[],
            law: self.law,
            facts: &self.facts,
        };
        When(self.state.decide(command, &context))
    }

    /// Asks for it and goes on from there: what it records has happened.
    #[track_caller]
    pub fn after(mut self, actor: &Actor, command: &D::Command) -> Self
    where
        D::Event: Debug,
    {
        let events = self.when(actor, command).0.expect("an act that is admitted");
        self.state = events.iter().fold(self.state, |state, it| state.evolve(it, self.occurred));
        self
    }
}

impl<E: Debug + PartialEq> When<E> {
    /// Whatever came of it.
    pub fn events(self) -> Result<Vec<E>, Vec<Rejection>> {
        self.0
    }

    /// Exactly these.
    #[track_caller]
    pub fn then(self, expected: impl IntoIterator<Item = E>) {
        assert_eq!(self.0, Ok(expected.into_iter().collect()));
    }

    /// Nothing: it has been done before.
    #[track_caller]
    pub fn then_nothing(self) {
        self.then([]);
    }

    /// Exactly these rules are broken, in this order.
    #[track_caller]
    pub fn then_refused(self, expected: &[Code]) -> Vec<Rejection> {
        let refused = self.0.expect_err("refusals");
        let codes: Vec<_> = refused.iter().map(|it| it.code).collect();
        assert_eq!(codes, expected, "{refused:#?}");
        refused
    }
}
