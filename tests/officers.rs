//! The officers' register: who may act, and on which day.

use api::auth::Viewer;
use domain::Role;
use serde_json::{Value, json};

use crate::casework::{AGENCY, Casework, refusals};

const REGISTRAR: &str = "P-0011";

/// What somebody enters about a person, today; the payload.
async fn enters(
    casework: &mut Casework,
    by: &str,
    mutation: &str,
    (person, input): (&str, Value),
) -> Value {
    let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
    let document = format!(
        "mutation($person: PersonId!, $act: ActInput!, $input: {kind}!) {{
            {mutation}(person: $person, act: $act, input: $input) {{
                officer {{
                    name
                    roles {{ roleLabel from to }}
                    actingHeads {{ roleLabel from to }}
                    certificates {{ number from to }}
                }}
                userErrors {{ code message citation }}
            }}
        }}"
    );
    let variables = json!({ "person": person, "act": casework.now(), "input": input });
    casework.ask(by, &document, variables).await[mutation].take()
}

/// What the registrar enters, and nothing stands in the way.
pub async fn entered(casework: &mut Casework, mutation: &str, about: (&str, Value)) -> Value {
    let mut answer = enters(casework, REGISTRAR, mutation, about).await;
    assert_eq!(answer["userErrors"], json!([]), "{mutation}");
    answer["officer"].take()
}

/// Somebody with a token that says more than their first roles.
fn claiming(person: &str, roles: &[Role]) -> Viewer {
    Viewer {
        person: person.parse().unwrap(),
        agency: AGENCY.parse().unwrap(),
        roles: roles.to_vec(),
    }
}

/// Who files the case with such a token; what stands in the way.
async fn files(casework: &mut Casework, viewer: Viewer, case: &str) -> Vec<String> {
    let document = "mutation($case: CaseId!, $act: ActInput!, $input: FileCaseInput!) {
        fileCase(caseId: $case, act: $act, input: $input) {
            userErrors { code message citation }
        }
    }";
    let input = casework.filing(case);
    let variables = json!({ "case": case, "act": casework.now(), "input": input });
    let response = casework.answer(viewer, document, variables).await;
    refusals(&response.data.into_json().unwrap()["fileCase"]["userErrors"])
}

/// APL 42, PR 22: on its last day a certificate allows an inquiry, on the next day it doesn't.
#[tokio::test]
async fn an_inquiry_without_a_certificate_on_its_day_is_refused() {
    let mut casework = Casework::open().await;
    let case = casework.investigated().await;
    let input =
        json!({ "number": "川A-P-0002", "lastDay": "2022-11-30", "reason": "执法证件注销" });
    entered(&mut casework, "withdrawCertificate", ("P-0002", input)).await;
    let collecting = |casework: &Casework| {
        json!({
            "kind": "DOCUMENTARY_EVIDENCE",
            "description": "平台入驻合同",
            "origin": "平台提供",
            "fromParty": false,
            "form": { "original": true },
            "officers": ["P-0001", "P-0002"],
            "documents": [casework.document(&case, "EVIDENCE", "平台入驻合同")],
            "signatureRefused": false
        })
    };
    casework.later(1);
    let input = collecting(&casework);
    casework.done("P-0001", "collectEvidence", (&case, input)).await;
    casework.later(1);
    let input = collecting(&casework);
    let refused = casework.refused("P-0001", "collectEvidence", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "NOT_CERTIFIED 张某（P-0002）在2022-12-01没有有效的行政执法证件 《中华人民共和国行政处罚法》第四十二条第一款"
    ]
    "#);
}

/// APL 42.1: a handler who has left the post counts no more, and whoever looks sees that another has to be named.
#[tokio::test]
async fn a_handler_who_left_is_missed() {
    let mut casework = Casework::open().await;
    let case = casework.investigated().await;
    let missing = async |casework: &Casework| {
        let document = "query($case: CaseId!) { case(id: $case) { missing { code text } } }";
        let told = casework.ask("P-0001", document, json!({ "case": case })).await;
        let told = told["case"]["missing"].as_array().unwrap().clone();
        told.iter().filter(|it| it["code"] == "TOO_FEW_OFFICERS").cloned().collect::<Vec<_>>()
    };
    assert!(missing(&casework).await.is_empty());
    let input = json!({ "lastDay": "2022-11-30", "reason": "调离" });
    entered(&mut casework, "leave", ("P-0002", input)).await;
    casework.on("2022-12-01T10:00:00+08:00");
    insta::assert_json_snapshot!(missing(&casework).await, @r#"
    [
      {
        "code": "TOO_FEW_OFFICERS",
        "text": "仍任职、持有有效执法证件且未被决定回避的办案人员不足2人，请先更换办案人员"
      }
    ]
    "#);
}

/// PR 60: a leader whose role has ended decides nothing, whatever the token says.
#[tokio::test]
async fn a_role_that_ended_grants_nothing() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    let input = json!({ "role": "AGENCY_LEADER", "lastDay": "2022-11-27", "reason": "岗位调整" });
    entered(&mut casework, "endRole", ("P-0004", input)).await;
    casework.on("2022-11-28T10:00:00+08:00");
    let refused = files(&mut casework, claiming("P-0004", &[Role::AgencyLeader]), &case).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "NOT_FOUND 没有这个案件，或者无权查看"
    ]
    "#);
}

