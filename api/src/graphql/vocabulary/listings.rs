//! Words for the registers of credit.

use async_graphql::Enum;

/// A field of the list of serious violations (SDL 5–10).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::serious_list::Field", name = "SeriousListField")]
pub enum SeriousListField {
    /// 食品安全领域 (SDL 5).
    Food,
    /// 药品、医疗器械、化妆品领域 (SDL 6).
    Drugs,
    /// 质量安全领域 (SDL 7).
    Quality,
    /// 消费者权益保护领域 (SDL 8).
    ConsumerRights,
    /// 公平竞争和市场秩序领域 (SDL 9).
    Competition,
    /// 其他领域 (SDL 10): unlicensed operation, false registration material, obstruction of inspection.
    Other,
}

/// A register of credit that market supervision keeps.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::listing::Register", name = "ListingRegister")]
pub enum ListingRegister {
    /// 经营异常名录 (EIP 17; ABN).
    AbnormalOperations,
    /// 标记经营异常状态: in its place for individual businesses (IBR).
    AbnormalMark,
    /// 严重违法失信名单 (SDL).
    SeriousViolation,
}

/// How an entry of a register stands on a day.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::listing::Standing", name = "ListingStanding")]
pub enum ListingStanding {
    /// It counts.
    InForce,
    /// 重新审核中: it counts until somebody decides.
    UnderReexamination,
    /// 暂停: while a plan of reorganisation is carried out it counts for nothing (SC22).
    Suspended,
    /// 已移出: the ground was gone.
    Left,
    /// 列入期届满.
    Expired,
    /// 提前移出.
    RemovedEarly,
    /// 已撤销: it counts for nothing, and never comes back.
    Revoked,
}

/// Why a business is listed or marked.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::listing::abnormal::GroundKind", name = "AbnormalGround")]
pub enum AbnormalGround {
    /// 未按期公示年度报告 (EIP 8, 17.1(1)).
    AnnualReportNotPublished,
    /// 未在责令的期限内公示有关企业信息 (EIP 10.2, 17.1(1)).
    InformationNotPublished,
    /// 公示信息隐瞒真实情况、弄虚作假 (EIP 17.1(2)).
    InformationFalse,
    /// 通过登记的住所或者经营场所无法联系 (ABN).
    Unreachable,
}

/// What is wrong with an entry.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::listing::ending::Mistake", name = "ListingMistake")]
pub enum ListingMistake {
    /// 列入对象错误: another subject was meant, which is entered by a decision of its own alone.
    WrongSubject,
    /// 没有列入事由.
    NoGround,
    /// 复议机关、人民法院撤销或者确认无效 (EIP 21).
    SetAside,
}

/// What comes of a re-examination of an entry.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::listing::ending::Verdict", name = "ReExaminationVerdict")]
pub enum ReExaminationVerdict {
    /// 维持列入.
    Upheld,
    /// 撤销列入.
    Revoked,
}
