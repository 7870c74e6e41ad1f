//! What the measurements append.

use domain::{
    Actor, Context, Decider, Facts, Moment, Rejection, Rulebook, citation::Citation, id::SubjectId,
};
use serde::{Deserialize, Serialize};
use store::{EventStore, Request};
use uuid::Uuid;

/// A record that notes whatever it is told.
#[derive(Debug, Clone, Default)]
pub struct Notes;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Noted {
    Noted(String),
}

impl Decider for Notes {
    const CATEGORY: &'static str = "note";
    type Command = Noted;
    type Event = Noted;

    fn evolve(self, _event: &Noted, _occurred: Moment) -> Self {
        self
    }

    fn decide(&self, noted: &Noted, _: &Context<'_>) -> Result<Vec<Noted>, Vec<Rejection>> {
        Ok(vec![noted.clone()])
    }

    fn basis(_event: &Noted) -> Vec<Citation> {
        vec![]
    }

    fn subjects(_event: &Noted) -> Vec<SubjectId> {
        vec![]
    }
}

/// Appends an event to a stream of its own.
pub async fn append(store: &EventStore, law: &Rulebook, n: u64) {
    let at: Moment = "2022-11-28T09:00:00+08:00".parse().unwrap();
    let context = Context {
        actor: &Actor::Clock,
        occurred: at,
        at,
        late_entry_reason: None,
        stated: &[],
        law,
        facts: &Facts::default(),
    };
    let request = Request {
        command_id: Uuid::from_u128(n.into()),
        command_hash: String::new(),
        expected_revision: None,
        causation_id: None,
        correlation_id: None,
    };
    let noted = Noted::Noted("现场检查时，当事人正在营业，店内货架上有过期食品".repeat(8));
    store::transact::<Notes>(store, &format!("note-{n}"), &request, &noted, &context)
        .await
        .unwrap();
}
