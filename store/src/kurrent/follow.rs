//! Following: a thread of its own with a runtime and a client of its own subscribes to the whole log, and
//! subscribes anew for ever, from where it was.
//!
//! The client of version 1.2 takes the clean end of a subscription for an unknown message and asks again at
//! once, without ever yielding. It says so each time, in a line of its log; whoever reads that line here
//! unwinds the thread's stack, and the subscription is made anew.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use kurrentdb::{
    Client, ReadStreamOptions, StreamPosition, SubscribeToAllOptions, SubscriptionEvent,
};
use tokio::{sync::mpsc, time::Instant};
use tracing::{
    Dispatch, Event, Metadata, Subscriber,
    field::{Field, Visit},
    level_filters::LevelFilter,
    span,
};

use super::{
    Kurrent,
    client::{Met, Pauses, connect},
    envelope, keys,
    whole::from,
};
use crate::{Keys, LogEvent, Position, Recorded, StoreError, Stretch};

/// How often the thread shows that it is alive.
const BEAT: Duration = Duration::from_secs(1);

/// How long it may be silent before another one takes its place.
const SILENCE: Duration = Duration::from_secs(10);

/// How long nothing may come before it is looked whether anything could.
const QUIET: Duration = Duration::from_secs(3);

/// How long each of two questions of that look waits for its answer.
const LOOK: Duration = Duration::from_secs(2);

/// Within this long whoever follows is told that nothing comes because nobody answers, or nobody leads.
pub(crate) const NOTICED_WITHIN: Duration = QUIET.saturating_add(LOOK).saturating_add(LOOK);

/// How many events wait at most for whoever follows.
const AHEAD: usize = 4_096;

/// What the thread tells.
#[derive(Debug)]
enum Told {
    Event(Box<Recorded>),
    /// Up to here there is nothing more.
    Reached(Option<Position>),
    Failed(StoreError),
}

/// All that comes after a place.
#[derive(Debug)]
pub(crate) struct Feed {
    log: Kurrent,
    keys: Keys,
    after: Option<Position>,
    told: mpsc::Receiver<Told>,
    beats: Arc<AtomicU64>,
}

impl Feed {
    pub(super) fn new(log: Kurrent, keys: Keys, after: Option<Position>) -> Self {
        let (told, beats) = start((&log, &keys), after);
        Self { log, keys, after, told, beats }
    }

    /// Waits for what comes next, then takes what there is, at most so many events. Nothing is lost where
    /// it is dropped before it answers.
    pub(crate) async fn next(&mut self, limit: usize) -> Result<Stretch, StoreError> {
        loop {
            let seen = self.beats.load(Ordering::Relaxed);
            match tokio::time::timeout(SILENCE, self.told.recv()).await {
                Ok(Some(first)) => return self.taken(first, limit),
                Err(_) if self.beats.load(Ordering::Relaxed) != seen => {}
                // It has ended, or does nothing any more.
                Ok(None) | Err(_) => {
                    tracing::warn!("the log's follower has fallen silent; another one is started");
                    tokio::time::sleep(BEAT).await;
                    (self.told, self.beats) = start((&self.log, &self.keys), self.after);
                }
            }
        }
    }

    fn taken(&mut self, first: Told, limit: usize) -> Result<Stretch, StoreError> {
        let (mut events, mut next) = (vec![], Some(first));
        while let Some(told) = next {
            match told {
                Told::Event(event) => {
                    self.after = Some(event.position);
                    events.push(*event);
                }
                Told::Reached(position) => self.after = self.after.max(position),
                Told::Failed(error) if events.is_empty() => return Err(error),
                // It is told again with the next attempt.
                Told::Failed(_) => break,
            }
            next = (events.len() < limit).then(|| self.told.try_recv().ok()).flatten();
        }
        self.log.reached(events.last().map(|it| it.position));
        Ok(Stretch { events, reached: self.after })
    }
}

