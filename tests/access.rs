//! Who sees what: a token counts as far as the register bears it out, and what may not be seen is not
//! found.

use api::{auth::Viewer, config::Enroll};
use domain::Role;
use serde_json::{Value, json};

use crate::casework::{AGENCY, Casework, viewer};

/// All that reads a case, a party, an officer or a deadline.
const EVERYTHING: &str = "query($case: CaseId!, $id: ID!) {
    case(id: $case) { number }
    node(id: $id) { id }
    cases { totalCount { value } }
    worklist { totalCount { value } }
    deadlines { totalCount { value } }
    officer(person: \"P-0001\") { name }
    officers { totalCount { value } }
}";

async fn lead(casework: &mut Casework) -> String {
    let input = json!({
        "source": "COMPLAINT",
        "receivedOn": "2022-11-14",
        "clue": "团购平台标示划线价无依据",
        "suspect": "某餐饮店",
        "documents": []
    });
    let registered = casework.act("P-0001", "registerLead", ("", input)).await;
    registered["case"]["id"].as_str().unwrap().to_owned()
}

async fn seen(casework: &Casework, viewer: Viewer, case: &str) -> Value {
    let variables = json!({ "case": case, "id": case });
    let response = casework.answer(viewer, EVERYTHING, variables).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    response.data.into_json().unwrap()
}

fn nothing() -> Value {
    let none = json!({ "totalCount": { "value": 0 } });
    json!({
        "case": null,
        "node": null,
        "cases": none,
        "worklist": none,
        "deadlines": none,
        "officer": null,
        "officers": none
    })
}

fn with_roles(person: &str, agency: &str, roles: &[Role]) -> Viewer {
    Viewer {
        person: person.parse().unwrap(),
        agency: agency.parse().unwrap(),
        roles: roles.to_vec(),
    }
}

#[tokio::test]
async fn a_handler_sees_the_cases_of_the_own_agency() {
    let mut casework = Casework::open().await;
    let case = lead(&mut casework).await;
    let seen = seen(&casework, viewer("P-0001"), &case).await;
    assert_eq!(seen["node"], json!({ "id": case }));
    assert_eq!(seen["cases"]["totalCount"]["value"], 1);
    assert_eq!(seen["officer"]["name"], "李某");
}

#[tokio::test]
async fn a_case_of_another_agency_is_not_found_by_any_question() {
    let mut casework = Casework::open().await;
    let case = lead(&mut casework).await;
    let newcomer = casework.newcomer(("P-0101", "郑洁", &[Role::Handler]));
    let agency = "CITY_5107_AMR".parse().unwrap();
    casework.enroll(Enroll { agency, ..newcomer }).await;
    let stranger = with_roles("P-0101", "CITY_5107_AMR", &[Role::Handler]);
    let mut expected = nothing();
    expected["officers"]["totalCount"]["value"] = json!(1);
    assert_eq!(seen(&casework, stranger.clone(), &case).await, expected);

    let act = json!({
        "commandId": "55555555-5555-5555-5555-555555555555",
        "occurredAt": "2022-11-14T10:00:00+08:00"
    });
    let variables = json!({ "case": case, "act": act, "input": { "verifiers": ["P-0101"] } });
    let document = "mutation($case: CaseId!, $act: ActInput!, $input: AssignLeadInput!) {
        assignLead(caseId: $case, act: $act, input: $input) { case { id } userErrors { code codeLabel } }
    }";
    let response = casework.answer(stranger, document, variables).await;
    let answer = response.data.into_json().unwrap();
    assert_eq!(
        answer["assignLead"],
        json!({ "case": null, "userErrors": [{ "code": "NOT_FOUND", "codeLabel": "不存在或者无权查看" }] })
    );
}

