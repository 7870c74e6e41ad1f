//! Several nodes over one log on KurrentDB: what one does the others see.

use std::{path::Path, time::Duration};

use api::config::Shared;
use kurrent_double::Double;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::casework::Casework;

/// A database, and what its nodes are given.
pub struct Province {
    pub double: Double,
    folder: TempDir,
}

impl Province {
    pub fn open() -> Self {
        Self::over(Double::single().unwrap())
    }

    pub fn over(double: Double) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("master.key"), "5e".repeat(32)).unwrap();
        Self { double, folder }
    }

    /// What each node is given.
    pub fn given(&self) -> Shared {
        self.shared(&self.folder.path().join("documents"))
    }

    /// The same on the command line.
    pub fn flags(&self) -> String {
        let Shared { master_key, documents, .. } = self.given();
        format!(
            "--store {} --master-key {} --documents {}",
            self.double.connection_string(),
            master_key.display(),
            documents.display()
        )
    }

    /// Where `copy` finds it.
    pub fn moving(&self) -> String {
        self.flags().replacen("--store ", "", 1)
    }

    fn shared(&self, documents: &Path) -> Shared {
        Shared {
            store: self.double.connection_string().parse().unwrap(),
            store_prefix: String::new(),
            master_key: self.folder.path().join("master.key"),
            documents: documents.to_owned(),
        }
    }

    pub async fn node(&self, commands: u32) -> Casework {
        Casework::on_node(self.given(), commands).await
    }

    /// Two nodes, with everybody on the register, in November 2022.
    pub async fn nodes(&self) -> (Casework, Casework) {
        let (one, other) = (self.node(0).await, self.node(1_000).await);
        one.staff().await;
        other.on(&one.app.clock.now().to_string());
        level(&[&one, &other]).await;
        (one, other)
    }
}

/// Waits until all see what any of them has written.
pub async fn level(nodes: &[&Casework]) {
    let end = nodes.iter().map(|it| it.app.store.end()).max().unwrap();
    for node in nodes {
        let mut progress = node.app.progress.clone();
        let progress = progress.wait_for(|it| it.position >= end).await.unwrap();
        assert_eq!(progress.stopped, None);
    }
}

/// What a case has come to: its number, stage and sentences.
pub async fn told(node: &Casework, case: &str) -> Value {
    let query = "query($id: CaseId!) {
        case(id: $id) { number stage revision caseFile { sentence } }
    }";
    node.ask("P-0001", query, json!({ "id": case })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_begins_on_one_node_goes_on_on_the_other() {
    let province = Province::open();
    let (mut one, mut other) = province.nodes().await;
    let case = one.filed().await;
    other.on(&one.app.clock.now().to_string());
    level(&[&one, &other]).await;
    let rights = json!({
        "officers": ["P-0001", "P-0002"],
        "document": one.document(&case, "INTERVIEW_RECORD", "询问笔录"),
        "recording": { "exempt": "执法记录仪故障" }
    });
    other.done("P-0001", "informRights", (&case, rights)).await;
    level(&[&one, &other]).await;
    let here = told(&one, &case).await;
    assert_eq!(here, told(&other, &case).await);
    assert_eq!(here["case"]["caseFile"].as_array().unwrap().len(), 4);
    assert_eq!(one.app.read_model.dump().unwrap(), other.app.read_model.dump().unwrap());
    let lead = other.lead().await;
    level(&[&one, &other]).await;
    assert_eq!(told(&one, &lead).await["case"]["stage"], "LEAD");
}

/// Whoever wrote by one node and reads by the other.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_waits_for_what_it_wrote_elsewhere_and_is_told_where_it_does_not_come() {
    let province = Province::open();
    let (mut one, other) = province.nodes().await;
    let case = one.lead().await;
    let written = one.app.store.end().unwrap();
    let query = "query($id: CaseId!, $position: Position!) {
        case(id: $id, consistency: { atLeast: $position }) { stage }
    }";
    let asked = json!({ "id": case, "position": written.to_string() });
    assert_eq!(other.ask("P-0001", query, asked).await["case"]["stage"], "LEAD");
    let ahead = json!({ "id": case, "position": "7fffffffffffffff" });
    let told = other.told("P-0001", query, ahead).await;
    let (code, again) = (&told[0]["extensions"]["code"], &told[0]["extensions"]["retryAfter"]);
    assert_eq!((code, again), (&json!("NOT_YET"), &json!(1)));
    assert!(told[0]["extensions"]["position"].as_str() >= Some(&written.to_string()), "{told}");
}

