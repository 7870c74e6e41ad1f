//! The course of an application, as the stories go through it.

use api::{app::new_restoration, clockwork::settle, viewer::claimed};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    casework::{Casework, viewer},
    papers::{Matter, company, fine},
};

/// What an application is, as stories look at it.
pub const ABOUT: &str = "statusLabel windowLabel regimeLabel regimeReason receivedOn number party
    materials { application { typeLabel } commitment { typeLabel } proofs { typeLabel } }
    verifications { methodLabel on officers { name } finding performedOn correctedOn }
    decision { granted number decidedOn reasons citations }
    channels { channelLabel stoppedOn stoppedReference toBeReinstated }
    publicity { channelLabel stateLabel publishedAt hiddenOn endsOn restoration { number } }
    revocation { revokedOn number facts countedFrom barredUntil }
    deadlines { ruleLabel startsAt dueDate outcome } history { sentence }";

/// What is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicant {
    /// Application, commitment, proofs.
    Complete,
    /// The application alone.
    Bare,
    /// All of it, under a plan that a court approved.
    Reorganised,
}

fn stream(application: &str) -> String {
    domain::restoration::stream_of(application.parse().unwrap())
}

impl Casework {
    /// A company fined 50000 yuan for false advertising on 10 January 2023, shown on every channel since the 12th, paid
    /// on the 16th.
    pub async fn shown(&mut self) -> String {
        self.matter = Matter {
            party: company(),
            violation: "FALSE_ADVERTISING",
            sanctions: fine(5_000_000),
            ..Matter::default()
        };
        let case = self.served().await;
        self.approved_copy(&case).await;
        for channel in ["GSXT", "CREDIT_CHINA", "PORTAL"] {
            let reference = format!("{channel}-0001");
            let input = json!({ "decision": "P1", "channel": channel, "reference": reference });
            self.publicised("P-0008", "publish", (&case, input)).await;
        }
        self.later(4);
        let input = self.payment(&case, &[("S1", "PRINCIPAL", 5_000_000)]);
        self.done("P-0001", "recordPayment", (&case, input)).await;
        case
    }

    /// A document of an application; how an act names it.
    pub fn proof(&self, application: &str, text: &str) -> Value {
        self.paper(&stream(application), "EVIDENCE", text)
    }

    /// The decision on it, with its number.
    pub fn decision(&self, application: &str) -> Value {
        let stream = stream(application);
        let mut document = self.paper(&stream, "RESTORATION_DECISION", "信用修复决定书");
        document["number"] = "锦市监信修〔2023〕1号".into();
        document
    }

    /// Hands an application about the decision of a case in at the credit unit; its id, and what came of it.
    pub async fn applying(&mut self, case: &str, who: Applicant) -> (String, Value) {
        let of = json!({ "caseId": case, "window": "GSXT" });
        self.applying_for(of, who).await
    }

    /// The same, about what a query of `restorationEligibility` finds first.
    pub async fn applying_for(&mut self, of: Value, who: Applicant) -> (String, Value) {
        let source = self.made_by(of).await;
        self.applying_by(source, who).await
    }

