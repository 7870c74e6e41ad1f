//! What the clock does of itself with rights that ran out; with deadlines that waited for a calendar, [`crate::waiting`].

use api::{
    App,
    app::stream_of,
    clockwork::{Clockwork, settle},
    http::Closing,
};
use domain::{
    Actor, Context, Decider, Facts, Moment, Rejection,
    case::{
        Case, Event,
        notice::{HearingRight, HearingScope, Served},
        service::{Service, ServiceMode},
    },
    citation::Citation,
    clock::{Deadline, DeadlineFixed, Timer},
    document::{DocumentRef, DocumentType, NumberKind, Sha256},
    id::{CaseId, PartId, SubjectId},
};
use projections::Progress;
use serde_json::{Value, json};
use store::{Position, Recorded, Request};
use tokio::sync::watch;
use uuid::Uuid;

use crate::casework::Casework;

/// A stream of a case to which whatever is asked is added: how a test gets somewhere in one step.
#[derive(Debug, Clone, Default)]
struct Given;

impl Decider for Given {
    const CATEGORY: &'static str = Case::CATEGORY;
    type Command = Value;
    type Event = Value;

    fn evolve(self, _: &Value, _: Moment) -> Self {
        self
    }

    fn decide(&self, event: &Value, _: &Context<'_>) -> Result<Vec<Value>, Vec<Rejection>> {
        Ok(vec![event.clone()])
    }

    fn basis(_: &Value) -> Vec<Citation> {
        vec![]
    }

    fn subjects(_: &Value) -> Vec<SubjectId> {
        vec![]
    }
}

/// This has happened in the case.
pub async fn given(casework: &Casework, case: CaseId, event: Event) {
    let event = serde_json::to_value(event).unwrap();
    given_as(&casework.app, case, (Uuid::new_v4(), event)).await;
}

/// This has come of that command, be it an event that this program knows or not.
pub async fn given_as(app: &App, case: CaseId, (command_id, event): (Uuid, Value)) {
    let now = app.clock.now();
    let context = Context {
        actor: &Actor::Clock,
        occurred: now,
        at: now,
        late_entry_reason: None,
        stated: &[],
        law: &app.law,
        facts: &Facts::default(),
    };
    let request = Request {
        command_id,
        command_hash: String::new(),
        expected_revision: None,
        causation_id: None,
        correlation_id: None,
    };
    let stream = stream_of(case);
    store::transact::<Given>(&app.store, &stream, &request, &event, &context).await.unwrap();
}

/// A period that starts now.
pub fn deadline(casework: &Casework, timer: Timer, of: &str) -> Deadline {
    let now = casework.app.clock.now();
    let deadline = casework.app.law.deadline(timer, now, "510104", &[]).unwrap();
    Deadline { of: Some(part(of)), ..deadline }
}

pub fn part(id: &str) -> PartId {
    id.parse().unwrap()
}

/// The notice N1, served now.
pub fn notice(casework: &Casework) -> Event {
    let number = NumberKind::PriorNotice;
    Event::PriorNoticeServed(Served {
        deviations: vec![],
        serious_list: None,
        id: part("N1"),
        number: domain::document::DocumentNumber::new("锦市监", number, 2022, 1),
        sanctions: vec![],
        facts: "无证经营".into(),
        reasons: "持续两周".into(),
        provisions: vec![],
        hearing: HearingRight { told: true, because: HearingScope::Offered, threshold: None },
        refund: None,
        supersedes: None,
        new_ground: None,
        service: Service {
            mode: ServiceMode::Direct,
            served_on: casework.app.clock.now().day(),
            recipient: None,
            receipt: None,
            confirmation: None,
            announcement: None,
            recording: None,
            course: None,
            overtakes: vec![],
        },
        document: DocumentRef {
            sha256: Sha256::new([1; 32]),
            document_type: DocumentType::PriorNotice,
            number: None,
            pages: 1,
            place: None,
        },
        settled: vec![],
        deadlines: [Timer::NoticeState, Timer::HearingRequest]
            .map(|timer| deadline(casework, timer, "N1"))
            .to_vec(),
    })
}

async fn filed_case(casework: &mut Casework) -> CaseId {
    casework.filed().await.parse().unwrap()
}

async fn last(casework: &Casework, case: CaseId) -> Recorded {
    casework.app.store.read(&stream_of(case)).await.unwrap().pop().unwrap()
}

