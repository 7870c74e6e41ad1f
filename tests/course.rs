//! The course of an ordinary case. Each point is built on the one before, so that a story brings its case
//! there in one line and tells its own part from there on.

use domain::{
    id::CaseId,
    publicity::{Channel, Key},
};
use jiff::ToSpan;
use serde_json::{Value, json};

use crate::{casework::Casework, clockwork::part, papers::checks};

impl Casework {
    /// So many days on, in the morning.
    pub fn later(&self, days: i64) {
        let day = self.app.clock.now().day().checked_add(days.days()).unwrap();
        self.on(&format!("{day}T10:00:00+08:00"));
    }

    /// The day of an act that takes place now.
    pub fn today(&self) -> jiff::civil::Date {
        self.app.clock.now().day().checked_sub(self.behind.days()).unwrap()
    }

    /// Registered on a report; a story begins on 14 November 2022.
    pub async fn lead(&mut self) -> String {
        let input = self.clue();
        let registered = self.done("P-0001", "registerLead", ("", input)).await;
        registered["id"].as_str().unwrap().to_owned()
    }

    pub async fn verifying(&mut self) -> String {
        let case = self.lead().await;
        let input = json!({ "verifiers": ["P-0001", "P-0002"] });
        self.done("P-0003", "assignLead", (&case, input)).await;
        case
    }

    /// Filed two weeks after the lead.
    pub async fn filed(&mut self) -> String {
        let case = self.verifying().await;
        self.later(14);
        let input = self.filing(&case);
        self.done("P-0004", "fileCase", (&case, input)).await;
        case
    }

    /// The party knows its rights, and there is evidence `E1`.
    pub async fn investigated(&mut self) -> String {
        let case = self.filed().await;
        self.later(1);
        let input = json!({
            "officers": ["P-0001", "P-0002"],
            "document": self.document(&case, "INTERVIEW_RECORD", "询问笔录"),
            "recording": { "exempt": "执法记录仪故障" }
        });
        self.done("P-0001", "informRights", (&case, input)).await;
        let input = json!({
            "kind": "DOCUMENTARY_EVIDENCE",
            "description": "2022年9月至11月平台订单流水",
            "origin": "当事人提供",
            "fromParty": true,
            "form": { "original": true },
            "officers": ["P-0001", "P-0002"],
            "documents": [self.document(&case, "EVIDENCE", "平台订单流水")],
            "signatureRefused": false
        });
        self.done("P-0001", "collectEvidence", (&case, input)).await;
        case
    }

    /// Concluded and sent to review `V1`, with what the report says changed as the story wants it.
    pub async fn in_review_as(&mut self, change: impl FnOnce(&mut Value)) -> String {
        let case = self.investigated().await;
        self.later(14);
        let mut input = self.report(&case);
        change(&mut input);
        let report = input["report"].clone();
        self.done("P-0003", "concludeInvestigation", (&case, input)).await;
        let input = json!({
            "kind": "CASE_REVIEW",
            "phase": "BEFORE_NOTICE",
            "grounds": [],
            "receivedOn": self.today(),
            "documents": [report]
        });
        self.done("P-0003", "requestReview", (&case, input)).await;
        case
    }

    /// The reviewer agrees to what the report proposes.
    pub async fn agreed(&mut self, case: &str) {
        let input = json!({
            "review": "V1",
            "kind": "CASE_REVIEW",
            "checks": checks(),
            "conclusion": "AGREE",
            "opinion": "同意办案机构的处理意见",
            "document": self.document(case, "REVIEW_OPINION", "审核意见")
        });
        self.done("P-0005", "giveOpinion", (case, input)).await;
    }

    pub async fn approved(&mut self) -> String {
        let case = self.in_review_as(|_| ()).await;
        self.later(3);
        self.agreed(&case).await;
        let input = json!({
            "sanctions": self.matter.sanctions,
            "document": self.document(&case, "PROPOSAL_APPROVAL", "行政处罚告知审批表")
        });
        self.done("P-0004", "approveProposal", (&case, input)).await;
        case
    }

