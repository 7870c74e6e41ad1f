//! Who may put a document into a case, and who may have one that names a reporter.

use domain::{
    Narrative, Personal, Role,
    access::Target,
    case::{Command, lead},
    document::{DocumentRef, DocumentType, Sha256},
    id::CaseId,
};
use jiff::civil::date;
use projections::Viewer;
use reqwest::{Client, StatusCode};
use sha2::Digest;
use store::{LogKind, Options};
use uuid::Uuid;

use crate::{
    App,
    app::{Sent, Sought, SoughtOf, new_case},
    auth,
    clock::Clock,
    config::{Enroll, Law, Place, Report},
    http::{
        documents,
        fixture::{Server, server_with, viewer},
    },
    parts, register,
    viewer::claimed,
};

const BYTES: &[u8] = "案源登记表".as_bytes();
const OPENING: Uuid = Uuid::from_u128(1);
const MORNING: &str = "2022-11-14T09:00:00+08:00";

fn digest() -> Sha256 {
    Sha256::new(sha2::Sha256::digest(BYTES).into())
}

fn lead(reporter: Option<lead::Reporter>) -> Command {
    Command::RegisterLead(lead::Register {
        source: lead::LeadSource::SupervisionCheck,
        reference: None,
        received_on: date(2022, 11, 14),
        clue: Narrative::from("平台内多家餐饮店铺未公示食品经营许可证"),
        suspect: Narrative::from("成都某信息技术有限公司"),
        reporter,
        violation: None,
        documents: vec![DocumentRef {
            sha256: digest(),
            document_type: DocumentType::SourceForm,
            number: None,
            pages: 1,
            place: None,
        }],
    })
}

/// The casework of the server's own viewer, who is on the register.
async fn casework(data: &std::path::Path) -> App {
    let clock = Clock::standing(MORNING.parse().unwrap());
    let law = parts::law(None).unwrap();
    let options = Options::of(LogKind::Real);
    let (app, follower) = parts::open(data, &options, (law, clock)).unwrap();
    tokio::spawn(follower.run());
    enroll(&app, data, &viewer(), vec![Role::Handler, Role::Intake]).await;
    app
}

async fn enroll(app: &App, data: &std::path::Path, who: &auth::Viewer, roles: Vec<Role>) {
    let entry = Enroll {
        place: Place::embedded(data.to_owned()),
        law: Law { rulebook: None },
        report: Report { json: false },
        person: who.person.clone(),
        name: "李明".to_owned(),
        agency: who.agency.clone(),
        unit: "综合执法大队".to_owned(),
        from: date(2022, 1, 4),
        roles,
        certificate: None,
        certificate_to: None,
        qualified: false,
    };
    register::enroll(app, &entry).await.unwrap();
}

async fn put(server: &Server, token: &str, place: &str) -> StatusCode {
    let place = server.url(place);
    Client::new().put(place).bearer_auth(token).body(BYTES).send().await.unwrap().status()
}

fn sent(command_id: Uuid) -> Sent {
    Sent {
        command_id,
        command_hash: String::new(),
        occurred: MORNING.parse().unwrap(),
        expected_revision: None,
        power_item: None,
        late_entry_reason: None,
        stated: vec![],
    }
}

