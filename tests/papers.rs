//! What the acts of an ordinary case say. A story changes what it is about, or a field of it.

use jiff::ToSpan;
use serde_json::{Value, json};

use crate::casework::Casework;

/// What the cases of a story are about.
pub struct Matter {
    pub party: Value,
    pub violation: &'static str,
    pub sanctions: Value,
    /// How much the notice says is to be refunded, in fen.
    pub refund: Option<i64>,
    /// What officers call the act in law, where they share a name for it.
    pub act_id: Option<&'static str>,
    /// Why the penalty is no ordinary one, where it isn't.
    pub discretion: Option<&'static str>,
}

/// The basis of the penalty for food business without a licence.
pub const FOOD_LAW: &str = "《中华人民共和国食品安全法》第一百二十二条第一款";

impl Default for Matter {
    /// A food store on a delivery platform, without a licence.
    fn default() -> Self {
        Self {
            party: json!({ "organisation": {
                "kind": "INDIVIDUAL_BUSINESS",
                "name": "锦江区老街卤味店",
                "registration": "92510104MA6T0X1D7T",
                "address": "成都市锦江区老街12号",
                "operator": "吴刚"
            } }),
            violation: "UNLICENSED_FOOD_BUSINESS",
            sanctions: json!([
                { "id": "S1", "kind": "CONFISCATE_INCOME", "amount": 200_000, "provision": FOOD_LAW },
                { "id": "S2", "kind": "FINE", "amount": 5_000_000, "provision": FOOD_LAW }
            ]),
            refund: None,
            act_id: None,
            discretion: None,
        }
    }
}

/// A company in Chengdu.
pub fn company() -> Value {
    json!({ "organisation": {
        "kind": "LEGAL_PERSON",
        "name": "成都蜀味到家网络科技有限公司",
        "registration": "91510100MA6A1B2C3Q",
        "address": "成都市锦江区东大街1号",
        "representative": "刘波"
    } })
}

/// A single fine, in fen.
pub fn fine(fen: i64) -> Value {
    json!([{ "id": "S1", "kind": "FINE", "amount": fen, "provision": FOOD_LAW }])
}

/// The seven points of a review, all in order.
pub fn checks() -> Value {
    let points = [
        "JURISDICTION",
        "PARTY",
        "FACTS_AND_EVIDENCE",
        "CHARACTERISATION",
        "BASIS",
        "PROCEDURE",
        "APPROPRIATENESS",
    ];
    points.map(|it| json!({ "point": it, "passed": true })).into_iter().collect()
}

impl Casework {
    /// What was reported.
    pub fn clue(&self) -> Value {
        json!({
            "source": "REPORT",
            "receivedOn": self.today(),
            "clue": "举报人周敏称该店在外卖平台销售卤菜，未公示食品经营许可证",
            "suspect": "锦江区老街卤味店，经营者吴刚",
            "reporter": { "realName": true, "name": "周敏", "contact": "13800000001" },
            "violation": self.matter.violation,
            "documents": []
        })
    }

    /// Handed over today.
    pub fn handed_over(&self, case: &str, what: &str) -> Value {
        json!({
            "mode": "DIRECT",
            "servedOn": self.today(),
            "recipient": "吴刚（经营者）",
            "receipt": self.document(case, "SERVICE_RECEIPT", &format!("{what}送达回证"))
        })
    }

    /// What the leader files a case with.
    pub fn filing(&self, case: &str) -> Value {
        json!({
            "party": self.matter.party,
            "violation": self.matter.violation,
            "grounds": {
                "evidence": "现场笔录及平台订单数据证明当事人持续销售卤菜",
                "provision": FOOD_LAW,
                "jurisdiction": "当事人实际经营地在锦江区"
            },
            "violationEndedOn": self.today().saturating_sub(14.days()),
            "longLimitation": false,
            "actId": self.matter.act_id,
            "handlers": ["P-0001", "P-0002"],
            "approval": self.document(case, "FILING_APPROVAL", "立案审批表")
        })
    }

    /// What the handling unit reports.
    pub fn report(&self, case: &str) -> Value {
        json!({
            "course": "根据举报立案，经现场检查、询问查明，未采取行政强制措施",
            "facts": "当事人未取得食品经营许可，通过外卖平台销售卤菜，违法所得2000元",
            "evidence": ["E1"],
            "nature": "未取得食品经营许可从事食品经营活动",
            "opinion": "PENALTY",
            "sanctions": self.matter.sanctions,
            "provisions": [FOOD_LAW],
            "discretion": "积极配合调查，予以一般处罚",
            "report": self.document(case, "CONCLUSION_REPORT", "调查终结报告")
        })
    }

    /// What the party is told.
    pub fn notice(&self, case: &str) -> Value {
        json!({
            "sanctions": self.matter.sanctions,
            "facts": "当事人未取得食品经营许可，通过外卖平台销售卤菜",
            "reasons": "违反《中华人民共和国食品安全法》第三十五条第一款",
            "provisions": [FOOD_LAW],
            "tellsStatement": true,
            "tellsHearing": true,
            "refund": self.matter.refund,
            "service": self.handed_over(case, "行政处罚告知书"),
            "document": self.document(case, "PRIOR_NOTICE", "行政处罚告知书")
        })
    }

    /// What the decision says.
    pub fn penalty(&self, case: &str) -> Value {
        json!({
            "facts": "当事人未取得食品经营许可，通过外卖平台销售卤菜，违法所得2000元",
            "evidence": ["E1"],
            "violated": ["《中华人民共和国食品安全法》第三十五条第一款"],
            "statements": "当事人在法定期限内未提出陈述、申辩意见，也未要求听证",
            "sanctions": self.matter.sanctions,
            "discretion": self.matter.discretion,
            "performance": "自收到本决定书之日起十五日内缴至指定银行",
            "surchargeStated": true,
            "remedies": {
                "reconsideration": "自收到本决定书之日起六十日内向成都市锦江区人民政府申请行政复议",
                "court": "自收到本决定书之日起六个月内向有管辖权的人民法院提起行政诉讼"
            },
            "sealed": true,
            "document": self.document(case, "PENALTY_DECISION", "行政处罚决定书")
        })
    }

    /// What was paid into the bank: sanction, purpose, fen.
    pub fn payment(&self, case: &str, parts: &[(&str, &str, i64)]) -> Value {
        let part = |(sanction, towards, amount): &(&str, &str, i64)| json!({ "sanction": sanction, "towards": towards, "amount": amount });
        let receipt = format!("{}缴款凭证", self.today());
        json!({
            "parts": parts.iter().map(part).collect::<Value>(),
            "channel": "BANK",
            "receipt": self.document(case, "PAYMENT_RECEIPT", &receipt)
        })
    }

    /// What a leader closes a case with.
    pub fn closing(&self, case: &str, ground: &str) -> Value {
        json!({
            "ground": ground,
            "preparedBy": "P-0003",
            "form": self.document(case, "CLOSING_FORM", "结案审批表")
        })
    }
}
