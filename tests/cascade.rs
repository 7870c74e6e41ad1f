//! A source calls for measures, and its fall takes them back: duties that the clock does, each once.

use std::collections::BTreeSet;

use api::{clockwork::settle, parts};
use domain::{Role, restriction};
use projections::{Reader, Unit, Viewer, restrictions::RestrictionFilter, versions::Times};
use serde_json::{Value, json};

use crate::{
    casework::{AGENCY, Casework},
    papers::{Matter, company, fine},
};

/// A fine of 50 000 yuan on the heavier grade, served on 12 January 2023.
pub async fn fined_heavily(casework: &mut Casework) -> String {
    let mut sanctions = fine(5_000_000);
    sanctions[0]["grade"] = json!("HEAVIER");
    casework.matter.sanctions = sanctions;
    let case = casework.noticed().await;
    casework.later(22);
    let mut input = casework.penalty(&case);
    input["discretion"] = json!("两年内因同类违法行为受过行政处罚，依法从重处罚");
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    casework.later(2);
    casework.hand_over_decision(&case).await;
    case
}

/// Every pair: towards whom, which measure, and what its stream tells.
async fn pairs(casework: &Casework) -> Vec<String> {
    let (filter, read_model) = (RestrictionFilter::default(), &casework.app.read_model);
    let asked =
        projections::page::Asked { limit: 50, backwards: false, beyond: None, counted: true };
    let reader = Reader::Officer { viewer: at(AGENCY), own: BTreeSet::new() };
    let mut told = vec![];
    for (_, row) in read_model
        .restrictions(&reader, (&filter, Times::now(casework.app.clock.now().day())), &asked)
        .unwrap()
        .rows
    {
        let stream = restriction::stream_of(row.id);
        let history = casework.app.store.read(&stream).await.unwrap();
        let sentences: Vec<_> = history
            .iter()
            .map(|it| it.decode::<restriction::Event>().unwrap().sentence(&casework.app.law))
            .collect();
        told.push(format!("{} {}: {}", row.agency, row.measure, sentences.join("；")));
    }
    told
}

/// Whoever leads an agency.
fn at(agency: &str) -> Viewer {
    Viewer {
        person: "P-0004".parse().unwrap(),
        agency: agency.parse().unwrap(),
        unit: Unit::Unposted,
        reads_for: agency.parse().unwrap(),
        heir_of: vec![],
        roles: vec![Role::AgencyLeader],
    }
}

async fn entries(casework: &Casework, agency: &str) -> Vec<String> {
    let inbox = casework.app.read_model.inbox(&at(agency), &[], (None, 50)).unwrap();
    inbox.iter().map(|it| format!("{:?} {}", it.kind, it.is_acknowledged)).collect()
}

fn revoked(casework: &Casework, case: &str) -> Value {
    json!({
        "decision": "P1",
        "reason": "当事人主体认定错误",
        "service": casework.handed_over(case, "撤销行政处罚决定书"),
        "document": casework.document(case, "CORRECTION_DECISION", "撤销行政处罚决定书")
    })
}

