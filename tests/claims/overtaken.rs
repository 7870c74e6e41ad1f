//! An act and the giving up of its claim at the same moment: the one that was appended first stands, whole.

use std::sync::atomic::{AtomicU32, Ordering};

use api::app::{Failure, stream_of};
use domain::{
    Code, Context, Decider, Moment, Rejection,
    case::{Case, Command, Event},
    citation::Citation,
    id::SubjectId,
};
use serde_json::json;
use store::TransactError;
use tokio::runtime::Handle;
use uuid::Uuid;

use super::{Filing, STALE, numbers, series};
use crate::{casework::Casework, clockwork::given_as};

/// Whoever frees a hold says so in the act's own stream first: the act is there with its number, or it
/// takes place under another one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn freeing_a_hold_races_with_its_act_and_one_of_them_wins_whole() {
    for _ in 0..8 {
        let mut casework = Casework::open().await;
        let filing = Filing::prepared(&mut casework, 1).await;
        let app = &casework.app;
        let allotment = app.allot(&series(), &filing.holder()).await.unwrap();
        let (sent, freed) = tokio::join!(filing.send(app), app.settle(&allotment, STALE));
        sent.unwrap();
        freed.unwrap();
        let number = filing.number(app).await.unwrap();
        let all = numbers(app).await;
        let borne = series().nth(u32::try_from(all.len()).unwrap());
        assert_eq!(number, borne.to_string());
        assert_eq!(all.last(), Some(&"confirmed"));
        assert!(all[..all.len() - 1].iter().all(|it| *it == "voided"), "{all:?}");
    }
}

/// A case whose act is overtaken: something happens between the reading of the case and the append.
#[derive(Debug, Clone, Default)]
struct Overtaken(Case);

/// The act, and what happens each time that it is decided; it is told how often it was before.
struct Overtake {
    act: Command,
    tries: AtomicU32,
    meanwhile: Box<dyn Fn(u32) + Send + Sync>,
}

impl Overtake {
    fn of(act: &Command, meanwhile: impl Fn(u32) + Send + Sync + 'static) -> Self {
        let tries = AtomicU32::default();
        Self { act: act.clone(), tries, meanwhile: Box::new(meanwhile) }
    }
}

/// Waits within a decision, which itself waits for nothing.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    tokio::task::block_in_place(|| Handle::current().block_on(future))
}

impl Decider for Overtaken {
    const CATEGORY: &'static str = Case::CATEGORY;
    type Command = Overtake;
    type Event = Event;

    fn evolve(self, event: &Event, occurred: Moment) -> Self {
        Self(self.0.evolve(event, occurred))
    }

    fn decide(&self, it: &Overtake, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        (it.meanwhile)(it.tries.fetch_add(1, Ordering::SeqCst));
        self.0.decide(&it.act, context)
    }

    fn basis(event: &Event) -> Vec<Citation> {
        Case::basis(event)
    }

    fn subjects(event: &Event) -> Vec<SubjectId> {
        Case::subjects(event)
    }
}

/// The act was decided on the case as it was before: its append conflicts, it is decided anew, and finds its
/// number gone. Sent again, it gets another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_act_whose_claim_is_given_up_once_it_was_decided_does_not_take_place() {
    let mut casework = Casework::open().await;
    let filing = Filing::prepared(&mut casework, 1).await;
    let app = &casework.app;
    let claim = app.allot(&series(), &filing.holder()).await.unwrap();
    app.hold(&claim).await.unwrap();
    let (settling, kept) = (app.clone(), claim.clone());
    let overtake = Overtake::of(&filing.command, move |tries| {
        if tries == 0 {
            wait_for(settling.settle(&kept, STALE)).unwrap();
        }
    });
    let acted = filing.take_place_as::<Overtaken>(app, &claim, &overtake).await;
    let Err(TransactError::Rejected(rejections)) = acted else { panic!("{acted:?}") };
    assert_eq!(rejections.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::ClaimLost]);
    assert_eq!((numbers(app).await, filing.number(app).await), (vec!["voided"], None));
    filing.send(app).await.unwrap();
    assert_eq!(filing.number(app).await.as_deref(), Some("锦市监立〔2022〕2号"));
}

/// Whoever gives up has seen that the act is not there; it is by then, so that its claim is confirmed.
#[tokio::test]
async fn a_claim_whose_act_took_place_once_it_was_found_missing_is_not_given_up() {
    let mut casework = Casework::open().await;
    let filing = Filing::prepared(&mut casework, 1).await;
    let app = &casework.app;
    let claim = app.allot(&series(), &filing.holder()).await.unwrap();
    app.hold(&claim).await.unwrap();
    let seen = app.store.read(&stream_of(filing.case)).await.unwrap().last().map(|it| it.revision);
    filing.take_place(app, &claim).await.unwrap();
    let given_up = app.abandon(&claim, STALE, seen).await;
    let Err(Failure::Refused { rejections, .. }) = given_up else { panic!("{given_up:?}") };
    assert_eq!(rejections[0].code, Code::Conflict);
    app.settle(&claim, STALE).await.unwrap();
    assert_eq!(numbers(app).await, ["confirmed"]);
}

/// An act that others are ahead of is decided anew, three times; then its sender is told where the case is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_act_that_loses_every_race_is_a_conflict_that_says_where_the_case_is() {
    for others in [3, 4] {
        let mut casework = Casework::open().await;
        let filing = Filing::prepared(&mut casework, 1).await;
        let (app, case) = (&casework.app, filing.case);
        let claim = app.allot(&series(), &filing.holder()).await.unwrap();
        app.hold(&claim).await.unwrap();
        let quicker = app.clone();
        let overtake = Overtake::of(&filing.command, move |tries| {
            if tries < others {
                let act = json!({ "type": "deadline-fixed", "data": { "deadlines": [] } });
                wait_for(given_as(&quicker, case, (Uuid::new_v4(), act)));
            }
        });
        let acted = filing.take_place_as::<Overtaken>(app, &claim, &overtake).await;
        assert_eq!(overtake.tries.into_inner(), 4);
        let last = app.store.read(&stream_of(case)).await.unwrap().last().map(|it| it.revision);
        match acted.map_err(Failure::from) {
            Ok(receipt) => assert_eq!((others, receipt.revision), (3, last)),
            Err(Failure::Refused { rejections, current_revision }) => {
                assert_eq!((others, rejections[0].code), (4, Code::Conflict));
                assert_eq!(current_revision, last);
            }
            Err(failure) => panic!("{failure}"),
        }
    }
}