/// Waits until a node says that its answers may be old, or that they are not; how old.
async fn freshness(node: &Casework, old: bool) -> (u64, String) {
    for _ in 0..150 {
        let told = node.ask("P-0001", "{ freshness { staleSeconds message } }", json!({})).await;
        let told = &told["freshness"];
        if told["staleSeconds"].is_u64() == old {
            let message = told["message"].as_str().unwrap_or_default().to_owned();
            return (told["staleSeconds"].as_u64().unwrap_or_default(), message);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("whether its answers are old is not noticed");
}

/// Nothing can be told by followers that are cut off from the node that leads, nor by a node that hangs.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_silent_or_without_a_leader_is_noticed_while_reads_go_on() {
    let province = Province::over(Double::of_nodes(3).unwrap());
    let mut node = province.node(0).await;
    node.staff().await;
    let case = node.lead().await;
    level(&[&node]).await;
    told(&node, &case).await;
    province.double.elect(None);
    let (seconds, message) = freshness(&node, true).await;
    assert!(seconds >= 7 && message.starts_with("案卷记录暂时无法读取"), "{seconds} {message}");
    assert_eq!(told(&node, &case).await["case"]["stage"], "LEAD");
    province.double.elect(Some(1));
    freshness(&node, false).await;
    province.double.faults().stall();
    assert!(freshness(&node, true).await.0 >= 7);
    province.double.faults().go_on();
    freshness(&node, false).await;
}

/// Commands are told to come back, reads go on and say how old they are; all is well when it is back.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_database_reads_go_on_and_say_how_old_they_are() {
    let mut province = Province::open();
    let mut node = province.node(0).await;
    node.staff().await;
    let case = node.verifying().await;
    let fresh = "{ freshness { staleSeconds message } }";
    let well = json!({ "freshness": { "staleSeconds": null, "message": null } });
    assert_eq!(node.ask("P-0001", fresh, json!({})).await, well);
    told(&node, &case).await;
    province.double.stop(0);
    node.later(14);
    let (act, filing) = (node.now(), node.filing(&case));
    let refused = node.send("P-0004", "fileCase", (&case, act.clone(), filing.clone())).await;
    let error = &refused["userErrors"][0];
    assert_eq!((&error["code"], &error["retryAfter"]), (&json!("UNAVAILABLE"), &json!(1)));
    assert_eq!(told(&node, &case).await["case"]["stage"], "VERIFYING");
    let stale = node.ask("P-0001", fresh, json!({})).await;
    let message = stale["freshness"]["message"].as_str().unwrap().to_owned();
    assert!(stale["freshness"]["staleSeconds"].as_u64() >= Some(5), "{stale}");
    assert!(message.starts_with("案卷记录暂时无法读取，查询结果停留在"), "{message}");
    province.double.restart(0).unwrap();
    let filed = node.send("P-0004", "fileCase", (&case, act, filing)).await;
    assert_eq!(filed["userErrors"], json!([]));
    level(&[&node]).await;
    let mut progress = node.app.progress.clone();
    progress.wait_for(|it| it.waiting.is_none()).await.unwrap();
    assert_eq!(node.ask("P-0001", fresh, json!({})).await, well);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_documents_that_is_not_shared_is_noticed() {
    let province = Province::open();
    let one = province.node(0).await;
    one.staff().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let place = api::config::Place {
        shared: Some(province.shared(elsewhere.path())),
        ..api::config::Place::embedded(folder.path().to_owned())
    };
    let options = store::Options::of(store::LogKind::Real);
    let law = api::parts::law(None).unwrap();
    let refused =
        api::parts::open_place(&place, &options, (law, api::clock::Clock::system())).await;
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("names none") && said.contains("not mounted"), "{said}");
}
