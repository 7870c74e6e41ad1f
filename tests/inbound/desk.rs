//! The desks of the departments that push, and of the credit unit that shows it.

use api::{auth::Viewer, config::Enroll};
use domain::Role;
use serde_json::{Value, json};

use crate::casework::Casework;

/// Who sits at a desk: person, name, agency, role.
pub type Who = (&'static str, &'static str, &'static str, Role);

/// 国家税务总局四川省税务局.
pub const TAX: Who = ("P-2001", "唐敏", "SC_TAX", Role::Handler);
/// 四川省市场监督管理局's credit unit.
pub const CREDIT: Who = ("P-2002", "贺岚", "SC_AMR", Role::CreditUnit);
/// 四川省药品监督管理局.
pub const MPA: Who = ("P-2003", "施文", "SC_MPA", Role::Handler);
/// Who registers people at the tax bureau, and sees nothing.
pub const REGISTRAR: Who = ("P-2004", "韩露", "SC_TAX", Role::Registrar);

/// Whoever answers for the tax bureau.
pub const LEADER: Who = ("P-2005", "纪明", "SC_TAX", Role::AgencyLeader);

/// 成都光年优品贸易有限公司.
pub const COMPANY: &str = "91510100MA6A1B2C3Q";

pub struct Desk {
    pub casework: Casework,
}

/// A penalty of the tax bureau, as it is pushed.
pub fn penalty() -> Value {
    json!({
        "kind": "PENALTY",
        "number": "川税稽罚〔2022〕12号",
        "subject": COMPANY,
        "name": "成都光年优品贸易有限公司",
        "title": "虚开发票",
        "content": "罚款50000元",
        "basis": [{ "article": "INV 35" }],
        "decidedOn": "2022-11-01"
    })
}

/// What its agency says of it from then on.
pub fn written(reason: &str, content: &str) -> Value {
    let mut input = penalty();
    for gone in ["kind", "number", "subject"] {
        input.as_object_mut().unwrap().remove(gone);
    }
    (input["reason"], input["content"]) = (reason.into(), content.into());
    input
}

pub fn viewer((person, _, agency, role): Who) -> Viewer {
    Viewer { person: person.parse().unwrap(), agency: agency.parse().unwrap(), roles: vec![role] }
}

/// How a mutation is sent, of a record that there is or of one that it opens.
pub fn document(mutation: &str, opens: bool) -> String {
    let kind = format!("{}{}", mutation[..1].to_uppercase(), &mutation[1..]);
    let (parameter, argument) =
        if opens { ("", "") } else { ("$id: InboundId!, ", "inboundId: $id, ") };
    format!(
        "mutation({parameter}$act: ActInput!, $input: {kind}Input!) {{
            {mutation}({argument}act: $act, input: $input) {{
                record {{ id }} userErrors {{ code message field citation }}
            }}
        }}"
    )
}

impl Desk {
    /// 14 November 2022, with everybody on the register.
    pub async fn open() -> Self {
        Self::over(Casework::open().await).await
    }

    /// The same in a casework that is open.
    pub async fn over(casework: Casework) -> Self {
        for (person, name, agency, role) in [TAX, CREDIT, MPA, REGISTRAR, LEADER] {
            let newcomer = casework.newcomer((person, name, &[role]));
            casework.enroll(Enroll { agency: agency.parse().unwrap(), ..newcomer }).await;
        }
        Self { casework }
    }

    /// An act of now that names no item.
    pub fn now(&mut self) -> Value {
        let mut act = self.casework.now();
        act["powerItem"] = Value::Null;
        act
    }

    pub async fn ask(&self, who: Who, document: &str, variables: Value) -> Value {
        let response = self.casework.answer(viewer(who), document, variables).await;
        assert!(response.errors.is_empty(), "{:?}", response.errors);
        response.data.into_json().unwrap()
    }

    /// An act as it is sent; what came of it.
    pub async fn sends(
        &self,
        who: Who,
        mutation: &str,
        (id, act, input): (&str, Value, Value),
    ) -> Value {
        let document = document(mutation, id.is_empty());
        let variables = json!({ "id": id, "act": act, "input": input });
        self.ask(who, &document, variables).await[mutation].take()
    }

    /// An act of now; what came of it.
    pub async fn act(&mut self, who: Who, mutation: &str, (id, input): (&str, Value)) -> Value {
        let act = self.now();
        self.sends(who, mutation, (id, act, input)).await
    }

    /// The same, which the story takes for granted.
    pub async fn done(&mut self, who: Who, mutation: &str, (id, input): (&str, Value)) {
        let answer = self.act(who, mutation, (id, input)).await;
        assert_eq!(answer, json!({ "record": { "id": id }, "userErrors": [] }), "{mutation}");
    }

    /// The tax bureau pushes a record; which it is.
    pub async fn pushed(&mut self, input: &Value) -> String {
        let answer = self.act(TAX, "pushInboundRecord", ("", input.clone())).await;
        assert_eq!(answer["userErrors"], json!([]));
        answer["record"]["id"].as_str().unwrap().to_owned()
    }

    /// Somebody takes notice of an entry of their inbox; the payload.
    pub async fn acknowledge(&mut self, who: Who, entry: &Value) -> Value {
        let mutation = "mutation($entry: EventId!, $act: ActInput!) {
            acknowledge(entry: $entry, act: $act) {
                record { isObjectedTo } restriction { id } userErrors { code }
            } }";
        let variables = json!({ "entry": entry, "act": self.now() });
        self.ask(who, mutation, variables).await["acknowledge"].take()
    }

    /// The credit unit takes down what was withdrawn.
    pub async fn takes_down(&mut self, id: &str) {
        let mutation = "mutation($id: InboundId!, $act: ActInput!) {
            takeDownInboundRecord(inboundId: $id, act: $act) { userErrors { message } } }";
        let variables = json!({ "id": id, "act": self.now() });
        let answer = self.ask(CREDIT, mutation, variables).await;
        assert_eq!(answer["takeDownInboundRecord"]["userErrors"], json!([]));
    }

    /// What somebody is told where the input of a record that would be opened is malformed.
    pub async fn told(&mut self, who: Who, mutation: &str, input: Value) -> Value {
        let variables = json!({ "act": self.now(), "input": input });
        let document = document(mutation, true);
        let response = self.casework.answer(viewer(who), &document, variables).await;
        serde_json::to_value(response.errors).unwrap()
    }
}
