//! A running casework: a log, its tables, a clock that stands still until a test moves it, and the people
//! of the Jinjiang bureau.

use std::{path::Path, sync::Arc};

use api::{
    App,
    auth::{OwnRecord, Viewer},
    clock::Clock,
    config::{Enroll, Law, Place, Report, Shared},
    graphql::{self, CaseworkSchema},
    parts::{self, StartError},
    register,
};
use async_graphql::{Executor as _, Request, Response, Variables};
use domain::{Moment, Role, document::Sha256, id::CaseId};
use jiff::SignedDuration;
use projections::{FollowError, Follower, ReadModel};
use serde_json::{Value, json};
use store::{LogKind, Options};
use tempfile::TempDir;
use tokio::{sync::watch, task::JoinHandle};

use crate::papers::Matter;

/// Their agency.
pub const AGENCY: &str = "COUNTY_510104_AMR";

/// 演示数据: figures that lie over the law.
pub const FIGURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/rulebook-demo");

/// The people: person, name, roles.
const STAFF: [(&str, &str, &[Role]); 12] = [
    ("P-0001", "李明", &[Role::Intake, Role::Handler]),
    ("P-0002", "张伟", &[Role::Handler]),
    ("P-0003", "陈红", &[Role::UnitHead]),
    ("P-0004", "王强", &[Role::AgencyLeader]),
    ("P-0005", "刘洋", &[Role::CaseReviewer]),
    ("P-0006", "赵敏", &[Role::LegalReviewer]),
    ("P-0007", "孙丽", &[Role::HearingHost]),
    ("P-0008", "周婷", &[Role::CreditUnit]),
    ("P-0009", "何平", &[Role::PrincipalHead]),
    ("P-0010", "郭涛", &[Role::Handler, Role::LegalReviewer]),
    ("P-0011", "郑洁", &[Role::Registrar]),
    ("P-0012", "秦岚", &[Role::Intake]),
];

pub struct Casework {
    pub app: App,
    pub folder: TempDir,
    pub matter: Matter,
    /// How many days after they took place acts are entered.
    pub behind: i64,
    schema: CaseworkSchema,
    follower: JoinHandle<Result<(), FollowError>>,
    commands: u32,
}

impl Casework {
    /// Opens on 14 November 2022, with everybody on the register since January.
    pub async fn open() -> Self {
        Self::open_under(None).await
    }

    /// The same under the figures of a folder.
    pub async fn open_under(rulebook: Option<&Path>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::standing("2022-01-04T09:00:00+08:00".parse().unwrap());
        let law = parts::law(rulebook).unwrap();
        let options = Options::of(LogKind::Real);
        let opened = parts::open(folder.path(), &options, (law, clock)).unwrap();
        let casework = Self::over(folder, opened);
        casework.staff().await;
        casework
    }

    /// Everybody comes onto the register; then it is 14 November 2022.
    pub async fn staff(&self) {
        for (person, name, roles) in STAFF {
            let entry = entry(self.folder.path(), (person, name, roles));
            register::enroll(&self.app, &entry).await.unwrap();
        }
        self.on("2022-11-14T10:00:00+08:00");
    }

    /// A node of a log that others work on too, in January 2022; its commands are counted from `commands`.
    pub async fn on_node(shared: Shared, commands: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::on_node_in(folder, shared, commands).await.unwrap()
    }

    /// The same with a folder of its own, which may hold tables.
    pub async fn on_node_in(
        folder: TempDir,
        shared: Shared,
        commands: u32,
    ) -> Result<Self, StartError> {
        let clock = Clock::standing("2022-01-04T09:00:00+08:00".parse().unwrap());
        let law = parts::law(None).unwrap();
        let place = Place { shared: Some(shared), ..Place::embedded(folder.path().to_owned()) };
        let options = Options::of(LogKind::Real);
        let opened = parts::open_place(&place, &options, (law, clock)).await?;
        Ok(Self { commands, ..Self::over(folder, opened) })
    }

    /// Another program's parts over the same log, opened once, with tables and a clock of its own.
    pub fn beside(&self, commands: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = self.app.store.clone();
        let read_model = ReadModel::open(&parts::tables(folder.path()), store.id()).unwrap();
        let follower = Follower::open(store, &read_model).unwrap();
        let app = App {
            read_model: Arc::new(read_model),
            progress: follower.progress(),
            clock: Arc::new(Clock::standing(self.app.clock.now())),
            refused: watch::Sender::new(Arc::from([])),
            ..self.app.clone()
        };
        Self { commands, ..Self::over(folder, (app, follower)) }
    }

    /// What the register is to know of somebody new.
    pub fn newcomer(&self, person: (&str, &str, &[Role])) -> Enroll {
        entry(self.folder.path(), person)
    }

    /// Enters somebody into the register.
    pub async fn enroll(&self, it: Enroll) {
        register::enroll(&self.app, &it).await.unwrap();
    }

    /// Opens a folder as it was left, at that time.
    pub fn open_in(folder: TempDir, at: &str) -> Self {
        Self::open_as(folder, at, &Options::of(LogKind::Real))
    }

