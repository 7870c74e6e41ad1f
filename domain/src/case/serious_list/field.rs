//! In which fields a violation may lead into the list (SDL 5–10).

use serde::{Deserialize, Serialize};

/// A field of the list. Entries of the food field are what is called 食品安全黑名单 (FSR 66).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Field {
    /// 食品安全 (SDL 5).
    Food,
    /// 药品、医疗器械、化妆品 (SDL 6).
    Drugs,
    /// 质量安全 (SDL 7).
    Quality,
    /// 侵害消费者权益 (SDL 8).
    ConsumerRights,
    /// 破坏公平竞争秩序和扰乱市场秩序 (SDL 9).
    Competition,
    /// 其他 (SDL 10): unlicensed operation, false registration material, obstruction of inspection.
    Other,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 6] = [
        Self::Food,
        Self::Drugs,
        Self::Quality,
        Self::ConsumerRights,
        Self::Competition,
        Self::Other,
    ];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Food => "食品安全领域",
            Self::Drugs => "药品、医疗器械、化妆品领域",
            Self::Quality => "质量安全领域",
            Self::ConsumerRights => "消费者权益保护领域",
            Self::Competition => "公平竞争和市场秩序领域",
            Self::Other => "其他领域",
        }
    }

    /// The article of SDL that names its violations.
    #[must_use]
    pub fn article(self) -> u16 {
        match self {
            Self::Food => 5,
            Self::Drugs => 6,
            Self::Quality => 7,
            Self::ConsumerRights => 8,
            Self::Competition => 9,
            Self::Other => 10,
        }
    }
}
