//! The desks of five agencies that are told of a source of the Jinjiang bureau, and what each of them does there.

use std::{fs, path::Path};

use api::{auth::Viewer, clockwork::settle, config::Enroll};
use domain::{
    Actor, Role,
    id::{EventId, ListingId, RestrictionId, SubjectId},
    listing::{self, Listing, serious},
    restriction::{
        self, Restriction, Source, SourceKind, Subject, Trigger, id_of, notifying::Notify,
    },
};
use serde_json::{Value, json};
use store::Request;
use uuid::Uuid;

use crate::casework::{AGENCY, Casework};

/// Who sits at a desk: person, name, agency, role, and the item under which they act.
pub type Who = (&'static str, &'static str, &'static str, Role, &'static str);

/// 成都市市场监督管理局: what licences are weighed by.
pub const CITY: Who = ("P-1001", "黄伟", "CITY_5101_AMR", Role::AgencyLeader, "SCJG-XK-001");
/// 四川省财政厅: procurement.
pub const FINANCE: Who = ("P-1002", "林峰", "SC_FINANCE", Role::AgencyLeader, "CZ-GL-001");
/// 中国人民银行成都分行: what banks are told.
pub const BANK: Who = ("P-1003", "高原", "PBOC_CHENGDU", Role::AgencyLeader, "RH-GL-001");
/// 国家税务总局四川省税务局: invoices.
pub const TAX: Who = ("P-1004", "唐敏", "SC_TAX", Role::AgencyLeader, "SW-GL-001");
/// 成都海关: inspections.
pub const CUSTOMS: Who = ("P-1005", "许江", "CHENGDU_CUSTOMS", Role::AgencyLeader, "HG-JC-001");
/// Whoever registers people at the finance department, and sees nothing.
pub const REGISTRAR: Who = ("P-1006", "韩露", "SC_FINANCE", Role::Registrar, "CZ-GL-001");
/// The bureau whose entry it is.
pub const BUREAU: Who = ("P-0008", "周婷", AGENCY, Role::CreditUnit, "SCJG-GL-001");

/// 四川省文化和旅游厅: places of entertainment are licensed there; the list that is built in doesn't have its items.
pub const CULTURE: Who = ("P-1007", "苏晴", "SC_CULTURE_TOURISM", Role::Intake, "WL-XK-001");

/// Who hands over for the finance department what it decided.
pub const FINANCE_HANDLER: Who = ("P-1008", "郑文", "SC_FINANCE", Role::Handler, "CZ-GL-001");
/// 四川省发展和改革委员会: a counter for projects.
pub const DRC: Who = ("P-1009", "罗静", "SC_DRC", Role::Intake, "FGW-GL-001");

const DESKS: [Who; 9] =
    [CITY, FINANCE, BANK, TAX, CUSTOMS, REGISTRAR, CULTURE, FINANCE_HANDLER, DRC];

/// What is asked of a restriction in the stories.
pub const RESTRICTION: &str = "query($id: RestrictionId!) { restriction(id: $id) {
    agencyName subject triggersLabels
    source { kindLabel number agencyName decidedOn }
    measure { code name domainLabel kindLabel basis endRule confidenceLabel }
    standingLabel
    imposed { number powerItem firstDay lastDay endRule basis proportionality }
    declined { reason basis }
    sourceFell { howLabel on asksLabel }
    end { causeLabel on reason }
    deadlines { ruleLabel dueDate outcomeLabel }
    history { sentence }
} }";

/// The casework, with the desks of the other agencies.
pub struct Desk {
    pub casework: Casework,
    commands: u128,
}

impl Desk {
    /// 14 November 2022, with everybody on the register.
    pub async fn open() -> Self {
        Self::open_under(None).await
    }

    /// The same under the rows of a folder.
    pub async fn open_under(rulebook: Option<&Path>) -> Self {
        let casework = Casework::open_under(rulebook).await;
        for (person, name, agency, role, _) in DESKS {
            let newcomer = casework.newcomer((person, name, &[role]));
            casework.enroll(Enroll { agency: agency.parse().unwrap(), ..newcomer }).await;
        }
        Self { casework, commands: 0 }
    }