    /// The same with other options of the log.
    pub fn open_as(folder: TempDir, at: &str, options: &Options) -> Self {
        Self::opened_as(folder, at, (options, None))
    }

    /// The same under the figures of another folder.
    pub fn open_in_under(folder: TempDir, at: &str, rulebook: &Path) -> Self {
        Self::opened_as(folder, at, (&Options::of(LogKind::Real), Some(rulebook)))
    }

    fn opened_as(
        folder: TempDir,
        at: &str,
        (options, rulebook): (&Options, Option<&Path>),
    ) -> Self {
        let clock = Clock::standing(at.parse().unwrap());
        let law = parts::law(rulebook).unwrap();
        let opened = parts::open(folder.path(), options, (law, clock)).unwrap();
        Self::over(folder, opened)
    }

    fn over(folder: TempDir, (app, mut follower): (App, Follower)) -> Self {
        let follower = tokio::spawn(async move {
            follower.catch_up_whole(|_| ()).await?;
            follower.run().await
        });
        let schema = graphql::schema(app.clone());
        Self { app, folder, matter: Matter::default(), behind: 0, schema, follower, commands: 0 }
    }

    /// Ends the program; its folder stays.
    pub async fn close(self) -> TempDir {
        self.follower.abort();
        drop(self.follower.await);
        self.folder
    }

    pub fn on(&self, at: &str) {
        self.app.clock.set(at.parse().unwrap()).unwrap();
    }

    /// A mutation of somebody, now; its payload.
    pub async fn act(
        &mut self,
        person: &str,
        mutation: &str,
        (case, input): (&str, Value),
    ) -> Value {
        let act = self.now();
        self.send(person, mutation, (case, act, input)).await
    }

    /// An act of its own that takes place now, or took place as long ago as acts are entered behind.
    pub fn now(&mut self) -> Value {
        self.commands += 1;
        let id = format!("00000000-0000-0000-0000-c0000000{:04}", self.commands);
        let mut now = self.app.clock.now();
        if self.behind > 0 {
            now = Moment::new(now.timestamp() - SignedDuration::from_hours(24 * self.behind));
        }
        let mut act = json!({
            "commandId": id, "occurredAt": now.to_string(), "powerItem": "SCJG-CF-001"
        });
        if self.behind > 0 {
            act["lateEntryReason"] = json!("经办人外出，回机关后补录");
        }
        act
    }

    /// A mutation that the story takes for granted; the case after it.
    pub async fn done(
        &mut self,
        person: &str,
        mutation: &str,
        (case, input): (&str, Value),
    ) -> Value {
        let mut answer = self.act(person, mutation, (case, input)).await;
        assert_eq!(answer["userErrors"], json!([]), "{mutation}");
        answer["case"].take()
    }

    /// A mutation that rules stand in the way of; each with its code and article.
    pub async fn refused(
        &mut self,
        person: &str,
        mutation: &str,
        (case, input): (&str, Value),
    ) -> Vec<String> {
        let answer = self.act(person, mutation, (case, input)).await;
        let errors = refusals(&answer["userErrors"]);
        assert!(!errors.is_empty(), "{mutation} took effect");
        errors
    }

    /// The sentences of the case file.
    pub async fn sentences(&self, case: &str) -> Vec<String> {
        let query = "query($id: CaseId!) { case(id: $id) { caseFile { sentence } } }";
        let answer = self.ask("P-0001", query, json!({ "id": case })).await;
        let entries = answer["case"]["caseFile"].as_array().unwrap().iter();
        entries.map(|it| it["sentence"].as_str().unwrap().to_owned()).collect()
    }

