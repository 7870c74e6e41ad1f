//! Who may put a document into a case.

use domain::{
    Narrative, Role,
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
    app::{Sent, new_case},
    auth,
    clock::Clock,
    config::{Enroll, Folder, Law, Report},
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

fn lead() -> Command {
    Command::RegisterLead(lead::Register {
        source: lead::LeadSource::SupervisionCheck,
        reference: None,
        received_on: date(2022, 11, 14),
        clue: Narrative::from("平台内多家餐饮店铺未公示食品经营许可证"),
        suspect: Narrative::from("成都某信息技术有限公司"),
        reporter: None,
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
    let entry = Enroll {
        folder: Folder { data: data.to_owned() },
        law: Law { rulebook: None },
        report: Report { json: false },
        person: viewer().person,
        name: "李明".to_owned(),
        agency: viewer().agency,
        unit: "综合执法大队".to_owned(),
        from: date(2022, 1, 4),
        roles: vec![Role::Handler, Role::Intake],
        certificate: None,
        certificate_to: None,
        qualified: false,
    };
    register::enroll(&app, &entry).await.unwrap();
    app
}

async fn put(server: &Server, token: &str, place: &str) -> StatusCode {
    let place = server.url(place);
    Client::new().put(place).bearer_auth(token).body(BYTES).send().await.unwrap().status()
}

/// Whoever sees a case may add to it, and whoever opens one brings its first documents; nobody else.
#[tokio::test]
async fn documents_are_put_only_into_ones_own_cases() {
    let data = tempfile::tempdir().unwrap();
    let app = casework(data.path()).await;
    let server = server_with(documents::routes(app.clone())).await;
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

    let sent = Sent {
        command_id: OPENING,
        command_hash: String::new(),
        occurred: MORNING.parse().unwrap(),
        expected_revision: None,
        power_item: None,
        late_entry_reason: None,
        stated: vec![],
    };
    app.act(&opener, &sent, case, &lead()).await.unwrap();
    assert_eq!(put(&server, &own, &place).await, StatusCode::NO_CONTENT);
    assert_eq!(put(&server, &neighbour, &place).await, StatusCode::NOT_FOUND);
    let other = format!("/cases/{case}/documents/{}", "ab".repeat(32));
    assert_eq!(put(&server, &own, &other).await, StatusCode::UNPROCESSABLE_ENTITY);
}
