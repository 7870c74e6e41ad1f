//! The desk that keeps the registers, and what it does to an entry.

use api::{app::new_listing, clockwork::settle, viewer::claimed};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::casework::{AGENCY, Casework, viewer};

/// What is asked of an entry whose course a story tells.
pub const COURSE: &str = "registerLabel number standingLabel effects
    ground { kindLabel says citations } decision { number reasons citations reconsideration }
    publicity { publishedOn endedOn } exitApplications { receivedOn cure } cure { verifiedOn finding }
    end { on says } deadlines { ruleLabel dueDate outcomeLabel } history { sentence }";

fn stream(entry: &str) -> String {
    domain::listing::stream_of(entry.parse().unwrap())
}

/// Under which item of the list of powers an act is done; none where it exercises no power.
fn item(mutation: &str) -> Value {
    match mutation {
        "publishListing" | "endListingPublicity" | "applyToLeaveListing" => Value::Null,
        "reExamineListing" => "SCJG-QT-002".into(),
        _ => "SCJG-QT-001".into(),
    }
}

impl Casework {
    /// A document of an entry; how an act names it.
    pub fn shows(&self, entry: &str, kind: &str, text: &str) -> Value {
        self.paper(&stream(entry), kind, text)
    }

    /// A decision on an entry, with its number.
    pub fn ruling(&self, entry: &str, kind: &str) -> Value {
        let mut document = self.paper(&stream(entry), kind, kind);
        document["number"] = "锦市监异列〔2023〕1号".into();
        document
    }

    /// What came of it that somebody verified why a party is to be entered: the id of the entry, and the answer.
    pub async fn finds_ground(
        &mut self,
        person: &str,
        (party, ground): (Value, Value),
    ) -> (String, Value) {
        let mut act = self.now();
        act["powerItem"] = item("verifyListingGround");
        let command: Uuid = act["commandId"].as_str().unwrap().parse().unwrap();
        let entry = new_listing(&claimed(&viewer(person)), command).to_string();
        let input = json!({
            "party": party,
            "registeredWith": AGENCY,
            "ground": ground,
            "evidence": [self.shows(&entry, "EVIDENCE", "公示系统查询截图")]
        });
        let document = "mutation($act: ActInput!, $input: VerifyListingGroundInput!) {
            verifyListingGround(act: $act, input: $input) {
                listing { id } userErrors { code message field citation }
            }
        }";
        let variables = json!({ "act": act, "input": input });
        let mut answer = self.ask(person, document, variables).await;
        (entry, answer["verifyListingGround"].take())
    }

    /// It was verified that the report of 2022 is not there; the entry.
    pub async fn unreported(&mut self, party: Value) -> String {
        let ground = json!({ "annualReportNotPublished": { "year": 2022 } });
        let (entry, answer) = self.finds_ground("P-0008", (party, ground)).await;
        assert_eq!(answer, json!({ "listing": { "id": entry }, "userErrors": [] }));
        entry
    }

    /// An act on an entry; what came of it.
    pub async fn lists(
        &mut self,
        person: &str,
        mutation: &str,
        (entry, input): (&str, Value),
    ) -> Value {
        let mut act = self.now();
        act["powerItem"] = item(mutation);
        let kind = format!("{}{}", mutation[..1].to_uppercase(), &mutation[1..]);
        let document = format!(
            "mutation($id: ListingId!, $act: ActInput!, $input: {kind}Input!) {{
                {mutation}(listingId: $id, act: $act, input: $input) {{
                    listing {{ id }} userErrors {{ code message field citation }}
                }}
            }}"
        );
        let variables = json!({ "id": entry, "act": act, "input": input });
        self.ask(person, &document, variables).await[mutation].take()
    }

    /// The same, which the story takes for granted.
    pub async fn listed(&mut self, person: &str, mutation: &str, (entry, input): (&str, Value)) {
        let answer = self.lists(person, mutation, (entry, input)).await;
        let done = json!({ "listing": { "id": entry }, "userErrors": [] });
        assert_eq!(answer, done, "{mutation}");
    }

    /// What the leader decides: to list or to mark.
    pub fn entering(&self, entry: &str) -> Value {
        json!({
            "reasons": "未按期公示2022年度年度报告",
            "remedies": { "reconsideration": "锦江区人民政府，六十日内", "court": "成都铁路运输第一法院，六个月内" },
            "document": self.ruling(entry, "LISTING_DECISION")
        })
    }

    pub async fn enters(&mut self, entry: &str) {
        let input = self.entering(entry);
        self.listed("P-0004", "enterListing", (entry, input)).await;
    }

    /// What leads out of a register, step by step: who does what. The party asks, the ground is gone, the leader lets it
    /// leave.
    pub fn leaving(&self, entry: &str) -> [(&'static str, &'static str, Value); 3] {
        let asked = json!({
            "cure": "已补报并公示2022年度年度报告",
            "documents": [self.shows(entry, "OTHER", "移出申请书")]
        });
        let cured = json!({
            "finding": "2022年度年度报告已于系统公示",
            "evidence": [self.shows(entry, "EVIDENCE", "补报截图")]
        });
        let document = self.ruling(entry, "DELISTING_DECISION");
        let let_out = json!({ "reasons": "已履行公示义务", "document": document });
        [
            ("P-0008", "applyToLeaveListing", asked),
            ("P-0008", "verifyListingCure", cured),
            ("P-0004", "leaveListing", let_out),
        ]
    }

    /// All of that, on three days.
    pub async fn leaves(&mut self, entry: &str) {
        for ((person, mutation, input), days) in self.leaving(entry).into_iter().zip([1, 3, 0]) {
            self.listed(person, mutation, (entry, input)).await;
            self.later(days);
        }
    }

    /// The clock has opened the entry that the decision of a case carries; which it is.
    pub async fn opened(&self, case: &str) -> String {
        settle(&self.app).await.unwrap();
        self.listing_of(case).await
    }
}
