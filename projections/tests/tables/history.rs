//! Histories of cases, said outright: what is asked here is what tables make of events, not whether the
//! events were allowed.

use std::sync::Arc;

use domain::{
    Actor, Context, Decider, Facts, Moment, Narrative, Personal, Rejection, Rulebook,
    case::{
        Case, Event, evidence, filing, handlers, handlers::Handler, lead, statement, violation,
    },
    citation::Citation,
    clock::{DeadlineFixed, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind, Sha256},
    id::{AgencyCode, CaseId, PartId, SubjectId},
    party::{NaturalPerson, Organisation, OrganisationKind, Party, Registration},
};
use serde::{Serialize, de::DeserializeOwned};
use store::{EventStore, Request};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Whose cases they are.
pub const AGENCIES: [&str; 2] = ["COUNTY_510104_AMR", "SC_AMR"];

/// A record of that kind, which records whatever it is told.
#[derive(Debug, Clone, Default)]
pub struct Told<D>(D);

impl<D: Decider<Event: Clone>> Decider for Told<D> {
    const CATEGORY: &'static str = D::CATEGORY;
    type Command = Vec<D::Event>;
    type Event = D::Event;

    fn evolve(self, _event: &D::Event, _occurred: Moment) -> Self {
        self
    }

    fn decide(
        &self,
        told: &Vec<D::Event>,
        _: &Context<'_>,
    ) -> Result<Vec<D::Event>, Vec<Rejection>> {
        Ok(told.clone())
    }

    fn basis(event: &D::Event) -> Vec<Citation> {
        D::basis(event)
    }

    fn subjects(_event: &D::Event) -> Vec<SubjectId> {
        vec![]
    }
}

/// What can happen next in a case.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    Lead,
    Assigned,
    Filed,
    Evidence,
    Noticed,
    Stated,
    Replaced,
}

impl Step {
    pub const ALL: [Self; 7] = [
        Self::Lead,
        Self::Assigned,
        Self::Filed,
        Self::Evidence,
        Self::Noticed,
        Self::Stated,
        Self::Replaced,
    ];
}

/// How many cases are filled at once.
const AT_ONCE: usize = 128;

/// A log that is written to, a minute an act.
#[derive(Clone)]
pub struct Log {
    pub store: EventStore,
    law: Arc<Rulebook>,
    acts: u32,
}

impl Log {
    pub fn new(store: EventStore) -> Self {
        Self { store, law: Arc::new(Rulebook::builtin().unwrap()), acts: 0 }
    }

    /// What happens in the `n`th case.
    pub async fn happens(&mut self, n: u32, steps: &[Step]) {
        let at = self.next();
        let events: Vec<Event> = steps.iter().map(|step| self.event(n, *step, at)).collect();
        let stream = format!("case-{}", case(n));
        self.records::<Told<Case>>(&stream, (agency(n), at), &events).await;
    }

    /// The same happens in the first so many cases, many at a time.
    pub async fn fill(&mut self, cases: u32, steps: &'static [Step]) {
        let mut running = JoinSet::new();
        for n in 0..cases {
            let mut log = self.clone();
            self.acts += 1;
            running.spawn(async move { log.happens(n, steps).await });
            if running.len() == AT_ONCE {
                running.join_next().await.unwrap().unwrap();
            }
        }
        while let Some(done) = running.join_next().await {
            done.unwrap();
        }
    }

    /// When the next act takes place.
    pub fn next(&mut self) -> Moment {
        self.acts += 1;
        let start: Moment = "2022-03-01T09:00:00+08:00".parse().unwrap();
        let at = start.timestamp() + jiff::SignedDuration::from_mins(i64::from(self.acts));
        Moment::new(at)
    }

