//! Words for agencies.

use async_graphql::Enum;

/// Where an agency stands.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::agency::Level", name = "AgencyLevel")]
pub enum AgencyLevel {
    /// 省级.
    Province,
    /// 市级 (州).
    City,
    /// 县级.
    County,
    /// 派出机构: acts in its bureau's name (PR 9).
    SubOffice,
    /// 议事协调机构: never acts.
    Coordination,
    /// 外部单位: not an agency at all.
    External,
}

/// To which line of government an agency belongs.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::agency::System", name = "AgencySystem")]
pub enum AgencySystem {
    /// 市场监管.
    Amr,
    /// 药监.
    Mpa,
    /// 宣传.
    Publicity,
    /// 网信.
    Cac,
    /// 公安.
    PublicSecurity,
    /// 农业农村.
    Agriculture,
    /// 商务.
    Commerce,
    /// 文化和旅游.
    CultureTourism,
    /// 林草.
    Forestry,
    /// 海关.
    Customs,
    /// 税务.
    Tax,
    /// 通信.
    Communications,
    /// 邮政.
    Post,
    /// 人民银行.
    Pboc,
    /// 财政.
    Finance,
    /// 发展改革.
    DevelopmentReform,
    /// 自然资源.
    NaturalResources,
    /// 联席会议.
    Coordination,
    /// 外部单位.
    External,
}
