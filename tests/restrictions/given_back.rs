//! What a court gives back of a decision that an organ had revoked: it is told of anew, and each agency decides for
//! itself.

use api::clockwork::settle;
use serde_json::{Value, json};

use super::desk::{BANK, BUREAU, Desk};
use crate::{
    corrections::number_put_right,
    histories::rebuilt_is_live,
    papers::fine,
    remedies::{concluded, judgment::suit, opened},
    serious_list,
};

const VIEW: &str = "query($subject: SubjectId!) { creditView(subject: $subject) {
    penalties { standing { fallen text } } listings { standingLabel }
    inSum: domains { active notified unfounded ended }
} }";

/// An outcome over all sanctions, each with that effect.
fn over_all(
    desk: &Desk,
    (case, remedy): (&str, &str),
    outcome: (&str, &str),
    effect: &str,
) -> Value {
    let sanctions = desk.casework.matter.sanctions.as_array().unwrap().iter();
    let touched = sanctions.map(|it| json!({ "sanction": it["id"], "effect": { effect: true } }));
    let mut input = concluded(&desk.casework, case, outcome, touched.collect());
    input["remedy"] = json!(remedy);
    input
}

/// ALL 70, 77, 85; LIST24; SC49: once nobody has appealed, what the decision calls for is called for anew, by a
/// notice of its own; what had ended does not come back by itself, and neither does the entry of the list.
#[tokio::test]
async fn what_a_court_gives_back_is_told_of_anew() {
    let mut desk = Desk::open().await;
    let case = serious_list::entered(&mut desk.casework).await;
    let source = desk.penalty_in(&case).await;
    let first = desk.told(BANK, "CREDIT_INFORMATION", &source).await;
    let input = first.impose(&desk, "CREDIT_INFORMATION", "CIR 44");
    desk.done(BANK, "imposeRestriction", (&first, input)).await;
    desk.casework.on("2023-02-06T10:00:00+08:00");
    let input = opened(&desk.casework, &case, "2023-02-03");
    desk.casework.done("P-0001", "openRemedy", (&case, input)).await;
    desk.casework.on("2023-02-20T10:00:00+08:00");
    let input = over_all(&desk, (&case, "J1"), ("REVOKED", "FACTS_UNPROVEN"), "revoked");
    desk.casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    settle(&desk.casework.app).await.unwrap();
    let fallen = desk.seen(BANK, &first).await["standingLabel"].take();
    desk.casework.on("2023-03-06T10:00:00+08:00");
    let mut input = suit(&desk.casework, &case, "2023-03-01");
    (input["after"], input["by"]) = (json!("J1"), json!("THIRD_PARTY"));
    desk.casework.done("P-0001", "openRemedy", (&case, input)).await;
    desk.casework.on("2023-05-10T10:00:00+08:00");
    let input = over_all(&desk, (&case, "J2"), ("REVOKED", "WRONG_BASIS"), "upheld");
    desk.casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    desk.casework.on("2023-06-05T10:00:00+08:00");
    let anew = desk.told_by(BANK, "CREDIT_INFORMATION", (&case, "case.judgment-took-effect")).await;
    let told = desk.seen(BANK, &anew).await["standingLabel"].take();
    let input = anew.impose(&desk, "CREDIT_INFORMATION", "CIR 44");
    let imposed = desk.done(BANK, "imposeRestriction", (&anew, input)).await;
    let subject = json!({ "subject": "92510104MA6T0X1D7T" });
    let view = desk.ask(BUREAU, VIEW, subject).await["creditView"].take();
    let of_banks = &view["inSum"][2];
    insta::assert_json_snapshot!((fallen, told, imposed, of_banks, &view["penalties"], &view["listings"]), @r#"
    [
      "已终止（来源失效）",
      "已通报，待答复",
      "生效",
      {
        "active": 1,
        "ended": 1,
        "notified": 0,
        "unfounded": 0
      },
      [
        {
          "standing": {
            "fallen": false,
            "text": "罚款50000元"
          }
        }
      ],
      [
        {
          "standingLabel": "已撤销"
        }
      ]
    ]
    "#);
    rebuilt_is_live(&desk.casework.app).await;
}

/// ARL 63.2; APL 75.2; LIST24: what another person's request made heavier is called for since then, and once more where the
/// number of the party is put right.
#[tokio::test]
async fn what_was_made_heavier_is_called_for_also_under_the_right_number() {
    let mut desk = Desk::open().await;
    desk.casework.matter.sanctions = fine(5_000_000);
    let case = desk.casework.served().await;
    desk.casework.on("2023-02-06T10:00:00+08:00");
    let mut input = opened(&desk.casework, &case, "2023-02-03");
    input["by"] = json!("THIRD_PARTY");
    desk.casework.done("P-0001", "openRemedy", (&case, input)).await;
    desk.casework.on("2023-02-20T10:00:00+08:00");
    let mut to = desk.casework.matter.sanctions[0].clone();
    (to["amount"], to["grade"]) = (json!(9_000_000), json!("HEAVIER"));
    let touched = json!([{ "sanction": "S1", "effect": { "altered": to } }]);
    let outcome = ("ALTERED", "MANIFESTLY_UNFIT");
    let mut input = concluded(&desk.casework, &case, outcome, touched);
    input["oppositeRequest"] = json!(true);
    desk.casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    let told = async |desk: &Desk, event: &str| {
        let pair = desk.told_by(BANK, "CREDIT_INFORMATION", (&case, event)).await;
        desk.seen(BANK, &pair).await["standingLabel"].take()
    };
    assert_eq!(told(&desk, "case.remedy-concluded").await, "已通报，待答复");
    desk.casework.on("2023-02-27T10:00:00+08:00");
    let input = number_put_right(&desk.casework, &case, "92510104MA6T0X2D34");
    desk.casework.done("P-0004", "correctClerical", (&case, input)).await;
    assert_eq!(told(&desk, "case.clerical-corrected").await, "已通报，待答复");
    rebuilt_is_live(&desk.casework.app).await;
}