/// Whoever sees a case may add to it, and whoever opens one brings its first documents; nobody else.
#[tokio::test]
async fn documents_are_put_only_into_ones_own_cases() {
    let data = tempfile::tempdir().unwrap();
    let app = casework(data.path()).await;
    let server = server_with(documents::routes(app.clone(), BYTES.len())).await;
    let own = server.token();
    let neighbour = auth::Viewer { agency: "COUNTY_510104_AMR".parse().unwrap(), ..viewer() };
    let neighbour = server.key.mint(&neighbour, 1).unwrap();

    let opener = Viewer { roles: vec![Role::Intake], ..claimed(&viewer()) };
    let case: CaseId = new_case(&opener, OPENING);
    let place = format!("/cases/{case}/documents/{}", digest());
    let first = format!("{place}?commandId={OPENING}");
    assert_eq!(put(&server, &own, &place).await, StatusCode::NOT_FOUND);
    assert_eq!(put(&server, &neighbour, &first).await, StatusCode::NOT_FOUND);
    assert_eq!(put(&server, &own, &first).await, StatusCode::NO_CONTENT);

    let sent = sent(OPENING);
    app.act(&opener, &sent, case, &lead(None)).await.unwrap();
    assert_eq!(put(&server, &own, &place).await, StatusCode::NO_CONTENT);
    assert_eq!(put(&server, &neighbour, &place).await, StatusCode::NOT_FOUND);
    let other = format!("/cases/{case}/documents/{}", "ab".repeat(32));
    assert_eq!(put(&server, &own, &other).await, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Whoever keeps the folder says how long a document may be, and whoever sends a longer one is told.
#[tokio::test]
async fn a_document_that_is_too_long_is_refused_with_the_limit() {
    let data = tempfile::tempdir().unwrap();
    let app = casework(data.path()).await;
    let opener = Viewer { roles: vec![Role::Intake], ..claimed(&viewer()) };
    let case = new_case(&opener, OPENING);
    let place = format!("/cases/{case}/documents/{}?commandId={OPENING}", digest());
    let server = server_with(documents::routes(app, BYTES.len() - 1)).await;
    let sent = Client::new().put(server.url(&place)).bearer_auth(server.token()).body(BYTES);
    let answer = sent.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let told: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(told["errors"][0]["message"], "the body is longer than 14 bytes");
    assert_eq!(told["errors"][0]["extensions"]["code"], "TOO_LARGE");
}

/// CMP 33; domain.md §9: the bytes that name who reported are had for a recorded purpose alone, and on its day.
#[tokio::test]
async fn what_names_a_reporter_is_had_for_a_recorded_purpose_alone() {
    let data = tempfile::tempdir().unwrap();
    let app = casework(data.path()).await;
    let server = server_with(documents::routes(app.clone(), BYTES.len())).await;
    let own = server.token();
    let opener = Viewer { roles: vec![Role::Intake], ..claimed(&viewer()) };
    let case: CaseId = new_case(&opener, OPENING);
    let place = format!("/cases/{case}/documents/{}", digest());
    put(&server, &own, &format!("{place}?commandId={OPENING}")).await;
    let reporter = lead::Reporter {
        real_name: true,
        identity: Personal::apart(lead::ReporterIdentity {
            name: "周敏".to_owned(),
            contact: "13800000001".to_owned(),
        }),
    };
    app.act(&opener, &sent(OPENING), case, &lead(Some(reporter))).await.unwrap();
    assert!(app.caught_up().await);
    let roles = vec![Role::AgencyLeader];
    let leader = auth::Viewer { person: "P-0004".parse().unwrap(), roles, ..viewer() };
    enroll(&app, data.path(), &leader, leader.roles.clone()).await;
    let token = server.key.mint(&leader, 1).unwrap();
    let had = async || {
        let asked = Client::new().get(server.url(&place)).bearer_auth(&token);
        let answer = asked.send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    };
    let (status, said) = had().await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(said.contains("READING_UNRECORDED"), "{said}");
    let sought = Sought {
        of: SoughtOf::Case(case, Target::Reporter),
        purpose: "核实举报人补充提交的证据".to_owned(),
        basis: "CMP 33".parse().unwrap(),
    };
    let reading = Uuid::from_u128(2);
    app.read_sealed(&claimed(&leader), &sent(reading), &sought).await.unwrap();
    assert_eq!(had().await.0, StatusCode::OK);
    app.clock.set("2022-11-15T09:00:00+08:00".parse().unwrap()).unwrap();
    assert_eq!(had().await.0, StatusCode::FORBIDDEN);
}
