//! Two of an agency who push the same number at the same moment: one of them finds the other's (design.md §3).

use serde_json::{Value, json};

use super::desk::{Desk, TAX, penalty};
use crate::{at_once::everywhere, casework::Casework, nodes::level};

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_push_the_same_number_one_finds_the_others() {
    everywhere(async |one: Casework, other: Casework| {
        let mut one = Desk::over(one).await;
        other.on(&one.casework.app.clock.now().to_string());
        level(&[&one.casework, &other]).await;
        let mut other = Desk { casework: other };
        let (mine, theirs) = (one.now(), other.now());
        let answers: [Value; 2] = tokio::join!(
            one.sends(TAX, "pushInboundRecord", ("", mine, penalty())),
            other.sends(TAX, "pushInboundRecord", ("", theirs, penalty())),
        )
        .into();
        level(&[&one.casework, &other.casework]).await;
        let refused: Vec<_> = answers.iter().filter(|it| it["userErrors"] != json!([])).collect();
        assert_eq!(refused.len(), 1, "{answers:?}");
        assert_eq!(refused[0]["userErrors"][0]["code"], "ALREADY_DONE");
        let list = "{ inboundRecords { totalCount { value } } }";
        for node in [&one, &other] {
            let told = node.ask(TAX, list, json!({})).await;
            assert_eq!(told["inboundRecords"]["totalCount"]["value"], 1);
        }
    })
    .await;
}