    /// What the clock does, under a command of its own.
    fn request(&mut self) -> Request {
        self.commands += 1;
        Request {
            command_id: Uuid::from_u128(self.commands),
            command_hash: String::new(),
            expected_revision: None,
            causation_id: None,
            correlation_id: None,
        }
    }

    /// A company is entered in the list of serious violations by the bureau today; what that is as a source.
    pub async fn listed(&mut self) -> Source {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../fixtures/events/listing.serious-entered.1.json"
        );
        let specimen: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let field = |name: &str| specimen[name].clone();
        let decided_at = self.casework.app.clock.now();
        let enter = serious::Enter {
            cause: serde_json::from_value(field("cause")).unwrap(),
            decision: serde_json::from_value(field("decision")).unwrap(),
            number: serde_json::from_value(field("number")).unwrap(),
            decided_at,
            party: serde_json::from_value(field("party")).unwrap(),
            agency: AGENCY.parse().unwrap(),
            listing: serde_json::from_value(field("listing")).unwrap(),
        };
        let request = self.request();
        let stream = listing::stream_of(ListingId::new(request.command_id));
        let command = listing::Command::EnterSerious(Box::new(enter));
        self.issue_listing(&stream, &request, &command).await;
        self.source_in(&stream).await
    }

    /// An entry of the list of serious violations, as a source.
    pub async fn source_in(&self, stream: &str) -> Source {
        let entered = self.casework.app.store.read(stream).await.unwrap().remove(0);
        let listing::Event::SeriousEntered(it) = entered.decode().unwrap() else {
            panic!("{stream} is no entry of that list");
        };
        Source {
            event: EventId::new(entered.id),
            stream: stream.to_owned(),
            revision: entered.revision,
            kind: SourceKind::SeriousList,
            number: it.number.to_string(),
            agency: AGENCY.parse().unwrap(),
            decided_on: it.decided_on,
            sanctions: vec![],
        }
    }

    /// The case whose decision an entry of that list rests on.
    pub async fn case_of(&self, stream: &str) -> String {
        let entered = self.casework.app.store.read(stream).await.unwrap().remove(0);
        let listing::Event::SeriousEntered(it) = entered.decode().unwrap() else {
            panic!("{stream} is no entry of that list");
        };
        it.cause.stream.strip_prefix("case-").unwrap().to_owned()
    }

    async fn issue_listing(&self, stream: &str, request: &Request, command: &listing::Command) {
        let app = &self.casework.app;
        app.issue::<Listing>(Actor::Clock, stream, request, command).await.unwrap();
    }

    /// What the entry rests on is revoked today, and so is the entry.
    pub async fn revoked(&mut self, source: &Source) {
        let cause = serious::Cause {
            event: EventId::new(Uuid::from_u128(77)),
            stream: "case-1".to_owned(),
            revision: 30,
        };
        let fell_at = self.casework.app.clock.now();
        let by = listing::ending::FellBy::Revoked;
        let fall = listing::Command::Fall(listing::ending::Fall { cause, by, fell_at });
        let request = self.request();
        self.issue_listing(&source.stream, &request, &fall).await;
    }

    /// The penalty of a merchant that the bureau decided on 10 January 2023, as a source of what answers its first
    /// sanction.
    pub async fn penalised(&mut self) -> Source {
        let case = self.casework.decided().await;
        self.penalty_in(&case).await
    }

    /// The penalty that was decided in a case, as a source of what answers its first sanction.
    pub async fn penalty_in(&self, case: &str) -> Source {
        let stream = api::app::stream_of(case.parse().unwrap());
        let history = self.casework.app.store.read(&stream).await.unwrap();
        let decided = history.iter().find(|it| it.event_type == "case.penalty-decided").unwrap();
        Source {
            event: EventId::new(decided.id),
            stream,
            revision: decided.revision,
            kind: SourceKind::Penalty,
            number: "锦市监处罚〔2023〕1号".to_owned(),
            agency: AGENCY.parse().unwrap(),
            decided_on: decided.metadata.occurred_at.day(),
            sanctions: vec!["S1".parse().unwrap()],
        }
    }

    /// The agencies are told of all that the entry calls for; what one of them was told of a measure.
    pub async fn told(&mut self, (_, _, agency, ..): Who, measure: &str, source: &Source) -> Pair {
        settle(&self.casework.app).await.unwrap();
        let (agency, measure) = (agency.parse().unwrap(), measure.parse().unwrap());
        let id = id_of(source.event, &measure, &agency, None);
        Pair { id, entry: self.last(id).await }
    }

    /// An agency is told of a measure on somebody that answers something in a source.
    pub async fn told_of(
        &mut self,
        agency: &str,
        measure: &str,
        source: &Source,
        (subject, found): (Subject, Trigger),
    ) -> Pair {
        let (agency, measure) = (agency.parse().unwrap(), measure.parse().unwrap());
        let person = subject.through.as_ref().map(|_| subject.id.clone());
        let id = id_of(source.event, &measure, &agency, person.as_ref());
        let found = [found].into();
        let (source, source_until) = (source.clone(), None);
        let notify = Notify { agency, subject, source, found, measure, source_until };
        self.issue(id, &restriction::Command::Notify(Box::new(notify))).await;
        Pair { id, entry: self.last(id).await }
    }

    /// What an agency was told of a measure on the party by the first event of that type in a case, once the clock
    /// has done so.
    pub async fn told_by(
        &self,
        (_, _, agency, ..): Who,
        measure: &str,
        (case, event_type): (&str, &str),
    ) -> Pair {
        settle(&self.casework.app).await.unwrap();
        let stream = api::app::stream_of(case.parse().unwrap());
        let history = self.casework.app.store.read(&stream).await.unwrap();
        let by = history.iter().find(|it| it.event_type == event_type);
        let by = EventId::new(by.unwrap().id);
        let id = id_of(by, &measure.parse().unwrap(), &agency.parse().unwrap(), None);
        Pair { id, entry: self.last(id).await }
    }

    /// What an agency was told of a measure on somebody who was named as answerable for a decision, once the clock has done
    /// so.
    pub async fn told_of_person(
        &self,
        (_, _, agency, ..): Who,
        measure: &str,
        (case, person): (&str, &SubjectId),
    ) -> Pair {
        settle(&self.casework.app).await.unwrap();
        let stream = api::app::stream_of(case.parse().unwrap());
        let history = self.casework.app.store.read(&stream).await.unwrap();
        let named = history.iter().find(|it| it.event_type == "case.answerable-persons-named");
        let by = EventId::new(named.unwrap().id);
        let id = id_of(by, &measure.parse().unwrap(), &agency.parse().unwrap(), Some(person));
        Pair { id, entry: self.last(id).await }
    }

    /// What the agency was told last of a pair, once the clock has done what follows.
    pub async fn told_since(&self, pair: &Pair) -> Pair {
        settle(&self.casework.app).await.unwrap();
        Pair { id: pair.id, entry: self.last(pair.id).await }
    }

    async fn issue(&mut self, id: RestrictionId, command: &restriction::Command) {
        let (stream, request) = (restriction::stream_of(id), self.request());
        let app = &self.casework.app;
        app.issue::<Restriction>(Actor::Clock, &stream, &request, command).await.unwrap();
        app.caught_up().await;
    }

    /// The last event of a restriction.
    async fn last(&self, id: RestrictionId) -> EventId {
        let history = self.casework.app.store.read(&restriction::stream_of(id)).await.unwrap();
        EventId::new(history.last().unwrap().id)
    }

    /// What somebody is answered.
    pub async fn ask(&self, who: Who, document: &str, variables: Value) -> Value {
        let response = self.casework.answer(viewer(who), document, variables).await;
        assert!(response.errors.is_empty(), "{:?}", response.errors);
        response.data.into_json().unwrap()
    }

    /// A restriction as somebody sees it.
    pub async fn seen(&self, who: Who, pair: &Pair) -> Value {
        let variables = json!({ "id": pair.id.to_string() });
        self.ask(who, RESTRICTION, variables).await["restriction"].take()
    }

    /// What somebody does about a restriction now; the payload.
    pub async fn act(&mut self, who: Who, mutation: &str, (pair, input): (&Pair, Value)) -> Value {
        let mut act = self.casework.now();
        act["powerItem"] = json!(who.4);
        self.send(who, mutation, (pair, act, input)).await
    }

    /// An act as it is sent.
    pub async fn send(
        &self,
        who: Who,
        mutation: &str,
        (pair, act, input): (&Pair, Value, Value),
    ) -> Value {
        let kind = format!("{}{}", mutation[..1].to_uppercase(), &mutation[1..]);
        let document = format!(
            "mutation($id: RestrictionId!, $act: ActInput!, $input: {kind}Input!) {{
                {mutation}(restrictionId: $id, act: $act, input: $input) {{
                    restriction {{ standing standingLabel revision }} position
                    userErrors {{ code message field citation }}
                }}
            }}"
        );
        let variables = json!({ "id": pair.id.to_string(), "act": act, "input": input });
        self.ask(who, &document, variables).await[mutation].take()
    }

    /// Somebody takes notice of an entry; the payload.
    pub async fn acknowledge(&mut self, who: Who, entry: &str) -> Value {
        let document = "mutation($entry: EventId!, $act: ActInput!) {
            acknowledge(entry: $entry, act: $act) {
                restriction { unacknowledged } userErrors { code message field citation }
            }
        }";
        let mut act = self.casework.now();
        act["powerItem"] = Value::Null;
        let variables = json!({ "entry": entry, "act": act });
        self.ask(who, document, variables).await["acknowledge"].take()
    }

    /// What the story takes for granted; how the restriction stands after it.
    pub async fn done(&mut self, who: Who, mutation: &str, about: (&Pair, Value)) -> String {
        let answer = self.act(who, mutation, about).await;
        assert_eq!(answer["userErrors"], json!([]), "{mutation}");
        answer["restriction"]["standingLabel"].as_str().unwrap().to_owned()
    }

    /// What rules stand in the way of; each with its code and article.
    pub async fn refused(
        &mut self,
        who: Who,
        mutation: &str,
        about: (&Pair, Value),
    ) -> Vec<String> {
        let answer = self.act(who, mutation, about).await;
        crate::casework::refusals(&answer["userErrors"])
    }
}