fn start(
    (log, keys): (&Kurrent, &Keys),
    after: Option<Position>,
) -> (mpsc::Receiver<Told>, Arc<AtomicU64>) {
    let (teller, told) = mpsc::channel(AHEAD);
    let beats = Arc::new(AtomicU64::new(0));
    let (log, keys) = (log.clone(), keys.clone());
    let follower = Follower { log, keys, after, teller, beats: beats.clone() };
    let thread = std::thread::Builder::new().name("log-follower".to_owned());
    if let Err(error) = thread.spawn(move || follower.run()) {
        tracing::error!(%error, "no thread to follow the log");
    }
    (told, beats)
}

/// What the thread does.
struct Follower {
    log: Kurrent,
    keys: Keys,
    after: Option<Position>,
    teller: mpsc::Sender<Told>,
    beats: Arc<AtomicU64>,
}

/// What a look at a quiet log has shown.
enum Seen {
    /// What happens would be told.
    Well,
    /// Nothing can happen, or the node that is followed is cut off from those that lead.
    Leaderless(String),
    /// The node that is followed does not answer.
    Silent(String),
}

/// The client polls a subscription that has ended.
struct Spins;

impl Follower {
    fn run(mut self) {
        let guarded = Dispatch::new(Guard(tracing::dispatcher::get_default(Clone::clone)));
        let mut pauses = Pauses::default();
        while !self.teller.is_closed() {
            let before = self.after;
            // A runtime for each: none outlives what was unwound.
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let failed = match runtime {
                Err(error) => error.to_string(),
                Ok(runtime) => {
                    let once = || runtime.block_on(self.subscribe());
                    let guard = || tracing::dispatcher::with_default(&guarded, once);
                    match catch_unwind(AssertUnwindSafe(guard)) {
                        Ok(ended) => ended,
                        Err(unwound) if unwound.is::<Spins>() => {
                            "the subscription ended".to_owned()
                        }
                        Err(unwound) => resume_unwind(unwound),
                    }
                }
            };
            if self.after != before {
                pauses.over();
            }
            tracing::debug!("the log is followed anew: {failed}");
            // A failure that finds no room is told with the next one.
            drop(self.teller.try_send(self.failed(&failed)));
            std::thread::sleep(pauses.next());
        }
    }

    /// Follows until it fails; why it did.
    async fn subscribe(&mut self) -> String {
        let client = match connect(&self.log.shared.address.near) {
            Ok(client) => client,
            Err(reason) => return reason,
        };
        let options = SubscribeToAllOptions::default();
        let options = options
            .position(from(self.after))
            .filter(self.log.filter().add_prefix(self.log.named(keys::PREFIX)));
        let mut subscription = client.subscribe_to_all(&options).await;
        let (mut beat, mut leaderless) = (tokio::time::interval(BEAT), false);
        let mut quiet = tokio::time::interval_at(Instant::now() + QUIET, QUIET);
        loop {
            quiet.reset();
            // Whoever drops this before it answers loses the subscription.
            let mut next = pin!(subscription.next_subscription_event());
            let told = loop {
                tokio::select! {
                    told = &mut next => break told,
                    () = self.teller.closed() => return "nobody follows any more".to_owned(),
                    _ = beat.tick() => drop(self.beats.fetch_add(1, Ordering::Relaxed)),
                    _ = quiet.tick() => {
                        let (told, none_leads) = match self.look(&client).await {
                            Seen::Silent(reason) => return reason,
                            Seen::Leaderless(reason) => (Some(self.failed(&reason)), true),
                            Seen::Well => (leaderless.then_some(Told::Reached(self.after)), false),
                        };
                        leaderless = none_leads;
                        if let Some(told) = told
                            && self.teller.send(told).await.is_err()
                        {
                            return "nobody follows any more".to_owned();
                        }
                    }
                };
            };
            let told = match told {
                Ok(told) => self.told(told),
                Err(error) => return failed(error),
            };
            let Some(told) = told else { continue };
            let stop = matches!(&told, Told::Failed(error) if !error.is_passing());
            if self.teller.send(told).await.is_err() || stop {
                return "the log can't be followed further".to_owned();
            }
        }
    }

    fn failed(&self, reason: &str) -> Told {
        let reason = format!("{}: {reason}", self.log.shared.address);
        Told::Failed(StoreError::Unavailable { reason })
    }

