//! Who asks: what the register bears out of a token, and by which day and log.

use api::auth::Viewer;
use domain::Role;
use serde_json::{Value, json};

use crate::{
    casework::{AGENCY, Casework, viewer},
    officers::entered,
};

const ASKED: &str = "{ viewer {
    person name agency agencyName readsFor readsForName unit
    roles { role roleLabel from to }
    certificate { number from to }
    qualifiedSince today now demonstration
} }";

async fn told(casework: &Casework, viewer: Viewer) -> Value {
    let response = casework.answer(viewer, ASKED, json!({})).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    response.data.into_json().unwrap()["viewer"].take()
}

#[tokio::test]
async fn whoever_asks_is_told_what_the_register_bears_out_of_their_token_today() {
    let casework = Casework::open().await;
    let claims = Viewer { roles: vec![Role::Handler, Role::AgencyLeader], ..viewer("P-0001") };
    insta::assert_json_snapshot!(told(&casework, claims).await, @r#"
    {
      "agency": "COUNTY_510104_AMR",
      "agencyName": "成都市锦江区市场监督管理局",
      "certificate": {
        "from": "2022-01-04",
        "number": "川A-P-0001",
        "to": "2027-01-03"
      },
      "demonstration": false,
      "name": "李某",
      "now": "2022-11-14T10:00:00+08:00",
      "person": "P-0001",
      "qualifiedSince": null,
      "readsFor": "COUNTY_510104_AMR",
      "readsForName": "成都市锦江区市场监督管理局",
      "roles": [
        {
          "from": "2022-01-04",
          "role": "HANDLER",
          "roleLabel": "办案人员",
          "to": null
        }
      ],
      "today": "2022-11-14",
      "unit": "综合执法大队"
    }
    "#);
}

/// Neither a role in a token nor the token itself makes an officer.
#[tokio::test]
async fn whoever_the_register_does_not_know_has_no_name_no_role_and_no_unit() {
    let casework = Casework::open().await;
    let nobody = Viewer { person: "P-9999".parse().unwrap(), ..viewer("P-0004") };
    let seen = told(&casework, nobody).await;
    assert_eq!((&seen["person"], &seen["agency"]), (&json!("P-9999"), &json!(AGENCY)));
    assert_eq!(
        (&seen["name"], &seen["unit"], &seen["roles"]),
        (&json!(null), &json!(null), &json!([]))
    );
}

/// A certificate and a role end, and the answer goes by the day on which the clock stands.
#[tokio::test]
async fn the_answer_goes_by_the_day_on_which_the_clock_stands() {
    let mut casework = Casework::open().await;
    let input = json!({ "role": "HANDLER", "lastDay": "2027-01-03", "reason": "岗位调整" });
    entered(&mut casework, "endRole", ("P-0001", input)).await;
    let roles = |seen: &Value| {
        let roles = seen["roles"].as_array().unwrap().iter();
        roles.map(|it| (it["role"].clone(), it["to"].clone())).collect::<Vec<_>>()
    };
    let (intake, handler) = (json!("INTAKE"), json!("HANDLER"));
    casework.on("2027-01-03T09:00:00+08:00");
    let seen = told(&casework, viewer("P-0001")).await;
    assert_eq!(seen["certificate"]["to"], "2027-01-03");
    assert_eq!(roles(&seen), [(intake.clone(), json!(null)), (handler, json!("2027-01-03"))]);
    casework.on("2027-01-04T09:00:00+08:00");
    let seen = told(&casework, viewer("P-0001")).await;
    assert_eq!((&seen["today"], &seen["certificate"]), (&json!("2027-01-04"), &json!(null)));
    assert_eq!(roles(&seen), [(intake, json!(null))]);
}

/// PR 9: a sub-office acts in its bureau's name; a joint council can't act at all.
#[tokio::test]
async fn the_agencies_of_a_day_are_listed_with_in_whose_name_they_act() {
    let casework = Casework::open().await;
    let query = "query($on: Date) { agencies(on: $on) {
        code name shortName levelLabel systemLabel division divisionName parent actsFor actingName canAct
    } }";
    let answer = casework.ask("P-0001", query, json!({})).await;
    let all = answer["agencies"].as_array().unwrap();
    let named = |code: &str| all.iter().find(|it| it["code"] == code).cloned();
    insta::assert_json_snapshot!([named(AGENCY), named("SUB_510104_01")], @r#"
    [
      {
        "actingName": "成都市锦江区市场监督管理局",
        "actsFor": "COUNTY_510104_AMR",
        "canAct": true,
        "code": "COUNTY_510104_AMR",
        "division": "510104",
        "divisionName": "锦江区",
        "levelLabel": "县级",
        "name": "成都市锦江区市场监督管理局",
        "parent": "CITY_5101_AMR",
        "shortName": "锦江区市场监管局",
        "systemLabel": "市场监管"
      },
      {
        "actingName": "成都市锦江区市场监督管理局",
        "actsFor": "COUNTY_510104_AMR",
        "canAct": true,
        "code": "SUB_510104_01",
        "division": "510104",
        "divisionName": "锦江区",
        "levelLabel": "派出机构",
        "name": "成都市锦江区市场监督管理局春熙路市场监督管理所",
        "parent": "COUNTY_510104_AMR",
        "shortName": "春熙路市场监管所",
        "systemLabel": "市场监管"
      }
    ]
    "#);
    let idle: Vec<_> = all.iter().filter(|it| it["canAct"] == false).collect();
    let codes: Vec<_> = idle.iter().filter_map(|it| it["code"].as_str()).collect();
    insta::assert_snapshot!(codes.join(" "), @"EXTERNAL_PARTY_CONSUMER_ORGANISATION EXTERNAL_PARTY_DELIVERY EXTERNAL_PARTY_INDUSTRY_ASSOCIATION EXTERNAL_PARTY_MEDIA EXTERNAL_PARTY_PAYMENT EXTERNAL_PARTY_PLATFORM EXTERNAL_PARTY_PROFESSIONAL_BODY EXTERNAL_PARTY_RIGHT_HOLDER JOINT_COUNCIL_AD JOINT_COUNCIL_CONSUMER JOINT_COUNCIL_ONLINE JOINT_COUNCIL_UNFAIR_COMP");
    for it in idle {
        assert_eq!((&it["actsFor"], &it["actingName"]), (&json!(null), &json!(null)), "{it}");
    }
    let before = casework.ask("P-0001", query, json!({ "on": "2018-12-31" })).await;
    assert_eq!(before["agencies"], json!([]));
}
