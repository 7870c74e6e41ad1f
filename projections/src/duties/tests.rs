//! What is a duty, and until when.

use domain::claim::{
    ActInLaw, Claim,
    number::{Series, SeriesName},
};

use super::*;
use crate::spec::Registry;

#[tokio::test]
async fn an_allotted_number_is_a_duty_until_its_claim_is_settled() {
    let mut registry = Registry::open();
    let at = "2026-03-02T09:00:00+08:00";
    let command = CommandId::new(Uuid::from_u128(1));
    let holder = Holder { stream: "case-1".to_owned(), command };
    let allot = number::Command::Allot { holder: holder.clone(), instead_of: None };
    let series = "number-川市监-处罚-2026";
    registry.decide::<Series>(series, (Uuid::from_u128(7), None), (at, &allot)).await;
    registry.follow().await;
    let open = registry.read_model.open_duties(0, 10).unwrap();
    let [duty] = open.as_slice() else { panic!("{open:?}") };
    assert_eq!(duty.duty, Duty::GiveUpClaim(holder.clone()));
    assert_eq!((duty.source.as_str(), duty.revision), (series, 0));
    assert_eq!(duty.target, claim::stream_of(&SeriesName::of_stream(series).unwrap().nth(1)));
    let (cause, moved) = (duty.cause.uuid(), duty.moved);
    let claim = claim::Command::Claim { holder: holder.clone(), kind: Kind::Number };
    let step = |n| (Uuid::from_u128(n), Some(cause));
    let target = duty.target.clone();
    registry.decide::<Claim>(&target, step(8), (at, &claim)).await;
    registry.follow().await;
    let held = registry.read_model.open_duties(0, 10).unwrap();
    assert!(held[0].moved > moved, "{held:?}");
    let abandon = claim::Command::Abandon { holder, reason: "未用".into() };
    registry.decide::<Claim>(&target, step(9), (at, &abandon)).await;
    registry.follow().await;
    assert_eq!(registry.read_model.open_duties(0, 10).unwrap(), []);
}

/// APL 29.
#[tokio::test]
async fn an_act_that_was_taken_to_be_fined_is_a_duty_until_it_is_fined_or_free() {
    let mut registry = Registry::open();
    let at = "2026-03-02T09:00:00+08:00";
    let command = CommandId::new(Uuid::from_u128(1));
    let holder = Holder { stream: "case-1".to_owned(), command };
    let stream = ActInLaw::named("某平台未审查许可证").stream();
    let claim = claim::Command::Claim { holder: holder.clone(), kind: Kind::Exclusive };
    registry.decide::<Claim>(&stream, (Uuid::from_u128(8), None), (at, &claim)).await;
    registry.follow().await;
    let open = registry.read_model.open_duties(0, 10).unwrap();
    let [duty] = open.as_slice() else { panic!("{open:?}") };
    assert_eq!(duty.duty, Duty::GiveUpClaim(holder.clone()));
    assert_eq!((&duty.source, &duty.target, duty.revision), (&stream, &stream, 0));
    let release = claim::Command::Abandon { holder, reason: "未用".into() };
    let step = (Uuid::from_u128(9), Some(duty.cause.uuid()));
    registry.decide::<Claim>(&stream, step, (at, &release)).await;
    registry.follow().await;
    assert_eq!(registry.read_model.open_duties(0, 10).unwrap(), []);
}