/// PR 57: the five working days from Monday, 28 November end on Monday, 5 December. What the party said on
/// that day may be entered on Tuesday without being late, so the lapse is recorded on Wednesday.
#[tokio::test]
async fn a_right_that_ran_out_unused_is_recorded_once_and_only_when_late_entries_are_over() {
    let mut casework = Casework::open().await;
    let case = filed_case(&mut casework).await;
    given(&casework, case, notice(&casework)).await;
    casework.on("2022-12-06T18:00:00+08:00");
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    casework.on("2022-12-07T00:00:00+08:00");
    assert_eq!(settle(&casework.app).await.unwrap(), 1);
    let lapsed = last(&casework, case).await;
    assert_eq!(lapsed.event_type, "case.rights-lapsed");
    assert_eq!(lapsed.metadata.actor, Actor::Clock);
    let Event::RightsLapsed(said) = lapsed.decode().unwrap() else { panic!("{lapsed:?}") };
    assert_eq!((said.due.to_string(), said.rights.len()), ("2022-12-05".to_owned(), 2));
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    assert_eq!(last(&casework, case).await.revision, lapsed.revision);
}

/// Appendix B 16: two clocks at once, another process and tables made anew record nothing again.
#[tokio::test]
async fn a_lapse_is_recorded_once_whoever_else_looks() {
    let mut casework = Casework::open().await;
    let case = filed_case(&mut casework).await;
    given(&casework, case, notice(&casework)).await;
    casework.on("2022-12-07T00:00:00+08:00");
    let (one, other) = tokio::join!(settle(&casework.app), settle(&casework.app));
    one.unwrap();
    other.unwrap();
    let lapsed = last(&casework, case).await;
    let history = casework.app.store.read(&stream_of(case)).await.unwrap();
    let of_the_kind = history.iter().filter(|it| it.event_type == lapsed.event_type);
    assert_eq!((lapsed.event_type.as_str(), of_the_kind.count()), ("case.rights-lapsed", 1));
    let casework = Casework::open_in(casework.close().await, "2022-12-08T00:00:00+08:00");
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    casework.app.read_model.rebuild(&casework.app.store, |_| ()).await.unwrap();
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    assert_eq!(last(&casework, case).await, lapsed);
}

/// Appendix B 16: found out later, and after other acts, the same lapse has the same id.
#[tokio::test]
async fn a_lapse_has_the_id_of_what_lapsed() {
    let mut ids = vec![];
    for (acts, at) in [(0, "2022-12-07T00:00:00+08:00"), (2, "2022-12-09T00:00:00+08:00")] {
        let mut casework = Casework::open().await;
        let case = filed_case(&mut casework).await;
        given(&casework, case, notice(&casework)).await;
        for _ in 0..acts {
            let fixed = Event::DeadlineFixed(DeadlineFixed { deadlines: vec![] });
            given(&casework, case, fixed).await;
        }
        casework.on(at);
        assert_eq!(settle(&casework.app).await.unwrap(), 1);
        let lapsed = last(&casework, case).await;
        ids.push((lapsed.event_type, lapsed.id));
    }
    assert_eq!(ids[0], ids[1]);
}

/// A command of the clock that is refused keeps it from nothing else, and not busy either.
#[tokio::test]
async fn what_the_clock_is_refused_stays_due_and_stops_nothing() {
    let mut casework = Casework::open().await;
    let case = filed_case(&mut casework).await;
    let unheard = DeadlineFixed { deadlines: vec![deadline(&casework, Timer::NoticeState, "N9")] };
    given(&casework, case, Event::DeadlineFixed(unheard)).await;
    given(&casework, case, notice(&casework)).await;
    casework.on("2022-12-07T09:00:00+08:00");
    assert_eq!(settle(&casework.app).await.unwrap(), 1);
    assert_eq!(last(&casework, case).await.event_type, "case.rights-lapsed");
}

/// A case that can't be read keeps the clock from no other, and is named as long as it can't be.
#[tokio::test]
async fn a_case_that_this_program_cannot_read_is_left_out_and_named() {
    let mut casework = Casework::open().await;
    let mut cases = vec![];
    for _ in 0..2 {
        let case = filed_case(&mut casework).await;
        given(&casework, case, notice(&casework)).await;
        cases.push(case);
    }
    casework.on("2022-12-28T09:00:00+08:00");
    assert!(casework.app.caught_up().await);
    // A newer program has made the tables.
    let unheard = json!({ "type": "unheard", "data": {} });
    given_as(&casework.app, cases[0], (Uuid::new_v4(), unheard)).await;
    let told = Progress { position: Some(Position::new(u64::MAX)), ..Progress::default() };
    let (_follower, progress) = watch::channel(told);
    let app = App { progress, ..casework.app.clone() };
    assert_eq!(settle(&app).await.unwrap(), 1);
    assert_eq!(last(&casework, cases[1]).await.event_type, "case.rights-lapsed");
    let clockwork = Clockwork::new(app);
    let (mut state, closing) = (clockwork.state(), Closing::new());
    tokio::spawn(clockwork.run(closing.clone()));
    for _ in 0..2 {
        state.changed().await.unwrap();
        let failed = state.borrow_and_update().failed.clone().unwrap();
        let named = format!("case.unheard at case-{}@", cases[0]);
        assert!(failed.starts_with(&named), "{failed}");
    }
    closing.begin();
}