/// PR 9: what a sub-office does is its bureau's, and its people read the bureau's cases; not those of
/// another bureau, and the register of officers as their own agency's.
#[tokio::test]
async fn a_sub_office_acts_for_its_bureau_and_reads_its_cases() {
    let mut casework = Casework::open().await;
    let bureaus = lead(&mut casework).await;
    let newcomer = casework.newcomer(("P-0231", "邱桐", &[Role::Intake, Role::Handler]));
    let agency = "SUB_510104_01".parse().unwrap();
    casework.enroll(Enroll { agency, ..newcomer }).await;
    let roles = [Role::Intake, Role::Handler];
    let there = with_roles("P-0231", "SUB_510104_01", &roles);
    assert_eq!(seen(&casework, there.clone(), &bureaus).await["node"], json!({ "id": bureaus }));

    let input = json!({
        "source": "SUPERVISION_CHECK",
        "receivedOn": "2022-11-14",
        "clue": "促销标牌原价真实性待查",
        "suspect": "某百货店",
        "documents": []
    });
    let document = "mutation($act: ActInput!, $input: RegisterLeadInput!) {
        registerLead(act: $act, input: $input) {
            case { id agency agencyName deadlines { rule } caseFile { sentence agency } }
            userErrors { code }
        }
    }";
    let variables = json!({ "act": casework.now(), "input": input });
    let response = casework.answer(there.clone(), document, variables).await;
    let mut answer = response.data.into_json().unwrap()["registerLead"].take();
    let case = answer["case"]["id"].take();
    let case = case.as_str().unwrap();
    insta::assert_json_snapshot!(answer, @r#"
    {
      "case": {
        "agency": "COUNTY_510104_AMR",
        "agencyName": "成都市锦江区市场监督管理局",
        "caseFile": [
          {
            "agency": "SUB_510104_01",
            "sentence": "2022年11月14日，成都市锦江区市场监督管理局登记人员邱某登记案源，线索来源为监督检查，于2022年11月14日收到，核查期限至2022年12月5日届满。依据：《市场监督管理行政处罚程序规定》第十八条。"
          }
        ],
        "deadlines": [
          {
            "rule": "LEAD_VERIFY"
          }
        ],
        "id": null
      },
      "userErrors": []
    }
    "#);

    let input = json!({ "verifiers": ["P-0231", "P-0001"] });
    casework.done("P-0003", "assignLead", (case, input)).await;
    let own = seen(&casework, there, case).await;
    assert_eq!(own["cases"]["totalCount"]["value"], 2);
    assert_eq!(own["worklist"]["totalCount"]["value"], 1);
    assert_eq!(own["officers"]["totalCount"]["value"], 1);
    let elsewhere = with_roles("P-0231", "SUB_510107_01", &roles);
    assert_eq!(seen(&casework, elsewhere, case).await, nothing());
}

#[tokio::test]
async fn a_token_for_somebody_whom_the_register_does_not_know_opens_nothing_but_the_law() {
    let mut casework = Casework::open().await;
    let case = lead(&mut casework).await;
    let unknown = with_roles("P-9999", AGENCY, &[Role::AgencyLeader]);
    assert_eq!(seen(&casework, unknown.clone(), &case).await, nothing());

    let law = "{ rules { periods { rule } } vocabulary(type: STAGE) { terms { label } } }";
    let response = casework.answer(unknown, law, json!({})).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
}

#[tokio::test]
async fn a_role_in_the_token_that_the_register_does_not_know_grants_nothing() {
    let mut casework = Casework::open().await;
    let case = lead(&mut casework).await;
    let assigned = json!({ "verifiers": ["P-0001", "P-0002"] });
    casework.act("P-0003", "assignLead", (&case, assigned)).await;
    let worklist = async |viewer| {
        let response =
            casework.answer(viewer, "{ worklist { totalCount { value } } }", json!({})).await;
        response.data.into_json().unwrap()["worklist"]["totalCount"]["value"].take()
    };
    // P-0005 doesn't verify this lead; whoever leads would see everybody's work.
    let reviewer = Role::CaseReviewer;
    assert_eq!(worklist(with_roles("P-0001", AGENCY, &[Role::Handler])).await, 1);
    assert_eq!(worklist(with_roles("P-0005", AGENCY, &[reviewer])).await, 0);
    assert_eq!(worklist(with_roles("P-0005", AGENCY, &[reviewer, Role::UnitHead])).await, 0);
    assert_eq!(worklist(with_roles("P-0003", AGENCY, &[Role::UnitHead])).await, 1);
}

#[tokio::test]
async fn a_role_that_the_token_leaves_out_is_not_added_by_the_register() {
    let mut casework = Casework::open().await;
    let case = lead(&mut casework).await;
    let bare = with_roles("P-0001", AGENCY, &[]);
    assert_eq!(seen(&casework, bare, &case).await, nothing());
}

#[tokio::test]
async fn before_the_first_day_of_a_role_it_grants_nothing() {
    let mut casework = Casework::open().await;
    let case = lead(&mut casework).await;
    let newcomer = casework.newcomer(("P-0102", "唐宇", &[Role::Handler]));
    casework.enroll(Enroll { from: jiff::civil::date(2022, 11, 21), ..newcomer }).await;
    let early = with_roles("P-0102", AGENCY, &[Role::Handler]);
    assert_eq!(seen(&casework, early.clone(), &case).await, nothing());
    casework.on("2022-11-21T08:00:00+08:00");
    assert_eq!(seen(&casework, early, &case).await["cases"]["totalCount"]["value"], 1);
}
