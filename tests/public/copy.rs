//! 公示的是决定书本身 (PUB 4, 7): whoever finds a penalty reads the redacted copy of it, while it is public and no longer.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    casework::{Casework, sha256},
    corrections::altered,
    papers::{company, fine},
    serious_list::revoked,
    subscriptions::{Server, serve},
};

const MASKED: &str = "行政处罚决定书：当事人吴某，罚款五万元。";

impl Casework {
    /// Where the copy of the decision of that number is, for anybody; nothing where it is not public.
    async fn copy_at(&self, number: &str) -> Option<String> {
        let query = "query($number: DocumentNumber!) {
            publishedPenalty(number: $number) { copy { sha256 address } }
        }";
        let told = self.ask_publicly(query, json!({ "number": number })).await;
        let copy = &told["publishedPenalty"]["copy"];
        let address = copy["address"].as_str()?;
        assert_eq!(address, format!("/public/documents/{}", copy["sha256"].as_str().unwrap()));
        Some(address.to_owned())
    }

    /// A copy in which something is masked, approved by somebody else.
    async fn masked_copy(&mut self, case: &str, text: &str) {
        let document = self.document(case, "REDACTED_COPY", text);
        let masked = json!([{ "datum": "ID_NUMBER", "whose": "THIRD_PERSON", "from": 3, "to": 5 }]);
        let input = json!({ "decision": "P1", "document": document, "masked": masked });
        self.done("P-0001", "prepareRedactedCopy", (case, input)).await;
        self.done("P-0003", "approveRedactedCopy", (case, json!({ "copy": "C1" }))).await;
    }
}

/// What anybody reads at an address.
async fn read(server: &Server, address: &str) -> (StatusCode, String) {
    let (status, _, text) = server.get(None, address).await;
    (status, text)
}

/// PUB 4, 7, 11, 13; APL 48: the approved copy is read by anybody from its publication on, until it is over; the paper that
/// was served is read by nobody, and neither is a copy that nobody approved.
#[tokio::test]
async fn anybody_reads_the_approved_copy_while_it_is_public() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let server = serve(&casework).await;
    let number = casework.number_of(&case).await;
    casework.masked_copy(&case, MASKED).await;
    let address = format!("/public/documents/{}", sha256(MASKED));
    assert_eq!(casework.copy_at(&number).await, None);
    assert_eq!(
        read(&server, &address).await.0,
        StatusCode::NOT_FOUND,
        "a copy alone is not public"
    );
    casework.publishes(&case, "GSXT").await;
    assert_eq!(casework.copy_at(&number).await.as_deref(), Some(address.as_str()));
    assert_eq!(read(&server, &address).await, (StatusCode::OK, MASKED.to_owned()));
    let as_made = format!("/public/documents/{}", sha256("行政处罚决定书"));
    assert_eq!(read(&server, &as_made).await.0, StatusCode::NOT_FOUND, "the decision as served");
    assert_eq!(read(&server, "/public/documents/abc").await.0, StatusCode::BAD_REQUEST);
    casework.later(1);
    revoked(&mut casework, &case).await;
    assert_eq!(
        read(&server, &address).await.0,
        StatusCode::NOT_FOUND,
        "nobody has withdrawn it yet"
    );
    casework.settled().await;
    assert_eq!(read(&server, &address).await.0, StatusCode::NOT_FOUND);
}

/// PUB 11, 13: what altered the decision has a copy of its own, and what is over is read no more.
#[tokio::test]
async fn what_altered_a_decision_is_read_in_its_place_until_its_time_is_over() {
    let mut casework = Casework::open().await;
    (casework.matter.party, casework.matter.sanctions) = (company(), fine(5_000_000));
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    casework.publishes(&case, "GSXT").await;
    let server = serve(&casework).await;
    let number = casework.number_of(&case).await;
    let first = casework.copy_at(&number).await.unwrap();
    assert_eq!(read(&server, &first).await.0, StatusCode::OK);
    casework.later(1);
    let to = altered(&casework, &case, 2_000_000);
    casework.done("P-0004", "alterDecision", (&case, to)).await;
    assert_eq!(read(&server, &first).await.0, StatusCode::NOT_FOUND);
    casework.settled().await;
    casework.copied_anew(&case, "变更行政处罚决定书").await;
    casework.publishes(&case, "GSXT").await;
    let second = casework.copy_at(&number).await.unwrap();
    assert_ne!(first, second);
    assert_eq!(read(&server, &first).await.0, StatusCode::NOT_FOUND);
    assert_eq!(read(&server, &second).await, (StatusCode::OK, "变更行政处罚决定书".to_owned()));
    let query = "query($number: DocumentNumber!) {
        publishedPenalty(number: $number) { shown { endsOn } }
    }";
    let told = casework.ask_publicly(query, json!({ "number": number })).await;
    let last: &Value = &told["publishedPenalty"]["shown"][0]["endsOn"];
    casework.on(&format!("{}T23:00:00+08:00", last.as_str().unwrap()));
    assert_eq!(read(&server, &second).await.0, StatusCode::OK);
    casework.later(1);
    assert_eq!(read(&server, &second).await.0, StatusCode::NOT_FOUND, "its time is over");
}
