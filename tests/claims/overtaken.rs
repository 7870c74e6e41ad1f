//! An act and the giving up of its claim at the same moment: the one that was appended first stands, whole.

use std::sync::atomic::{AtomicBool, Ordering};

use api::{
    App,
    app::{Failure, Kept, stream_of},
};
use domain::{
    Code, Context, Decider, Moment, Rejection,
    case::{Case, Command, Event},
    citation::Citation,
    id::SubjectId,
};
use store::TransactError;
use tokio::runtime::Handle;

use super::{Filing, STALE, numbers, series};
use crate::casework::Casework;

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

/// A case whose act is overtaken: between the reading of the case and the append, its claim is given up.
#[derive(Debug, Clone, Default)]
struct Overtaken(Case);

/// The act, and the claim that is given up the first time that it is decided.
struct Overtake {
    act: Command,
    app: App,
    claim: Kept,
    given_up: AtomicBool,
}

impl Decider for Overtaken {
    const CATEGORY: &'static str = Case::CATEGORY;
    type Command = Overtake;
    type Event = Event;

    fn evolve(self, event: &Event, occurred: Moment) -> Self {
        Self(self.0.evolve(event, occurred))
    }

    fn decide(&self, it: &Overtake, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        if !it.given_up.swap(true, Ordering::SeqCst) {
            let giving_up = it.app.settle(&it.claim, STALE);
            tokio::task::block_in_place(|| Handle::current().block_on(giving_up)).unwrap();
        }
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
    let overtake = Overtake {
        act: filing.command.clone(),
        app: app.clone(),
        claim: claim.clone(),
        given_up: AtomicBool::new(false),
    };
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
