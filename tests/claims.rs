//! A document number and the act that bears it, whatever happens in between: the process dies between any
//! two steps, or somebody frees the number while its act is under way.

mod overtaken;
mod voided;

use std::{os::unix::process::ExitStatusExt, path::Path, process::Command as Process};

use api::{
    App,
    app::{Failure, Kept, Sent, stream_of},
    clock::Clock,
    clockwork::settle,
    parts,
    viewer::claimed,
};
use domain::{
    Acting, Actor, Code, Context, Decider, Facts, Role,
    case::{Case, Command, filing, violation::ViolationType},
    claim::{self, Claim, Holder, Thing, number::SeriesName},
    document::{DocumentRef, DocumentType, NumberKind},
    id::{CaseId, CommandId, PersonId},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;
use store::{LogKind, Options, Receipt, Request, TransactError};
use uuid::Uuid;

use crate::casework::{AGENCY, Casework, viewer};

const DAY: &str = "2022-11-28T09:00:00+08:00";
const STALE: &str = "占用文号后未作出相应行为";
const SIGKILL: i32 = 9;

/// More steps than sending the act has: it holds its number, and then it is given up so far as to say so.
const GIVING_UP: usize = 5;

fn series() -> SeriesName {
    SeriesName { organ: "锦市监".to_owned(), kind: NumberKind::Filing, year: 2022 }
}

/// A case under verification, and the act of filing it, as a client sends it.
struct Filing {
    case: CaseId,
    sent: Sent,
    command: Command,
}

impl Filing {
    async fn prepared(casework: &mut Casework, n: u128) -> Self {
        let case = casework.verifying().await;
        casework.on(DAY);
        casework.document(&case, "FILING_APPROVAL", "立案审批表");
        Self::of(case.parse().unwrap(), n)
    }

    fn of(case: CaseId, n: u128) -> Self {
        let sent = Sent {
            command_id: Uuid::from_u128(n),
            command_hash: "as it was sent".to_owned(),
            occurred: DAY.parse().unwrap(),
            expected_revision: None,
            power_item: Some("SCJG-CF-001".parse().unwrap()),
            late_entry_reason: None,
            stated: vec![],
        };
        Self { case, sent, command: Command::FileCase(file()) }
    }

    fn holder(&self) -> Holder {
        let command = CommandId::new(self.sent.command_id);
        Holder { stream: stream_of(self.case), command }
    }

    /// Sends it, as the leader does.
    async fn send(&self, app: &App) -> Result<Receipt, Failure> {
        let leader = claimed(&viewer("P-0004"));
        app.act(&leader, &self.sent, self.case, &self.command).await
    }

    /// The act alone, once it holds its number.
    async fn take_place(&self, app: &App, allotment: &Kept) -> Result<Receipt, TransactError> {
        self.take_place_as::<Case>(app, allotment, &self.command).await
    }

    /// The same, decided by `D`.
    async fn take_place_as<D>(
        &self,
        app: &App,
        allotment: &Kept,
        command: &D::Command,
    ) -> Result<Receipt, TransactError>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let Thing::Number(number) = &allotment.thing else { unreachable!() };
        let mut facts = Facts { number: Some(number.clone()), ..Facts::default() };
        facts
            .documents
            .extend(self.command.act().papers().into_iter().map(|it| it.document.sha256));
        for person in ["P-0001", "P-0002", "P-0004"].map(|it| it.parse::<PersonId>().unwrap()) {
            let history = app.store.read(&format!("officer-{person}")).await.unwrap();
            facts.officers.insert(person, store::fold(&history).unwrap());
        }
        let actor = Actor::Officer(Acting {
            person: "P-0004".parse().unwrap(),
            agency: AGENCY.parse().unwrap(),
            role: Role::AgencyLeader,
            power_item: self.sent.power_item.clone(),
        });
        let (occurred, law) = (self.sent.occurred, &app.law);
        let context = Context {
            actor: &actor,
            occurred,
            at: occurred,
            late_entry_reason: None,
            stated: &[],
            law,
            facts: &facts,
        };
        let request = Request {
            command_id: self.sent.command_id,
            command_hash: self.sent.command_hash.clone(),
            expected_revision: None,
            causation_id: None,
            correlation_id: None,
        };
        let stream = stream_of(self.case);
        store::transact::<D>(&app.store, &stream, &request, command, &context).await
    }

    /// The first `steps` of what sending it does; beyond them, the first of giving up what it holds.
    async fn begin(&self, app: &App, steps: usize) {
        if steps == 0 {
            return;
        }
        let allotment = app.allot(&series(), &self.holder()).await.unwrap();
        if steps > 1 {
            app.hold(&allotment).await.unwrap();
        }
        if steps == GIVING_UP {
            return app.abandon(&allotment, STALE, None).await.unwrap();
        }
        if steps > 2 {
            self.take_place(app, &allotment).await.unwrap();
        }
        if steps > 3 {
            app.confirm(&allotment).await.unwrap();
        }
    }

    async fn number(&self, app: &App) -> Option<String> {
        let history = app.store.read(&stream_of(self.case)).await.unwrap();
        let case: Case = store::fold(&history).unwrap();
        case.record.filed.map(|(_, filed)| filed.number.to_string())
    }
}

