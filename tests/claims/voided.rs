//! A gap in a series of numbers: which number was voided and why is told in the case whose act it was for.

use api::clockwork::settle;
use domain::{
    claim::{self, Claim, Thing, number::SeriesName},
    document::NumberKind,
};
use serde_json::json;

use super::{Filing, STALE, killed_after, series};
use crate::casework::Casework;

const ASKED: &str = "query($number: DocumentNumber!) {
    cases(filter: { voidedNumber: $number }) { nodes { number auditTrail {
        voidedNumbers { number reason voidedAt acts { sentence eventType } }
    } } }
}";

/// The process died once the act had been allotted its number; the act took place later, under the next one.
#[tokio::test]
async fn which_number_was_voided_and_why_is_told_in_the_case_of_its_act() {
    let (casework, filing) = killed_after(2).await;
    settle(&casework.app).await.unwrap();
    filing.send(&casework.app).await.unwrap();
    casework.app.caught_up().await;
    let missing = json!({ "number": "锦市监立〔2022〕1号" });
    let mut told = casework.ask("P-0006", ASKED, missing.clone()).await;
    insta::assert_json_snapshot!(told["cases"]["nodes"].take(), @r#"
    [
      {
        "auditTrail": {
          "voidedNumbers": [
            {
              "acts": [
                {
                  "eventType": "case.claim-abandoned",
                  "sentence": "2022年11月28日，文号锦市监立〔2022〕1号未予使用，作废，理由：占用后逾时未作出相应行为。"
                }
              ],
              "number": "锦市监立〔2022〕1号",
              "reason": "占用后逾时未作出相应行为",
              "voidedAt": "2022-11-28T09:00:00+08:00"
            }
          ]
        },
        "number": "锦市监立〔2022〕2号"
      }
    ]
    "#);
    let borne = json!({ "number": "锦市监立〔2022〕2号" });
    let mut told = casework.ask("P-0006", ASKED, borne).await;
    assert_eq!(told["cases"]["nodes"].take(), json!([]));
    // Credit supervision sees decisions, and no main file.
    let mut told = casework.ask("P-0008", ASKED, missing).await;
    assert_eq!(told["cases"]["nodes"].take(), json!([]));
}

/// A number that was held for an act is voided where the act took place under another one: what was announced meanwhile
/// keeps the number of its announcement.
#[tokio::test]
async fn a_number_that_its_act_does_not_bear_is_voided() {
    let mut casework = Casework::open().await;
    let filing = Filing::prepared(&mut casework, 1).await;
    let app = &casework.app;
    filing.send(app).await.unwrap();
    let notices = SeriesName { kind: NumberKind::PriorNotice, ..series() };
    let kept = app.allot(&notices, &filing.holder()).await.unwrap();
    app.hold(&kept).await.unwrap();
    app.settle(&kept, STALE).await.unwrap();
    let Thing::Number(number) = &kept.thing else { unreachable!() };
    let claim = app.store.read(&claim::stream_of(number)).await.unwrap();
    assert_eq!(store::fold::<Claim>(&claim).unwrap(), Claim::Voided);
}
