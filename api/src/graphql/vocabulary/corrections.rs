//! Words for what the agency corrects, and for those who oversee it.

use async_graphql::Enum;

/// How a decision was corrected (APL 75).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::correction::CorrectionKind", name = "CorrectionKind")]
pub enum CorrectionKind {
    /// 自行变更.
    Altered,
    /// 自行撤销.
    Revoked,
    /// 上级行政机关撤销.
    RevokedBySuperior,
    /// 补正: nobody's rights change.
    Clerical,
}

/// What of a decision is put right (PR 62).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::correction::DecisionElement", name = "DecisionElement")]
pub enum DecisionElement {
    /// 当事人名称、姓名.
    PartyName,
    /// 统一社会信用代码、注册号.
    Registration,
    /// 当事人住所、住址.
    PartyAddress,
    /// 法定代表人、负责人、经营者.
    Representative,
    /// 决定书文号.
    Number,
    /// 决定日期.
    DecidedOn,
    /// 其他文字.
    Wording,
    /// 违法事实和证据: never put right, but altered or revoked.
    Facts,
    /// 处罚依据: never put right, but altered or revoked.
    Provisions,
    /// 处罚种类、数额、期限: never put right, but altered or revoked.
    Sanctions,
}

/// By which paper those who oversee the agency wrote (ARL 76; SUP).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::correction::SupervisionPaper", name = "SupervisionPaper")]
pub enum SupervisionPaper {
    /// 行政复议意见书.
    ReconsiderationOpinion,
    /// 行政执法监督通知书.
    Notice,
    /// 行政执法监督意见书.
    Opinion,
    /// 行政执法监督决定书.
    Decision,
}
