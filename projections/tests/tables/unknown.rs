//! What a newer program wrote is never skipped: it stops the tables, and is named.

use domain::{Citation, Context, Decider, Moment, Rejection, id::SubjectId};
use projections::FollowError;
use serde::{Deserialize, Serialize};

use super::{
    Office,
    history::{Step, agency},
};

/// What a newer program decides: of a kind of stream that this one knows, or of another.
#[derive(Debug, Clone, Default)]
struct Newer<const KNOWN: bool>;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
enum Event {
    GoodsSealed(u32),
}

impl<const KNOWN: bool> Decider for Newer<KNOWN> {
    const CATEGORY: &'static str = if KNOWN { "access" } else { "seizure" };
    type Command = u32;
    type Event = Event;

    fn evolve(self, _event: &Event, _occurred: Moment) -> Self {
        self
    }

    fn decide(&self, goods: &u32, _context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        Ok(vec![Event::GoodsSealed(*goods)])
    }

    fn basis(_event: &Event) -> Vec<Citation> {
        vec![]
    }

    fn subjects(_event: &Event) -> Vec<SubjectId> {
        vec![]
    }
}

/// Why the tables stop, after a case that they know.
async fn stopped_by<const KNOWN: bool>() -> String {
    let mut office = Office::open();
    office.log.happens(1, &[Step::Lead]).await;
    office.follow().await;
    let at = office.log.next();
    office.log.records::<Newer<KNOWN>>("record-1", (agency(1), at), &12).await;
    let refused = office.follower.catch_up().await.unwrap_err();
    let stopped = office.follower.progress().borrow().stopped.clone().unwrap();
    assert!(matches!(&refused, FollowError::Stopped(it) if *it == stopped), "{refused}");
    assert_eq!(office.read_model.dump().unwrap()["cases"].len(), 1);
    // Made anew they would end there too, and leave nothing half made behind.
    let rebuilt = office.read_model.rebuild(&office.log.store, |_| ()).await.unwrap_err();
    assert_eq!(rebuilt.to_string(), refused.to_string());
    let files = std::fs::read_dir(office.read_model.path().parent().unwrap()).unwrap();
    let mut names = files.map(|it| it.unwrap().file_name().into_string().unwrap());
    assert!(names.all(|it| !it.contains("unfinished")));
    refused.to_string()
}

#[tokio::test]
async fn a_type_that_this_program_does_not_know_stops_the_tables_by_its_name() {
    insta::assert_snapshot!(stopped_by::<true>().await, @"access.goods-sealed at record-1 can't be applied: access.goods-sealed at record-1@0 can't be decoded: unknown variant `goods-sealed`, expected `sealed-read` at line 1 column 22");
}

#[tokio::test]
async fn a_category_that_this_program_does_not_know_stops_the_tables_by_its_name() {
    insta::assert_snapshot!(stopped_by::<false>().await, @"seizure.goods-sealed at record-1 can't be applied: this program knows no events of the category `seizure`");
}