/// LIST24; domain.md §6.7: what the catalogue addresses is told as the decision is made, and taken back once that has
/// fallen; each once, whatever is looked at again.
#[tokio::test]
async fn what_a_decision_calls_for_is_told_and_its_fall_takes_it_back() {
    let mut casework = Casework::open().await;
    let case = fined_heavily(&mut casework).await;
    settle(&casework.app).await.unwrap();
    insta::assert_json_snapshot!(pairs(&casework).await, @r#"
    [
      "PBOC_CHENGDU CREDIT_INFORMATION: 向中国人民银行成都分行通报成都市锦江区市场监督管理局2023年1月10日作出的行政处罚决定（锦市监处罚〔2023〕1号）：从重处以罚款，对应措施「作为不良信息供金融机构评级授信参考」"
    ]
    "#);
    casework.on("2023-02-13T10:00:00+08:00");
    let input = revoked(&casework, &case);
    casework.done("P-0004", "revokeDecision", (&case, input)).await;
    settle(&casework.app).await.unwrap();
    let fallen = pairs(&casework).await;
    insta::assert_json_snapshot!(fallen, @r#"
    [
      "PBOC_CHENGDU CREDIT_INFORMATION: 向中国人民银行成都分行通报成都市锦江区市场监督管理局2023年1月10日作出的行政处罚决定（锦市监处罚〔2023〕1号）：从重处以罚款，对应措施「作为不良信息供金融机构评级授信参考」；来源自2023年2月13日起被撤销，不再计算、不再展示：数据已撤回，仅供知悉"
    ]
    "#);
    insta::assert_json_snapshot!(entries(&casework, "PBOC_CHENGDU").await, @r#"
    [
      "Notified false",
      "SourceFell false"
    ]
    "#);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    assert_eq!(pairs(&casework).await, fallen);
}

/// domain.md §6.7: what rests on a decision whose publicity a restoration ended ends with it.
#[tokio::test]
async fn a_restoration_takes_back_what_rests_on_the_decision() {
    let mut casework = Casework::open().await;
    casework.matter =
        Matter { party: company(), violation: "FALSE_ADVERTISING", ..Matter::default() };
    let case = fined_heavily(&mut casework).await;
    settle(&casework.app).await.unwrap();
    casework.approved_copy(&case).await;
    for channel in ["GSXT", "CREDIT_CHINA", "PORTAL"] {
        let reference = format!("{channel}-0001");
        let input = json!({ "decision": "P1", "channel": channel, "reference": reference });
        casework.publicised("P-0008", "publish", (&case, input)).await;
    }
    casework.later(4);
    let input = casework.payment(&case, &[("S1", "PRINCIPAL", 5_000_000)]);
    casework.done("P-0001", "recordPayment", (&case, input)).await;
    casework.on("2024-03-13T10:00:00+08:00");
    casework.settled().await;
    let application = casework.verified(&case).await;
    assert_eq!(casework.grants("P-0004", &application).await["userErrors"], json!([]));
    settle(&casework.app).await.unwrap();
    let restored = pairs(&casework).await;
    insta::assert_json_snapshot!(restored, @r#"
    [
      "PBOC_CHENGDU CREDIT_INFORMATION: 向中国人民银行成都分行通报成都市锦江区市场监督管理局2023年1月10日作出的行政处罚决定（锦市监处罚〔2023〕1号）：从重处以罚款，对应措施「作为不良信息供金融机构评级授信参考」；来源自2024年3月13日起完成信用修复，不再计算、不再展示：数据已撤回，仅供知悉"
    ]
    "#);
    casework.app.read_model.rebuild(&casework.app.store, |_| ()).await.unwrap();
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    assert_eq!(pairs(&casework).await, restored);
}

/// design.md §4: duties are level-triggered. What was not done when the program stopped is done when it starts again,
/// and tables that are made anew begin nothing.
#[tokio::test]
async fn a_cascade_that_was_broken_off_is_gone_on_with() {
    let mut casework = Casework::open().await;
    let case = fined_heavily(&mut casework).await;
    casework.on("2023-02-13T10:00:00+08:00");
    let input = revoked(&casework, &case);
    casework.done("P-0004", "revokeDecision", (&case, input)).await;
    let at = "2023-02-13T10:00:00+08:00";
    let casework = Casework::open_in(casework.close().await, at);
    settle(&casework.app).await.unwrap();
    let fallen = pairs(&casework).await;
    assert!(
        !fallen.is_empty() && fallen.iter().all(|it| it.contains("来源自2023年2月13日起被撤销"))
    );
    let folder = casework.close().await;
    std::fs::remove_dir_all(parts::tables(folder.path())).unwrap();
    let casework = Casework::open_in(folder, at);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    assert_eq!(pairs(&casework).await, fallen);
}
