//! What is on its way to a copy: each append leaves once all that must lie before it has arrived.

use std::collections::{HashMap, VecDeque};

use uuid::Uuid;

use crate::Recorded;

/// The events of one append.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Group(pub(super) Vec<Recorded>);

impl Group {
    /// Whether an event was appended together with these.
    pub(super) fn goes_on_with(&self, event: &Recorded) -> bool {
        self.0.last().is_some_and(|it| {
            it.stream == event.stream && it.metadata.command_id == event.metadata.command_id
        })
    }

    fn stream(&self) -> &str {
        self.0.first().map_or("", |it| &it.stream)
    }
}

/// Appends on their way, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Order {
    next: u64,
    /// The last one of each stream.
    streams: HashMap<String, u64>,
    /// By the events that they bring.
    events: HashMap<Uuid, u64>,
    waiting: HashMap<u64, Waiting>,
    ready: VecDeque<u64>,
}

/// One that has not arrived.
#[derive(Debug)]
struct Waiting {
    /// What is to leave; nothing once it has left.
    group: Group,
    /// What it is known by.
    stream: String,
    events: Vec<Uuid>,
    /// How many must arrive before it may leave.
    before: usize,
    /// Which wait for it.
    after: Vec<u64>,
}

impl Order {
    /// How many have not arrived.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// One more. It waits for the one before it in its stream, for what caused its events, and for what was
    /// read elsewhere when they were decided.
    pub(super) fn add(&mut self, group: Group) {
        let number = self.next;
        self.next += 1;
        let mut before: Vec<_> = self.streams.get(group.stream()).into_iter().copied().collect();
        for event in &group.0 {
            let cause = event.metadata.causation_id.and_then(|it| self.events.get(&it));
            let facts = event.metadata.facts.iter();
            let read = facts.filter_map(|it| self.streams.get(&it.stream));
            before.extend(cause.into_iter().chain(read));
        }
        before.sort_unstable();
        before.dedup();
        for it in &before {
            if let Some(waiting) = self.waiting.get_mut(it) {
                waiting.after.push(number);
            }
        }
        let stream = group.stream().to_owned();
        let events: Vec<_> = group.0.iter().map(|it| it.id).collect();
        self.streams.insert(stream.clone(), number);
        self.events.extend(events.iter().map(|it| (*it, number)));
        let before = before.len();
        if before == 0 {
            self.ready.push_back(number);
        }
        self.waiting.insert(number, Waiting { group, stream, events, before, after: vec![] });
    }

    /// One that may leave, with its number.
    pub(super) fn leave(&mut self) -> Option<(u64, Group)> {
        let number = self.ready.pop_front()?;
        let group = &mut self.waiting.get_mut(&number)?.group;
        Some((number, std::mem::take(group)))
    }

    /// It has arrived.
    pub(super) fn arrived(&mut self, number: u64) {
        let Some(arrived) = self.waiting.remove(&number) else { return };
        if self.streams.get(&arrived.stream) == Some(&number) {
            self.streams.remove(&arrived.stream);
        }
        for event in &arrived.events {
            self.events.remove(event);
        }
        for it in arrived.after {
            let Some(waiting) = self.waiting.get_mut(&it) else { continue };
            waiting.before -= 1;
            if waiting.before == 0 {
                self.ready.push_back(it);
            }
        }
    }
}