    /// The deadlines of a case or of its publicity under a rule, each as `due outcome days`.
    pub async fn deadlines(&self, case: &str, rule: &str) -> Vec<String> {
        let query = "query($id: CaseId!) { case(id: $id) {
            deadlines { ...kept } publicity { deadlines { ...kept } }
        } } fragment kept on Deadline { rule part dueDate outcome days }";
        let answer = self.ask("P-0001", query, json!({ "id": case })).await;
        let case = answer["case"]["deadlines"].as_array().unwrap().iter();
        let public = answer["case"]["publicity"].as_array().unwrap().iter();
        let all = case.chain(public.flat_map(|it| it["deadlines"].as_array().unwrap()));
        all.filter(|it| it["rule"] == rule)
            .map(|it| {
                let due = it["dueDate"].as_str().unwrap_or("-");
                format!("{due} {} {}", it["outcome"].as_str().unwrap(), it["days"])
            })
            .collect()
    }

    /// A mutation as it is sent.
    pub async fn send(
        &self,
        person: &str,
        mutation: &str,
        (case, act, input): (&str, Value, Value),
    ) -> Value {
        let Asked { document, variables } = Asked::of(mutation, (case, act, input));
        self.ask(person, &document, variables).await[mutation].take()
    }

    /// What somebody is answered.
    pub async fn ask(&self, person: &str, document: &str, variables: Value) -> Value {
        let response = self.answer(viewer(person), document, variables).await;
        assert!(response.errors.is_empty(), "{:?}", response.errors);
        response.data.into_json().unwrap()
    }

    /// What somebody is told where the question itself is wrong: the errors.
    pub async fn told(&self, person: &str, document: &str, variables: Value) -> Value {
        let response = self.answer(viewer(person), document, variables).await;
        serde_json::to_value(response.errors).unwrap()
    }

    /// The whole answer to whoever's token says what `viewer` says.
    pub async fn answer(&self, viewer: Viewer, document: &str, variables: Value) -> Response {
        let request =
            Request::new(document).variables(Variables::from_json(variables)).data(viewer);
        self.answered(request).await
    }

    /// The whole answer to a request as a transport would hand it over.
    pub async fn answered(&self, request: Request) -> Response {
        self.schema.execute(request).await
    }

    /// What anybody is answered who brings no token.
    pub async fn ask_publicly(&self, document: &str, variables: Value) -> Value {
        let request = Request::new(document).variables(Variables::from_json(variables));
        let response = graphql::public::schema(self.app.clone()).execute(request).await;
        assert!(response.errors.is_empty(), "{:?}", response.errors);
        response.data.into_json().unwrap()
    }

    /// The whole answer to a party that looks at its own record.
    pub async fn answer_own(&self, uscc: &str, document: &str, variables: Value) -> Response {
        let own = OwnRecord { uscc: uscc.parse().unwrap() };
        let request = Request::new(document).variables(Variables::from_json(variables)).data(own);
        self.schema.execute(request).await
    }

    /// Uploads a document of a case; how an act names it.
    pub fn document(&self, case: &str, kind: &str, text: &str) -> Value {
        let case: CaseId = case.parse().unwrap();
        self.paper(&api::app::stream_of(case), kind, text)
    }

    /// Uploads a document of a record; how an act names it.
    pub fn paper(&self, stream: &str, kind: &str, text: &str) -> Value {
        let sha256 = sha256(text);
        self.app.documents.put(stream, sha256, text.as_bytes()).unwrap();
        json!({ "sha256": sha256.to_string(), "type": kind, "pages": 1 })
    }
}

/// The digest of a document.
pub fn sha256(text: &str) -> Sha256 {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
    Sha256::new(digest.as_ref().try_into().unwrap())
}

/// A mutation, as it is asked for.
pub struct Asked {
    pub document: String,
    pub variables: Value,
}

impl Asked {
    /// An act of a case, or the one that begins it where there is none yet.
    pub fn of(mutation: &str, (case, act, input): (&str, Value, Value)) -> Self {
        let kind = format!("{}{}", mutation[..1].to_uppercase(), &mutation[1..]);
        let (parameter, argument) =
            if case.is_empty() { ("", "") } else { ("$case: CaseId!, ", "caseId: $case, ") };
        let record = match mutation {
            "publish"
            | "recordPush"
            | "recordHostPublication"
            | "correctPublicity"
            | "withdrawPublicity"
            | "recordTakedown"
            | "withholdPublicity" => "publicity { id state stateLabel revision } case { id }",
            _ => "case { id number stage stageLabel revision }",
        };
        let document = format!(
            "mutation({parameter}$act: ActInput!, $input: {kind}Input!) {{
                {mutation}({argument}act: $act, input: $input) {{
                    {record}
                    userErrors {{ code message field citation currentRevision retryAfter }}
                }}
            }}"
        );
        Self { document, variables: json!({ "case": case, "act": act, "input": input }) }
    }
}

/// Each rule that stands in the way: code, message, article.
pub fn refusals(errors: &Value) -> Vec<String> {
    let told = |it: &Value| {
        let [code, message, article] =
            ["code", "message", "citation"].map(|key| it[key].as_str().unwrap_or_default());
        format!("{code} {message} {article}").trim_end().to_owned()
    };
    errors.as_array().unwrap().iter().map(told).collect()
}

/// Somebody of the staff, with all their roles in the token.
pub fn viewer(person: &str) -> Viewer {
    let (_, _, roles) = STAFF.iter().find(|it| it.0 == person).unwrap();
    Viewer {
        person: person.parse().unwrap(),
        agency: AGENCY.parse().unwrap(),
        roles: roles.to_vec(),
    }
}

fn entry(data: &std::path::Path, (person, name, roles): (&str, &str, &[Role])) -> Enroll {
    let from = jiff::civil::date(2022, 1, 4);
    Enroll {
        place: Place::embedded(data.to_owned()),
        law: Law { rulebook: None },
        report: Report { json: false },
        person: person.parse().unwrap(),
        name: name.to_owned(),
        agency: AGENCY.parse().unwrap(),
        unit: "综合执法大队".to_owned(),
        from,
        roles: roles.to_vec(),
        certificate: Some(format!("川A-{person}")),
        certificate_to: Some(jiff::civil::date(2027, 1, 3)),
        qualified: roles.contains(&Role::LegalReviewer),
    }
}