    /// What an agency's system has to say at a time.
    pub async fn records<D>(
        &self,
        stream: &str,
        (agency, at): (AgencyCode, Moment),
        command: &D::Command,
    ) where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let context = Context {
            actor: &Actor::System { agency },
            occurred: at,
            at,
            late_entry_reason: None,
            stated: &[],
            law: &self.law,
            facts: &Facts::default(),
        };
        let request = Request {
            command_id: Uuid::from_u128(u128::from(self.acts)),
            command_hash: String::new(),
            expected_revision: None,
            causation_id: None,
            correlation_id: None,
        };
        store::transact::<D>(&self.store, stream, &request, command, &context).await.unwrap();
    }

    fn event(&self, n: u32, step: Step, at: Moment) -> Event {
        let deadline = |timer| self.law.deadline(timer, at, "510104", &[]).unwrap();
        let notice: PartId = "N1".parse().unwrap();
        match step {
            Step::Lead => Event::LeadRegistered(lead::Registered {
                agency: agency(n),
                source: lead::LeadSource::Report,
                reference: None,
                received_on: at.day(),
                clue: Narrative::from("销售过期食品"),
                suspect: Narrative::from("某某小吃店"),
                reporter: None,
                violation: Some(violation::ViolationType::UnsafeFood),
                documents: vec![document(n, DocumentType::SourceForm)],
                deadlines: vec![deadline(Timer::LeadVerify)],
            }),
            Step::Assigned => {
                Event::LeadAssigned(lead::Assigned { verifiers: handlers(n), reason: None })
            }
            Step::Filed => Event::CaseFiled(filed(n, at, vec![deadline(Timer::CaseDecide)])),
            Step::Evidence => Event::EvidenceCollected(evidence::Collected {
                id: "E1".parse().unwrap(),
                kind: evidence::EvidenceKind::DocumentaryEvidence,
                description: Narrative::from("进货台账"),
                origin: Narrative::from("经营场所"),
                from_party: true,
                provider: Some(Personal::noted("王五".to_owned())),
                form: evidence::EvidenceForm::Original,
                officers: handlers(n),
                documents: vec![document(n, DocumentType::Evidence)],
                recording: None,
                signature_refused: false,
                place: None,
                party_absent: false,
                situation: None,
                witness: None,
                sound: None,
            }),
            Step::Noticed => {
                let of =
                    |timer| domain::clock::Deadline { of: Some(notice.clone()), ..deadline(timer) };
                let deadlines = vec![of(Timer::NoticeState), of(Timer::HearingRequest)];
                Event::DeadlineFixed(DeadlineFixed { deadlines })
            }
            Step::Stated => Event::StatementReceived(statement::Received {
                id: "D1".parse().unwrap(),
                notice,
                content: Narrative::from("请求从轻处罚"),
                document: document(n, DocumentType::Statement),
            }),
            Step::Replaced => Event::HandlersReplaced(handlers::Replaced {
                handlers: handlers(n + 1),
                reason: Narrative::from("工作调整"),
            }),
        }
    }
}

/// The id of the `n`th case.
pub fn case(n: u32) -> CaseId {
    CaseId::new(Uuid::from_u128(0xCA5E_0000 + u128::from(n)))
}

/// Whose the `n`th case is: of four, three are the bureau's.
pub fn agency(n: u32) -> AgencyCode {
    AGENCIES[usize::from(n % 4 == 3)].parse().unwrap()
}

/// The number of the `n`th case.
pub fn number(n: u32) -> DocumentNumber {
    DocumentNumber::new("川市监", NumberKind::Filing, 2022, n + 1)
}

fn filed(n: u32, at: Moment, deadlines: Vec<domain::clock::Deadline>) -> filing::Filed {
    filing::Filed {
        number: number(n),
        power_item: "SCJG-CF-001".parse().unwrap(),
        party: party(n),
        violation: violation::ViolationType::UnsafeFood,
        grounds: filing::Grounds {
            evidence: Narrative::from("现场检查发现过期食品"),
            provision: "《中华人民共和国食品安全法》第三十四条".to_owned(),
            jurisdiction: Narrative::from("违法行为发生地在本区"),
        },
        violation_ended_on: at.day(),
        long_limitation: false,
        act_id: None,
        handlers: handlers(n),
        approval: document(n, DocumentType::FilingApproval),
        handlers_min: None,
        limitation: None,
        deadlines,
    }
}

/// Every third party is a natural person.
fn party(n: u32) -> Party {
    if n % 3 == 2 {
        let id: SubjectId = format!("p-{n:064x}").parse().unwrap();
        return Party::NaturalPerson(Box::new(NaturalPerson {
            id: id.clone(),
            shown: "王某".to_owned(),
            minor: false,
            under14: false,
            name_digest: format!("digest-{n}"),
            details: Personal::of(id, details(n)),
        }));
    }
    Party::Organisation(Box::new(Organisation {
        kind: OrganisationKind::LegalPerson,
        name: format!("成都某某餐饮管理有限公司第{n}分店"),
        registration: Registration::Uscc("92510104MA6T0X1D7T".parse().unwrap()),
        address: "成都市锦江区东大街1号".to_owned(),
        representative: Some(Personal::noted("赵六".to_owned())),
        operator: None,
        contact: None,
    }))
}

fn details(n: u32) -> domain::party::PersonDetails {
    domain::party::PersonDetails {
        name: format!("王小{n}"),
        id_number: Some("11010519491231002X".parse().unwrap()),
        other_paper: None,
        address: "成都市锦江区".to_owned(),
        phone: None,
    }
}

fn handlers(n: u32) -> Vec<Handler> {
    [n % 5, n % 5 + 1]
        .map(|it| Handler {
            person: format!("P-{:04}", it + 1).parse().unwrap(),
            shown: "李某".to_owned(),
            certificate: None,
        })
        .to_vec()
}

fn document(n: u32, kind: DocumentType) -> DocumentRef {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    bytes[4] = kind as u8;
    DocumentRef {
        sha256: Sha256::new(bytes),
        document_type: kind,
        number: None,
        pages: 2,
        place: None,
    }
}