/// A restriction, and the last entry of its agency's inbox that is about it.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub id: RestrictionId,
    pub entry: EventId,
}

impl Pair {
    /// The measure is imposed from today on, on that article.
    pub fn impose(&self, desk: &Desk, measure: &str, article: &str) -> Value {
        json!({
            "entry": self.entry.to_string(),
            "measure": measure,
            "start": desk.casework.today(),
            "basis": [{ "article": article }],
            "proportionality": "情节严重、社会危害较大，该措施与其相当",
        })
    }

    /// The measure is lifted, in answer to that entry.
    pub fn lift(&self, cause: &str) -> Value {
        json!({
            "entry": self.entry.to_string(),
            "cause": cause,
            "reason": "作为依据的列入决定已被撤销",
        })
    }
}

pub fn viewer((person, _, agency, role, _): Who) -> Viewer {
    Viewer { person: person.parse().unwrap(), agency: agency.parse().unwrap(), roles: vec![role] }
}

/// The representative of the company, who is barred on its account.
pub fn representative() -> Subject {
    let id = SubjectId::natural_person("0af3c2d18e5b4a67");
    Subject {
        name: Some(domain::Personal::of(id.clone(), "王小五".to_owned())),
        id,
        shown: "王某".to_owned(),
        through: Some("91510104MA6T0X1D7T".parse().unwrap()),
    }
}