fn file() -> filing::File {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, "立案审批表".as_bytes());
    let party = json!({
        "type": "ORGANISATION",
        "kind": "INDIVIDUAL_BUSINESS",
        "name": "锦江区老街卤味店",
        "registration": { "uscc": "92510104MA6T0X1D7T" },
        "address": "成都市锦江区老街12号",
        "operator": { "$personal": { "value": "吴刚" } },
    });
    filing::File {
        party: serde_json::from_value(party).unwrap(),
        violation: ViolationType::UnlicensedFoodBusiness,
        grounds: filing::Grounds {
            evidence: "现场笔录及平台订单数据证明当事人持续销售卤菜".into(),
            provision: "《中华人民共和国食品安全法》第一百二十二条第一款".to_owned(),
            jurisdiction: "当事人实际经营地在锦江区".into(),
        },
        violation_ended_on: jiff::civil::date(2022, 11, 14),
        long_limitation: false,
        act_id: None,
        handlers: vec!["P-0001".parse().unwrap(), "P-0002".parse().unwrap()],
        approval: DocumentRef {
            sha256: domain::document::Sha256::new(digest.as_ref().try_into().unwrap()),
            document_type: DocumentType::FilingApproval,
            number: None,
            pages: 1,
            place: None,
        },
    }
}

/// What has become of the series' numbers, in their order.
async fn numbers(app: &App) -> Vec<&'static str> {
    let allotted = app.store.read(&series().stream()).await.unwrap().len();
    let mut all = vec![];
    for sequence in 1..=u32::try_from(allotted).unwrap() {
        let stream = claim::stream_of(&series().nth(sequence));
        all.push(match store::fold::<Claim>(&app.store.read(&stream).await.unwrap()).unwrap() {
            Claim::Free => "free",
            Claim::Held { .. } => "held",
            Claim::Confirmed { .. } => "confirmed",
            Claim::Voided => "voided",
        });
    }
    all
}

pub const FOLDER: &str = "CLAIMS_FOLDER";
pub const CASE: &str = "CLAIMS_CASE";
pub const STEPS: &str = "CLAIMS_STEPS";

/// The process that dies: takes some steps, and kills itself.
#[tokio::test]
#[ignore = "another test runs it in a process of its own, and it never returns"]
async fn takes_some_steps_and_dies() {
    let [folder, case, steps] = [FOLDER, CASE, STEPS].map(|it| std::env::var(it).unwrap());
    let clock = Clock::standing(DAY.parse().unwrap());
    let options = Options::of(LogKind::Real);
    let law = parts::law(None).unwrap();
    let (app, _) = parts::open(Path::new(&folder), &options, (law, clock)).unwrap();
    Filing::of(case.parse().unwrap(), 1).begin(&app, steps.parse().unwrap()).await;
    die();
}

/// SIGKILL, to oneself.
pub fn die() {
    let own = std::process::id().to_string();
    Process::new("kill").args(["-KILL", &own]).status().unwrap();
    unreachable!("a killed process does not go on");
}