    /// Whether the node that is followed answers, and whether there is one that leads.
    async fn look(&self, client: &Client) -> Seen {
        let first = ReadStreamOptions::default().position(StreamPosition::Start).max_count(1);
        let own = self.log.named(LogEvent::CATEGORY);
        let asked = async |client: &Client, options: &ReadStreamOptions| {
            let read = async { client.read_stream(own.as_str(), options).await?.next().await };
            match tokio::time::timeout(LOOK, read).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(failed(error)),
                Err(_) => Err(format!("no answer within {} s", LOOK.as_secs())),
            }
        };
        if let Err(silent) = asked(client, &first).await {
            return Seen::Silent(silent);
        }
        // One of its own: the client of version 1.2 is dead once its first connection failed.
        let led = match connect(&self.log.shared.address.leader) {
            Ok(leader) => asked(&leader, &first.requires_leader(true)).await,
            Err(reason) => Err(reason),
        };
        led.map_or_else(|why| Seen::Leaderless(format!("no node leads: {why}")), |()| Seen::Well)
    }

    /// What whoever follows is told of it.
    fn told(&mut self, event: SubscriptionEvent) -> Option<Told> {
        let reached = match event {
            SubscriptionEvent::EventAppeared(event) => return self.appeared(event),
            SubscriptionEvent::Checkpoint(position) => Some(position),
            SubscriptionEvent::CaughtUp(caught_up) => caught_up.and_then(|it| it.position),
            SubscriptionEvent::FellBehind(behind) => behind.and_then(|it| it.position),
            _ => return None,
        };
        self.after = self.after.max(reached.map(|it| Position::new(it.commit)));
        Some(Told::Reached(self.after))
    }

    fn appeared(&mut self, event: kurrentdb::ResolvedEvent) -> Option<Told> {
        let stored = envelope::opened(event.get_original_event(), &self.log.shared.prefix);
        let position = Some(Position::new(stored.position));
        // A subscription may begin with the event at its place.
        if position <= self.after {
            return None;
        }
        if stored.stream.starts_with(keys::PREFIX) {
            if let Some(name) = keys::destroyed(&stored.stream, &stored.event_type) {
                self.keys.forget(name);
            }
            self.after = position;
            return Some(Told::Reached(position));
        }
        let sound = stored.check_hash(&self.log.shared.address);
        Some(match self.log.sound(sound.and_then(|()| stored.recorded())) {
            Ok(recorded) => {
                self.after = position;
                Told::Event(Box::new(recorded))
            }
            Err(error) => Told::Failed(error),
        })
    }
}

fn failed(error: kurrentdb::Error) -> String {
    match Met::of(error) {
        Met::NotLeader(reason) | Met::Lost(reason) => reason,
        Met::Refused(refused) => format!("{refused:?}"),
    }
}

/// What the client says when it takes an end for an unknown message.
const SPINS: &str = "Received an unknown subscription message";

/// Passes on what the thread logs, and unwinds its stack at the line that tells of an endless loop.
struct Guard(Dispatch);

impl Subscriber for Guard {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_of_client(metadata) || self.0.enabled(metadata)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::WARN)
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.0.new_span(span)
    }

    fn record(&self, span: &span::Id, values: &span::Record<'_>) {
        self.0.record(span, values);
    }

    fn record_follows_from(&self, span: &span::Id, follows: &span::Id) {
        self.0.record_follows_from(span, follows);
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(false);
        if is_of_client(event.metadata()) {
            event.record(&mut line);
        }
        if line.0 {
            resume_unwind(Box::new(Spins));
        }
        if self.0.enabled(event.metadata()) {
            self.0.event(event);
        }
    }

    fn enter(&self, span: &span::Id) {
        self.0.enter(span);
    }

    fn exit(&self, span: &span::Id) {
        self.0.exit(span);
    }

    fn clone_span(&self, id: &span::Id) -> span::Id {
        self.0.clone_span(id)
    }

    fn try_close(&self, id: span::Id) -> bool {
        self.0.try_close(id)
    }
}

fn is_of_client(metadata: &Metadata<'_>) -> bool {
    metadata.is_event()
        && *metadata.level() == tracing::Level::WARN
        && metadata.target().starts_with("kurrentdb")
}

/// Whether a line is the one that is waited for.
struct Line(bool);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0 |= field.name() == "message" && format!("{value:?}") == SPINS;
    }
}
