//! The fields of the 双公示 layout for administrative penalties: their codes and names (domain.md §8.5). The order is
//! that of the columns.

/// A field of the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 行政相对人名称.
    PartyName,
    /// 行政相对人类别.
    PartyKind,
    /// 行政相对人代码 1: 统一社会信用代码.
    PartyUscc,
    /// 行政相对人代码 2: 工商注册号.
    PartyRegistration,
    /// 行政相对人代码 3: 组织机构代码.
    PartyOrganisation,
    /// 行政相对人代码 4: 税务登记号.
    PartyTax,
    /// 行政相对人代码 5: 事业单位证书号.
    PartyInstitution,
    /// 行政相对人代码 6: 社会组织登记证号.
    PartySocial,
    /// 法定代表人.
    Representative,
    /// 法定代表人证件类型.
    RepresentativePaper,
    /// 法定代表人证件号码.
    RepresentativePaperNumber,
    /// 自然人证件类型.
    PersonPaper,
    /// 自然人证件号码.
    PersonPaperNumber,
    /// 行政处罚决定书文号.
    Number,
    /// 违法行为类型.
    Violation,
    /// 违法事实.
    Facts,
    /// 处罚依据.
    Basis,
    /// 处罚类别.
    Category,
    /// 处罚内容.
    Content,
    /// 罚款金额（万元）.
    Fine,
    /// 没收违法所得、没收非法财物的金额（万元）.
    Confiscated,
    /// 暂扣或吊销证照名称及编号.
    Licence,
    /// 处罚决定日期.
    DecidedOn,
    /// 处罚有效期.
    ValidUntil,
    /// 公示截止期.
    ShownUntil,
    /// 处罚机关.
    Agency,
    /// 处罚机关统一社会信用代码.
    AgencyUscc,
    /// 数据来源单位.
    Source,
    /// 数据来源单位统一社会信用代码.
    SourceUscc,
    /// 备注.
    Remark,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 30] = [
        Self::PartyName,
        Self::PartyKind,
        Self::PartyUscc,
        Self::PartyRegistration,
        Self::PartyOrganisation,
        Self::PartyTax,
        Self::PartyInstitution,
        Self::PartySocial,
        Self::Representative,
        Self::RepresentativePaper,
        Self::RepresentativePaperNumber,
        Self::PersonPaper,
        Self::PersonPaperNumber,
        Self::Number,
        Self::Violation,
        Self::Facts,
        Self::Basis,
        Self::Category,
        Self::Content,
        Self::Fine,
        Self::Confiscated,
        Self::Licence,
        Self::DecidedOn,
        Self::ValidUntil,
        Self::ShownUntil,
        Self::Agency,
        Self::AgencyUscc,
        Self::Source,
        Self::SourceUscc,
        Self::Remark,
    ];

    /// Its code, as the layout heads its column.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::PartyName => "CF_XDR_MC",
            Self::PartyKind => "CF_XDR_LB",
            Self::PartyUscc => "CF_XDR_SHXYM",
            Self::PartyRegistration => "CF_XDR_GSZC",
            Self::PartyOrganisation => "CF_XDR_ZZJG",
            Self::PartyTax => "CF_XDR_SWDJ",
            Self::PartyInstitution => "CF_XDR_SYDW",
            Self::PartySocial => "CF_XDR_SHZZ",
            Self::Representative => "CF_FRDB",
            Self::RepresentativePaper => "CF_FR_ZJLX",
            Self::RepresentativePaperNumber => "CF_FR_ZJHM",
            Self::PersonPaper => "CF_XDR_ZJLX",
            Self::PersonPaperNumber => "CF_XDR_ZJHM",
            Self::Number => "CF_WSH",
            Self::Violation => "CF_WFXW",
            Self::Facts => "CF_SY",
            Self::Basis => "CF_YJ",
            Self::Category => "CF_CFLB",
            Self::Content => "CF_NR",
            Self::Fine => "CF_NR_FK",
            Self::Confiscated => "CF_NR_WFFF",
            Self::Licence => "CF_NR_ZKDX",
            Self::DecidedOn => "CF_JDRQ",
            Self::ValidUntil => "CF_YXQ",
            Self::ShownUntil => "CF_GSJZQ",
            Self::Agency => "CF_CFJG",
            Self::AgencyUscc => "CF_CFJGDM",
            Self::Source => "CF_SJLY",
            Self::SourceUscc => "CF_SJLYDM",
            Self::Remark => "BZ",
        }
    }

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PartyName => "行政相对人名称",
            Self::PartyKind => "行政相对人类别",
            Self::PartyUscc => "行政相对人代码_1（统一社会信用代码）",
            Self::PartyRegistration => "行政相对人代码_2（工商注册号）",
            Self::PartyOrganisation => "行政相对人代码_3（组织机构代码）",
            Self::PartyTax => "行政相对人代码_4（税务登记号）",
            Self::PartyInstitution => "行政相对人代码_5（事业单位证书号）",
            Self::PartySocial => "行政相对人代码_6（社会组织登记证号）",
            Self::Representative => "法定代表人",
            Self::RepresentativePaper => "法定代表人证件类型",
            Self::RepresentativePaperNumber => "法定代表人证件号码",
            Self::PersonPaper => "自然人证件类型",
            Self::PersonPaperNumber => "自然人证件号码",
            Self::Number => "行政处罚决定书文号",
            Self::Violation => "违法行为类型",
            Self::Facts => "违法事实",
            Self::Basis => "处罚依据",
            Self::Category => "处罚类别",
            Self::Content => "处罚内容",
            Self::Fine => "罚款金额（万元）",
            Self::Confiscated => "没收违法所得、没收非法财物的金额（万元）",
            Self::Licence => "暂扣或吊销证照名称及编号",
            Self::DecidedOn => "处罚决定日期",
            Self::ValidUntil => "处罚有效期",
            Self::ShownUntil => "公示截止期",
            Self::Agency => "处罚机关",
            Self::AgencyUscc => "处罚机关统一社会信用代码",
            Self::Source => "数据来源单位",
            Self::SourceUscc => "数据来源单位统一社会信用代码",
            Self::Remark => "备注",
        }
    }
}