/// A role in the token that the register doesn't know grants nothing.
#[tokio::test]
async fn a_role_that_only_the_token_knows_grants_nothing() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.later(1);
    let viewer = claiming("P-0001", &[Role::AgencyLeader, Role::Handler]);
    insta::assert_json_snapshot!(files(&mut casework, viewer, &case).await, @r#"
    [
      "NOT_PERMITTED 执法人员名录中没有P-0001在2022-11-15担任负责人的记录"
    ]
    "#);
}

/// A role in the token that the register doesn't know takes none away that it does know.
#[tokio::test]
async fn a_role_that_only_the_token_knows_takes_none_away() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.later(1);
    let viewer = claiming("P-0009", &[Role::AgencyLeader, Role::PrincipalHead]);
    assert!(files(&mut casework, viewer, &case).await.is_empty());
}

/// PR 60: whoever acts as head signs as long as that lasts, and not a day longer.
#[tokio::test]
async fn an_acting_head_signs_while_the_post_is_vacant() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    let other = casework.verifying().await;
    let input = json!({
        "role": "AGENCY_LEADER",
        "from": "2022-11-28",
        "to": "2022-12-02",
        "reason": "负责人外出学习"
    });
    let officer = entered(&mut casework, "appointActingHead", ("P-0003", input)).await;
    insta::assert_json_snapshot!(officer["actingHeads"], @r#"
    [
      {
        "from": "2022-11-28",
        "roleLabel": "负责人",
        "to": "2022-12-02"
      }
    ]
    "#);
    let acting = || claiming("P-0003", &[Role::UnitHead, Role::AgencyLeader]);
    casework.on("2022-12-02T10:00:00+08:00");
    assert!(files(&mut casework, acting(), &case).await.is_empty());
    casework.on("2022-12-03T10:00:00+08:00");
    insta::assert_json_snapshot!(files(&mut casework, acting(), &other).await, @r#"
    [
      "NOT_PERMITTED 执法人员名录中没有P-0003在2022-12-03担任负责人的记录"
    ]
    "#);
}

/// APL 42, PR 51: a person is taken up, certified, given a role and a qualification, and leaves; with the
/// post everything ends.
#[tokio::test]
async fn an_officer_comes_and_goes() {
    let mut casework = Casework::open().await;
    let posting = json!({ "agency": AGENCY, "unit": "法规科", "from": "2022-11-14" });
    let input = json!({ "name": "欧阳锋", "posting": posting });
    entered(&mut casework, "enrolOfficer", ("P-0100", input)).await;
    let input = json!({ "number": "川A-0100", "from": "2022-11-14", "to": "2027-11-13" });
    entered(&mut casework, "issueCertificate", ("P-0100", input)).await;
    let input = json!({ "since": "2018-03-30" });
    entered(&mut casework, "recordQualification", ("P-0100", input)).await;
    let input = json!({ "role": "LEGAL_REVIEWER", "from": "2022-11-14" });
    entered(&mut casework, "grantRole", ("P-0100", input)).await;
    casework.later(30);
    let input = json!({ "lastDay": "2022-12-31", "reason": "调离" });
    let officer = entered(&mut casework, "leave", ("P-0100", input)).await;
    insta::assert_json_snapshot!(officer, @r#"
    {
      "actingHeads": [],
      "certificates": [
        {
          "from": "2022-11-14",
          "number": "川A-0100",
          "to": "2022-12-31"
        }
      ],
      "name": "欧阳某",
      "roles": [
        {
          "from": "2022-11-14",
          "roleLabel": "法制审核人员",
          "to": "2022-12-31"
        }
      ]
    }
    "#);
}

/// APL 42: only a registrar keeps the register, never their own entry, and nothing backwards.
#[tokio::test]
async fn the_register_is_kept_by_registrars_and_never_backwards() {
    let mut casework = Casework::open().await;
    let input = json!({ "role": "HANDLER", "from": "2022-11-01" });
    let about = |person| (person, input.clone());
    let mut refused = vec![];
    for (by, person) in [(REGISTRAR, "P-0005"), (REGISTRAR, REGISTRAR), ("P-0004", "P-0005")] {
        let answer = enters(&mut casework, by, "grantRole", about(person)).await;
        refused.push(refusals(&answer["userErrors"]));
    }
    insta::assert_json_snapshot!(refused, @r#"
    [
      [
        "TOO_EARLY 不得溯及登记之日以前"
      ],
      [
        "CONFLICT_OF_DUTIES 不得登记本人事项",
        "TOO_EARLY 不得溯及登记之日以前"
      ],
      [
        "NOT_PERMITTED 负责人不能作出该行为，须由人事管理人员作出",
        "TOO_EARLY 不得溯及登记之日以前"
      ]
    ]
    "#);
}