    /// The notice `N1` was handed over; the party has five working days.
    pub async fn noticed(&mut self) -> String {
        let case = self.approved().await;
        self.later(3);
        let input = self.notice(&case);
        self.done("P-0001", "servePriorNotice", (&case, input)).await;
        case
    }

    /// The penalty `P1` was decided three weeks after the notice.
    pub async fn decided(&mut self) -> String {
        let case = self.noticed().await;
        self.later(22);
        let input = self.penalty(&case);
        self.done("P-0004", "decidePenalty", (&case, input)).await;
        self.falls_due(&case).await;
        case
    }

    /// What follows by law from the decision `P1`, as the clock does it: it falls due on each channel.
    pub async fn falls_due(&self, case: &str) {
        let (case, decision): (CaseId, _) = (case.parse().unwrap(), part("P1"));
        for channel in Channel::ALL {
            let key = Key { case, decision: decision.clone(), channel };
            self.app.open_publicity(&key).await.unwrap();
        }
        assert!(self.app.caught_up().await);
    }

    /// What is shown to the public is there: a handler prepared it, the head of the unit approved it. Nothing is
    /// masked, so that it is the decision itself.
    pub async fn approved_copy(&mut self, case: &str) {
        self.copied(case, "行政处罚决定书", "C1").await;
    }

    /// The same of the paper that altered the decision.
    pub async fn copied_anew(&mut self, case: &str, paper: &str) {
        self.copied(case, paper, "C2").await;
    }

    async fn copied(&mut self, case: &str, paper: &str, id: &str) {
        let document = self.document(case, "REDACTED_COPY", paper);
        let input = json!({ "decision": "P1", "document": document });
        self.done("P-0001", "prepareRedactedCopy", (case, input)).await;
        self.done("P-0003", "approveRedactedCopy", (case, json!({ "copy": id }))).await;
    }

    /// A step in the publicity of `P1` that the story takes for granted.
    pub async fn publicised(&mut self, person: &str, mutation: &str, (case, input): (&str, Value)) {
        let answer = self.act(person, mutation, (case, input)).await;
        assert_eq!(answer["userErrors"], json!([]), "{mutation}");
    }

    /// The decision was handed over two days later.
    pub async fn served(&mut self) -> String {
        let case = self.decided().await;
        self.later(2);
        self.hand_over_decision(&case).await;
        case
    }

    pub async fn hand_over_decision(&mut self, case: &str) {
        let input = json!({
            "decision": "P1",
            "service": self.handed_over(case, "行政处罚决定书"),
            "publicityNotice": self.document(case, "PUBLICITY_NOTICE", "行政处罚信息公示告知书")
        });
        self.done("P-0001", "serveDecision", (case, input)).await;
    }

    /// The fines of a served decision are paid, it is made public, the case is closed and archived; the case
    /// after that.
    pub async fn performed_and_archived(&mut self, case: &str) -> Value {
        self.later(4);
        let input =
            self.payment(case, &[("S1", "PRINCIPAL", 200_000), ("S2", "PRINCIPAL", 5_000_000)]);
        self.done("P-0001", "recordPayment", (case, input)).await;
        self.approved_copy(case).await;
        for (channel, reference) in
            [("GSXT", "GSXT-0001"), ("CREDIT_CHINA", "XYZG-0001"), ("PORTAL", "ZFGS-0001")]
        {
            let input = json!({ "decision": "P1", "channel": channel, "reference": reference });
            self.publicised("P-0008", "publish", (case, input)).await;
        }
        self.later(1);
        let input = self.closing(case, "PERFORMED");
        self.done("P-0004", "closeCase", (case, input)).await;
        self.later(1);
        let input = json!({ "place": "局档案室三号柜", "retention": "30年" });
        self.done("P-0001", "archiveCase", (case, input)).await
    }
}
