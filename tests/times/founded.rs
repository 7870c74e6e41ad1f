//! What holds of restrictions at every step, as they are listed (Appendix B 6, 7).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::Value;

use super::world::World;

/// What is listed of restrictions and of what they rest on.
const LISTED: &str = "query($company: SubjectId!, $right: SubjectId!, $merchant: SubjectId!, $asOf: TwoTimes) {
    restrictions(first: 100, asOf: $asOf) {
        nodes {
            id standing agency source { eventId kind caseId }
            imposed { powerItem firstDay basis endRule }
        }
        pageInfo { hasNextPage }
    }
    listings(first: 100, asOf: $asOf) { nodes { source standing } }
    right: creditView(subject: $right, asOf: $asOf) { penalties { caseId standing { counts } } }
    company: creditView(subject: $company, asOf: $asOf) { penalties { caseId standing { counts } } }
    merchant: creditView(subject: $merchant, asOf: $asOf) { penalties { caseId standing { counts } } }
}";

/// Restrictions as they stand, and the sources that count: cases with their penalty, entries by their event.
pub struct Founded {
    restrictions: BTreeMap<String, Value>,
    counting: BTreeSet<String>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// By what a restriction names its source: the case of a penalty, the event of an entry.
fn source(restriction: &Value) -> String {
    let source = &restriction["source"];
    text(&source[if source["kind"] == "PENALTY" { "caseId" } else { "eventId" }])
}

impl Founded {
    pub async fn now(world: &World) -> Self {
        let listed = world.asks(LISTED, (world.casework().today(), None)).await;
        let nodes = |of: &str| listed[of]["nodes"].as_array().unwrap().clone();
        assert_eq!(listed["restrictions"]["pageInfo"]["hasNextPage"], false, "more than a page");
        let entered =
            |it: &Value| it["standing"] == "IN_FORCE" || it["standing"] == "UNDER_REEXAMINATION";
        let entries = nodes("listings").into_iter().filter(entered).map(|it| text(&it["source"]));
        let penalties =
            ["company", "right", "merchant"].map(|it| listed[it]["penalties"].as_array().unwrap());
        let penalties = penalties.into_iter().flatten();
        let counting = penalties.filter(|it| it["standing"]["counts"] == true);
        let counting = entries.chain(counting.map(|it| text(&it["caseId"]))).collect();
        let restrictions = nodes("restrictions").into_iter().map(|it| (text(&it["id"]), it));
        Self { restrictions: restrictions.collect(), counting }
    }

    /// Appendix B 6: whatever is in effect has a source that counts, a basis, an item of its agency's that holds on its
    /// first day, and what ends it; how many there are.
    pub async fn every_active_one_is_founded(&self, world: &World) -> usize {
        let law = &world.casework().app.law;
        let active = || self.restrictions.values().filter(|it| it["standing"] == "ACTIVE");
        for it in active() {
            assert!(self.counting.contains(&source(it)), "{it}");
            let imposed = &it["imposed"];
            assert!(!imposed["basis"].as_array().unwrap().is_empty(), "{it}");
            assert!(!text(&imposed["endRule"]).is_empty(), "{it}");
            let first: Date = text(&imposed["firstDay"]).parse().unwrap();
            let item = law.power(&text(&imposed["powerItem"]).parse().unwrap(), first).unwrap();
            let agency = law.agencies().on(&text(&it["agency"]).parse().unwrap(), first);
            assert!(agency.is_some_and(|agency| item.covers(agency)), "{it}");
        }
        active().count()
    }

    /// Appendix B 7: what the merchant's penalty and its entry carried is in effect no longer, and nothing else has moved;
    /// how many were in effect.
    pub fn only_its_own_fell(&self, after: &Self, world: &World) -> usize {
        let fallen = world.revocable();
        let mut fell = 0;
        for (id, before) in &self.restrictions {
            let (before, now) = (before, &after.restrictions[id]);
            if fallen.contains(&source(before)) {
                let counts =
                    ["ACTIVE", "SUSPENDED", "NOTIFIED"].iter().any(|it| now["standing"] == *it);
                assert!(!counts, "{now}");
                fell += usize::from(before["standing"] == "ACTIVE");
            } else {
                assert_eq!(before["standing"], now["standing"], "{now}");
            }
        }
        fell
    }
}
