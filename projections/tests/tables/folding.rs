//! Cases as they are folded: again and again, further on, earlier, and after something was erased.

use domain::case::{Event, Main};
use projections::dossier::{AsOf, Dossier};

use super::{
    Office,
    history::{Step, case},
    lists::viewer,
};

impl Office {
    async fn dossier(&self, as_of: AsOf) -> Dossier {
        let (viewer, id) = (viewer(domain::Role::Handler), case(0));
        let read = Dossier::read(&self.log.store, &self.read_model, &viewer, (id, as_of));
        read.await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn a_case_that_was_read_before_moves_on_and_is_still_what_it_was() {
    let mut office = Office::open();
    office.log.happens(0, &[Step::Lead, Step::Assigned]).await;
    office.follow().await;
    let before = office.dossier(AsOf::Now).await;
    assert_eq!((before.case.main, before.entries().count()), (Main::Verifying, 2));
    office.log.happens(0, &[Step::Filed, Step::Evidence]).await;
    office.follow().await;
    let after = office.dossier(AsOf::Now).await;
    assert_eq!((after.case.main, after.entries().count()), (Main::Investigating, 4));
    let then = office.dossier(AsOf::Revision(1)).await;
    assert_eq!(then.case, before.case);
    assert_eq!(then.entries().count(), 2);
}

#[tokio::test]
async fn what_is_erased_is_not_remembered_either() {
    let mut office = Office::open();
    office.log.happens(0, &[Step::Lead]).await;
    office.follow().await;
    let clue = async |office: &Office| {
        let dossier = office.dossier(AsOf::Now).await;
        let Event::LeadRegistered(lead) = &dossier.entries().next().unwrap().event else {
            panic!("a case begins with its lead");
        };
        lead.clue.shown().to_owned()
    };
    assert_eq!(clue(&office).await, "销售过期食品");
    office.log.store.keys().destroy(&format!("case-{}", case(0))).unwrap();
    assert_eq!(clue(&office).await, "（内容已封存）");
}