/// Runs a test that dies, in a process of its own, over a folder and a case of it.
pub fn killed_running(test: &str, folder: &Path, (case, steps): (&str, &str)) {
    let died = Process::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--ignored"])
        .env(FOLDER, folder)
        .env(CASE, case)
        .env(STEPS, steps)
        .output()
        .unwrap();
    assert_eq!(died.status.signal(), Some(SIGKILL), "{}", String::from_utf8_lossy(&died.stdout));
}

/// A folder in which filing a case was begun by a process that was killed after so many steps.
async fn killed_after(steps: usize) -> (Casework, Filing) {
    let mut casework = Casework::open().await;
    let filing = Filing::prepared(&mut casework, 1).await;
    let folder = casework.close().await;
    let case = filing.case.to_string();
    let dies = "claims::takes_some_steps_and_dies";
    killed_running(dies, folder.path(), (&case, &steps.to_string()));
    (Casework::open_in(folder, DAY), filing)
}

/// Whoever sends the command again after a crash finds it done or gets it done, under one number.
#[tokio::test]
async fn an_act_that_is_sent_again_after_a_crash_takes_place_once_under_one_number() {
    for steps in 0..=4 {
        let (casework, filing) = killed_after(steps).await;
        filing.send(&casework.app).await.unwrap();
        filing.send(&casework.app).await.unwrap();
        let number = filing.number(&casework.app).await;
        assert_eq!(number.as_deref(), Some("锦市监立〔2022〕1号"), "after {steps} steps");
        let left = if steps == 3 { "held" } else { "confirmed" };
        assert_eq!(numbers(&casework.app).await, [left], "after {steps} steps");
    }
}

/// What a crash left over is settled: the number of an act that is there is confirmed, any other voided
/// and never used again.
#[tokio::test]
async fn what_a_crash_left_over_is_confirmed_or_voided_and_never_used_again() {
    let began =
        [(1, "voided"), (2, "voided"), (3, "confirmed"), (4, "confirmed"), (GIVING_UP, "voided")];
    for (steps, settled) in began {
        let (casework, filing) = killed_after(steps).await;
        let app = &casework.app;
        let left = usize::from(steps != 4);
        for settling in [left, 0] {
            assert_eq!(settle(app).await.unwrap(), settling, "after {steps} steps");
            assert_eq!(numbers(app).await, [settled], "after {steps} steps");
        }
        filing.send(app).await.unwrap();
        let (all, number): (&[_], _) = match settled {
            "voided" => (&["voided", "confirmed"], "锦市监立〔2022〕2号"),
            _ => (&["confirmed"], "锦市监立〔2022〕1号"),
        };
        assert_eq!(numbers(app).await, all, "after {steps} steps");
        assert_eq!(filing.number(app).await.as_deref(), Some(number), "after {steps} steps");
    }
}

/// An act that is refused burns no number.
#[tokio::test]
async fn an_act_that_is_refused_is_allotted_no_number() {
    let mut casework = Casework::open().await;
    let mut filing = Filing::prepared(&mut casework, 1).await;
    let Command::FileCase(file) = &mut filing.command else { unreachable!() };
    file.handlers.pop();
    let Err(Failure::Refused { rejections, .. }) = filing.send(&casework.app).await else {
        panic!("one handler is not enough");
    };
    assert_eq!(rejections[0].code, Code::TooFewOfficers);
    assert_eq!(numbers(&casework.app).await, [""; 0]);
}

/// Two leaders file at the same moment: two numbers, one after the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn cases_that_are_filed_at_the_same_time_get_numbers_of_their_own() {
    let mut casework = Casework::open().await;
    let mut filings = vec![];
    for n in 1..=6 {
        let case = casework.verifying().await;
        casework.document(&case, "FILING_APPROVAL", "立案审批表");
        filings.push(Filing::of(case.parse().unwrap(), n));
    }
    casework.on(DAY);
    let sending = filings.iter().map(|it| it.send(&casework.app));
    for sent in futures::future::join_all(sending).await {
        sent.unwrap();
    }
    let mut given = vec![];
    for filing in &filings {
        given.push(filing.number(&casework.app).await.unwrap());
    }
    given.sort();
    let expected: Vec<_> = (1..=6).map(|n| series().nth(n).to_string()).collect();
    assert_eq!(given, expected);
    assert_eq!(numbers(&casework.app).await, ["confirmed"; 6]);
}
