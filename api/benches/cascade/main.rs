//! What the fall of a source costs that a thousand restrictions rest on, each in effect: how long it takes, once it was accepted, until
//! readers see of every pair that nothing bears it any more. The program works as it does beside its server: follower
//! and clockwork, on the embedded log. The median of five.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on should panic")]

#[path = "../../../projections/tests/tables/history.rs"]
#[expect(dead_code, reason = "the tables' tests use more of it")]
mod history;

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    time::{Duration, Instant},
};

use api::{App, clock::Clock, clockwork::Clockwork, config::Place, http::Closing, parts};
use domain::{
    Moment, Role,
    case::{self, Case, correction::RevokedByOwnMotion, decision::Decided},
    id::EventId,
    restriction::{self, Restriction, imposing::Imposed, notifying::Entry},
};
use projections::{
    Reader, Unit, Viewer,
    page::Asked,
    restrictions::{RestrictionFilter, RestrictionRow},
    versions::Times,
};
use store::{LogKind, Options};

use self::history::{Log, Step, Told};

const RUNS: u32 = 5;

/// How many agencies the catalogue addresses: as many pairs rest on the decision.
const AGENCIES: usize = 1_000;

/// Those agencies, all of one line of government: each is told of whoever may not bid for what the state buys.
fn overlay() -> String {
    let mut file = "[[group]]\nlevel = \"PROVINCE\"\nsystem = \"FINANCE\"\nfrom = \"2019-01-01\"\n\
         authority = { instrument = \"APL\", article = \"17\" }\nconfidence = \"RECALLED\"\n\
         remedies = [{ from = \"2019-01-01\", authority = { instrument = \"APL\", article = \"17\" }, \
         confidence = \"RECALLED\" }]\nagencies = [\n"
        .to_owned();
    for n in 0..AGENCIES {
        writeln!(
            file,
            "  {{ code = \"FINANCE_{n:04}\", name = \"财政{n:04}局\", short = \"财政{n:04}局\", \
             division = \"510000\", organ = \"财{n:04}\", body = \"四川省人民政府\" }},"
        )
        .unwrap();
    }
    file + "]\n"
}

fn specimen<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let file = format!("{}/../fixtures/events/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let mut took: Vec<_> = (0..RUNS).map(|_| runtime.block_on(fall())).collect();
    took.sort_unstable();
    let median = took[took.len() / 2];
    println!("cascade: median {median:?} for {AGENCIES} pairs, at most 1 s wanted");
}

/// From the acceptance of what ends the decision until readers see it of every pair.
async fn fall() -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let rules = tempfile::tempdir().unwrap();
    std::fs::write(rules.path().join("agencies.toml"), overlay()).unwrap();
    let law = parts::law(Some(rules.path())).unwrap();
    let place = Place::embedded(folder.path().to_owned());
    let (app, follower) =
        parts::open_place(&place, &Options::of(LogKind::Real), (law, Clock::system()))
            .await
            .unwrap();
    let following = tokio::spawn(async move { follower.run().await });
    let working = tokio::spawn(Clockwork::new(app.clone()).run(Closing::new()));
    let mut log = Log::new(app.store.clone());
    let stream = decided(&app, &mut log).await;
    seen(&app, 0).await;
    impose(&app, &mut log).await;
    seen(&app, 1).await;
    let revoked = specimen::<RevokedByOwnMotion>("case.decision-revoked-by-own-motion.1");
    let mut revoked = RevokedByOwnMotion { decision: "P1".parse().unwrap(), ..revoked };
    if let Some(withdraws) = &mut revoked.withdraws {
        (withdraws.decision, withdraws.since) = ("P1".parse().unwrap(), Some(log.next().day()));
        withdraws.still_found.clear();
    }
    let event = case::Event::DecisionRevokedByOwnMotion(revoked);
    let now: Moment = app.clock.now();
    log.records::<Told<Case>>(&stream, (history::agency(0), now), &vec![event]).await;
    let accepted = Instant::now();
    seen(&app, 2).await;
    let took = accepted.elapsed();
    println!("cascade: {took:?} for {AGENCIES} pairs");
    following.abort();
    working.abort();
    took
}

/// A case with a decision that calls for a measure of every agency; its stream.
async fn decided(app: &App, log: &mut Log) -> String {
    log.happens(0, &[Step::Lead, Step::Assigned, Step::Filed]).await;
    let stream = format!("case-{}", history::case(0));
    let at = app.clock.now();
    let decided = specimen::<Decided>("case.penalty-decided.3");
    let found = [(restriction::Trigger::BusinessStopped, BTreeSet::default())].into();
    let agency = history::agency(0);
    let calls = restriction::calls(&found, &agency, (&app.law, at.day(), at.day()));
    let calls = calls.into_iter().filter(|it| it.agency.as_str().starts_with("FINANCE_")).collect();
    let id = "P1".parse().unwrap();
    let of = agency.clone();
    // The entry that it decided on would call for measures of its own.
    let event = case::Event::PenaltyDecided(Decided {
        id,
        calls,
        agency: of,
        serious_list: None,
        ..decided
    });
    log.next();
    log.records::<Told<Case>>(&stream, (agency, at), &vec![event]).await;
    stream
}

/// Every agency imposes what it was told of.
async fn impose(app: &App, log: &mut Log) {
    let now = app.clock.now();
    for (_, pair) in pairs(app) {
        let stream = restriction::stream_of(pair.id);
        let event = EventId::new(app.store.read(&stream).await.unwrap()[0].id);
        let specimen = specimen::<Imposed>("restriction.imposed.1");
        let imposed = Imposed {
            entry: Entry { event, revision: 0 },
            start: now.day(),
            until: None,
            correction: None,
            ..specimen
        };
        let imposed = restriction::Event::Imposed(Box::new(imposed));
        log.next();
        log.records::<Told<Restriction>>(&stream, (pair.agency, now), &vec![imposed]).await;
    }
}

/// Waits until readers see what stands at this revision of every pair.
async fn seen(app: &App, revision: u64) {
    loop {
        let pairs = pairs(app);
        if pairs.len() == AGENCIES && pairs.iter().all(|(_, it)| it.revision >= revision) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Every pair, as whoever decided on the case reads them.
fn pairs(app: &App) -> Vec<(i64, RestrictionRow)> {
    let agency = history::agency(0);
    let leader = Viewer {
        person: "P-0001".parse().unwrap(),
        agency: agency.clone(),
        unit: Unit::Unposted,
        reads_for: agency,
        heir_of: vec![],
        roles: vec![Role::AgencyLeader],
    };
    let reader = Reader::Officer { viewer: leader, own: BTreeSet::new() };
    let asked_for = (&RestrictionFilter::default(), Times::now(app.clock.now().day()));
    let asked = Asked { limit: 2 * AGENCIES, backwards: false, beyond: None, counted: true };
    app.read_model.restrictions(&reader, asked_for, &asked).unwrap().rows
}
