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