    /// The same, about what that event made.
    pub async fn applying_by(&mut self, source: Value, who: Applicant) -> (String, Value) {
        let mut act = self.now();
        act["powerItem"] = Value::Null;
        let command: Uuid = act["commandId"].as_str().unwrap().parse().unwrap();
        let id = new_restoration(&claimed(&viewer("P-0008")), command).to_string();
        let paper = |kind: &str, text: &str| self.paper(&stream(&id), kind, text);
        let mut materials =
            json!({ "application": paper("RESTORATION_APPLICATION", "信用修复申请书") });
        if who != Applicant::Bare {
            materials["commitment"] = paper("CREDIT_COMMITMENT", "信用承诺书");
            materials["proofs"] = json!([paper("PERFORMANCE_PROOF", "缴款凭证")]);
        }
        let plan = json!({
            "court": "成都市中级人民法院",
            "number": "（2025）川01破12号",
            "approvedOn": "2025-11-03",
            "ruling": paper("REMEDY_NOTICE", "批准重整计划裁定书")
        });
        // Where a plan was approved, the decision is shown on GSXT no longer.
        let reorganised = who == Applicant::Reorganised;
        let input = json!({
            "source": source,
            "window": if reorganised { "CREDIT_CHINA" } else { "GSXT" },
            "receivedOn": self.today(),
            "materials": materials,
            "plan": reorganised.then_some(plan)
        });
        let document = "mutation($act: ActInput!, $input: ApplyForRestorationInput!) {
            applyForRestoration(act: $act, input: $input) {
                restoration { id } userErrors { code message field citation }
            }
        }";
        let variables = json!({ "act": act, "input": input });
        let mut answer = self.ask("P-0008", document, variables).await;
        (id, answer["applyForRestoration"].take())
    }

    /// The same, which the story takes for granted.
    pub async fn applied(&mut self, case: &str, who: Applicant) -> String {
        let (id, answer) = self.applying(case, who).await;
        assert_eq!(answer["userErrors"], json!([]));
        assert_eq!(answer["restoration"]["id"], json!(id));
        id
    }

    /// The event by which that was made which would be restored.
    async fn made_by(&self, of: Value) -> Value {
        let query = "query($of: RestorationTargetInput!) {
            restorationEligibility(of: $of) { source { eventId } }
        }";
        let mut found = self.ask("P-0008", query, json!({ "of": of })).await;
        found["restorationEligibility"][0]["source"]["eventId"].take()
    }

    /// An act on an application about a penalty; what came of it.
    pub async fn restores(
        &mut self,
        person: &str,
        mutation: &str,
        of: (&str, Option<Value>),
    ) -> Value {
        self.restores_under("SCJG-GL-002", (person, mutation), of).await
    }

    /// An act on an application, under an item of the list of powers; what came of it.
    pub async fn restores_under(
        &mut self,
        item: &str,
        (person, mutation): (&str, &str),
        (application, input): (&str, Option<Value>),
    ) -> Value {
        let mut act = self.now();
        act["powerItem"] = item.into();
        let kind = match mutation {
            "recordChannelStop" | "recordChannelReinstatement" => {
                "ChannelAcknowledgement".to_owned()
            }
            _ => format!("{}{}", mutation[..1].to_uppercase(), &mutation[1..]),
        };
        let (parameter, argument) = match input {
            Some(_) => (format!(", $input: {kind}Input!"), ", input: $input"),
            None => (String::new(), ""),
        };
        let document = format!(
            "mutation($id: RestorationId!, $act: ActInput!{parameter}) {{
                {mutation}(restorationId: $id, act: $act{argument}) {{
                    restoration {{ id status revision }}
                    userErrors {{ code message field citation }}
                }}
            }}"
        );
        let variables = json!({ "id": application, "act": act, "input": input });
        self.ask(person, &document, variables).await[mutation].take()
    }

    /// The same, which the story takes for granted.
    pub async fn restored(
        &mut self,
        person: &str,
        mutation: &str,
        (application, input): (&str, Option<Value>),
    ) {
        let answer = self.restores(person, mutation, (application, input)).await;
        assert_eq!(answer["userErrors"], json!([]), "{mutation}");
        assert_eq!(answer["restoration"]["id"], json!(application), "{mutation}");
    }

    /// Complete, and accepted on the same day.
    pub async fn accepted(&mut self, case: &str) -> String {
        let application = self.applied(case, Applicant::Complete).await;
        self.restored("P-0008", "acceptRestoration", (&application, None)).await;
        application
    }

    /// What the credit unit verifies on paper: it had been corrected on the day of the payment.
    pub fn verification(&self, application: &str) -> Value {
        json!({
            "method": "PAPER",
            "finding": "罚款已缴清，虚假广告已撤下",
            "correctedOn": "2023-01-16",
            "evidence": [self.proof(application, "核实材料")]
        })
    }

    pub async fn verifies(&mut self, application: &str) {
        let input = self.verification(application);
        self.restored("P-0008", "verifyRestoration", (application, Some(input))).await;
    }

    pub async fn verified(&mut self, case: &str) -> String {
        let application = self.accepted(case).await;
        self.verifies(&application).await;
        application
    }

    pub async fn grants(&mut self, person: &str, application: &str) -> Value {
        let document = self.decision(application);
        let input = json!({ "reasons": "符合信用修复条件", "document": document });
        self.restores(person, "grantRestoration", (application, Some(input))).await
    }

    /// A leader grants it, and the clock does what follows.
    pub async fn granted(&mut self, application: &str) {
        let answer = self.grants("P-0004", application).await;
        assert_eq!(answer["userErrors"], json!([]));
        self.settled().await;
    }

    /// By what a leader revokes it, since the receipt was forged.
    pub fn revocation(&self, application: &str) -> Value {
        let mut document = self.decision(application);
        document["number"] = "锦市监信修〔2023〕2号".into();
        json!({
            "facts": "缴款凭证系伪造",
            "evidence": [self.proof(application, "银行查询回执")],
            "document": document
        })
    }

    /// It was revoked so, and the clock did what follows.
    pub async fn revoked(&mut self, application: &str) {
        let input = self.revocation(application);
        self.restored("P-0004", "revokeRestoration", (application, Some(input))).await;
        self.settled().await;
    }

    /// The clock has done all that is due.
    pub async fn settled(&self) {
        settle(&self.app).await.unwrap();
        assert!(self.app.caught_up().await);
    }

    /// What is asked of an application.
    pub async fn about(&self, application: &str, fields: &str) -> Value {
        let query = format!("query($id: RestorationId!) {{ restoration(id: $id) {{ {fields} }} }}");
        self.ask("P-0008", &query, json!({ "id": application })).await["restoration"].take()
    }

    /// The publicity of a case, channel by channel.
    pub async fn publicity(&self, case: &str) -> Value {
        let query = "query($id: CaseId!) { case(id: $id) { publicity {
            channel state publishedAt endsOn terms { regime lastDay }
        } } }";
        self.ask("P-0008", query, json!({ "id": case })).await["case"]["publicity"].take()
    }
}
