//! What is decided is read back before it is appended.

use domain::{Actor, Citation, Facts, Moment, Rulebook, id::SubjectId};
use jiff::Timestamp;
use serde::Deserialize;

use super::*;
use crate::{LogKind, Options};

/// Says numbers, of which it reads the even ones alone.
#[derive(Default, Clone)]
struct Counted;

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
enum Said {
    Number(Even),
}

#[derive(Serialize, Deserialize)]
#[serde(try_from = "u8")]
struct Even(u8);

impl TryFrom<u8> for Even {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        if number.is_multiple_of(2) { Ok(Self(number)) } else { Err(format!("{number} is odd")) }
    }
}

impl Decider for Counted {
    const CATEGORY: &'static str = "counted";
    type Command = u8;
    type Event = Said;

    fn evolve(self, _: &Said, _: Moment) -> Self {
        self
    }

    fn decide(&self, number: &u8, _: &Context<'_>) -> Result<Vec<Said>, Vec<Rejection>> {
        Ok(vec![Said::Number(Even(*number))])
    }

    fn basis(_: &Said) -> Vec<Citation> {
        vec![]
    }

    fn subjects(_: &Said) -> Vec<SubjectId> {
        vec![]
    }
}

async fn say(store: &EventStore, number: u8) -> Result<Receipt, TransactError> {
    let (law, facts, at) =
        (Rulebook::builtin().unwrap(), Facts::default(), Moment::new(Timestamp::UNIX_EPOCH));
    let context = Context {
        actor: &Actor::Clock,
        occurred: at,
        at,
        late_entry_reason: None,
        stated: &[],
        law: &law,
        facts: &facts,
    };
    let request = Request {
        command_id: Uuid::from_u128(number.into()),
        command_hash: String::new(),
        expected_revision: None,
        causation_id: None,
        correlation_id: None,
    };
    transact::<Counted>(store, "counted-1", &request, &number, &context).await
}

/// An event that doesn't decode would stop every reader of the log for good.
#[tokio::test]
async fn what_would_not_be_read_again_is_not_appended() {
    let folder = tempfile::tempdir().unwrap();
    let store = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap();
    say(&store, 2).await.unwrap();
    let refused = say(&store, 3).await.unwrap_err();
    assert!(matches!(refused, TransactError::Store(StoreError::Undecodable { .. })), "{refused}");
    assert_eq!(refused.to_string(), "counted.number at counted-1@1 can't be decoded");
    say(&store, 4).await.unwrap();
    let history = store.read("counted-1").await.unwrap();
    assert_eq!(history.len(), 2);
    fold::<Counted>(&history).unwrap();
}
